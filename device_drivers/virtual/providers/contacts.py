"""com.android.contacts (raw contacts, data and what is made of them) and the old `contacts` authority."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from device_drivers.virtual.providers.resolver import (
    Provider,
    ProviderError,
    Route,
    Value,
    delete_rows,
    insert_row,
    update_rows,
)

NAME = "vnd.android.cursor.item/name"
PHONE = "vnd.android.cursor.item/phone_v2"
EMAIL = "vnd.android.cursor.item/email_v2"
NOTE = "vnd.android.cursor.item/note"
COMPANY = "vnd.android.cursor.item/organization"
PHOTO = "vnd.android.cursor.item/photo"

SCHEMA = f"""
CREATE TABLE raw_contacts (_id INTEGER PRIMARY KEY AUTOINCREMENT, contact_id INTEGER, account_name TEXT,
account_type TEXT,
  display_name TEXT, sort_key TEXT, starred INTEGER DEFAULT 0, deleted INTEGER DEFAULT 0,
  version INTEGER DEFAULT 1,
  custom_ringtone TEXT, send_to_voicemail INTEGER DEFAULT 0, times_contacted INTEGER DEFAULT 0);
CREATE TABLE contact_data (_id INTEGER PRIMARY KEY AUTOINCREMENT, raw_contact_id INTEGER, mimetype TEXT,
is_primary INTEGER DEFAULT 0,
  data1 TEXT, data2 TEXT, data3 TEXT, data4 TEXT, data5 TEXT, data6 TEXT, data7 TEXT, data8 TEXT, data9 TEXT,
  data10 TEXT, data11 TEXT, data12 TEXT, data13 TEXT, data14 TEXT, data15 TEXT);
CREATE TABLE photo_files (_id INTEGER PRIMARY KEY AUTOINCREMENT, data BLOB);
CREATE VIEW contacts_view AS SELECT _id, display_name, display_name AS display_name_alt, sort_key, starred,
  '0r' || _id AS lookup, _id AS name_raw_contact_id,
  coalesce((SELECT d._id FROM contact_data d WHERE d.raw_contact_id = r._id AND d.mimetype = '{PHOTO}'), 0)
  AS photo_id, (SELECT 'content://com.android.contacts/display_photo/' || d.data14 FROM contact_data d
  WHERE d.raw_contact_id = r._id AND d.mimetype = '{PHOTO}') AS photo_uri, 1 AS in_visible_group,
  EXISTS (SELECT 1 FROM contact_data d WHERE d.raw_contact_id = r._id AND d.mimetype = '{PHONE}')
  AS has_phone_number, times_contacted, custom_ringtone,
  send_to_voicemail FROM raw_contacts r WHERE deleted = 0;
CREATE VIEW data_view AS SELECT d.*, r._id AS contact_id, r.display_name AS display_name,
r.starred AS starred,
  r.sort_key AS sort_key, '0r' || r._id AS lookup, r.account_type AS account_type
  FROM contact_data d JOIN raw_contacts r ON r._id = d.raw_contact_id WHERE r.deleted = 0;
CREATE VIEW phones_view AS SELECT d._id AS _id, r._id AS person, r.display_name AS name,
  r.display_name AS display_name, d.data1 AS number, d.data2 AS type, d.data3 AS label, 0 AS isprimary
  FROM contact_data d JOIN raw_contacts r ON r._id = d.raw_contact_id
  WHERE r.deleted = 0 AND d.mimetype = '{PHONE}';
"""
_KINDS = {"phones": PHONE, "emails": EMAIL}


class Contacts(Provider):
    authorities = ("com.android.contacts", "contacts")

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._people = Route(
            "raw_contacts",
            "contacts_view",
            order="sort_key COLLATE NOCASE",
            insert=self._add,
            delete=self._remove,
            update=self._change,
        )
        self._raw = Route("raw_contacts", insert=self._add, delete=self._remove, update=self._change)
        self._data = Route("contact_data", "data_view", insert=self._add_data, after=self._rename)

    def route(self, uri: str, path: list[str]) -> Route:
        head, rest = (path[0] if path else ""), path[1:]
        if head == "contacts" and len(rest) == 2 and rest[1] == "data":
            return replace(self._data, where=f"contact_id={int(rest[0])}")
        if head == "data" and rest[:1] and rest[0] in _KINDS:
            return replace(self._data, where=f"mimetype='{_KINDS[rest[0]]}'")
        if head in ("phones", "people") and not rest and uri.startswith("content://contacts"):
            return Route("phones_view", order="name COLLATE NOCASE") if head == "phones" else self._people
        found = {"contacts": self._people, "raw_contacts": self._raw, "data": self._data}.get(head)
        if found is None or (rest and not rest[-1].isdigit()):
            raise ProviderError(f"Unknown URL: {uri}, calling user: com.android.shell")
        return replace(found, where=f"_id={rest[-1]}") if rest else found

    def _add(self, values: dict[str, Value]) -> int:
        values.setdefault("display_name", "")
        values.setdefault("sort_key", values["display_name"])
        ident = insert_row(self._db, "raw_contacts", values)
        update_rows(self._db, "raw_contacts", [ident], {"contact_id": ident})
        return ident

    def _change(self, idents: list[int], values: dict[str, Value]) -> None:
        update_rows(self._db, "raw_contacts", idents, values)

    def _remove(self, idents: list[int]) -> None:
        delete_rows(self._db, "contact_data", idents, "raw_contact_id")
        delete_rows(self._db, "raw_contacts", idents)

    def _add_data(self, values: dict[str, Value]) -> int:
        if not values.get("raw_contact_id"):
            raise ProviderError("raw_contact_id is required")
        if not values.get("mimetype"):
            raise ProviderError("mimetype is required")
        if values["mimetype"] == NAME and not values.get("data1"):
            parts = [str(values.get(part) or "") for part in ("data2", "data3")]
            values["data1"] = " ".join(part for part in parts if part)
        return insert_row(self._db, "contact_data", values)

    def _rename(self) -> None:
        """A contact is shown under its name, else its company, number or address."""
        kinds = f"CASE mimetype WHEN '{NAME}' THEN 0 WHEN '{COMPANY}' THEN 1 WHEN '{PHONE}' THEN 2 ELSE 3 END"
        best = (
            "SELECT data1 FROM contact_data d WHERE d.raw_contact_id = raw_contacts._id "
            f"AND mimetype != '{NOTE}' AND data1 != '' ORDER BY {kinds}, _id LIMIT 1"
        )
        self._db.execute(f"UPDATE raw_contacts SET display_name = coalesce(({best}), display_name)")
        self._db.execute("UPDATE raw_contacts SET sort_key = display_name")

    def save(self, ident: int | None, values: dict[str, str]) -> int:
        """Write a contact's first value of each mimetype; its _id. An empty value removes it."""
        if ident is None:
            ident = self._add({})
        for mimetype, value in values.items():
            self._save_one(ident, mimetype, value)
        self._rename()
        return ident

    def photo(self, ident: int) -> bytes:
        """A contact's picture; empty when it has none."""
        sql = "SELECT p.data FROM photo_files p JOIN contact_data d ON d.data14 = p._id WHERE "
        found = self._db.execute(f"{sql}d.raw_contact_id=? AND d.mimetype=?", (ident, PHOTO)).fetchone()
        return bytes(found[0]) if found else b""

    def set_photo(self, ident: int, data: bytes) -> None:
        """Give a contact a picture, or with nothing take it away."""
        self._db.execute("DELETE FROM contact_data WHERE raw_contact_id=? AND mimetype=?", (ident, PHOTO))
        if data:
            file = insert_row(self._db, "photo_files", {"data": data})
            insert_row(
                self._db, "contact_data", {"raw_contact_id": ident, "mimetype": PHOTO, "data14": str(file)}
            )

    def _save_one(self, ident: int, mimetype: str, value: str) -> None:
        sql = "SELECT _id FROM contact_data WHERE raw_contact_id=? AND mimetype=? ORDER BY _id LIMIT 1"
        first = [row[0] for row in self._db.execute(sql, (ident, mimetype))]
        if first and value:
            update_rows(self._db, "contact_data", first, {"data1": value})
        elif first:
            delete_rows(self._db, "contact_data", first)
        elif value:
            kind: dict[str, Value] = {"data2": "2"} if mimetype == PHONE else {}  # 2: a mobile
            row: dict[str, Value] = {"raw_contact_id": ident, "mimetype": mimetype, "data1": value, **kind}
            insert_row(self._db, "contact_data", row)


CALLS = """
CREATE TABLE calls (_id INTEGER PRIMARY KEY AUTOINCREMENT, number TEXT, presentation INTEGER DEFAULT 1,
date INTEGER,
  duration INTEGER DEFAULT 0, type INTEGER, new INTEGER DEFAULT 0, name TEXT, numbertype INTEGER,
  geocoded_location TEXT);
"""
