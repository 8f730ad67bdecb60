"""Every error a portal answers a lookup with, by the code that brings it about: bitrix24/README.md, "Errors".

Where the server and its documentation disagree on the HTTP status, this is the server's.
"""

from __future__ import annotations

from dataclasses import dataclass

from badge_inspector.demo.php import PhpArray


class RestError(Exception):
    """An error answered as `{"error": ..., "error_description": ...}` with its HTTP status."""

    def __init__(self, status: int, code: str, description: str, extra: PhpArray | None = None) -> None:
        super().__init__(f"{code}: {description}")
        self.status = status
        self.code = code
        self.description = description
        self.extra: PhpArray = extra or {}

    def body(self) -> PhpArray:
        return {"error": self.code, "error_description": self.description, **self.extra}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A code that the portal refuses in the server's own form, alone and as a command of a batch."""

    about: str
    status: int
    error: str
    text: str
    extra: tuple[tuple[str, str], ...] = ()

    def raised(self) -> RestError:
        return RestError(self.status, self.error, self.text, dict(self.extra))


def badge_not_found(code: str) -> RestError:
    return RestError(400, "NOT_FOUND", f"Badge not found for code `{code}`")


def method_not_found() -> RestError:
    return RestError(404, "ERROR_METHOD_NOT_FOUND", "Method not found!")


def parameter_missing(name: str) -> RestError:
    return RestError(400, "100", f"Could not find value for parameter {{{name}}}")


def parameter_invalid(name: str, value: str) -> RestError:
    text = f"Invalid value {{{value}}} to match with parameter {{{name}}}. Should be value of type string."
    return RestError(400, "100", text)


def no_auth() -> RestError:
    return RestError(401, "NO_AUTH_FOUND", "Wrong authorization data")


def invalid_token() -> RestError:
    return RestError(401, "invalid_token", "Unable to get application by token")


def invalid_credentials() -> RestError:
    return RestError(401, "INVALID_CREDENTIALS", "Invalid request credentials")


def insufficient_scope(bearer: str) -> RestError:
    """`bearer` is "webhook token" or "access token"; empty in a batch, where the server says nothing."""
    text = f"The request requires higher privileges than provided by the {bearer}" if bearer else ""
    return RestError(401, "insufficient_scope", text)


def operation_time_limit() -> RestError:
    return RestError(429, "OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit.")


def query_limit_exceeded() -> RestError:
    return RestError(503, "QUERY_LIMIT_EXCEEDED", "Too many requests")


def portal_deleted() -> RestError:
    return RestError(403, "PORTAL_DELETED", "Portal was deleted")


REFUSALS: dict[str, Refusal] = {
    "NOT_FOUND": Refusal("no badge has the code", 400, "NOT_FOUND", "Badge not found for code `demo.NOT_FOUND`"),
    "NOT_FOUND.documented": Refusal("the same in the documentation's words", 400, "NOT_FOUND", "Not found."),
    "ERROR_METHOD_NOT_FOUND": Refusal(
        "an old portal, or one without CRM", 404, "ERROR_METHOD_NOT_FOUND", "Method not found!"
    ),
    "100.missing": Refusal("the code did not arrive", 400, "100", "Could not find value for parameter {code}"),
    "100.invalid": Refusal(
        "the code is not a text",
        400,
        "100",
        "Invalid value {123} to match with parameter {code}. Should be value of type string.",
    ),
    "ERROR_ARGUMENT": Refusal(
        "a wrong argument, named", 400, "ERROR_ARGUMENT", "Argument 'code' is wrong", (("argument", "code"),)
    ),
    "INVALID_ARG_VALUE": Refusal("a wrong value", 400, "INVALID_ARG_VALUE", "Invalid argument value"),
    "ACCESS_DENIED": Refusal("no right to the CRM", 403, "ACCESS_DENIED", "Access denied."),
    "ACCESS_DENIED.subscription": Refusal(
        "REST is not in the plan (webhook)", 401, "ACCESS_DENIED", "REST is available only by subscription."
    ),
    "ACCESS_DENIED.plan": Refusal(
        "REST is not in the plan (OAuth)", 401, "ACCESS_DENIED", "REST is available only on commercial plans."
    ),
    "ACCESS_DENIED.application": Refusal(
        "only an application may call", 403, "ACCESS_DENIED", "Access denied! Application context required"
    ),
    "allowed_only_intranet_user": Refusal(
        "an extranet user", 403, "allowed_only_intranet_user", "Action allowed only for intranet users"
    ),
    "user_access_error": Refusal(
        "a user without access to the application",
        401,
        "user_access_error",
        "The user does not have access to the application.",
    ),
    "METHOD_CONFIRM_WAITING": Refusal(
        "an administrator has to confirm", 401, "METHOD_CONFIRM_WAITING", "Waiting for confirmation"
    ),
    "METHOD_CONFIRM_DENIED": Refusal("an administrator said no", 403, "METHOD_CONFIRM_DENIED", "Method call denied"),
    "WRONG_LICENSE": Refusal("the licence forbids it", 403, "WRONG_LICENSE", "Wrong license"),
    "WRONG_AUTH_TYPE": Refusal(
        "the way of access forbids it", 403, "WRONG_AUTH_TYPE", "Current authorization type is denied for this method"
    ),
    "NO_AUTH_FOUND": Refusal("no token arrived", 401, "NO_AUTH_FOUND", "Wrong authorization data"),
    "INVALID_CREDENTIALS": Refusal(
        "a webhook changed, deleted or blocked", 401, "INVALID_CREDENTIALS", "Invalid request credentials"
    ),
    "expired_token": Refusal("a token past its hour", 401, "expired_token", "The access token provided has expired"),
    "invalid_token": Refusal("an unknown token", 401, "invalid_token", "Unable to get application by token"),
    "ERROR_OAUTH": Refusal("the application was removed", 401, "ERROR_OAUTH", "Application not installed"),
    "NOT_INSTALLED": Refusal("the application is not installed", 401, "NOT_INSTALLED", "Application not installed"),
    "APPLICATION_NOT_FOUND": Refusal(
        "the application is unknown", 401, "APPLICATION_NOT_FOUND", "Application not found"
    ),
    "CONNECTION_ERROR": Refusal(
        "the portal cannot reach its authorisation server",
        401,
        "CONNECTION_ERROR",
        "Error connecting to authorization server",
    ),
    "authorization_error": Refusal("a dismissed user", 401, "authorization_error", "Unable to authorize user"),
    "INVALID_REQUEST": Refusal("a webhook over plain HTTP", 401, "INVALID_REQUEST", "Https required."),
    "insufficient_scope": Refusal(
        "the webhook lacks CRM",
        401,
        "insufficient_scope",
        "The request requires higher privileges than provided by the webhook token",
    ),
    "QUERY_LIMIT_EXCEEDED": Refusal("too many requests", 503, "QUERY_LIMIT_EXCEEDED", "Too many requests"),
    "OPERATION_TIME_LIMIT": Refusal(
        "the method's ten minutes are used up",
        429,
        "OPERATION_TIME_LIMIT",
        "Method is blocked due to operation time limit.",
    ),
    "OVERLOAD_LIMIT": Refusal(
        "blocked by hand for overload", 401, "OVERLOAD_LIMIT", "REST API is blocked due to overload."
    ),
    "PAYMENT_REQUIRED": Refusal("the subscription ended", 401, "PAYMENT_REQUIRED", "Subscription has been ended"),
    "PORTAL_DELETED": Refusal("the portal is stopped", 403, "PORTAL_DELETED", "Portal was deleted"),
    "ERROR_CORE": Refusal("the database failed", 500, "ERROR_CORE", "SQL query error!"),
    "WRONG_ENCODING": Refusal("an error inside a 200", 200, "WRONG_ENCODING", "Wrong request encoding"),
    "INTERNAL_SERVER_ERROR": Refusal("the portal failed", 500, "INTERNAL_SERVER_ERROR", "Internal server error"),
    "ERROR_UNEXPECTED_ANSWER": Refusal(
        "the portal's own service failed", 500, "ERROR_UNEXPECTED_ANSWER", "Server returned an unexpected response"
    ),
    "unknown_error": Refusal(
        "an error nobody has met", 400, "ERROR_FROM_THE_FUTURE", "Something that no documentation names"
    ),
    "empty_error": Refusal('`"error": ""`', 400, "", "Something went wrong, and that is all the portal says"),
    "zero_error": Refusal('`"error": "0"`', 400, "0", "Access denied"),
    "secret_in_error": Refusal(
        "an error that repeats a secret",
        400,
        "ERROR_CORE",
        "Call to https://demo.bitrix24.example/rest/1/demonotasecret01/crm.activity.badge.get?auth="
        "demo00not00a00real00token0000001 failed",
    ),
}
