"""The parser under `jsontext`: compiled patterns driven by a plain loop, without recursion, into flat arrays.

No single call into `re` covers more than a few thousand characters of a large text, so that a thread which parses
8 MiB gives way to the window's thread every few milliseconds. Grammar: RFC 8259.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from enum import IntEnum, StrEnum, auto
from itertools import count

NO_NODE = 0xFFFFFFFF
"""In `NodeTable.parent`: the root has none."""

MAX_MILD_FAULTS = 100
"""Faults that are stepped over are noted up to this number: a megabyte of NaN needs no list of each."""


class FaultReason(StrEnum):
    """Reasons why a text is not JSON; the place that a fault's offset marks in brackets."""

    EMPTY = "empty"
    """Nothing but white space [the end]."""
    UNEXPECTED_END = "unexpected_end"
    """The text breaks off inside the document [the end]."""
    UNTERMINATED_STRING = "unterminated_string"
    """The text breaks off inside a string [its opening quote]."""
    CONTROL_CHARACTER = "control_character"
    """A control character in a string, which JSON wants escaped [the character]."""
    BAD_ESCAPE = "bad_escape"
    """A backslash followed by what JSON does not know [the backslash]."""
    BAD_UNICODE_ESCAPE = "bad_unicode_escape"
    r"""A \u without four hexadecimal digits [the backslash]."""
    LEADING_ZERO = "leading_zero"
    """A number such as 012 [its first character]."""
    BAD_NUMBER = "bad_number"
    """A number such as 1. or +1 or .5 or 0x1F [its first character]."""
    BAD_LITERAL = "bad_literal"
    """A bare word other than true, false and null [its first character]."""
    SINGLE_QUOTES = "single_quotes"
    """A string in single quotes [the quote]."""
    UNQUOTED_NAME = "unquoted_name"
    """A member's name without quotes [its first character]."""
    COMMENT = "comment"
    """A comment [its first character]."""
    EXPECTED_VALUE = "expected_value"
    """Something else where a value belongs [it]."""
    EXPECTED_NAME = "expected_name"
    """Something else where a member's name belongs [it]."""
    MISSING_COLON = "missing_colon"
    """Something else where the colon after a name belongs [it]."""
    MISSING_COMMA = "missing_comma"
    """Something else where a comma or the closing bracket belongs [it]."""
    TRAILING_COMMA = "trailing_comma"
    """A comma before a closing bracket [the comma]."""
    WRONG_BRACKET = "wrong_bracket"
    """] where } belongs, or the other way round [it]."""
    TRAILING_TEXT = "trailing_text"
    """Text after the end of the document [its first character]."""
    NOT_A_NUMBER = "not_a_number"
    """NaN, Infinity or -Infinity: stepped over [its first character]."""
    BYTE_ORDER_MARK = "byte_order_mark"
    """U+FEFF before the document: stepped over [it]."""


@dataclass(frozen=True, slots=True)
class JsonFault:
    """Place and reason of a fault in JSON. `offset` counts characters from 0; `line` and `column` from 1 (a line ends
    at LF, CR LF or CR). `fatal` faults end the document there; others are stepped over. A duplicate name is no
    fault."""

    offset: int
    line: int
    column: int
    reason: FaultReason
    fatal: bool


class NodeKind(IntEnum):
    """The codes in `NodeTable.kind`, in the order of `jsontext.JsonKind`."""

    OBJECT = 0
    ARRAY = 1
    STRING = 2
    NUMBER = 3
    TRUE = 4
    FALSE = 5
    NULL = 6
    NOT_A_NUMBER = 7


class NodeTable:
    """One row a value, in the order in which the values begin: a container's row comes right before its children's.

    Attributes:
        kind: `NodeKind` codes.
        start, end: offsets of the value in the text.
        name: the offset of the member's name; in arrays and for the root the same as `start`.
        parent: the container's row, `NO_NODE` for the root.
        next: the first row that is not inside this value.
        ordinal: the place among the siblings, from 0.
        count: the number of children.
    """

    __slots__ = ("count", "end", "kind", "name", "next", "ordinal", "parent", "start")

    def __init__(self) -> None:
        self.kind = bytearray()
        self.start = array("I")
        self.end = array("I")
        self.name = array("I")
        self.parent = array("I")
        self.next = array("I")
        self.ordinal = array("I")
        self.count = array("I")

    def __len__(self) -> int:
        return len(self.kind)

    def head(self, row: int) -> int:
        """Start of the value, its name included."""
        return self.name[row]

    def child(self, row: int, ordinal: int) -> int:
        """The row of a container's child, from 0 to `count` (excluded), without walking those before it."""
        low, high = row + 1, self.next[row]
        while True:
            found = (low + high) // 2
            while self.parent[found] != row:
                found = self.parent[found]
            place = self.ordinal[found]
            if place < ordinal:
                low = self.next[found]
            elif place > ordinal:
                high = found
            else:
                return found


_TOKEN = re.compile(
    r"""[ \t\n\r]{0,4096}(?:
        ("[^"\\\x00-\x1f]{0,4096}")
      | (")
      | (-?(?:0|[1-9][0-9]{0,256})(?:\.[0-9]{1,256})?(?:[eE][+-]?[0-9]{1,256})?)(?![\w.+\-])
      | (true|false|null)(?!\w)
      | ([{\[])
      | ([}\]])
      | (,)
      | (:)
      | ([ \t\n\r])
      | (\Z)
      | (.)
    )""",
    re.VERBOSE | re.DOTALL,
)
"""A token longer than the bounds allow falls through to a later alternative and is scanned in steps."""

_STRING, _QUOTE, _NUMBER, _LITERAL, _OPEN, _CLOSE, _COMMA, _COLON, _SPACE, _END, _OTHER = range(1, 12)
_PLAIN_RUN = re.compile(r'[^"\\\x00-\x1f]{0,8192}')
_ESCAPES = re.compile(r'(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]{0,256}){0,512}')
_CUT_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{0,3})?\Z")
_DIGITS = re.compile(r"[0-9]{0,8192}")
_POINT = re.compile(r"\.")
_EXPONENT = re.compile(r"[eE][+-]?")
_NO_NUMBERS_END = re.compile(r"[\w.+\-]")
_NO_NUMBER = re.compile(r"NaN|-?Infinity")
_WORD = re.compile(r"\w{1,64}")
_NUMBER_LIKE = re.compile(r"[-+]?\.?[0-9]|[-+]")
_COMMENTS = ("//", "/*")
_LITERALS = {"true": NodeKind.TRUE, "false": NodeKind.FALSE, "null": NodeKind.NULL}

_SPACES = r"[ \t\n\r]{0,4096}+"
_TEXT = r"""
    "[^"\\\x00-\x1f]{0,4096}+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]{0,256}+){0,128}"
"""
_NUMBER_TEXT = r"-?+(?:0|[1-9][0-9]{0,256}+)(?:\.[0-9]{1,256}+)?(?:[eE][+-]?+[0-9]{1,256}+)?(?![\w.+\-])"
_VALUE_AND_MARK = rf"""
    (?:
        (?: ({_TEXT}) | ({_NUMBER_TEXT}) | (true)(?!\w) | (false)(?!\w) | (null)(?!\w) ) {_SPACES} [,\]}}]?
      | ([{{\[])
    )
"""
_MEMBER = re.compile(rf"{_SPACES}({_TEXT}){_SPACES}:{_SPACES}{_VALUE_AND_MARK}", re.VERBOSE)
_ITEM = re.compile(rf"{_SPACES}(){_VALUE_AND_MARK}", re.VERBOSE)
"""A whole child of an object or an array and the mark after it, in one match: group 1 is where its name begins (of an
item, where it begins itself), the group that matched last is its `NodeKind`, or `_OPENS`."""
_OPENS = 7
_MARK = re.compile(rf"{_SPACES}[,\]}}]")

ALIKE_FROM = 1 << 18
"""Characters that must be left for a look at whether an array's items are alike: fewer are soon read one by one."""
ALIKE_ITEMS = 32
"""A container in an array is compared with what went before each time that so many items have been read."""
_WIDEST_ALIKE = 64
_LONGEST_ALIKE = 4096
_ITEMS_AT_ONCE = 256
_SCALAR = rf"({_TEXT}|{_NUMBER_TEXT}|(?:true|false|null)(?!\w))"
_KIND_OF = bytes.maketrans(b'"-0123456789tfn', bytes((2, *[3] * 11, 4, 5, 6)))
"""The `NodeKind` of a sound scalar by its first character."""


class _Expect(IntEnum):
    """Tokens that may come next."""

    VALUE = auto()
    VALUE_OR_END = auto()
    NAME = auto()
    NAME_OR_END = auto()
    COLON = auto()
    COMMA_OR_END = auto()
    NOTHING = auto()


def _has_siblings_alike(nodes: NodeTable, row: int) -> bool:
    """Tell whether the items of an array before this one took as many rows each, as far as can be seen at once."""
    width = len(nodes) - row
    first = row - width * (ALIKE_ITEMS - 1)
    if width > _WIDEST_ALIKE or first < 1:  # row 0 is no item
        return False
    before = row - width
    return (
        nodes.parent[first] == nodes.parent[before] == nodes.parent[row]
        and nodes.ordinal[first] == nodes.ordinal[row] - ALIKE_ITEMS + 1
        and nodes.next[before] == row
    )


class _Alike:
    """An array's item as a pattern of the ones after it, in which only scalars may differ: lists of records are most
    of a large answer. One match takes the rows of an item, and the columns are filled for hundreds of items at once.

    Attributes:
        width: rows of an item.
    """

    def __init__(self, item: re.Pattern[str], nodes: NodeTable, row: int, places: list[tuple[int, int, int]]) -> None:
        self.width = len(nodes) - row
        self._match = item.match
        self._places = places
        self._container = nodes.parent[row]
        self._kinds = nodes.kind[row:]
        self._parents = [parent - row for parent in nodes.parent[row + 1 :]]
        self._nexts = [after - row for after in nodes.next[row:]]
        self._ordinals = nodes.ordinal[row:]
        self._counts = nodes.count[row:]

    @classmethod
    def of(cls, text: str, nodes: NodeTable, row: int) -> _Alike | None:
        """The pattern of the last item read, `row`; None if it would be a long one. In it, groups mark all places: a
        scalar's own, empty ones where a name or a container begins and where a container ends."""
        rows = len(nodes)
        at = nodes.end[row - (rows - row)]  # what is between two items belongs to the pattern
        if nodes.end[row] - at > _LONGEST_ALIKE:
            return None
        pieces: list[str] = []
        groups = 0

        def mark(place: int, group: str = "()", end: int = 0) -> int:
            nonlocal at, groups
            pieces.append(re.escape(text[at:place]) + group)
            at = end or place
            groups += 1
            return groups

        places: list[tuple[int, int, int]] = []
        open_rows: list[int] = []
        for each in count(row):
            while open_rows and nodes.next[open_rows[-1]] == each:
                container = open_rows.pop()
                name, start, _ = places[container - row]
                places[container - row] = name, start, mark(nodes.end[container])
            if each == rows:
                break
            name = mark(nodes.name[each]) if nodes.name[each] != nodes.start[each] else 0
            if nodes.kind[each] <= NodeKind.ARRAY:
                start = mark(nodes.start[each])
                open_rows.append(each)
            else:
                start = mark(nodes.start[each], _SCALAR, nodes.end[each])
            places.append((name or start, start, start))
        return cls(re.compile("".join(pieces), re.VERBOSE), nodes, row, places)

    def append_from(self, text: str, nodes: NodeTable, children: int, position: int) -> tuple[int, int]:
        """Add the rows of the items that follow from `position`, the first of which is child number `children`.
        Returns the number of the items, not more than _ITEMS_AT_ONCE, and the position after them."""
        items: list[re.Match[str]] = []
        match = self._match
        while len(items) < _ITEMS_AT_ONCE and (item := match(text, position)):
            items.append(item)
            position = item.end()
        number, width, base = len(items), self.width, len(nodes)
        stop = base + number * width
        space = bytes(number * width * nodes.start.itemsize)
        for column in (nodes.start, nodes.end, nodes.name, nodes.parent, nodes.next):
            column.frombytes(space)
        nodes.kind.extend(self._kinds * number)
        nodes.ordinal.extend(self._ordinals * number)
        nodes.count.extend(self._counts * number)
        nodes.ordinal[base::width] = array("I", range(children, children + number))
        nodes.parent[base::width] = array("I", [self._container]) * number
        for place, parent in enumerate(self._parents, 1):
            nodes.parent[base + place :: width] = array("I", range(base + parent, stop + parent, width))
        for place, after in enumerate(self._nexts):
            nodes.next[base + place :: width] = array("I", range(base + after, stop + after, width))
        for place, (name, start, end) in enumerate(self._places):
            begins = array("I", [item.start(start) for item in items])
            nodes.start[base + place :: width] = begins
            nodes.end[base + place :: width] = array("I", [item.end(end) for item in items])
            nodes.name[base + place :: width] = (
                begins if name == start else array("I", [item.start(name) for item in items])
            )
            if start == end:
                first = "".join(map(text.__getitem__, begins))
                nodes.kind[base + place :: width] = first.encode().translate(_KIND_OF)
        return number, position


class _FatalError(Exception):
    """The text is not JSON from here on."""

    def __init__(self, offset: int, reason: FaultReason) -> None:
        super().__init__(reason)
        self.offset = offset
        self.reason = reason


def scan(text: str) -> tuple[NodeTable, tuple[JsonFault, ...]]:
    """Parse any text into a node table and its faults, in the order of the text; a fatal one is the last."""
    scanner = _Scanner(text)
    faults = scanner.run()
    return scanner.nodes, tuple(_placed(text, offset, reason, fatal) for offset, reason, fatal in faults)


class _Scanner:
    """Takes plainly correct text by strides, one match for each child, and the rest by steps, one match for each
    token, in which every rule is checked and every fault found.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.nodes = NodeTable()
        self.mild: list[tuple[int, FaultReason, bool]] = []
        self._position = self._alike_from = 0  # where this is, and from where on items may be compared
        self._container = NO_NODE
        self._children = 0  # of the container, so far
        self._expect = _Expect.VALUE
        self._name: int | None = None  # where the name begins whose value comes next
        self._comma: int | None = None  # the last one, unless a colon came after it
        self._alike_pause = ALIKE_FROM // 8

    def run(self) -> list[tuple[int, FaultReason, bool]]:
        if self.text.startswith("\ufeff"):
            self._step_over(0, FaultReason.BYTE_ORDER_MARK)
            self._position = 1
        try:
            while self._step():
                if self._container != NO_NODE and self._name is None and self._expect != _Expect.COMMA_OR_END:
                    self._stride()
        except _FatalError as fatal:
            while self._container != NO_NODE:
                self._close(fatal.offset)
            return [*self.mild, (fatal.offset, fatal.reason, True)]
        return self.mild

    def _stride(self) -> None:
        """From where a child may begin, as far as there is no doubt; down into containers and up again. All names are
        local and nothing is called but `re` and `append`: that halves the time."""
        text, nodes, member, item, after = self.text, self.nodes, _MEMBER.match, _ITEM.match, _MARK.match
        kinds, starts, ends, names = nodes.kind, nodes.start, nodes.end, nodes.name
        parents, nexts, ordinals, counts = nodes.parent, nodes.next, nodes.ordinal, nodes.count
        position, container, children, expect = self._position, self._container, self._children, self._expect
        rows = len(nodes)
        in_object = kinds[container] == NodeKind.OBJECT
        last_alike = len(text) - ALIKE_FROM
        while found := member(text, position) if in_object else item(text, position):
            group = found.lastindex or _OPENS
            start, end = found.span(group)
            position = found.end()
            names.append(found.start(1))
            starts.append(start)
            ends.append(end)
            parents.append(container)
            ordinals.append(children)
            counts.append(0)
            rows += 1
            nexts.append(rows)
            if group == _OPENS:
                in_object = text[start] == "{"
                kinds.append(0 if in_object else 1)
                container, children = rows - 1, 0
                expect = _Expect.NAME_OR_END if in_object else _Expect.VALUE_OR_END
                continue
            kinds.append(group)
            children += 1
            expect = _Expect.COMMA_OR_END
            mark = text[position - 1]
            while mark == ("}" if in_object else "]"):
                ends[container], nexts[container], counts[container] = position, rows, children
                row, children = container, ordinals[container] + 1
                container = parents[container]
                if container == NO_NODE:
                    expect = _Expect.NOTHING
                    break
                in_object = kinds[container] == 0
                if not children % ALIKE_ITEMS and self._alike_from <= position < last_alike and not in_object:
                    rows, children, position = self._append_alike(row, rows, children, position)
                found = after(text, position)
                position = found.end() if found else position
                mark = text[position - 1] if found else ""
            if mark != ",":
                # A bracket of the wrong kind is left to the steps.
                position -= mark in ("}", "]") and expect == _Expect.COMMA_OR_END
                break
            self._comma = position - 1
            expect = _Expect.NAME if in_object else _Expect.VALUE
        self._position, self._container, self._children, self._expect = position, container, children, expect

    def _append_alike(self, row: int, rows: int, children: int, position: int) -> tuple[int, int, int]:
        """Take the items after `row`, which ends at `position`, as far as they are like it but for their scalars.
        Returns where this ended: the next row, the number of the array's children, the position."""
        alike = _Alike.of(self.text, self.nodes, row) if _has_siblings_alike(self.nodes, row) else None
        begun_at = position
        while alike is not None:
            number, position = alike.append_from(self.text, self.nodes, children, position)
            children += number
            rows += number * alike.width
            if number < _ITEMS_AT_ONCE:
                break
        if position - begun_at < self._alike_pause:
            self._alike_from = position + self._alike_pause
            self._alike_pause *= 2
        return rows, children, position

    def _step(self) -> bool:
        """Take one token. Returns whether the document goes on. Raises _FatalError."""
        text, expect = self.text, self._expect
        token = _TOKEN.match(text, self._position)
        # The last alternatives take any character or the end: there is always a match.
        group = token.lastindex or _OTHER  # type: ignore[union-attr] - as above
        start, position = token.span(group)  # type: ignore[union-attr] - as above
        if group == _QUOTE:
            position = _string_end(text, start)
            group = _STRING
        elif group == _OTHER and expect <= _Expect.VALUE_OR_END:
            group, position = self._other_value(start)
        self._position = position
        if group == _SPACE:
            return True
        if group == _STRING and expect in (_Expect.NAME, _Expect.NAME_OR_END):
            self._name = start
            self._expect = _Expect.COLON
        elif expect <= _Expect.VALUE_OR_END and group in (_STRING, _NUMBER, _LITERAL, _OPEN, _OTHER):
            self._add(self._kind(group, start), start, position)
        elif group == _COLON and expect == _Expect.COLON:
            self._expect = _Expect.VALUE
            self._comma = None
        elif group == _COMMA and expect == _Expect.COMMA_OR_END:
            self._comma = start
            in_object = self.nodes.kind[self._container] == NodeKind.OBJECT
            self._expect = _Expect.NAME if in_object else _Expect.VALUE
        elif group == _CLOSE and expect in (_Expect.COMMA_OR_END, _Expect.NAME_OR_END, _Expect.VALUE_OR_END):
            if (text[start] == "}") != (self.nodes.kind[self._container] == NodeKind.OBJECT):
                raise _FatalError(start, FaultReason.WRONG_BRACKET)
            self._close(position)
        elif group == _END and expect == _Expect.NOTHING:
            return False
        else:
            raise self._misfit(group, start, expect, self._comma)
        return True

    def _add(self, kind: NodeKind, start: int, end: int) -> None:
        """Add the row of a value; a scalar ends here too."""
        nodes = self.nodes
        row = len(nodes)
        nodes.kind.append(kind)
        nodes.name.append(start if self._name is None else self._name)
        nodes.start.append(start)
        nodes.end.append(end)
        nodes.parent.append(self._container)
        nodes.next.append(row + 1)
        nodes.ordinal.append(self._children)
        nodes.count.append(0)
        self._name = None
        if kind <= NodeKind.ARRAY:
            self._container, self._children = row, 0
            self._expect = _Expect.NAME_OR_END if kind == NodeKind.OBJECT else _Expect.VALUE_OR_END
        else:
            self._children += 1
            self._expect = _Expect.NOTHING if self._container == NO_NODE else _Expect.COMMA_OR_END

    def _close(self, end: int) -> None:
        """End the innermost container and go on in the one around it."""
        nodes, row = self.nodes, self._container
        nodes.end[row], nodes.next[row], nodes.count[row] = end, len(nodes), self._children
        self._children = nodes.ordinal[row] + 1
        self._container = nodes.parent[row]
        self._expect = _Expect.NOTHING if self._container == NO_NODE else _Expect.COMMA_OR_END

    def _other_value(self, start: int) -> tuple[int, int]:
        """A value the token pattern does not know: a long number, or NaN and its like."""
        found = _NO_NUMBER.match(self.text, start)
        if found and not _WORD.match(self.text, found.end()):
            self._step_over(start, FaultReason.NOT_A_NUMBER)
            return _OTHER, found.end()
        return _NUMBER, _long_number_end(self.text, start)

    def _kind(self, group: int, start: int) -> NodeKind:
        if group == _STRING:
            return NodeKind.STRING
        if group == _NUMBER:
            return NodeKind.NUMBER
        if group == _OPEN:
            return NodeKind.OBJECT if self.text[start] == "{" else NodeKind.ARRAY
        if group == _LITERAL:
            return _LITERALS["true" if self.text[start] == "t" else "false" if self.text[start] == "f" else "null"]
        return NodeKind.NOT_A_NUMBER

    def _step_over(self, offset: int, reason: FaultReason) -> None:
        if len(self.mild) < MAX_MILD_FAULTS:
            self.mild.append((offset, reason, False))

    def _misfit(self, group: int, start: int, expect: _Expect, comma: int | None) -> _FatalError:
        """The reason why a token is not allowed at its place."""
        text = self.text
        if group == _END:
            return _FatalError(start, FaultReason.UNEXPECTED_END if self.nodes else FaultReason.EMPTY)
        if expect == _Expect.NOTHING:
            return _FatalError(start, FaultReason.TRAILING_TEXT)
        if text.startswith(_COMMENTS, start):
            return _FatalError(start, FaultReason.COMMENT)
        if group == _CLOSE and expect in (_Expect.NAME, _Expect.VALUE) and comma is not None:
            return _FatalError(comma, FaultReason.TRAILING_COMMA)
        if expect in (_Expect.NAME, _Expect.NAME_OR_END):
            if text[start] == "'":
                return _FatalError(start, FaultReason.SINGLE_QUOTES)
            word = group in (_LITERAL, _OTHER) and _WORD.match(text, start)
            return _FatalError(start, FaultReason.UNQUOTED_NAME if word else FaultReason.EXPECTED_NAME)
        if expect == _Expect.COLON:
            return _FatalError(start, FaultReason.MISSING_COLON)
        if expect == _Expect.COMMA_OR_END:
            return _FatalError(start, FaultReason.MISSING_COMMA)
        return _FatalError(start, FaultReason.EXPECTED_VALUE)


def _string_end(text: str, start: int) -> int:
    """The offset after a string's closing quote, walked in short steps. Raises _FatalError."""
    position = start + 1
    while True:
        run = _PLAIN_RUN.match(text, position)
        position = run.end()  # type: ignore[union-attr] - it matches nothing, too
        character = text[position : position + 1]
        if character == '"':
            return position + 1
        if character == "":
            raise _FatalError(start, FaultReason.UNTERMINATED_STRING)
        if character == "\\":
            escapes = _ESCAPES.match(text, position)
            if escapes is None or escapes.end() == position:
                raise _bad_escape(text, start, position)
            position = escapes.end()
        elif character < " ":
            raise _FatalError(position, FaultReason.CONTROL_CHARACTER)


def _bad_escape(text: str, start: int, position: int) -> _FatalError:
    if _CUT_ESCAPE.match(text, position):
        return _FatalError(start, FaultReason.UNTERMINATED_STRING)
    is_unicode = text.startswith("u", position + 1)
    return _FatalError(position, FaultReason.BAD_UNICODE_ESCAPE if is_unicode else FaultReason.BAD_ESCAPE)


def _long_number_end(text: str, start: int) -> int:
    """The offset after a number that is too long for the token pattern. Raises _FatalError for a text that is not a
    number.
    """
    position = start + (text[start] == "-")
    whole = _digits_end(text, position)
    if text[start] == "'":
        raise _FatalError(start, FaultReason.SINGLE_QUOTES)
    if text.startswith(_COMMENTS, start):
        raise _FatalError(start, FaultReason.COMMENT)
    if not _NUMBER_LIKE.match(text, start):
        word = _WORD.match(text, start)
        raise _FatalError(start, FaultReason.BAD_LITERAL if word else FaultReason.EXPECTED_VALUE)
    if whole == position:
        if whole == len(text):
            raise _FatalError(whole, FaultReason.UNEXPECTED_END)
        raise _FatalError(start, FaultReason.BAD_NUMBER)
    if text[position] == "0" and whole > position + 1:
        raise _FatalError(start, FaultReason.LEADING_ZERO)
    position = whole
    for mark in (_POINT, _EXPONENT):
        if (begin := mark.match(text, position)) is not None:
            position = _digits_end(text, begin.end())
            if position == begin.end() == len(text):
                raise _FatalError(position, FaultReason.UNEXPECTED_END)
            if position == begin.end():
                raise _FatalError(start, FaultReason.BAD_NUMBER)
    if _NO_NUMBERS_END.match(text, position):
        raise _FatalError(start, FaultReason.BAD_NUMBER)
    return position


def _digits_end(text: str, position: int) -> int:
    while True:
        run = _DIGITS.match(text, position)
        end = run.end()  # type: ignore[union-attr] - it matches nothing, too
        if end == position:
            return position
        position = end


def _placed(text: str, offset: int, reason: FaultReason, fatal: bool) -> JsonFault:
    """The fault with its line and column; LF, CR LF and CR end a line."""
    lines = text.count("\n", 0, offset) + text.count("\r", 0, offset) - text.count("\r\n", 0, offset)
    line_start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    return JsonFault(offset, lines + 1, offset - line_start + 1, reason, fatal)
