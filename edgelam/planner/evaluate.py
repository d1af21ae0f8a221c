"""Scores of a Planner on files of goals, plans and utterances; the metrics are those of `data/README.md`."""

from __future__ import annotations

import gzip
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol, TypeVar

from edgelam.core.errors import GoalError, InputFileError
from edgelam.core.text import normalised

from .causes import of_steps, of_utterance
from .layout import ToolText

Answer = TypeVar("Answer")
Figure = dict[str, Any]
Row = dict[str, Any]
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_EXTRACTED = frozenset({"androidhowto"})
_SLOTTED = ("slurp", "hwu64", "topv2")
_SAME_LABELS = {"slurp": "hwu64"}  # sources that share one set of intents
_CAUSE = "cause: "  # begins the keys of a count of what went wrong
_MATCH = 0.8  # token F1 from which a predicted and a gold step are the same
_TRAINED_BESIDE = "phone_train.jsonl.gz"  # tells the intents and slots of the label sets


class Chooser(Protocol):
    """What a Planner must offer to be scored here."""

    def choose(self, text: str, tools: Sequence[ToolText]) -> tuple[int | None, list[tuple[str, str]]]: ...

    def split(self, goal: str) -> list[str]: ...

    def extract(self, text: str) -> list[str]: ...


def human(name: str) -> str:
    """A label as words: GET_WEATHER, alarm_set, HassTurnOn, BuyBusTicket -> `get weather` ..."""
    name = re.sub(r"^(ACTION|Hass|EXTRA|Intent\.EXTRA)_?", "", name.split(".")[-1])
    return " ".join(word.lower() for word in _WORDS.findall(name)) or name


def held_out(identity: str) -> bool:
    """Whether a row of a file without a development part is kept for development: one in ten, by its id."""
    return sha256(identity.encode()).digest()[0] < 26


def label_universe(rows: Iterable[Row]) -> dict[str, ToolText]:
    """The intents of a source as tools, with the slots seen under each as parameters."""
    params: dict[str, dict[str, None]] = {}
    for row in rows:
        seen = params.setdefault(row["intent"], {})
        for slot in row["slots"]:
            seen[slot["type"]] = None
    return {intent: ToolText(human(intent), tuple(human(p) for p in seen)) for intent, seen in params.items()}


def evaluate_planner(path: Path, planner: Chooser, limit: int | None = None) -> dict[str, Any]:
    """Scores of one file, by what its rows are. limit: only that many rows, evenly taken.

    Gives n, figures (name, value in per cent, unit, n, target, holds; at the end how many rows went wrong, by
    cause), p50_ms, p95_ms. Raises InputFileError.
    """
    rows = read_rows(path)
    if limit is not None and limit < len(rows):
        rows = [rows[i * len(rows) // limit] for i in range(limit)]
    timed = _Timed()
    if "intent" in rows[0]:
        figures = _utterances(rows, planner, path, timed)
    elif "steps" in rows[0]:
        figures = _plans(rows, planner, timed)
    elif "calls" in rows[0]:
        figures = _calls(rows, planner, path, timed)
    elif "goal" in rows[0]:
        figures = _goals(rows, planner, timed)
    else:
        raise InputFileError(f"{path}: neither goals, plans nor utterances")
    return {"n": len(rows), "figures": figures, "p50_ms": timed.at(0.5), "p95_ms": timed.at(0.95)}


def read_rows(path: Path) -> list[Row]:
    """The objects of a JSON lines file, packed or not. Raises InputFileError, also for an empty one."""
    try:
        packed = path.read_bytes()
        text = gzip.decompress(packed) if path.suffix == ".gz" else packed
        rows = [json.loads(line) for line in text.decode("utf-8").splitlines() if line.strip()]
    except (OSError, EOFError, ValueError) as error:
        raise InputFileError(f"{path}: {error}") from error
    if not rows or not all(isinstance(row, dict) for row in rows):
        raise InputFileError(f"{path}: no rows")
    return rows


class _Timed:
    """Runs something and keeps how long it took."""

    def __init__(self) -> None:
        self._ms: list[float] = []

    def __call__(self, act: Callable[..., Answer], otherwise: Answer, *given: Any) -> Answer:
        started = time.perf_counter()
        try:
            return act(*given)
        except GoalError:
            return otherwise
        finally:
            self._ms.append((time.perf_counter() - started) * 1000)

    def at(self, share: float) -> float:
        ordered = sorted(self._ms)
        return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2)


def _figure(name: str, good: float, n: float, target: float | None = None) -> Figure:
    value = round(100 * good / n, 2) if n else 0.0
    holds = None if target is None else value >= target
    return {"name": name, "value": value, "unit": "%", "n": round(n), "target": target, "holds": holds}


def _wrong(causes: Mapping[str, int], n: int) -> list[Figure]:
    """How many rows went wrong, by cause, the most frequent first."""
    ordered = sorted(causes.items(), key=lambda item: -item[1])
    return [
        {"name": f"wrong: {cause}", "value": count, "unit": "rows", "n": n, "target": None, "holds": None}
        for cause, count in ordered
        if cause
    ]


def _utterances(rows: list[Row], planner: Chooser, path: Path, timed: _Timed) -> list[Figure]:
    beside = path.with_name(_TRAINED_BESIDE)
    taught = read_rows(beside) if beside.is_file() else []
    by_source: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_source[row["source"]].append(row)
    counts: dict[str, Counter[str]] = {}
    for source, own in by_source.items():
        like = {source, _SAME_LABELS.get(source, source)}
        known = [row for row in taught if row["source"] in like]
        counts[source] = _score_source(known or own, own, planner, timed)
    figures = []
    total: Counter[str] = sum(counts.values(), Counter())
    for name, found in [("all", total), *counts.items()]:
        figures.append(_figure(f"intent_accuracy_{name}", found["intent"], found["n"], 90.0))
        figures.append(_figure(f"coarse_accuracy_{name}", found["coarse"], found["coarse_n"]))
        if name in _SLOTTED:
            f1 = _f1(found["slot_hits"], found["slots_found"], found["slots_gold"])
            figures.append(_figure(f"slot_f1_{name}", f1 * found["slots_gold"], found["slots_gold"], 85.0))
    causes = {key.removeprefix(_CAUSE): count for key, count in total.items() if key.startswith(_CAUSE)}
    return figures + _wrong(causes, total["n"])


def _score_source(known: list[Row], rows: list[Row], planner: Chooser, timed: _Timed) -> Counter[str]:
    """Intents, coarse classes and slots of one source; the labels of `known` are what can be chosen.

    A label that only the rows to be scored have is not among them where the training rows lie beside: knowing
    it would be reading the answers. Without training rows their own labels are all there is.
    """
    universe = label_universe(known)
    coarse = {row["intent"]: row.get("coarse") for row in known}
    slot_names = {human(s["type"]): s["type"] for row in known for s in row["slots"]}
    intents, texts = list(universe), list(universe.values())
    found: Counter[str] = Counter()
    nothing: tuple[int | None, list[tuple[str, str]]] = (None, [])
    for row in rows:
        index, words = timed(planner.choose, nothing, row["text"], texts)
        said = intents[index] if index is not None else None
        found["n"] += 1
        found["intent"] += said == row["intent"]
        if row.get("coarse") is not None:
            found["coarse_n"] += 1
            found["coarse"] += said is not None and coarse[said] == row["coarse"]
        mine = Counter((slot_names.get(name, name), normalised(text)) for name, text in words)
        gold = Counter((slot["type"], normalised(slot["text"])) for slot in row["slots"])
        found["slot_hits"] += (mine & gold).total()
        found["slots_found"] += mine.total()
        found["slots_gold"] += gold.total()
        if row["source"] not in _SLOTTED:
            mine = gold = Counter()
        found[_CAUSE + of_utterance(human(row["intent"]), said and human(said), gold, mine)] += 1
    return found


def _f1(hits: float, found: float, gold: float) -> float:
    return 2 * hits / (found + gold) if found + gold else 0.0


def _plans(rows: list[Row], planner: Chooser, timed: _Timed) -> list[Figure]:
    figures = []
    answers: list[list[str]] = []
    nothing: list[str] = []
    for row in rows:
        if row["source"] in _EXTRACTED:
            answers.append(timed(planner.extract, nothing, row["text"]))
        else:
            answers.append(timed(planner.split, nothing, row["goal"]))
    untold = rows[0]["source"] in _EXTRACTED  # the file has no development part of its own
    everything = list(range(len(rows)))
    parts = [("", everything)]
    if untold:
        parts = [("_held_out", [i for i in everything if held_out(rows[i]["id"])]), ("_all", everything)]
    for name, chosen in parts:
        exact = sum(
            [normalised(s) for s in answers[i]] == [normalised(s) for s in rows[i]["steps"]] for i in chosen
        )
        hits = sum(matched(answers[i], rows[i]["steps"]) for i in chosen)
        found, gold = sum(len(answers[i]) for i in chosen), sum(len(rows[i]["steps"]) for i in chosen)
        target = 85.0 if name == "_held_out" else None
        figures.append(_figure(f"plan_exact{name}", exact, len(chosen), target))
        figures.append(_figure(f"step_f1{name}", _f1(hits, found, gold) * gold, gold))
        if not untold:  # the baseline: the goal itself as the only step
            copied = sum(matched([rows[i]["goal"]], rows[i]["steps"]) for i in chosen)
            figures.append(_figure("step_f1_of_copying", _f1(copied, len(chosen), gold) * gold, gold))
    judged = parts[0][1]
    figures += _wrong(Counter(of_steps(rows[i]["steps"], answers[i]) for i in judged), len(judged))
    return figures


def matched(found: Sequence[str], gold: Sequence[str]) -> int:
    """How many steps match: greedily from the highest token F1 down, each once, in any order."""
    pairs = sorted(
        ((_token_f1(a, b), i, j) for i, a in enumerate(found) for j, b in enumerate(gold)),
        key=lambda p: -p[0],
    )
    left, right = set(range(len(found))), set(range(len(gold)))
    hits = 0
    for score, i, j in pairs:
        if score >= _MATCH and i in left and j in right:
            left.discard(i)
            right.discard(j)
            hits += 1
    return hits


def _token_f1(left: str, right: str) -> float:
    a, b = Counter(normalised(left).split()), Counter(normalised(right).split())
    return _f1((a & b).total(), a.total(), b.total())


def _calls(rows: list[Row], planner: Chooser, path: Path, timed: _Timed) -> list[Figure]:
    """Requests for one Android intent; the intents of the file can be chosen."""
    names = sorted({row["calls"][0]["name"] for row in rows})
    params: dict[str, dict[str, None]] = {name: {} for name in names}
    for row in rows:
        for arg, value in row["calls"][0]["args"].items():
            if isinstance(value, str) and value in row["goal"]:
                params[row["calls"][0]["name"]][human(arg)] = None
    texts = [ToolText(human(name), tuple(params[name])) for name in names]
    good: Counter[str] = Counter()
    nothing: tuple[int | None, list[tuple[str, str]]] = (None, [])
    for row in rows:
        index, _ = timed(planner.choose, nothing, row["goal"], texts)
        hit = index is not None and names[index] == row["calls"][0]["name"]
        for part in ("all", row["set"]):
            good[part] += 1
            good[part + "_hit"] += hit
    return [
        _figure(f"intent_accuracy_{part}", good[part + "_hit"], good[part])
        for part in ("all", "checked", "seed", "generated")
        if good[part]
    ]


def _goals(rows: list[Row], planner: Chooser, timed: _Timed) -> list[Figure]:
    """Goals without gold: how many steps are found in them."""
    nothing: list[str] = []
    counts = [len(timed(planner.split, nothing, row["goal"])) for row in rows]
    return [_figure("with_steps", sum(count > 0 for count in counts), len(rows))]
