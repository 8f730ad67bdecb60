"""A portal whose access tokens expire, and its authorisation server, which gives a new pair for each refresh token
once."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from badge_inspector.domain.portal import AccessKind, PortalProfile
from tests.support.faulty_portal import GOOD, Conversation, FaultyPortal, Received, answer

CLIENT_ID, CLIENT_SECRET = "local.5e8f.1", "cl1entsecretcanary99"
FIRST_ACCESS, FIRST_REFRESH = "acce55token000000", "refre5htoken00000"


class OAuthPortal:
    """Attributes: server. events: what happened, in order; the test may add to it. renewals: how often a pair was
    given. refuse: an answer of the authorisation server instead of a pair. before_renewal: called first.
    always_expired: no access token is good enough."""

    def __init__(self) -> None:
        self.server = FaultyPortal(self._serve)
        self.events: list[str] = []
        self.renewals = 0
        self.refuse = b""
        self.always_expired = False
        self.before_renewal: Callable[[], object] = lambda: None
        self.good_for = 10**9
        self._access = ""
        self._refresh = FIRST_REFRESH
        self._answered = 0
        self._lock = threading.Lock()

    @property
    def profile(self) -> PortalProfile:
        return self.server.profile(AccessKind.OAUTH, oauth_client_id=CLIENT_ID)

    @property
    def access(self) -> str:
        return self._access

    @property
    def refresh(self) -> str:
        return self._refresh

    def _serve(self, conversation: Conversation) -> None:
        while (request := conversation.read_request()) is not None:
            renewal = request.path.startswith("/oauth/token/")
            if renewal:
                self.before_renewal()
            with self._lock:
                conversation.send(self._renewed(request) if renewal else self._asked(request))

    def _renewed(self, request: Received) -> bytes:
        self.events.append("renewal")
        sent = {name: values[0] for name, values in parse_qs(urlsplit(request.path).query).items()}
        if self.refuse:
            return self.refuse
        if sent != {
            "grant_type": "refresh_token",
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "refresh_token": self._refresh,
        }:
            return answer(400, b'{"error":"invalid_grant","error_description":"spent"}')
        self.renewals += 1
        self._answered = 0
        self._access, self._refresh = f"acce55token{self.renewals:06}", f"refre5htoken{self.renewals:05}"
        pair = {"access_token": self._access, "refresh_token": self._refresh, "expires_in": 3600}
        return answer(200, json.dumps(pair))

    def _asked(self, request: Received) -> bytes:
        sent = json.loads(request.body)
        self.events.append(f"asked with {sent['auth']}")
        self._answered += 1
        if self.always_expired or sent["auth"] != self._access or self._answered > self.good_for:
            return answer(401, b'{"error":"expired_token","error_description":"The access token has expired"}')
        if "cmd" not in sent:
            return answer(200, GOOD)
        badge = json.loads(GOOD)["result"]["badge"]
        result = {
            "result": {name: {"badge": {**badge, "code": _code(sent["cmd"][name])}} for name in sent["cmd"]},
            "result_error": [],
            "result_time": [],
        }
        return answer(200, json.dumps({"result": result}))


def _code(command: str) -> str:
    return parse_qs(urlsplit(command).query).get("code", [""])[0]
