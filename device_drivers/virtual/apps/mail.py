"""Mail: folders, reading, writing, and the provider behind them."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import parse_qs, unquote

from device_drivers.virtual.apps import _mail_store as mails
from device_drivers.virtual.apps._contents import made
from device_drivers.virtual.apps._mail_accounts import SetupPage
from device_drivers.virtual.apps._mail_compose import ComposePage, Letter, answer
from device_drivers.virtual.apps._mail_list import FolderPage
from device_drivers.virtual.apps._mail_read import ReadPage
from device_drivers.virtual.fixture import Fixture
from device_drivers.virtual.intents import (
    DEFAULT,
    LAUNCHER,
    MAIN,
    SEND,
    SENDTO,
    VIEW,
    Component,
    Extra,
    Filter,
    Intent,
)
from device_drivers.virtual.kernel import App, Page, System
from device_drivers.virtual.providers.resolver import Route, Tables, Value, delete_rows, insert_row
from device_drivers.virtual.services.values import Notification
from device_drivers.virtual.stocks.mail import Mail

_EXTRA = "android.intent.extra."
_FOLDERS = {
    "inbox": mails.INBOX, "drafts": mails.DRAFTS, "sent": mails.SENT, "archive": mails.ARCHIVE,
    "trash": mails.TRASH, "spam": mails.SPAM,
}  # fmt: skip
_ACTIONS = ("Archive", "Mark as read", "Reply")


class Program(App):
    package = "com.android.email"
    label = "Mail"
    icon = "mail"
    launcher = ".activity.Welcome"
    activities = {
        ".activity.Welcome": (Filter((MAIN,), (LAUNCHER, DEFAULT)),),
        ".activity.MailboxActivity": (),
        ".activity.FolderListActivity": (),
        ".activity.setup.AccountSetupActivity": (),
        ".activity.setup.AccountSettings": (),
        ".activity.MessageCompose": (
            Filter((SENDTO, VIEW), schemes=("mailto",)),
            Filter((SEND, "android.intent.action.SEND_MULTIPLE"), types=("*/*",)),
        ),
        ".activity.MessageViewActivity": (
            Filter((VIEW,), schemes=("content",), hosts=(f"{mails.PROVIDER}/message",)),
        ),
    }
    permissions = ("android.permission.READ_CONTACTS", "android.permission.POST_NOTIFICATIONS")
    version = ("8.12", 8120)

    def __init__(self, system: System) -> None:
        super().__init__(system)
        self.store = mails.Store(system)
        self._filling = False
        routes = {
            "account": Route("mail_account"),
            "mailbox": Route("mail_box"),
            "message": Route(
                "mail_message",
                "mail_messages",
                order="timeStamp DESC, _id DESC",
                insert=self._insert,
                delete=self._delete,
            ),
            "attachment": Route("mail_attachment"),
        }
        system.content.add(Tables(mails.PROVIDER, routes), mails.SCHEMA)

    def _insert(self, values: dict[str, Value]) -> int:
        """A mail without a mailbox comes into the default account's inbox."""
        accounts = self.store.accounts()
        account = int(str(values.get("accountKey") or (accounts[0].number("_id") if accounts else 0)))
        full: dict[str, Value] = {
            "timeStamp": self.system.now_ms(),
            "accountKey": account,
            "mailboxKey": self.store.box(account, mails.INBOX),
            "displayName": mails.shown(str(values.get("fromList", ""))),
            "snippet": mails.snippet(str(values.get("textContent", ""))),
            **values,
        }
        ident = insert_row(self.content.db, "mail_message", full)
        inbox = full["mailboxKey"] == self.store.box(account, mails.INBOX)
        if inbox and not self._filling and not full.get("flagRead"):
            title, text = str(full["displayName"]), str(full.get("subject", ""))
            self.system.notify(self.package, title, text, tag="mail", ident=ident, actions=_ACTIONS)
        return ident

    def _delete(self, idents: list[int]) -> None:
        delete_rows(self.content.db, "mail_attachment", idents, "messageKey")
        delete_rows(self.content.db, "mail_message", idents)

    def notified(self, note: Notification, action: str) -> None:
        self.system.withdraw(note.package, note.tag, note.ident)
        row = self.store.mail(note.ident)
        if row is None:
            return
        if action == "Archive":
            self.store.move([note.ident], mails.ARCHIVE)
        elif action == "Mark as read":
            self.store.mark([note.ident], {"flagRead": 1})
        elif action == "Reply":
            self.system.start(Intent(MAIN, (LAUNCHER,), package=self.package))
            self.system.push(ComposePage(self, answer(self.store, row)))
        else:
            component = Component(self.package, f"{self.package}.activity.MessageViewActivity")
            self.system.start(Intent(VIEW, data=f"{mails.MAILS}/{note.ident}", component=component))

    def tick(self, now: datetime) -> None:
        self.store.flush()

    def fill(self, fixture: Fixture) -> None:
        self._filling = True
        accounts = [
            self.store.add_account(one.address, one.name, one.signature) for one in fixture.mail_accounts
        ]
        for place, mail in enumerate(fixture.mails if accounts else ()):
            ago = mail.minutes_ago if mail.minutes_ago is not None else 35 + 415 * place
            self._put(mail, accounts[min(mail.account, len(accounts) - 1)], ago)
        self._filling = False

    def _put(self, mail: Mail, account: int, minutes_ago: int) -> None:
        own = self.store.sender(account)
        outward = mail.folder in ("sent", "drafts")
        values: dict[str, Value] = {
            "fromList": mail.sender or own,
            "toList": mail.to or ("" if outward else own),
            "ccList": mail.cc,
            "subject": mail.subject,
            "textContent": mail.body,
            "timeStamp": self.system.now_ms() - minutes_ago * 60_000,
            "flagRead": int(mail.read),
            "flagFavorite": int(mail.starred),
            "flagAttachment": int(bool(mail.attachments)),
            "accountKey": account,
            "mailboxKey": self.store.box(account, _FOLDERS[mail.folder]),
        }
        ident = int(self.content.insert(mails.MAILS, values).rsplit("/", 1)[1])
        for name in mail.attachments:
            self.store.attach(ident, account, {"name": name, "size": len(made(name)), "uri": ""})

    def clear(self) -> None:
        for uri in (mails.ATTACHMENTS, mails.MAILS, mails.BOXES, mails.ACCOUNTS):
            self.content.delete(uri)

    def page(self, activity: str, intent: Intent) -> Page:
        if not self.store.accounts():
            return SetupPage(self, lambda: self.system.push(FolderPage(self)))
        if activity == SetupPage.cls:
            return SetupPage(self)
        if activity == ".activity.MessageCompose":
            return ComposePage(self, self._letter(intent))
        if activity == ".activity.MessageViewActivity":
            last = intent.data.rsplit("/", 1)[-1]
            return ReadPage(self, int(last) if last.isdigit() else 0)
        return FolderPage(self)

    def _letter(self, intent: Intent) -> Letter:
        """What a mailto: address and the extras ask for."""
        path, _, query = intent.data.partition(":")[2].partition("?")
        asked = {key.lower(): values[0] for key, values in parse_qs(query, keep_blank_values=True).items()}

        def given(extra: str, name: str) -> str:
            return _joined(intent.extras.get(_EXTRA + extra)) or asked.get(name, "")

        to = [unquote(path) if intent.scheme == "mailto" else "", given("EMAIL", "to")]
        return Letter(
            to=", ".join(part for part in to if part),
            cc=given("CC", "cc"),
            bcc=given("BCC", "bcc"),
            subject=given("SUBJECT", "subject"),
            body=given("TEXT", "body"),
            files=tuple(self._shared(intent.extras.get(_EXTRA + "STREAM"))),
        )

    def _shared(self, stream: Extra) -> list[mails.Attached]:
        """The files that come with an intent: content://media URIs or paths."""
        uris = stream if isinstance(stream, list) else [stream] if stream else []
        found: list[mails.Attached] = []
        for uri in map(str, uris):
            path = self.system.storage.file_of(uri)
            if path:
                size = len(self.system.files.read(path))
                found.append({"name": path.rsplit("/", 1)[1], "size": size, "uri": path})
        return found


def _joined(value: Extra) -> str:
    """An extra that is one text or several."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
