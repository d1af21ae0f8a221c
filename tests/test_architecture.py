"""The shape of the code: each rule holds, and each rule can fail."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import architecture as rules

ROOT = Path(__file__).parent.parent
PACKAGES = ("edgelam", "device_drivers", "quant", "bench")


def modules() -> Iterator[tuple[str, Path]]:
    """Dotted name and path of every module of ours."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def sources() -> Iterator[tuple[str, str, bool]]:
    """Name, source and whether it is a package."""
    for name, path in modules():
        yield name, path.read_text(encoding="utf-8"), path.name == "__init__.py"


def test_imports_go_down_only() -> None:
    assert [
        line for name, text, package in sources() for line in rules.upward(text, name, package=package)
    ] == []


def test_every_part_has_a_layer() -> None:
    parts = {rules.part_of(name) for name, _ in modules()} - {None, "__main__"}
    assert parts <= set(rules.LAYERS)


def test_no_ring_of_modules() -> None:
    known = dict(modules())
    graph = {
        name: {
            found.name
            for found in rules.imports(text, name, package=package)
            if found.name in known and found.name != name and not found.typing_only
        }
        for name, text, package in sources()
    }
    # `from . import sibling` names the package too, which is no ring: it comes before what is in it.
    for name, targets in graph.items():
        graph[name] = {target for target in targets if not name.startswith(target + ".")}
    assert rules.rings(graph) == []


def test_nothing_heavy_is_imported_at_the_top() -> None:
    broken = [
        line
        for name, text, package in sources()
        for line in rules.heavy_at_import(text, name, package=package)
    ]
    assert broken == []


def test_modules_and_functions_stay_small() -> None:
    assert [line for name, text, _ in sources() for line in rules.too_long(text, name)] == []


@pytest.mark.device
@pytest.mark.parametrize(
    "module", ["edgelam", "edgelam.core.contracts", "edgelam.run.trace", "device_drivers"]
)
def test_a_fresh_interpreter_imports_it_without_heavy_libraries(module: str) -> None:
    loaded = _loaded_by(f"import {module}")
    assert loaded & (set(rules.HEAVY) - {"pydantic"}) == set()


@pytest.mark.device
def test_the_command_line_is_built_from_typer_alone() -> None:
    loaded = _loaded_by("from edgelam.cli.app import build; build()")
    assert loaded & set(rules.HEAVY) == {"typer"}


def _loaded_by(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "module, line",
    [
        ("edgelam.core.screen", "from edgelam.engines import llama"),
        ("edgelam.core.screen", "def f():\n    from edgelam.run import loop"),
        ("edgelam.core.screen", "from ..guard import policy"),
        ("edgelam.engines.onnx", "import edgelam.reader.heads"),
        ("edgelam.planner.pointing", "from edgelam.caller import legal"),
        ("edgelam.run.loop", "from edgelam import cli"),
        ("edgelam.run.loop", "import bench.latency"),
        ("device_drivers.u2", "from edgelam.run import settle"),
        ("device_drivers.u2", "if TYPE_CHECKING:\n    from edgelam.guard import policy"),
    ],
)
def test_an_upward_import_is_found(module: str, line: str) -> None:
    assert rules.upward(line, module)
    assert not rules.upward("from edgelam.core import errors", module)


@pytest.mark.parametrize(
    "module, line",
    [
        ("edgelam.core.screen", "import numpy"),
        ("edgelam.core.screen", "from numpy.typing import NDArray"),
        ("edgelam.engines.onnx", "import llama_cpp"),
        ("edgelam.run.wiring", "try:\n    import adbutils\nexcept ImportError:\n    pass"),
        ("edgelam.engines.onnx", "def f():\n    import torch"),
        ("device_drivers.u2", "class A:\n    import uiautomator2"),
        ("edgelam.run.show", "import typer"),
    ],
)
def test_a_heavy_import_is_found(module: str, line: str) -> None:
    assert rules.heavy_at_import(line, module)


@pytest.mark.parametrize(
    "module, line",
    [
        ("edgelam.train.encoder", "import torch"),
        ("edgelam.engines.llama", "def f():\n    import llama_cpp"),
        ("edgelam.core.contracts", "if TYPE_CHECKING:\n    import numpy"),
    ],
)
def test_a_heavy_import_in_its_place_is_not(module: str, line: str) -> None:
    assert not rules.heavy_at_import(line, module)


def test_a_long_module_and_a_long_function_are_found() -> None:
    fits = "x = 1\n" * rules.MODULE_LINES
    assert not rules.too_long(fits, "m")
    assert rules.too_long(fits + "x = 1\n", "m")
    body = "    x = 1\n" * (rules.FUNCTION_LINES - 1)
    assert not rules.too_long(f"def f():\n{body}", "m")
    assert rules.too_long(f"def f():\n{body}    x = 1\n", "m")
    assert rules.too_long(f"@g\ndef f():\n{body}", "m")
    method = "class A:\n    async def f():\n" + "        x = 1\n" * rules.FUNCTION_LINES
    assert rules.too_long(method, "m")


def test_a_ring_is_found() -> None:
    assert rules.rings({"a": ["b"], "b": ["c"], "c": []}) == []
    assert rules.rings({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]}) == [["a", "b", "c"]]
