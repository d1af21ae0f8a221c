"""Training of the pointing Planner: data, model, export as GGUF with its heads beside it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import torch

from edgelam.planner.layout import app_text
from edgelam.reader.wordpiece import WordPiece

from .encoder import Checkpoint, pretrained, pretrained_folder
from .export_gguf import read_gguf, write_gguf
from .loop import Recipe, processors, train
from .planner_data import FOREIGN, Amounts, gather, make_rows
from .planner_model import PlannerModel
from .planner_rows import Row, World
from .planner_ship import FACTS, HEADS, MODEL, finish

Say = Callable[[str], None]
STATE = ".state.npz"  # of a training: the float32 weights, to go on from; no part of the model


@dataclass(frozen=True)
class Stage:
    """A pass over goals that no other stage makes up, and its share of every real source's passes."""

    amounts: Amounts
    recipe: Recipe
    kept: float = 0.0  # share of the weights it began with in those it ends with


# For two cores, and for a graphics card.
STAGES = (
    Stage(Amounts().times(0.5), Recipe(epochs=1, rate=2e-4, tokens=3600, average=0.995)),
    Stage(Amounts().times(0.5), Recipe(epochs=1, rate=1e-4, tokens=3600, average=0.998)),
)
LARGE = (Stage(Amounts(), Recipe(epochs=3, rate=4e-4, tokens=30_000, seconds=330, average=0.998)),)
# For a model that is trained: more of what it is weak in, for as many seconds as there are.
_WEAK = Amounts(
    made_up=13_000,
    gibberish=500,
    passes={
        "topv2": 4,
        "hwu64": 5,
        "clinc150": 3.5,
        "snips": 0.15,
        "sgd": 0.08,
        "home_assistant": 0.7,
        FOREIGN: 0.08,
        "droidcall": 0.2,
        "people": 1.2,
        "control": 1.2,
        "tasks": 0.45,
        "howto2": 8,
        "howto1": 3,
    },
)


def more(minutes: float) -> tuple[Stage]:
    """The stage with which a trained Planner goes on for so long.

    What it learns is laid over what it knew (WiSE-FT, Wortsman et al. 2022), else it forgets what to decline.
    """
    seconds = round(60 * minutes)
    recipe = Recipe(epochs=1, rate=1.5e-4, tokens=3600, warmup=0.05, average=0.998, seconds=seconds)
    return (Stage(_WEAK, recipe, kept=0.4),)


def train_planner(
    data: Path,
    out: Path,
    seed: int = 0,
    *,
    stages: Sequence[Stage] = STAGES,
    first: int = 0,
    tasks: Path | None = None,
    start: Path | None = None,
    encoder: Path | None = None,
    device: str = "cpu",
    say: Say = lambda line: None,
) -> None:
    """Train from the pretrained encoder and write the model into `out`; an early one after every stage.

    tasks: goals of `bench.tasks.goals` to train on, too.
    first: the stage to begin at, from the state that the one before it left in `out`.
    start: the folder of a trained Planner to go on from instead of the pretrained encoder.
    """
    torch.manual_seed(seed)
    started = time.monotonic()
    reader = WordPiece.shipped()
    state = pretrained(pretrained_folder(encoder), reader.tokens, seed) if start is None else _state(start)
    model = model_over(gather(data, seed, Amounts().times(0)).world, reader, state).to(device)
    out.mkdir(parents=True, exist_ok=True)
    if first:
        with np.load(out / STATE, allow_pickle=False) as state:
            model.restore({name: state[name] for name in state.files})

    before = json.loads((start / FACTS).read_text("utf-8")) if start is not None else {}
    counts: list[dict[str, Any]] = before.get("stages", [])
    for number, stage in enumerate(stages[first:], first):
        own = seed + 10 * number
        rows = rows_of_all(data, own, stage.amounts, tasks, 1 if device == "cpu" else processors())
        tokens = sum(row.tokens for row in rows)
        counts.append({"rows": len(rows), "tokens": tokens, "recipe": vars(stage.recipe)})
        say(f"stage {number}: {len(rows)} rows, {tokens} tokens")
        began = [parameter.detach().clone() for parameter in model.parameters()]
        train(model, rows, model.loss, lambda row: row.tokens, replace(stage.recipe, seed=own), say)
        with torch.no_grad():
            for parameter, old in zip(model.parameters(), began, strict=True):
                parameter.lerp_(old, stage.kept)
        export(model, reader, out)
    seconds = round(time.monotonic() - started)
    say(f"trained in {seconds} s; scoring")
    facts = {"seed": seed, "first": first, "stages": counts, "seconds": before.get("seconds", 0) + seconds}
    finish(out, model.encoder.checkpoint(), facts, data)


def rows_of_all(data: Path, seed: int, amounts: Amounts, tasks: Path | None, jobs: int) -> list[Row]:
    """All rows of a seed, made by so many processes; which rows they are depends on how many."""
    if jobs == 1:
        return make_rows(data, seed, amounts, tasks=tasks)[0]
    part = partial(_part, data, seed, amounts, jobs, tasks)
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        return [row for rows in pool.map(part, range(jobs)) for row in rows]


def _part(data: Path, seed: int, amounts: Amounts, of: int, tasks: Path | None, part: int) -> list[Row]:
    return make_rows(data, seed, amounts, part, of, tasks)[0]


def model_over(world: World, reader: WordPiece, state: Checkpoint) -> PlannerModel:
    """The Planner with these weights; heads that are not among them are made new."""
    universes = {source: [tool.text for tool in tools.values()] for source, tools in world.universes.items()}
    model = PlannerModel(state, reader, universes, sorted({app_text(app) for app in world.apps.values()}))
    if any(name.startswith("heads.") for name in state):
        model.restore(state)
    return model


def _state(folder: Path) -> Checkpoint:
    """The weights of a Planner that was trained, as near as its quantisation left them."""
    with np.load(folder / HEADS, allow_pickle=False) as heads:
        named = {f"heads.{name}": heads[name].astype(np.float32) for name in heads.files}
    return {**read_gguf(folder / MODEL), **named}


def export(model: PlannerModel, reader: WordPiece, out: Path) -> None:
    """Write model.gguf (Q8_0), heads.npz (float16) and the state to go on from."""
    state, heads = model.encoder.checkpoint(), model.head_weights()
    write_gguf(state, reader.tokens, out / MODEL, name="edgelam-planner")
    packed = {name: value.astype(np.float16) for name, value in heads.items()}
    np.savez_compressed(out / HEADS, allow_pickle=False, **packed)
    named = {f"heads.{name}": value for name, value in heads.items()}
    np.savez(out / STATE, allow_pickle=False, **state, **named)
