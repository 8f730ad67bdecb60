"""Above the list while lookups are not saved: the reason. Below it: progress of a long transfer or deletion."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from badge_inspector.domain.keeping import HistoryState, HistoryTrouble, Keeping
from badge_inspector.ui.kit.boxes import hbox, vbox
from badge_inspector.ui.kit.retranslated import Retranslated
from badge_inspector.ui.look.text import tooltip
from badge_inspector.ui.look.theme import restyle
from badge_inspector.ui.widgets.labels import PlainLabel
from badge_inspector.ui.words.format import format_date


def trouble_text(trouble: HistoryTrouble) -> str:
    """Reason why the history cannot be written, as the end of a sentence."""
    return {
        HistoryTrouble.NEWER: QCoreApplication.translate("HistoryTrouble", "a newer version of this program made it"),
        HistoryTrouble.READ_ONLY: QCoreApplication.translate("HistoryTrouble", "its file is read-only"),
        HistoryTrouble.DISK_FULL: QCoreApplication.translate("HistoryTrouble", "the disk is full"),
        HistoryTrouble.LOCKED: QCoreApplication.translate("HistoryTrouble", "another program holds its file"),
        HistoryTrouble.NO_LOCKS: QCoreApplication.translate(
            "HistoryTrouble", "its folder, a network share perhaps, cannot lock files"
        ),
        HistoryTrouble.GONE: QCoreApplication.translate("HistoryTrouble", "its file or folder has vanished"),
        HistoryTrouble.NO_ACCESS: QCoreApplication.translate("HistoryTrouble", "its file or folder cannot be opened"),
        HistoryTrouble.DISK_ERROR: QCoreApplication.translate("HistoryTrouble", "the disk reports an error"),
        HistoryTrouble.UNEXPECTED: QCoreApplication.translate("HistoryTrouble", "this program made a mistake"),
        HistoryTrouble.DAMAGED: QCoreApplication.translate(
            "HistoryTrouble", "its file is damaged and cannot be moved out of the way"
        ),
    }[trouble]


def _past(state: HistoryState) -> tuple[object, ...]:
    """Part of a state that only has to be read once."""
    return state.put_aside, state.log_aside, state.clock_wait


class HistoryNotice(Retranslated, QWidget):
    """Hidden while there is nothing to say. Attributes: label, record (in private mode), dismiss (once it is past).

    Signals: record_requested(): the person wants lookups recorded again.
    """

    record_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = HistoryState()
        self._dismissed = _past(self._state)
        self.label = PlainLabel(self, "notice")
        self.record = QPushButton(self)
        self.dismiss = QPushButton(self)
        line = hbox(margins=0)
        line.addStretch(1)
        for button in (self.record, self.dismiss):
            button.setProperty("flat", "true")
            line.addWidget(button)
        column = vbox(self, margins=(12, 0, 12, 8), spacing=2)
        column.addWidget(self.label)
        column.addLayout(line)
        self.record.clicked.connect(self.record_requested)
        self.dismiss.clicked.connect(self._dismiss)
        self.hide()
        self._retranslate()

    def show_state(self, state: HistoryState) -> None:
        self._state = state
        self._fill()

    def words(self, state: HistoryState) -> str:
        """Sentences on lookups that are not saved, and on the file; empty while there is nothing to tell."""
        said: list[str] = []
        why = trouble_text(state.trouble) if state.trouble is not None else ""
        match state.keeping:
            case Keeping.PRIVATE:
                said.append(self.tr("Private mode: nothing is recorded."))
            case Keeping.READ_ONLY:
                words = self.tr("The history is only read: {why}. New lookups are not saved; update to save again.")
                said.append(words.format(why=why))
            case Keeping.NOT_SAVING:
                if why:
                    words = self.tr("The history cannot be written: {why}.")
                    said.append(words.format(why=why))
                if state.waiting:
                    said.append(self.tr("%n lookup(s) wait in memory; saving resumes by itself.", "", state.waiting))
                elif why:
                    said.append(self.tr("Saving resumes by itself."))
                if state.dropped:
                    said.append(self.tr("%n lookup(s), too many to wait, will not be saved.", "", state.dropped))
            case Keeping.SAVING:
                pass
        return " ".join((*said, *self._past_words(state)))

    def _past_words(self, state: HistoryState) -> list[str]:
        """Sentences on the file that only have to be read once."""
        said: list[str] = []
        if state.clock_wait is not None:
            words = self.tr(
                "This computer’s clock went from {before} to {after}; no old lookup is removed before {until}."
            )
            until, before, after = (format_date(each) for each in state.clock_wait if each is not None)
            said.append(words.format(before=before, after=after, until=until))
        if state.put_aside:
            words = self.tr(
                "The history could not be read; the old file was kept as {name} and a new history was started."
            )
            said.append(words.format(name=state.put_aside))
            if state.rescued:
                said.append(self.tr("%n lookup(s) in it could be read and are here.", "", state.rescued))
            if state.lost:
                said.append(self.tr("%n lookup(s) in it could not be read.", "", state.lost))
        if state.log_aside:
            words = self.tr(
                "The end of the history’s log could not be read: what was saved last may be missing. The log was kept "
                "as {name}."
            )
            said.append(words.format(name=state.log_aside))
        return said

    def _dismiss(self) -> None:
        self._dismissed = _past(self._state)
        self._fill()

    def _fill(self) -> None:
        state = self._state
        is_past = state.keeping is Keeping.SAVING
        text = "" if is_past and _past(state) == self._dismissed else self.words(state)
        restyle(self.label, "role", "notice" if state.keeping is Keeping.PRIVATE else "warning")
        self.label.show_text(text, most=len(text))
        self.label.setToolTip(tooltip(state.reason) if state.reason else "")
        self.record.setVisible(state.keeping is Keeping.PRIVATE)
        self.dismiss.setVisible(is_past)
        self.setVisible(bool(text))

    def _retranslate(self) -> None:
        self.record.setText(self.tr("Record again"))
        self.dismiss.setText(self.tr("Got it"))
        self._fill()


_STEPS = 1000


class TransferBar(Retranslated, QFrame):
    """Hidden while nothing runs. Attributes: label, progress, cancel. Signals: cancel_requested()."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("foot", "true")
        self.label = QLabel(self)
        self.label.setWordWrap(True)
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setRange(0, _STEPS)
        self.cancel = QPushButton(self)
        self.cancel.setProperty("flat", "true")
        line = QHBoxLayout()
        line.addWidget(self.progress, 1)
        line.addWidget(self.cancel)
        column = vbox(self, margins=(12, 6, 12, 6), spacing=2)
        column.addWidget(self.label)
        column.addLayout(line)
        self.cancel.clicked.connect(self.cancel_requested)
        self.hide()
        self._retranslate()

    def show_progress(self, text: str, done: int, total: int) -> None:
        """`done` of `total`, in any unit."""
        self.label.setText(text)
        # Counts outgrow the C++ int that a progress bar has.
        self.progress.setValue(min(_STEPS, done * _STEPS // total) if total > 0 else 0)
        self.show()

    def show_nothing(self) -> None:
        self.hide()

    def _retranslate(self) -> None:
        self.cancel.setText(self.tr("Cancel"))
        self.progress.setAccessibleName(self.tr("Progress"))
