"""A run of many codes: as it was asked, and as the history has it."""

from __future__ import annotations

from dataclasses import dataclass

from badge_inspector.domain.history import RunRow


@dataclass(frozen=True, slots=True)
class CodeRun:
    """Many codes of one portal looked up as one, as it was asked: `codes` are exact and each there once. `key` names
    the run in every history it comes into; `asked_at` is epoch seconds UTC."""

    key: str
    asked_at: float
    profile_id: str
    portal_name: str
    portal: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptRun:
    """A run opened again. `answers` has the history's id of the lookup of each answered code; that lookup may have been
    removed since."""

    row: RunRow
    codes: tuple[str, ...]
    answers: dict[str, int]

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The codes without an outcome, in the order of the list."""
        return tuple(code for code in self.codes if code not in self.answers)

    def as_asked(self) -> CodeRun:
        """The run as it was before any code was answered."""
        row = self.row
        return CodeRun(row.key, row.asked_at, row.profile_id, row.portal_name, row.portal, self.codes)
