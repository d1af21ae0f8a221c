"""Content providers, settings and fixtures: one truth behind the screens."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from device_drivers.virtual.fixture import FixtureInvalid, default_fixture, load_fixture, parse_fixture
from device_drivers.virtual.providers.resolver import ProviderError
from tests.virtual_world import CONTACTS, column, make_phone, texts

PEOPLE = "content://com.android.contacts"
SMS = "content://sms"


def test_where_projection_and_sort_are_sql() -> None:
    phone = make_phone()
    names, rows = phone.content.query(SMS, ["address", "body"], "type=1 AND body LIKE 'Call%'", "date DESC")
    assert (names, rows) == (["address", "body"], [("5550001234", "Call me when you can")])
    assert phone.content.query(SMS, None, "read=0")[1][0][12] == "See you soon"


@pytest.mark.parametrize("uri", [SMS, f"{PEOPLE}/raw_contacts", "content://media/external/file"])
def test_a_refused_insert_leaves_nothing(uri: str) -> None:
    phone = make_phone()
    tables = ("sms", "canonical_addresses", "raw_contacts", "files")

    def counts() -> list[int]:
        return [phone.content.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]

    before, version = counts(), phone.files.version
    with pytest.raises(ProviderError):
        phone.content.insert(uri, {"no_such_column": "x", "address": "5550999"})
    assert (counts(), phone.files.version) == (before, version)


def test_files_are_numbered_as_they_are_made_whenever_somebody_asks() -> None:
    numbers = []
    for asked in (False, True):
        phone = make_phone()
        for name in ("b.txt", "a.txt", "c.txt"):
            phone.files.write(f"/storage/emulated/0/Download/{name}", b"x")
            phone.tick()
            if asked:
                phone.content.rows("content://media/external/file")
            if name == "a.txt":
                phone.files.remove(f"/storage/emulated/0/Download/{name}")
        rows = phone.content.rows("content://media/external/file", "_display_name IN ('b.txt', 'c.txt')")
        numbers.append([(row.text("_display_name"), row.number("_id")) for row in rows])
    assert numbers[0] == numbers[1] and len(numbers[0]) == 2


def test_a_query_without_end_is_ended() -> None:
    phone = make_phone()
    endless = "(WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT max(x) FROM c)>0"
    with pytest.raises(ProviderError, match="interrupted"):
        phone.content.query(SMS, None, endless)
    assert phone.content.rows(SMS)


@pytest.mark.parametrize(
    ("uri", "where", "java"),
    [
        ("content://nobody/here", "", "IllegalStateException"),
        ("content://sms/nonsense", "", "IllegalArgumentException"),
        ("content://settings/planet", "", "IllegalArgumentException"),
        (SMS, "no_such_column=1", "SQLiteException"),
        (SMS, "body=='", "SQLiteException"),
    ],
)
def test_what_is_wrong_is_said_in_androids_way(uri: str, where: str, java: str) -> None:
    phone = make_phone()
    with pytest.raises(ProviderError) as caught:
        phone.content.query(uri, None, where)
    assert caught.value.java.endswith(java)


def test_an_unknown_column_is_refused() -> None:
    phone = make_phone()
    with pytest.raises(ProviderError, match="no column named nonsense"):
        phone.content.insert(SMS, {"nonsense": 1})


def test_a_contact_by_raw_contact_and_data_rows() -> None:
    phone = make_phone()
    phone.launch(CONTACTS)
    raw = phone.content.insert(f"{PEOPLE}/raw_contacts", {"account_type": None}).rsplit("/", 1)[1]
    name = {"raw_contact_id": raw, "mimetype": "vnd.android.cursor.item/name", "data1": "Wu Li"}
    number = {"raw_contact_id": raw, "mimetype": "vnd.android.cursor.item/phone_v2", "data1": "777"}
    phone.content.insert(f"{PEOPLE}/data", name)
    phone.content.insert(f"{PEOPLE}/data", number)
    assert "Wu Li" in texts(phone)
    assert column(phone, "content://contacts/phones", "number", "display_name='Wu Li'") == ["777"]
    phone.content.update(f"{PEOPLE}/contacts/{raw}", {"starred": 1})
    assert "Wu Li" in column(phone, f"{PEOPLE}/contacts", "display_name", "starred=1")
    assert phone.content.delete(f"{PEOPLE}/raw_contacts", f"_id={raw}") == 1
    assert "Wu Li" not in texts(phone)


def test_threads_join_spellings_of_a_number() -> None:
    phone = make_phone()
    phone.content.insert(f"{SMS}/inbox", {"address": "(555) 010-4050", "body": "hi"})
    rows = phone.content.rows("content://mms-sms/conversations")
    assert len(rows) == 2
    assert max(row.number("message_count") for row in rows) == 2
    assert phone.content.delete(SMS, "body='hi'") == 1


def test_settings_are_a_provider_too() -> None:
    phone = make_phone()
    uri = "content://settings/system"
    phone.content.insert(uri, {"name": "screen_brightness", "value": 77})
    assert phone.settings.get("system", "screen_brightness") == "77"
    phone.settings.put("system", "screen_brightness", "88")
    assert column(phone, uri, "value", "name='screen_brightness'") == ["88"]
    phone.content.insert("content://settings/global", {"name": "airplane_mode_on", "value": "1"})
    assert phone.settings.get("global", "wifi_on") == "0"
    assert phone.content.call(uri, "GET_system", "screen_brightness") == {"value": "88"}
    assert phone.settings.delete("system", "screen_brightness") == 1
    assert phone.settings.delete("system", "screen_brightness") == 0
    assert phone.settings.get("system", "screen_brightness") is None
    assert not column(phone, uri, "value", "name='screen_brightness'")
    assert list(phone.settings.list("secure")) == sorted(phone.settings.list("secure"))


def test_ids_are_never_given_twice() -> None:
    phone = make_phone()
    first = phone.content.insert("content://com.android.notes/notes", {"title": "a"})
    phone.content.delete(first)
    assert phone.content.insert("content://com.android.notes/notes", {"title": "b"}) != first


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.text(max_size=20))
def test_no_text_breaks_the_store(body: str, where: str) -> None:
    phone = make_phone()
    body = body.encode("utf-8", "replace").decode()
    phone.content.insert(SMS, {"address": "5", "body": body, "type": 2})
    assert phone.content.rows(f"{SMS}/sent")[0].text("body") == body
    try:
        phone.content.query(SMS, None, where)
    except ProviderError as error:
        assert str(error)


def test_a_fixture_is_strict() -> None:
    good = parse_fixture('{"contacts": [{"name": "A", "phone": "1"}], "alarms": [{"time": "07:05"}]}')
    assert (good.contacts[0].name, good.alarms[0].time) == ("A", "07:05")
    for wrong, part in (
        ('{"contacts": [{"nome": "A"}]}', "contacts.0"),
        ('{"alarms": [{"time": "25:00"}]}', "alarms.0.time"),
        ('{"alarms": [{"time": "07:00", "days": ["someday"]}]}', "alarms.0.days"),
        ('{"settings": [{"key": "wifi_on", "value": "0"}]}', "settings.0.key"),
        ("{", "fixture"),
    ):
        with pytest.raises(FixtureInvalid, match=part):
            parse_fixture(wrong)


def test_a_fixture_file(tmp_path: Path) -> None:
    path = tmp_path / "house.json"
    with pytest.raises(FixtureInvalid, match="house.json"):
        load_fixture(path)
    path.write_text('{"notes": [{"title": "Only one"}]}')
    phone = make_phone(fixture=load_fixture(path))
    assert column(phone, "content://com.android.notes/notes", "title") == ["Only one"]
    assert not column(phone, f"{PEOPLE}/contacts", "_id")


def test_a_fixture_changes_settings_and_what_follows_from_them() -> None:
    phone = make_phone(fixture={"settings": [{"key": "global.airplane_mode_on", "value": "1"}]})
    assert phone.settings.on("global", "airplane_mode_on")
    assert not phone.settings.on("global", "wifi_on")


def test_the_everyday_phone_is_seeded() -> None:
    assert default_fixture(3) == default_fixture(3)
    assert default_fixture(3) != default_fixture(4)
    assert "Mom" in [person.name for person in default_fixture(3).contacts]


def test_a_second_number_survives_an_edit() -> None:
    phone = make_phone()
    ada = phone.content.rows(f"{PEOPLE}/contacts", "display_name='Ada Novak'")[0].number("_id")
    second = {"raw_contact_id": ada, "mimetype": "vnd.android.cursor.item/phone_v2", "data1": "222"}
    phone.content.insert(f"{PEOPLE}/data", second)
    phone.people.save(ada, {"vnd.android.cursor.item/phone_v2": "111"})
    assert column(phone, f"{PEOPLE}/data/phones", "data1", f"contact_id={ada}") == ["111", "222"]
