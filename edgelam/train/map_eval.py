"""How good maps are: what they tell of right and of wrong elements, and how often a guess is right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.figures import figure
from edgelam.core.errors import InputFileError
from edgelam.core.screen import Element
from edgelam.memory.appmap import build_map
from edgelam.memory.atlas import Atlas
from edgelam.memory.infer import Guesses
from edgelam.memory.place import Item, Place, spoken, stems

from .examples import Example, elements, read_jsonl
from .maps import with_maps

CAP = 150  # taps a package: a few apps would drown the others
_SAME = 0.5  # share of what was new on the screen that came, by which a guessed place is that screen


def hint_figures(examples: Sequence[Example], atlas: Atlas) -> list[dict[str, Any]]:
    """Of the taps whose right element shares no word with the goal: how often its hint does, and how often
    that of a wrong element."""
    steps = right = wrong = misled = 0
    for example in with_maps(examples, atlas):
        gold = next((e for e in example.elements if e.ref == example.gold.target), None)
        if gold is None or example.gold.verb != "tap" or stems(_words(gold)) & stems(example.do):
            continue
        steps += 1
        fits = {ref for ref, told in example.leads.items() if stems(told) & stems(example.do)}
        right += gold.ref in fits
        wrong += len(example.elements) - 1
        misled += len(fits - {gold.ref})
    return [
        figure("right elements whose hint alone names the goal", _share(right, steps), "share", steps),
        figure("wrong elements whose hint names the goal", _share(misled, wrong), "share", wrong),
    ]


def evaluate_map(path: Path) -> dict[str, Any]:
    """Guesses from the screens of a file of transitions alone, against what its taps led to.

    Raises InputFileError.
    """
    packages: dict[str, list[dict[str, Any]]] = defaultdict(list)
    taps = guessed = right = 0
    try:
        for row in read_jsonl(path):
            packages[row["package"]].append(row)
        for rows in packages.values():
            rows = rows[:CAP]
            guesses = Guesses(build_map(elements(row["elements"]) for row in rows).places)
            for row in rows:
                found = _judged(row, guesses)
                taps += found is not None
                guessed += bool(found)
                right += any(found or ())
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputFileError(f"{path} cannot be read as transitions: {error}") from error
    return {
        "n": taps,
        "guessed": guessed,
        "figures": [
            figure("taps that the map guesses about", _share(guessed, taps), "share", taps),
            figure("guesses that are right", _share(right, guessed), "share", guessed),
        ],
    }


def _judged(row: dict[str, Any], guesses: Guesses) -> list[bool] | None:
    """Whether each place that is guessed behind the tapped element came; None where nothing new did."""
    shown = elements(row["elements"])
    here = Place.of(shown)
    came = {spoken(text) for text in row["after"]} - here.lines
    tapped = next((e for e in shown if e.ref == row["action"]["target"]), None)
    if tapped is None or len(came) < 2 or row["action"]["type"] != "tap":
        return None
    behind = guesses.behind(here, Item.of(tapped))
    return [len(guesses.places[number].lines & came) >= _SAME * len(came) for number in behind]


def _words(element: Element) -> str:
    return " ".join((element.text, element.desc, element.hint))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
