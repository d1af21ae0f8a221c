"""Where edgelam keeps what is the person's: their models, the log of a crash; and how it is written."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from edgelam.core.errors import StorageError


def own_models() -> Path:
    """The folder of the person's own models."""
    return home() / "models"


def home() -> Path:
    """`$EDGELAM_HOME`, else `~/.edgelam`; it need not exist yet."""
    return Path(os.environ.get("EDGELAM_HOME") or Path.home() / ".edgelam")


@contextmanager
def storing(place: Path) -> Iterator[None]:
    """A block that writes there: what the system refuses becomes a StorageError."""
    try:
        yield
    except OSError as error:
        raise StorageError(f"{place}: cannot be written ({error.strerror or error})") from error


def write_whole(path: Path, text: str) -> None:
    """Write a file so that no other process ever sees half of it. Raises StorageError."""
    with storing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            with half.open("w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            half.replace(path)
        except BaseException:
            with suppress(OSError):
                half.unlink()
            raise


@contextmanager
def locked(path: Path, *, wait: bool = True) -> Iterator[bool]:
    """Hold the lock that this file stands for, against other processes; False: another holds it.

    The system lets go of it when the process ends, however it ends. Raises StorageError.
    """
    with storing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        number = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True
    finally:
        os.close(number)
