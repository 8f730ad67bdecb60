"""Bitrix24's own Python client gets from the demo portal what it gets from a portal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from b24pysdk.credentials import BitrixWebhook
from b24pysdk.errors import BitrixAPIError

from badge_inspector.demo.portal import DemoPortal
from badge_inspector.domain.portal import Webhook
from tests.support.certificates import authority_file, server_context

GET, LIST = "crm.activity.badge.get", "crm.activity.badge.list"


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The client speaks nothing but https, so the portal shows a certificate the client is told to trust."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", authority_file(tmp_path))
    with DemoPortal(tls=server_context("127.0.0.1")) as portal:
        access = portal.profiles()[0]
        assert isinstance(access.credentials, Webhook)
        token = f"{access.credentials.user}/{access.credentials.secret.reveal()}"
        yield BitrixWebhook(domain=f"127.0.0.1:{portal.port}", webhook_token=token)


def test_one_badge(client: Any) -> None:
    answer = client.call_method(GET, {"code": "missedCall"})
    assert answer["result"]["badge"] == {
        "code": "missedCall",
        "title": "Call Status",
        "value": "Missed",
        "type": "failure",
    }
    assert {"start", "finish", "duration", "processing", "date_start", "date_finish"} <= answer["time"].keys()


def test_the_list(client: Any) -> None:
    answer = client.call_method(LIST)
    assert "missedCall" in [badge["code"] for badge in answer["result"]["badges"]]
    assert answer["total"] == len(answer["result"]["badges"])


def test_a_batch_with_an_error_in_it(client: Any) -> None:
    answer = client.call_batch({"found": (GET, {"code": "vipClient"}), "absent": (GET, {"code": "a&b=+ #%"})})
    result = answer["result"]
    assert result["result"]["found"]["badge"]["code"] == "vipClient"
    assert result["result_error"]["absent"]["error"] == "NOT_FOUND"
    assert "a&b=+ #%" in result["result_error"]["absent"]["error_description"]


def test_who_answers(client: Any) -> None:
    assert client.call_method("profile")["result"]["ID"] == "1"
    assert "crm" in client.call_method("scope")["result"]
    available = client.call_method("method.get", {"name": GET})["result"]
    assert available == {"isExisting": True, "isAvailable": True}
    assert "LICENSE" in client.call_method("app.info")["result"]
    assert "T" in client.call_method("server.time")["result"]


@pytest.mark.parametrize("code", ["absent", "demo.insufficient_scope", "demo.INVALID_CREDENTIALS"])
def test_an_error_raises_the_clients_own_exception(client: Any, code: str) -> None:
    with pytest.raises(BitrixAPIError):
        client.call_method(GET, {"code": code})
