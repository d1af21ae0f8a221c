"""The hashes of GGUF files given by path: kept when a file is first used, compared at every use after it."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Literal

from edgelam.core.errors import ModelCorrupt, StorageError
from edgelam.core.value import Value

from .home import home, locked, write_whole
from .manifest import sha256


class Pins(Value):
    """What stands in `pins.json`: sha256 by absolute path."""

    format: Literal[1] = 1
    files: dict[str, str] = {}


def pinned(path: Path) -> str:
    """The hash kept of that file; empty when it was never used. Raises ModelCorrupt, StorageError."""
    return _read().files.get(_key(path), "")


def check_pin(path: Path, *, keep: bool) -> str:
    """The file's hash, which is the one kept of it; keep: a file that was never used is kept from now on.

    Raises ModelCorrupt when it has changed, StorageError.
    """
    found = _hash(path)
    known = pinned(path)
    if not known and keep:
        known = _keep(path, found, again=False)
    if known and known != found:
        raise ModelCorrupt(
            f"{path}: changed since it was first used (sha256 {found[:12]}..., was {known[:12]}...)",
            hint=f"If that is right, accept it: edgelam models verify {shlex.quote(str(path))} --accept",
        )
    return found


def accept(path: Path) -> str:
    """Keep the file's hash as it is now, whatever was kept of it; the hash. Raises StorageError."""
    return _keep(path, _hash(path), again=True)


def forget(path: Path) -> None:
    """Keep nothing of that file any longer. Raises StorageError."""
    with locked(home() / "pins.lock"):
        pins = _read()
        left = {key: value for key, value in pins.files.items() if key != _key(path)}
        if left != pins.files:
            _write(left)


def _keep(path: Path, found: str, *, again: bool) -> str:
    """Keep a hash, unless another process was first; what is kept now."""
    with locked(home() / "pins.lock"):
        files = _read().files
        known = files.get(_key(path), "")
        if known and not again:
            return known
        _write({**files, _key(path): found})
    return found


def _hash(path: Path) -> str:
    try:
        return sha256(path)
    except OSError as error:
        raise ModelCorrupt(f"{path}: cannot be read ({error.strerror})") from error


def _key(path: Path) -> str:
    return str(path.resolve())


def _place() -> Path:
    return home() / "pins.json"


def _read() -> Pins:
    try:
        return Pins.model_validate(json.loads(_place().read_text(encoding="utf-8")))
    except (FileNotFoundError, NotADirectoryError):
        return Pins()
    except OSError as error:
        raise StorageError(f"{_place()}: cannot be read ({error.strerror})") from error
    except (ValueError, RecursionError):  # JSON, UTF-8 and pydantic errors are ValueErrors
        raise ModelCorrupt(
            f"{_place()}: damaged",
            hint="Remove it; every GGUF given by path is then taken as it is when it is used next.",
        ) from None


def _write(files: dict[str, str]) -> None:
    write_whole(_place(), Pins(files=dict(sorted(files.items()))).model_dump_json(indent=2) + "\n")
