"""The choice of an app to share something with."""

from __future__ import annotations

from device_drivers.virtual.intents import SEND, Intent
from device_drivers.virtual.kernel import Page
from device_drivers.virtual.services.chooser import offer

_EXTRA = "android.intent.extra."


def share(page: Page, text: str, subject: str = "", kind: str = "text/plain", stream: str = "") -> None:
    """Offer the other apps that take it; the chosen one is started with `ACTION_SEND`.

    kind: its MIME type. stream: the URI of what is shared, where it is more than text.
    """
    extras = {f"{_EXTRA}TEXT": text, f"{_EXTRA}SUBJECT": subject, f"{_EXTRA}STREAM": stream}
    offer(page, Intent(SEND, type=kind, extras={name: value for name, value in extras.items() if value}))
