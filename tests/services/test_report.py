"""A lookup for a ticket: whole, masked, and never with a secret in it."""

from __future__ import annotations

import base64
import json
import os
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from badge_inspector import __version__
from badge_inspector.domain.capture import Capture
from badge_inspector.domain.compare import Field, field_value, slowest_first
from badge_inspector.domain.personal import EMAIL_MASK, PHONE_MASK, PersonalMask
from badge_inspector.domain.secret import Secret
from badge_inspector.services.report import Leak, Report, find_secret, make_report, write_report
from tests.support.builders import failed
from tests.support.lookups import SAMPLE, lookup, response

SECRET = "s3cr3t/w3b+h00k"
OTHER = Secret("0a1b2c3d4e5f6071")
PNG = b"\x89PNG\r\n\x1a\n picture"


def contents(report: Report) -> dict[str, bytes]:
    return dict(report.files)


def test_all_parts_are_there() -> None:
    report = make_report(lookup(), "Badge “missedCall” on Acme", versions={"Qt": "6.11.3"}, picture=PNG)
    files = contents(report)
    assert list(files) == ["report.md", "report.txt", "timing.json", "answer.json", "result.png"]
    assert files["answer.json"] == SAMPLE
    assert files["result.png"] == PNG
    text = files["report.md"].decode()
    for part in (
        "# Badge “missedCall” on Acme",
        "![The result](result.png)",
        "| wait               | 500.0 ms |",
        "| Portal: duration   | 395.4 ms |",
        '"value": "Missed"',
        f"- Badge Inspector {__version__}",
        "- Qt 6.11.3",
        "- System: ",
    ):
        assert part in text
    assert "![" not in report.text
    timing = json.loads(files["timing.json"])
    assert timing["portal"]["operating"] == 0
    assert b"0.3953571319580078" in files["timing.json"]
    assert timing["client"]["phases"] == [{"phase": "wait", "start_s": 0.0, "end_s": 0.5}]
    assert report.name.startswith("badge-missedCall-2026-11-01-")


def test_a_failure_without_an_answer_is_a_report_too() -> None:
    report = make_report(failed("a`b``c\nd"), "No such host")
    assert list(contents(report)) == ["report.md", "report.txt", "timing.json"]
    assert "- Code: ```a`b``c↵d```" in report.text
    assert "name_not_resolved" in report.text


def test_an_answer_that_is_no_json_is_text() -> None:
    page = lookup(answer=response(b"<html>```</html>", 502, "Bad Gateway"))
    report = make_report(page, "Bad gateway")
    assert contents(report)["answer.txt"] == b"<html>```</html>"
    assert "````json\n<html>```</html>\n````" in report.text


def test_personal_values_are_masked_on_request() -> None:
    body = b'{"result":{"badge":{"code":"c","title":"ivan@mail.ru","value":"+7 916 123-45-67","type":"primary"}}}'
    kept = lookup("ivan@mail.ru", response(body))
    masked = make_report(kept, "ivan@mail.ru", PersonalMask(emails=True, phones=True))
    whole = b"".join(data for _, data in masked.files) + masked.text.encode() + masked.name.encode()
    assert b"ivan" not in whole
    assert b"916" not in whole
    assert EMAIL_MASK in masked.text
    assert PHONE_MASK in masked.text
    assert "ivan@mail.ru" in make_report(kept, "x").text


@pytest.mark.parametrize(
    ("form", "encoded"),
    [
        (SECRET, False),
        (quote(SECRET, safe=""), True),
        (quote(quote(SECRET, safe=""), safe=""), True),
        (base64.b64encode(SECRET.encode()).decode(), True),
        (base64.b64encode(f"user:{SECRET}".encode()).decode(), True),
        (json.dumps(SECRET).replace("/", "\\/").strip('"'), True),
        ("".join(f"\\u{ord(character):04x}" for character in SECRET), True),
    ],
    ids=["raw", "url", "url twice", "base64", "base64 within", "json slash", "json escapes"],
)
@pytest.mark.parametrize("place", ["code", "answer", "note", "picture"])
def test_a_secret_is_found_in_every_form_and_place(form: str, encoded: bool, place: str) -> None:
    kept = lookup()
    match place:
        case "code":
            kept = replace(kept, code=form)
        case "note":
            kept = replace(kept, note=f"the token is {form}, do not tell")
        case "answer":
            kept = lookup(answer=response(b'{"error":"x","error_description":"' + form.encode() + b'"}', 400))
        case _:
            pass
    report = make_report(kept, "Title", picture=PNG, picture_text=form if place == "picture" else "")
    leak = find_secret(report, (OTHER, Secret(SECRET)))
    assert leak is not None
    assert leak.file == ("result.png" if place == "picture" else "report.md")
    if place != "answer":
        assert leak == Leak(leak.file, encoded)
    assert find_secret(report, (OTHER,)) is None


def test_no_secret_no_leak() -> None:
    assert find_secret(make_report(lookup(), "Title", picture=PNG), (OTHER, Secret(SECRET))) is None


def test_the_folder_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = make_report(lookup(), "Title", picture=PNG)
    first = write_report(report, tmp_path)
    second = write_report(report, tmp_path)
    assert (first.name, second.name) == (report.name, f"{report.name}-2")
    assert sorted(path.name for path in first.iterdir()) == [
        "answer.json",
        "report.md",
        "report.txt",
        "result.png",
        "timing.json",
    ]
    assert (first / "answer.json").read_bytes() == SAMPLE

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_report(report, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([first.name, second.name])


def test_the_contract_is_in_it_and_masked_like_the_rest() -> None:
    extra = SAMPLE.replace(b'"code"', b'"ivan@mail.ru":1,"code"')
    kept = lookup(answer=response(extra))
    text = make_report(kept, "x").text
    assert "## Against the documentation" in text
    assert "undocumented: extra_member, $.result.badge['ivan@mail.ru']" in text
    assert "badges/crm-activity-badge-get.html" in text
    assert "ivan@mail.ru" not in make_report(kept, "x", PersonalMask(emails=True)).text
    assert "As documented" in make_report(lookup(), "x").text
    unjudged = make_report(failed("no such host"), "x").text
    assert "badges/crm-activity-badge-get.html" in unjudged
    assert "As documented" not in unjudged


def test_an_expectation_stands_in_it_masked_like_the_rest() -> None:
    kept = replace(lookup(), expected="A red badge, as ivan@mail.ru says")
    report = make_report(kept, "x", PersonalMask(emails=True))
    assert f"- Expected: `A red badge, as {EMAIL_MASK} says`" in report.text
    assert f"Expected: A red badge, as {EMAIL_MASK} says\n" in report.plain
    assert "Expected" not in make_report(lookup(), "x").text


def test_plain_text_reads_well_where_nothing_renders_markdown() -> None:
    report = make_report(lookup("a`b"), "Badge “a`b” on Acme", versions={"Qt": "6.11.3"})
    assert contents(report)["report.txt"].decode() == report.plain
    lines = report.plain.splitlines()
    assert lines[:4] == ["Badge “a`b” on Acme", "===================", "", "Code:     a`b"]
    rows = lines[lines.index("Timing") + 2 : lines.index("Request") - 1]
    assert [line for line in rows if line] == [
        "Phase                   Time",
        "wait                500.0 ms",
        "Round trip          512.0 ms",
        "Portal: duration    395.4 ms",
        "Portal: processing  130.3 ms",
        "Portal: operating     0.0 ms",
    ]
    assert '          "value": "Missed",' in lines
    assert not [line for line in lines if line.startswith(("#", "- ", "|", "```")) or line != line.rstrip()]


@pytest.mark.parametrize("text", ["`", "``", " a", "a ", "`a", "a`", "a`b", "", "#", "|", "\n"])
def test_a_span_of_code_is_the_text(text: str) -> None:
    """By CommonMark's rule (0.31, 6.1): as many backquotes at both ends, one blank taken off at both where the text
    has one there and is not all blanks."""
    line = (
        next(
            line
            for line in make_report(replace(lookup(), note=text, code="c"), "x").text.splitlines()[3:]
            if line.startswith("- Note")
        )
        if text
        else "- Note: ``"
    )
    span = line.removeprefix("- Note: ")
    fence = len(span) - len(span.lstrip("`"))
    inside = span[fence:-fence] if text else ""
    if inside[:1] == " " and inside[-1:] == " " and inside.strip():
        inside = inside[1:-1]
    assert inside == text.replace("\n", "↵")


def test_a_capture_has_the_phases_of_its_file_and_none_of_zero_for_what_was_not_recorded() -> None:
    capture = Capture("a.har", timings=(("blocked", 0.01), ("wait", 0.5)))
    text = make_report(replace(lookup(), capture=capture), "Found").text
    rows = {name.strip(): time.strip() for name, time in re.findall(r"^\|([^|]+)\|([^|]+)\|$", text, re.MULTILINE)}
    assert rows["HAR: blocked"] == "10.0 ms"
    assert rows["HAR: dns"] == "not recorded"
    assert "Own pacing" not in text


def test_a_length_of_time_that_was_not_recorded_is_no_zero() -> None:
    of_file = replace(lookup(), capture=Capture("a.har", is_timed=False))
    report = make_report(of_file, "Found")
    assert re.search(r"\| Round trip +\| not recorded +\|", report.text)
    assert json.loads(contents(report)["timing.json"])["client"]["total_s"] is None
    assert field_value(of_file, Field.ROUND_TRIP) is None
    assert slowest_first([of_file, lookup(), None]) == [1, 0, 2]
