"""Expenses: entering, correcting, asking, budgets and categories."""

from __future__ import annotations

from datetime import date, timedelta

from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import added, changed, difference, every, front, holds, removed, unchanged
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.fixture import Budget, Expense, Message

EXPENSES = "com.android.expenses"
CATEGORIES = ("Food", "Shopping", "Transport", "Housing", "Health", "Entertainment", "Other")
_NOTES = (
    "Kayak rental", "Bike repair", "Guitar strings", "Vet visit", "Garden hose", "Passport photos",
    "Umbrella stand", "Moving boxes", "Piano tuner", "Picnic blanket", "Ferry snacks", "Paint brushes",
    "Locker key", "Camera strap", "Bath mat", "Cactus pot", "Sewing kit", "Ice skates",
)  # fmt: skip
_PARKING = ("Parking downtown", "Parking at the lake", "Parking at the fair", "Parking by the zoo")
_NEW_CATEGORIES = ("Pets", "Hobbies", "Gifts", "Travel", "Garden", "Children", "Music")


def money(cents: int) -> str:
    """$1,234.50"""
    return f"${cents // 100:,}.{cents % 100:02}"


# Draws
def new_expense(world: World, *categories: str) -> dict[str, str]:
    """What was paid, for what, and its category: one of these, or any."""
    cents = world.rng.randrange(350, 9000)
    return {
        "amount": f"{cents / 100:.2f}",
        "cents": str(cents),
        "note": world.choose(*_NOTES),
        "category": world.choose(*(categories or CATEGORIES)),
        "today": world.now.date().isoformat(),
    }


def _this_month(world: World) -> int:
    """So many days ago, and still in this month."""
    return world.rng.randrange(0, min(world.now.day, 20))


def _put(world: World, p: dict[str, str], ago: int) -> dict[str, str]:
    """Have that expense on the phone."""
    world.add(
        "expenses", Expense(amount=int(p["cents"]), category=p["category"], note=p["note"], days_ago=ago)
    )
    return p


def _old(world: World) -> dict[str, str]:
    return _put(world, new_expense(world), world.rng.randrange(0, 40))


def _corrected(world: World) -> dict[str, str]:
    new = new_expense(world)
    return {**_old(world), "new_amount": new["amount"], "new_cents": new["cents"]}


def _past(world: World) -> dict[str, str]:
    """One more with its day, some days back."""
    day = world.now.date() - timedelta(days=world.rng.randrange(2, 25))
    said = f"{day:%B} {day.day}"
    return {**new_expense(world), "day": day.isoformat(), "said": said}


def _last_month(world: World) -> dict[str, str]:
    return _put(world, new_expense(world), world.now.day + world.rng.randrange(2, 20))


def _parking(world: World) -> dict[str, str]:
    notes = world.rng.sample(_PARKING, 3)
    for note in notes:
        cents, ago = world.rng.randrange(200, 1500), _this_month(world)
        world.add("expenses", Expense(amount=cents, category="Other", note=note, days_ago=ago))
    return {f"note{n}": note for n, note in enumerate(notes)}


def _spent(world: World) -> dict[str, str]:
    """A category with two expenses of this month, and another category with one."""
    category, other = world.rng.sample(CATEGORIES[:6], 2)
    for name in (category, category, other):
        _put(world, new_expense(world, name), _this_month(world))
    return {"category": category, "today": world.now.date().isoformat()}


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
    _put(world, new_expense(world, old), _this_month(world))
    return {"old": old, "name": world.choose(*_NEW_CATEGORIES)}


def _over_or_not(world: World) -> dict[str, str]:
    """Whether more was spent on food this month than a limit between the two."""
    over = world.choose("1", "0")
    _put(world, new_expense(world, "Food"), _this_month(world))
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


def _several(world: World) -> dict[str, str]:
    """Six to enter, and the words for all of them."""
    found: dict[str, str] = {"today": world.now.date().isoformat()}
    said = []
    for place in range(6):
        one = new_expense(world, *CATEGORIES[1:])
        found |= {f"{name}{place}": one[name] for name in ("amount", "cents", "note", "category")}
        said.append(f"{one['note']} ${one['amount']} ({one['category']})")
    return {**found, "list": ", ".join(said)}


def _owed(world: World) -> dict[str, str]:
    """A message that says what something cost."""
    person, p = world.contact(), new_expense(world, "Entertainment", "Shopping", "Health")
    world.drop("messages", lambda m: m.address == person.phone)
    body = f"The {p['note'].lower()} came to ${p['amount']} in the end"
    world.add("messages", Message(address=person.phone, body=body, minutes_ago=20))
    return {**p, "person": person.name}


def _currency(world: World) -> dict[str, str]:
    return {"currency": world.choose("euros", "yen", "Swiss francs", "pounds")}


# Judges
_NEW = {"amount": "{cents}", "category": "{category}", "note": "{note}", "date": "{today}"}


def budget(category: str, cents: str) -> Judge:
    """The category's limit is so high, nothing for none; the other limits are as they were."""

    def check(after: State, before: Before) -> bool:
        name, wanted = (text.format(**before.params) for text in (category, cents))
        went, came = difference("budgets", after, before)
        amounts = [row["amount"] for row in after.rows("budgets", category=name)]
        return amounts == ([wanted] if wanted else []) and all(r["category"] == name for r in [*went, *came])

    return Judge(check, frozenset({"budgets"}))


def _shows_total(after: State, before: Before) -> bool:
    p = before.params
    rows = before.state.rows("expenses", category=p["category"])
    wanted = money(sum(int(row["amount"]) for row in rows if row["date"][:7] == p["today"][:7]))
    return EXPENSES in after.front and any(wanted in text for text in after.shown)


def _all_entered(after: State, before: Before) -> bool:
    went, came = difference("expenses", after, before)
    p = before.params
    wanted = sorted(
        (p[f"cents{n}"], p[f"category{n}"], p[f"note{n}"].casefold(), p["today"]) for n in range(6)
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
    return added("expenses", _NEW).check(after, before) and not any(difference("budgets", after, before))


# By hand
def open_expenses(hand: Hand) -> None:
    """The list of this month."""
    hand.open(EXPENSES)
    if not hand.sees(hand.t("Add expense")):
        hand.go("Expenses")


def add_expense(hand: Hand, amount: str, category: str, note: str) -> None:
    """A new expense of today, from the list."""
    hand.tap("Add expense")
    fill_expense(hand, amount, category, note)
    hand.tap("Save")


def fill_expense(hand: Hand, amount: str, category: str, note: str) -> None:
    """The open editor of a new expense."""
    hand.fill("Amount", amount)
    if category != "Food":  # what a new one has
        hand.tap("Category")
        hand.tap_text(category)
    hand.fill("Memo", note)


def _add(hand: Hand, p: Params) -> None:
    open_expenses(hand)
    add_expense(hand, p["amount"], p["category"], p["note"])


def _add_past(hand: Hand, p: Params) -> None:
    open_expenses(hand)
    hand.tap("Add expense")
    fill_expense(hand, p["amount"], p["category"], p["note"])
    hand.tap("Date")
    hand.date(date.fromisoformat(p["day"]), date.fromisoformat(p["today"]))
    hand.tap("Save")


def _seek(hand: Hand, words: str) -> None:
    open_expenses(hand)
    hand.menu("Search")
    hand.fill("Search expenses", words)


def _delete(hand: Hand, p: Params) -> None:
    _seek(hand, p["note"].split()[0])
    hand.tap_text(p["note"])
    hand.menu("Delete", "Delete")


def _correct(hand: Hand, p: Params) -> None:
    _seek(hand, p["note"].split()[0])
    hand.tap_text(p["note"])
    hand.fill("Amount", p["new_amount"])
    hand.tap("Save")


def _find(hand: Hand, p: Params) -> None:
    _seek(hand, p["note"].split()[0])
    hand.find(p["note"])


def _move_parking(hand: Hand, p: Params) -> None:
    _seek(hand, "Parking")
    for n in range(3):
        hand.tap_text(p[f"note{n}"])
        hand.tap("Category")
        hand.tap_text("Transport")
        hand.tap("Save")


def _summary(hand: Hand, p: Params) -> None:
    hand.open(EXPENSES)
    hand.go("Summary")
    hand.find(p["category"])


def _set_budget(hand: Hand, p: Params) -> None:
    hand.open(EXPENSES)
    hand.go("Budget")
    change_budget(hand, p["category"], p["dollars"])


def change_budget(hand: Hand, title: str, dollars: str) -> None:
    """On the tab of budgets; title as shown."""
    hand.tap_text(title)
    hand.fill("Amount, empty for none", dollars)
    hand.tap("Save")


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
    for n in range(6):
        add_expense(hand, p[f"amount{n}"], p[f"category{n}"], p[f"note{n}"])


def _from_message(hand: Hand, p: Params) -> None:
    hand.open("com.android.messaging")
    hand.tap_text(p["person"])
    _add(hand, p)


TASKS = (
    Task(
        "expenses-add",
        2,
        (
            "Add an expense of ${amount} for {note} in {category}",
            "I spent ${amount} on {note}, (enter|add) that in {category}",
            "(Record|Enter) {note}, ${amount}, category {category}[, in my expenses]",
            "new expense: ${amount}, {category}, memo {note}",
            "put ${amount} for {note} into my expenses under {category}",
            "{note} cost me ${amount} today, note that under {category} in Expenses",
            "I just paid ${amount}. It was for {note}, please keep track of it in {category}",
        ),
        (
            "${amount} gone today, {note}. That's {category} money",
            "my spending today went up by ${amount}: {note}, {category}",
        ),
        new_expense,
        added("expenses", _NEW),
        _add,
    ),
    Task(
        "expenses-add-past",
        3,
        (
            "Add an expense of ${amount} for {note} in {category}, dated {said}",
            "On {said} I spent ${amount} on {note}, enter it under {category}",
            "enter the {note} of {said} in my expenses: ${amount}, {category}",
            "I forgot an expense: {said}, {note}, ${amount}, category {category}",
            "expense from {said}: ${amount} in {category}, memo {note}",
            "please record in {category} that {note} cost me ${amount} on {said}",
        ),
        (
            "{said} is missing something: {note}, {category}, ${amount}",
            "back on {said} there was {note} for ${amount}, that belongs in {category}",
        ),
        _past,
        added("expenses", {**_NEW, "date": "{day}"}),
        _add_past,
    ),
    Task(
        "expenses-delete",
        2,
        (
            "Delete the expense {note}",
            "Remove {note} from my expenses",
            "take the {note} expense out[ again]",
            "I never paid for {note}, delete that expense",
            "the entry {note} in Expenses is wrong, (remove|delete) it",
            "erase what I entered for {note} in the expenses",
        ),
        ("{note}? I got that money back, so it is no expense", "scrap {note} in my spending list"),
        _old,
        removed("expenses", {"note": "{note}"}),
        _delete,
    ),
    Task(
        "expenses-correct",
        2,
        (
            "Change the amount of the expense {note} to ${new_amount}",
            "The {note} in my expenses was ${new_amount}, correct it",
            "correct {note} to ${new_amount} in Expenses",
            "I paid ${new_amount} and not ${amount} for {note}, fix the expense",
            "edit the expense {note}: the right amount is ${new_amount}",
            "set what {note} cost to ${new_amount} in my expenses",
        ),
        (
            "{note} was ${new_amount} according to the receipt",
            "wrong number at {note}, make that ${new_amount}",
        ),
        _corrected,
        changed("expenses", {"note": "{note}"}, {"amount": "{new_cents}"}),
        _correct,
    ),
    Task(
        "expenses-find",
        1,
        (
            "How much did I pay for {note}?",
            "What did {note} cost [me ]according to my expenses?",
            "Show me the expense {note}",
            "find {note} in my expenses",
            "look up what I spent on {note}",
            "search the expenses for {note}",
        ),
        ("{note}, how expensive was that?", "I can't remember the price of {note}, it is in Expenses"),
        _last_month,
        front(EXPENSES, "{note}", "${amount}"),
        _find,
        kind="ask",
    ),
    Task(
        "expenses-total",
        1,
        (
            "How much have I spent on {category} this month?",
            "What is this month's total for {category}?",
            "Show me what {category} has cost me this month",
            "sum of my {category} expenses this month?",
            "in Expenses, look up this month's spending on {category}",
            "how high are my expenses for {category} in this month?",
        ),
        ("{category}, how bad is it so far this month?", "where do I stand with {category} since the first?"),
        _spent,
        Judge(_shows_total),
        _summary,
        kind="ask",
    ),
    Task(
        "expenses-parking",
        3,
        (
            "Move all parking expenses to Transport",
            "Put every expense for parking into the category Transport",
            "change the category of all my parking expenses to Transport",
            "parking belongs in Transport: correct all expenses for it",
            "whatever I spent on parking should be under Transport in Expenses",
            "go through my expenses and set everything with parking to Transport",
        ),
        (
            "I booked the parking under Other, that was wrong, Transport is right, for each of them",
            "parking is no Other, it is Transport. All of it",
        ),
        _parking,
        changed("expenses", {"note": holds("Parking")}, {"category": "Transport"}),
        _move_parking,
    ),
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
        parts=6,
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
        every(added("expenses", _NEW)),
        _from_message,
        apps=("com.android.messaging", EXPENSES),
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
