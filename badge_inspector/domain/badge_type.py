"""The five types of badges (crm.activity.badge.get.md); what a portal sends besides these is shown as unknown."""

from __future__ import annotations

from enum import StrEnum


class BadgeType(StrEnum):
    SUCCESS = "success"
    FAILURE = "failure"
    WARNING = "warning"
    PRIMARY = "primary"
    SECONDARY = "secondary"
