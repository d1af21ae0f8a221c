"""The faults that show on the phone itself, carried out before an input."""

from __future__ import annotations

from collections.abc import Callable

from device_drivers.virtual.faults import Faults
from device_drivers.virtual.kernel import System
from device_drivers.virtual.services import popups
from device_drivers.virtual.services.permissions import NOTIFICATIONS
from device_drivers.virtual.services.tasks import HOME_PACKAGE
from device_drivers.virtual.window.state import HeadsUp

_SHOWN = 5.0  # seconds a notification shows itself
_ASKED = (NOTIFICATIONS, "android.permission.ACCESS_FINE_LOCATION", "android.permission.RECORD_AUDIO")


def befall(system: System, faults: Faults) -> None:
    """Whatever of the schedule is due and can happen to this screen; the rest waits."""
    for name, (possible, happen) in _MISHAPS.items():
        if faults.due(name) and system.screen_on and possible(system) and faults.strikes(name):
            happen(system)
            system.changed()


def _undisturbed(system: System) -> bool:
    """Nothing lies over what is in front."""
    return not (system.layers or system.shade or system.locked)


def _in_an_app(system: System) -> bool:
    return _undisturbed(system) and system.page.app.package != HOME_PACKAGE


def _no_keyboard(system: System) -> bool:
    return _in_an_app(system) and not system.page.state.focus


def _always(system: System) -> bool:
    return True


def _heads_up(system: System) -> None:
    note = system.notify("com.android.weather", "Rain is coming", "It starts in twenty minutes", tag="rain")
    system.heads_up = HeadsUp(note, system.clock() + _SHOWN)


def _wanted(system: System) -> str:
    """The next permission that the app in front was neither given nor refused; empty when there is none."""
    entry = system.packages.get(system.page.app.package)
    known = entry.permissions if entry is not None else _ASKED
    return next((name for name in _ASKED if name not in known), "")


def _unanswered(system: System) -> bool:
    return _in_an_app(system) and bool(_wanted(system))


def _permission(system: System) -> None:
    package, permission = system.page.app.package, _wanted(system)
    system.permissions.put_one(system.packages[package], permission, False)
    system.permissions.ask(package, permission, lambda granted: None)


def _crash(system: System) -> None:
    popups.keeps_stopping(system, system.page.app.package)


def _keyboard(system: System) -> None:
    system.page.state.uncalled = True


def _reorder(system: System) -> None:
    system.page.state.turns += 1


def _rotate(system: System) -> None:
    system.rotation = 1 - system.rotation % 2


def _dark(system: System) -> None:
    system.screen_on = False


def _lock(system: System) -> None:
    system.screen_on, system.keyguard.showing = False, True


Happening = tuple[Callable[[System], bool], Callable[[System], object]]
_MISHAPS: dict[str, Happening] = {
    "rotation": (_undisturbed, _rotate),
    "reorder": (_in_an_app, _reorder),
    "keyboard": (_no_keyboard, _keyboard),
    "heads_up": (_undisturbed, _heads_up),
    "popup": (_undisturbed, popups.offer_saver),
    "permission_dialog": (_unanswered, _permission),
    "anr": (_in_an_app, popups.not_responding),
    "crash": (_in_an_app, _crash),
    "screen_off": (_always, _dark),
    "lock": (_always, _lock),
}
