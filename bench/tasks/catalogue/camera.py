"""Camera: photos, videos, and how they are taken."""

from __future__ import annotations

from bench.tasks.catalogue.gallery import GALLERY, ITS, into_album, photos_shown
from bench.tasks.catalogue.notes import NOTES, new_note, old_note
from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import Test, Want, added, changed, difference, every, fits, unchanged
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World

CAMERA = "com.android.camera2"
_SUBJECTS = ("receipt", "whiteboard", "sunset", "puddle", "bookshelf", "doorbell", "cactus", "mosaic")
_ALBUMS = ("Receipts", "Plants", "Street", "Shadows", "Kitchen")


# Draws
def _nothing(world: World) -> dict[str, str]:
    return {}


def _flash(world: World) -> dict[str, str]:
    return {"way": world.choose("on", "off")}


def _timer(world: World) -> dict[str, str]:
    return {"seconds": world.choose("3", "10")}


def _name(world: World) -> dict[str, str]:
    return {
        "name": f"{world.choose(*_SUBJECTS)} {world.rng.randrange(2, 90)}",
        "album": world.choose(*_ALBUMS),
    }


def _perhaps(world: World) -> dict[str, str]:
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


def _photo(hand: Hand, p: Params) -> None:
    hand.open(CAMERA)
    take_photo(hand)


def _selfie(hand: Hand, p: Params) -> None:
    hand.open(CAMERA)
    hand.tap("Switch to front camera")
    take_photo(hand)


def _video(hand: Hand, p: Params) -> None:
    hand.open(CAMERA)
    take_video(hand)


def set_flash(hand: Hand, way: str) -> None:
    """The camera being open, with the flash as it is at first."""
    hand.menu("Flash auto")
    hand.tap(f"Flash {way}")


def _set_flash(hand: Hand, p: Params) -> None:
    hand.open(CAMERA)
    set_flash(hand, p["way"])


def _set_timer(hand: Hand, p: Params) -> None:
    hand.open(CAMERA)
    hand.menu("Timer off")
    hand.tap(f"Timer {p['seconds']} seconds")


def _grid(hand: Hand, p: Params) -> None:
    hand.open(CAMERA)
    hand.menu("Settings", "Grid lines")


def _three_settings(hand: Hand, p: Params) -> None:
    hand.open(CAMERA)
    hand.menu("Settings", "Grid lines", "Save location", "Camera sounds")


def _look(hand: Hand, p: Params) -> None:
    hand.open(CAMERA)


def _flash_photo(hand: Hand, p: Params) -> None:
    _set_flash(hand, p)
    take_photo(hand)


def _love_it(hand: Hand, p: Params) -> None:
    _photo(hand, p)
    hand.tap("Last photo")
    hand.menu("Add to favorites")


def _name_it(hand: Hand, p: Params) -> None:
    _photo(hand, p)
    hand.tap("Last photo")
    hand.menu("Rename")
    hand.fill("Name", p["name"])
    hand.tap("OK")


def _series(hand: Hand, p: Params) -> None:
    hand.open(CAMERA)
    hand.tap("Switch to front camera")
    take_photo(hand, 2)
    hand.tap("Switch to back camera")
    take_photo(hand, 2)
    take_video(hand)


def _into_album(hand: Hand, p: Params) -> None:
    hand.open(CAMERA)
    take_photo(hand, 3)
    hand.open(GALLERY)
    shown = photos_shown(hand)[:3]
    hand.hold_element(shown[0])
    for place in (1, 2):
        hand.tap_element(photos_shown(hand)[place])
    into_album(hand, "Move", p["album"])


def _photo_or_video(hand: Hand, p: Params) -> None:
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


def _set_up(after: State, before: Before) -> bool:
    wanted = {"grid": "1", "save_location": "1", "shutter_sound": "0"}
    then = {row["name"]: row["value"] for row in before.state.tables["camera_preferences"]}
    return {row["name"]: row["value"] for row in after.tables["camera_preferences"]} == {**then, **wanted}


def _one_or_other(after: State, before: Before) -> bool:
    return (taken(1, 0) if before.params["here"] else taken(0, 1)).check(after, before)


TASKS = (
    Task(
        "camera-photo",
        1,
        (
            "Take a photo",
            "take a picture with the camera[ please]",
            "open the camera and shoot a photo",
            "I want to snap a picture, do it now",
            "photograph what is in front of the phone",
            "use the Camera to take one photo",
        ),
        ("cheese! press the shutter", "capture this moment, a still, not a film"),
        _nothing,
        taken(1, 0),
        _photo,
    ),
    Task(
        "camera-selfie",
        1,
        (
            "Take a selfie",
            "take a photo with the front camera",
            "a picture of me, please, with the camera on the screen side",
            "switch to the front camera and shoot a photo",
            "I want a selfie, take one",
            "photograph me with the selfie camera",
        ),
        ("let me smile at the phone and you press the button", "my own face, one photo"),
        _nothing,
        every(taken(1, 0), pref("camera", "front")),
        _selfie,
    ),
    Task(
        "camera-video",
        2,
        (
            "Record a short video",
            "film a few seconds with the camera",
            "make a video and stop it right away",
            "open the camera, record a video and stop after a moment",
            "take a short clip with the camera",
            "I need a brief video of this, start and stop the recording",
        ),
        ("moving pictures of this, just a second or two", "a tiny film, please, from the camera"),
        _nothing,
        taken(0, 1),
        _video,
    ),
    Task(
        "camera-flash",
        1,
        (
            "Turn the camera's flash {way}",
            "set the flash in the Camera app to {way}",
            "I want the flash {way} when I take photos",
            "in Camera, switch the flash {way}",
            "the flash of the camera should be {way}",
            "change the camera flash from auto to {way}",
        ),
        ("photos with the flash {way} from here on", "flash? {way}, always, in the camera"),
        _flash,
        pref("flash", "{way}"),
        _set_flash,
    ),
    Task(
        "camera-timer",
        1,
        (
            "Set the camera's timer to {seconds} seconds",
            "turn on the {seconds} second timer in Camera",
            "I want the camera to wait {seconds} seconds before it takes a picture",
            "use a {seconds} second self-timer for photos, only set it",
            "in Camera, set the countdown to {seconds} seconds",
            "the self-timer should be {seconds} seconds",
        ),
        (
            "give me {seconds} seconds to run into the picture, no shot yet",
            "delay the shutter by {seconds} s",
        ),
        _timer,
        pref("timer", "{seconds}"),
        _set_timer,
    ),
    Task(
        "camera-grid",
        2,
        (
            "Turn on the grid lines in the camera",
            "show grid lines in the Camera app",
            "I'd like a grid in the viewfinder",
            "switch the camera's grid on",
            "in the camera settings, enable the grid lines",
            "the camera should show lines that help me hold it straight",
        ),
        ("my pictures are always crooked, have the camera draw lines", "grid, camera, on"),
        _nothing,
        pref("grid", "1"),
        _grid,
    ),
    Task(
        "camera-flash-already",
        1,
        (
            "Make sure the camera's flash is on auto",
            "set the flash in Camera to automatic",
            "check that the camera flash is set to auto",
            "the flash should fire by itself when it's dark, see to it that it is on auto",
            "in Camera, the flash has to be on auto, change it if it is not",
            "I want the flash to be automatic when I take pictures",
        ),
        ("flash auto, isn't it? otherwise make it so", "leave it to the camera when to flash"),
        _nothing,
        Judge(lambda after, before: not any(difference("camera_preferences", after, before))),
        _look,
        kind="already",
    ),
    Task(
        "camera-settings",
        2,
        (
            "In the camera settings, turn on grid lines and save location and turn off the camera sounds",
            "set the camera up: grid lines on, save location on, sounds off",
            "the camera should show grid lines, keep the location and make no sounds",
            "I want grid lines and location in Camera, but no camera sounds",
            "switch on the grid and the location in the camera, and mute its sounds",
            "no more sounds from the camera, but lines in the viewfinder and the place kept with each photo",
        ),
        (
            "Camera: grid yes, location yes, clicks no",
            "three things about the camera: lines to aim by, places remembered, silence",
        ),
        _nothing,
        Judge(_set_up),
        _three_settings,
        parts=3,
    ),
    Task(
        "camera-flash-photo",
        2,
        (
            "Take a photo with the flash {way}",
            "turn the flash {way} and take a picture",
            "I need a photo, flash {way}",
            "set the camera's flash to {way}, then shoot one photo",
            "photograph this with the flash switched {way}",
            "one picture, and the flash should be {way} for it",
        ),
        ("a shot, flash {way}", "picture time, but first the flash to {way}"),
        _flash,
        every(taken(1, 0), pref("flash", "{way}")),
        _flash_photo,
        parts=2,
    ),
    Task(
        "camera-love-it",
        2,
        (
            "Take a photo and add it to my favorites",
            "take a picture and star it in Gallery",
            "shoot a photo, then mark that photo as a favorite",
            "I want a new photo that is a favorite right away",
            "photograph this and make the picture one of my favorites",
            "take one photo and put it among the favorites",
        ),
        ("snap this, and it's a favorite already", "one shot, starred"),
        _nothing,
        added("files", {**PHOTO, "is_favorite": "1"}),
        _love_it,
        parts=2,
        apps=(CAMERA, GALLERY),
    ),
    Task(
        "camera-name-it",
        2,
        (
            "Take a photo and name it {name}",
            "take a picture and rename it to {name}",
            "shoot a photo, its name should be {name}",
            "I need a photo called {name}, take it now",
            "photograph this and save the picture under the name {name}",
            "take one photo and give it the name {name} in Gallery",
        ),
        ("{name}, that's what the photo you take now should be called", "a shot, titled {name}"),
        _name,
        added("files", {**PHOTO, "_display_name": "{name}.jpg"}),
        _name_it,
        parts=2,
        apps=(CAMERA, GALLERY),
    ),
    Task(
        "camera-series",
        3,
        (
            "Take two selfies, then two photos with the back camera, then a short video",
            "two pictures with the front camera, two with the back camera, and after that film a few seconds",
            "shoot two selfies and two ordinary photos and record a brief video at the end",
            "with the camera: 2 selfies, 2 photos from the back, 1 short video",
            "I need two photos of myself, two of what is before me, and a short clip of that",
            "use the front camera for two photos, the back camera for two more, and finish with a short "
            "video",
        ),
        ("me twice, the view twice, and a little film", "selfie, selfie, photo, photo, video"),
        _nothing,
        taken(4, 1),
        _series,
        parts=3,
    ),
    Task(
        "camera-album",
        3,
        (
            "Take three photos and move them to a new album {album}",
            "shoot three pictures, then put all three into a new album called {album}",
            "I want a new album {album} with three photos that you take now",
            "photograph this three times and move the pictures to an album {album} in Gallery",
            "make three photos and an album {album} that they are moved into",
            "three new photos, in a new album named {album}, not in the camera's",
        ),
        (
            "{album} is to be an album, three fresh shots in it and nowhere else",
            "snap thrice, file under {album}, new",
        ),
        _name,
        added(
            "files", {**PHOTO, "relative_path": "Pictures/{album}/", "_display_name": starts("IMG")}, times=3
        ),
        _into_album,
        parts=2,
        apps=(CAMERA, GALLERY),
    ),
    Task(
        "camera-photo-or-video",
        2,
        (
            "If I have a note called {title}, take a photo, otherwise record a short video",
            "look in my notes for {title}: if it's there, shoot a photo, if not, a brief video",
            "is there a note {title}? then take one picture. there is none? then film a few seconds",
            "take a photo if my notes contain one titled {title}, else record a video and stop it",
            "a short video, unless there is a note {title}, in that case only a photo",
            "should a note {title} exist, take a picture with the camera, and should it not, take a short "
            "clip",
        ),
        (
            "{title} among my notes means photo, no {title} means film, a second will do",
            "still or film? still, if {title} is in Notes, otherwise film, briefly",
        ),
        _perhaps,
        Judge(_one_or_other, ITS),
        _photo_or_video,
        apps=(NOTES, CAMERA),
    ),
    Task(
        "camera-fancy",
        1,
        (
            "Take a panorama with the camera",
            "record a slow motion video",
            "scan the QR code in front of the camera",
            "take a photo in night mode",
            "make a time lapse of the sky",
            "take a portrait with a blurred background",
        ),
        (
            "the whole skyline in one wide picture, stitched",
            "what does this barcode say? have the camera read it",
        ),
        _nothing,
        unchanged,
        nothing,
        kind="impossible",
    ),
)
