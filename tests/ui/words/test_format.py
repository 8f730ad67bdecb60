"""Figures for people, in English and Russian."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from badge_inspector.ui.look.text import visible
from badge_inspector.ui.words import format as fmt


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0.0, "0 ms"),
        (1e-7, "0.1 µs"),
        (85e-6, "85.0 µs"),
        (0.0009996, "1.0 ms"),
        (0.0014, "1.4 ms"),
        (0.0182, "18.2 ms"),
        (0.0999, "99.9 ms"),
        (0.451, "451 ms"),
        (0.9996, "1.00 s"),
        (1.24, "1.24 s"),
        (12.345, "12.3 s"),
        (480, "480 s"),
        (1e11, "100000000000 s"),
        (1e308, "1.00e+308 s"),
        (-1e30, "-1.00e+30 s"),
        (-0.02, "-20.0 ms"),
        (float("nan"), "—"),
        (float("inf"), "—"),
    ],
)
def test_a_duration_takes_the_unit_that_fits(seconds: float, shown: str) -> None:
    assert fmt.format_duration(seconds) == shown.replace(" ", "\u00a0")


def test_a_decimal_comma_where_the_locale_has_one() -> None:
    QLocale.setDefault(QLocale("ru_RU"))
    assert fmt.format_duration(0.0182).startswith("18,2")


@pytest.mark.parametrize(("size", "shown"), [(0, "0 B"), (412, "412 B"), (8 * 1024 * 1024, "8.0 MiB")])
def test_a_size(size: int, shown: str) -> None:
    assert fmt.format_bytes(size).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    ("seconds", "shown"), [(42, "0:42"), (580.2, "9:41"), (3727, "1:02:07"), (0, "0:00"), (-5, "0:00")]
)
def test_a_countdown(seconds: float, shown: str) -> None:
    assert fmt.format_countdown(seconds) == shown


def test_days_near_by_have_names() -> None:
    noon = 1_793_534_400.0
    assert fmt.format_day(noon, noon) == "Today"
    assert fmt.format_day(noon - 86_400, noon) == "Yesterday"
    assert "2026" in fmt.format_day(noon - 40 * 86_400, noon)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\nb\x00c", "a↵b␀c"),
        ("\u202eevil\ufeff", "[U+202E]evil[U+FEFF]"),
        ("<b>", "<b>"),
        ("значок 📞", "значок 📞"),
    ],
)
def test_what_hides_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("language", "texts", "shown"),
    [
        ("en_US", [], ""),
        ("en_US", ["crm"], "crm"),
        ("en_US", ["crm", "user", "task"], "crm, user, and task"),
        ("ru_RU", ["crm", "user"], "crm и user"),
        ("ru_RU", ["crm", "user", "task"], "crm, user и task"),
    ],
)
def test_lists_are_separated_as_the_language_does(language: str, texts: list[str], shown: str) -> None:
    QLocale.setDefault(QLocale(language))
    assert fmt.format_list(texts) == shown


@pytest.mark.parametrize(
    ("seconds", "limit", "text"),
    [
        (479.4, 480.0, "479 s"),
        (479.9, 480.0, "479.9 s"),
        (479.97, 480.0, "479.9 s"),
        (480.0, 480.0, "480 s"),
        (480.2, 480.0, "480 s"),
        (479.9, 0.0, "480 s"),
        (4.96, 5.0, "4.9 s"),
        (0.999, 1.0, "0.9 s"),
    ],
)
def test_a_limit_is_not_reached_by_rounding(seconds: float, limit: float, text: str) -> None:
    assert fmt.format_seconds(seconds, limit).replace("\u00a0", " ") == text
