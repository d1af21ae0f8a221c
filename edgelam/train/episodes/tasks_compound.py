"""Tasks of two parts, tasks about the second of two, and tasks that the phone itself starts."""

from __future__ import annotations

from datetime import timedelta

from device_drivers.virtual.providers.contacts import NAME, PHONE
from edgelam.core.action import Tap

from . import values
from .families import Families
from .oracle import Expert
from .picker import pick_time
from .sight import Lost
from .tasks_settings import walk

TASKS = Families("com.android.deskclock", "Clock")
_CONTACTS = ("com.android.contacts", "Contacts")
_NOTES = ("com.android.notes", "Notes")
_SETTINGS = ("com.android.settings", "Settings")
_ALARMS, _TIMERS = "content://com.android.deskclock/alarms", "content://com.android.deskclock/timers"
_PEOPLE, _NOTE_ROWS = "content://com.android.contacts/contacts", "content://com.android.notes/notes"


# the phone starts
def _ring(x: Expert) -> None:
    """An alarm goes off."""
    soon = x.phone.now() + timedelta(minutes=1)
    clock = x.phone.apps["com.android.deskclock"]
    clock.add_alarm(soon.hour, soon.minute, 0, values.label(x.rng))  # type: ignore[attr-defined]
    if x.rng.random() < 0.6:
        x.stage.launch(x.package)
    x.phone.advance(75)
    x.phone.tick()
    x.answering = True
    if not x.phone.layers:
        raise Lost("nothing rings")


@TASKS.add("alarm.dismiss", 0.7)
def dismiss(x: Expert) -> None:
    x.goal(
        (
            "(dismiss|stop|silence|turn off) the (alarm|ringing|ringing alarm)",
            "(stop|end) the ringing",
            "i'm awake, (stop|dismiss) (it|the alarm)",
            "make the alarm stop",
        )
    )
    _ring(x)
    x.tap("Dismiss")
    x.done(not x.phone.layers)


@TASKS.add("alarm.snooze", 0.7)
def snooze(x: Expert) -> None:
    x.goal(
        (
            "snooze [the alarm|it]",
            "(let|have) the alarm ring again later",
            "(ten|10) more minutes",
            "(ring|wake me) again in (ten|10) minutes",
            "(remind|wake) me later, snooze",
        )
    )
    _ring(x)
    x.tap("Snooze")
    x.done(not x.phone.layers)


@TASKS.add("timer.stop", 0.7)
def stop_timer(x: Expert) -> None:
    """A timer whose time is up."""
    for row in x.phone.content.rows(_TIMERS):
        x.phone.content.delete(f"{_TIMERS}/{row.number('_id')}")
    clock = x.phone.apps["com.android.deskclock"]
    ident = clock.add_timer(60_000, values.label(x.rng))  # type: ignore[attr-defined]
    clock.start_timer(ident)  # type: ignore[attr-defined]
    x.phone.advance(70)
    x.goal(
        (
            "(stop|end|silence) the [ringing|] timer",
            "the timer is (done|over), stop it",
            "(time's up, |)stop the timer",
        )
    )
    x.open()
    x.tab("Timer")
    x.tap("Stop")
    timer = x.phone.content.row(f"{_TIMERS}/{ident}")
    x.done(timer is not None and timer.number("state") == 0)


# of two parts
@TASKS.add("alarm.create_vibrate")
def alarm_without_vibration(x: Expert) -> None:
    hour, minute = x.rng.randrange(24), x.rng.choice((0, 15, 30, 45))
    said = values.spoken_time(x.rng, hour, minute, hours24=x.phone.hours24)
    x.goal(
        (
            "(set|create|add) an alarm (for|at) {time} (without|with no) vibration",
            "(set|make) an alarm for {time} and turn (vibration|vibrate) off",
            "alarm at {time} that does not vibrate",
        ),
        {"time": said},
        ("time",),
    )
    if x.phone.content.rows(_ALARMS, f"hour={hour} AND minutes={minute}"):
        raise Lost("there is one")
    x.open()
    x.tab("Alarm")
    x.tap("Add alarm")
    pick_time(x, hour, minute)
    x.tap("Vibrate")
    x.done(bool(x.phone.content.rows(_ALARMS, f"hour={hour} AND minutes={minute} AND vibrate=0")))


@TASKS.add("contacts.create_star", app=_CONTACTS)
def contact_and_star(x: Expert) -> None:
    x.goal(
        (
            "(create|add|save) [a|the] contact {name:q} with [the] number {number} "
            "and (star it|make it a favorite|add it to [my] favorites)",
            "(add|save) {name:q}[,] {number}[,] (to|in) [my] contacts and mark (them|it) as [a] favorite",
        ),
        {"name": values.person(x.rng), "number": values.number(x.rng)},
        ("name", "number"),
    )
    x.open()
    x.tap("Create contact")
    x.type("first_name", "name")
    x.type("phone", "number")
    x.tap("Save")
    x.action("Add to favorites")
    name = x.said.values["name"].lower()
    x.done(
        any(row.text("display_name").lower() == name for row in x.phone.content.rows(_PEOPLE, "starred=1"))
    )


@TASKS.add("notes.create_pin", app=_NOTES)
def note_and_pin(x: Expert) -> None:
    x.goal(
        (
            "(make|create|write) a [new] note (called|titled) {title:q} and pin it",
            "new [pinned] note {title:q}, (pinned|pin it)",
            "(create|add) a note (saying|with) {body:q} and pin it",
        ),
        {"title": values.title(x.rng), "body": values.body(x.rng)},
        ("title", "body"),
    )
    x.open()
    x.tap("New note")
    if "title" in x.said.values:
        x.type("edit_title", "title")
    else:
        x.type("edit_body", "body")
    x.action("Pin")
    x.tap("Save")
    x.done(bool(x.phone.content.rows(_NOTE_ROWS, "pinned=1")))


_PAIRS = (
    (("Display",), "Dark theme", "dark mode", "Night Light", "night light"),
    (("Network & internet",), "Mobile data", "mobile data", "Roaming", "roaming"),
    (("Sound & vibration",), "Touch sounds", "touch sounds", "Dial pad tones", "dial pad tones"),
    (("Accessibility",), "Color inversion", "color inversion", "Magnification", "magnification"),
    (("Battery",), "Battery Saver", "battery saver", "Battery percentage", "the battery percentage"),
    (("Notifications",), "Bubbles", "bubbles", "Notification dot on app icon", "notification dots"),
)


@TASKS.add("settings.two", 1.5, app=_SETTINGS)
def two_switches(x: Expert) -> None:
    path, first, one, second, other = x.rng.choice(_PAIRS)
    on, also = x.rng.random() < 0.5, x.rng.random() < 0.5
    words = {True: "on", False: "off"}
    same = (
        f"(turn|switch) {words[on]} {one} and {other}",
        f"(turn|switch) {one} and {other} {words[on]}",
        f"{'enable' if on else 'disable'} (both|) {one} and {other}",
    )
    apart = (
        f"(turn|switch) {words[on]} {one} and [turn|switch] {words[also]} {other}",
        f"{one} {words[on]}, {other} {words[also]}",
        f"{'enable' if on else 'disable'} {one} and {'enable' if also else 'disable'} {other}",
    )
    x.goal(same if on == also else apart)
    walk(x, *path)
    x.switch(first, on)
    x.switch(second, also)
    x.done()


# the second of two
@TASKS.add("contacts.second", app=_CONTACTS)
def second(x: Expert) -> None:
    """Two people of one name; only the place tells them apart."""
    name = values.person(x.rng)
    for _ in range(2):
        x.phone.people.save(None, {NAME: name, PHONE: values.number(x.rng)})
    x.phone.changed()
    rows = [row for row in x.phone.content.rows(_PEOPLE) if row.text("display_name") == name]
    place = x.rng.randrange(2)
    word = ("first", "second")[place]
    x.goal(
        (
            f"(open|show|tap|select) the {word} {{which}}",
            f"(open|show) the {word} (contact|person|entry) (called|named) {{which}}",
            f"there are two {{which}}, (open|show) the {word} [one|]",
        ),
        {"which": name},
        ("which",),
    )
    x.careful = True
    x.open()
    x.tap(name, plain=True, nth=place)
    x.done(getattr(x.phone.page, "who", None) == rows[place].number("_id"))


@TASKS.add("notes.nth_delete", app=_NOTES)
def delete_nth(x: Expert) -> None:
    rows = x.phone.content.rows(_NOTE_ROWS)
    x.goal(
        (
            "(delete|remove) the (first|top) note [in the list|]",
            "(delete|remove) the note (at|on) the top",
            "get rid of my (first|top) note",
        )
    )
    x.careful = True
    x.open()
    cards = [view for view in x.stage.views() if view.on_long is not None]
    if not cards:
        raise Lost("no note")
    x.hold(cards[0])
    x.tap("Delete")
    x.done(len(x.phone.content.rows(_NOTE_ROWS)) == len(rows) - 1)


@TASKS.add("contacts.keep_editing", 0.6, app=_CONTACTS)
def keep_editing(x: Expert) -> None:
    """The question whether to throw the changes away is open."""
    x.goal(
        (
            "(keep editing|continue editing|go on editing)",
            "(don't|do not) discard [the changes|it]",
            "(stay in|go on with) the editor",
        )
    )
    x.prepare(("Create contact",))
    field = x.stage.element_of(x.field("first_name"))
    if field is None:
        raise Lost("no field")
    x.phone.set_text(x.field("first_name"), values.person(x.rng))
    for _ in range(2):
        if not x.seen("Keep editing"):
            x.stage.perform_back()
    x.arrive()
    element = x.stage.element_of(x.find("Keep editing"))
    if element is None:
        raise Lost("not asked")
    x.take(Tap(target=element.ref))
    x.done()
