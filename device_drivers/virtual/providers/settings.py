"""Android's three settings namespaces, as an object and as a provider."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from device_drivers.virtual.providers.resolver import (
    ContentResolver,
    Provider,
    ProviderError,
    Route,
    Value,
    Values,
    delete_rows,
    insert_row,
)

NAMESPACES = ("system", "secure", "global")
_TABLE = """CREATE TABLE settings_{0} (_id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, value TEXT,
  is_preserved_in_restore TEXT);"""


class Settings:
    """String values by namespace and key. `changed(namespace, key, value)` is told of every write."""

    def __init__(self, content: ContentResolver, changed: Callable[[str, str, str | None], None]) -> None:
        self._db = content.db
        self._values: dict[str, dict[str, str]] = {name: {} for name in NAMESPACES}
        self._changed = changed
        content.add(_Provider(self), "".join(_TABLE.format(name) for name in NAMESPACES))

    def fill(self, namespace: str, values: Mapping[str, str]) -> None:
        """Set many at once and tell nobody."""
        self._values[namespace].update(values)
        self._db.executemany(
            f"INSERT OR REPLACE INTO settings_{namespace} (name, value) VALUES (?, ?)", list(values.items())
        )

    def get(self, namespace: str, key: str) -> str | None:
        return self._values[namespace].get(key)

    def number(self, namespace: str, key: str, default: int = 0) -> int:
        """The value as a whole number; the default when it is missing or not one."""
        try:
            return int(self._values[namespace].get(key, default))
        except ValueError:
            return default

    def on(self, namespace: str, key: str) -> bool:
        return self.number(namespace, key) != 0

    def put(self, namespace: str, key: str, value: str) -> None:
        if self._values[namespace].get(key) == value:
            return
        self.fill(namespace, {key: value})
        self._changed(namespace, key, value)

    def delete(self, namespace: str, key: str) -> int:
        """How many rows are gone: 0 or 1."""
        if self._values[namespace].pop(key, None) is None:
            return 0
        self._db.execute(f"DELETE FROM settings_{namespace} WHERE name=?", (key,))
        self._changed(namespace, key, None)
        return 1

    def list(self, namespace: str) -> dict[str, str]:
        """All of a namespace, sorted by key."""
        return dict(sorted(self._values[namespace].items()))

    def reload(self, namespace: str) -> None:
        """Take over what was written to the table, and tell of it."""
        table = dict(self._db.execute(f"SELECT name, value FROM settings_{namespace}"))
        old, self._values[namespace] = self._values[namespace], table
        for key in sorted(old.keys() | table.keys()):
            if old.get(key) != table.get(key):
                self._changed(namespace, key, table.get(key))


class _Provider(Provider):
    authorities = ("settings",)

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def route(self, uri: str, path: list[str]) -> Route:
        if not path or path[0] not in NAMESPACES:
            raise ProviderError(f"Invalid URI: {uri}")
        namespace = path[0]
        where = "name='{}'".format(path[1].replace("'", "''")) if len(path) > 1 else ""
        table = f"settings_{namespace}"
        db = self._settings._db

        def insert(values: dict[str, Value]) -> int:
            name = str(values.get("name") or "")
            if not name:
                raise ProviderError("Invalid name: null")
            known = db.execute(f"SELECT _id FROM {table} WHERE name=?", (name,)).fetchall()
            delete_rows(db, table, [row[0] for row in known])
            return insert_row(db, table, {"name": name, "value": _string(values.get("value"))})

        return Route(
            table, where=where, order="name", insert=insert, after=lambda: self._settings.reload(namespace)
        )

    def call(self, method: str, arg: str, extras: Values) -> dict[str, Value]:
        verb, _, namespace = method.partition("_")
        if namespace not in NAMESPACES or verb not in ("GET", "PUT", "DELETE", "LIST"):
            raise ProviderError(f"Unknown method: {method}", "java.lang.UnsupportedOperationException")
        if verb == "PUT":
            self._settings.put(namespace, arg, _string(extras.get("value")) or "")
            return {}
        if verb == "DELETE":
            return {"result_rows_deleted": self._settings.delete(namespace, arg)}
        if verb == "LIST":
            return dict(self._settings.list(namespace))
        return {"value": self._settings.get(namespace, arg)}


def _string(value: Value) -> str | None:
    return None if value is None else str(value)
