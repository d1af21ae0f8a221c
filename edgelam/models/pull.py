"""Fetching a model from the hub: look, ask for the licence, fetch, check, install."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from edgelam.core.errors import (
    EdgelamError,
    LicenceNotAccepted,
    ModelCorrupt,
    ModelError,
    ModelMissing,
    ModelRole,
    UsageError,
)
from edgelam.engines.formats import check_gguf

from . import hub
from .download import alone, download
from .home import storing, write_whole
from .install import Told, install, new_name, staging
from .licences import Licence
from .manifest import (
    MANIFEST,
    Manifest,
    Role,
    Source,
    adapted,
    check_files,
    check_kind,
    read_manifest,
    write_manifest,
)
from .references import HubFile, plain_name
from .registry import Model, find

_CARD = "card.md"
_LONGEST_MANIFEST = 1 << 20  # bytes


@dataclass(frozen=True)
class Offer:
    """A model that can be fetched: a GGUF, or a folder that a manifest describes."""

    wanted: HubFile
    name: str  # of the model it becomes
    commit: str  # of its repository
    url: str  # the very file at that commit
    size: int  # bytes; 0: the hub does not say
    sha256: str  # of the file an engine opens; empty: the hub does not say
    licence: Licence
    manifest: Manifest | None = None  # of a folder
    files: dict[str, hub.RemoteFile] = field(default_factory=dict)  # what belongs to it, by path


def offer(wanted: HubFile, name: str = "") -> Offer:
    """What the hub has there, before any of its weights are fetched.

    Raises UsageError, ModelMissing, ModelCorrupt (the manifest there), LicenceNotAccepted (gated and not let
    in), NetworkError, MissingExtra.
    """
    if name:
        new_name(name)
    repo = hub.look_up(wanted)
    listed = repo.files.get(wanted.path)
    if listed is None:
        raise _not_there(wanted, repo)
    url = hub.address(wanted, repo.commit)
    if wanted.name == MANIFEST:
        manifest, files = _described(wanted, repo)
        called = new_name(name or manifest.name)
        size, digest = manifest.size, _main(manifest)
        return Offer(
            wanted, called, repo.commit, url, size, digest, _stricter(manifest, repo), manifest, files
        )
    if not wanted.path.lower().endswith(".gguf"):
        raise UsageError(
            f"{wanted.path} is neither a GGUF nor a {MANIFEST}",
            hint=_choice(repo) or f"{wanted.repo} has none either.",
        )
    called = new_name(name or plain_name(wanted.name))
    files = {wanted.path: listed}
    return Offer(wanted, called, repo.commit, url, listed.size, listed.sha256, repo.licence, files=files)


def _described(wanted: HubFile, repo: hub.RemoteRepo) -> tuple[Manifest, dict[str, hub.RemoteFile]]:
    """Read the manifest there; what the hub says of the files it lists."""
    size = repo.files[wanted.path].size or hub.describe(wanted, repo.commit).size
    if not 0 < size <= _LONGEST_MANIFEST:
        raise ModelCorrupt(f"{wanted}: {size} bytes, which is no model's manifest")
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / MANIFEST
        hub.fetch(wanted, repo.commit, part, size, lambda *_: None)
        manifest = read_manifest(part.parent)
    above = wanted.path.removesuffix(MANIFEST)
    missing = [entry.name for entry in manifest.files if f"{above}{entry.name}" not in repo.files]
    if missing:
        raise ModelMissing(f"{wanted.repo} lacks files of that model: {', '.join(missing)}")
    return manifest, {
        f"{above}{entry.name}": hub.RemoteFile(entry.size, entry.sha256) for entry in manifest.files
    }


def _stricter(manifest: Manifest, repo: hub.RemoteRepo) -> Licence:
    """The licence in the manifest where it asks for more than the repository's card, else the card's."""
    inside = Licence(manifest.licence, repo.licence.url, repo.licence.gated)
    return inside if manifest.licence and (inside.objection or not repo.licence.name) else repo.licence


def _not_there(wanted: HubFile, repo: hub.RemoteRepo) -> EdgelamError:
    hint = _choice(repo) or "It has no GGUF file; look for a repository with GGUF in its name."
    if not wanted.path:
        return UsageError(f"which file of {wanted.repo}?", hint=hint)
    return ModelMissing(f"{wanted.repo} has no file {wanted.path}", hint=hint)


def _choice(repo: hub.RemoteRepo) -> str:
    found = [
        f"{path} ({facts.size / 1e6:,.0f} MB)" if facts.size else path
        for path, facts in sorted(repo.files.items(), key=lambda item: (item[1].size, item[0]))
        if path.lower().endswith(".gguf") or path.rpartition("/")[2] == MANIFEST
    ]
    return f"It has: {', '.join(found[:8])}{' ...' if len(found) > 8 else ''}." if found else ""


def _main(manifest: Manifest) -> str:
    """The hash of the file that an engine opens."""
    return next(entry.sha256 for entry in manifest.files if entry.name == manifest.model)


def installed(offered: Offer, own: Path) -> Model | None:
    """The model that is here already, whole, and is the one offered. Raises ModelError when it is another."""
    folder = own / offered.name
    try:
        manifest = read_manifest(folder)
    except ModelError:
        return None
    same = {*manifest.files} == {*offered.manifest.files} if offered.manifest else True
    same_place = manifest.source is not None and manifest.source.url == offered.url
    if not same or (_main(manifest) != offered.sha256 and not (same_place and not offered.sha256)):
        came = manifest.source.reference if manifest.source else "this machine"
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


def pull(offered: Offer, own: Path, *, told: Told, role: Role | None = None, replace: bool = False) -> Model:
    """Fetch, check and install what was offered; its hashes are kept and checked before every load.

    role: None: the one in its manifest, or any. A download that was cut goes on where it was. Raises
    NetworkError, ModelCorrupt, ModelRole, ModelError, StorageError; a model that is there then stays.
    """
    if offered.manifest:
        adapted(offered.manifest, name=offered.name, role=role, source=_source(offered))
    with alone(offered.wanted, own):
        parts: list[tuple[Path, str]] = []
        done = 0  # bytes of the files before
        for path, listed in offered.files.items():
            wanted = HubFile(offered.wanted.repo, path, offered.wanted.revision)

            def tell(here: int, size: int, before: int = done) -> None:
                told(before + here, offered.size or size)

            parts.append(download(wanted, offered.commit, listed, own, tell))
            done += listed.size
        place = _install(offered, parts, own, role, replace or _is_broken(offered, own))
    return find(str(place))


def _install(
    offered: Offer, parts: list[tuple[Path, str]], own: Path, role: Role | None, replace: bool
) -> Path:
    """Put the model together of files and their hashes, check it, move it in."""
    names = [path.rpartition("/")[2] for path in offered.files]
    if not offered.manifest:
        names = [f"{plain_name(name)}.gguf" for name in names]
    with staging(own, offered.name) as folder:
        try:
            with storing(folder):
                for name, (part, _) in zip(names, parts, strict=True):
                    part.rename(folder / name)
            if offered.manifest:
                _rewrite(offered, offered.manifest, folder, role)
            else:
                _describe(offered, folder, names[0], parts[0][1], role or "any")
            return install(folder, own, replace=replace)
        except (ModelCorrupt, ModelRole, ModelMissing):
            raise  # what came is of no use
        except BaseException:
            for name, (part, _) in zip(names, parts, strict=True):
                with suppress(OSError):
                    (folder / name).rename(part)  # it is whole: the next try need not fetch it again
            raise


def _source(offered: Offer) -> Source:
    return Source(
        reference=str(offered.wanted),
        url=offered.url,
        revision=offered.commit,
        licence_url=offered.licence.url,
        licence_accepted=bool(offered.licence.objection),
    )


def _rewrite(offered: Offer, manifest: Manifest, folder: Path, role: Role | None) -> None:
    check_files(folder, manifest)
    ours = adapted(manifest, name=offered.name, role=role, source=_source(offered))
    ours = ours.model_copy(update={"licence": str(offered.licence)})
    write_whole(folder / MANIFEST, ours.model_dump_json(indent=2) + "\n")


def _describe(offered: Offer, folder: Path, file: str, digest: str, role: Role) -> None:
    check_kind(check_gguf(folder / file), "generative")
    write_whole(
        folder / _CARD,
        f"# {offered.name}\n\n"
        f"Fetched from {offered.wanted}, commit {offered.commit}.\n"
        f"Licence: {offered.licence}, see {offered.licence.url}\n",
    )
    with storing(folder):
        write_manifest(
            folder,
            name=offered.name,
            role=role,
            engine="llama",
            kind="generative",
            model=file,
            card=_CARD,
            licence=str(offered.licence),
            source=_source(offered),
            hashes={file: digest},
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
