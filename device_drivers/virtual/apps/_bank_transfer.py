"""Sending money: payees, the form, the last look, and what was sent."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.apps._bank_login import BankPage
from device_drivers.virtual.apps._dates import cents_of, money
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import Act, style
from device_drivers.virtual.window.dialogs import alert, choose, items
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.view import View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.bank import Program

ACCOUNTS, PAYEES = "content://com.android.bank/accounts", "content://com.android.bank/payees"
LARGE = 100_000  # cents; from here on the password is asked for


def payments_view(ui: Kit, page: BankPage) -> View:
    """The ways to pay, and the payees."""
    bank = page.bank
    wanted = page.state.fields.get("payee_search", "").strip().lower()
    payees = page.content.rows(PAYEES)
    rows = [
        ui.pref("New transfer", "", lambda: page.open(TransferPage(bank)), icon="transfer"),
        ui.pref("Add payee", "", lambda: page.open(PayeePage(bank, None)), icon="add"),
        ui.header("Payees"),
    ]
    if payees:
        rows.append(ui.column([ui.field("payee_search", "Search payees")], pad=(16, 0, 16, 8)))
    found = [row for row in payees if wanted in f"{row.text('name')}\n{row.text('number')}".lower()]
    for row in found:
        rows.append(_payee(ui, row, partial(_send_to, page, row), partial(_menu, page, row)))
    if not found:
        said = "No payees found" if wanted else "No payees yet"
        rows.append(ui.label(said, "no_payees", style(fg="muted"), pad=(16, 12, 16, 12)))
    return ui.list(rows, "payment_list")


def _payee(ui: Kit, row: Row, act: Act, on_long: Act | None = None) -> View:
    more = [] if on_long is None else [ui.icon_button("Payee options", "more", on_long, "payee_more")]
    return ui.row(
        row.text("name"),
        row.text("number"),
        act,
        icon=ui.avatar(row.text("name"), "payee_photo"),
        trailing=more,
        ids=("payee_name", "payee_number"),
        on_long=on_long,
    )


def _send_to(page: BankPage, row: Row) -> None:
    form = TransferPage(page.bank)
    form.choose_payee(row)
    page.open(form)


def _menu(page: BankPage, row: Row) -> None:
    def delete() -> None:
        page.content.delete(f"{PAYEES}/{row.number('_id')}")
        page.toast(page.t("Payee deleted"))

    ask = alert("Delete payee?", row.text("name"), (("Cancel", None), ("Delete", delete)))
    options = (
        ("Send money", partial(_send_to, page, row)),
        ("Edit", lambda: page.open(PayeePage(page.bank, row.number("_id")))),
        ("Delete", lambda: page.show(ask)),
    )
    page.show(items(row.text("name"), options, plain=True))


class TransferPage(BankPage):
    cls = ".TransferActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        first = app.content.row(ACCOUNTS)
        self.account = first.number("_id") if first is not None else 0
        self.to: tuple[str, str] | None = None  # name and number
        self.state.fields.update(amount="", reference="")

    def fill(self, name: str, amount: str, reference: str) -> None:
        """What another app wished for."""
        for row in self.content.rows(PAYEES):
            if name and row.text("name").lower() == name.lower():
                self.choose_payee(row)
        self.state.fields.update(amount=amount, reference=reference)

    def choose_payee(self, row: Row) -> None:
        self.to = (row.text("name"), row.text("number"))

    @property
    def source(self) -> Row | None:
        return self.content.row(f"{ACCOUNTS}/{self.account}") if self.account else None

    def inside(self, ui: Kit) -> View:
        source = self.source
        words = f"{source.text('name')} · {money(source.number('balance'))}" if source is not None else ""
        rows = [
            ui.pref("From", words, self._from, icon="bank"),
            ui.pref(
                "To", self.to[0] if self.to is not None else ui.t("Choose a payee"), self._to, icon="person"
            ),
            ui.column(
                [ui.field("amount", "Amount"), ui.field("reference", "Reference (optional)")],
                gap=12,
                pad=(16, 12, 16, 16),
            ),
        ]
        done = ui.button("Continue", self._check, "continue_button", kind="filled", weight=1)
        foot = ui.line([done], pad=(16, 8, 16, 12))
        body = ui.column([ui.scroll(rows, "transfer_scroll", weight=1), foot])
        return scaffold(ui, "New transfer", body, up=self.up, close=True)

    def _from(self) -> None:
        rows = self.content.rows(ACCOUNTS)
        labels = [f"{row.text('name')} · {money(row.number('balance'))}" for row in rows]
        idents = [row.number("_id") for row in rows]

        def pick(place: int) -> None:
            self.account = idents[place]

        chosen = idents.index(self.account) if self.account in idents else -1
        self.show(choose("From", labels, chosen, pick, plain=True))

    def _to(self) -> None:
        self.open(RecipientPage(self))

    def _check(self) -> None:
        source, cents = self.source, cents_of(self.state.fields["amount"])
        if source is None or self.to is None:
            self.toast(self.t("Choose a payee"))
        elif self.to[1] == source.text("number"):
            self.toast(self.t("Choose two different accounts"))
        elif not cents:
            self.toast(self.t("Enter a valid amount"))
        elif cents > source.number("balance"):
            self.toast(self.t("Not enough money in this account"))
        else:
            self.open(ConfirmPage(self, cents))


class RecipientPage(BankPage):
    """The choice of a payee or an own account for a transfer."""

    cls = ".RecipientActivity"

    def __init__(self, form: TransferPage) -> None:
        super().__init__(form.bank)
        self.form = form

    def inside(self, ui: Kit) -> View:
        wanted = self.state.fields.get("payee_search", "").strip().lower()
        rows = [ui.pref("Add payee", "", self._new, icon="add")] if not wanted else []
        for label, uri in (("Payees", PAYEES), ("My accounts", ACCOUNTS)):
            found = [row for row in self.content.rows(uri) if wanted in row.text("name").lower()]
            if found:
                rows += [ui.header(label), *(_payee(ui, row, partial(self._pick, row)) for row in found)]
        field = ui.column([ui.field("payee_search", "Search payees")], pad=(16, 4, 16, 8))
        table = ui.list(rows, "recipient_list", weight=1) if rows else ui.empty("No payees found", "person")
        return scaffold(ui, "Send to", ui.column([field, table]), up=self.up)

    def _pick(self, row: Row) -> None:
        self.form.choose_payee(row)
        self.close()

    def _new(self) -> None:
        self.replace(PayeePage(self.bank, None, self.form))


class ConfirmPage(BankPage):
    """The transfer once more; only its button sends. A large one needs the password."""

    cls = ".ConfirmTransferActivity"

    def __init__(self, form: TransferPage, cents: int) -> None:
        super().__init__(form.bank)
        self.form = form
        self.cents = cents

    def inside(self, ui: Kit) -> View:
        source, (name, number) = self.form.source, self.form.to or ("", "")
        rows = [
            ui.text(money(self.cents), "confirm_amount", style(size=30, bold=True), pad=(16, 16, 16, 8)),
            ui.pref("From", source.text("name") if source is not None else ""),
            ui.pref("To", name),
            ui.pref("Account number", number),
            ui.pref("Reference", self.form.state.fields["reference"].strip() or "-"),
        ]
        if self.cents >= LARGE:
            field = ui.field("password", "Password", "confirm_password", password=True)
            rows.append(ui.column([field], pad=(16, 12, 16, 16)))
        done = ui.button("Confirm and send", self._send, "confirm_button", kind="filled", weight=1)
        foot = ui.line([done], pad=(16, 8, 16, 12))
        body = ui.column([ui.scroll(rows, "confirm_scroll", weight=1), foot])
        return scaffold(ui, "Confirm transfer", body, up=self.up)

    def _send(self) -> None:
        source = self.form.source
        if source is None or self.form.to is None or self.cents > source.number("balance"):
            self.toast(self.t("Not enough money in this account"))
            return
        if self.cents >= LARGE and not self.bank.is_password(self.state.fields.pop("password", "")):
            self.toast(self.t("Wrong password"))
            return
        reference = self.form.state.fields["reference"].strip()
        self.bank.transfer(source, *self.form.to, self.cents, reference)
        self.replace(SentPage(self.bank, self.cents, self.form.to[0]))
        self.form.close()


class SentPage(BankPage):
    cls = ".TransferSentActivity"

    def __init__(self, app: Program, cents: int, name: str) -> None:
        super().__init__(app)
        self.cents = cents
        self.name = name

    def inside(self, ui: Kit) -> View:
        parts = [
            ui.icon("check", "sent_icon", size=64, fg="primary", gravity="center"),
            ui.label("Money sent", "sent_title", style(size=22, bold=True, align="center")),
            ui.text(f"{money(self.cents)} → {self.name}", "sent_details", style(fg="muted", align="center")),
            ui.line([ui.button("Done", self.close, "done_button", kind="filled", weight=1)]),
        ]
        body = ui.column(parts, gap=16, pad=(24, 64, 24, 24))
        return scaffold(ui, "Transfer", body, up=self.close, close=True)


class PayeePage(BankPage):
    """A new payee, or a known one's details; with `form` the transfer goes on to the new one."""

    cls = ".PayeeActivity"

    def __init__(self, app: Program, payee: int | None, form: TransferPage | None = None) -> None:
        super().__init__(app)
        self.payee = payee
        self.form = form
        row = app.content.row(f"{PAYEES}/{payee}") if payee is not None else None
        for key in ("name", "number", "bank"):
            self.state.fields[f"payee_{key}"] = row.text(key) if row is not None else ""
        self.before = dict(self.state.fields)

    def inside(self, ui: Kit) -> View:
        fields = [
            ui.field("payee_name", "Payee name"),
            ui.field("payee_number", "Account number"),
            ui.field("payee_bank", "Bank (optional)"),
        ]
        form = ui.scroll(fields, "payee_scroll", pad=(16, 12, 16, 24), gap=12)
        title = "Add payee" if self.payee is None else "Edit payee"
        actions = [Action("Save", self._save, "check", "action_save")]
        return scaffold(ui, title, form, up=self.up, close=True, actions=actions)

    def back(self) -> bool:
        if self.state.fields == self.before:
            return False
        self.show(alert("Discard changes?", "", (("Keep editing", None), ("Discard", self.close))))
        return True

    def _save(self) -> None:
        values = {key: self.state.fields[f"payee_{key}"].strip() for key in ("name", "number", "bank")}
        plain = values["number"].replace(" ", "")
        if not values["name"]:
            self.toast(self.t("Enter a name"))
            return
        if len(plain) < 8 or not plain.isalnum():
            self.toast(self.t("Check the account number"))
            return
        if self.payee is None:
            uri = self.content.insert(PAYEES, values)
            if self.form is not None:
                self.form.choose_payee(self.content.rows(uri)[0])
        else:
            self.content.update(f"{PAYEES}/{self.payee}", values)
        self.toast(self.t("Payee saved"))
        self.close()
