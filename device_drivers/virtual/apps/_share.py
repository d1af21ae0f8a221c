"""The choice of an app to share text with."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from device_drivers.virtual.intents import SEND, Intent
from device_drivers.virtual.kernel import Page
from device_drivers.virtual.window.boxes import Act
from device_drivers.virtual.window.dialogs import items


def share(page: Page, text: str, subject: str = "") -> None:
    """Offer the apps that take text."""
    extras = {"android.intent.extra.TEXT": text, "android.intent.extra.SUBJECT": subject}
    intent = Intent(SEND, type="text/plain", extras=extras)
    offered: list[tuple[str, Act]] = []
    for component in page.system.resolve(intent):
        label = page.system.label_of(component.package)
        offered.append((label, partial(page.system.start, replace(intent, component=component))))
    page.show(items("Share with", offered, named=True))
