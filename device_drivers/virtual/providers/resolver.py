"""The content resolver: URIs to tables of one SQLite database, with Android's words for what is wrong."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeAlias, TypeVar

Value: TypeAlias = "str | int | float | bytes | None"
Values: TypeAlias = Mapping[str, Value]
_T = TypeVar("_T")
_STEPS = 100_000  # of SQLite's machine between two looks at a statement
_LARGEST = 64 << 20  # bytes of a value
_LOOKS = 50  # a quarter of a second where nothing else runs
SQL_FAULT = "android.database.sqlite.SQLiteException"


class ProviderError(Exception):
    """A provider refused; the text is what Android prints, `java` the exception's class."""

    def __init__(self, text: str, java: str = "java.lang.IllegalArgumentException") -> None:
        super().__init__(text)
        self.java = java


class Row:
    """One row with its columns by name."""

    __slots__ = ("_places", "_values")

    def __init__(self, places: Mapping[str, int], values: tuple[Value, ...]) -> None:
        self._places = places
        self._values = values

    def __getitem__(self, name: str) -> Value:
        return self._values[self._places[name]]

    def text(self, name: str) -> str:
        """Empty for NULL."""
        value = self[name]
        return "" if value is None else str(value)

    def number(self, name: str) -> int:
        """0 for NULL and for what is no number."""
        value = self[name]
        try:
            return int(value) if value is not None else 0
        except ValueError:
            return 0


@dataclass(frozen=True)
class Route:
    """What a URI's path stands for. Hooks replace plain SQL where a provider keeps several tables in step."""

    table: str
    source: str = ""  # what is read: a view or a subselect; empty: the table
    where: str = ""  # only these rows
    order: str = "_id"
    values: Values = field(default_factory=dict)  # every inserted row has them
    insert: Callable[[dict[str, Value]], int] | None = None  # the new row's _id
    update: Callable[[list[int], dict[str, Value]], None] | None = None
    delete: Callable[[list[int]], None] | None = None
    after: Callable[[], None] | None = None  # runs after every write


class Provider:
    """A set of routes. `route` may be overridden where paths are more than table names."""

    authorities: tuple[str, ...] = ()
    routes: Mapping[str, Route] = {}

    def route(self, uri: str, path: list[str]) -> Route:
        """The route of a path such as ["inbox"] or ["alarms", "3"]."""
        name, number = "/".join(path), ""
        if name not in self.routes and path and path[-1].isdigit():
            name, number = "/".join(path[:-1]), path[-1]
        found = self.routes.get(name)
        if found is None:
            raise ProviderError(f"Unknown URI {uri}")
        if not number:
            return found
        where = f"({found.where}) AND _id={number}" if found.where else f"_id={number}"
        return replace(found, where=where)

    def call(self, method: str, arg: str, extras: Values) -> dict[str, Value]:
        raise ProviderError(f"Unknown method: {method}", "java.lang.UnsupportedOperationException")


class Tables(Provider):
    """An app's own provider: its tables by path."""

    def __init__(self, authority: str, routes: Mapping[str, Route]) -> None:
        self.authorities = (authority,)
        self.routes = routes


@dataclass
class _Patience:
    """Ends SQL that never would: on a phone it holds one thread, here it would hold everything.

    It is apart from the resolver because SQLite's hold on a handler is hidden from the garbage collector:
    one that led back to the database would keep the whole phone for ever.
    """

    left: int = _LOOKS  # looks at the running statement until it is ended

    def run_out(self) -> bool:
        self.left -= 1
        return self.left < 0


class ContentResolver:
    """content:// URIs over SQLite tables. WHERE and SORT are SQL, as on Android."""

    def __init__(self, changed: Callable[[], None] = lambda: None) -> None:
        self.db = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._providers: dict[str, Provider] = {}
        self._changed = changed
        self._patience = _Patience()
        if sys.version_info >= (3, 11):
            self.db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST)
        self.db.set_progress_handler(self._patience.run_out, _STEPS)
        self._may: Callable[[str], bool] = lambda uri: True

    @property
    def changes(self) -> int:
        """Rows written since the phone started: while it stays, so does everything that was read."""
        return self.db.total_changes

    def narrowed(self, may: Callable[[str], bool]) -> ContentResolver:
        """The same content for a reader that finds no rows where `may` says no to a URI."""
        own = copy(self)
        own._may = may
        return own

    def add(self, provider: Provider, schema: str = "") -> None:
        """Serve a provider's authorities; `schema` makes its tables.

        An authority with two parts of a path, such as `media/external/audio`, goes before the bare one.
        """
        if schema:
            self.db.executescript(schema)
        for authority in provider.authorities:
            self._providers[authority] = provider

    def query(
        self, uri: str, projection: Sequence[str] | None = None, where: str = "", sort: str = ""
    ) -> tuple[list[str], list[tuple[Value, ...]]]:
        """The column names and the rows."""
        route = self._route(uri)
        columns = ", ".join(projection) if projection else "*"
        order = f" ORDER BY {sort or route.order}" if sort or route.order else ""
        if not self._may(uri):
            where = "0"
        sql = f"SELECT {columns} FROM {route.source or route.table}{_both(route.where, where)}{order}"
        cursor = self._run(sql)
        names = [column[0] for column in cursor.description]
        return names, self._guarded(cursor.fetchall)

    def rows(
        self, uri: str, where: str = "", sort: str = "", projection: Sequence[str] | None = None
    ) -> list[Row]:
        """The rows as an app reads them."""
        names, rows = self.query(uri, projection, where, sort)
        places = {name: place for place, name in enumerate(names)}
        return [Row(places, row) for row in rows]

    def row(self, uri: str, where: str = "") -> Row | None:
        found = self.rows(uri, where)
        return found[0] if found else None

    def insert(self, uri: str, values: Values) -> str:
        """Add a row; its URI."""
        route = self._route(uri)
        full = {**route.values, **values}
        with self._whole():
            if route.insert is not None:
                ident = self._guarded(partial(route.insert, full))
            else:
                ident = insert_row(self.db, route.table, full)
        self._written(route)
        return f"{uri.rstrip('/')}/{ident}"

    def update(self, uri: str, values: Values, where: str = "") -> int:
        """How many rows were changed."""
        route = self._route(uri)
        idents = self._idents(route, where)
        if idents and values:
            with self._whole():
                if route.update is not None:
                    self._guarded(partial(route.update, idents, dict(values)))
                else:
                    update_rows(self.db, route.table, idents, values)
            self._written(route)
        return len(idents)

    def delete(self, uri: str, where: str = "") -> int:
        """How many rows are gone."""
        route = self._route(uri)
        idents = self._idents(route, where)
        if idents:
            if route.delete is not None:
                self._guarded(partial(route.delete, idents))
            else:
                delete_rows(self.db, route.table, idents)
            self._written(route)
        return len(idents)

    def call(self, uri: str, method: str, arg: str = "", extras: Values | None = None) -> dict[str, Value]:
        """A provider's own method, such as settings' GET_system; the result bundle."""
        provider, _ = self._provider(uri)
        return provider.call(method, arg, extras or {})

    def _provider(self, uri: str) -> tuple[Provider, list[str]]:
        if not uri.startswith("content://"):
            raise ProviderError(f"Unknown URL {uri}")
        authority, _, path = uri[len("content://") :].partition("?")[0].partition("/")
        parts = [part for part in path.split("/") if part]
        for count in (2, 0):
            provider = self._providers.get("/".join([authority.split("@")[-1], *parts[:count]]))
            if provider is not None:
                return provider, parts
        raise ProviderError(f"Could not find provider: {authority}", "java.lang.IllegalStateException")

    def _route(self, uri: str) -> Route:
        self._patience.left = _LOOKS
        provider, path = self._provider(uri)
        return provider.route(uri, path)

    def _idents(self, route: Route, where: str) -> list[int]:
        sql = f"SELECT _id FROM {route.source or route.table}{_both(route.where, where)}"
        return [row[0] for row in self._run(sql)]

    def _written(self, route: Route) -> None:
        if route.after is not None:
            route.after()
        self._changed()

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """What is written in the block is written as a whole or not at all."""
        self.db.execute("SAVEPOINT whole")
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK TO whole")
            raise
        finally:
            self.db.execute("RELEASE whole")

    def _run(self, sql: str) -> sqlite3.Cursor:
        return self._guarded(lambda: self.db.execute(sql))

    def _guarded(self, act: Callable[[], _T]) -> _T:
        try:
            return act()
        except sqlite3.Error as error:
            raise ProviderError(f"{error} (code 1 SQLITE_ERROR)", SQL_FAULT) from error


def _both(first: str, second: str) -> str:
    parts = [f"({part})" for part in (first, second) if part]
    return " WHERE " + " AND ".join(parts) if parts else ""


def insert_row(db: sqlite3.Connection, table: str, values: Values) -> int:
    """The new row's _id."""
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" * len(values))
    sql = (
        f"INSERT INTO {table} ({names}) VALUES ({marks})" if values else f"INSERT INTO {table} DEFAULT VALUES"
    )
    return _written(db, sql, list(values.values())).lastrowid or 0


def update_rows(db: sqlite3.Connection, table: str, idents: Sequence[int], values: Values) -> None:
    sets = ", ".join(f'"{name}"=?' for name in values)
    _written(db, f"UPDATE {table} SET {sets} WHERE _id IN ({_numbers(idents)})", list(values.values()))


def delete_rows(db: sqlite3.Connection, table: str, idents: Sequence[int], column: str = "_id") -> None:
    _written(db, f"DELETE FROM {table} WHERE {column} IN ({_numbers(idents)})", [])


def _written(db: sqlite3.Connection, sql: str, values: list[Value]) -> sqlite3.Cursor:
    try:
        return db.execute(sql, values)
    except sqlite3.Error as error:
        raise ProviderError(f"{error} (code 1 SQLITE_ERROR): , while compiling: {sql}", SQL_FAULT) from error


def _numbers(idents: Sequence[int]) -> str:
    return ", ".join(str(int(ident)) for ident in idents)
