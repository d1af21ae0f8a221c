"""edgelam.tools.media and .screen: keys and the state they change."""

from __future__ import annotations

from functools import partial

import pytest

from edgelam.core.command import PressKey
from edgelam.core.plan import Front
from edgelam.tools import ToolUnfit
from tests import tool_world
from tests.tool_world import APP, NO_ROWS, NOTHING, command, conditions, expected, holds, intent, shown

PLAYERS = (
    {"package": "com.tune", "state": "playing", "title": "Song, Band"},
    {"package": "com.other", "state": "paused", "title": "Talk"},
)
call = partial(tool_world.call, tables={"players": PLAYERS})


def test_media_keys_are_proved_by_the_player_they_go_to() -> None:
    for name, key, present in (("pause", "pause", False), ("resume", "play", True)):
        pressed = call(f"media.{name}")
        assert command(pressed) == PressKey.model_validate({"key": key})
        assert conditions(pressed) == {"package": "com.tune", "state": "playing"}
        assert holds(pressed).present == present
    for name in ("next", "previous"):
        pressed = call(f"media.{name}")
        assert conditions(pressed) == {"package": "com.tune", "title": "Song, Band"}
        assert not holds(pressed).present


def test_without_a_player_there_is_nothing_to_press() -> None:
    for code, tables in (("unknown_table", NOTHING), ("no_player", {"players": NO_ROWS})):
        with pytest.raises(ToolUnfit, match=code):
            call("media.pause", tables=tables)


def test_music_is_asked_for_and_must_play() -> None:
    asked = call("media.play", query="jazz")
    assert dict(intent(asked).extras) == {"query": "jazz"}
    assert conditions(asked) == {"package": APP, "title": "jazz", "state": "playing"} and asked.anyway


def test_folders_are_androids_public_ones() -> None:
    opened = call("files.folder.open", folder="the Screenshots folder")
    assert shown(opened).endswith("/document/primary%3APictures%2FScreenshots")
    with pytest.raises(ToolUnfit, match="unknown:folder"):
        call("files.folder.open", folder="../../data")


def test_cameras_and_recorders_open() -> None:
    for name in ("camera.open", "camera.video.open", "recorder.open", "files.downloads.open"):
        assert intent(call(name)).action.startswith("android.")
        with pytest.raises(ToolUnfit, match="no_handler"):
            call(name, takers=())


def test_the_screen_goes_home_and_dark_and_is_kept() -> None:
    assert expected(call("screen.home")) == Front(app=APP)
    dark = call("screen.lock")
    assert command(dark) == PressKey(key="sleep")
    assert conditions(dark) == {"wakefulness": "Awake"} and not holds(dark).present
    kept = call("screen.capture")
    assert command(kept) == PressKey(key="screenshot") and holds(kept).fresh
