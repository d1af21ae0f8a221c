"""What a page shows while its app lacks a permission it cannot do without."""

from __future__ import annotations

from functools import partial

from device_drivers.virtual.kernel import Page
from device_drivers.virtual.services.permissions import group_of
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.kit import Kit
from device_drivers.virtual.window.view import View


def seen(page: Page, ui: Kit) -> View:
    """The page, or in its place what it needs and the way to grant it."""
    lacking = page.lacks()
    if not lacking:
        return page.view(ui)
    app, permissions = page.app, page.system.permissions
    words = ui.t(group_of(lacking).label)
    fixed = permissions.fixed(app.package, lacking)
    if fixed:
        button = ui.button(
            "Open app settings", partial(permissions.details, app.package), kind="filled", weight=1
        )
    else:
        button = ui.button("Allow access", partial(page.system.shown, page), kind="filled", weight=1)
    icon = ui.icon("lock", size=64, fg="line", gravity="center")
    parts = [
        icon,
        ui.label("This app needs a permission", "permission_title", style(size=20, align="center")),
        ui.text(words, "permission_name", style(fg="muted", align="center")),
        ui.line([button], "permission_buttons", pad=(0, 16, 0, 0)),
    ]
    body = ui.column(parts, "permission_rationale", gap=12, pad=(32, 96, 32, 0))
    return scaffold(ui, app.shown_name, body, up=page.up, plain=True)
