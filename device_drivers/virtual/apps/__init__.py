"""The phone's apps: a file is an app; its class is called `Program`."""

from __future__ import annotations

import importlib
import pkgutil

from device_drivers.virtual.kernel import App


def programs() -> list[type[App]]:
    """The apps of this folder, the home screen first."""
    kinds: list[type[App]] = []
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda found: found.name):
        if not module.name.startswith("_"):
            kinds.append(importlib.import_module(f"{__name__}.{module.name}").Program)
    return sorted(kinds, key=lambda kind: kind.package != "com.android.launcher3")
