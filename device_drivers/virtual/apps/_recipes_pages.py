"""One recipe: the page a cook reads, and the editor."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from device_drivers.virtual.apps import _recipes_book as book
from device_drivers.virtual.apps._share import share
from device_drivers.virtual.kernel import App, Page
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import alert, choose
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.view import View

_MOST = 99  # servings


class RecipePage(Page):
    cls = ".RecipeActivity"

    def __init__(self, app: App, ident: int) -> None:
        super().__init__(app)
        self.recipe = ident

    def view(self, ui: Kit) -> View:
        row = self.content.row(f"{book.RECIPES}/{self.recipe}")
        if row is None:
            return scaffold(ui, "", ui.empty("This recipe doesn't exist", "pot"), up=self.up)
        title = ui.text(row.text("title"), "recipe_title", style(size=24, bold=True))
        facts = ui.text(facts_words(ui, row), "recipe_facts", style(fg="muted", size=14))
        body = [
            ui.column([title, facts], pad=(16, 8, 16, 8), gap=4),
            self._servings(ui, row),
            ui.header("Ingredients"),
            *(self._line(ui, book.words(*part), "ingredient") for part in self._parts(row)),
            ui.column(
                [ui.button("Add to shopping list", partial(self._buy, row), "add_to_list", kind="tonal")],
                pad=(16, 8, 16, 8),
            ),
            ui.header("Instructions"),
            *(
                self._line(ui, f"{place}. {text}", "step")
                for place, text in enumerate(book.steps(self.content, self.recipe), 1)
            ),
        ]
        form = ui.scroll(body, "recipe_scroll", pad=(0, 0, 0, 24))
        return scaffold(ui, "", form, up=self.up, actions=self._actions(row))

    def _actions(self, row: Row) -> list[Action]:
        liked = row.number("favorite")
        words = "Remove from favorites" if liked else "Add to favorites"
        like = partial(self.content.update, f"{book.RECIPES}/{self.recipe}", {"favorite": int(not liked)})
        return [
            Action(words, like, "star_full" if liked else "star", "action_favorite"),
            Action("Edit", lambda: self.open(EditorPage(self.app, self.recipe)), "edit", "action_edit"),
            Action("Share", partial(self._share, row), main=False),
            Action("Delete", self._ask, main=False),
        ]

    def _servings(self, ui: Kit, row: Row) -> View:
        count = row.number("shown_servings")
        words = f"{count} {ui.t('serving' if count == 1 else 'servings')}"
        name = ui.text(words, "servings", style(bold=True, lines=1), weight=1)
        less = ui.icon_button("Fewer servings", "minus", partial(self._serve, count - 1), "servings_less")
        more = ui.icon_button("More servings", "add", partial(self._serve, count + 1), "servings_more")
        return ui.line([name, less, more], "servings_bar", pad=(16, 0, 8, 0))

    def _serve(self, count: int) -> None:
        if 1 <= count <= _MOST:
            self.content.update(f"{book.RECIPES}/{self.recipe}", {"shown_servings": count})

    def _parts(self, row: Row) -> list[book.Ingredient]:
        factor = row.number("shown_servings") / max(1, row.number("servings"))
        return book.ingredients(self.content, self.recipe, factor)

    def _line(self, ui: Kit, words: str, rid: str) -> View:
        return ui.text(words, rid, style(size=16), pad=(16, 6, 16, 6))

    def _buy(self, row: Row) -> None:
        for part in self._parts(row):
            book.buy(self.content, part)
        self.toast("Added to shopping list")

    def _share(self, row: Row) -> None:
        parts = [book.words(*part) for part in self._parts(row)]
        share(self, "\n".join([row.text("title"), *parts]), row.text("title"))

    def _ask(self) -> None:
        buttons = (("Cancel", None), ("Delete", self._delete))
        self.show(alert("Delete recipe?", "This recipe will be removed.", buttons))

    def _delete(self) -> None:
        self.content.delete(f"{book.RECIPES}/{self.recipe}")
        self.close()
        self.toast("Recipe deleted")


def facts_words(ui: Kit, row: Row) -> str:
    """Category and time in one line."""
    minutes = row.number("minutes")
    return " · ".join(part for part in (row.text("category"), f"{minutes} min" if minutes else "") if part)


class EditorPage(Page):
    cls = ".EditActivity"

    def __init__(self, app: App, ident: int | None, first: Mapping[str, str] | None = None) -> None:
        super().__init__(app)
        self.recipe = ident
        fields = {"title": "", "minutes": "", "servings": "4", "ingredients": "", "directions": ""}
        self.category = book.CATEGORIES[1]
        row = self.content.row(f"{book.RECIPES}/{ident}") if ident is not None else None
        if row is not None:
            fields |= {name: row.text(name) for name in ("title", "minutes", "servings")}
            parts = book.ingredients(self.content, row.number("_id"))
            fields["ingredients"] = "\n".join(book.words(*part) for part in parts)
            fields["directions"] = "\n".join(book.steps(self.content, row.number("_id")))
            self.category = row.text("category")
        fields |= first or {}
        self.state.fields.update({f"edit_{name}": text for name, text in fields.items()})
        self._before = (dict(self.state.fields), self.category)

    def view(self, ui: Kit) -> View:
        numbers = [
            ui.column([ui.label(label, "", style(size=13, fg="muted")), ui.field(key)], weight=1, gap=4)
            for label, key in (("Servings", "edit_servings"), ("Minutes", "edit_minutes"))
        ]
        form = [
            ui.column([ui.field("edit_title", "Recipe name")], pad=(16, 8, 16, 4)),
            ui.row(ui.t("Category"), self.category, self._pick, icon=ui.icon("tag"), rid="row_category"),
            ui.line(numbers, gap=12, pad=(16, 4, 16, 8)),
            self._lines(ui, "Ingredients", "edit_ingredients", "One ingredient per line"),
            self._lines(ui, "Instructions", "edit_directions", "One step per line"),
        ]
        title = "New recipe" if self.recipe is None else "Edit recipe"
        save = Action("Save", self._save, "check", "action_save")
        body = ui.scroll(form, "editor", pad=(0, 0, 0, 24))
        return scaffold(ui, title, body, up=self.up, close=True, actions=[save])

    def _lines(self, ui: Kit, label: str, key: str, hint: str) -> View:
        name = ui.label(label, "", style(size=13, fg="muted"))
        return ui.column([name, ui.field(key, hint, lines=0)], gap=4, pad=(16, 4, 16, 8))

    def back(self) -> bool:
        if (self.state.fields, self.category) == self._before:
            return False
        self.show(alert("", "Discard your changes?", (("Keep editing", None), ("Discard", self.close))))
        return True

    def _pick(self) -> None:
        def pick(place: int) -> None:
            self.category = book.CATEGORIES[place]

        known = self.category in book.CATEGORIES
        chosen = book.CATEGORIES.index(self.category) if known else -1
        self.show(choose("Category", book.CATEGORIES, chosen, pick, plain=True))

    def _number(self, name: str) -> int:
        text = self.state.fields[f"edit_{name}"].strip()
        return min(int(text), 9999) if text.isdecimal() else 0

    def _save(self) -> None:
        fields = {name: text.strip() for name, text in self.state.fields.items()}
        if not fields["edit_title"]:
            self.toast("Enter a name")
            return
        servings, now = min(max(1, self._number("servings")), _MOST), self.system.now_ms()
        values: dict[str, str | int] = {"title": fields["edit_title"], "category": self.category}
        values |= {"servings": servings, "shown_servings": servings}
        values |= {"minutes": self._number("minutes"), "modified": now}
        if self.recipe is None:
            values["created"] = now
        parts, todo = _filled(fields["edit_ingredients"]), _filled(fields["edit_directions"])
        new = self.recipe is None
        ident = book.save(self.content, self.recipe, values, parts, todo)
        self.close()
        self.toast("Recipe saved")
        if new:
            self.system.push(RecipePage(self.app, ident))


def _filled(text: str) -> list[str]:
    """The lines with something in them."""
    return [line.strip() for line in text.splitlines() if line.strip()]
