"""The canvas: swipes draw lines on it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.kernel import Page
from device_drivers.virtual.providers.resolver import ContentResolver, Row, Value, delete_rows
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import alert, choose
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.view import FILL, Ink, View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.drawing import Program

PACKAGE = "com.android.drawing"
DRAWINGS = f"content://{PACKAGE}/drawings"
STROKES = f"content://{PACKAGE}/strokes"
UNDONE = f"content://{PACKAGE}/undone"
_STROKE = """(_id INTEGER PRIMARY KEY AUTOINCREMENT, drawing_id INTEGER, x1 INTEGER, y1 INTEGER, x2 INTEGER,
  y2 INTEGER, color TEXT, width INTEGER, created INTEGER);"""
# x and y: thousandths of the canvas; width: dp. A drawing's color and width are those of the next stroke;
# undone: strokes taken back, which "redo" may bring again.
SCHEMA = f"""
CREATE TABLE drawings (_id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL,
  color TEXT DEFAULT 'black', width INTEGER DEFAULT 4, created INTEGER, modified INTEGER);
CREATE TABLE strokes {_STROKE}
CREATE TABLE undone {_STROKE}"""
COLOURS = {
    "black": "1b1b21", "gray": "8a8a92", "red": "d32f2f", "orange": "f57c00", "yellow": "fbc02d",
    "green": "388e3c", "blue": "1976d2", "purple": "7b1fa2", "brown": "6d4c41", "white": "ffffff",
}  # fmt: skip
WIDTHS = (("Thin", 2), ("Medium", 4), ("Thick", 8), ("Very thick", 16))


def lines(content: ContentResolver, drawing: int, scale: float = 1) -> tuple[Ink, ...]:
    """A drawing's strokes as they are drawn, their widths times a factor."""
    made = []
    for row in content.rows(STROKES, f"drawing_id={drawing}"):
        x1, y1, x2, y2 = (row.number(name) / 1000 for name in ("x1", "y1", "x2", "y2"))
        colour = COLOURS.get(row.text("color"), COLOURS["black"])
        made.append(Ink(x1, y1, x2, y2, colour, row.number("width") * scale))
    return tuple(made)


def delete(content: ContentResolver, drawings: list[int]) -> None:
    """Drawings with their strokes."""
    delete_rows(content.db, "drawings", drawings)
    for table in ("strokes", "undone"):
        delete_rows(content.db, table, drawings, "drawing_id")


class CanvasPage(Page):
    cls = ".CanvasActivity"

    def __init__(self, app: Program, ident: int) -> None:
        super().__init__(app)
        self.drawing = app
        self.shown = ident

    @property
    def _mine(self) -> str:
        return f"drawing_id={self.shown}"

    def view(self, ui: Kit) -> View:
        row = self.content.row(f"{DRAWINGS}/{self.shown}")
        if row is None:
            return scaffold(ui, "", ui.empty("This drawing doesn't exist", "brush"), up=self.up)
        canvas = View(rid=ui.rid("canvas"), desc=ui.t("Canvas"), h=FILL, style=style(bg="on_wallpaper"))
        canvas.ink, canvas.on_stroke, canvas.focusable = lines(self.content, self.shown), self._drawn, True
        paper = ui.column([canvas], weight=1, pad=(16, 4, 16, 4), h=FILL)
        body = ui.column([paper, self._tools(ui, row)], h=FILL)
        actions = [
            Action("Rename", partial(self.drawing.ask_name, self, row), "edit", "action_rename"),
            Action("Clear canvas", self._ask_clear, main=False),
            Action("Delete", partial(self.drawing.ask_delete, self, row, self.close), main=False),
        ]
        return scaffold(ui, row.text("title"), body, up=self.up, actions=actions, plain=True)

    def _tools(self, ui: Kit, row: Row) -> View:
        colour, width = row.text("color"), row.number("width")
        undo = ui.icon_button("Undo", "undo", self._undo, "tool_undo")
        redo = ui.icon_button("Redo", "redo", self._redo, "tool_redo")
        undo.enabled = self.content.row(STROKES, self._mine) is not None
        redo.enabled = self.content.row(UNDONE, self._mine) is not None
        swatch = View(w=40, h=32, style=style(bg="on_wallpaper", shape="field"))
        swatch.ink = (Ink(0.2, 0.5, 0.8, 0.5, COLOURS.get(colour, COLOURS["black"]), min(width, 16)),)
        parts = [
            ui.icon_button("Color", "palette", partial(self._pick_colour, colour), "tool_color"),
            ui.icon_button("Width", "width", partial(self._pick_width, width), "tool_width"),
            swatch,
            ui.stretch(),
            undo,
            redo,
        ]
        return ui.line(parts, "tools", gap=4, pad=(12, 4, 12, 8))

    def _drawn(self, x1: float, y1: float, x2: float, y2: float) -> None:
        row = self.content.row(f"{DRAWINGS}/{self.shown}")
        if row is None:
            return
        places = zip(("x1", "y1", "x2", "y2"), (x1, y1, x2, y2), strict=True)
        values: dict[str, Value] = {name: round(part * 1000) for name, part in places}
        values |= {"drawing_id": self.shown, "created": self.system.now_ms()}
        values |= {"color": row.text("color"), "width": row.number("width")}
        self.content.delete(UNDONE, self._mine)
        self.content.insert(STROKES, values)
        self._touched()

    def _touched(self) -> None:
        self.content.update(f"{DRAWINGS}/{self.shown}", {"modified": self.system.now_ms()})

    def _undo(self) -> None:
        self._move(STROKES, UNDONE, "_id DESC")

    def _redo(self) -> None:
        self._move(UNDONE, STROKES, "_id")

    def _move(self, source: str, target: str, order: str) -> None:
        """The first stroke of one table goes to the other."""
        names, rows = self.content.query(source, None, self._mine, order)
        if rows:
            values = dict(zip(names, rows[0], strict=True))
            self.content.delete(source, f"_id={values['_id']!r}")
            self.content.insert(target, values)
            self._touched()

    def _pick_colour(self, colour: str) -> None:
        names = list(COLOURS)

        def pick(place: int) -> None:
            self.content.update(f"{DRAWINGS}/{self.shown}", {"color": names[place]})

        chosen = names.index(colour) if colour in names else -1
        self.show(choose("Color", [name.capitalize() for name in names], chosen, pick))

    def _pick_width(self, width: int) -> None:
        def pick(place: int) -> None:
            self.content.update(f"{DRAWINGS}/{self.shown}", {"width": WIDTHS[place][1]})

        chosen = next((place for place, (_, dp) in enumerate(WIDTHS) if dp == width), -1)
        self.show(choose("Width", [name for name, _ in WIDTHS], chosen, pick))

    def _ask_clear(self) -> None:
        buttons = (("Cancel", None), ("Clear", self._clear))
        self.show(alert("Clear canvas?", "All strokes will be removed.", buttons))

    def _clear(self) -> None:
        for uri in (STROKES, UNDONE):
            self.content.delete(uri, self._mine)
        self._touched()
