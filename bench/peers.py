"""The same model file and the same screens through edgelam and through what people would use otherwise.

Steps are asked one by one of each, in turn, so that a noisy machine is noisy for all. Before each step stands
the pause in which a phone would carry out the last action; edgelam reads ahead in it, and is measured without
that, too. A peer is asked as its users ask: a chat request with the instructions, the step, what was done,
and the whole numbered screen; it keeps the state of what a request begins with, as edgelam does. A model may
have random weights: what it says is noise then, what it costs is not.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from edgelam.core.action import Choice
from edgelam.core.contracts import Foreseeing
from edgelam.core.errors import UsageError
from edgelam.models.home import home, own_models
from edgelam.models.registry import find
from edgelam.run.models import open_caller, open_decoder

from .figures import Figure, figure, percentile
from .intervals import median_ratio
from .machine import machine
from .peer_clients import PEERS, found_peers
from .rates import Rates, rates
from .steps import decide, episodes
from .traces import Request

# Shapes that stand in where weights cannot be had, and how they are quantised.
STAND_INS = (("smollm2-135m", "Q8_0"), ("qwen3-0.6b", "Q4_K_M"))
_GOALS = {"chat-json": 5.0}
_SEED = 20_000  # of the recorded steps; training begins at 0
_ROUND = 5  # steps
_PAUSE = 0.5  # seconds; the transition after an action takes a phone 250 to 800 ms, see run.settle
OWN, UNAIDED = "edgelam", "edgelam without reading ahead"
Say = Callable[[str], None]


@dataclass
class _Run:
    """Milliseconds by who was asked, and what edgelam said."""

    ms: dict[str, list[float]] = field(default_factory=dict)
    choices: list[Choice] = field(default_factory=list)
    speeds: list[Rates] = field(default_factory=list)  # measured in between, at the sizes met so far


def peers(
    models: Sequence[Path] = (),
    steps: int = 50,
    only: Sequence[str] = (),
    say: Say = lambda line: None,
) -> dict[str, Any]:
    """The document of `edgelam bench peers`.

    models: GGUFs of generating models; none: models with random weights in STAND_INS' shapes. only: names of
    PEERS. Ctrl-C keeps what was measured. Raises ModelError, UsageError.
    """
    unknown = set(only) - set(PEERS)
    if unknown:
        raise UsageError(f"there is no peer {min(unknown)!r}", hint=f"Peers: {', '.join(PEERS)}.")
    asked = episodes(steps, seed=_SEED)
    figures: list[Figure] = []
    notes: list[str] = []
    interrupted = False
    paths = list(models) or [stand_in(*each, say=say) for each in STAND_INS]
    for path in paths:
        run = _Run()
        try:
            _measure(path, asked, only, run, notes, say)
        except KeyboardInterrupt:
            interrupted = True
        figures += _figures(path.stem, run)
        if interrupted:
            break
    return {
        "bench": "peers",
        "machine": machine([find(str(path), own_models()) for path in paths]),
        "figures": figures,
        "random_weights": not models,
        "notes": list(dict.fromkeys(notes)),
        "interrupted": interrupted,
    }


def stand_in(shape: str, kind: str, say: Say = lambda line: None) -> Path:
    """A model with random weights, made once and kept. Raises StorageError, ModelError."""
    from quant.quantise import quantise
    from quant.recipe import Recipe
    from quant.shapes import make

    path = home() / "random" / f"{shape}-{kind.lower()}-random.gguf"
    if not path.exists():
        say(f"making {path.name}")
        path.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=path.parent) as folder:
            quantise(make(shape, Path(folder, "float.gguf")), path, Recipe(kind))
    return path


def _measure(
    path: Path, asked: Sequence[Request], only: Sequence[str], run: _Run, notes: list[str], say: Say
) -> None:
    with ExitStack() as stack:
        caller, unaided = (stack.enter_context(open_caller(str(path))) for _ in range(2))
        found = found_peers(path, only, notes)
        clients: dict[str, Callable[[Request], object]] = {
            name: stack.enter_context(client) for name, client in found.items()
        }
        decoder = stack.enter_context(closing(open_decoder(find(str(path), own_models()))))
        clients[UNAIDED] = partial(decide, unaided)
        decide(caller, asked[0])  # what is paid once is paid before: the static prefix is kept from now on
        for client in clients.values():
            client(asked[0])
        for number, request in enumerate(asked, 1):
            if isinstance(caller, Foreseeing):
                caller.foresee(request.step, request.history)
            time.sleep(_PAUSE)
            started = time.perf_counter()
            run.choices.append(decide(caller, request))
            run.ms.setdefault(OWN, []).append((time.perf_counter() - started) * 1000)
            for name, ask in clients.items():
                started = time.perf_counter()
                ask(request)
                run.ms.setdefault(name, []).append((time.perf_counter() - started) * 1000)
            if number % _ROUND == 0 or number == len(asked):
                new, depth = (round(median(sizes)) for sizes in (_new(run), _cached(run)))
                run.speeds.append(rates(decoder, new=new, depth=depth, rounds=1))
                say(f"{path.stem}: {number} of {len(asked)} steps")


def _figures(name: str, run: _Run) -> list[Figure]:
    own = run.ms.get(OWN, [])
    new = _new(run)
    found = [
        figure(f"{name} edgelam p50", percentile(own, 0.5), "ms", len(own)),
        figure(f"{name} edgelam p95", percentile(own, 0.95), "ms", len(own)),
        figure(f"{name} new tokens p50", percentile(new, 0.5), "tokens", len(new), at_most=60),
        figure(f"{name} new tokens p95", percentile(new, 0.95), "tokens", len(new), at_most=150),
        figure(f"{name} passes p50", percentile([c.cost.passes for c in run.choices], 0.5), "", len(new)),
    ]
    if run.speeds:
        reading, writing = (
            median(getattr(speed, rate) for speed in run.speeds) for rate in ("prefill_rate", "decode_rate")
        )
        bound = [_bound(choice, reading, writing) for choice in run.choices]
        found += [
            figure(f"{name} prefill rate", reading, "tokens/s", sum(speed.rounds for speed in run.speeds)),
            figure(f"{name} decode rate", writing, "tokens/s", sum(speed.steps for speed in run.speeds)),
            figure(f"{name} bound p50", percentile(bound, 0.5), "ms", len(bound)),
            figure(f"{name} over its bound", median(own) / median(bound), "x", len(own), at_most=1.25),
        ]
    ratios = []
    for peer, ms in run.ms.items():
        ratio = median_ratio(own[: len(ms)], ms) if peer != OWN else None
        if ratio is None:
            continue
        if peer != UNAIDED:
            ratios.append(ratio.value)
        found += [
            figure(f"{name} {peer} p50", percentile(ms, 0.5), "ms", len(ms)),
            figure(f"{name} {peer} / edgelam", ratio.value, "x", len(ms), at_least=_GOALS.get(peer)),
            figure(f"{name} {peer} / edgelam, low", ratio.low, "x", len(ms)),
            figure(f"{name} {peer} / edgelam, high", ratio.high, "x", len(ms)),
        ]
    if ratios:
        found.append(figure(f"{name} best peer / edgelam", min(ratios), "x", len(own), at_least=2.0))
    return found


def _new(run: _Run) -> list[int]:
    """Tokens that were computed, by step."""
    return [choice.cost.tokens - choice.cost.cached_tokens for choice in run.choices]


def _cached(run: _Run) -> list[int]:
    """Tokens that stood before them, by step."""
    return [choice.cost.cached_tokens for choice in run.choices]


def _bound(choice: Choice, prefill_rate: float, decode_rate: float) -> float:
    """Milliseconds of the computed tokens: the first pass at once, the others one by one. Rates: tokens/s."""
    cost = choice.cost
    later = max(0, cost.passes - 1)
    first = max(0, cost.tokens - cost.cached_tokens - later)
    return (first / prefill_rate + later / decode_rate) * 1000
