"""The web and maps by Android's public intents; pure."""

from __future__ import annotations

import re
from urllib.parse import quote

from edgelam.core.catalogue import Param, ToolSpec
from edgelam.core.command import StartIntent
from edgelam.core.fact import Query

from .contract import Facts, Invocation, Slots, Tool, ToolUnfit, handed, handlers_of, opened, opens, text_of

VIEW = "android.intent.action.VIEW"
_BROWSERS = ("com.android.chrome", "org.mozilla.firefox", "com.android.browser", "com.brave.browser")
_MAPS = ("com.google.android.apps.maps", "app.organicmaps", "net.osmand", "com.android.maps")
_WEB = re.compile(r"(?:https?://)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)((?:[/?#]\S*)?)", re.IGNORECASE)


def _search(slots: Slots) -> StartIntent:
    """The search engine's own address: Intent.ACTION_WEB_SEARCH may end in an assistant."""
    uri = "https://www.google.com/search?q=" + quote(text_of(slots, "query"), safe="")
    return StartIntent(action=VIEW, data=uri)


def _page(slots: Slots) -> StartIntent:
    match = _WEB.fullmatch(text_of(slots, "url"))
    if match is None:
        raise ToolUnfit("unresolved:url")
    uri = "https://" + match[1].lower() + quote(match[2], safe="/?#&=%+,;:@~!*'()")
    return StartIntent(action=VIEW, data=uri)


def _place(slots: Slots) -> StartIntent:
    """`geo:0,0?q=`, see Common intents: Maps."""
    return StartIntent(action=VIEW, data="geo:0,0?q=" + quote(text_of(slots, "place"), safe=""))


def _ways(slots: Slots) -> tuple[StartIntent, StartIntent]:
    """Directions where an app gives them by `google.navigation:` (Maps URLs for Android), else the place."""
    place = quote(text_of(slots, "destination"), safe="")
    return (
        StartIntent(action=VIEW, data=f"google.navigation:q={place}"),
        StartIntent(action=VIEW, data=f"geo:0,0?q={place}"),
    )


def _asks_ways(slots: Slots) -> tuple[Query, ...]:
    return tuple(handlers_of(way) for way in _ways(slots))


def _navigate(slots: Slots, facts: Facts) -> Invocation:
    directions, place = _ways(slots)
    try:
        return opened(handed(directions, facts, _MAPS))
    except ToolUnfit:
        return opened(handed(place, facts, _MAPS))


TOOLS = (
    opens(
        ToolSpec(
            name="web.search",
            description="search the web",
            params=(Param(name="query", description="what to look for"),),
            risk=0,
        ),
        _search,
        *_BROWSERS,
        seeks=True,
    ),
    opens(
        ToolSpec(
            name="web.open",
            description="open a web page",
            params=(Param(name="url", description="its address"),),
            risk=0,
        ),
        _page,
        *_BROWSERS,
    ),
    opens(
        ToolSpec(
            name="maps.search",
            description="find a place on the map",
            params=(Param(name="place", description="what or where"),),
            risk=0,
        ),
        _place,
        *_MAPS,
    ),
    Tool(
        spec=ToolSpec(
            name="maps.navigate",
            description="get directions to a place",
            params=(Param(name="destination", description="where to"),),
            risk=0,
        ),
        needs=_asks_ways,
        build=_navigate,
    ),
)
