"""Training of the pointing Planner: data, model, export as GGUF with its heads beside it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch

from edgelam.planner.layout import ToolText
from edgelam.reader.wordpiece import WordPiece

from .encoder import pretrained, pretrained_folder
from .export_gguf import write_gguf
from .loop import Recipe, train
from .planner_data import Corpus, gather, phone_tools
from .planner_model import PlannerModel
from .planner_rows import Row, RowMaker, extract_row
from .planner_ship import finish

Say = Callable[[str], None]
RECIPE = Recipe(epochs=1, rate=1.5e-4, tokens=3600, average=0.998)


def make_rows(corpus: Corpus, reader: WordPiece, seed: int) -> list[Row]:
    """Every goal and how-to text as a row; those that do not fit are left out."""
    maker = RowMaker(reader, corpus.universes, corpus.families, corpus.apps, Random(seed))
    rows = [maker.row(goal) for goal in corpus.goals] + [extract_row(reader, h) for h in corpus.howtos]
    return [row for row in rows if row is not None]


def train_planner(
    data: Path,
    out: Path,
    seed: int = 0,
    *,
    made_up: int = 30_000,
    share: float = 1.0,
    recipe: Recipe = RECIPE,
    encoder: Path | None = None,
    say: Say = lambda line: None,
) -> None:
    """Train from the pretrained encoder and write the model into `out`; an early one every hundred steps."""
    torch.manual_seed(seed)
    started = time.monotonic()
    reader = WordPiece.shipped()
    rows = make_rows(gather(data, seed, made_up, share), reader, seed)
    say(f"{len(rows)} rows, {sum(r.tokens for r in rows)} tokens")
    tools: dict[str, ToolText] = phone_tools()
    checkpoint = pretrained(pretrained_folder(encoder), reader.tokens, seed)
    model = PlannerModel(checkpoint, reader, [t.text for t in tools.values()])
    out.mkdir(parents=True, exist_ok=True)

    def keep_and_say(line: str) -> None:
        export(model, reader, out)
        say(line)

    train(model, rows, model.loss, lambda row: row.tokens, replace(recipe, seed=seed), keep_and_say)
    export(model, reader, out)
    facts: dict[str, Any] = {
        "seed": seed,
        "rows": len(rows),
        "tokens": sum(row.tokens for row in rows),
        "made_up": made_up,
        "share": share,
        "recipe": vars(recipe),
        "seconds": round(time.monotonic() - started),
    }
    say(f"trained in {facts['seconds']} s; scoring")
    finish(out, model.encoder.checkpoint(), facts)


def export(model: PlannerModel, reader: WordPiece, out: Path) -> None:
    """Write model.gguf (Q8_0) and heads.npz (float16)."""
    write_gguf(model.encoder.checkpoint(), reader.tokens, out / "model.gguf", name="edgelam-planner")
    heads = {name: value.astype(np.float16) for name, value in model.head_weights().items()}
    np.savez_compressed(out / "heads.npz", allow_pickle=False, **heads)
