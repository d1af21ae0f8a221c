"""The content resolver: URIs to tables, with Android's words for what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

Value: TypeAlias = "str | int | float | bytes | None"


class ProviderError(Exception):
    """A provider refused; the text is what Android prints, `java` the exception's class."""

    def __init__(self, text: str, java: str = "java.lang.IllegalArgumentException") -> None:
        super().__init__(text)
        self.java = java


class ContentResolver:
    """content:// URIs over SQLite tables. WHERE and SORT are SQL, as on Android."""

    def query(
        self, uri: str, projection: Sequence[str] | None = None, where: str = "", sort: str = ""
    ) -> tuple[list[str], list[tuple[Value, ...]]]:
        """The column names and the rows."""
        raise ProviderError(f"Unknown URL {uri}")

    def insert(self, uri: str, values: Mapping[str, Value]) -> str:
        """Add a row; its URI."""
        raise ProviderError(f"Unknown URL {uri}")

    def update(self, uri: str, values: Mapping[str, Value], where: str = "") -> int:
        """How many rows were changed."""
        raise ProviderError(f"Unknown URL {uri}")

    def delete(self, uri: str, where: str = "") -> int:
        """How many rows are gone."""
        raise ProviderError(f"Unknown URL {uri}")

    def call(self, uri: str, method: str, arg: str = "", extras: Mapping[str, Value] | None = None) -> dict[str, Value]:
        """A provider's own method, such as settings' GET_system; the result bundle."""
        raise ProviderError(f"Unknown method {method}")
