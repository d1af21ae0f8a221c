"""The tools: what is installed for each, in which version, and the script that asks them."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from edgelam.core.errors import EdgelamError, MissingExtra

FOLDER = Path(__file__).resolve().parent
SECONDS = 120  # a script may take
_INSTALL = 300  # seconds npm or pip may take


class ScriptBroke(EdgelamError):
    """A script ended before it had asked everything."""

    hint = "Look at what the tool expected of the phone."


class Row(TypedDict):
    """One call. answer: what came back, shortened."""

    call: str
    answer: str
    holds: bool


@dataclass(frozen=True)
class Tool:
    """A program of others. packages: of PyPI, pinned; without any it is a Node package of package.json."""

    name: str
    script: str
    packages: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """Everything that is pinned for it."""
        if self.packages:
            return " ".join(self.packages)
        wanted: Mapping[str, str] = json.loads((FOLDER / "package.json").read_text())["dependencies"]
        return next(f"{key}@{value}" for key, value in wanted.items() if key.endswith(self.name))


_APK_READERS = ("apkutils2==1.0.0", "cigam==0.0.3", "pyelftools==0.33", "xmltodict==1.0.4")
TOOLS = (
    Tool("mobile-mcp", "mobile_mcp.mjs"),
    Tool("appium-adb", "appium_adb.mjs"),
    Tool(
        "mobilerun",
        "mobilerun_adb.py",
        ("mobilerun-core-local==0.7.1", "async-adbutils==0.1.1", *_APK_READERS),
    ),
    Tool(
        "android-env",
        "android_env_calls.py",
        ("android-env==1.3.0", "absl-py==2.5.1", "dm-env==1.6", "protobuf==7.36.2", "immutabledict==4.3.1"),
    ),
)


def ask(tool: Tool, serial: str, facts: Mapping[str, object]) -> list[Row]:
    """Install the tool where it is not yet, and let its script ask the phone.

    Raises MissingExtra where it cannot be installed here, and ScriptBroke.
    """
    folder = _python(tool) if tool.packages else _node()
    if tool.packages:
        words = [sys.executable, "-m", f"{__package__}.{Path(tool.script).stem}"]
    else:
        words = ["node", tool.script]
        for name in (tool.script, "rows.mjs"):  # a module of Node finds packages only beside itself
            shutil.copy(FOLDER / name, folder / name)
    paths = [str(folder), str(FOLDER.parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])]
    adb = str(Path(str(facts["adb"])).parent)  # for those that look for an adb of the machine
    ran = subprocess.run(
        [*words, serial, json.dumps(facts)],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(paths),
            "PATH": os.pathsep.join((os.environ.get("PATH", os.defpath), adb)),
        },
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    if ran.returncode:
        raise ScriptBroke(f"{tool.script} broke off: {_last_line(ran.stderr)}")
    rows: list[Row] = json.loads(ran.stdout.splitlines()[-1])
    return rows


def _node() -> Path:
    """The folder with the Node packages."""
    if not (shutil.which("node") and shutil.which("npm")):
        raise MissingExtra("The Node tools need node and npm.", hint="Install Node.js 20 or newer.")
    manifest = FOLDER / "package.json"
    folder = _cache("node", manifest.read_text())
    shutil.copy(manifest, folder / "package.json")
    _install(folder, ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"])
    return folder


def _python(tool: Tool) -> Path:
    """The folder with a tool's packages; what they need besides, this Python has."""
    folder = _cache(tool.name, tool.version)
    words = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--target", "."]
    _install(folder, [sys.executable, *words, *tool.packages])
    return folder


def _cache(name: str, content: str) -> Path:
    """A folder for this content, kept over runs."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {content}".encode()).hexdigest()[:12]
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = base / "edgelam-outside" / f"{name}-{digest}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _install(folder: Path, command: Sequence[str]) -> None:
    """Run it in the folder, once. Raises MissingExtra."""
    done = folder / "installed"
    if done.exists():
        return
    try:
        subprocess.run(command, cwd=folder, capture_output=True, timeout=_INSTALL, check=True)
    except subprocess.CalledProcessError as error:
        raise MissingExtra(f"{command[0]} could not install it: {_last_line(error.stderr)}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise MissingExtra(f"{command[0]} could not install it: {error}") from error
    done.touch()


def _last_line(said: bytes) -> str:
    lines = said.decode(errors="replace").strip().splitlines() or ["it said nothing"]
    return lines[-1][:200]
