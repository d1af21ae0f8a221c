"""A model's manifest: what it is for, which engine opens it, and the hashes of its files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from edgelam.core.errors import ModelCorrupt, ModelMissing
from edgelam.core.value import Value
from edgelam.engines.formats import check_gguf, check_onnx

Role = Literal["caller", "planner", "any"]
EngineName = Literal["onnx", "llama"]
Kind = Literal["pointing", "generative"]

MANIFEST = "manifest.json"
_AGAIN = "Install, fetch or train the model again."
_PLAIN_NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"  # a file beside the manifest, never a path


class FileEntry(Value):
    """One file of a model."""

    name: str = Field(pattern=_PLAIN_NAME)
    size: int  # bytes
    sha256: str


class Manifest(Value):
    """What stands in `manifest.json` beside a model's files."""

    format: Literal[1] = 1
    name: str = Field(pattern=_PLAIN_NAME)
    role: Role
    engine: EngineName
    kind: Kind = "pointing"
    model: str = Field(pattern=_PLAIN_NAME)  # the file the engine opens
    card: str = ""  # the file that tells a person where the model comes from
    licence: str = ""
    files: tuple[FileEntry, ...]
    settings: dict[str, Any] = {}  # what the code around the model must know, e.g. thresholds

    @property
    def size(self) -> int:
        """Bytes on disk, the manifest aside."""
        return sum(entry.size for entry in self.files)


def sha256(path: Path) -> str:
    """Hex digest of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
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
    settings: Mapping[str, Any] | None = None,
) -> Manifest:
    """Hash every file of `folder` and write its manifest; `model` and `card` name two of those files."""
    files = tuple(
        FileEntry(name=path.name, size=path.stat().st_size, sha256=sha256(path))
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
        files=files,
        settings=dict(settings or {}),
    )
    (folder / MANIFEST).write_text(manifest.model_dump_json(indent=2) + "\n", encoding="utf-8")
    return manifest


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a model's folder. Raises ModelMissing, ModelCorrupt."""
    path = folder / MANIFEST
    try:
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


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc'])) or 'it'}: {first['msg']}"
    return str(error).splitlines()[0]


def check_files(folder: Path, manifest: Manifest) -> None:
    """Size and hash of every file, then the structure of the model. Raises ModelMissing, ModelCorrupt."""
    for entry in manifest.files:
        path = folder / entry.name
        try:
            size = path.stat().st_size
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
    (check_gguf if manifest.engine == "llama" else check_onnx)(folder / manifest.model)
