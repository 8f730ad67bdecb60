"""The tree of everything that can go wrong with a lookup.

    the portal answered with an error (Refused)       bitrix24/README.md, "Errors"
      badge      BADGE_NOT_FOUND
      method     METHOD_NOT_FOUND  PARAMETER_INVALID  ARGUMENT_INVALID  ARGUMENT_VALUE_INVALID
      access     ACCESS_DENIED  SUBSCRIPTION_NEEDED  APPLICATION_CONTEXT_REQUIRED  EXTRANET_USER  USER_ACCESS_ERROR
                 METHOD_CONFIRM_WAITING  METHOD_CONFIRM_DENIED  WRONG_LICENSE  WRONG_AUTH_TYPE
      token      NO_AUTH_FOUND  INVALID_CREDENTIALS  EXPIRED_TOKEN  INVALID_TOKEN  OAUTH_ERROR  NOT_INSTALLED
                 APPLICATION_NOT_FOUND  AUTH_SERVER_UNREACHABLE  AUTHORIZATION_ERROR  HTTPS_REQUIRED
      scope      INSUFFICIENT_SCOPE
      limits     QUERY_LIMIT_EXCEEDED  OPERATION_TIME_LIMIT  OVERLOAD_LIMIT
      system     PAYMENT_REQUIRED  PORTAL_DELETED  CORE_ERROR  WRONG_ENCODING  INTERNAL_SERVER_ERROR
                 UNEXPECTED_ANSWER
      refresh    REFRESH_INVALID_GRANT  REFRESH_INVALID_CLIENT  REFRESH_INVALID_REQUEST  REFRESH_WRONG_CLIENT
                 REFRESH_NOT_INSTALLED  REFRESH_PAYMENT_REQUIRED  REFRESH_INVALID_SCOPE  REFRESH_FAILED
      other      REST3_ERROR  UNKNOWN_ERROR
    no usable answer (Failed)
      name       NAME_NOT_RESOLVED
      connection CONNECTION_REFUSED  HOST_UNREACHABLE  CONNECTION_RESET  CONNECTION_CLOSED
      TLS        TLS_EXPIRED  TLS_NOT_YET_VALID  TLS_SELF_SIGNED  TLS_WRONG_HOST  TLS_UNKNOWN_AUTHORITY
                 TLS_PROTOCOL  TLS_OTHER
      timeout    CONNECT_TIMEOUT  TLS_TIMEOUT  SEND_TIMEOUT  READ_TIMEOUT  TOTAL_TIMEOUT
      proxy      PROXY_REFUSED  PROXY_AUTH_REQUIRED
      protocol   NOT_HTTP  LENGTH_AMBIGUOUS  ADDRESS_INVALID
      redirect   PORTAL_MOVED  REDIRECT_INSECURE  REDIRECT_FOREIGN  REDIRECT_LOOP  REDIRECT_UNCLEAR
      page       LICENCE_EXPIRED_PAGE  SIGN_IN_PAGE  PORTAL_BLOCKED_PAGE  PROXY_PAGE  WRONG_HOST_PAGE
                 SERVER_BUSY_PAGE  NOT_JSON
      body       EMPTY_BODY  BODY_CUT_OFF  BODY_TOO_LARGE  BODY_UNDECODABLE  JSON_INVALID  ANSWER_SHAPE
                 NO_BADGE_IN_ANSWER
      token      TOKEN_MISSING  TOKEN_UNSENDABLE
      capture    CAPTURE_WITHOUT_RESPONSE  CAPTURE_WITHOUT_BODY
      ours       UNEXPECTED

`bitrix24/failures.py` decides which leaf it is; `ui/words/failures.py` says it to a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from badge_inspector.domain.exchange import Phase


class FailureKind(StrEnum):
    """The leaves. The value is what the history keeps: it never changes."""

    BADGE_NOT_FOUND = "badge_not_found"
    METHOD_NOT_FOUND = "method_not_found"
    PARAMETER_INVALID = "parameter_invalid"
    ARGUMENT_INVALID = "argument_invalid"
    ARGUMENT_VALUE_INVALID = "argument_value_invalid"
    ACCESS_DENIED = "access_denied"
    SUBSCRIPTION_NEEDED = "subscription_needed"
    APPLICATION_CONTEXT_REQUIRED = "application_context_required"
    EXTRANET_USER = "extranet_user"
    USER_ACCESS_ERROR = "user_access_error"
    METHOD_CONFIRM_WAITING = "method_confirm_waiting"
    METHOD_CONFIRM_DENIED = "method_confirm_denied"
    WRONG_LICENSE = "wrong_license"
    WRONG_AUTH_TYPE = "wrong_auth_type"
    NO_AUTH_FOUND = "no_auth_found"
    INVALID_CREDENTIALS = "invalid_credentials"
    EXPIRED_TOKEN = "expired_token"
    INVALID_TOKEN = "invalid_token"
    OAUTH_ERROR = "oauth_error"
    NOT_INSTALLED = "not_installed"
    APPLICATION_NOT_FOUND = "application_not_found"
    AUTH_SERVER_UNREACHABLE = "auth_server_unreachable"
    AUTHORIZATION_ERROR = "authorization_error"
    HTTPS_REQUIRED = "https_required"
    INSUFFICIENT_SCOPE = "insufficient_scope"
    QUERY_LIMIT_EXCEEDED = "query_limit_exceeded"
    OPERATION_TIME_LIMIT = "operation_time_limit"
    OVERLOAD_LIMIT = "overload_limit"
    PAYMENT_REQUIRED = "payment_required"
    PORTAL_DELETED = "portal_deleted"
    CORE_ERROR = "core_error"
    WRONG_ENCODING = "wrong_encoding"
    INTERNAL_SERVER_ERROR = "internal_server_error"
    UNEXPECTED_ANSWER = "unexpected_answer"
    REFRESH_INVALID_GRANT = "refresh_invalid_grant"
    REFRESH_INVALID_CLIENT = "refresh_invalid_client"
    REFRESH_INVALID_REQUEST = "refresh_invalid_request"
    REFRESH_WRONG_CLIENT = "refresh_wrong_client"
    REFRESH_NOT_INSTALLED = "refresh_not_installed"
    REFRESH_PAYMENT_REQUIRED = "refresh_payment_required"
    REFRESH_INVALID_SCOPE = "refresh_invalid_scope"
    REFRESH_FAILED = "refresh_failed"
    REST3_ERROR = "rest3_error"
    UNKNOWN_ERROR = "unknown_error"

    NAME_NOT_RESOLVED = "name_not_resolved"
    CONNECTION_REFUSED = "connection_refused"
    HOST_UNREACHABLE = "host_unreachable"
    CONNECTION_RESET = "connection_reset"
    CONNECTION_CLOSED = "connection_closed"
    TLS_EXPIRED = "tls_expired"
    TLS_NOT_YET_VALID = "tls_not_yet_valid"
    TLS_SELF_SIGNED = "tls_self_signed"
    TLS_WRONG_HOST = "tls_wrong_host"
    TLS_UNKNOWN_AUTHORITY = "tls_unknown_authority"
    TLS_PROTOCOL = "tls_protocol"
    TLS_OTHER = "tls_other"
    CONNECT_TIMEOUT = "connect_timeout"
    TLS_TIMEOUT = "tls_timeout"
    SEND_TIMEOUT = "send_timeout"
    READ_TIMEOUT = "read_timeout"
    TOTAL_TIMEOUT = "total_timeout"
    PROXY_REFUSED = "proxy_refused"
    PROXY_AUTH_REQUIRED = "proxy_auth_required"
    NOT_HTTP = "not_http"
    LENGTH_AMBIGUOUS = "length_ambiguous"
    ADDRESS_INVALID = "address_invalid"
    PORTAL_MOVED = "portal_moved"
    REDIRECT_INSECURE = "redirect_insecure"
    REDIRECT_FOREIGN = "redirect_foreign"
    REDIRECT_LOOP = "redirect_loop"
    REDIRECT_UNCLEAR = "redirect_unclear"
    LICENCE_EXPIRED_PAGE = "licence_expired_page"
    SIGN_IN_PAGE = "sign_in_page"
    PORTAL_BLOCKED_PAGE = "portal_blocked_page"
    PROXY_PAGE = "proxy_page"
    WRONG_HOST_PAGE = "wrong_host_page"
    SERVER_BUSY_PAGE = "server_busy_page"
    NOT_JSON = "not_json"
    EMPTY_BODY = "empty_body"
    BODY_CUT_OFF = "body_cut_off"
    BODY_TOO_LARGE = "body_too_large"
    BODY_UNDECODABLE = "body_undecodable"
    JSON_INVALID = "json_invalid"
    ANSWER_SHAPE = "answer_shape"
    NO_BADGE_IN_ANSWER = "no_badge_in_answer"
    TOKEN_MISSING = "token_missing"
    TOKEN_UNSENDABLE = "token_unsendable"
    CAPTURE_WITHOUT_RESPONSE = "capture_without_response"
    CAPTURE_WITHOUT_BODY = "capture_without_body"
    UNEXPECTED = "unexpected"


OF_SECRET = frozenset(
    {
        FailureKind.TOKEN_MISSING,
        FailureKind.TOKEN_UNSENDABLE,
        FailureKind.EXPIRED_TOKEN,
        FailureKind.INVALID_TOKEN,
        FailureKind.INVALID_CREDENTIALS,
        FailureKind.NO_AUTH_FOUND,
    }
)
"""Failures that another webhook or token would mend."""


class Side(StrEnum):
    """The side that caused a failure, as told to the person."""

    QUESTION = "question"
    TOKEN = "token"
    PORTAL = "portal"
    NETWORK = "network"
    THIS_COMPUTER = "this_computer"


@dataclass(frozen=True, slots=True)
class Failure:
    """A failure and its known details. Secrets never get in here: the edge redacts first.

    `code` and `description` are the portal's own words (`error`, `error_description`; REST 3: `code`, `message`);
    `location` is the redirect's target with secrets masked; `retry_after_s` is what a proxy's `Retry-After` said, in
    seconds; `detail` is the technical reason in the words of the library or server, for the report.
    """

    kind: FailureKind
    code: str = ""
    description: str = ""
    http_status: int | None = None
    phase: Phase | None = None
    location: str = ""
    retry_after_s: float | None = None
    detail: str = ""

    @property
    def name(self) -> str:
        """The one name of this error wherever it is listed: the portal's own code, or the kind where the portal sent
        none (or a nought, which REST sends for none)."""
        return self.code if self.code.strip("0 ") else self.kind.value
