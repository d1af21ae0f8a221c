"""Tasks in Settings that need typing or lists: networks, gadgets, the phone's name, the time."""

from __future__ import annotations

import random

from . import values
from .families import Families
from .oracle import Expert
from .picker import pick_time
from .sight import Lost
from .tasks_settings import walk

TASKS = Families("com.android.settings", "Settings")
_NET, _INTERNET = "Network & internet", "Internet"
_NETWORKS = (
    "Blue Heron",
    "Lighthouse",
    "Studio 9",
    "Hotel Lobby",
    "Orchard",
    "Home 5G",
    "Workshop",
    "Riverside",
    "Bakery Guest",
)


def _password(rng: random.Random) -> str:
    words = (
        "sunny",
        "garden",
        "tiger",
        "winter",
        "coffee",
        "harbour",
        "pepper",
        "violin",
        "planet",
        "meadow",
    )
    return f"{rng.choice(words)}{rng.choice(('', '-', '_'))}{rng.choice(words)}{rng.randint(10, 9999)}"


@TASKS.add("settings.wifi_join", 1.2)
def join(x: Expert) -> None:
    """A network that is not known asks for its password."""
    x.phone.settings.put("global", "wifi_on", "1")
    names = [name for name in _around(x) if name not in x.phone.wifi_saved]
    name = x.rng.choice(names)
    x.goal(
        (
            "(connect to|join) [the] [wifi|wi-fi] [network] {network:q} "
            "(with [the] password|using the password|password|, the password is) {password:q}",
            "(log in to|get on) the wifi {network:q} with {password:q}",
            "use {password:q} to (join|connect to) the {network} network",
        ),
        {"network": name, "password": _password(x.rng)},
        ("network", "password"),
    )
    walk(x, _NET, _INTERNET)
    x.tap(name, plain=True)
    x.type("password", "password")
    x.tap("Connect")
    x.done(x.phone.wifi_network == name)


def _around(x: Expert) -> list[str]:
    """What the Wi-Fi page lists, read from the page itself."""
    x.prepare((_NET, _INTERNET))
    found = [view.text for view in x.stage.views() if view.style.size == 17 and view.text]
    x.phone.go_home()
    own = {x.t(label) for label in ("Add network", "Saved networks", "Internet", "Wi-Fi")}
    return [text for text in found if text not in own]


@TASKS.add("settings.wifi_forget", 0.8)
def forget(x: Expert) -> None:
    x.phone.settings.put("global", "wifi_on", "1")
    name = x.phone.wifi_network
    if not name:
        raise Lost("not connected")
    x.goal(
        (
            "forget [the] [wifi|wi-fi] [network] {network:q}",
            "(remove|delete) the (saved|) network {network:q}",
            "(disconnect from|leave) {network:q} and forget it",
            "i (don't|never) want to (connect to|use) {network:q} again, forget it",
        ),
        {"network": name},
        ("network",),
    )
    walk(x, _NET, _INTERNET)
    x.tap(name, plain=True)
    x.tap("Forget")
    x.done(x.phone.wifi_network != name)


@TASKS.add("settings.wifi_add", 0.8)
def add_network(x: Expert) -> None:
    x.phone.settings.put("global", "wifi_on", "1")
    x.goal(
        (
            "add [a|the] [wifi|wi-fi] network (called|named|) {name:q}",
            "(save|set up|enter) [a|the] new [wifi] network [named|called] {name:q}",
            "add {name:q} to my [wifi] networks",
        ),
        {"name": x.rng.choice(_NETWORKS)},
        ("name",),
    )
    walk(x, _NET, _INTERNET)
    x.tap("Add network")
    x.type("ssid", "name")
    x.tap("Save")
    x.done(x.phone.wifi_network.lower() == x.said.values["name"].lower())


@TASKS.add("settings.gadget", 1.0)
def gadget(x: Expert) -> None:
    """A paired gadget is connected or let go; Bluetooth may have to be switched on first."""
    wanted = x.rng.random() < 0.7
    x.phone.settings.put("global", "bluetooth_on", "1")
    x.prepare(("Connected devices", "Bluetooth"))
    own = {x.t(label) for label in ("Pair new device", "Device name", "Use Bluetooth")}
    shown = [
        view.text for view in x.stage.views() if view.style.size == 17 and view.text and view.text not in own
    ]
    connected = x.phone.bluetooth_connected
    names = [
        name
        for name in shown
        if (name in connected) != wanted and name != x.phone.settings.get("global", "device_name")
    ]
    x.phone.go_home()
    if not names:
        raise Lost("no such gadget")
    if wanted and x.rng.random() < 0.4:
        x.phone.settings.put("global", "bluetooth_on", "0")
    name = x.rng.choice(names)
    words = (
        ("(connect|pair) [to|with] [the|my] {gadget}", "(use|connect) my {gadget} over bluetooth")
        if wanted
        else ("disconnect [from] [the|my] {gadget}", "(drop|end|stop) the bluetooth connection to {gadget}")
    )
    x.goal(words, {"gadget": name}, ("gadget",))
    walk(x, "Connected devices", "Bluetooth")
    x.switch("Use Bluetooth", True)
    x.tap(name, plain=True)
    x.done((name in x.phone.bluetooth_connected) == wanted)


@TASKS.add("settings.device_name")
def device_name(x: Expert) -> None:
    name = x.rng.choice(
        (
            f"{values.person(x.rng).split()[0]}'s phone",
            values.label(x.rng),
            values.title(x.rng),
            "Pocket",
            "Old Phone",
            "Blue Phone",
        )
    )
    x.goal(
        (
            "(rename|name|call) (the|this|my) (phone|device) {name:q}",
            "(change|set) the (device|phone's) name to {name:q}",
            "(rename|relabel) (this|the) phone to {name:q}",
            "give this phone the name {name:q}",
        ),
        {"name": name},
        ("name",),
    )
    walk(x, "About phone", "Device name")
    x.type("device_name", "name")
    x.tap("OK")
    x.done((x.phone.settings.get("global", "device_name") or "").lower() == x.said.values["name"].lower())


@TASKS.add("settings.set_time")
def set_time(x: Expert) -> None:
    hour, minute = x.rng.randrange(24), x.rng.choice((0, 15, 30, 45, x.rng.randrange(60)))
    said = values.spoken_time(x.rng, hour, minute, hours24=x.phone.hours24)
    x.goal(
        (
            "(set|change) the [phone's] (time|clock) to {time}",
            "set the time [by hand|manually] to {time}",
            "(it is|it's) {time}, (set|correct) the [phone's] clock",
            "(adjust|correct) the time to {time} [in settings]",
        ),
        {"time": said},
        ("time",),
    )
    walk(x, "System", "Date & time")
    x.switch("Set time automatically", False)
    x.tap("Time")
    pick_time(x, hour, minute)
    now = x.phone.now()
    x.done((now.hour, now.minute) == (hour, minute))
