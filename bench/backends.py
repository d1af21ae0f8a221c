"""The same weights in both engines: whether they choose alike, and which is faster on this machine.

A shipped model's weights are read out of its file, so they are what eight bits left of them, and written for
either engine in float and in eight bits. Float beside float shows whether the engines compute the same
network; eight bits beside float, what rounding changes. A model with random weights stands for those that
generate, and says nothing of any model's sense.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, Literal

from bench.alike import Answers, ask_all, time_figures
from bench.figures import Figure, figure, percentile
from bench.forms import ENGINES, float_form, forget, keep, opened, short_form, write_forms
from bench.machine import machine
from bench.tasks.suites import suite
from edgelam.caller.generative import GenerativeCaller
from edgelam.caller.pointing import PointingCaller
from edgelam.core.catalogue import Catalogue
from edgelam.core.contracts import Caller, Decoder, Encoder, Planner
from edgelam.core.errors import UsageError
from edgelam.core.plan import Step
from edgelam.core.screen import Screen
from edgelam.models.home import own_models
from edgelam.models.registry import Model, open_model
from edgelam.planner.catalogue import build_catalogue, well_known
from edgelam.planner.pointing import PointingPlanner
from edgelam.tools import all_tools
from edgelam.train.caller_eval import legal_of
from edgelam.train.episodes import generate_episodes
from edgelam.train.examples import Example, caller_steps

Part = Literal["caller", "planner", "decoder"]
PARTS: tuple[Part, ...] = ("caller", "planner", "decoder")
AGREE = 0.995  # share of choices that the same weights in two engines have in common
_SEED = 90_210  # of the phones that the steps are recorded on; training used others
_LEAST = 200  # questions before a form may take the place of a shipped file
_GAIN = 0.95  # of the shipped file's median time: what is won by less may be lost tomorrow

Ask = Callable[[Any], Hashable]
Progress = Callable[[str, int, int], None]


def backends(
    *,
    parts: Sequence[Part] = PARTS,
    steps: int = 1000,
    decoder: Path | None = None,
    progress: Progress = lambda part, done, of: None,
) -> dict[str, Any]:
    """The document of `edgelam bench backends`.

    steps: questions of each part. decoder: a GGUF of the llama, qwen2 or qwen3 architecture; None makes a
    tiny one with random weights. Where another engine is found to choose alike and faster than a shipped model's
    own, its form is kept in EDGELAM_HOME, and later runs use it. Ctrl-C ends a part early: its figures are
    those of what was asked by then. Raises ModelError, StorageError, UsageError.
    """
    if steps < 1:
        raise UsageError("nothing is measured without steps")
    figures: list[Figure] = []
    faster: dict[str, str] = {}
    models = []
    with tempfile.TemporaryDirectory(prefix="edgelam-") as name:
        for part in parts:
            folder = Path(name) / part
            folder.mkdir()
            if part == "decoder":
                found = _decoders(decoder, folder, steps, progress)
                figures += _engine_figures(part, found, float_form("onnx"), float_form("llama"))
            else:
                model = open_model(part, part, own_models())
                models.append(model)
                found, faster[part] = _encoders(part, model, folder, steps, progress)
                figures += _shipped_figures(part, found)
            figures += time_figures(part, found)
    return {
        "bench": "backends",
        "machine": machine(models),
        "figures": figures,
        "faster": faster,
        "decoder": "" if "decoder" not in parts else decoder.name if decoder else "random weights, tiny",
    }


def _encoders(
    part: Literal["caller", "planner"], model: Model, folder: Path, steps: int, progress: Progress
) -> tuple[dict[str, Answers], str]:
    """What every form of the model answered, and the name of the one that later runs use."""
    forms = write_forms(model, folder)
    questions = recorded(folder, steps) if part == "caller" else goals(steps)
    with opened(forms) as encoders:
        ask = {name: _asking(part, model, encoder) for name, encoder in encoders.items()}
        found = ask_all(ask, questions, lambda done, of: progress(part, done, of))
    own = short_form(model.engine)
    best = preferred(found, own, [name for name, form in forms.items() if form.engine != model.engine])
    if best == own:
        forget(model)
    else:
        keep(model, forms[best], _facts(found, own, best))
    return found, best


def preferred(found: Mapping[str, Answers], own: str, others: Sequence[str]) -> str:
    """The fastest form that may stand in for the model's own, as it answers alike and sooner; or `own`."""
    base = found[own]
    if len(base.ms) < _LEAST:
        return own

    def time(name: str, share: float) -> float:
        return percentile(found[name].ms, share) or 0.0

    fit = [
        name
        for name in others
        if (base.agreement(found[name]) or 0.0) >= AGREE
        and time(name, 0.5) <= _GAIN * time(own, 0.5)
        and time(name, 0.95) <= time(own, 0.95)
    ]
    return min(fit, key=lambda name: time(name, 0.5), default=own)


def _facts(found: Mapping[str, Answers], own: str, best: str) -> dict[str, object]:
    return {
        "form": best,
        "questions": len(found[own].ms),
        "agreement": found[own].agreement(found[best]),
        "p50_ms": {name: percentile(found[name].ms, 0.5) for name in (own, best)},
    }


def _shipped_figures(part: str, found: Mapping[str, Answers]) -> list[Figure]:
    """Agreement in float, flips of eight bits in either engine, and what running the other engine changes."""
    figures = _engine_figures(part, found, *(float_form(engine) for engine in ENGINES))
    for engine in ENGINES:
        exact, short = found[float_form(engine)], found[short_form(engine)]
        figures.append(
            figure(f"{part} {short_form(engine)} flips", _flips(exact, short), "share", len(short.ms))
        )
    return figures


def _engine_figures(part: str, found: Mapping[str, Answers], one: str, other: str) -> list[Figure]:
    share = found[one].agreement(found[other])
    return [figure(f"{part} engines agree", share, "share", len(found[one].ms), at_least=AGREE)]


def _flips(exact: Answers, short: Answers) -> float | None:
    share = exact.agreement(short)
    return None if share is None else 1 - share


def recorded(folder: Path, steps: int) -> list[Example]:
    """Steps of phones that no training saw; the same ones every time."""
    path = folder / "steps.jsonl"
    generate_episodes(path, _SEED, steps)
    return caller_steps(path)


def goals(count: int) -> list[str]:
    """Goals of the task suite, in all their wordings, with values drawn by ever more seeds."""
    found: dict[str, None] = {}
    seeds = 8
    while len(found) < count:
        before = len(found)
        found = dict.fromkeys(trial.goal for trial in suite("first-light", seeds, ("plain",)))
        if len(found) == before:
            break
        seeds *= 2
    return list(found)[:count]


def _asking(part: str, model: Model, encoder: Encoder) -> Ask:
    if part == "caller":
        return _choosing(PointingCaller.load(model.folder, encoder))
    return _planning(PointingPlanner.load(model.folder, encoder))


def _choosing(caller: Caller) -> Callable[[Example], Hashable]:
    """The Caller's action, and the text that it would type."""

    def ask(example: Example) -> Hashable:
        step = Step(id="1", do=example.do, app_label=example.app, slots=example.slots)
        choice = caller.choose(step, Screen(elements=example.elements), example.history, legal_of(example))
        return choice.action, choice.bound

    return ask


def _planning(planner: Planner) -> Callable[[str], Hashable]:
    """The plan's steps, whole, without how sure it is."""
    specs = [tool.spec for tool in all_tools().values()]
    catalogue: Catalogue = build_catalogue(specs, well_known())

    def ask(goal: str) -> Hashable:
        plan = planner.plan(goal, catalogue)
        return plan.declined, plan.steps

    return ask


def _decoders(source: Path | None, folder: Path, steps: int, progress: Progress) -> dict[str, Answers]:
    """Choices of a generating Caller in either engine, and in the quantised graphs."""
    questions = recorded(folder, steps)
    with _decoders_of(source, folder) as decoders:
        ask = {name: _choosing(GenerativeCaller(decoder)) for name, decoder in decoders.items()}
        return ask_all(ask, questions, lambda done, of: progress("decoder", done, of))


@contextmanager
def _decoders_of(source: Path | None, folder: Path) -> Iterator[dict[str, Any]]:
    from edgelam.engines.llama import LlamaDecoder
    from edgelam.engines.onnx_decoder import OnnxDecoder
    from quant.onnx_decoder import MODEL, convert
    from quant.shapes import make

    source = source or make("tiny", folder / "tiny.gguf")
    with ExitStack() as stack:
        opened: dict[str, Decoder] = {float_form("llama"): LlamaDecoder(source)}
        for name, kind in ((float_form("onnx"), "fp32"), ("onnx int8", "int8"), ("onnx int4", "int4")):
            convert(source, folder / kind, kind)  # type: ignore[arg-type]
            opened[name] = OnnxDecoder(folder / kind / MODEL)
        for decoder in opened.values():
            stack.enter_context(closing(decoder))
        yield opened
