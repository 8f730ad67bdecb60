"""Calls that the program writes for others, pasted back, give the code they were written for."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from badge_inspector.domain.exchange import SentRequest
from badge_inspector.domain.pasted import understand
from badge_inspector.domain.pasted_call import PastedForm, read_call
from badge_inspector.domain.secret import MASK
from badge_inspector.services.snippets import SnippetKind, snippet
from tests.services.test_snippets import CODES

METHOD = "crm.activity.badge.get"
BASE = f"https://acme.bitrix24.com/rest/7/{MASK}/"
FORMS = {
    SnippetKind.CURL_SH: PastedForm.CURL,
    SnippetKind.CURL_CMD: PastedForm.CURL,
    SnippetKind.POWERSHELL: PastedForm.POWERSHELL,
    SnippetKind.HTTPIE: PastedForm.HTTPIE,
    SnippetKind.PYTHON: PastedForm.PYTHON,
    SnippetKind.PYTHON_SDK: PastedForm.PYTHON,
    SnippetKind.JAVASCRIPT: PastedForm.JAVASCRIPT,
    SnippetKind.TYPESCRIPT: PastedForm.JAVASCRIPT,
    SnippetKind.PHP: PastedForm.PHP,
    SnippetKind.PHP_SDK: PastedForm.PHP,
    SnippetKind.GO: PastedForm.GO,
}


def written(kind: SnippetKind, code: str, *, by_token: bool) -> str:
    params = {"code": code, "auth": MASK} if by_token else {"code": code}
    url = f"https://acme.bitrix24.com/rest/{METHOD}" if by_token else BASE + METHOD
    headers = (("Content-Type", "application/json"), ("Accept", "application/json"))
    return snippet(kind, SentRequest("POST", url, headers, json.dumps(params)))


def pasted_back(kind: SnippetKind, code: str, *, by_token: bool) -> None:
    call = read_call(written(kind, code, by_token=by_token))
    assert call is not None
    assert (call.codes, call.form) == ((code,), FORMS[kind])
    names_portal = kind is not SnippetKind.JAVASCRIPT and not (
        by_token and kind in (SnippetKind.TYPESCRIPT, SnippetKind.PHP, SnippetKind.PHP_SDK)
    )
    address = understand(call.address).address
    assert (address is not None and address.host == "acme.bitrix24.com") is names_portal


@pytest.mark.parametrize("by_token", [False, True], ids=["webhook", "token"])
@pytest.mark.parametrize("name", [name for name, code in CODES.items() if code.strip()])
@pytest.mark.parametrize("kind", SnippetKind)
def test_each_snippet_pasted_back_gives_its_code(kind: SnippetKind, name: str, by_token: bool) -> None:
    pasted_back(kind, CODES[name], by_token=by_token)


@pytest.mark.parametrize("kind", SnippetKind)
@given(code=st.text(min_size=1, max_size=60).filter(str.strip), by_token=st.booleans())
@example(code="'\\'\"\\\"$(x)`^%", by_token=False)
@example(code="\U0001f4de\0\ue000\U000e0001", by_token=True)
def test_any_code_survives_the_way_there_and_back(kind: SnippetKind, code: str, by_token: bool) -> None:
    pasted_back(kind, code, by_token=by_token)


@pytest.mark.parametrize("kind", SnippetKind)
def test_two_calls_give_two_codes(kind: SnippetKind) -> None:
    one, other = (written(kind, code, by_token=False) for code in ("missedCall", "vip'Client"))
    call = read_call(one + "\n" + other)
    assert call is not None
    assert call.codes == ("missedCall", "vip'Client")
