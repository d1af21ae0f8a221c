"""Gallery and Camera: what is done by hand is what the media provider says."""

from __future__ import annotations

from datetime import datetime

import pytest

from device_drivers.virtual.intents import Intent
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.skins import NAMED
from tests.virtual_world import BACK, column, find, hold, make_phone, tap, texts, views

GALLERY, CAMERA = "com.android.gallery3d", "com.android.camera2"
IMAGES, VIDEOS = "content://media/external/images/media", "content://media/external/video/media"
PREFS = "content://com.android.camera2/preferences"
ROLL = {
    "photos": [
        {"name": "IMG_1.jpg", "scene": 1, "minutes_ago": 200},
        {"name": "IMG_2.jpg", "scene": 2, "minutes_ago": 4000},
        {"name": "lake.jpg", "folder": "Pictures/Lake", "scene": 3, "minutes_ago": 9000},
        {"name": "VID_1.mp4", "seconds": 12, "minutes_ago": 300},
    ]
}


def photo_phone(**more: object) -> Phone:
    return make_phone(**{"fixture": ROLL, **more})


def cell(phone: Phone, name: str) -> str:
    """How the grid says a photo."""
    (row,) = phone.content.rows("content://media/external/file", f"_display_name='{name}'")
    then = datetime.fromtimestamp(row.number("datetaken") / 1000, phone.now().tzinfo)
    time = phone.time_text(then.hour, then.minute)
    what = "Video" if name.endswith("mp4") else "Photo"
    what = phone.skin.say(what)
    return f"{what} taken on {then:%b} {then.day}, {then.year}, {time}"


# Gallery
@pytest.mark.parametrize("skin", ["plain", "mosaic"])
def test_a_photo_is_a_favourite_and_goes_to_the_bin_and_back(skin: str) -> None:
    phone = photo_phone(skin=skin)
    t = phone.skin.labels.get
    phone.launch(GALLERY)
    tap(phone, cell(phone, "IMG_2.jpg"), t("Add to favorites", "Add to favorites"))
    assert column(phone, IMAGES, "_display_name", "is_favorite=1") == ["IMG_2.jpg"]
    tap(phone, t("Delete", "Delete"))
    assert column(phone, IMAGES, "_display_name", "is_trashed=1") == ["IMG_2.jpg"]
    assert not phone.files.exists("/sdcard/DCIM/Camera/IMG_2.jpg")
    tap(phone, t("Bin", "Bin"), cell(phone, "IMG_2.jpg"), t("Restore", "Restore"))
    assert not column(phone, IMAGES, "_id", "is_trashed=1")
    assert phone.files.exists("/sdcard/DCIM/Camera/IMG_2.jpg")
    assert column(phone, IMAGES, "_display_name", "is_favorite=1") == ["IMG_2.jpg"]


def test_a_deleted_photo_can_be_taken_back_or_be_gone_for_good() -> None:
    phone = photo_phone()
    phone.launch(GALLERY)
    hold(phone, cell(phone, "IMG_1.jpg"))
    tap(phone, cell(phone, "IMG_2.jpg"))
    assert "2 selected" in texts(phone)
    tap(phone, "Delete", "Undo")
    assert not column(phone, IMAGES, "_id", "is_trashed=1")
    hold(phone, cell(phone, "IMG_1.jpg"))
    tap(phone, "Delete", "Bin", "More options", "Empty bin", "Delete")
    assert column(phone, IMAGES, "_display_name") == ["IMG_2.jpg", "lake.jpg"]


def test_the_bin_empties_itself_after_a_month() -> None:
    phone = photo_phone()
    phone.content.update(IMAGES, {"is_trashed": 1}, "title='lake'")
    phone.advance(29 * 86_400)
    phone.tick()
    assert column(phone, IMAGES, "title", "is_trashed=1") == ["lake"]
    phone.advance(2 * 86_400)
    phone.tick()
    assert "lake" not in column(phone, IMAGES, "title")


def test_albums_moving_and_searching() -> None:
    phone = photo_phone()
    phone.launch(GALLERY)
    tap(phone, "Photo albums")
    assert {"Camera", "Lake", "3", "1"} <= set(texts(phone))
    tap(phone, "Lake")
    hold(phone, cell(phone, "lake.jpg"))
    tap(phone, "More options", "Move to album", "New album")
    phone.type_text("Summer")
    tap(phone, "Create")
    assert column(phone, IMAGES, "relative_path", "title='lake'") == ["Pictures/Summer/"]
    assert phone.files.exists("/sdcard/Pictures/Summer/lake.jpg")
    phone.press_key(BACK)
    tap(phone, "Photos", "Search")
    phone.type_text("summer")
    assert cell(phone, "lake.jpg") in texts(phone)
    assert cell(phone, "IMG_1.jpg") not in texts(phone)


def test_details_and_the_date() -> None:
    phone = photo_phone()
    phone.launch(GALLERY)
    tap(phone, cell(phone, "IMG_1.jpg"), "More options", "Details")
    assert {"IMG_1.jpg", "Camera", "480 × 360"} <= set(texts(phone))
    tap(phone, "OK", "More options", "Edit date and time")
    before = phone.content.rows(IMAGES, "title='IMG_1'")[0].number("datetaken")
    day = datetime.fromtimestamp(before / 1000, phone.now().tzinfo)
    tap(phone, day.replace(day=3).strftime("%d %B %Y"), "OK", "OK")
    (row,) = phone.content.rows(IMAGES, "title='IMG_1'")
    after = datetime.fromtimestamp(row.number("datetaken") / 1000, phone.now().tzinfo)
    assert (after.day, after.month, after.hour) == (3, day.month, day.hour)


def test_a_photo_is_turned_and_renamed() -> None:
    phone = photo_phone()
    phone.launch(GALLERY)
    tap(phone, cell(phone, "IMG_1.jpg"), "More options", "Rotate")
    (row,) = phone.content.rows(IMAGES, "title='IMG_1'")
    assert (row.number("width"), row.number("height")) == (360, 480)
    tap(phone, "More options", "Rename")
    phone.type_text("Boat")
    tap(phone, "OK")
    assert column(phone, IMAGES, "_display_name", f"_id={row.number('_id')}") == ["Boat.jpg"]
    assert "Boat.jpg" in texts(phone)


def test_a_photo_is_shared_with_mail() -> None:
    phone = photo_phone(
        fixture={**ROLL, "mail_accounts": [{"address": "sam@mail.example"}]},
    )
    phone.launch(GALLERY)
    tap(phone, cell(phone, "IMG_1.jpg"), "Share", "Mail")
    assert "IMG_1.jpg" in texts(phone)
    assert phone.page.app.package == "com.android.email"


def test_a_video_plays_and_swiping_shows_the_next() -> None:
    phone = photo_phone()
    phone.launch(GALLERY)
    tap(phone, cell(phone, "VID_1.mp4"))
    assert "0:00 / 0:12" in texts(phone)
    tap(phone, "Play")
    phone.advance(5)
    assert "0:05 / 0:12" in texts(phone)
    phone.advance(8)
    assert "0:00 / 0:12" in texts(phone)
    phone.swipe(800, 900, 200, 900)
    assert "IMG_2.jpg" in texts(phone)


def test_a_picture_is_drawn() -> None:
    phone = photo_phone()
    phone.launch(GALLERY)
    before = phone.screenshot()
    phone.content.update(IMAGES, {"is_trashed": 1})
    assert len(before.getcolors(1 << 22) or []) > 2 * len(phone.screenshot().getcolors(1 << 22) or [])


def test_a_photo_is_opened_by_its_uri() -> None:
    phone = photo_phone()
    (row,) = phone.content.rows(IMAGES, "title='lake'")
    phone.start_activity(Intent("android.intent.action.VIEW", data=f"{IMAGES}/{row.number('_id')}"))
    assert "lake.jpg" in texts(phone)


# Camera
@pytest.mark.parametrize("skin", ["plain", "harbor"])
def test_a_photo_taken_is_a_file_and_a_row(skin: str) -> None:
    phone = make_phone(skin=skin)
    t = phone.skin.labels.get
    phone.launch(CAMERA)
    tap(phone, t("Take photo", "Take photo"))
    (row,) = phone.content.rows(IMAGES)
    assert row.text("relative_path") == "DCIM/Camera/"
    assert row.text("_display_name") == f"IMG_{phone.now():%Y%m%d_%H%M%S}.jpg"
    assert row.number("datetaken") // 1000 == phone.now_ms() // 1000
    assert (row.number("width"), row.number("height")) == (360, 480)
    assert row.number("_size") == len(phone.files.read("/sdcard/DCIM/Camera/" + row.text("_display_name")))
    tap(phone, "Last photo")
    assert row.text("_display_name") in texts(phone)


def test_the_timer_waits_and_can_be_called_off() -> None:
    phone = make_phone()
    phone.launch(CAMERA)
    tap(phone, "Timer off", "Timer 3 seconds", "Take photo")
    assert "3" in texts(phone)
    phone.advance(2)
    phone.tick()
    assert not column(phone, IMAGES, "_id")
    phone.advance(1)
    phone.tick()
    assert len(column(phone, IMAGES, "_id")) == 1
    tap(phone, "Take photo", "Cancel timer")
    phone.advance(5)
    phone.tick()
    assert len(column(phone, IMAGES, "_id")) == 1


def test_a_video_has_its_length() -> None:
    phone = make_phone()
    phone.launch(CAMERA)
    tap(phone, "Video", "Start recording")
    phone.advance(7)
    assert "0:07" in texts(phone)
    tap(phone, "Stop recording")
    (row,) = phone.content.rows(VIDEOS)
    assert row.number("duration") == 7000
    assert row.text("_display_name").startswith("VID_")


def test_flash_lens_and_settings_are_kept() -> None:
    phone = make_phone()
    phone.launch(CAMERA)
    tap(phone, "Flash auto", "Flash on", "Switch to front camera", "More options", "Settings", "Grid lines")
    kept = {row.text("name"): row.text("value") for row in phone.content.rows(PREFS)}
    assert (kept["flash"], kept["camera"], kept["grid"]) == ("on", "front", "1")
    phone.press_key(BACK)
    assert {"Flash on", "Switch to back camera", "Grid lines"} <= set(texts(phone))


def test_another_app_asks_for_a_picture() -> None:
    phone = make_phone()
    extras = {"output": "file:///sdcard/Pictures/asked.jpg"}
    phone.start_activity(Intent("android.media.action.IMAGE_CAPTURE", extras=extras))
    tap(phone, "Take photo", "Retake", "Take photo", "Done")
    assert column(phone, IMAGES, "_data") == ["/storage/emulated/0/Pictures/asked.jpg"]
    assert phone.page.app.package != CAMERA
    phone.start_activity(Intent("android.media.action.VIDEO_CAMERA"))
    assert "Start recording" in texts(phone)


@pytest.mark.parametrize("skin", sorted(NAMED))
def test_everything_is_on_the_screen_and_apart(skin: str) -> None:
    phone = photo_phone(skin=skin)
    for package in (GALLERY, CAMERA):
        phone.launch(package)
        leaves = [view for view in views(phone) if view.text and not view.clickable]
        for place, one in enumerate(leaves):
            for other in leaves[place + 1 :]:
                a, b = one.bounds, other.bounds
                assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (one, other)
    shutter = find(phone, phone.skin.say("Take photo"))
    assert shutter.frame == shutter.bounds
