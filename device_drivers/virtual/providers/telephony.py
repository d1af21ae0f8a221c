"""content://sms, content://mms and content://mms-sms: messages, their parts and their threads."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable

from device_drivers.virtual.providers.resolver import (
    Provider,
    ProviderError,
    Route,
    Value,
    delete_rows,
    insert_row,
)

INBOX, SENT, DRAFT, OUTBOX = 1, 2, 3, 4

SCHEMA = """
CREATE TABLE canonical_addresses (_id INTEGER PRIMARY KEY AUTOINCREMENT, address TEXT);
CREATE TABLE sms (_id INTEGER PRIMARY KEY AUTOINCREMENT, thread_id INTEGER, address TEXT, person INTEGER,
date INTEGER,
  date_sent INTEGER DEFAULT 0, protocol INTEGER, read INTEGER DEFAULT 0, status INTEGER DEFAULT -1,
  type INTEGER,
  reply_path_present INTEGER, subject TEXT, body TEXT, service_center TEXT, locked INTEGER DEFAULT 0,
  sub_id INTEGER DEFAULT 1, error_code INTEGER DEFAULT -1, creator TEXT, seen INTEGER DEFAULT 0);
CREATE TABLE pdu (_id INTEGER PRIMARY KEY AUTOINCREMENT, thread_id INTEGER, date INTEGER,
  date_sent INTEGER DEFAULT 0, msg_box INTEGER, read INTEGER DEFAULT 0, seen INTEGER DEFAULT 0,
  m_type INTEGER, sub TEXT, text_only INTEGER DEFAULT 0,
  ct_t TEXT DEFAULT 'application/vnd.wap.multipart.related');
CREATE TABLE addr (_id INTEGER PRIMARY KEY AUTOINCREMENT, msg_id INTEGER, address TEXT, type INTEGER,
  charset INTEGER DEFAULT 106);
CREATE TABLE part (_id INTEGER PRIMARY KEY AUTOINCREMENT, mid INTEGER, seq INTEGER DEFAULT 0, ct TEXT,
  name TEXT, cl TEXT, _data TEXT, text TEXT);
CREATE VIEW threads AS SELECT a._id AS _id, max(s.date) AS date, count(*) AS message_count,
  a._id AS recipient_ids, s.body AS snippet, 0 AS snippet_cs, sum(s.read = 0) = 0 AS read, 0 AS archived,
  0 AS type, 0 AS error, EXISTS (SELECT 1 FROM pdu WHERE thread_id = a._id) AS has_attachment,
  a.address AS address, s.type AS last_type
  FROM (SELECT thread_id, date, body, read, type FROM sms UNION ALL SELECT thread_id, date * 1000,
  (SELECT text FROM part WHERE mid = pdu._id AND ct = 'text/plain'), read, msg_box FROM pdu) s
  JOIN canonical_addresses a ON a._id = s.thread_id GROUP BY s.thread_id;
"""
_BOXES = {"inbox": INBOX, "sent": SENT, "draft": DRAFT, "outbox": OUTBOX}


def digits(number: str) -> str:
    """What two spellings of a phone number share; names and short codes stay themselves."""
    kept = re.sub(r"\D", "", number)
    return kept[-9:] if len(kept) >= 7 else (kept or number.strip().lower())


class Telephony(Provider):
    authorities = ("sms", "mms-sms", "mms")

    def __init__(self, db: sqlite3.Connection, now_ms: Callable[[], int]) -> None:
        self._db = db
        self._now_ms = now_ms

    def route(self, uri: str, path: list[str]) -> Route:
        if uri.startswith("content://mms-sms"):
            return self._threads(uri, path)
        if uri.startswith("content://mms"):
            return self._mms(uri, path)
        name = path[0] if path else ""
        if name in _BOXES and len(path) == 1:
            kind = _BOXES[name]
            return Route(
                "sms", where=f"type={kind}", order="date DESC", values={"type": kind}, insert=self._insert
            )
        if name == "conversations":
            where = f"thread_id={int(path[1])}" if len(path) > 1 and path[1].isdigit() else ""
            return Route("sms", where=where, order="date DESC", insert=self._insert)
        if name and not name.isdigit():
            raise ProviderError(f"Unknown URL {uri}")
        return Route("sms", where=f"_id={name}" if name else "", order="date DESC", insert=self._insert)

    def _mms(self, uri: str, path: list[str]) -> Route:
        head, rest = (path[0] if path else ""), path[1:]
        if head == "part" and (not rest or rest[0].isdigit()):
            return Route("part", where=f"_id={rest[0]}" if rest else "")
        if head.isdigit() and rest in (["part"], ["addr"]):
            column = {"part": "mid", "addr": "msg_id"}[rest[0]]
            return Route(rest[0], where=f"{column}={head}", values={column: int(head)})
        box = _BOXES.get(head.removesuffix("s"))
        if head and box is None and not head.isdigit():
            raise ProviderError(f"Unrecognized URI {uri}")
        values: dict[str, Value] = {"msg_box": box} if box is not None else {}
        where = f"msg_box={box}" if box is not None else f"_id={head}" if head else ""
        return Route(
            "pdu",
            where=where,
            order="date DESC",
            values=values,
            insert=self._insert_mms,
            delete=self._delete_mms,
        )

    def _insert_mms(self, values: dict[str, Value]) -> int:
        full: dict[str, Value] = {"date": self._now_ms() // 1000, "msg_box": INBOX, "m_type": 132, **values}
        return insert_row(self._db, "pdu", full)

    def _delete_mms(self, idents: list[int]) -> None:
        delete_rows(self._db, "part", idents, "mid")
        delete_rows(self._db, "addr", idents, "msg_id")
        delete_rows(self._db, "pdu", idents)

    def _threads(self, uri: str, path: list[str]) -> Route:
        if path[:1] == ["conversations"]:
            if len(path) > 1 and path[1].isdigit():
                return Route("sms", where=f"thread_id={path[1]}", order="date")
            return Route("threads", order="date DESC", delete=self._delete_threads)
        if path[:1] in (["canonical-addresses"], ["canonical-address"]):
            return Route("canonical_addresses")
        raise ProviderError(f"Unrecognized URI:{uri}", "java.lang.IllegalStateException")

    def _delete_threads(self, idents: list[int]) -> None:
        for ident in idents:
            found = self._db.execute("SELECT _id FROM pdu WHERE thread_id=?", (ident,))
            self._delete_mms([row[0] for row in found])
        delete_rows(self._db, "sms", idents, "thread_id")

    def _insert(self, values: dict[str, Value]) -> int:
        address = str(values.get("address") or "")
        full: dict[str, Value] = {"date": self._now_ms(), "read": 0, "type": INBOX, **values}
        full.setdefault("thread_id", self.thread(address))
        return insert_row(self._db, "sms", full)

    def thread(self, address: str) -> int:
        """The thread of a number; it is made when there is none."""
        wanted = digits(address)
        for ident, known in self._db.execute("SELECT _id, address FROM canonical_addresses"):
            if digits(known) == wanted:
                return int(ident)
        return insert_row(self._db, "canonical_addresses", {"address": address})
