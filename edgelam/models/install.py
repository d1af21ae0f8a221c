"""Putting a model among the person's own, whole or not at all, and taking it away."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from edgelam.core.errors import ModelError, ModelMissing, StorageError, UsageError

from . import pins
from .home import locked, storing
from .manifest import PLAIN_NAME, read_manifest
from .registry import SHIPPED

Told = Callable[[int, int], None]  # bytes that are here, bytes in all

_INCOMING = ".incoming"  # beside the models, so that moving in is a rename
_LOCK = ".lock"  # held while models change places
_OLD = ".old-"
_BLOCK = 1 << 20


def incoming(own: Path) -> Path:
    """Where files wait until they are whole. Raises StorageError."""
    place = own / _INCOMING
    with storing(place):
        place.mkdir(parents=True, exist_ok=True)
    return place


def new_name(name: str) -> str:
    """A name a model of the person's can have. Raises UsageError."""
    if not re.fullmatch(PLAIN_NAME, name) or len(name) > 100:
        raise UsageError(
            f"not a name for a model: {name!r}", hint="Use letters, digits, dots, dashes: --name my-model."
        )
    if (SHIPPED / name).exists():
        raise UsageError(f"{name} is the name of a model that ships", hint="Say another with --name.")
    return name


@contextmanager
def staging(own: Path, name: str) -> Iterator[Path]:
    """A new folder to put a model together in; gone afterwards, unless it was installed.

    Raises ModelError when another process puts one of that name together, StorageError.
    """
    folder, lock = incoming(own) / name, incoming(own) / f"{name}.lock"
    with locked(lock, wait=False) as mine:
        if not mine:
            raise ModelError(
                f"another process is installing {name}", hint="Wait until it is done, or end it."
            )
        try:
            with storing(folder):
                shutil.rmtree(folder, ignore_errors=True)  # of a process that was killed
                folder.mkdir()
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            with suppress(OSError):
                lock.unlink()


def install(staged: Path, own: Path, *, replace: bool) -> Path:
    """Move a whole model in, under the name in its manifest; one that is there stays until then.

    replace: instead of a model of that name. Raises ModelError when there is one and it is not to be
    replaced, StorageError.
    """
    name = read_manifest(staged).name
    place, old = own / name, own / f"{_OLD}{name}"
    with locked(own / _INCOMING / _LOCK), storing(place):
        _recover(own)
        if not os.path.lexists(place):
            staged.rename(place)
            return place
        if not replace:
            raise ModelError(
                f"there is a model {name} already", hint="Replace it with --replace, or say another --name."
            )
        place.rename(old)
        try:
            staged.rename(place)
        except BaseException:
            old.rename(place)
            raise
        _drop(old)
    return place


def _recover(own: Path) -> None:
    """Finish what a process that was killed while it replaced a model left: the old one stays or goes."""
    for old in own.glob(f"{_OLD}*"):
        place = own / old.name.removeprefix(_OLD)
        if os.path.lexists(place):
            _drop(old)
        else:
            old.rename(place)


def _drop(place: Path) -> None:
    """Remove a folder, a file or a link, never what a link leads to."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink()


def own_place(name: str, own: Path) -> Path:
    """Where the person's model of that name lies, whole or broken. Raises UsageError, ModelError."""
    if not re.fullmatch(PLAIN_NAME, name):
        raise UsageError(
            f"not the name of a model: {name!r}",
            hint="Only models in the own folder are removed, by name: see `edgelam models list`.",
        )
    for place in (own / name, own / f"{name}.gguf"):
        if os.path.lexists(place):
            return place
    if (SHIPPED / name).exists():
        raise ModelError(
            f"{name} ships with edgelam and stays", hint="Use another model with --planner or --caller."
        )
    raise ModelMissing(f"there is no model {name} in {own}")


def remove(name: str, own: Path) -> int:
    """Remove a model of the person's; the bytes that are free now. Raises as `own_place`, StorageError."""
    place = own_place(name, own)
    size = _bytes(place)
    if place.suffix == ".gguf":
        pins.forget(place)
    going = incoming(own) / f"{_OLD}{name}.{os.getpid()}"
    with locked(own / _INCOMING / _LOCK), storing(place):
        place.rename(going)  # from here on it is no model any more, however far the next line comes
        _drop(going)
    return size


def _bytes(place: Path) -> int:
    if place.is_symlink() or not place.is_dir():
        return place.lstat().st_size
    return sum(path.lstat().st_size for path in place.rglob("*") if not path.is_dir())


def copy(source: Path, target: Path, told: Told) -> None:
    """Copy a file, telling how far it is. Raises ModelMissing, StorageError."""
    try:
        reading = source.open("rb")
    except OSError as error:
        raise ModelMissing(f"{source}: cannot be read ({error.strerror})") from error
    with reading:
        size, done = os.fstat(reading.fileno()).st_size, 0
        need_space(target.parent, size)
        with storing(target), target.open("wb") as writing:
            while block := reading.read(_BLOCK):
                writing.write(block)
                done += len(block)
                told(done, size)


def link(source: Path, target: Path) -> None:
    """Let the name lead to the same file: a hard link, where the disk is another one a symbolic link."""
    whole = source.resolve()
    with suppress(OSError):
        os.link(whole, target)
        return
    with storing(target):
        target.symlink_to(whole)


def need_space(folder: Path, size: int) -> None:
    """Raises StorageError unless that many bytes fit."""
    with storing(folder):
        free = shutil.disk_usage(folder).free
    if free < size:
        raise StorageError(
            f"{folder}: {size / 1e6:,.0f} MB are needed, {free / 1e6:,.0f} MB are free",
            hint="Free some space, or set EDGELAM_HOME to a folder that has it.",
        )
