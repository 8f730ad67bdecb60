"""The codes with an agreed answer: `demo.` and a name, on every portal of the demo, in any letter case."""

from __future__ import annotations

from badge_inspector.demo.oddities import ODD_RESULTS, ODD_TIMES, OddResult, OddTime
from badge_inspector.demo.pages import PAGES, SAMPLE, Page
from badge_inspector.demo.refusals import REFUSALS, Refusal

Script = Refusal | OddResult | OddTime | Page

PREFIX = "demo."
SAMPLE_CODE = "samplePage"

_SCRIPTS: dict[str, Script] = {
    SAMPLE_CODE: SAMPLE,
    **{
        f"{PREFIX}{name}": script
        for table in (REFUSALS, PAGES, ODD_RESULTS, ODD_TIMES)
        for name, script in table.items()
    },
}
_BY_FOLDED_CODE = {code.casefold(): script for code, script in _SCRIPTS.items()}

DEMO_CODES: dict[str, str] = {code: script.about for code, script in _SCRIPTS.items()}
"""Every such code and what it shows, in a few English words: for suggestions and the README."""


def script_of(code: str) -> Script | None:
    return _BY_FOLDED_CODE.get(code.casefold())
