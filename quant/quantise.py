"""A GGUF made smaller by llama.cpp, in a process of its own: an abort there is an error here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from edgelam.core.errors import ModelError, StorageError
from edgelam.engines.formats import check_gguf

from .gguf_types import Written, mixture, tensor_type, written
from .imatrix import Importances, save
from .recipe import Recipe

Progress = Callable[[int, int, str], None]  # tensors done, tensors in all, the one that is next


@dataclass(frozen=True)
class Quantised:
    """A written file, and what is really in it."""

    path: Path
    size: int  # bytes
    written: Written


def quantise(
    source: Path,
    out: Path,
    recipe: Recipe,
    *,
    importances: Importances | None = None,
    threads: int = 0,
    progress: Progress = lambda done, of, tensor: None,
) -> Quantised:
    """Write `out` from `source`; it is there whole or not at all, after Ctrl-C too.

    Raises ModelMissing, ModelCorrupt, UsageError, ModelError with llama.cpp's reason, StorageError.
    """
    check_gguf(source)
    order: dict[str, Any] = {
        "source": str(source.resolve()),
        "kind": mixture(recipe.type),
        "overrides": [(pattern, tensor_type(kind)) for pattern, kind in recipe.overrides],
        "pure": recipe.pure,
        "threads": threads,
        "importance": "",
    }
    try:
        with TemporaryDirectory(dir=out.parent, prefix=f".{out.name}.") as folder:
            if importances:
                order["importance"] = str(Path(folder, "importances.gguf").resolve())
                save(importances, Path(order["importance"]))
            order["out"] = str(Path(folder, "model.gguf").resolve())
            _run(order, source, progress)
            facts = check_gguf(Path(order["out"]))
            Path(order["out"]).replace(out)
    except OSError as error:
        raise StorageError(f"{out.parent} cannot be written ({error.strerror})") from error
    return Quantised(out, out.stat().st_size, written(facts))


def _run(order: dict[str, Any], source: Path, progress: Progress) -> None:
    """Its own session: a Ctrl-C at the terminal is for us, and we end it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "quant.native"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": search_path()},
    )
    with process:
        try:
            assert process.stdin and process.stdout and process.stderr
            process.stdin.write(json.dumps(order))
            process.stdin.close()
            problem = None
            for line in process.stdout:
                said = json.loads(line)
                if "error" in said:
                    problem = ModelError(said["error"], hint=said["hint"])
                else:
                    progress(said["done"], said["of"], said["tensor"])
            last = process.stderr.read().strip().splitlines()[-1:]
        except BaseException:
            process.kill()
            raise
    if problem:
        raise problem
    if process.returncode != 0:
        why = last[0] if last else f"ended with {process.returncode}"
        raise ModelError(f"{source}: llama.cpp's quantiser broke down: {why}")


def search_path() -> str:
    """PYTHONPATH by which a child finds the same code as this process."""
    root = str(Path(__file__).resolve().parent.parent)
    return os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))
