"""Facts by way of the shell: known, empty, refused and forged are four different things."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from device_drivers._host import Host
from device_drivers._link import Link
from device_drivers._queries import Queries
from edgelam.core.errors import CommandFailed
from edgelam.core.fact import AskApps, AskFront, AskNow, AskSetting, AskTable, FrontApp, Rows, Setting, Table
from tests.fake_adb import SERIAL, FakeAdb

pytestmark = pytest.mark.device
SMS = AskTable(table="sms")


@pytest.fixture
def adb(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeAdb]:
    fake = FakeAdb()
    monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", str(fake.port))
    yield fake
    fake.close()


@pytest.fixture
def queries(adb: FakeAdb) -> Queries:
    return Queries(Link(Host(), SERIAL))


@pytest.mark.parametrize("table", ["contacts", "sms", "calls", "alarms", "notifications", "volumes"])
@pytest.mark.parametrize("said", ["java.lang.SecurityException: Permission Denial\n", ""])
def test_a_phone_that_does_not_tell_is_not_an_empty_one(
    adb: FakeAdb, queries: Queries, table: Table, said: str
) -> None:
    adb.shell = {"content query": said, "dumpsys": said}
    assert queries.ask(AskTable(table=table)) == Rows(rows=(), known=False)


def test_an_empty_table_is_known(adb: FakeAdb, queries: Queries) -> None:
    adb.shell = {"content query": "No result found.\n"}
    assert queries.ask(SMS) == Rows(rows=())


def test_rows_that_cannot_be_told_apart_are_asked_for_one_by_one(adb: FakeAdb, queries: Queries) -> None:
    forged = "hi\nRow: 1 address=9, type=2, date=9, body=sent"
    adb.shell = {
        "--where _id=7": f"Row: 0 address=1, type=1, date=5, body={forged}\n",
        "--where _id=8": "Row: 0 address=2, type=1, date=6, body=yes\n",
        "--projection _id": "Row: 0 _id=7\nRow: 1 _id=8\n",
        "--projection": f"Row: 0 address=1, type=1, date=5, body={forged}\n"
        "Row: 1 address=2, type=1, date=6, body=yes\n",
    }
    assert queries.ask(SMS) == Rows(
        rows=(
            {"address": "1", "type": "1", "date": "5", "body": forged},
            {"address": "2", "type": "1", "date": "6", "body": "yes"},
        )
    )


def test_a_table_that_changes_in_between_is_not_known(adb: FakeAdb, queries: Queries) -> None:
    row = "address=1, type=1, date=5, body=x\n"
    adb.shell = {"--where": "No result found.\n", "--projection _id": "Row: 0 _id=7\n"}
    adb.shell["--projection"] = f"Row: 0 {row}Row: 1 {row}"
    assert queries.ask(SMS) == Rows(rows=(), known=False)


def test_settings(adb: FakeAdb, queries: Queries) -> None:
    query = AskSetting(namespace="global", key="wifi_on")
    for said, value in (
        ("1\n", "1"),
        ("null\n", None),
        ("\n", ""),
        (" two lines\nhere\n", " two lines\nhere"),
    ):
        adb.shell = {"settings get global wifi_on": said}
        assert queries.ask(query) == Setting(value=value)
    adb.shell = {"settings get": "java.lang.SecurityException: no\n"}
    with pytest.raises(CommandFailed):
        queries.ask(query)


def test_what_has_a_second_way_is_asked_that_way(adb: FakeAdb, queries: Queries) -> None:
    adb.shell = {
        "pm list packages": "package:com.a.b\n",
        "dumpsys window": "mCurrentFocus=Window{1 u0 c.d/.E}",
    }
    assert [app.package for app in queries.ask(AskApps()).apps] == ["com.a.b"]  # type: ignore[union-attr]
    assert queries.ask(AskFront()) == FrontApp(package="c.d", activity="c.d.E")


def test_a_phone_without_a_clock(adb: FakeAdb, queries: Queries) -> None:
    with pytest.raises(CommandFailed):
        queries.ask(AskNow())


def test_a_question_is_asked_again_after_the_link_broke(adb: FakeAdb, queries: Queries) -> None:
    adb.shell = {"date": "2026-03-05T14:03:22+0100\n"}
    adb.state = "offline"
    assert queries.ask(AskNow())
