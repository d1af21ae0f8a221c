"""The Caller as a torch module: the encoder, heads that score candidates and spans, and the loss."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from edgelam.caller.pointing import FIRST, LAST, SCORE, SLOT, VERB, VERBS
from edgelam.caller.pruning import prune
from edgelam.caller.rendering import render
from edgelam.reader.wordpiece import WordPiece

from .encoder import Checkpoint, Encoder, pad
from .examples import Example

_NOWHERE = -100  # cross_entropy skips it


@dataclass(frozen=True)
class Row:
    """An example as tokens and places."""

    tokens: list[int]
    candidates: list[int]  # places of the marks that may be chosen
    gold: int  # which of them
    verb: int = _NOWHERE
    words: int = 0  # tokens of the step's words, from place 1 on
    span: tuple[int, int] = (_NOWHERE, _NOWHERE)  # first and last word of the typed text
    slots: tuple[int, ...] = ()  # places of the slots' marks
    slot: int = 0  # which of them is typed, from 1; 0: the step's own words
    weight: float = 1.0


def row(reader: WordPiece, example: Example, weight: float = 1.0) -> Row | None:
    """None when the right element or text is not among what can be chosen."""
    legal = example.legal if example.legal is not None else frozenset(e.ref for e in example.elements)
    kept, label, leads = prune(reader, example.elements, legal, example.do, leads=example.leads)
    reading = render(reader, example.do, example.history, kept, example.slots, example.choices, label, leads)
    places = {ref: place for ref, place in reading.elements.items() if ref in legal}
    gold = example.gold
    wanted = reading.globals.get(gold.verb) if gold.target is None else places.get(gold.target)
    if wanted is None:
        return None
    candidates = [*reading.globals.values(), *places.values()]
    verb = VERBS.index(gold.verb) if gold.target is not None else _NOWHERE
    slots = tuple(reading.slots.values())
    slot = 1 + list(reading.slots).index(gold.slot) if gold.slot is not None else 0
    span = (_NOWHERE, _NOWHERE)
    if gold.verb == "type" and not slot:
        text = gold.text or ""
        start = example.do.find(text)
        inside = [i for i, p in enumerate(reading.words) if start <= p.start and p.end <= start + len(text)]
        if start < 0 or not inside:
            return None
        span = (inside[0], inside[-1])
    where = candidates.index(wanted)
    return Row(reading.tokens, candidates, where, verb, len(reading.words), span, slots, slot, weight)


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
        weights = torch.tensor([r.weight for r in rows])
        scores, _ = self._candidates(hidden, rows)
        gold = torch.tensor([r.gold for r in rows])
        losses = F.cross_entropy(scores.float(), gold, reduction="none", label_smoothing=0.0)
        chosen = hidden[torch.arange(len(rows)), torch.tensor([r.candidates[r.gold] for r in rows])]
        total = (losses * weights).sum() / weights.sum()
        total = total + _optional(self.heads[VERB](chosen), [r.verb for r in rows])
        typing = [i for i, r in enumerate(rows) if r.span[0] != _NOWHERE or r.slot]
        return total + self._pointers(hidden, chosen, rows, typing) if typing else total

    def _candidates(self, hidden: Tensor, rows: Sequence[Row]) -> tuple[Tensor, Tensor]:
        places, lengths = pad([r.candidates for r in rows])
        vectors = hidden.gather(1, places[..., None].expand(-1, -1, hidden.shape[-1]))
        beyond = torch.arange(places.shape[1])[None] >= lengths[:, None]
        return self.heads[SCORE](vectors).squeeze(-1).masked_fill(beyond, -1e4), vectors

    def _pointers(self, hidden: Tensor, chosen: Tensor, rows: Sequence[Row], typing: list[int]) -> Tensor:
        rows = [rows[i] for i in typing]
        hidden, chosen = hidden[typing], chosen[typing]
        scale = hidden.shape[-1] ** -0.5
        total = hidden.new_zeros(())
        inside = torch.arange(hidden.shape[1])[None]
        words = torch.tensor([r.words for r in rows])[:, None]
        slots = torch.zeros(hidden.shape[:2], dtype=torch.bool)
        for i, r in enumerate(rows):
            slots[i, [0, *r.slots]] = True  # the first token stands for the step's own words
        among_words = (inside >= 1) & (inside <= words)
        golds = (
            (FIRST, among_words, [r.span[0] + 1 if r.span[0] >= 0 else _NOWHERE for r in rows]),
            (LAST, among_words, [r.span[1] + 1 if r.span[1] >= 0 else _NOWHERE for r in rows]),
            (SLOT, slots, [(0, *r.slots)[r.slot] for r in rows]),
        )
        for name, allowed, gold in golds:
            scores = torch.einsum("bnd,bd->bn", hidden, self.heads[name](chosen)) * scale
            total = total + 0.3 * _optional(scores.masked_fill(~allowed, -1e4), gold)
        return total

    def head_weights(self) -> dict[str, NDArray[np.float32]]:
        """What `edgelam.reader.heads.Heads` loads."""
        return {k: v.detach().float().numpy() for k, v in self.heads.state_dict().items()}


def _mlp(width: int, out: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, width), nn.GELU(approximate="tanh"), nn.Linear(width, out))


def _optional(scores: Tensor, gold: list[int]) -> Tensor:
    if all(g == _NOWHERE for g in gold):
        return scores.new_zeros(())
    return F.cross_entropy(scores.float(), torch.tensor(gold), ignore_index=_NOWHERE)
