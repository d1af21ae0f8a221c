"""Notes: several at once, by a rule, with conditions, and together with other apps."""

from __future__ import annotations

from bench.tasks.catalogue._notes import (
    lines,
    old_note,
)
from bench.tasks.catalogue._notes_more import (
    ITS,
    check_either_way,
    check_entered,
    check_merged,
    check_none_left,
    check_split_up,
    do_clear,
    do_copy_todos,
    do_delete_or_write,
    do_enter,
    do_keep_number,
    do_merge,
    do_split,
    do_sweep,
    do_text_note,
    draw_drafts,
    draw_four,
    draw_long_list,
    draw_perhaps,
    draw_person,
    draw_person_and_note,
    draw_shopping,
    draw_two_lists,
    is_draft,
)
from bench.tasks.hand import nothing
from bench.tasks.judges import added, number, removed, unchanged
from bench.tasks.task import Judge, Task

TASKS = (
    Task(
        "notes-merge",
        2,
        (
            "Add everything in the note {two} to the end of the note {one} and then delete {two}",
            "merge my note {two} into {one}, only {one} should be left",
            "the notes {one} and {two} belong together: put the lines of {two} below those of {one}, then "
            "remove {two}",
            "move all items from the note {two} to the note {one} and throw {two} away",
            "I want one note {one} with both lists, first its own, then {two}; {two} can go",
            "combine {one} and {two} in Notes under the title {one}, {two} after it, and get rid of {two}",
        ),
        (
            "two lists, {one} and {two}: the second should end up under the first, as {one} alone",
            "fold {two} into {one} in my notes, in that order, no {two} afterwards",
        ),
        draw_two_lists,
        Judge(check_merged, ITS),
        do_merge,
    ),
    Task(
        "notes-sweep",
        2,
        (
            'Delete all notes whose title begins with "{word}:"',
            'remove every note with "{word}:" at the start of its title',
            'in Notes, clean up: all titles that start with "{word}:" can be deleted',
            'I don\'t need the notes called "{word}: something" any more, delete them',
            'throw away each of my notes that is titled "{word}: ..."',
            'get rid of the notes that have "{word}:" in front of their title, keep the others',
        ),
        (
            'everything titled "{word}:" in Notes, out',
            'notes starting "{word}:", I want none of them left, the rest stays',
        ),
        draw_drafts,
        removed("notes", {"title": is_draft}),
        do_sweep,
    ),
    Task(
        "notes-split",
        5,
        (
            "Make a separate note for each line of the note {title}, with that line as its title",
            "turn every item on my {title} note into a note of its own[, keep the list]",
            "for each thing listed in the note {title}, create a note named after it",
            "the note {title} has ten lines, I want a new note for every one of them",
            "split {title} up: one note per line, and leave {title} as it is",
            "go through my note {title} and add one note for each entry",
        ),
        (
            "{title}, line by line, as notes of their own please",
            "each entry of {title} deserves its own page in Notes, set those up",
        ),
        draw_long_list,
        Judge(check_split_up, ITS),
        do_split,
    ),
    Task(
        "notes-enter-four",
        4,
        (
            "Write four notes: {a} with {a_body}; {b} with {b_body}; {c} with {c_body}; {d} with {d_body}",
            "create these notes: {a}: {a_body}, {b}: {b_body}, {c}: {c_body}, {d}: {d_body}",
            "I need four new notes, titled {a}, {b}, {c} and {d}. The texts are {a_body}, {b_body}, {c_body} "
            "and {d_body}, in that order",
            "put four things in my notes. {a}: {a_body}. {b}: {b_body}. {c}: {c_body}. {d}: {d_body}",
            "make a note {a} that says {a_body}, a note {b} that says {b_body}, a note {c} that says "
            "{c_body} "
            "and a note {d} that says {d_body}",
            "new notes please: under {a} write {a_body}, under {b} {b_body}, under {c} {c_body}, under {d} "
            "{d_body}",
        ),
        (
            "four pages for my notes. {a} / {a_body} / {b} / {b_body} / {c} / {c_body} / {d} / {d_body}",
            "{a} is {a_body}, {b} is {b_body}, {c} is {c_body}, {d} is {d_body}: get all that into Notes, "
            "one each",
        ),
        draw_four,
        Judge(check_entered, ITS),
        do_enter,
    ),
    Task(
        "notes-delete-or-write",
        2,
        (
            "If there is a note called {title}, delete it, otherwise create it with the text {line}",
            "check whether I have a note {title}: if so remove it, if not write one that says {line}",
            "look for the note {title}. Found? Delete it. Not found? Make it, with {line} in it",
            "should a note {title} exist, throw it away, else add a note {title} saying {line}",
            "delete my note {title}, or if I have none by that title, make one with the text {line}",
            "a note {title} with {line}, but only if there is none by that name yet; if there is one, just "
            "delete it",
        ),
        (
            "{title} in my notes: gone if it is there, and if it isn't, written, with {line} in it",
            "no note {title}? then one with {line}. there is one? then away with it",
        ),
        draw_perhaps,
        Judge(check_either_way, ITS),
        do_delete_or_write,
    ),
    Task(
        "notes-keep-number",
        2,
        (
            "Make a note titled {title} with the phone number of {name}",
            "look up {name}'s number and (save|write) it in a note called {title}",
            "I need {name}'s phone number in my notes, under the title {title}",
            "copy the number of {name} from my contacts into a new note {title}",
            "what is {name}'s number? put it into a note named {title}",
            "new note {title}: the phone number of {name}",
        ),
        (
            "{title}, a note, and all it says is how to call {name}",
            "get {name}'s digits out of the contacts and into a note headed {title}",
        ),
        draw_person,
        added("notes", {"title": "{title}", "body": number("{number}")}),
        do_keep_number,
    ),
    Task(
        "notes-text-it",
        3,
        (
            "Text {name} what my note {title} says",
            "send {name} the text of the note {title} in a message",
            "{name} should get what is written in my note {title}, send a text message",
            "look into the note {title} and text its content to {name}",
            "message {name} with exactly what stands in the note {title}",
            "copy the text of my {title} note into a text message to {name} and send it",
        ),
        (
            "{name} wants to know what I wrote under {title}, SMS it over",
            "from my notes to {name} by text: what {title} says",
        ),
        draw_person_and_note,
        added("sms", {"type": "2", "address": number("{number}"), "body": "{body}"}),
        do_text_note,
    ),
    Task(
        "notes-from-todos",
        3,
        (
            "Make a note called {title} with the open items of my Shopping list from Tasks, one on each line",
            "copy what is still to buy on the Shopping list in Tasks into a note {title}, a line each",
            "write a note {title} that lists every task of the list Shopping that isn't done yet, one per "
            "line",
            "what is left on the Shopping list in Tasks? save that as a note titled {title}, a line for "
            "each thing",
            "I want the unfinished Shopping tasks as a note named {title}, each on its own line",
            "take my open Shopping tasks and put them, line by line, in a new note {title}",
        ),
        (
            "{title}, a note, is to hold what Tasks still has open under Shopping, one thing a line",
            "bring the rest of the Shopping tasks over to Notes as {title}, line by line, ticked ones "
            "don't count",
        ),
        draw_shopping,
        added("notes", {"title": "{title}", "body": lines("{body}")}),
        do_copy_todos,
    ),
    Task(
        "notes-delete-all",
        2,
        (
            "Delete all my notes",
            "remove every single note from the Notes app",
            "empty Notes completely",
            "I want no notes left, delete them all",
            "throw away everything in Notes",
            "wipe all of my notes",
        ),
        ("Notes should be blank after this", "start over with Notes, nothing is to be kept"),
        lambda world: {},
        Judge(check_none_left, ITS),
        do_clear,
        kind="risky",
    ),
    Task(
        "notes-lock",
        1,
        (
            "Protect the note {title} with a password",
            "lock my note {title} with my fingerprint",
            "put a password on the {title} note",
            "the note {title} should only open with my fingerprint",
            "encrypt the note {title}",
            "in Notes, make {title} a locked note",
        ),
        (
            "nobody but me should be able to open {title}, lock that note",
            "{title} under lock and key, in Notes",
        ),
        old_note,
        unchanged,
        nothing,
        kind="impossible",
    ),
)
