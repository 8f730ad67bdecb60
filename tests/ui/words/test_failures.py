"""Every failure has its words, and the words are its own; so has what a code hides."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from badge_inspector.domain.codehints import HintKind, hints
from badge_inspector.domain.exchange import Phase
from badge_inspector.domain.failures import Failure, FailureKind, Side
from badge_inspector.startup import resources
from badge_inspector.ui.look import language
from badge_inspector.ui.words import failures as wording
from badge_inspector.ui.words.codes import hint_text
from badge_inspector.ui.words.failures import FailureAction, action_text, caption, side_text, words

KINDS = list(FailureKind)
LOOKING_ALIKE = ["missedСall", "missedοall", "звонoк", "a–b", "СРОК", "VIPклиент"]
HIDING = [" a", "a\x00b", "a\u200bb", "a\u00a0b", "e\u0301", *LOOKING_ALIKE]


def say(kind: FailureKind, **known: object) -> wording.Words:
    failure = Failure(kind, **known)  # pyright: ignore[reportArgumentType] - fields by name
    return words(failure, "missedCall", "acme.bitrix24.com")


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_every_leaf_says_what_whose_and_what_next(kind: FailureKind) -> None:
    said = say(kind, code="CODE", location="https://new.bitrix24.com/rest/1/x/", phase=Phase.WAIT, http_status=400)
    for text in (said.title, said.sentence, said.advice, said.side):
        assert text.strip() == text
        assert text
        assert "{" not in text
    assert said.sentence.endswith((".", "/"))
    assert said.advice.endswith(".")
    assert not said.title.endswith(".")
    assert said.actions
    assert len(set(said.actions)) == len(said.actions)


def test_no_two_leaves_share_a_title_or_a_sentence() -> None:
    said = [say(kind) for kind in KINDS]
    assert len({one.title for one in said}) == len(KINDS)
    assert len({one.sentence for one in said}) == len(KINDS)


def test_the_missing_badge_is_worded_as_designed() -> None:
    said = words(Failure(FailureKind.BADGE_NOT_FOUND, "NOT_FOUND", http_status=400), "misedCall", "acme")
    assert said.title == "No badge has the code “misedCall”"
    assert said.sentence == (
        "The portal answered, your token works, and no badge with this code is registered. Whether letter "
        "case matters is not known."
    )
    assert said.actions == (FailureAction.LIST_BADGES,)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("{portal} {0} {", "No badge has the code “{portal} {0} {”"),
        ("a\nb\x00", "No badge has the code “a↵b␀”"),
        ("x" * 10_000, f"No badge has the code “{'x' * 79}…”"),
        ("<b>%1</b>", "No badge has the code “<b>%1</b>”"),
    ],
    ids=["braces", "controls", "long", "markup"],
)
def test_any_code_fits_in_a_title(code: str, shown: str) -> None:
    assert words(Failure(FailureKind.BADGE_NOT_FOUND), code, "acme").title == shown


@pytest.mark.parametrize(
    ("location", "host"),
    [
        ("https://new.bitrix24.com:8443/rest/1/••••••••/x", "new.bitrix24.com:8443"),
        ("https://user:pass@new.bitrix24.com/", "new.bitrix24.com"),
        ("/relative", "—"),
        ("https://[broken/", "—"),
        ("", "—"),
    ],
    ids=["port", "userinfo", "relative", "broken", "none"],
)
def test_a_new_address_is_named_by_its_host(location: str, host: str) -> None:
    assert say(FailureKind.PORTAL_MOVED, location=location).title == f"The portal has a new address: {host}"


@pytest.mark.parametrize("phase", [*Phase, None], ids=str)
def test_a_phase_is_named(phase: Phase | None) -> None:
    assert " while ." not in say(FailureKind.TOTAL_TIMEOUT, phase=phase).sentence


def test_every_phase_has_a_name_of_its_own() -> None:
    assert len({say(FailureKind.TOTAL_TIMEOUT, phase=phase).sentence for phase in Phase}) == len(Phase)


@pytest.mark.parametrize(
    ("failure", "line"),
    [
        (Failure(FailureKind.BADGE_NOT_FOUND, "NOT_FOUND", http_status=400), "NOT_FOUND · HTTP 400"),
        (Failure(FailureKind.PARAMETER_INVALID, "100", http_status=400), "100 · HTTP 400"),
        (Failure(FailureKind.UNKNOWN_ERROR, "", http_status=403), "unknown_error · HTTP 403"),
        (Failure(FailureKind.UNKNOWN_ERROR, "0", http_status=403), "unknown_error · HTTP 403"),
        (Failure(FailureKind.NAME_NOT_RESOLVED), "name_not_resolved"),
    ],
    ids=["code", "100", "empty", "zero", "no response"],
)
def test_caption(failure: Failure, line: str) -> None:
    assert caption(failure) == line


@pytest.mark.parametrize(("code", "shown"), [("", "an empty error code"), ("0", "“0”"), ("BRAND_NEW", "“BRAND_NEW”")])
def test_an_unknown_error_is_quoted_honestly(code: str, shown: str) -> None:
    assert f"answered with {shown}." in say(FailureKind.UNKNOWN_ERROR, code=code).sentence


def test_actions_and_sides_have_labels_of_their_own() -> None:
    assert len({action_text(action) for action in FailureAction}) == len(FailureAction)
    assert len({side_text(side) for side in Side}) == len(Side)


@pytest.mark.parametrize(
    ("code", "kind", "sentence"),
    [
        (
            "missedСall",
            HintKind.CYRILLIC_LOOK_ALIKE,
            "The code contains a Cyrillic “С” at position 7; it looks like “C”.",
        ),
        (
            "miss\u200bed",
            HintKind.INVISIBLE,
            "The code contains an invisible character (U+200B ZERO WIDTH SPACE) at position 5.",
        ),
        ("a\x00b", HintKind.CONTROL, "The code contains a control character (U+0000) at position 2."),
        (" a", HintKind.EDGE_SPACE, "The code begins or ends with white space."),
    ],
    ids=["cyrillic", "invisible", "control", "edge"],
)
def test_a_hint_is_said_with_its_place(code: str, kind: HintKind, sentence: str) -> None:
    (hint,) = hints(code)
    assert hint.kind is kind
    assert hint_text(hint) == sentence


def test_every_kind_of_hint_has_words() -> None:
    found = [hint for code in HIDING for hint in hints(code)]
    assert {hint.kind for hint in found} == set(HintKind)
    assert all("{" not in hint_text(hint) for hint in found)


@pytest.fixture
def russian(qapp: QApplication) -> Iterator[None]:
    resources.register()
    assert language.apply(qapp, "ru")
    yield
    language.apply(qapp, "en")


def all_texts() -> dict[str, str]:
    """Every sentence that is said of failures and codes, by a name of its own."""
    texts: dict[str, str] = {}
    for kind in KINDS:
        said = say(kind, code="CODE", location="https://new.bitrix24.com/rest/", phase=Phase.WAIT)
        texts |= {f"{kind} title": said.title, f"{kind} sentence": said.sentence, f"{kind} advice": said.advice}
    texts |= {f"{action}": action_text(action) for action in FailureAction}
    texts |= {f"{side}": side_text(side) for side in Side}
    texts |= {f"{phase}": say(FailureKind.TOTAL_TIMEOUT, phase=phase).sentence for phase in Phase}
    texts |= {f"{hint.kind}": hint_text(hint) for code in HIDING for hint in hints(code)}
    return texts


def test_everything_is_said_in_russian_too(russian: None) -> None:
    texts = all_texts()
    latin = {name: text for name, text in texts.items() if not re.search("[а-яё]{2}", text, re.IGNORECASE)}
    assert latin == {}
    assert not [text for text in texts.values() if "{" in text or "“" in text or "’" in text]
    for part in ("title", "sentence"):
        said = [text for name, text in texts.items() if name.endswith(part)]
        assert len(set(said)) == len(KINDS)


def test_the_languages_share_their_placeholders(qapp: QApplication) -> None:
    english = all_texts()
    resources.register()
    assert language.apply(qapp, "ru")
    russian = all_texts()
    language.apply(qapp, "en")
    for name, text in english.items():
        assert russian[name] != text, name
        for value in ("missedCall", "acme.bitrix24.com", "new.bitrix24.com", "CODE", "U+200B", "U+0000"):
            assert (value in text) == (value in russian[name]), name
