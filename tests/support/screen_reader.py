"""The program as a screen reader sees it, over AT-SPI. Run by the system's Python, which has Debian's pyatspi:

    dbus-run-session -- /usr/bin/python3 screen_reader.py COMMAND...

starts the program, uses it as somebody would who sees nothing of it, and prints what was found as JSON.
"""

import json
import subprocess
import sys
import time

import pyatspi
from gi.repository import Atspi, GLib

PATIENCE_S = 90.0
MOST_CHILDREN = 60
CONTROLS = {
    *("push button", "toggle button", "check box", "radio button", "combo box", "spin button", "slider"),
    *("text", "entry", "password text", "list", "list item", "table", "table cell", "tree", "tree table", "tree item"),
    *("page tab", "page tab list", "menu item", "check menu item", "progress bar", "level bar"),
    *("dialog", "frame", "image", "unknown"),
}
WINDOWS = (
    *("Settings…", "List the portal’s badges…", "Many codes…"),
    *("Keyboard shortcuts", "Guide", "About Badge Inspector"),
)


def until(find, what):
    """The first true answer of `find`; whatever it asks may be gone by the time of the answer."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        try:
            found = find()
        except (AttributeError, LookupError, NotImplementedError, RuntimeError, TypeError):  # not there, or no longer
            found = None
        if found:
            return found
        while GLib.MainContext.default().iteration(False):
            pass  # events come while somebody waits
        time.sleep(0.05)
    raise SystemExit(f"never came: {what}")


def is_showing(node):
    return node.getState().contains(pyatspi.STATE_SHOWING)


def walk(node, hidden=False):
    """All that is showing below a node, it included; `hidden` takes all."""
    yield node
    for at in range(min(node.childCount, MOST_CHILDREN)):
        try:
            child = node.getChildAtIndex(at)
            if child is not None and (hidden or is_showing(child)):
                yield from walk(child, hidden)
        except (RuntimeError, LookupError):
            continue  # it went away under the walk


def described(node):
    row = {"role": node.getRoleName(), "name": node.name, "description": node.description}
    row["focusable"] = node.getState().contains(pyatspi.STATE_FOCUSABLE)
    if "Value" in pyatspi.listInterfaces(node):
        row["value"] = node.queryValue().currentValue
    return row


def unnamed(rows):
    return [row for row in rows if not row["name"].strip() and (row["focusable"] or row["role"] in CONTROLS)]


def press(node):
    action = node.queryAction()
    names = [action.getName(at).lower() for at in range(action.nActions)]
    wanted = [at for at, name in enumerate(names) if name in ("press", "click", "toggle", "activate")]
    action.doAction(wanted[0] if wanted else 0)


class Reader:
    """Reads one running program."""

    def __init__(self):
        self.heard, self.carets = [], []
        pyatspi.Registry.registerEventListener(self._follow, "object:text-caret-moved")
        pyatspi.Registry.registerEventListener(self._hear, "object:announcement")
        self.frame = until(self._find_frame, "the window")

    def _hear(self, event):
        self.heard.append(str(event.any_data))

    def _follow(self, event):
        self.carets.append(event.detail1)

    @staticmethod
    def _find_frame():
        desktop = pyatspi.Registry.getDesktop(0)
        for at in range(desktop.childCount):
            program = desktop.getChildAtIndex(at)
            if program is not None and program.name == "badge-inspector":
                for window in program:
                    if window.name == "Badge Inspector" and is_showing(window):
                        return window
        return None

    def find(self, role, name, top=None, hidden=False):
        for node in walk(top or self.frame, hidden):
            if node.getRoleName() == role and node.name == name:
                return node
        return None

    def waits_for(self, role, name, hidden=False):
        return until(lambda: self.find(role, name, hidden=hidden), f"{role} {name!r}")

    def look_up(self, code):
        self.waits_for("text", "Badge code").queryEditableText().setTextContents(code)
        press(self.waits_for("push button", "Look up"))

    def read_json(self):
        """The answer by its lines, then with the caret on its title."""
        answer = self.waits_for("document frame", "Response as JSON text").queryText()
        whole, at, lines = answer.getText(0, -1), 0, []
        while at < answer.characterCount and len(lines) < MOST_CHILDREN:
            line, _, end = answer.getTextAtOffset(at, pyatspi.TEXT_BOUNDARY_LINE_START)
            lines.append(line)
            at = max(end, at + 1)
        word = whole.index("Call Status")
        answer.setCaretOffset(word)
        until(lambda: word in self.carets, "word of the caret")
        answer.setSelection(0, word, word + 4)
        extents = answer.getCharacterExtents(word, pyatspi.DESKTOP_COORDS)
        there = answer.getOffsetAtPoint(extents[0] + 1, extents[1] + 5, pyatspi.DESKTOP_COORDS)
        return {
            "whole": whole,
            "lines": lines,
            "word": answer.getTextAtOffset(word, pyatspi.TEXT_BOUNDARY_WORD_START)[0],
            "attributes": answer.getAttributes(word),
            "selections": answer.getNSelections(),
            "width": extents[2],
            "offset_there": there - word,
        }

    def rows(self, top=None):
        return [described(node) for node in walk(top or self.frame)]

    def windows(self):
        program = self.frame.parent
        windows = (program.getChildAtIndex(at) for at in range(program.childCount))
        return [each for each in windows if each is not None and each.name != "Badge Inspector" and is_showing(each)]


def use():
    reader = Reader()
    seen = {"first": reader.rows()}
    until(lambda: "Demo portal" in reader.find("push button", "Portal").description, "the demo portal")
    reader.look_up("missedCall")
    reader.waits_for("label", "Call Status")
    until(lambda: reader.find("list", "History").childCount >= 2, "the history's row")
    reader.look_up("missedCall")  # one lookup is no trend
    until(lambda: reader.find("list", "Last lookups").childCount == 2, "the trend's bars")
    seen["found"] = reader.rows()
    json_text = reader.read_json()
    for tab in ("Tree", "Headers", "Request", "JSON"):
        press(reader.waits_for("page tab", tab))
        seen[f"tab {tab}"] = reader.rows()
    reader.look_up("misedCall")
    reader.waits_for("label", "No badge has the code “misedCall”")
    reader.waits_for("push button", "missedCall")
    seen["refused"] = reader.rows()
    for name in WINDOWS:
        others = {window.name for window in reader.windows()}
        press(reader.waits_for("menu item", name, hidden=True))
        window = until(
            lambda others=others: next((each for each in reader.windows() if each.name not in others), None),
            f"the window of {name}",
        )
        until(lambda window=window: window.childCount > 0, f"what is in the window of {name}")
        seen[f"window {name}"] = reader.rows(window)
        if name == "Settings…":
            for page in list(reader.find("list", "Pages", window)):
                reader.find("list", "Pages", window).querySelection().selectChild(page.getIndexInParent())
                seen[f"settings {page.name}"] = reader.rows(window)
        close = reader.find("push button", "Close", window)
        if close is not None:
            title = window.name
            press(close)
            until(lambda title=title: title not in {each.name for each in reader.windows()}, f"the end of {title}")
    return {
        "seen": seen,
        "json": json_text,
        "unnamed": {name: unnamed(rows) for name, rows in seen.items()},
        "heard": reader.heard,
    }


def main():
    Atspi.set_timeout(5000, 15000)
    Atspi.get_desktop(0).set_cache_mask(Atspi.Cache.NONE)
    program = subprocess.Popen(sys.argv[1:])
    try:
        sys.stdout.write(json.dumps(use()) + "\n")
    finally:
        program.terminate()
        program.wait(30)


if __name__ == "__main__":
    main()
