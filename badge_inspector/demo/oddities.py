"""Well-formed answers with odd content: badges of unusual shape, `time` blocks that contradict themselves.

bitrix24/README.md, "The call", "The time block" and "Answers to survive".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from badge_inspector.demo.php import PhpArray, PhpValue, RawJson
from badge_inspector.demo.tenants import BadgeRow

MISSING = RawJson("")
"""Replacement of a `time` when the answer is to have none."""

DEEP_NESTING = 100_000


@dataclass(frozen=True, slots=True)
class OddResult:
    """The answer's `result` is this JSON."""

    about: str
    json: str


@dataclass(frozen=True, slots=True)
class OddTime:
    """The badge is a plain one, its `time` goes through `change`, which may return MISSING."""

    about: str
    change: Callable[[PhpArray], PhpValue]


PLAIN_BADGE = BadgeRow("plain", "Plain badge", "Plain", "primary")


def _badge(about: str, json: str) -> OddResult:
    return OddResult(about, f'{{"badge":{json}}}')


def _with(about: str, **fields: PhpValue) -> OddTime:
    return OddTime(about, lambda time: time | fields)


def _shift(time: PhpArray, field: str, seconds: float) -> PhpArray:
    value = time[field]
    return time | {field: value + seconds} if isinstance(value, int | float) else time


ODD_RESULTS: dict[str, OddResult] = {
    "null_result": OddResult("`result` is null", "null"),
    "no_badge": OddResult("`result` without a badge", "[]"),
    "empty_badge": _badge("the badge is PHP's empty array", "[]"),
    "null_badge": _badge("the badge is null", "null"),
    "list_result": OddResult("`result` is a list", '["missedCall","Call Status"]'),
    "empty_texts": _badge(
        "texts by language, and no language",
        '{"code":"demo.empty_texts","title":[],"value":[],"type":"warning"}',
    ),
    "null_texts": _badge(
        "title and value are null", '{"code":"demo.null_texts","title":null,"value":null,"type":"success"}'
    ),
    "number_texts": _badge(
        "numbers where texts belong", '{"code":"demo.number_texts","title":42,"value":3.140,"type":"primary"}'
    ),
    "nested_texts": _badge(
        "texts within texts",
        '{"code":"demo.nested_texts","title":{"en":{"short":"Call","long":"Call Status"},"ru":"Звонок"},'
        '"value":{"en":["Missed"],"ru":null,"de":"Verpasst"},"type":"failure"}',
    ),
    "one_language": _badge(
        "texts in one foreign language",
        '{"code":"demo.one_language","title":{"th":"สถานะการโทร"},"value":{"th":"ไม่ได้รับ"},"type":"failure"}',
    ),
    "missing_fields": _badge("only a title", '{"title":"Lonely title"}'),
    "extra_fields": _badge(
        "fields of a newer portal",
        '{"code":"demo.extra_fields","title":"Call Status","value":"Missed","type":"failure",'
        '"settings":{"sort":100,"icon":null,"tags":["a","b"]},"id":90071992547409931234}',
    ),
    "unknown_type": _badge(
        "a type that no documentation names",
        '{"code":"demo.unknown_type","title":"Mood","value":"Happy","type":"rainbow"}',
    ),
    "null_type": _badge("no type", '{"code":"demo.null_type","title":"Mood","value":"Quiet","type":null}'),
    "other_code": _badge(
        "a code other than the one asked for",
        '{"code":"DEMO.OTHER_CODE","title":"Call Status","value":"Missed","type":"failure"}',
    ),
    "html_texts": _badge(
        "markup in the texts",
        '{"code":"demo.html_texts","title":"\\u003Cb\\u003EBold\\u003C\\/b\\u003E \\u003Cimg src=x\\u003E",'
        '"value":"\\u0026lt;Missed\\u0026gt;","type":"warning"}',
    ),
    "hidden_characters": _badge(
        "direction marks, a NUL, a line break, an emoji",
        '{"code":"demo.hidden_characters","title":"abc\u202egnp.exe","value":"a\\u0000b\\nc\\td 🦊",'
        '"type":"secondary"}',
    ),
    "long_texts": _badge(
        "texts without an end",
        f'{{"code":"demo.long_texts","title":"{"Call status " * 400}","value":"{"M" * 4000}","type":"primary"}}',
    ),
    "duplicate_keys": _badge(
        "a name twice",
        '{"code":"demo.duplicate_keys","title":"First title","title":"Second title","value":"Twice","type":"success"}',
    ),
    "big_numbers": _badge(
        "numbers that no float holds",
        '{"code":"demo.big_numbers","title":123456789012345678901234567890,"value":0.12345678901234567890123,'
        '"type":"primary","weight":1e999}',
    ),
    "not_a_number": _badge(
        "NaN, which is not JSON", '{"code":"demo.not_a_number","title":"Call Status","value":NaN,"type":"failure"}'
    ),
    "deep": _badge(
        "nested 100,000 deep",
        f'{{"code":"demo.deep","title":"Deep","value":{"[" * DEEP_NESTING}{"]" * DEEP_NESTING},"type":"primary"}}',
    ),
}

ODD_TIMES: dict[str, OddTime] = {
    "no_time": OddTime("no `time` at all", lambda _: MISSING),
    "null_time": OddTime("`time` is null", lambda _: None),
    "empty_time": OddTime("`time` is PHP's empty array", lambda _: []),
    "text_time": OddTime(
        "numbers sent as texts",
        lambda time: {key: str(value) if isinstance(value, int | float) else value for key, value in time.items()},
    ),
    "negative_time": _with("a negative duration", duration=-0.25, processing=-0.125),
    "nan_time": _with("NaN in `time`", duration=RawJson("NaN"), processing=RawJson("Infinity")),
    "long_decimals": _with("more decimals than a float holds", duration=RawJson("0.39535713195800781250000001")),
    "backwards_time": OddTime("finished before it began", lambda time: _shift(time, "finish", -3600)),
    "skewed_dates": _with(
        "dates months away from the clock",
        date_start="2025-01-21T13:47:08+02:00",
        date_finish="2025-01-21T13:47:08+02:00",
    ),
    "fast_clock": OddTime(
        "a server clock two hours ahead", lambda time: _shift(_shift(time, "start", 7200), "finish", 7200)
    ),
    "past_reset": OddTime("a reset that is over", lambda time: _shift(time, "operating_reset_at", -7200)),
    "iso_reset": _with("a reset told as a date", operating_reset_at="2026-08-20T12:52:22+03:00"),
    "nearly_spent": _with("the method's ten minutes nearly used up", operating=479.25),
    "self_hosted_time": OddTime(
        "a self-hosted portal without the limiter",
        lambda time: {key: value for key, value in time.items() if not str(key).startswith("operating")},
    ),
    "slow_processing": _with("more processing than duration", duration=0.125, processing=2.5),
}
