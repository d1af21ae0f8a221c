"""Finding models: those that ship, the user's own, and any GGUF or model folder by path."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from edgelam.core.errors import EdgelamError, ModelCorrupt, ModelMissing, ModelRole
from edgelam.engines.formats import check_gguf, check_onnx

from .manifest import MANIFEST, EngineName, Kind, Manifest, Role, check_files, read_manifest

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
    def identity(self) -> str:
        """Changes when the file does: its hash, or for a bare GGUF its place, size and time."""
        if self.manifest is None:
            facts = self.path.stat()
            return f"{self.path.resolve()} {facts.st_size} {facts.st_mtime_ns}"
        return next(entry.sha256 for entry in self.manifest.files if entry.name == self.path.name)

    def fits(self, role: Role) -> bool:
        """Whether it can stand in that role."""
        return "any" in (role, self.role) or self.role == role


def list_models(own: Path | None = None) -> list[Model]:
    """Every model found, shipped ones first; broken ones are left out, `verify` names them.

    own: the folder of the user's models, EDGELAM_HOME/models; here and below.
    """
    found = []
    for folder in (SHIPPED, own):
        for entry in sorted(folder.iterdir()) if folder and folder.is_dir() else ():
            try:
                if entry.suffix == ".gguf" or (entry / MANIFEST).is_file():
                    found.append(_describe(entry))
            except EdgelamError:
                continue
    return found


def find(name: str, own: Path | None = None) -> Model:
    """The model of that name, or at that path; nothing but its description is read.

    Raises ModelMissing, ModelCorrupt.
    """
    if name and not {"/", os.sep} & set(name) and not name.startswith("."):
        places = [SHIPPED / name, *([own / name, own / f"{name}.gguf"] if own else [])]
        for place in places:
            if (place / MANIFEST).exists() or place.is_file():
                return _describe(place)
    path = Path(name).expanduser()
    if not name or not path.exists():
        known = ", ".join(model.name for model in list_models(own)) or "none"
        raise ModelMissing(f"there is no model {name!r}: neither a name (known: {known}) nor a file")
    return _describe(path)


def _describe(place: Path) -> Model:
    """A folder with a manifest, a file in such a folder, or a bare GGUF."""
    folder = place if place.is_dir() else place.parent
    if place.is_dir() or (folder / MANIFEST).is_file():
        manifest = read_manifest(folder)
        if place.is_dir() or place.name == manifest.model:
            path = folder / manifest.model
            return Model(manifest.name, manifest.role, manifest.engine, manifest.kind, path, manifest)
    if place.suffix == ".onnx":
        check_onnx(place)
        raise ModelCorrupt(f"{place}: an ONNX file alone cannot be used, its {MANIFEST} is missing")
    if not check_gguf(place).causal:
        raise ModelRole(f"{place}: a bare text encoder; only a folder with its {MANIFEST} can be used")
    return Model(place.stem, "any", "llama", "generative", place)


def verify(name: str, own: Path | None = None) -> Model:
    """Find a model and check every file of it, hashes included. Raises ModelMissing, ModelCorrupt."""
    model = find(name, own)
    if model.manifest:
        check_files(model.folder, model.manifest)
    else:
        check_gguf(model.path)
    return model


def open_model(role: Role, name: str, own: Path | None = None) -> Model:
    """A verified model that can stand in that role: only now may an engine open `Model.path`.

    Raises ModelMissing, ModelCorrupt, ModelRole.
    """
    model = find(name, own)
    if not model.fits(role):
        raise ModelRole(
            f"{name} is a {model.role}, not a {role}", hint=f"Give a {role}: see `edgelam models list`."
        )
    if model.manifest:
        check_files(model.folder, model.manifest)
    return model
