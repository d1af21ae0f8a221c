"""Sharing text: the user chooses the app that gets it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from device_drivers.virtual.intents import SEND, Intent
from device_drivers.virtual.kernel import Page
from device_drivers.virtual.window.boxes import Act
from device_drivers.virtual.window.dialogs import items


def share(page: Page, text: str, subject: str = "") -> None:
    """Ask which app; it is started with `ACTION_SEND`."""
    system = page.system
    extras = {"android.intent.extra.TEXT": text, "android.intent.extra.SUBJECT": subject}
    intent = Intent(SEND, type="text/plain", extras=extras)
    options: list[tuple[str, Act]] = [
        (system.packages[found.package].label, partial(system.start, replace(intent, component=found)))
        for found in system.resolve(intent)
        if found.package != page.app.package
    ]
    if options:
        page.show(items("Share", options))
    else:
        page.toast("No apps can do this")
