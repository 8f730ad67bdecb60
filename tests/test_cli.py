"""Options of the command line."""

from __future__ import annotations

import pytest

from badge_inspector.cli import USAGE, parse


@pytest.mark.parametrize("option", ["--config-dir", "--screenshot"])
def test_an_empty_path_is_not_the_folder_of_the_script(capsys: pytest.CaptureFixture[str], option: str) -> None:
    with pytest.raises(SystemExit) as end:
        parse([option, ""])
    assert end.value.code == USAGE
    assert f"argument {option}: invalid path value: ''" in capsys.readouterr().err
