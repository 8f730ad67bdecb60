"""Hatchling's hook: every build has the compiled resources, an editable install included."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))
from build_resources import TARGET, build


class ResourcesHook(BuildHookInterface[Any]):
    """Compiles `resources/` and puts the result into the wheel; version control does not know the file."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        build()
        if self.target_name == "wheel":
            build_data["artifacts"].append(f"badge_inspector/{TARGET.name}")
