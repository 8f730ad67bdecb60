"""The pages of the answer, imported with the first that is shown."""

from __future__ import annotations

from badge_inspector.ui.result.body_page import BodyPage
from badge_inspector.ui.result.headers_page import HeadersPage
from badge_inspector.ui.result.json_page import JsonPage
from badge_inspector.ui.result.request_page import RequestPage
from badge_inspector.ui.result.tree_page import TreePage

AnyPage = HeadersPage | RequestPage | BodyPage | JsonPage | TreePage

__all__ = ["AnyPage", "BodyPage", "HeadersPage", "JsonPage", "RequestPage", "TreePage"]
