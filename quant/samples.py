"""What models are calibrated and judged on: recorded steps for a Caller, goals for a Planner.

Calibration and judgement draw from different seeds, so that nothing is judged on what it was fitted to.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from bench.tasks import suites
from edgelam.core.catalogue import Catalogue
from edgelam.core.errors import InputFileError, UsageError
from edgelam.planner.catalogue import build_catalogue, well_known
from edgelam.tools import all_tools
from edgelam.train.episodes import generate_episodes
from edgelam.train.examples import caller_steps

Role = Literal["caller", "planner"]
JUDGED, CALIBRATED = 1_000_003, 2_000_003  # seeds, far from those of training data


@dataclass(frozen=True)
class Samples:
    """A file of inputs. digest: of its content; words: where it comes from."""

    role: Role
    path: Path
    n: int
    digest: str
    words: str


def samples(role: Role, folder: Path, n: int, *, seed: int = JUDGED, given: Path | None = None) -> Samples:
    """`n` inputs in a file of `folder`; the same arguments give the same ones.

    given: caller steps (JSON lines), or goals (one a line, or JSON lines with `goal`): the first n are taken.
    Raises InputFileError, UsageError.
    """
    if n < 1:
        raise UsageError("nothing can be measured on no inputs", hint="Give --steps 1 or more.")
    path = folder / f"{role}-{seed}-{n}.jsonl"
    if given:
        path = folder / f"{role}-given-{n}.jsonl"
        rows = _given(given, n)
        path.write_text("".join(row + "\n" for row in rows), encoding="utf-8")
        _check(role, path, given)
        words = given.name
    elif role == "caller":
        generate_episodes(path, seed, n)
        rows = path.read_text(encoding="utf-8").splitlines()
        words = f"steps of the virtual phone, seed {seed}"
    else:
        rows = [json.dumps({"goal": goal}, ensure_ascii=False) for goal in goals(n, seed)]
        path.write_text("".join(row + "\n" for row in rows), encoding="utf-8")
        words = f"goals of the task suite, seed {seed}"
    digest = hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16]
    return Samples(role, path, len(rows), digest, words)


def _check(role: Role, path: Path, given: Path) -> None:
    """Whether a role can be asked what is in `path`, taken from `given`. Raises InputFileError."""
    try:
        if role == "caller":
            caller_steps(path)
        else:
            read_goals(path)
    except InputFileError:
        path.unlink()
        wanted = "steps of a Caller" if role == "caller" else "goals"
        raise InputFileError(f"{given} holds no {wanted}") from None


def _given(path: Path, n: int) -> list[str]:
    import gzip

    try:
        with (
            gzip.open(path, "rt", encoding="utf-8")
            if path.suffix == ".gz"
            else path.open(encoding="utf-8") as file
        ):
            lines = [line.strip() for line in file if line.strip()][:n]
    except (OSError, UnicodeDecodeError) as error:
        raise InputFileError(f"{path} cannot be read: {error}") from error
    if not lines:
        raise InputFileError(f"{path} is empty")
    return [
        line if line.startswith("{") else json.dumps({"goal": line}, ensure_ascii=False) for line in lines
    ]


def goals(n: int, seed: int) -> list[str]:
    """Up to `n` different goals of the task suite; calibration has one half of them, judgement the other."""
    mine = (goal for goal in suites.goals("daily") if _half(goal) == (seed == CALIBRATED))
    return list(islice(mine, n))


def _half(goal: str) -> bool:
    """Half of all goals, by their words."""
    return bool(hashlib.sha256(goal.encode()).digest()[0] & 1)


def read_goals(path: Path) -> list[str]:
    """The goals of a file of samples. Raises InputFileError."""
    try:
        return [str(json.loads(line)["goal"]) for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputFileError(f"{path} holds no goals: {error}") from error


def catalogue() -> Catalogue:
    """Every tool, and the apps that are known by name."""
    return build_catalogue((tool.spec for tool in all_tools().values()), well_known())
