"""Every answer a portal can give, by its bytes: bitrix24/README.md, "The call", "Errors" and "Answers to survive"."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badge_inspector.bitrix24 import pages, wire
from badge_inspector.domain.badge import LocalizedText, OddValue, PlainText
from badge_inspector.domain.badge_type import BadgeType
from badge_inspector.domain.exchange import Response
from badge_inspector.domain.failures import FailureKind
from badge_inspector.domain.jsontext import JsonDocument
from badge_inspector.domain.lookup import Failed, Found, Outcome, Refused
from badge_inspector.domain.portal import PortalAddress
from tests.support.faulty_portal import GOOD

ADDRESS = PortalAddress("acme.bitrix24.ru")
PATH = "/rest/1/••••••••/crm.activity.badge.get"


def response(
    body: bytes | str = b"",
    status: int = 200,
    content_type: str = "application/json; charset=utf-8",
    truncated: str = "",
    **headers: str,
) -> Response:
    data = body.encode() if isinstance(body, str) else body
    named = [("Content-Type", content_type), *((name.replace("_", "-"), value) for name, value in headers.items())]
    return Response(status, "", "HTTP/1.1", tuple(named), data, len(data), truncated)


def decode(body: bytes | str = b"", status: int = 200, **rest: str) -> Outcome:
    return wire.decode(response(body, status, **rest), ADDRESS, PATH).outcome


def kind_of(outcome: Outcome) -> FailureKind:
    assert not isinstance(outcome, Found), outcome
    return outcome.failure.kind


def badge_json(**fields: object) -> str:
    whole = {"code": "missedCall", "title": "Call", "value": "Missed", "type": "failure", **fields}
    return json.dumps({"result": {"badge": whole}}, ensure_ascii=False)


class TestFound:
    def test_sample_of_the_documentation(self) -> None:
        outcome = decode(GOOD)
        assert isinstance(outcome, Found)
        badge = outcome.badge
        assert badge.code == PlainText("missedCall")
        assert badge.title == PlainText("Call Status")
        assert badge.value == PlainText("Missed")
        assert badge.known_type is BadgeType.FAILURE
        assert badge.extra == ()
        assert outcome.time is not None

    @pytest.mark.parametrize(
        ("source", "field"),
        [
            ('"Missed"', PlainText("Missed")),
            ('"\\u003Cb\\u003E \\/ \\ud83c\\udf89"', PlainText("<b> / 🎉")),
            ('""', PlainText("")),
            ('"5"', PlainText("5")),
            ('{"en":"Missed","ru":"Пропущен"}', LocalizedText((("en", "Missed"), ("ru", "Пропущен")))),
            ('{"ru":"Б","en":"A"}', LocalizedText((("ru", "Б"), ("en", "A")))),
            ('{"en":"A","de":null,"fr":7}', LocalizedText((("en", "A"),), (("de", "null"), ("fr", "7")))),
            ('{"en":"A","en":"B"}', LocalizedText((("en", "B"),))),
            ("{}", LocalizedText(())),
            ("[]", LocalizedText(())),
            ("[ ]", LocalizedText(())),
            ('["A"]', OddValue('["A"]')),
            ("null", OddValue("null")),
            ("true", OddValue("true")),
            ("1.50", OddValue("1.50")),
            ("12345678901234567890.000000000001e400", OddValue("12345678901234567890.000000000001e400")),
            ("NaN", OddValue("NaN")),
        ],
    )
    def test_shapes_of_title_and_value(self, source: str, field: object) -> None:
        for name in ("title", "value"):
            outcome = decode(f'{{"result":{{"badge":{{"code":"a","{name}":{source}}}}}}}')
            assert isinstance(outcome, Found)
            assert getattr(outcome.badge, name) == field

    @pytest.mark.parametrize(
        ("source", "field"),
        [
            ('"Warning"', PlainText("Warning")),
            ("null", OddValue("null")),
            ("[]", OddValue("[]")),
            ("{}", OddValue("{}")),
        ],
    )
    def test_shapes_of_type(self, source: str, field: object) -> None:
        outcome = decode(f'{{"result":{{"badge":{{"code":"a","type":{source}}}}}}}')
        assert isinstance(outcome, Found)
        assert outcome.badge.type == field
        assert outcome.badge.known_type is None

    def test_missing_fields_are_missing(self) -> None:
        outcome = decode('{"result":{"badge":{"code":"a"}}}')
        assert isinstance(outcome, Found)
        assert (outcome.badge.title, outcome.badge.value, outcome.badge.type) == (None, None, None)
        assert outcome.time is None

    def test_extra_fields_are_kept_as_sent(self) -> None:
        outcome = decode('{"result":{"badge":{"settings":{"a": [1.0]},"code":"a","X":null}}}')
        assert isinstance(outcome, Found)
        assert outcome.badge.extra == (("settings", '{"a": [1.0]}'), ("X", "null"))

    @pytest.mark.parametrize("status", [201, 400, 404, 500, 503])
    def test_status_does_not_decide(self, status: int) -> None:
        assert isinstance(decode(GOOD, status), Found)

    @pytest.mark.parametrize(
        "body",
        [
            b"\xef\xbb\xbf" + GOOD,
            b"\n\r\n " + GOOD + b"\n",
            GOOD.decode().encode("utf-16"),
            badge_json(title="Звонок").encode("utf-16-le").join([b"\xff\xfe", b""]),
        ],
        ids=["BOM", "white space", "UTF-16", "UTF-16-LE"],
    )
    def test_encodings(self, body: bytes) -> None:
        assert isinstance(decode(body), Found)

    def test_declared_charset_where_the_bytes_are_no_utf8(self) -> None:
        body = badge_json(title="Звонок").encode("windows-1251")
        outcome = decode(body, content_type="application/json; charset=windows-1251")
        assert isinstance(outcome, Found)
        assert outcome.badge.title == PlainText("Звонок")

    def test_invalid_utf8_is_read_with_replacements(self) -> None:
        outcome = decode(GOOD.replace(b"Missed", b"Mis\xffsed"))
        assert isinstance(outcome, Found)
        assert outcome.badge.value == PlainText("Mis\ufffdsed")

    @pytest.mark.parametrize("content_type", ["text/html; charset=utf-8", "text/plain", ""])
    def test_content_type_does_not_decide(self, content_type: str) -> None:
        assert isinstance(decode(GOOD, content_type=content_type), Found)

    def test_whole_json_of_a_connection_that_closed_early(self) -> None:
        """Content-Length was wrong, the answer is not."""
        assert isinstance(decode(GOOD, truncated="closed"), Found)

    @pytest.mark.parametrize(
        "time",
        [
            "null",
            "[]",
            "7",
            '"x"',
            '{"start":"x","duration":NaN,"operating":-1}',
            '{"operating_reset_at":"2025-01-21T13:47:08+02:00"}',
            '{"duration":1e999}',
        ],
    )
    def test_no_time_block_spoils_a_badge(self, time: str) -> None:
        assert isinstance(decode(f'{{"result":{{"badge":{{"code":"a"}}}},"time":{time}}}'), Found)


ERRORS = [
    ("NOT_FOUND", "Badge not found for code `X`", 400, FailureKind.BADGE_NOT_FOUND),
    ("NOT_FOUND", "Not found.", 404, FailureKind.BADGE_NOT_FOUND),
    ("not_found", "", 400, FailureKind.BADGE_NOT_FOUND),
    ("100", "Could not find value for parameter {code}", 400, FailureKind.PARAMETER_INVALID),
    ("ACCESS_DENIED", "REST is available only by subscription.", 401, FailureKind.SUBSCRIPTION_NEEDED),
    ("ACCESS_DENIED", "REST API is available only on commercial plans.", 403, FailureKind.SUBSCRIPTION_NEEDED),
    ("ACCESS_DENIED", "Access denied! Application context required", 403, FailureKind.APPLICATION_CONTEXT_REQUIRED),
    ("ACCESS_DENIED", "Access denied.", 403, FailureKind.ACCESS_DENIED),
    ("allowed_only_intranet_user", "Доступ запрещён", 403, FailureKind.EXTRANET_USER),
    ("ERROR_METHOD_NOT_FOUND", "Method not found!", 404, FailureKind.METHOD_NOT_FOUND),
    ("NO_AUTH_FOUND", "Wrong authorization data", 401, FailureKind.NO_AUTH_FOUND),
    ("INVALID_CREDENTIALS", "Invalid request credentials", 401, FailureKind.INVALID_CREDENTIALS),
    ("INVALID_CREDENTIALS", "Invalid request credentials", 403, FailureKind.INVALID_CREDENTIALS),
    ("insufficient_scope", "The request requires higher privileges", 401, FailureKind.INSUFFICIENT_SCOPE),
    ("insufficient_scope", "", 403, FailureKind.INSUFFICIENT_SCOPE),
    ("expired_token", "The access token provided has expired.", 401, FailureKind.EXPIRED_TOKEN),
    ("invalid_token", "Unable to get application by token", 401, FailureKind.INVALID_TOKEN),
    ("ERROR_OAUTH", "Application not installed", 401, FailureKind.OAUTH_ERROR),
    ("NOT_INSTALLED", "", 401, FailureKind.NOT_INSTALLED),
    ("APPLICATION_NOT_FOUND", "", 401, FailureKind.APPLICATION_NOT_FOUND),
    ("CONNECTION_ERROR", "Error connecting to authorization server", 401, FailureKind.AUTH_SERVER_UNREACHABLE),
    ("authorization_error", "Сотрудник уволен", 401, FailureKind.AUTHORIZATION_ERROR),
    ("user_access_error", "The user does not have access to the application.", 401, FailureKind.USER_ACCESS_ERROR),
    ("PAYMENT_REQUIRED", "", 401, FailureKind.PAYMENT_REQUIRED),
    ("INVALID_REQUEST", "Https required.", 401, FailureKind.HTTPS_REQUIRED),
    ("INVALID_REQUEST", "", 400, FailureKind.HTTPS_REQUIRED),
    ("INVALID_REQUEST", "Something else entirely", 400, FailureKind.UNKNOWN_ERROR),
    ("OVERLOAD_LIMIT", "REST API is blocked due to overload.", 503, FailureKind.OVERLOAD_LIMIT),
    ("WRONG_LICENSE", "", 403, FailureKind.WRONG_LICENSE),
    ("WRONG_AUTH_TYPE", "", 403, FailureKind.WRONG_AUTH_TYPE),
    ("METHOD_CONFIRM_WAITING", "", 401, FailureKind.METHOD_CONFIRM_WAITING),
    ("METHOD_CONFIRM_DENIED", "", 403, FailureKind.METHOD_CONFIRM_DENIED),
    ("OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit.", 429, FailureKind.OPERATION_TIME_LIMIT),
    ("QUERY_LIMIT_EXCEEDED", "Too many requests", 503, FailureKind.QUERY_LIMIT_EXCEEDED),
    ("PORTAL_DELETED", "Portal was deleted", 403, FailureKind.PORTAL_DELETED),
    ("PORTAL_DELETED", "Portal was deleted", 410, FailureKind.PORTAL_DELETED),
    ("ERROR_CORE", "SQL query error!", 500, FailureKind.CORE_ERROR),
    ("ERROR_ARGUMENT", "", 400, FailureKind.ARGUMENT_INVALID),
    ("INVALID_ARG_VALUE", "", 400, FailureKind.ARGUMENT_VALUE_INVALID),
    ("WRONG_ENCODING", "Wrong request encoding", 200, FailureKind.WRONG_ENCODING),
    ("INTERNAL_SERVER_ERROR", "Internal server error", 500, FailureKind.INTERNAL_SERVER_ERROR),
    ("ERROR_UNEXPECTED_ANSWER", "Server returned an unexpected response.", 500, FailureKind.UNEXPECTED_ANSWER),
    ("wrong_client", "", 200, FailureKind.UNKNOWN_ERROR),
    ("SOMETHING_NEW", "Never heard of it", 418, FailureKind.UNKNOWN_ERROR),
    ("", "", 400, FailureKind.UNKNOWN_ERROR),
    ("0", "Some text", 400, FailureKind.UNKNOWN_ERROR),
]


class TestRefused:
    @pytest.mark.parametrize(("code", "text", "status", "kind"), ERRORS)
    def test_codes(self, code: str, text: str, status: int, kind: FailureKind) -> None:
        outcome = decode(json.dumps({"error": code, "error_description": text}), status)
        assert isinstance(outcome, Refused)
        failure = outcome.failure
        assert (failure.kind, failure.code, failure.description, failure.http_status) == (kind, code, text, status)

    @pytest.mark.parametrize("status", [200, 404])
    @pytest.mark.parametrize(("code", "text", "kind"), [(code, text, kind) for code, text, _, kind in ERRORS])
    def test_neither_letter_case_nor_status_decides(self, code: str, text: str, kind: FailureKind, status: int) -> None:
        outcome = decode(json.dumps({"error": code.swapcase(), "error_description": text}), status)
        assert isinstance(outcome, Refused)
        assert outcome.failure.kind is kind

    @pytest.mark.parametrize(
        ("body", "kind", "code", "description"),
        [
            ('{"error":""}', FailureKind.UNKNOWN_ERROR, "", ""),
            ('{"error":null}', FailureKind.UNKNOWN_ERROR, "", ""),
            ('{"error":0}', FailureKind.UNKNOWN_ERROR, "0", ""),
            ('{"error":100,"error_description":"x"}', FailureKind.PARAMETER_INVALID, "100", "x"),
            ('{"error":[],"error_description":"x"}', FailureKind.UNKNOWN_ERROR, "[]", "x"),
            ('{"error":{}}', FailureKind.UNKNOWN_ERROR, "", "{}"),
            ('{"error":{"why":1}}', FailureKind.UNKNOWN_ERROR, "", '{"why":1}'),
            ('{"error":"NOT_FOUND","error_description":["a"]}', FailureKind.BADGE_NOT_FOUND, "NOT_FOUND", '["a"]'),
            ('{"error":"NOT_FOUND","error_description":null}', FailureKind.BADGE_NOT_FOUND, "NOT_FOUND", ""),
            ('{"error":"ERROR_ARGUMENT","error_description":"Bad","argument":"code"}', FailureKind.ARGUMENT_INVALID,
             "ERROR_ARGUMENT", "Bad (code)"),
            ('{"error":"NOT_FOUND","error":"expired_token"}', FailureKind.EXPIRED_TOKEN, "expired_token", ""),
            ('{"error":{"code":"BITRIX_REST_V3_EXCEPTION_ACCESSDENIEDEXCEPTION","message":"Access denied"}}',
             FailureKind.REST3_ERROR, "BITRIX_REST_V3_EXCEPTION_ACCESSDENIEDEXCEPTION", "Access denied"),
            ('{"error":{"code":"V3","message":"Invalid","validation":[{"message":"too long","field":"code"},{"x":1}]}}',
             FailureKind.REST3_ERROR, "V3", "Invalid too long"),
            ('{"error":{"code":7,"validation":"x"}}', FailureKind.REST3_ERROR, "7", '{"code":7,"validation":"x"}'),
        ],
    )  # fmt: skip
    def test_shapes_of_error(self, body: str, kind: FailureKind, code: str, description: str) -> None:
        outcome = decode(body, 400)
        assert isinstance(outcome, Refused)
        failure = outcome.failure
        assert (failure.kind, failure.code, failure.description) == (kind, code, description)

    def test_words_are_quoted_up_to_2000_characters(self) -> None:
        outcome = decode(json.dumps({"error": "x" * 3000, "error_description": "y" * 2001}))
        assert isinstance(outcome, Refused)
        failure = outcome.failure
        assert (failure.code, failure.description) == ("x" * 2000, "y" * 2000)

    def test_error_wins_over_result(self) -> None:
        body = GOOD.replace(b'{"result"', b'{"error":"expired_token","result"')
        outcome = decode(body)
        assert isinstance(outcome, Refused)
        assert outcome.failure.kind is FailureKind.EXPIRED_TOKEN
        assert outcome.time is not None

    def test_error_wins_over_a_redirect(self) -> None:
        outcome = decode('{"error":"PORTAL_DELETED"}', 302, Location="https://other.example/")
        assert kind_of(outcome) is FailureKind.PORTAL_DELETED

    @pytest.mark.parametrize(
        ("headers", "seconds"),
        [
            ({"Retry_After": "30"}, 30.0),
            ({"Retry_After": " 0 "}, 0.0),
            ({"Retry_After": "Wed, 21 Oct 2015 07:28:30 GMT", "Date": "Wed, 21 Oct 2015 07:28:00 GMT"}, 30.0),
            ({"Retry_After": "Wed, 21 Oct 2015 07:27:00 GMT", "Date": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0.0),
            ({"Retry_After": "soon"}, None),
            ({"Retry_After": "-5"}, None),
            ({"Retry_After": "٣٠"}, None),
            ({"Retry_After": "9" * 9}, 999_999_999.0),
            ({"Retry_After": "9" * 10}, None),
            ({"Retry_After": "9" * 400}, None),
            ({"Retry_After": "Wed, 21 Oct 2015 07:28:30 GMT"}, None),
            ({"Retry_After": "Wed, 99 Oct 2015 07:28:30 GMT", "Date": "x"}, None),
            ({}, None),
        ],
    )
    def test_retry_after(self, headers: dict[str, str], seconds: float | None) -> None:
        outcome = decode('{"error":"QUERY_LIMIT_EXCEEDED"}', 503, **headers)
        assert isinstance(outcome, Refused)
        assert outcome.failure.retry_after_s == seconds


class TestNoUsableAnswer:
    @pytest.mark.parametrize(
        ("body", "kind"),
        [
            ('{"result":null}', FailureKind.NO_BADGE_IN_ANSWER),
            ('{"result":[]}', FailureKind.NO_BADGE_IN_ANSWER),
            ('{"result":{}}', FailureKind.NO_BADGE_IN_ANSWER),
            ('{"result":{"badge":null}}', FailureKind.NO_BADGE_IN_ANSWER),
            ('{"result":{"badge":[]}}', FailureKind.NO_BADGE_IN_ANSWER),
            ('{"result":{"badge":{}}}', FailureKind.NO_BADGE_IN_ANSWER),
            ('{"result":{"badges":[{"code":"a"}]}}', FailureKind.NO_BADGE_IN_ANSWER),
            ('{"result":{"badge":"missedCall"}}', FailureKind.ANSWER_SHAPE),
            ('{"result":{"badge":[{"code":"a"}]}}', FailureKind.ANSWER_SHAPE),
            ('{"result":"x"}', FailureKind.ANSWER_SHAPE),
            ('{"result":true}', FailureKind.ANSWER_SHAPE),
            ('{"result":[{"code":"a"}]}', FailureKind.ANSWER_SHAPE),
            ("{}", FailureKind.ANSWER_SHAPE),
            ('{"hello":"world"}', FailureKind.ANSWER_SHAPE),
            ("[]", FailureKind.ANSWER_SHAPE),
            ('["a"]', FailureKind.ANSWER_SHAPE),
            ('"text"', FailureKind.ANSWER_SHAPE),
            ("7", FailureKind.ANSWER_SHAPE),
            ("null", FailureKind.ANSWER_SHAPE),
            ("", FailureKind.EMPTY_BODY),
            (" \r\n\t", FailureKind.EMPTY_BODY),
            ("\ufeff", FailureKind.EMPTY_BODY),
            ('{"result":{"badge":{"code":"a"', FailureKind.JSON_INVALID),
            ('{"result":{"badge":{"code":"a"}}}}', FailureKind.JSON_INVALID),
            ("{'result': None}", FailureKind.JSON_INVALID),
            ('{"result":{"badge":{"code":"a"}},}', FailureKind.JSON_INVALID),
            ("[" * 100_000, FailureKind.JSON_INVALID),
            ("OK", FailureKind.NOT_JSON),
            ("Fatal error: Allowed memory size", FailureKind.NOT_JSON),
        ],
    )
    def test_bodies(self, body: str, kind: FailureKind) -> None:
        outcome = decode(body)
        assert isinstance(outcome, Failed)
        assert outcome.failure.kind is kind
        assert outcome.failure.http_status == 200

    @pytest.mark.parametrize(
        ("body", "detail"),
        [
            ('{"result":null}', "result is null"),
            ('{"result":[]}', "result is []"),
            ('{"result":{"badge":null}}', "badge is null"),
            ('{"result":{"x":1}}', "result has no badge"),
            ('{"result":"x"}', "result is a text"),
            ('{"result":[1]}', "result is a list"),
            ('{"result":{"badge":7}}', "badge is a number"),
            ("{}", "there is neither result nor error in the answer"),
            ("7", "the answer is a number"),
        ],
    )
    def test_says_what_is_there_in_place_of_a_badge(self, body: str, detail: str) -> None:
        outcome = decode(body)
        assert isinstance(outcome, Failed)
        assert outcome.failure.detail == detail

    @pytest.mark.parametrize(
        ("result", "codes"),
        [
            ('{"badges":[{"code":"a"},7,{"code":"b"}]}', ["a", "b"]),
            ('[{"code":"a"},null]', ["a"]),
            ("[]", []),
            ("{}", None),
            ('{"badges":[]}', []),
            ('{"badges":{}}', []),
            ('{"badges":{"0":{"code":"a"}}}', None),
            ('{"badges":"a"}', None),
            ("7", None),
            ("null", None),
        ],
    )
    def test_lists_of_badges(self, result: str, codes: list[str] | None) -> None:
        badges = wire.read_badges(JsonDocument.parse(result).root)
        assert (None if badges is None else [badge.plain_code for badge in badges]) == codes
        assert wire.read_badges(None) is None

    def test_deep_nesting_is_read(self) -> None:
        deep = '{"result":{"badge":{"code":"a","title":' + "[" * 100_000 + "]" * 100_000 + "}}}"
        outcome = decode(deep)
        assert isinstance(outcome, Found)
        assert isinstance(outcome.badge.title, OddValue)

    def test_invalid_json_says_where(self) -> None:
        outcome = decode('{"result":\n  oops}')
        assert isinstance(outcome, Failed)
        assert "line 2, column 3" in outcome.failure.detail

    def test_invalid_json_keeps_its_document(self) -> None:
        assert wire.decode(response('{"result":'), ADDRESS).document is not None

    @pytest.mark.parametrize(("coding", "told"), [("br", "br"), (None, "")])
    def test_a_coding_that_could_not_be_undone_is_named(self, coding: str | None, told: str) -> None:
        headers = {"Content_Encoding": coding} if coding is not None else {}
        outcome = decode(b"\x00", 200, truncated="encoding", **headers)
        assert isinstance(outcome, Failed)
        assert outcome.failure.detail == f"Content-Encoding: {told}"

    @pytest.mark.parametrize(
        ("truncated", "body", "kind"),
        [
            ("limit", GOOD[:100], FailureKind.BODY_TOO_LARGE),
            ("limit", b" " * 1000, FailureKind.BODY_TOO_LARGE),
            ("limit", b"<html>" + b"x" * 1000, FailureKind.BODY_TOO_LARGE),
            ("closed", GOOD[:100], FailureKind.BODY_CUT_OFF),
            ("closed", b"", FailureKind.BODY_CUT_OFF),
            ("encoding", b"\x00\x01", FailureKind.BODY_UNDECODABLE),
            ("encoding", GOOD, FailureKind.BODY_UNDECODABLE),
        ],
    )
    def test_bodies_that_are_not_whole(self, truncated: str, body: bytes, kind: FailureKind) -> None:
        outcome = decode(body, truncated=truncated, Content_Length="5000")
        assert isinstance(outcome, Failed)
        assert outcome.failure.kind is kind


def page(title: str, text: str = "", extra: str = "") -> str:
    head = f"<head><title>{title}</title><style>b{{}}</style></head>"
    return f"<!DOCTYPE html>\n<html>{head}<body><h1>{title}</h1>{text}{extra}</body></html>"


class TestPages:
    @pytest.mark.parametrize(
        ("status", "body", "headers", "kind"),
        [
            (502, page("502 Bad Gateway", "<hr>nginx"), {}, FailureKind.SERVER_BUSY_PAGE),
            (504, page("504 Gateway Time-out", "<hr>nginx"), {}, FailureKind.SERVER_BUSY_PAGE),
            (503, page("Service temporarily unavailable"), {"Retry_After": "7"}, FailureKind.SERVER_BUSY_PAGE),
            (503, "upstream connect error", {}, FailureKind.SERVER_BUSY_PAGE),
            (429, page("Too Many Requests"), {}, FailureKind.SERVER_BUSY_PAGE),
            *((status, page("Cloudflare"), {}, FailureKind.SERVER_BUSY_PAGE) for status in range(520, 525)),
            (404, page("404 Not Found", "<hr>nginx"), {}, FailureKind.WRONG_HOST_PAGE),
            (404, page("Портал не найден"), {}, FailureKind.WRONG_HOST_PAGE),
            (405, page("405 Not Allowed"), {}, FailureKind.WRONG_HOST_PAGE),
            (410, page("410 Gone"), {}, FailureKind.WRONG_HOST_PAGE),
            (421, page("421 Misdirected Request"), {}, FailureKind.WRONG_HOST_PAGE),
            (200, page("Welcome to nginx!"), {}, FailureKind.WRONG_HOST_PAGE),
            (200, "It works!", {}, FailureKind.WRONG_HOST_PAGE),
            (200, page("This domain is for sale"), {}, FailureKind.WRONG_HOST_PAGE),
            (403, page("403 Forbidden", "<hr>nginx"), {}, FailureKind.PORTAL_BLOCKED_PAGE),
            (200, page("Bitrix24", "Your portal has been blocked"), {}, FailureKind.PORTAL_BLOCKED_PAGE),
            (200, page("Битрикс24", "Портал заблокирован"), {}, FailureKind.PORTAL_BLOCKED_PAGE),
            (200, page("Log in", '<input name="USER_PASSWORD" type="password">'), {}, FailureKind.SIGN_IN_PAGE),
            (200, page("Авторизация"), {}, FailureKind.SIGN_IN_PAGE),
            (401, page("401 Authorization Required"), {}, FailureKind.SIGN_IN_PAGE),
            (401, page("Unauthorized"), {}, FailureKind.SIGN_IN_PAGE),
            (200, page("x", "<form action='/bitrix/coupon_activation.php'>"), {}, FailureKind.LICENCE_EXPIRED_PAGE),
            (200, page("Trial period expired"), {}, FailureKind.LICENCE_EXPIRED_PAGE),
            (403, page("ERROR: Access Denied", "Generated by squid/5.7"), {}, FailureKind.PROXY_PAGE),
            (503, page("ERROR"), {"X_Squid_Error": "ERR_CONNECT_FAIL 111"}, FailureKind.PROXY_PAGE),
            (200, page("Blocked by Zscaler"), {}, FailureKind.PROXY_PAGE),
            (403, page("Forbidden"), {"Via": "1.1 mcafee-web-gateway"}, FailureKind.PROXY_PAGE),
            (511, page("Network login"), {}, FailureKind.PROXY_PAGE),
            (407, page("Proxy Authentication Required"), {}, FailureKind.PROXY_AUTH_REQUIRED),
            *((status, page("Error"), {}, FailureKind.NOT_JSON) for status in (400, 402, 406, 409, 411, 422)),
            *((status, page("Error"), {}, FailureKind.NOT_JSON) for status in (500, 501, 525)),
            (512, page("Error"), {}, FailureKind.NOT_JSON),
            (200, page("Something"), {}, FailureKind.NOT_JSON),
            (200, "<?xml version='1.0'?><response/>", {}, FailureKind.NOT_JSON),
        ],
    )  # fmt: skip
    def test_whose_page_it_is(self, status: int, body: str, headers: dict[str, str], kind: FailureKind) -> None:
        outcome = decode(body, status, content_type="text/html; charset=utf-8", **headers)
        assert isinstance(outcome, Failed)
        assert outcome.failure.kind is kind
        assert outcome.failure.http_status == status

    @pytest.mark.parametrize(
        ("content_type", "text", "is_page"),
        [
            ("text/html; charset=utf-8", "{", True),
            ("TEXT/HTML", "OK", True),
            ("application/xhtml+xml", "OK", True),
            ("text/plain", "<p>", True),
            ("text/plain", " \n<p>", True),
            ("text/plain", "OK <p>", False),
            ("application/json", "{", False),
            ("", "", False),
        ],
    )
    def test_a_page_is_told_by_its_type_or_its_first_character(
        self, content_type: str, text: str, is_page: bool
    ) -> None:
        assert pages.is_page(response(text, content_type=content_type), text) is is_page

    @pytest.mark.parametrize(("text", "is_page"), [("<p>", True), ("OK", False)])
    def test_a_page_may_come_without_a_type(self, text: str, is_page: bool) -> None:
        assert pages.is_page(Response(200, "", "HTTP/1.1", (), text.encode(), len(text)), text) is is_page

    @pytest.mark.parametrize(
        ("characters", "kind"),
        [(32 * 1024, FailureKind.LICENCE_EXPIRED_PAGE), (32 * 1024 + 1, FailureKind.NOT_JSON)],
    )
    def test_the_first_32_kib_of_a_page_are_searched(self, characters: int, kind: FailureKind) -> None:
        named = "Trial period expired"
        body = "<p>" + "." * (characters - len("<p>") - len(named)) + named
        assert kind_of(decode(body, 200, content_type="text/html")) is kind

    def test_a_page_that_calls_itself_plain_text_is_one(self) -> None:
        outcome = decode(page("Welcome to nginx!"), 200, content_type="text/plain")
        assert isinstance(outcome, Failed)
        assert outcome.failure.kind is FailureKind.WRONG_HOST_PAGE

    def test_says_what_the_page_says_as_plain_text(self) -> None:
        body = page("Oops &lt;1&gt;", "<script>var a = '<b>'</script><p>Come  back\n later &amp; try</p>")
        outcome = decode(body, 200, content_type="text/html")
        assert isinstance(outcome, Failed)
        assert outcome.failure.description == "Oops <1> Oops <1> Come back later & try"

    def test_excerpt_is_short(self) -> None:
        outcome = decode("<p>" + "word " * 100_000, 200, content_type="text/html")
        assert isinstance(outcome, Failed)
        assert len(outcome.failure.description) == 300
        assert outcome.failure.description.endswith("…")

    def test_text_of_an_excerpts_length_is_whole(self) -> None:
        outcome = decode("<p>" + "x" * 300, 200, content_type="text/html")
        assert isinstance(outcome, Failed)
        assert outcome.failure.description == "x" * 300

    @pytest.mark.parametrize("body", ["<" * 300_000, "<script>" * 40_000, "<!--" * 80_000, "portal " * 50_000])
    def test_hostile_pages_are_read_in_no_time(self, body: str) -> None:
        assert isinstance(decode(body, 200, content_type="text/html"), Failed)


class TestAnyBytes:
    @given(st.binary(max_size=400), st.integers(100, 599), st.sampled_from(["", "closed", "limit", "encoding"]))
    def test_no_bytes_make_it_raise(self, body: bytes, status: int, truncated: str) -> None:
        decode(body, status, truncated=truncated)

    @given(st.text(max_size=200), st.text(max_size=60), st.text(max_size=60))
    def test_no_headers_make_it_raise(self, body: str, content_type: str, location: str) -> None:
        decode(body.encode("utf-8", "surrogatepass"), 302, content_type=content_type, Location=location)

    JSON = st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
        lambda children: (
            st.lists(children, max_size=3)
            | st.dictionaries(
                st.sampled_from(["result", "error", "badge", "time", "code", "title", "value", "type", "message", "x"]),
                children,
                max_size=4,
            )
        ),
        max_leaves=12,
    )

    @given(JSON)
    def test_no_json_makes_it_raise(self, value: object) -> None:
        outcome = decode(json.dumps(value))
        has_error = isinstance(value, dict) and "error" in value
        assert isinstance(outcome, Refused) is has_error

    @given(JSON)
    def test_whatever_the_fields_are_the_badge_is_found(self, value: object) -> None:
        outcome = decode(badge_json(title=value, value=value, code=value, type=value, odd=value))
        assert isinstance(outcome, Found)
        assert outcome.badge.extra == (("odd", json.dumps(value, ensure_ascii=False)),)


def test_what_was_sent_twice_is_named() -> None:
    source = '{"code":"a","title":{"en":"A","ru":"Б","en":"C"},"value":"1","value":"2","extra":1,"extra":{"b":1,"b":2}}'
    node = JsonDocument.parse(source).root
    assert node is not None
    badge = wire.read_badge(node)
    assert badge.duplicates == ("value", "extra", "title.en")
    assert badge.value == PlainText("2")
    assert badge.title == LocalizedText((("en", "C"), ("ru", "Б")))
