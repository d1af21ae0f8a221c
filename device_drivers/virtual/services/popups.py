"""System dialogs that come up by themselves."""

from __future__ import annotations

from collections.abc import Callable

from device_drivers.virtual.kernel import System
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import alert
from device_drivers.virtual.window.kit import BUTTON, CLICKABLE, Kit
from device_drivers.virtual.window.state import Layer, UiState
from device_drivers.virtual.window.view import View

PERMISSIONS = "com.google.android.permissioncontroller"


def _push(system: System, package: str, layer: Layer) -> None:
    if any(owner == package for owner, _ in system.layers):
        return
    state = UiState()
    state.push(layer)
    system.layers.append((package, state))
    system.page.state.keyboard = False
    system.changed()


def _gone(system: System) -> None:
    """Forget the dialog on top."""
    if system.layers:
        system.layers.pop()
    system.changed()


def _row(ui: Kit, words: str, rid: str, act: Callable[[], object]) -> View:
    return View(
        BUTTON,
        words,
        rid=rid,
        style=style(size=16, fg="primary", bold=True, align="center"),
        pad=(16, 14, 16, 14),
        on_click=act,
        **CLICKABLE,
    )


def not_responding(system: System) -> None:
    """The app in front "isn't responding"; Wait and Close app both end the dialog."""
    app = system.page.app

    def close() -> None:
        _gone(system)
        system.force_stop(app.package)

    def body(ui: Kit) -> View:
        return ui.column(
            [
                _row(ui, "Close app", "android:id/aerr_close", close),
                _row(ui, "Wait", "android:id/aerr_wait", lambda: _gone(system)),
            ],
            pad=(8, 0, 8, 12),
        )

    layer = alert(f"{app.label} isn't responding", buttons=(), body=body, plain=True, cancelable=False)
    layer.title = f"Application Not Responding: {app.package}"
    _push(system, "android", layer)


def ask_permission(
    system: System, package: str, permission: str = "android.permission.POST_NOTIFICATIONS"
) -> None:
    """ "Allow X to send you notifications?"; the answer is kept on the package."""
    entry = system.packages[package]

    def answer(granted: bool) -> None:
        entry.permissions[permission] = granted
        _gone(system)

    def build(ui: Kit) -> View:
        message = ui.text(
            f"Allow {entry.label} to send you notifications?",
            f"{PERMISSIONS_ID}permission_message",
            style(size=20, align="center"),
            pad=(24, 24, 24, 16),
        )
        rows = [
            _row(ui, "Allow", f"{PERMISSIONS_ID}permission_allow_button", lambda: answer(True)),
            _row(ui, "Don\u2019t allow", f"{PERMISSIONS_ID}permission_deny_button", lambda: answer(False)),
        ]
        return ui.column([message, *rows], f"{PERMISSIONS_ID}grant_dialog", pad=(8, 8, 8, 16))

    layer = Layer(build, "dialog", title="GrantPermissionsActivity", cancelable=False)
    _push(system, PERMISSIONS, layer)


PERMISSIONS_ID = "com.android.permissioncontroller:id/"
