"""Names and texts by which packages tell of the program and its makers, in one place.

The project has neither a domain nor a mailbox of its own yet. `.invalid` belongs to nobody for ever (RFC 2606), so
these are valid everywhere and claim nothing. Whoever publishes puts their own here, before the first release and not
after: systems know an installed program by its id.
"""

from __future__ import annotations

NAME = "badge-inspector"
TITLE = "Badge Inspector"
APP_ID = "invalid.badge_inspector.badge_inspector"
"""For AppStream and macOS: a domain read backwards, and the program."""

MAKERS = "The Badge Inspector developers"
MAINTAINER = f"{MAKERS} <maintainers@badge-inspector.invalid>"
WINDOWS_ID = "{6B0C7C7E-5C0F-4D0E-9B57-3E1B7F0A6D52}"
"""By which Inno Setup finds an older version to replace."""


def info_plist(version: str) -> dict[str, object]:
    """Entries of the macOS app's Info.plist, beyond those PyInstaller writes."""
    return {
        "CFBundleDevelopmentRegion": "en",
        "CFBundleDisplayName": TITLE,
        "CFBundleLocalizations": ["en", "ru"],
        "CFBundleShortVersionString": version,
        "LSApplicationCategoryType": "public.app-category.developer-tools",
        "LSMinimumSystemVersion": "13.0",
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": f"{MAKERS}, MIT licence",
        "NSRequiresAquaSystemAppearance": False,
    }
