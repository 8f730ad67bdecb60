"""Failure -> title, sentence, advice, side and actions: the only place that words an error for a person.

The table below holds source texts marked for lupdate; a translation is looked up when a failure is shown, so importing
this costs nothing that the first paint would notice. What each portal error means: bitrix24/README.md, "Errors".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from badge_inspector.domain.exchange import Phase
from badge_inspector.domain.failures import Failure, FailureKind, Side
from badge_inspector.ui.look.language import QT_TRANSLATE_NOOP
from badge_inspector.ui.look.text import visible
from badge_inspector.ui.words.codes import quoted_code


class FailureAction(StrEnum):
    """Actions that the failure card offers."""

    RETRY = "retry"
    RETRY_AT = "retry_at"
    OPEN_SETTINGS = "open_settings"
    ENTER_TOKEN = "enter_token"
    SET_UP_RENEWAL = "set_up_renewal"
    LIST_BADGES = "list_badges"
    USE_NEW_ADDRESS = "use_new_address"
    TRUST_CERTIFICATE = "trust_certificate"
    OPEN_NETWORK_SETTINGS = "open_network_settings"
    ADD_PORTAL = "add_portal"
    COPY_REPORT = "copy_report"


@dataclass(frozen=True, slots=True)
class Words:
    """A failure in the language in force. `actions` are in the order of the buttons, the most useful first."""

    title: str
    sentence: str
    advice: str
    side: str
    actions: tuple[FailureAction, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    title: str
    sentence: str
    advice: str
    side: Side
    actions: tuple[FailureAction, ...]


def words(failure: Failure, code: str, portal: str) -> Words:
    """Word a failure: `code` is the badge code asked for, `portal` the portal's name as shown."""
    entry = _ENTRIES[failure.kind]
    known = {
        "code": quoted_code(code),
        "portal": portal,
        "error": _error(failure.code),
        "location": visible(failure.location) or "—",
        "host": _host(failure.location) or "—",
        "phase": _phase(failure.phase),
        "status": failure.http_status or "—",
    }
    return Words(
        title=_translated(entry.title).format_map(known),
        sentence=_translated(entry.sentence).format_map(known),
        advice=_translated(entry.advice).format_map(known),
        side=side_text(entry.side),
        actions=entry.actions,
    )


def side_text(side: Side) -> str:
    """The side that caused a failure, in two or three words."""
    match side:
        case Side.QUESTION:
            return QCoreApplication.translate("Failures", "The code or the address")
        case Side.TOKEN:
            return QCoreApplication.translate("Failures", "The token")
        case Side.PORTAL:
            return QCoreApplication.translate("Failures", "The portal")
        case Side.NETWORK:
            return QCoreApplication.translate("Failures", "The network on the way")
        case Side.THIS_COMPUTER:
            return QCoreApplication.translate("Failures", "This computer")


def action_text(action: FailureAction) -> str:
    """The label of an action's button. RETRY_AT is labelled by its countdown where the time is known."""
    match action:
        case FailureAction.RETRY:
            return QCoreApplication.translate("Failures", "Try again")
        case FailureAction.RETRY_AT:
            return QCoreApplication.translate("Failures", "Try again later")
        case FailureAction.OPEN_SETTINGS:
            return QCoreApplication.translate("Failures", "Open settings")
        case FailureAction.ENTER_TOKEN:
            return QCoreApplication.translate("Failures", "Enter the token")
        case FailureAction.SET_UP_RENEWAL:
            return QCoreApplication.translate("Failures", "Set up renewal")
        case FailureAction.LIST_BADGES:
            return QCoreApplication.translate("Failures", "List all badges")
        case FailureAction.USE_NEW_ADDRESS:
            return QCoreApplication.translate("Failures", "Use the new address")
        case FailureAction.TRUST_CERTIFICATE:
            return QCoreApplication.translate("Failures", "View certificate")
        case FailureAction.OPEN_NETWORK_SETTINGS:
            return QCoreApplication.translate("Failures", "Proxy settings")
        case FailureAction.ADD_PORTAL:
            return QCoreApplication.translate("Failures", "Add a portal")
        case FailureAction.COPY_REPORT:
            return QCoreApplication.translate("Failures", "Copy report")


def caption(failure: Failure) -> str:
    """The line above the title: the error's name, as the history has it, and the HTTP status."""
    name = visible(failure.name)
    return name if failure.http_status is None else f"{name} · HTTP {failure.http_status}"


def _translated(source: str) -> str:
    return QCoreApplication.translate("Failures", source)


def _error(code: str) -> str:
    if not code:
        return QCoreApplication.translate("Failures", "an empty error code")
    return QCoreApplication.translate("Failures", "“{code}”").format(code=quoted_code(code))


def _host(location: str) -> str:
    try:
        return visible(urlsplit(location).netloc.rpartition("@")[2])
    except ValueError:
        return ""


def _phase(phase: Phase | None) -> str:
    match phase:
        case Phase.QUEUE:
            return QCoreApplication.translate("Failures", "waiting for its turn")
        case Phase.CONNECT | None:
            return QCoreApplication.translate("Failures", "connecting")
        case Phase.TLS:
            return QCoreApplication.translate("Failures", "securing the connection")
        case Phase.SEND:
            return QCoreApplication.translate("Failures", "sending the request")
        case Phase.WAIT:
            return QCoreApplication.translate("Failures", "waiting for the response")
        case Phase.DOWNLOAD:
            return QCoreApplication.translate("Failures", "downloading the response")


_RETRY = FailureAction.RETRY
_RETRY_AT = FailureAction.RETRY_AT
_SETTINGS = FailureAction.OPEN_SETTINGS
_TOKEN = FailureAction.ENTER_TOKEN
_LIST = FailureAction.LIST_BADGES
_MOVE = FailureAction.USE_NEW_ADDRESS
_TRUST = FailureAction.TRUST_CERTIFICATE
_NETWORK = FailureAction.OPEN_NETWORK_SETTINGS
_ADD = FailureAction.ADD_PORTAL
_RENEWAL = FailureAction.SET_UP_RENEWAL
_REPORT = FailureAction.COPY_REPORT

_ENTRIES: dict[FailureKind, _Entry] = {
    # The portal answered with an error: badge, method
    FailureKind.BADGE_NOT_FOUND: _Entry(
        QT_TRANSLATE_NOOP("Failures", "No badge has the code “{code}”"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "The portal answered, your token works, and no badge with this code is registered. "
            "Whether letter case matters is not known.",
        ),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Check the spelling and the letter case, or pick the code from the portal’s list. A badge exists only on "
            "the portal where it was added.",
        ),
        Side.QUESTION,
        (_LIST,),
    ),
    FailureKind.METHOD_NOT_FOUND: _Entry(
        QT_TRANSLATE_NOOP("Failures", "This portal does not know the badge method"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "The portal is older than badges, has CRM switched off, or the webhook address lacks its user number or "
            "secret.",
        ),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Check the webhook address in the settings first. If it is right, the portal’s administrator has to update"
            " the portal or switch CRM on.",
        ),
        Side.PORTAL,
        (_SETTINGS, _REPORT),
    ),
    FailureKind.PARAMETER_INVALID: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal did not receive the code as text"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "The portal found no usable “code” in the request. This program always sends it as text, so something on "
            "the way changed the request, or the fault is in the program.",
        ),
        QT_TRANSLATE_NOOP(
            "Failures", "Compare with the Request tab, try once more, and pass the report on if it happens again."
        ),
        Side.THIS_COMPUTER,
        (_RETRY, _REPORT),
    ),
    FailureKind.ARGUMENT_INVALID: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal rejected a parameter of the request"),
        QT_TRANSLATE_NOOP("Failures", "The portal read the request and refuses one of its parameters, see its words."),
        QT_TRANSLATE_NOOP(
            "Failures", "Check the code for unusual characters. If it is right, pass the report on to the developers."
        ),
        Side.QUESTION,
        (_REPORT,),
    ),
    FailureKind.ARGUMENT_VALUE_INVALID: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal does not accept the value “{code}”"),
        QT_TRANSLATE_NOOP("Failures", "The portal read the code and says that a badge code cannot look like this."),
        QT_TRANSLATE_NOOP("Failures", "Check the code, or pick it from the portal’s list."),
        Side.QUESTION,
        (_LIST, _REPORT),
    ),
    # The portal answered with an error: access
    FailureKind.ACCESS_DENIED: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal denies access to badges"),
        QT_TRANSLATE_NOOP(
            "Failures", "The token is valid, but the person it belongs to may not call this method on {portal}."
        ),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Ask the portal’s administrator to check the CRM rights of the token’s owner, or use a token of somebody "
            "who has them.",
        ),
        Side.TOKEN,
        (_SETTINGS, _REPORT),
    ),
    FailureKind.SUBSCRIPTION_NEEDED: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal’s plan does not include REST"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "{portal} answers REST calls only on a commercial plan or with a Market subscription, and has neither now.",
        ),
        QT_TRANSLATE_NOOP(
            "Failures", "The portal’s owner has to renew or change the plan. No other code or token will help."
        ),
        Side.PORTAL,
        (_RETRY, _REPORT),
    ),
    FailureKind.APPLICATION_CONTEXT_REQUIRED: _Entry(
        QT_TRANSLATE_NOOP("Failures", "This call needs the token of an application"),
        QT_TRANSLATE_NOOP(
            "Failures", "This call needs the OAuth token of an installed application; a webhook is not enough for it."
        ),
        QT_TRANSLATE_NOOP("Failures", "Enter an access token of an application that is installed on {portal}."),
        Side.TOKEN,
        (_TOKEN, _REPORT),
    ),
    FailureKind.EXTRANET_USER: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The token belongs to an external user"),
        QT_TRANSLATE_NOOP("Failures", "Extranet users may not read badges; the portal lets in employees only."),
        QT_TRANSLATE_NOOP("Failures", "Use a webhook or an access token of an employee of {portal}."),
        Side.TOKEN,
        (_TOKEN, _REPORT),
    ),
    FailureKind.USER_ACCESS_ERROR: _Entry(
        QT_TRANSLATE_NOOP("Failures", "This person may not use the application"),
        QT_TRANSLATE_NOOP(
            "Failures", "The application is installed, but its access settings leave out the owner of this token."
        ),
        QT_TRANSLATE_NOOP(
            "Failures",
            "The portal’s administrator can open the application to this person, or use a token of somebody who has "
            "access.",
        ),
        Side.TOKEN,
        (_TOKEN, _REPORT),
    ),
    FailureKind.METHOD_CONFIRM_WAITING: _Entry(
        QT_TRANSLATE_NOOP("Failures", "An administrator has to approve this call first"),
        QT_TRANSLATE_NOOP("Failures", "The portal asked its administrators for approval and has no reply yet."),
        QT_TRANSLATE_NOOP("Failures", "Ask an administrator of {portal} to approve the request, then try again."),
        Side.PORTAL,
        (_RETRY, _REPORT),
    ),
    FailureKind.METHOD_CONFIRM_DENIED: _Entry(
        QT_TRANSLATE_NOOP("Failures", "An administrator refused this call"),
        QT_TRANSLATE_NOOP("Failures", "The portal asked its administrators for approval, and the reply was no."),
        QT_TRANSLATE_NOOP("Failures", "Talk to an administrator of {portal}, or use a token that needs no approval."),
        Side.PORTAL,
        (_TOKEN, _REPORT),
    ),
    FailureKind.WRONG_LICENSE: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal’s licence forbids this call"),
        QT_TRANSLATE_NOOP("Failures", "The method exists on {portal}, but not for the licence it runs on."),
        QT_TRANSLATE_NOOP("Failures", "The portal’s owner has to change the licence or plan."),
        Side.PORTAL,
        (_REPORT,),
    ),
    FailureKind.WRONG_AUTH_TYPE: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal forbids this kind of token"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "The method may not be called in this way: a webhook where an OAuth token is wanted, or the reverse.",
        ),
        QT_TRANSLATE_NOOP("Failures", "Choose the other way of access in the portal’s settings."),
        Side.TOKEN,
        (_SETTINGS, _REPORT),
    ),
    # The portal answered with an error: token, scope
    FailureKind.NO_AUTH_FOUND: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal saw no valid token"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "The token did not arrive, or the portal cannot read it: it may be cut short or of another portal.",
        ),
        QT_TRANSLATE_NOOP("Failures", "Copy the whole token again and re-enter it."),
        Side.TOKEN,
        (_TOKEN, _REPORT),
    ),
    FailureKind.INVALID_CREDENTIALS: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal does not accept this webhook"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "The webhook was deleted or blocked, its secret was changed, or the person who made it no longer works "
            "there.",
        ),
        QT_TRANSLATE_NOOP(
            "Failures", "Create a new incoming webhook with the CRM scope on {portal}, and enter it in the settings."
        ),
        Side.TOKEN,
        (_TOKEN, _REPORT),
    ),
    FailureKind.EXPIRED_TOKEN: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The access token has expired"),
        QT_TRANSLATE_NOOP("Failures", "The portal knows this token but no longer accepts it: its hour has passed."),
        QT_TRANSLATE_NOOP("Failures", "Access tokens live for one hour. Enter a new one, or let the app renew it."),
        Side.TOKEN,
        (_TOKEN, _RENEWAL, _REPORT),
    ),
    FailureKind.INVALID_TOKEN: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal does not know this token’s application"),
        QT_TRANSLATE_NOOP(
            "Failures", "The token arrived, but no application of {portal} answers to it: it may be of another portal."
        ),
        QT_TRANSLATE_NOOP("Failures", "Check that the token belongs to this portal, and re-enter it."),
        Side.TOKEN,
        (_TOKEN, _REPORT),
    ),
    FailureKind.OAUTH_ERROR: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal could not verify the application"),
        QT_TRANSLATE_NOOP("Failures", "The sign-in of the application failed on the portal, see its words."),
        QT_TRANSLATE_NOOP(
            "Failures", "Check that the application is installed on {portal}, then get a new token from it."
        ),
        Side.TOKEN,
        (_TOKEN, _RETRY, _REPORT),
    ),
    FailureKind.NOT_INSTALLED: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The application is not installed on this portal"),
        QT_TRANSLATE_NOOP(
            "Failures", "The token belongs to an application that was removed from {portal} or never fully installed."
        ),
        QT_TRANSLATE_NOOP("Failures", "Install the application again and enter its new token, or use a webhook."),
        Side.TOKEN,
        (_TOKEN, _REPORT),
    ),
    FailureKind.APPLICATION_NOT_FOUND: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The application of this token does not exist"),
        QT_TRANSLATE_NOOP("Failures", "Bitrix24 does not find the application that the token was issued for."),
        QT_TRANSLATE_NOOP("Failures", "Use a token of another application, or a webhook of {portal}."),
        Side.TOKEN,
        (_TOKEN, _REPORT),
    ),
    FailureKind.AUTH_SERVER_UNREACHABLE: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal cannot reach the Bitrix24 sign-in server"),
        QT_TRANSLATE_NOOP(
            "Failures", "The portal tried to check the token and got no connection. The token itself may be valid."
        ),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Try again in a minute. If the error persists, the administrator of {portal} should check the server’s "
            "outgoing connections.",
        ),
        Side.PORTAL,
        (_RETRY, _REPORT),
    ),
    FailureKind.AUTHORIZATION_ERROR: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal does not let the token’s owner in"),
        QT_TRANSLATE_NOOP("Failures", "The person was dismissed or blocked on {portal}, or the token is not theirs."),
        QT_TRANSLATE_NOOP("Failures", "Use a token of an active employee."),
        Side.TOKEN,
        (_TOKEN, _REPORT),
    ),
    FailureKind.HTTPS_REQUIRED: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal answers over https only"),
        QT_TRANSLATE_NOOP(
            "Failures", "The request reached the portal unencrypted: by its address, or through a proxy in front of it."
        ),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Make the portal’s address begin with https:// in the settings. On a self-hosted portal, the proxy in "
            "front must tell it that https was used.",
        ),
        Side.QUESTION,
        (_SETTINGS, _REPORT),
    ),
    FailureKind.INSUFFICIENT_SCOPE: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The token lacks the CRM scope"),
        QT_TRANSLATE_NOOP(
            "Failures", "The portal knows the token, but it was issued without the right to use CRM methods."
        ),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Open the webhook on the portal, tick “CRM (crm)” among its scopes and save. An application has to ask for"
            " the crm scope and be installed anew.",
        ),
        Side.TOKEN,
        (_RETRY, _SETTINGS, _REPORT),
    ),
    # The portal answered with an error: limits
    FailureKind.QUERY_LIMIT_EXCEEDED: _Entry(
        QT_TRANSLATE_NOOP("Failures", "Too many requests per second"),
        QT_TRANSLATE_NOOP(
            "Failures", "{portal} limits how often it may be asked from one address, all applications counted together."
        ),
        QT_TRANSLATE_NOOP("Failures", "The limit resets within seconds: try again when the countdown ends."),
        Side.PORTAL,
        (_RETRY_AT, _RETRY, _REPORT),
    ),
    FailureKind.OPERATION_TIME_LIMIT: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The method’s time budget is used up"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Calls of this method took more of the portal’s time than ten minutes allow, so the portal blocks it for "
            "this token. Other methods go on working.",
        ),
        QT_TRANSLATE_NOOP(
            "Failures", "Wait until the oldest minute of the budget expires; asking earlier gets the same response."
        ),
        Side.PORTAL,
        (_RETRY_AT, _RETRY, _REPORT),
    ),
    FailureKind.OVERLOAD_LIMIT: _Entry(
        QT_TRANSLATE_NOOP("Failures", "REST is blocked on this portal because of overload"),
        QT_TRANSLATE_NOOP(
            "Failures", "Bitrix24 stopped REST on {portal} after too heavy a load. This will not end soon by itself."
        ),
        QT_TRANSLATE_NOOP(
            "Failures",
            "The portal’s administrator has to find the application that causes the load and write to Bitrix24 "
            "support.",
        ),
        Side.PORTAL,
        (_RETRY, _REPORT),
    ),
    # The portal answered with an error: system
    FailureKind.PAYMENT_REQUIRED: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The subscription has ended"),
        QT_TRANSLATE_NOOP(
            "Failures", "The plan of {portal}, or the subscription of the application, is no longer paid."
        ),
        QT_TRANSLATE_NOOP("Failures", "The portal’s owner has to renew it. The token need not be changed."),
        Side.PORTAL,
        (_RETRY, _REPORT),
    ),
    FailureKind.PORTAL_DELETED: _Entry(
        QT_TRANSLATE_NOOP("Failures", "This portal is deleted or stopped"),
        QT_TRANSLATE_NOOP("Failures", "Bitrix24 says that {portal} no longer works."),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Ask the customer for the portal’s present address. A stopped portal can be opened again by its owner.",
        ),
        Side.PORTAL,
        (_ADD, _SETTINGS, _REPORT),
    ),
    FailureKind.CORE_ERROR: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal failed internally"),
        QT_TRANSLATE_NOOP("Failures", "A query to the portal’s database or its core failed. The request was fine."),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Try again. If that does not help, the portal’s administrator or Bitrix24 support needs the report.",
        ),
        Side.PORTAL,
        (_RETRY, _REPORT),
    ),
    FailureKind.WRONG_ENCODING: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal could not write its response"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Some text on the portal is not valid UTF-8, so the portal sent this error in place of the response.",
        ),
        QT_TRANSLATE_NOOP(
            "Failures",
            "The badge’s texts have to be saved anew by the application that added them. Pass the report on.",
        ),
        Side.PORTAL,
        (_RETRY, _REPORT),
    ),
    FailureKind.INTERNAL_SERVER_ERROR: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal reports an internal error"),
        QT_TRANSLATE_NOOP("Failures", "Something broke on the portal while it worked on the request."),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Try again in a minute. If that does not help, pass the report on to Bitrix24 support.",
        ),
        Side.PORTAL,
        (_RETRY, _REPORT),
    ),
    FailureKind.UNEXPECTED_ANSWER: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal got a response it did not expect"),
        QT_TRANSLATE_NOOP(
            "Failures", "A service that the portal depends on answered in a way the portal could not use."
        ),
        QT_TRANSLATE_NOOP(
            "Failures", "Try again in a few minutes. If the error persists, pass the report on to Bitrix24 support."
        ),
        Side.PORTAL,
        (_RETRY, _REPORT),
    ),
    # Renewing the token failed
    FailureKind.REFRESH_INVALID_GRANT: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The refresh token is no longer valid"),
        QT_TRANSLATE_NOOP(
            "Failures", "The access token expired, and the refresh token was used already or is older than 180 days."
        ),
        QT_TRANSLATE_NOOP("Failures", "Sign in to the application again and enter both new tokens."),
        Side.TOKEN,
        (_TOKEN, _REPORT),
    ),
    FailureKind.REFRESH_INVALID_CLIENT: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The application’s ID or key is wrong"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "The access token expired, and Bitrix24 did not recognise the application that wanted to renew it.",
        ),
        QT_TRANSLATE_NOOP("Failures", "Check client_id and client_secret in the portal’s settings."),
        Side.TOKEN,
        (_SETTINGS, _REPORT),
    ),
    FailureKind.REFRESH_INVALID_REQUEST: _Entry(
        QT_TRANSLATE_NOOP("Failures", "Bitrix24 did not understand the request to renew the token"),
        QT_TRANSLATE_NOOP("Failures", "Something needed for the renewal is missing or misspelt."),
        QT_TRANSLATE_NOOP("Failures", "Check the application’s fields in the settings, or enter a fresh access token."),
        Side.TOKEN,
        (_SETTINGS, _TOKEN, _REPORT),
    ),
    FailureKind.REFRESH_WRONG_CLIENT: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The refresh token belongs to another application"),
        QT_TRANSLATE_NOOP(
            "Failures", "The client_id in the settings and the refresh token are not of one application."
        ),
        QT_TRANSLATE_NOOP(
            "Failures", "Take the refresh token and the client_id from the same application, and enter both again."
        ),
        Side.TOKEN,
        (_SETTINGS, _REPORT),
    ),
    FailureKind.REFRESH_NOT_INSTALLED: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The token cannot be renewed: the application is not installed"),
        QT_TRANSLATE_NOOP("Failures", "The application was removed from {portal} after its token had been issued."),
        QT_TRANSLATE_NOOP("Failures", "Install it again and enter its new tokens, or use a webhook."),
        Side.TOKEN,
        (_TOKEN, _REPORT),
    ),
    FailureKind.REFRESH_PAYMENT_REQUIRED: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The token cannot be renewed: the subscription has ended"),
        QT_TRANSLATE_NOOP(
            "Failures", "Bitrix24 renews tokens only while the portal’s plan or the application is paid."
        ),
        QT_TRANSLATE_NOOP("Failures", "The portal’s owner has to renew the subscription."),
        Side.PORTAL,
        (_RETRY, _REPORT),
    ),
    FailureKind.REFRESH_INVALID_SCOPE: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The token cannot be renewed with these rights"),
        QT_TRANSLATE_NOOP("Failures", "The application asks for scopes that it was not granted on {portal}."),
        QT_TRANSLATE_NOOP("Failures", "Install the application again with the scopes it needs, crm among them."),
        Side.TOKEN,
        (_TOKEN, _REPORT),
    ),
    FailureKind.REFRESH_FAILED: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The token has expired and could not be renewed"),
        QT_TRANSLATE_NOOP("Failures", "The Bitrix24 sign-in server gave no usable response to the renewal."),
        QT_TRANSLATE_NOOP("Failures", "Try again in a minute, or enter a fresh access token."),
        Side.TOKEN,
        (_RETRY, _TOKEN, _REPORT),
    ),
    # The portal answered with an error this program does not know
    FailureKind.REST3_ERROR: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal answered with an error of REST 3"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "The error {error} has the form of the newer REST interface, where badge methods are not listed.",
        ),
        QT_TRANSLATE_NOOP(
            "Failures", "The address should contain /rest/, not /rest/api/. Read the portal’s words in the details."
        ),
        Side.QUESTION,
        (_SETTINGS, _REPORT),
    ),
    FailureKind.UNKNOWN_ERROR: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal refused with an error unknown to this program"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "The portal was reached and answered with {error}. What it says is in the details, word for word.",
        ),
        QT_TRANSLATE_NOOP(
            "Failures", "Try again. If that does not help, pass the report on: it has the portal’s response in it."
        ),
        Side.PORTAL,
        (_RETRY, _REPORT),
    ),
    # No usable answer: name, connection
    FailureKind.NAME_NOT_RESOLVED: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal’s name was not found"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "This computer could not find {portal} on the network: the name is misspelt, or there is no connection.",
        ),
        QT_TRANSLATE_NOOP("Failures", "Check the portal’s address letter by letter, and whether other sites open."),
        Side.NETWORK,
        (_SETTINGS, _RETRY, _REPORT),
    ),
    FailureKind.CONNECTION_REFUSED: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal’s server refused the connection"),
        QT_TRANSLATE_NOOP("Failures", "{portal} is reachable, but nothing listens on this port."),
        QT_TRANSLATE_NOOP(
            "Failures", "Check the port in the portal’s address. On a self-hosted portal the web server may be down."
        ),
        Side.PORTAL,
        (_RETRY, _SETTINGS, _REPORT),
    ),
    FailureKind.HOST_UNREACHABLE: _Entry(
        QT_TRANSLATE_NOOP("Failures", "No network route to the portal"),
        QT_TRANSLATE_NOOP(
            "Failures", "The network found no route to {portal}: no connection, a VPN that is off, or a firewall."
        ),
        QT_TRANSLATE_NOOP("Failures", "Check this computer’s connection and the VPN, then try again."),
        Side.NETWORK,
        (_RETRY, _NETWORK, _REPORT),
    ),
    FailureKind.CONNECTION_RESET: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The connection was reset"),
        QT_TRANSLATE_NOOP(
            "Failures", "The portal’s server, or a device on the way, broke the connection while {phase}."
        ),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Try again. If that does not help, a firewall or proxy on the way is the likely reason.",
        ),
        Side.NETWORK,
        (_RETRY, _NETWORK, _REPORT),
    ),
    FailureKind.CONNECTION_CLOSED: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal closed the connection without a response"),
        QT_TRANSLATE_NOOP("Failures", "The connection was closed while {phase}, before a response began."),
        QT_TRANSLATE_NOOP(
            "Failures", "Try again. If that does not help, the portal’s server or a proxy before it is in trouble."
        ),
        Side.PORTAL,
        (_RETRY, _REPORT),
    ),
    # No usable answer: TLS
    FailureKind.TLS_EXPIRED: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal’s certificate has expired"),
        QT_TRANSLATE_NOOP("Failures", "{portal} shows a certificate that is past its date. The token was not sent."),
        QT_TRANSLATE_NOOP(
            "Failures", "The portal’s administrator has to renew it. Check this computer’s date as well."
        ),
        Side.PORTAL,
        (_RETRY, _TRUST, _REPORT),
    ),
    FailureKind.TLS_NOT_YET_VALID: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal’s certificate is not valid yet"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "The certificate of {portal} begins at a later date than this computer’s clock shows. The token was not "
            "sent.",
        ),
        QT_TRANSLATE_NOOP("Failures", "Check the date and time of this computer first."),
        Side.THIS_COMPUTER,
        (_RETRY, _TRUST, _REPORT),
    ),
    FailureKind.TLS_SELF_SIGNED: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal’s certificate is self-signed"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Nobody this computer trusts vouches for {portal}. That is usual for self-hosted portals, and it is also "
            "how an eavesdropper looks. The token was not sent.",
        ),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Compare the fingerprint with the one the portal’s administrator tells you, then trust it for this portal "
            "only.",
        ),
        Side.PORTAL,
        (_TRUST, _SETTINGS, _REPORT),
    ),
    FailureKind.TLS_WRONG_HOST: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The certificate is for another name"),
        QT_TRANSLATE_NOOP(
            "Failures", "The server shows a certificate that does not name {portal}. The token was not sent."
        ),
        QT_TRANSLATE_NOOP(
            "Failures", "Check the portal’s address; a certificate often names the host without its port or subdomain."
        ),
        Side.PORTAL,
        (_SETTINGS, _TRUST, _REPORT),
    ),
    FailureKind.TLS_UNKNOWN_AUTHORITY: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The certificate comes from an unknown authority"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "This computer does not know who issued the certificate of {portal}: the company’s own authority, or a "
            "proxy that reads encrypted traffic. The token was not sent.",
        ),
        QT_TRANSLATE_NOOP(
            "Failures", "Ask the administrator for the authority’s file and choose it in the portal’s settings."
        ),
        Side.PORTAL,
        (_SETTINGS, _TRUST, _REPORT),
    ),
    FailureKind.TLS_PROTOCOL: _Entry(
        QT_TRANSLATE_NOOP("Failures", "No encryption that both sides support"),
        QT_TRANSLATE_NOOP(
            "Failures", "The server speaks too old a TLS, or no TLS at all on this port. The token was not sent."
        ),
        QT_TRANSLATE_NOOP(
            "Failures", "Check the port in the address. If it is right, the portal’s server has to be updated."
        ),
        Side.PORTAL,
        (_SETTINGS, _REPORT),
    ),
    FailureKind.TLS_OTHER: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The secure connection could not be set up"),
        QT_TRANSLATE_NOOP(
            "Failures", "TLS with {portal} failed for a reason that is given below. The token was not sent."
        ),
        QT_TRANSLATE_NOOP("Failures", "Try again. If that does not help, the portal’s administrator needs the report."),
        Side.PORTAL,
        (_RETRY, _TRUST, _REPORT),
    ),
    # No usable answer: time limits
    FailureKind.CONNECT_TIMEOUT: _Entry(
        QT_TRANSLATE_NOOP("Failures", "Connecting to the portal timed out"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "No connection to {portal} within the time limit: a firewall, a VPN that is off, or a server that is down.",
        ),
        QT_TRANSLATE_NOOP("Failures", "Open the portal in a browser. If it opens there, check the proxy settings."),
        Side.NETWORK,
        (_RETRY, _NETWORK, _REPORT),
    ),
    FailureKind.TLS_TIMEOUT: _Entry(
        QT_TRANSLATE_NOOP("Failures", "Setting up encryption timed out"),
        QT_TRANSLATE_NOOP(
            "Failures", "{portal} accepted the connection and then did not finish setting up TLS in time."
        ),
        QT_TRANSLATE_NOOP(
            "Failures", "Try again. If that does not help, a firewall that inspects traffic is the likely reason."
        ),
        Side.NETWORK,
        (_RETRY, _NETWORK, _REPORT),
    ),
    FailureKind.SEND_TIMEOUT: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The request could not be sent in time"),
        QT_TRANSLATE_NOOP("Failures", "The connection to {portal} was made, but the data did not get through."),
        QT_TRANSLATE_NOOP("Failures", "The network is very slow or stuck: check it and try again."),
        Side.NETWORK,
        (_RETRY, _REPORT),
    ),
    FailureKind.READ_TIMEOUT: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal took the request and did not answer in time"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "{portal} is reachable, but busy or stuck. Bitrix24 itself gives up on a request after 60 seconds.",
        ),
        QT_TRANSLATE_NOOP(
            "Failures", "Try again. If that does not help while other portals answer, tell the portal’s administrator."
        ),
        Side.PORTAL,
        (_RETRY, _REPORT),
    ),
    FailureKind.TOTAL_TIMEOUT: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The lookup took too long and was stopped"),
        QT_TRANSLATE_NOOP("Failures", "The time limit for the whole lookup ran out while {phase}."),
        QT_TRANSLATE_NOOP("Failures", "Try again. The timing shows where the time went."),
        Side.NETWORK,
        (_RETRY, _REPORT),
    ),
    # No usable answer: proxy, protocol, address
    FailureKind.PROXY_REFUSED: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The proxy did not let the request through"),
        QT_TRANSLATE_NOOP("Failures", "The proxy could not be reached, or refused to connect to {portal}."),
        QT_TRANSLATE_NOOP("Failures", "Check the proxy in the settings, or ask who runs it to allow {portal}."),
        Side.NETWORK,
        (_NETWORK, _RETRY, _REPORT),
    ),
    FailureKind.PROXY_AUTH_REQUIRED: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The proxy requires a user name and password"),
        QT_TRANSLATE_NOOP("Failures", "The proxy was reached, but it lets nobody through without signing in."),
        QT_TRANSLATE_NOOP("Failures", "Enter the proxy’s user name and password in the settings."),
        Side.NETWORK,
        (_NETWORK, _RETRY, _REPORT),
    ),
    FailureKind.NOT_HTTP: _Entry(
        QT_TRANSLATE_NOOP("Failures", "What answered is not a web server"),
        QT_TRANSLATE_NOOP("Failures", "Something listens at {portal}, but it does not speak HTTP."),
        QT_TRANSLATE_NOOP("Failures", "Check the host and the port in the portal’s address."),
        Side.QUESTION,
        (_SETTINGS, _REPORT),
    ),
    FailureKind.LENGTH_AMBIGUOUS: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The response has two lengths"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "It carries both Content-Length and Transfer-Encoding. Where it ends is uncertain, so its content was not"
            " read.",
        ),
        QT_TRANSLATE_NOOP(
            "Failures", "A proxy or web server in front of {portal} is set up wrongly. Send the report to its operator."
        ),
        Side.PORTAL,
        (_RETRY, _REPORT),
    ),
    FailureKind.ADDRESS_INVALID: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal’s address cannot be used"),
        QT_TRANSLATE_NOOP(
            "Failures", "“{portal}” is not an address that a request could be sent to. Nothing was sent."
        ),
        QT_TRANSLATE_NOOP("Failures", "Paste the webhook’s address from the portal into the settings again."),
        Side.THIS_COMPUTER,
        (_SETTINGS,),
    ),
    # No usable answer: redirects
    FailureKind.PORTAL_MOVED: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal has a new address: {host}"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "{portal} was renamed and redirects to {host}. The token was not sent there without your consent.",
        ),
        QT_TRANSLATE_NOOP(
            "Failures",
            "If you know the new address, use it: the portal’s settings are changed, and the lookup is repeated.",
        ),
        Side.PORTAL,
        (_MOVE, _REPORT),
    ),
    FailureKind.REDIRECT_INSECURE: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal redirects to an unencrypted address"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "It points to {location}. There anybody on the way could read the token, so this program did not follow.",
        ),
        QT_TRANSLATE_NOOP("Failures", "The portal’s administrator has to correct the redirect to https://."),
        Side.PORTAL,
        (_SETTINGS, _REPORT),
    ),
    FailureKind.REDIRECT_FOREIGN: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal redirects to another site: {host}"),
        QT_TRANSLATE_NOOP(
            "Failures", "{host} does not belong to the same owner as {portal}. The token was not sent there."
        ),
        QT_TRANSLATE_NOOP(
            "Failures",
            "If the customer confirms that {host} is theirs, add it as a new portal with a token of its own.",
        ),
        Side.PORTAL,
        (_ADD, _SETTINGS, _REPORT),
    ),
    FailureKind.REDIRECT_LOOP: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal redirects in a circle"),
        QT_TRANSLATE_NOOP("Failures", "Its redirect leads to {location}, which is where the request was sent already."),
        QT_TRANSLATE_NOOP(
            "Failures",
            "The portal’s administrator has to correct the redirect. Check the address for a typing error, too.",
        ),
        Side.PORTAL,
        (_SETTINGS, _REPORT),
    ),
    FailureKind.REDIRECT_UNCLEAR: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal redirects, and does not say where to"),
        QT_TRANSLATE_NOOP("Failures", "The redirect’s target is not an address: {location}"),
        QT_TRANSLATE_NOOP("Failures", "Check the portal’s address, and pass the report on to its administrator."),
        Side.PORTAL,
        (_SETTINGS, _REPORT),
    ),
    # No usable answer: a page instead of JSON
    FailureKind.LICENCE_EXPIRED_PAGE: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal’s licence has expired"),
        QT_TRANSLATE_NOOP(
            "Failures", "This self-hosted portal sends every caller to the page where a licence key is entered."
        ),
        QT_TRANSLATE_NOOP("Failures", "The portal’s owner has to renew the licence and enter the key."),
        Side.PORTAL,
        (_RETRY, _REPORT),
    ),
    FailureKind.SIGN_IN_PAGE: _Entry(
        QT_TRANSLATE_NOOP("Failures", "A sign-in page answered in place of the portal’s REST"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "{portal}, or a gateway in front of it, requires people to sign in and does not let REST calls through.",
        ),
        QT_TRANSLATE_NOOP(
            "Failures", "The administrator has to let /rest/ through without the sign-in page. Check the address, too."
        ),
        Side.PORTAL,
        (_SETTINGS, _REPORT),
    ),
    FailureKind.PORTAL_BLOCKED_PAGE: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal answered with a page that forbids access"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "{portal}, or a filter before it, blocks this call: by address, country or a restriction of the webhook.",
        ),
        QT_TRANSLATE_NOOP("Failures", "Ask the portal’s administrator whether this computer’s address is allowed."),
        Side.PORTAL,
        (_RETRY, _REPORT),
    ),
    FailureKind.PROXY_PAGE: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The server in front of the portal could not reach it"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "A gateway answered {status} with an error page of its own; the portal behind it is down or restarting.",
        ),
        QT_TRANSLATE_NOOP("Failures", "The gateway answered {status}. This usually passes within minutes: try again."),
        Side.PORTAL,
        (_RETRY, _REPORT),
    ),
    FailureKind.WRONG_HOST_PAGE: _Entry(
        QT_TRANSLATE_NOOP("Failures", "There is no Bitrix24 REST at this address"),
        QT_TRANSLATE_NOOP(
            "Failures", "A web server answered that it has no such page: wrong portal, or a wrong path in the address."
        ),
        QT_TRANSLATE_NOOP("Failures", "Paste the webhook’s address from the portal into the settings again."),
        Side.QUESTION,
        (_SETTINGS, _REPORT),
    ),
    FailureKind.SERVER_BUSY_PAGE: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal’s server is busy or restarting"),
        QT_TRANSLATE_NOOP(
            "Failures", "It answered {status} with a page of its own, without an error code of Bitrix24."
        ),
        QT_TRANSLATE_NOOP("Failures", "It answered HTTP {status}. Wait a little, then try again."),
        Side.PORTAL,
        (_RETRY_AT, _RETRY, _REPORT),
    ),
    FailureKind.NOT_JSON: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The response is not from the portal’s REST"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Something at {portal} answered, but with a web page or other text. Its beginning is on the right.",
        ),
        QT_TRANSLATE_NOOP(
            "Failures", "Check the portal’s address. A captive network or a filter may also answer in its place."
        ),
        Side.PORTAL,
        (_SETTINGS, _RETRY, _REPORT),
    ),
    # No usable answer: the body
    FailureKind.EMPTY_BODY: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal sent an empty response"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "A status arrived, but the response has no body. Self-hosted portals without the REST module do that.",
        ),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Try again. If that does not help, the administrator should check that the REST module is installed.",
        ),
        Side.PORTAL,
        (_RETRY, _REPORT),
    ),
    FailureKind.BODY_CUT_OFF: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The response broke off in the middle"),
        QT_TRANSLATE_NOOP(
            "Failures", "The connection ended before the whole response was here. What arrived is shown on the right."
        ),
        QT_TRANSLATE_NOOP(
            "Failures", "Try again. If that does not help, a proxy or an unstable connection is the likely reason."
        ),
        Side.NETWORK,
        (_RETRY, _REPORT),
    ),
    FailureKind.BODY_TOO_LARGE: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The response is too large"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "The download was stopped at the size limit; a badge needs less than a kilobyte. What came is on the "
            "right.",
        ),
        QT_TRANSLATE_NOOP("Failures", "This is probably not the portal’s REST: check the address."),
        Side.PORTAL,
        (_SETTINGS, _REPORT),
    ),
    FailureKind.BODY_UNDECODABLE: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The response could not be unpacked"),
        QT_TRANSLATE_NOOP("Failures", "The server says the response is compressed, but what came cannot be expanded."),
        QT_TRANSLATE_NOOP(
            "Failures", "Try again. If that does not help, a proxy between you and the portal damages responses."
        ),
        Side.NETWORK,
        (_RETRY, _REPORT),
    ),
    FailureKind.JSON_INVALID: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The response is damaged JSON"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "It begins like the portal’s response, but cannot be read to the end. The place is marked on the right.",
        ),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Try again. If that does not help, pass the report on: an add-on there may print into its responses.",
        ),
        Side.PORTAL,
        (_RETRY, _REPORT),
    ),
    FailureKind.ANSWER_SHAPE: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The response does not have the documented form"),
        QT_TRANSLATE_NOOP("Failures", "It is valid JSON, but neither a badge nor an error can be found in it."),
        QT_TRANSLATE_NOOP("Failures", "Check that the address is a portal’s REST, and pass the report on."),
        Side.PORTAL,
        (_SETTINGS, _RETRY, _REPORT),
    ),
    FailureKind.NO_BADGE_IN_ANSWER: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The portal reports success and sends no badge"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "The response for “{code}” has no badge in it. The method’s documentation does not describe that.",
        ),
        QT_TRANSLATE_NOOP("Failures", "Check whether the badge is in the portal’s list, and pass the report on."),
        Side.PORTAL,
        (_LIST, _RETRY, _REPORT),
    ),
    # Ours
    FailureKind.TOKEN_MISSING: _Entry(
        QT_TRANSLATE_NOOP("Failures", "There is no token for this portal"),
        QT_TRANSLATE_NOOP(
            "Failures", "Nothing was sent: the system’s keyring has no token for {portal}, or was not opened."
        ),
        QT_TRANSLATE_NOOP("Failures", "Enter the webhook or the access token."),
        Side.THIS_COMPUTER,
        (_TOKEN, _SETTINGS),
    ),
    FailureKind.TOKEN_UNSENDABLE: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The token contains characters that cannot be sent"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Nothing was sent: a line break, a space or a non-Latin letter got into the token when it was copied.",
        ),
        QT_TRANSLATE_NOOP("Failures", "Copy the token again and re-enter it."),
        Side.TOKEN,
        (_TOKEN,),
    ),
    FailureKind.CAPTURE_WITHOUT_RESPONSE: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The HAR file has no response"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "The request to {portal} was recorded, and no response to it: it was blocked or cancelled, or the"
            " connection failed.",
        ),
        QT_TRANSLATE_NOOP("Failures", "Look it up from here, or record the page’s network traffic once more."),
        Side.NETWORK,
        (_RETRY, _REPORT),
    ),
    FailureKind.CAPTURE_WITHOUT_BODY: _Entry(
        QT_TRANSLATE_NOOP("Failures", "The HAR file has no body of the response"),
        QT_TRANSLATE_NOOP(
            "Failures",
            "{portal} responded, but the program that recorded it did not keep the response’s text.",
        ),
        QT_TRANSLATE_NOOP(
            "Failures",
            "Look it up from here, or ask for a HAR file saved with content, from developer tools that were open.",
        ),
        Side.THIS_COMPUTER,
        (_RETRY, _REPORT),
    ),
    FailureKind.UNEXPECTED: _Entry(
        QT_TRANSLATE_NOOP("Failures", "Badge Inspector made a mistake"),
        QT_TRANSLATE_NOOP("Failures", "The lookup ended in an unexpected way. The portal and the token may be fine."),
        QT_TRANSLATE_NOOP(
            "Failures", "Try again, and send the report to the program’s authors: it has no secrets in it."
        ),
        Side.THIS_COMPUTER,
        (_RETRY, _REPORT),
    ),
}
