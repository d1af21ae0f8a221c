"""Fetching a model from the hub: look, ask for the licence, fetch, check, install."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from edgelam.core.errors import (
    EdgelamError,
    LicenceNotAccepted,
    ModelCorrupt,
    ModelError,
    ModelMissing,
    UsageError,
)
from edgelam.engines.formats import check_gguf

from . import hub
from .home import locked, storing
from .install import Told, incoming, install, need_space, new_name, staging
from .licences import Licence
from .manifest import (
    Manifest,
    Role,
    Source,
    check_files,
    check_kind,
    read_manifest,
    sha256,
    write_manifest,
)
from .references import HubFile, plain_name
from .registry import Model, find

CARD = "card.md"


@dataclass(frozen=True)
class Offer:
    """A file that can be fetched. commit: of its repository; url: the very file at that commit."""

    wanted: HubFile
    name: str  # of the model it becomes
    commit: str
    url: str
    size: int  # bytes
    sha256: str  # as the hub has it; empty when it does not say
    git_sha1: str
    licence: Licence


def offer(wanted: HubFile, name: str = "") -> Offer:
    """What the hub has there, before anything is fetched.

    Raises UsageError, ModelMissing, LicenceNotAccepted (gated and not let in), NetworkError, MissingExtra.
    """
    called = new_name(name or plain_name(wanted.name or "x"))
    repo = hub.look_up(wanted)
    if wanted.path not in repo.files:
        raise _not_there(wanted, repo)
    if not wanted.path.lower().endswith(".gguf"):
        raise UsageError(
            f"{wanted.path} is no GGUF file", hint=_choice(repo) or f"{wanted.repo} has none either."
        )
    listed = repo.files[wanted.path]
    return Offer(
        wanted,
        called,
        repo.commit,
        hub.address(wanted, repo.commit),
        listed.size,
        listed.sha256,
        listed.git_sha1,
        repo.licence,
    )


def _not_there(wanted: HubFile, repo: hub.RemoteRepo) -> EdgelamError:
    hint = _choice(repo) or "It has no GGUF file; look for a repository with GGUF in its name."
    if not wanted.path:
        return UsageError(f"which file of {wanted.repo}?", hint=hint)
    return ModelMissing(f"{wanted.repo} has no file {wanted.path}", hint=hint)


def _choice(repo: hub.RemoteRepo) -> str:
    found = [
        f"{path} ({facts.size / 1e6:,.0f} MB)" if facts.size else path
        for path, facts in sorted(repo.files.items(), key=lambda item: (item[1].size, item[0]))
        if path.lower().endswith(".gguf")
    ]
    return f"It has: {', '.join(found[:8])}{' ...' if len(found) > 8 else ''}." if found else ""


def installed(offered: Offer, own: Path) -> Model | None:
    """The model that is here already, whole, and is the one offered. Raises ModelError when it is another."""
    folder = own / offered.name
    try:
        manifest = read_manifest(folder)
    except ModelError:
        return None
    kept = next(entry.sha256 for entry in manifest.files if entry.name == manifest.model)
    came = manifest.source.reference if manifest.source else "this machine"
    same_place = manifest.source is not None and manifest.source.url == offered.url
    if kept != offered.sha256 and not (same_place and not offered.sha256):
        commit = manifest.source.revision[:12] if manifest.source else ""
        raise ModelError(
            f"there is another model {offered.name}, from {came}{f' at {commit}' if commit else ''}",
            hint="Replace it with --replace, or say another --name.",
        )
    try:
        check_files(folder, manifest)
    except ModelError:
        return None
    return find(str(folder))


def _fetched_before(offered: Offer, own: Path) -> Manifest | None:
    """The manifest of the model of that name, if it came from the same file, of whatever revision."""
    with suppress(ModelError):
        manifest = read_manifest(own / offered.name)
        came = manifest.source.reference.partition("@")[0] if manifest.source else ""
        return manifest if came == str(offered.wanted).partition("@")[0] else None
    return None


def agree(offered: Offer, own: Path, *, accept: bool) -> None:
    """Raises LicenceNotAccepted when the person has to read the licence first and has not said so."""
    objection = offered.licence.objection
    before = _fetched_before(offered, own)
    if before and before.licence != str(offered.licence):
        before = None
    if objection and not accept and not (before and before.source and before.source.licence_accepted):
        raise LicenceNotAccepted(
            f"{offered.wanted.repo} is {objection}",
            hint=f"Read it at {offered.licence.url}; if you accept it, say --accept-licence.",
        )


def pull(offered: Offer, own: Path, *, told: Told, role: Role = "any", replace: bool = False) -> Model:
    """Fetch, check and install what was offered; its hash is kept and checked before every load.

    A download that was cut goes on where it was. Raises NetworkError, ModelCorrupt, ModelRole, ModelError,
    StorageError; a model that is there then stays.
    """
    served = hub.describe(offered.wanted, offered.commit)
    size = offered.size or served.size
    digests = {digest for digest in (offered.sha256, served.sha256) if digest}
    if not size or (served.size and served.size != size) or len(digests) > 1:
        raise ModelCorrupt(
            f"{offered.wanted}: the hub's two descriptions of it differ", hint="Try again later."
        )
    key = next(iter(digests), "") or offered.git_sha1 or served.git_sha1 or offered.commit
    stem = f"{offered.wanted.repo.replace('/', '--')}--{offered.wanted.name}"
    part = incoming(own) / f"{stem}.{key[:16]}.part"
    with locked(part.with_suffix(".lock"), wait=False) as mine:
        if not mine:
            raise ModelError(
                f"another process is fetching {offered.wanted}", hint="Wait until it is done, or end it."
            )
        need_space(part.parent, size - (part.stat().st_size if part.exists() else 0))
        hub.fetch(offered.wanted, offered.commit, part, size, told)
        try:
            _compare(part, digests, offered.git_sha1 or served.git_sha1)
            check_kind(check_gguf(part), "generative")
        except ModelError:
            part.unlink()  # going on with it would only fetch what is broken again
            raise
        place = _install(offered, part, own, role, replace)
        with storing(part.parent):
            for left in part.parent.glob("*.part"):
                if left.name.startswith(f"{stem}."):  # of older versions
                    left.unlink()
            part.with_suffix(".lock").unlink()
    return find(str(place))


def _compare(part: Path, digests: set[str], git_sha1: str) -> None:
    """Whether what came is what the hub has."""
    if digests:
        if sha256(part) in digests:
            return
    elif git_sha1:
        digest = hashlib.sha1(b"blob %d\0" % part.stat().st_size, usedforsecurity=False)
        with part.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
        if digest.hexdigest() == git_sha1:
            return
    else:
        return
    raise ModelCorrupt(
        f"{part.stem}: what came is not what the hub has (its hash differs)", hint="Try again."
    )


def _install(offered: Offer, part: Path, own: Path, role: Role, replace: bool) -> Path:
    file = f"{plain_name(offered.wanted.name)}.gguf"
    with staging(own, offered.name) as folder:
        with storing(folder):
            (folder / CARD).write_text(_card(offered), encoding="utf-8")
            part.rename(folder / file)
        try:
            _write(offered, folder, file, role)
            return install(folder, own, replace=replace or _is_broken(offered, own))
        except BaseException:
            with suppress(OSError):
                (folder / file).rename(part)  # it is whole: the next try need not fetch it again
            raise


def _write(offered: Offer, folder: Path, file: str, role: Role) -> Manifest:
    source = Source(
        reference=str(offered.wanted),
        url=offered.url,
        revision=offered.commit,
        licence_url=offered.licence.url,
        licence_accepted=bool(offered.licence.objection),
    )
    with storing(folder):
        return write_manifest(
            folder,
            name=offered.name,
            role=role,
            engine="llama",
            kind="generative",
            model=file,
            card=CARD,
            licence=str(offered.licence),
            source=source,
        )


def _is_broken(offered: Offer, own: Path) -> bool:
    """Whether this very model is there and cannot be used: fetching it again repairs it."""
    before = _fetched_before(offered, own)
    if before is None:
        return False
    try:
        check_files(own / offered.name, before)
    except ModelError:
        return True
    return False


def _card(offered: Offer) -> str:
    return (
        f"# {offered.name}\n\n"
        f"Fetched from {offered.wanted}, commit {offered.commit}.\n"
        f"Licence: {offered.licence}, see {offered.licence.url}\n"
    )
