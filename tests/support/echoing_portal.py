"""A portal that sends back, in every way it can think of, the secret it was asked with."""

from __future__ import annotations

import gzip
import html
import json
from urllib.parse import parse_qs, quote, unquote, urlsplit

from tests.support.canary import CANARIES, echo
from tests.support.faulty_portal import Conversation, FaultyPortal, Received, answer

CODES = ("found", "refused", "unknown", "page", "moved", "foreign", "cut", "zipped", "broken", "closed")


class EchoingPortal(FaultyPortal):
    """The code says how. Attributes: asked_with: the secrets that came. old_is_good: the first access token has not
    expired yet."""

    def __init__(self) -> None:
        super().__init__(self._talk)
        self.asked_with: set[str] = set()
        self.old_is_good = True

    def _talk(self, conversation: Conversation) -> None:
        while (request := conversation.read_request()) is not None:
            if urlsplit(request.path).path == "/oauth/token/":
                conversation.send(self._renewed(request))
                continue
            sent = json.loads(request.body)
            secret = sent.get("auth") or unquote(request.path.split("/")[3])
            self.asked_with.add(secret)
            if secret == CANARIES["access token"] and not self.old_is_good:
                conversation.send(answer(401, _error("expired_token", secret)))
                continue
            data = self._answered(request.path, sent, secret)
            conversation.send(data)
            if sent.get("code") in ("cut", "closed"):
                return

    def _renewed(self, request: Received) -> bytes:
        sent = {name: values[0] for name, values in parse_qs(urlsplit(request.path).query).items()}
        self.asked_with |= {sent["refresh_token"], sent["client_secret"]}
        if sent["client_id"] == "refused":
            return answer(400, _error("invalid_grant", f"{sent['refresh_token']} {sent['client_secret']}"))
        pair = {"access_token": CANARIES["new access token"], "refresh_token": CANARIES["new refresh token"]}
        return answer(200, json.dumps({**pair, "expires_in": 3600, "echo": echo(sent["refresh_token"])}))

    def _answered(self, path: str, sent: dict[str, object], secret: str) -> bytes:
        said = echo(secret)
        quoted = quote(secret, safe="")
        if path.endswith("/batch"):
            commands = sent["cmd"]
            assert isinstance(commands, dict)
            errors = {str(name): {"error": "NOT_FOUND", "error_description": said} for name in commands}
            return answer(200, json.dumps({"result": {"result": [], "result_error": errors}}))
        if path.endswith("badge.list"):
            badges = [{"code": f"{secret}", "title": said, "value": said, "type": "primary"}]
            return answer(200, json.dumps({"result": {"badges": badges}}))
        badge = {"code": sent["code"], "title": said, "value": {"en": said, "ru": quoted}, "type": secret}
        good = json.dumps({"result": {"badge": badge}, "time": {"start": 1.5, "echo": said}, secret: 1})
        echoing = (f"X-Echo: {quoted}", f"Set-Cookie: auth={quoted}; path=/rest/1/{quoted}/")
        match sent["code"]:
            case "refused":
                return answer(400, _error("NOT_FOUND", said), headers=echoing)
            case "unknown":
                return answer(400, _error(f"ERROR_{secret}", said))
            case "page":
                text = f"<html><title>{html.escape(secret)}</title><a href='/rest/1/{quoted}/'>{said}</a></html>"
                return answer(403, text, content_type="text/html")
            case "moved":
                to = f"https://moved.example/rest/1/{quoted}/crm.activity.badge.get?auth={quoted}"
                return answer(302, said, headers=(f"Location: {to}",))
            case "foreign":
                to = f"http://evil.example/?from=/rest/1/{quoted}/&again={quote(quoted, safe='')}#{quoted}"
                return answer(302, b"", headers=(f"Location: {to}",))
            case "cut":
                return answer(200, good, length=10 * len(good))
            case "zipped":
                return answer(200, gzip.compress(good.encode()), headers=("Content-Encoding: gzip", *echoing))
            case "broken":
                return answer(200, '{"result": {"badge": ' + json.dumps(said))
            case "closed":
                return b""
            case _:
                return answer(200, good, headers=echoing)


def _error(code: str, said: str) -> str:
    return json.dumps({"error": code, "error_description": echo(said) if " | " not in said else said})
