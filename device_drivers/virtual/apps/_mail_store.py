"""The mails of the phone: accounts, mailboxes, messages and attachments, as the mail provider keeps them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from email.utils import parseaddr
from typing import TypedDict

from device_drivers.virtual.kernel import System
from device_drivers.virtual.providers.resolver import Row, Value, Values
from device_drivers.virtual.providers.storage import mime_of

PROVIDER = "com.android.email.provider"
ACCOUNTS, BOXES = f"content://{PROVIDER}/account", f"content://{PROVIDER}/mailbox"
MAILS, ATTACHMENTS = f"content://{PROVIDER}/message", f"content://{PROVIDER}/attachment"
INBOX, ARCHIVE, DRAFTS, OUTBOX, SENT, TRASH, SPAM = 0, 1, 3, 4, 5, 6, 7
STARRED, ALL = -1, -2  # no mailboxes of their own
NAMES = {
    INBOX: ("Inbox", "inbox"), STARRED: ("Starred", "star"), SENT: ("Sent", "send"),
    DRAFTS: ("Drafts", "draft"), OUTBOX: ("Outbox", "outbox"), ARCHIVE: ("Archived", "archive"),
    SPAM: ("Spam", "spam"), TRASH: ("Trash", "delete"), ALL: ("All mail", "mail"),
}  # fmt: skip
_KEPT = (INBOX, ARCHIVE, DRAFTS, OUTBOX, SENT, TRASH, SPAM)
SCHEMA = """
CREATE TABLE mail_account (_id INTEGER PRIMARY KEY AUTOINCREMENT, displayName TEXT, emailAddress TEXT,
  senderName TEXT DEFAULT '', signature TEXT DEFAULT '', isDefault INTEGER DEFAULT 0);
CREATE TABLE mail_box (_id INTEGER PRIMARY KEY AUTOINCREMENT, displayName TEXT, accountKey INTEGER,
  type INTEGER);
CREATE TABLE mail_message (_id INTEGER PRIMARY KEY AUTOINCREMENT, displayName TEXT, timeStamp INTEGER,
  subject TEXT DEFAULT '', flagRead INTEGER DEFAULT 0, flagFavorite INTEGER DEFAULT 0,
  flagAttachment INTEGER DEFAULT 0, flagReplied INTEGER DEFAULT 0, flagForwarded INTEGER DEFAULT 0,
  mailboxKey INTEGER, accountKey INTEGER, fromList TEXT DEFAULT '', toList TEXT DEFAULT '',
  ccList TEXT DEFAULT '', bccList TEXT DEFAULT '', snippet TEXT DEFAULT '', textContent TEXT DEFAULT '');
CREATE VIEW mail_messages AS SELECT m.*, b.type AS mailboxType, b.displayName AS mailbox,
  a.emailAddress AS account FROM mail_message m JOIN mail_box b ON b._id = m.mailboxKey
  JOIN mail_account a ON a._id = m.accountKey;
CREATE TABLE mail_attachment (_id INTEGER PRIMARY KEY AUTOINCREMENT, fileName TEXT, mimeType TEXT,
  size INTEGER DEFAULT 0, contentUri TEXT DEFAULT '', messageKey INTEGER, accountKey INTEGER);
"""
_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+")


class Attached(TypedDict):
    """A file that goes with a mail."""

    name: str
    size: int  # bytes
    uri: str  # of the file on the phone, if it lies there


def addresses(text: str) -> list[str]:
    """The single addresses of a line such as "Ada <ada@x.org>, b@y.org"."""
    return [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()]


def bare(address: str) -> str:
    """Only the address itself, in small letters."""
    return parseaddr(address)[1].lower() or address.strip().lower()


def shown(address: str) -> str:
    """The name in an address, or the address."""
    name, plain = parseaddr(address)
    return name or plain or address


def valid(address: str) -> bool:
    return _ADDRESS.fullmatch(bare(address)) is not None


class Store:
    """Reads and writes the mail provider."""

    def __init__(self, system: System) -> None:
        self.system = system
        self.content = system.content

    # accounts
    def accounts(self) -> list[Row]:
        """The default one first."""
        return self.content.rows(ACCOUNTS, sort="isDefault DESC, _id")

    def account(self, ident: int) -> Row | None:
        return self.content.row(f"{ACCOUNTS}/{ident}")

    def add_account(self, address: str, name: str, signature: str = "") -> int:
        first = not self.accounts()
        values: Values = {
            "displayName": address,
            "emailAddress": address,
            "senderName": name,
            "signature": signature,
            "isDefault": int(first),
        }
        ident = int(self.content.insert(ACCOUNTS, values).rsplit("/", 1)[1])
        for kind in _KEPT:
            self.content.insert(BOXES, {"displayName": NAMES[kind][0], "accountKey": ident, "type": kind})
        return ident

    def remove_account(self, ident: int) -> None:
        self.content.delete(MAILS, f"accountKey={ident}")
        self.content.delete(BOXES, f"accountKey={ident}")
        self.content.delete(f"{ACCOUNTS}/{ident}")
        left = self.accounts()
        if left and not left[0].number("isDefault"):
            self.content.update(f"{ACCOUNTS}/{left[0].number('_id')}", {"isDefault": 1})

    def make_default(self, ident: int) -> None:
        self.content.update(ACCOUNTS, {"isDefault": 0})
        self.content.update(f"{ACCOUNTS}/{ident}", {"isDefault": 1})

    def own(self) -> set[str]:
        """All own addresses, in small letters."""
        return {row.text("emailAddress").lower() for row in self.accounts()}

    def sender(self, account: int) -> str:
        """The From line of an account."""
        row = self.account(account)
        if row is None:
            return ""
        name, address = row.text("senderName"), row.text("emailAddress")
        return f"{name} <{address}>" if name else address

    # messages
    def box(self, account: int, kind: int) -> int:
        row = self.content.row(BOXES, f"accountKey={account} AND type={kind}")
        return row.number("_id") if row is not None else 0

    def mails(self, kind: int, account: int = 0) -> list[Row]:
        """A folder's mails, the newest first; account 0 stands for all."""
        where = {
            STARRED: f"flagFavorite=1 AND mailboxType NOT IN ({TRASH}, {SPAM})",
            ALL: f"mailboxType NOT IN ({TRASH}, {SPAM})",
        }.get(kind, f"mailboxType={kind}")
        if account:
            where += f" AND accountKey={account}"
        return self.content.rows(MAILS, where)

    def mail(self, ident: int) -> Row | None:
        return self.content.row(f"{MAILS}/{ident}")

    def mark(self, idents: Iterable[int], values: Values) -> None:
        for ident in idents:
            self.content.update(f"{MAILS}/{ident}", values)

    def move(self, idents: Iterable[int], kind: int) -> dict[int, int]:
        """Into a folder of the mails' own accounts; where they were, for `put_back`."""
        before = {}
        for ident in idents:
            row = self.mail(ident)
            if row is not None:
                before[ident] = row.number("mailboxKey")
                self.content.update(
                    f"{MAILS}/{ident}", {"mailboxKey": self.box(row.number("accountKey"), kind)}
                )
        return before

    def put_back(self, before: dict[int, int]) -> None:
        for ident, box in before.items():
            self.content.update(f"{MAILS}/{ident}", {"mailboxKey": box})

    def delete(self, idents: Iterable[int]) -> None:
        for ident in idents:
            self.content.delete(f"{MAILS}/{ident}")

    def files(self, ident: int) -> list[Row]:
        return self.content.rows(ATTACHMENTS, f"messageKey={ident}")

    def write(self, ident: int | None, values: dict[str, Value], files: Sequence[Attached]) -> int:
        """Keep a mail with its attachments; its _id."""
        full = {
            **values,
            "flagAttachment": int(bool(files)),
            "timeStamp": self.system.now_ms(),
            "flagRead": 1,
        }
        if ident is None or self.mail(ident) is None:
            ident = int(self.content.insert(MAILS, full).rsplit("/", 1)[1])
        else:
            full["snippet"] = snippet(str(values.get("textContent", "")))
            self.content.update(f"{MAILS}/{ident}", full)
            self.content.delete(ATTACHMENTS, f"messageKey={ident}")
        for file in files:
            self.attach(ident, int(str(values.get("accountKey", 0))), file)
        return ident

    def attach(self, ident: int, account: int, file: Attached) -> None:
        self.content.insert(
            ATTACHMENTS,
            {
                "fileName": file["name"],
                "mimeType": mime_of(file["name"]),
                "size": file["size"],
                "contentUri": file["uri"],
                "messageKey": ident,
                "accountKey": account,
            },
        )

    def online(self) -> bool:
        settings = self.system.settings
        if settings.on("global", "wifi_on"):
            return True
        return settings.on("global", "mobile_data") and not settings.on("global", "airplane_mode_on")

    def flush(self) -> int:
        """Send what waits in the outbox; how many mails that were."""
        waiting = self.content.rows(MAILS, f"mailboxType={OUTBOX}") if self.online() else []
        self.move([row.number("_id") for row in waiting], SENT)
        return len(waiting)


def moved(t: Callable[[str], str], count: int, kind: int) -> str:
    """What a page says after mails went to a folder."""
    return f"{count} · {t('Moved to')} {t(NAMES[kind][0])}"


def snippet(text: str) -> str:
    """The first words of a mail, on one line."""
    return " ".join(text.split())[:120]
