"""The accounts and what was paid: the list, its search and filters, and one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.apps._bank_cards import cards_view
from device_drivers.virtual.apps._bank_login import BankPage, LoginPage
from device_drivers.virtual.apps._bank_transfer import TransferPage, payments_view
from device_drivers.virtual.apps._dates import DAY_MS, cents_of, day, money
from device_drivers.virtual.apps._search import Searching
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import alert, choose, prompt
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.nav import Tab, Tabs
from device_drivers.virtual.window.view import WRAP, View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.bank import Program

ACCOUNTS, TRANSACTIONS = "content://com.android.bank/accounts", "content://com.android.bank/transactions"
_TABS = (
    Tab("Accounts", "bank", "tab_accounts"),
    Tab("Payments", "transfer", "tab_payments"),
    Tab("Cards", "card", "tab_cards"),
)
_KINDS = ("All transactions", "Money in", "Money out")
_PERIODS = (("Any time", 0), ("Last 7 days", 7), ("Last 30 days", 30), ("Last 90 days", 90))


class HomePage(BankPage):
    cls = ".MainActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.tab = 0

    def inside(self, ui: Kit) -> View:
        body = (self._accounts(ui), None, None)[self.tab]
        if body is None:
            body = payments_view(ui, self) if self.tab == 1 else cards_view(ui, self)
        actions = [Action("Log out", self._ask, "lock", "action_logout", main=False)]
        tabs = Tabs(_TABS, self.tab, partial(setattr, self, "tab"))
        return scaffold(ui, _TABS[self.tab].label, body, actions=actions, tabs=tabs)

    def _accounts(self, ui: Kit) -> View:
        rows = self.content.rows(ACCOUNTS)
        if not rows:
            return ui.empty("No accounts", "bank")
        total = money(sum(row.number("balance") for row in rows))
        head = [
            ui.label("Total balance", "total_label", style(fg="muted", size=14)),
            ui.text(total, "total_balance", style(size=30, bold=True, lines=1)),
        ]
        cards = [ui.column(head, "total", gap=4, pad=(16, 16, 16, 16))]
        for row in rows:
            balance = ui.text(
                money(row.number("balance")), "account_balance", style(bold=True, lines=1), w=WRAP
            )
            cards.append(
                ui.row(
                    row.text("name"),
                    row.text("number"),
                    partial(self._open, row.number("_id")),
                    icon=ui.icon("bank"),
                    trailing=[balance],
                    ids=("account_name", "account_number"),
                )
            )
        return ui.list(cards, "account_list")

    def _open(self, ident: int) -> None:
        self.open(AccountPage(self.bank, ident))

    def _ask(self) -> None:
        self.show(alert("Log out?", "", (("Cancel", None), ("Log out", self._out))))

    def _out(self) -> None:
        self.bank.log_out()
        self.replace(LoginPage(self.bank, partial(HomePage, self.bank)))


@dataclass(frozen=True)
class Wanted:
    """The filters of a list of transactions; cents."""

    kind: int = 0
    period: int = 0
    category: str = ""
    least: int | None = None
    most: int | None = None

    def fits(self, row: Row, now: int) -> bool:
        amount = row.number("amount")
        days = _PERIODS[self.period][1]
        return (
            (self.kind == 0 or (amount > 0) == (self.kind == 1))
            and (not days or row.number("date") >= now - days * DAY_MS)
            and self.category in ("", row.text("category"))
            and (self.least is None or abs(amount) >= self.least)
            and (self.most is None or abs(amount) <= self.most)
        )


class AccountPage(BankPage, Searching):
    cls = ".AccountActivity"

    def __init__(self, app: Program, account: int) -> None:
        super().__init__(app)
        self.account = account
        self.filter = Wanted()

    def rows(self) -> list[Row]:
        return self.content.rows(TRANSACTIONS, f"account_id={self.account}")

    def inside(self, ui: Kit) -> View:
        account = self.content.row(f"{ACCOUNTS}/{self.account}")
        if account is None:
            return scaffold(ui, "Account", ui.empty("No accounts", "bank"), up=self.up)
        wanted, now = self.wanted(), self.system.now_ms()
        found = [
            row
            for row in self.rows()
            if self.filter.fits(row, now)
            and wanted in f"{row.text('name')}\n{row.text('reference')}\n{row.text('note')}".lower()
        ]
        table = ui.list([self._row(ui, row) for row in found], "transaction_list", weight=1)
        body = table if found else ui.empty("No transactions found", "search")
        if self.searching:
            return scaffold(ui, "", body, bar=self.search_bar(ui, "Search transactions"))
        said = f"{len(found)} {ui.t('transactions')}"
        head = ui.column(
            [
                ui.text(
                    money(account.number("balance")), "account_balance", style(size=28, bold=True, lines=1)
                ),
                ui.text(account.text("number"), "account_number", style(fg="muted", size=14)),
                ui.text(said, "transaction_count", style(fg="muted", size=14), pad=(0, 8, 0, 0)),
            ],
            "account_header",
            pad=(16, 8, 16, 8),
        )
        actions = [
            Action("Search", self.search, "search", "action_search"),
            Action("Filter", lambda: self.open(FilterPage(self)), "filter", "action_filter"),
            Action("Transfer", self._transfer, "transfer", "action_transfer"),
        ]
        return scaffold(
            ui, account.text("name"), ui.column([head, body]), up=self.up, actions=actions, plain=True
        )

    def _row(self, ui: Kit, row: Row) -> View:
        amount = row.number("amount")
        look = style(bold=True, lines=1, fg="primary" if amount > 0 else "text")
        words = f"{'+' if amount > 0 else ''}{money(amount)}"
        details = f"{day(self.system, row.number('date'))} · {ui.t(row.text('category'))}"
        return ui.row(
            row.text("name"),
            details,
            lambda: self.open(TransactionPage(self.bank, row.number("_id"))),
            trailing=[ui.text(words, "transaction_amount", look, w=WRAP)],
            ids=("transaction_name", "transaction_details"),
        )

    def _transfer(self) -> None:
        page = TransferPage(self.bank)
        page.account = self.account
        self.open(page)


class FilterPage(BankPage):
    cls = ".FilterActivity"

    def __init__(self, account: AccountPage) -> None:
        super().__init__(account.bank)
        self.account = account
        self.wanted = account.filter
        self._show_amounts()

    def _show_amounts(self) -> None:
        for key, cents in (("amount_min", self.wanted.least), ("amount_max", self.wanted.most)):
            self.state.fields[key] = "" if cents is None else f"{cents / 100:.2f}"

    def inside(self, ui: Kit) -> View:
        wanted = self.wanted
        amounts = ui.line(
            [ui.field("amount_min", "Minimum", weight=1), ui.field("amount_max", "Maximum", weight=1)],
            gap=12,
            pad=(16, 0, 16, 8),
        )
        rows = [
            ui.pref("Type", ui.t(_KINDS[wanted.kind]), self._kind),
            ui.pref("Period", ui.t(_PERIODS[wanted.period][0]), self._period),
            ui.pref("Category", ui.t(wanted.category or "All categories"), self._category),
            ui.header("Amount"),
            amounts,
        ]
        done = ui.button("Show results", self._done, "show_results", kind="filled", weight=1)
        foot = ui.line([done], pad=(16, 8, 16, 12))
        body = ui.column([ui.scroll(rows, "filter_scroll", weight=1), foot])
        actions = [Action("Clear filters", self._clear, "", "action_clear")]
        return scaffold(ui, "Filter", body, up=self.up, close=True, actions=actions)

    def _kind(self) -> None:
        self.show(choose("Type", _KINDS, self.wanted.kind, partial(self._set, "kind")))

    def _period(self) -> None:
        labels = [label for label, _ in _PERIODS]
        self.show(choose("Period", labels, self.wanted.period, partial(self._set, "period")))

    def _category(self) -> None:
        names = ["", *sorted({row.text("category") for row in self.account.rows()})]
        labels = [name or "All categories" for name in names]

        def pick(place: int) -> None:
            self.wanted = replace(self.wanted, category=names[place])

        chosen = names.index(self.wanted.category) if self.wanted.category in names else 0
        self.show(choose("Category", labels, chosen, pick))

    def _set(self, name: str, place: int) -> None:
        self.wanted = (
            replace(self.wanted, kind=place) if name == "kind" else replace(self.wanted, period=place)
        )

    def _clear(self) -> None:
        self.wanted = Wanted()
        self._show_amounts()

    def _done(self) -> None:
        low, high = self.state.fields["amount_min"].strip(), self.state.fields["amount_max"].strip()
        least, most = cents_of(low), cents_of(high)
        if (low and least is None) or (high and most is None):
            self.toast(self.t("Enter a valid amount"))
            return
        self.account.filter = replace(self.wanted, least=least, most=most)
        self.close()


class TransactionPage(BankPage):
    cls = ".TransactionActivity"

    def __init__(self, app: Program, transaction: int) -> None:
        super().__init__(app)
        self.transaction = transaction

    def inside(self, ui: Kit) -> View:
        row = self.content.row(f"{TRANSACTIONS}/{self.transaction}")
        if row is None:
            return scaffold(ui, "Transaction", ui.empty("No transactions found", "search"), up=self.up)
        amount = ui.text(
            money(row.number("amount")), "amount", style(size=30, bold=True), pad=(16, 16, 16, 8)
        )
        rows = [amount]
        for label, words in (
            ("Received from" if row.number("amount") > 0 else "Paid to", row.text("name")),
            ("Account number", row.text("number")),
            ("Date", day(self.system, row.number("date"))),
            ("Reference", row.text("reference")),
            ("Category", ui.t(row.text("category"))),
        ):
            if words:
                rows.append(ui.pref(label, words))
        rows.append(
            ui.pref("Own note", row.text("note") or ui.t("Add a note"), partial(self._note, row), icon="edit")
        )
        return scaffold(ui, "Transaction", ui.list(rows, "transaction_details"), up=self.up)

    def _note(self, row: Row) -> None:
        def done(text: str) -> None:
            self.content.update(f"{TRANSACTIONS}/{self.transaction}", {"note": text.strip()})

        self.state.fields["note"] = row.text("note")
        self.show(prompt("Own note", "note", "Add a note", done, ok="Save"))
