"""The rules about the shape of the code, as functions from a module's source to what breaks them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

MODULE_LINES = 400
FUNCTION_LINES = 50

_MIDDLE = ("planner", "caller", "tools", "verify", "guard", "vault", "memory")
_BELOW_RUN = ("core", "engines", "reader", "models", *_MIDDLE)
_BELOW_CLI = (*_BELOW_RUN, "run", "daemon", "train", "quant", "bench", "device_drivers")

# What each part may import besides itself: the folders of `edgelam`, and the three packages beside it.
LAYERS: Mapping[str, tuple[str, ...]] = {
    "core": (),
    "engines": ("core",),
    "models": ("core", "engines"),
    "reader": ("core", "engines"),
    **{part: ("core", "engines", "reader") for part in _MIDDLE},
    "run": (*_BELOW_RUN, "device_drivers"),
    "daemon": (*_BELOW_RUN, "run", "device_drivers"),
    "train": tuple(part for part in _BELOW_CLI if part != "train"),
    "quant": tuple(part for part in _BELOW_CLI if part != "quant"),
    "bench": tuple(part for part in _BELOW_CLI if part != "bench"),
    "cli": _BELOW_CLI,
    "device_drivers": ("core",),
}

_NUMBERS = ("engines", "reader", "caller", "planner", "train")

# Libraries that cost time or memory to import, and what wraps them. There a module may import them at its
# top, because the module itself is only imported when the thing is opened.
HEAVY: Mapping[str, tuple[str, ...]] = {
    "numpy": (*(f"edgelam.{part}" for part in _NUMBERS), "quant", "bench"),
    "llama_cpp": ("edgelam.engines.llama", "edgelam.engines.library"),
    "onnxruntime": ("edgelam.engines.onnx_session",),
    "adbutils": (),
    "uiautomator2": (),
    "PIL": ("device_drivers.virtual",),
    "torch": ("edgelam.train",),
    "onnx": ("edgelam.train", "quant"),
    "gguf": ("edgelam.train", "quant"),
    "safetensors": ("edgelam.train",),
    "lxml": (),
    "huggingface_hub": (),
    "llguidance": (),
    "psutil": ("bench",),
    "typer": ("edgelam.cli",),
    "rich": (),
    "pydantic": ("edgelam", "device_drivers", "quant", "bench"),
}


@dataclass(frozen=True)
class Import:
    """One imported module, by its whole name."""

    name: str
    line: int
    inside: bool  # in a function
    typing_only: bool  # under `if TYPE_CHECKING`


def imports(source: str, module: str, *, package: bool = False) -> Iterator[Import]:
    """Everything a module imports, wherever it stands; `from a import b` counts as both a and a.b.

    module: its dotted name; package: whether it is an `__init__`.
    """
    yield from _imports(ast.parse(source), module, package, inside=False, typing_only=False)


def _imports(
    node: ast.AST, module: str, package: bool, *, inside: bool, typing_only: bool
) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        deeper = inside or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        typing = typing_only or (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test))
        if isinstance(child, ast.Import):
            for alias in child.names:
                yield Import(alias.name, child.lineno, inside, typing_only)
        elif isinstance(child, ast.ImportFrom):
            base = _base(child, module, package)
            yield Import(base, child.lineno, inside, typing_only)
            for alias in child.names:
                yield Import(f"{base}.{alias.name}", child.lineno, inside, typing_only)
        yield from _imports(child, module, package, inside=deeper, typing_only=typing)


def _base(node: ast.ImportFrom, module: str, package: bool) -> str:
    if not node.level:
        return node.module or ""
    up = node.level - package
    parts = module.split(".")
    return ".".join([*(parts[:-up] if up else parts), *([node.module] if node.module else [])])


def part_of(module: str) -> str | None:
    """The layer a module of ours belongs to; None for foreign ones and for `edgelam` itself."""
    head, _, rest = module.partition(".")
    if head == "edgelam":
        return rest.partition(".")[0] or None
    return head if head in LAYERS else None


def upward(source: str, module: str, *, package: bool = False) -> list[str]:
    """Imports that do not go down."""
    part = part_of(module)
    if part is None or part not in LAYERS:
        return []
    allowed = {part, *LAYERS[part]}
    broken = {
        f"{module}:{found.line} imports {found.name}"
        for found in imports(source, module, package=package)
        if part_of(found.name) in LAYERS and part_of(found.name) not in allowed
    }
    return sorted(broken)


def heavy_at_import(source: str, module: str, *, package: bool = False) -> list[str]:
    """Heavy libraries at the top of a module that does not wrap them, and torch anywhere but in training."""
    broken = set()
    for found in imports(source, module, package=package):
        library = found.name.partition(".")[0]
        if library not in HEAVY or found.typing_only:
            continue
        wrapped = any(module == place or module.startswith(place + ".") for place in HEAVY[library])
        if not wrapped and (not found.inside or library == "torch"):
            broken.add(f"{module}:{found.line} imports {library}")
    return sorted(broken)


def too_long(source: str, module: str) -> list[str]:
    """Modules and functions beyond their size, decorators and docstrings included."""
    lines = source.count("\n") + 1
    broken = [f"{module} has {lines} lines"] if lines > MODULE_LINES + 1 else []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            size = (node.end_lineno or first) - first + 1
            if size > FUNCTION_LINES:
                broken.append(f"{module}:{node.lineno} {node.name} has {size} lines")
    return broken


def rings(graph: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Groups of modules that import each other in a circle, functions' imports included."""
    order: list[str] = []
    seen: set[str] = set()
    for start in graph:
        _after(start, graph, seen, order)
    back: dict[str, list[str]] = {name: [] for name in graph}
    for name, targets in graph.items():
        for target in targets:
            back.setdefault(target, []).append(name)
    found, placed = [], set[str]()
    for name in reversed(order):
        ring: list[str] = []
        _after(name, back, placed, ring)
        if len(ring) > 1 or name in graph.get(name, ()):
            found.append(sorted(ring))
    return found


def _after(start: str, graph: Mapping[str, Iterable[str]], seen: set[str], order: list[str]) -> None:
    """Append what can be reached from `start`, each after everything it leads to."""
    if start in seen:
        return
    seen.add(start)
    for target in graph.get(start, ()):
        _after(target, graph, seen, order)
    order.append(start)
