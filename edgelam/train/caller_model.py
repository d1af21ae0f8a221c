"""The Caller as a torch module: the encoder, heads that score candidates and spans, and the loss."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from edgelam.caller.pointing import FIRST, LAST, SCORE, SLOT, VERB, VERBS

from .caller_rows import NOWHERE, Row
from .encoder import Checkpoint, Encoder, array, pad


class CallerModel(nn.Module):  # type: ignore[misc]
    """Scores: one a candidate, one a verb for each candidate, and pointers at words and slots."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        super().__init__()
        self.encoder = Encoder(checkpoint)
        width = self.encoder.shape.width
        self.heads = nn.ModuleDict({SCORE: _mlp(width, 1), VERB: nn.Linear(width, len(VERBS))})
        self.heads.update({name: nn.Linear(width, width) for name in (FIRST, LAST, SLOT)})

    def loss(self, rows: Sequence[Row]) -> Tensor:
        """Mean over the rows of the cross-entropies of candidate, verb, span and slot."""
        hidden = self.encoder(*pad([r.tokens for r in rows]))
        device = hidden.device
        scores, _ = self._candidates(hidden, rows)
        gold = torch.tensor([r.gold for r in rows], device=device)
        total = F.cross_entropy(scores.float(), gold)
        places = torch.tensor([r.candidates[r.gold] for r in rows], device=device)
        chosen = hidden[torch.arange(len(rows), device=device), places]
        total = total + _optional(self.heads[VERB](chosen), [r.verb for r in rows])
        typing = [i for i, r in enumerate(rows) if r.span[0] != NOWHERE or r.slot]
        return total + self._pointers(hidden, chosen, rows, typing) if typing else total

    def _candidates(self, hidden: Tensor, rows: Sequence[Row]) -> tuple[Tensor, Tensor]:
        places, lengths = pad([r.candidates for r in rows], hidden.device)
        vectors = hidden.gather(1, places[..., None].expand(-1, -1, hidden.shape[-1]))
        beyond = torch.arange(places.shape[1], device=hidden.device)[None] >= lengths[:, None]
        return self.heads[SCORE](vectors).squeeze(-1).masked_fill(beyond, -1e4), vectors

    def _pointers(self, hidden: Tensor, chosen: Tensor, rows: Sequence[Row], typing: list[int]) -> Tensor:
        rows = [rows[i] for i in typing]
        hidden, chosen = hidden[typing], chosen[typing]
        scale = hidden.shape[-1] ** -0.5
        total = hidden.new_zeros(())
        device = hidden.device
        inside = torch.arange(hidden.shape[1], device=device)[None]
        words = torch.tensor([r.words for r in rows], device=device)[:, None]
        marked = np.zeros(hidden.shape[:2], np.bool_)
        for i, r in enumerate(rows):
            marked[i, [0, *r.slots]] = True  # the first token stands for the step's own words
        slots = torch.from_numpy(marked).to(device)
        among_words = (inside >= 1) & (inside <= words)
        golds = (
            (FIRST, among_words, [r.span[0] + 1 if r.span[0] >= 0 else NOWHERE for r in rows]),
            (LAST, among_words, [r.span[1] + 1 if r.span[1] >= 0 else NOWHERE for r in rows]),
            (SLOT, slots, [(0, *r.slots)[r.slot] for r in rows]),
        )
        for name, allowed, gold in golds:
            scores = torch.einsum("bnd,bd->bn", hidden, self.heads[name](chosen)) * scale
            total = total + 0.3 * _optional(scores.masked_fill(~allowed, -1e4), gold)
        return total

    def head_weights(self) -> dict[str, NDArray[np.float32]]:
        """What `edgelam.reader.heads.Heads` loads."""
        return {k: array(v) for k, v in self.heads.state_dict().items()}


def _mlp(width: int, out: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, width), nn.GELU(approximate="tanh"), nn.Linear(width, out))


def _optional(scores: Tensor, gold: list[int]) -> Tensor:
    if all(g == NOWHERE for g in gold):
        return scores.new_zeros(())
    wanted = torch.tensor(gold, device=scores.device)
    return F.cross_entropy(scores.float(), wanted, ignore_index=NOWHERE)
