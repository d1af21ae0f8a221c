"""Files: folders, and what lies in them."""

from __future__ import annotations

from bench.tasks.catalogue._files import (
    FILES,
    ITS,
    THERE,
    check_done_or_made,
    check_no_downloads,
    check_said,
    check_sorted_out,
    do_append,
    do_by_size,
    do_compress,
    do_copy,
    do_delete,
    do_delete_or_make,
    do_empty,
    do_gather,
    do_look,
    do_make,
    do_make_in,
    do_move,
    do_note_it,
    do_read,
    do_rename,
    do_sort_out,
    draw_absent,
    draw_mixed,
    draw_new_folder,
    draw_one,
    draw_pdfs,
    draw_perhaps,
    draw_sized,
    draw_text,
    draw_with_folder,
    moved,
    new_folder,
    old_file,
)
from bench.tasks.catalogue._notes import NOTES
from bench.tasks.hand import nothing
from bench.tasks.judges import added, changed, front, holds, removed, unchanged
from bench.tasks.task import Judge, Task

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
        draw_new_folder,
        new_folder("{folder}"),
        do_make,
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
        draw_new_folder,
        new_folder("{parent}/{folder}"),
        do_make_in,
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
        draw_one,
        changed("files", THERE, {"_display_name": "{to}.pdf"}),
        do_rename,
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
        draw_one,
        removed("files", THERE),
        do_delete,
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
        draw_with_folder,
        moved("{file}", "Documents/{folder}"),
        do_move,
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
        draw_with_folder,
        moved("{file}", "Documents/{folder}", keep=True),
        do_copy,
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
        draw_one,
        added("files", {"_display_name": "{to}.zip", "relative_path": "Documents/"}),
        do_compress,
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
        draw_text,
        front(FILES, "{text}"),
        do_read,
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
        draw_text,
        Judge(check_said, frozenset({"texts"})),
        do_append,
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
        draw_sized,
        front(FILES, "{file}", "{answer}"),
        do_look,
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
        draw_pdfs,
        moved("{names}", "Documents/{folder}"),
        do_gather,
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
        draw_mixed,
        Judge(check_sorted_out, ITS),
        do_sort_out,
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
        draw_perhaps,
        Judge(check_done_or_made, ITS),
        do_delete_or_make,
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
        do_by_size,
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
        draw_text,
        added("notes", {"title": "{title}", "body": holds("{text}")}),
        do_note_it,
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
        draw_absent,
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
        Judge(check_no_downloads, frozenset({"files", "downloads"})),
        do_empty,
        kind="risky",
    ),
)
