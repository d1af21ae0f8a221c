"""Both real adb programs, Debian's and the one in adbutils' wheel, against the virtual phone."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from device_drivers.virtual.phone import Phone
from device_drivers.virtual.server import Server
from edgelam.core.errors import PortInUse
from tests.virtual_rig import Rig, bundled_adb, run_adb, serving

pytestmark = pytest.mark.device


@pytest.fixture(scope="module", params=["system", "bundled"])
def adb(request: pytest.FixtureRequest) -> str:
    path = shutil.which("adb") if request.param == "system" else bundled_adb()
    if not path:
        pytest.skip(f"no {request.param} adb")
    return path


@pytest.fixture(scope="module")
def phone(adb: str) -> Iterator[Rig]:
    with serving(Phone(seed=1), adb) as made:
        yield made


def test_the_device_is_listed_with_its_names(phone: Rig) -> None:
    listed = run_adb(phone.adb, "devices", "-l").stdout.decode()
    (line,) = [line for line in listed.splitlines() if line.startswith(phone.serial)]
    model = phone.phone.props["ro.product.model"].replace(" ", "_")
    assert " device " in line and f"model:{model}" in line


def test_shell_gives_output_error_and_status(phone: Rig) -> None:
    ran = phone.run("shell", "echo out; nosuch; (exit 5)")
    assert (ran.returncode, ran.stdout) == (5, b"out\n")
    assert ran.stderr == b"/system/bin/sh: nosuch: inaccessible or not found\n"
    assert phone.run("shell", "-x", "echo v1; (exit 5)").stdout == b"v1\n"
    assert phone.run("shell", "cat", stdin=b"from here").stdout == b"from here"
    assert phone.run("exec-out", "printf", "a\\nb").stdout == b"a\nb"


def test_files_are_pushed_listed_and_pulled_unchanged(phone: Rig, tmp_path: Path) -> None:
    data = bytes(range(256)) * 12_000
    (tmp_path / "here").write_bytes(data)
    assert phone.run("push", str(tmp_path / "here"), "/sdcard/Download/there").returncode == 0
    assert b" there" in phone.run("ls", "/sdcard/Download").stdout
    assert phone.run("pull", "/sdcard/Download/there", str(tmp_path / "back")).returncode == 0
    assert (tmp_path / "back").read_bytes() == data
    missing = phone.run("pull", "/sdcard/nope", str(tmp_path / "no"))
    assert missing.returncode == 1 and b"No such file or directory" in missing.stdout + missing.stderr
    assert phone.run("push", str(tmp_path / "here"), "/system/x").returncode == 1


def test_folders_are_pushed_and_pulled(phone: Rig, tmp_path: Path) -> None:
    (tmp_path / "d" / "e").mkdir(parents=True)
    (tmp_path / "d" / "e" / "f.txt").write_text("deep")
    assert phone.run("push", str(tmp_path / "d"), "/sdcard/").returncode == 0
    assert phone.run("pull", "/sdcard/d", str(tmp_path / "out")).returncode == 0
    assert (tmp_path / "out" / "e" / "f.txt").read_text() == "deep"


def test_a_file_that_is_no_apk_is_not_installed(phone: Rig, tmp_path: Path) -> None:
    (tmp_path / "x.apk").write_bytes(b"not an apk")
    for options in ([], ["--no-streaming"]):
        ran = phone.run("install", *options, str(tmp_path / "x.apk"))
        assert ran.returncode == 1
        assert b"INSTALL_PARSE_FAILED_NOT_APK" in ran.stdout + ran.stderr


def test_what_is_not_there_cannot_be_uninstalled(phone: Rig) -> None:
    ran = phone.run("uninstall", "com.nope")
    assert b"Failure [DELETE_FAILED_INTERNAL_ERROR]" in ran.stdout + ran.stderr


def test_the_hierarchy_is_dumped_to_a_file_and_to_the_terminal(phone: Rig) -> None:
    assert phone.shell("uiautomator dump").strip() == "UI hierchary dumped to: /sdcard/window_dump.xml"
    data = phone.run("exec-out", "cat", "/sdcard/window_dump.xml").stdout
    assert data.startswith(
        b"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation=\"0\">"
    )
    terminal = phone.run("exec-out", "uiautomator", "dump", "/dev/tty").stdout
    assert terminal == data + b"UI hierchary dumped to: /dev/tty\n"


def test_a_screenshot_is_a_png(phone: Rig) -> None:
    assert phone.run("exec-out", "screencap", "-p").stdout.startswith(b"\x89PNG\r\n\x1a\n")


def test_the_log_is_dumped(phone: Rig) -> None:
    assert phone.run("logcat", "-d").stdout.startswith(b"--------- beginning of main\n")


def test_ports_are_forwarded_and_not_reversed(phone: Rig) -> None:
    port = phone.run("forward", "tcp:0", "tcp:9008").stdout.decode().strip()
    assert port.isdigit()
    assert f"{phone.serial} tcp:{port} tcp:9008" in phone.run("forward", "--list").stdout.decode()
    assert phone.run("forward", "--remove", f"tcp:{port}").returncode == 0
    assert phone.run("reverse", "tcp:1234", "tcp:1234").returncode != 0


def test_a_production_phone_gives_no_root(phone: Rig) -> None:
    assert b"cannot run as root in production builds" in phone.run("root").stdout
    assert phone.run("remount").returncode != 0


def test_a_terminal_can_be_used(phone: Rig) -> None:
    ran = phone.run("shell", "-tt", stdin=b"echo $((\necho typed\nexit\n")
    assert b"typed\r\n" in ran.stdout


def test_a_port_in_use_is_named() -> None:
    with Server(Phone(seed=1)) as first, pytest.raises(PortInUse):
        Server(Phone(seed=1), port=first.port)


@pytest.mark.parametrize("auth, words", [("reject", b"failed to authenticate")])
def test_a_phone_that_does_not_know_the_key(adb: str, auth: str, words: bytes) -> None:
    with Server(Phone(seed=1), auth=auth) as server:  # type: ignore[arg-type]
        said = run_adb(adb, "connect", server.serial)
        assert words in said.stdout + said.stderr
        assert b"unauthorized" in run_adb(adb, "devices").stdout
        run_adb(adb, "disconnect", server.serial)


def test_the_link_can_be_lost_and_found_again(adb: str) -> None:
    with serving(Phone(seed=1), adb) as rig:
        sleeping = subprocess.Popen(
            [adb, "-s", rig.serial, "shell", "echo up; sleep 20"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert sleeping.stdout is not None and sleeping.stdout.readline() == b"up\n"
        rig.server.drop_hosts()
        sleeping.communicate(timeout=10)
        run_adb(adb, "disconnect", rig.serial)
        assert b"connected to" in run_adb(adb, "connect", rig.serial).stdout
        assert rig.shell("echo again") == "again\n"
