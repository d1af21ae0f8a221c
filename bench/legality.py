"""Whether models can say only what is allowed: random weights of every family over hostile screens and goals.

Nothing is assumed of the models. Each answer is checked against what was legal, and each text from outside
against the tokens it became.
"""

from __future__ import annotations

import math
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from bench.families import FAMILIES, Family, make_model
from bench.figures import Figure, figure
from bench.hostile import CANARY, Situation, another_look, goal, situation
from bench.machine import machine
from edgelam.caller.dialects import dialect_named
from edgelam.caller.generative import GenerativeCaller
from edgelam.caller.legal import OWN_WORDS
from edgelam.core.action import Choice, Type
from edgelam.core.catalogue import AppSpec, Catalogue, Param, ToolSpec
from edgelam.core.errors import UsageError
from edgelam.core.plan import Plan, Step
from edgelam.engines.llama import LlamaDecoder
from edgelam.engines.prefix import PrefixStore
from edgelam.planner.check import check_plan
from edgelam.planner.generative import GenerativePlanner

_MODELS = 3  # of each family, with weights of their own
_PLANS = 10  # one in so many generations is a plan
_CONTEXT = 8192
_SHOWN = 20  # faults in the document
_BY_NAME = {family.name: family for family in FAMILIES}

CATALOGUE = Catalogue(
    tools=(
        ToolSpec(
            name="clock.alarm.set",
            description="Set an alarm",
            params=(Param(name="time", type="time"), Param(name="label", required=False)),
        ),
        ToolSpec(name="settings.wifi", description="Wi-Fi", params=(Param(name="state", type="switch"),)),
        ToolSpec(name="clock.alarm.show", description="Show the alarms"),
    ),
    apps=(
        AppSpec(package="com.android.messaging", label="Messages"),
        AppSpec(package="x.notes", label='Not"es'),
    ),
)


class Fault(NamedTuple):
    """An answer that must not be; the same family, model and number give it again."""

    family: str
    model: int
    number: int
    kind: str  # illegal, crash or leak
    what: str


class WatchedDecoder(LlamaDecoder):
    """The real one, which also notes when a text from outside could pass for the template."""

    def watch(self, marks: Sequence[str]) -> None:
        """marks: the texts of special tokens."""
        self.leaks: list[str] = []
        self._special = {token for mark in marks for token in self.tokenize(mark, special=True)}

    def tokenize(self, text: str, *, special: bool = False) -> list[int]:
        """See Decoder."""
        tokens = super().tokenize(text, special=special)
        if special and CANARY in text:
            self.leaks.append(f"a text from outside was read as trusted: {text[:80]!r}")
        if not special and not self._special.isdisjoint(tokens):
            self.leaks.append(f"control tokens came out of {text[:80]!r}")
        return tokens


def legality(
    generations: int = 10_000,
    families: Sequence[str] = (),
    seed: int = 0,
    say: Callable[[str], None] = lambda line: None,
) -> dict[str, Any]:
    """The document of `edgelam bench legality`. say: hears of the progress. Raises UsageError."""
    unknown = set(families) - set(_BY_NAME)
    if unknown or generations < 1:
        names = ", ".join(_BY_NAME)
        what = f"there is no family {', '.join(sorted(unknown))}" if unknown else "nothing is generated"
        raise UsageError(what, hint=f"Families: {names}.")
    chosen = [_BY_NAME[name] for name in families] if families else list(FAMILIES)
    counts, faults = Counter[str](), list[Fault]()
    with tempfile.TemporaryDirectory(prefix="edgelam-") as folder:
        for family, model, numbers in _shares(chosen, generations):
            path = make_model(family, Path(folder) / "model.gguf", seed=seed * _MODELS + model)
            with closing(WatchedDecoder(path, context=_CONTEXT, threads=1)) as decoder:
                faults += _faults(decoder, family, model, numbers, seed)
            counts[family.name] += len(numbers)
            say(f"{sum(counts.values()):>6}/{generations} {family.name}: {len(faults)} faults")
    return {
        "bench": "legality",
        "machine": machine([]),
        "figures": _figures(counts, faults),
        "weights": "random",
        "seed": seed,
        "faults": [fault._asdict() for fault in faults[:_SHOWN]],
    }


def _shares(families: Sequence[Family], generations: int) -> Iterator[tuple[Family, int, range]]:
    """Which model of which family generates which numbers."""
    whole, rest = divmod(generations, len(families))
    for i, family in enumerate(families):
        count = whole + (i < rest)
        for model in range(_MODELS):
            numbers = range(count * model // _MODELS, count * (model + 1) // _MODELS)
            if numbers:
                yield family, model, numbers


def _faults(
    decoder: WatchedDecoder, family: Family, model: int, numbers: range, seed: int
) -> Iterator[Fault]:
    decoder.watch((family.begin, *family.control, *family.defined))
    answering = _Answering(decoder, family)
    for number in numbers:
        random = Random(f"{seed}/{family.name}/{model}/{number}")
        try:
            kind, found = "illegal", answering.plan(random) if number % _PLANS == 0 else answering.act(random)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is what is counted here
            kind, found = "crash", f"{type(error).__name__}: {error}"
        if found:
            yield Fault(family.name, model, number, kind, found)
        for leak in decoder.leaks:
            yield Fault(family.name, model, number, "leak", leak)
        decoder.leaks.clear()


class _Answering:
    """A model in both roles; half of the screens follow from the action before."""

    def __init__(self, decoder: WatchedDecoder, family: Family) -> None:
        self._family = family
        dialect = dialect_named(family.dialect)
        assert dialect is not None
        warm = partial(PrefixStore(family.name).warm, decoder)
        self._caller = GenerativeCaller(decoder, warm, dialect)
        self._planner = GenerativePlanner(decoder, warm)
        self._last: tuple[Situation, Choice] | None = None

    def act(self, random: Random) -> str:
        """What is wrong with the next choice; "" for nothing."""
        if self._last and random.random() < 0.5:
            asked = another_look(random, self._family, *self._last)
        else:
            asked = situation(random, self._family)
        self._last = None
        choice = self._caller.choose(*asked)
        self._last = asked, choice
        return wrong_choice(choice, asked)

    def plan(self, random: Random) -> str:
        """What is wrong with a plan; "" for nothing."""
        return wrong_plan(self._planner.plan(goal(random, self._family), CATALOGUE))


def wrong_choice(choice: Choice, asked: Situation) -> str:
    """What is illegal about it; "" for nothing."""
    others = [alternative.action for alternative in choice.alternatives]
    numbers = (choice.probability, choice.margin, *(a.probability for a in choice.alternatives))
    own = isinstance(choice.action, Type) and choice.action.slot == OWN_WORDS
    for holds, what in (
        (choice.action in asked.legal, f"{choice.action!r} is not legal"),
        (set(others) <= set(asked.legal), "an alternative is not legal"),
        (choice.action not in others and len(set(others)) == len(others), "an action comes twice"),
        (all(math.isfinite(p) and 0 <= p <= 1 + 1e-9 for p in numbers), f"no probabilities: {numbers}"),
        (choice.margin <= choice.probability + 1e-9, "the margin is above the probability"),
        (own == (choice.bound is not None), "words without typing them, or the other way round"),
        (choice.bound is None or _is_span(choice.bound.value, asked.step), "words that the step has not"),
    ):
        if not holds:
            return what
    return ""


def _is_span(words: str, step: Step) -> bool:
    return words in " ".join(step.do.split()) or words == step.do


def wrong_plan(plan: Plan) -> str:
    """What is illegal about it; "" for nothing. Raises PlanInvalid where it is no plan at all."""
    check_plan(plan, CATALOGUE)
    said = " ".join(plan.goal.split())
    values = [slot.value for step in plan.steps for slot in step.slots]
    for holds, what in (
        (bool(plan.declined) != bool(plan.steps), "neither steps nor declined"),
        (0 <= plan.probability <= 1 + 1e-9, f"no probability: {plan.probability}"),
        (all(step.call or step.do in said for step in plan.steps), "a step in words that the goal has not"),
        (all(value in said or value in ("on", "off") for value in values), f"a value not said: {values}"),
    ):
        if not holds:
            return what
    return ""


def _figures(counts: Counter[str], faults: Sequence[Fault]) -> list[Figure]:
    kinds = Counter(fault.kind for fault in faults)
    by_family = Counter(fault.family for fault in faults)
    total = sum(counts.values())
    return [
        *(figure(name, kinds[kind], "generations", total, at_most=0) for name, kind in _KINDS),
        *(
            figure(f"faults {name}", by_family[name], "generations", n, at_most=0)
            for name, n in counts.items()
        ),
    ]


_KINDS = (("illegal", "illegal"), ("crashes", "crash"), ("leaked control tokens", "leak"))
