"""Android's three settings namespaces."""

from __future__ import annotations

from collections.abc import Callable

NAMESPACES = ("system", "secure", "global")


class Settings:
    """String values by namespace and key. `changed(namespace, key, value)` is told of every write."""

    def __init__(self, changed: Callable[[str, str, str | None], None]) -> None:
        self._values: dict[str, dict[str, str]] = {name: {} for name in NAMESPACES}
        self._changed = changed

    def get(self, namespace: str, key: str) -> str | None:
        return self._values[namespace].get(key)

    def put(self, namespace: str, key: str, value: str) -> None:
        self._values[namespace][key] = value
        self._changed(namespace, key, value)

    def delete(self, namespace: str, key: str) -> int:
        """How many rows are gone: 0 or 1."""
        gone = self._values[namespace].pop(key, None) is not None
        if gone:
            self._changed(namespace, key, None)
        return int(gone)

    def list(self, namespace: str) -> dict[str, str]:
        """All of a namespace, sorted by key."""
        return dict(sorted(self._values[namespace].items()))
