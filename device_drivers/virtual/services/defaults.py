"""Which of several apps opens an intent: what was set to "Always", and the holders of roles; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from device_drivers.virtual.intents import (
    DEFAULT,
    HOME,
    MAIN,
    SENDTO,
    VIEW,
    Component,
    Intent,
)

RESOLVER = Component("android", "com.android.internal.app.ResolverActivity")
_FILES = ("content", "file")  # schemes of things whose type says what they are


@dataclass(frozen=True)
class Rule:
    """The intents that "Always" was said to."""

    action: str
    categories: tuple[str, ...]
    scheme: str
    type: str


@dataclass(frozen=True)
class Role:
    """Something one app does for the whole phone; who opens `sample` can hold it."""

    name: str
    label: str
    sample: Intent
    actions: tuple[str, ...]
    schemes: tuple[str, ...]
    optional: bool = False  # nobody may hold it

    def covers(self, intent: Intent) -> bool:
        home = HOME in self.sample.categories
        return (
            intent.action in self.actions
            and intent.scheme in self.schemes
            and home == (HOME in intent.categories)
        )


_ROLE = "android.app.role."
ROLES = (
    Role(
        f"{_ROLE}BROWSER",
        "Browser app",
        Intent(VIEW, ("android.intent.category.BROWSABLE",), "http://example.org"),
        (VIEW,),
        ("http", "https"),
        optional=True,
    ),
    Role(
        f"{_ROLE}DIALER",
        "Phone app",
        Intent("android.intent.action.DIAL", data="tel:"),
        ("android.intent.action.DIAL", VIEW),
        ("tel",),
    ),
    Role(
        f"{_ROLE}SMS",
        "SMS app",
        Intent(SENDTO, data="smsto:"),
        (SENDTO, VIEW),
        ("sms", "smsto", "mms", "mmsto"),
    ),
    Role(f"{_ROLE}HOME", "Home app", Intent(MAIN, (HOME,)), (MAIN,), ("",)),
)
NAMED = {role.name: role for role in ROLES}


def rule_of(intent: Intent) -> Rule:
    """What an answer to this intent says of others like it."""
    scheme = "" if intent.scheme in _FILES else intent.scheme
    categories = tuple(sorted({DEFAULT, *intent.categories}))
    return Rule(intent.action, categories, scheme, intent.type)


class Defaults:
    """What the user decided. `holders` names a role's package, or nobody, where that was chosen."""

    def __init__(self) -> None:
        self.rules: dict[Rule, Component] = {}
        self.holders: dict[str, str] = {}

    def choose(self, intent: Intent, found: Sequence[Component]) -> Component | None:
        """The one that opens it; None when the user has to be asked. `found` is not empty."""
        packages = {component.package for component in found}
        if len(packages) == 1:
            return found[0]
        rule = self.rules.get(rule_of(intent))
        if rule in found:
            return rule
        role = next((role for role in ROLES if role.covers(intent)), None)
        if role is None:
            return None
        holder = self.holder(role, [component.package for component in found])
        return next((component for component in found if component.package == holder), None)

    def holder(self, role: Role, able: Sequence[str]) -> str:
        """The package that holds a role, of those that can, the system's own first; empty for nobody."""
        chosen = self.holders.get(role.name)
        if chosen is None:
            return next(iter(able), "")
        return chosen if chosen in able else ""

    def drop(self, role: Role) -> None:
        """Its holder goes; where somebody must hold it, the system's own comes back."""
        self.holders.pop(role.name, None)
        if role.optional:
            self.holders[role.name] = ""

    def of(self, package: str) -> list[Rule]:
        return [rule for rule, component in self.rules.items() if component.package == package]

    def clear(self, package: str) -> None:
        """Forget what a package was made the default for."""
        for rule in self.of(package):
            del self.rules[rule]
