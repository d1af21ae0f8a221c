"""The map: role x quantisation x decisions x latency x memory, measured, and the best file of each role.

A second run in the same folder takes up what is there; in another folder it measures anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bench.figures import Figure, figure
from bench.machine import machine
from edgelam.core.errors import ModelError, UsageError
from edgelam.models.manifest import sha256
from edgelam.models.registry import Model

from .gguf_types import ONNX_KINDS
from .measure import Measured, figures_of, measure_each
from .produce import FACTS, note, read_facts, really
from .recipe import Recipe, usual
from .store import Store, key_of
from .tasks import task_success
from .workshop import Workshop

SHIPPED = "shipped"
TYPES = (
    "Q8_0",
    "Q6_K",
    "Q5_K_M",
    "Q5_0",
    "Q4_K_M",
    "Q4_K_S",
    "Q4_0",
    "IQ4_NL",
    "IQ4_XS",
    "Q3_K_M",
    "IQ3_S",
    "IQ3_XXS",
    "Q2_K",
    "IQ2_M",
    "IQ2_XXS",
)


def default_types(model: Model) -> tuple[str, ...]:
    """Every type worth trying on a model."""
    own = (SHIPPED,) if model.kind == "pointing" else ()
    return (*own, *TYPES, *(ONNX_KINDS[1:] if model.kind == "pointing" else ()))


def draw_map(workshops: Sequence[Workshop], types: Sequence[str], most_flips: float) -> dict[str, Any]:
    """The document. types: empty for all. most_flips: share that the best file may flip.

    Raises UsageError, ModelError, StorageError.
    """
    if not 0 <= most_flips <= 1:
        raise UsageError(f"{most_flips} is no share of decisions", hint="Give --max-flips 0 to 1, or 1%.")
    roles = []
    figures: list[Figure] = []
    for shop in workshops:
        rows = role_rows(shop, types or default_types(shop.model))
        best = choose(rows, most_flips)
        roles.append(_role(shop, rows, best))
        figures += _figures(shop.role, rows, best, most_flips)
    return {
        "quant": "map",
        "max_flips": most_flips,
        "roles": roles,
        "figures": figures,
        "machine": machine([shop.model for shop in workshops]),
    }


def role_rows(shop: Workshop, types: Sequence[str]) -> list[dict[str, Any]]:
    """A row a type: what it is, or why it is not. Raises ModelError when the reference cannot work."""
    kinds = dict.fromkeys(map(_checked, types))
    inputs = shop.inputs  # what is wrong with them is told before anything is made
    made = {kind: shop.tried(kind) for kind in kinds}
    store = Store(shop.folder / "measured.jsonl")
    keys = {kind: _key(shop, model) for kind, (model, _) in made.items() if model}
    missing = [kind for kind, key in keys.items() if store.get(key) is None]
    models = [model for kind in missing if (model := made[kind][0])]
    told = lambda done, of: shop.say(f"{shop.role} decisions", done, of)  # noqa: E731
    found = measure_each(shop.reference_model, models, inputs, told=told)
    for kind, model, measured in zip(missing, models, found, strict=True):
        if isinstance(measured, ModelError):
            made[kind] = None, str(measured)
        else:
            store.put(keys[kind], {"type": kind, **_with_tasks(shop, model, measured)})
    if not any(model for model, _ in made.values()):
        raise ModelError(f"{shop.model.name}: nothing works: {next(iter(made.values()))[1]}")
    rows = []
    for kind, (model, problem) in made.items():
        if model is None:
            rows.append({"type": kind, "problem": problem})
            continue
        record = store.get(keys[kind])
        assert record is not None
        row = {**record, "type": kind, "problem": "", "path": str(model.path), "engine": model.engine}
        row["sha256"], row["written"] = sha256(model.path), really(model)
        _note(shop, model, Measured.of(record))
        rows.append(row)
    return rows


def choose(rows: Sequence[dict[str, Any]], most_flips: float) -> dict[str, Any] | None:
    """The smallest whose flips hold; None where none does."""
    holding = [row for row in rows if not row["problem"] and row["agreement"]["rate"] <= most_flips]
    return min(holding, key=lambda row: (int(row["size"]), str(row["type"])), default=None)


def _checked(kind: str) -> str:
    return SHIPPED if kind.lower() == SHIPPED else Recipe(usual(kind)).type


def _key(shop: Workshop, model: Model) -> str:
    parts = [sha256(model.path), sha256(shop.reference_model.path), shop.inputs.digest]
    return key_of("measured", shop.role, *parts, shop.settings.tasks)


def _with_tasks(shop: Workshop, model: Model, measured: Measured) -> dict[str, Any]:
    plain = measured.plain()
    if shop.settings.tasks:
        told = lambda done, of: shop.say(f"tasks with {model.name}", done, of)  # noqa: E731
        plain["success"], plain["tasks"] = task_success(model, shop.role, shop.settings.tasks, told=told)
    return plain


def _note(shop: Workshop, model: Model, measured: Measured) -> None:
    """A produced model's card tells what was measured."""
    if (model.folder / FACTS).is_file() and model.manifest:
        facts = {
            "reference": shop.reference.words,
            "inputs": f"{shop.inputs.n} {shop.inputs.words}",
            "figures": figures_of(measured),
            "failures": list(measured.failures),
        }
        if read_facts(model.folder).get("measured") != facts:
            note(model, facts, shop.model)


def _role(shop: Workshop, rows: list[dict[str, Any]], best: dict[str, Any] | None) -> dict[str, Any]:
    reference = shop.reference
    return {
        "role": shop.role,
        "model": shop.model.name,
        "kind": shop.model.kind,
        "source_sha256": reference.sha256,
        "random": bool(read_random(shop)),
        "reference": reference.words,
        "inputs": {"n": shop.inputs.n, "from": shop.inputs.words, "digest": shop.inputs.digest},
        "calibration": shop.importances.data if shop.importances else "",
        "rows": rows,
        "best": best["type"] if best else None,
        "best_path": best["path"] if best else None,
    }


def read_random(shop: Workshop) -> bool:
    """Whether the model's weights are random ones, made to measure speed."""
    from edgelam.engines.formats import check_gguf

    return "random weights" in str(check_gguf(shop.reference.path).metadata.get("general.name", ""))


def _figures(
    role: str, rows: Sequence[dict[str, Any]], best: dict[str, Any] | None, most_flips: float
) -> list[Figure]:
    figures = []
    for row in rows:
        if not row["problem"]:
            a = row["agreement"]
            figures.append(figure(f"{role} {row['type']} flips", a["rate"], "share", a["n"]))
    if best:
        a = best["agreement"]
        name = f"{role} best ({best['type']})"
        figures += [
            figure(f"{name} flips", a["rate"], "share", a["n"], at_most=most_flips),
            figure(f"{name} size", best["size"] / 1e6, "MB", 1),
            figure(f"{name} p50", best["p50_ms"], "ms", a["n"]),
            figure(f"{name} peak RSS", best["peak"] / 1e6 if best["peak"] else None, "MB", 1),
        ]
    else:
        figures.append(figure(f"{role} best flips", None, "share", 0, at_most=most_flips))
    return figures
