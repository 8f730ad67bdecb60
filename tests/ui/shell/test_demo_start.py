"""The first page of the demo portal."""

from __future__ import annotations

from badge_inspector.demo.tenants import TENANTS
from badge_inspector.domain.badge import PlainText
from badge_inspector.ui.shell.demo_start import CODES
from badge_inspector.ui.shell.result_column import DEMO


def test_the_pills_are_the_demo_portal_s_own() -> None:
    (tenant,) = (tenant for tenant in TENANTS if tenant.id == DEMO)
    for code, badge in CODES:
        there = tenant.find(code)
        if badge is None:
            assert there is None
            continue
        assert there is not None
        assert (PlainText(str(there.value)), there.type) == (badge.value, badge.known_type)
