"""System dialogs that come up by themselves."""

from __future__ import annotations

from collections.abc import Callable

from device_drivers.virtual.intents import Intent
from device_drivers.virtual.kernel import System
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import alert
from device_drivers.virtual.window.kit import BUTTON, CLICKABLE, Kit
from device_drivers.virtual.window.state import Layer, UiState
from device_drivers.virtual.window.view import View


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


def _rows(ui: Kit, *rows: tuple[str, str, Callable[[], object]]) -> View:
    """The choices of a dialog that only they close, one below the other."""
    return ui.column([_row(ui, *row) for row in rows], pad=(8, 0, 8, 12))


def _quiet(system: System) -> bool:
    return system.settings.on("global", "hide_error_dialogs")


def not_responding(system: System) -> None:
    """The app in front "isn't responding"; Wait and Close app both end the dialog."""
    app = system.page.app
    system.write_log("ActivityManager", f"ANR in {app.package}", "E")
    if _quiet(system):
        return

    def close() -> None:
        _gone(system)
        system.force_stop(app.package)

    def body(ui: Kit) -> View:
        return _rows(
            ui,
            ("Close app", "android:id/aerr_close", close),
            ("Wait", "android:id/aerr_wait", lambda: _gone(system)),
        )

    layer = alert(f"{app.shown_name} isn't responding", buttons=(), body=body, plain=True, cancelable=False)
    layer.title = f"Application Not Responding: {app.package}"
    _push(system, "android", layer)


def keeps_stopping(system: System, package: str) -> None:
    """An app dies: its process and pages are gone, what it had not saved with them; its data stay."""
    entry = system.packages[package]
    lines = (
        "FATAL EXCEPTION: main",
        f"Process: {package}, PID: {entry.pid}",
        "java.lang.IllegalStateException: Fragment already added",
        "\tat android.os.Handler.dispatchMessage(Handler.java:106)",
        "\tat android.app.ActivityThread.main(ActivityThread.java:8177)",
    )
    for line in lines:
        system.write_log("AndroidRuntime", line, "E")
    system.write_log("ActivityManager", f"Process {package} (pid {entry.pid}) has died: fg  TOP")
    system.force_stop(package)
    if _quiet(system):
        return

    def information() -> None:
        _gone(system)
        system.start(Intent("android.settings.APPLICATION_DETAILS_SETTINGS", data=f"package:{package}"))

    def body(ui: Kit) -> View:
        return _rows(
            ui,
            ("App info", "android:id/aerr_app_info", information),
            ("Close app", "android:id/aerr_close", lambda: _gone(system)),
        )

    layer = alert(f"{entry.label} keeps stopping", buttons=(), body=body, plain=True, cancelable=False)
    layer.title = f"Application Error: {package}"
    _push(system, "android", layer)


def offer_saver(system: System) -> None:
    """ "Turn on Battery Saver?", as the system asks when the battery runs low."""

    def turn_on() -> None:
        _gone(system)
        system.settings.put("global", "low_power", "1")

    def body(ui: Kit) -> View:
        words = "It restricts background activity, some visual effects and features."
        message = ui.column([ui.text(words, "android:id/message")], pad=(24, 0, 24, 8))
        rows = _rows(
            ui,
            ("No thanks", "android:id/button2", lambda: _gone(system)),
            ("Turn on", "android:id/button1", turn_on),
        )
        return ui.column([message, rows])

    layer = alert("Turn on Battery Saver?", buttons=(), body=body, plain=True, cancelable=False)
    _push(system, "com.android.systemui", layer)
