"""A run of tasks as one HTML page that needs nothing else: tables, plots, and the story of every trial."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from bench.plots import STYLE, Bar, bars
from edgelam.core.errors import StorageError

from .report import cause
from .runner import Result

_STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1d232b; --soft: #5b6675; --line: #d9dee5;
  --good: #1a7f4b; --bad: #b3261e }
@media (prefers-color-scheme: dark) { :root { --paper: #14181d; --ink: #dde3ea; --soft: #98a4b3;
  --line: #2d353f; --good: #55c58a; --bad: #ff8a80 } }
body { margin: 0 auto; padding: 24px 20px 64px; max-width: 1060px; background: var(--paper);
  color: var(--ink); font: 15px/1.5 system-ui, sans-serif }
table { border-collapse: collapse; margin: 12px 0 } th, td { padding: 3px 14px 3px 0; text-align: left;
  border-bottom: 1px solid var(--line) } td.number { text-align: right; font-variant-numeric: tabular-nums }
details { border-bottom: 1px solid var(--line); padding: 5px 0 } summary { cursor: pointer }
.good { color: var(--good) } .bad { color: var(--bad) } .soft { color: var(--soft) }
ol { padding-left: 22px; margin: 6px 0 } li { margin: 2px 0 }
figure { display: inline-block; margin: 4px 8px 4px 0 }
img { display: block; border: 1px solid var(--line); border-radius: 6px; height: 260px }
"""
_KINDS = {"planned": "plan", "chose": "does", "judged": "guard", "checked": "checks", "step_ended": "step",
          "crashed": "crash", "ended": "end"}  # fmt: skip


def write_page(found: dict[str, Any], rows: Sequence[Result], pictures: Path, out: Path) -> None:
    """Write the page. found: see `report`. Raises StorageError."""
    try:
        out.write_text(_page(found, rows, pictures), encoding="utf-8")
    except OSError as error:
        raise StorageError(f"cannot write {out}: {error.strerror}") from error


def _page(found: dict[str, Any], rows: Sequence[Result], pictures: Path) -> str:
    parts = [
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>",
        f"<title>Tasks on the virtual phone</title><style>{_STYLE}{STYLE}</style>",
        "<h1>Tasks on the virtual phone</h1>",
        f"<p>{found['n']} trials of {found['tasks']} tasks: {_percent(found['success'])} done and right, "
        f"{_percent(found['false_done'])} said to be done and not, {_percent(found['harm'])} with something "
        "changed that nobody asked for.</p>",
        _baselines(found),
    ]
    for title, key in (("level", "by_level"), ("kind", "by_kind"), ("app", "by_app"), ("skin", "by_skin")):
        parts.append(f"<h2>By {title}</h2>" + _plot(title, found[key]))
    parts.append("<h2>Causes of failure</h2>" + _table(("cause", "trials"), list(found["causes"].items())))
    parts.append("<h2>Every trial</h2>")
    parts += [_trial(row, pictures) for row in sorted(rows, key=lambda r: (r.success, r.key))]
    return "".join(parts)


def _percent(part: dict[str, Any]) -> str:
    if part["share"] is None:
        return "none"
    low, high = part["interval"]
    return f"{part['share'] * 100:.1f} % (95 %: {low * 100:.1f}-{high * 100:.1f}, n = {part['n']})"


def _baselines(found: dict[str, Any]) -> str:
    return _table(
        ("baseline", "success"), [(name, _percent(part)) for name, part in found["baselines"].items()]
    )


def _table(head: Sequence[str], rows: Sequence[tuple[str, object]]) -> str:
    top = "".join(f"<th>{escape(name)}</th>" for name in head)
    body = "".join(
        f"<tr><td>{escape(name)}</td><td class=number>{escape(str(value))}</td></tr>" for name, value in rows
    )
    return f"<table><tr>{top}</tr>{body}</table>"


def _plot(title: str, groups: dict[str, Any]) -> str:
    made = [
        Bar(
            name,
            part["share"] * 100,
            part["interval"][0] * 100,
            part["interval"][1] * 100,
            f"{part['share'] * 100:.0f} %, n = {part['n']}, false done {part['false_done']}",
        )
        for name, part in groups.items()
    ]
    return bars(made, title=f"Success by {title}", unit="%")


def _trial(row: Result, pictures: Path) -> str:
    mark = "<b class=good>ok</b>" if row.success else f"<b class=bad>{escape(cause(row))}</b>"
    head = (
        f"<summary>{mark} {escape(row.goal)} <span class=soft>{escape(row.key)}, {row.actions} actions, "
        f"{row.seconds:.1f} s</span></summary>"
    )
    items = "".join(_item(kind, words, pictures) for kind, words in row.story)
    harmed = f"<p class=bad>also changed: {escape(', '.join(row.harm))}</p>" if row.harm else ""
    return f"<details>{head}<ol>{items}</ol>{harmed}</details>"


def _item(kind: str, words: str, pictures: Path) -> str:
    if kind != "look":
        return f"<li><span class=soft>{_KINDS.get(kind, kind)}</span> {escape(words)}</li>"
    try:
        image = base64.b64encode((pictures / words).read_bytes()).decode("ascii")
    except OSError:
        return ""
    return f"<figure><img loading=lazy alt='the screen' src='data:image/webp;base64,{image}'></figure>"
