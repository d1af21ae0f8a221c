"""The choice of an app to share text with."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from device_drivers.virtual.intents import SEND, Intent
from device_drivers.virtual.kernel import Page
from device_drivers.virtual.window.boxes import Act
from device_drivers.virtual.window.dialogs import items


def share(page: Page, text: str, subject: str = "") -> None:
    """Offer the other apps that take text; the chosen one is started with `ACTION_SEND`."""
    system = page.system
    extras = {"android.intent.extra.TEXT": text, "android.intent.extra.SUBJECT": subject}
    intent = Intent(SEND, type="text/plain", extras=extras)
    offered: list[tuple[str, Act]] = [
        (system.label_of(found.package), partial(system.start, replace(intent, component=found)))
        for found in system.resolve(intent)
        if found.package != page.app.package
    ]
    if offered:
        page.show(items("Share with", offered, named=True))
    else:
        page.toast("No apps can do this")
