"""Bank: accounts, payments, payees and cards; the person gives the login."""

from __future__ import annotations

from bench.tasks.catalogue.expenses import money
from bench.tasks.hand import Hand, Oracle
from bench.tasks.judges import added, changed, front, removed
from bench.tasks.task import Before, Params, Task
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


def with_login(*goals: str) -> tuple[str, ...]:
    """Each goal with the login said in another way."""
    return tuple(goal + _LOGINS[n % len(_LOGINS)] for n, goal in enumerate(goals))


# Draws
def customer(world: World) -> dict[str, str]:
    login = world.single("bank_login")
    return {"user": login.username, "password": login.password}


def _account(world: World) -> dict[str, str]:
    account = world.pick("bank_accounts")
    return {**customer(world), "account": account.name, "balance": money(account.balance)}


def new_payee(world: World) -> dict[str, str]:
    number = f"DE{world.rng.randrange(10, 99)}" + f"{world.rng.randrange(10**15, 10**16)}"
    return {"name": world.choose(*_NAMES), "number": number, "bank": world.choose(*_BANKS)}


def _payee(world: World) -> dict[str, str]:
    return {**customer(world), **new_payee(world)}


def known_payee(world: World) -> dict[str, str]:
    one = new_payee(world)
    world.add("bank_payees", BankPayee(**one))
    cents = world.rng.randrange(500, 24_000)
    sum_ = {"amount": f"{cents / 100:.2f}", "cents": str(cents), "reference": world.title()}
    return {**customer(world), **one, **sum_}


def _paid(world: World) -> dict[str, str]:
    """Something that was paid from the first account to somebody who got nothing else."""
    name, cents, ago = world.choose(*_NAMES), world.rng.randrange(700, 9000), world.rng.randrange(1, 22)
    first, *others = world.things("bank_accounts")
    one = BankTransaction(name=name, amount=-cents, days_ago=ago, category="Shopping")
    rows = sorted([*first.transactions, one], key=lambda row: -row.days_ago)
    world.put("bank_accounts", [first.model_copy(update={"transactions": tuple(rows)}), *others])
    return {**customer(world), "name": name, "amount": money(cents), "words": world.phrase()}


def _number_is(value: str, before: Before) -> bool:
    return value.replace(" ", "") == before.params["number"]


# By hand
def log_in(hand: Hand, p: Params) -> None:
    """Open the bank and log in."""
    hand.open(BANK)
    hand.fill("Username", p["user"])
    hand.fill("Password", p["password"])
    hand.tap("Log in")


def at_tab(tab: str) -> Oracle:
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


def add_payee(hand: Hand, p: Params, n: str = "") -> None:
    hand.tap("Add payee")
    hand.fill("Payee name", p[f"name{n}"])
    hand.fill("Account number", p[f"number{n}"])
    hand.fill("Bank (optional)", p[f"bank{n}"])
    hand.tap("Save")


def _add_one(hand: Hand, p: Params) -> None:
    at_tab("Payments")(hand, p)
    add_payee(hand, p)


def _delete_payee(hand: Hand, p: Params) -> None:
    at_tab("Payments")(hand, p)
    hand.find(p["name"])
    hand.tap("Payee options", near=p["name"])
    hand.tap("Delete", "Delete")


TASKS = (
    Task(
        "bank-balance",
        2,
        with_login(
            "How much money is in my {account}",
            "Show me the balance of my {account}",
            "look up in the bank app what is on the {account}",
            "what is the balance of the {account} at my bank",
            "check my {account} in the bank app",
            "I want to know how much I have on the {account}",
        ),
        with_login("am I rich? {account}, how much", "{account}: what does the bank say I have"),
        _account,
        front(BANK, "{account}", "{balance}"),
        at_tab("Accounts"),
        kind="ask",
    ),
    Task(
        "bank-payment-find",
        2,
        with_login(
            "How much did I pay to {name} from the Everyday account",
            "Find the payment to {name} in my Everyday account",
            "show me what {name} got from my Everyday account",
            "search the Everyday account at my bank for {name}",
            "what did I transfer to {name} from the Everyday account",
            "look up the transaction with {name} in the Everyday account",
        ),
        with_login(
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
        with_login(
            "Add the note {words} to the payment to {name} in my Everyday account",
            "In the bank app, note {words} at the transaction with {name} in the Everyday account",
            "write {words} as my own note on the Everyday account's payment to {name}",
            "the payment to {name} from the Everyday account needs a note: {words}",
            "find what {name} got from my Everyday account and put the note {words} there",
            "attach the note {words} to {name}'s transaction in the Everyday account",
        ),
        with_login(
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
        with_login(
            "Add the payee {name} with the account number {number} at {bank}",
            "Save {name}, {number}, {bank} as a new payee at my bank",
            "new payee in the bank app: {name}, account number {number}, bank {bank}",
            "I will pay {name} more often, so add a payee: {number} at {bank}",
            "put {name} on the list of payees; account number {number}, bank {bank}",
            "create a payee called {name} with the number {number} and the bank {bank}",
        ),
        with_login(
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
        with_login(
            "Delete the payee {name}",
            "Remove {name} from my payees at the bank",
            "I won't pay {name} again, delete that payee",
            "take {name} off the list of payees in the bank app",
            "the payee {name} should be deleted",
            "in the bank app, get rid of the payee {name}",
        ),
        with_login("no more money for {name}, the bank can forget them", "{name}: out of my payees"),
        known_payee,
        removed("payees", {"name": "{name}"}),
        _delete_payee,
    ),
)
