"""How documents with figures are shown; evaluations and benches share their form."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any

import typer

from .output import document, say, table


def command_of(context: typer.Context) -> str:
    """The command line that makes a document, as it was typed."""
    return shlex.join(["edgelam", *context.find_root().obj])


def show(result: Mapping[str, Any], *, as_json: bool) -> None:
    """The whole document, or its figures as a table with the machine below."""
    if as_json:
        document(result)
        return
    figures = result.get("figures", [])
    rows = [(f["name"], _number(f["value"]), f["unit"], str(f["n"]), _target(f)) for f in figures]
    table([("FIGURE", "VALUE", "UNIT", "N", "TARGET"), *rows])
    machine = result.get("machine", {})
    if machine:
        say(
            ", ".join(
                f"{key} {value}" for key, value in machine.items() if isinstance(value, str | int | float)
            )
        )


def _number(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _target(figure: Mapping[str, Any]) -> str:
    if figure.get("target") is None:
        return ""
    holds = figure.get("holds")
    verdict = "" if holds is None else "holds" if holds else "MISSED"
    return f"{figure['target']} {verdict}".rstrip()
