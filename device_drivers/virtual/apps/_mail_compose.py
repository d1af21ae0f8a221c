"""Writing a mail: a new one, an answer, or a draft."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from device_drivers.virtual.apps import _listing
from device_drivers.virtual.apps import _mail_store as mails
from device_drivers.virtual.apps._attaching import Taken, choose_file, choose_person
from device_drivers.virtual.kernel import App, Page
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import alert, choose
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.view import View

EMAILS = "content://com.android.contacts/data/emails"
_LINES = ("to", "cc", "bcc")


@dataclass(frozen=True)
class Letter:
    """What the page begins with. `draft` is its row, `source` the mail it answers or hands on."""

    to: str = ""
    cc: str = ""
    bcc: str = ""
    subject: str = ""
    body: str = ""
    account: int = 0  # 0: the default one
    files: tuple[mails.Attached, ...] = ()
    draft: int | None = None
    source: int = 0
    mark: Literal["", "flagReplied", "flagForwarded"] = ""


def _files(store: mails.Store, ident: int) -> tuple[mails.Attached, ...]:
    return tuple(
        {"name": row.text("fileName"), "size": row.number("size"), "uri": row.text("contentUri")}
        for row in store.files(ident)
    )


def draft_of(store: mails.Store, row: Row) -> Letter:
    return Letter(
        to=row.text("toList"),
        cc=row.text("ccList"),
        bcc=row.text("bccList"),
        subject=row.text("subject"),
        body=row.text("textContent"),
        account=row.number("accountKey"),
        files=_files(store, row.number("_id")),
        draft=row.number("_id"),
    )


def _signed(store: mails.Store, account: int) -> str:
    row = store.account(account)
    words = row.text("signature") if row is not None else ""
    return f"\n\n{words}" if words else ""


def answer(store: mails.Store, row: Row, everybody: bool = False) -> Letter:
    """A reply with the text quoted; an own mail is answered to whom it went."""
    own = store.own()
    sender, to = row.text("fromList"), mails.addresses(row.text("toList"))
    outward = mails.bare(sender) in own
    first = to if outward else [sender]
    rest = [] if outward else to
    others = [*rest, *mails.addresses(row.text("ccList"))] if everybody else []
    known = own | {mails.bare(one) for one in first}
    when = _listing.full_text(store.system, row.number("timeStamp"))
    quoted = "\n".join(f"> {line}" for line in row.text("textContent").split("\n"))
    subject = row.text("subject")
    account = row.number("accountKey")
    return Letter(
        to=", ".join(first),
        cc=", ".join(one for one in others if mails.bare(one) not in known),
        subject=subject if subject.lower().startswith("re:") else f"Re: {subject}",
        body=f"{_signed(store, account)}\n\nOn {when} {mails.shown(sender)} wrote:\n{quoted}",
        account=account,
        source=row.number("_id"),
        mark="flagReplied",
    )


def forward(store: mails.Store, row: Row) -> Letter:
    subject, account = row.text("subject"), row.number("accountKey")
    when = _listing.full_text(store.system, row.number("timeStamp"))
    head = (
        f"---------- Forwarded message ----------\nFrom: {row.text('fromList')}\nDate: {when}\n"
        f"Subject: {subject}\nTo: {row.text('toList')}\n\n"
    )
    return Letter(
        subject=subject if subject.lower().startswith("fwd:") else f"Fwd: {subject}",
        body=f"{_signed(store, account)}\n\n{head}{row.text('textContent')}",
        account=account,
        files=_files(store, row.number("_id")),
        source=row.number("_id"),
        mark="flagForwarded",
    )


class ComposePage(Page):
    cls = ".activity.MessageCompose"

    def __init__(self, app: App, letter: Letter) -> None:
        super().__init__(app)
        self.store = mails.Store(app.system)
        accounts = self.store.accounts()
        first = accounts[0].number("_id") if accounts else 0
        self.letter = replace(letter, account=letter.account or first)
        body = letter.body
        if not letter.source and letter.draft is None:
            body += _signed(self.store, self.letter.account)
        self.first = {
            "to": letter.to,
            "cc": letter.cc,
            "bcc": letter.bcc,
            "subject": letter.subject,
            "body": body,
        }
        self.state.fields.update(self.first)
        self.files = list(letter.files)
        self.copies = bool(letter.cc or letter.bcc)
        self.done = False
        if not letter.to:
            self.state.edit("to")

    # what is seen
    def view(self, ui: Kit) -> View:
        account = self.store.account(self.letter.account)
        address = account.text("emailAddress") if account is not None else ""
        several = len(self.store.accounts()) > 1
        parts = [
            ui.row(
                ui.t("From"),
                address,
                self._ask_account if several else None,
                ids=("from_heading", "from_account_name"),
                trailing=[ui.icon("down")] if several else [],
            ),
            self._line(ui, "to", "To"),
        ]
        if self.copies:
            parts += [self._line(ui, "cc", "Cc"), self._line(ui, "bcc", "Bcc")]
        parts += [
            ui.field("subject", "Subject", look=style(size=17, lines=1), box=False),
            ui.divider(),
            *(self._file(ui, place) for place in range(len(self.files))),
            ui.field("body", "Compose email", look=style(size=16), box=False, lines=0),
        ]
        for part in parts[1:]:
            part.pad = (16, part.pad[1], 16, part.pad[3])
        body = ui.scroll(parts, "compose_scroll", pad=(0, 0, 0, 24), gap=4)
        actions = [
            Action("Send", self._send, "send", "send"),
            Action("Attach file", self._attach, "attach", "add_attachment"),
            Action("Add from Contacts", self._ask_person, main=False),
            Action("Save draft", self._keep, main=False),
            Action("Discard", self._discard, main=False),
        ]
        return scaffold(ui, "Compose", body, up=self.up, close=True, actions=actions)

    def _line(self, ui: Kit, key: str, label: str) -> View:
        """A line of addresses, and below it whom the last word could mean."""
        look, onward = style(size=16), partial(self.state.edit, "subject")
        field = ui.field(key, label, look=look, box=False, weight=1, on_submit=onward)
        ends = []
        if key == "to" and not self.copies:
            ends = [ui.icon_button("Add Cc/Bcc", "down", self._show_copies, "add_cc_bcc", size=40)]
        line = ui.line([ui.label(label, f"{key}_label", style(fg="muted"), w=44), field, *ends], gap=8)
        rows: list[View] = []
        typed = self.state.fields.get(key, "").replace(";", ",").rpartition(",")[2].strip().lower()
        if self.state.focus == key and typed:
            rows = [self._person(ui, key, row) for row in self._people(typed)]
        return ui.column([line, *rows, ui.divider()])

    def _people(self, typed: str) -> list[Row]:
        rows = self.content.rows(EMAILS, sort="sort_key COLLATE NOCASE")
        found = [row for row in rows if typed in f"{row.text('display_name')} {row.text('data1')}".lower()]
        return [row for row in found if row.text("data1").lower() != typed][:4]

    def _person(self, ui: Kit, key: str, row: Row) -> View:
        name, address = row.text("display_name"), row.text("data1")

        def take() -> None:
            head = self.state.fields[key].replace(";", ",").rpartition(",")[0].strip()
            self.state.fields[key] = f"{head}, " * bool(head) + f"{name} <{address}>, "

        return ui.row(name, address, take, icon=ui.avatar(name), ids=("title", "destination"))

    def _file(self, ui: Kit, place: int) -> View:
        file = self.files[place]
        gone = ui.icon_button(
            "Remove attachment", "close", partial(self.files.pop, place), "remove_attachment"
        )
        size = _listing.size_text(file["size"])
        return ui.row(
            file["name"],
            size,
            icon=ui.icon("attach"),
            trailing=[gone],
            ids=("attachment_name", "attachment_size"),
        )

    # what is done
    def _show_copies(self) -> None:
        self.copies = True
        self.state.edit("cc")

    def _ask_account(self) -> None:
        rows = self.store.accounts()
        names = [row.text("emailAddress") for row in rows]
        idents = [row.number("_id") for row in rows]

        def pick(place: int) -> None:
            self.letter = replace(self.letter, account=idents[place])

        now = idents.index(self.letter.account) if self.letter.account in idents else 0
        self.show(choose("From", names, now, pick, plain=True))

    def _attach(self) -> None:
        choose_file(self, self._attached)

    def _attached(self, file: Taken) -> None:
        self.files.append({"name": file.name, "size": file.size, "uri": file.path})

    def _ask_person(self) -> None:
        def add(name: str, address: str) -> None:
            known = self.state.fields["to"].strip(" ,;")
            self.state.fields["to"] = f"{known}, " * bool(known) + f"{name} <{address}>, "

        choose_person(self, "email_v2", add)

    def _texts(self) -> dict[str, str]:
        return {key: self.state.fields.get(key, "").strip(" ,;\n") for key in _LINES}

    def _write(self, kind: int) -> None:
        texts, account = self._texts(), self.letter.account
        sender = self.store.sender(account)
        ident = self.store.write(
            self.letter.draft,
            {
                "toList": texts["to"],
                "ccList": texts["cc"],
                "bccList": texts["bcc"],
                "subject": self.state.fields["subject"].strip(),
                "textContent": self.state.fields["body"].rstrip(),
                "fromList": sender,
                "displayName": mails.shown(sender),
                "accountKey": account,
                "mailboxKey": self.store.box(account, kind),
            },
            self.files,
        )
        self.letter = replace(self.letter, draft=ident)

    def _changed(self) -> bool:
        return self.state.fields != self.first or self.files != list(self.letter.files)

    def paused(self) -> None:
        """What was not sent is kept as a draft."""
        if not self.done and self in self.system.task.pages and self._changed():
            self._write(mails.DRAFTS)

    def back(self) -> bool:
        if self._changed():
            self.toast(self.t("Draft saved"))
        return False

    def _keep(self) -> None:
        self._write(mails.DRAFTS)
        self.toast(self.t("Draft saved"))

    def _discard(self) -> None:
        def gone() -> None:
            self.done = True
            if self.letter.draft is not None:
                self.store.delete([self.letter.draft])
            self.close()

        ask = "Discard this message?"
        self.show(alert("", ask, (("Cancel", None), ("Discard", gone))))

    def _send(self) -> None:
        people = [one for text in self._texts().values() for one in mails.addresses(text)]
        wrong = [one for one in people if not mails.valid(one)]
        if not people:
            self.show(alert("", "Add at least one recipient."))
        elif wrong:
            words = f"{self.t('This address is not valid')}: {wrong[0]}"
            self.show(alert("", words))
        elif not self.state.fields["subject"].strip():
            ask = "Send this message without a subject?"
            self.show(alert("", ask, (("Cancel", None), ("Send", self._off))))
        else:
            self._off()

    def _off(self) -> None:
        online = self.store.online()
        self._write(mails.SENT if online else mails.OUTBOX)
        if self.letter.mark:
            self.store.mark([self.letter.source], {self.letter.mark: 1})
        self.done = True
        self.close()
        self.toast(self.t("Message sent") if online else self.t("Waiting for a connection"))
