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
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from bench.alike import Answers, ask_all, time_figures
from bench.figures import Figure, figure, percentile
from bench.forms import ENGINES, float_form, forget, keep, opened, short_form, write_forms
from bench.machine import machine
from bench.steps import decide, requests
from bench.tasks import suites
from bench.traces import Request
from edgelam.caller.generative import GenerativeCaller
from edgelam.caller.pointing import PointingCaller
from edgelam.core.contracts import Caller, ChatDecoder, Encoder, Planner
from edgelam.core.errors import MissingExtra, ModelRole, UsageError
from edgelam.engines.autotune import Tuning, tune
from edgelam.engines.formats import check_gguf
from edgelam.models.home import home, own_models
from edgelam.models.registry import Model, open_model
from edgelam.planner.catalogue import build_catalogue, well_known
from edgelam.planner.pointing import PointingPlanner
from edgelam.tools import all_tools

Part = Literal["caller", "planner", "decoder"]
PARTS: tuple[Part, ...] = ("caller", "planner", "decoder")
AGREE = 0.995  # share of choices that the same weights in two engines have in common
AS_IT_IS = "llama gguf"  # the name of a decoder's own form
_SEED = 90_210  # of the phones that the steps are recorded on; training used others
_LEAST = 200  # questions before a form may take the place of a shipped file
_GAIN = 0.95  # of the shipped file's median time: what is won by less may be lost tomorrow
_FLOATS = {0, 1, 30}  # ggml's types F32, F16 and BF16
_OFTEN = 50  # questions between two lines of progress

Ask = Callable[[Any], Hashable]
Say = Callable[[str], None]


@dataclass
class _Found:
    """What the parts gave so far."""

    figures: list[Figure] = field(default_factory=list)
    faster: dict[str, str] = field(default_factory=dict)  # the form that later runs use, by part
    models: list[Model] = field(default_factory=list)
    decoder: str = ""
    tuning: Tuning | None = None
    interrupted: bool = False


def backends(
    *,
    parts: Sequence[str] = (),
    steps: int = 1000,
    decoder: Path | None = None,
    seconds: float = 8.0,
    say: Say = lambda line: None,
) -> dict[str, Any]:
    """The document of `edgelam bench backends`.

    parts: PARTS where empty. steps: questions of each part. decoder: a GGUF of the llama, qwen2 or qwen3
    architecture, which is tuned too, for that many seconds; None makes a tiny one with random weights.

    Where another engine is found to choose alike and faster than a shipped model's own, its form is kept in
    EDGELAM_HOME, and later runs use it. Ctrl-C ends it early: the figures are those of what was asked by
    then. Raises MissingExtra, ModelError, StorageError, UsageError.
    """
    chosen = _parts(parts, steps, decoder)
    _check_packages()
    found = _Found()
    with tempfile.TemporaryDirectory(prefix="edgelam-") as name:
        try:
            for part in chosen:
                folder = Path(name) / part
                folder.mkdir()
                if part == "decoder":
                    _decoders(found, decoder, folder, steps, seconds, say)
                else:
                    _encoders(found, part, folder, steps, say)
                if found.interrupted:
                    break
        except KeyboardInterrupt:  # while files were written or opened
            found.interrupted = True
    return {
        "bench": "backends",
        "machine": machine(found.models),
        "figures": found.figures,
        "faster": found.faster,
        "decoder": found.decoder,
        "tuning": asdict(found.tuning) if found.tuning else None,
        "interrupted": found.interrupted,
    }


def _parts(wanted: Sequence[str], steps: int, decoder: Path | None) -> list[Part]:
    """The parts that are measured, each once, in their own order. Raises UsageError."""
    unknown = [name for name in wanted if name not in PARTS]
    if unknown:
        raise UsageError(f"there is no part {unknown[0]!r}", hint=f"The parts: {', '.join(PARTS)}.")
    if steps < 1:
        raise UsageError("nothing is measured without steps")
    chosen = [part for part in PARTS if not wanted or part in wanted]
    if decoder is not None and "decoder" not in chosen:
        raise UsageError("a decoder is given, but not asked", hint="Add --part decoder.")
    return chosen


def _check_packages() -> None:
    for name in ("onnx", "gguf"):
        if find_spec(name) is None:
            raise MissingExtra(
                f"models are written with the package {name}", hint="pip install 'edgelam[quant]'"
            )


def _encoders(found: _Found, part: Literal["caller", "planner"], folder: Path, steps: int, say: Say) -> None:
    """A shipped model in all its forms; later runs use the best, where enough was asked to tell."""
    model = open_model(part, part, own_models())
    found.models.append(model)
    forms = write_forms(model, folder)
    questions = requests(None, steps, seed=_SEED) if part == "caller" else goals(steps)
    with opened(forms) as encoders:
        ask = {name: _asking(part, model, encoder) for name, encoder in encoders.items()}
        answers, found.interrupted = ask_all(ask, questions, _progress(part, say))
    found.figures += [*_shipped_figures(part, answers), *time_figures(part, answers)]
    own = short_form(model.engine)
    if len(answers[own].ms) < _LEAST:
        say(f"{part}: {_LEAST} questions are needed to choose an engine by; nothing is changed")
        return
    best = preferred(answers, own, [name for name, form in forms.items() if form.engine != model.engine])
    if best == own:
        forget(model)
    else:
        keep(model, forms[best], _facts(answers, own, best))
    found.faster[part] = best


def _progress(part: str, say: Say) -> Callable[[int, int], None]:
    def progress(done: int, of: int) -> None:
        if done % _OFTEN == 0 or done == of:
            say(f"{part}: {done} of {of} questions")

    return progress


def preferred(found: Mapping[str, Answers], own: str, others: Sequence[str]) -> str:
    """The fastest form that may stand in for the model's own, as it answers alike and sooner; or `own`."""
    base = found[own]

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
    figures = _engine_figures(part, found, float_form("onnx"), float_form("llama"))
    for engine in ENGINES:
        exact, short = found[float_form(engine)], found[short_form(engine)]
        figures.append(
            figure(f"{part} {short_form(engine)} flips", _flips(exact, short), "share", len(short.ms))
        )
    return figures


def _engine_figures(
    part: str, found: Mapping[str, Answers], one: str, other: str, least: float | None = AGREE
) -> list[Figure]:
    share = found[one].agreement(found[other])
    return [figure(f"{part} engines agree", share, "share", len(found[one].ms), at_least=least)]


def _flips(exact: Answers, short: Answers) -> float | None:
    share = exact.agreement(short)
    return None if share is None else 1 - share


def goals(count: int) -> list[str]:
    """So many goals of the task suite."""
    return list(islice(suites.goals("daily"), count))


def _asking(part: str, model: Model, encoder: Encoder) -> Ask:
    if part == "caller":
        return _choosing(PointingCaller.load(model.folder, encoder))
    return _planning(PointingPlanner.load(model.folder, encoder))


def _choosing(caller: Caller) -> Callable[[Request], Hashable]:
    """The Caller's action, and the text that it would type."""

    def ask(request: Request) -> Hashable:
        choice = decide(caller, request)
        return choice.action, choice.bound

    return ask


def _planning(planner: Planner) -> Callable[[str], Hashable]:
    """The plan's steps, whole, without how sure it is."""
    catalogue = build_catalogue([tool.spec for tool in all_tools().values()], well_known())

    def ask(goal: str) -> Hashable:
        plan = planner.plan(goal, catalogue)
        return plan.declined, plan.steps

    return ask


def _decoders(found: _Found, given: Path | None, folder: Path, steps: int, seconds: float, say: Say) -> None:
    """Choices of a generating Caller in either engine, and in the quantised graphs."""
    if given is None:
        from quant.shapes import make

        path, found.decoder = make("tiny", folder / "tiny.gguf"), "tiny, with random weights"
        graphs = _graphs(path, folder)
    else:
        model = _generating(given)
        path, found.decoder = model.path, model.name
        found.models.append(model)
        graphs = _graphs(path, folder)
        say(f"decoder: options of {model.name} are tried for {seconds:g} s")
        found.tuning = tune(path, model.identity, home(), seconds=seconds)[0].tuning
    questions = requests(None, steps, seed=_SEED)
    with _opened(path, graphs, found.tuning or Tuning()) as decoders:
        ask = {name: _choosing(GenerativeCaller(decoder)) for name, decoder in decoders.items()}
        answers, found.interrupted = ask_all(ask, questions, _progress("decoder", say))
    least = AGREE if _in_float(path) else None
    found.figures += _engine_figures("decoder", answers, AS_IT_IS, float_form("onnx"), least)
    found.figures += time_figures("decoder", answers)


def _generating(path: Path) -> Model:
    """The model, checked before anything native reads it. Raises ModelError."""
    model = open_model("any", str(path), own_models())
    if model.kind != "generative" or model.engine != "llama":
        raise ModelRole(f"{path}: not a GGUF of a generating model", hint="Give --decoder a GGUF.")
    return model


def _in_float(path: Path) -> bool:
    """Whether nothing of it is quantised: only then must its choices be those of a graph in float.

    llama.cpp rounds what it multiplies with quantised weights, too, and the graph does not.
    """
    return all(tensor.kind in _FLOATS for tensor in check_gguf(path).tensors.values())


def _graphs(source: Path, folder: Path) -> dict[str, Path]:
    """ONNX files of the model, by their forms' names. Raises ModelRole for a network that they have not."""
    from quant.onnx_decoder import MODEL, DecoderKind, convert

    kinds: dict[str, DecoderKind] = {float_form("onnx"): "fp32", "onnx int8": "int8", "onnx int4": "int4"}
    for kind in kinds.values():
        convert(source, folder / kind, kind)
    return {name: folder / kind / MODEL for name, kind in kinds.items()}


@contextmanager
def _opened(source: Path, graphs: Mapping[str, Path], tuning: Tuning) -> Iterator[dict[str, ChatDecoder]]:
    from edgelam.engines.llama import LlamaDecoder
    from edgelam.engines.onnx_decoder import OnnxDecoder

    with ExitStack() as stack:
        own = stack.enter_context(closing(LlamaDecoder(source, **asdict(tuning))))
        others = {name: stack.enter_context(closing(OnnxDecoder(path))) for name, path in graphs.items()}
        yield {AS_IT_IS: own, **others}
