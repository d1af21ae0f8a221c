"""A trained Planner made ready to ship: candidates embedded, Q8_0 checked, card and manifest written."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch

from edgelam.core.contracts import Vectors
from edgelam.engines.llama import LlamaEncoder
from edgelam.models.manifest import write_manifest
from edgelam.planner.evaluate import evaluate_planner
from edgelam.planner.layout import app_text, goal_ids
from edgelam.planner.pointing import PointingPlanner
from edgelam.reader.heads import Heads
from edgelam.reader.wordpiece import WordPiece

from .encoder import Checkpoint, Encoder, pad
from .planner_data import groups_of, known_apps, phone_tools, training_apps
from .planner_dev import catalogue_of, flips, score
from .planner_goals import Maker

MODEL, HEADS, CANDIDATES, CARD = "model.gguf", "heads.npz", "candidates.npz", "card.md"
FACTS = "training.json"


class FloatEncoder:
    """The unquantised encoder in torch, as an engine. See contracts.Encoder."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        self._model = Encoder(checkpoint).eval()
        self.width = self._model.shape.width
        self.max_tokens = self._model.shape.positions

    def encode(self, tokens: Sequence[int]) -> Vectors:
        """float32 (len(tokens), width)."""
        with torch.no_grad():
            vectors: Vectors = self._model(*pad([tokens]))[0].numpy()
        return vectors

    def close(self) -> None:
        """Nothing to free."""


# What a Planner is scored on: files of the training data's folder, and how many of their rows.
SCORED = {
    "utterances": ("utterances/phone_dev.jsonl", 1000),
    "AndroidHowTo": ("plans/androidhowto_agree2.jsonl.gz", 2753),
    "AndroidControl": ("plans/androidcontrol_dev.jsonl", 161),
}


def finish(out: Path, checkpoint: Checkpoint, facts: Mapping[str, Any], data: Path, goals: int = 200) -> None:
    """Complete the folder that holds model.gguf and heads.npz.

    data: the training data's folder, with what is in `SCORED`. goals: how many made-up ones are planned, too.
    """
    with_heads = Heads.load(out / HEADS)
    encoder = LlamaEncoder(out / MODEL)
    planner = PointingPlanner(encoder, with_heads, WordPiece.shipped())
    texts = [t.text for t in phone_tools().values()]
    apps, _ = training_apps()
    planner.finder.save(out / CANDIDATES, texts, sorted({app_text(app) for app in apps.values()}))
    planner.finder.load(out / CANDIDATES)  # it is scored as it will be used
    figures = {
        f"made-up goals, {k}": v for k, v in score(planner, goals, facts["seed"] + 1000).figures().items()
    }
    for name, (file, rows) in SCORED.items():
        for figure in evaluate_planner(data / file, planner, rows)["figures"]:
            figures[f"{name}, {figure['name'].replace('_', ' ')}, n = {figure['n']}"] = figure["value"]
    exact = FloatEncoder(checkpoint)
    figures["largest difference of a vector's entry to float32"] = _difference(encoder, exact)
    maker = Maker(groups_of(known_apps()), Random(facts["seed"] + 2000))
    said = [maker.goal().text for _ in range(min(200, goals))]
    floating = PointingPlanner.load(out, exact)
    figures[f"plans of {len(said)} that Q8_0 changes"] = flips(
        planner, floating, said, catalogue_of(known_apps().values())
    )
    encoder.close()
    told = {**facts, "figures": figures}
    (out / FACTS).write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    (out / CARD).write_text(card(told), "utf-8")
    write_manifest(out, name="planner", role="planner", engine="llama", model=MODEL, card=CARD)


def card(facts: Mapping[str, Any]) -> str:
    """The model card. facts: what `training.json` holds."""
    template = files(__package__).joinpath("planner_card.md").read_text("utf-8")
    table = "| figure | value |\n|---|---|\n" + "\n".join(
        f"| {k} | {v} |" for k, v in facts["figures"].items()
    )
    stages = "".join(
        f"- {stage['rows']:,} rows, {stage['tokens']:,} tokens; "
        + ", ".join(f"{name} {value}" for name, value in stage["recipe"].items())
        + "\n"
        for stage in facts["stages"]
    )
    return template.format(stages=stages, seed=facts["seed"], seconds=facts["seconds"], figures=table)


def _difference(left: LlamaEncoder, right: FloatEncoder) -> float:
    reader = WordPiece.shipped()
    ids = goal_ids(
        reader, reader.encode("set an alarm for 7:30 tomorrow morning and text Mom that I'll be late")
    )
    return round(float(np.abs(left.encode(ids) - right.encode(ids)).max()), 4)
