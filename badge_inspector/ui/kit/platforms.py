"""Qt's platforms, as they matter here."""

WITHOUT_SCREEN = ("offscreen", "minimal", "vnc")
"""Those that draw into memory."""
