"""Music, recorder, browser and maps in every skin: nothing lies on anything else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from device_drivers.virtual.intents import Intent
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.skins import NAMED
from device_drivers.virtual.window.view import View
from tests.virtual_world import make_phone, tap

VIEW = "android.intent.action.VIEW"
Scene = Callable[[Phone], object]


def opened(data: str) -> Scene:
    return lambda phone: phone.start_activity(Intent(VIEW, data=data))


def playing(phone: Phone) -> None:
    phone.launch("com.android.music")
    song = phone.content.rows("content://media/external/audio/media", "is_music=1", "title")[0]
    tap(phone, song.text("title"))


def now_playing(phone: Phone) -> None:
    playing(phone)
    tap(phone, phone.skin.say("Now playing"))


SCENES: dict[str, Scene] = {
    "songs": playing,
    "now playing": now_playing,
    "recordings": lambda phone: phone.launch("com.android.soundrecorder"),
    "recording": lambda phone: phone.start_activity(Intent("android.provider.MediaStore.RECORD_SOUND")),
    "new tab": lambda phone: phone.launch("com.android.browser"),
    "page": opened("https://harbornews.example/ferry"),
    "form": opened("https://library.maplewood.example/rooms"),
    "map": lambda phone: phone.launch("com.android.maps"),
    "place": opened("geo:0,0?q=Museum of Tides"),
    "results": opened("geo:0,0?q=pharmacy"),
    "navigation": opened("google.navigation:q=Central+Station"),
}


def apart(one: View, other: View) -> bool:
    a, b = one.bounds, other.bounds
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


@pytest.mark.parametrize("skin", [*sorted(NAMED), "random:3"])
def test_nothing_lies_on_anything_else(skin: str) -> None:
    phone = make_phone(skin=skin, fixture=None, seed=3)
    for name, scene in SCENES.items():
        scene(phone)
        shown = [view for view in phone.windows()[0].root.walk() if view.visible]
        said = [view for view in shown if view.text and not view.clickable and view.style.widget != "web"]
        touched = [view for view in shown if view.clickable and not view.children]
        assert said, name
        for views in (said, touched):
            for place, one in enumerate(views):
                assert all(apart(one, other) for other in views[place + 1 :]), (name, one)
