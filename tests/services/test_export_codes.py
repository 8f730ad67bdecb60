"""Outcomes of many codes as files and for the clipboard."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from badge_inspector.domain.badge import LocalizedText, OddValue
from badge_inspector.domain.lookup import Found
from badge_inspector.services.export_codes import HEADER, CodeOutcome, ExportForm, as_table_text, write_outcomes
from tests.support import lookups
from tests.support.builders import failed, found, refused

FORMULA = found("=1+1", title="+cmd|' /C calc'!A0", value=LocalizedText((("en", "Missed"), ("ru", "Пропущен"))))
LOOKUPS = [FORMULA, refused(), failed("два\nстрока")]
OUTCOMES = [*(CodeOutcome(each.code, each) for each in LOOKUPS), CodeOutcome("-left", None)]


@pytest.mark.parametrize("form", [ExportForm.SAFE_CSV, ExportForm.CSV])
def test_csv(tmp_path: Path, form: ExportForm) -> None:
    file = tmp_path / "out.csv"
    write_outcomes(file, OUTCOMES, form, "ru")
    assert file.read_bytes().startswith(b"\xef\xbb\xbf") is (form is ExportForm.SAFE_CSV)
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    mark = "'" if form is ExportForm.SAFE_CSV else ""
    assert tuple(rows[0]) == HEADER
    assert rows[1][:5] == [f"{mark}=1+1", "found", f"{mark}+cmd|' /C calc'!A0", "Пропущен", "failure"]
    assert rows[2][:2] == ["misedCall", "refused"]
    assert rows[2][5] == "NOT_FOUND"
    assert rows[3][0] == "два\nстрока"
    assert rows[4] == [f"{mark}-left", "not_answered", *[""] * 7, "acme.bitrix24.com"]
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_json_lines(tmp_path: Path) -> None:
    outcome = FORMULA.outcome
    assert isinstance(outcome, Found)
    badge = replace(outcome.badge, title=OddValue('{"en":\n 1.10}'), extra=(("settings", "[1e400]"),))
    odd = CodeOutcome("=1+1", replace(FORMULA, outcome=Found(badge, None)))
    write_outcomes(tmp_path / "out.jsonl", [odd, *OUTCOMES[1:]], ExportForm.LINES, "en")
    text = (tmp_path / "out.jsonl").read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    assert [line["code"] for line in lines] == ["=1+1", "misedCall", "два\nстрока", "-left"]
    assert lines[3] == {"code": "-left", "portal": "acme.bitrix24.com", "outcome": "not_answered"}
    assert lines[0]["badge"]["value"] == {"en": "Missed", "ru": "Пропущен"}
    assert '"title": {"en":  1.10}' in text
    assert '"settings": [1e400]' in text
    assert lines[1]["failure"] == {
        "kind": "badge_not_found",
        "error": "NOT_FOUND",
        "error_description": "Badge not found",
        "http_status": 400,
    }
    assert lines[2]["outcome"] == "failed"


def test_the_clipboard_gets_a_table() -> None:
    rows = list(csv.reader(as_table_text(OUTCOMES, "en").splitlines(keepends=True), delimiter="\t"))
    assert [row[0] for row in rows] == ["code", "'=1+1", "misedCall", "два\nстрока", "'-left"]


def test_a_disk_that_refuses_leaves_what_was_there(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="out"):
        write_outcomes(tmp_path / "gone" / "out.csv", OUTCOMES, ExportForm.CSV, "en")
    (tmp_path / "out.csv").mkdir()
    with pytest.raises(OSError, match="out"):
        write_outcomes(tmp_path / "out.csv", OUTCOMES, ExportForm.CSV, "en")
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_each_code_has_its_own_time_and_a_batch_its_round_trip_once(tmp_path: Path) -> None:
    def timed(code: str, seconds: str, asked_at: float) -> CodeOutcome:
        answer = lookups.response(
            lookups.SAMPLE.replace(b'"duration":0.3953571319580078', b'"duration":' + seconds.encode())
        )
        return CodeOutcome(code, replace(lookups.lookup(code, answer), asked_at=asked_at))

    outcomes = [timed("a", "0.012", 1.0), timed("b", "0.003", 1.0), timed("c", "0.1", 2.0), CodeOutcome("d", None)]
    write_outcomes(tmp_path / "out.csv", outcomes, ExportForm.CSV, "en")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert outcomes[0].lookup is not None
    trip = f"{outcomes[0].lookup.exchange.timeline.total_s * 1000:.1f}"
    assert [row["on_portal_ms"] for row in rows] == ["12.0", "3.0", "100.0", ""]
    assert [row["batch"] for row in rows] == ["1", "1", "2", ""]
    assert [row["batch_round_trip_ms"] for row in rows] == [trip, "", trip, ""]
    write_outcomes(tmp_path / "out.jsonl", outcomes, ExportForm.LINES, "en")
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line.get("on_portal_s") for line in lines] == [0.012, 0.003, 0.1, None]
    assert ["batch_round_trip_s" in line for line in lines] == [True, False, True, False]
