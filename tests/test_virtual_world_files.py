"""Files: what is done by hand is what lies in the shared storage, and what the media provider says."""

from __future__ import annotations

import io
import zipfile

import pytest

from device_drivers.virtual.intents import Intent
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.skins import NAMED
from tests.virtual_wire import make_device, sh
from tests.virtual_world import BACK, column, hold, make_phone, tap, texts

FILES = "com.android.documentsui"
ROWS = "content://media/external/file"
CASE = {
    "files": [
        {"path": "Documents/plan.txt", "text": "the plan", "minutes_ago": 90},
        {"path": "Documents/offer.pdf", "size": 5000, "minutes_ago": 30},
        {"path": "Documents/Letters/bank.txt", "text": "Dear bank", "minutes_ago": 600},
        {"path": "Download/ticket.pdf", "size": 900, "minutes_ago": 10},
    ],
    "photos": [{"name": "IMG_1.jpg", "minutes_ago": 200}],
}


def file_phone(**more: object) -> Phone:
    return make_phone(**{"fixture": CASE, **more})


def names(phone: Phone, folder: str) -> list[str]:
    return list(phone.files.entries(f"/sdcard/{folder}"))


@pytest.mark.parametrize("skin", ["plain", "petite", "ember"])
def test_a_folder_is_made_and_a_file_moved_into_it(skin: str) -> None:
    phone = file_phone(skin=skin)
    t = phone.skin.labels.get
    phone.launch(FILES)
    find_row(phone, "Documents")
    tap(phone, "Documents", t("New folder", "New folder"))
    phone.type_text("Bank")
    tap(phone, "Create")
    assert "Bank" in names(phone, "Documents")
    hold(phone, "plan.txt")
    tap(phone, t("More options", "More options"), t("Move to", "Move to"))
    find_row(phone, "Documents")
    tap(phone, "Documents", "Bank", t("Move here", "Move here"))
    assert names(phone, "Documents/Bank") == ["plan.txt"]
    assert column(phone, ROWS, "relative_path", "title='plan'") == ["Documents/Bank/"]


def find_row(phone: Phone, words: str) -> None:
    """Scroll the list until the row is seen."""
    for _ in range(6):
        if words in texts(phone):
            return
        lists = [view for view in phone.windows()[0].root.walk() if view.scrollable]
        phone.scroll_view(lists[0], True)


def test_copying_leaves_the_first_and_numbers_the_second() -> None:
    phone = file_phone()
    phone.launch(FILES)
    tap(phone, "Documents")
    hold(phone, "Letters")
    tap(phone, "More options", "Copy to", "Documents", "Copy here")
    assert "Letters (1)" in names(phone, "Documents")
    assert phone.files.read("/sdcard/Documents/Letters (1)/bank.txt") == b"Dear bank"
    hold(phone, "Letters")
    tap(phone, "More options", "Move to", "Documents", "Letters", "Move here")
    assert phone.last_toast is not None
    assert phone.last_toast[0] == "A folder cannot go into itself"


def test_renaming_keeps_the_row_and_refuses_a_taken_name() -> None:
    phone = file_phone()
    before = column(phone, ROWS, "_id", "title='plan'")
    phone.launch(FILES)
    tap(phone, "Documents")
    hold(phone, "plan.txt")
    tap(phone, "More options", "Rename")
    phone.type_text("offer.pdf")
    tap(phone, "OK")
    assert phone.last_toast is not None
    assert phone.last_toast[0] == "This name is taken"
    hold(phone, "plan.txt")
    tap(phone, "More options", "Rename")
    phone.type_text("goal.txt")
    tap(phone, "OK")
    assert column(phone, ROWS, "_id", "title='goal'") == before
    assert "goal.txt" in names(phone, "Documents")


def test_deleting_asks_first() -> None:
    phone = file_phone()
    phone.launch(FILES)
    tap(phone, "Documents")
    hold(phone, "plan.txt")
    tap(phone, "offer.pdf", "Delete")
    assert "Delete 2 items?" in texts(phone)
    tap(phone, "Cancel")
    assert len(names(phone, "Documents")) == 3
    hold(phone, "plan.txt")
    tap(phone, "Delete", "Delete")
    assert names(phone, "Documents") == ["Letters", "offer.pdf"]
    assert not column(phone, ROWS, "_id", "title='plan'")


def test_a_zip_is_packed_and_unpacked() -> None:
    phone = file_phone()
    phone.launch(FILES)
    tap(phone, "Documents")
    hold(phone, "Letters")
    tap(phone, "More options", "Compress", "OK")
    data = phone.files.read("/sdcard/Documents/Letters.zip")
    assert "Letters/bank.txt" in zipfile.ZipFile(io.BytesIO(data)).namelist()
    tap(phone, "Letters.zip", "Extract")
    assert phone.files.read("/sdcard/Documents/Letters (1)/Letters/bank.txt") == b"Dear bank"


def test_sorting_and_searching() -> None:
    phone = file_phone()
    phone.launch(FILES)
    tap(phone, "Documents", "Sort by", "Size (largest first)")
    shown = [words for words in texts(phone) if words in ("Letters", "plan.txt", "offer.pdf")]
    assert shown == ["Letters", "offer.pdf", "plan.txt"]
    phone.press_key(BACK)
    tap(phone, "Search")
    phone.type_text("BANK")
    assert "bank.txt" in texts(phone)
    assert "Documents" not in texts(phone)
    tap(phone, "bank.txt")
    assert "Dear bank" in texts(phone)


def test_a_text_is_changed() -> None:
    phone = file_phone()
    phone.launch(FILES)
    tap(phone, "Documents", "plan.txt", "Edit")
    phone.type_text(", in short")
    phone.press_key(BACK)  # the keyboard
    phone.press_key(BACK)
    tap(phone, "Keep editing", "Save")
    assert phone.files.read("/sdcard/Documents/plan.txt") == b"the plan, in short"
    assert column(phone, ROWS, "_size", "title='plan'") == ["18"]
    assert "the plan, in short" in texts(phone)


def test_recent_files_and_storage() -> None:
    phone = file_phone()
    phone.launch(FILES)
    tap(phone, "Recent")
    shown = [words for words in texts(phone) if "." in words and "·" not in words]
    assert shown == ["ticket.pdf", "offer.pdf", "plan.txt", "IMG_1.jpg", "bank.txt"]
    tap(phone, "Storage", "Downloads")
    assert "ticket.pdf" in texts(phone)
    assert "offer.pdf" not in texts(phone)


def test_details_and_sharing() -> None:
    phone = file_phone()
    phone.launch(FILES)
    tap(phone, "Documents")
    hold(phone, "offer.pdf")
    tap(phone, "More options", "Details")
    assert {"5.0 kB", "application/pdf", "Documents"} <= set(texts(phone))
    tap(phone, "OK")
    hold(phone, "offer.pdf")
    tap(phone, "Share")
    assert "Mail" in texts(phone)


def test_what_adb_does_is_seen() -> None:
    phone = file_phone()
    phone.files.write("/sdcard/Download/pushed.txt", b"from the host")
    assert column(phone, ROWS, "_size", "title='pushed'") == ["13"]
    phone.files.remove("/sdcard/Download/ticket.pdf")
    phone.launch(FILES)
    tap(phone, "Recent")
    assert "pushed.txt" in texts(phone)
    assert "ticket.pdf" not in texts(phone)
    phone.content.delete(ROWS, "title='pushed'")
    assert not phone.files.exists("/sdcard/Download/pushed.txt")
    phone.content.update(ROWS, {"_display_name": "aim.txt"}, "title='plan'")
    assert "aim.txt" in names(phone, "Documents")


def test_the_shell_and_the_provider_agree() -> None:
    phone = file_phone()
    device = make_device(phone)
    listed = sh(device, "ls /sdcard/Documents").out.split("\n")
    assert listed[:3] == ["Letters", "offer.pdf", "plan.txt"]
    sh(device, "mv /sdcard/Documents/plan.txt /sdcard/Download/goal.txt")
    query = "content query --uri content://media/external/file --projection relative_path --where"
    assert sh(device, f"{query} \"title='goal'\"").out == "Row: 0 relative_path=Download/\n"
    sh(device, "screencap -p /sdcard/Pictures/shot.png")
    assert column(phone, "content://media/external/images/media", "title") == ["IMG_1", "shot"]


def test_a_row_put_in_makes_a_file() -> None:
    phone = file_phone()
    uri = phone.content.insert(ROWS, {"_display_name": "new.txt", "relative_path": "Documents/Drafts"})
    assert names(phone, "Documents/Drafts") == ["new.txt"]
    (row,) = phone.content.rows(uri)
    assert (row.text("mime_type"), row.text("bucket_display_name")) == ("text/plain", "Drafts")
    phone.content.update(uri, {"_display_name": "plan.txt", "relative_path": "Documents"})
    assert "plan (1).txt" in names(phone, "Documents")


def test_an_app_that_takes_just_anything_comes_last() -> None:
    phone = file_phone()
    found = phone.resolve(Intent("android.intent.action.SEND", type="text/plain"))
    packages = [component.package for component in found]
    assert packages.index("com.android.messaging") < packages.index(FILES)
    text = phone.storage.ident_of("/storage/emulated/0/Documents/plan.txt")
    phone.start_activity(Intent("android.intent.action.VIEW", data=f"{ROWS}/{text}"))
    assert "the plan" in texts(phone)


def test_shared_text_is_saved() -> None:
    phone = file_phone()
    extras = {"android.intent.extra.SUBJECT": "Door code", "android.intent.extra.TEXT": "4711"}
    phone.start_activity(
        Intent("android.intent.action.SEND", type="text/plain", package=FILES, extras=extras)
    )
    tap(phone, "Documents", "Save here")
    assert phone.files.read("/sdcard/Documents/Door code.txt") == b"4711"


@pytest.mark.parametrize("skin", sorted(NAMED))
def test_no_two_texts_lie_on_each_other(skin: str) -> None:
    phone = file_phone(skin=skin)
    phone.launch(FILES)
    apart(phone)
    find_row(phone, "Documents")
    tap(phone, "Documents")
    apart(phone)
    hold(phone, "plan.txt")
    apart(phone)


def apart(phone: Phone) -> None:
    leaves = [
        view for view in phone.windows()[0].root.walk() if view.text and view.visible and not view.clickable
    ]
    for place, one in enumerate(leaves):
        for other in leaves[place + 1 :]:
            a, b = one.bounds, other.bounds
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (one, other)
