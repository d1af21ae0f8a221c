"""All that the Caller is trained on, as rows: lessons first (made-up and unlabelled), then recorded steps."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

from edgelam.core.screen import Element
from edgelam.reader.wordpiece import WordPiece

from .augment import missing
from .caller_rows import Row, load_rows, rows_of
from .documented import documented
from .examples import Example, caller_steps, read_jsonl
from .flows import Pool, episodes
from .lessons import LESSONS
from .maps import read_atlas, some_mapped, with_own_maps
from .phrases import followed
from .screens import Shot, described, jsonl_screens, labels, led_to, references, xml_screens

Say = Callable[[str], None]
_SCREENS_A_PACKAGE = 60
_LOT = 4_000  # examples of a lot
_MAPPED, _MISSING = 0.5, 0.3


def silent(line: str) -> None:
    """Say nothing."""


@dataclass(frozen=True)
class Mix:
    """How many examples of each kind of lesson."""

    flows: int = 15_000
    references: int = 6_000
    refexp: int = 467
    phrases: int = 2_500
    led_to: int = 1_000
    documented: int = 1_000


@dataclass(frozen=True)
class Lot:
    """So many examples of one kind that one process makes. develop: without what `development` scores."""

    kind: str
    count: int
    seed: int
    develop: bool = False


def lots(mix: Mix, seed: int, *, develop: bool = False) -> list[Lot]:
    """All lessons, in lots; the same for the same arguments."""
    found = []
    for kind, count in asdict(mix).items():
        if kind == "refexp" and develop:
            continue
        starts = range(0, count, _LOT)
        found += [Lot(kind, min(_LOT, count - at), seed + 1000 * n, develop) for n, at in enumerate(starts)]
    return found


def lesson(data: Path, lot: Lot) -> list[Example]:
    """The examples of a lot. No screen, label or goal of a DroidTask app is among them."""
    shots, pool = _furniture(data, lot.develop)
    match lot.kind:
        case "flows":
            return episodes(lot.count, pool, lot.seed, LESSONS)
        case "references":
            return references(shots, pool.texts, lot.count, lot.seed + 1)
        case "refexp":
            return random.Random(lot.seed).choices(described(data), k=lot.count)
        case "phrases":
            return followed(data, lot.count, lot.seed + 2)
        case "led_to":
            asked = led_to(data, lot.count, lot.seed + 3, held_back if lot.develop else None)
            return some_mapped(asked, read_atlas(data / "caller/transitions.jsonl.gz"), lot.seed)
        case _:
            return documented(data, lot.count, lot.seed + 4)


def lesson_rows(data: Path, chosen: Sequence[Lot], extra: Sequence[Path], jobs: int) -> list[Row]:
    """The rows of lots and of more files in the caller-step format, made by so many processes."""
    work: list[Lot | Path] = [*chosen, *extra]
    if jobs == 1:
        return [row for each in work for row in _rows(data, each)]
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        return [row for rows in pool.map(_rows, repeat(data), work) for row in rows]


def _rows(data: Path, work: Lot | Path) -> list[Row]:
    if isinstance(work, Lot):
        return rows_of(WordPiece.shipped(), lesson(data, work))
    return load_rows(work) if work.suffix == ".npz" else step_rows(work)


def step_rows(path: Path) -> list[Row]:
    """The rows of a file of caller steps: a share of them with what a map of all its screens tells, and some
    whose goal names what is to be tapped once more, without it."""
    told = with_own_maps(caller_steps(path), _MAPPED, 0)
    rng = random.Random(0)
    told += [lost for example in told if rng.random() < _MISSING and (lost := missing(example, rng))]
    return rows_of(WordPiece.shipped(), told)


@cache
def _furniture(data: Path, develop: bool) -> tuple[list[Shot], Pool]:
    shots = [s for s in real_screens(data) if not (develop and held_back(s.package))]
    return shots, Pool(labels(shots), typed_texts(data))


def held_back(package: str) -> bool:
    """Whether real screens of a package are kept for development: one in eight, by its name."""
    return sha256(package.encode()).digest()[0] < 32


def development(data: Path) -> dict[str, list[Example]]:
    """What a model of `lessons(..., develop=True)` never saw: people's expressions for elements, those for
    elements that carry a text apart, and made-up references to real screens of other packages."""
    shots = [shot for shot in real_screens(data) if held_back(shot.package)]
    expressions = described(data)
    texts = typed_texts(data)
    return {
        "refexp": expressions,
        "refexp_with_text": [e for e in expressions if _target(e).text or _target(e).desc],
        "references_held_back": [e for e in references(shots, texts, 1500, 99) if e.gold.target is not None],
    }


def _target(example: Example) -> Element:
    return next(e for e in example.elements if e.ref == example.gold.target)


def real_screens(data: Path) -> list[Shot]:
    """Screens without a goal, of every app but DroidTask's."""
    shots = [*xml_screens(data), *jsonl_screens(data / "caller/html_screens.jsonl.gz")]
    taken: Counter[str] = Counter()
    for shot in jsonl_screens(data / "caller/transitions.jsonl.gz"):
        taken[shot.package] += 1
        if taken[shot.package] <= _SCREENS_A_PACKAGE:
            shots.append(shot)
    return shots


def typed_texts(data: Path) -> list[str]:
    """Short texts people mention in commands: names, titles, times."""
    rows = read_jsonl(data / "utterances/phone_train.jsonl.gz")
    return sorted({s["text"] for r in rows for s in r["slots"] if 3 <= len(s["text"]) <= 30})


def droidtask(data: Path) -> dict[str, list[Example]]:
    """The recorded steps by app."""
    found: dict[str, list[Example]] = defaultdict(list)
    for example in caller_steps(data / "caller/droidtask_dev.jsonl"):
        found[example.app].append(example)
    return dict(found)
