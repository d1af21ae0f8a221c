"""The Caller that points: one encoder pass, then heads that score what can be chosen and with which text."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from edgelam.core.action import Action, Alternative, Choice, Cost, Scroll, Type
from edgelam.core.contracts import Encoder, Hints
from edgelam.core.plan import Slot, Step
from edgelam.core.screen import Screen
from edgelam.reader.heads import Floats, Heads, softmax
from edgelam.reader.wordpiece import WordPiece

from .legal import OWN_WORDS
from .pruning import Pruned, prune
from .rendering import NOWHERE, Reading, render

# Names of the heads; training and use share them.
SCORE, VERB, FIRST, LAST, SLOT = "score", "verb", "first", "last", "slot"
# A new verb goes to the end: heads that were trained before it have fewer rows, and never choose it.
VERBS = (
    "tap",
    "long_press",
    "type",
    "clear",
    "read",
    "scroll_down",
    "scroll_up",
    "scroll_left",
    "scroll_right",
    "submit",
)
_LONGEST_SPAN = 24  # tokens
_UNBROKEN = re.compile(r"\w+(?:[-@.]\w+)*")
_ALTERNATIVES = 4
_HEADS = "heads.npz"


def verb_of(action: Action) -> str:
    """The action's kind; scrolling carries its direction."""
    return f"scroll_{action.direction}" if isinstance(action, Scroll) else action.kind


class _Span(NamedTuple):
    text: str
    probability: float


class PointingCaller:
    """See contracts.Caller. It reads the step's words, the history and the screen; nothing is generated."""

    def __init__(self, encoder: Encoder, heads: Heads, reader: WordPiece, hints: Hints | None = None) -> None:
        self._encoder = encoder
        self._heads = heads
        self._reader = reader
        self._hints = hints
        self.alternatives = _ALTERNATIVES  # how many other actions a Choice names

    @classmethod
    def load(cls, folder: Path, encoder: Encoder, hints: Hints | None = None) -> PointingCaller:
        """The heads beside the encoder's file. Raises ModelMissing, ModelCorrupt."""
        return cls(encoder, Heads.load(folder / _HEADS), WordPiece.shipped(), hints)

    def choose(self, step: Step, screen: Screen, history: Sequence[str], legal: Sequence[Action]) -> Choice:
        """The most probable of the legal actions. Raises ModelError."""
        started = time.perf_counter()
        pruned = self._prune(step, screen, legal)
        shown = time.perf_counter()
        reading = self._read(step, pruned, history, legal)
        rendered, native = time.perf_counter(), self._native_ms()
        vectors = self._encoder.encode(reading.tokens)
        encoded = time.perf_counter()
        scored = _Scored(self._heads, reading, vectors, step.do)
        ranked = sorted(scored.actions(legal), key=lambda pair: -pair[1])
        (action, probability), *others = ranked
        bound = None
        if isinstance(action, Type) and action.slot == OWN_WORDS:
            bound = Slot(name=OWN_WORDS, value=scored.span(action.target).text)
        done = time.perf_counter()
        return Choice(
            action=action,
            probability=probability,
            margin=probability - (others[0][1] if others else 0.0),
            alternatives=tuple(Alternative(action=a, probability=p) for a, p in others[: self.alternatives]),
            bound=bound,
            cost=Cost(
                tokens=len(reading.tokens),
                ms=(done - started) * 1e3,
                render_ms=(rendered - started) * 1e3,
                prune_ms=(shown - started) * 1e3,
                model_ms=(encoded - rendered) * 1e3,
                native_ms=self._native_ms() - native,
            ),
        )

    def likely(
        self, step: Step, screen: Screen, history: Sequence[str], legal: Sequence[Action]
    ) -> list[tuple[int, float]]:
        """Refs of the legal actions' elements and their probabilities, highest first. Raises ModelError."""
        reading = self._read(step, self._prune(step, screen, legal), history, legal)
        scored = _Scored(self._heads, reading, self._encoder.encode(reading.tokens), step.do)
        shares: dict[int, float] = defaultdict(float)
        for action, probability in scored.actions(legal):
            target = getattr(action, "target", None)
            if target is not None:
                shares[target] += probability
        return sorted(shares.items(), key=lambda pair: -pair[1])

    def _native_ms(self) -> float:
        """What the engine's library has used so far; engines that count it have an attribute of that name."""
        return float(getattr(self._encoder, "native_ms", 0.0))

    def _prune(self, step: Step, screen: Screen, legal: Sequence[Action]) -> Pruned:
        targets = {ref for a in legal if (ref := getattr(a, "target", None)) is not None}
        leads = self._hints.leads(step, screen) if self._hints else NOWHERE
        return prune(self._reader, screen.elements, targets, step.do, leads=leads)

    def _read(self, step: Step, pruned: Pruned, history: Sequence[str], legal: Sequence[Action]) -> Reading:
        choices = {verb_of(a) for a in legal if getattr(a, "target", None) is None}
        typed = {a.slot for a in legal if isinstance(a, Type)}
        slots = [slot for slot in step.slots if slot.name in typed]
        shown, label, leads = pruned
        return render(self._reader, step.do, history, shown, slots, tuple(choices), label, leads)


class _Scored:
    """What the heads say of one reading."""

    def __init__(self, heads: Heads, reading: Reading, vectors: Floats, do: str) -> None:
        self._heads = heads
        self._reading = reading
        self._vectors = vectors
        self._do = do

    def actions(self, legal: Sequence[Action]) -> list[tuple[Action, float]]:
        """Every legal action with its probability; they add up to 1. What was left out of the text has 0."""
        grouped: dict[str | int, list[Action]] = defaultdict(list)
        for action in legal:
            target = getattr(action, "target", None)
            grouped[verb_of(action) if target is None else target].append(action)
        places = {key: place for key in grouped if (place := self._place(key)) is not None}
        found: dict[int, float] = {}
        if places:
            scores = self._heads.mlp(SCORE, self._vectors[list(places.values())])[:, 0]
            for key, share in zip(places, softmax(scores), strict=True):
                for action, part in self._within(key, grouped[key]):
                    found[id(action)] = float(share) * part
        return [(action, found.get(id(action), 0.0)) for action in legal]

    def span(self, target: int) -> _Span:
        """The words of the step that would be typed into `target`."""
        count = len(self._reading.words)
        if not count:
            return _Span("", 0.0)
        first, last = (softmax(self._pointed(name, target, range(1, 1 + count))) for name in (FIRST, LAST))
        words = self._reading.words
        edges = _word_edges(self._do) | {words[-1].end}  # of a long step not all words are read
        first *= [word.start in edges for word in words]
        last *= [word.end in edges for word in words]
        joint = np.triu(np.outer(first, last)) - np.triu(np.outer(first, last), _LONGEST_SPAN)
        start, end = np.unravel_index(int(joint.argmax()), joint.shape)
        return _Span(self._do[words[int(start)].start : words[int(end)].end], float(joint.max()))

    def _place(self, key: str | int) -> int | None:
        return self._reading.elements.get(key) if isinstance(key, int) else self._reading.globals.get(key)

    def _within(self, key: str | int, actions: Sequence[Action]) -> Iterator[tuple[Action, float]]:
        """How the probability of one candidate is shared among its actions."""
        if isinstance(key, str):
            yield from ((action, 1.0 / len(actions)) for action in actions)
            return
        scores = self._heads.linear(VERB, self._vectors[self._reading.elements[key]])
        shares = _shares(scores, {verb_of(action) for action in actions})
        texts = self._texts(key, [a.slot for a in actions if isinstance(a, Type)])
        for action in actions:
            part = texts[action.slot] if isinstance(action, Type) else 1.0
            yield action, shares.get(verb_of(action), 0.0) * part

    def _texts(self, target: int, slots: Sequence[str]) -> dict[str, float]:
        """Shares of the slots that may be typed; the step's own words stand at the first token."""
        places = {name: 0 if name == OWN_WORDS else self._reading.slots.get(name) for name in slots}
        known = {name: place for name, place in places.items() if place is not None}
        shares = dict.fromkeys(slots, 0.0)
        if known:
            scores = softmax(self._pointed(SLOT, target, list(known.values())))
            shares.update(zip(known, map(float, scores), strict=True))
        return shares

    def _pointed(self, name: str, target: int, places: Sequence[int]) -> Floats:
        query = self._heads.linear(name, self._vectors[self._reading.elements[target]])
        scores: Floats = self._vectors[list(places)] @ (query * np.float32(len(query) ** -0.5))
        return scores


def _word_edges(text: str) -> set[int]:
    """Where a text to type may begin or end: never inside a word, an address, or what a hyphen joins."""
    inside = (at for word in _UNBROKEN.finditer(text) for at in range(word.start() + 1, word.end()))
    return set(range(len(text) + 1)).difference(inside)


def _shares(scores: Floats, verbs: Collection[str]) -> dict[str, float]:
    """How an element's probability is shared among verbs; those that the heads do not know are left out."""
    known = [verb for verb in VERBS[: len(scores)] if verb in verbs]
    parts = softmax(scores[[VERBS.index(verb) for verb in known]]) if known else ()
    return dict(zip(known, map(float, parts), strict=True))
