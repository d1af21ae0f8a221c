from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from edgelam.core.fact import AskFront, AskSetting, AskTable, FrontApp, Rows, Setting
from edgelam.core.plan import Front, Holds, Match
from edgelam.verify.device import check_front, check_holds

NOW = datetime(2026, 3, 5, 22, 0, tzinfo=timezone(timedelta(hours=1)))
SMS = AskTable(table="sms")


def sms(*rows: dict[str, str]) -> Rows:
    return Rows(rows=rows)


SENT = {"address": "+49 170 1234567", "body": "Late", "type": "2"}
EXPECT_SENT = Holds(
    query=SMS,
    matches=(
        Match(column="address", value="0170 1234567", how="digits"),
        Match(column="body", value="late"),
        Match(column="type", value="2"),
    ),
    fresh=True,
)


def test_a_fresh_row_counts_only_when_it_was_not_there_before() -> None:
    assert check_holds(EXPECT_SENT, sms(SENT), sms(), NOW).verdict == "met"
    assert check_holds(EXPECT_SENT, sms(SENT), sms(SENT), NOW).verdict == "not_met"
    assert check_holds(EXPECT_SENT, sms(SENT, SENT), sms(SENT), NOW).verdict == "met"
    assert check_holds(EXPECT_SENT, sms(SENT | {"body": "Later"}), sms(), NOW).verdict == "not_met"


def test_what_the_phone_does_not_tell_is_unknown() -> None:
    assert check_holds(EXPECT_SENT, Rows(rows=(), known=False), None, NOW).verdict == "unknown"


@pytest.mark.parametrize(
    ("when", "wanted", "verdict"),
    [
        (datetime(2026, 3, 6, 7, 30, tzinfo=NOW.tzinfo), "07:30", "met"),
        (datetime(2026, 3, 6, 7, 30, tzinfo=NOW.tzinfo), "7:30", "met"),
        (datetime(2026, 3, 6, 7, 31, tzinfo=NOW.tzinfo), "07:30", "not_met"),
        (datetime(2026, 3, 4, 7, 30, tzinfo=NOW.tzinfo), "07:30", "not_met"),
        (datetime(2026, 3, 6, 7, 30, tzinfo=NOW.tzinfo), "2026-03-06T07:30", "met"),
        (datetime(2026, 3, 6, 7, 30, tzinfo=NOW.tzinfo), "2026-03-07T07:30", "not_met"),
    ],
)
def test_alarms_by_the_phones_own_clock(when: datetime, wanted: str, verdict: str) -> None:
    expect = Holds(query=AskTable(table="alarms"), matches=(Match(column="when", value=wanted, how="at"),))
    fact = Rows(rows=({"when": str(int(when.timestamp() * 1000)), "package": "com.clock", "tag": ""},))
    assert check_holds(expect, fact, None, NOW).verdict == verdict


def test_settings_and_absence() -> None:
    query = AskSetting(namespace="global", key="wifi_on")
    on = Holds(query=query, matches=(Match(column="value", value="1"),))
    assert check_holds(on, Setting(value="1"), None, NOW).verdict == "met"
    assert check_holds(on, Setting(value="0"), None, NOW).verdict == "not_met"
    assert check_holds(on, Setting(value=None), None, NOW).verdict == "not_met"
    gone = Holds(query=SMS, matches=(Match(column="body", value="Late"),), present=False)
    assert check_holds(gone, sms(), None, NOW).verdict == "met"
    assert check_holds(gone, sms(SENT), None, NOW).verdict == "not_met"


def test_the_app_in_front() -> None:
    assert AskFront().kind == "front"
    assert check_front(Front(app="a.b"), FrontApp(package="a.b")).verdict == "met"
    assert check_front(Front(app="a.b"), FrontApp(package="c.d")).verdict == "not_met"
    assert check_front(Front(app="a.b"), FrontApp(package="")).verdict == "unknown"
