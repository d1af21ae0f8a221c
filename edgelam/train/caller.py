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
from edgelam.models.manifest import write_manifest
from edgelam.reader.heads import Heads
from edgelam.reader.wordpiece import WordPiece

from .augment import varied
from .caller_card import card
from .caller_data import Mix, Say, droidtask, lessons, rows_of, silent, typed_texts
from .caller_eval import Verdict, figures_of, summary, verdicts
from .caller_model import CallerModel, Row
from .encoder import pretrained, pretrained_folder
from .examples import Example, caller_steps
from .loop import Recipe, train
from .onnx_graph import write

MODEL = "model.onnx"
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
    rehearsed: float = 0.5  # lessons had again in the second stage, as a share of the recorded rows
    replayed: int = 15_000  # rows of the extra files in a pass
    dropout: float = 0.1  # in the second stage

    def short(self) -> Plan:
        """The one short pass, without replays, that cross-validation has time for."""
        return replace(self, second=self.fold, passes=1, tellings=3, replayed=0)


PLAN = Plan()


@dataclass
class Course:
    """A model after the first stage, and what the second one needs."""

    model: CallerModel
    reader: WordPiece
    lessons: list[Row]
    texts: list[str]
    strangers: list[Element]

    @classmethod
    def first_stage(
        cls, data: Path, plan: Plan, seed: int, extra: Sequence[Path], encoder: Path | None, say: Say
    ) -> Course:
        """All lessons, and no recorded step of a person's phone."""
        torch.manual_seed(seed)
        reader = WordPiece.shipped()
        examples = {**lessons(data, plan.mix, seed), **{p.name: caller_steps(p) for p in extra}}
        rows = []
        for name, kind in examples.items():
            made = rows_of(reader, kind)
            say(f"{name}: {len(made)} rows, {sum(len(r.tokens) for r in made)} tokens")
            rows += made
        model = CallerModel(pretrained(pretrained_folder(encoder), reader.tokens, seed))
        model.encoder.dropout = 0.0
        train(model, rows, model.loss, _length, replace(plan.first, seed=seed), say)
        strangers = [e for example in examples["references"][:2000] for e in example.elements]
        return cls(model, reader, rows, typed_texts(data), strangers)

    def second_stage(
        self, recorded: Sequence[Example], replayed: Sequence[Row], plan: Plan, seed: int, say: Say
    ) -> None:
        """Recorded steps, told several times, with some lessons again."""
        torch.manual_seed(seed)
        rng = random.Random(seed)
        told = list(recorded)
        for _ in range(plan.tellings - 1):
            told += [varied(example, self.texts, self.strangers, rng) for example in recorded]
        rows = rows_of(self.reader, told)
        rows += rng.sample(self.lessons, min(len(self.lessons), round(plan.rehearsed * len(rows))))
        rows += rng.sample(list(replayed), min(len(replayed), plan.replayed))
        self.model.encoder.dropout = plan.dropout
        train(self.model, rows, self.model.loss, _length, replace(plan.second, seed=seed), say)


def export(model: CallerModel, folder: Path, *, int8: bool = True) -> None:
    """The encoder as ONNX and the heads as numpy arrays."""
    folder.mkdir(parents=True, exist_ok=True)
    write(model.encoder.checkpoint(), folder / MODEL, int8=int8)
    heads = {name: value.astype(np.float16) for name, value in model.head_weights().items()}
    np.savez_compressed(folder / "heads.npz", allow_pickle=False, **heads)


def exported(model: CallerModel, examples: Sequence[Example], *, int8: bool = True) -> list[Verdict]:
    """The examples decided by the exported model in ONNX Runtime, as the product would."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        export(model, folder, int8=int8)
        with closing(OnnxEncoder(folder / MODEL)) as engine:
            return verdicts(
                examples, PointingCaller(engine, Heads.load(folder / "heads.npz"), WordPiece.shipped())
            )


def cross_validate(
    data: Path,
    *,
    seed: int = 0,
    plan: Plan = PLAN,
    extra: Sequence[Path] = (),
    encoder: Path | None = None,
    say: Say = silent,
) -> dict[str, Any]:
    """The first stage, then `leave_one_app_out`."""
    course = Course.first_stage(data, plan, seed, extra, encoder, say)
    return leave_one_app_out(course, data, seed=seed, plan=plan, say=say)


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
    apps = {}
    for app, examples in by_app.items():
        others = [e for other, es in by_app.items() if other != app for e in es]
        course.second_stage(others, (), plan, seed, silent)
        decided = exported(course.model, examples)
        exact += exported(course.model, examples, int8=False)
        course.model.load_state_dict(start)
        apps[app] = summary(decided)
        say(f"{app}: {_line(apps[app])}")
        found += decided
    total = summary(found)
    flips = sum(a.choice != b.choice for a, b in zip(found, exact, strict=True))
    say(f"all: {_line(total)}  int8 against float: {flips} of {len(found)} choices differ")
    return {
        **total,
        "apps": apps,
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
    validate: bool = False,
    course: Course | None = None,
    say: Say = silent,
) -> dict[str, Any] | None:
    """Both stages on everything; writes the model with heads, card and manifest into `out`.

    extra: more files in the caller-step format, for both stages. validate: cross-validate between the stages;
    what it found is returned and goes into the card. course: a first stage done before.
    """
    started = time.monotonic()
    course = course or Course.first_stage(data, plan, seed, extra, encoder, say)
    found = leave_one_app_out(course, data, seed=seed, plan=plan, say=say) if validate else None
    recorded = [example for examples in droidtask(data).values() for example in examples]
    replayed = rows_of(course.reader, [step for path in extra for step in caller_steps(path)])
    for number in range(plan.passes):
        course.second_stage(recorded, replayed, plan, seed + number, say)
    export(course.model, out)
    facts = {
        "seed": seed,
        "plan": asdict(plan),
        "rows": {"lessons": len(course.lessons), "droidtask": len(recorded), "replayed": len(replayed)},
        "extra": [path.name for path in extra],
        "seconds": round(time.monotonic() - started),
        "torch": torch.__version__,
    }
    describe(out, facts, found)
    return found


def describe(out: Path, facts: dict[str, Any], found: dict[str, Any] | None) -> None:
    """Write what is known of the model in `out` beside it: facts, card, manifest."""
    facts = {**facts, "cross_validation": {k: v for k, v in (found or {}).items() if k not in _SPOKEN}}
    (out / "training.json").write_text(json.dumps(facts, indent=1) + "\n", "utf-8")
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
