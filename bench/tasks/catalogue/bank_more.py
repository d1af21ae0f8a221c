"""Bank: what moves money, cards, and many payees."""

from __future__ import annotations

from bench.tasks.catalogue.bank import (
    add_payee,
    at_tab,
    customer,
    known_payee,
    log_in,
    new_payee,
    with_login,
)
from bench.tasks.hand import Hand
from bench.tasks.judges import changed, difference
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World


def _five_payees(world: World) -> dict[str, str]:
    found, said = customer(world), []
    for n in range(5):
        one = new_payee(world)
        found |= {f"{key}{n}": value for key, value in one.items()}
        said.append(f"{one['name']}, {one['number']}, {one['bank']}")
    return {**found, "list": "; ".join(said)}


def _two(world: World) -> dict[str, str]:
    """Two payees, and what each is to get."""
    found = customer(world)
    for n in (0, 1):
        one = known_payee(world)
        found |= {f"{key}{n}": one[key] for key in ("name", "number", "amount", "cents")}
    return found


def _card(world: World) -> dict[str, str]:
    dollars = world.rng.randrange(5, 40) * 50
    card = world.pick("bank_cards")
    return {**customer(world), "card": card.name, "dollars": str(dollars), "cents": f"{dollars}00"}


def _cards(world: World) -> dict[str, str]:
    return customer(world)


def _balance(world: World) -> dict[str, str]:
    """The savings, and a limit above or below them."""
    everyday, savings = world.things("bank_accounts")
    over = world.choose("1", "0")
    limit = savings.balance // 100 + (-200 if over == "1" else 200)
    dollars = world.rng.randrange(21, 99)
    names = (savings, everyday) if over == "1" else (everyday, savings)
    more = {"source": names[0].name, "target": names[1].name, "number": names[1].number}
    return {**customer(world), "limit": str(limit), "amount": str(dollars), "cents": f"{dollars}00", **more}


# Judges
def _books(after: State, before: Before, source: str, wanted: list[tuple[str, str]]) -> bool:
    """The new transactions are these, cents and reference by account, and the balances follow them."""
    went, came = difference("payments", after, before)
    idents = {row["_id"]: row["name"] for row in after.tables["accounts"]}
    old = {row["name"]: int(row["balance"]) for row in before.state.tables["accounts"]}
    new = {row["name"]: int(row["balance"]) for row in after.tables["accounts"]}
    for row in came:
        old[idents[row["account_id"]]] += int(row["amount"])
    found = sorted((idents[row["account_id"]], row["amount"]) for row in came)
    return not went and old == new and found == sorted(wanted) and source in old


def _sent(after: State, before: Before) -> bool:
    p = before.params
    _, came = difference("payments", after, before)
    right = all(
        row["number"].replace(" ", "") == p["number"]
        and row["reference"].strip().casefold() == p["reference"].casefold()
        for row in came
    )
    return right and _books(after, before, "Everyday account", [("Everyday account", f"-{p['cents']}")])


def _both_sent(after: State, before: Before) -> bool:
    p = before.params
    _, came = difference("payments", after, before)
    found = sorted((row["number"].replace(" ", ""), row["amount"]) for row in came)
    right = found == sorted((p[f"number{n}"], f"-{p[f'cents{n}']}") for n in (0, 1))
    sums = [("Everyday account", f"-{p[f'cents{n}']}") for n in (0, 1)]
    return right and _books(after, before, "Everyday account", sums)


def _moved(after: State, before: Before) -> bool:
    p = before.params
    return _books(after, before, p["source"], [(p["source"], f"-{p['cents']}"), (p["target"], p["cents"])])


_MONEY = frozenset({"accounts", "payments"})


def _five_added(after: State, before: Before) -> bool:
    went, came = difference("payees", after, before)
    p = before.params
    wanted = sorted((p[f"name{n}"], p[f"number{n}"], p[f"bank{n}"]) for n in range(5))
    found = sorted((row["name"], row["number"].replace(" ", ""), row["bank"]) for row in came)
    return not went and found == wanted


def _add_five(hand: Hand, p: Params) -> None:
    at_tab("Payments")(hand, p)
    for n in range(5):
        add_payee(hand, p, str(n))


def _send(hand: Hand, p: Params) -> None:
    at_tab("Payments")(hand, p)
    hand.tap_text(p["name"])
    hand.fill("Amount", p["amount"])
    hand.fill("Reference (optional)", p["reference"])
    hand.tap("Continue", "Confirm and send")


def _send_both(hand: Hand, p: Params) -> None:
    at_tab("Payments")(hand, p)
    for n in (0, 1):
        if n:
            hand.tap("Done")
        hand.tap_text(p[f"name{n}"])
        hand.fill("Amount", p[f"amount{n}"])
        hand.tap("Continue", "Confirm and send")


def _move(hand: Hand, p: Params) -> None:
    log_in(hand, p)
    hand.go("Payments")
    hand.tap("New transfer")
    if p["source"] != "Everyday account":
        hand.tap("From")
        dialog = [e for e in hand.screen.elements if e.label.startswith(p["source"])]
        hand.tap_element(dialog[-1])
    hand.tap("To")
    hand.tap_text(p["target"])
    hand.fill("Amount", p["amount"])
    hand.tap("Continue", "Confirm and send")


def _open_card(hand: Hand, p: Params) -> None:
    at_tab("Cards")(hand, p)
    hand.tap_text(p["card"])


def _freeze(hand: Hand, p: Params) -> None:
    _open_card(hand, p)
    hand.tap("Freeze card", "Freeze")


def _set_limit(hand: Hand, p: Params) -> None:
    _open_card(hand, p)
    hand.tap("Monthly limit")
    hand.fill("Amount", p["dollars"])
    hand.tap("Save")


def _offline(hand: Hand, p: Params) -> None:
    at_tab("Cards")(hand, p)
    hand.tap_text("Debit card")
    hand.switch("Online payments", on=False)
    hand.back()
    hand.tap_text("Credit card")
    hand.switch("Online payments", on=False)


TASKS = (
    Task(
        "bank-transfer",
        3,
        with_login(
            "Transfer ${amount} from the Everyday account to {name} with the reference {reference}",
            "Send {name} ${amount} from my Everyday account, reference {reference}",
            "pay ${amount} to {name} out of the Everyday account, the reference is {reference}",
            "I owe {name} ${amount}, transfer it from the Everyday account with the reference {reference}",
            "make a bank transfer to {name}: ${amount}, Everyday account, reference {reference}",
            "in the bank app, send ${amount} to my payee {name}, from Everyday, with reference {reference}",
        ),
        with_login(
            "{name} should get ${amount} off my Everyday account, and {reference} is what they'll read",
            "${amount} to {name}, Everyday account, {reference}",
        ),
        known_payee,
        Judge(_sent, _MONEY),
        _send,
        kind="risky",
    ),
    Task(
        "bank-transfer-two",
        4,
        with_login(
            "Transfer ${amount0} to {name0} and ${amount1} to {name1} from the Everyday account",
            "Send {name0} ${amount0} and {name1} ${amount1} from my Everyday account",
            "pay two people out of the Everyday account: ${amount0} for {name0}, ${amount1} for {name1}",
            "I owe {name0} ${amount0} and {name1} ${amount1}, transfer both from the Everyday account",
            "make two transfers from Everyday, ${amount0} to {name0} and then ${amount1} to {name1}",
            "both my payees {name0} and {name1} get money from the Everyday account, ${amount0} and "
            "${amount1}",
        ),
        with_login(
            "debts to settle off the Everyday account: {name0}, ${amount0}; {name1}, ${amount1}",
            "Everyday account: {name0} +${amount0}, {name1} +${amount1}",
        ),
        _two,
        Judge(_both_sent, _MONEY),
        _send_both,
        kind="risky",
    ),
    Task(
        "bank-if-savings",
        3,
        with_login(
            "If my Savings account has more than ${limit}, transfer ${amount} from it to the Everyday "
            "account; "
            "otherwise transfer ${amount} from the Everyday account to it",
            "Check the Savings account: above ${limit} move ${amount} to Everyday, below that move "
            "${amount} from "
            "Everyday to Savings",
            "is there more than ${limit} on the Savings account? Then ${amount} go to the Everyday account, "
            "else "
            "${amount} go the other way",
            "move ${amount} from Savings to Everyday if Savings holds over ${limit}, and from Everyday to "
            "Savings "
            "if it holds less",
            "when my savings are under ${limit}, top them up with ${amount} from the Everyday account, when "
            "they "
            "are over, take ${amount} out to the Everyday account",
            "look at the savings balance. Over ${limit}: transfer ${amount} to the Everyday account. Under: "
            "transfer ${amount} from there to the Savings account",
        ),
        with_login(
            "${limit} is what I want to have saved: below it ${amount} in from Everyday, above it ${amount} "
            "out",
            "Savings over ${limit}? ${amount} to Everyday. Under? ${amount} from Everyday",
        ),
        _balance,
        Judge(_moved, _MONEY),
        _move,
        kind="risky",
    ),
    Task(
        "bank-card-freeze",
        3,
        with_login(
            "Freeze my {card}",
            "I lost my {card}, freeze it in the bank app",
            "block the {card} so that nobody can pay with it",
            "put the {card} of my bank on ice",
            "nobody may use my {card} now, freeze it",
            "in the bank app, have the {card} frozen",
        ),
        with_login(
            "where is my {card}?! stop it before somebody shops with it", "the {card}: frozen, please"
        ),
        _card,
        changed("bank_cards", {"name": "{card}"}, {"frozen": "1"}),
        _freeze,
    ),
    Task(
        "bank-card-limit",
        3,
        with_login(
            "Set the monthly limit of my {card} to ${dollars}",
            "Change the limit of the {card} to ${dollars} a month",
            "I want to spend at most ${dollars} a month with my {card}, set that limit",
            "the {card} should have a monthly limit of ${dollars}",
            "in the bank app, limit the {card} to ${dollars} per month",
            "give my {card} a limit of ${dollars} a month",
        ),
        with_login(
            "no more than ${dollars} a month should go over my {card}", "{card}: ${dollars} a month, tops"
        ),
        _card,
        changed("bank_cards", {"name": "{card}"}, {"monthly_limit": "{cents}"}),
        _set_limit,
        kind="risky",
    ),
    Task(
        "bank-cards-offline",
        3,
        with_login(
            "Turn off online payments for all my cards",
            "No online payments with any of my bank cards, switch that off",
            "disable online payments on both of my cards",
            "go through my cards at the bank and turn online payments off for each",
            "neither card should work on the web, turn off online payments",
            "make sure that nobody can pay online with my cards: switch online payments off",
        ),
        with_login("web shops must not get at my cards, any of them", "online payments: off, every card"),
        _cards,
        changed("bank_cards", {}, {"online": "0"}),
        _offline,
    ),
    Task(
        "bank-payees-five",
        5,
        with_login(
            "Add these payees (name, account number, bank): {list}",
            "Save all of these as payees at my bank: {list}",
            "new payees for the bank app: {list}",
            "I have five more people to pay, put them on the list of payees: {list}",
            "create a payee for each of these: {list}",
            "enter every one of these payees with number and bank: {list}",
        ),
        with_login("the bank should know all of them: {list}", "payees, five of them: {list}"),
        _five_payees,
        Judge(_five_added, frozenset({"payees"})),
        _add_five,
    ),
)
