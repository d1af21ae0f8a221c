"""The Planner as a torch module: the encoder, heads that tag, retrieve and point, and the loss."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from edgelam.planner.heads import APP, DECLINE, EXTRACT, HOW, OWNER, SHARP, SLOT, SLOTS, TAGS, TOOL, WHERE
from edgelam.planner.layout import candidate_ids
from edgelam.reader.wordpiece import WordPiece

from .encoder import Checkpoint, Encoder, array, pad
from .planner_rows import SKIP, Row

_POINT = 128  # width of what points
REFRESH = 50  # batches between two embeddings of every candidate


class PlannerModel(nn.Module):  # type: ignore[misc]
    """Two passes over one encoder; see edgelam.planner.pointing for how their results make a plan."""

    def __init__(
        self,
        checkpoint: Checkpoint,
        reader: WordPiece,
        universes: Mapping[str, Sequence[str]],
        apps: Sequence[str],
    ) -> None:
        """universes: the texts of each source's tools; apps: those of all apps."""
        super().__init__()
        self.encoder = Encoder(checkpoint)
        self._reader = reader
        tools = [(text, source) for source, texts in universes.items() for text in dict.fromkeys(texts)]
        self._banks = (Bank(tools, TOOL[1]), Bank([(text, _kind(text)) for text in apps], APP[1]))
        width = self.encoder.shape.width
        self.heads = nn.ModuleDict(
            {
                TAGS: nn.Linear(width, 3),
                DECLINE: nn.Linear(width, 2),
                EXTRACT: nn.Linear(width, 7),
                SLOT: nn.Linear(width, 1),
            }
        )
        for pair in (HOW, WHERE, SLOTS, OWNER, TOOL, APP):
            self.heads.update({name: nn.Linear(width, _POINT) for name in pair})

    def loss(self, rows: Sequence[Row]) -> Tensor:
        """The sum of every head's mean cross-entropy, over the rows that know it."""
        howtos, goals = [r for r in rows if r.extract], [r for r in rows if not r.extract]
        total = torch.zeros((), device=self.encoder.words.device)
        if howtos:
            hidden = self.encoder(*pad([r.goal for r in howtos]))
            total = total + self._tagged(EXTRACT, hidden, [r.extract for r in howtos])
        if not goals:
            return total
        hidden = self.encoder(*pad([r.goal for r in goals]))
        total = total + _cross(self.heads[DECLINE](hidden[:, 0]), [r.declined for r in goals])
        total = total + self._tagged(TAGS, hidden, [r.tags for r in goals])
        total = total + self._retrieve(hidden, goals)
        laid = [r for r in goals if r.laid is not None]
        return total + self._point(laid) if laid else total

    def _tagged(self, name: str, hidden: Tensor, golds: Sequence[list[int]]) -> Tensor:
        """Cross-entropy of a tag for every goal token; rows without tags are passed over."""
        padded = [[SKIP, *g] + [SKIP] * (hidden.shape[1] - 1 - len(g)) for g in golds]
        return _cross(self.heads[name](hidden).flatten(0, 1), [g for p in padded for g in p])

    def _retrieve(self, hidden: Tensor, rows: Sequence[Row]) -> Tensor:
        """Each step finds its tool among its source's, and its app among all that are for something else."""
        total = hidden.new_zeros(())
        for app, pair in enumerate((TOOL, APP)):
            wanted = [
                (i, seg, text, row)
                for i, row in enumerate(rows)
                for seg, text in zip(row.segments, row.find_apps if app else row.find_tools, strict=True)
                if text
            ]
            if not wanted:
                continue
            bank = self._banks[app]
            pooled = _means(hidden, [(i, a + 1, b + 1) for i, (a, b), _, _ in wanted])
            left = F.normalize(self.heads[pair[0]](pooled).float(), dim=-1)
            golds = [bank.place(text, _kind(text) if app else row.universe) for _, _, text, row in wanted]
            right = bank.vectors(self._embed).clone()
            own = sorted(set(golds))
            right[own] = self._embed([bank.entries[g][0] for g in own], bool(app))
            groups = bank.groups.to(left.device)
            same = groups[None] == groups[golds][:, None]
            if app:  # of two equally good apps the goal's own is the one that it names
                named = torch.tensor([row.named for *_, row in wanted], device=left.device)[:, None]
                allowed = ~same | named
            else:
                allowed = same
            allowed[range(len(golds)), golds] = True
            scores = (left @ right.T / SHARP).masked_fill(~allowed, -1e4)
            total = total + 0.5 * _cross(scores, golds)
        return total

    def _embed(self, texts: Sequence[str], app: bool) -> Tensor:
        device = self.encoder.words.device
        ids, lengths = pad([candidate_ids(self._reader, text, app=app) for text in texts], device)
        inside = (torch.arange(ids.shape[1], device=device)[None] < lengths[:, None])[..., None]
        means = (self.encoder(ids, lengths) * inside).sum(1) / lengths[:, None]
        return F.normalize(self.heads[(APP if app else TOOL)[1]](means).float(), dim=-1)

    def _point(self, rows: Sequence[Row]) -> Tensor:
        laid = [r.laid for r in rows if r.laid is not None]
        hidden = self.encoder(*pad([one.ids for one in laid]))
        steps, n_steps = _gather(hidden, [one.steps for one in laid])
        total = hidden.new_zeros(())
        for pair, places, golds in (
            (HOW, [one.tools for one in laid], [r.how for r in rows]),
            (WHERE, [one.apps for one in laid], [r.where for r in rows]),
        ):
            found, counts = _gather(hidden, places)
            scores = torch.einsum("bsd,bkd->bsk", self.heads[pair[0]](steps), self.heads[pair[1]](found))
            beyond = torch.arange(found.shape[1], device=found.device)[None] >= counts[:, None]
            scores = (scores.float() * _POINT**-0.5).masked_fill(beyond[:, None], -1e4)
            padded = [g + [SKIP] * (steps.shape[1] - len(g)) for g in golds]
            total = total + _cross(scores.flatten(0, 1), [g for p in padded for g in p])
        return total + self._slot_loss(hidden, rows)

    def _slot_loss(self, hidden: Tensor, rows: Sequence[Row]) -> Tensor:
        items = [
            (i, row.laid, step, slots)
            for i, row in enumerate(rows)
            if row.laid is not None
            for step, slots in enumerate(row.slots)
            if row.how[step] != SKIP and row.laid.params[row.how[step]] and slots[0] != SKIP
        ]
        if not items:
            return hidden.new_zeros(())
        which = hidden[[i for i, _, _, _ in items]]
        words, n_words = _gather(which, [laid.goal for _, laid, _, _ in items])
        params, n_params = _gather(which, [laid.params[rows[i].how[s]] for i, laid, s, _ in items])
        steps, _ = _gather(which, [[laid.steps[s]] for _, laid, s, _ in items])
        scores = slot_scores(self.heads, words, params, steps[:, 0])
        beyond = torch.arange(1 + params.shape[1], device=params.device)[None] > n_params[:, None]
        scores = scores.float().masked_fill(beyond[:, None], -1e4)
        golds = [g for _, _, _, slots in items for g in slots + [SKIP] * (words.shape[1] - len(slots))]
        return 2.0 * _cross(scores.flatten(0, 1), golds)

    def restore(self, state: Mapping[str, NDArray[np.float32]]) -> None:
        """Go on from the encoder's parameters and, under `heads.`, the heads'."""
        self.encoder.restore(state)
        heads = {k.removeprefix("heads."): v for k, v in state.items() if k.startswith("heads.")}
        self.heads.load_state_dict({k: torch.from_numpy(v.astype(np.float32)) for k, v in heads.items()})

    def head_weights(self) -> dict[str, NDArray[np.float32]]:
        """What `edgelam.reader.heads.Heads` loads."""
        return {k: array(v) for k, v in self.heads.state_dict().items()}


def slot_scores(heads: nn.ModuleDict, words: Tensor, params: Tensor, step: Tensor) -> Tensor:
    """(n, words, 1 + params), nothing first: a word is a parameter's when it fits and belongs to the step."""
    fits = torch.einsum("nwd,npd->nwp", heads[SLOTS[0]](words), heads[SLOTS[1]](params))
    owned = torch.einsum("nwd,nd->nw", heads[OWNER[0]](words), heads[OWNER[1]](step))
    return torch.cat([heads[SLOT](words), (fits + owned[..., None]) * _POINT**-0.5], -1)


class Bank:
    """Every candidate of a kind, with embeddings that are made anew every so often and take no gradient."""

    def __init__(self, entries: Sequence[tuple[str, str]], layer: str) -> None:
        self.entries = list(entries)  # text and group
        self._places = {entry: i for i, entry in enumerate(self.entries)}
        names = {group: i for i, group in enumerate(dict.fromkeys(group for _, group in self.entries))}
        self.groups = torch.tensor([names[group] for _, group in self.entries])
        self._app = layer == APP[1]
        self._kept: Tensor | None = None
        self._uses = 0

    def place(self, text: str, group: str) -> int:
        """Where the candidate stands."""
        return self._places[text, group]

    def vectors(self, embed: Callable[[Sequence[str], bool], Tensor]) -> Tensor:
        """(entries, width) unit vectors."""
        if self._kept is None or self._uses % REFRESH == 0:
            with torch.no_grad():
                parts = [self.entries[i : i + 128] for i in range(0, len(self.entries), 128)]
                self._kept = torch.cat([embed([text for text, _ in part], self._app) for part in parts])
        self._uses += 1
        return self._kept


def _kind(text: str) -> str:
    """What an app is for; those without a description are alone in theirs."""
    return text.partition(": ")[2] or text


def _means(hidden: Tensor, spans: Sequence[tuple[int, int, int]]) -> Tensor:
    """(spans, width): the mean of tokens [start, end) of a row; spans: row, start, end."""
    shares = np.zeros((len(spans), hidden.shape[1]), np.float32)
    for share, (_, start, end) in zip(shares, spans, strict=True):
        share[start:end] = 1 / (end - start)
    weights = torch.from_numpy(shares).to(hidden.device, hidden.dtype)
    return torch.bmm(weights[:, None], hidden[[row for row, _, _ in spans]]).squeeze(1)


def _gather(hidden: Tensor, places: Sequence[list[int]]) -> tuple[Tensor, Tensor]:
    """hidden (rows, tokens, width) at places -> (rows, most, width), padded, and how many each row has."""
    padded, counts = pad(places, hidden.device)
    return hidden.gather(1, padded[..., None].expand(-1, -1, hidden.shape[-1])), counts


def _cross(scores: Tensor, gold: Sequence[int]) -> Tensor:
    if all(g == SKIP for g in gold):
        return scores.new_zeros(())
    return F.cross_entropy(scores.float(), torch.tensor(gold, device=scores.device), ignore_index=SKIP)
