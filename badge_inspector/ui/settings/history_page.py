"""The settings of the history."""

from __future__ import annotations

from badge_inspector.domain.preferences import MIB, Preferences
from badge_inspector.ui.settings.preference_page import PreferencePage
from badge_inspector.ui.widgets.controls import CheckBox, SpinBox


class HistoryPage(PreferencePage):
    """Settings of the history: its contents, age and size."""

    members = ("private_mode", "keep_days", "keep_count", "keep_bytes")

    def _build(self) -> None:
        self.private = CheckBox(self)
        self._row("private_mode", self.private)
        self.keep_days, self.keep_count, self.keep_mib = (SpinBox(self) for _ in range(3))
        for name, box, most in (
            ("keep_days", self.keep_days, 36_500),
            ("keep_count", self.keep_count, 100_000_000),
            ("keep_bytes", self.keep_mib, 1_000_000),
        ):
            box.setRange(0, most)
            self._row(name, box)
        self.private.toggled.connect(self._private_changed)
        self.keep_days.valueChanged.connect(self._days_changed)
        self.keep_count.valueChanged.connect(self._count_changed)
        self.keep_mib.valueChanged.connect(self._size_changed)

    def _fill(self, preferences: Preferences) -> None:
        self.private.setChecked(preferences.private_mode)
        self.keep_days.setValue(preferences.keep_days)
        self.keep_count.setValue(preferences.keep_count)
        self.keep_mib.setValue(preferences.keep_bytes // MIB)
        self._show_when()

    def _show_when(self) -> None:
        """Nothing is deleted while a person tries numbers out."""
        limits = (self.keep_days, self.keep_count, self.keep_mib)
        limited = any(box.value() for box in limits)
        words = self.tr(
            "Lookups beyond the limits are deleted when this window is closed, and can be brought "
            "back for a week. Pinned ones stay."
        )
        self.rows["keep_bytes"].say(words if limited else "")

    def _private_changed(self, on: bool) -> None:
        self._tell(private_mode=on)

    def _word_days(self) -> None:
        self.keep_days.setSuffix(self.tr(" day(s)", "", self.keep_days.value()))

    def _days_changed(self, value: int) -> None:
        self._word_days()
        self._tell(keep_days=value)

    def _count_changed(self, value: int) -> None:
        self._tell(keep_count=value)

    def _size_changed(self, value: int) -> None:
        self._tell(keep_bytes=value * MIB)

    def _words(self) -> dict[str, str]:
        self.private.setText(self.tr("Record nothing"))
        for box in (self.keep_days, self.keep_count, self.keep_mib):
            box.setSpecialValueText(self.tr("no limit"))
        self._word_days()
        self.keep_mib.setSuffix(" MiB")
        self._show_when()
        return {
            "private_mode": self.tr("Private mode"),
            "keep_days": self.tr("Keep for"),
            "keep_count": self.tr("Keep at most"),
            "keep_bytes": self.tr("Keep responses up to"),
        }
