"""Restoring of a lookup from its kept evidence."""

from __future__ import annotations

from badge_inspector.background import in_background
from badge_inspector.bitrix24 import wire
from badge_inspector.domain.contract import differences
from badge_inspector.domain.lookup import Failed, Lookup, Refused
from badge_inspector.domain.portal import PortalAddress
from badge_inspector.storage.records import StoredLookup


async def understood(stored: StoredLookup) -> Lookup:
    """A kept lookup with its body parsed again: its outcome is the one it had."""
    return await in_background(lambda: understand(stored))


def understand(stored: StoredLookup) -> Lookup:
    """The same, synchronously. Blocks."""
    row, exchange = stored.row, stored.exchange
    response = exchange.response
    decoded = contract = None
    if response is not None:
        decoded = wire.decode(response, PortalAddress(row.portal))
        contract = differences(response, decoded.document, shared=exchange.is_shared)
    time_block = decoded.outcome.time if decoded else None
    if stored.failure is None and decoded is not None:
        outcome = decoded.outcome
    elif row.status == "refused" and stored.failure is not None:
        outcome = Refused(stored.failure, time_block)
    elif stored.failure is not None:
        outcome = Failed(stored.failure, time_block)
    else:
        raise ValueError("a found badge without a response")
    return Lookup(
        code=stored.code,
        profile_id=row.profile_id,
        portal_name=row.portal_name,
        portal=row.portal,
        asked_at=row.asked_at,
        outcome=outcome,
        exchange=exchange,
        document=decoded.document if decoded else None,
        history_id=row.id,
        note=row.note,
        expected=stored.expected,
        pinned=row.pinned,
        run=stored.run,
        contract=contract,
        capture=stored.capture,
    )
