"""What the tasks about photos share: what they draw, how it is done, and what is checked."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from bench.tasks.catalogue._files import make_folder
from bench.tasks.hand import Hand
from bench.tasks.judges import as_shown, changed, difference
from bench.tasks.state import Row, State
from bench.tasks.task import Before, Params
from bench.tasks.world import World, spoken
from device_drivers.virtual.stocks.shared_files import Photo

GALLERY = "com.android.gallery3d"
ITS = frozenset({"files"})
_SUBJECTS = (
    "heron",
    "bridge",
    "picnic",
    "tulip",
    "tram",
    "kite",
    "barn",
    "canoe",
    "snowman",
    "market",
    "fox",
)
_ALBUMS = ("Kayaking", "Grandparents", "Moving in", "Festival", "Puppy", "Vineyard", "Allotment")


# Draws
def new_photo(world: World, **fields: Any) -> Photo:
    """A photo with a name that no other has."""
    name = f"{world.choose(*_SUBJECTS)}_{world.rng.randrange(10, 99)}.jpg"
    fields = {"minutes_ago": world.rng.randrange(3000, 60_000), **fields}
    return world.add("photos", Photo(**{"name": name, "scene": world.rng.randrange(24), **fields}))


def draw_named(**fields: Any) -> Any:
    def draw(world: World) -> dict[str, str]:
        photo = new_photo(world, **fields)
        return {
            "photo": photo.name,
            "stem": photo.name.removesuffix(".jpg"),
            "to": f"{world.choose(*_SUBJECTS)}_{world.rng.randrange(100, 999)}",
            "album": world.choose(*_ALBUMS),
            "folder": photo.folder,
        }

    return draw


def draw_latest(world: World) -> dict[str, str]:
    """The newest photo of all, in the camera's album."""
    return {"photo": new_photo(world, minutes_ago=20).name}


def draw_dated(world: World) -> dict[str, str]:
    photo = new_photo(world, minutes_ago=world.rng.randrange(3000, 9000))
    day = world.now - timedelta(days=world.rng.randrange(11, 20))
    hour, minute = world.clock(8, 20)
    when = day.replace(hour=hour, minute=minute)
    taken = world.now - timedelta(minutes=photo.minutes_ago)
    return {
        "photo": photo.name,
        "day": f"{day:%B} {day.day}",
        "time": spoken(hour, minute),
        "when": when.isoformat(),
        "opened": taken.isoformat(),
    }


def draw_asked(world: World) -> dict[str, str]:
    photo = new_photo(world)
    taken = world.now - timedelta(minutes=photo.minutes_ago)
    year = "" if taken.year == world.now.year else f", {taken.year}"
    return {"photo": photo.name, "answer": f"{taken:%b} {taken.day}{year}"}


def draw_album(world: World) -> dict[str, str]:
    """An album of some photos."""
    album, count = world.choose(*_ALBUMS), world.rng.randrange(4, 7)
    for _ in range(count):
        new_photo(world, folder=f"Pictures/{album}", scene=world.rng.randrange(24))
    return {"album": album, "count": str(count), "to": world.title()}


def draw_loved(world: World) -> dict[str, str]:
    """Some favourites, none of them in the album that is to be."""
    for _ in range(2):
        new_photo(world, favorite=True)
    return {"album": world.choose(*_ALBUMS)}


def draw_binned(world: World) -> dict[str, str]:
    for _ in range(2):
        new_photo(world, trashed=True)
    return {"photo": new_photo(world, trashed=True).name}


def draw_screenshots(world: World) -> dict[str, str]:
    for number in (511, 512):
        world.add(
            "photos", Photo(name=f"Screenshot_{number}.jpg", folder="Pictures/Screenshots", scene=number % 9)
        )
    return {}


def draw_perhaps(world: World) -> dict[str, str]:
    loved = world.rng.random() < 0.5
    return {"photo": new_photo(world, favorite=loved).name, "loved": "yes" if loved else ""}


def draw_trip(world: World) -> dict[str, str]:
    """An album whose photos are to be numbered by age, the oldest first."""
    album = world.choose(*_ALBUMS)
    photos = [new_photo(world, folder=f"Pictures/{album}", minutes_ago=9000 - 700 * n) for n in range(6)]
    return {
        "album": album,
        "names": "\n".join(p.name for p in photos),
        "word": world.choose("Trip", "Day", "Stage"),
    }


# By hand
def photos_shown(hand: Hand) -> list[Any]:
    """The photos in sight, in their order."""
    starts = tuple(f"{hand.t(what)} {hand.t('taken on')}" for what in ("Photo", "Video"))
    return [e for e in hand.screen.elements if e.desc.startswith(starts) or e.text.startswith(starts)]


def search_photo(hand: Hand, name: str) -> None:
    """The photo of that name as the only one in sight."""
    hand.open(GALLERY)
    hand.menu("Search")
    hand.fill("Search photos", name)


def open_photo(hand: Hand, name: str) -> None:
    """The page of one photo."""
    search_photo(hand, name)
    hand.tap_element(photos_shown(hand)[0])


def do_love(hand: Hand, p: Params) -> None:
    open_photo(hand, p["photo"])
    hand.menu("Add to favorites")


def do_unlove(hand: Hand, p: Params) -> None:
    open_photo(hand, p["photo"])
    hand.menu("Remove from favorites")


def do_love_latest(hand: Hand, p: Params) -> None:
    hand.open(GALLERY)
    hand.tap_element(photos_shown(hand)[0])
    hand.menu("Add to favorites")


def do_delete_latest(hand: Hand, p: Params) -> None:
    hand.open(GALLERY)
    hand.tap_element(photos_shown(hand)[0])
    hand.menu("Delete")


def do_delete(hand: Hand, p: Params) -> None:
    open_photo(hand, p["photo"])
    hand.menu("Delete")


def do_show(hand: Hand, p: Params) -> None:
    open_photo(hand, p["photo"])


def do_rename(hand: Hand, p: Params) -> None:
    open_photo(hand, p["photo"])
    hand.menu("Rename")
    hand.fill("Name", p["to"])
    hand.tap("OK")


def do_rotate(hand: Hand, p: Params) -> None:
    open_photo(hand, p["photo"])
    hand.menu("Rotate")


def into_album(hand: Hand, way: str, album: str) -> None:
    """Move or copy what is open or picked into a new album."""
    hand.menu(f"{way} to album")
    hand.tap("New album")
    hand.fill("Name", album)
    hand.tap("Create")


def do_move(hand: Hand, p: Params) -> None:
    open_photo(hand, p["photo"])
    into_album(hand, "Move", p["album"])


def do_copy(hand: Hand, p: Params) -> None:
    open_photo(hand, p["photo"])
    into_album(hand, "Copy", p["album"])


def do_redate(hand: Hand, p: Params) -> None:
    open_photo(hand, p["photo"])
    hand.menu("Edit date and time")
    when = datetime.fromisoformat(p["when"])
    hand.date(when.date(), datetime.fromisoformat(p["opened"]).date())
    hand.time(when.hour, when.minute)


def do_restore(hand: Hand, p: Params) -> None:
    hand.open(GALLERY)
    hand.go("Bin")
    hand.menu("Search")
    hand.fill("Search photos", p["photo"])
    hand.tap_element(photos_shown(hand)[0])
    hand.tap("Restore")


def do_open_albums(hand: Hand, p: Params) -> None:
    hand.open(GALLERY)
    hand.go("Photo albums")
    hand.find(p["album"])


def _open_album(hand: Hand, album: str) -> None:
    hand.open(GALLERY)
    hand.go("Photo albums")
    hand.tap_text(album)


def do_delete_screenshots(hand: Hand, p: Params) -> None:
    _open_album(hand, "Screenshots")
    hand.menu("Select all")
    hand.menu("Delete")


def do_gather_loved(hand: Hand, p: Params) -> None:
    hand.open(GALLERY)
    hand.go("Favorites")
    hand.menu("Select all")
    into_album(hand, "Copy", p["album"])


def do_empty_bin(hand: Hand, p: Params) -> None:
    hand.open(GALLERY)
    hand.go("Bin")
    hand.menu("Empty bin")
    hand.tap("Delete")


def do_delete_or_love(hand: Hand, p: Params) -> None:
    open_photo(hand, p["photo"])
    hand.menu("Delete" if not p["loved"] else "Remove from favorites")


def do_number(hand: Hand, p: Params) -> None:
    _open_album(hand, p["album"])
    for place, _ in enumerate(p["names"].split("\n")):
        if place:
            hand.tap("Navigate up")
        hand.tap_element(photos_shown(hand)[-1 - place])
        hand.menu("Rename")
        hand.fill("Name", f"{p['word']} {place + 1}")
        hand.tap("OK")


def do_save_in_files(hand: Hand, p: Params) -> None:
    open_photo(hand, p["photo"])
    hand.menu("Share")
    hand.tap_text(hand.skin.locale.say("Files"))  # an app, which no skin calls otherwise
    hand.tap_text("Documents")
    make_folder(hand, p["album"])
    hand.tap_text(p["album"])
    hand.tap("Save here")


# Judges
def check_opened(after: State, before: Before) -> bool:
    """The photo's own page, which says its name and its day; in a grid nobody sees these."""
    wanted = {before.params["photo"], as_shown(before.params["answer"], after)}
    return GALLERY in after.front and wanted <= set(after.shown)


def check_rotated(after: State, before: Before) -> bool:
    went, came = difference("files", after, before)
    if len(went) != 1 or len(came) != 1 or went[0]["_display_name"] != before.params["photo"]:
        return False
    sides: Row = {**went[0], "width": went[0]["height"], "height": went[0]["width"]}
    return came[0] == sides and sides["width"] != sides["height"]


def check_copied(after: State, before: Before) -> bool:
    """Every favourite is in the album too."""
    went, came = difference("files", after, before)
    loved = [
        r for r in before.state.rows("files", is_favorite="1", is_trashed="0") if r["media_type"] in "13"
    ]
    wanted = sorted(row["_display_name"] for row in loved)
    there = all(row["relative_path"] == f"Pictures/{before.params['album']}/" for row in came)
    return not went and there and wanted == sorted(row["_display_name"] for row in came)


def check_screenless(after: State, before: Before) -> bool:
    """The screenshots are in the bin, and nothing else is different."""
    went, came = difference("files", after, before)
    shots = before.state.rows("files", relative_path="Pictures/Screenshots/", is_trashed="0")
    wanted = sorted(str({**{k: v for k, v in r.items() if k != "_id"}, "is_trashed": "1"}) for r in shots)
    return bool(shots) and len(went) == len(shots) and sorted(map(str, came)) == wanted


def check_weeded(after: State, before: Before) -> bool:
    which = {"_display_name": "{photo}"}
    to = {"is_favorite": "0"} if before.params["loved"] else {"is_trashed": "1"}
    return changed("files", which, to).check(after, before)


def is_minute(value: str, before: Before) -> bool:
    """Within the minute that was asked for."""
    start = datetime.fromisoformat(before.params["when"]).timestamp() * 1000
    return value.isdigit() and start <= int(value) < start + 60_000


def check_numbered(after: State, before: Before) -> bool:
    went, came = difference("files", after, before)
    p = before.params
    old = {row["_display_name"]: row["datetaken"] for row in went}
    new = {row["_display_name"]: row["datetaken"] for row in came}
    names = p["names"].split("\n")
    wanted = {f"{p['word']} {place}.jpg": old.get(name, "") for place, name in enumerate(names, 1)}
    return sorted(old) == sorted(names) and {n.casefold(): t for n, t in new.items()} == {
        n.casefold(): t for n, t in wanted.items()
    }


THIS = {"_display_name": "{photo}"}
