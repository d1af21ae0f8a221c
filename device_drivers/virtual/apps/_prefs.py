"""An app's own settings, as rows of its provider."""

from __future__ import annotations

from collections.abc import Mapping

from device_drivers.virtual.kernel import System
from device_drivers.virtual.providers.resolver import Route, Tables


class Prefs:
    """content://PACKAGE/preferences: names and values."""

    def __init__(self, system: System, package: str, defaults: Mapping[str, str]) -> None:
        self._content = system.content
        self._uri = f"content://{package}/preferences"
        self._defaults = defaults
        table = f"{package.replace('.', '_')}_preferences"
        schema = (
            f"CREATE TABLE {table} (_id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, value TEXT);"
        )
        system.content.add(Tables(package, {"preferences": Route(table)}), schema)
        self.reset()

    def reset(self) -> None:
        self._content.delete(self._uri)
        for name, value in self._defaults.items():
            self._content.insert(self._uri, {"name": name, "value": value})

    def get(self, name: str) -> str:
        row = self._content.row(self._uri, f"name='{name}'")
        return row.text("value") if row is not None else self._defaults[name]

    def put(self, name: str, value: str) -> None:
        if not self._content.update(self._uri, {"value": value}, f"name='{name}'"):
            self._content.insert(self._uri, {"name": name, "value": value})
