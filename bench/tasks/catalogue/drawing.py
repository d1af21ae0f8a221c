"""Drawing: sketches, and lines on a canvas."""

from __future__ import annotations

from bench.tasks.catalogue.notes import NOTES, new_note, old_note, write_note
from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import added, changed, difference, fits, removed, squeeze, unchanged
from bench.tasks.state import Row, State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.stocks.drawing import Drawing, Stroke

DRAWING = "com.android.drawing"
_TITLES = (
    "Snail", "Garden gate", "Windmill", "Teapot", "Bicycle", "Owl", "Floor plan", "Lantern", "Volcano",
    "Robot", "Kite", "Castle", "Whale", "Cactus", "Rocket",
)  # fmt: skip
_COLOURS = ("red", "orange", "green", "blue", "purple", "brown")
_WIDTHS = {"thin": "2", "thick": "8", "very thick": "16"}
_ITS, _INK = frozenset({"drawings"}), frozenset({"drawings", "strokes"})


# Draws
def title(world: World) -> str:
    """A title that no drawing has."""
    return world.choose(*_TITLES)


def old_drawing(world: World, strokes: int = 0) -> Drawing:
    """One that is there, of so many strokes."""
    count = strokes or world.rng.randrange(3, 7)
    drawn = [
        Stroke(x1=150 + 90 * n, y1=300, x2=200 + 90 * n, y2=700, color="black", width=4) for n in range(count)
    ]
    return world.add("drawings", Drawing(title=title(world), strokes=tuple(drawn)))


def _one(world: World) -> dict[str, str]:
    drawing = old_drawing(world)
    count = len(drawing.strokes)
    return {"drawing": drawing.title, "to": title(world), "count": str(count), **_pen(world)}


def _pen(world: World) -> dict[str, str]:
    width = world.choose(*_WIDTHS)
    return {"colour": world.choose(*_COLOURS), "width": width, "dp": _WIDTHS[width]}


def _new(world: World) -> dict[str, str]:
    return {"drawing": title(world), **_pen(world)}


def _slight(world: World) -> dict[str, str]:
    """Drawings of one or two strokes, and others of more."""
    world.put("drawings", [])
    for count in (1, 2, 5, 1, 3, 2):
        old_drawing(world, count)
    return {}


def _perhaps(world: World) -> dict[str, str]:
    here = world.rng.random() < 0.5
    name = old_drawing(world).title if here else title(world)
    return {"drawing": name, "here": "yes" if here else ""}


def _several(world: World) -> dict[str, str]:
    """These and no others."""
    world.put("drawings", [])
    names = [old_drawing(world).title for _ in range(7)]
    return {"names": "\n".join(names), "title": world.title()}


def _note_or_not(world: World) -> dict[str, str]:
    here = world.rng.random() < 0.5
    note = old_note(world) if here else new_note(world)
    return {"title": note["title"], "here": "yes" if here else "", "drawing": old_drawing(world).title}


# By hand
def open_drawing(hand: Hand, name: str) -> None:
    """Its canvas."""
    hand.open(DRAWING)
    hand.tap_text(name)


def rename_drawing(hand: Hand, to: str) -> None:
    """The dialog for a title being to be had."""
    hand.menu("Rename")
    hand.fill("Title", to)
    hand.tap("Save")


def new_drawing(hand: Hand, name: str) -> None:
    """A blank one, open."""
    hand.open(DRAWING)
    hand.menu("New drawing")
    rename_drawing(hand, name)


def _new_one(hand: Hand, p: Params) -> None:
    new_drawing(hand, p["drawing"])


def _rename(hand: Hand, p: Params) -> None:
    open_drawing(hand, p["drawing"])
    rename_drawing(hand, p["to"])


def list_menu(hand: Hand, name: str, *labels: str) -> None:
    """What a long press in the list offers."""
    hand.open(DRAWING)
    hand.hold(name)
    hand.tap(*labels)


def _delete(hand: Hand, p: Params) -> None:
    list_menu(hand, p["drawing"], "Delete", "Delete")


def _copy(hand: Hand, p: Params) -> None:
    list_menu(hand, p["drawing"], "Duplicate")


def set_colour(hand: Hand, colour: str) -> None:
    """Of the next stroke on the open canvas."""
    hand.tap("Color")
    hand.tap(colour.capitalize())


def set_width(hand: Hand, width: str) -> None:
    """Of the next stroke on the open canvas."""
    hand.tap("Width")
    hand.tap(width.capitalize())


def _colour(hand: Hand, p: Params) -> None:
    open_drawing(hand, p["drawing"])
    set_colour(hand, p["colour"])


def _width(hand: Hand, p: Params) -> None:
    open_drawing(hand, p["drawing"])
    set_width(hand, p["width"])


def draw_line(hand: Hand) -> None:
    """From left to right across the open canvas."""
    hand.wipe(hand.t("Canvas"), "right")


def _line(hand: Hand, p: Params) -> None:
    open_drawing(hand, p["drawing"])
    draw_line(hand)


def _fine_line(hand: Hand, p: Params) -> None:
    new_drawing(hand, p["drawing"])
    set_colour(hand, p["colour"])
    set_width(hand, p["width"])
    draw_line(hand)


def _undo(hand: Hand, p: Params) -> None:
    open_drawing(hand, p["drawing"])
    hand.tap("Undo")


def _clear(hand: Hand, p: Params) -> None:
    open_drawing(hand, p["drawing"])
    hand.menu("Clear canvas")
    hand.tap("Clear")


def _look(hand: Hand, p: Params) -> None:
    hand.open(DRAWING)
    hand.find(p["drawing"])


def _sweep(hand: Hand, p: Params) -> None:
    """Delete the drawings of one or two strokes."""
    hand.open(DRAWING)
    words = tuple(f"{n} {hand.t('stroke' if n == 1 else 'strokes')} " for n in (1, 2))
    while True:
        rows = [e.text.split("\n") for e in hand.screen.elements if e.state.long_clickable]
        slight = [row[0] for row in rows if any(line.startswith(words) for line in row[1:])]
        if not slight:
            return
        hand.hold(slight[0])
        hand.tap("Delete", "Delete")


def _delete_or_make(hand: Hand, p: Params) -> None:
    if p["here"]:
        _delete(hand, p)
    else:
        _new_one(hand, p)


def _line_or_copy(hand: Hand, p: Params) -> None:
    hand.open(NOTES)
    if p["here"]:
        _line(hand, p)
    else:
        _copy(hand, p)


def _list_in_note(hand: Hand, p: Params) -> None:
    hand.open(DRAWING)
    write_note(hand, p["title"], p["names"])


def _line_on_each(hand: Hand, p: Params) -> None:
    hand.open(DRAWING)
    for place, name in enumerate(p["names"].split("\n")):
        if place:
            hand.tap("Navigate up")
        hand.tap_text(name)
        set_colour(hand, "red")
        draw_line(hand)


def _delete_all(hand: Hand, p: Params) -> None:
    hand.open(DRAWING)
    while rows := [e for e in hand.screen.elements if e.state.long_clickable and e.text]:
        hand.hold_element(rows[0])
        hand.tap("Delete", "Delete")


# Judges
def level_line(row: Row) -> bool:
    """A line that goes across, more or less level."""
    x1, y1, x2, y2 = (int(row[name]) for name in ("x1", "y1", "x2", "y2"))
    return abs(x2 - x1) >= 250 and abs(y2 - y1) <= abs(x2 - x1) // 5


def _ident(state: State, name: str) -> str:
    found = [row["_id"] for row in state.tables["drawings"] if squeeze(row["title"]) == squeeze(name)]
    return found[0] if len(found) == 1 else ""


def _new_strokes(after: State, before: Before) -> list[Row]:
    """What was drawn; nothing when strokes are gone."""
    went, came = difference("strokes", after, before)
    return [] if went else came


def _lined(after: State, before: Before) -> bool:
    """One level line more in the drawing."""
    came = _new_strokes(after, before)
    ident = _ident(after, before.params["drawing"])
    return len(came) == 1 and came[0]["drawing_id"] == ident and level_line(came[0])


def _finely_lined(after: State, before: Before) -> bool:
    """A new drawing with that line alone."""
    p = before.params
    went, came = difference("drawings", after, before)
    strokes = _new_strokes(after, before)
    new = not went and len(came) == 1 and squeeze(came[0]["title"]) == squeeze(p["drawing"])
    pen = len(strokes) == 1 and fits(strokes[0], {"color": p["colour"], "width": p["dp"]}, before)
    return new and pen and _lined(after, before)


def _undone(after: State, before: Before) -> bool:
    """The last stroke is gone."""
    mine = before.state.rows("strokes", drawing_id=_ident(before.state, before.params["drawing"]))
    went, came = difference("strokes", after, before)
    return not came and went == [dict(mine[-1])]


def _blank(after: State, before: Before) -> bool:
    mine = before.state.rows("strokes", drawing_id=_ident(before.state, before.params["drawing"]))
    went, came = difference("strokes", after, before)
    return not came and len(went) == len(mine) > 0 and not any(difference("drawings", after, before))


def _gone(after: State, before: Before) -> bool:
    """The drawing and its strokes are gone, and nothing else is."""
    ident = _ident(before.state, before.params["drawing"])
    went, came = difference("strokes", after, before)
    mine = all(row["drawing_id"] == ident for row in went) and not came
    return bool(ident) and mine and removed("drawings", {"title": "{drawing}"}).check(after, before)


def _copied(after: State, before: Before) -> bool:
    count = len(before.state.rows("strokes", drawing_id=_ident(before.state, before.params["drawing"])))
    new = added("drawings", {"title": "{drawing} copy"}).check(after, before)
    return new and len(_new_strokes(after, before)) == count


def _swept(after: State, before: Before) -> bool:
    counts = {row["_id"]: 0 for row in before.state.tables["drawings"]}
    for stroke in before.state.tables["strokes"]:
        counts[stroke["drawing_id"]] += 1
    kept = [dict(row) for row in before.state.tables["drawings"] if counts[row["_id"]] > 2]
    ink = [dict(row) for row in before.state.tables["strokes"] if counts[row["drawing_id"]] > 2]
    return kept == [dict(row) for row in after.tables["drawings"]] and ink == [
        dict(row) for row in after.tables["strokes"]
    ]


def _gone_or_made(after: State, before: Before) -> bool:
    if before.params["here"]:
        return _gone(after, before)
    new = added("drawings", {"title": "{drawing}"}).check(after, before)
    return new and not any(difference("strokes", after, before))


def _lined_or_copied(after: State, before: Before) -> bool:
    if before.params["here"]:
        return _lined(after, before) and not any(difference("drawings", after, before))
    return _copied(after, before)


def _each_lined(after: State, before: Before) -> bool:
    """A red line more in every drawing."""
    came = _new_strokes(after, before)
    idents = sorted(row["_id"] for row in before.state.tables["drawings"])
    red = all(row["color"] == "red" and level_line(row) for row in came)
    same = [row["title"] for row in before.state.tables["drawings"]]
    kept = same == [row["title"] for row in after.tables["drawings"]]
    return red and kept and sorted(row["drawing_id"] for row in came) == idents


def _all_named(value: str, before: Before) -> bool:
    """A line for each, in any order."""
    said = sorted(squeeze(line) for line in value.splitlines() if line.strip())
    return said == sorted(map(squeeze, before.params["names"].split("\n")))


def _counted(after: State, before: Before) -> bool:
    """The list tells of that drawing how many strokes it has; both near each other."""
    p = before.params
    shown = after.shown
    at = shown.index(p["drawing"]) if p["drawing"] in shown else -2
    return DRAWING in after.front and any(
        text.startswith(f"{p['count']} ") for text in shown[at + 1 : at + 2]
    )


def _none_left(after: State, before: Before) -> bool:
    return not after.tables["drawings"]


_THIS = {"title": "{drawing}"}

TASKS = (
    Task(
        "drawing-new",
        2,
        (
            "Create a new drawing called {drawing}",
            "start a blank drawing and name it {drawing}",
            "I need an empty canvas with the title {drawing}",
            "make a new sketch {drawing} in the Drawing app",
            "new drawing: {drawing}, nothing on it yet",
            "set up a drawing by the name of {drawing}, I'll draw myself",
        ),
        ("a fresh sheet for {drawing}", "paper, blank, and {drawing} written above it, in Drawing"),
        _new,
        added("drawings", _THIS),
        _new_one,
    ),
    Task(
        "drawing-rename",
        2,
        (
            "Rename the drawing {drawing} to {to}",
            "change the title of my drawing {drawing} to {to}",
            "the sketch {drawing} should be called {to}",
            "in Drawing, give {drawing} the name {to}",
            "call the drawing {drawing} {to} instead",
            "I want {to} as the title of my drawing {drawing}",
        ),
        ("that's no {drawing}, that's a {to}, at least in Drawing", "retitle {drawing}: {to}"),
        _one,
        changed("drawings", _THIS, {"title": "{to}"}),
        _rename,
    ),
    Task(
        "drawing-delete",
        2,
        (
            "Delete the drawing {drawing}",
            "remove my sketch {drawing}",
            "throw away the drawing called {drawing}",
            "I don't like {drawing}, delete that drawing",
            "in Drawing, get rid of {drawing}",
            "the drawing {drawing} can go",
        ),
        ("{drawing} didn't turn out well, crumple it up", "tear up {drawing}"),
        _one,
        Judge(_gone, _INK),
        _delete,
    ),
    Task(
        "drawing-copy",
        1,
        (
            "Duplicate the drawing {drawing}",
            "make a copy of my sketch {drawing}",
            "copy the drawing {drawing}",
            "I need {drawing} a second time in Drawing",
            "create a duplicate of the drawing {drawing}",
            "in Drawing, have {drawing} copied",
        ),
        ("{drawing} twice, so that I can scribble on one", "clone the sketch {drawing}"),
        _one,
        Judge(_copied, _INK),
        _copy,
    ),
    Task(
        "drawing-colour",
        2,
        (
            "Set the colour of the drawing {drawing} to {colour}",
            "open {drawing} in Drawing and choose the colour {colour}",
            "I want to go on in {colour} with my drawing {drawing}, pick that colour",
            "change the pen in {drawing} to {colour}",
            "select {colour} as the colour for the next stroke in {drawing}",
            "in the drawing {drawing}, switch to {colour}",
        ),
        ("{drawing} needs some {colour}, hand me the pen", "a {colour} pen for {drawing}, I'll draw myself"),
        _one,
        changed("drawings", _THIS, {"color": "{colour}"}),
        _colour,
    ),
    Task(
        "drawing-width",
        2,
        (
            "Set the pen width in the drawing {drawing} to {width}",
            "open {drawing} in Drawing and choose a {width} pen",
            "I want {width} strokes in my drawing {drawing}, pick that width",
            "change the width in {drawing} to {width}",
            "select {width} as the width for the next stroke in {drawing}",
            "in the drawing {drawing}, switch to a {width} line",
        ),
        (
            "{drawing} calls for a {width} pen, get it ready",
            "how wide? {width}, for what I draw next in {drawing}",
        ),
        _one,
        changed("drawings", _THIS, {"width": "{dp}"}),
        _width,
    ),
    Task(
        "drawing-line",
        1,
        (
            "Draw a horizontal line across the drawing {drawing}",
            "open {drawing} and draw a line from left to right",
            "add a level line to my drawing {drawing}",
            "put a horizontal stroke into the sketch {drawing}",
            "in Drawing, cross out {drawing} with one horizontal line",
            "my drawing {drawing} needs one more line, straight across",
        ),
        ("strike {drawing} through, left to right", "{drawing} should get a horizon"),
        _one,
        Judge(_lined, frozenset({"strokes"})),
        _line,
    ),
    Task(
        "drawing-fine-line",
        3,
        (
            "Create a drawing {drawing} with one {width} {colour} horizontal line",
            "make a new drawing called {drawing} and draw a {width} line in {colour} from left to right",
            "new sketch {drawing}: just a {colour} line across, with a {width} pen",
            "start a drawing, name it {drawing}, set the colour to {colour} and the width to {width}, then "
            "draw a "
            "horizontal line",
            "I want a drawing {drawing} that shows a single {width} {colour} line going across",
            "draw a {width} {colour} level line on a new canvas titled {drawing}",
        ),
        (
            "{drawing}: one stroke, {colour}, {width}, flat",
            "a flag called {drawing}, one {width} {colour} bar across",
        ),
        _new,
        Judge(_finely_lined, _INK),
        _fine_line,
        parts=3,
    ),
    Task(
        "drawing-undo",
        1,
        (
            "Undo the last stroke in the drawing {drawing}",
            "take back the last line of my sketch {drawing}",
            "open {drawing} in Drawing and undo once",
            "remove the last thing I drew in {drawing}",
            "the last stroke of {drawing} was a mistake, undo it",
            "in the drawing {drawing}, go back one step",
        ),
        ("{drawing} was better one stroke ago", "oops, the latest line in {drawing}, away with it"),
        _one,
        Judge(_undone, frozenset({"strokes"})),
        _undo,
    ),
    Task(
        "drawing-clear",
        2,
        (
            "Clear the canvas of the drawing {drawing}",
            "remove everything from my sketch {drawing}, but keep the drawing",
            "make the drawing {drawing} blank again",
            "I want to start over with {drawing}, clear its canvas",
            "wipe all strokes off the drawing {drawing}",
            "in Drawing, empty {drawing} without deleting it",
        ),
        ("{drawing} back to a white sheet", "rub out all of {drawing}, the sheet stays"),
        _one,
        Judge(_blank, frozenset({"strokes"})),
        _clear,
    ),
    Task(
        "drawing-count",
        1,
        (
            "How many strokes does the drawing {drawing} have?",
            "of how many lines is my sketch {drawing} made",
            "tell me the number of strokes in {drawing}",
            "look up in Drawing how many strokes {drawing} has",
            "I'd like to know how many strokes there are in the drawing {drawing}",
            "count the strokes of {drawing}",
        ),
        ("{drawing}, how much ink, in strokes", "was {drawing} a lot of work? how many strokes"),
        _one,
        Judge(_counted),
        _look,
        kind="ask",
    ),
    Task(
        "drawing-sweep",
        3,
        (
            "Delete all drawings that have fewer than three strokes",
            "remove every sketch of only one or two strokes",
            "clean up Drawing: what has less than 3 strokes can go",
            "get rid of the drawings with one or two strokes, keep the others",
            "I don't need drawings that consist of fewer than three strokes, delete them",
            "in Drawing, throw away each drawing that hasn't got at least three strokes",
        ),
        ("scribbles of a stroke or two, out", "a drawing starts at three strokes, the rest is for the bin"),
        _slight,
        Judge(_swept, _INK),
        _sweep,
    ),
    Task(
        "drawing-delete-or-make",
        2,
        (
            "If there is a drawing called {drawing}, delete it, otherwise create an empty one with that "
            "title",
            "look for {drawing} in Drawing: found? delete it. not found? make a blank drawing {drawing}",
            "delete my sketch {drawing}, or if I have none by that name, start one called {drawing}",
            "should there be a drawing {drawing}, throw it away, else set up a new one named {drawing}",
            "check whether the drawing {drawing} exists, remove it if so and create it, blank, if not",
            "a blank drawing {drawing}, please, unless there is one by that title, then just delete that",
        ),
        (
            "{drawing}: gone if drawn, begun if not",
            "no {drawing}? a sheet for it then. a {drawing}? tear it up",
        ),
        _perhaps,
        Judge(_gone_or_made, _INK),
        _delete_or_make,
    ),
    Task(
        "drawing-line-or-copy",
        2,
        (
            "If there is a note called {title}, draw a horizontal line across my drawing {drawing}, "
            "otherwise "
            "duplicate the drawing",
            "look in Notes for {title}: there? then strike {drawing} through with a level line in Drawing. "
            "not there? "
            "then copy the drawing {drawing}",
            "do I have a note {title}? if yes, put a line from left to right into the sketch {drawing}, if "
            "no, make a "
            "copy of the sketch",
            "draw a line across {drawing} in case my notes have one titled {title}, else duplicate {drawing}",
            "duplicate the drawing {drawing}, but if a note {title} exists, draw a horizontal line in it "
            "instead",
            "should a note {title} exist, add a level line to the drawing {drawing}; should it not, copy "
            "that drawing",
        ),
        (
            "{title} in Notes means a line through {drawing}, no {title} means a second {drawing}",
            "{drawing}: struck through if Notes has {title}, doubled if it hasn't",
        ),
        _note_or_not,
        Judge(_lined_or_copied, _INK),
        _line_or_copy,
        apps=(NOTES, DRAWING),
    ),
    Task(
        "drawing-note-titles",
        2,
        (
            "Write a note {title} with the titles of all my drawings, one per line",
            "make a note called {title} that lists every drawing I have, a line for each",
            "which drawings are in Drawing? put their titles into a note {title}, each on its own line",
            "copy the names of my drawings into a new note {title}, one on a line",
            "I want a list of my sketches as a note titled {title}, one name a line",
            "note {title}: all titles from the Drawing app, line by line",
        ),
        (
            "a catalogue of my art in Notes, headed {title}, a line each",
            "{title}, a note, names each drawing, line by line",
        ),
        _several,
        added("notes", {"title": "{title}", "body": _all_named}),
        _list_in_note,
        apps=(DRAWING, NOTES),
    ),
    Task(
        "drawing-line-on-each",
        5,
        (
            "Draw a red horizontal line across every drawing",
            "strike each of my drawings through with a level red line",
            "in Drawing, go through all sketches and add one red line from left to right to each",
            "all my drawings should get a horizontal line in red",
            "put a red stroke straight across every single drawing I have",
            "open the drawings one after the other and draw a red horizontal line on each",
        ),
        ("all of my art is void, a red line through each piece", "red, flat, one per drawing, all of them"),
        _several,
        Judge(_each_lined, _INK),
        _line_on_each,
    ),
    Task(
        "drawing-print",
        1,
        (
            "Print the drawing {drawing}",
            "rotate my sketch {drawing} by ninety degrees",
            "fill the background of the drawing {drawing} with {colour}",
            "write my name as text into the drawing {drawing}",
            "merge the drawing {drawing} with another one",
            "add a photo to the sketch {drawing}",
        ),
        ("{drawing} on paper, from the printer", "colour in the shapes of {drawing}, all {colour}"),
        _one,
        unchanged,
        nothing,
        kind="impossible",
    ),
    Task(
        "drawing-delete-all",
        3,
        (
            "Delete all my drawings",
            "remove every drawing from the Drawing app",
            "I want none of my sketches to be left, delete them all",
            "empty Drawing completely",
            "throw away everything I have drawn",
            "in Drawing, delete each and every drawing",
        ),
        ("none of my art is worth keeping", "Drawing, back to nothing"),
        lambda world: {"drawing": old_drawing(world).title, "to": old_drawing(world).title},
        Judge(_none_left, _INK),
        _delete_all,
        kind="risky",
    ),
)
