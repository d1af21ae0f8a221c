"""`edgelam train`: make the models again; needs the extra `train`."""

from __future__ import annotations

import importlib
import json
import sys
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import typer

from edgelam.core.errors import InputFileError, MissingExtra, StorageError, UsageError

from .options import Json

group = typer.Typer(help="Train the models that ship.", rich_markup_mode=None)

Data = Annotated[Path, typer.Option(help="The folder with the training data.")]
Seed = Annotated[int, typer.Option(help="Same seed, same model.")]
Device = Annotated[
    str, typer.Option(help="cpu, or cuda: a graphics card gets ten times the lessons in a tenth of the time.")
]
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


def _figures(path: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputFileError(f"{path} cannot be read as figures: {error}") from error
    return found


def _progress(line: str) -> None:
    sys.stderr.write(line + "\n")


@group.command()
def caller(
    data: Data = _DATA,
    out: Annotated[Path, typer.Option(help="The folder to write the model into.")] = Path("runs/caller"),
    extra: Annotated[
        list[Path] | None, typer.Option(help="More caller steps: of `train data`, or packed by `train pack`.")
    ] = None,
    cross_validate: Annotated[
        bool, typer.Option("--cross-validate", help="Only score: each app by a model that never saw it.")
    ] = False,
    figures: Annotated[
        Path | None, typer.Option(help="What --cross-validate --json printed, for the model card.")
    ] = None,
    start: Annotated[
        Path | None, typer.Option(help="A trained Caller's folder to teach more instead, e.g. new apps.")
    ] = None,
    seed: Seed = 0,
    device: Device = "cpu",
    encoder: Encoder = None,
    as_json: Json = False,
) -> int:
    """Train the Caller; or, with --cross-validate, say how good it is on apps it never saw."""
    training = _part("caller")
    from .figures import show
    from .output import document, say

    given = {
        "seed": seed,
        "plan": training.plan_for(device, start),
        "extra": extra or (),
        "encoder": encoder,
        "device": device,
        "say": _progress,
    }
    if cross_validate and start is not None:
        raise UsageError("a Caller that is trained has seen every app: --cross-validate goes without --start")
    if cross_validate:
        show(training.cross_validate(_folder(data), **given), as_json=as_json)
        return 0
    found = None if figures is None else _figures(figures)
    training.train_caller(_folder(data), _out(out), start=start, found=found, **given)
    document({"model": str(out)}) if as_json else say(f"The Caller is in {out}.")
    return 0


@group.command()
def planner(
    data: Data = _DATA,
    out: Annotated[Path, typer.Option(help="The folder to write the model into.")] = Path("runs/planner"),
    start: Annotated[
        Path | None, typer.Option(help="A trained Planner's folder to teach more instead, e.g. new tools.")
    ] = None,
    minutes: Annotated[float, typer.Option(help="With --start: how long to teach it.", min=0.1)] = 60,
    tasks: Annotated[
        Path | None, typer.Option(help="Goals of the task bench, of `python -m bench.tasks.goals`.")
    ] = None,
    seed: Seed = 0,
    device: Device = "cpu",
    encoder: Encoder = None,
    as_json: Json = False,
) -> int:
    """Train the Planner."""
    training = _part("planner")
    from .output import document, say

    whole = training.STAGES if device == "cpu" else training.LARGE
    stages = whole if start is None else training.more(minutes)
    training.train_planner(
        _folder(data),
        _out(out),
        seed,
        stages=stages,
        tasks=tasks,
        start=start,
        encoder=encoder,
        device=device,
        say=_progress,
    )
    document({"model": str(out)}) if as_json else say(f"The Planner is in {out}.")
    return 0


@group.command()
def pack(
    steps: Annotated[Path, typer.Argument(help="A file of caller steps.")],
    out: Annotated[Path, typer.Argument(help="The file to write, .npz.")],
    as_json: Json = False,
) -> int:
    """Make a file of caller steps small: as tokens, for `train caller --extra` on another machine."""
    if out.suffix != ".npz":
        raise UsageError(f"{out} would not be a packed file", hint="Let its name end in .npz.")
    from edgelam.train.caller_data import step_rows
    from edgelam.train.caller_rows import save_rows

    from .output import document, say

    rows = step_rows(steps)
    _out(out.parent)
    save_rows(out, rows)
    document({"file": str(out), "rows": len(rows)}) if as_json else say(f"{len(rows)} rows are in {out}.")
    return 0


@group.command("data")
def data_(
    out: Annotated[Path, typer.Option(help="The file to write, .jsonl or .jsonl.gz.")] = Path(
        "runs/virtual.jsonl.gz"
    ),
    rows: Annotated[int, typer.Option(help="Caller steps to make.", min=1)] = 12_000,
    seed: Seed = 0,
    tasks: Annotated[bool, typer.Option("--tasks", help="Of the experts of `edgelam eval tasks`.")] = False,
    guided: Annotated[
        bool, typer.Option("--guided", help="With --tasks: as the runtime with both models meets them.")
    ] = False,
    held_out: Annotated[
        bool, typer.Option("--held-out", help="With --tasks: looks and wordings kept for tests, to measure.")
    ] = False,
    jobs: Annotated[int, typer.Option(help="Processes, for --tasks.", min=1)] = 1,
    as_json: Json = False,
) -> int:
    """Make caller steps from the virtual phone's apps, under varied labels and layouts."""
    from bench.tasks.episodes import write_episodes
    from edgelam.train.episodes.generate import generate_episodes

    from .output import document, say

    if (guided or held_out) and not tasks:
        raise UsageError("--guided and --held-out go with --tasks")
    _out(out.parent)
    make = (
        partial(write_episodes, jobs=jobs, guided=guided, held_out=held_out) if tasks else generate_episodes
    )
    report = make(out, seed, rows, progress=lambda done, of: _progress(f"{done} of {of} rows"))
    found = {"file": str(out), "rows": report.rows, "episodes": report.episodes, "verbs": dict(report.verbs)}
    document(found) if as_json else say(f"{report.rows} rows of {report.episodes} episodes are in {out}.")
    return 0
