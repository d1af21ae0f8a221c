"""Calculator: sums of everyday and their history."""

from __future__ import annotations

from decimal import Decimal

from bench.tasks.hand import Hand
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World

CALCULATOR, NOTES = "com.android.calculator2", "com.android.notes"


def shown(value: Decimal) -> str:
    """A result as the display has it: 1,234.5"""
    text = f"{value.normalize():,f}"
    return text.replace("-", "−")


# Draws
def some_product(world: World) -> dict[str, str]:
    one, other = world.rng.randrange(23, 98), world.rng.randrange(34, 99)
    return {
        "one": str(one),
        "other": str(other),
        "keys": f"{one}×{other}",
        "result": shown(Decimal(one * other)),
        "plain": str(one * other),
    }


def _bill(world: World) -> dict[str, str]:
    """Five prices and their sum."""
    prices = [Decimal(world.rng.randrange(105, 989)) / 10 for _ in range(5)]
    keys = "+".join(f"{price}" for price in prices)
    return {"list": ", ".join(f"{p}" for p in prices), "keys": keys, "result": shown(sum(prices, Decimal(0)))}


def _tip(world: World) -> dict[str, str]:
    """A price with so many percent more or less."""
    price, percent = Decimal(world.rng.randrange(41, 99) * 10 + 5) / 10, world.choose(12, 15, 18, 20)
    sign, way = world.choose(("+", "plus"), ("−", "minus"))
    part = price * percent / 100
    result = price + part if sign == "+" else price - part
    keys = f"{price}{sign}{percent}%"
    return {
        "price": str(price),
        "percent": str(percent),
        "way": way,
        "keys": keys,
        "result": shown(result),
    }


def _root(world: World) -> dict[str, str]:
    root = world.rng.randrange(31, 99)
    square = root * root
    return {"square": str(square), "keys": f"√{square}", "result": str(root)}


def _split(world: World) -> dict[str, str]:
    """Two sums added and shared among some."""
    people = world.choose(4, 5, 8)
    one, other = world.rng.randrange(120, 400), world.rng.randrange(110, 300)
    keys, result = f"({one}+{other})÷{people}", Decimal(one + other) / people
    return {
        "one": str(one),
        "other": str(other),
        "people": str(people),
        "keys": keys,
        "result": shown(result),
    }


# Judges
def _displays(after: State, before: Before) -> bool:
    """The result, as it is shown or without groups, stands alone on the calculator's display."""
    result = before.params["result"]
    words = {text.strip() for text in after.shown}
    return CALCULATOR in after.front and bool(words & {result, result.replace(",", ""), f"= {result}"})


# By hand
def press(hand: Hand, keys: str) -> None:
    """The keys of a formula, one by one; the display above them may show the same."""
    for key in keys:
        hand.find(key)
        same = [e for e in hand.screen.elements if key in e.label.split() and e.state.clickable]
        hand.tap_element(max(same, key=lambda e: e.bounds.top))


def calculate(hand: Hand, p: Params) -> None:
    hand.open(CALCULATOR)
    press(hand, p["keys"])


TASKS = (
    Task(
        "calculator-product",
        2,
        (
            "What is {one} times {other}?",
            "Calculate {one} times {other}",
            "multiply {one} by {other}[ with the calculator]",
            "use the calculator for {one} x {other}",
            "{one} times {other} please",
            "I need to know how much {one} multiplied by {other} is",
            "work out {one} * {other} in the calculator",
        ),
        ("{other} rows with {one} chairs each, how many chairs?", "what do {one} lots of {other} come to?"),
        some_product,
        Judge(_displays),
        calculate,
        kind="ask",
    ),
    Task(
        "calculator-bill",
        4,
        (
            "Add up {list}",
            "What is the sum of {list}?",
            "use the calculator to add {list}",
            "how much is {list} together?",
            "I have five prices, {list}: what is the total?",
            "calculate the total of {list}",
        ),
        ("these were in the basket: {list}. What will I pay?", "sum please: {list}"),
        _bill,
        Judge(_displays),
        calculate,
        kind="ask",
    ),
    Task(
        "calculator-percent",
        3,
        (
            "What is {price} {way} {percent} percent?",
            "Calculate {price} {way} {percent}%",
            "how much is {price} {way} {percent} percent[ of it]?",
            "in the calculator, take {price} {way} {percent}%",
            "{price} {way} {percent} percent please",
            "I'd like to see what {price} {way} {percent}% comes to",
        ),
        (
            "the price is {price}, {way} {percent} percent. What do I pay?",
            "{price}, then {way} {percent}% of that, makes?",
        ),
        _tip,
        Judge(_displays),
        calculate,
        kind="ask",
    ),
    Task(
        "calculator-root",
        2,
        (
            "What is the square root of {square}?",
            "Calculate the square root of {square}",
            "take the root of {square} with the calculator",
            "square root of {square} please",
            "how much is the square root of {square}?",
            "find out the square root of {square}",
        ),
        (
            "which number times itself makes {square}?",
            "a square field has {square} square metres: how long is a side?",
        ),
        _root,
        Judge(_displays),
        calculate,
        kind="ask",
    ),
    Task(
        "calculator-split",
        3,
        (
            "Add {one} and {other} and divide the sum by {people}",
            "What is {one} plus {other}, all divided by {people}?",
            "calculate ({one} + {other}) / {people}",
            "we spent {one} and {other} dollars and share that among {people}, how much is it for each?",
            "split {one} plus {other} by {people} people",
            "in the calculator, work out the sum of {one} and {other} divided by {people}",
        ),
        (
            "{people} of us, {one} for the room and {other} for dinner: everyone's share?",
            "the {people}th part of {one} and {other} together is what?",
        ),
        _split,
        Judge(_displays),
        calculate,
        kind="ask",
    ),
)
