"""Bank: login, transfers, payees and cards, and that none of it is on a screenshot."""

from __future__ import annotations

import pytest

from device_drivers.virtual.intents import Intent
from device_drivers.virtual.phone import Phone
from tests.virtual_wire import make_device, sh
from tests.virtual_world import BACK, ENTER, HOME, column, find, hold, make_phone, tap, texts, word, write

BANK = "com.android.bank"
URI = "content://com.android.bank"
ACCOUNTS, TRANSACTIONS, PAYEES, CARDS = (
    f"{URI}/{name}" for name in ("accounts", "transactions", "payees", "cards")
)
MONEY = {
    "bank_login": {"username": "kim", "password": "s3cret!"},
    "bank_accounts": [
        {
            "name": "Everyday",
            "number": "DE10 1111 2222",
            "balance": 200_000,
            "transactions": [
                {"name": "Bakery", "amount": -450, "days_ago": 2, "category": "Eating out"},
                {
                    "name": "Works Ltd",
                    "amount": 250_000,
                    "days_ago": 20,
                    "category": "Income",
                    "reference": "Salary",
                },
                {
                    "name": "Landlord",
                    "amount": -90_000,
                    "days_ago": 45,
                    "category": "Bills",
                    "reference": "Rent",
                },
            ],
        },
        {"name": "Savings", "number": "DE10 3333 4444", "kind": "savings", "balance": 50_000},
    ],
    "bank_payees": [{"name": "Nadia Fox", "number": "DE55 7777 8888"}],
    "bank_cards": [{"name": "Debit card", "last4": "0042"}],
}


def bank(skin: str = "plain") -> Phone:
    """The app, with the customer logged in."""
    phone = make_phone(fixture=MONEY, skin=skin)
    phone.launch(BANK)
    write(phone, "Username", "kim")
    write(phone, "Password", "s3cret!")
    phone.press_key(BACK)
    tap(phone, word(phone, "Log in"))
    return phone


def go(phone: Phone, label: str) -> None:
    if phone.skin.navigation == "drawer":
        tap(phone, word(phone, "Open navigation drawer"))
    tap(phone, word(phone, label))


def submit(phone: Phone, words: str, text: str) -> None:
    """Type, and press the keyboard's action key."""
    write(phone, words, text)
    phone.press_key(ENTER)


def balance(phone: Phone, name: str) -> int:
    return int(column(phone, ACCOUNTS, "balance", f"name='{name}'")[0])


def test_the_login() -> None:
    phone = make_phone(fixture=MONEY)
    phone.launch(BANK)
    assert find(phone, "password").password
    write(phone, "Username", "kim")
    for _ in range(5):
        submit(phone, "Password", "wrong")
        assert "Wrong username or password" in texts(phone)
    submit(phone, "Password", "s3cret!")
    assert "Too many attempts. Try again in a minute." in texts(phone)
    phone.advance(61)
    submit(phone, "Password", "s3cret!")
    assert column(phone, f"{URI}/session", "logged_in") == ["1"]
    assert "$2,500.00" in texts(phone)  # all the accounts together


def test_the_session_ends() -> None:
    phone = bank()
    phone.press_key(HOME)
    phone.advance(400)
    phone.tick()
    assert column(phone, f"{URI}/session", "logged_in") == ["0"]
    phone.launch(BANK)
    assert "You have been logged out" in texts(phone)
    assert "Everyday" not in texts(phone)
    tap(phone, "Log in")
    write(phone, "Username", "kim")
    submit(phone, "Password", "s3cret!")
    assert "Everyday" in texts(phone)
    tap(phone, "More options", "Log out", "Log out")
    assert "Log in to your accounts" in texts(phone)
    phone.force_stop(BANK)
    phone.launch(BANK)
    assert "Log in to your accounts" in texts(phone)


@pytest.mark.parametrize("skin", ["plain", "noir"])
def test_it_is_not_on_screenshots(skin: str) -> None:
    phone = bank(skin)
    assert phone.windows()[0].secure
    middle = (phone.width // 2, phone.height // 2)
    assert phone.screenshot().getpixel(middle) == (0, 0, 0)
    tap(phone, "Everyday", "Bakery", "Own note")
    assert phone.windows()[0].secure  # its dialogs too
    phone.press_key(HOME)
    assert phone.screenshot().getpixel(middle) != (0, 0, 0)


def test_the_shell_says_secure_and_has_no_password() -> None:
    phone = bank()
    device = make_device(phone)
    assert "fl=SECURE" in sh(device, "dumpsys window windows").out
    assert "Unknown URI" in sh(device, f"content query --uri {URI}/secrets").err
    said = "".join(sh(device, f"content query --uri {URI}/{name}").out for name in ("accounts", "session"))
    assert "balance=200000" in said
    assert "s3cret!" not in said
    phone.press_key(HOME)
    assert "fl=SECURE" not in sh(device, "dumpsys window windows").out


@pytest.mark.parametrize("skin", ["plain", "atlas", "ember", "mosaic"])
def test_money_is_sent_to_a_payee(skin: str) -> None:
    phone = bank(skin)
    go(phone, "Payments")
    tap(phone, word(phone, "New transfer"), "To", "Nadia Fox")
    write(phone, word(phone, "Amount"), "5000")
    phone.press_key(BACK)
    tap(phone, word(phone, "Continue"))
    assert phone.toast_shown() == "Not enough money in this account"
    phone.set_text(find(phone, word(phone, "Amount")), "12.50")
    phone.set_text(find(phone, "Reference (optional)"), "Tickets")
    tap(phone, word(phone, "Continue"))
    assert balance(phone, "Everyday") == 200_000
    tap(phone, word(phone, "Confirm and send"))
    assert "Money sent" in texts(phone)
    row = phone.content.rows(TRANSACTIONS)[0]
    assert (row.number("amount"), row.text("name"), row.text("reference")) == (-1250, "Nadia Fox", "Tickets")
    assert balance(phone, "Everyday") == 200_000 - 1250


def test_a_large_transfer_needs_the_password_and_an_own_account_gets_it() -> None:
    phone = bank()
    tap(phone, "Everyday", "Transfer", "To", "Savings")
    write(phone, "Amount", "1000")
    phone.press_key(BACK)
    tap(phone, "Continue", "Confirm and send")
    assert phone.toast_shown() == "Wrong password"
    write(phone, "Password", "s3cret!")
    phone.press_key(BACK)
    tap(phone, "Confirm and send", "Done")
    assert (balance(phone, "Everyday"), balance(phone, "Savings")) == (100_000, 150_000)


def test_transactions_are_searched_and_filtered() -> None:
    phone = bank()
    tap(phone, "Everyday", "Search")
    phone.type_text("rent")
    assert "Landlord" in texts(phone)
    assert "Bakery" not in texts(phone)
    phone.press_key(BACK)
    phone.press_key(BACK)
    tap(phone, "Filter", "Type", "Money out", "Period", "Last 30 days", "Show results")
    assert "1 transactions" in texts(phone)
    assert "Bakery" in texts(phone)
    tap(phone, "Filter", "Clear filters")
    write(phone, "Minimum", "1000")
    phone.press_key(BACK)
    tap(phone, "Show results")
    assert "Works Ltd" in texts(phone)
    assert "1 transactions" in texts(phone)
    tap(phone, "Works Ltd", "Own note")
    write(phone, "Add a note", "Bonus month")
    tap(phone, "Save")
    assert column(phone, TRANSACTIONS, "note", "name='Works Ltd'") == ["Bonus month"]


def test_payees_are_added_changed_and_deleted() -> None:
    phone = bank()
    go(phone, "Payments")
    tap(phone, "Add payee")
    write(phone, "Payee name", "Omar Said")
    phone.set_text(find(phone, "Account number"), "12")
    tap(phone, "Save")
    assert phone.toast_shown() == "Check the account number"
    phone.set_text(find(phone, "Account number"), "DE99 0000 1111")
    tap(phone, "Save")
    assert column(phone, PAYEES, "name") == ["Nadia Fox", "Omar Said"]
    hold(phone, "Nadia Fox")
    tap(phone, "Edit")
    phone.set_text(find(phone, "Payee name"), "Nadia Fox-Lee")
    phone.press_key(BACK)
    tap(phone, "Keep editing", "Save")
    assert column(phone, PAYEES, "name", "_id=1") == ["Nadia Fox-Lee"]
    hold(phone, "Nadia Fox-Lee")
    tap(phone, "Delete", "Delete")
    assert column(phone, PAYEES, "name") == ["Omar Said"]


@pytest.mark.parametrize("skin", ["plain", "grand"])
def test_a_card_is_frozen_and_limited(skin: str) -> None:
    phone = bank(skin)
    go(phone, "Cards")
    tap(phone, "Debit card", "Freeze card", "Freeze")
    assert column(phone, CARDS, "frozen") == ["1"]
    tap(phone, "Freeze card")
    assert column(phone, CARDS, "frozen") == ["0"]
    tap(phone, "Online payments", "Monthly limit")
    phone.set_text(find(phone, "Amount"), "750")
    tap(phone, "Save")
    row = phone.content.rows(CARDS)[0]
    assert (row.number("online"), row.number("monthly_limit")) == (0, 75_000)


def test_a_link_fills_the_transfer_after_the_login() -> None:
    phone = make_phone(fixture=MONEY)
    link = Intent(
        "android.intent.action.VIEW", data="bank://transfer?to=nadia%20fox&amount=20&reference=Gift"
    )
    assert phone.start_activity(link).ok
    write(phone, "Username", "kim")
    submit(phone, "Password", "s3cret!")
    assert "Nadia Fox" in texts(phone)
    assert (find(phone, "amount").text, find(phone, "reference").text) == ("20", "Gift")
