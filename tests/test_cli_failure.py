from __future__ import annotations

from edgelam.cli.failure import INTERRUPTED, describe
from edgelam.core.errors import NoDevice


def test_an_import_that_ctrl_c_broke_is_an_interruption() -> None:
    try:
        try:
            raise KeyboardInterrupt
        except KeyboardInterrupt as error:
            raise ImportError("initialization failed") from error
    except ImportError as error:
        assert describe(error) is INTERRUPTED


def test_an_error_of_ours_keeps_its_hint_and_code() -> None:
    failure = describe(NoDevice("none"))
    assert (failure.exit_code, failure.hint) == (3, NoDevice.hint)
