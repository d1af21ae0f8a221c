"""The weights that candidates are made from and judged against: 16 bits or more, as a GGUF.

Of a model that ships in 8 bits these are the floats that its weights stand for: better ones are not there.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from edgelam.core.errors import ModelRole
from edgelam.engines.formats import check_gguf
from edgelam.models.manifest import sha256
from edgelam.models.registry import Model

from .gguf_types import FLOATS, written
from .quantise import Progress, quantise
from .recipe import Recipe

ENCODER, DECODER = "bert", "llama"


@dataclass(frozen=True)
class Reference:
    """source: the model asked about. path: its weights in float, as a GGUF. type: of those weights."""

    source: Model
    path: Path
    type: str
    sha256: str  # of the source's file

    @property
    def words(self) -> str:
        """For people."""
        exact = self.path == self.source.path
        return f"{self.source.name} in {self.type}" + ("" if exact else ", from the weights it ships with")


def reference_of(
    model: Model, folder: Path, *, progress: Progress = lambda done, of, tensor: None
) -> Reference:
    """The float weights of a model; where its file has none, they are written into `folder`.

    Raises ModelMissing, ModelCorrupt, ModelRole, ModelError, StorageError.
    """
    source = sha256(model.path)
    if model.engine == "onnx":
        if model.kind != "pointing":
            raise ModelRole(
                f"{model.name}: the weights of a generating ONNX model are not read back",
                hint="Give the GGUF that it was made from.",
            )
        path = folder / f"{model.name}-f32-{source[:12]}.gguf"
        if not path.is_file():
            _from_onnx(model, path)
        return Reference(model, path, "F32", source)
    facts = check_gguf(model.path)
    types = written(facts).types
    if set(types) <= set(FLOATS):
        return Reference(model, model.path, max(types, key=lambda kind: types[kind]), source)
    kind = "F16" if facts.causal else "F32"
    path = folder / f"{model.name}-{kind.lower()}-{source[:12]}.gguf"
    if not path.is_file():
        quantise(model.path, path, Recipe(kind), progress=progress)
    return Reference(model, path, kind, source)


def _from_onnx(model: Model, path: Path) -> None:
    """An encoder's int8 weights as the floats they stand for."""
    import gguf

    from edgelam.reader.wordpiece import WordPiece
    from edgelam.train.export_gguf import write_gguf

    from .checkpoints import read_checkpoint, read_shape

    part = path.with_suffix(".part")
    write_gguf(
        read_checkpoint(model.path),
        WordPiece.shipped().tokens,
        part,
        name=model.name,
        kind=gguf.GGMLQuantizationType.F32,
        shape=read_shape(model.path),
    )
    part.replace(path)
