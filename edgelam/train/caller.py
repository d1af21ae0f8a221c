"""Training of the pointing Caller: lessons, recorded steps, export as int8 ONNX with its heads beside it."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import torch

from bench.machine import machine
from edgelam.caller.pointing import PointingCaller
from edgelam.core.screen import Element
from edgelam.engines.onnx import OnnxEncoder
from edgelam.memory.atlas import Atlas
from edgelam.models.manifest import write_manifest
from edgelam.reader.heads import Heads
from edgelam.reader.wordpiece import WordPiece

from .augment import varied
from .caller_card import card
from .caller_data import (
    Lot,
    Mix,
    Say,
    development,
    droidtask,
    lesson,
    lesson_rows,
    lots,
    silent,
    typed_texts,
)
from .caller_eval import Verdict, figures_of, summary, verdicts
from .caller_model import CallerModel
from .caller_rows import Row, rows_of
from .encoder import pretrained, pretrained_folder
from .examples import Example
from .loop import Recipe, processors, train
from .maps import read_atlas, some_mapped
from .onnx_graph import read, write

MODEL, HEADS, FACTS = "model.onnx", "heads.npz", "training.json"
_SPOKEN = ("figures", "machine", "p50_ms", "p95_ms")  # of a score, what does not go into the card


@dataclass(frozen=True)
class Plan:
    """What is trained on, how long, and how hard."""

    mix: Mix = field(default_factory=Mix)
    first: Recipe = field(default_factory=lambda: Recipe(epochs=1, rate=2e-4, tokens=2400))
    second: Recipe = field(default_factory=lambda: Recipe(epochs=1, rate=1.5e-4, tokens=2400))
    fold: Recipe = field(default_factory=lambda: Recipe(epochs=1, rate=1e-4, tokens=1600))
    passes: int = 2  # through the second stage, each with other rows
    tellings: int = 5  # of each recorded step in a pass; all but the first are varied
    rehearsed: float = 8.0  # lessons had again in the second stage, as a share of the recorded rows
    fold_tellings: int = 3
    fold_rehearsed: float = 0.5
    dropout: float = 0.1  # in the second stage

    def short(self) -> Plan:
        """The one short pass that cross-validation has time for."""
        return replace(
            self, second=self.fold, passes=1, tellings=self.fold_tellings, rehearsed=self.fold_rehearsed
        )


# For two cores: 40 minutes. For a graphics card: ten times the lessons in a tenth of the time.
PLAN = Plan()
LARGE = Plan(
    mix=Mix(200_000, 100_000, 9_000, 15_000, 10_000, 10_000),
    first=Recipe(epochs=3, rate=5e-4, tokens=40_000, average=0.998),
    second=Recipe(epochs=1, rate=2e-4, tokens=8_000, average=0.99),
    fold=Recipe(epochs=1, rate=1e-4, tokens=4_000),
    tellings=10,
    fold_tellings=10,
)
# For a Caller that is trained: half an hour of what is new to it, some of the old with it; or, on a graphics
# card, seven minutes of both.
MORE = Plan(
    mix=Mix(3_000, 1_500, 467, 400, 200, 200),
    first=Recipe(epochs=1, rate=1e-4, average=0.99, seconds=1800),
    second=Recipe(epochs=1, rate=3e-5, average=0.99),
    passes=1,
    tellings=2,
    rehearsed=1.0,
)
LARGE_MORE = replace(
    LARGE,
    mix=Mix(100_000, 50_000, 4_500, 7_500, 5_000, 5_000),
    first=Recipe(epochs=8, rate=2.5e-4, tokens=24_000, average=0.998, seconds=330),
    second=Recipe(epochs=1, rate=1e-4, tokens=8_000, average=0.99),
    passes=1,
)


def plan_for(device: str, start: Path | None = None) -> Plan:
    """The plan that suits a device's speed. start: a trained Caller to go on from."""
    if start is not None:
        return MORE if device == "cpu" else LARGE_MORE
    return PLAN if device == "cpu" else LARGE


@dataclass
class Course:
    """A model after the first stage, and what the second one needs."""

    model: CallerModel
    reader: WordPiece
    lessons: list[Row]
    texts: list[str]
    strangers: list[Element]
    atlas: Atlas  # of the recorded steps' apps, made of screens without goals

    @classmethod
    def first_stage(
        cls,
        data: Path,
        plan: Plan,
        seed: int,
        extra: Sequence[Path],
        encoder: Path | None,
        say: Say,
        *,
        device: str = "cpu",
        develop: bool = False,
        start: Path | None = None,
    ) -> Course:
        """All lessons, and no recorded step of a person's phone. See `caller_data.lots` for `develop`.

        start: the folder of a trained Caller to go on from instead of the pretrained encoder.
        """
        torch.manual_seed(seed)
        reader = WordPiece.shipped()
        jobs = 1 if device == "cpu" else processors()
        rows = lesson_rows(data, lots(plan.mix, seed, develop=develop), extra, jobs)
        say(f"{len(rows)} rows, {sum(len(r.tokens) for r in rows)} tokens")
        if start is None:
            model = CallerModel(pretrained(pretrained_folder(encoder), reader.tokens, seed))
        else:
            model = restored(start)
        model.to(device).encoder.dropout = 0.0
        train(model, rows, model.loss, _length, replace(plan.first, seed=seed), say)
        strangers = lesson(data, Lot("references", 2000, seed, develop))
        shown = [element for example in strangers for element in example.elements]
        atlas = read_atlas(data / "caller/droidtask_screens.jsonl")
        return cls(model, reader, rows, typed_texts(data), shown, atlas)

    def second_stage(self, recorded: Sequence[Example], plan: Plan, seed: int, say: Say) -> None:
        """Recorded steps, told several times, with some lessons again."""
        torch.manual_seed(seed)
        rng = random.Random(seed)
        told = some_mapped(recorded, self.atlas, seed)
        for telling in range(1, plan.tellings):
            known = some_mapped(recorded, self.atlas, seed + telling)
            told += [varied(example, self.texts, self.strangers, rng) for example in known]
        rows = rows_of(self.reader, told)
        rows += rng.sample(self.lessons, min(len(self.lessons), round(plan.rehearsed * len(rows))))
        self.model.encoder.dropout = plan.dropout
        train(self.model, rows, self.model.loss, _length, replace(plan.second, seed=seed), say)


def restored(folder: Path) -> CallerModel:
    """A trained Caller, as near as its quantisation left it. Raises FileNotFoundError."""
    model = CallerModel(read(folder / MODEL))
    with np.load(folder / HEADS, allow_pickle=False) as heads:
        model.heads.load_state_dict({k: torch.from_numpy(heads[k].astype(np.float32)) for k in heads.files})
    return model


def export(model: CallerModel, folder: Path, *, int8: bool = True) -> None:
    """The encoder as ONNX and the heads as numpy arrays."""
    folder.mkdir(parents=True, exist_ok=True)
    write(model.encoder.checkpoint(), folder / MODEL, int8=int8)
    heads = {name: value.astype(np.float16) for name, value in model.head_weights().items()}
    np.savez_compressed(folder / HEADS, allow_pickle=False, **heads)


def exported(
    model: CallerModel, examples: Sequence[Example], atlas: Atlas | None = None, *, int8: bool = True
) -> list[Verdict]:
    """The examples decided by the exported model in ONNX Runtime, as the product would. atlas: for hints."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        export(model, folder, int8=int8)
        with closing(OnnxEncoder(folder / MODEL)) as engine:
            heads = Heads.load(folder / HEADS)
            return verdicts(examples, PointingCaller(engine, heads, WordPiece.shipped(), atlas))


def cross_validate(
    data: Path,
    *,
    seed: int = 0,
    plan: Plan = PLAN,
    extra: Sequence[Path] = (),
    encoder: Path | None = None,
    device: str = "cpu",
    say: Say = silent,
) -> dict[str, Any]:
    """The first stage without what `development` scores, that score, then `leave_one_app_out`."""
    course = Course.first_stage(data, plan, seed, extra, encoder, say, device=device, develop=True)
    scores = {}
    for name, examples in development(data).items():
        decided = summary(exported(course.model, examples))
        scores[name] = {"n": decided["n"], "element_accuracy": decided["element_accuracy"]}
        say(f"{name}: {_line(decided)}")
    found = leave_one_app_out(course, data, seed=seed, plan=plan, say=say)
    return {**found, "development": scores, "first": asdict(plan.first)}


def leave_one_app_out(
    course: Course, data: Path, *, seed: int = 0, plan: Plan = PLAN, say: Say = silent
) -> dict[str, Any]:
    """Each DroidTask app by a second stage on the other six, which saw no screen of it.

    The course's model is left as it was after the first stage.
    """
    plan = plan.short()
    start = {name: value.clone() for name, value in course.model.state_dict().items()}
    by_app = droidtask(data)
    found: list[Verdict] = []
    exact: list[Verdict] = []
    mapped: list[Verdict] = []
    apps = {}
    for app, examples in by_app.items():
        others = [e for other, es in by_app.items() if other != app for e in es]
        course.second_stage(others, plan, seed, silent)
        decided = exported(course.model, examples)
        exact += exported(course.model, examples, int8=False)
        mapped += exported(course.model, examples, course.atlas)
        course.model.load_state_dict(start)
        apps[app] = summary(decided)
        say(f"{app}: {_line(apps[app])}")
        found += decided
    total = summary(found)
    flips = sum(a.choice != b.choice for a, b in zip(found, exact, strict=True))
    say(f"with maps: {_line(summary(mapped))}")
    say(f"all: {_line(total)}  int8 against float: {flips} of {len(found)} choices differ")
    return {
        **total,
        "apps": apps,
        "with_map": {k: v for k, v in summary(mapped).items() if k not in _SPOKEN},
        "int8_flips": flips,
        "float_action_accuracy": summary(exact)["action_accuracy"],
        "figures": figures_of(found),
        "machine": machine(),
    }


def train_caller(
    data: Path,
    out: Path,
    *,
    seed: int = 0,
    plan: Plan = PLAN,
    extra: Sequence[Path] = (),
    encoder: Path | None = None,
    device: str = "cpu",
    start: Path | None = None,
    found: dict[str, Any] | None = None,
    say: Say = silent,
) -> None:
    """Both stages on everything; writes the model with heads, card and manifest into `out`.

    extra: more files in the caller-step format, or packed. start: see `Course.first_stage`; how that one was
    trained, and its figures, go on standing in the card. found: of `cross_validate` with the same plan.
    """
    started = time.monotonic()
    course = Course.first_stage(data, plan, seed, extra, encoder, say, device=device, start=start)
    recorded = [example for examples in droidtask(data).values() for example in examples]
    for number in range(plan.passes):
        course.second_stage(recorded, plan, seed + number, say)
    export(course.model, out)
    facts = {
        "seed": seed,
        "plan": asdict(plan),
        "rows": {"lessons": len(course.lessons), "droidtask": len(recorded)},
        "extra": [path.name for path in extra],
        "device": device,
        "seconds": round(time.monotonic() - started),
        "torch": torch.__version__,
    }
    if start is not None:
        facts["before"] = json.loads((start / FACTS).read_text("utf-8"))
        found = facts["before"].pop("cross_validation")
    describe(out, facts, found)


def describe(out: Path, facts: dict[str, Any], found: dict[str, Any] | None) -> None:
    """Write what is known of the model in `out` beside it: facts, card, manifest."""
    facts = {**facts, "cross_validation": {k: v for k, v in (found or {}).items() if k not in _SPOKEN}}
    (out / FACTS).write_text(json.dumps(facts, indent=1) + "\n", "utf-8")
    (out / "card.md").write_text(card(facts), "utf-8")
    write_manifest(out, name="caller", role="caller", engine="onnx", model=MODEL, card="card.md")


def _length(row: Row) -> int:
    return len(row.tokens)


def _line(found: dict[str, Any]) -> str:
    keys = (
        "action_accuracy",
        "action_accuracy_no_done",
        "element_accuracy",
        "done_accuracy",
        "early_done",
        "task_accuracy",
    )
    return (
        "  ".join(f"{key} {found[key]:.3f}" for key in keys if found[key] is not None) + f"  n {found['n']}"
    )
