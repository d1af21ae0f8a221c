"""System services' dumps: every file here has a table DUMPS from the service's name to its function."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from typing import TypeAlias

from device_drivers.virtual.shell.call import Call

Dump: TypeAlias = Callable[[Call], None]


@cache
def dumps() -> dict[str, Dump]:
    """All dumps by service name."""
    found: dict[str, Dump] = {}
    for module in pkgutil.iter_modules(__path__):
        table: dict[str, Dump] = importlib.import_module(f"{__name__}.{module.name}").DUMPS
        found.update(table)
    return found
