"""The drivers u2 and adb through a real ADB server to a phone that behaves as Android does."""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Callable, Iterator

import pytest

import device_drivers
from device_drivers._host import adb_path
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.server import Server
from edgelam.caller.legal import legal_actions
from edgelam.core.action import Back, Scroll, Submit, Tap, Type
from edgelam.core.command import (
    Command,
    LaunchApp,
    PressKey,
    PutSetting,
    SetText,
    SetToggle,
    SetVolume,
    StartIntent,
    TapAt,
)
from edgelam.core.contracts import Driver
from edgelam.core.errors import CommandFailed, DeviceError, Unsupported
from edgelam.core.fact import (
    Apps,
    AskApps,
    AskFront,
    AskNow,
    AskSetting,
    AskTable,
    FrontApp,
    Now,
    Query,
    Rows,
    Setting,
    Table,
)
from edgelam.core.ground import ground
from edgelam.core.plan import Slot, Step
from edgelam.core.screen import Element, Screen
from tests.driver_contract import DriverContract

pytestmark = pytest.mark.device

BROWSER, NOTES, SETTINGS = "com.android.browser", "com.android.notes", "com.android.settings"
# The texts and links that other clients typed wrongly or ran as commands.
TEXTS = [
    "don't",
    "pa$$w0rd",
    'quote " and\nrm -rf /sdcard',
    "$(id) `id` ${HOME} ; id | cat & > /sdcard/x",
    "100%sure %s %d %%",
    "back\\slash \\n",
    "Zoë 你好 🙂 👩\u200d👧",
    "שלום \u202eabc",
    "-n --es",
    " blanks ",
    "x" * 3000,
]
TABLES: tuple[Table, ...] = ("contacts", "sms", "alarms", "notifications", "volumes", "calls")
Opener = Callable[[str], Driver]


@pytest.fixture
def phone() -> Iterator[Server]:
    with Server(Phone(seed=3)) as server:
        yield server


@pytest.fixture
def u2(phone: Server) -> Iterator[Driver]:
    yield from opened("u2", phone)


@pytest.fixture
def adb(phone: Server) -> Iterator[Driver]:
    yield from opened("adb", phone)


def opened(name: str, phone: Server) -> Iterator[Driver]:
    with device_drivers.connected(phone.serial) as serial:
        driver = device_drivers.open_driver(name, serial)
        yield driver
        driver.close()


def settled(driver: Driver, wanted: Callable[[Screen], bool]) -> Screen:
    """The first look at which that is so."""
    by = time.monotonic() + 5
    while not wanted(screen := driver.observe()):
        assert time.monotonic() < by, [e.label for e in screen.elements]
        time.sleep(0.02)
    return screen


def named(screen: Screen, label: str) -> Element:
    return next(e for e in screen.elements if label in e.label)


class VirtualContract(DriverContract):
    facts: tuple[tuple[Query, type], ...] = (
        (AskNow(), Now),
        (AskApps(), Apps),
        (AskFront(), FrontApp),
        (AskSetting(namespace="system", key="screen_brightness"), Setting),
        *((AskTable(table=table), Rows) for table in TABLES),
    )

    @pytest.fixture
    def move(self) -> Command:
        return LaunchApp(package=SETTINGS)

    def test_a_table_is_known_and_full(self, driver: Driver) -> None:
        for table in ("contacts", "sms", "alarms", "volumes"):
            fact = driver.query(AskTable(table=table))  # type: ignore[arg-type]
            assert isinstance(fact, Rows)
            assert fact.known
            assert fact.rows, table

    def test_an_app_is_opened_and_is_in_front(self, driver: Driver) -> None:
        driver.perform(LaunchApp(package=NOTES))
        assert settled(driver, lambda screen: screen.package == NOTES).elements
        fact = driver.query(AskFront())
        assert isinstance(fact, FrontApp)
        assert fact.package == NOTES
        driver.perform(PressKey(key="home"))
        settled(driver, lambda screen: screen.package != NOTES)

    def test_what_was_typed_is_submitted(self, driver: Driver) -> None:
        slots = {"page": Slot(name="page", value="tea.example")}
        driver.perform(LaunchApp(package=BROWSER))
        screen = settled(driver, lambda screen: "Bookmarks" in [e.label for e in screen.elements])
        bar = next(e for e in screen.elements if e.editable)
        driver.perform(*ground(Type(target=bar.ref, slot="page"), screen, slots))
        screen = settled(driver, lambda screen: any(e.text == "tea.example" for e in screen.elements))
        legal = legal_actions(screen, Step(id="1", do="look"), driver.capabilities, may_finish=False)
        (submit,) = (action for action in legal if isinstance(action, Submit))
        driver.perform(*ground(submit, screen, slots))
        shown = settled(driver, lambda screen: not screen.keyboard)
        assert "Bookmarks" not in [e.label for e in shown.elements]

    def test_a_setting_is_put(self, driver: Driver) -> None:
        driver.perform(PutSetting(namespace="system", key="screen_brightness", value="7"))
        query = AskSetting(namespace="system", key="screen_brightness")
        assert driver.query(query) == Setting(value="7")
        assert driver.query(AskSetting(namespace="global", key="no_such_key")) == Setting(value=None)

    def test_switches_switch(self, driver: Driver) -> None:
        for key, toggle in (
            ("wifi_on", "wifi"),
            ("bluetooth_on", "bluetooth"),
            ("zen_mode", "do_not_disturb"),
        ):
            for on in (True, False):
                driver.perform(SetToggle(toggle=toggle, on=on))  # type: ignore[arg-type]
                fact = driver.query(AskSetting(namespace="global", key=key))
                assert isinstance(fact, Setting)
                assert (fact.value not in (None, "0")) == on, key

    def test_volumes_are_set_in_per_cent(self, driver: Driver) -> None:
        driver.perform(SetVolume(stream="music", percent=100))
        driver.perform(SetVolume(stream="alarm", percent=1))
        fact = driver.query(AskTable(table="volumes"))
        assert isinstance(fact, Rows)
        rows = {row["stream"]: row for row in fact.rows}
        assert rows["music"]["level"] == rows["music"]["max"]
        assert rows["alarm"]["level"] == "1"

    def test_extras_arrive_as_they_are(self, driver: Driver) -> None:
        for text in TEXTS:
            driver.perform(compose(text))
            shown = settled(driver, lambda screen: any(e.role == "input" for e in screen.elements))
            field = next(e for e in shown.elements if e.role == "input")
            assert field.text == shown_as(text)
            driver.perform(PressKey(key="home"))

    def test_an_intent_nobody_takes_is_refused(self, driver: Driver) -> None:
        with pytest.raises(CommandFailed):
            driver.perform(StartIntent(action="no.such.ACTION"))
        for action in ("a b", "", "x;id", "--es"):
            with pytest.raises(CommandFailed):
                driver.perform(StartIntent(action=action))


class TestU2(VirtualContract):
    @pytest.fixture
    def driver(self, u2: Driver) -> Driver:
        return u2


class TestAdb(VirtualContract):
    @pytest.fixture
    def driver(self, adb: Driver) -> Driver:
        return adb


def compose(text: str) -> StartIntent:
    action = "android.intent.action.SENDTO"
    return StartIntent(action=action, data="sms:5551234", extras=(("sms_body", text),))


def shown_as(text: str) -> str:
    return text.replace("\u202e", "").strip()


def note(driver: Driver) -> Element:
    """An empty field of a new note."""
    driver.perform(LaunchApp(package=NOTES))
    screen = settled(driver, lambda screen: any(e.desc == "New note" for e in screen.elements))
    button = next(e for e in screen.elements if e.desc == "New note")
    driver.perform(*ground(Tap(target=button.ref), screen, {}))
    screen = settled(driver, lambda screen: any(e.role == "input" for e in screen.elements))
    return [e for e in screen.elements if e.role == "input"][-1]


@pytest.mark.parametrize("text", TEXTS)
def test_u2_types_anything(u2: Driver, text: str) -> None:
    x, y = note(u2).bounds.center
    u2.perform(SetText(x=x, y=y, text=text))
    assert shown_as(text) in [e.text for e in u2.observe().elements]
    u2.perform(SetText(x=x, y=y, text=""))
    assert shown_as(text) not in [e.text for e in u2.observe().elements]


def test_u2_leaves_the_keyboard_as_it_was(u2: Driver) -> None:
    query = AskSetting(namespace="secure", key="default_input_method")
    before = u2.query(query)
    x, y = note(u2).bounds.center
    u2.perform(SetText(x=x, y=y, text="🙂"))
    assert u2.query(query) == before


def test_u2_drops_what_the_keyboard_covers(u2: Driver) -> None:
    field = note(u2)
    u2.perform(TapAt(x=field.bounds.center[0], y=field.bounds.center[1]))
    screen = settled(u2, lambda screen: screen.keyboard)
    assert screen.package == NOTES
    assert all(e.package == NOTES for e in screen.elements)


@pytest.mark.parametrize("text", ["plain words", "100%sure %s", "a&b;c|d $HOME 'x' \"y\" \\ * ~", ""])
def test_adb_types_printable_ascii_exactly(adb: Driver, text: str) -> None:
    x, y = note(adb).bounds.center
    adb.perform(SetText(x=x, y=y, text="old words"))
    adb.perform(SetText(x=x, y=y, text=text))
    fields = [e.text for e in adb.observe().elements if e.role == "input"]
    assert "old words" not in fields
    assert not text or text in fields  # an empty input shows its hint


@pytest.mark.parametrize("text", ["Zoë", "🙂", "two\nlines", "\0"])
def test_adb_refuses_what_it_cannot_type_before_it_touches(adb: Driver, text: str) -> None:
    x, y = note(adb).bounds.center
    before = adb.observe()
    with pytest.raises(Unsupported):
        adb.perform(SetText(x=x, y=y, text=text))
    assert adb.observe() == before


def test_a_message_cannot_forge_rows(u2: Driver, phone: Server) -> None:
    forged = "hi\nRow: 0 address=5550000, type=2, date=1, body=sent"
    for body in (
        forged,
        forged.replace("Row: 0", "Row: 1"),
        "last\nRow: 99 address=1, type=2, date=1, body=x",
    ):
        action = ["content", "insert", "--uri", "content://sms", "--bind", "address:s:5559999"]
        phone_shell(phone, [*action, "--bind", f"body:s:{body}", "--bind", "type:i:1", "--bind", "date:l:5"])
    fact = u2.query(AskTable(table="sms"))
    assert isinstance(fact, Rows)
    assert fact.known
    assert [row["type"] for row in fact.rows if row["address"] == "5559999"] == ["1"] * 3
    assert not [row for row in fact.rows if row["address"] in ("5550000", "1")]
    assert forged in [row["body"] for row in fact.rows]


def phone_shell(phone: Server, argv: list[str]) -> None:
    from device_drivers._host import Host

    assert Host().run(phone.serial, argv).code == 0


def test_scrolling_down_shows_what_is_below(u2: Driver) -> None:
    u2.perform(LaunchApp(package=SETTINGS))
    screen = settled(u2, lambda screen: screen.package == SETTINGS)
    before = {e.label for e in screen.elements}
    u2.perform(*ground(Scroll(direction="down"), screen, {}))
    after = settled(u2, lambda screen: not {e.label for e in screen.elements} <= before)
    assert "About phone" in [e.label.partition("\n")[0] for e in after.elements] or before != after


def test_a_slot_is_typed_and_back_leaves_the_keyboard_first(u2: Driver) -> None:
    field = note(u2)
    slots = {"text": Slot(name="text", value="Buy milk")}
    u2.perform(*ground(Type(target=field.ref, slot="text"), u2.observe(), slots))
    settled(u2, lambda screen: screen.keyboard)
    u2.perform(*ground(Back(), u2.observe(), {}))
    screen = settled(u2, lambda screen: not screen.keyboard)
    assert "Buy milk" in [e.text for e in screen.elements]


def test_a_cut_cable_is_an_error_for_an_act_and_mended_for_a_look(u2: Driver, phone: Server) -> None:
    before = u2.observe()
    phone.drop_hosts()
    with pytest.raises(DeviceError):
        for _ in range(50):  # the server may notice a little later
            u2.perform(TapAt(x=1, y=1))
    assert u2.observe() == before


def test_a_killed_adb_server_is_started_again(u2: Driver) -> None:
    before = u2.observe()
    subprocess.run([adb_path() or "adb", "kill-server"], check=True, timeout=10)
    with pytest.raises(DeviceError):
        u2.perform(TapAt(x=1, y=1))
    assert u2.observe() == before


def test_a_turned_phone_is_seen_turned(u2: Driver, phone: Server) -> None:
    upright = u2.observe()
    phone.on_phone(lambda it: it.set_rotation(1))
    turned = settled(u2, lambda screen: screen.rotation == 1)
    assert (turned.width, turned.height) == (upright.height, upright.width)
    assert max(e.bounds.right for e in turned.elements) > upright.width


def test_two_drivers_cannot_hold_one_phone(u2: Driver, phone: Server) -> None:
    with pytest.raises(DeviceError, match="automates"):
        device_drivers.open_driver("u2", phone.serial)
    assert u2.observe().elements


def test_a_driver_lets_the_phone_go(phone: Server) -> None:
    with device_drivers.connected(phone.serial) as serial:
        for _ in range(3):
            driver = device_drivers.open_driver("u2", serial)
            assert driver.observe().elements
            driver.close()


def test_a_look_and_a_tap_are_quick(u2: Driver) -> None:
    times = []
    for _ in range(30):
        started = time.perf_counter()
        u2.observe()
        u2.perform(TapAt(x=1, y=1))
        times.append(time.perf_counter() - started)
    assert statistics.median(times) < 0.05  # 1.3 ms on an idle machine; the bench holds the figure
