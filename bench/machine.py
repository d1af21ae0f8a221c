"""What a measurement was taken on: processor, memory, versions, commit, model hashes."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from edgelam import __version__
from edgelam.engines.library import default_threads, llama
from edgelam.models.registry import Model, is_shipped, list_models
from edgelam.run.measured import measured_form

from .process import celsius, governor, megahertz

_LIBRARIES = ("llama-cpp-python", "onnxruntime", "numpy", "adbutils", "uiautomator2", "pydantic")
_ROOT = Path(__file__).resolve().parent.parent


def machine(models: Iterable[Model] | None = None) -> dict[str, object]:
    """The fingerprint of a document with figures. models: those in use; None: those that ship."""
    used = list_models() if models is None else list(models)
    return {
        "cpu": _processor(),
        "gpu": _graphics(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "threads": default_threads(),
        "ram_gb": _memory_gb(),
        "load": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
        "os": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "edgelam": __version__,
        "commit": commit(_ROOT / ".git"),
        "governor": governor() or None,
        "mhz": megahertz(),
        "celsius": celsius(),
        "build": build_flags(),
        "libraries": {name: found for name in _LIBRARIES if (found := _version(name))},
        "models": {model.name: _hash(model) for model in used},
        "forms": _forms(used),
    }


def build_flags() -> dict[str, str]:
    """What the libraries that this process has loaded were built for; those it has not are left out.

    llama.cpp: instruction sets and features that are on. onnxruntime: its execution providers.
    """
    found = {}
    if "llama_cpp" in sys.modules:
        said = llama().llama_print_system_info().decode(errors="replace")
        pairs = (part.rpartition(":")[2].partition("=") for part in said.split("|"))
        found["llama.cpp"] = " ".join(name.strip() for name, _, value in pairs if value.strip() == "1")
    runtime = sys.modules.get("onnxruntime")
    if runtime is not None:
        found["onnxruntime"] = " ".join(runtime.get_available_providers())
    return found


def commit(git: Path) -> str:
    """The checked-out commit of a repository; empty for an installed package."""
    with suppress(OSError):
        if git.is_file():  # a worktree's: it names its folder, which names the repository's
            git = Path(git.read_text(encoding="utf-8").partition(":")[2].strip())
        common = git
        with suppress(FileNotFoundError):
            common = git / (git / "commondir").read_text(encoding="utf-8").strip()
        head = (git / "HEAD").read_text(encoding="utf-8").strip()
        name = head.removeprefix("ref: ")
        if name == head:
            return head
        with suppress(FileNotFoundError):
            return (common / name).read_text(encoding="utf-8").strip()
        for line in (common / "packed-refs").read_text(encoding="utf-8").splitlines():
            if line.endswith(f" {name}"):
                return line.partition(" ")[0]
    return ""


def _processor() -> str:
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines():
            name, _, value = line.partition(":")
            if name.strip() in ("model name", "Hardware"):
                return value.strip()
    return platform.processor() or platform.machine()


def _graphics() -> str | None:
    """NVIDIA cards by name, as their driver lists them; None without."""
    names = []
    for path in sorted(Path("/proc/driver/nvidia/gpus").glob("*/information")):
        with suppress(OSError):
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
            names += [line.partition(":")[2].strip() for line in lines if line.startswith("Model")]
    return ", ".join(names) or None


def _memory_gb() -> float | None:
    with suppress(OSError, ValueError, AttributeError):
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1)
    return None


def _version(name: str) -> str:
    with suppress(PackageNotFoundError):
        return version(name)
    return ""


def _forms(models: Iterable[Model]) -> dict[str, str]:
    """The engine of every shipped model that runs here in another form than it ships in."""
    found: dict[str, str] = {}
    for model in models:
        form = measured_form(model) if is_shipped(model) else model
        if form != model:
            found[model.name] = form.engine
    return found


def _hash(model: Model) -> str:
    """The hash its manifest holds; a bare GGUF is known by its size."""
    entries = model.manifest.files if model.manifest else ()
    known = [entry.sha256 for entry in entries if entry.name == model.path.name]
    return known[0] if known else f"{model.path.name}, {model.size} bytes"
