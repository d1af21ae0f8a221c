"""What the tasks about files share: what they draw, how it is done, and what is checked."""

from __future__ import annotations

from bench.tasks.catalogue._notes import write_note
from bench.tasks.hand import Hand
from bench.tasks.judges import difference, removed, squeeze
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params
from bench.tasks.world import World
from device_drivers.virtual.stocks.shared_files import SharedFile

FILES = "com.android.documentsui"
ITS = frozenset({"files"})
_NAMES = (
    "Lease", "Warranty", "Itinerary", "Timetable", "Minutes", "Certificate", "Blueprint", "Quote", "Syllabus",
    "Inventory", "Permit", "Statement", "Agenda", "Roster", "Survey",
)  # fmt: skip
_FOLDERS = ("Taxes", "Harvest", "Club", "Archive", "Voyage", "Clinic", "Studio", "Orchard")


# Draws
def file_name(world: World) -> str:
    """A name, without its ending, that no file has."""
    return world.choose(*_NAMES)


def folder_name(world: World) -> str:
    """A name that no folder has."""
    return world.choose(*_FOLDERS)


def old_file(world: World, folder: str = "Documents", end: str = "pdf", text: str = "") -> str:
    """A file that is there; its name."""
    name = f"{file_name(world)}.{end}"
    size = 0 if text else world.rng.randrange(20_000, 400_000)
    world.add("files", SharedFile(path=f"{folder}/{name}", text=text, size=size))
    return name


def draw_new_folder(world: World) -> dict[str, str]:
    """A folder that is not there, and one that is."""
    parent = world.choose("Documents", "Download")
    old_file(world, parent)
    return {"folder": folder_name(world), "parent": parent}


def draw_one(world: World) -> dict[str, str]:
    name = old_file(world)
    return {
        "file": name,
        "stem": name.partition(".")[0],
        "to": file_name(world),
        "folder": folder_name(world),
    }


def draw_with_folder(world: World) -> dict[str, str]:
    """A file, and a folder with something in it."""
    folder = folder_name(world)
    old_file(world, f"Documents/{folder}")
    return {"file": old_file(world, "Download"), "folder": folder}


def draw_text(world: World) -> dict[str, str]:
    text = "\n".join(world.phrase() for _ in range(2))
    name = old_file(world, end="txt", text=text)
    return {"file": name, "text": text, "line": world.phrase(), "title": world.title()}


def draw_sized(world: World) -> dict[str, str]:
    name = old_file(world, "Download")
    size = world.things("files")[-1].size / 1000
    return {"file": name, "answer": f"{size:.1f} kB"}


def draw_pdfs(world: World) -> dict[str, str]:
    """PDFs and other things in the downloads."""
    world.drop("files", lambda file: file.path.startswith("Download/"))
    names = [old_file(world, "Download") for _ in range(3)]
    for end in ("docx", "xlsx"):
        old_file(world, "Download", end)
    return {"names": "\n".join(names), "folder": folder_name(world)}


def draw_mixed(world: World) -> dict[str, str]:
    """Downloads of three kinds."""
    world.drop("files", lambda file: file.path.startswith("Download/"))
    p = {}
    for end, count in (("pdf", 3), ("xlsx", 2), ("csv", 2)):
        p[end] = "\n".join(old_file(world, "Download", end) for _ in range(count))
    return {**p, "papers": folder_name(world), "tables": folder_name(world)}


def draw_perhaps(world: World) -> dict[str, str]:
    """A file that lies among the downloads or not, and then a folder to make."""
    here = world.rng.random() < 0.5
    name = old_file(world, "Download") if here else f"{file_name(world)}.pdf"
    return {"file": name, "folder": folder_name(world), "here": "yes" if here else ""}


def draw_absent(world: World) -> dict[str, str]:
    return {"file": f"{file_name(world)}.pdf"}


# By hand
def open_folder(hand: Hand, *path: str) -> None:
    """The app, in a folder."""
    hand.open(FILES)
    for name in path:
        hand.tap_text(name)


def make_folder(hand: Hand, name: str) -> None:
    """A folder in the one that is open."""
    hand.menu("New folder")
    hand.fill("Name", name)
    hand.tap("Create")


def do_make(hand: Hand, p: Params) -> None:
    hand.open(FILES)
    make_folder(hand, p["folder"])


def do_make_in(hand: Hand, p: Params) -> None:
    open_folder(hand, p["parent"])
    make_folder(hand, p["folder"])


def do_rename(hand: Hand, p: Params) -> None:
    open_folder(hand, "Documents")
    hand.hold(p["file"])
    hand.menu("Rename")
    hand.fill("Name", f"{p['to']}.pdf")
    hand.tap("OK")


def do_delete(hand: Hand, p: Params) -> None:
    open_folder(hand, "Documents")
    hand.hold(p["file"])
    hand.menu("Delete")
    hand.tap("Delete")


def _carry_to(hand: Hand, way: str, *path: str, make: str = "") -> None:
    """Copy or move what is picked. make: a folder to be made there."""
    hand.menu(f"{way} to")
    for name in path:
        hand.tap_text(name)
    if make:
        make_folder(hand, make)
        hand.tap_text(make)
    hand.tap(f"{way} here")


def do_move(hand: Hand, p: Params) -> None:
    open_folder(hand, "Download")
    hand.hold(p["file"])
    _carry_to(hand, "Move", "Documents", p["folder"])


def do_copy(hand: Hand, p: Params) -> None:
    open_folder(hand, "Download")
    hand.hold(p["file"])
    _carry_to(hand, "Copy", "Documents", p["folder"])


def do_compress(hand: Hand, p: Params) -> None:
    open_folder(hand, "Documents")
    hand.hold(p["file"])
    hand.menu("Compress")
    hand.fill("Name", f"{p['to']}.zip")
    hand.tap("OK")


def do_read(hand: Hand, p: Params) -> None:
    open_folder(hand, "Documents", p["file"])


def do_append(hand: Hand, p: Params) -> None:
    do_read(hand, p)
    hand.menu("Edit")
    hand.write(hand.field(), f"{p['text']}\n{p['line']}")
    hand.menu("Save")


def do_look(hand: Hand, p: Params) -> None:
    open_folder(hand, "Download")
    hand.read(p["file"])


def _pick(hand: Hand, names: str) -> None:
    """Pick files of the folder that is open."""
    first, *others = names.split("\n")
    hand.hold(first)
    for name in others:
        hand.tap_text(name)


def do_gather(hand: Hand, p: Params) -> None:
    open_folder(hand, "Download")
    _pick(hand, p["names"])
    _carry_to(hand, "Move", "Documents", make=p["folder"])


def do_sort_out(hand: Hand, p: Params) -> None:
    open_folder(hand, "Download")
    _pick(hand, p["pdf"])
    _carry_to(hand, "Move", "Documents", make=p["papers"])
    _pick(hand, p["xlsx"])
    _carry_to(hand, "Move", "Documents", make=p["tables"])
    _pick(hand, p["csv"])
    hand.menu("Delete")
    hand.tap("Delete")


def do_delete_or_make(hand: Hand, p: Params) -> None:
    open_folder(hand, "Download")
    if p["here"]:
        hand.hold(p["file"])
        hand.menu("Delete")
        hand.tap("Delete")
    else:
        make_folder(hand, p["folder"])


def do_by_size(hand: Hand, p: Params) -> None:
    hand.open(FILES)
    hand.menu("Sort by", "Size (largest first)")


def do_note_it(hand: Hand, p: Params) -> None:
    do_read(hand, p)
    write_note(hand, p["title"], p["text"])


def do_empty(hand: Hand, p: Params) -> None:
    open_folder(hand, "Download")
    hand.menu("Select all")
    hand.menu("Delete")
    hand.tap("Delete")


# Judges
def new_folder(path: str) -> Judge:
    """That folder is new, and no file is different."""

    def check(after: State, before: Before) -> bool:
        new = {squeeze(folder) for folder in after.folders - before.state.folders}
        return new == {squeeze(path.format(**before.params))} and after.folders >= before.state.folders

    return Judge(check)


def moved(names: str, target: str, *, keep: bool = False) -> Judge:
    """Those files, a line each, lie in that folder, and (when keep) also where they were; nothing else is
    different."""

    def check(after: State, before: Before) -> bool:
        wanted = sorted(names.format(**before.params).split("\n"))
        went, came = difference("files", after, before)
        folder = f"{target.format(**before.params)}/"
        new = sorted(row["_display_name"] for row in came)
        old = sorted(row["_display_name"] for row in went)
        there = all(squeeze(row["relative_path"]) == squeeze(folder) for row in came)
        return new == wanted and there and old == ([] if keep else wanted)

    return Judge(check, ITS)


def check_sorted_out(after: State, before: Before) -> bool:
    p = before.params
    wanted = {name: f"Documents/{p['papers']}/" for name in p["pdf"].split("\n")}
    wanted |= {name: f"Documents/{p['tables']}/" for name in p["xlsx"].split("\n")}
    went, came = difference("files", after, before)
    gone = sorted(row["_display_name"] for row in went)
    found = {row["_display_name"]: row["relative_path"] for row in came}
    return gone == sorted([*wanted, *p["csv"].split("\n")]) and found == wanted and len(came) == len(wanted)


def check_said(after: State, before: Before) -> bool:
    p = before.params
    path = f"Documents/{p['file']}"
    others = all(after.texts.get(name) == text for name, text in before.state.texts.items() if name != path)
    found = [squeeze(line) for line in after.texts.get(path, "").split("\n") if line.strip()]
    return others and found == [squeeze(line) for line in [*p["text"].split("\n"), p["line"]]]


def check_done_or_made(after: State, before: Before) -> bool:
    if before.params["here"]:
        return removed("files", {"_display_name": "{file}"}).check(after, before)
    same = not any(difference("files", after, before))
    return same and new_folder("Download/{folder}").check(after, before)


def check_no_downloads(after: State, before: Before) -> bool:
    kept = [row for row in before.state.tables["files"] if not row["relative_path"].startswith("Download/")]
    return sorted(map(str, map(dict, kept))) == sorted(str(dict(row)) for row in after.tables["files"])


THERE = {"_display_name": "{file}"}
