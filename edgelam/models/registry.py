"""Finding models: those that ship, the user's own, and any GGUF or model folder by path."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from edgelam.core.errors import EdgelamError, ModelCorrupt, ModelMissing, ModelRole
from edgelam.engines.formats import check_gguf, check_onnx

from . import pins
from .manifest import MANIFEST, EngineName, Kind, Manifest, Role, check_files, check_kind, read_manifest

SHIPPED = Path(__file__).parent / "weights"


@dataclass(frozen=True)
class Model:
    """A model on this machine. `path` is the file its engine opens."""

    name: str
    role: Role
    engine: EngineName
    kind: Kind
    path: Path
    manifest: Manifest | None = None  # None: a bare GGUF
    sha256: str = ""  # of a bare GGUF, once it has been read

    @property
    def folder(self) -> Path:
        """Where the model's other files lie."""
        return self.path.parent

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return self.manifest.size if self.manifest else self.path.stat().st_size

    @property
    def card(self) -> str:
        """What a person should know of it; empty when nobody wrote it down."""
        name = self.manifest.card if self.manifest else ""
        return (self.folder / name).read_text(encoding="utf-8") if name else ""

    @property
    def licence(self) -> str:
        """The hub's name of its licence; empty when nobody wrote it down."""
        return self.manifest.licence if self.manifest else ""

    @property
    def source(self) -> str:
        """Where it came from; empty when that is not known."""
        return self.manifest.source.reference if self.manifest and self.manifest.source else ""

    @property
    def identity(self) -> str:
        """Changes when the file does: its hash; for a bare GGUF not yet read its place, size and time."""
        if self.manifest is None:
            if self.sha256:
                return self.sha256
            facts = self.path.stat()
            return f"{self.path.resolve()} {facts.st_size} {facts.st_mtime_ns}"
        return next(entry.sha256 for entry in self.manifest.files if entry.name == self.path.name)

    def fits(self, role: Role) -> bool:
        """Whether it can stand in that role."""
        return "any" in (role, self.role) or self.role == role


def is_shipped(model: Model) -> bool:
    """Whether it came with edgelam."""
    return model.manifest is not None and model.folder.parent == SHIPPED


def list_models(own: Path | None = None) -> list[Model]:
    """Every model found, shipped ones first; broken ones are left out, `verify` names them.

    own: the folder of the user's models, EDGELAM_HOME/models; here and below.
    """
    found = []
    for folder in (SHIPPED, own):
        for entry in places(folder) if folder else ():
            try:
                found.append(_describe(entry))
            except EdgelamError:
                continue
    return found


def places(folder: Path) -> list[Path]:
    """Every model's place in a folder of models, whole or broken: folders and bare GGUFs."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return []
    return [
        entry
        for entry in entries
        if entry.name[0] not in "._" and (entry.suffix == ".gguf" or _is(Path.is_dir, entry))
    ]


def find(name: str, own: Path | None = None) -> Model:
    """The model of that name, or at that path; nothing but its description is read.

    Raises ModelMissing, ModelCorrupt.
    """
    if name and not {"/", os.sep} & set(name) and not name.startswith("."):
        for place in (SHIPPED / name, *((own / name, own / f"{name}.gguf") if own else ())):
            if _is(Path.is_dir, place) or _is(Path.is_file, place):
                return _describe(place)
    path = given_path(name)
    if not name or not _is(Path.exists, path):
        known = ", ".join(model.name for model in list_models(own)) or "none"
        raise ModelMissing(f"there is no model {name!r}: neither a name (known: {known}) nor a file")
    return _describe(path)


def given_path(text: str) -> Path:
    """A path as a person gives it: `~` is the home of somebody, if there is such a person."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def _is(question: Callable[[Path], bool], path: Path) -> bool:
    """What the system says of a path; no, where it will not say."""
    try:
        return question(path)
    except (OSError, ValueError):  # a folder that cannot be entered, a name that is too long or holds a NUL
        return False


def _describe(place: Path) -> Model:
    """A folder with a manifest, a file in such a folder, or a bare GGUF."""
    folder = place if place.is_dir() else place.parent
    if place.is_dir() or _is(Path.is_file, folder / MANIFEST):
        manifest = read_manifest(folder)
        if place.is_dir() or place.name == manifest.model:
            path = folder / manifest.model
            return Model(manifest.name, manifest.role, manifest.engine, manifest.kind, path, manifest)
    if not place.is_file():  # opening a pipe would wait for ever, a device has no end
        raise ModelCorrupt(f"{place}: neither a file nor a folder")
    if place.suffix == ".onnx":
        check_onnx(place)
        raise ModelCorrupt(f"{place}: an ONNX file alone cannot be used, its {MANIFEST} is missing")
    facts = check_gguf(place)
    if not facts.causal:
        raise ModelRole(f"{place}: a bare text encoder; only a folder with its {MANIFEST} can be used")
    check_kind(facts, "generative")
    return Model(place.stem, "any", "llama", "generative", place)


def verify(name: str, own: Path | None = None, *, accept: bool = False) -> Model:
    """Find a model and check every file of it, hashes included; a bare GGUF against the hash kept of it.

    accept: keep the hash of a bare GGUF as it is now. Raises ModelMissing, ModelCorrupt, ModelRole.
    """
    model = find(name, own)
    if model.manifest is None:
        return replace(
            model, sha256=pins.accept(model.path) if accept else pins.check_pin(model.path, keep=False)
        )
    if accept:
        raise ModelRole(
            f"{name} is not a bare GGUF: its {MANIFEST} says what its files are",
            hint="Pull, import or train it again to change it.",
        )
    check_files(model.folder, model.manifest)
    return model


def open_model(role: Role, name: str, own: Path | None = None) -> Model:
    """A verified model that can stand in that role: only now may an engine open `Model.path`.

    The hash of a bare GGUF is kept when it is first used. Raises ModelMissing, ModelCorrupt, ModelRole,
    StorageError.
    """
    model = find(name, own)
    if not model.fits(role):
        raise ModelRole(
            f"{name} is a {model.role}, not a {role}", hint=f"Give a {role}: see `edgelam models list`."
        )
    if model.manifest is None:
        return replace(model, sha256=pins.check_pin(model.path, keep=True))
    check_files(model.folder, model.manifest)
    return model
