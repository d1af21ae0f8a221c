"""Bank: login, accounts, transfers, payees and cards. Nothing of it is on a screenshot."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import parse_qs

from device_drivers.virtual.apps._bank_accounts import HomePage
from device_drivers.virtual.apps._bank_login import LoginPage
from device_drivers.virtual.apps._bank_transfer import TransferPage
from device_drivers.virtual.apps._dates import DAY_MS
from device_drivers.virtual.fixture import Fixture
from device_drivers.virtual.intents import DEFAULT, LAUNCHER, MAIN, VIEW, Filter, Intent
from device_drivers.virtual.kernel import App, Page, System
from device_drivers.virtual.providers.resolver import Route, Row, Tables, Value, delete_rows
from device_drivers.virtual.stocks.bank import BankAccount

URI = "content://com.android.bank"
ACCOUNTS, TRANSACTIONS, PAYEES = f"{URI}/accounts", f"{URI}/transactions", f"{URI}/payees"
CARDS, SESSION = f"{URI}/cards", f"{URI}/session"
_ID = "_id INTEGER PRIMARY KEY AUTOINCREMENT"
# The password is in a table that no URI leads to.
SCHEMA = f"""
CREATE TABLE bank_accounts ({_ID}, name TEXT, number TEXT, kind TEXT, balance INTEGER);
CREATE TABLE bank_transactions ({_ID}, account_id INTEGER, date INTEGER, amount INTEGER, name TEXT,
  number TEXT DEFAULT '', reference TEXT DEFAULT '', category TEXT DEFAULT 'Other', note TEXT DEFAULT '');
CREATE TABLE bank_payees ({_ID}, name TEXT, number TEXT, bank TEXT DEFAULT '');
CREATE TABLE bank_cards ({_ID}, name TEXT, last4 TEXT, expiry TEXT, monthly_limit INTEGER,
  frozen INTEGER DEFAULT 0, online INTEGER DEFAULT 1);
CREATE TABLE bank_session ({_ID}, logged_in INTEGER DEFAULT 0, failed INTEGER DEFAULT 0, last_login INTEGER,
  locked_until INTEGER DEFAULT 0);
CREATE TABLE bank_secrets ({_ID}, username TEXT, password TEXT);
INSERT INTO bank_session (logged_in) VALUES (0);
"""
TRIES, LOCKED_MS = 5, 60_000
AWAY = timedelta(minutes=5)  # so long in the background, and one has to log in again


class Program(App):
    package = "com.android.bank"
    label = "Bank"
    icon = "bank"
    launcher = ".MainActivity"
    activities = {
        ".MainActivity": (Filter((MAIN,), (LAUNCHER, DEFAULT)),),
        ".TransferActivity": (Filter((VIEW,), schemes=("bank",), hosts=("transfer",)),),
    }
    version = ("5.4.2", 50402)

    def __init__(self, system: System) -> None:
        super().__init__(system)
        routes = {
            "accounts": Route("bank_accounts", delete=self._delete_accounts),
            "transactions": Route("bank_transactions", order="date DESC, _id DESC"),
            "payees": Route("bank_payees", order="name COLLATE NOCASE"),
            "cards": Route("bank_cards"),
            "session": Route("bank_session"),
        }
        system.content.add(Tables(self.package, routes), SCHEMA)
        self._seen = system.now()

    def _delete_accounts(self, idents: list[int]) -> None:
        delete_rows(self.content.db, "bank_transactions", idents, "account_id")
        delete_rows(self.content.db, "bank_accounts", idents)

    def fill(self, fixture: Fixture) -> None:
        if fixture.bank_login is not None:
            pair = (fixture.bank_login.username, fixture.bank_login.password)
            self.content.db.execute("INSERT INTO bank_secrets (username, password) VALUES (?, ?)", pair)
        for account in fixture.bank_accounts:
            self._fill_account(account)
        for payee in fixture.bank_payees:
            self.content.insert(PAYEES, payee.model_dump())
        for card in fixture.bank_cards:
            values = card.model_dump(exclude={"limit", "frozen"})
            self.content.insert(CARDS, {**values, "monthly_limit": card.limit, "frozen": int(card.frozen)})

    def _fill_account(self, account: BankAccount) -> None:
        uri = self.content.insert(ACCOUNTS, account.model_dump(exclude={"transactions"}))
        ident = int(uri.rsplit("/", 1)[1])
        for place, one in enumerate(account.transactions):
            date = self.system.now_ms() - one.days_ago * DAY_MS - 60_000 * (len(account.transactions) - place)
            values = one.model_dump(exclude={"days_ago"})
            self.content.insert(TRANSACTIONS, {**values, "account_id": ident, "date": date})

    def clear(self) -> None:
        """The phone forgets who is logged in; the money is the bank's."""
        self.log_out()

    def tick(self, now: datetime) -> None:
        if self.system.page.app is self:
            self._seen = now
        elif now - self._seen > AWAY and self.logged_in:
            self.log_out()

    def page(self, activity: str, intent: Intent) -> Page:
        if self.system.packages[self.package].pid == 0:
            self.log_out()
        self._seen = self.system.now()
        query = parse_qs(intent.data.partition("?")[2]) if activity == ".TransferActivity" else None

        def wanted() -> Page:
            if query is None:
                return HomePage(self)
            page = TransferPage(self)
            page.fill(query.get("to", [""])[0], query.get("amount", [""])[0], query.get("reference", [""])[0])
            return page

        return wanted() if self.logged_in else LoginPage(self, wanted)

    # who is logged in
    @property
    def session(self) -> Row:
        return self.content.rows(SESSION)[0]

    @property
    def logged_in(self) -> bool:
        return self.session.number("logged_in") == 1

    def is_password(self, password: str, username: str | None = None) -> bool:
        known = self.content.db.execute("SELECT username, password FROM bank_secrets").fetchall()
        return any(secret == password and username in (None, name) for name, secret in known)

    def log_in(self, username: str, password: str) -> str:
        """What is wrong; empty when the customer is in."""
        session, now = self.session, self.system.now_ms()
        if session.number("locked_until") > now:
            return "Too many attempts. Try again in a minute."
        if self.is_password(password, username.strip()):
            self._session({"logged_in": 1, "failed": 0, "last_login": now})
            return ""
        failed = session.number("failed") + 1
        self._session({"failed": failed % TRIES, "locked_until": 0 if failed < TRIES else now + LOCKED_MS})
        return "Wrong username or password"

    def log_out(self) -> None:
        if self.logged_in:
            self._session({"logged_in": 0})

    def _session(self, values: dict[str, Value]) -> None:
        self.content.update(SESSION, values)

    # money
    def transfer(self, account: Row, name: str, number: str, cents: int, reference: str) -> int:
        """Send money; to an own account it arrives at once. The _id of the transaction."""
        ident = self._book(account, -cents, name, number, reference)
        quoted = number.replace("'", "''")
        own = self.content.row(ACCOUNTS, f"number='{quoted}'")
        if own is not None:
            self._book(own, cents, account.text("name"), account.text("number"), reference)
        return ident

    def _book(self, account: Row, cents: int, name: str, number: str, reference: str) -> int:
        ident = account.number("_id")
        balance = self.content.rows(f"{ACCOUNTS}/{ident}")[0].number("balance") + cents
        self.content.update(f"{ACCOUNTS}/{ident}", {"balance": balance})
        values: dict[str, Value] = {"account_id": ident, "date": self.system.now_ms(), "amount": cents}
        words = {"name": name, "number": number, "reference": reference, "category": "Transfer"}
        return int(self.content.insert(TRANSACTIONS, {**values, **words}).rsplit("/", 1)[1])
