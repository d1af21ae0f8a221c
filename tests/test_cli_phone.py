"""`edgelam phone serve` and the commands that need a phone, as a person meets them in a terminal."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

import device_drivers
from device_drivers.virtual.faults import FAULTS
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.server import Server
from tests.cli import ROOT, Edgelam, assert_two_lines, edgelam, spawn

__all__ = ["edgelam"]

pytestmark = pytest.mark.device


def terminal(*words: str) -> pexpect.spawn[str]:
    """A command in a terminal."""
    return pexpect.spawn(
        sys.executable, ["-m", "edgelam", *words], cwd=str(ROOT), encoding="utf-8", timeout=30, echo=False
    )


@pytest.fixture
def phone() -> Iterator[str]:
    """A phone that the ADB server knows."""
    with Server(Phone(seed=3)) as server, device_drivers.connected(server.serial) as serial:
        yield serial


def test_it_serves_until_ctrl_c() -> None:
    served = terminal("phone", "serve", "--port", "0", "--seed", "4")
    served.expect(r"listens on 127\.0\.0\.1:(\d+)")
    port = int(served.match.group(1)) if isinstance(served.match, object) else 0
    served.expect("adb connect")
    with device_drivers.connected(f"127.0.0.1:{port}") as serial:
        assert spawn("screen", "--device", serial).code == 0
    served.sendintr()
    served.expect("interrupted")
    served.expect(pexpect.EOF)
    served.close()
    assert served.exitstatus == 130
    with socket.socket() as free:
        free.bind(("127.0.0.1", port))


def test_sigterm_ends_it_too() -> None:
    served = subprocess.Popen(
        [sys.executable, "-m", "edgelam", "phone", "serve", "--port", "0", "--json"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert served.stdout is not None
    assert json.loads(served.stdout.readline())["port"] > 0
    served.terminate()
    assert served.communicate(timeout=20) == ("", "")
    assert served.returncode == 143


def test_a_port_in_use_is_two_lines_and_2(edgelam: Edgelam) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert_two_lines(edgelam("phone", "serve", "--port", str(taken.getsockname()[1])), 2)


@pytest.mark.parametrize(
    "words", [["--skin", "x"], ["--fault", "x"], ["--locale", "?"], ["--auth", "x"], ["--fixture", "/none"]]
)
def test_what_a_phone_cannot_be(edgelam: Edgelam, words: list[str]) -> None:
    assert_two_lines(edgelam("phone", "serve", "--port", "0", *words), 2)


def test_the_faults_are_told_in_the_help_and_in_the_refusal(edgelam: Edgelam) -> None:
    told = edgelam("phone", "serve", "--help").out
    refused = edgelam("phone", "serve", "--port", "0", "--fault", "popup@3,pop").err
    readme = (ROOT / "device_drivers" / "README.md").read_text(encoding="utf-8")
    assert "'pop'" in refused and "random:SEED" in refused
    for name, fault in FAULTS.items():
        assert name in told and name in refused
        assert f"| `{name}` | {fault.what} |" in readme


def test_a_fixture_that_is_none(edgelam: Edgelam, tmp_path: Path) -> None:
    path = tmp_path / "fixture.json"
    for text in ("", "[1]", '{"pets": []}', '{"contacts": [{"name": 1}]}', "\x00"):
        path.write_text(text, encoding="utf-8")
        assert_two_lines(edgelam("phone", "serve", "--port", "0", "--fixture", str(path)), 2)


@pytest.mark.parametrize("words", [["run", "turn on wi-fi"], ["screen"], ["act", "back"], ["devices"]])
def test_without_a_phone_it_is_two_lines_and_3(edgelam: Edgelam, words: list[str]) -> None:
    assert_two_lines(edgelam(*words), 3)


def test_with_two_phones_one_has_to_be_named(edgelam: Edgelam, phone: str) -> None:
    with Server(Phone(seed=5)) as other, device_drivers.connected(other.serial):
        ended = edgelam("screen")
        assert_two_lines(ended, 3)
        assert phone in ended.err
        assert edgelam("screen", "--device", phone).code == 0
        assert len(edgelam("devices", "--json").json) == 2


def test_a_phone_is_looked_at_and_acted_on(edgelam: Edgelam, phone: str, tmp_path: Path) -> None:
    picture = tmp_path / "screen.png"
    home = edgelam("screen", "--png", str(picture))
    assert (home.code, picture.read_bytes()[:4]) == (0, b"\x89PNG")
    assert edgelam("act", "open", "Clock").code == 0
    clock = edgelam("screen", "--json").json
    assert clock["package"] == "com.android.deskclock"
    assert edgelam("act", "home", "--json").json["kind"] == "press_key"
    assert edgelam("screen").out.splitlines()[0] == home.out.splitlines()[0]
    assert_two_lines(edgelam("act", "tap", "99"), 2)
    assert_two_lines(edgelam("screen", "--png", str(tmp_path / "no" / "folder.png")), 2)


def test_doctor_names_what_is_there_and_every_fix(edgelam: Edgelam, phone: str) -> None:
    found = {finding["name"]: finding for finding in edgelam("doctor", "--json").json["findings"]}
    assert found["python"]["status"] == found["adb server"]["status"] == "ok"
    assert found[f"phone {phone}"]["detail"] == "device"
    assert all(finding["fix"] for finding in found.values() if finding["status"] != "ok")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_home_that_cannot_be_written_is_found(
    edgelam: Edgelam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o500)
    monkeypatch.setenv("EDGELAM_HOME", str(tmp_path / "home"))
    _home_is_missing(edgelam)


def test_a_home_that_is_a_file_is_found(
    edgelam: Edgelam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("EDGELAM_HOME", str(tmp_path / "file"))
    _home_is_missing(edgelam)


def _home_is_missing(edgelam: Edgelam) -> None:
    ended = edgelam("doctor", "--json")
    home = next(finding for finding in ended.json["findings"] if finding["name"] == "home")
    assert (ended.code, home["status"]) == (2, "missing")
    assert "EDGELAM_HOME" in home["fix"]
