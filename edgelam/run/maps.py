"""The maps that are kept on this machine: a file a package and version below `$EDGELAM_HOME/maps`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from edgelam.core.action import Tap
from edgelam.core.command import TapAt
from edgelam.core.contracts import Driver
from edgelam.core.errors import DeviceError, InputFileError
from edgelam.core.event import Chose, Event, Observed, Performed
from edgelam.core.fact import AskTable, Rows
from edgelam.core.plan import Step
from edgelam.core.screen import Screen
from edgelam.guard.risk import SYSTEM_DIALOGS
from edgelam.memory.appmap import AppMap
from edgelam.memory.sketch import Sketch, key_of
from edgelam.memory.store import dumps, loads
from edgelam.models.home import home, write_whole

_UNSAFE = re.compile(r"[^\w.-]|^\.+")


def maps_folder() -> Path:
    """Where they are."""
    return home() / "maps"


def path_of(package: str, version: str, folder: Path | None = None) -> Path:
    """The file of a map; names of no app's making lead out of the folder."""
    safe, number = (_UNSAFE.sub("_", name) or "_" for name in (package, version or "0"))
    return (folder or maps_folder()) / safe / f"{number}.json"


def load(package: str, version: str) -> Sketch | None:
    """The map that is kept; None where there is none. Raises InputFileError."""
    path = path_of(package, version)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise InputFileError(f"{path} cannot be read: {error}") from error
    return loads(text, str(path))


def keep(sketch: Sketch, package: str, version: str) -> Path:
    """Write it in place of what was kept; no reader sees half a file. Raises StorageError."""
    path = path_of(package, version)
    write_whole(path, dumps(sketch, package, version))
    path.chmod(0o600)  # it holds what the screens said
    return path


def versions_of(driver: Driver) -> dict[str, str]:
    """Package -> version code, as far as the phone tells."""
    try:
        fact = driver.query(AskTable(table="versions"))
    except DeviceError:
        return {}
    return {row["package"]: row["version"] for row in fact.rows} if isinstance(fact, Rows) else {}


def looks_of(events: Iterable[Event]) -> dict[str, list[tuple[Screen, str | None]]]:
    """The screens of each app that a run saw, in order, with the key of what was tapped on them."""
    found: dict[str, list[tuple[Screen, str | None]]] = defaultdict(list)
    screen: Screen | None = None
    chosen: str | None = None
    for event in events:
        if isinstance(event, Observed):
            if screen is not None and screen.package != event.screen.package:
                found[screen.package][-1] = (screen, None)  # what follows there was not led to by it
            screen, chosen = event.screen, None
            found[screen.package].append((screen, None))
        elif isinstance(event, Chose) and screen is not None and isinstance(event.choice.action, Tap):
            element = screen.element(event.choice.action.target)
            chosen = key_of(element) if element is not None else None
        elif isinstance(event, Performed) and screen is not None:
            tapped = chosen if isinstance(event.command, TapAt) else None
            found[screen.package][-1] = (screen, tapped)
    return {package: looks for package, looks in found.items() if package not in SYSTEM_DIALOGS}


def kept_maps(driver: Driver) -> KeptMaps | None:
    """The maps of this phone's apps; None where none was made, or the phone does not tell its versions."""
    versions = versions_of(driver) if maps_folder().is_dir() else {}
    return KeptMaps(versions) if versions else None


@dataclass(frozen=True)
class KeptMaps:
    """See contracts.Hints: by the maps of the versions that the phone has, read when they are needed."""

    versions: Mapping[str, str]
    _read: dict[str, AppMap] = field(default_factory=dict)

    def leads(self, step: Step, screen: Screen) -> Mapping[int, str]:
        """Nothing where no map is kept, or its file is broken."""
        return self.of(screen.package).leads(step.do, screen.elements)

    def of(self, package: str) -> AppMap:
        """The map of an app; an empty one where there is none."""
        if package not in self._read:
            try:
                sketch = load(package, self.versions.get(package, "")) or load(package, "")
            except InputFileError:
                sketch = None
            self._read[package] = sketch.map() if sketch else AppMap()
        return self._read[package]
