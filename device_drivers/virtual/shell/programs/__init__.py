"""Programs: every file here has a table PROGRAMS from the program's name to its function."""

from __future__ import annotations

import importlib
import pkgutil

from device_drivers.virtual.shell.call import Program


def programs() -> dict[str, Program]:
    """All programs by name."""
    found: dict[str, Program] = {}
    for module in pkgutil.iter_modules(__path__):
        table: dict[str, Program] = importlib.import_module(f"{__name__}.{module.name}").PROGRAMS
        found.update(table)
    return found
