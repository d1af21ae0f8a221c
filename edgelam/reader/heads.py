"""The small layers on top of the encoder, in numpy, so that they serve every engine; pure but for loading."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from edgelam.core.errors import ModelCorrupt, ModelMissing

Floats = NDArray[np.float32]


class Heads:
    """Named layers. Weights are `NAME.weight` (out, in) and `NAME.bias` (out,), float32."""

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        self.weights = {name: np.asarray(value, np.float32) for name, value in weights.items()}

    @classmethod
    def load(cls, path: Path) -> Heads:
        """From an .npz file, which may hold float16. Raises ModelMissing, ModelCorrupt."""
        if not path.is_file():
            raise ModelMissing(f"there are no heads at {path}")
        try:
            # numpy leaves a file open that it opened itself and then cannot read.
            with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
                return cls({name: arrays[name] for name in arrays.files})
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise ModelCorrupt(f"{path} does not hold heads: {error}") from error

    def linear(self, name: str, x: Floats) -> Floats:
        """x (..., in) -> (..., out)."""
        product: Floats = x @ self.weights[f"{name}.weight"].T
        return product + self.weights[f"{name}.bias"]

    def mlp(self, name: str, x: Floats) -> Floats:
        """Linear `NAME.0`, GELU (tanh form), linear `NAME.2`."""
        return self.linear(f"{name}.2", gelu(self.linear(f"{name}.0", x)))


def gelu(x: Floats) -> Floats:
    """GELU in its tanh form; torch's `GELU(approximate="tanh")`."""
    return np.asarray(0.5 * x * (1.0 + np.tanh(0.7978845608028654 * (x + 0.044715 * x**3))), np.float32)


def softmax(scores: Floats) -> Floats:
    """Over the last axis; rows of -inf alone are not allowed."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), np.float32)
