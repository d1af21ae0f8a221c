"""`edgelam train`: make the models again; needs the extra `train`."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

from edgelam.core.errors import InputFileError, MissingExtra, StorageError

from .options import Json

group = typer.Typer(help="Train the models that ship.", rich_markup_mode=None)

Data = Annotated[Path, typer.Option(help="The folder with the training data.")]
Seed = Annotated[int, typer.Option(help="Same seed, same model.")]
Encoder = Annotated[Path | None, typer.Option(help="The pretrained encoder's folder; else it is looked for.")]

_DATA = Path("../shared/data")


def _part(name: str) -> ModuleType:
    """A module of `edgelam.train`. Raises MissingExtra."""
    try:
        return importlib.import_module(f"edgelam.train.{name}")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith(("edgelam", "bench", "device_drivers")):
            raise
        hint = "pip install 'edgelam[train]'"
        raise MissingExtra(f"training needs the package {error.name}", hint=hint) from error


def _folder(data: Path) -> Path:
    if not data.is_dir():
        raise InputFileError(
            f"there is no folder {data}", hint="Name the training data's folder with --data."
        )
    return data


def _out(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"cannot make {folder}: {error.strerror}", hint="Choose another --out.") from error
    return folder


def _progress(line: str) -> None:
    sys.stderr.write(line + "\n")


@group.command()
def caller(
    data: Data = _DATA,
    out: Annotated[Path, typer.Option(help="The folder to write the model into.")] = Path("runs/caller"),
    extra: Annotated[list[Path] | None, typer.Option(help="More caller steps, e.g. of `train data`.")] = None,
    cross_validate: Annotated[
        bool, typer.Option("--cross-validate", help="Only score: each app by a model that never saw it.")
    ] = False,
    seed: Seed = 0,
    encoder: Encoder = None,
    as_json: Json = False,
) -> int:
    """Train the Caller; or, with --cross-validate, say how good it is on apps it never saw."""
    training = _part("caller")
    from .figures import show
    from .output import document, say

    if cross_validate:
        found = training.cross_validate(
            _folder(data), seed=seed, extra=extra or (), encoder=encoder, say=_progress
        )
        show(found, as_json=as_json)
        return 0
    training.train_caller(
        _folder(data), _out(out), seed=seed, extra=extra or (), encoder=encoder, say=_progress
    )
    document({"model": str(out)}) if as_json else say(f"The Caller is in {out}.")
    return 0


@group.command()
def planner(
    data: Data = _DATA,
    out: Annotated[Path, typer.Option(help="The folder to write the model into.")] = Path("runs/planner"),
    start: Annotated[
        Path | None, typer.Option(help="A trained Planner's folder to teach more instead, e.g. new tools.")
    ] = None,
    tasks: Annotated[
        Path | None, typer.Option(help="Goals of the task bench, of `python -m bench.tasks.goals`.")
    ] = None,
    seed: Seed = 0,
    encoder: Encoder = None,
    as_json: Json = False,
) -> int:
    """Train the Planner."""
    training = _part("planner")
    from .output import document, say

    stages = training.STAGES if start is None else training.MORE
    training.train_planner(
        _folder(data),
        _out(out),
        seed,
        stages=stages,
        tasks=tasks,
        start=start,
        encoder=encoder,
        say=_progress,
    )
    document({"model": str(out)}) if as_json else say(f"The Planner is in {out}.")
    return 0


@group.command("data")
def data_(
    out: Annotated[Path, typer.Option(help="The file to write, .jsonl or .jsonl.gz.")] = Path(
        "runs/virtual.jsonl.gz"
    ),
    rows: Annotated[int, typer.Option(help="Caller steps to make.", min=1)] = 12_000,
    seed: Seed = 0,
    tasks: Annotated[bool, typer.Option("--tasks", help="Of the experts of `edgelam eval tasks`.")] = False,
    as_json: Json = False,
) -> int:
    """Make caller steps from the virtual phone's apps, under varied labels and layouts."""
    from bench.tasks.episodes import write_episodes
    from edgelam.train.episodes.generate import generate_episodes

    from .output import document, say

    _out(out.parent)
    make = write_episodes if tasks else generate_episodes
    report = make(out, seed, rows, progress=lambda done, of: _progress(f"{done} of {of} rows"))
    found = {"file": str(out), "rows": report.rows, "episodes": report.episodes, "verbs": dict(report.verbs)}
    document(found) if as_json else say(f"{report.rows} rows of {report.episodes} episodes are in {out}.")
    return 0
