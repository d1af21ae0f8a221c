"""The editor of one expense, and the page of categories."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from device_drivers.virtual.apps import _expenses_book as book
from device_drivers.virtual.apps._attaching import Taken, bytes_of, photo_options, taken
from device_drivers.virtual.kernel import App, Page
from device_drivers.virtual.providers.resolver import Value
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dates import date_picker
from device_drivers.virtual.window.dialogs import alert, choose, items, prompt
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.view import View


class EditorPage(Page):
    cls = ".EditActivity"

    def __init__(self, app: App, ident: int | None, first: Mapping[str, str] | None = None) -> None:
        super().__init__(app)
        self.expense = ident
        values = dict(first or {})
        row = self.content.row(f"{book.EXPENSES}/{ident}") if ident is not None else None
        if row is not None:
            values = {name: row.text(name) for name in ("category", "note", "date")}
            values["amount"] = f"{row.number('amount') / 100:.2f}"
        self.state.fields.update(edit_amount=values.get("amount", ""), edit_note=values.get("note", ""))
        names = list(book.categories(self.content))
        self.category = values.get("category") or (names[0] if names else book.OTHER)
        self.day = _day(values.get("date", ""), self.system.now().date())
        self.receipt = row.text("receipt") if row is not None else ""  # a photo's URI
        self._before = self._values()
        if ident is None and not values.get("amount"):
            self.state.edit("edit_amount")

    def view(self, ui: Kit) -> View:
        look = style(size=28, shape="field", bg="field", lines=1)
        icon = book.categories(self.content).get(self.category, "tag")
        day = ui.day(self.day, "yMMMEd")
        rows = [
            ui.column([ui.field("edit_amount", "Amount", look=look)], pad=(16, 8, 16, 8)),
            ui.row(
                ui.t("Category"), self.category, self._pick_category, icon=ui.icon(icon), rid="row_category"
            ),
            ui.row(ui.t("Date"), day, self._pick_date, icon=ui.icon("calendar"), rid="row_date"),
            ui.column([ui.field("edit_note", "Memo")], pad=(16, 8, 16, 8)),
            self._receipt(ui),
        ]
        actions = [Action("Save", self._save, "check", "action_save")]
        if self.expense is not None:
            actions.append(Action("Delete", self._ask, "delete", "action_delete", main=False))
        title = "Add expense" if self.expense is None else "Edit expense"
        body = ui.scroll(rows, "editor", pad=(0, 0, 0, 24))
        return scaffold(ui, title, body, up=self.up, close=True, actions=actions)

    def _receipt(self, ui: Kit) -> View:
        if not self.receipt:
            return ui.row(
                ui.t("Add receipt"), "", self._ask_receipt, icon=ui.icon("image"), rid="row_receipt"
            )
        file = taken(self.system, self.receipt)
        drop = ui.icon_button("Remove receipt", "close", partial(self._keep, None), "remove_receipt")
        picture = ui.photo(bytes_of(self.system, self.receipt), "receipt", desc=ui.t("Receipt"), w=56, h=56)
        name = file.name if file is not None else ui.t("This file is gone")
        return ui.row(
            ui.t("Receipt"), name, self._ask_receipt, icon=picture, trailing=[drop], rid="row_receipt"
        )

    def _ask_receipt(self) -> None:
        self.show(items("Receipt", photo_options(self, self._keep)))

    def _keep(self, file: Taken | None) -> None:
        self.receipt = file.uri if file is not None else ""

    def _values(self) -> dict[str, Value]:
        return {
            "amount": book.typed_amount(self.state.fields["edit_amount"]),
            "category": self.category,
            "note": self.state.fields["edit_note"].strip(),
            "date": self.day.isoformat(),
            "receipt": self.receipt,
        }

    def back(self) -> bool:
        if self._values() == self._before:
            return False
        self.show(alert("", "Discard your changes?", (("Keep editing", None), ("Discard", self.close))))
        return True

    def _pick_category(self) -> None:
        names = list(book.categories(self.content))
        chosen = names.index(self.category) if self.category in names else -1

        def pick(place: int) -> None:
            self.category = names[place]

        self.show(choose("Category", names, chosen, pick, plain=True))

    def _pick_date(self) -> None:
        def pick(day: date) -> None:
            self.day = day

        self.show(date_picker(self.day, pick, mode=self.system.skin.picker))

    def _save(self) -> None:
        values = self._values()
        if not values["amount"]:
            self.toast("Enter an amount")
            return
        if self.expense is None:
            self.content.insert(book.EXPENSES, {**values, "created": self.system.now_ms()})
        else:
            self.content.update(f"{book.EXPENSES}/{self.expense}", values)
        self.close()
        self.toast("Expense saved")
        self._warn()

    def _warn(self) -> None:
        """Tell when the month's budget is spent."""
        limit, spent = book.budget(self.content), book.total(self.content, self.day)
        if 0 < limit < spent:
            month = self.system.date_text(self.day, "LLLL")
            words = f"{book.money(spent - limit)} over {book.money(limit)} in {month}"
            title, tag = self.t("Budget exceeded"), f"{self.day:%Y-%m}"
            self.system.notify(book.PACKAGE, title, words, tag=tag, ident=1)

    def _ask(self) -> None:
        buttons = (("Cancel", None), ("Delete", self._delete))
        self.show(alert("Delete expense?", "This expense will be removed.", buttons))

    def _delete(self) -> None:
        self.content.delete(f"{book.EXPENSES}/{self.expense}")
        self.close()
        self.toast("Expense deleted")


def _day(text: str, today: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today


class CategoriesPage(Page):
    cls = ".CategoriesActivity"

    def view(self, ui: Kit) -> View:
        rows = []
        for name, icon in book.categories(self.content).items():
            count = len(self.content.rows(book.EXPENSES, f"category={book.quoted(name)}"))
            words = f"{count} {ui.t('expense' if count == 1 else 'expenses')}"
            act = partial(self._menu, name) if name != book.OTHER else None
            rows.append(ui.row(name, words, act, icon=ui.icon(icon), ids=("category_name", "category_count")))
        add = Action("Add category", self._add, "add", "fab_add_category")
        return scaffold(ui, "Categories", ui.list(rows, pad=(0, 4, 0, 96)), up=self.up, add=add)

    def _menu(self, name: str) -> None:
        options = (("Rename", partial(self._ask_name, name)), ("Delete", partial(self._ask_delete, name)))
        self.show(items(name, options, plain=True))

    def _add(self) -> None:
        self._prompt("Add category", "", self._make)

    def _ask_name(self, name: str) -> None:
        self._prompt("Rename category", name, partial(self._rename, name))

    def _prompt(self, title: str, text: str, done: Callable[[str], object]) -> None:
        self.state.fields["category_name"] = text
        self.show(prompt(title, "category_name", "Name", done, ok="Save"))
        self.state.edit("category_name")

    def _free(self, name: str) -> bool:
        """It can be a category's name; the user is told why not."""
        if name.lower() in (known.lower() for known in book.categories(self.content)):
            self.toast("This category already exists")
            return False
        return bool(name)

    def _make(self, text: str) -> None:
        name = text.strip()
        if self._free(name):
            self.content.insert(book.CATEGORIES, {"name": name, "icon": "tag"})

    def _rename(self, old: str, text: str) -> None:
        name = text.strip()
        if name == old or not self._free(name):
            return
        self.content.update(book.CATEGORIES, {"name": name}, f"name={book.quoted(old)}")
        self._move(old, name)

    def _move(self, old: str, name: str) -> None:
        for uri in (book.EXPENSES, book.BUDGETS):
            self.content.update(uri, {"category": name}, f"category={book.quoted(old)}")

    def _ask_delete(self, name: str) -> None:
        buttons = (("Cancel", None), ("Delete", partial(self._delete, name)))
        self.show(alert("Delete category?", "Its expenses will move to Other.", buttons))

    def _delete(self, name: str) -> None:
        self.content.delete(book.CATEGORIES, f"name={book.quoted(name)}")
        self.content.delete(book.BUDGETS, f"category={book.quoted(name)}")
        self._move(name, book.OTHER)
