"""Intents and what comes of starting one; pure values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

MAIN = "android.intent.action.MAIN"
VIEW = "android.intent.action.VIEW"
EDIT = "android.intent.action.EDIT"
INSERT = "android.intent.action.INSERT"
SEND = "android.intent.action.SEND"
SENDTO = "android.intent.action.SENDTO"
PICK = "android.intent.action.PICK"
GET_CONTENT = "android.intent.action.GET_CONTENT"
OPEN_DOCUMENT = "android.intent.action.OPEN_DOCUMENT"
CREATE_DOCUMENT = "android.intent.action.CREATE_DOCUMENT"
LAUNCHER = "android.intent.category.LAUNCHER"
HOME = "android.intent.category.HOME"
DEFAULT = "android.intent.category.DEFAULT"
OPENABLE = "android.intent.category.OPENABLE"

Extra: TypeAlias = "str | int | float | bool | list[int] | list[str] | list[float] | None"


@dataclass(frozen=True)
class Component:
    """An activity. `cls` is the full class name."""

    package: str
    cls: str

    @property
    def short(self) -> str:
        """As Android prints it: the package's own prefix left out."""
        cls = self.cls[len(self.package) :] if self.cls.startswith(self.package + ".") else self.cls
        return f"{self.package}/{cls}"


@dataclass(frozen=True)
class Intent:
    """A wish to start something, as `am start` or an app states it."""

    action: str = ""
    categories: tuple[str, ...] = ()
    data: str = ""
    type: str = ""
    component: Component | None = None
    package: str = ""
    extras: Mapping[str, Extra] = field(default_factory=dict)
    flags: int = 0

    @property
    def scheme(self) -> str:
        return self.data.split(":", 1)[0].lower() if ":" in self.data else ""

    def string(self, name: str, default: str = "") -> str:
        value = self.extras.get(name)
        return default if value is None else str(value)

    def number(self, name: str, default: int = 0) -> int:
        """The extra as a whole number; the default when it is missing or not one."""
        value = self.extras.get(name)
        if isinstance(value, (int, float)):
            return int(value)
        try:
            return int(str(value))
        except ValueError:
            return default

    def truth(self, name: str, default: bool = False) -> bool:
        value = self.extras.get(name)
        if value is None:
            return default
        return value if isinstance(value, bool) else str(value).lower() in ("true", "1")


@dataclass(frozen=True)
class Filter:
    """What an activity says it can open. Empty tuples mean: an intent must not have it (types, schemes)."""

    actions: tuple[str, ...]
    categories: tuple[str, ...] = (DEFAULT,)
    schemes: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()

    def accepts(self, intent: Intent) -> bool:
        """Android's matching: action, every category, data and type."""
        if intent.action not in self.actions:
            return False
        if any(name not in self.categories for name in intent.categories):
            return False
        if self.schemes and intent.scheme not in self.schemes:
            return False
        if intent.data and not self.schemes and not self.types:
            return False
        if self.hosts and not any(intent.data.split("://", 1)[-1].startswith(host) for host in self.hosts):
            return False
        return self._type_fits(intent)

    def _type_fits(self, intent: Intent) -> bool:
        if not self.types:
            return not intent.type
        if not intent.type:
            return bool(self.schemes)
        major = intent.type.split("/", 1)[0]
        return any(kind in (intent.type, f"{major}/*", "*/*") for kind in self.types)


Outcome = Literal["started", "delivered", "brought_to_front", "missing", "unresolved", "denied"]


@dataclass(frozen=True)
class StartResult:
    """What became of `start_activity`. `launch` is Android's word: COLD, WARM, HOT or UNKNOWN (0)."""

    outcome: Outcome
    component: Component | None = None
    launch: str = "UNKNOWN (0)"
    detail: str = ""

    @property
    def ok(self) -> bool:
        return self.outcome in ("started", "delivered", "brought_to_front")


@dataclass(frozen=True)
class BroadcastResult:
    """-1 when a receiver ran and said so, 0 when nobody did."""

    code: int = 0
    data: str | None = None
