"""LoRA adapters (GGUF): checked against the model they are for before a native parser sees them."""

from __future__ import annotations

from pathlib import Path

from edgelam.core.errors import ModelCorrupt, ModelRole

from .formats import Gguf, check_gguf

_PARTS = (".lora_a", ".lora_b")
_MAX_RANK = 1024


def check_adapter(path: Path, model: Gguf) -> Gguf:
    """The adapter's description. Raises ModelMissing, ModelCorrupt, ModelRole where it is not for this model.

    For a weight of shape (in, out) it holds a low-rank pair, `.lora_a` (in, rank) and `.lora_b` (rank, out).
    """
    adapter = check_gguf(path)
    kinds = (adapter.metadata.get("general.type"), adapter.metadata.get("adapter.type"))
    if kinds != ("adapter", "lora"):
        raise ModelRole(f"{path}: not a LoRA adapter")
    if adapter.architecture != model.architecture:
        raise ModelRole(
            f"{path}: for another kind of model ({adapter.architecture}, not {model.architecture})"
        )
    names = {name.removesuffix(part) for name in adapter.tensors for part in _PARTS if name.endswith(part)}
    strays = set(adapter.tensors) - {name + part for name in names for part in _PARTS}
    if strays or len(adapter.tensors) != 2 * len(names):
        raise ModelCorrupt(f"{path}: tensors that are no pairs of an adapter", hint="Export it again.")
    for name in sorted(names):
        base = model.tensors.get(name)
        if base is None:
            raise ModelRole(f"{path}: the model has no tensor {name!r}")
        down, up = (adapter.tensors[name + part].shape for part in _PARTS)
        fits = len(down) == len(up) == len(base.shape) == 2 and (down[0], up[1]) == base.shape
        if not fits or down[1] != up[0] or not 0 < up[0] <= _MAX_RANK:
            raise ModelRole(f"{path}: its {name!r} does not fit the model's")
    return adapter
