"""A portal that answers batches, and knows what it was asked."""

from __future__ import annotations

import json
import threading
from urllib.parse import parse_qs, urlsplit

from tests.support.faulty_portal import Conversation, FaultyPortal, answer


class Registry(FaultyPortal):
    """Answers batches: every code is registered. `refuse` answers in place of that while it is set; `asked` has the
    codes of each request that was answered, `begun` counts those that came. While the `gate` is closed requests wait,
    or those after so many."""

    def __init__(self) -> None:
        super().__init__(self._talk)
        self.asked: list[list[str]] = []
        self.refuse: bytes | None = None
        self.refuse_after = 0
        self.gate = threading.Event()
        self.gate.set()
        self.hold_after: int | None = None
        self.begun = 0
        self._counting = threading.Lock()  # each connection has a thread of its own

    def codes(self) -> list[str]:
        return [code for codes in self.asked for code in codes]

    def _talk(self, conversation: Conversation) -> None:
        while (request := conversation.read_request()) is not None:
            with self._counting:
                self.begun += b'"cmd"' in request.body
                holds = self.hold_after is None or self.begun > self.hold_after
            if holds:
                self.gate.wait(20)
            commands = json.loads(request.body).get("cmd")
            if commands is None:
                conversation.send(answer(200, '{"result":{"badges":[]}}'))
                continue
            codes = {name: parse_qs(urlsplit(each).query)["code"][0] for name, each in commands.items()}
            with self._counting:
                refused = self.refuse if len(self.asked) >= self.refuse_after else None
                if refused is None:
                    self.asked.append(list(codes.values()))
            if refused is not None:
                conversation.send(refused)
                continue
            badges = {
                name: {"badge": {"code": code, "title": "T", "value": "V", "type": "primary"}}
                for name, code in codes.items()
            }
            conversation.send(answer(200, json.dumps({"result": {"result": badges, "result_error": []}})))
