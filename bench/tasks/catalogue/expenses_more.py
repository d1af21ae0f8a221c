"""Expenses: budgets, categories, lists, and other apps."""

from __future__ import annotations

from bench.tasks.catalogue.expenses import (
    CATEGORIES,
    EXPENSES,
    NEW,
    add_expense,
    add_new,
    budget,
    change_budget,
    new_expense,
    open_expenses,
    put_expense,
    this_month,
)
from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import added, difference, every, unchanged
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.fixture import Message
from device_drivers.virtual.stocks.expenses import Budget

_NEW_CATEGORIES = ("Pets", "Hobbies", "Gifts", "Travel", "Garden", "Children", "Music")


def _limit(world: World) -> dict[str, str]:
    dollars = world.rng.randrange(9, 80) * 5 + 3
    category = world.choose(*CATEGORIES[:6])
    return {"category": category, "dollars": str(dollars), "cents": str(dollars * 100)}


def _limited(world: World) -> dict[str, str]:
    p = _limit(world)
    world.drop("budgets", lambda one: one.category == p["category"])
    world.add("budgets", Budget(category=p["category"], amount=int(p["cents"])))
    return p


def _new_category(world: World) -> dict[str, str]:
    return {"name": world.choose(*_NEW_CATEGORIES)}


def _renamed(world: World) -> dict[str, str]:
    old = world.choose("Shopping", "Transport", "Housing", "Entertainment")
    put_expense(world, new_expense(world, old), this_month(world))
    return {"old": old, "name": world.choose(*_NEW_CATEGORIES)}


def _over_or_not(world: World) -> dict[str, str]:
    """Whether more was spent on food this month than a limit between the two."""
    over = world.choose("1", "0")
    put_expense(world, new_expense(world, "Food"), this_month(world))
    spent = sum(
        one.amount
        for one in world.things("expenses")
        if one.category == "Food" and one.days_ago < world.now.day
    )
    # Days are counted back from now, so that the edge of the month is the same for both.
    limit = max(1, spent // 100 - 3) if over == "1" else spent // 100 + 40
    low, high = world.rng.randrange(50, 90), world.rng.randrange(200, 900)
    more = {"over": str(int(spent > limit * 100)), "limit": str(limit), "low": str(low), "high": str(high)}
    return {**new_expense(world, "Food"), **more, "low_cents": f"{low}00", "high_cents": f"{high}00"}


def _several(world: World, count: int = 6) -> dict[str, str]:
    """So many to enter, and the words for all of them."""
    found: dict[str, str] = {"today": world.now.date().isoformat()}
    said = []
    for place in range(count):
        one = new_expense(world, *CATEGORIES[1:])
        found |= {f"{name}{place}": one[name] for name in ("amount", "cents", "note", "category")}
        said.append(f"{one['note']} ${one['amount']} ({one['category']})")
    return {**found, "count": str(count), "list": ", ".join(said)}


def _owed(world: World) -> dict[str, str]:
    """A message that says what something cost."""
    person, p = world.contact(), new_expense(world, "Entertainment", "Shopping", "Health")
    world.drop("messages", lambda m: m.address == person.phone)
    body = f"The {p['note'].lower()} came to ${p['amount']} in the end"
    world.add("messages", Message(address=person.phone, body=body, minutes_ago=20))
    return {**p, "person": person.name}


def _currency(world: World) -> dict[str, str]:
    return {"currency": world.choose("euros", "yen", "Swiss francs", "pounds")}


def _all_entered(after: State, before: Before) -> bool:
    went, came = difference("expenses", after, before)
    p = before.params
    wanted = sorted(
        (p[f"cents{n}"], p[f"category{n}"], p[f"note{n}"].casefold(), p["today"])
        for n in range(int(p["count"]))
    )
    names = ("amount", "category", "note", "date")
    return not went and wanted == sorted(tuple(row[n].casefold() if n == "note" else row[n] for n in names)
                                         for row in came)  # fmt: skip


def _category_renamed(after: State, before: Before) -> bool:
    old, name = before.params["old"], before.params["name"]

    def moved(table: str, column: str) -> bool:
        rows = [
            {**row, column: name if row[column] == old else row[column]} for row in before.state.tables[table]
        ]
        now = [{**row, column: row[column].strip()} for row in after.tables[table]]
        return sorted(map(str, rows)) == sorted(map(str, now))

    return moved("categories", "name") and moved("expenses", "category") and moved("budgets", "category")


def _food(after: State, before: Before) -> bool:
    p = before.params
    if p["over"] == "1":
        limits = {row["category"]: row["amount"] for row in before.state.tables["budgets"]}
        limits |= {"Food": p["low_cents"], "": p["high_cents"]}
        kept = not any(difference("expenses", after, before))
        return kept and limits == {row["category"]: row["amount"] for row in after.tables["budgets"]}
    return added("expenses", NEW).check(after, before) and not any(difference("budgets", after, before))


def _set_budget(hand: Hand, p: Params) -> None:
    hand.open(EXPENSES)
    hand.go("Budget")
    change_budget(hand, p["category"], p["dollars"])


def _drop_budget(hand: Hand, p: Params) -> None:
    hand.open(EXPENSES)
    hand.go("Budget")
    change_budget(hand, p["category"], "")


def _add_category(hand: Hand, p: Params) -> None:
    open_expenses(hand)
    hand.menu("Categories", "Add category")
    hand.fill("Name", p["name"])
    hand.tap("Save")


def _rename_category(hand: Hand, p: Params) -> None:
    open_expenses(hand)
    hand.menu("Categories")
    hand.tap_text(p["old"])
    hand.tap("Rename")
    hand.fill("Name", p["name"])
    hand.tap("Save")


def _over_food(hand: Hand, p: Params) -> None:
    hand.open(EXPENSES)
    hand.go("Summary")
    hand.find("Food")
    if p["over"] == "1":
        hand.go("Budget")
        change_budget(hand, "Food", p["low"])
        change_budget(hand, hand.t("Monthly budget"), p["high"])
    else:
        hand.go("Expenses")
        add_expense(hand, p["amount"], "Food", p["note"])


def _enter_all(hand: Hand, p: Params) -> None:
    open_expenses(hand)
    for n in range(int(p["count"])):
        add_expense(hand, p[f"amount{n}"], p[f"category{n}"], p[f"note{n}"])


def _from_message(hand: Hand, p: Params) -> None:
    hand.open("com.android.messaging")
    hand.tap_text(p["person"])
    add_new(hand, p)


TASKS = (
    Task(
        "expenses-budget",
        2,
        (
            "Set the budget for {category} to ${dollars} a month",
            "Give {category} a monthly budget of ${dollars}",
            "I want to spend at most ${dollars} a month on {category}, set that budget",
            "budget for {category}: ${dollars}",
            "limit {category} to ${dollars} in the budget of Expenses",
            "change the {category} budget to ${dollars}",
        ),
        (
            "{category} must not cost more than ${dollars} a month",
            "from now on ${dollars} has to do for {category}",
        ),
        _limit,
        budget("{category}", "{cents}"),
        _set_budget,
    ),
    Task(
        "expenses-budget-remove",
        2,
        (
            "Remove the budget for {category}",
            "Delete the {category} budget",
            "I don't want a budget for {category} any more",
            "take the limit off {category} in Expenses",
            "there should be no budget for {category}",
            "clear the monthly budget of {category}",
        ),
        ("{category} without any limit from now on", "no more counting against a limit for {category}"),
        _limited,
        budget("{category}", ""),
        _drop_budget,
    ),
    Task(
        "expenses-category-add",
        2,
        (
            "Add a category {name} to my expenses",
            "Create the expense category {name}",
            "I need a new category called {name} in Expenses",
            "make a category for {name} in the expenses app",
            "new category in Expenses: {name}",
            "add {name} to the categories of my expenses",
        ),
        ("there is no place for {name} among my expense categories yet", "{name} should be a category too"),
        _new_category,
        added("categories", {"name": "{name}"}),
        _add_category,
    ),
    Task(
        "expenses-category-rename",
        2,
        (
            "Rename the expense category {old} to {name}",
            "Change the name of the category {old} in Expenses to {name}",
            "the category {old} should be called {name}",
            "call my {old} expenses {name} from now on, rename the category",
            "in the expenses app, give the category {old} the name {name}",
            "{name} is a better name than {old}, rename that expense category",
        ),
        ("{old} is now {name} in my spending", "the heading {old} in Expenses: make that {name}"),
        _renamed,
        Judge(_category_renamed, frozenset({"categories", "expenses", "budgets"})),
        _rename_category,
    ),
    Task(
        "expenses-if-over",
        3,
        (
            "If I spent more than ${limit} on Food this month, set the Food budget to ${low} and the "
            "monthly budget "
            "to ${high}; otherwise add an expense of ${amount} for {note} in Food",
            "Check this month's Food expenses: over ${limit}, make the Food budget ${low} and the monthly "
            "budget "
            "${high}, else enter {note}, ${amount}, in Food",
            "have I spent over ${limit} on food this month? Then budget ${low} for Food and ${high} for the "
            "month. "
            "If not, add {note} for ${amount} to Food",
            "set a Food budget of ${low} and a monthly budget of ${high} if Food is above ${limit} this "
            "month, "
            "otherwise record ${amount} for {note} in Food",
            "When Food is at most ${limit} this month, add the expense {note} of ${amount} there; when it "
            "is more, "
            "set budgets: Food ${low}, month ${high}",
            "look at what Food has cost this month. More than ${limit}: Food budget ${low}, monthly budget "
            "${high}. "
            "Not more: new Food expense of ${amount}, memo {note}",
        ),
        (
            "I allow myself {note} (${amount}, Food, put it in) unless Food is over ${limit} this month; in "
            "that case "
            "budgets please, ${low} for Food, ${high} for the month",
            "over ${limit} on Food already? Then ${low} is its budget and ${high} the month's. No? Then "
            "{note} for "
            "${amount} goes in, as Food",
        ),
        _over_or_not,
        Judge(_food, frozenset({"expenses", "budgets"})),
        _over_food,
    ),
    Task(
        "expenses-enter-three",
        4,
        (
            "Enter three expenses of today: {list}",
            "Add these to my expenses: {list}",
            "I paid for a few things today, record them in Expenses: {list}",
            "new expenses, each with its category: {list}",
            "put these three into Expenses: {list}",
            "my expenses are missing these: {list}",
        ),
        ("three receipts to type in: {list}", "money spent today: {list}. Book it"),
        lambda world: _several(world, 3),
        Judge(_all_entered, frozenset({"expenses"})),
        _enter_all,
    ),
    Task(
        "expenses-enter-list",
        5,
        (
            "Enter these expenses of today: {list}",
            "Add all of these to my expenses: {list}",
            "I went shopping, please record each of these expenses: {list}",
            "new expenses, categories in brackets: {list}",
            "put these into Expenses, every one as an entry of its own: {list}",
            "six expenses to enter for today: {list}",
        ),
        ("today's receipts, type them in: {list}", "my wallet says {list}. Make my expenses say the same"),
        _several,
        Judge(_all_entered, frozenset({"expenses"})),
        _enter_all,
    ),
    Task(
        "expenses-from-message",
        3,
        (
            "{person} texted me what the {note} cost, add it to my expenses under {category} as {note}",
            "Read {person}'s message about the {note} and enter the amount in Expenses: {category}, memo "
            "{note}",
            "enter the amount from the text of {person} as an expense, memo {note}, category {category}",
            "take the price of the {note} from {person}'s text message and record it as {note} in {category}",
            "new expense {note} in {category}, the amount is in the message from {person}",
            "look in Messages for what {person} says the {note} came to, and add that to my {category} "
            "expenses "
            "as {note}",
        ),
        (
            "{person} has paid the {note} and told me how much by text; book it, {category}, called {note}",
            "the sum {person} sent me is a {category} expense: {note}",
        ),
        _owed,
        every(added("expenses", NEW)),
        _from_message,
    ),
    Task(
        "expenses-currency-impossible",
        1,
        (
            "Convert all my expenses to {currency}",
            "Show my expenses in {currency}",
            "switch the expenses app to {currency}",
            "change the currency of my expenses to {currency}",
            "I want to see what I spent in {currency} instead of dollars in Expenses",
            "let the expenses app count in {currency}",
        ),
        (
            "dollars mean nothing to me here, my expenses should be {currency}",
            "{currency} in Expenses please",
        ),
        _currency,
        unchanged,
        nothing,
        kind="impossible",
    ),
)
