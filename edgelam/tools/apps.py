"""Apps: open, find, share with, look at and remove them, by Android's public intents and `pm`; pure."""

from __future__ import annotations

from urllib.parse import quote

from edgelam.core.catalogue import Param, ToolSpec
from edgelam.core.command import LaunchApp, StartIntent, Uninstall
from edgelam.core.fact import AskApps, AskTable, Query
from edgelam.core.plan import Front, Holds, Match

from .contract import (
    Facts,
    Invocation,
    Slots,
    Tool,
    ToolUnfit,
    app_named,
    asks_apps,
    handed,
    handlers_of,
    opened,
    opens,
    rows_of,
    text_of,
)

_OWN = AskTable(table="user_apps")
_INFO = StartIntent(action="android.settings.APPLICATION_DETAILS_SETTINGS", data="package:android")
_STORES = ("com.android.vending", "org.fdroid.fdroid")


def _open(slots: Slots, facts: Facts) -> Invocation:
    package = app_named(slots, "app", facts)
    return Invocation(commands=(LaunchApp(package=package),), expect=(Front(app=package),))


def _share(slots: Slots) -> StartIntent:
    """Intent.ACTION_SEND."""
    extras = (("android.intent.extra.TEXT", text_of(slots, "text")),)
    return StartIntent(action="android.intent.action.SEND", mime="text/plain", extras=extras)


def _asks_share(slots: Slots) -> tuple[Query, ...]:
    return (AskApps(), handlers_of(_share(slots)))


def _shared(slots: Slots, facts: Facts) -> Invocation:
    """Handed over only: what that app does with it is seen on its screen."""
    return opened(handed(_share(slots), facts, to=app_named(slots, "app", facts)))


def _asks_info(slots: Slots) -> tuple[Query, ...]:
    return (AskApps(), handlers_of(_INFO))


def _info(slots: Slots, facts: Facts) -> Invocation:
    package = app_named(slots, "app", facts)
    return opened(handed(_INFO, facts).model_copy(update={"data": f"package:{package}"}))


def _asks_own(slots: Slots) -> tuple[Query, ...]:
    return (AskApps(), _OWN)


def _uninstall(slots: Slots, facts: Facts) -> Invocation:
    """`pm uninstall`: an intent would only ask on the screen once more."""
    package = app_named(slots, "app", facts)
    if package not in {row["package"] for row in rows_of(facts, _OWN)}:
        raise ToolUnfit("system_app")
    gone = Holds(query=_OWN, matches=(Match(column="package", value=package),), present=False)
    return Invocation(commands=(Uninstall(package=package),), expect=(gone,))


def _store(slots: Slots) -> StartIntent:
    """`market://search?q=`, see Linking to Google Play."""
    uri = "market://search?q=" + quote(text_of(slots, "query"), safe="")
    return StartIntent(action="android.intent.action.VIEW", data=uri)


_APP = Param(name="app", description="the app's name")

TOOLS = (
    Tool(
        spec=ToolSpec(name="app.open", description="open an app", params=(_APP,), risk=0),
        needs=asks_apps,
        build=_open,
    ),
    Tool(
        spec=ToolSpec(
            name="app.share",
            description="share a text with an app",
            params=(Param(name="text", description="what is shared"), _APP),
        ),
        needs=_asks_share,
        build=_shared,
    ),
    Tool(
        spec=ToolSpec(
            name="app.info.open", description="show the info page of an app", params=(_APP,), risk=0
        ),
        needs=_asks_info,
        build=_info,
    ),
    Tool(
        spec=ToolSpec(name="app.delete", description="uninstall an app", params=(_APP,), risk=3),
        needs=_asks_own,
        build=_uninstall,
    ),
    opens(
        ToolSpec(
            name="store.search",
            description="look for an app in the app store",
            params=(Param(name="query", description="what to look for"),),
            risk=0,
        ),
        _store,
        *_STORES,
    ),
)
