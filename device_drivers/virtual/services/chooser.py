"""The sheet that asks which app is to carry out an intent."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from device_drivers.virtual.intents import Component, Intent
from device_drivers.virtual.kernel import Page
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import DIALOG_BODY
from device_drivers.virtual.window.kit import Kit
from device_drivers.virtual.window.state import Layer
from device_drivers.virtual.window.view import View


def offer(page: Page, intent: Intent, title: str = "Share") -> None:
    """Show which other apps can take an intent; a touch starts one."""
    found: dict[str, Component] = {}
    for component in page.system.resolve(intent):
        if component.package != page.app.package:
            found.setdefault(component.package, component)
    if not found:
        page.toast(page.t("No app can do this"))
        return
    page.show(Layer(partial(_sheet, page, intent, title, list(found.values())), "sheet", title=title))


def _sheet(page: Page, intent: Intent, title: str, found: list[Component], ui: Kit) -> View:
    rows = []
    for component in found:
        app, package = page.system.apps.get(component.package), page.system.packages[component.package]
        start = partial(page.system.start, replace(intent, component=component))
        icon = ui.icon(app.icon if app is not None else "app", "android:id/icon")
        rows.append(
            ui.row(package.label, "", ui.state.closing(start), icon=icon, ids=("android:id/text1", ""))
        )
    head = ui.label(title, "android:id/title", style(size=18, bold=True), pad=(20, 18, 20, 8))
    return ui.column([head, ui.column(rows, "android:id/resolver_list", key=DIALOG_BODY)], pad=(0, 0, 0, 20))
