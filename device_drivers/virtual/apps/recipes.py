"""Recipes: the list with search and categories, favourites, and the shopping list."""

from __future__ import annotations

from functools import partial

from device_drivers.virtual.apps import _recipes_book as book
from device_drivers.virtual.apps._recipes_pages import EditorPage, RecipePage, facts_words
from device_drivers.virtual.apps._share import share
from device_drivers.virtual.drawings import dish
from device_drivers.virtual.fixture import Fixture
from device_drivers.virtual.intents import DEFAULT, INSERT, LAUNCHER, MAIN, SEND, VIEW, Filter, Intent
from device_drivers.virtual.kernel import App, Page, System
from device_drivers.virtual.providers.resolver import Route, Row, Tables, Value
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import alert, choose, items, prompt
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.nav import Tab, Tabs
from device_drivers.virtual.window.view import View

_TABS = (
    Tab("Recipes", "pot", "tab_recipes"),
    Tab("My favorites", "star", "tab_favorites"),
    Tab("Shopping list", "cart", "tab_shopping"),
)
_SORTS = (
    ("Name", "title COLLATE NOCASE"),
    ("Newest first", "created DESC, _id DESC"),
    ("Shortest time", "minutes, title COLLATE NOCASE"),
)


class MainPage(Page):
    cls = ".MainActivity"

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self.tab = 0
        self.category = ""  # the only one shown; empty: all
        self.sort = 0
        self.searching = False

    def view(self, ui: Kit) -> View:
        if self.searching:
            return scaffold(ui, "", self._recipes(ui), bar=self._search_bar(ui))
        tabs = Tabs(_TABS, self.tab, self._choose)
        if self.tab == 2:
            add = Action("Add item", self._add_item, "add", "fab_add_item")
            return scaffold(
                ui, "Shopping list", self._shopping(ui), actions=self._list_actions(), add=add, tabs=tabs
            )
        actions = [
            Action("Search", self._search, "search", "action_search"),
            Action("Filter", self._filter, "filter", "action_filter"),
            Action("Sort by", self._sort_menu, main=False),
        ]
        add = Action("New recipe", lambda: self.open(EditorPage(self.app, None)), "add", "fab_new_recipe")
        title = _TABS[self.tab].label
        return scaffold(ui, title, self._recipes(ui), actions=actions, add=add, tabs=tabs)

    def _choose(self, place: int) -> None:
        self.tab = place

    # recipes
    def _found(self) -> list[Row]:
        """The recipes of the tab and category; a search looks at names and ingredients of all."""
        wanted = self.state.fields.get("search_src_text", "").strip().lower() if self.searching else ""
        where = "favorite=1" if self.tab == 1 and not self.searching else ""
        rows = self.content.rows(book.RECIPES, where, _SORTS[self.sort][1])
        if self.searching:
            return [row for row in rows if wanted in self._all_words(row)]
        return [row for row in rows if self.category in ("", row.text("category"))]

    def _all_words(self, row: Row) -> str:
        parts = [part.name for part in book.ingredients(self.content, row.number("_id"))]
        return "\n".join([row.text("title"), row.text("category"), *parts]).lower()

    def _recipes(self, ui: Kit) -> View:
        rows = ui.collection([self._row(ui, row) for row in self._found()])
        if self.category and not self.searching:
            drop = ui.icon_button("Clear filter", "close", self._clear_filter, "clear_filter")
            rows.insert(0, ui.row(self.category, icon=ui.icon("filter"), trailing=[drop], rid="filter_bar"))
        if rows:
            return ui.list(rows, "recipe_list", pad=(0, 4, 0, 96))
        none = "No favorites yet" if self.tab == 1 else "No recipes yet"
        return ui.empty("No recipes found" if self.searching else none, "pot")

    def _row(self, ui: Kit, row: Row) -> View:
        star = ui.icon("star_full", "recipe_favorite", desc=ui.t("Favorite"), size=20)
        return ui.row(
            row.text("title"),
            facts_words(ui, row),
            lambda: self.open(RecipePage(self.app, row.number("_id"))),
            icon=ui.photo(dish(row.text("title")), "recipe_photo", w=48, h=48),
            trailing=[star] if row.number("favorite") else [],
            on_long=partial(self._menu, row),
            ids=("recipe_title", "recipe_facts"),
        )

    def _menu(self, row: Row) -> None:
        uri, liked = f"{book.RECIPES}/{row.number('_id')}", row.number("favorite")
        options = (
            (
                "Remove from favorites" if liked else "Add to favorites",
                partial(self.content.update, uri, {"favorite": int(not liked)}),
            ),
            ("Edit", lambda: self.open(EditorPage(self.app, row.number("_id")))),
            ("Delete", partial(self._ask, uri)),
        )
        self.show(items(row.text("title"), options, plain=True))

    def _ask(self, uri: str) -> None:
        def delete() -> None:
            self.content.delete(uri)
            self.toast("Recipe deleted")

        buttons = (("Cancel", None), ("Delete", delete))
        self.show(alert("Delete recipe?", "This recipe will be removed.", buttons))

    def _search_bar(self, ui: Kit) -> View:
        look = style(size=18, lines=1)
        field = ui.field("search_src_text", "Search recipes", box=False, weight=1, look=look)
        clear = ui.icon_button("Clear", "close", self._clear_search, "search_close_btn")
        parts = [ui.icon_button("Navigate up", "back", self.up), field, clear]
        return ui.line(parts, "toolbar", h=60, pad=(4, 0, 4, 0))

    def back(self) -> bool:
        used, self.searching = self.searching, False
        self._clear_search()
        return used

    def _clear_search(self) -> None:
        self.state.fields.pop("search_src_text", None)

    def _search(self) -> None:
        self.searching = True
        self.state.edit("search_src_text")

    def _clear_filter(self) -> None:
        self.category = ""

    def _filter(self) -> None:
        known = {row.text("category") for row in self.content.rows(book.RECIPES)}
        names = [*book.CATEGORIES, *sorted(known - set(book.CATEGORIES))]
        chosen = names.index(self.category) + 1 if self.category in names else 0

        def pick(place: int) -> None:
            self.category = names[place - 1] if place else ""

        self.show(choose("Filter", [self.t("All categories"), *names], chosen, pick, plain=True))

    def _sort_menu(self) -> None:
        def pick(place: int) -> None:
            self.sort = place

        self.show(choose("Sort by", [label for label, _ in _SORTS], self.sort, pick))

    # the shopping list
    def _shopping(self, ui: Kit) -> View:
        rows = [self._item(ui, row) for row in self.content.rows(book.SHOPPING, sort="checked, _id")]
        if not rows:
            return ui.empty("Your shopping list is empty", "cart")
        return ui.list(rows, "shopping_list", pad=(0, 4, 0, 96))

    def _item(self, ui: Kit, row: Row) -> View:
        done, uri = row.number("checked") == 1, f"{book.SHOPPING}/{row.number('_id')}"
        return ui.row(
            book.item_words(row),
            "",
            partial(self.content.update, uri, {"checked": int(not done)}),
            icon=ui.check(done, None, "item_checkbox"),
            on_long=partial(self._item_menu, row, uri),
            ids=("item_name", ""),
        )

    def _item_menu(self, row: Row, uri: str) -> None:
        options = (
            ("Edit", partial(self._ask_item, "Edit item", book.item_words(row), uri)),
            ("Delete", partial(self.content.delete, uri)),
        )
        self.show(items(book.item_words(row), options, plain=True))

    def _add_item(self) -> None:
        self._ask_item("Add item", "", "")

    def _ask_item(self, title: str, text: str, uri: str) -> None:
        def done(typed: str) -> None:
            if not typed.strip():
                return
            if uri:
                self.content.update(uri, book.parse(typed)._asdict())
            else:
                book.buy(self.content, book.parse(typed))

        self.state.fields["edit_item"] = text
        self.show(prompt(title, "edit_item", "Item", done, ok="Save"))
        self.state.edit("edit_item")

    def _list_actions(self) -> list[Action]:
        return [
            Action("Share", self._share, "send", "action_share"),
            Action("Remove checked", partial(self.content.delete, book.SHOPPING, "checked=1"), main=False),
            Action("Remove all", self._ask_all, main=False),
        ]

    def _share(self) -> None:
        lines = [book.item_words(row) for row in self.content.rows(book.SHOPPING, "checked=0")]
        if lines:
            share(self, "\n".join(lines), self.t("Shopping list"))
        else:
            self.toast("Nothing to share")

    def _ask_all(self) -> None:
        buttons = (("Cancel", None), ("Remove", partial(self.content.delete, book.SHOPPING)))
        self.show(alert("Remove all items?", "Your shopping list will be empty.", buttons))


class Program(App):
    package = book.PACKAGE
    label = "Recipes"
    icon = "pot"
    launcher = ".MainActivity"
    activities = {
        ".MainActivity": (Filter((MAIN,), (LAUNCHER, DEFAULT)),),
        ".RecipeActivity": (Filter((VIEW,), schemes=("content",), hosts=("com.android.recipes/recipes/",)),),
        ".EditActivity": (
            Filter((INSERT,), types=("vnd.android.cursor.dir/vnd.recipes.recipe",)),
            Filter((SEND,), types=("text/plain",)),
        ),
    }
    version = ("1.9.2", 192)

    def __init__(self, system: System) -> None:
        super().__init__(system)
        routes = {name: Route(name) for name in ("ingredients", "steps", "shopping")}
        routes["recipes"] = Route("recipes", delete=partial(book.delete, system.content))
        system.content.add(Tables(self.package, routes), book.SCHEMA)

    def fill(self, fixture: Fixture) -> None:
        now = self.system.now_ms()
        for place, one in enumerate(fixture.recipes):
            then = now - 86_400_000 * (len(fixture.recipes) - place)
            values: dict[str, Value] = {"title": one.title, "category": one.category, "minutes": one.minutes}
            values |= {"servings": one.servings, "shown_servings": one.servings}
            values |= {"favorite": int(one.favorite), "created": then, "modified": then}
            book.save(self.content, None, values, one.ingredients, one.steps)
        for item in fixture.shopping_list:
            row = {**book.parse(item.text)._asdict(), "checked": int(item.checked)}
            self.content.insert(book.SHOPPING, row)

    def clear(self) -> None:
        for uri in (book.RECIPES, book.SHOPPING):
            self.content.delete(uri)

    def page(self, activity: str, intent: Intent) -> Page:
        last = intent.data.rsplit("/", 1)[-1]
        if activity == ".RecipeActivity":
            return RecipePage(self, int(last) if last.isdecimal() else 0)
        if activity == ".EditActivity":
            title = intent.string("title") or intent.string("android.intent.extra.SUBJECT")
            text = intent.string("android.intent.extra.TEXT") or intent.string("ingredients")
            return EditorPage(self, None, {"title": title, "ingredients": text})
        return MainPage(self)
