"""Expenses: what is done by hand is what the provider says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from device_drivers.virtual.apps._expenses_book import money, typed_amount
from device_drivers.virtual.intents import Intent
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.skins import NAMED
from tests.virtual_looks import check_screen, says
from tests.virtual_world import BACK, column, find, hold, make_phone, tap, texts, word, write

EXPENSES_APP = "com.android.expenses"
EXPENSES = "content://com.android.expenses/expenses"
CATEGORIES = "content://com.android.expenses/categories"
BUDGETS = "content://com.android.expenses/budgets"
SPENT = {
    "expenses": [
        {"amount": 1250, "category": "Food", "note": "Lunch", "days_ago": 0},
        {"amount": 4000, "category": "Transport", "note": "Fuel", "days_ago": 0},
        {"amount": 850, "category": "Food", "note": "Bakery", "days_ago": 0},
        {"amount": 9900, "category": "Shopping", "note": "Coat", "days_ago": 40},
    ],
    "budgets": [{"amount": 10000}],
}


def opened(**more: object) -> Phone:
    phone = make_phone(**{"fixture": SPENT, **more})
    phone.launch(EXPENSES_APP)
    return phone


def place(phone: Phone, label: str) -> None:
    """Open one of the app's places, wherever the skin keeps them."""
    if phone.skin.navigation == "drawer":
        tap(phone, word(phone, "Open navigation drawer"))
    tap(phone, word(phone, label))


@pytest.mark.parametrize(
    ("text", "cents"),
    [("12", 1200), ("12.5", 1250), ("12,50", 1250), ("$1,200", 120000), ("1,234.56", 123456), ("0", 0),
     ("-3", 0), ("abc", 0), ("nan", 0), ("", 0)],
)  # fmt: skip
def test_amounts_as_people_write_them(text: str, cents: int) -> None:
    assert typed_amount(text) == cents
    assert money(123456) == "$1,234.56"


@pytest.mark.parametrize("skin", ["plain", "atlas", "harbor"])
def test_an_expense_is_added(skin: str) -> None:
    phone = opened(skin=skin)
    tap(phone, word(phone, "Add expense"))
    phone.type_text("23.40")
    phone.press_key(BACK)  # the keyboard
    tap(phone, word(phone, "Category"), "Health")
    write(phone, word(phone, "Memo"), "Plasters")
    tap(phone, word(phone, "Save"))
    (row,) = phone.content.rows(EXPENSES, "category='Health'")
    assert (row.number("amount"), row.text("note")) == (2340, "Plasters")
    assert row.text("date") == phone.now().date().isoformat()
    assert "Plasters" in texts(phone)


def test_an_amount_is_needed() -> None:
    phone = opened()
    tap(phone, "Add expense", "Save")
    assert phone.last_toast is not None
    assert phone.last_toast[0] == "Enter an amount"
    assert len(phone.content.rows(EXPENSES)) == 4


@pytest.mark.parametrize("picker", ["plain", "bare", "petite"])  # a month's days, a field, wheels
def test_the_date_is_chosen(picker: str) -> None:
    phone = opened(skin=picker)
    day = phone.now().date()
    wanted = day.replace(day=15 if day.day != 15 else 16)
    tap(phone, "Lunch", "Date")
    if picker == "plain":
        tap(phone, f"{wanted:%d %B %Y}")
    elif picker == "bare":
        phone.set_text(find(phone, "mm/dd/yyyy"), f"{wanted:%m/%d/%Y}")
    else:
        field = next(view for view in phone.window().root.walk() if view.key == "wheel_day")
        phone.set_text(field, str(wanted.day))
    tap(phone, "OK", "Save")
    assert column(phone, EXPENSES, "date", "note='Lunch'") == [wanted.isoformat()]


def test_an_expense_is_edited_and_deleted() -> None:
    phone = opened()
    tap(phone, "Fuel")
    phone.set_text(find(phone, "Amount"), "41.10")
    phone.press_key(BACK)
    tap(phone, "Keep editing", "Save")
    assert column(phone, EXPENSES, "amount", "note='Fuel'") == ["4110"]
    tap(phone, "Fuel", "More options", "Delete", "Delete")
    assert column(phone, EXPENSES, "note", "category='Transport'") == []


def test_a_deleted_expense_can_come_back() -> None:
    phone = opened()
    hold(phone, "Bakery")
    tap(phone, "Delete")
    assert column(phone, EXPENSES, "_id", "note='Bakery'") == []
    tap(phone, "Undo")
    assert column(phone, EXPENSES, "amount", "note='Bakery'") == ["850"]
    hold(phone, "Lunch")
    tap(phone, "Duplicate")
    assert column(phone, EXPENSES, "amount", "note='Lunch'") == ["1250", "1250"]


def test_months_filter_search_and_sorting() -> None:
    phone = opened()
    assert "$61.00" in texts(phone)
    tap(phone, "Filter", "Food")
    assert "$21.00" in texts(phone)
    assert "Fuel" not in texts(phone)
    tap(phone, "Clear filter", "More options", "Sort by", "Highest amount")
    order = [words for words in texts(phone) if words in ("Fuel", "Lunch", "Bakery")]
    assert order == ["Fuel", "Lunch", "Bakery"]
    before = phone.now().date() - timedelta(days=40)
    while f"{before:%B %Y}" not in texts(phone):
        tap(phone, "Previous month")
    assert "Coat" in texts(phone)
    tap(phone, "Search")
    phone.type_text("lun")
    assert "Lunch" in texts(phone)
    assert "Coat" not in texts(phone)


@pytest.mark.parametrize("skin", ["plain", "grand", "ember"])
def test_the_summary_adds_up(skin: str) -> None:
    phone = opened(skin=skin)
    place(phone, "Summary")
    assert says(phone, "$61.00")
    assert "$40.00" in texts(phone)
    assert "66%" in texts(phone)
    tap(phone, "Food")
    assert "Lunch" in texts(phone)
    assert "Fuel" not in texts(phone)


def test_budgets_are_set_and_warn() -> None:
    phone = opened()
    tap(phone, "Budget")
    assert says(phone, "$39.00 left")
    tap(phone, "Food")
    phone.type_text("20")
    tap(phone, "Save")
    assert column(phone, BUDGETS, "amount", "category='Food'") == ["2000"]
    assert says(phone, "$1.00 over")
    tap(phone, "Monthly budget")
    phone.set_text(find(phone, "Amount, empty for none"), "70")
    tap(phone, "Save", "Add expense")
    phone.type_text("10")
    tap(phone, "Save")
    assert [(note.title, note.text.split(" in ")[0]) for note in phone.notifications] == [
        ("Budget exceeded", "$1.00 over $70.00")
    ]
    tap(phone, "Monthly budget")
    phone.set_text(find(phone, "Amount, empty for none"), "")
    tap(phone, "Save")
    assert column(phone, BUDGETS, "category") == ["Food"]


def test_categories_are_added_renamed_and_deleted() -> None:
    phone = opened()
    tap(phone, "More options", "Categories", "Add category")
    phone.type_text("Pets")
    tap(phone, "Save", "Food", "Rename")
    phone.set_text(find(phone, "Name"), "Eating")
    tap(phone, "Save")
    assert {"Pets", "Eating"} <= set(column(phone, CATEGORIES, "name"))
    assert column(phone, EXPENSES, "note", "category='Eating'") == ["Lunch", "Bakery"]
    tap(phone, "Transport", "Delete", "Cancel", "Transport", "Delete", "Delete")
    assert "Transport" not in column(phone, CATEGORIES, "name")
    assert column(phone, EXPENSES, "category", "note='Fuel'") == ["Other"]


def test_intents_fill_the_editor() -> None:
    phone = make_phone(fixture={})
    extras = {"amount": "7.50", "category": "Food", "note": "Pie", "date": "2026-01-31"}
    kind = "vnd.android.cursor.dir/vnd.expenses.expense"
    assert phone.start_activity(Intent("android.intent.action.INSERT", type=kind, extras=extras)).ok
    tap(phone, "Save")
    (row,) = phone.content.rows(EXPENSES)
    assert (row.number("amount"), row.text("category"), row.text("date")) == (750, "Food", "2026-01-31")


def test_the_summary_is_shared() -> None:
    phone = opened()
    tap(phone, "More options", "Share summary", "Notes")
    assert phone.stack[-1].package == "com.android.notes"
    assert says(phone, "Transport: $40.00")


@pytest.mark.parametrize("skin", sorted(NAMED))
def test_it_fits_every_skin(skin: str) -> None:
    phone = opened(skin=skin)
    check_screen(phone)
    for label in ("Summary", "Budget"):
        place(phone, label)
        check_screen(phone)
    tap(phone, word(phone, "Add expense"))
    check_screen(phone)
    phone.press_key(BACK)
    tap(phone, word(phone, "Date"))
    check_screen(phone)
