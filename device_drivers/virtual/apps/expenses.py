"""Expenses: the months' lists with search and filter, summary, budget, categories."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from device_drivers.virtual.apps import _expenses_book as book
from device_drivers.virtual.apps._expenses_editor import CategoriesPage, EditorPage
from device_drivers.virtual.apps._expenses_summary import amount, budgets, summary
from device_drivers.virtual.apps._share import share
from device_drivers.virtual.fixture import Fixture
from device_drivers.virtual.intents import DEFAULT, INSERT, LAUNCHER, MAIN, SEND, Filter, Intent
from device_drivers.virtual.kernel import App, Page, System
from device_drivers.virtual.providers.resolver import Route, Row, Tables, Value
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dates import months_later
from device_drivers.virtual.window.dialogs import choose, items
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.nav import Tab, Tabs
from device_drivers.virtual.window.view import View

_TABS = (
    Tab("Expenses", "wallet", "tab_expenses"),
    Tab("Summary", "chart", "tab_summary"),
    Tab("Budget", "target", "tab_budget"),
)
_SORTS = (
    ("Newest first", "date DESC, _id DESC"),
    ("Oldest first", "date, _id"),
    ("Highest amount", "amount DESC, _id DESC"),
    ("Lowest amount", "amount, _id"),
)


class MainPage(Page):
    cls = ".MainActivity"

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self.tab = 0
        self.month = self.today.replace(day=1)
        self.category = ""  # the only one shown; empty: all
        self.sort = 0
        self.searching = False

    @property
    def today(self) -> date:
        return self.system.now().date()

    def view(self, ui: Kit) -> View:
        add = Action("Add expense", self._add, "add", "fab_add_expense")
        if self.searching:
            return scaffold(ui, "", self._list(ui), bar=self._search_bar(ui))
        if self.tab:
            parts = (summary if self.tab == 1 else budgets)(self, ui)
            body = ui.list(parts, ("summary_list", "budget_list")[self.tab - 1], pad=(0, 0, 0, 96))
        else:
            body = self._list(ui)
        whole = ui.column([self._months(ui), body], weight=1)
        body.weight = 1
        tabs = Tabs(_TABS, self.tab, self._choose)
        return scaffold(ui, "Expenses", whole, actions=self._actions(), add=add, tabs=tabs)

    def _actions(self) -> list[Action]:
        actions = [
            Action("Search", self._search, "search", "action_search"),
            Action("Filter", self._filter, "filter", "action_filter"),
            Action("Sort by", self._sort_menu, main=False),
            Action("Categories", lambda: self.open(CategoriesPage(self.app)), main=False),
            Action("Share summary", self._share, main=False),
        ]
        return actions if self.tab == 0 else [actions[0], *actions[3:]]

    def _months(self, ui: Kit) -> View:
        look = style(bold=True, align="center", lines=1)
        name = ui.text(ui.day(self.month, "yMMMM"), "month_name", look, weight=1)
        before, after = partial(self._turn, -1), partial(self._turn, 1)
        return ui.line(
            [
                ui.icon_button("Previous month", "left", before, "previous_month"),
                name,
                ui.icon_button("Next month", "right", after, "next_month"),
            ],
            "month_bar",
            pad=(8, 0, 8, 0),
        )

    def _found(self) -> list[Row]:
        """The month's expenses, or those of any time that have the words searched for."""
        if not self.searching:
            where = book.within(self.month, self.category)
            return self.content.rows(book.EXPENSES, where, _SORTS[self.sort][1])
        wanted = self.state.fields.get("search_src_text", "").strip().lower()
        rows = self.content.rows(book.EXPENSES, sort=_SORTS[0][1])
        return [row for row in rows if wanted in f"{row.text('note')}\n{row.text('category')}".lower()]

    def _list(self, ui: Kit) -> View:
        found, icons = self._found(), book.categories(self.content)
        if not found and (self.searching or not self.category):
            return ui.empty("No expenses found" if self.searching else "No expenses this month", "wallet")
        words = ui.label("Total", "", style(fg="muted", size=14), weight=1)
        sum_ = amount(ui, sum(row.number("amount") for row in found), "list_total")
        head = [ui.line([words, sum_], "total_bar", pad=(16, 8, 16, 8))]
        if self.category and not self.searching:
            drop = ui.icon_button("Clear filter", "close", self._clear_filter, "clear_filter")
            head.append(ui.row(self.category, icon=ui.icon("filter"), trailing=[drop], rid="filter_bar"))
        rows = [self._row(ui, row, icons) for row in found]
        return ui.list([*head, *rows], "expense_list", pad=(0, 0, 0, 96))

    def _row(self, ui: Kit, row: Row, icons: dict[str, str]) -> View:
        category, note = row.text("category"), row.text("note")
        day = book.day_words(ui, date.fromisoformat(row.text("date")), self.today)
        return ui.row(
            note or category,
            f"{category} · {day}" if note else day,
            partial(self._edit, row.number("_id")),
            icon=ui.icon(icons.get(category, "tag")),
            trailing=[amount(ui, row.number("amount"))],
            on_long=partial(self._menu, row),
            ids=("expense_title", "expense_details"),
        )

    def _search_bar(self, ui: Kit) -> View:
        field = ui.field(
            "search_src_text", "Search expenses", box=False, weight=1, look=style(size=18, lines=1)
        )
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

    def _choose(self, place: int) -> None:
        self.tab = place

    def _turn(self, by: int) -> None:
        self.month = months_later(self.month, by)

    def turn_to(self, month: date) -> None:
        self.month = month
        self.state.scroll.clear()

    def show_category(self, name: str) -> None:
        """The list of the month's expenses of one category."""
        self.category, self.tab = name, 0

    def _clear_filter(self) -> None:
        self.category = ""

    def _filter(self) -> None:
        names = list(book.categories(self.content))
        chosen = names.index(self.category) + 1 if self.category in names else 0

        def pick(place: int) -> None:
            self.category = names[place - 1] if place else ""

        self.show(choose("Filter", [self.t("All categories"), *names], chosen, pick, plain=True))

    def _sort_menu(self) -> None:
        def pick(place: int) -> None:
            self.sort = place

        self.show(choose("Sort by", [label for label, _ in _SORTS], self.sort, pick))

    def _share(self) -> None:
        lines = [f"{name}: {book.money(cents)}" for name, cents in book.by_category(self.content, self.month)]
        month = self.system.date_text(self.month, "yMMMM")
        title = f"{month}: {book.money(book.total(self.content, self.month))}"
        share(self, "\n".join([title, *lines]), month)

    def _add(self) -> None:
        self.open(EditorPage(self.app, None, {"category": self.category} if self.category else None))

    def _edit(self, ident: int) -> None:
        self.open(EditorPage(self.app, ident))

    def _menu(self, row: Row) -> None:
        ident = row.number("_id")
        options = (
            ("Edit", partial(self._edit, ident)),
            ("Duplicate", partial(self._duplicate, row)),
            ("Delete", partial(self._delete, ident)),
        )
        self.show(items(row.text("note") or row.text("category"), options, plain=True))

    def _duplicate(self, row: Row) -> None:
        values = {name: row[name] for name in ("amount", "category", "note")}
        now = self.system.now_ms()
        self.content.insert(book.EXPENSES, {**values, "date": self.today.isoformat(), "created": now})
        self.toast("Expense saved")

    def _delete(self, ident: int) -> None:
        names, rows = self.content.query(f"{book.EXPENSES}/{ident}")
        self.content.delete(f"{book.EXPENSES}/{ident}")
        if rows:
            old = dict(zip(names, rows[0], strict=True))
            self.snack(self.t("Expense deleted"), "Undo", lambda: self.content.insert(book.EXPENSES, old))


class Program(App):
    package = book.PACKAGE
    label = "Expenses"
    icon = "wallet"
    launcher = ".MainActivity"
    activities = {
        ".MainActivity": (Filter((MAIN,), (LAUNCHER, DEFAULT)),),
        ".EditActivity": (
            Filter((INSERT,), types=("vnd.android.cursor.dir/vnd.expenses.expense",)),
            Filter((SEND,), types=("text/plain",)),
        ),
    }
    version = ("3.0.4", 304)

    def __init__(self, system: System) -> None:
        super().__init__(system)
        names = ("expenses", "categories", "budgets")
        system.content.add(Tables(self.package, {name: Route(name) for name in names}), book.SCHEMA)

    def fill(self, fixture: Fixture) -> None:
        self._fill_categories()
        now = self.system.now()
        for one in fixture.expenses:
            then = now - timedelta(days=one.days_ago)
            values: dict[str, Value] = {"amount": one.amount, "category": one.category, "note": one.note}
            values |= {"date": then.date().isoformat(), "created": int(then.timestamp() * 1000)}
            self.content.insert(book.EXPENSES, values)
        for limit in fixture.budgets:
            self.content.insert(book.BUDGETS, {"category": limit.category, "amount": limit.amount})

    def _fill_categories(self) -> None:
        for name, icon in book.FIRST_CATEGORIES:
            self.content.insert(book.CATEGORIES, {"name": name, "icon": icon})

    def clear(self) -> None:
        for uri in (book.EXPENSES, book.CATEGORIES, book.BUDGETS):
            self.content.delete(uri)
        self._fill_categories()

    def page(self, activity: str, intent: Intent) -> Page:
        if activity != ".EditActivity":
            return MainPage(self)
        given = {name: intent.string(name) for name in ("amount", "category", "note", "date")}
        given["note"] = given["note"] or intent.string("android.intent.extra.TEXT")
        return EditorPage(self, None, given)
