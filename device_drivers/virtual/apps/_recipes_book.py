"""What the recipes app keeps: recipes with ingredients and steps, and the shopping list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from device_drivers.virtual.providers.resolver import ContentResolver, Row, Values, delete_rows

PACKAGE = "com.android.recipes"
RECIPES = f"content://{PACKAGE}/recipes"
INGREDIENTS = f"content://{PACKAGE}/ingredients"
STEPS = f"content://{PACKAGE}/steps"
SHOPPING = f"content://{PACKAGE}/shopping"
# servings: what the amounts are for; shown_servings: what the reader last chose; amount: NULL for none.
SCHEMA = """
CREATE TABLE recipes (_id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL, category TEXT,
  servings INTEGER DEFAULT 4, shown_servings INTEGER DEFAULT 4, minutes INTEGER DEFAULT 0,
  favorite INTEGER DEFAULT 0, created INTEGER, modified INTEGER);
CREATE TABLE ingredients (_id INTEGER PRIMARY KEY AUTOINCREMENT, recipe_id INTEGER, position INTEGER,
  amount REAL, unit TEXT DEFAULT '', name TEXT);
CREATE TABLE steps (_id INTEGER PRIMARY KEY AUTOINCREMENT, recipe_id INTEGER, position INTEGER, text TEXT);
CREATE TABLE shopping (_id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, amount REAL,
  unit TEXT DEFAULT '', checked INTEGER DEFAULT 0);"""
CATEGORIES = ("Breakfast", "Main dishes", "Soups", "Salads", "Desserts", "Baking", "Drinks", "Other")
_UNITS = (
    "g", "kg", "ml", "l", "tsp", "tbsp", "cup", "cups", "oz", "lb", "clove", "cloves", "can", "cans", "slice",
    "slices", "pinch", "bunch", "sprig", "sprigs",
)  # fmt: skip
_AMOUNT = re.compile(r"(\d+ \d+/\d+|\d+/\d+|\d+(?:[.,]\d+)?)\s*(.*)")


class Ingredient(NamedTuple):
    amount: float | None
    unit: str
    name: str


def parse(line: str) -> Ingredient:
    """Of "200 g flour", "1 1/2 cups milk", "2 eggs" or "salt"."""
    found = _AMOUNT.fullmatch(line.strip())
    if found is None or not found[2]:
        return Ingredient(None, "", line.strip())
    try:
        amount = float(sum(Fraction(part.replace(",", ".")) for part in found[1].split()))
    except ZeroDivisionError:
        return Ingredient(None, "", line.strip())
    unit, _, name = found[2].partition(" ")
    return Ingredient(amount, unit, name) if unit in _UNITS and name else Ingredient(amount, "", found[2])


def words(amount: float | None, unit: str, name: str) -> str:
    """An ingredient as a line of text."""
    return " ".join(part for part in (amount_words(amount), unit, name) if part)


def amount_words(amount: float | None) -> str:
    """As a cook writes it: 350, 1 1/2, 2/3."""
    if amount is None:
        return ""
    if amount >= 20:
        return f"{round(amount)}"
    for parts in (1, 2, 3, 4, 8):
        near = Fraction(round(amount * parts), parts)
        if abs(near - amount) < 0.01:
            whole, rest = divmod(near, 1)
            return " ".join(str(part) for part in (whole, rest) if part) or "0"
    return f"{amount:.1f}"


def ingredients(content: ContentResolver, recipe: int, factor: float = 1) -> list[Ingredient]:
    """A recipe's, in their order, with the amounts times a factor."""
    rows = content.rows(INGREDIENTS, f"recipe_id={recipe}", "position")
    return [_scaled(row, factor) for row in rows]


def _scaled(row: Row, factor: float) -> Ingredient:
    amount = row["amount"]
    value = float(amount) * factor if isinstance(amount, (int, float)) else None
    return Ingredient(value, row.text("unit"), row.text("name"))


def steps(content: ContentResolver, recipe: int) -> list[str]:
    return [row.text("text") for row in content.rows(STEPS, f"recipe_id={recipe}", "position")]


def save(
    content: ContentResolver, recipe: int | None, values: Values, parts: Sequence[str], todo: Sequence[str]
) -> int:
    """Write a recipe with its ingredients and steps, a line each; its id."""
    if recipe is None:
        recipe = int(content.insert(RECIPES, values).rsplit("/", 1)[1])
    else:
        content.update(f"{RECIPES}/{recipe}", values)
        for uri in (INGREDIENTS, STEPS):
            content.delete(uri, f"recipe_id={recipe}")
    for place, line in enumerate(parts):
        row = {"recipe_id": recipe, "position": place, **parse(line)._asdict()}
        content.insert(INGREDIENTS, row)
    for place, line in enumerate(todo):
        content.insert(STEPS, {"recipe_id": recipe, "position": place, "text": line})
    return recipe


def delete(content: ContentResolver, recipes: list[int]) -> None:
    """Recipes with all that belongs to them."""
    delete_rows(content.db, "recipes", recipes)
    for table in ("ingredients", "steps"):
        delete_rows(content.db, table, recipes, "recipe_id")


def buy(content: ContentResolver, wanted: Ingredient) -> None:
    """Put it on the shopping list; what is there already and not bought becomes more."""
    for row in content.rows(SHOPPING, "checked=0"):
        same = row.text("name").lower() == wanted.name.lower() and row.text("unit") == wanted.unit
        if same and wanted.amount is not None and row["amount"] is not None:
            amount = wanted.amount + float(row.text("amount"))
            content.update(f"{SHOPPING}/{row.number('_id')}", {"amount": round(amount, 3)})
            return
        if same and wanted.amount is None and row["amount"] is None:
            return
    rounded = None if wanted.amount is None else round(wanted.amount, 3)
    content.insert(SHOPPING, {"name": wanted.name, "amount": rounded, "unit": wanted.unit})


def item_words(row: Row) -> str:
    """A line of the shopping list."""
    return words(*_scaled(row, 1))
