"""The expenses app's other places: the month's summary and the budget."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.apps import _expenses_book as book
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dates import months_later
from device_drivers.virtual.window.dialogs import prompt
from device_drivers.virtual.window.kit import Kit
from device_drivers.virtual.window.view import WRAP, View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.expenses import MainPage

_MONTHS = 6  # that are compared


def amount(ui: Kit, cents: int, rid: str = "amount") -> View:
    """Money at the end of a row."""
    return ui.text(book.money(cents), rid, style(size=17, lines=1), w=WRAP)


def _bar(ui: Kit, part: float, full: bool = False) -> View:
    """A bar of which a part, 0..1, is filled; `full` says that it is more than full."""
    done = View(h=6, weight=max(part, 0.001), style=style(bg="text" if full else "primary"))
    rest = View(h=6, weight=max(1 - part, 0.001), style=style(bg="tile"))
    return ui.line([done, rest], pad=(16, 0, 16, 6))


def summary(page: MainPage, ui: Kit) -> list[View]:
    """Totals of the month by category, and of the months before."""
    content, month = page.content, page.month
    spent = book.total(content, month)
    limit = book.budget(content)
    words = f"{book.money(spent)} {ui.t('of')} {book.money(limit)}" if limit else book.money(spent)
    rows = [_large(ui, "Total", words)]
    icons = book.categories(content)
    rows.append(ui.header("By category"))
    for name, cents in book.by_category(content, month):
        share = cents / spent if spent else 0
        icon = ui.icon(icons.get(name, "tag"))
        act = partial(page.show_category, name)
        rows += [
            ui.row(name, f"{share:.0%}", act, icon=icon, trailing=[amount(ui, cents)]),
            _bar(ui, share),
        ]
    if not spent:
        rows.append(ui.label("No expenses this month", "", style(fg="muted"), pad=(16, 8, 16, 8)))
    rows.append(ui.header("By month"))
    for back in range(_MONTHS):
        day = months_later(page.today.replace(day=1), -back)
        ends = [amount(ui, book.total(content, day))]
        rows.append(ui.row(ui.day(day, "yMMMM"), "", partial(page.turn_to, day), trailing=ends))
    return rows


def _large(ui: Kit, label: str, words: str) -> View:
    parts = [
        ui.label(label, "total_label", style(size=14, fg="muted")),
        ui.text(words, "total_amount", style(size=22, bold=True, lines=2)),
    ]
    return ui.column(parts, pad=(16, 8, 16, 8), gap=2)


def budgets(page: MainPage, ui: Kit) -> list[View]:
    """The limits of a month: for everything and by category."""
    content, month = page.content, page.month
    rows = _limit(page, ui, "", book.total(content, month), "target")
    rows.append(ui.header("By category"))
    for name, icon in book.categories(content).items():
        rows += _limit(page, ui, name, book.total(content, month, name), icon)
    return rows


def _limit(page: MainPage, ui: Kit, category: str, spent: int, icon: str) -> list[View]:
    limit = book.budget(page.content, category)
    title = category or ui.t("Monthly budget")
    words = f"{ui.t('No budget')} · {book.money(spent)} {ui.t('spent')}"
    if limit:
        rest = f"{book.money(abs(limit - spent))} {ui.t('over' if spent > limit else 'left')}"
        words = f"{book.money(spent)} {ui.t('of')} {book.money(limit)} · {rest}"
    row = ui.row(title, words, partial(_ask, page, category), icon=ui.icon(icon), lines=2)
    return [row, _bar(ui, min(1.0, spent / limit), spent > limit)] if limit else [row]


def _ask(page: MainPage, category: str) -> None:
    limit = book.budget(page.content, category)
    page.state.fields["edit_budget"] = f"{limit / 100:.2f}" if limit else ""

    def done(text: str) -> None:
        cents = book.typed_amount(text)
        if text.strip() and not cents:
            page.toast("Enter an amount")
            return
        page.content.delete(book.BUDGETS, f"category={book.quoted(category)}")
        if cents:
            page.content.insert(book.BUDGETS, {"category": category, "amount": cents})

    title = category or page.t("Monthly budget")
    page.show(prompt(title, "edit_budget", "Amount, empty for none", done, ok="Save", plain=True))
    page.state.edit("edit_budget")
