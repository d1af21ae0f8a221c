"""How a model is made smaller: a type, exceptions by tensor, and whether importances were used; pure."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from .gguf_types import FLOATS, ONNX_KINDS, mixture


def usual(kind: str) -> str:
    """A type as it is mostly written: Q4_K_M, onnx-int8."""
    lower = kind.strip().lower()
    return lower if lower.startswith("onnx") else lower.upper()


@dataclass(frozen=True)
class Recipe:
    """type: one of llama.cpp's mixtures or of ONNX_KINDS. overrides: pattern and tensor type, the first match
    counts. importance: the digest of the importances, empty for none. pure: no mixture."""

    type: str
    overrides: tuple[tuple[str, str], ...] = ()
    importance: str = ""
    pure: bool = False

    def __post_init__(self) -> None:
        """Raises UsageError for a type that is not there."""
        if not self.onnx:
            mixture(self.type)

    @property
    def onnx(self) -> bool:
        """Whether ONNX Runtime opens what comes out."""
        return self.type in ONNX_KINDS

    @property
    def exact(self) -> bool:
        """Whether weights keep 16 bits or more."""
        return self.type in FLOATS

    @property
    def name(self) -> str:
        """Short and fit for a folder: q4_k_m, or q4_0-1f3a where there are exceptions."""
        own = self.type.lower()
        more = "-pure" if self.pure else ""
        return f"{own}{more}-{self.digest[:6]}" if self.overrides else own + more

    @property
    def digest(self) -> str:
        """Hex; the same for the same recipe."""
        facts = [self.type, self.overrides, self.importance, self.pure]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]

    def words(self) -> str:
        """For people."""
        parts = [self.type, *(f"{pattern}={kind}" for pattern, kind in self.overrides)]
        return " ".join([*parts, *(["pure"] if self.pure else []), *(["imatrix"] if self.importance else [])])
