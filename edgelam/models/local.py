"""Importing a model that is on this machine: a GGUF, a model's folder, or one in a store of Ollama's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from edgelam.core.errors import ModelMissing, UsageError
from edgelam.engines.formats import check_gguf

from . import ollama
from .home import storing, write_whole
from .install import Told, copy, install, link, new_name, staging
from .licences import licence_of_text
from .manifest import MANIFEST, Role, Source, adapted, check_files, check_kind, read_manifest, write_manifest
from .references import OLLAMA, ollama_model, plain_name
from .registry import Model, find, given_path

_CARD, _LICENCE = "card.md", "licence.txt"


@dataclass(frozen=True)
class Import:
    """How a model is to be imported into the folder `own`."""

    own: Path
    told: Told
    name: str = ""  # empty: made of the file's
    role: Role | None = None  # None: the one in its manifest, or any
    linked: bool = False  # do not copy, let the name lead to the file where it lies
    replace: bool = False


def import_model(place: str, how: Import) -> Model:
    """Copy a model among the person's own, check it and keep its hash.

    place: the path of a GGUF or of a folder with a manifest, or `ollama://name:tag`.
    Raises UsageError, ModelError, StorageError.
    """
    if place.startswith(OLLAMA):
        return _import_ollama(place, how)
    path = given_path(place)
    try:
        whole, is_folder, is_file = path.resolve(), path.is_dir(), path.is_file()
    except (
        OSError,
        RuntimeError,
        ValueError,
    ) as error:  # no right to look, links in a circle, no path at all
        raise ModelMissing(f"{place}: cannot be read ({getattr(error, 'strerror', error)})") from None
    if is_folder:
        return _import_folder(whole, how)
    if not is_file:
        raise ModelMissing(
            f"{place}: there is no such file or folder", hint="Give a GGUF, or the folder of a model."
        )
    if path.suffix == ".onnx":
        raise UsageError(
            f"{place}: an ONNX file alone cannot be used", hint=f"Give the folder that holds its {MANIFEST}."
        )
    check_kind(check_gguf(path), "generative")
    name = new_name(how.name or plain_name(path.name))
    with staging(how.own, name) as folder:
        _put(path, folder / f"{name}.gguf", how)
        return _finish(folder, name, Source(reference=str(whole)), "", how)


def _import_folder(path: Path, how: Import) -> Model:
    manifest = read_manifest(path)
    name = new_name(how.name or manifest.name)
    source = manifest.source or Source(reference=str(path))
    ours = adapted(manifest, name=name, role=how.role, source=source)
    with staging(how.own, name) as folder:
        for entry in manifest.files:
            _put(path / entry.name, folder / entry.name, how)
        check_files(folder, manifest)
        write_whole(folder / MANIFEST, ours.model_dump_json(indent=2) + "\n")
        return find(str(install(folder, how.own, replace=how.replace)))


def _import_ollama(place: str, how: Import) -> Model:
    wanted = ollama_model(place)
    stored = ollama.look_up(wanted)
    check_kind(check_gguf(stored.blob), "generative")
    name = new_name(how.name or plain_name(f"{wanted.repo.rpartition('/')[2]}-{wanted.tag}"))
    with staging(how.own, name) as folder:
        _put(stored.blob, folder / f"{name}.gguf", how)
        ollama.check_digest(folder / f"{name}.gguf", stored.digest)
        licence = ""
        if stored.licence:
            licence = licence_of_text(stored.licence) or f"see {_LICENCE}"
            write_whole(folder / _LICENCE, stored.licence)
        source = Source(reference=str(wanted), revision=f"sha256:{stored.digest}")
        return _finish(folder, name, source, licence, how)


def _put(source: Path, target: Path, how: Import) -> None:
    if not source.is_file():  # opening a pipe would wait for ever
        raise ModelMissing(f"{source}: there is no such file")
    if how.linked:
        link(source, target)
    else:
        copy(source, target, how.told)


def _finish(folder: Path, name: str, source: Source, licence: str, how: Import) -> Model:
    """Write the card and the manifest of a GGUF, check what lies in the folder now, and install it."""
    check_kind(check_gguf(folder / f"{name}.gguf"), "generative")
    licence = licence or "unknown"
    write_whole(folder / _CARD, f"# {name}\n\nImported from {source.reference}.\nLicence: {licence}\n")
    with storing(folder):
        write_manifest(
            folder,
            name=name,
            role=how.role or "any",
            engine="llama",
            kind="generative",
            model=f"{name}.gguf",
            card=_CARD,
            licence=licence,
            source=source,
        )
    return find(str(install(folder, how.own, replace=how.replace)))
