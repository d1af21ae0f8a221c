"""Drawing: the list of drawings; each opens on a canvas."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from device_drivers.virtual.apps import _drawing_canvas as store
from device_drivers.virtual.apps._drawing_canvas import DRAWINGS, STROKES, CanvasPage
from device_drivers.virtual.fixture import Fixture
from device_drivers.virtual.intents import DEFAULT, INSERT, LAUNCHER, MAIN, VIEW, Filter, Intent
from device_drivers.virtual.kernel import App, Page, System
from device_drivers.virtual.providers.resolver import Route, Row, Tables, Value, Values
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import alert, choose, items, prompt
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.view import View

_SORTS = (
    ("Date modified", "modified DESC, _id DESC"),
    ("Date created", "created DESC, _id DESC"),
    ("Title", "title COLLATE NOCASE"),
)


class ListPage(Page):
    cls = ".MainActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.drawing = app
        self.searching = False
        self.sort = 0

    def view(self, ui: Kit) -> View:
        wanted = self.state.fields.get("search_src_text", "").strip().lower() if self.searching else ""
        found = self.content.rows(DRAWINGS, sort=_SORTS[self.sort][1])
        rows = [self._row(ui, row) for row in found if wanted in row.text("title").lower()]
        none = "No drawings found" if wanted else "No drawings yet"
        body = (
            ui.list(ui.collection(rows), "drawing_list", pad=(0, 4, 0, 96))
            if rows
            else ui.empty(none, "brush")
        )
        if self.searching:
            return scaffold(ui, "", body, bar=self._search_bar(ui))
        actions = [
            Action("Search", self._search, "search", "action_search"),
            Action("Sort by", self._sort_menu, main=False),
        ]
        add = Action("New drawing", self._new, "add", "fab_new_drawing")
        return scaffold(ui, "Drawings", body, actions=actions, add=add)

    def _row(self, ui: Kit, row: Row) -> View:
        ident = row.number("_id")
        ink = store.lines(self.content, ident, 0.2)
        then = datetime.fromtimestamp(row.number("modified") / 1000, self.system.now().tzinfo)
        strokes = ui.t("stroke" if len(ink) == 1 else "strokes")
        picture = View("android.widget.ImageView", rid=ui.rid("thumbnail"), w=48, h=64, ink=ink)
        picture.style = style(bg="on_wallpaper")
        return ui.row(
            row.text("title"),
            f"{len(ink)} {strokes} · {ui.day(then, 'MMMd')}",
            partial(self._open, ident),
            icon=ui.column([picture], w=48, pad=(0, 6, 0, 6)),
            on_long=partial(self._menu, row),
            ids=("drawing_title", "drawing_details"),
        )

    def _search_bar(self, ui: Kit) -> View:
        look = style(size=18, lines=1)
        field = ui.field("search_src_text", "Search drawings", box=False, weight=1, look=look)
        clear = ui.icon_button(
            "Clear", "close", lambda: self.state.fields.pop("search_src_text", None), "search_close_btn"
        )
        parts = [ui.icon_button("Navigate up", "back", self.up), field, clear]
        return ui.line(parts, "toolbar", h=60, pad=(4, 0, 4, 0))

    def back(self) -> bool:
        used, self.searching = self.searching, False
        self.state.fields.pop("search_src_text", None)
        return used

    def _search(self) -> None:
        self.searching = True
        self.state.edit("search_src_text")

    def _sort_menu(self) -> None:
        def pick(place: int) -> None:
            self.sort = place

        self.show(choose("Sort by", [label for label, _ in _SORTS], self.sort, pick))

    def _new(self) -> None:
        self._open(self.drawing.add(self.drawing.free_title()))

    def _open(self, ident: int) -> None:
        self.open(CanvasPage(self.drawing, ident))

    def _menu(self, row: Row) -> None:
        options = (
            ("Rename", partial(self.drawing.ask_name, self, row)),
            ("Duplicate", partial(self.drawing.copy, row)),
            ("Delete", partial(self.drawing.ask_delete, self, row)),
        )
        self.show(items(row.text("title"), options, plain=True))


class Program(App):
    package = store.PACKAGE
    label = "Drawing"
    icon = "brush"
    launcher = ".MainActivity"
    activities = {
        ".MainActivity": (Filter((MAIN,), (LAUNCHER, DEFAULT)),),
        ".CanvasActivity": (
            Filter((VIEW,), schemes=("content",), hosts=("com.android.drawing/drawings/",)),
            Filter((INSERT,), types=("vnd.android.cursor.dir/vnd.drawing.drawing",)),
        ),
    }
    version = ("1.4.0", 140)

    def __init__(self, system: System) -> None:
        super().__init__(system)
        routes = {name: Route(name) for name in ("strokes", "undone")}
        routes["drawings"] = Route("drawings", delete=partial(store.delete, system.content))
        system.content.add(Tables(self.package, routes), store.SCHEMA)

    def fill(self, fixture: Fixture) -> None:
        now = self.system.now_ms()
        for place, one in enumerate(fixture.drawings):
            then = now - 86_400_000 * (len(fixture.drawings) - place)
            ident = self.add(one.title, then)
            for stroke in one.strokes:
                values = {"drawing_id": ident, "created": then, **stroke.model_dump()}
                self.content.insert(STROKES, values)

    def clear(self) -> None:
        self.content.delete(DRAWINGS)

    def page(self, activity: str, intent: Intent) -> Page:
        if activity != ".CanvasActivity":
            return ListPage(self)
        last = intent.data.rsplit("/", 1)[-1]
        if intent.action == INSERT:
            return CanvasPage(self, self.add(intent.string("title") or self.free_title()))
        return CanvasPage(self, int(last) if last.isdecimal() else 0)

    def free_title(self) -> str:
        """A title that no drawing has."""
        known = {row.text("title") for row in self.content.rows(DRAWINGS)}
        return next(
            title for number in range(1, len(known) + 2) if (title := f"Drawing {number}") not in known
        )

    def add(self, title: str, created: int | None = None) -> int:
        then = self.system.now_ms() if created is None else created
        values: Values = {"title": title, "created": then, "modified": then}
        return int(self.content.insert(DRAWINGS, values).rsplit("/", 1)[1])

    def copy(self, row: Row) -> None:
        """Another drawing with the same strokes."""
        ident = self.add(f"{row.text('title')} copy")
        names, strokes = self.content.query(STROKES, None, f"drawing_id={row.number('_id')}")
        for stroke in strokes:
            values: dict[str, Value] = {**dict(zip(names, stroke, strict=True)), "drawing_id": ident}
            del values["_id"]
            self.content.insert(STROKES, values)

    def ask_name(self, page: Page, row: Row) -> None:
        def done(text: str) -> None:
            if text.strip():
                self.content.update(f"{DRAWINGS}/{row.number('_id')}", {"title": text.strip()})

        page.state.fields["drawing_name"] = row.text("title")
        page.show(prompt("Rename drawing", "drawing_name", "Title", done, ok="Save"))
        page.state.edit("drawing_name")

    def ask_delete(self, page: Page, row: Row, then: Callable[[], object] | None = None) -> None:
        """The confirmation; `then` runs after the drawing is gone."""

        def delete() -> None:
            self.content.delete(f"{DRAWINGS}/{row.number('_id')}")
            self.system.toast("Drawing deleted")
            if then is not None:
                then()

        buttons = (("Cancel", None), ("Delete", delete))
        page.show(alert("Delete drawing?", "This drawing will be removed.", buttons))
