"""What the tasks about the camera share: what they draw, how it is done, and what is checked."""

from __future__ import annotations

from bench.tasks.catalogue._gallery import GALLERY, ITS, into_album, photos_shown
from bench.tasks.catalogue._notes import NOTES, new_note, old_note
from bench.tasks.hand import Hand
from bench.tasks.judges import Test, Want, changed, difference, fits
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params
from bench.tasks.world import World

CAMERA = "com.android.camera2"
_SUBJECTS = ("receipt", "whiteboard", "sunset", "puddle", "bookshelf", "doorbell", "cactus", "mosaic")
_ALBUMS = ("Receipts", "Plants", "Street", "Shadows", "Kitchen")


# Draws
def draw_nothing(world: World) -> dict[str, str]:
    return {}


def draw_flash(world: World) -> dict[str, str]:
    return {"way": world.choose("on", "off")}


def draw_timer(world: World) -> dict[str, str]:
    return {"seconds": world.choose("3", "10")}


def draw_name(world: World) -> dict[str, str]:
    return {
        "name": f"{world.choose(*_SUBJECTS)} {world.rng.randrange(2, 90)}",
        "album": world.choose(*_ALBUMS),
    }


def draw_perhaps(world: World) -> dict[str, str]:
    here = world.rng.random() < 0.5
    return {**(old_note(world) if here else new_note(world)), "here": "yes" if here else ""}


# By hand
def take_photo(hand: Hand, times: int = 1) -> None:
    """Photos, the camera being open."""
    for _ in range(times):
        hand.tap("Take photo")


def take_video(hand: Hand) -> None:
    """A short video, the camera being open."""
    hand.go("Video")
    hand.tap("Start recording")
    hand.tap("Stop recording")


def do_photo(hand: Hand, p: Params) -> None:
    hand.open(CAMERA)
    take_photo(hand)


def do_selfie(hand: Hand, p: Params) -> None:
    hand.open(CAMERA)
    hand.tap("Switch to front camera")
    take_photo(hand)


def do_video(hand: Hand, p: Params) -> None:
    hand.open(CAMERA)
    take_video(hand)


def set_flash(hand: Hand, way: str) -> None:
    """The camera being open, with the flash as it is at first."""
    hand.menu("Flash auto")
    hand.tap(f"Flash {way}")


def do_set_flash(hand: Hand, p: Params) -> None:
    hand.open(CAMERA)
    set_flash(hand, p["way"])


def do_set_timer(hand: Hand, p: Params) -> None:
    hand.open(CAMERA)
    hand.menu("Timer off")
    hand.tap(f"Timer {p['seconds']} seconds")


def do_grid(hand: Hand, p: Params) -> None:
    hand.open(CAMERA)
    hand.menu("Settings", "Grid lines")


def do_show_settings(hand: Hand, p: Params) -> None:
    hand.open(CAMERA)
    hand.menu("Settings")


def do_three_settings(hand: Hand, p: Params) -> None:
    hand.open(CAMERA)
    hand.menu("Settings", "Grid lines", "Save location", "Camera sounds")


def do_look(hand: Hand, p: Params) -> None:
    hand.open(CAMERA)


def do_flash_photo(hand: Hand, p: Params) -> None:
    do_set_flash(hand, p)
    take_photo(hand)


def do_love_it(hand: Hand, p: Params) -> None:
    do_photo(hand, p)
    hand.tap("Last photo")
    hand.menu("Add to favorites")


def do_name_it(hand: Hand, p: Params) -> None:
    do_photo(hand, p)
    hand.tap("Last photo")
    hand.menu("Rename")
    hand.fill("Name", p["name"])
    hand.tap("OK")


def do_series(hand: Hand, p: Params) -> None:
    hand.open(CAMERA)
    hand.tap("Switch to front camera")
    take_photo(hand, 2)
    hand.tap("Switch to back camera")
    take_photo(hand, 2)
    take_video(hand)


def do_into_album(hand: Hand, p: Params) -> None:
    hand.open(CAMERA)
    take_photo(hand, 3)
    hand.open(GALLERY)
    shown = photos_shown(hand)[:3]
    hand.hold_element(shown[0])
    for place in (1, 2):
        hand.tap_element(photos_shown(hand)[place])
    into_album(hand, "Move", p["album"])


def do_photo_or_video(hand: Hand, p: Params) -> None:
    hand.open(NOTES)
    hand.open(CAMERA)
    if p["here"]:
        take_photo(hand)
    else:
        take_video(hand)


# Judges
def starts(text: str) -> Test:
    """The value begins so."""
    return lambda value, before: value.startswith(text)


PHOTO: dict[str, Want] = {
    "media_type": "1",
    "relative_path": "DCIM/Camera/",
    "is_trashed": "0",
    "is_favorite": "0",
}
VIDEO: dict[str, Want] = {**PHOTO, "media_type": "3"}


def pref(name: str, value: str) -> Judge:
    """One of the camera's settings is different, and has that value."""
    return changed("camera_preferences", {"name": name}, {"value": value})


def taken(photos: int, videos: int) -> Judge:
    """So many new ones, and nothing else is different."""

    def check(after: State, before: Before) -> bool:
        went, came = difference("files", after, before)
        kinds = [row for row in came if fits(row, PHOTO, before)], [r for r in came if fits(r, VIDEO, before)]
        return not went and len(came) == photos + videos and [len(kind) for kind in kinds] == [photos, videos]

    return Judge(check, ITS)


def check_set_up(after: State, before: Before) -> bool:
    wanted = {"grid": "1", "save_location": "1", "shutter_sound": "0"}
    then = {row["name"]: row["value"] for row in before.state.tables["camera_preferences"]}
    return {row["name"]: row["value"] for row in after.tables["camera_preferences"]} == {**then, **wanted}


def check_one_or_other(after: State, before: Before) -> bool:
    return (taken(1, 0) if before.params["here"] else taken(0, 1)).check(after, before)
