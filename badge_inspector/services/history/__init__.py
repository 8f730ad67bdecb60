"""The history: every lookup kept, found again, and taken out when it is to go."""

from badge_inspector.services.history.facts import HistoryPage, Known, UndoToken
from badge_inspector.services.history.pace import Pace
from badge_inspector.services.history.service import HistoryService
from badge_inspector.services.history.understanding import understood

__all__ = ["HistoryPage", "HistoryService", "Known", "Pace", "UndoToken", "understood"]
