"""What this phone can be asked to do: tools, and installed apps with our own descriptions; pure.

A description never comes from the phone. Known packages have our own label too; the phone's label of any
other is taken only when it could be a name, and else the package's words stand for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from edgelam.core.catalogue import AppSpec, Catalogue, ToolSpec
from edgelam.core.fact import App, Apps

from .known_apps import KNOWN

_NAME = re.compile(r"[^\W_][\w&+.'-]*(?: [\w&+.'-]+){0,2}")
_LONGEST_LABEL = 24
# Parts of a package that say nothing of the app.
_EMPTY = re.compile(r"com|org|net|io|de|app|apps|android|google|mobile|client|the")


def build_catalogue(tools: Iterable[ToolSpec], apps: Iterable[App]) -> Catalogue:
    """The catalogue of a phone; one entry a package, in the order given."""
    specs = {app.package: app_spec(app) for app in apps}
    return Catalogue(tools=tuple(tools), apps=tuple(specs.values()))


def labelled(apps: Apps) -> Apps:
    """The phone's apps under the labels by which the Planner knows them."""
    return Apps(apps=tuple(app.model_copy(update={"label": app_spec(app).label}) for app in apps.apps))


def well_known() -> list[App]:
    """The apps we know by name: what a phone that is not there might have, one a label."""
    return list({label: App(package=package) for package, (label, _) in reversed(KNOWN.items())}.values())


def app_spec(app: App) -> AppSpec:
    """An installed app as the Planner may see it."""
    known = KNOWN.get(app.package)
    if known is not None:
        return AppSpec(package=app.package, label=known[0], description=known[1])
    named = _NAME.fullmatch(app.label) is not None and len(app.label) <= _LONGEST_LABEL
    return AppSpec(package=app.package, label=app.label if named else package_words(app.package))


def package_words(package: str) -> str:
    """A label made of a package's own words: `org.fossify.gallery` -> `fossify gallery`."""
    parts = [part for part in re.split(r"[._]+", package) if not _EMPTY.fullmatch(part.lower())]
    words = [word.lower() for part in parts[-2:] for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+|\d+", part)]
    return (" ".join(dict.fromkeys(words)) or re.sub(r"[^\w.]", "", package) or "app")[:_LONGEST_LABEL]
