"""The rules of the test suite itself."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest


def test_an_unmarked_test_cannot_reach_the_network() -> None:
    with socket.socket() as outside, pytest.raises(RuntimeError, match="mark `device`"):
        outside.connect(("192.0.2.1", 9))
    with socket.socket() as inside, pytest.raises(RuntimeError, match="mark `device`"):
        inside.connect(("127.0.0.1", 9))


def test_an_unmarked_test_cannot_start_a_process() -> None:
    with pytest.raises(RuntimeError, match="not marked"):
        subprocess.run([sys.executable, "-c", ""], check=True)


@pytest.mark.device
def test_a_marked_test_reaches_loopback_and_nothing_else() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass
    with socket.socket() as outside, pytest.raises(RuntimeError, match="mark `device`"):
        outside.connect(("192.0.2.1", 9))


def test_home_is_a_temporary_folder(tmp_path: Path) -> None:
    assert Path(os.environ["EDGELAM_HOME"]).is_relative_to(tmp_path)
