"""What the tasks about recipes share: what they draw, and how it is done."""

from __future__ import annotations

from typing import Any

from bench.tasks.catalogue._notes import open_note, write_note
from bench.tasks.catalogue._todos import add_task, open_list
from bench.tasks.hand import Hand
from bench.tasks.judges import (
    may_change,
)
from bench.tasks.task import Params
from bench.tasks.world import World
from device_drivers.virtual.fixture import Note
from device_drivers.virtual.stocks.recipes import Recipe, ShoppingItem

RECIPES = "com.android.recipes"
_DISHES = (
    "Beetroot risotto", "Corn chowder", "Spinach pie", "Pear tart", "Lemon pasta", "Bean stew", "Plum jam",
    "Cheese scones", "Rice pudding", "Onion soup", "Carrot cake", "Pea curry", "Oat biscuits", "Leek quiche",
)  # fmt: skip
_GOODS = (
    "leeks", "dates", "yoghurt", "couscous", "capers", "spinach", "radishes", "walnuts", "honey", "sage",
    "chickpeas", "raisins", "barley", "plums",
)  # fmt: skip
_CATEGORIES = ("Breakfast", "Main dishes", "Soups", "Salads", "Desserts", "Baking", "Drinks")
BOOK = frozenset({"recipes", "ingredients", "cooking_steps"})
SERVED = may_change("recipe_servings")


# Draws
def dish(world: World) -> str:
    """A name that no recipe has."""
    return world.choose(*_DISHES)


def good(world: World) -> str:
    """Something to buy that is on no list yet."""
    return world.choose(*_GOODS)


def old_recipe(world: World, **fields: Any) -> Recipe:
    """One that is there."""
    parts = tuple(f"{100 * world.rng.randrange(1, 9)} g {good(world)}" for _ in range(3))
    fields = {"category": world.choose(*_CATEGORIES), "minutes": world.rng.randrange(15, 90, 5), **fields}
    steps = ("Wash and cut everything.", "Cook until done.")
    return world.add(
        "recipes", Recipe(**{"title": dish(world), "ingredients": parts, "steps": steps, **fields})
    )


def draw_one(**fields: Any) -> Any:
    def draw(world: World) -> dict[str, str]:
        recipe = old_recipe(world, **fields)
        return {
            "dish": recipe.title,
            "minutes": str(recipe.minutes),
            "category": world.choose(*[c for c in _CATEGORIES if c != recipe.category]),
            "new_minutes": str(recipe.minutes + world.rng.choice((3, 7, 12))),
            "servings": str(world.choose(2, 6)),
            "parts": "\n".join(recipe.ingredients),
            "title": world.title(),
        }

    return draw


def draw_apart(world: World) -> dict[str, str]:
    """A recipe, and its ingredients one by one."""
    recipe = old_recipe(world)
    return {"dish": recipe.title, **dict(zip("abc", recipe.ingredients, strict=True))}


def draw_goods(world: World) -> dict[str, str]:
    return {"a": good(world), "b": good(world), "c": good(world), "d": good(world)}


def draw_listed(*, checked: bool = False) -> Any:
    """A thing on the shopping list."""

    def draw(world: World) -> dict[str, str]:
        item = good(world)
        world.add("shopping_list", ShoppingItem(text=item, checked=checked))
        return {"item": item}

    return draw


def draw_bought(world: World) -> dict[str, str]:
    for checked in (True, True, False):
        world.add("shopping_list", ShoppingItem(text=good(world), checked=checked))
    return {}


def draw_still_to_buy(world: World) -> dict[str, str]:
    """These are to be bought, another one is bought."""
    names = [good(world) for _ in range(8)]
    world.put("shopping_list", [ShoppingItem(text=name) for name in names])
    world.add("shopping_list", ShoppingItem(text=good(world), checked=True))
    return {"names": "\n".join(names)}


def draw_quick(world: World) -> dict[str, str]:
    """A category with quick and slow dishes."""
    category = world.choose(*_CATEGORIES)
    world.drop("recipes", lambda recipe: recipe.category == category)
    for minutes in (10, 20, 25, 45, 80):
        parts = (f"{good(world)}",)
        world.add("recipes", Recipe(title=dish(world), category=category, minutes=minutes, ingredients=parts))
    return {"category": category}


def draw_perhaps(world: World) -> dict[str, str]:
    loved = world.rng.random() < 0.5
    return {"dish": old_recipe(world, favorite=loved).title, "loved": "yes" if loved else ""}


def draw_written(world: World) -> dict[str, str]:
    return {
        "dish": dish(world),
        "category": world.choose(*[c for c in _CATEGORIES if c != "Main dishes"]),
        "servings": str(world.choose(2, 3, 6, 8)),
        "minutes": str(world.rng.randrange(15, 90, 5)),
        "a": f"{100 * world.rng.randrange(1, 9)} g {good(world)}",
        "b": f"{world.rng.randrange(2, 6)} {good(world)}",
        "step": world.choose("Mix everything and chill.", "Fry it all together.", "Bake until golden."),
    }


def draw_noted(world: World) -> dict[str, str]:
    """A note with the ingredients of a dish that the book lacks."""
    name, parts = dish(world), [f"{100 * world.rng.randrange(1, 9)} g {good(world)}" for _ in range(4)]
    world.add("notes", Note(title=name, body="\n".join(parts)))
    return {"dish": name, "parts": "\n".join(parts)}


# By hand
def open_recipe(hand: Hand, name: str) -> None:
    """The page of a recipe."""
    hand.open(RECIPES)
    hand.tap_text(name)


def open_shopping(hand: Hand) -> None:
    """The shopping list."""
    hand.open(RECIPES)
    hand.go("Shopping list")


def do_love(hand: Hand, p: Params) -> None:
    open_recipe(hand, p["dish"])
    hand.menu("Add to favorites")


def do_show(hand: Hand, p: Params) -> None:
    open_recipe(hand, p["dish"])


def do_look(hand: Hand, p: Params) -> None:
    hand.open(RECIPES)
    hand.read(p["dish"])


def do_delete(hand: Hand, p: Params) -> None:
    hand.open(RECIPES)
    hand.hold(p["dish"])
    hand.tap("Delete", "Delete")


def do_serve(hand: Hand, p: Params) -> None:
    open_recipe(hand, p["dish"])
    more = int(p["servings"]) - 4
    for _ in range(abs(more)):
        hand.tap("More servings" if more > 0 else "Fewer servings")


def do_buy_all(hand: Hand, p: Params) -> None:
    open_recipe(hand, p["dish"])
    hand.tap("Add to shopping list")


def do_serve_and_buy(hand: Hand, p: Params) -> None:
    do_serve(hand, p)
    hand.tap("Add to shopping list")


def add_item(hand: Hand, text: str) -> None:
    """One thing more, the shopping list being open."""
    hand.menu("Add item")
    hand.fill("Item", text)
    hand.tap("Save")


def do_add(hand: Hand, p: Params) -> None:
    open_shopping(hand)
    add_item(hand, p["a"])


def do_add_four(hand: Hand, p: Params) -> None:
    open_shopping(hand)
    for name in "abcd":
        add_item(hand, p[name])


def do_check(hand: Hand, p: Params) -> None:
    open_shopping(hand)
    hand.tap_text(p["item"])


def do_look_at_list(hand: Hand, p: Params) -> None:
    open_shopping(hand)
    hand.find(p["item"])


def do_remove_checked(hand: Hand, p: Params) -> None:
    open_shopping(hand)
    hand.menu("Remove checked")


def do_remove_all(hand: Hand, p: Params) -> None:
    open_shopping(hand)
    hand.menu("Remove all")
    hand.tap("Remove")


def do_set_minutes(hand: Hand, p: Params) -> None:
    open_recipe(hand, p["dish"])
    hand.menu("Edit")
    hand.fill("Minutes", p["new_minutes"])
    hand.menu("Save")


def do_set_category(hand: Hand, p: Params) -> None:
    open_recipe(hand, p["dish"])
    hand.menu("Edit")
    hand.tap("Category")
    hand.tap_text(p["category"])
    hand.menu("Save")


def do_write(hand: Hand, p: Params) -> None:
    hand.open(RECIPES)
    hand.menu("New recipe")
    hand.fill("Recipe name", p["dish"])
    hand.tap("Category")
    hand.tap_text(p["category"])
    hand.fill("Servings", p["servings"])
    hand.fill("Minutes", p["minutes"])
    hand.fill("One ingredient per line", f"{p['a']}\n{p['b']}")
    hand.fill("One step per line", p["step"])
    hand.menu("Save")


def do_from_note(hand: Hand, p: Params) -> None:
    open_note(hand, p["dish"])
    hand.open(RECIPES)
    hand.menu("New recipe")
    hand.fill("Recipe name", p["dish"])
    hand.fill("One ingredient per line", p["parts"])
    hand.menu("Save")


def do_love_or_delete(hand: Hand, p: Params) -> None:
    if not p["loved"]:
        do_delete(hand, p)
        return
    open_recipe(hand, p["dish"])
    hand.tap("Add to shopping list")


def do_love_quick(hand: Hand, p: Params) -> None:
    hand.open(RECIPES)
    hand.menu("Filter")
    hand.tap_text(p["category"])
    for minutes in (10, 20, 25):
        row = hand.find(f"{p['category']} · {minutes} min")
        hand.hold_element(row)
        hand.tap("Add to favorites")


def do_to_todos(hand: Hand, p: Params) -> None:
    open_shopping(hand)
    open_list(hand, "Shopping")
    for name in p["names"].split("\n"):
        add_task(hand, name)


def do_to_note(hand: Hand, p: Params) -> None:
    open_recipe(hand, p["dish"])
    write_note(hand, p["title"], p["parts"])
