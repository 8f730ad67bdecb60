"""Masking of e-mail addresses and phone numbers in reports.

In doubt a value is masked: an order number of eleven digits is masked too. A portal's measurements stay: dates, numbers
with a decimal point, and epoch seconds, which have ten digits.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from badge_inspector.domain.badge import Badge, FieldValue, LocalizedText, OddValue, PlainText
from badge_inspector.domain.body_text import read_body
from badge_inspector.domain.contract import differences
from badge_inspector.domain.exchange import Response
from badge_inspector.domain.jsontext import JsonDocument
from badge_inspector.domain.lookup import Found, Lookup, Outcome

EMAIL_MASK = "•••@•••"
PHONE_MASK = "•••••••••"

_LOCAL = r"[\w.!#$%&'*+/=?^`{|}~-]"
_AT_HOST = tuple(re.compile(rf"{sign}(?<={_LOCAL}{sign})[\w-]{{1,64}}(?:\.[\w-]{{1,64}})+") for sign in ("@", "%40"))
"""Looked for by the sign: an expression that begins with the name reads on for 64 characters at each character."""
_NAME_BACKWARDS = re.compile(rf"{_LOCAL}{{1,64}}")
_PHONE = re.compile(
    r"""(?<![\w.])(?:
        \+[\s(-]*\d(?:[\s().-]{0,3}\d){6,14}       # international, however it is parted
      | \(\d{2,5}\)(?:[\s-]{0,2}\d){5,10}          # an area code in brackets
      | \d{1,4}[\s-]{0,2}\(\d{2,5}\)(?:[\s-]{0,2}\d){5,10}
      | \d{1,4}(?:[ -]\d{2,5}){2,5}                # groups of digits
      | \d{11,15}                                  # as a database holds it
    )(?![\w])""",
    re.VERBOSE,
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d)?")
_FEWEST, _MOST = 7, 15
"""Digits of a phone number."""
_TOKEN = re.compile(r'"|-?\d[\d.eE+-]*')
"""A number, or where a text begins."""
_TEXT_PART = re.compile(r'[^"\\]{0,8192}(?:\\.[^"\\]{0,256}){0,512}', re.DOTALL)
_WINDOW = 16 * 1024
_REACH = 512
"""Characters that a match which begins in a window may reach behind it, until it is looked at without a limit."""


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """As `finditer`, in windows: one search through megabytes would keep other threads from running."""
    at = 0
    for begin in range(0, len(text), _WINDOW):
        end = begin + _WINDOW
        at = max(at, begin)
        while at < end and (match := pattern.search(text, at, end + _REACH)) is not None and match.start() < end:
            if match.end() == end + _REACH:
                match = pattern.match(text, match.start()) or match
            yield match
            at = match.end()


def _without_emails(text: str, at_host: re.Pattern[str]) -> Iterator[str]:
    done = 0
    for match in _matches(at_host, text):
        name = _NAME_BACKWARDS.match(text[max(done, match.start() - 64) : match.start()][::-1])
        if name is not None:
            yield text[done : match.start() - name.end()]
            yield EMAIL_MASK
            done = match.end()
    yield text[done:]


def _without_phones(text: str) -> Iterator[str]:
    done = 0
    for match in _matches(_PHONE, text):
        yield text[done : match.start()]
        yield _masked_phone(match)
        done = match.end()
    yield text[done:]


@dataclass(frozen=True, slots=True)
class PersonalMask:
    """Kinds of values to hide."""

    emails: bool = False
    phones: bool = False

    def __bool__(self) -> bool:
        return self.emails or self.phones

    def text(self, text: str) -> str:
        """The text without what is to be hidden."""
        if self.emails:
            for at_host in _AT_HOST:
                text = "".join(_without_emails(text, at_host))
        if self.phones:
            text = "".join(_without_phones(text))
        return text

    def json(self, text: str) -> str:
        """The same inside the strings of a JSON text, escaped ones included, and for whole numbers of eleven digits or
        more. It stays JSON, and what is not touched stays as it was written."""
        pieces: list[str] = []
        done = 0
        for start, end in _tokens(text):
            masked = self._token(text[start:end])
            if masked is not None:
                pieces += (text[done:start], masked)
                done = end
        return "".join((*pieces, text[done:])) if pieces else text

    def lookup(self, lookup: Lookup) -> Lookup:
        """A lookup all of whose parts are masked. Works on megabytes where the body has them."""
        if not self:
            return lookup
        response = self._response(lookup.exchange.response)
        document = contract = None
        if lookup.document is not None and response is not None:
            document = JsonDocument.parse(_text(response))
            contract = differences(response, document, shared=lookup.exchange.is_shared)
        request = lookup.exchange.request
        return replace(
            lookup,
            code=self.text(lookup.code),
            portal_name=self.text(lookup.portal_name),
            note=self.text(lookup.note),
            expected=self.text(lookup.expected),
            outcome=self._outcome(lookup.outcome),
            exchange=replace(
                lookup.exchange,
                request=replace(request, url=self.text(request.url), body=self.json(request.body)),
                response=response,
            ),
            document=document,
            contract=contract,
        )

    def _response(self, response: Response | None) -> Response | None:
        if response is None:
            return None
        text = _text(response)
        hide = self.json if text.lstrip()[:1] in ("{", "[") else self.text
        masked = hide(text)
        body = response.body if masked == text else masked.encode("utf-8", "replace")
        headers = tuple((name, self.text(value)) for name, value in response.headers)
        return replace(response, body=body, headers=headers)

    def _outcome(self, outcome: Outcome) -> Outcome:
        if isinstance(outcome, Found):
            return replace(outcome, badge=self._badge(outcome.badge))
        failure = outcome.failure
        hidden = replace(
            failure,
            description=self.text(failure.description),
            detail=self.text(failure.detail),
            location=self.text(failure.location),
        )
        return replace(outcome, failure=hidden)

    def _badge(self, badge: Badge) -> Badge:
        code, title, value, kind = (self._field(each) for each in (badge.code, badge.title, badge.value, badge.type))
        extra = tuple((self.text(name), self.json(text)) for name, text in badge.extra)
        duplicates = tuple(self.text(name) for name in badge.duplicates)
        return Badge(code, title, value, kind, extra, duplicates)

    def _field(self, value: FieldValue) -> FieldValue:
        match value:
            case PlainText():
                return PlainText(self.text(value.text))
            case LocalizedText():
                texts = tuple((language, self.text(text)) for language, text in value.texts)
                return LocalizedText(texts, tuple((language, self.json(text)) for language, text in value.odd))
            case OddValue():
                return OddValue(self.json(value.json))
            case None:
                return None

    def _token(self, token: str) -> str | None:
        """The token masked; None when nothing in it is to be hidden."""
        if not token.startswith('"'):
            is_phone = self.phones and token.isdigit() and 11 <= len(token) <= _MOST
            return json.dumps(PHONE_MASK, ensure_ascii=False) if is_phone else None
        plain = _decoded(token)
        masked = self.text(plain)
        return None if masked == plain else json.dumps(masked, ensure_ascii=False)


def _tokens(text: str) -> Iterator[tuple[int, int]]:
    """Begin and end of each text and number in JSON, quotes included; found in short steps."""
    at = 0
    while at < len(text):
        limit = at + _WINDOW
        match = _TOKEN.search(text, at, limit)
        if match is None:
            at = limit
            continue
        start, at = match.span()
        if text[start] == '"':
            while (part := _TEXT_PART.match(text, at)) is not None and part.end() > at:
                at = part.end()
            at = min(at + 1, len(text))
        elif at == limit and (whole := _TOKEN.match(text, start)) is not None:
            at = whole.end()
        yield start, at


def _decoded(token: str) -> str:
    try:
        return str(json.loads(token, strict=False))
    except ValueError:  # no JSON after all: its characters as they are
        return token[1:].removesuffix('"')


def _masked_phone(match: re.Match[str]) -> str:
    text = match[0]
    digits = sum(character.isdigit() for character in text)
    if not _FEWEST <= digits <= _MOST or _DATE.match(text):
        return text
    return PHONE_MASK


def _text(response: Response) -> str:
    return read_body(response.body, response.header("Content-Type")).text
