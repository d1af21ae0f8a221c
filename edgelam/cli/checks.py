"""What `edgelam doctor` looks at: one function a question, each answer with its fix."""

from __future__ import annotations

import os
import platform
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from edgelam.core.errors import DeviceError, EdgelamError
from edgelam.models.home import home, own_models

from .models import places

_REINSTALL = "Install the package again: pip install --force-reinstall --no-deps edgelam"
_PACKAGES = {  # distribution -> the module that shows whether it loads
    "pydantic": "pydantic",
    "typer": "typer",
    "numpy": "numpy",
    "pillow": "PIL.Image",
    "adbutils": "adbutils",
    "uiautomator2": "uiautomator2",
    "onnxruntime": "onnxruntime",
    "llama-cpp-python": "llama_cpp",
}
_IMPORT_SECONDS = 60
_NEEDED_MB = 100  # traces and kept prefixes
_STATES = {
    "unauthorized": "Unlock the phone and accept the USB debugging question.",
    "offline": "Reconnect the cable; for a phone on the network: adb disconnect, then adb connect.",
    "no permissions": "Add a udev rule for the phone, or install android-sdk-platform-tools-common.",
}


@dataclass(frozen=True)
class Finding:
    """One answer. `missing` is needed and not there; `note` is worth knowing."""

    name: str
    status: Literal["ok", "note", "missing"]
    detail: str
    fix: str = ""


def every() -> Iterator[Finding]:
    """All answers, in the order in which they depend on each other."""
    yield python()
    yield from packages()
    yield storage(home())
    yield space(home())
    yield from models()
    yield from adb()
    yield port("phone port", 5555)


def python() -> Finding:
    """Whether this Python is new enough."""
    detail = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    new_enough = tuple(map(int, platform.python_version_tuple()[:2])) >= (3, 10)
    if not new_enough:
        return Finding("python", "missing", detail, "Install Python 3.10 or newer.")
    return Finding("python", "ok", detail)


def packages() -> Iterator[Finding]:
    """Whether the packages are installed and their native libraries load.

    Each is loaded in a process of its own: one built for another processor kills whoever loads it.
    """
    for name, module in _PACKAGES.items():
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            yield Finding(name, "missing", "not installed", f"pip install {name}")
            continue
        problem = _load(module)
        if problem:
            fix = f"pip install --force-reinstall --no-cache-dir {name}=={version}"
            yield Finding(name, "missing", f"{version} does not load: {problem}", fix)
        else:
            yield Finding(name, "ok", version)


def _load(module: str) -> str:
    """Why a module does not load; empty when it does."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", f"import {module}"],
            capture_output=True,
            text=True,
            timeout=_IMPORT_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return f"not within {_IMPORT_SECONDS} s"
    if done.returncode < 0:
        return f"killed by signal {-done.returncode}; it was built for another processor"
    lines = done.stderr.strip().splitlines()
    return (lines[-1] if lines else f"exit code {done.returncode}") if done.returncode else ""


def storage(folder: Path) -> Finding:
    """Whether edgelam's own folder can be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        fix = "Set EDGELAM_HOME to a folder that can be written."
        return Finding("home", "missing", f"{folder} cannot be written: {error.strerror}", fix)
    return Finding("home", "ok", str(folder))


def space(folder: Path) -> Finding:
    """Whether there is room for traces."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    free = shutil.disk_usage(folder).free // 1_000_000
    if free < _NEEDED_MB:
        return Finding("disk space", "missing", f"{free} MB free", f"Free at least {_NEEDED_MB} MB.")
    return Finding("disk space", "ok", f"{free:,} MB free".replace(",", " "))


def models() -> Iterator[Finding]:
    """Whether a Caller and a Planner ship, and every model is what it was."""
    from edgelam.models import registry

    roles = set()
    for place in places():
        try:
            model = registry.verify(str(place), own_models())
        except EdgelamError as error:
            yield Finding(f"model {place.name}", "missing", str(error), _REINSTALL)
        else:
            roles.add(model.role)
            yield Finding(
                f"model {model.name}", "ok", f"{model.role}, {model.size / 1e6:.1f} MB, hashes right"
            )
    for role in ("caller", "planner"):
        if role not in roles:
            yield Finding(role, "missing", f"no {role} is installed", _REINSTALL)


def adb() -> Iterator[Finding]:
    """The ADB program, its server, and the phones that server knows."""
    from device_drivers._host import adb_path

    server = os.environ.get("ANDROID_ADB_SERVER_PORT") or "5037"
    if not (server.isascii() and server.isdigit() and 0 < int(server) < 65536):
        fix = "Unset ANDROID_ADB_SERVER_PORT, or set it to a port."
        yield Finding("adb server", "missing", f"{server[:20]!r} is not a port", fix)
        return
    program, fix = adb_path(), "Install it (Debian: apt install adb) or set ADBUTILS_ADB_PATH."
    if program is None:
        yield Finding("adb", "missing", "not found", fix)
        return
    try:
        done = subprocess.run([program, "version"], capture_output=True, text=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        yield Finding("adb", "missing", f"{program} does not run: {error}", fix)
        return
    version = next(
        (line for line in done.stdout.splitlines() if line.startswith("Version")), done.stdout[:40]
    )
    yield Finding("adb", "ok", f"{version.strip()} ({program})")
    answer = _adb_server(int(server))
    if answer == "nobody":
        yield Finding("adb server", "ok", f"not running on port {server}; it starts when a phone is used")
    elif answer == "adb":
        yield Finding("adb server", "ok", f"running on port {server}")
        yield from phones()
    else:
        fix = "End that program, or set ANDROID_ADB_SERVER_PORT to another port."
        yield Finding("adb server", "missing", f"something else listens on port {server}", fix)


def _adb_server(number: int) -> Literal["adb", "nobody", "other"]:
    """Who listens on the ADB server's port."""
    try:
        with closing(socket.create_connection(("127.0.0.1", number), timeout=2)) as server:
            server.sendall(b"000chost:version")
            return "adb" if server.recv(4) == b"OKAY" else "other"
    except ConnectionRefusedError:
        return "nobody"
    except OSError:
        return "other"


def phones() -> Iterator[Finding]:
    """Every phone that is connected, and what it waits for."""
    import device_drivers

    found = []
    with suppress(DeviceError):
        found = list(device_drivers.devices())
    for phone in found:
        fix = _STATES.get(phone.state, "")
        yield Finding(f"phone {phone.serial}", "note" if fix else "ok", phone.state, fix)
    if not found:
        fix = "Connect one with USB debugging on, or use --device virtual."
        yield Finding("phone", "note", "none is connected", fix)


def port(name: str, number: int) -> Finding:
    """Whether the virtual phone's usual port is free."""
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", number))
        except OSError:
            return Finding(name, "note", f"{number} is taken", "Use edgelam phone serve --port 0.")
    return Finding(name, "ok", f"{number} is free")
