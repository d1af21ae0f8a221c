"""The sheets that ask which app is to carry out an intent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.intents import SEND, VIEW, Component, Intent
from device_drivers.virtual.services.defaults import RESOLVER, rule_of
from device_drivers.virtual.services.overlays import Overlay
from device_drivers.virtual.window.boxes import Act, style
from device_drivers.virtual.window.dialogs import DIALOG_BODY
from device_drivers.virtual.window.kit import Kit
from device_drivers.virtual.window.state import Layer
from device_drivers.virtual.window.view import View

if TYPE_CHECKING:
    from device_drivers.virtual.kernel import Page, System
    from device_drivers.virtual.services.tasks import Asked

_TITLES = {VIEW: "Open with", SEND: "Share with", "android.intent.action.SEND_MULTIPLE": "Share with"}


def offer(page: Page, intent: Intent, title: str = "Share") -> None:
    """Show which other apps can take an intent; a touch starts one."""
    others = [one for one in page.system.resolve(intent) if one.package != page.app.package]
    found = _one_each(others)
    if not found:
        page.toast(page.t("No app can do this"))
        return

    def build(ui: Kit) -> View:
        acts = [
            ui.state.closing(partial(page.system.start, replace(intent, component=component)))
            for component in found
        ]
        return _sheet(page.system, ui, title, found, acts)

    page.show(Layer(build, "sheet", title=title))


def ask(system: System, intent: Intent, found: Sequence[Component], asked: Asked | None = None) -> None:
    """The system's own question: one app for this time, or for always."""
    Question(system, intent, _one_each(found), asked)


def _one_each(found: Sequence[Component]) -> list[Component]:
    """The first activity of each package."""
    first: dict[str, Component] = {}
    for component in found:
        first.setdefault(component.package, component)
    return list(first.values())


class Question:
    """A touch marks an app, a second one opens it; the buttons open it once or make it the default."""

    def __init__(
        self, system: System, intent: Intent, found: Sequence[Component], asked: Asked | None
    ) -> None:
        self.system, self.intent, self.found, self.asked = system, intent, found, asked
        self.marked: Component | None = None
        title = _TITLES.get(intent.action, "Complete action using")
        layer = Layer(partial(self._build, title), "sheet", title=title, activity=RESOLVER.cls)
        self._overlay = Overlay(system, RESOLVER.package, layer)

    def _build(self, title: str, ui: Kit) -> View:
        acts = [partial(self._touched, component) for component in self.found]
        sheet = _sheet(self.system, ui, title, self.found, acts, self.marked)
        chosen = self.marked is not None
        buttons = [
            ui.stretch(),
            ui.button("Just once", self._once, "android:id/button_once", enabled=chosen),
            ui.button("Always", self._always, "android:id/button_always", enabled=chosen),
        ]
        return ui.column([sheet, ui.line(buttons, "android:id/button_bar", pad=(12, 0, 12, 12))])

    def _touched(self, component: Component) -> None:
        if component == self.marked:
            self._once()
        else:
            self.marked = component

    def _once(self) -> None:
        self._overlay.close()
        self.system.start(replace(self.intent, component=self.marked), self.asked)

    def _always(self) -> None:
        if self.marked is not None:
            self.system.defaults.rules[rule_of(self.intent)] = self.marked
        self._once()


def _sheet(
    system: System,
    ui: Kit,
    title: str,
    found: Sequence[Component],
    acts: Sequence[Act],
    marked: Component | None = None,
) -> View:
    rows = []
    for component, act in zip(found, acts, strict=True):
        app, package = system.apps.get(component.package), system.packages[component.package]
        icon = ui.icon(app.icon if app is not None else "app", "android:id/icon")
        row = ui.row(package.label, "", act, icon=icon, ids=("android:id/text1", ""))
        row.selected = component == marked
        row.style = style(bg="chosen") if row.selected else row.style
        rows.append(row)
    head = ui.label(title, "android:id/title", style(size=18, bold=True), pad=(20, 18, 20, 8))
    return ui.column([head, ui.column(rows, "android:id/resolver_list", key=DIALOG_BODY)], pad=(0, 0, 0, 20))
