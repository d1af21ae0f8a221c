"""Recipes: the shopping list, rules, and together with other apps."""

from __future__ import annotations

from bench.tasks.catalogue._notes import lines
from bench.tasks.catalogue._recipes import (
    BOOK,
    SERVED,
    do_check,
    do_from_note,
    do_look_at_list,
    do_love_or_delete,
    do_love_quick,
    do_remove_all,
    do_remove_checked,
    do_to_note,
    do_to_todos,
    do_write,
    draw_bought,
    draw_listed,
    draw_noted,
    draw_one,
    draw_perhaps,
    draw_quick,
    draw_still_to_buy,
    draw_written,
)
from bench.tasks.catalogue._recipes_checks import (
    ITEM,
    check_bought_or_gone,
    check_emptied,
    check_quick_loved,
    check_taken_over,
    check_tasks_made,
    check_written_down,
)
from bench.tasks.hand import nothing
from bench.tasks.judges import (
    added,
    changed,
    every,
    removed,
    unchanged,
)
from bench.tasks.task import Judge, Task

TASKS = (
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
        draw_listed(),
        changed("shopping", ITEM, {"checked": "1"}),
        do_check,
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
        draw_listed(),
        unchanged,
        do_look_at_list,
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
        draw_bought,
        removed("shopping", {"checked": "1"}),
        do_remove_checked,
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
        draw_written,
        every(Judge(check_written_down, BOOK), SERVED),
        do_write,
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
        draw_perhaps,
        every(Judge(check_bought_or_gone, BOOK | {"shopping"}), SERVED),
        do_love_or_delete,
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
        draw_quick,
        every(Judge(check_quick_loved, frozenset({"recipes"})), SERVED),
        do_love_quick,
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
        draw_noted,
        every(Judge(check_taken_over, BOOK), SERVED),
        do_from_note,
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
        draw_one(),
        added("notes", {"title": "{title}", "body": lines("{parts}")}),
        do_to_note,
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
        draw_still_to_buy,
        Judge(check_tasks_made, frozenset({"todos"})),
        do_to_todos,
    ),
    Task(
        "recipes-absent",
        1,
        (
            "Scan the barcodes of what I have and tell me whether I can make {dish}",
            "play the video that belongs to the recipe {dish}",
            "how many calories does my recipe {dish} have",
            "have the oven preheated for {dish}",
            "send the recipe {dish} to my smart oven",
            "taste whether my {dish} needs more salt",
        ),
        ("read {dish} aloud to me, step by step, while I cook", "{dish}, but let the kitchen robot make it"),
        draw_one(),
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
        draw_bought,
        Judge(check_emptied, frozenset({"shopping"})),
        do_remove_all,
        kind="risky",
    ),
)
