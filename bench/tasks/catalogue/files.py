"""Files: folders, and what lies in them."""

from __future__ import annotations

from bench.tasks.catalogue.notes import NOTES, write_note
from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import added, changed, difference, front, holds, removed, squeeze, unchanged
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.stocks.shared_files import SharedFile

FILES = "com.android.documentsui"
_ITS = frozenset({"files"})
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


def _new_folder(world: World) -> dict[str, str]:
    return {"folder": folder_name(world), "parent": "Documents"}


def _one(world: World) -> dict[str, str]:
    name = old_file(world)
    return {
        "file": name,
        "stem": name.partition(".")[0],
        "to": file_name(world),
        "folder": folder_name(world),
    }


def _with_folder(world: World) -> dict[str, str]:
    """A file, and a folder with something in it."""
    folder = folder_name(world)
    old_file(world, f"Documents/{folder}")
    return {"file": old_file(world, "Download"), "folder": folder}


def _text(world: World) -> dict[str, str]:
    text = "\n".join(world.phrase() for _ in range(2))
    name = old_file(world, end="txt", text=text)
    return {"file": name, "text": text, "line": world.phrase(), "title": world.title()}


def _sized(world: World) -> dict[str, str]:
    name = old_file(world, "Download")
    size = world.things("files")[-1].size / 1000
    return {"file": name, "answer": f"{size:.1f} kB"}


def _pdfs(world: World) -> dict[str, str]:
    """PDFs and other things in the downloads."""
    world.drop("files", lambda file: file.path.startswith("Download/"))
    names = [old_file(world, "Download") for _ in range(3)]
    for end in ("docx", "xlsx"):
        old_file(world, "Download", end)
    return {"names": "\n".join(names), "folder": folder_name(world)}


def _mixed(world: World) -> dict[str, str]:
    """Downloads of three kinds."""
    world.drop("files", lambda file: file.path.startswith("Download/"))
    p = {}
    for end, count in (("pdf", 3), ("xlsx", 2), ("csv", 2)):
        p[end] = "\n".join(old_file(world, "Download", end) for _ in range(count))
    return {**p, "papers": folder_name(world), "tables": folder_name(world)}


def _perhaps(world: World) -> dict[str, str]:
    """A file that lies among the downloads or not, and then a folder to make."""
    here = world.rng.random() < 0.5
    name = old_file(world, "Download") if here else f"{file_name(world)}.pdf"
    return {"file": name, "folder": folder_name(world), "here": "yes" if here else ""}


def _absent(world: World) -> dict[str, str]:
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


def _make(hand: Hand, p: Params) -> None:
    hand.open(FILES)
    make_folder(hand, p["folder"])


def _make_in(hand: Hand, p: Params) -> None:
    open_folder(hand, p["parent"])
    make_folder(hand, p["folder"])


def _rename(hand: Hand, p: Params) -> None:
    open_folder(hand, "Documents")
    hand.hold(p["file"])
    hand.menu("Rename")
    hand.fill("Name", f"{p['to']}.pdf")
    hand.tap("OK")


def _delete(hand: Hand, p: Params) -> None:
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


def _move(hand: Hand, p: Params) -> None:
    open_folder(hand, "Download")
    hand.hold(p["file"])
    _carry_to(hand, "Move", "Documents", p["folder"])


def _copy(hand: Hand, p: Params) -> None:
    open_folder(hand, "Download")
    hand.hold(p["file"])
    _carry_to(hand, "Copy", "Documents", p["folder"])


def _compress(hand: Hand, p: Params) -> None:
    open_folder(hand, "Documents")
    hand.hold(p["file"])
    hand.menu("Compress")
    hand.fill("Name", f"{p['to']}.zip")
    hand.tap("OK")


def _read(hand: Hand, p: Params) -> None:
    open_folder(hand, "Documents", p["file"])


def _append(hand: Hand, p: Params) -> None:
    _read(hand, p)
    hand.menu("Edit")
    hand.write(hand.field(), f"{p['text']}\n{p['line']}")
    hand.menu("Save")


def _look(hand: Hand, p: Params) -> None:
    open_folder(hand, "Download")
    hand.find(p["file"])


def _pick(hand: Hand, names: str) -> None:
    """Pick files of the folder that is open."""
    first, *others = names.split("\n")
    hand.hold(first)
    for name in others:
        hand.tap_text(name)


def _gather(hand: Hand, p: Params) -> None:
    open_folder(hand, "Download")
    _pick(hand, p["names"])
    _carry_to(hand, "Move", "Documents", make=p["folder"])


def _sort_out(hand: Hand, p: Params) -> None:
    open_folder(hand, "Download")
    _pick(hand, p["pdf"])
    _carry_to(hand, "Move", "Documents", make=p["papers"])
    _pick(hand, p["xlsx"])
    _carry_to(hand, "Move", "Documents", make=p["tables"])
    _pick(hand, p["csv"])
    hand.menu("Delete")
    hand.tap("Delete")


def _delete_or_make(hand: Hand, p: Params) -> None:
    open_folder(hand, "Download")
    if p["here"]:
        hand.hold(p["file"])
        hand.menu("Delete")
        hand.tap("Delete")
    else:
        make_folder(hand, p["folder"])


def _by_size(hand: Hand, p: Params) -> None:
    hand.open(FILES)
    hand.menu("Sort by", "Size (largest first)")


def _note_it(hand: Hand, p: Params) -> None:
    _read(hand, p)
    write_note(hand, p["title"], p["text"])


def _empty(hand: Hand, p: Params) -> None:
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

    return Judge(check, _ITS)


def _sorted_out(after: State, before: Before) -> bool:
    p = before.params
    wanted = {name: f"Documents/{p['papers']}/" for name in p["pdf"].split("\n")}
    wanted |= {name: f"Documents/{p['tables']}/" for name in p["xlsx"].split("\n")}
    went, came = difference("files", after, before)
    gone = sorted(row["_display_name"] for row in went)
    found = {row["_display_name"]: row["relative_path"] for row in came}
    return gone == sorted([*wanted, *p["csv"].split("\n")]) and found == wanted and len(came) == len(wanted)


def _said(after: State, before: Before) -> bool:
    p = before.params
    path = f"Documents/{p['file']}"
    others = all(after.texts.get(name) == text for name, text in before.state.texts.items() if name != path)
    found = [squeeze(line) for line in after.texts.get(path, "").split("\n") if line.strip()]
    return others and found == [squeeze(line) for line in [*p["text"].split("\n"), p["line"]]]


def _done_or_made(after: State, before: Before) -> bool:
    if before.params["here"]:
        return removed("files", {"_display_name": "{file}"}).check(after, before)
    same = not any(difference("files", after, before))
    return same and new_folder("Download/{folder}").check(after, before)


def _no_downloads(after: State, before: Before) -> bool:
    kept = [row for row in before.state.tables["files"] if not row["relative_path"].startswith("Download/")]
    return sorted(map(str, map(dict, kept))) == sorted(str(dict(row)) for row in after.tables["files"])


_THERE = {"_display_name": "{file}"}

TASKS = (
    Task(
        "files-folder",
        2,
        (
            "Create a folder called {folder} in the internal storage",
            "make a new folder {folder} at the top level of Files",
            "in the file manager, add a folder named {folder} next to Documents and Download",
            "I need a folder {folder} on my phone, in the main storage",
            "new folder in Files: {folder}, not inside another one",
            "set up a directory with the name {folder} in the internal storage",
        ),
        (
            "Files, top level: there should be a {folder} there too",
            "a place for {folder} beside Download, as a folder",
        ),
        _new_folder,
        new_folder("{folder}"),
        _make,
    ),
    Task(
        "files-folder-inside",
        2,
        (
            "Create a folder called {folder} inside {parent}",
            "make a new folder {folder} in my {parent} folder",
            "in {parent}, add a folder named {folder}",
            "my {parent} need a subfolder {folder}",
            "open {parent} in Files and create the folder {folder} there",
            "I want a directory {folder} within {parent}",
        ),
        (
            "{parent}, and in it something called {folder}, a folder",
            "put up {folder} under {parent} in the files",
        ),
        _new_folder,
        new_folder("{parent}/{folder}"),
        _make_in,
    ),
    Task(
        "files-rename",
        2,
        (
            "Rename the file {file} in Documents to {to}.pdf",
            "change the name of {file} to {to}.pdf",
            "the document {file} should be called {to}.pdf",
            "in Files, give {file} the new name {to}.pdf",
            "I want my file {file} to be named {to}.pdf",
            "{file} in my Documents folder gets another name: {to}.pdf",
        ),
        ("{file} is misnamed, it's {to}.pdf really", "{to}.pdf, that's what {file} ought to be called"),
        _one,
        changed("files", _THERE, {"_display_name": "{to}.pdf"}),
        _rename,
    ),
    Task(
        "files-delete",
        2,
        (
            "Delete the file {file}",
            "remove {file} from my Documents folder",
            "I no longer need {file}, delete it in Files",
            "get rid of the document {file}",
            "erase {file} from the phone's storage",
            "the file {file} in Documents can be deleted",
        ),
        ("{file} takes up space for nothing, out with it", "free me of {file}"),
        _one,
        removed("files", _THERE),
        _delete,
    ),
    Task(
        "files-move",
        2,
        (
            "Move {file} from Download to the folder {folder} in Documents",
            "put the downloaded file {file} into Documents, in the folder {folder}",
            "{file} lies in Download but belongs in Documents/{folder}, move it",
            "in Files, move {file} to {folder} under Documents",
            "take {file} out of the downloads and into my {folder} folder in Documents",
            "the file {file} should be in the {folder} folder of Documents, not in Download",
        ),
        ("{file} has landed in Download, Documents/{folder} is its home", "file {file} away under {folder}"),
        _with_folder,
        moved("{file}", "Documents/{folder}"),
        _move,
    ),
    Task(
        "files-copy",
        2,
        (
            "Copy {file} from Download to the folder {folder} in Documents",
            "put a copy of the downloaded file {file} into Documents/{folder}",
            "I want {file} in the {folder} folder of Documents as well, keep the one in Download",
            "in Files, copy {file} to {folder} under Documents",
            "make a copy of {file} in my {folder} folder in Documents",
            "{file} should be both in Download and in Documents/{folder}",
        ),
        ("{file} twice: where it is, and under Documents, {folder}", "duplicate {file} over to {folder}"),
        _with_folder,
        moved("{file}", "Documents/{folder}", keep=True),
        _copy,
    ),
    Task(
        "files-zip",
        2,
        (
            "Compress {file} in Documents to {to}.zip",
            "make a zip file {to}.zip out of {file}",
            "zip {file} and call the archive {to}.zip",
            "I need {file} as a zip, named {to}.zip",
            "in Files, pack {file} into an archive {to}.zip",
            "create the archive {to}.zip with {file} in it, in Documents",
        ),
        ("{file}, but zipped, under the name {to}.zip", "squash {file} into {to}.zip"),
        _one,
        added("files", {"_display_name": "{to}.zip", "relative_path": "Documents/"}),
        _compress,
    ),
    Task(
        "files-read",
        1,
        (
            "What does the file {file} say?",
            "open {file} in my Documents folder",
            "show me the text in {file}",
            "I want to read {file}",
            "what is written in the document {file}",
            "find {file} in Files and open it",
        ),
        ("{file}, somewhere in Documents, what's in it", "let me have a look into {file}"),
        _text,
        front(FILES, "{text}"),
        _read,
        kind="ask",
    ),
    Task(
        "files-append",
        2,
        (
            "Add the line {line} at the end of the file {file}",
            "write {line} on a new line below what is in {file} in Documents",
            "append {line} to {file}, as another line",
            "the text file {file} needs one more line: {line}",
            "open {file} in Files and put {line} underneath",
            "edit {file}, the last line should be {line}, keep what is there",
        ),
        ("{file} goes on with {line}, add that below", "below the rest of {file}: {line}"),
        _text,
        Judge(_said, frozenset({"texts"})),
        _append,
    ),
    Task(
        "files-size",
        1,
        (
            "How big is the file {file} in Download?",
            "what size does {file} have",
            "(tell|show) me how large the download {file} is",
            "look up the size of {file} in Files",
            "how many kB is {file}, it's among my downloads",
            "I'd like to know the file size of {file} in the Download folder",
        ),
        ("{file}, a heavy one? how many kB", "is {file} too large to send? its size please"),
        _sized,
        front(FILES, "{file}", "{answer}"),
        _look,
        kind="ask",
    ),
    Task(
        "files-gather",
        3,
        (
            "Move all PDF files from Download into a new folder {folder} in Documents",
            "create a folder {folder} in Documents and put every PDF from the downloads there",
            "the PDFs in Download belong together: move them to Documents, into a new folder called {folder}",
            "take each pdf out of Download and move it into Documents/{folder}, that folder has to be made "
            "first",
            "in Files, make {folder} in Documents and move all downloaded PDFs into it, nothing else",
            "I want a folder {folder} in Documents with all the PDF files that are in Download now",
        ),
        (
            "Download is full of PDFs, have them live in Documents, {folder} is a good name for their folder",
            "PDFs: from Download to {folder}, to be made in Documents, all the others stay",
        ),
        _pdfs,
        moved("{names}", "Documents/{folder}"),
        _gather,
    ),
    Task(
        "files-sort-out",
        4,
        (
            "Tidy up Download: move the PDFs into a new folder {papers} in Documents, the xlsx files into "
            "a new folder "
            "{tables} in Documents, and delete the csv files",
            "sort out my downloads. PDF files go to Documents/{papers}, xlsx files to Documents/{tables}, "
            "both new "
            "folders, and csv files get deleted",
            "create {papers} and {tables} in Documents, move all PDFs from Download to {papers} and all "
            "xlsx files to "
            "{tables}, then delete the csv files in Download",
            "clean the Download folder by kind: pdf to a new folder {papers}, xlsx to a new folder "
            "{tables}, both "
            "inside Documents, csv away for good",
            "I want no PDFs, xlsx and csv files in Download: the PDFs should be in Documents/{papers}, the "
            "xlsx "
            "files in Documents/{tables}, which are new folders, the csv files deleted",
            "in Files, put the downloaded PDFs into Documents/{papers} and the downloaded xlsx files into "
            "Documents/{tables}, make these folders, and throw the csv ones away",
        ),
        (
            "Download is a mess. PDFs: {papers}. xlsx: {tables}. Both still to be made, in Documents. csv: "
            "bin",
            "three kinds of downloads, three fates: pdf moves to a new {papers}, xlsx to a new {tables}, "
            "each in "
            "Documents, csv dies",
        ),
        _mixed,
        Judge(_sorted_out, _ITS),
        _sort_out,
        parts=3,
    ),
    Task(
        "files-delete-or-make",
        2,
        (
            "If there is a file {file} in Download, delete it, otherwise create a folder {folder} in "
            "Download",
            "check Download for {file}: if it is there, remove it, if not, make a folder {folder} there",
            "look into the downloads. is {file} in there? delete it. is it not? add a folder called {folder}",
            "delete {file} from Download, or, when there is no such file, make the folder {folder} in "
            "Download",
            "should {file} be among the downloads, get rid of it, else set up a folder {folder} in the "
            "same place",
            "in Files, Download: {file} is to be deleted if it exists, and if it doesn't, create a folder "
            "{folder}",
        ),
        (
            "no {file} in Download? then a folder {folder} for it there. or is there one? then away with it",
            "{file} in the downloads, gone if there, and if not there a folder {folder} in its stead",
        ),
        _perhaps,
        Judge(_done_or_made, _ITS),
        _delete_or_make,
    ),
    Task(
        "files-by-size",
        1,
        (
            "Sort my files by size, the largest first",
            "list the files in Files from largest to smallest",
            "in the file manager, order everything by size, big ones on top",
            "show the biggest files first in Files",
            "change the sort order in Files to size, largest at the top",
            "I want the files app to sort by size, starting with the largest",
        ),
        ("heaviest files up top, please, in Files", "Files should put what takes most room first"),
        lambda world: {},
        changed("files_preferences", {"name": "sort"}, {"value": "4"}),
        _by_size,
    ),
    Task(
        "files-to-note",
        3,
        (
            "Make a note titled {title} with the text of the file {file}",
            "copy what {file} in Documents says into a new note called {title}",
            "open the document {file} and save its text as a note {title}",
            "I want the content of {file} in my notes, under the title {title}",
            "new note {title}: everything that is written in {file}",
            "put the lines of {file} from Files into a note named {title}",
        ),
        (
            "{file} would be handier as a note, title {title}",
            "what {file} says should stand in Notes too, headed {title}",
        ),
        _text,
        added("notes", {"title": "{title}", "body": holds("{text}")}),
        _note_it,
        apps=(FILES, NOTES),
    ),
    Task(
        "files-delete-absent",
        1,
        (
            "Delete the file {file}",
            "remove {file} from my files",
            "get rid of the document {file}",
            "I don't need {file} any more, delete it from the storage",
            "in Files, erase {file}",
            "throw away the file {file}",
        ),
        ("{file} can go", "be so kind and bin {file} in Files"),
        _absent,
        unchanged,
        nothing,
        kind="impossible",
    ),
    Task(
        "files-empty-downloads",
        2,
        (
            "Delete everything in the Download folder",
            "empty my Download folder completely",
            "remove all files from Download",
            "I don't need any of my downloads, delete them all",
            "in Files, clear out Download",
            "wipe the Download folder, all that is in it",
        ),
        ("nothing in Download is worth keeping, not one file", "Download should be bare"),
        lambda world: {"file": old_file(world, "Download")},
        Judge(_no_downloads, frozenset({"files", "downloads"})),
        _empty,
        kind="risky",
    ),
)
