"""Music, camera, recorder and files by media keys and Android's public intents; pure."""

from __future__ import annotations

from functools import partial
from typing import Literal
from urllib.parse import quote

from edgelam.core.catalogue import Param, ToolSpec
from edgelam.core.command import PressKey, StartIntent
from edgelam.core.fact import AskTable, Query, Table
from edgelam.core.plan import Expectation, Holds, Match
from edgelam.core.text import normalised

from .contract import (
    Facts,
    Invocation,
    Slots,
    Tool,
    ToolUnfit,
    handed,
    handlers_of,
    opened,
    opens,
    rows_of,
    text_of,
)

_PLAYERS = AskTable(table="players")
_CAMERAS = ("com.google.android.GoogleCamera", "com.android.camera2", "com.sec.android.app.camera")
_MUSIC = ("com.spotify.music", "com.google.android.apps.youtube.music", "com.android.music")
_PLAY = StartIntent(action="android.media.action.MEDIA_PLAY_FROM_SEARCH")
_PLAYING = Match(column="state", value="playing")
# android.os.Environment's public directories, by what people call them.
_FOLDERS = {
    "download|downloads": "Download",
    "pictures|images": "Pictures",
    "camera|dcim|photos": "DCIM",
    "screenshots": "Pictures/Screenshots",
    "music": "Music",
    "movies|videos": "Movies",
    "documents": "Documents",
    "recordings": "Recordings",
    "podcasts": "Podcasts",
    "ringtones": "Ringtones",
    "alarms": "Alarms",
    "notifications": "Notifications",
}


def _asks_play(slots: Slots) -> tuple[Query, ...]:
    return (handlers_of(_PLAY),)


def _play(slots: Slots, facts: Facts) -> Invocation:
    """MediaStore.INTENT_ACTION_MEDIA_PLAY_FROM_SEARCH."""
    intent = handed(_PLAY, facts, _MUSIC)
    query = text_of(slots, "query")
    meant = (
        Match(column="package", value=intent.package),
        Match(column="title", value=query, how="contains"),
    )
    playing, extras = Holds(query=_PLAYERS, matches=(*meant, _PLAYING)), (("query", query),)
    return Invocation(
        commands=(intent.model_copy(update={"extras": extras}),), expect=(playing,), anyway=True
    )


def _asks_players(slots: Slots) -> tuple[Query, ...]:
    return (_PLAYERS,)


def _key(key: Literal["play", "pause", "next", "previous"], slots: Slots, facts: Facts) -> Invocation:
    """KeyEvent.KEYCODE_MEDIA_*, which Android gives to the player heard last."""
    player = next(iter(rows_of(facts, _PLAYERS)), None)
    if player is None:
        raise ToolUnfit("no_player")
    package = Match(column="package", value=player["package"])
    expected: Expectation
    if key in ("play", "pause"):
        expected = Holds(query=_PLAYERS, matches=(package, _PLAYING), present=key == "play")
    else:
        same = Match(column="title", value=player["title"])
        expected = Holds(query=_PLAYERS, matches=(package, same), present=False)
    return Invocation(commands=(PressKey(key=key),), expect=(expected,))


def _intent(action: str, slots: Slots) -> StartIntent:
    return StartIntent(action=action)


_PICTURE = "picture photo photograph selfie image snapshot shot snap pic"
_VIDEO = "video film movie clip record recording"


def _camera(name: str, description: str, what: str, table: Table, proves: str) -> Tool:
    """Opens the camera, where there is to be one picture more in the media store then."""
    start = StartIntent(action=f"android.media.action.{what}")
    taken = Holds(query=AskTable(table=table), fresh=True)

    def build(slots: Slots, facts: Facts) -> Invocation:
        made = opened(handed(start, facts, _CAMERAS))
        return made.model_copy(update={"expect": (*made.expect, taken), "proves": proves})

    spec = ToolSpec(name=name, description=description, risk=0)
    return Tool(spec=spec, needs=lambda slots: (handlers_of(start),), build=build)


def _folder(slots: Slots) -> StartIntent:
    """A directory of the primary volume, as DocumentsContract names it."""
    said = " ".join(
        w for w in normalised(text_of(slots, "folder")).split() if w not in ("the", "folder", "my")
    )
    path = next((path for names, path in _FOLDERS.items() if said in names.split("|")), None)
    if path is None:
        raise ToolUnfit("unknown:folder")
    return StartIntent(
        action="android.intent.action.VIEW",
        data="content://com.android.externalstorage.documents/document/primary%3A" + quote(path, safe=""),
        mime="vnd.android.document/directory",
    )


_FILES = ("com.google.android.documentsui", "com.android.documentsui")
_KEYS: tuple[tuple[str, str, Literal["play", "pause", "next", "previous"]], ...] = (
    ("media.pause", "pause the music", "pause"),
    ("media.resume", "go on playing the music that was paused", "play"),
    ("media.next", "skip to the next song", "next"),
    ("media.previous", "go back to the previous song", "previous"),
)

TOOLS = (
    Tool(
        spec=ToolSpec(
            name="media.play",
            description="play music",
            params=(Param(name="query", description="song, artist or album"),),
        ),
        needs=_asks_play,
        build=_play,
    ),
    *(
        Tool(
            spec=ToolSpec(name=name, description=description),
            needs=_asks_players,
            build=partial(_key, key),
        )
        for name, description, key in _KEYS
    ),
    _camera("camera.open", "take a picture with the camera", "STILL_IMAGE_CAMERA", "pictures", _PICTURE),
    _camera("camera.video.open", "record a video with the camera", "VIDEO_CAMERA", "videos", _VIDEO),
    opens(
        ToolSpec(name="recorder.open", description="open the sound recorder", risk=0),
        partial(_intent, "android.provider.MediaStore.RECORD_SOUND"),
    ),
    opens(
        ToolSpec(name="files.downloads.open", description="show the downloaded files", risk=0),
        partial(_intent, "android.intent.action.VIEW_DOWNLOADS"),
        *_FILES,
    ),
    opens(
        ToolSpec(
            name="files.folder.open",
            description="open a folder of files",
            params=(Param(name="folder", description="which folder"),),
            risk=0,
        ),
        _folder,
        *_FILES,
    ),
)
