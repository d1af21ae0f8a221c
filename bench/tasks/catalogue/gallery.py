"""Gallery: photos, videos, albums, favourites and the bin."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from bench.tasks.catalogue.files import FILES, make_folder
from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import added, changed, difference, front, removed, unchanged
from bench.tasks.state import Row, State
from bench.tasks.task import Before, Judge, Params, Task
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


def _named(**fields: Any) -> Any:
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


def _latest(world: World) -> dict[str, str]:
    """The newest photo of all, in the camera's album."""
    return {"photo": new_photo(world, minutes_ago=20).name}


def _dated(world: World) -> dict[str, str]:
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


def _asked(world: World) -> dict[str, str]:
    photo = new_photo(world)
    taken = world.now - timedelta(minutes=photo.minutes_ago)
    year = "" if taken.year == world.now.year else f", {taken.year}"
    return {"photo": photo.name, "answer": f"{taken:%b} {taken.day}{year}"}


def _album(world: World) -> dict[str, str]:
    """An album of some photos."""
    album, count = world.choose(*_ALBUMS), world.rng.randrange(4, 7)
    for _ in range(count):
        new_photo(world, folder=f"Pictures/{album}", scene=world.rng.randrange(24))
    return {"album": album, "count": str(count), "to": world.title()}


def _loved(world: World) -> dict[str, str]:
    """Some favourites, none of them in the album that is to be."""
    for _ in range(2):
        new_photo(world, favorite=True)
    return {"album": world.choose(*_ALBUMS)}


def _binned(world: World) -> dict[str, str]:
    for _ in range(2):
        new_photo(world, trashed=True)
    return {"photo": new_photo(world, trashed=True).name}


def _screenshots(world: World) -> dict[str, str]:
    for number in (511, 512):
        world.add(
            "photos", Photo(name=f"Screenshot_{number}.jpg", folder="Pictures/Screenshots", scene=number % 9)
        )
    return {}


def _perhaps(world: World) -> dict[str, str]:
    loved = world.rng.random() < 0.5
    return {"photo": new_photo(world, favorite=loved).name, "loved": "yes" if loved else ""}


def _trip(world: World) -> dict[str, str]:
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


def _love(hand: Hand, p: Params) -> None:
    open_photo(hand, p["photo"])
    hand.menu("Add to favorites")


def _unlove(hand: Hand, p: Params) -> None:
    open_photo(hand, p["photo"])
    hand.menu("Remove from favorites")


def _love_latest(hand: Hand, p: Params) -> None:
    hand.open(GALLERY)
    hand.tap_element(photos_shown(hand)[0])
    hand.menu("Add to favorites")


def _delete_latest(hand: Hand, p: Params) -> None:
    hand.open(GALLERY)
    hand.tap_element(photos_shown(hand)[0])
    hand.menu("Delete")


def _delete(hand: Hand, p: Params) -> None:
    open_photo(hand, p["photo"])
    hand.menu("Delete")


def _show(hand: Hand, p: Params) -> None:
    open_photo(hand, p["photo"])


def _rename(hand: Hand, p: Params) -> None:
    open_photo(hand, p["photo"])
    hand.menu("Rename")
    hand.fill("Name", p["to"])
    hand.tap("OK")


def _rotate(hand: Hand, p: Params) -> None:
    open_photo(hand, p["photo"])
    hand.menu("Rotate")


def into_album(hand: Hand, way: str, album: str) -> None:
    """Move or copy what is open or picked into a new album."""
    hand.menu(f"{way} to album")
    hand.tap("New album")
    hand.fill("Name", album)
    hand.tap("Create")


def _move(hand: Hand, p: Params) -> None:
    open_photo(hand, p["photo"])
    into_album(hand, "Move", p["album"])


def _copy(hand: Hand, p: Params) -> None:
    open_photo(hand, p["photo"])
    into_album(hand, "Copy", p["album"])


def _redate(hand: Hand, p: Params) -> None:
    open_photo(hand, p["photo"])
    hand.menu("Edit date and time")
    when = datetime.fromisoformat(p["when"])
    hand.date(when.date(), datetime.fromisoformat(p["opened"]).date())
    hand.time(when.hour, when.minute)


def _restore(hand: Hand, p: Params) -> None:
    hand.open(GALLERY)
    hand.go("Bin")
    hand.menu("Search")
    hand.fill("Search photos", p["photo"])
    hand.tap_element(photos_shown(hand)[0])
    hand.tap("Restore")


def _open_albums(hand: Hand, p: Params) -> None:
    hand.open(GALLERY)
    hand.go("Photo albums")
    hand.find(p["album"])


def _open_album(hand: Hand, album: str) -> None:
    hand.open(GALLERY)
    hand.go("Photo albums")
    hand.tap_text(album)


def _delete_screenshots(hand: Hand, p: Params) -> None:
    _open_album(hand, "Screenshots")
    hand.menu("Select all")
    hand.menu("Delete")


def _gather_loved(hand: Hand, p: Params) -> None:
    hand.open(GALLERY)
    hand.go("Favorites")
    hand.menu("Select all")
    into_album(hand, "Copy", p["album"])


def _empty_bin(hand: Hand, p: Params) -> None:
    hand.open(GALLERY)
    hand.go("Bin")
    hand.menu("Empty bin")
    hand.tap("Delete")


def _delete_or_love(hand: Hand, p: Params) -> None:
    open_photo(hand, p["photo"])
    hand.menu("Delete" if not p["loved"] else "Remove from favorites")


def _number(hand: Hand, p: Params) -> None:
    _open_album(hand, p["album"])
    for place, _ in enumerate(p["names"].split("\n")):
        if place:
            hand.tap("Navigate up")
        hand.tap_element(photos_shown(hand)[-1 - place])
        hand.menu("Rename")
        hand.fill("Name", f"{p['word']} {place + 1}")
        hand.tap("OK")


def _save_in_files(hand: Hand, p: Params) -> None:
    open_photo(hand, p["photo"])
    hand.menu("Share")
    hand.tap("Files")
    hand.tap_text("Documents")
    make_folder(hand, p["album"])
    hand.tap_text(p["album"])
    hand.tap("Save here")


# Judges
def _opened(after: State, before: Before) -> bool:
    """The photo's own page, which says its name and its day; in a grid nobody sees these."""
    return GALLERY in after.front and {before.params["photo"], before.params["answer"]} <= set(after.shown)


def _rotated(after: State, before: Before) -> bool:
    went, came = difference("files", after, before)
    if len(went) != 1 or len(came) != 1 or went[0]["_display_name"] != before.params["photo"]:
        return False
    sides: Row = {**went[0], "width": went[0]["height"], "height": went[0]["width"]}
    return came[0] == sides and sides["width"] != sides["height"]


def _copied(after: State, before: Before) -> bool:
    """Every favourite is in the album too."""
    went, came = difference("files", after, before)
    loved = [
        r for r in before.state.rows("files", is_favorite="1", is_trashed="0") if r["media_type"] in "13"
    ]
    wanted = sorted(row["_display_name"] for row in loved)
    there = all(row["relative_path"] == f"Pictures/{before.params['album']}/" for row in came)
    return not went and there and wanted == sorted(row["_display_name"] for row in came)


def _screenless(after: State, before: Before) -> bool:
    """The screenshots are in the bin, and nothing else is different."""
    went, came = difference("files", after, before)
    shots = before.state.rows("files", relative_path="Pictures/Screenshots/", is_trashed="0")
    wanted = sorted(str({**{k: v for k, v in r.items() if k != "_id"}, "is_trashed": "1"}) for r in shots)
    return bool(shots) and len(went) == len(shots) and sorted(map(str, came)) == wanted


def _weeded(after: State, before: Before) -> bool:
    which = {"_display_name": "{photo}"}
    to = {"is_favorite": "0"} if before.params["loved"] else {"is_trashed": "1"}
    return changed("files", which, to).check(after, before)


def _minute(value: str, before: Before) -> bool:
    """Within the minute that was asked for."""
    start = datetime.fromisoformat(before.params["when"]).timestamp() * 1000
    return value.isdigit() and start <= int(value) < start + 60_000


def _numbered(after: State, before: Before) -> bool:
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

TASKS = (
    Task(
        "gallery-favorite",
        2,
        (
            "Add the photo {photo} to my favorites",
            "mark {photo} as a favorite in the Gallery",
            "I love the picture {photo}, make it a favorite",
            "in Gallery, find {photo} and star it",
            "{photo} should be among my favorite photos",
            "favorite the photo named {photo}",
        ),
        ("{photo} is one of the best, Gallery should treat it so", "a star for {photo}"),
        _named(),
        changed("files", THIS, {"is_favorite": "1"}),
        _love,
    ),
    Task(
        "gallery-unfavorite",
        2,
        (
            "Remove the photo {photo} from my favorites",
            "{photo} is no longer a favorite of mine, unstar it in Gallery",
            "take {photo} out of the favorite photos",
            "the picture {photo} should not be a favorite any more",
            "in Gallery, find {photo} and take away its star",
            "unfavorite the photo named {photo}",
        ),
        ("{photo} isn't that good after all, no favorite", "the star on {photo} was a mistake"),
        _named(favorite=True),
        changed("files", THIS, {"is_favorite": "0"}),
        _unlove,
    ),
    Task(
        "gallery-favorite-already",
        1,
        (
            "Make sure the photo {photo} is among my favorites",
            "check that {photo} is a favorite in Gallery",
            "is the picture {photo} starred? if not, star it",
            "I want to be certain that {photo} counts as a favorite",
            "see to it that {photo} is one of my favorite photos",
            "{photo} has to be a favorite, please verify",
        ),
        ("{photo}: favorite, yes? else make it one", "don't let {photo} be missing from the favorites"),
        _named(favorite=True),
        unchanged,
        nothing,
        kind="already",
    ),
    Task(
        "gallery-favorite-latest",
        1,
        (
            "Add my latest photo to the favorites",
            "mark the newest picture in Gallery as a favorite",
            "make the last photo I took a favorite",
            "star the most recent photo",
            "I like my newest photo, put it in the favorites",
            "in Gallery, the latest picture should be a favorite",
        ),
        ("the one I just took, that's a favorite", "newest photo, star it"),
        _latest,
        changed("files", THIS, {"is_favorite": "1"}),
        _love_latest,
    ),
    Task(
        "gallery-delete-latest",
        1,
        (
            "Delete my latest photo",
            "remove the newest picture from Gallery",
            "throw away the last photo I took",
            "the most recent photo is blurred, delete it",
            "move the latest picture in the gallery to the bin",
            "I don't want the newest photo, get rid of it",
        ),
        ("that last shot was no good, bin it", "my newest photo can go"),
        _latest,
        changed("files", THIS, {"is_trashed": "1"}),
        _delete_latest,
    ),
    Task(
        "gallery-delete",
        2,
        (
            "Delete the photo {photo}",
            "remove {photo} from Gallery",
            "move the picture {photo} to the bin",
            "I don't need {photo} any more, delete it from my photos",
            "get rid of the photo named {photo}",
            "the picture {photo} can be thrown away",
        ),
        ("{photo} is not worth keeping", "bin {photo}, it's in the gallery"),
        _named(),
        changed("files", THIS, {"is_trashed": "1"}),
        _delete,
    ),
    Task(
        "gallery-show",
        2,
        (
            "Show me the photo {photo}",
            "open {photo} in Gallery",
            "I want to see the picture {photo}",
            "find the photo named {photo} and open it",
            "bring up {photo} on the screen",
            "let me look at {photo}, it is in my gallery",
        ),
        ("{photo}, full size please", "where's that picture {photo}, let me see it"),
        _asked,
        Judge(_opened),
        _show,
        kind="ask",
    ),
    Task(
        "gallery-when",
        2,
        (
            "When was the photo {photo} taken?",
            "on which day did I take {photo}",
            "look up the date of the picture {photo} in Gallery",
            "what is the date of {photo}",
            "tell me when I took the photo {photo}",
            "I'd like to know which day {photo} is from",
        ),
        ("{photo}, how old is that picture", "the day of {photo} please, it's a photo of mine"),
        _asked,
        Judge(_opened),
        _show,
        kind="ask",
    ),
    Task(
        "gallery-rename",
        3,
        (
            "Rename the photo {photo} to {to}",
            "change the name of the picture {photo} to {to}",
            "in Gallery, {photo} should be called {to}",
            "give the photo {photo} the new name {to}",
            "call the picture {photo} {to} instead",
            "find {photo} in my photos and rename it {to}",
        ),
        ("{photo} is a stupid name, {to} is better", "{to} ought to be the name of {photo}"),
        _named(),
        changed("files", THIS, {"_display_name": "{to}.jpg"}),
        _rename,
    ),
    Task(
        "gallery-rotate",
        2,
        (
            "Rotate the photo {photo} once",
            "turn the picture {photo} by a quarter",
            "{photo} is lying on its side, rotate it",
            "in Gallery, rotate {photo}",
            "the photo {photo} needs to be turned by ninety degrees",
            "give {photo} a quarter turn",
        ),
        ("{photo} stands the wrong way, tip it over once", "ninety degrees for {photo}"),
        _named(),
        Judge(_rotated, ITS),
        _rotate,
    ),
    Task(
        "gallery-move",
        3,
        (
            "Move the photo {photo} to a new album called {album}",
            "put {photo} into a new album {album}",
            "create an album {album} and move the picture {photo} there",
            "in Gallery, {photo} should be in an album of its own, {album}",
            "take {photo} out of its album and into a new one named {album}",
            "start an album {album} with the photo {photo}, moved, not copied",
        ),
        (
            "{photo} is the first of {album}, a new album, and should only be there",
            "{album}: new album, {photo} goes in",
        ),
        _named(),
        changed("files", THIS, {"relative_path": "Pictures/{album}/"}),
        _move,
    ),
    Task(
        "gallery-copy",
        3,
        (
            "Copy the photo {photo} to a new album called {album}",
            "put a copy of {photo} into a new album {album}",
            "create an album {album} with a copy of the picture {photo}",
            "in Gallery, {photo} should also be in a new album {album}, keep the original where it is",
            "make an album named {album} and copy {photo} there",
            "I want {photo} in a new album {album} as well",
        ),
        (
            "{photo} both where it is and in {album}, which is yet to be made",
            "a second {photo}, in a new {album}",
        ),
        _named(),
        added("files", {**THIS, "relative_path": "Pictures/{album}/"}),
        _copy,
    ),
    Task(
        "gallery-date",
        3,
        (
            "Change the date of the photo {photo} to {day}, {time}",
            "the picture {photo} was really taken on {day} at {time}, correct that",
            "set date and time of {photo} to {day}, {time}",
            "in Gallery, {photo} should be dated {day} at {time}",
            "edit when {photo} was taken: {day}, {time}",
            "the date of my photo {photo} is wrong, make it {day} at {time}",
        ),
        (
            "{photo} is from {day}, {time}, not from when the gallery thinks",
            "redate {photo}: {time} on {day}",
        ),
        _dated,
        changed("files", THIS, {"datetaken": _minute}),
        _redate,
        parts=2,
    ),
    Task(
        "gallery-restore",
        2,
        (
            "Restore the photo {photo} from the bin",
            "get the picture {photo} back, it is in the gallery's bin",
            "I deleted {photo} by mistake, restore it",
            "take {photo} out of the bin in Gallery",
            "undelete the photo {photo}",
            "the deleted picture {photo} should come back",
        ),
        ("{photo} should not have been thrown away, bring it back", "fish {photo} out of the bin"),
        _binned,
        changed("files", THIS, {"is_trashed": "0"}),
        _restore,
    ),
    Task(
        "gallery-album-count",
        1,
        (
            "How many photos are in the album {album}?",
            "(tell|show) me the number of pictures in {album}",
            "count the photos of my {album} album",
            "how large is the album {album} in Gallery",
            "what is the number of photos in {album}",
            "I'd like to know how many pictures the album {album} has",
        ),
        ("{album}, the album, how many shots", "is {album} a big album? how many in it"),
        _album,
        front(GALLERY, "{album}", "{count}"),
        _open_albums,
        kind="ask",
    ),
    Task(
        "gallery-screenshots",
        2,
        (
            "Delete all my screenshots",
            "move every picture in the Screenshots album to the bin",
            "remove all the screenshots from Gallery",
            "clean out the album Screenshots",
            "I don't need any of the screenshots, delete them",
            "get rid of everything in the Screenshots album",
        ),
        ("no more screenshots among my photos, not one", "Screenshots, the album, into the bin with it"),
        _screenshots,
        Judge(_screenless, ITS),
        _delete_screenshots,
    ),
    Task(
        "gallery-copy-favorites",
        3,
        (
            "Copy all my favorite photos to a new album {album}",
            "make an album {album} with copies of all favorites",
            "put every favorite picture into a new album called {album} too",
            "create the album {album} in Gallery and copy each of my favorites there",
            "I want all favorites copied into an album of the name {album}",
            "take my favorite photos and copy them to {album}, a new album",
        ),
        (
            "the best of my photos, the starred ones, once more in a new {album}",
            "{album} = copies of all favorites",
        ),
        _loved,
        Judge(_copied, ITS),
        _gather_loved,
    ),
    Task(
        "gallery-delete-or-unstar",
        2,
        (
            "If the photo {photo} is a favorite, remove it from the favorites, otherwise delete it",
            "check {photo} in Gallery: starred? then unstar it. not starred? then delete it",
            "is {photo} one of my favorites? take it out of them if so, else move it to the bin",
            "delete the picture {photo} unless it is a favorite, in that case only unfavorite it",
            "look at {photo}. when it is a favorite, make it an ordinary photo, when it isn't, throw it away",
            "should {photo} be among the favorites, unstar it; should it not be, get rid of it",
        ),
        (
            "{photo}: favorite, then no more; ordinary, then bin",
            "either unstar {photo} or, with no star, bin it",
        ),
        _perhaps,
        Judge(_weeded, ITS),
        _delete_or_love,
    ),
    Task(
        "gallery-number-album",
        5,
        (
            "Rename the six photos in the album {album} to {word} 1 to {word} 6, the oldest first",
            "number the pictures of {album} from the oldest to the newest: {word} 1, {word} 2 and so on",
            "in Gallery, give the photos of the album {album} the names {word} 1, {word} 2, up to {word} "
            "6, by age, "
            "oldest first",
            "the album {album} needs order: its oldest photo should be called {word} 1, the next {word} 2, "
            "and so on",
            "go through {album} from the oldest picture on and rename each, {word} 1, {word} 2, {word} 3 ...",
            "I want the photos of {album} named {word} and a number, counting up from the oldest",
        ),
        (
            "{album}: {word} 1 is the first picture I took there, and up it goes to {word} 6, rename them "
            "like that",
            "names for {album}, oldest to newest: {word} 1 ... {word} 6",
        ),
        _trip,
        Judge(_numbered, ITS),
        _number,
    ),
    Task(
        "gallery-save-in-files",
        3,
        (
            "Save a copy of the photo {photo} in a new folder {album} in Documents",
            "share the picture {photo} to Files, into a new folder {album} inside Documents",
            "put the photo {photo} also into Documents, in a folder {album} that you create",
            "I need {photo} from Gallery as a file in Documents/{album}, a new folder",
            "copy the picture {photo} to a new folder called {album} within Documents",
            "make a folder {album} in Documents and save the photo {photo} there too",
        ),
        (
            "{photo} for the paperwork: Documents, new folder {album}",
            "Documents gets a folder {album} with {photo} in it",
        ),
        _named(),
        added("files", {**THIS, "relative_path": "Documents/{album}/"}),
        _save_in_files,
        apps=(GALLERY, FILES),
    ),
    Task(
        "gallery-faces",
        1,
        (
            "Blur the faces in the photo {photo}",
            "remove the background from the picture {photo}",
            "put a hat on the person in {photo}",
            "turn the photo {photo} into black and white",
            "add the caption Hello to the picture {photo}",
            "make a collage with {photo} and my latest photo",
        ),
        ("{photo}, but as a painting", "retouch {photo}, the sky should be bluer"),
        _named(),
        unchanged,
        nothing,
        kind="impossible",
    ),
    Task(
        "gallery-empty-bin",
        2,
        (
            "Empty the bin in Gallery",
            "delete everything in the gallery's bin for good",
            "remove all deleted photos permanently",
            "clear the photo bin",
            "I want the deleted pictures gone forever, empty the bin",
            "permanently erase what is in the bin of the Gallery",
        ),
        ("no way back for the photos I threw away", "the bin, in Gallery, should be bare"),
        _binned,
        removed("files", {"is_trashed": "1"}),
        _empty_bin,
        kind="risky",
    ),
)
