"""Every declared preference has one row, worded in full."""

from __future__ import annotations

from badge_inspector.domain.preferences import PREFERENCES, Choice, Flag
from badge_inspector.ui.settings.network_page import NetworkPage
from badge_inspector.ui.settings.plain_pages import AdvancedPage, AppearancePage, HistoryPage

DECLARED = [each for page in (NetworkPage, HistoryPage, AppearancePage, AdvancedPage) for each in page.declared]


def test_each_preference_is_on_one_page() -> None:
    assert sorted(each.name for each in DECLARED) == sorted(PREFERENCES)


def test_each_choice_and_flag_is_worded() -> None:
    for each in DECLARED:
        kind = PREFERENCES[each.name]
        assert each.label
        assert len(each.choices) == (len(kind.values) if isinstance(kind, Choice) else 0)
        assert bool(each.text) is isinstance(kind, Flag)
