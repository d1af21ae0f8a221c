"""Pages and panels of the settings app by the actions of android.provider.Settings; pure."""

from __future__ import annotations

from edgelam.core.catalogue import Param, ToolSpec
from edgelam.core.command import StartIntent
from edgelam.core.text import normalised

from .contract import Slots, ToolUnfit, opens, text_of

# Words of a page's name, and android.settings.* without that prefix and without _SETTINGS.
_PAGES = {
    "wi fi|wifi|wireless": "WIFI",
    "bluetooth": "BLUETOOTH",
    "airplane|airplane mode|flight mode": "AIRPLANE_MODE",
    "display|screen|brightness": "DISPLAY",
    "sound|volume|sound and vibration": "SOUND",
    "battery|power": "android.intent.action.POWER_USAGE_SUMMARY",
    "battery saver|power saving": "BATTERY_SAVER",
    "storage": "INTERNAL_STORAGE",
    "apps|app|applications": "APPLICATION",
    "default apps": "MANAGE_DEFAULT_APPS",
    "location": "LOCATION_SOURCE",
    "security": "SECURITY",
    "privacy": "PRIVACY",
    "date|time|date and time|date time": "DATE",
    "language|languages": "LOCALE",
    "keyboard|keyboards": "INPUT_METHOD",
    "accessibility": "ACCESSIBILITY",
    "about|about phone|device info": "DEVICE_INFO",
    "developer|developer options": "APPLICATION_DEVELOPMENT",
    "nfc": "NFC",
    "accounts|account|users and accounts": "SYNC",
    "add account": "ADD_ACCOUNT",
    "mobile network|network|mobile data|data": "NETWORK_OPERATOR",
    "data usage": "DATA_USAGE",
    "hotspot|tethering": "TETHER",
    "vpn": "VPN",
    "cast|screen cast": "CAST",
    "do not disturb|dnd": "ZEN_MODE",
    "notification|notifications": "ALL_APPS_NOTIFICATION",
    "dark theme|dark mode": "DARK_THEME",
    "night light": "NIGHT_DISPLAY",
    "home|home app": "HOME",
    "print|printing": "ACTION_PRINT",
    "internet panel": "android.settings.panel.action.INTERNET_CONNECTIVITY",
    "wifi panel|wi fi panel": "android.settings.panel.action.WIFI",
    "volume panel": "android.settings.panel.action.VOLUME",
    "nfc panel": "android.settings.panel.action.NFC",
}
_EMPTY = ("settings", "setting", "the", "page")


def _page(slots: Slots) -> StartIntent:
    said = " ".join(w for w in normalised(text_of(slots, "page")).split() if w not in _EMPTY)
    action = next((page for names, page in _PAGES.items() if said in names.split("|")), None)
    if said and action is None:
        raise ToolUnfit("unknown:page")
    if action is None:
        return StartIntent(action="android.settings.SETTINGS")
    return StartIntent(action=action if "." in action else f"android.settings.{action}_SETTINGS")


TOOLS = (
    opens(
        ToolSpec(
            name="settings.page.open",
            description="open a settings page",
            params=(Param(name="page", description="which settings"),),
            risk=0,
        ),
        _page,
        "com.android.settings",
    ),
)
