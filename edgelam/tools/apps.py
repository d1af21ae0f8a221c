"""Apps, the web, maps, mail, the calendar, media and the camera by Android's public intents; pure."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from urllib.parse import quote

from edgelam.core.catalogue import Param, ToolSpec
from edgelam.core.command import Extra, LaunchApp, StartIntent
from edgelam.core.fact import AskApps, AskNow, Query
from edgelam.core.plan import Front
from edgelam.core.text import normalised

from .contract import (
    Facts,
    Invocation,
    Slots,
    Tool,
    ToolUnfit,
    apps_of,
    first_installed,
    maybe,
    now_of,
    text_of,
)

_BROWSERS = ("com.android.chrome", "org.mozilla.firefox", "com.android.browser", "com.brave.browser")
_MAPS = ("com.google.android.apps.maps", "app.organicmaps", "net.osmand")
_MAILERS = ("com.google.android.gm", "com.fsck.k9", "com.microsoft.office.outlook")
_CALENDARS = ("com.google.android.calendar", "com.android.calendar", "com.samsung.android.calendar")
_CAMERAS = ("com.google.android.GoogleCamera", "com.android.camera2", "com.sec.android.app.camera")
_WEB = re.compile(r"(?:https?://)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)((?:[/?#]\S*)?)", re.IGNORECASE)


def _asks_apps(slots: Slots) -> tuple[Query, ...]:
    return (AskApps(),)


def _open(slots: Slots, facts: Facts) -> Invocation:
    said = re.sub(r"^(the|my) | app$", "", normalised(text_of(slots, "app")))
    exact = [a for a in apps_of(facts) if said in (normalised(a.label), normalised(a.package))]
    found = exact or [a for a in apps_of(facts) if set(said.split()) <= set(normalised(a.label).split())]
    packages = {app.package for app in found}
    if len(packages) != 1:
        raise ToolUnfit("ambiguous:app" if packages else "unknown:app")
    package = packages.pop()
    return Invocation(commands=(LaunchApp(package=package),), expect=(Front(app=package),))


def _in(facts: Facts, packages: tuple[str, ...], intent: StartIntent) -> Invocation:
    """The intent, answered by the first of the known apps that is there; ToolUnfit when none is."""
    package = first_installed(facts, packages)
    if not package:
        raise ToolUnfit("no_app")
    return Invocation(
        commands=(intent.model_copy(update={"package": package}),), expect=(Front(app=package),)
    )


def _search(slots: Slots, facts: Facts) -> Invocation:
    uri = "https://www.google.com/search?q=" + quote(text_of(slots, "query"), safe="")
    return _in(facts, _BROWSERS, StartIntent(action="android.intent.action.VIEW", data=uri))


def _web(slots: Slots, facts: Facts) -> Invocation:
    match = _WEB.fullmatch(text_of(slots, "url"))
    if match is None:
        raise ToolUnfit("unresolved:url")
    uri = "https://" + match[1].lower() + quote(match[2], safe="/?#&=%+,;:@~!*'()")
    return _in(facts, _BROWSERS, StartIntent(action="android.intent.action.VIEW", data=uri))


def _navigate(slots: Slots, facts: Facts) -> Invocation:
    uri = "geo:0,0?q=" + quote(text_of(slots, "destination"), safe="")
    return _in(facts, _MAPS, StartIntent(action="android.intent.action.VIEW", data=uri))


def _draft(slots: Slots, facts: Facts) -> Invocation:
    to = maybe(slots, "to")
    if to and not re.fullmatch(r"[^@\s]+@[^@\s]+", to):
        raise ToolUnfit("unresolved:to")
    named = (("android.intent.extra.SUBJECT", "subject"), ("android.intent.extra.TEXT", "text"))
    extras: list[tuple[str, Extra]] = [(key, maybe(slots, name)) for key, name in named if maybe(slots, name)]
    uri = "mailto:" + quote(to, safe="@+")
    return _in(
        facts, _MAILERS, StartIntent(action="android.intent.action.SENDTO", data=uri, extras=tuple(extras))
    )


def _event(slots: Slots, facts: Facts) -> Invocation:
    extras: list[tuple[str, Extra]] = [("title", text_of(slots, "title"))]
    if maybe(slots, "place"):
        extras.append(("eventLocation", maybe(slots, "place")))
    begins = _begins(slots, facts)
    if begins is not None:
        extras.append(("beginTime", int(begins.timestamp() * 1000)))
        if not maybe(slots, "time"):
            extras.append(("allDay", True))
    intent = StartIntent(
        action="android.intent.action.INSERT",
        data="content://com.android.calendar/events",
        extras=tuple(extras),
    )
    drafted = _in(facts, _CALENDARS, intent)
    return drafted.model_copy(update={"expect": (), "then": "save the event"})


def _begins(slots: Slots, facts: Facts) -> datetime | None:
    day, clock = maybe(slots, "date"), maybe(slots, "time")
    if not day and not clock:
        return None
    now = datetime.fromisoformat(now_of(facts, AskNow()))
    try:
        moment = datetime.fromisoformat(f"{day or now.date().isoformat()}T{clock or '00:00'}")
    except ValueError:
        raise ToolUnfit("unresolved:date") from None
    moment = moment.replace(tzinfo=now.tzinfo)
    return moment if day or moment > now else moment + timedelta(days=1)


def _play(slots: Slots, facts: Facts) -> Invocation:
    extras: tuple[tuple[str, Extra], ...] = (("query", text_of(slots, "query")),)
    return Invocation(
        commands=(StartIntent(action="android.media.action.MEDIA_PLAY_FROM_SEARCH", extras=extras),)
    )


def _camera(slots: Slots, facts: Facts) -> Invocation:
    return _in(facts, _CAMERAS, StartIntent(action="android.media.action.STILL_IMAGE_CAMERA"))


def _asks_event(slots: Slots) -> tuple[Query, ...]:
    return (AskApps(), AskNow())


TOOLS = (
    Tool(
        spec=ToolSpec(
            name="app.open",
            description="open an app",
            params=(Param(name="app", description="the app's name"),),
            risk=0,
        ),
        needs=_asks_apps,
        build=_open,
    ),
    Tool(
        spec=ToolSpec(
            name="web.search",
            description="search the web",
            params=(Param(name="query", description="what to look for"),),
            risk=0,
        ),
        needs=_asks_apps,
        build=_search,
    ),
    Tool(
        spec=ToolSpec(
            name="web.open",
            description="open a web page",
            params=(Param(name="url", description="its address"),),
            risk=0,
        ),
        needs=_asks_apps,
        build=_web,
    ),
    Tool(
        spec=ToolSpec(
            name="maps.navigate",
            description="get directions to a place",
            params=(Param(name="destination", description="where to"),),
            risk=0,
        ),
        needs=_asks_apps,
        build=_navigate,
    ),
    Tool(
        spec=ToolSpec(
            name="mail.draft",
            description="write an e-mail",
            params=(
                Param(name="to", description="whom it goes to", required=False),
                Param(name="subject", description="its subject", required=False),
                Param(name="text", description="what it says", required=False),
            ),
        ),
        needs=_asks_apps,
        build=_draft,
    ),
    Tool(
        spec=ToolSpec(
            name="calendar.event.create",
            description="add an event to the calendar",
            params=(
                Param(name="title", description="what it is"),
                Param(name="date", type="date", description="the day", required=False),
                Param(name="time", type="time", description="when it starts", required=False),
                Param(name="place", description="where it is", required=False),
            ),
        ),
        needs=_asks_event,
        build=_event,
    ),
    Tool(
        spec=ToolSpec(
            name="media.play",
            description="play music",
            params=(Param(name="query", description="song, artist or album"),),
        ),
        build=_play,
    ),
    Tool(
        spec=ToolSpec(name="camera.open", description="take a picture with the camera", risk=0),
        needs=_asks_apps,
        build=_camera,
    ),
)
