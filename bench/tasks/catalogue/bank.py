"""Bank: accounts, payments, payees and cards; the person gives the login."""

from __future__ import annotations

from bench.tasks.catalogue.expenses import money
from bench.tasks.hand import Hand, Oracle
from bench.tasks.judges import added, changed, difference, front, removed
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.stocks.bank import BankPayee, BankTransaction

BANK = "com.android.bank"
_LOGINS = (
    " (user name {user}, password {password})",
    ". Log in as {user} with the password {password}",
    ", the login is {user} and {password}",
    "; my user name at the bank is {user}, my password {password}",
    ". You can use my login {user}, password {password}",
    " - user {user}, password {password}",
)
_NAMES = (
    "Maren Vogt",
    "Ilya Brandt",
    "Paula Stein",
    "Cedar Dental",
    "Lakeside Boats",
    "Theo Lund",
    "Brook School",
)
_BANKS = ("First Harbor Bank", "Union Credit", "Valley Savings")


def _with_login(*goals: str) -> tuple[str, ...]:
    """Each goal with the login said in another way."""
    return tuple(goal + _LOGINS[n % len(_LOGINS)] for n, goal in enumerate(goals))


# Draws
def _login(world: World) -> dict[str, str]:
    login = world.single("bank_login")
    return {"user": login.username, "password": login.password}


def _account(world: World) -> dict[str, str]:
    account = world.pick("bank_accounts")
    return {**_login(world), "account": account.name, "balance": money(account.balance)}


def _new_payee(world: World) -> dict[str, str]:
    number = f"DE{world.rng.randrange(10, 99)}" + f"{world.rng.randrange(10**15, 10**16)}"
    return {"name": world.choose(*_NAMES), "number": number, "bank": world.choose(*_BANKS)}


def _payee(world: World) -> dict[str, str]:
    return {**_login(world), **_new_payee(world)}


def _five_payees(world: World) -> dict[str, str]:
    found, said = _login(world), []
    for n in range(5):
        one = _new_payee(world)
        found |= {f"{key}{n}": value for key, value in one.items()}
        said.append(f"{one['name']}, {one['number']}, {one['bank']}")
    return {**found, "list": "; ".join(said)}


def _known_payee(world: World) -> dict[str, str]:
    one = _new_payee(world)
    world.add("bank_payees", BankPayee(**one))
    cents = world.rng.randrange(500, 24_000)
    sum_ = {"amount": f"{cents / 100:.2f}", "cents": str(cents), "reference": world.title()}
    return {**_login(world), **one, **sum_}


def _paid(world: World) -> dict[str, str]:
    """Something that was paid from the first account to somebody who got nothing else."""
    name, cents, ago = world.choose(*_NAMES), world.rng.randrange(700, 9000), world.rng.randrange(1, 22)
    first, *others = world.things("bank_accounts")
    one = BankTransaction(name=name, amount=-cents, days_ago=ago, category="Shopping")
    rows = sorted([*first.transactions, one], key=lambda row: -row.days_ago)
    world.put("bank_accounts", [first.model_copy(update={"transactions": tuple(rows)}), *others])
    return {**_login(world), "name": name, "amount": money(cents), "words": world.phrase()}


def _card(world: World) -> dict[str, str]:
    dollars = world.rng.randrange(5, 40) * 50
    card = world.pick("bank_cards")
    return {**_login(world), "card": card.name, "dollars": str(dollars), "cents": f"{dollars}00"}


def _cards(world: World) -> dict[str, str]:
    return _login(world)


def _balance(world: World) -> dict[str, str]:
    """The savings, and a limit above or below them."""
    everyday, savings = world.things("bank_accounts")
    over = world.choose("1", "0")
    limit = savings.balance // 100 + (-200 if over == "1" else 200)
    dollars = world.rng.randrange(21, 99)
    names = (savings, everyday) if over == "1" else (everyday, savings)
    more = {"source": names[0].name, "target": names[1].name, "number": names[1].number}
    return {**_login(world), "limit": str(limit), "amount": str(dollars), "cents": f"{dollars}00", **more}


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


def _moved(after: State, before: Before) -> bool:
    p = before.params
    return _books(after, before, p["source"], [(p["source"], f"-{p['cents']}"), (p["target"], p["cents"])])


def _number_is(value: str, before: Before) -> bool:
    return value.replace(" ", "") == before.params["number"]


_MONEY = frozenset({"accounts", "payments"})


def _five_added(after: State, before: Before) -> bool:
    went, came = difference("payees", after, before)
    p = before.params
    wanted = sorted((p[f"name{n}"], p[f"number{n}"], p[f"bank{n}"]) for n in range(5))
    found = sorted((row["name"], row["number"].replace(" ", ""), row["bank"]) for row in came)
    return not went and found == wanted


# By hand
def log_in(hand: Hand, p: Params) -> None:
    """Open the bank and log in."""
    hand.open(BANK)
    hand.fill("Username", p["user"])
    hand.fill("Password", p["password"])
    hand.tap("Log in")


def _on(tab: str) -> Oracle:
    """Log in and go to one of the bank's places."""

    def oracle(hand: Hand, p: Params) -> None:
        log_in(hand, p)
        if tab != "Accounts":
            hand.go(tab)

    return oracle


def _find_payment(hand: Hand, p: Params) -> None:
    log_in(hand, p)
    hand.tap_text("Everyday account")
    hand.find(p["name"])


def _annotate(hand: Hand, p: Params) -> None:
    log_in(hand, p)
    hand.tap_text("Everyday account")
    hand.menu("Search")
    hand.fill("Search transactions", p["name"].split()[0])
    hand.tap_text(p["name"])
    hand.tap("Own note")
    hand.fill("Add a note", p["words"])
    hand.tap("Save")


def _add_payee(hand: Hand, p: Params, n: str = "") -> None:
    hand.tap("Add payee")
    hand.fill("Payee name", p[f"name{n}"])
    hand.fill("Account number", p[f"number{n}"])
    hand.fill("Bank (optional)", p[f"bank{n}"])
    hand.tap("Save")


def _add_one(hand: Hand, p: Params) -> None:
    _on("Payments")(hand, p)
    _add_payee(hand, p)


def _add_five(hand: Hand, p: Params) -> None:
    _on("Payments")(hand, p)
    for n in range(5):
        _add_payee(hand, p, str(n))


def _delete_payee(hand: Hand, p: Params) -> None:
    _on("Payments")(hand, p)
    hand.find(p["name"])
    hand.tap("Payee options", near=p["name"])
    hand.tap("Delete", "Delete")


def _send(hand: Hand, p: Params) -> None:
    _on("Payments")(hand, p)
    hand.tap_text(p["name"])
    hand.fill("Amount", p["amount"])
    hand.fill("Reference (optional)", p["reference"])
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
    _on("Cards")(hand, p)
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
    _on("Cards")(hand, p)
    hand.tap_text("Debit card")
    hand.switch("Online payments", on=False)
    hand.back()
    hand.tap_text("Credit card")
    hand.switch("Online payments", on=False)


TASKS = (
    Task(
        "bank-balance",
        2,
        _with_login(
            "How much money is in my {account}",
            "Show me the balance of my {account}",
            "look up in the bank app what is on the {account}",
            "what is the balance of the {account} at my bank",
            "check my {account} in the bank app",
            "I want to know how much I have on the {account}",
        ),
        _with_login("am I rich? {account}, how much", "{account}: what does the bank say I have"),
        _account,
        front(BANK, "{account}", "{balance}"),
        _on("Accounts"),
        kind="ask",
    ),
    Task(
        "bank-payment-find",
        2,
        _with_login(
            "How much did I pay to {name} from the Everyday account",
            "Find the payment to {name} in my Everyday account",
            "show me what {name} got from my Everyday account",
            "search the Everyday account at my bank for {name}",
            "what did I transfer to {name} from the Everyday account",
            "look up the transaction with {name} in the Everyday account",
        ),
        _with_login(
            "{name} was paid, but how much? It was the Everyday account", "Everyday account, {name}, sum"
        ),
        _paid,
        front(BANK, "{name}", "{amount}"),
        _find_payment,
        kind="ask",
    ),
    Task(
        "bank-payment-note",
        3,
        _with_login(
            "Add the note {words} to the payment to {name} in my Everyday account",
            "In the bank app, note {words} at the transaction with {name} in the Everyday account",
            "write {words} as my own note on the Everyday account's payment to {name}",
            "the payment to {name} from the Everyday account needs a note: {words}",
            "find what {name} got from my Everyday account and put the note {words} there",
            "attach the note {words} to {name}'s transaction in the Everyday account",
        ),
        _with_login(
            "so that I remember why {name} got money from the Everyday account, put {words} next to it",
            "Everyday account, {name}: own note {words}",
        ),
        _paid,
        changed("payments", {"name": "{name}"}, {"note": "{words}"}),
        _annotate,
    ),
    Task(
        "bank-payee-add",
        3,
        _with_login(
            "Add the payee {name} with the account number {number} at {bank}",
            "Save {name}, {number}, {bank} as a new payee at my bank",
            "new payee in the bank app: {name}, account number {number}, bank {bank}",
            "I will pay {name} more often, so add a payee: {number} at {bank}",
            "put {name} on the list of payees; account number {number}, bank {bank}",
            "create a payee called {name} with the number {number} and the bank {bank}",
        ),
        _with_login(
            "the bank should know {name} ({number}, {bank}) for later, no money is sent now",
            "payees: {name}, {number}, {bank}, in with it",
        ),
        _payee,
        added("payees", {"name": "{name}", "number": _number_is, "bank": "{bank}"}),
        _add_one,
    ),
    Task(
        "bank-payee-delete",
        3,
        _with_login(
            "Delete the payee {name}",
            "Remove {name} from my payees at the bank",
            "I won't pay {name} again, delete that payee",
            "take {name} off the list of payees in the bank app",
            "the payee {name} should be deleted",
            "in the bank app, get rid of the payee {name}",
        ),
        _with_login("no more money for {name}, the bank can forget them", "{name}: out of my payees"),
        _known_payee,
        removed("payees", {"name": "{name}"}),
        _delete_payee,
    ),
    Task(
        "bank-transfer",
        3,
        _with_login(
            "Transfer ${amount} from the Everyday account to {name} with the reference {reference}",
            "Send {name} ${amount} from my Everyday account, reference {reference}",
            "pay ${amount} to {name} out of the Everyday account, the reference is {reference}",
            "I owe {name} ${amount}, transfer it from the Everyday account with the reference {reference}",
            "make a bank transfer to {name}: ${amount}, Everyday account, reference {reference}",
            "in the bank app, send ${amount} to my payee {name}, from Everyday, with reference {reference}",
        ),
        _with_login(
            "{name} should get ${amount} off my Everyday account, and {reference} is what they'll read",
            "${amount} to {name}, Everyday account, {reference}",
        ),
        _known_payee,
        Judge(_sent, _MONEY),
        _send,
        kind="risky",
    ),
    Task(
        "bank-if-savings",
        3,
        _with_login(
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
        _with_login(
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
        _with_login(
            "Freeze my {card}",
            "I lost my {card}, freeze it in the bank app",
            "block the {card} so that nobody can pay with it",
            "put the {card} of my bank on ice",
            "nobody may use my {card} now, freeze it",
            "in the bank app, have the {card} frozen",
        ),
        _with_login(
            "where is my {card}?! stop it before somebody shops with it", "the {card}: frozen, please"
        ),
        _card,
        changed("bank_cards", {"name": "{card}"}, {"frozen": "1"}),
        _freeze,
    ),
    Task(
        "bank-card-limit",
        3,
        _with_login(
            "Set the monthly limit of my {card} to ${dollars}",
            "Change the limit of the {card} to ${dollars} a month",
            "I want to spend at most ${dollars} a month with my {card}, set that limit",
            "the {card} should have a monthly limit of ${dollars}",
            "in the bank app, limit the {card} to ${dollars} per month",
            "give my {card} a limit of ${dollars} a month",
        ),
        _with_login(
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
        _with_login(
            "Turn off online payments for all my cards",
            "No online payments with any of my bank cards, switch that off",
            "disable online payments on both of my cards",
            "go through my cards at the bank and turn online payments off for each",
            "neither card should work on the web, turn off online payments",
            "make sure that nobody can pay online with my cards: switch online payments off",
        ),
        _with_login("web shops must not get at my cards, any of them", "online payments: off, every card"),
        _cards,
        changed("bank_cards", {}, {"online": "0"}),
        _offline,
        parts=2,
    ),
    Task(
        "bank-payees-five",
        5,
        _with_login(
            "Add these payees (name, account number, bank): {list}",
            "Save all of these as payees at my bank: {list}",
            "new payees for the bank app: {list}",
            "I have five more people to pay, put them on the list of payees: {list}",
            "create a payee for each of these: {list}",
            "enter every one of these payees with number and bank: {list}",
        ),
        _with_login("the bank should know all of them: {list}", "payees, five of them: {list}"),
        _five_payees,
        Judge(_five_added, frozenset({"payees"})),
        _add_five,
        parts=5,
    ),
)
