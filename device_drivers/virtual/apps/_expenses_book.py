"""What the expenses app keeps: amounts in cents, categories, monthly budgets."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from device_drivers.virtual.providers.resolver import ContentResolver
from device_drivers.virtual.window.dates import months_later
from device_drivers.virtual.window.kit import Kit

PACKAGE = "com.android.expenses"
EXPENSES = f"content://{PACKAGE}/expenses"
CATEGORIES = f"content://{PACKAGE}/categories"
BUDGETS = f"content://{PACKAGE}/budgets"
# amount: cents; date: YYYY-MM-DD; a budget without a category is for the whole month.
SCHEMA = """
CREATE TABLE expenses (_id INTEGER PRIMARY KEY AUTOINCREMENT, amount INTEGER NOT NULL, category TEXT,
  note TEXT DEFAULT '', date TEXT NOT NULL, created INTEGER, receipt TEXT DEFAULT '');
CREATE TABLE categories (_id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE NOT NULL, icon TEXT);
CREATE TABLE budgets (_id INTEGER PRIMARY KEY AUTOINCREMENT, category TEXT UNIQUE NOT NULL,
  amount INTEGER NOT NULL);"""
OTHER = "Other"
FIRST_CATEGORIES = (
    ("Food", "fork"), ("Shopping", "cart"), ("Transport", "bus"), ("Housing", "house"), ("Health", "health"),
    ("Entertainment", "film"), (OTHER, "tag"),
)  # fmt: skip


def money(cents: int) -> str:
    """$1,234.50"""
    sign = "-" if cents < 0 else ""
    return f"{sign}${abs(cents) // 100:,}.{abs(cents) % 100:02d}"


def typed_amount(text: str) -> int:
    """Cents; 0 for what is no amount. A comma before two digits at the end is a decimal point."""
    clean = text.strip().removeprefix("$").replace(" ", "")
    if "." in clean:
        clean = clean.replace(",", "")
    elif "," in clean:
        head, _, tail = clean.rpartition(",")
        clean = f"{head.replace(',', '')}{'' if len(tail) == 3 else '.'}{tail}"
    try:
        value = Decimal(clean)
    except InvalidOperation:
        return 0
    if not value.is_finite() or not 0 < value < 10_000_000:
        return 0
    return int((value * 100).quantize(Decimal(1)))


def quoted(text: str) -> str:
    """As a string in SQL."""
    return "'" + text.replace("'", "''") + "'"


def within(month: date, category: str = "") -> str:
    """The condition for a month's expenses, of one category or of all."""
    where = f"date >= '{month:%Y-%m}-01' AND date < '{months_later(month.replace(day=1), 1):%Y-%m}-01'"
    return f"{where} AND category={quoted(category)}" if category else where


def total(content: ContentResolver, month: date, category: str = "") -> int:
    """Cents spent in a month."""
    (row,) = content.rows(EXPENSES, within(month, category), "1", ["SUM(amount) AS total"])
    return row.number("total")


def by_category(content: ContentResolver, month: date) -> list[tuple[str, int]]:
    """Cents spent in a month by category, the largest first."""
    sums: dict[str, int] = {}
    for row in content.rows(EXPENSES, within(month), "category"):
        sums[row.text("category")] = sums.get(row.text("category"), 0) + row.number("amount")
    return sorted(sums.items(), key=lambda pair: -pair[1])


def budget(content: ContentResolver, category: str = "") -> int:
    """Cents a month; 0 when there is none."""
    row = content.row(BUDGETS, f"category={quoted(category)}")
    return row.number("amount") if row is not None else 0


def categories(content: ContentResolver) -> dict[str, str]:
    """Their icons by name, in the order they were made, the rest at the end."""
    rows = content.rows(CATEGORIES, sort=f"name={quoted(OTHER)}, _id")
    return {row.text("name"): row.text("icon") for row in rows}


def day_words(ui: Kit, day: date, today: date) -> str:
    """Mar 2; another year's with the year."""
    return ui.day(day, "MMMd" if day.year == today.year else "yMMMd")
