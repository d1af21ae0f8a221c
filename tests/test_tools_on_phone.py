"""Every tool call on a phone, through the real driver and ADB, until its own check is met."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

import device_drivers
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.server import Server
from edgelam.core.command import Key, PressKey
from edgelam.core.contracts import Driver
from edgelam.core.event import Ended, Event, StepStarted
from edgelam.core.plan import Plan, Slot, Step
from edgelam.guard.policy import build_policy
from edgelam.run.loop import run_plan
from edgelam.run.parts import Parts
from edgelam.tools import all_tools
from tests.paper import ScriptedCaller
from tests.virtual_world import CLOCK, HOUSE

pytestmark = pytest.mark.device

CITY = {
    **HOUSE,
    "mail_accounts": [{"address": "me@example.org", "name": "Me"}],
    "songs": [
        {"title": f"Song {number}", "artist": "The Band", "album": "First", "seconds": 200}
        for number in "123"
    ],
    "store_apps": [{"package": "net.jar", "title": "Jar", "version_code": 100, "installed": 100}],
}
# What a goal would have to say for acts that are not done unsaid.
GOAL = "text mom, call her, uninstall an app"


@dataclass(frozen=True)
class Call:
    """A call, what the Caller does on the screen where it ends there, and how the phone is made before."""

    slots: dict[str, str] = field(default_factory=dict)
    taps: tuple[str, ...] = ()
    before: Callable[[Phone], object] | None = None


def press(*codes: int) -> Callable[[Phone], object]:
    return lambda phone: [phone.press_key(code) for code in codes]


def plays(*then: int) -> Callable[[Phone], object]:
    """Music is on, and these media keys were pressed."""

    def run(phone: Phone) -> None:
        music = phone.apps["com.android.music"]
        music.player.play([1, 2, 3])  # type: ignore[attr-defined]
        press(*then)(phone)

    return run


def alarm(minutes: int, wait: int = 0) -> Callable[[Phone], object]:
    """An alarm so many minutes ahead, and then so many minutes go by."""

    def run(phone: Phone) -> None:
        at = phone.now() + timedelta(minutes=minutes)
        phone.apps[CLOCK].add_alarm(at.hour, at.minute)  # type: ignore[attr-defined]
        phone.advance(wait * 60)
        phone.tick()

    return run


ON, OFF = {"state": "on"}, {"state": "off"}
SAVE = ("Save", "done")
CALLS: dict[str, Call] = {
    "clock.alarm.set": Call({"time": "07:45", "days": "mon tue", "label": "Gym"}),
    "clock.alarm.show": Call(),
    "clock.alarm.dismiss": Call(before=alarm(30)),
    "clock.alarm.snooze": Call({"duration": "300"}, before=alarm(2, wait=3)),
    "clock.timer.set": Call({"duration": "600", "label": "Tea"}),
    "clock.timer.show": Call(),
    "contacts.create": Call({"name": "Tom Hill", "phone": "5550142"}, SAVE),
    "contacts.number.add": Call({"contact": "Bruno Keller", "phone": "5550999"}, SAVE),
    "contacts.open": Call({"contact": "Ada Novak"}),
    "contacts.call": Call({"contact": "Mom"}),
    "phone.dial": Call({"contact": "5550142"}),
    "phone.log.show": Call(),
    "messages.send": Call({"contact": "Mom", "text": "On my way"}, ("Send SMS",)),
    "messages.draft": Call({"contact": "Mom", "text": "Not yet"}),
    "mail.draft": Call({"to": "ada@example.org", "subject": "Hi", "text": "See you"}, ("Send", "done")),
    "settings.wifi.set": Call(OFF),
    "settings.bluetooth.set": Call(ON),
    "settings.airplane.set": Call(ON),
    "settings.do_not_disturb.set": Call(ON),
    "settings.dark_theme.set": Call(ON),
    "settings.mobile_data.set": Call(OFF),
    "settings.battery_saver.set": Call(ON),
    "settings.rotation.set": Call(ON),
    "settings.location.set": Call(OFF),
    "settings.auto_brightness.set": Call(ON),
    "settings.night_light.set": Call(ON),
    "settings.auto_time.set": Call(OFF),
    "settings.hours_24.set": Call(ON),
    "settings.nfc.set": Call(ON),
    "settings.brightness.set": Call({"level": "80"}),
    "settings.volume.set": Call({"level": "20", "stream": "ring"}),
    "settings.screen_timeout.set": Call({"duration": "120"}),
    "settings.font_size.set": Call({"size": "large"}),
    "settings.ringer.set": Call({"mode": "vibrate"}),
    "settings.page.open": Call({"page": "Bluetooth"}),
    "app.open": Call({"app": "Notes"}),
    "app.share": Call({"app": "Notes", "text": "Look at this"}, SAVE),
    "app.info.open": Call({"app": "Clock"}),
    "app.delete": Call({"app": "jar"}),
    "store.search": Call({"query": "diary"}),
    "web.search": Call({"query": "weather & wind"}),
    "web.open": Call({"url": "example.com/a?b=c"}),
    "maps.search": Call({"place": "Pine Street"}),
    "maps.navigate": Call({"destination": "Central Station"}),
    "calendar.event.create": Call({"title": "Lunch", "date": "2026-12-24", "time": "12:30"}, SAVE),
    "calendar.day.open": Call({"date": "2026-12-24"}),
    "notes.create": Call({"title": "Rent", "text": "Ask about the key"}, SAVE),
    "tasks.create": Call({"title": "water the ferns"}, SAVE),
    "media.play": Call({"query": "The Band"}),
    "media.pause": Call(before=plays()),
    "media.resume": Call(before=plays(127)),
    "media.next": Call(before=plays()),
    "media.previous": Call(before=plays(87)),
    "camera.open": Call(taps=("Take photo",)),
    "camera.video.open": Call(taps=("Start recording", "Stop recording")),
    "recorder.open": Call(),
    "files.downloads.open": Call(),
    "files.folder.open": Call({"folder": "the Pictures folder"}),
    "screen.home": Call(before=lambda phone: phone.launch(CLOCK)),
    "screen.lock": Call(),
    "screen.capture": Call(),
}


@pytest.fixture(scope="module")
def phone() -> Iterator[Server]:
    with Server(Phone(seed=1, fixture=CITY)) as server:
        yield server


@pytest.fixture(scope="module")
def driver(phone: Server) -> Iterator[Driver]:
    with device_drivers.connected(phone.serial) as serial:
        opened = device_drivers.open_driver("u2", serial)
        yield opened
        opened.close()


@pytest.fixture(autouse=True)
def at_home(driver: Driver) -> None:
    keys: tuple[Key, ...] = ("wake", "home")
    for key in keys:
        driver.perform(PressKey(key=key))


def made(driver: Driver, name: str, call: Call) -> list[Event]:
    """The events of a plan of that one call; the person agrees to everything."""
    tool = all_tools()[name]
    slots = tuple(Slot(name=key, value=value) for key, value in call.slots.items())
    do = " ".join([tool.spec.description, *call.slots.values()])
    plan = Plan(goal=GOAL, steps=(Step(id="1", do=do, call=name, slots=slots, risk=tool.spec.risk),))
    caller = ScriptedCaller(*call.taps)
    parts = Parts(driver, caller, all_tools(), build_policy(plan, "ask"), ask=lambda question: True)
    return list(run_plan(plan, parts))


def test_every_tool_is_tried() -> None:
    assert set(CALLS) == set(all_tools())


@pytest.mark.parametrize("name", CALLS)
def test_a_call_ends_in_its_check_met(phone: Server, driver: Driver, name: str) -> None:
    call = CALLS[name]
    if call.before is not None:
        phone.on_phone(call.before)
    events = made(driver, name, call)
    ended = events[-1]
    assert isinstance(ended, Ended)
    assert (ended.outcome, ended.reason) == ("done", ""), [e for e in events if e.kind == "checked"]
    assert ended.evidence and all(e.verdict == "met" for e in ended.evidence)
    rungs = [e.rung for e in events if isinstance(e, StepStarted)]
    assert rungs == (["tool", "screen"] if call.taps else ["tool"])
