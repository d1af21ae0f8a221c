"""The environment of a measured child: this Python with this edgelam, which keeps what it compiles."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

_ROOT = Path(__file__).resolve().parent.parent


def environment() -> dict[str, str]:
    """Of a child that finds its modules compiled from the second start on, as where a package was installed.

    Without it a checkout whose bytecode may not be written would be compiled anew at every start.
    """
    found = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**found, "PYTHONPATH": os.pathsep.join(paths), "PYTHONPYCACHEPREFIX": _bytecode().name}


@cache
def _bytecode() -> TemporaryDirectory[str]:
    """A folder that is gone when this process ends."""
    return TemporaryDirectory(prefix="edgelam-bytecode-")
