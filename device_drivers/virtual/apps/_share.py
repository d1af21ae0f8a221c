"""The choice of an app to share text with."""

from __future__ import annotations

from device_drivers.virtual.intents import SEND, Intent
from device_drivers.virtual.kernel import Page
from device_drivers.virtual.services.chooser import offer


def share(page: Page, text: str, subject: str = "") -> None:
    """Offer the other apps that take text; the chosen one is started with `ACTION_SEND`."""
    extras = {"android.intent.extra.TEXT": text, "android.intent.extra.SUBJECT": subject}
    offer(page, Intent(SEND, type="text/plain", extras=extras))
