"""Blocking calls that nobody should have to wait for; see `badge_inspector.background`."""

from badge_inspector.background import in_background

__all__ = ["in_background"]
