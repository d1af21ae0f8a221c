"""Recipes and the shopping list: what is done by hand is what the provider says."""

from __future__ import annotations

import pytest

from device_drivers.virtual.apps._recipes_book import amount_words, parse, words
from device_drivers.virtual.intents import Intent
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.skins import NAMED
from tests.virtual_looks import check_screen, says
from tests.virtual_world import BACK, column, find, hold, make_phone, tap, texts, views, word, write

RECIPES_APP = "com.android.recipes"
RECIPES = "content://com.android.recipes/recipes"
INGREDIENTS = "content://com.android.recipes/ingredients"
STEPS = "content://com.android.recipes/steps"
SHOPPING = "content://com.android.recipes/shopping"
BOOK = {
    "recipes": [
        {"title": "Pancakes", "category": "Breakfast", "servings": 4, "minutes": 25, "favorite": True,
         "ingredients": ["250 g flour", "1/2 l milk", "2 eggs", "butter"], "steps": ["Whisk.", "Bake."]},
        {"title": "Lentil soup", "category": "Soups", "servings": 2, "minutes": 40,
         "ingredients": ["200 g lentils", "1 1/2 carrots"], "steps": ["Cook."]},
    ],
    "shopping_list": [{"text": "4 eggs"}, {"text": "Dish soap", "checked": True}],
}  # fmt: skip


def opened(**more: object) -> Phone:
    phone = make_phone(**{"fixture": BOOK, **more})
    phone.launch(RECIPES_APP)
    return phone


def place(phone: Phone, label: str) -> None:
    if phone.skin.navigation == "drawer":
        tap(phone, word(phone, "Open navigation drawer"))
    tap(phone, word(phone, label))


def show(phone: Phone, words: str) -> None:
    """Scroll down until it is on the screen."""
    for _ in range(6):
        if any(words in (view.text, view.desc, view.hint) for view in views(phone)):
            return
        form = next((view for view in views(phone) if view.scrollable), None)
        if form is not None:
            phone.scroll_view(form, True)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("200 g flour", (200, "g", "flour")),
        ("1 1/2 cups milk", (1.5, "cups", "milk")),
        ("2 eggs", (2, "", "eggs")),
        ("0.5 l cream", (0.5, "l", "cream")),
        ("salt", (None, "", "salt")),
        ("1/0 eggs", (None, "", "1/0 eggs")),
        ("7", (None, "", "7")),
    ],
)
def test_ingredients_are_read_and_written(line: str, parts: tuple[float | None, str, str]) -> None:
    assert parse(line) == parts
    assert words(*parse("1 1/2 cups milk")) == "1 1/2 cups milk"
    assert [amount_words(part) for part in (350.4, 2 / 3, 0.25, 1.21)] == ["350", "2/3", "1/4", "1.2"]


@pytest.mark.parametrize("skin", ["plain", "mosaic", "ember"])
def test_a_recipe_is_written(skin: str) -> None:
    phone = opened(skin=skin)
    tap(phone, word(phone, "New recipe"))
    write(phone, word(phone, "Recipe name"), "Toast")
    phone.press_key(BACK)
    tap(phone, word(phone, "Category"), "Breakfast")
    for hint, text in (
        ("One ingredient per line", "2 slices bread\nbutter"),
        ("One step per line", "Toast it."),
    ):
        show(phone, hint)
        field = next(view for view in phone.window().root.walk() if view.hint == hint)
        phone.set_text(field, text)
    tap(phone, word(phone, "Save"))
    (row,) = phone.content.rows(RECIPES, "title='Toast'")
    assert (row.text("category"), row.number("servings"), row.number("favorite")) == ("Breakfast", 4, 0)
    own = f"recipe_id={row.number('_id')}"
    assert column(phone, INGREDIENTS, "name", own) == ["bread", "butter"]
    assert column(phone, INGREDIENTS, "unit", own) == ["slices", ""]
    assert column(phone, STEPS, "text", own) == ["Toast it."]
    assert "2 slices bread" in texts(phone)


@pytest.mark.parametrize("skin", ["plain", "noir"])
def test_servings_scale_and_ingredients_are_bought(skin: str) -> None:
    phone = opened(skin=skin)
    tap(phone, "Pancakes")
    for _ in range(2):
        tap(phone, word(phone, "More servings"))
    assert {"375 g flour", "3/4 l milk", "3 eggs", "butter"} <= set(texts(phone))
    assert column(phone, RECIPES, "shown_servings", "title='Pancakes'") == ["6"]
    show(phone, word(phone, "Add to shopping list"))
    tap(phone, word(phone, "Add to shopping list"))
    assert column(phone, SHOPPING, "name") == ["eggs", "Dish soap", "flour", "milk", "butter"]
    assert column(phone, SHOPPING, "amount", "name='eggs'") == ["7.0"]


def test_a_recipe_is_edited_and_deleted() -> None:
    phone = opened()
    tap(phone, "Lentil soup", "Edit")
    phone.set_text(find(phone, "edit_ingredients"), "300 g lentils\n1 onion")
    phone.set_text(find(phone, "edit_servings"), "3")
    phone.press_key(BACK)
    tap(phone, "Keep editing", "Save")
    assert column(phone, INGREDIENTS, "name", "recipe_id=2") == ["lentils", "onion"]
    assert "3 servings" in texts(phone)
    tap(phone, "More options", "Delete", "Cancel", "More options", "Delete", "Delete")
    assert column(phone, RECIPES, "title") == ["Pancakes"]
    assert not phone.content.rows(STEPS, "recipe_id=2")


def test_favourites_filter_and_search() -> None:
    phone = opened()
    tap(phone, "My favorites")
    assert "Lentil soup" not in texts(phone)
    tap(phone, "Recipes", "Lentil soup", "Add to favorites")
    assert column(phone, RECIPES, "title", "favorite=1") == ["Pancakes", "Lentil soup"]
    phone.press_key(BACK)
    tap(phone, "Filter", "Soups")
    assert "Pancakes" not in texts(phone)
    tap(phone, "Clear filter", "Search")
    phone.type_text("flour")
    assert "Pancakes" in texts(phone)
    assert "Lentil soup" not in texts(phone)


@pytest.mark.parametrize("skin", ["plain", "grand", "harbor"])
def test_the_shopping_list(skin: str) -> None:
    phone = opened(skin=skin)
    place(phone, "Shopping list")
    tap(phone, word(phone, "Add item"))
    phone.type_text("2 l apple juice")
    tap(phone, word(phone, "Save"))
    tap(phone, "4 eggs")
    assert column(phone, SHOPPING, "name", "checked=1") == ["eggs", "Dish soap"]
    assert column(phone, SHOPPING, "unit", "name='apple juice'") == ["l"]
    tap(phone, word(phone, "More options"), word(phone, "Remove checked"))
    assert column(phone, SHOPPING, "name") == ["apple juice"]
    hold(phone, "2 l apple juice")
    tap(phone, word(phone, "Edit"))
    phone.set_text(find(phone, word(phone, "Item")), "3 l apple juice")
    tap(phone, word(phone, "Save"))
    assert column(phone, SHOPPING, "amount") == ["3.0"]
    tap(phone, word(phone, "More options"), word(phone, "Remove all"), word(phone, "Cancel"))
    assert "3 l apple juice" in texts(phone)
    tap(phone, word(phone, "More options"), word(phone, "Remove all"), word(phone, "Remove"))
    assert not phone.content.rows(SHOPPING)


def test_intents_open_and_fill() -> None:
    phone = make_phone(fixture=BOOK)
    assert phone.start_activity(Intent("android.intent.action.VIEW", data=f"{RECIPES}/2")).ok
    assert "Lentil soup" in texts(phone)
    extras = {"android.intent.extra.SUBJECT": "Rice", "android.intent.extra.TEXT": "200 g rice"}
    share = Intent("android.intent.action.SEND", type="text/plain", package=RECIPES_APP, extras=extras)
    assert phone.start_activity(share).ok
    tap(phone, "Save")
    assert column(phone, INGREDIENTS, "name", "recipe_id=3") == ["rice"]


def test_a_recipe_is_shared() -> None:
    phone = opened()
    tap(phone, "Pancakes", "More options", "Share", "Notes")
    assert says(phone, "250 g flour")


@pytest.mark.parametrize("skin", sorted(NAMED))
def test_it_fits_every_skin(skin: str) -> None:
    phone = opened(skin=skin)
    check_screen(phone)
    place(phone, "Shopping list")
    check_screen(phone)
    place(phone, "Recipes")
    tap(phone, "Pancakes")
    check_screen(phone)
    phone.press_key(BACK)
    tap(phone, word(phone, "New recipe"))
    check_screen(phone)
