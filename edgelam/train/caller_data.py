"""All that the Caller is trained on, as rows: lessons first (made-up and unlabelled), then recorded steps."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from edgelam.reader.wordpiece import WordPiece

from .caller_model import Row, row
from .examples import Example, caller_steps, read_jsonl
from .flows import Pool, episodes
from .lessons import LESSONS
from .phrases import followed
from .screens import Shot, described, jsonl_screens, labels, led_to, references, xml_screens

Say = Callable[[str], None]
_SCREENS_A_PACKAGE = 60


def silent(line: str) -> None:
    """Say nothing."""


@dataclass(frozen=True)
class Mix:
    """How many examples of each kind of lesson."""

    flows: int = 15_000
    references: int = 6_000
    phrases: int = 2_500
    led_to: int = 1_000


def lessons(data: Path, mix: Mix, seed: int) -> dict[str, list[Example]]:
    """Examples by kind. No screen, label or goal of a DroidTask app is among them."""
    shots = real_screens(data)
    texts = typed_texts(data)
    pool = Pool(labels(shots), texts)
    return {
        "flows": episodes(mix.flows, pool, seed, LESSONS),
        "references": references(shots, texts, mix.references, seed + 1),
        "refexp": described(data),
        "phrases": followed(data, mix.phrases, seed + 2),
        "led_to": led_to(data, mix.led_to, seed + 3),
    }


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


def rows_of(reader: WordPiece, examples: Sequence[Example], weight: float = 1.0) -> list[Row]:
    """What of the examples can be learnt; those whose answer does not fit are left out."""
    return [made for example in examples if (made := row(reader, example, weight)) is not None]
