"""What apps are made of (App, Page) and the system they run on: tasks, activities, intents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import ClassVar

from device_drivers.virtual.fixture import Fixture
from device_drivers.virtual.intents import (
    DEFAULT,
    HOME,
    LAUNCHER,
    MAIN,
    BroadcastResult,
    Component,
    Filter,
    Intent,
    StartResult,
)
from device_drivers.virtual.providers.contacts import Contacts
from device_drivers.virtual.providers.resolver import ContentResolver
from device_drivers.virtual.providers.telephony import Telephony
from device_drivers.virtual.services import chooser, overlays
from device_drivers.virtual.services.defaults import RESOLVER, Defaults, Role
from device_drivers.virtual.services.permissions import Permissions
from device_drivers.virtual.services.tasks import HOME_PACKAGE, Asked, Task, Tasks
from device_drivers.virtual.services.values import Notification, Package, PendingAlarm
from device_drivers.virtual.window.boxes import Act
from device_drivers.virtual.window.dialogs import DIALOG_BODY
from device_drivers.virtual.window.kit import Kit
from device_drivers.virtual.window.state import Layer, Snack, UiState
from device_drivers.virtual.window.view import View

SNACK_SECONDS = 6.0
LAUNCHER_FILTER = Filter((MAIN,), (LAUNCHER, DEFAULT))


class Page:
    """One activity on the screen: what it remembers, and how it looks."""

    cls: str = ".MainActivity"  # the activity, as in the manifest
    secure: bool = False  # FLAG_SECURE: no screenshots of it
    over_lock: bool = False  # it is shown above the lock screen

    def __init__(self, app: App) -> None:
        self.app = app
        self.system = app.system
        self.state = UiState()
        self.ident = 0
        self.started = False  # an intent opened it; False: a page of its own app did
        self.asked: Asked | None = None  # who waits for its result

    def view(self, ui: Kit) -> View:
        """The whole screen, from the app's data as it is now."""
        raise NotImplementedError

    def live(self) -> bool:
        """It shows running time: built again every second."""
        return False

    def back(self) -> bool:
        """BACK was pressed; True when the page used it itself."""
        return False

    def paused(self) -> None:
        """The page goes to the background or is about to be closed by BACK."""

    def receive(self, intent: Intent) -> None:
        """A new intent for the page that is already on top."""

    # what pages do all the time
    @property
    def content(self) -> ContentResolver:
        return self.app.content

    def needs(self) -> tuple[str, ...]:
        """Runtime permissions without which there is nothing to show."""
        return ()

    def lacks(self) -> str:
        """The first of them that its app does not hold."""
        may = self.system.permissions.allowed
        return next((name for name in self.needs() if not may(self.app.package, name)), "")

    def require(self, permission: str, act: Act) -> None:
        """Do something that needs a permission; the user may be asked for it first."""

        def done(granted: bool) -> None:
            if granted:
                act()
            else:
                self.toast(self.t("Permission denied"))

        self.system.permissions.ask(self.app.package, permission, done)

    def open(self, page: Page) -> None:
        """Put a page of this app on top."""
        self.system.push(page)

    def close(self) -> None:
        self.system.finish(self)

    def ask(self, intent: Intent, done: Callable[[Intent], object]) -> None:
        """Start another app for a result; `done` gets what it gives, nothing when it was cancelled."""
        if not self.system.start(intent, Asked(self, done)).ok:
            self.toast(self.t("No app can do this"))

    def give(self, result: Intent) -> None:
        """End with a result for whoever asked for one."""
        self.system.give(self, result)

    def replace(self, page: Page) -> None:
        """Put another page in this one's place."""
        self.system.push(page)
        self.system.finish(self)

    def up(self) -> None:
        """What the arrow in the toolbar does: as BACK, but never a dialog's or the keyboard's."""
        if not self.back():
            self.system.leave()

    def show(self, layer: Layer) -> None:
        self.state.focus = ""
        self.state.scroll.pop(DIALOG_BODY, None)
        self.state.push(layer)

    def toast(self, text: str) -> None:
        self.system.toast(text)

    def snack(self, text: str, action: str, act: Act) -> None:
        self.state.snack = Snack(text, action, act, self.system.clock() + SNACK_SECONDS)

    def t(self, label: str) -> str:
        return self.system.skin.say(label)


class App:
    """A program: its activities, what they open, and its part of the phone's data."""

    package: ClassVar[str]
    label: ClassVar[str]
    icon: ClassVar[str] = "app"
    launcher: ClassVar[str] = ""  # the activity the drawer opens
    activities: ClassVar[Mapping[str, tuple[Filter, ...]]] = {}
    permissions: ClassVar[tuple[str, ...]] = ()
    version: ClassVar[tuple[str, int]] = ("14", 34)
    shown: ClassVar[bool] = True  # it has an icon in the drawer

    def __init__(self, system: System) -> None:
        self.system = system
        self.content = system.content.narrowed(partial(system.permissions.reads, self.package))

    def page(self, activity: str, intent: Intent) -> Page | None:
        """The screen of an activity; None when the intent was carried out without one."""
        raise NotImplementedError

    def tick(self, now: datetime) -> None:
        """Fire what is due."""

    def alarms(self, now: datetime) -> list[PendingAlarm]:
        """What this app has scheduled."""
        return []

    def notified(self, note: Notification, action: str) -> None:
        """A notification was touched; `action` is its button, empty for the notification itself."""
        if not note.ongoing:
            self.system.withdraw(note.package, note.tag, note.ident)
        self.system.start(
            Intent(MAIN, (LAUNCHER,), component=Component(self.package, self.full(self.launcher)))
        )

    def replied(self, note: Notification, action: str, text: str) -> None:
        """An action of a notification was answered with a text, in the shade."""

    def fill(self, fixture: Fixture) -> None:
        """Put what a new phone holds of this app's data."""

    def clear(self) -> None:
        """Forget all own data."""

    @property
    def shown_name(self) -> str:
        """What the phone's language calls it."""
        return self.system.skin.locale.say(self.label)

    @classmethod
    def full(cls, activity: str) -> str:
        return cls.package + activity if activity.startswith(".") else activity

    def installed(self, when: datetime, uid: int) -> Package:
        """The package entry of this app."""
        filters = {self.full(name): rules for name, rules in self.activities.items()}
        launcher = self.full(self.launcher) if self.launcher else ""
        return Package(
            self.package,
            self.shown_name,
            *self.version,
            activities=tuple(filters),
            launcher=launcher,
            filters=filters,
            permissions=dict.fromkeys(self.permissions, True),
            first_install=when,
            last_update=when,
            uid=uid,
        )


class System(Tasks):
    """The device together with its apps and tasks. The task in front is the last."""

    layers: list[tuple[str, UiState]]  # system dialogs on top of everything, by package
    people: Contacts
    sms: Telephony

    def boot(self, kinds: list[type[App]]) -> None:
        """Install the apps and go home."""
        installed = self.now() - timedelta(days=300)
        self.permissions = Permissions(self)
        self.apps = {}
        self.packages = {}
        self.tasks = []
        self.split = []
        self.layers = []
        self._next_ident = 1
        for kind in kinds:
            app = kind(self)
            self.apps[app.package] = app
            self.packages[app.package] = app.installed(installed, 10000 + 37 * len(self.apps))
        self.defaults = Defaults()
        self.go_home()

    # intents
    def resolve(self, intent: Intent) -> list[Component]:
        """The activities that could open it; those that take just anything come last."""
        if intent.component is not None:
            known = self.packages.get(intent.component.package)
            return [intent.component] if known and intent.component.cls in known.activities else []
        if not intent.type and intent.data.startswith("content://media/"):
            intent = replace(intent, type=self.storage.type_of(intent.data))
        found = []
        for package in self.packages.values():
            if not package.enabled or (intent.package and package.name != intent.package):
                continue
            for activity, filters in package.filters.items():
                fitting = [rule for rule in filters if rule.accepts(intent)]
                if fitting:
                    vague = all("*/*" in rule.types for rule in fitting)
                    found.append((vague, Component(package.name, activity)))
        return [component for _, component in sorted(found, key=lambda each: each[0])]

    def able(self, role: Role) -> list[str]:
        """The packages that could hold a role."""
        return list(dict.fromkeys(component.package for component in self.resolve(role.sample)))

    def start(self, intent: Intent, asked: Asked | None = None) -> StartResult:
        """What `startActivity` does, Android's outcomes included; with `asked`, for a result."""
        found = self.resolve(intent)
        if not found:
            return StartResult("missing" if intent.component else "unresolved", intent.component)
        overlays.dismiss(self)
        component = self.defaults.choose(intent, found)
        if component is None:
            chooser.ask(self, intent, found, asked)
            return StartResult("started", RESOLVER, "WARM")
        package = self.packages[component.package]
        if HOME in intent.categories or component.package == HOME_PACKAGE:
            self.go_home(intent)
            return StartResult("brought_to_front", component, "HOT")
        self.shade = ""
        cold = package.pid == 0
        task = next((task for task in self.tasks if task.package == component.package), None)
        plain = component.cls == package.launcher and not intent.data and not intent.extras
        if task is not None and plain and asked is None:
            return self._front(task, component)
        return self._launch(
            intent, component, self.task if asked else task, "COLD" if cold else "WARM", asked
        )

    def _front(self, task: Task, component: Component) -> StartResult:
        if task is self.task:
            self.page.receive(Intent(MAIN, (LAUNCHER,), component=component))
            return StartResult("delivered", component)
        self._pause()
        self.tasks.remove(task)
        self.tasks.append(task)
        self.shown(self.page)
        self.changed()
        return StartResult("brought_to_front", component, "HOT")

    def _launch(
        self, intent: Intent, component: Component, task: Task | None, launch: str, asked: Asked | None
    ) -> StartResult:
        app = self.apps.get(component.package)
        name = component.cls.removeprefix(component.package)
        page = app.page(name, intent) if app is not None else None
        self.changed()
        self._start_process(component.package)
        self.write_log("ActivityTaskManager", f"START u0 {{cmp={component.short}}} with LAUNCH_MULTIPLE")
        if page is None:
            return StartResult("started", component, launch)
        if task is not None and task in self.tasks:
            self.tasks.remove(task)
        else:
            task = Task(self._ident(), component.package)
        self._pause()
        self.tasks.append(task)
        page.ident, page.started, page.asked = self._ident(), True, asked
        task.pages.append(page)
        self.shown(page)
        return StartResult("started", component, launch)

    def shown(self, page: Page) -> None:
        lacking = page.lacks()
        if lacking:
            self.permissions.ask(
                page.app.package, lacking, lambda granted: self.shown(page) if granted else None
            )

    def _start_process(self, package: str) -> None:
        entry = self.packages[package]
        if entry.pid == 0:
            entry.pid = 2000 + 41 * self._ident()

    def broadcast(self, intent: Intent) -> BroadcastResult:
        """Only the clipboard helper and the keyboard listen; who else asks hears nothing."""
        if intent.action == "clipper.set":
            self.clipboard = ("text", intent.string("text"))
            return BroadcastResult(-1, "Text is copied into clipboard.")
        if intent.action == "clipper.get" and self.clipboard is not None:
            return BroadcastResult(-1, self.clipboard[1])
        return BroadcastResult()

    def force_stop(self, package: str) -> None:
        """End the process: its tasks and notifications go."""
        if package not in self.packages or package == HOME_PACKAGE:
            return
        self.packages[package].pid = 0
        pages = [(task, page) for task in self.tasks for page in task.pages]
        self.finish(*(page for task, page in pages if package in (task.package, page.app.package)))
        self.notifications = [note for note in self.notifications if note.package != package]
        self.changed()

    def clear_data(self, package: str) -> bool:
        """Forget an app's own data; False when there is no such package."""
        app = self.apps.get(package)
        if app is None:
            return package in self.packages
        self.force_stop(package)
        app.clear()
        self.changed()
        return True

    def act(self, run: Callable[[], object] | None) -> bool:
        """Run a view's handler; whether there was one."""
        if run is None:
            return False
        run()
        self.changed()
        return True
