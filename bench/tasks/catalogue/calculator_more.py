"""Calculator: the history, and results in other apps."""

from __future__ import annotations

from decimal import Decimal

from bench.tasks.catalogue.calculator import (
    CALCULATOR,
    NOTES,
    calculate,
    press,
    some_product,
)
from bench.tasks.catalogue.expenses import add_expense, new_expense, open_expenses
from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import added, difference, front, one_of, removed, unchanged
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.stocks.calculator import Calculation


def _past(world: World) -> dict[str, str]:
    """A product in the history, with others around it."""
    p = some_product(world)
    world.put("calculations", [])
    for keys in ("812−77", p["keys"], "18×4"):
        world.add("calculations", Calculation(expression=keys))
    return p


def _none(world: World) -> dict[str, str]:
    world.put("calculations", [])
    return {}


def _noted(world: World) -> dict[str, str]:
    return {**some_product(world), "title": world.title()}


def _dear_or_not(world: World) -> dict[str, str]:
    """So many of something at a price, and a limit above or below it."""
    p = new_expense(world, "Shopping")
    count, price = world.rng.randrange(3, 9), Decimal(world.rng.randrange(111, 999)) / 10
    whole, fits = count * price, world.choose("1", "0")
    limit = int(whole) + 12 if fits == "1" else int(whole) - 12
    more = {"count": str(count), "price": str(price), "limit": str(limit), "fits": fits}
    total = {"amount": f"{whole:.2f}", "cents": str(int(whole * 100)), "keys": f"{count}×{price}"}
    return {**p, **more, **total, "title": world.title()}


def _graph(world: World) -> dict[str, str]:
    return {"what": world.choose("x squared", "2x + 3", "the sine of x", "1 over x")}


def _emptied(after: State, before: Before) -> bool:
    return not after.tables["sums"]


def _bought_or_noted(after: State, before: Before) -> bool:
    p = before.params
    note = added("notes", {"title": "{title}", "body": "too expensive", "pinned": "0"})
    new = {"amount": "{cents}", "category": "Shopping", "note": "{note}", "date": "{today}"}
    done, other = (added("expenses", new), "notes") if p["fits"] == "1" else (note, "expenses")
    return done.check(after, before) and not any(difference(other, after, before))


def _open_history(hand: Hand, p: Params) -> None:
    hand.open(CALCULATOR)
    hand.menu("Calculation history")


def _clear(hand: Hand, p: Params) -> None:
    _open_history(hand, p)
    hand.menu("Clear history", "Clear")


def _forget(hand: Hand, p: Params) -> None:
    _open_history(hand, p)
    hand.hold(p["keys"])
    hand.tap("Delete")


def _note(hand: Hand, title: str, body: str) -> None:
    hand.open(NOTES)
    hand.tap("New note")
    hand.fill("Title", title)
    hand.fill("Note", body)
    hand.tap("Save")


def _calculate_and_note(hand: Hand, p: Params) -> None:
    calculate(hand, p)
    press(hand, "=")
    _note(hand, p["title"], p["plain"])


def _buy_or_note(hand: Hand, p: Params) -> None:
    calculate(hand, p)
    press(hand, "=")
    if p["fits"] == "1":
        open_expenses(hand)
        add_expense(hand, p["amount"], "Shopping", p["note"])
    else:
        _note(hand, p["title"], "too expensive")


TASKS = (
    Task(
        "calculator-history-show",
        1,
        (
            "What was the result when I calculated {one} times {other}?",
            "Show me my earlier calculation of {one} x {other}",
            "look in the calculator's history for {one} times {other}",
            "I once worked out {one} times {other}, find that again in the history",
            "open the history of the calculator where {one} times {other} is",
            "the calculator must still know {one} times {other}, show me its history",
        ),
        ("{one} by {other}: I did that before, dig it out", "what have I been calculating? show me"),
        _past,
        front(CALCULATOR, "= {result}", "{one}×{other}"),
        _open_history,
        kind="ask",
    ),
    Task(
        "calculator-history-delete",
        2,
        (
            "Delete {one} times {other} from the calculator's history",
            "Remove the calculation {one} x {other} from the history",
            "take {one} times {other} out of my calculation history",
            "nobody has to see that I calculated {one} times {other}, delete that entry",
            "in the calculator's history, erase only {one} times {other}",
            "forget the calculation {one} times {other}",
        ),
        (
            "{one} by {other} should not be in the calculator any more",
            "one entry less in the history: {one}x{other}",
        ),
        _past,
        removed("sums", {"expression": "{keys}"}),
        _forget,
    ),
    Task(
        "calculator-history-clear",
        2,
        (
            "Clear the calculator's history",
            "Delete my calculation history",
            "remove all earlier calculations",
            "empty the history of the calculator",
            "I want the calculator to forget everything I calculated",
            "wipe the calculation history",
        ),
        ("nobody should see what I have been adding up", "clean slate for the calculator please"),
        _past,
        Judge(_emptied),
        _clear,
    ),
    Task(
        "calculator-history-already",
        1,
        (
            "Make sure that the calculator's history is empty",
            "See to it that there is nothing in the calculation history",
            "check that the calculator remembers no calculations, and clear them if it does",
            "the history of the calculator should be empty",
            "I want no entries in the calculation history",
            "the calculator must not have any history",
        ),
        ("nothing of my sums may be left in the calculator", "there'd better be no calculations to look up"),
        _none,
        Judge(_emptied),
        _open_history,
        kind="already",
    ),
    Task(
        "calculator-to-note",
        3,
        (
            "Calculate {one} times {other} and write the result into a new note titled {title}",
            "Work out {one} x {other} and save the result as a note called {title}",
            "make a note {title} that holds the result of {one} times {other}",
            "what is {one} times {other}? Put it in a note with the title {title}",
            "multiply {one} by {other}, then create a note {title} with what comes out",
            "new note, title {title}, text: the product of {one} and {other}",
        ),
        (
            "I'll need {one} times {other} later, so leave it in a note, {title} on top",
            "{title}: that note should say how much {one} by {other} is",
        ),
        _noted,
        added("notes", {"title": "{title}", "body": one_of("{plain}", "{result}"), "pinned": "0"}),
        _calculate_and_note,
    ),
    Task(
        "calculator-if-dear",
        3,
        (
            "{note} cost ${price} each and I need {count}. If that is at most ${limit}, add the total as an "
            "expense "
            "in Shopping, memo {note}; otherwise write a note titled {title} saying too expensive",
            "Calculate {count} times {price}. Up to {limit} enter it as a Shopping expense called {note}, "
            "above that "
            "make a note {title} with the text too expensive",
            "if {count} times ${price} is more than ${limit}, create the note {title} saying too expensive, "
            "else "
            "record the sum in Expenses under Shopping as {note}",
            "work out what {count} at ${price} come to; within ${limit} it is a new expense {note} in "
            "Shopping, over "
            "that write too expensive into a note titled {title}",
            "how much is {count} times {price}? When it's over {limit}: note {title}, too expensive. When "
            "not: "
            "expense {note} in Shopping with that amount",
            "add {count} times ${price} to my Shopping expenses as {note} if it is no more than ${limit}, "
            "and if it "
            "is more, just note too expensive under the title {title}",
        ),
        (
            "my limit for {note} is ${limit}. {count} of them at ${price}, does that fit? Then it's a "
            "Shopping "
            "expense. If not, I want a note {title}: too expensive",
            "{count} x ${price}, more than ${limit}? yes: note {title} with too expensive. no: Shopping "
            "expense "
            "{note} over the whole sum",
        ),
        _dear_or_not,
        Judge(_bought_or_noted, frozenset({"expenses", "notes"})),
        _buy_or_note,
    ),
    Task(
        "calculator-graph-impossible",
        1,
        (
            "Plot the graph of {what} in the calculator",
            "Draw the function {what}",
            "show me the curve of {what}",
            "use the calculator to plot {what}",
            "I need the graph of {what}",
            "make the calculator draw {what} as a graph",
        ),
        ("how does {what} look as a curve? let the calculator draw it", "graph, {what}, now"),
        _graph,
        unchanged,
        nothing,
        kind="impossible",
    ),
)
