"""The map for people: a table for the terminal and for Markdown, and one page with plots."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from edgelam.core.errors import StorageError

from .plot import Point, scatter

HEAD = (
    "TYPE",
    "MB",
    "BITS",
    "FLIPS",
    "TYPE/ELEMENT/SLOT",
    "KL",
    "MARGIN LOST",
    "RIGHT",
    "TASKS",
    "P50 MS",
    "P95 MS",
    "x REF",
    "PEAK MB",
    "",
)
_STYLE = """body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;
max-width:1060px;padding:0 1rem;color:#222}
table{border-collapse:collapse;font-size:13px;width:100%}th,td{padding:.25rem .5rem;text-align:right;
border-bottom:1px solid #ddd}th:first-child,td:first-child,td:last-child{text-align:left}
tr.best{background:#eef6ea}svg{width:100%;max-width:640px}svg text{font:11px system-ui,sans-serif}
.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(420px,1fr));gap:1rem}
.note{color:#555}code{font-size:13px}"""


def write(document: Mapping[str, Any], folder: Path) -> list[Path]:
    """map.json, map.md and map.html in `folder`. Raises StorageError."""
    texts = {
        "map.json": json.dumps(document, indent=1, ensure_ascii=False) + "\n",
        "map.md": markdown(document),
        "map.html": page(document),
    }
    try:
        for name, text in texts.items():
            part = folder / f".{name}"
            part.write_text(text, encoding="utf-8")
            part.replace(folder / name)
    except OSError as error:
        raise StorageError(f"{folder} cannot be written ({error.strerror})") from error
    return [folder / name for name in texts]


def cells(role: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """A role's rows, largest first, those that could not be made last."""
    rows = sorted(role["rows"], key=lambda row: (bool(row["problem"]), -row.get("size", 0)))
    return [_cells(row, row["type"] == role["best"]) for row in rows]


def _cells(row: Mapping[str, Any], best: bool) -> tuple[str, ...]:
    if row["problem"]:
        return (row["type"], *[""] * (len(HEAD) - 2), row["problem"])
    a = row["agreement"]
    bits = row["written"].get("bits") if row["written"] else None
    return (
        row["type"],
        f"{row['size'] / 1e6:.1f}",
        _number(bits, ".2f"),
        f"{100 * a['rate']:.1f} %",
        f"{a['type_flips']}/{a['element_flips']}/{a['slot_flips']} of {a['n']}",
        _number(a["kl"], ".4f"),
        _number(a["margin_lost"], ".4f"),
        _number(None if a["right"] is None else 100 * a["right"], ".1f"),
        _number(None if row["success"] is None else 100 * row["success"], ".0f"),
        _number(row["p50_ms"], ".1f"),
        _number(row["p95_ms"], ".1f"),
        _number(row["slower"], ".2f"),
        _number(None if row["peak"] is None else row["peak"] / 1e6, ".0f"),
        "best" if best else "",
    )


def _number(value: float | None, form: str) -> str:
    return "-" if value is None else format(value, form)


def markdown(document: Mapping[str, Any]) -> str:
    """The tables, role by role."""
    lines = []
    for role in document["roles"]:
        lines += [
            f"## {role['role']}: {role['model']}",
            "",
            *(f"{line}  " for line in notes(role, document)),
            "",
        ]
        lines.append("| " + " | ".join(name.lower() or " " for name in HEAD) + " |")
        lines.append("|" + "---|" * len(HEAD))
        lines += ["| " + " | ".join(cell.replace("|", "/") for cell in row) + " |" for row in cells(role)]
        lines.append("")
    return "\n".join(lines)


def notes(role: Mapping[str, Any], document: Mapping[str, Any]) -> list[str]:
    """What the numbers of a role are about."""
    best = next((row for row in role["rows"] if row["type"] == role["best"]), None)
    sure = f" (95 % sure: at most {100 * best['agreement']['at_most']:.1f} %)" if best else ""
    found = [
        f"reference: {role['reference']}",
        f"judged on {role['inputs']['n']} {role['inputs']['from']}",
        f"importances over {role['calibration'] or 'nothing'}",
        f"best: the smallest with at most {100 * document['max_flips']:g} % flips: "
        f"{role['best'] or 'none'}{sure}",
    ]
    if role["random"]:
        found.insert(
            0, "RANDOM WEIGHTS: size, memory and speed are those of the shape; the decisions are noise"
        )
    return found


def page(document: Mapping[str, Any]) -> str:
    """One HTML page that needs nothing else."""
    machine = ", ".join(
        f"{key} {value}" for key, value in document["machine"].items() if isinstance(value, str | int | float)
    )
    body = "".join(_section(role, document) for role in document["roles"])
    return (
        "<!doctype html><html lang=en><meta charset=utf-8><title>Quantisation map</title>"
        f"<style>{_STYLE}</style><h1>Quantisation map</h1><p class=note>{escape(machine)}</p>{body}</html>\n"
    )


def _section(role: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    head = "".join(f"<th>{escape(name.lower())}</th>" for name in HEAD)
    rows = "".join(
        f"<tr{' class=best' if row[-1] == 'best' else ''}>"
        + "".join(f"<td>{escape(cell)}</td>" for cell in row)
        + "</tr>"
        for row in cells(role)
    )
    said = "".join(f"<li>{escape(line)}</li>" for line in notes(role, document))
    return (
        f"<h2>{escape(role['role'])}: {escape(role['model'])}</h2><ul class=note>{said}</ul>"
        f"<div class=plots>{''.join(_plots(role, document))}</div>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _plots(role: Mapping[str, Any], document: Mapping[str, Any]) -> list[str]:
    axes = (("size", 1e-6, "size, MB"), ("p50_ms", 1.0, "decision p50, ms"), ("peak", 1e-6, "peak RSS, MB"))
    limit = 100 * document["max_flips"]
    plots = []
    for key, unit, name in axes:
        rows = [row for row in role["rows"] if not row["problem"] and row[key] is not None]
        points = [
            Point(
                row[key] * unit,
                100 * row["agreement"]["rate"],
                row["type"],
                row["engine"],
                row["type"] == role["best"],
            )
            for row in rows
        ]
        if points:
            plots.append(scatter(points, name, "flips, % of decisions", limit))
    return plots


def table(role: Mapping[str, Any]) -> Sequence[tuple[str, ...]]:
    """Head and rows, for the terminal."""
    return [HEAD, *cells(role)]
