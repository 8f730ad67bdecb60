"""The methods the demo portal has, as functions of a portal, a run and a caller.

Their results: bitrix24/README.md, "The call" and "List and connection test". `batch` is not here: it runs
the others (rest.py).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from badge_inspector.demo import refusals
from badge_inspector.demo.codes import script_of
from badge_inspector.demo.limits import Hits
from badge_inspector.demo.oddities import PLAIN_BADGE, OddResult, OddTime
from badge_inspector.demo.pages import Asked, Page
from badge_inspector.demo.php import PhpArray, PhpValue, RawJson, as_text
from badge_inspector.demo.refusals import Refusal
from badge_inspector.demo.tenants import Tenant

GLOBAL_SCOPE = "_global"


@dataclass(frozen=True, slots=True)
class Caller:
    """Caller of a method: `access` is the credential whose working time is counted together."""

    access: str
    scopes: tuple[str, ...]
    is_application: bool

    def may(self, scope: str) -> bool:
        return scope in (GLOBAL_SCOPE, *self.scopes)


@dataclass(slots=True)
class Run:
    """One method's run: the call's own, or one command's of a batch. Times are epoch seconds; `start` is the reserved
    parameter, -1 for "do not count"; `odd_time` is set by a method whose answer is to carry a strange `time`."""

    method: str
    params: PhpArray
    started: float
    hits: Hits
    asked: Asked
    start: int = 0
    process_started: float = 0.0
    process_finished: float = 0.0
    odd_time: OddTime | None = None
    in_batch: bool = False


class Replaced(Exception):  # noqa: N818 - no error: the method's answer gives way to a whole page
    def __init__(self, page: Page) -> None:
        super().__init__(page.about)
        self.page = page


class Method(NamedTuple):
    """`run` is None for `batch`, which the server itself runs."""

    scope: str
    run: Callable[[Tenant, Run, Caller], PhpValue] | None


def find_method(name: str) -> Method:
    """The method of that (lower-case) name. Raises RestError when the portal has none."""
    method = METHODS.get(name)
    if method is None:
        raise refusals.method_not_found()
    return method


def badge_get(tenant: Tenant, run: Run, _: Caller) -> PhpValue:
    """Raises RestError, and Replaced for the codes whose answer is no REST answer."""
    if "code" not in run.params:
        raise refusals.parameter_missing("code")
    code = run.params["code"]
    if not isinstance(code, str):
        raise refusals.parameter_invalid("code", as_text(code))
    match script_of(code):
        case Refusal() as refusal:
            raise refusal.raised()
        case OddResult(json=text):
            return RawJson(text)
        case OddTime() as odd:
            run.odd_time = odd
            return {"badge": {**PLAIN_BADGE.as_php(), "code": code}}
        case Page() as page:
            badge = page.in_batch if run.in_batch else page.when_moved if run.asked.is_moved else None
            if badge is None:
                raise Replaced(page)
            return {"badge": {**badge}}
        case None:
            row = tenant.find(code)
            if row is None:
                raise refusals.badge_not_found(code)
            return {"badge": row.as_php()}


def badge_list(tenant: Tenant, run: Run, _: Caller) -> PhpValue:
    """All badges at once, without a next page."""
    badges: list[PhpValue] = [badge.as_php() for badge in tenant.badges]
    return {"badges": badges} if run.start == -1 else {"badges": badges, "total": len(badges)}


def scope(_tenant: Tenant, _run: Run, caller: Caller) -> PhpValue:
    return list(caller.scopes) or [""]


def method_names(_tenant: Tenant, _run: Run, _caller: Caller) -> PhpValue:
    """The badge methods are a controller's, which the portal does not list."""
    return [name for name, method in METHODS.items() if method.scope == GLOBAL_SCOPE]


def method_get(_: Tenant, run: Run, caller: Caller) -> PhpValue:
    method = METHODS.get(as_text(run.params.get("name")).lower())
    return {"isExisting": method is not None, "isAvailable": method is not None and caller.may(method.scope)}


def server_time(tenant: Tenant, run: Run, _: Caller) -> PhpValue:
    return tenant.date(run.process_started)


def profile(tenant: Tenant, _run: Run, _caller: Caller) -> PhpValue:
    return {
        "ID": tenant.user,
        "ADMIN": True,
        "NAME": "Demo",
        "LAST_NAME": "User",
        "PERSONAL_GENDER": "",
        "TIME_ZONE": "",
    }


def app_info(tenant: Tenant, _run: Run, caller: Caller) -> PhpValue:
    if not caller.is_application:
        return {"SCOPE": list(caller.scopes), "LICENSE": tenant.licence}
    language, _, family = tenant.licence.partition("_")
    return {
        "ID": 1,
        "CODE": tenant.application,
        "VERSION": 1,
        "STATUS": "L",
        "INSTALLED": True,
        "PAYMENT_EXPIRED": "N",
        "DAYS": None,
        "LANGUAGE_ID": language,
        "LICENSE": tenant.licence,
        "LICENSE_TYPE": family,
        "LICENSE_FAMILY": family,
    }


METHODS: dict[str, Method] = {
    "batch": Method(GLOBAL_SCOPE, None),
    "scope": Method(GLOBAL_SCOPE, scope),
    "methods": Method(GLOBAL_SCOPE, method_names),
    "method.get": Method(GLOBAL_SCOPE, method_get),
    "server.time": Method(GLOBAL_SCOPE, server_time),
    "app.info": Method(GLOBAL_SCOPE, app_info),
    "profile": Method(GLOBAL_SCOPE, profile),
    "crm.activity.badge.get": Method("crm", badge_get),
    "crm.activity.badge.list": Method("crm", badge_list),
}
