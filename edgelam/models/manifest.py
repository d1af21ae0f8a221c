"""A model's manifest: what it is for, which engine opens it, and the hashes of its files."""

from __future__ import annotations

import hashlib
import json
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from edgelam.core.errors import ModelCorrupt, ModelMissing, ModelRole
from edgelam.core.value import Value
from edgelam.engines.formats import Gguf, check_gguf, check_onnx

from .soundness import flaw

Role = Literal["caller", "planner", "any"]
EngineName = Literal["onnx", "llama"]
Kind = Literal["pointing", "generative"]

MANIFEST = "manifest.json"
_AGAIN = "Install, fetch or train the model again."
_NEVER_ALONE = {"clip": "the eyes of another model", "wavtokenizer-dec": "the voice of another model"}
PLAIN_NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"  # a file beside the manifest, never a path


class FileEntry(Value):
    """One file of a model."""

    name: str = Field(pattern=PLAIN_NAME)
    size: int  # bytes
    sha256: str


class Source(Value):
    """Where a model was fetched or copied from."""

    reference: str  # hf://..., ollama://... or a path, as the person can give it again
    url: str = ""  # the very file, at its revision
    revision: str = ""  # commit of the repository, or digest in Ollama's store
    licence_url: str = ""
    licence_accepted: bool = False  # the person said --accept-licence


class Manifest(Value):
    """What stands in `manifest.json` beside a model's files."""

    format: Literal[1] = 1
    name: str = Field(pattern=PLAIN_NAME)
    role: Role
    engine: EngineName
    kind: Kind = "pointing"
    model: str = Field(pattern=PLAIN_NAME)  # the file the engine opens
    card: str = ""  # the file that tells a person where the model comes from
    licence: str = ""
    source: Source | None = None  # None: made on this machine, or shipped
    files: tuple[FileEntry, ...]
    settings: dict[str, Any] = {}  # what the code around the model must know, e.g. thresholds

    @property
    def size(self) -> int:
        """Bytes on disk, the manifest aside."""
        return sum(entry.size for entry in self.files)


def sha256(path: Path) -> str:
    """Hex digest of a file."""
    digest = hashlib.sha256()
    block = memoryview(bytearray(1 << 20))
    with path.open("rb", buffering=0) as file:
        while size := file.readinto(block):
            digest.update(block[:size])
    return digest.hexdigest()


def write_manifest(
    folder: Path,
    *,
    name: str,
    role: Role,
    engine: EngineName,
    model: str,
    kind: Kind = "pointing",
    card: str = "",
    licence: str = "Apache-2.0",
    source: Source | None = None,
    settings: Mapping[str, Any] | None = None,
    hashes: Mapping[str, str] | None = None,
) -> Manifest:
    """Hash every file of `folder` and write its manifest; `model` and `card` name two of those files.

    hashes: of files that were hashed a moment ago, by name.
    """
    files = tuple(
        FileEntry(
            name=path.name, size=path.stat().st_size, sha256=(hashes or {}).get(path.name) or sha256(path)
        )
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name != MANIFEST and not path.name.startswith(".")
    )
    names = {entry.name for entry in files}
    if model not in names or (card and card not in names):
        raise ModelMissing(
            f"{folder}: {model} and {card or 'no card'} should be there, found {sorted(names)}"
        )
    manifest = Manifest(
        name=name,
        role=role,
        engine=engine,
        kind=kind,
        model=model,
        card=card,
        licence=licence,
        source=source,
        files=files,
        settings=dict(settings or {}),
    )
    (folder / MANIFEST).write_text(manifest.model_dump_json(indent=2) + "\n", encoding="utf-8")
    return manifest


def adapted(manifest: Manifest, *, name: str, role: Role | None, source: Source) -> Manifest:
    """The manifest of the same model under another name, for another role unless that is None.

    Raises ModelRole: a model that points was trained for its role.
    """
    if role and role != manifest.role and manifest.kind == "pointing":
        raise ModelRole(f"{manifest.name} was trained as a {manifest.role}; it cannot be a {role}")
    return manifest.model_copy(update={"name": name, "role": role or manifest.role, "source": source})


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a model's folder. Raises ModelMissing, ModelCorrupt."""
    path = folder / MANIFEST
    try:
        _regular(path)
        manifest = Manifest.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise ModelMissing(f"{path}: there is no such file") from None
    except OSError as error:
        raise ModelMissing(f"{path}: cannot be read ({error.strerror})") from error
    except (ValueError, RecursionError) as error:  # JSON, UTF-8 and pydantic errors are ValueErrors
        raise ModelCorrupt(f"{path}: not a model's manifest ({_first_line(error)})") from None
    if manifest.model not in {entry.name for entry in manifest.files}:
        raise ModelCorrupt(f"{path}: it lists no {manifest.model}")
    return manifest


def _regular(path: Path) -> int:
    """The size of a file. Raises OSError, ModelCorrupt: opening a pipe would wait for ever."""
    facts = path.stat()
    if not stat.S_ISREG(facts.st_mode):
        raise ModelCorrupt(f"{path}: not a file")
    return facts.st_size


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc'])) or 'it'}: {first['msg']}"
    return str(error).splitlines()[0]


def check_files(folder: Path, manifest: Manifest) -> None:
    """Size and hash of every file, then the structure of the model.

    Raises ModelMissing, ModelCorrupt, ModelRole.
    """
    for entry in manifest.files:
        path = folder / entry.name
        try:
            size = _regular(path)
            if size != entry.size:
                raise ModelCorrupt(f"{path}: {size} bytes where the manifest says {entry.size}", hint=_AGAIN)
            if sha256(path) != entry.sha256:
                raise ModelCorrupt(
                    f"{path}: changed since its manifest was written (sha256 differs)", hint=_AGAIN
                )
        except FileNotFoundError:
            raise ModelMissing(f"{path}: there is no such file") from None
        except OSError as error:
            raise ModelMissing(f"{path}: cannot be read ({error.strerror})") from error
    if manifest.engine == "llama":
        check_kind(check_gguf(folder / manifest.model), manifest.kind)
    else:
        check_onnx(folder / manifest.model)


def check_kind(facts: Gguf, kind: Kind) -> None:
    """Whether a GGUF is of that kind: a model that writes, or an encoder that points.

    Raises ModelRole, and ModelCorrupt when its numbers would end llama.cpp's process.
    """
    if wrong := flaw(facts):
        raise ModelCorrupt(f"{facts.path}: {wrong}", hint=_AGAIN)
    what = facts.metadata.get("general.type", "model")
    if what != "model" or facts.architecture in _NEVER_ALONE:
        raise ModelRole(f"{facts.path}: {_NEVER_ALONE.get(facts.architecture, what)}, not a whole model")
    if facts.metadata.get("split.count", 1) != 1:
        raise ModelRole(
            f"{facts.path}: one part of {facts.metadata['split.count']}",
            hint="Merge the parts first: llama-gguf-split --merge FIRST_PART OUT.",
        )
    if facts.causal != (kind == "generative"):
        is_, wanted = ("encoder", "one that writes") if kind == "generative" else ("decoder", "an encoder")
        raise ModelRole(f"{facts.path}: a text {is_}, where {wanted} is needed")
