"""A lookup that is repeated, and what the desktop of Linux says when it has another outcome."""

from __future__ import annotations

from pathlib import Path

import pytest

from badge_inspector.ui.watch.controller import WatchController
from tests.journeys.test_watch import NOT_FOUND, Changing, badge, watches_vip
from tests.support.desktop import Desktop, Person
from tests.support.faulty_portal import WEBHOOK
from tests.support.notifications import notification_service
from tests.support.pages.status_bar import StatusBar
from tests.support.pages.watches import Watches


def test_another_outcome_is_told_on_the_desktop_and_in_the_window(
    desktop: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WatchController, "minute_s", 0.05)
    (tmp_path / "bus").mkdir()

    async def journey(person: Person) -> None:
        with Changing() as portal, notification_service(tmp_path / "bus") as notifications:
            monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", notifications.address)
            await person.uses(portal.profile(), WEBHOOK)
            await watches_vip(person)
            await person.until(lambda: len(portal.received) >= 3, "some lookups")
            assert notifications.shown == []
            portal.now = NOT_FOUND
            await person.until(lambda: notifications.shown, "the word")
            assert notifications.shown == [("vip on Test changed", "Client: VIP → No badge has the code “vip”")]
            assert StatusBar(person).said == "vip on Test changed: Client: VIP → No badge has the code “vip”"
            await person.sees("changed at")
            portal.now = badge("VIP+")
            await person.until(lambda: len(notifications.shown) == 2, "the second word")
            person.click("Show")
            await person.until(lambda: person.shown, "the lookup")
            person.click("Stop watching")
            assert Watches(person).lines == []
            assert not Watches(person).is_seen
            await person.idle()
            asked = len(portal.received)
            await person.until(lambda: len(person.history()) >= asked - 1, "each of them in the history")

    desktop.run(journey)
