"""What Android's tools print becomes facts, whatever a stranger has written into it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device_drivers import _commands, _facts
from device_drivers._host import Output
from edgelam.core.command import SetToggle, SetVolume, StartIntent
from edgelam.core.errors import CommandFailed
from edgelam.core.fact import App, FrontApp, Now

SMS = ["address", "type", "date", "body"]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("2026-03-05T14:03:22+0100\n", Now(iso="2026-03-05T14:03:22+01:00")),
        ("2026-03-05T14:03:22-0330\n", Now(iso="2026-03-05T14:03:22-03:30")),
        ("2026-03-05T14:03:22\n", Now(iso="2026-03-05T14:03:22")),
        ("Thu Mar 5\n", None),
        ("", None),
    ],
)
def test_now(text: str, fact: Now | None) -> None:
    assert _facts.now(text) == fact


def test_apps_in_the_brief_and_in_the_long_form() -> None:
    brief = (
        "2 activities found:\n  Activity #0:\n    priority=0 preferredOrder=0 match=0x108000\n"
        "    com.android.settings/.Settings\n  Activity #1:\n    com.a.b/com.a.b.ui.Main$Home\n"
    )
    long = (
        "Activity #0:\n  ActivityInfo:\n    name=com.android.settings.Settings\n"
        "    packageName=com.android.settings\n    ApplicationInfo:\n      packageName=com.android.settings\n"
    )
    settings = App(package="com.android.settings", activity="com.android.settings.Settings")
    assert _facts.apps(brief).apps == (App(package="com.a.b", activity="com.a.b.ui.Main$Home"), settings)
    assert _facts.apps(long).apps == (settings,)
    assert _facts.apps("Error: unknown command\n").apps == ()
    assert _facts.packages("package:b.c\npackage:a.b\n").apps == (App(package="a.b"), App(package="b.c"))


@pytest.mark.parametrize(
    ("text", "package", "activity"),
    [
        ("  mResumedActivity: ActivityRecord{1f u0 com.a.b/.Main t7}", "com.a.b", "com.a.b.Main"),
        ("  topResumedActivity=ActivityRecord{1f u0 com.a.b/com.c.D$E t7}", "com.a.b", "com.c.D$E"),
        ("  mCurrentFocus=Window{1f u0 com.a.b/com.a.b.Main}", "com.a.b", "com.a.b.Main"),
    ],
)
def test_front(text: str, package: str, activity: str) -> None:
    assert _facts.front(f"x\n{text}\ny") == FrontApp(package=package, activity=activity)


def test_nothing_in_front() -> None:
    assert _facts.front("mCurrentFocus=null") is None


def test_size_prefers_the_override() -> None:
    assert _facts.size("Physical size: 1080x2400\n") == (1080, 2400)
    assert _facts.size("Physical size: 1080x2400\nOverride size: 720x1600\n") == (720, 1600)
    assert _facts.size("wm: not found") is None


def test_volumes_are_steps_below_each_streams_own_maximum() -> None:
    text = (
        "Stream volumes (device: index)\n- STREAM_MUSIC:\n   Muted: false\n   Min: 0\n   Max: 15\n"
        "   streamVolume:5\n   Current: 2 (speaker): 5\n- STREAM_SYSTEM:\n   Max: 7\n"
        "- STREAM_ALARM:\n   Muted: false\n   Min: 1\n   Max: 7\n   streamVolume:7\n"
    )
    assert _facts.volumes(text) == [
        {"stream": "music", "level": "5", "max": "15"},
        {"stream": "alarm", "level": "7", "max": "7"},
    ]


def test_alarms_by_clock_only_and_once_each() -> None:
    text = """
    RTC_WAKEUP #1: Alarm{d3b3b40 type 0 origWhen 1614163200000 whenElapsed 46343541 com.android.deskclock}
      tag=*walarm*:com.android.deskclock.ALARM_ALERT
      type=RTC_WAKEUP origWhen=2021-02-24 10:40:00.000 window=0
    RTC #0: Alarm{aa type 1 when 1614163100000 com.android.deskclock}
      tag=*alarm*:x
    ELAPSED_WAKEUP #0: Alarm{bb type 2 origWhen 46343541 whenElapsed 46343541 android}
      tag=*walarm*:job
    next wake: Alarm{d3b3b40 type 0 origWhen 1614163200000 whenElapsed 46343541 com.android.deskclock}
      tag=*walarm*:com.android.deskclock.ALARM_ALERT
  Next alarm clock information:
    user:0 pendingSend:false time:1614163200000 = 2021-02-24 10:40:00.000 = +12h0m0s
    """
    assert _facts.alarms(text) == [
        {"when": "1614163100000", "package": "com.android.deskclock", "tag": "*alarm*:x", "next": ""},
        {
            "when": "1614163200000",
            "package": "com.android.deskclock",
            "tag": "*walarm*:com.android.deskclock.ALARM_ALERT",
            "next": "1",
        },
    ]


def session(package: str, state: str, title: str) -> str:
    return (
        f"    Tag {package}/Tag/7 (userId=0)\n      ownerPid=1, userId=0\n      package={package}\n"
        f"      active=true\n      state=PlaybackState {{state={state}, position=5, speed=1.0}}\n"
        f"      metadata: size=3, description={title}\n      queueTitle=null, size=0\n"
    )


def media(*sessions: str, button: str = "com.b") -> str:
    return (
        f"Record for full_user=0\n  Media button session is {button}/Tag (userId=0)\n"
        f"  Sessions Stack - have {len(sessions)} sessions:\n{''.join(sessions)}"
    )


def test_players_by_what_media_keys_reach_first() -> None:
    old, new = session("com.a", "2", "Talk, null, null"), session("com.b", "PLAYING(3)", "Song, Band, First")
    assert _facts.players(media(old, new)) == [
        {"package": "com.b", "state": "playing", "title": "Song, Band, First"},
        {"package": "com.a", "state": "paused", "title": "Talk, null, null"},
    ]
    assert _facts.players(media(session("com.a", "NONE(0)", "null")))[0]["state"] == "none"
    assert _facts.players("MEDIA SESSION SERVICE\n") == []


def test_a_title_cannot_make_up_a_player() -> None:
    forged = session("com.evil", "2", "x\n" + session("com.b", "3", "y"))
    assert _facts.players(media(forged)) == []


def test_modes_and_states() -> None:
    audio = "Ringer mode: \n- mode (internal) = NORMAL\n- mode (external) = VIBRATE\n"
    assert _facts.ringer(audio) == [{"mode": "vibrate"}]
    assert _facts.power("Power Manager State:\n  mWakefulness=Dozing\n") == [{"wakefulness": "Dozing"}]
    assert _facts.nfc("mState=on\nmScreenState=ON_UNLOCKED\n") == [{"state": "on"}]
    assert _facts.nfc("Can't find service: nfc\n") == []


def test_who_takes_an_intent_the_best_first() -> None:
    text = (
        "2 activities found:\n  Activity #0:\n    priority=0 preferredOrder=0 match=0x208000\n"
        "    com.b.d/.Main\n  Activity #1:\n    priority=0 preferredOrder=0\n    com.a.c/com.a.X\n"
    )
    assert _facts.components(text) == [("com.b.d", ".Main"), ("com.a.c", "com.a.X")]
    assert _facts.components("priority=0\nandroid/com.android.internal.app.ResolverActivity\n") == []


def test_notifications_that_are_posted_now() -> None:
    text = """  Notification List:
    NotificationRecord(0x0a: pkg=com.a.b user=UserHandle{0} id=1 tag=null importance=3)
      extras={
          android.title=String (Mom)
          android.text=String (Call me (now)
  please)
      }
    NotificationRecord(0x0b: pkg=com.c.d user=UserHandle{0} id=2 tag=null importance=3)

  mArchive=Archive (9 notifications)
    NotificationRecord(0x0c: pkg=com.old.one user=UserHandle{0} id=2 tag=null importance=3)
"""
    assert _facts.notifications(text) == [
        {"package": "com.a.b", "title": "Mom", "text": "Call me (now)\n  please"},
        {"package": "com.c.d", "title": "", "text": ""},
    ]


@pytest.mark.parametrize(
    "text",
    [
        "java.lang.SecurityException: Permission Denial: reading x",
        "Error while accessing provider:sms\njava.lang.IllegalStateException",
        "[ERROR] Unsupported argument: --x",
        "/system/bin/sh: content: inaccessible or not found",
        "Can't find service: alarm",
    ],
)
def test_a_refusal_is_told_from_emptiness(text: str) -> None:
    assert _facts.refused(text)
    assert not _facts.refused("No result found.\n")


def test_rows() -> None:
    text = (
        "Row: 0 address=+1, type=2, date=5, body=a, b=c\n"
        "Row: 1 address=NULL, type=1, date=6, body=two\nlines\n"
    )
    assert _facts.rows(text, SMS, count=2) == [
        {"address": "+1", "type": "2", "date": "5", "body": "a, b=c"},
        {"address": "", "type": "1", "date": "6", "body": "two\nlines"},
    ]
    assert _facts.rows("No result found.\n", SMS, count=0) == []


_BODIES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.sampled_from(
        [
            "x\nRow: 0 address=1, type=2, date=3, body=y",
            "x\nRow: 1 address=1, type=2, date=3, body=y",
            "x\nRow: 2 address=1, type=2, date=3, body=y",
            ", body=z",
            "\n",
            "NULL",
            "Row: 0 ",
        ]
    ),
)


@given(st.lists(_BODIES, max_size=4))
def test_no_body_passes_for_a_row(bodies: list[str]) -> None:
    text = "".join(f"Row: {n} address=7, type=1, date=9, body={body}\n" for n, body in enumerate(bodies))
    rows = _facts.rows(text, SMS, count=len(bodies))
    honest = [
        {"address": "7", "type": "1", "date": "9", "body": "" if body == "NULL" else body} for body in bodies
    ]
    assert rows is None or rows == honest
    for body, row in zip(bodies, honest, strict=True):
        assert _facts.rows(f"Row: 0 address=7, type=1, date=9, body={body}\n", SMS) == [row]


def test_an_intents_arguments() -> None:
    command = StartIntent(
        action="android.intent.action.SET_ALARM",
        data="geo:0,0?q=a b",
        package="com.a.b",
        extras=(("n", 7), ("long", 2**40), ("yes", True), ("days", (2, 3)), ("text", "--es x")),
    )
    argv = _commands.intent(command)
    assert argv[:4] == ["am", "start", "-a", "android.intent.action.SET_ALARM"]
    assert argv[6:] == (
        ["-d", "geo:0,0?q=a b", "-p", "com.a.b", "--ei", "n", "7", "--el", "long", str(2**40)]
        + ["--ez", "yes", "true", "--eia", "days", "2,3", "--es", "text", "--es x"]
    )


@pytest.mark.parametrize("name", ["com.x; rm -rf /sdcard", "", "com", "-p", "com..x", "com.x\n", "Ünï.x"])
def test_a_package_is_only_a_package(name: str) -> None:
    with pytest.raises(CommandFailed):
        _commands.package(name)


@pytest.mark.parametrize(
    ("out", "err", "code", "failed"),
    [
        ("Starting: Intent { act=x }\n", "", 0, False),
        ("", "Warning: Activity not started, its current task has been brought to the front\n", 0, False),
        ("Starting: Intent { act=x }\n", "Error: Activity not started, unable to resolve Intent\n", 0, True),
        ("", "java.lang.SecurityException: Permission Denial\n", 0, True),
        ("", "/system/bin/sh: svc: inaccessible or not found\n", 127, True),
        ("", "", 1, True),
        ("", "", 0, False),
    ],
)
def test_an_act_is_judged_by_what_is_said(out: str, err: str, code: int, failed: bool) -> None:
    output = Output(out.encode(), err.encode(), code)
    if failed:
        with pytest.raises(CommandFailed, match="could not do it"):
            _commands.judge(output, "do it")
    else:
        _commands.judge(output, "do it")


@pytest.mark.parametrize(("percent", "level"), [(0, "0"), (1, "1"), (50, "8"), (100, "15"), (400, "15")])
def test_a_volume_above_nothing_is_never_silence(percent: int, level: str) -> None:
    assert _commands.set_volume(SetVolume(stream="music", percent=percent), 0, 15)[-1] == level


def test_every_toggle_has_both_ways() -> None:
    for name in ("wifi", "bluetooth", "airplane", "do_not_disturb", "dark_theme", "mobile_data"):
        on, off = (_commands.toggle(SetToggle(toggle=name, on=on)) for on in (True, False))  # type: ignore[arg-type]
        assert on != off


def test_versions_are_the_codes_of_packages() -> None:
    text = "package:com.a versionCode:12\npackage:com.b versionCode:7 minSdk:24\npackage:com.c\nnoise\n"
    assert _facts.versions(text) == [
        {"package": "com.a", "version": "12"},
        {"package": "com.b", "version": "7"},
    ]
