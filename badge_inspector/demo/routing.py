"""From an HTTP request to the REST call in it, as the portal's front end and its `rest.server` component find it.

bitrix24/README.md, "Addresses and tokens": `/rest/METHOD`, `/rest/LOGIN/SECRET/METHOD`, an optional `.json` and final
slash; parameters from the query and the body, the body as a form or as JSON by its `Content-Type` (rest_util.php
getRequestData).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from badge_inspector.demo.http11 import HttpAnswer, HttpRequest, front_end_page, page
from badge_inspector.demo.pages import Asked
from badge_inspector.demo.php import PhpArray, items, json_decode, parse_str
from badge_inspector.demo.rest import RestCall
from badge_inspector.demo.server import HOST
from badge_inspector.demo.tenants import Tenant

FORM = "application/x-www-form-urlencoded"
_PHP_BLANKS = b" \t\n\r\0\x0b"
_START_PAGE = (
    "<!DOCTYPE html><html><head><title>Demo portal</title></head><body><h1>Badge Inspector's demo portal</h1>"
    "<p>It answers the REST method crm.activity.badge.get and its neighbours. Nothing here is real.</p></body></html>"
)


def route(
    request: HttpRequest, tenants: Sequence[Tenant], root: str, moved_root: str
) -> tuple[Tenant, RestCall] | HttpAnswer:
    """Find the method of a call, or the front end's own answer. `root` and `moved_root` are the two
    addresses the portal answers at."""
    if _is_of_a_page(request, (root, moved_root)):
        return front_end_page(403)
    if request.method not in ("GET", "HEAD", "POST"):
        return front_end_page(405, [("Allow", "GET, HEAD, POST")])
    path = re.sub(r"/{2,}", "/", unquote(request.path, errors="replace"))
    if path == "/":
        return page(200, _START_PAGE)
    tenant = next((tenant for tenant in tenants if f"{path}/".startswith(f"{tenant.rest_path}/")), None)
    if tenant is None:
        return front_end_page(404)
    params = _parameters(request)
    match path.removeprefix(tenant.rest_path).strip("/").split("/"):
        case [login, secret, method]:
            params |= {"aplogin": login, "ap": secret}
        case [method]:
            pass
        case _:
            method = ""
    query = f"?{request.query.decode('latin-1')}" if request.query else ""
    asked = Asked(root, moved_root, request.path + query, request.headers.get("host", ""))
    return tenant, RestCall(method.lower().removesuffix(".json"), params, _bearer(request), asked)


def _is_of_a_page(request: HttpRequest, roots: Sequence[str]) -> bool:
    """Tell whether a web page asks, in a browser of this computer: under a name of its own that it has pointed here, or
    across sites. Programs send neither `Origin` nor `Sec-Fetch-Site`."""
    host = request.headers.get("host", HOST).lower()
    return (
        re.sub(r":[0-9]*$", "", host) not in (HOST, "localhost")
        or request.headers.get("origin", roots[0]) not in roots
        or request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin")
    )


def _bearer(request: HttpRequest) -> str | None:
    match = re.match(r"Bearer\s+", request.headers.get("authorization", ""), re.IGNORECASE)
    return match.string[match.end() :] if match else None


def _parameters(request: HttpRequest) -> PhpArray:
    """Query and body; of the same name the body's. JSON that does not parse is silently nothing."""
    params = parse_str(request.query)
    body = request.body.strip(_PHP_BLANKS)
    if request.method == "POST" and body:
        kind = request.headers.get("content-type", FORM).partition(";")[0].strip().lower()
        if kind == "application/json":
            try:
                params |= dict(items(json_decode(body)))
            except ValueError:
                return params
        elif kind != "multipart/form-data":
            params |= parse_str(body)
    return params
