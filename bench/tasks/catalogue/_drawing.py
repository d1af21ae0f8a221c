"""What the tasks about drawings share: what they draw, how it is done, and what is checked."""

from __future__ import annotations

from bench.tasks.catalogue._notes import NOTES, new_note, old_note, write_note
from bench.tasks.hand import Hand
from bench.tasks.judges import added, difference, fits, removed, squeeze
from bench.tasks.state import Row, State
from bench.tasks.task import Before, Params
from bench.tasks.world import World
from device_drivers.virtual.stocks.drawing import Drawing, Stroke

DRAWING = "com.android.drawing"
_TITLES = (
    "Snail", "Garden gate", "Windmill", "Teapot", "Bicycle", "Owl", "Floor plan", "Lantern", "Volcano",
    "Robot", "Kite", "Castle", "Whale", "Cactus", "Rocket",
)  # fmt: skip
_COLOURS = ("red", "orange", "green", "blue", "purple", "brown")
_WIDTHS = {"thin": "2", "thick": "8", "very thick": "16"}
_ITS, INK = frozenset({"drawings"}), frozenset({"drawings", "strokes"})


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


def draw_four(world: World) -> dict[str, str]:
    """A phone with four drawings, two of them new."""
    world.put("drawings", world.things("drawings")[:2])
    return {"drawing": old_drawing(world).title, "to": old_drawing(world).title}


def draw_one(world: World) -> dict[str, str]:
    drawing = old_drawing(world)
    count = len(drawing.strokes)
    return {"drawing": drawing.title, "to": title(world), "count": str(count), **_pen(world)}


def _pen(world: World) -> dict[str, str]:
    width = world.choose(*_WIDTHS)
    return {"colour": world.choose(*_COLOURS), "width": width, "dp": _WIDTHS[width]}


def draw_new(world: World) -> dict[str, str]:
    return {"drawing": title(world), **_pen(world)}


def draw_slight(world: World) -> dict[str, str]:
    """Drawings of one or two strokes, and others of more."""
    world.put("drawings", [])
    for count in (1, 2, 5, 1, 3, 2):
        old_drawing(world, count)
    return {}


def draw_perhaps(world: World) -> dict[str, str]:
    here = world.rng.random() < 0.5
    name = old_drawing(world).title if here else title(world)
    return {"drawing": name, "here": "yes" if here else ""}


def draw_several(world: World) -> dict[str, str]:
    """These and no others."""
    world.put("drawings", [])
    names = [old_drawing(world).title for _ in range(7)]
    return {"names": "\n".join(names), "title": world.title()}


def draw_note_or_not(world: World) -> dict[str, str]:
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


def do_new_one(hand: Hand, p: Params) -> None:
    new_drawing(hand, p["drawing"])


def do_rename(hand: Hand, p: Params) -> None:
    open_drawing(hand, p["drawing"])
    rename_drawing(hand, p["to"])


def list_menu(hand: Hand, name: str, *labels: str) -> None:
    """What a long press in the list offers."""
    hand.open(DRAWING)
    hand.hold(name)
    hand.tap(*labels)


def do_delete(hand: Hand, p: Params) -> None:
    list_menu(hand, p["drawing"], "Delete", "Delete")


def do_copy(hand: Hand, p: Params) -> None:
    list_menu(hand, p["drawing"], "Duplicate")


def set_colour(hand: Hand, colour: str) -> None:
    """Of the next stroke on the open canvas."""
    hand.tap("Color")
    hand.tap(colour.capitalize())


def set_width(hand: Hand, width: str) -> None:
    """Of the next stroke on the open canvas."""
    hand.tap("Width")
    hand.tap(width.capitalize())


def do_colour(hand: Hand, p: Params) -> None:
    open_drawing(hand, p["drawing"])
    set_colour(hand, p["colour"])


def do_width(hand: Hand, p: Params) -> None:
    open_drawing(hand, p["drawing"])
    set_width(hand, p["width"])


def draw_line(hand: Hand) -> None:
    """From left to right across the open canvas."""
    hand.wipe(hand.t("Canvas"), "right")


def do_line(hand: Hand, p: Params) -> None:
    open_drawing(hand, p["drawing"])
    draw_line(hand)


def do_fine_line(hand: Hand, p: Params) -> None:
    new_drawing(hand, p["drawing"])
    set_colour(hand, p["colour"])
    set_width(hand, p["width"])
    draw_line(hand)


def do_undo(hand: Hand, p: Params) -> None:
    open_drawing(hand, p["drawing"])
    hand.tap("Undo")


def do_clear(hand: Hand, p: Params) -> None:
    open_drawing(hand, p["drawing"])
    hand.menu("Clear canvas")
    hand.tap("Clear")


def do_look(hand: Hand, p: Params) -> None:
    hand.open(DRAWING)
    hand.read(p["drawing"])


def do_sweep(hand: Hand, p: Params) -> None:
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


def do_delete_or_make(hand: Hand, p: Params) -> None:
    if p["here"]:
        do_delete(hand, p)
    else:
        do_new_one(hand, p)


def do_line_or_copy(hand: Hand, p: Params) -> None:
    hand.open(NOTES)
    if p["here"]:
        do_line(hand, p)
    else:
        do_copy(hand, p)


def do_list_in_note(hand: Hand, p: Params) -> None:
    hand.open(DRAWING)
    write_note(hand, p["title"], p["names"])


def do_line_on_each(hand: Hand, p: Params) -> None:
    hand.open(DRAWING)
    for place, name in enumerate(p["names"].split("\n")):
        if place:
            hand.tap("Navigate up")
        hand.tap_text(name)
        set_colour(hand, "red")
        draw_line(hand)


def do_delete_all(hand: Hand, p: Params) -> None:
    hand.open(DRAWING)
    while rows := [e for e in hand.screen.elements if e.state.long_clickable and "\n" in e.text]:
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


def check_lined(after: State, before: Before) -> bool:
    """One level line more in the drawing."""
    came = _new_strokes(after, before)
    ident = _ident(after, before.params["drawing"])
    return len(came) == 1 and came[0]["drawing_id"] == ident and level_line(came[0])


def check_finely_lined(after: State, before: Before) -> bool:
    """A new drawing with that line alone."""
    p = before.params
    went, came = difference("drawings", after, before)
    strokes = _new_strokes(after, before)
    new = not went and len(came) == 1 and squeeze(came[0]["title"]) == squeeze(p["drawing"])
    pen = len(strokes) == 1 and fits(strokes[0], {"color": p["colour"], "width": p["dp"]}, before)
    return new and pen and check_lined(after, before)


def check_undone(after: State, before: Before) -> bool:
    """The last stroke is gone."""
    mine = before.state.rows("strokes", drawing_id=_ident(before.state, before.params["drawing"]))
    went, came = difference("strokes", after, before)
    return not came and went == [dict(mine[-1])]


def check_blank(after: State, before: Before) -> bool:
    mine = before.state.rows("strokes", drawing_id=_ident(before.state, before.params["drawing"]))
    went, came = difference("strokes", after, before)
    return not came and len(went) == len(mine) > 0 and not any(difference("drawings", after, before))


def check_gone(after: State, before: Before) -> bool:
    """The drawing and its strokes are gone, and nothing else is."""
    ident = _ident(before.state, before.params["drawing"])
    went, came = difference("strokes", after, before)
    mine = all(row["drawing_id"] == ident for row in went) and not came
    return bool(ident) and mine and removed("drawings", {"title": "{drawing}"}).check(after, before)


def check_copied(after: State, before: Before) -> bool:
    count = len(before.state.rows("strokes", drawing_id=_ident(before.state, before.params["drawing"])))
    new = added("drawings", {"title": "{drawing} copy"}).check(after, before)
    return new and len(_new_strokes(after, before)) == count


def check_swept(after: State, before: Before) -> bool:
    counts = {row["_id"]: 0 for row in before.state.tables["drawings"]}
    for stroke in before.state.tables["strokes"]:
        counts[stroke["drawing_id"]] += 1
    kept = [dict(row) for row in before.state.tables["drawings"] if counts[row["_id"]] > 2]
    ink = [dict(row) for row in before.state.tables["strokes"] if counts[row["drawing_id"]] > 2]
    return kept == [dict(row) for row in after.tables["drawings"]] and ink == [
        dict(row) for row in after.tables["strokes"]
    ]


def check_gone_or_made(after: State, before: Before) -> bool:
    if before.params["here"]:
        return check_gone(after, before)
    new = added("drawings", {"title": "{drawing}"}).check(after, before)
    return new and not any(difference("strokes", after, before))


def check_lined_or_copied(after: State, before: Before) -> bool:
    if before.params["here"]:
        return check_lined(after, before) and not any(difference("drawings", after, before))
    return check_copied(after, before)


def check_each_lined(after: State, before: Before) -> bool:
    """A red line more in every drawing."""
    came = _new_strokes(after, before)
    idents = sorted(row["_id"] for row in before.state.tables["drawings"])
    red = all(row["color"] == "red" and level_line(row) for row in came)
    same = [row["title"] for row in before.state.tables["drawings"]]
    kept = same == [row["title"] for row in after.tables["drawings"]]
    return red and kept and sorted(row["drawing_id"] for row in came) == idents


def is_all_named(value: str, before: Before) -> bool:
    """A line for each, in any order."""
    said = sorted(squeeze(line) for line in value.splitlines() if line.strip())
    return said == sorted(map(squeeze, before.params["names"].split("\n")))


def check_counted(after: State, before: Before) -> bool:
    """The list tells of that drawing how many strokes it has; both near each other."""
    p = before.params
    shown = after.shown
    at = shown.index(p["drawing"]) if p["drawing"] in shown else -2
    return DRAWING in after.front and any(
        text.startswith(f"{p['count']} ") for text in shown[at + 1 : at + 2]
    )


def check_none_left(after: State, before: Before) -> bool:
    return not after.tables["drawings"]


THIS = {"title": "{drawing}"}
