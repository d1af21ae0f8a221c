"""One file of the hub, whole and as the hub has it, in the folder where files wait."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from edgelam.core.errors import ModelCorrupt, ModelError

from . import hub
from .home import locked, storing
from .install import Told, incoming, need_space
from .manifest import sha256
from .references import HubFile

_LONGEST = 150  # characters of a file's name


@contextmanager
def alone(wanted: HubFile, own: Path) -> Iterator[None]:
    """A block in which no other process fetches that. Raises ModelError when one does, StorageError."""
    lock = incoming(own) / f"{_stem(wanted)}.lock"
    with locked(lock, wait=False) as mine:
        if not mine:
            raise ModelError(
                f"another process is fetching {wanted}", hint="Wait until it is done, or end it."
            )
        yield
        with storing(lock):
            lock.unlink()


def download(wanted: HubFile, commit: str, listed: hub.RemoteFile, own: Path, told: Told) -> tuple[Path, str]:
    """Fetch a file, going on where an earlier try ended; where it lies now, and its sha256.

    listed: what the repository's list says of it. Raises NetworkError, ModelMissing, LicenceNotAccepted
    (gated), StorageError, and ModelCorrupt when what came is not what the hub has: that is not kept.
    """
    served = hub.describe(wanted, commit)
    size = listed.size or served.size
    digests = {digest for digest in (listed.sha256, served.sha256) if digest}
    if not size or (served.size and served.size != size) or len(digests) > 1:
        raise ModelCorrupt(f"{wanted}: the hub's two descriptions of it differ", hint="Try again later.")
    git_sha1 = listed.git_sha1 or served.git_sha1
    part = incoming(own) / f"{_stem(wanted)}.{(next(iter(digests), '') or git_sha1 or commit)[:16]}.part"
    with storing(part.parent):
        for left in part.parent.glob("*.part"):
            if left.name.startswith(f"{_stem(wanted)}.") and left != part:  # of an older version
                left.unlink()
    need_space(part.parent, size - (part.stat().st_size if part.exists() else 0))
    hub.fetch(wanted, commit, part, size, told)
    found = sha256(part)
    if found not in digests if digests else git_sha1 not in ("", _git_sha1(part)):
        part.unlink()  # going on with it would only bring what is broken again
        raise ModelCorrupt(
            f"{wanted}: what came is not what the hub has (its hash differs)", hint="Try again."
        )
    return part, found


def _stem(wanted: HubFile) -> str:
    return f"{wanted.repo}/{wanted.path}".replace("/", "--")[-_LONGEST:]


def _git_sha1(path: Path) -> str:
    digest = hashlib.sha1(b"blob %d\0" % path.stat().st_size, usedforsecurity=False)
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
