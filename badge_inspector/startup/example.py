"""A made-up lookup, with which the window's parts are exercised before the first real one."""

from __future__ import annotations

import time

from badge_inspector.bitrix24.wire import decode
from badge_inspector.domain.exchange import Exchange, Phase, PhaseSpan, Response, SentRequest, Timeline
from badge_inspector.domain.lookup import Lookup
from badge_inspector.domain.portal import PortalAddress

_BODY = b"""{"result":{"badge":{"code":"example","title":"Title","value":"Value","type":"failure"}},\
"time":{"start":1724068028.331234,"finish":1724068028.726591,"duration":0.3953571319580078,\
"processing":0.13033390045166016,"date_start":"2024-08-19T13:47:08+02:00","date_finish":"2024-08-19T13:47:08+02:00",\
"operating_reset_at":1724068628,"operating":0.12}}"""
_HOST = "portal.example"


def example_lookup() -> Lookup:
    """A badge that was found, with a `time` block that gives cause for a warning and a remark."""
    response = Response(200, "OK", "HTTP/1.1", (("Content-Type", "application/json"),), _BODY, len(_BODY))
    decoded = decode(response, PortalAddress(_HOST))
    began = time.time()
    spans = (PhaseSpan(Phase.CONNECT, 0.0, 0.01), PhaseSpan(Phase.WAIT, 0.01, 0.4), PhaseSpan(Phase.DOWNLOAD, 0.4, 0.5))
    timeline = Timeline(spans, 0.5, began, began + 0.5)
    return Lookup(
        code="example",
        profile_id="",
        portal_name="",
        portal=_HOST,
        asked_at=began,
        outcome=decoded.outcome,
        exchange=Exchange(SentRequest("POST", f"https://{_HOST}/", (), ""), timeline, response),
        document=decoded.document,
        contract=(),
    )
