"""A customer's accounts at a bank, with their transactions, and payees and cards."""

from __future__ import annotations

import random
from typing import Literal

from pydantic import Field

from device_drivers.virtual.stocks import Strict


class BankLogin(Strict):
    username: str = Field(min_length=1)
    password: str = Field(min_length=1)


class BankTransaction(Strict):
    name: str = Field(min_length=1)  # who paid or was paid
    amount: int  # cents; below 0: money out
    days_ago: int = Field(default=1, ge=0)
    reference: str = ""
    category: str = "Other"


class BankAccount(Strict):
    name: str = Field(min_length=1)
    number: str = Field(min_length=1)
    kind: Literal["checking", "savings", "credit"] = "checking"
    balance: int = 0  # cents, after all the transactions
    transactions: tuple[BankTransaction, ...] = ()


class BankPayee(Strict):
    name: str = Field(min_length=1)
    number: str = Field(min_length=1)
    bank: str = ""


class BankCard(Strict):
    name: str = Field(min_length=1)
    last4: str = Field(pattern=r"^\d{4}$")
    expiry: str = Field(default="08/29", pattern=r"^\d\d/\d\d$")
    limit: int = Field(default=200_000, ge=0)  # cents a month
    frozen: bool = False


_OUT = (
    ("Green Basket Market", "Groceries", 1200, 9800), ("City Transit", "Transport", 240, 4900),
    ("Corner Bakery", "Eating out", 320, 1800), ("Blue Flame Energy", "Bills", 4500, 12000),
    ("Streamline Video", "Entertainment", 999, 1599), ("Pharmacy on Main", "Health", 600, 4200),
    ("Noodle House", "Eating out", 1100, 3800), ("Fairfield Fuel", "Transport", 3000, 7200),
    ("Hillside Gym", "Health", 2900, 2900), ("Lumen Phone", "Bills", 1900, 3900),
    ("Paper & Pen", "Shopping", 500, 6400), ("Harvest Market", "Groceries", 900, 7600),
)  # fmt: skip
_PAYEES = ("Maplewood Housing", "Nadia Fox", "Oliver Grant", "Tennis Club", "Petra Lang", "Dr. Simon Hale")


def bank_login(seed: int) -> BankLogin:
    rng = random.Random(f"bank_login:{seed}")
    name = rng.choice(("rkeller", "salder", "amoreau"))
    return BankLogin(
        username=f"{name}{rng.randrange(10, 100)}", password=f"Maple-{rng.randrange(1000, 10000)}"
    )


def bank_accounts(seed: int) -> tuple[BankAccount, ...]:
    rng = random.Random(f"bank_accounts:{seed}")
    daily = [
        BankTransaction(
            name=name, amount=-rng.randrange(low, high + 1), days_ago=rng.randrange(0, 90), category=kind
        )
        for name, kind, low, high in rng.choices(_OUT, k=26)
    ]
    for ago in (12, 42, 73):
        for name, amount, category, reference, late in (
            ("Alder Works Ltd", 284_000, "Income", "Salary", 0),
            ("Maplewood Housing", -96_000, "Bills", "Rent", 3),
        ):
            daily.append(
                BankTransaction(
                    name=name, amount=amount, days_ago=ago - late, category=category, reference=reference
                )
            )
    daily.sort(key=lambda one: -one.days_ago)
    saved = tuple(
        BankTransaction(
            name="Everyday account", amount=15_000, days_ago=ago, category="Transfer", reference="Savings"
        )
        for ago in (70, 40, 10)
    )
    return (
        BankAccount(name="Everyday account", number=_number(rng), balance=rng.randrange(150_000, 480_000),
                    transactions=tuple(daily)),
        BankAccount(name="Savings account", number=_number(rng), kind="savings",
                    balance=rng.randrange(400_000, 2_000_000), transactions=saved),
    )  # fmt: skip


def bank_payees(seed: int) -> tuple[BankPayee, ...]:
    rng = random.Random(f"bank_payees:{seed}")
    banks = ("First Harbor Bank", "Union Credit", "Valley Savings")
    return tuple(BankPayee(name=name, number=_number(rng), bank=rng.choice(banks)) for name in _PAYEES[:5])


def bank_cards(seed: int) -> tuple[BankCard, ...]:
    rng = random.Random(f"bank_cards:{seed}")
    return tuple(
        BankCard(name=name, last4=f"{rng.randrange(10_000):04d}", limit=limit)
        for name, limit in (("Debit card", 200_000), ("Credit card", 350_000))
    )


def _number(rng: random.Random) -> str:
    return f"DE{rng.randrange(10, 99)} " + " ".join(f"{rng.randrange(10_000):04d}" for _ in range(4))
