"""The history: saving, search and removal of lookups."""

from badge_inspector.services.history.facts import HistoryRows, Intervals, Known, UndoToken
from badge_inspector.services.history.service import HistoryService
from badge_inspector.services.history.understanding import understood

__all__ = ["HistoryRows", "HistoryService", "Intervals", "Known", "UndoToken", "understood"]
