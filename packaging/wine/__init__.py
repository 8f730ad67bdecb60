"""Windows without Windows: a Wine prefix with Windows' own Python, and what `windows_check.py` tries in it."""
