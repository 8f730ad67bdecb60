"""Masking of unknown secrets by their place: a webhook's path segment, the values of `auth`, `access_token` and the
like in addresses, forms, JSON and code, an `Authorization` header, the password in an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from badge_inspector.domain.secret import MASK


def redact_unknown(text: str) -> str:
    """The text with every value in a secret's place replaced by the mask. For foreign texts (a library's, a log's); an
    answer's body is shown as received. A text with more than `_MOST` such places is masked from there to its end, to
    bound the time."""
    windows, stop = _windows(text, _PLACES)
    head = masked = text[:stop]
    for place in _PLACES:
        if windows[place]:
            masked = place.masked(masked, (windows if masked is head else _windows(masked, (place,))[0])[place])
    return masked if stop == len(text) else f"{masked.removesuffix(MASK)}{MASK}"


def holds_unknown(text: str) -> bool:
    """Tell whether `redact_unknown` would change the text; at the first place, where it has any."""
    windows, stop = _windows(text, _PLACES)
    return stop < len(text) or any(
        text[part] != masked for place in _PLACES for part, masked in place.hidden(text, windows[place])
    )


_WINDOW = 32 * 1024
REACH = 4 * 1024
"""Characters that a place may take from its beginning to where the secret begins, and to spare."""
_MOST = 50_000
"""Greatest number of places examined in a text, at two to five microseconds each."""
_BREAKS = " \n\r\t\"'<>"
"""Characters at which a text can be cut without leaving a part of a secret before the cut."""


class _Place:
    """A place where a secret may stand: an expression whose first group is what leads there and whose last is the
    value, with nothing else in it. No text has such a place that lacks all of `words`, in small letters, or all
    characters of one of `signs`. `words` are by what is looked for first: many words end alike. `ends` says where a
    value goes no further at the latest. `is_password`: it is one by the "@" behind it, and neither it nor the user's
    name before it has a greatest length.
    """

    def __init__(
        self,
        words: Mapping[str, Sequence[str]],
        signs: Sequence[str],
        pattern: str,
        *,
        ends: str = r"[\s\"'<>&]",
        is_password: bool = False,
    ) -> None:
        self._words = {rare.encode(): [word.encode() for word in each] for rare, each in words.items()}
        self._signs = signs
        self._pattern = re.compile(pattern)
        self._ends = re.compile(ends)
        self._is_password = is_password

    def count(self, text: str, start: int, end: int, small: bytes) -> int:
        """Upper bound of the number of such places in a part of the text; `small` is the part in small letters."""
        if not all(any(text.find(sign, start, end) >= 0 for sign in signs) for signs in self._signs):
            return 0
        count = sum(small.count(word) for rare, words in self._words.items() if rare in small for word in words)
        # Slashes are in every list of addresses, passwords are not; the "@" of one may be far behind.
        return min(count, text.count("@", start, end) + 1) if self._is_password else count

    def masked(self, text: str, windows: Sequence[int]) -> str:
        """The text with the mask for what stands there. `windows`: beginnings of those that a match can be in."""
        pieces: list[str] = []
        done = 0
        for hidden, masked in self.hidden(text, windows):
            pieces += (text[done : hidden.start], masked)
            done = hidden.stop
        return "".join((*pieces, text[done:])) if pieces else text

    def hidden(self, text: str, windows: Sequence[int]) -> Iterator[tuple[slice, str]]:
        """Parts of the text and what they are masked."""
        done = 0
        for begin in windows:
            end = begin + _WINDOW
            limit = end + REACH
            # Only a search within the whole text knows what is before a place, which says whether it is one.
            first = self._pattern.search(text, max(begin, done), limit)
            if first is not None and first.start() < end:
                masked, length = self._parted(text[first.start() : limit], end - first.start())
                done = first.start() + length
                if done >= limit:  # there is more of the last one
                    done = _found(self._ends, text, limit)
                yield slice(first.start(), done), masked
            if (long := self._password(text, max(begin, done), end, limit)) is not None:
                done = long.stop
                yield long, MASK

    def _parted(self, text: str, end: int) -> tuple[str, int]:
        """The text to behind the last place that begins before `end`, masked, and how much of the text that is. All
        places are parted and put together at once: to go from one to the next takes five times as long."""
        *parts, rest = self._pattern.split(text)
        stride = self._pattern.groups + 1  # what is before a place, and its groups
        stop = len(text) - len(rest)
        while (start := stop - len(parts[-1]) - len(parts[1 - stride])) >= end:
            stop = start - len(parts[-stride])
            del parts[-stride:]
        masked = [MASK] * (len(parts) // stride * 3)
        masked[::3] = parts[::stride]
        masked[1::3] = parts[1::stride]
        return "".join(masked), stop

    def _password(self, text: str, start: int, end: int, limit: int) -> slice | None:
        """The password in the last address that begins before `end`, if its "@" is behind `limit` only."""
        if not self._is_password or (head := text.rfind("//", start, end + 1)) < 0:
            return None
        colon = _found(_USER_ENDS, text, head + 2)
        if not text.startswith(":", colon):
            return None
        stop = _found(self._ends, text, colon + 1)
        return slice(colon + 1, stop) if stop >= limit and text.startswith("@", stop) else None


_USER_ENDS = re.compile(r"[\s/:@\"'<>]")


def _found(sign: re.Pattern[str], text: str, at: int) -> int:
    """Place of the first sign from `at` on, in windows; the end of the text without one."""
    for begin in range(at, len(text), _WINDOW):
        if (match := sign.search(text, begin, begin + _WINDOW)) is not None:
            return match.start()
    return len(text)


def _windows(text: str, places: Sequence[_Place]) -> tuple[dict[_Place, list[int]], int]:
    """Beginnings of the windows in which each place can be, and the end of what is looked at. Windows let other threads
    run in between, and only those that can hold a match are searched, which is found out thirty times as fast."""
    windows: dict[_Place, list[int]] = {place: [] for place in places}
    left = _MOST
    for begin in range(0, len(text), _WINDOW):
        end = begin + _WINDOW + REACH
        small = _small(text[begin:end])
        for place in places:
            if count := place.count(text, begin, end, small):
                windows[place].append(begin)
                left -= count
        if left < 0:
            return windows, max(0, *map(text[:begin].rfind, _BREAKS))
    return windows, len(text)


def _small(text: str) -> bytes:
    """The text with ASCII letters small, in an encoding that keeps ASCII."""
    try:
        return text.encode("latin-1").lower()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass").lower()


def _any_case(text: str) -> str:
    """An expression for the text in capital and small letters. To take no notice of case in the whole of an expression
    costs the set of letters that a match begins with, by which `re` skips ahead."""
    return "".join(f"[{each}{each.upper()}]" if each.isalpha() else each for each in text)


def _named_before(name: str) -> str:
    """An expression for a parameter's name in an address or a form, when its first letter is read already: what is
    before it is looked at last."""
    first, others, length = name[0], _any_case(name[1:]), len(name) - 1
    before = rf"(?:(?<![\w\-].{{{length + 1}}})|(?<=%(?:26|3[fF]|5[bB]).{{{length + 1}}}))"
    return rf"{others}(?=[=\]%])(?<={_any_case(first)}.{{{length}}}){before}"


_NAMES = (
    *("access_token", "application_token", "auth", "auth_id", "ap", "client_secret", "password", "refresh_token"),
    *("refresh_id", "webhook_secret"),
)
_NAME_ENDS = ("token", "secret", "auth", "_id", "password", "ap")


def _names(after: str) -> dict[str, list[str]]:
    """The names, each with what may stand behind it, by their ends."""
    return {end: [f"{name}{each}" for name in _NAMES if name.endswith(end) for each in after] for end in _NAME_ENDS}


_SLASH = rf"(?:/(?![/\\%])|(?=[\\%]|/[/\\%])(?:\\*/|{_any_case('%(?:25)*2f')})+)"
_FORM = r"[^\s&\"'<>#;\\%]"
_QUOTE = r"\\{0,64}[\"']"
_PLACES = (
    # /rest/1/secret/method, /rest/api/1/secret/method; a segment with a dot is a method, not a secret
    _Place(
        {"rest": ("rest/", "rest\\", "rest%")},
        (),
        rf"({_any_case('rest')}(?:(?<![0-9a-zA-Z]....)|(?<=%2[fF]....)){_SLASH}(?:{_any_case('api')}{_SLASH})?"
        rf"[^\s/\\?#&\"'<>%]{{1,64}}(?=[/\\%]){_SLASH})([0-9a-zA-Z]{{6,50}})(?![0-9a-zA-Z]|\.[a-zA-Z])",
    ),
    # auth=value, auth[access_token]=value, also when the whole is percent-encoded once more
    _Place(
        _names("=]%"),
        ("=%",),
        rf"([aAcCpPrRwW](?:{'|'.join(map(_named_before, _NAMES))})(?:\]|%5[dD])?(?:=(?!>)|%3[dD]))"
        rf"({_FORM}+(?:%(?!26){_FORM}*)*|(?:%(?!26){_FORM}*)+)",
    ),
    # "auth": "value", 'auth' => 'value', ("auth", "value"), \"auth\":\"value\"
    *(
        _Place(
            _names("\"'\\"),
            (*signs, "\"'"),
            rf"({before}(?P<quote>[\"'])(?:{'|'.join(map(_any_case, _NAMES))})\\{{0,64}}(?P=quote)\s*{between}\s*b?"
            rf"(?P<other>{_QUOTE}))((?:[^\n\\\"']+|(?!(?P=other))(?:\\.|[\"']))+)",
            ends=r"[\n\"']",
        )
        for before, between, signs in (("", "(?::|=>)", (":=",)), (r"\(\s*b?", ",", ("(", ",")))
    ),
    _Place(
        {"authorization": ("authorization",)},
        (":=,",),
        rf"({_any_case('authorization')}(?<!\w.{{13}})\\*[\"']?\s*[:=,]\s*(?:b?\\*[\"'])?"
        rf"(?:(?:{'|'.join(map(_any_case, ('bearer', 'basic', 'digest')))})\s+)?)([^\s\"'<>\\,]+)",
    ),
    _Place({"bearer": ("bearer",)}, (), rf"({_any_case('bearer')}(?<!\w......)\s+)([0-9a-zA-Z._~+/=\-]{{16,}})"),
    _Place(
        {"//": ("//",)},
        (),
        r"(//[^\s/:@\"'<>]*:)(?=[^\s/@\"'<>]+@)([^\s/@\"'<>]+)",
        ends=r"[\s/@\"'<>]",
        is_password=True,
    ),
)
