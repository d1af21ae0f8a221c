"""`python -m bench.readme`: writes the README's table of measurements from the documents in `bench/results`.

Each file there is what one command printed with `--json`, as it is; see `bench/results/README.md`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from edgelam.core.errors import EdgelamError, InputFileError, StorageError

from .documents import Document, Number, read_document
from .wording import machine_label, target_of, unit_of, value_of

BEGIN = "<!-- numbers: made by `python -m bench.readme` from bench/results; edit nothing here -->"
END = "<!-- numbers: end -->"
ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).resolve().parent / "results"


@dataclass(frozen=True)
class Row:
    """One line of the table: figures of one document, shown as `a / b`. what: in words, in the same order."""

    what: str
    document: str  # stem of the file
    figures: tuple[str, ...]


def _peer_rows(name: str, called: str) -> list[Row]:
    """What `bench peers` says of one model. name: as its figures begin."""
    figures = {
        "edgelam, an action, p50 / p95": ("edgelam p50", "edgelam p95"),
        "llama-cpp-python with a JSON schema, the best other way: times as long": (
            "chat-json / edgelam",
            "best peer / edgelam",
        ),
        "tokens an action computes, p50 / p95": ("new tokens p50", "new tokens p95"),
        "times the bound of these tokens": ("over its bound",),
    }
    return [
        Row(f"{called}, random: {what}", "bench-peers", tuple(f"{name} {figure}" for figure in each))
        for what, each in figures.items()
    ]


# What the README tells first. Documents that are named nowhere here show every figure that has a target.
ROWS = (
    Row("Caller, one decision, p50 / p95", "bench-latency", ("caller p50", "caller p95")),
    Row("Planner, one goal, p50 / p95", "bench-latency", ("planner p50", "planner p95")),
    Row(
        "a whole step on the virtual phone, without its settle wait, p50 / p95",
        "bench-latency",
        ("step p50", "step p95"),
    ),
    Row(
        "engine, outside native calls, p50 / p95",
        "bench-latency",
        ("engine overhead outside native calls p50", "engine overhead outside native calls p95"),
    ),
    Row(
        "process start of `edgelam run` to first act; goal to first act in a warm process, p50",
        "bench-latency",
        ("process start to first act p50", "goal to first act, warm, p50"),
    ),
    Row("a whole run: peak RSS; of it anonymous", "bench-memory", ("run peak RSS", "run RSS anonymous")),
    Row("both models on disk", "bench-memory", ("models on disk",)),
    Row("growth while deciding", "bench-memory", ("leak slope",)),
    Row(
        "ten minutes of decisions: p50; drift of the last minute's",
        "bench-sustained",
        ("sustained decision p50", "drift of p50, last minute"),
    ),
    Row("energy a decision, above idle", "bench-energy", ("energy a decision, above idle",)),
    Row(
        "llama.cpp and ONNX Runtime, the same float weights: same choices, Caller / Planner / decoder",
        "bench-backends",
        ("caller engines agree", "planner engines agree", "decoder engines agree"),
    ),
    Row(
        "16 families of chat models, random, hostile screens: illegal / crashed / leaking control tokens",
        "bench-legality",
        ("illegal", "crashes", "leaked control tokens"),
    ),
    Row(
        "virtual phone: trees of a full list a second, by the clock / by processor time",
        "bench-phone",
        ("phone: trees a second", "phone: trees a second, by processor time"),
    ),
    Row(
        "virtual phone: scrolls of it with a tree after each, a second",
        "bench-phone",
        ("phone: scrolls with a tree a second", "phone: scrolls with a tree a second, by processor time"),
    ),
    Row(
        "virtual phone: process start to first tree, by the clock / by processor time",
        "bench-phone",
        ("phone: process start to first tree, p50", "phone: processor time to first tree, p50"),
    ),
    Row("virtual phone: growth while it is used", "bench-phone", ("phone: growth",)),
    Row(
        "virtual phone, random services, lines and calls: died / failed inside / late / unlike its twin",
        "bench-phone",
        (
            "phone: fuzz, died",
            "phone: fuzz, failed inside",
            "phone: fuzz, not answered in time",
            "phone: fuzz, answers unlike the twin's",
        ),
    ),
    Row(
        'all tasks, every other one in words kept for tests: success / false "done" / honest failure',
        "eval-tasks",
        ("task success", "false done", "honest failure"),
    ),
    Row(
        "success on tasks of 1 to 3 / to 7 / to 14 / to 29 / more actions",
        "eval-tasks",
        tuple(f"success, level {level}" for level in (1, 2, 3, 4, 5)),
    ),
    Row(
        "success of doing nothing and saying done / saying no / of drawing any legal action",
        "eval-tasks",
        tuple(
            f"baseline: {name}"
            for name in ("does nothing, says done", "does nothing, says no", "draws any legal action")
        ),
    ),
    Row(
        "success with a Caller that knows each task: what Planner and runtime leave to be won",
        "eval-tasks",
        ("baseline: knows the task, in the Caller's place",),
    ),
    Row(
        "actions of a success to the expert's / seconds a task, medians",
        "eval-tasks",
        ("actions to the expert's, median", "task seconds, median"),
    ),
    *_peer_rows("smollm2-135m-q8_0-random", "135M in Q8_0"),
    *_peer_rows("qwen3-0.6b-q4_k_m-random", "0.6B in Q4_K_M"),
)


def documents(folder: Path = RESULTS) -> dict[str, Document]:
    """By stem, in the order of their names. Raises InputFileError."""
    return {path.stem: read_document(path) for path in sorted(folder.glob("*.json"))}


def section(found: dict[str, Document], rows: Sequence[Row] = ROWS) -> str:
    """The text between the markers. Raises InputFileError for a row whose figure its document has not."""
    lines = [_cells(row, found[row.document]) for row in rows if row.document in found]
    named = {row.document for row in rows}
    for stem, document in found.items():
        if stem not in named:
            lines += [
                _cells(Row(figure.name, stem, (figure.name,)), document)
                for figure in document.figures
                if figure.target is not None
            ]
    if not lines:
        return "Nothing has been measured yet."
    machines = {cells["machine"] for cells in lines}
    columns = [name for name in lines[0] if name != "machine" or len(machines) > 1]
    told = [f"Measured on: {machines.pop()}.", ""] if len(machines) == 1 else []
    table = [columns, ["---"] * len(columns), *([cells[name] for name in columns] for cells in lines)]
    return "\n".join([*told, *(f"| {' | '.join(map(_cell, row))} |" for row in table)])


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _cells(row: Row, document: Document) -> dict[str, str]:
    """A row by the table's columns."""
    figures = []
    for name in row.figures:
        figure = document.figure(name)
        if figure is None:
            raise InputFileError(
                f"{document.path}: there is no figure {name!r}", hint="Measure it again with this version."
            )
        figures.append(figure)
    counts = list(dict.fromkeys(figure.n for figure in figures))
    n = f" (n = {', '.join(map(str, counts))})" if any(counts) else ""
    value = " / ".join(map(_value, figures)) + n
    command = f"`{document.command}`" if document.command else document.title
    return {
        "what": row.what,
        "value": value,
        "target": _targets(figures),
        "machine": machine_label(document.machine),
        "command": command,
    }


def _value(figure: Number) -> str:
    return (
        "not measurable there" if figure.value is None else f"{value_of(figure)} {unit_of(figure)}".rstrip()
    )


def _targets(figures: Sequence[Number]) -> str:
    """Each target and whether it holds, once where all say the same; nothing where there is none."""
    verdicts = {True: "holds", False: "missed", None: "not measured"}
    aimed = [figure for figure in figures if figure.target is not None]
    told = (f"{target_of(f)} {unit_of(f)}: {verdicts[f.holds]}" for f in aimed)
    return "; ".join(dict.fromkeys(told))


def updated(text: str, made: str) -> str:
    """The README with the section in its place. Raises InputFileError unless the markers are there, once."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end or BEGIN in after or END in after:
        raise InputFileError(
            "the README has no place for the measurements", hint=f"Put {BEGIN} and {END} into it, once."
        )
    return f"{before}{BEGIN}\n{made}\n{END}{after}"


def main(
    arguments: Sequence[str] = (),
    *,
    readme: Path = ROOT / "README.md",
    results: Path = RESULTS,
    say: Callable[[str], object] = sys.stderr.write,
) -> int:
    """Write the section; with `--check` only say, by exit code 1, that it is not what the files give."""
    try:
        text = readme.read_text(encoding="utf-8")
        wanted = updated(text, section(documents(results)))
        if "--check" in arguments:
            if text != wanted:
                say(f"{readme} is not what {results} gives: run `python -m bench.readme`\n")
            return int(text != wanted)
        if text != wanted:
            readme.write_text(wanted, encoding="utf-8")
    except OSError as error:
        return _refuse(StorageError(f"{readme}: {error.strerror}"), say)
    except EdgelamError as error:
        return _refuse(error, say)
    return 0


def _refuse(error: EdgelamError, say: Callable[[str], object]) -> int:
    say(f"bench.readme: {error}\n  {error.hint}\n")
    return error.exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
