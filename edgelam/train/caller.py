"""Training of the pointing Caller: lessons, recorded steps, export as int8 ONNX with its heads beside it."""

from __future__ import annotations

import json
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
from edgelam.engines.onnx import OnnxEncoder
from edgelam.models.manifest import write_manifest
from edgelam.reader.heads import Heads
from edgelam.reader.wordpiece import WordPiece

from .caller_card import card
from .caller_data import Mix, Say, droidtask, lessons, rows_of
from .caller_eval import Verdict, figures_of, summary, verdicts
from .caller_model import CallerModel, Row
from .encoder import pretrained, pretrained_folder
from .examples import Example, caller_steps
from .loop import Recipe, train
from .onnx_graph import write

MODEL = "model.onnx"


@dataclass(frozen=True)
class Plan:
    """What is trained on, how long, and how hard."""

    mix: Mix = field(default_factory=Mix)
    first: Recipe = field(default_factory=lambda: Recipe(epochs=1, rate=2e-4, tokens=2400))
    second: Recipe = field(default_factory=lambda: Recipe(epochs=3, rate=1e-4, tokens=1600))
    rehearsed: float = 0.0  # lessons mixed into the second stage, as a share of its recorded rows
    dropout: float = 0.1  # in the second stage


PLAN = Plan()


def pretrain(
    data: Path, plan: Plan, seed: int, extra: Sequence[Path], encoder: Path | None, say: Say
) -> tuple[CallerModel, list[Row]]:
    """The first stage: a model that has had all lessons but seen no recorded step."""
    torch.manual_seed(seed)
    reader = WordPiece.shipped()
    rows = []
    for name, examples in {
        **lessons(data, plan.mix, seed),
        **{p.name: caller_steps(p) for p in extra},
    }.items():
        made = rows_of(reader, examples)
        say(f"{name}: {len(made)} rows, {sum(len(r.tokens) for r in made)} tokens")
        rows += made
    model = CallerModel(pretrained(pretrained_folder(encoder), reader.tokens, seed))
    model.encoder.dropout = 0.0
    train(model, rows, model.loss, _length, replace(plan.first, seed=seed), say)
    return model, rows


def finetune(
    model: CallerModel, rows: Sequence[Row], rehearsal: Sequence[Row], plan: Plan, seed: int, say: Say
) -> None:
    """The second stage: recorded steps, with some lessons again."""
    torch.manual_seed(seed)
    model.encoder.dropout = plan.dropout
    train(model, [*rows, *rehearsal], model.loss, _length, replace(plan.second, seed=seed), say)


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
    encoder: Path | None = None,
    base: CallerModel | None = None,
    say: Say = lambda line: None,
) -> dict[str, Any]:
    """Each DroidTask app by a model that was trained on the other six and never saw a screen of it."""
    model, lessons_had = (base, []) if base else pretrain(data, plan, seed, encoder, say)
    start = {name: value.clone() for name, value in model.state_dict().items()}
    by_app, reader = droidtask(data), WordPiece.shipped()
    found: list[Verdict] = []
    flips = 0
    apps = {}
    for app, examples in by_app.items():
        model.load_state_dict(start)
        rows = rows_of(reader, [e for other, es in by_app.items() if other != app for e in es])
        finetune(model, rows, _again(lessons_had, rows, plan), plan, seed, lambda line: None)
        decided, exact = exported(model, examples), exported(model, examples, int8=False)
        flips += sum(a.choice != b.choice for a, b in zip(decided, exact, strict=True))
        apps[app] = summary(decided)
        say(f"{app}: {_line(apps[app])}")
        found += decided
    total = summary(found)
    say(f"all: {_line(total)}  int8 against float: {flips} of {len(found)} choices differ")
    return {**total, "apps": apps, "int8_flips": flips, "figures": figures_of(found), "machine": machine()}


def train_caller(
    data: Path,
    out: Path,
    *,
    seed: int = 0,
    plan: Plan = PLAN,
    extra: Sequence[Path] = (),
    encoder: Path | None = None,
    base: CallerModel | None = None,
    validation: dict[str, Any] | None = None,
    say: Say = lambda line: None,
) -> None:
    """Both stages on everything; writes the model with heads, card and manifest into `out`.

    extra: more files in the caller-step format. validation: what `cross_validate` found, for the card.
    """
    started = time.monotonic()
    reader = WordPiece.shipped()
    model, lessons_had = (base, []) if base else pretrain(data, plan, seed, encoder, say)
    recorded = rows_of(reader, [e for examples in droidtask(data).values() for e in examples])
    others = {path.name: rows_of(reader, caller_steps(path)) for path in extra}
    rows = [*recorded, *(r for made in others.values() for r in made)]
    finetune(model, rows, _again(lessons_had, recorded, plan), plan, seed, say)
    export(model, out)
    facts = {
        "seed": seed,
        "plan": asdict(plan),
        "rows": {
            "lessons": len(lessons_had),
            "droidtask": len(recorded),
            **{n: len(r) for n, r in others.items()},
        },
        "seconds": round(time.monotonic() - started),
        "torch": torch.__version__,
        "cross_validation": {k: v for k, v in (validation or {}).items() if k not in ("figures", "machine")},
    }
    (out / "training.json").write_text(json.dumps(facts, indent=1) + "\n", "utf-8")
    (out / "card.md").write_text(card(facts), "utf-8")
    write_manifest(out, name="caller", role="caller", engine="onnx", model=MODEL, card="card.md")


def _again(lessons_had: Sequence[Row], rows: Sequence[Row], plan: Plan) -> Sequence[Row]:
    count = round(plan.rehearsed * len(rows))
    return lessons_had[:: max(1, len(lessons_had) // count)][:count] if count and lessons_had else ()


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
