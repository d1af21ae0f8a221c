"""Expenses: entering, correcting, asking, budgets and categories."""

from __future__ import annotations

from datetime import date, timedelta

from bench.tasks.hand import Hand
from bench.tasks.judges import added, changed, difference, front, holds, removed
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.stocks.expenses import Expense

EXPENSES = "com.android.expenses"
CATEGORIES = ("Food", "Shopping", "Transport", "Housing", "Health", "Entertainment", "Other")
_NOTES = (
    "Kayak rental", "Bike repair", "Guitar strings", "Vet visit", "Garden hose", "Passport photos",
    "Umbrella stand", "Moving boxes", "Piano tuner", "Picnic blanket", "Ferry snacks", "Paint brushes",
    "Locker key", "Camera strap", "Bath mat", "Cactus pot", "Sewing kit", "Ice skates",
)  # fmt: skip
_PARKING = ("Parking downtown", "Parking at the lake", "Parking at the fair", "Parking by the zoo")


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


def this_month(world: World) -> int:
    """So many days ago, and still in this month."""
    return world.rng.randrange(0, min(world.now.day, 20))


def put_expense(world: World, p: dict[str, str], ago: int) -> dict[str, str]:
    """Have that expense on the phone."""
    world.add(
        "expenses", Expense(amount=int(p["cents"]), category=p["category"], note=p["note"], days_ago=ago)
    )
    return p


def _old(world: World) -> dict[str, str]:
    return put_expense(world, new_expense(world), world.rng.randrange(0, 40))


def _corrected(world: World) -> dict[str, str]:
    new = new_expense(world)
    return {**_old(world), "new_amount": new["amount"], "new_cents": new["cents"]}


def _past(world: World) -> dict[str, str]:
    """One more with its day, some days back."""
    day = world.now.date() - timedelta(days=world.rng.randrange(2, 25))
    said = f"{day:%B} {day.day}"
    return {**new_expense(world), "day": day.isoformat(), "said": said}


def _last_month(world: World) -> dict[str, str]:
    return put_expense(world, new_expense(world), world.now.day + world.rng.randrange(2, 20))


def _parking(world: World) -> dict[str, str]:
    notes = world.rng.sample(_PARKING, 3)
    for note in notes:
        cents, ago = world.rng.randrange(200, 1500), this_month(world)
        world.add("expenses", Expense(amount=cents, category="Other", note=note, days_ago=ago))
    return {f"note{n}": note for n, note in enumerate(notes)}


def _spent(world: World) -> dict[str, str]:
    """A category with two expenses of this month, and another category with one."""
    category, other = world.rng.sample(CATEGORIES[:6], 2)
    for name in (category, category, other):
        put_expense(world, new_expense(world, name), this_month(world))
    return {"category": category, "today": world.now.date().isoformat()}


# Judges
NEW = {"amount": "{cents}", "category": "{category}", "note": "{note}", "date": "{today}"}


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


def add_new(hand: Hand, p: Params) -> None:
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


def change_budget(hand: Hand, title: str, dollars: str) -> None:
    """On the tab of budgets; title as shown."""
    hand.tap_text(title)
    hand.fill("Amount, empty for none", dollars)
    hand.tap("Save")


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
        added("expenses", NEW),
        add_new,
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
        added("expenses", {**NEW, "date": "{day}"}),
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
)
