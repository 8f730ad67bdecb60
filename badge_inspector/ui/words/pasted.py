"""Words for the forms in which a call was pasted."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from badge_inspector.domain.pasted_call import PastedForm
from badge_inspector.ui.look.language import QT_TRANSLATE_NOOP

_WORDS = {
    PastedForm.CURL: QT_TRANSLATE_NOOP("PastedForms", "a cURL command"),
    PastedForm.POWERSHELL: QT_TRANSLATE_NOOP("PastedForms", "PowerShell"),
    PastedForm.HTTPIE: QT_TRANSLATE_NOOP("PastedForms", "an HTTPie command"),
    PastedForm.PYTHON: QT_TRANSLATE_NOOP("PastedForms", "Python code"),
    PastedForm.JAVASCRIPT: QT_TRANSLATE_NOOP("PastedForms", "JavaScript code"),
    PastedForm.PHP: QT_TRANSLATE_NOOP("PastedForms", "PHP code"),
    PastedForm.GO: QT_TRANSLATE_NOOP("PastedForms", "Go code"),
    PastedForm.ADDRESS: QT_TRANSLATE_NOOP("PastedForms", "an address"),
    PastedForm.HAR: QT_TRANSLATE_NOOP("PastedForms", "a HAR entry"),
    PastedForm.JSON: QT_TRANSLATE_NOOP("PastedForms", "a JSON body"),
    PastedForm.LOG: QT_TRANSLATE_NOOP("PastedForms", "a line of a log"),
}


def form_words(form: PastedForm) -> str:
    """The form by its name, to stand after a colon."""
    return QCoreApplication.translate("PastedForms", _WORDS[form])
