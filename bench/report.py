"""`edgelam bench report`: documents of eval, bench and quant as one HTML page that needs nothing else.

Files come from anywhere: every text in them is escaped, and what is no such document is named and left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from edgelam.core.errors import InputFileError, StorageError

from .documents import Document, Number, read_document
from .plots import Bar, Line, Point, bars, cut, lines, scatter
from .wording import machine_label, number, target_of, unit_of, value_of

_TIMES = {"ms": 1.0, "s": 1000.0}  # units drawn together, in ms
_RANDOM = "Random weights: only size, speed and memory mean anything."
_MAP = (  # a heading, the row's key, and what its number is multiplied by
    ("type", "type", 1.0),
    ("MB", "size", 1e-6),
    ("flips, %", "flips", 100.0),
    ("success, %", "success", 100.0),
    ("p50, ms", "p50_ms", 1.0),
    ("p95, ms", "p95_ms", 1.0),
    ("peak MB", "peak", 1e-6),
    ("", "problem", 1.0),
)
_TAILS = (" p90", " p95", " p99")
_BARS = 24  # in one plot
_STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1d232b; --soft: #5b6675; --line: #d9dee5;
  --good: #1a7f4b; --bad: #b3261e }
@media (prefers-color-scheme: dark) { :root { --paper: #14181d; --ink: #dde3ea; --soft: #98a4b3;
  --line: #2d353f; --good: #55c58a; --bad: #ff8a80 } }
body { margin: 0 auto; padding: 24px 20px 64px; max-width: 960px; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, sans-serif }
h1 { font-size: 26px; margin: 0 0 4px } h2 { font-size: 20px; margin: 44px 0 4px; border-top: 1px solid
  var(--line); padding-top: 24px }
p { margin: 4px 0 } .soft { color: var(--soft) } code { font: 13px ui-monospace, monospace }
table { border-collapse: collapse; width: 100%; margin: 14px 0; font-size: 14px }
th { text-align: left; font-weight: 600; color: var(--soft) } th, td { padding: 4px 12px 4px 0;
  border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere }
td.number, th.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
td.whole { white-space: nowrap }
.good { color: var(--good) } .bad { color: var(--bad); font-weight: 600 }
.wide { overflow-x: auto } svg.plot { display: block; margin: 18px 0 }
"""

Say = Callable[[str], None]


def write(files: Sequence[Path], out: Path, *, strict: bool = False, say: Say = lambda line: None) -> None:
    """Read the documents and write the page; folders stand for the .json files in them.

    A file that is no such document is named through `say` and left out; with `strict`, and when none is left,
    InputFileError is raised. Raises StorageError when the page cannot be written.
    """
    found, why = [], None
    for path in _expanded(files):
        try:
            found.append(read_document(path))
        except InputFileError as error:
            if strict:
                raise
            why = error
            say(f"left out: {error}")
    if not found:
        raise InputFileError("there is no document to report on", hint=str(why) if why else None)
    try:
        out.write_text(page(found), encoding="utf-8")
    except OSError as error:
        raise StorageError(f"cannot write {out}: {error.strerror}") from error
    say(f"{out}: {len(found)} documents")


def _expanded(files: Iterable[Path]) -> list[Path]:
    return [path for file in files for path in (sorted(file.glob("*.json")) if file.is_dir() else [file])]


def page(documents: Sequence[Document]) -> str:
    """The whole page."""
    body = [
        "<h1>edgelam measurements</h1>",
        f'<p class="soft">{len(documents)} documents from {len(_machines(documents))} machines. '
        "n is the number of samples behind a value; percentiles are by nearest rank.</p>",
        _machine_table(documents),
        *_overview(documents),
        *(_section(document, place) for place, document in enumerate(documents, 1)),
    ]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" '
        'content="width=device-width, initial-scale=1"><title>edgelam measurements</title>'
        f"<style>{_STYLE}</style></head><body>{''.join(body)}</body></html>\n"
    )


def _machines(documents: Sequence[Document]) -> dict[str, dict[str, Any]]:
    return {machine_label(document.machine): document.machine for document in documents}


def _machine_table(documents: Sequence[Document]) -> str:
    rows = []
    for label, machine in _machines(documents).items():
        build = machine.get("build")
        flags = "; ".join(f"{k}: {v}" for k, v in build.items()) if isinstance(build, dict) else ""
        rows.append(
            [
                escape(label),
                escape(str(machine.get("commit") or "")[:12]),
                escape(", ".join(f"{k} {v}" for k, v in _known(machine.get("libraries")))),
                escape(flags[:300]),
            ]
        )
    return _table(["machine", "commit", "libraries", "built for"], rows)


def _known(value: object) -> Iterable[tuple[str, str]]:
    return [(str(k)[:40], str(v)[:40]) for k, v in value.items()] if isinstance(value, dict) else []


def _overview(documents: Sequence[Document]) -> list[str]:
    """Targets over all documents, and the same figure on several machines or commits."""
    found = []
    aimed = [(d, f) for d in documents for f in d.figures if f.target is not None]
    if aimed:
        held = sum(figure.holds is True for _, figure in aimed)
        measured = sum(figure.holds is not None for _, figure in aimed)
        found.append(f"<h2>Targets</h2><p>{held} of {measured} measured targets hold.</p>")
        rows = [[escape(d.path.stem), *_cells(f), escape(machine_label(d.machine))] for d, f in aimed]
        machine = ["machine"] if len(_machines(documents)) > 1 else []  # left out, its cells are, too
        found.append(_table(["document", *_HEADS, *machine], rows))
    shared: dict[tuple[str, str, str], list[tuple[str, Number]]] = defaultdict(list)
    for document in documents:
        for figure in document.figures:
            if figure.value is not None and figure.target is not None:
                shared[document.title, figure.name, figure.unit].append((document.path.stem, figure))
    for (title, name, unit), values in shared.items():
        if len(values) > 1:
            rows_ = [Bar(stem, f.value or 0.0, group=i) for i, (stem, f) in enumerate(values[:_BARS])]
            found.append(bars(rows_, title=f"{title}: {name}", unit=unit))
    return found


def _section(document: Document, place: int) -> str:
    """One document: its figures as table and plots."""
    said = [f'<p class="soft">{escape(machine_label(document.machine))}</p>']
    if document.command:
        said.append(f"<p><code>{escape(document.command)}</code></p>")
    if document.rest.get("random_weights") is True:
        said.append(f"<p>{_RANDOM}</p>")
    said += [f"<p>{escape(str(note))}</p>" for note in _list(document.rest.get("notes"))]
    file = f'<span class="soft">({escape(document.path.name)})</span>'
    return "".join(
        [
            f'<h2 id="d{place}">{escape(document.title)} {file}</h2>',
            *said,
            *_plots(document),
            _table(_HEADS, [_cells(figure) for figure in document.figures]) if document.figures else "",
            *_maps(document),
        ]
    )


_HEADS = ["figure", "value", "unit", "n", "target", ""]
_CLASSES = {
    **dict.fromkeys(("value", "n"), ' class="number"'),
    **dict.fromkeys(("unit", "target", ""), ' class="whole"'),
}


def _cells(figure: Number) -> list[str]:
    verdict = {True: '<span class="good">holds</span>', False: '<span class="bad">missed</span>', None: ""}
    texts = (figure.name, value_of(figure), unit_of(figure), str(figure.n), target_of(figure))
    return [*map(escape, texts), verdict[figure.holds]]


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """heads, cells: HTML already."""

    def row(cells: Sequence[str], kind: str) -> str:
        named = zip((_CLASSES.get(head, "") for head in heads), cells, strict=False)
        return f"<tr>{''.join(f'<{kind}{c}>{cell}</{kind}>' for c, cell in named)}</tr>"

    body = "".join(row(cells, "td") for cells in rows)
    return f'<div class="wide"><table>{row(heads, "th")}{body}</table></div>'


def _plots(document: Document) -> list[str]:
    """Times by what they are of, ratios, and whatever the document has as a series."""
    groups: dict[str, list[Bar]] = defaultdict(list)
    for figure in document.figures:
        if figure.unit in _TIMES and figure.value is not None and not figure.name.endswith(_TAILS):
            groups[figure.name.split()[0]].append(_time_bar(document, figure))
    several = {word: rows for word, rows in groups.items() if len(rows) > 1}
    single = [row for word, rows in groups.items() if word not in several for row in rows]
    found = [
        bars(rows[:_BARS], title=f"{word}: milliseconds, p50 (the line ends at p95)")
        for word, rows in [*several.items(), *([("others", single)] if single else [])]
    ]
    return [*found, *_ratios(document), *_series(document)]


def _time_bar(document: Document, figure: Number) -> Bar:
    scale = _TIMES[figure.unit]
    value = (figure.value or 0.0) * scale
    tail = (
        document.figure(f"{figure.name.removesuffix(' p50')} p95") if figure.name.endswith(" p50") else None
    )
    note = f"{number(value)} ms"
    if tail is None or tail.value is None:
        return Bar(figure.name, value, note=note)
    return Bar(figure.name, value, value, tail.value * scale, f"{note}, p95 {number(tail.value * scale)}")


def _ratios(document: Document) -> list[str]:
    """Ratios that come with the two ends of an interval."""
    rows = []
    for figure in document.figures:
        low, high = (document.figure(f"{figure.name}, {end} end") for end in ("lower", "upper"))
        if figure.value is not None and low and high and low.value is not None and high.value is not None:
            note = f"{figure.value:.3g} ({low.value:.3g} to {high.value:.3g}), n = {figure.n}"
            rows.append(Bar(figure.name, figure.value, low.value, high.value, note))
    return [bars(rows[:_BARS], title="Ratios with their 95 % interval")] if rows else []


def _series(document: Document) -> list[str]:
    """Speed by minute, and memory by step."""
    found = []
    minutes = _rows(document.rest.get("minutes"))
    if len(minutes) > 1:
        drawn = [
            _line(name, minutes, key, at="minute") for name, key in (("p50", "p50_ms"), ("p95", "p95_ms"))
        ]
        found.append(lines(drawn, title="A decision, minute by minute", x="minute", y="ms"))
    series = _rows(document.rest.get("series"))
    if len(series) > 1:
        drawn = [_line(name, series, name, scale=1e-6) for name in ("anonymous", "file")]
        found.append(lines(drawn, title="Resident memory", x="reading", y="MB"))
    return found


def _line(label: str, rows: Sequence[dict[str, Any]], key: str, *, at: str = "", scale: float = 1.0) -> Line:
    points = [
        (float(row[at]) if at and _real(row.get(at)) else float(place), float(row[key]) * scale)
        for place, row in enumerate(rows)
        if _real(row.get(key))
    ]
    return Line(label, points)


def _maps(document: Document) -> list[str]:
    """Quantisation maps: for every role its types by size, flips, success, speed and memory."""
    found = []
    for role in _rows(document.rest.get("roles")):
        title = f"{role.get('role', '')}: {role.get('model', '')}"
        rows = [{**row, "flips": _flips(row)} for row in _rows(role.get("rows"))][:500]
        found.append(f"<h3>{escape(cut(title, 120))}</h3>")
        if role.get("random") is True:
            found.append(f"<p>{_RANDOM}</p>")
        for key, name, scale in (("flips", "flips, %", 100.0), ("p50_ms", "ms, p50", 1.0)):
            known = [row for row in rows if _real(row.get("size")) and _real(row.get(key))]
            points = [Point(str(row.get("type")), row["size"] / 1e6, row[key] * scale) for row in known]
            if points:
                found.append(scatter(points, title=f"{title}: size and {name}", x="MB", y=name))
        cells = [[escape(_shown(row.get(key), scale)) for _, key, scale in _MAP] for row in rows]
        found.append(_table([head for head, _, _ in _MAP], cells))
    return found


def _flips(row: dict[str, Any]) -> object:
    """The share of decisions that come out otherwise than with the reference."""
    agreement = row.get("agreement")
    return agreement.get("rate") if isinstance(agreement, dict) else None


def _shown(value: object, scale: float) -> str:
    if _real(value):
        return number(float(value) * scale)  # type: ignore[arg-type]
    return str(value if value is not None else "")[:120]


def _rows(value: object) -> list[dict[str, Any]]:
    return [row for row in _list(value) if isinstance(row, dict)][:20_000]


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _real(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300
