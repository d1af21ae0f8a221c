"""Reading a store of Ollama's: manifests that name blobs by their sha256."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from edgelam.core.errors import ModelCorrupt, ModelMissing, ModelRole

from .manifest import sha256
from .references import OllamaModel

_MODEL, _LICENCE = "application/vnd.ollama.image.model", "application/vnd.ollama.image.license"
_ADAPTER = "application/vnd.ollama.image.adapter"
_DIGEST = re.compile(r"sha256:([0-9a-f]{64})")
_LONGEST = 1 << 20  # bytes of a manifest or a licence


@dataclass(frozen=True)
class Stored:
    """A model in the store. digest: sha256 of the blob; licence: its text, empty when it has none."""

    blob: Path
    digest: str
    licence: str


def store() -> Path:
    """`$OLLAMA_MODELS`, else `~/.ollama/models`."""
    return Path(os.environ.get("OLLAMA_MODELS") or Path.home() / ".ollama" / "models")


def look_up(wanted: OllamaModel) -> Stored:
    """Find a model's blob by its manifest. Raises ModelMissing, ModelCorrupt, ModelRole."""
    path = store() / "manifests" / wanted.registry / wanted.repo / wanted.tag
    try:
        manifest = json.loads(_text(path))
        layers = [(str(layer["mediaType"]), str(layer["digest"])) for layer in manifest["layers"]]
    except FileNotFoundError:
        known = ", ".join(_known()) or "nothing"
        raise ModelMissing(
            f"{store()} holds no {wanted}",
            hint=f"It holds: {known}. Set OLLAMA_MODELS if the store is elsewhere.",
        ) from None
    except OSError as error:
        raise ModelMissing(f"{path}: cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ModelCorrupt(
            f"{path}: not a manifest of Ollama's", hint=f"ollama pull {wanted.repo}:{wanted.tag}"
        ) from None
    if any(kind == _ADAPTER for kind, _ in layers):
        raise ModelRole(f"{wanted} is a LoRA adapter on top of another model", hint="Merge it first.")
    blobs = [digest for kind, digest in layers if kind == _MODEL]
    if len(blobs) != 1:
        raise ModelRole(f"{wanted} holds {len(blobs) or 'no'} GGUF models, where one is needed")
    texts = [_licence(digest) for kind, digest in layers if kind == _LICENCE]
    return Stored(_blob(blobs[0]), _hex(blobs[0]), "\n\n".join(filter(None, texts)))


def check_digest(path: Path, digest: str) -> None:
    """Whether a file is the blob it should be. Raises ModelCorrupt."""
    if sha256(path) != digest:
        raise ModelCorrupt(
            f"{path.name}: not what Ollama's manifest says (its hash differs)",
            hint="Pull it again in Ollama.",
        )


def _hex(digest: str) -> str:
    found = _DIGEST.fullmatch(digest)
    if found is None:
        raise ModelCorrupt(f"{store()}: a manifest names {digest[:40]!r} as a blob")
    return found[1]


def _blob(digest: str) -> Path:
    path = store() / "blobs" / f"sha256-{_hex(digest)}"
    if not path.is_file():
        raise ModelMissing(f"{path}: there is no such file", hint="Pull the model again in Ollama.")
    return path


def _licence(digest: str) -> str:
    path = _blob(digest)
    check_digest(path, _hex(digest))
    return _text(path)


def _text(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(_LONGEST).decode("utf-8", errors="replace")


def _known() -> list[str]:
    """What the store holds, as a person can say it; at most ten."""
    root = store() / "manifests"
    found: list[Any] = sorted(path.relative_to(root).parts for path in root.glob("*/*/*/*") if path.is_file())
    return [str(OllamaModel(parts[0], f"{parts[1]}/{parts[2]}", parts[3])) for parts in found[:10]]
