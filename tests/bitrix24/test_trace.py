"""The recorder of an exchange, and a clock that is set meanwhile."""

from __future__ import annotations

import time

import pytest

from badge_inspector.bitrix24.trace import Recorder


@pytest.mark.parametrize("hours", [-5, 5])
def test_a_wall_clock_set_in_mid_exchange_changes_no_figure(monkeypatch: pytest.MonkeyPatch, hours: int) -> None:
    recorder = Recorder()
    recorder.begin()
    set_to = time.time() + hours * 3600
    monkeypatch.setattr(time, "time", lambda: set_to)
    timeline = recorder.finish()
    assert 0 <= timeline.total_s < 3600
    assert 0 <= timeline.finished_at - timeline.started_at < 3600
