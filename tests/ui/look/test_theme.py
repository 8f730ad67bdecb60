"""The theme: text is readable on every surface it stands on, in light, dark and high contrast; and it follows the
system."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from badge_inspector.domain.badge_type import BadgeType
from badge_inspector.ui.look import appearance, theme
from badge_inspector.ui.look.appearance import Follower, ThemeChoice, high_contrast
from badge_inspector.ui.look.contrast import AA_GRAPHICS, AA_TEXT, contrast, legible, tinted
from badge_inspector.ui.look.style_sheet import STYLE_SHEET
from badge_inspector.ui.look.theme import DARK, LIGHT, Theme, Type

PAGES = ("window", "surface", "raised")
ROWS = ("surface", "hover", "selection")
TEXT_ON: dict[str, tuple[str, ...]] = {
    "text": (*PAGES, *ROWS, "tooltip", "bad_surface", "good_surface", "match", "current_match"),
    "muted": (*PAGES, *ROWS, "notice_surface"),
    "faint": PAGES,
    "selection_text": ("selection",),
    "on_accent": ("accent", "accent_hover"),
    "accent": ("window",),
    "good": PAGES,
    "bad": (*PAGES, *ROWS),
    "error": ("surface",),
    "warning_text": (*ROWS, "warning_surface"),
    "line_number": ("surface",),
    "json_key": ("surface", "selection"),
    "json_string": ("surface", "selection"),
    "json_number": ("surface", "selection"),
    "json_literal": ("surface", "selection"),
    "json_punctuation": ("surface", "selection", "match", "current_match"),
}
GRAPHICS_ON: dict[str, tuple[str, ...]] = {
    "focus": (*PAGES, "selection", "warning_surface"),
    "accent": PAGES,
    "label_red": ROWS,
    "label_amber": ROWS,
    "label_green": ROWS,
    "label_blue": ROWS,
    "label_grey": ROWS,
}
SURFACES = {surface for pairs in (TEXT_ON, GRAPHICS_ON) for surfaces in pairs.values() for surface in surfaces}
BESIDE_WORDS = {name for name in Theme._fields if name.startswith("phase_")} | {"border", "grid"}
"""Lines, and bars whose figures stand beside them."""


def palette(ground: str, text: str, highlight: str, highlighted: str) -> QPalette:
    made = QPalette()
    role = QPalette.ColorRole
    for name, value in (
        (role.Base, ground),
        (role.Text, text),
        (role.Highlight, highlight),
        (role.HighlightedText, highlighted),
    ):
        made.setColor(name, QColor(value))
    return made


SYSTEMS = {
    "black": palette("#000000", "#ffffff", "#1aebff", "#000000"),
    "white": palette("#ffffff", "#000000", "#37006e", "#ffffff"),
    "number one": palette("#000000", "#ffff00", "#008000", "#ffffff"),
    "number two": palette("#000000", "#00ff00", "#0000ff", "#ffffff"),
    "desert": palette("#fffaef", "#3d3d3d", "#903909", "#fff5e3"),
    "faulty": palette("#808080", "#888888", "#7f7f7f", "#818181"),
}
THEMES = {
    "light": LIGHT,
    "dark": DARK,
    **{f"high contrast {name}": high_contrast(DARK, system) for name, system in SYSTEMS.items()},
    **{f"high contrast {name} on light": high_contrast(LIGHT, system) for name, system in SYSTEMS.items()},
}


@pytest.mark.parametrize("colours", THEMES.values(), ids=THEMES.keys())
@pytest.mark.parametrize(
    ("name", "surface", "least"),
    [(name, surface, AA_TEXT) for name, surfaces in TEXT_ON.items() for surface in surfaces]
    + [(name, surface, AA_GRAPHICS) for name, surfaces in GRAPHICS_ON.items() for surface in surfaces],
)
def test_contrast(colours: Theme, name: str, surface: str, least: float) -> None:
    assert contrast(QColor(getattr(colours, name)), QColor(getattr(colours, surface))) >= least


def test_no_colour_of_a_theme_is_left_out() -> None:
    tried = TEXT_ON.keys() | GRAPHICS_ON.keys() | SURFACES | BESIDE_WORDS | {"dark", "track"}
    assert set(Theme._fields) == tried


def test_every_pair_of_the_style_sheet_is_tried() -> None:
    """A rule that sets both colours names a pair; one that sets a text's only leaves it on a page."""
    pairs: set[tuple[str, str]] = set()
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", STYLE_SHEET.template):
        text = re.search(r"(?<![-\w])color: \$(\w+)", body)
        ground = re.search(r"background: \$(\w+)", body)
        if text is not None:
            pairs.add((text[1], ground[1] if ground else "surface"))
        elif ground is not None and "QScrollBar" not in selector and "QSplitter" not in selector:
            pairs.add(("text", ground[1]))
    known = {(name, surface) for name, surfaces in TEXT_ON.items() for surface in surfaces}
    lines = {("text", name) for name in ("accent", "accent_hover", "track", "border")}
    assert pairs - known - lines == set()


@pytest.mark.parametrize("system", SYSTEMS.values(), ids=SYSTEMS.keys())
def test_high_contrast_keeps_the_system_s_own_colours(system: QPalette) -> None:
    made = high_contrast(DARK, system)
    assert made.surface == made.window == system.color(QPalette.ColorRole.Base).name()
    assert contrast(QColor(made.text), QColor(made.surface)) >= 4.5
    assert made.muted == made.border == made.focus == made.text


def test_the_highlight_of_a_high_contrast_system_is_the_accent() -> None:
    made = high_contrast(DARK, SYSTEMS["black"])
    assert (made.text, made.accent, made.on_accent) == ("#ffffff", "#1aebff", "#000000")
    assert made.dark
    assert not high_contrast(LIGHT, SYSTEMS["white"]).dark


@pytest.mark.parametrize("system", SYSTEMS.values(), ids=SYSTEMS.keys())
def test_an_empty_gauge_does_not_look_full_and_portals_keep_apart(system: QPalette) -> None:
    made = high_contrast(DARK if system is SYSTEMS["black"] else LIGHT, system)
    assert made.track not in (made.text, made.surface, made.accent)
    if system in (SYSTEMS["black"], SYSTEMS["white"]):
        assert len({made.label_red, made.label_amber, made.label_green, made.label_blue}) == 4


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    assert contrast(QColor("#767676"), QColor("#ffffff")) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("ground", ["#000000", "#ffffff", "#777777", "#336699", "#ffee00"])
def test_what_cannot_be_read_becomes_black_or_white(ground: str) -> None:
    made = legible(QColor(ground), QColor(ground), AA_TEXT)
    assert made.name() in ("#000000", "#ffffff")
    assert contrast(made, QColor(ground)) >= AA_TEXT
    assert contrast(tinted(QColor(ground), made, 0.4), made) >= AA_TEXT


def test_an_unknown_type_has_the_colours_of_secondary() -> None:
    assert theme.badge_colours(None) == theme.badge_colours(BadgeType.SECONDARY) == ("#79818b", "#e0e2e4")


@pytest.mark.parametrize("kind", [*BadgeType, None])
def test_pills_in_lists_can_be_read(kind: BadgeType | None) -> None:
    ink, fill = theme.readable_badge_colours(kind)
    assert contrast(QColor(ink), QColor(fill)) >= AA_TEXT
    assert fill == theme.badge_colours(kind)[1]


@pytest.fixture
def plain(qapp: QApplication) -> Iterator[QApplication]:
    """The application as the other tests know it, whatever this one does to it."""
    font = qapp.font()
    yield qapp
    QGuiApplication.styleHints().unsetColorScheme()
    qapp.setFont(font)
    appearance.apply(qapp, ThemeChoice.LIGHT)


def test_a_choice_is_put_in_force_everywhere(plain: QApplication) -> None:
    appearance.apply(plain, ThemeChoice.DARK)
    assert theme.current() is DARK
    assert plain.palette().window().color().name() == DARK.window
    assert DARK.accent in plain.styleSheet()
    assert QGuiApplication.styleHints().colorScheme() in (Qt.ColorScheme.Dark, Qt.ColorScheme.Unknown)


@pytest.fixture
def contrasting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(appearance, "wants_contrast", lambda: True)


@pytest.mark.parametrize(("choice", "ground"), [(ThemeChoice.LIGHT, "#ffffff"), (ThemeChoice.DARK, "#000000")])
def test_a_choice_on_a_high_contrast_system_is_black_and_white(
    plain: QApplication, contrasting: None, choice: ThemeChoice, ground: str
) -> None:
    appearance.apply(plain, choice)
    assert theme.current().surface == ground
    assert contrast(QColor(theme.current().muted), QColor(ground)) == pytest.approx(21)
    assert plain.palette().base().color().name() == ground


def test_a_high_contrast_system_s_palette_is_taken(plain: QApplication, contrasting: None) -> None:
    appearance.apply(plain, ThemeChoice.DARK)
    follower = Follower(plain, ThemeChoice.SYSTEM)
    plain.setPalette(QPalette())
    assert theme.current().surface == plain.palette().base().color().name()
    follower.deleteLater()


def test_type_follows_the_system_s_font(plain: QApplication, qtbot: QtBot) -> None:
    label, plain_label = QLabel("x"), QLabel("x")
    qtbot.addWidget(label)
    qtbot.addWidget(plain_label)
    theme.set_type(label, Type.TITLE)
    follower = Follower(plain, ThemeChoice.LIGHT)
    for each in (label, plain_label):
        each.show()
    before = label.font().pointSizeF()
    larger = QFont(plain.font())
    larger.setPointSizeF(larger.pointSizeF() * 2)
    plain.setFont(larger)
    qtbot.waitUntil(lambda: plain_label.font().pointSizeF() == larger.pointSizeF())
    assert label.font().pointSizeF() == pytest.approx(before * 2)
    theme.set_type(label, Type.MONO)
    assert label.font().family() == theme.monospace().family()
    assert label.font().pointSizeF() == pytest.approx(larger.pointSizeF())
    follower.deleteLater()


@pytest.mark.parametrize("kind", [QPushButton, QToolButton, QCheckBox, QRadioButton])
def test_the_focus_has_one_frame_however_it_came(
    plain: QApplication, qtbot: QtBot, kind: Callable[[], QAbstractButton]
) -> None:
    """By the keyboard, Qt's style would draw one of its own inside ours."""
    appearance.apply(plain, ThemeChoice.LIGHT)
    window = QWidget()
    qtbot.addWidget(window)
    button = kind()
    button.setProperty("chip", "true")  # every tool button of the program is of some such kind
    button.setText("Close")
    button.setParent(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    button.setFocus()
    pictures: list[QImage] = []
    for by_keyboard in (False, True):
        window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, by_keyboard)
        pictures.append(button.grab().toImage())
    assert button.hasFocus()
    assert pictures[0] == pictures[1]
