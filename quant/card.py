"""The card of a quantised model: what it was made from, how, and what is known of it; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_EXCEPTIONS = 12  # matrices named one by one


def card(name: str, facts: Mapping[str, Any], source_card: str = "") -> str:
    """Markdown. facts: what stands in quantisation.json; source_card: that of the model it was made from."""
    made = [
        f"# {name}",
        "",
        f"{facts['source']['name']} quantised: `{facts['recipe']['words']}`.",
        "",
        "## How it was made",
        "",
        f"- from: {facts['source']['name']}, sha256 {facts['source']['sha256']}",
        f"- weights it was made from: {facts['reference']}",
        f"- recipe: {facts['recipe']['words']} (digest {facts['recipe']['digest']})",
        f"- calibration: {facts['calibration'] or 'none'}",
        f"- made with: {facts['made_with']}",
        *_really(facts.get("written")),
    ]
    return "\n".join([*made, *_figures(facts.get("measured")), *_limits(facts), *_origin(source_card)]) + "\n"


def _really(written: Mapping[str, Any] | None) -> list[str]:
    if not written:
        return []
    types = ", ".join(f"{count} matrices {kind}" for kind, count in written["types"].items())
    lines = [f"- really written: {types}; {written['bits']:.2f} bits a weight in all"]
    usual = next(iter(written["types"]), "")
    others = [f"{tensor} {kind}" for tensor, kind in written["tensors"].items() if kind != usual]
    if others:
        more = f" and {len(others) - _EXCEPTIONS} more" if len(others) > _EXCEPTIONS else ""
        lines.append(f"- not {usual}: {', '.join(others[:_EXCEPTIONS])}{more}")
    return lines


def _figures(measured: Mapping[str, Any] | None) -> list[str]:
    if not measured:
        return ["", "## Figures", "", "Not measured: `edgelam quant compare` does it."]
    rows = [(f["name"], f["value"], f["unit"], f["n"]) for f in measured["figures"]]
    return [
        "",
        "## Figures",
        "",
        f"Against {measured['reference']}, on {measured['inputs']}:",
        "",
        "| figure | value | unit | n |",
        "|---|---|---|---|",
        *(f"| {name} | {_number(value)} | {unit} | {n} |" for name, value, unit, n in rows),
    ]


def _limits(facts: Mapping[str, Any]) -> list[str]:
    lines = [
        "",
        "## Limits",
        "",
        "- Decisions were compared with the reference's, which are not always right themselves.",
    ]
    inputs = facts.get("measured", {}) or {}
    failures: Sequence[str] = inputs.get("failures", ())
    if failures:
        lines.append("- Decisions that came out otherwise, reference first:")
        lines += [f"  - {failure}" for failure in failures]
    if facts.get("random"):
        lines.append("- The source's weights are random: only its size, memory and speed mean anything.")
    return lines


def _origin(source_card: str) -> list[str]:
    if not source_card.strip():
        return []
    lowered = [f"#{line}" if line.startswith("#") else line for line in source_card.strip().splitlines()]
    return ["", "## The model it was made from", "", *lowered]


def _number(value: Any) -> str:
    return "-" if value is None else f"{value:.4g}" if isinstance(value, float) else str(value)
