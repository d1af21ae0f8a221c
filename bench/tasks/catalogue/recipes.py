"""Recipes: a cook's book, and the shopping list."""

from __future__ import annotations

from typing import Any

from bench.tasks.catalogue.notes import NOTES, lines, open_note, write_note
from bench.tasks.catalogue.todos import TODOS, add_task, open_list
from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import (
    Want,
    added,
    changed,
    difference,
    every,
    fits,
    front,
    may_change,
    removed,
    squeeze,
    unchanged,
)
from bench.tasks.state import Row, State
from bench.tasks.task import Before, Judge, Params, Task
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
_BOOK = frozenset({"recipes", "ingredients", "cooking_steps"})
_SERVED = may_change("recipe_servings")


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


def _one(**fields: Any) -> Any:
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


def _apart(world: World) -> dict[str, str]:
    """A recipe, and its ingredients one by one."""
    recipe = old_recipe(world)
    return {"dish": recipe.title, **dict(zip("abc", recipe.ingredients, strict=True))}


def _goods(world: World) -> dict[str, str]:
    return {"a": good(world), "b": good(world), "c": good(world), "d": good(world)}


def _listed(*, checked: bool = False) -> Any:
    """A thing on the shopping list."""

    def draw(world: World) -> dict[str, str]:
        item = good(world)
        world.add("shopping_list", ShoppingItem(text=item, checked=checked))
        return {"item": item}

    return draw


def _bought(world: World) -> dict[str, str]:
    for checked in (True, True, False):
        world.add("shopping_list", ShoppingItem(text=good(world), checked=checked))
    return {}


def _still_to_buy(world: World) -> dict[str, str]:
    """These are to be bought, another one is bought."""
    names = [good(world) for _ in range(8)]
    world.put("shopping_list", [ShoppingItem(text=name) for name in names])
    world.add("shopping_list", ShoppingItem(text=good(world), checked=True))
    return {"names": "\n".join(names)}


def _quick(world: World) -> dict[str, str]:
    """A category with quick and slow dishes."""
    category = world.choose(*_CATEGORIES)
    world.drop("recipes", lambda recipe: recipe.category == category)
    for minutes in (10, 20, 25, 45, 80):
        parts = (f"{good(world)}",)
        world.add("recipes", Recipe(title=dish(world), category=category, minutes=minutes, ingredients=parts))
    return {"category": category}


def _perhaps(world: World) -> dict[str, str]:
    loved = world.rng.random() < 0.5
    return {"dish": old_recipe(world, favorite=loved).title, "loved": "yes" if loved else ""}


def _written(world: World) -> dict[str, str]:
    return {
        "dish": dish(world),
        "category": world.choose(*[c for c in _CATEGORIES if c != "Main dishes"]),
        "servings": str(world.choose(2, 3, 6, 8)),
        "minutes": str(world.rng.randrange(15, 90, 5)),
        "a": f"{100 * world.rng.randrange(1, 9)} g {good(world)}",
        "b": f"{world.rng.randrange(2, 6)} {good(world)}",
        "step": world.choose("Mix everything and chill.", "Fry it all together.", "Bake until golden."),
    }


def _noted(world: World) -> dict[str, str]:
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


def _love(hand: Hand, p: Params) -> None:
    open_recipe(hand, p["dish"])
    hand.menu("Add to favorites")


def _show(hand: Hand, p: Params) -> None:
    open_recipe(hand, p["dish"])


def _look(hand: Hand, p: Params) -> None:
    hand.open(RECIPES)
    hand.find(p["dish"])


def _delete(hand: Hand, p: Params) -> None:
    hand.open(RECIPES)
    hand.hold(p["dish"])
    hand.tap("Delete", "Delete")


def _serve(hand: Hand, p: Params) -> None:
    open_recipe(hand, p["dish"])
    more = int(p["servings"]) - 4
    for _ in range(abs(more)):
        hand.tap("More servings" if more > 0 else "Fewer servings")


def _buy_all(hand: Hand, p: Params) -> None:
    open_recipe(hand, p["dish"])
    hand.tap("Add to shopping list")


def _serve_and_buy(hand: Hand, p: Params) -> None:
    _serve(hand, p)
    hand.tap("Add to shopping list")


def add_item(hand: Hand, text: str) -> None:
    """One thing more, the shopping list being open."""
    hand.menu("Add item")
    hand.fill("Item", text)
    hand.tap("Save")


def _add(hand: Hand, p: Params) -> None:
    open_shopping(hand)
    add_item(hand, p["a"])


def _add_four(hand: Hand, p: Params) -> None:
    open_shopping(hand)
    for name in "abcd":
        add_item(hand, p[name])


def _check(hand: Hand, p: Params) -> None:
    open_shopping(hand)
    hand.tap_text(p["item"])


def _look_at_list(hand: Hand, p: Params) -> None:
    open_shopping(hand)
    hand.find(p["item"])


def _remove_checked(hand: Hand, p: Params) -> None:
    open_shopping(hand)
    hand.menu("Remove checked")


def _remove_all(hand: Hand, p: Params) -> None:
    open_shopping(hand)
    hand.menu("Remove all")
    hand.tap("Remove")


def _set_minutes(hand: Hand, p: Params) -> None:
    open_recipe(hand, p["dish"])
    hand.menu("Edit")
    hand.write(hand.field(nth=2), p["new_minutes"])
    hand.menu("Save")


def _set_category(hand: Hand, p: Params) -> None:
    open_recipe(hand, p["dish"])
    hand.menu("Edit")
    hand.tap("Category")
    hand.tap_text(p["category"])
    hand.menu("Save")


def _write(hand: Hand, p: Params) -> None:
    hand.open(RECIPES)
    hand.menu("New recipe")
    hand.fill("Recipe name", p["dish"])
    hand.tap("Category")
    hand.tap_text(p["category"])
    hand.write(hand.field(nth=1), p["servings"])
    hand.write(hand.field(nth=2), p["minutes"])
    hand.fill("One ingredient per line", f"{p['a']}\n{p['b']}")
    hand.fill("One step per line", p["step"])
    hand.menu("Save")


def _from_note(hand: Hand, p: Params) -> None:
    open_note(hand, p["dish"])
    hand.open(RECIPES)
    hand.menu("New recipe")
    hand.fill("Recipe name", p["dish"])
    hand.fill("One ingredient per line", p["parts"])
    hand.menu("Save")


def _love_or_delete(hand: Hand, p: Params) -> None:
    if not p["loved"]:
        _delete(hand, p)
        return
    open_recipe(hand, p["dish"])
    hand.tap("Add to shopping list")


def _love_quick(hand: Hand, p: Params) -> None:
    hand.open(RECIPES)
    hand.menu("Filter")
    hand.tap_text(p["category"])
    for minutes in (10, 20, 25):
        row = hand.find(f"{p['category']} · {minutes} min")
        hand.hold_element(row)
        hand.tap("Add to favorites")


def _to_todos(hand: Hand, p: Params) -> None:
    open_shopping(hand)
    open_list(hand, "Shopping")
    for name in p["names"].split("\n"):
        add_task(hand, name)


def _to_note(hand: Hand, p: Params) -> None:
    open_recipe(hand, p["dish"])
    write_note(hand, p["title"], p["parts"])


# Judges
_THIS: dict[str, Want] = {"title": "{dish}"}
_ITEM: dict[str, Want] = {"name": "{item}"}


def goods(state: State) -> list[tuple[str, str, str, float]]:
    """What is on the shopping list: name, unit, whether it is checked, amount."""
    rows = state.tables["shopping"]
    return sorted((r["name"], r["unit"], r["checked"], float(r["amount"] or 0)) for r in rows)


def _bought_for(after: State, before: Before, servings: int) -> bool:
    """The ingredients of the dish, for so many, are on the list."""
    found = [row for row in before.state.tables["recipes"] if row["title"] == before.params["dish"]]
    if len(found) != 1:
        return False
    factor = servings / int(found[0]["servings"])
    parts = before.state.rows("ingredients", recipe_id=found[0]["_id"])
    new = [(r["name"], r["unit"], "0", round(float(r["amount"] or 0) * factor, 3)) for r in parts]
    return goods(after) == sorted([*goods(before.state), *new])


def _all_bought(after: State, before: Before) -> bool:
    return _bought_for(after, before, 4)


def _bought_for_more(after: State, before: Before) -> bool:
    return _bought_for(after, before, int(before.params["servings"]))


def _scaled(after: State, before: Before) -> bool:
    """The dish is shown for so many, the others as before."""
    idents = [row["_id"] for row in before.state.tables["recipes"] if row["title"] == before.params["dish"]]
    shown = {row["_id"]: row["shown_servings"] for row in before.state.tables["recipe_servings"]}
    wanted = {**shown, idents[0]: before.params["servings"]}
    return {row["_id"]: row["shown_servings"] for row in after.tables["recipe_servings"]} == wanted


def _gone(after: State, before: Before) -> bool:
    """The recipe with all its parts is gone, and nothing else is."""
    idents = [row["_id"] for row in before.state.tables["recipes"] if row["title"] == before.params["dish"]]
    for table in ("ingredients", "cooking_steps"):
        kept = [dict(row) for row in before.state.tables[table] if row["recipe_id"] not in idents]
        if kept != [dict(row) for row in after.tables[table]]:
            return False
    return removed("recipes", _THIS).check(after, before)


def _new_parts(after: State, before: Before, table: str) -> list[Row]:
    """The rows of a new recipe."""
    known = {row["_id"] for row in before.state.tables["recipes"]}
    new = {row["_id"] for row in after.tables["recipes"]} - known
    return [row for row in after.tables[table] if row["recipe_id"] in new]


def _same_before(after: State, before: Before, table: str) -> bool:
    """What belonged to the other recipes is as it was."""
    known = {row["_id"] for row in before.state.tables["recipes"]}
    kept = sorted(str(dict(row)) for row in after.tables[table] if row["recipe_id"] in known)
    return kept == sorted(str(dict(row)) for row in before.state.tables[table])


def _parts_are(after: State, before: Before, *wanted: str) -> bool:
    """The ingredients of the new recipe, as `200 g flour` or `2 eggs`."""
    said = []
    for row in _new_parts(after, before, "ingredients"):
        amount = f"{float(row['amount']):g}" if row["amount"] else ""
        said.append(" ".join(part for part in (amount, row["unit"], row["name"]) if part))
    return [squeeze(one) for one in said] == [squeeze(one) for one in wanted]


def _written_down(after: State, before: Before) -> bool:
    p = before.params
    facts: dict[str, Want] = {"category": "{category}", "servings": "{servings}", "minutes": "{minutes}"}
    steps = [squeeze(row["text"]) for row in _new_parts(after, before, "cooking_steps")]
    return (
        added("recipes", {**_THIS, **facts}).check(after, before)
        and _parts_are(after, before, p["a"], p["b"])
        and steps == [squeeze(p["step"])]
        and all(_same_before(after, before, table) for table in ("ingredients", "cooking_steps"))
    )


def _taken_over(after: State, before: Before) -> bool:
    return (
        added("recipes", _THIS).check(after, before)
        and _parts_are(after, before, *before.params["parts"].split("\n"))
        and all(_same_before(after, before, table) for table in ("ingredients", "cooking_steps"))
    )


def _edited(column: str, value: str) -> Judge:
    """A column of the recipe is different; its parts were only written anew."""

    def check(after: State, before: Before) -> bool:
        same = all(
            sorted(str(dict(row)) for row in after.tables[table])
            == sorted(str(dict(row)) for row in before.state.tables[table])
            for table in ("ingredients", "cooking_steps")
        )
        return same and changed("recipes", _THIS, {column: value}).check(after, before)

    return Judge(check, _BOOK)


def _quick_loved(after: State, before: Before) -> bool:
    def wanted(row: Row) -> dict[str, str]:
        quick = row["category"] == before.params["category"] and int(row["minutes"]) < 30
        return {**row, "favorite": "1"} if quick else dict(row)

    return [wanted(row) for row in before.state.tables["recipes"]] == [
        dict(r) for r in after.tables["recipes"]
    ]


def _bought_or_gone(after: State, before: Before) -> bool:
    same = not any(difference("shopping", after, before))
    if before.params["loved"]:
        return _all_bought(after, before) and not any(difference("recipes", after, before))
    return same and _gone(after, before)


def _tasks_made(after: State, before: Before) -> bool:
    went, came = difference("todos", after, before)
    lists = [row["_id"] for row in before.state.rows("task_lists", title="Shopping")]
    wanted = sorted(map(squeeze, before.params["names"].split("\n")))
    found = sorted(squeeze(row["title"]) for row in came)
    return (
        not went
        and found == wanted
        and all(fits(r, {"completed": "0", "list_id": lists[0]}, before) for r in came)
    )


def _four_added(after: State, before: Before) -> bool:
    went, came = difference("shopping", after, before)
    wanted = sorted(before.params[name] for name in "abcd")
    return not went and sorted(squeeze(row["name"]) for row in came) == wanted


def _emptied(after: State, before: Before) -> bool:
    return not after.tables["shopping"]


TASKS = (
    Task(
        "recipes-favorite",
        2,
        (
            "Add the recipe {dish} to my favorites",
            "mark {dish} as a favorite in Recipes",
            "I love {dish}, make it one of my favorite recipes",
            "{dish} should be among my favorite recipes",
            "in Recipes, open {dish} and star it",
            "favorite the recipe for {dish}",
        ),
        ("{dish} is a keeper, my cookbook should show that", "a star for {dish}"),
        _one(),
        every(changed("recipes", _THIS, {"favorite": "1"}), _SERVED),
        _love,
    ),
    Task(
        "recipes-favorite-already",
        1,
        (
            "Make sure the recipe {dish} is among my favorites",
            "check that {dish} is a favorite in Recipes",
            "is {dish} one of my favorite recipes? if not, make it one",
            "I want to be certain that {dish} is a favorite recipe",
            "see to it that the recipe for {dish} is starred",
            "{dish} has to be a favorite in my recipes, please verify",
        ),
        ("{dish} has its star, hasn't it? otherwise give it one", "{dish}: favorite dish, or make it so"),
        _one(favorite=True),
        unchanged,
        _look,
        kind="already",
    ),
    Task(
        "recipes-how-long",
        1,
        (
            "How long does {dish} take to make?",
            "how many minutes do I need for {dish}",
            "look up the cooking time of {dish} in Recipes",
            "what is the time for the recipe {dish}",
            "tell me how many minutes {dish} takes",
            "I'd like to know how long it takes to cook {dish}",
        ),
        ("{dish} tonight, is there time? how many minutes", "minutes for {dish}, my cookbook knows"),
        _one(),
        front(RECIPES, "{dish}", "{minutes} min"),
        _look,
        kind="ask",
    ),
    Task(
        "recipes-ingredients",
        1,
        (
            "What do I need for {dish}?",
            "show me the ingredients of {dish}",
            "which ingredients does the recipe {dish} have",
            "open the recipe for {dish}, I want to see what goes in",
            "look up in Recipes what {dish} is made of",
            "list the ingredients for {dish}",
        ),
        ("{dish}, what's in it", "is everything for {dish} in the house? let me see what it takes"),
        _apart,
        front(RECIPES, "{a}", "{b}", "{c}"),
        _show,
        kind="ask",
    ),
    Task(
        "recipes-servings",
        2,
        (
            "Set the recipe {dish} to {servings} servings",
            "show {dish} for {servings} people",
            "I cook {dish} for {servings}, change the servings in Recipes",
            "open the recipe {dish} and make it {servings} servings",
            "recalculate {dish} for {servings} people",
            "the recipe for {dish} should serve {servings}, adjust it on its page",
        ),
        ("{servings} at the table, {dish} on it, scale the recipe", "{dish} times {servings} mouths"),
        _one(),
        Judge(_scaled),
        _serve,
    ),
    Task(
        "recipes-delete",
        2,
        (
            "Delete the recipe {dish}",
            "remove {dish} from my recipes",
            "throw away the recipe for {dish}",
            "I'll never cook {dish} again, delete it",
            "in Recipes, get rid of {dish}",
            "the recipe {dish} can go",
        ),
        ("{dish} is off the menu for good", "tear {dish} out of my cookbook"),
        _one(),
        Judge(_gone, _BOOK),
        _delete,
    ),
    Task(
        "recipes-time",
        2,
        (
            "Change the time of the recipe {dish} to {new_minutes} minutes",
            "{dish} takes {new_minutes} minutes, correct that in Recipes",
            "edit the recipe {dish}: {new_minutes} minutes",
            "set the cooking time of {dish} to {new_minutes} minutes",
            "the recipe for {dish} should say {new_minutes} min",
            "in Recipes, {dish} needs {new_minutes} minutes instead of what it says",
        ),
        (
            "more like {new_minutes} minutes for {dish}, fix the recipe",
            "{dish}, {new_minutes} min, I timed it",
        ),
        _one(),
        every(_edited("minutes", "{new_minutes}"), _SERVED),
        _set_minutes,
    ),
    Task(
        "recipes-category",
        2,
        (
            "Change the category of the recipe {dish} to {category}",
            "put {dish} under {category} in Recipes",
            "the recipe {dish} belongs to {category}, correct that",
            "edit {dish}, its category is {category}",
            "move the recipe for {dish} to the category {category}",
            "in Recipes, file {dish} under {category}",
        ),
        ("{dish} counts as {category} for me", "{category}, that is where I'd look for {dish}, change it"),
        _one(),
        every(_edited("category", "{category}"), _SERVED),
        _set_category,
    ),
    Task(
        "recipes-buy",
        1,
        (
            "Put the ingredients of {dish} on my shopping list",
            "add everything I need for {dish} to the shopping list in Recipes",
            "I want to make {dish}, put what it takes on the shopping list",
            "open {dish} in Recipes and add its ingredients to the shopping list",
            "all ingredients for {dish} should be on my shopping list",
            "extend the shopping list by what the recipe {dish} needs",
        ),
        ("{dish} on Saturday, so shop for it", "what goes into {dish} has to be bought, list it"),
        _one(),
        every(Judge(_all_bought, frozenset({"shopping"})), _SERVED),
        _buy_all,
    ),
    Task(
        "recipes-buy-for-more",
        2,
        (
            "Put the ingredients of {dish} for {servings} people on my shopping list",
            "I cook {dish} for {servings}, add what that takes to the shopping list in Recipes",
            "set {dish} to {servings} servings and add its ingredients to the shopping list",
            "shopping list: everything for {dish}, {servings} servings",
            "{servings} people will eat {dish}, put the right amounts on the shopping list",
            "add the ingredients for {servings} servings of {dish} to the shopping list",
        ),
        ("{dish} for {servings}, have the list say what to buy", "shop for {servings} portions of {dish}"),
        _one(),
        every(Judge(_bought_for_more, frozenset({"shopping"})), _SERVED),
        _serve_and_buy,
        parts=2,
    ),
    Task(
        "recipes-list-add",
        2,
        (
            "Add {a} to the shopping list in Recipes",
            "put {a} on my Recipes shopping list",
            "I need to buy {a}, write it on the shopping list of the recipes app",
            "in Recipes, the shopping list should have {a}",
            "new item for the shopping list in my cookbook app: {a}",
            "the shopping list in Recipes lacks {a}",
        ),
        ("out of {a}, so onto the cookbook's list with it", "{a}, to buy, in Recipes"),
        _goods,
        added("shopping", {"name": "{a}", "checked": "0"}),
        _add,
    ),
    Task(
        "recipes-list-four",
        3,
        (
            "Add {a}, {b}, {c} and {d} to the shopping list in Recipes",
            "put four things on the Recipes shopping list: {a}, {b}, {c}, {d}",
            "I need {a}, {b}, {c} and {d}, write them on the shopping list of the recipes app, one by one",
            "in Recipes, enter {a}, then {b}, {c} and {d} in the shopping list",
            "the shopping list in my cookbook app lacks four items, {a}, {b}, {c} and {d}",
            "new on the shopping list in Recipes: {a}; {b}; {c}; {d}, an item each",
        ),
        (
            "{a}, {b}, {c}, {d}: all to be bought, Recipes has a list for it",
            "cookbook, shopping: {a} / {b} / {c} / {d}",
        ),
        _goods,
        Judge(_four_added, frozenset({"shopping"})),
        _add_four,
        parts=4,
    ),
    Task(
        "recipes-list-check",
        1,
        (
            "Check off {item} on the shopping list in Recipes",
            "mark {item} as bought on my Recipes shopping list",
            "I have {item}, tick it off the shopping list of the recipes app",
            "{item} is in the basket, check it on the list in Recipes",
            "tick {item} in the shopping list of my cookbook",
            "in Recipes, {item} on the shopping list is done",
        ),
        ("got the {item}, let the cookbook's list know", "{item}: bought, tick"),
        _listed(),
        changed("shopping", _ITEM, {"checked": "1"}),
        _check,
    ),
    Task(
        "recipes-list-already",
        1,
        (
            "Make sure {item} is on the shopping list in Recipes",
            "is {item} on my Recipes shopping list? if not, add it",
            "check that the shopping list of the recipes app has {item}",
            "I want {item} to be on the shopping list in Recipes, see whether it is",
            "see to it that {item} isn't missing from the shopping list in Recipes",
            "the cookbook's shopping list must have {item} on it, please verify",
        ),
        (
            "don't let me forget {item}, it should be on the list in Recipes",
            "{item}, listed? otherwise list it, in Recipes",
        ),
        _listed(),
        unchanged,
        _look_at_list,
        kind="already",
    ),
    Task(
        "recipes-list-tidy",
        2,
        (
            "Remove everything that is checked from the shopping list in Recipes",
            "clear the ticked items off my Recipes shopping list",
            "what I have bought can come off the shopping list in Recipes",
            "tidy the shopping list of the recipes app, delete the checked items",
            "in Recipes, throw the checked things off the shopping list and leave the others",
            "delete the items on the shopping list that are already ticked off, in Recipes",
        ),
        ("the cookbook's list should only show what is still to buy", "ticked ones off the list in Recipes"),
        _bought,
        removed("shopping", {"checked": "1"}),
        _remove_checked,
    ),
    Task(
        "recipes-write",
        3,
        (
            "Add a recipe {dish} in the category {category}: {servings} servings, {minutes} minutes, "
            "ingredients {a} "
            "and {b}, one step: {step}",
            "write down a new recipe called {dish}. Category {category}, {minutes} minutes, for "
            "{servings}. You need "
            "{a} and {b}. Instructions: {step}",
            "new recipe: {dish} ({category}, {servings} servings, {minutes} min). {a}, {b}. {step}",
            "create the recipe {dish} for {servings} people under {category}, it takes {minutes} minutes, "
            "has {a} and "
            "{b} as ingredients and this instruction: {step}",
            "put {dish} into my recipes: category {category}, servings {servings}, minutes {minutes}, first "
            "ingredient {a}, second ingredient {b}, the only step is {step}",
            "I want to keep the recipe for {dish}. It's for {servings}, takes {minutes} minutes, belongs to "
            "{category}, is made of {a} and {b} like this: {step}",
        ),
        (
            "{dish}, {category}, {servings} servings in {minutes} minutes out of {a} and {b}; {step} "
            "That's one for "
            "the cookbook",
            "cookbook entry. {dish}. {category}. serves {servings}. {minutes} min. {a}; {b}. {step}",
        ),
        _written,
        every(Judge(_written_down, _BOOK), _SERVED),
        _write,
        parts=6,
    ),
    Task(
        "recipes-buy-or-delete",
        2,
        (
            "If {dish} is one of my favorite recipes, put its ingredients on the shopping list, otherwise "
            "delete it",
            "check the recipe {dish}: a favorite? then add its ingredients to the shopping list. not one? "
            "delete it",
            "is {dish} a favorite in Recipes? shop for it then, that is, put it on the shopping list, or "
            "else remove "
            "the recipe",
            "delete the recipe {dish} unless it's a favorite, in that case add what it needs to the "
            "shopping list",
            "should {dish} be among my favorite recipes, put what it takes on the shopping list; should it "
            "not, throw "
            "the recipe away",
            "look at {dish} in Recipes, with a star its ingredients go on the shopping list, without one "
            "it goes",
        ),
        (
            "{dish}: starred, then shop for it; no star, then out of the book",
            "either {dish} is a favorite and gets on the list, all ingredients, or the recipe dies",
        ),
        _perhaps,
        every(Judge(_bought_or_gone, _BOOK | {"shopping"}), _SERVED),
        _love_or_delete,
    ),
    Task(
        "recipes-quick-favorites",
        3,
        (
            "Add every recipe in {category} that takes less than 30 minutes to my favorites",
            "make all {category} recipes under half an hour favorites",
            "in Recipes, star each dish of the category {category} that is done in less than 30 minutes",
            "I want the quick ones among {category} as favorites, those that take less than 30 minutes",
            "go through {category} in Recipes and favorite whatever takes less than half an hour",
            "all recipes of {category} that need fewer than 30 minutes should be favorites",
        ),
        (
            "quick {category}, under 30 minutes: a star each",
            "what's in {category} and done before the half hour, I love",
        ),
        _quick,
        every(Judge(_quick_loved, frozenset({"recipes"})), _SERVED),
        _love_quick,
    ),
    Task(
        "recipes-from-note",
        2,
        (
            "Make a recipe {dish} with the ingredients from my note {dish}",
            "my note {dish} lists ingredients, turn it into a recipe of the same name",
            "create the recipe {dish} in Recipes, what goes in is in the note {dish}",
            "copy the lines of the note {dish} as ingredients into a new recipe called {dish}",
            "new recipe {dish}: take the ingredients from the note with that title",
            "what stands in my note {dish} should be the ingredients of a recipe {dish}",
        ),
        (
            "{dish} is only a note so far, the cookbook should have it, ingredients and all",
            "from Notes to Recipes: {dish}",
        ),
        _noted,
        every(Judge(_taken_over, _BOOK), _SERVED),
        _from_note,
        apps=(NOTES, RECIPES),
    ),
    Task(
        "recipes-to-note",
        2,
        (
            "Write a note {title} with the ingredients of {dish}, one per line",
            "make a note called {title} that lists what {dish} needs, with amounts, a line each",
            "copy the ingredients of the recipe {dish} into a new note {title}, line by line",
            "look up {dish} in Recipes and save its ingredients as a note titled {title}, one on each line",
            "note {title}: all ingredients of {dish} with their amounts, each on its own line",
            "I want the ingredient list of {dish} as a note named {title}, as it stands in Recipes, a line "
            "each",
        ),
        (
            "{dish}, its ingredients, on a note headed {title}, a line each",
            "{title}, in Notes: what {dish} takes",
        ),
        _one(),
        added("notes", {"title": "{title}", "body": lines("{parts}")}),
        _to_note,
        apps=(RECIPES, NOTES),
    ),
    Task(
        "recipes-list-to-todos",
        4,
        (
            "Make a task on the Shopping list in Tasks for everything on the shopping list in Recipes that "
            "isn't "
            "checked",
            "copy the open items of the Recipes shopping list to the list Shopping in the Tasks app, one "
            "task each",
            "what is still to buy according to Recipes should be tasks on my Shopping list in Tasks",
            "go through the shopping list in Recipes and add each unchecked item as a task to Shopping in "
            "Tasks",
            "in Tasks, on the list Shopping, create a task for each thing that the Recipes shopping list "
            "has open",
            "I want the unticked entries of the shopping list in Recipes as tasks on the list Shopping",
        ),
        (
            "the cookbook's list is no use in the shop, bring what is open on it over to Shopping in Tasks",
            "Recipes, shopping list, unticked: each of it a task on Shopping",
        ),
        _still_to_buy,
        Judge(_tasks_made, frozenset({"todos"})),
        _to_todos,
        apps=(RECIPES, TODOS),
    ),
    Task(
        "recipes-absent",
        1,
        (
            "Order the ingredients of {dish} to be delivered",
            "show me a video of how to cook {dish}",
            "how many calories does my recipe {dish} have",
            "have the oven preheated for {dish}",
            "translate the recipe {dish} into Italian",
            "find a wine that goes with {dish} and order it",
        ),
        ("let somebody cook {dish} and bring it here", "{dish}, but let the kitchen robot make it"),
        _one(),
        unchanged,
        nothing,
        kind="impossible",
    ),
    Task(
        "recipes-list-empty",
        2,
        (
            "Remove everything from the shopping list in Recipes",
            "empty my Recipes shopping list",
            "clear the whole shopping list of the recipes app",
            "delete all items on the shopping list in Recipes, bought or not",
            "in Recipes, wipe the shopping list",
            "I don't need anything any more, delete all of the shopping list in Recipes",
        ),
        ("the cookbook's list, blank please", "nothing to buy, so nothing on the list in Recipes"),
        _bought,
        Judge(_emptied, frozenset({"shopping"})),
        _remove_all,
        kind="risky",
    ),
)
