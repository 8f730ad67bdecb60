"""The portals behind the demo's one address: who may enter, how their clocks read, which badges they know.

They differ so that comparing them shows something: texts for all or by language, a type changed, badges only one has.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta, timezone

from badge_inspector.demo.php import PhpArray
from badge_inspector.domain.clock import utc_time
from badge_inspector.domain.portal import AccessKind, ColourLabel

Text = str | dict[str, str]


@dataclass(frozen=True, slots=True)
class BadgeRow:
    """A badge as registered: a text for all, or texts by language in the order they were given."""

    code: str
    title: Text
    value: Text
    type: str

    def as_php(self) -> PhpArray:
        return {"code": self.code, "title": _text(self.title), "value": _text(self.value), "type": self.type}


def _text(text: Text) -> str | PhpArray:
    return text if isinstance(text, str) else {**text}


@dataclass(frozen=True, slots=True)
class Tenant:
    """One portal. `secret` is its webhook's, `token` its application's access token: both open every portal method
    within `scopes`. `whole_seconds` is today's server build, which cuts `start` and `processing` to whole seconds;
    `utc_offset_h` is the server's own time zone."""

    id: str
    name: str
    rest_path: str
    badges: tuple[BadgeRow, ...]
    secret: str
    token: str
    access: AccessKind = AccessKind.WEBHOOK
    user: str = "1"
    login: str = "demo"
    scopes: tuple[str, ...] = ("crm", "user")
    colour: ColourLabel = ColourLabel.GREY
    licence: str = "com_pro100"
    application: str = "app.demo00000000000.00000000"
    whole_seconds: bool = False
    utc_offset_h: int = 2
    stopped: bool = False

    def find(self, code: str) -> BadgeRow | None:
        """As the portal's database compares: letter case does not count, and the registered code is what comes back."""
        wanted = code.casefold()
        return next((badge for badge in self.badges if badge.code.casefold() == wanted), None)

    def date(self, at: float) -> str:
        """PHP's `date('c')` of epoch seconds: whole seconds in the server's own time zone."""
        return utc_time(int(at)).astimezone(timezone(timedelta(hours=self.utc_offset_h))).isoformat()


_VIP = BadgeRow("vipClient", {"ru": "Клиент", "en": "Client", "de": "Kunde"}, "VIP", "success")
_SLA = BadgeRow(
    "slaRisk", {"en": "Deadline", "ru": "Срок ответа", "de": "Frist"}, {"en": "SLA risk", "ru": "Срок"}, "warning"
)
_NEW_LEAD = BadgeRow("newLead", "Lead", {"en": "New", "ru": "Новый", "de": "Neu", "kz": "Жаңа"}, "primary")
_ARCHIVED = BadgeRow(
    "archived",
    {"ru": "Состояние", "en": "State"},
    {"ru": "В архиве", "en": "Archived", "de": "Archiviert"},
    "secondary",
)
_CALL_BACK = BadgeRow("callBack", "Call Status", "Call back", "warning")
_WARRANTY = BadgeRow("warranty", {"de": "Garantie"}, {"de": "Läuft ab", "fr": "Expire bientôt"}, "warning")
_DISCOUNT = BadgeRow("discount&co", "Price \"A\" & 'B' <net>", "−15 % / month", "success")

TENANTS = (
    Tenant(
        id="demo",
        name="Demo portal",
        rest_path="/rest",
        secret="demonotasecret01",
        token="demo00not00a00real00token0000001",
        colour=ColourLabel.GREEN,
        badges=(
            BadgeRow("missedCall", "Call Status", "Missed", "failure"),
            _VIP,
            _SLA,
            _NEW_LEAD,
            _ARCHIVED,
            _CALL_BACK,
            _WARRANTY,
            _DISCOUNT,
        ),
    ),
    Tenant(
        id="demo-new-build",
        name="Demo portal, new build",
        rest_path="/new-build/rest",
        secret="demonotasecret02",
        token="demo00not00a00real00token0000002",
        colour=ColourLabel.BLUE,
        licence="ru_pro100",
        whole_seconds=True,
        utc_offset_h=3,
        badges=(
            BadgeRow(
                "missedCall",
                {"ru": "Статус звонка", "en": "Call Status"},
                {"ru": "Пропущен", "en": "Missed", "kz": "Өткізілген"},
                "failure",
            ),
            _VIP,
            _SLA,
            _NEW_LEAD,
            BadgeRow("archived", "State", "Archived", "secondary"),
            BadgeRow("callBack", {"ru": "Статус звонка", "en": "Call Status"}, {"ru": "Перезвонить"}, "primary"),
        ),
    ),
    Tenant(
        id="demo-oauth",
        name="Demo portal, OAuth",
        rest_path="/oauth/rest",
        secret="demonotasecret03",
        token="demo00not00a00real00token0000003",
        access=AccessKind.OAUTH,
        colour=ColourLabel.AMBER,
        licence="de_basic",
        utc_offset_h=1,
        badges=(
            BadgeRow("missedCall", "Call Status", {"en": "Missed call", "ru": "Пропущен", "de": "Verpasst"}, "warning"),
            _VIP,
            BadgeRow(
                "slaRisk", {"en": "Deadline", "ru": "Срок ответа"}, {"en": "Overdue", "ru": "Просрочено"}, "failure"
            ),
            _NEW_LEAD,
            BadgeRow("oldDeal", {"en": "Deal", "ru": "Сделка"}, {"en": "Older than a year"}, "secondary"),
        ),
    ),
)
