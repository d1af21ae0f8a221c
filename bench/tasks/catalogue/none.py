"""What no app of the phone does: the right end is an honest no, and a phone that is as it was."""

from __future__ import annotations

from bench.tasks.hand import nothing
from bench.tasks.judges import unchanged
from bench.tasks.task import Task
from bench.tasks.world import World


def _none(name: str, goals: tuple[str, ...], rare: tuple[str, ...], **values: tuple[str, ...]) -> Task:
    """A goal that cannot be reached; values: what to draw its placeholders from."""

    def draw(world: World) -> dict[str, str]:
        return {key: world.choose(*of) for key, of in values.items()}

    return Task(f"none-{name}", 1, goals, rare, draw, unchanged, nothing, kind="impossible")


TASKS = (
    _none(
        "taxi",
        ("(Book|Order|Get) [me ]a (taxi|cab) to {place}", "call me a (taxi|cab) to {place}", "I need a ride to {place}"),
        ("somebody should drive me to {place}", "wheels to {place}, quickly"),
        place=("the airport", "the train station", "the harbour", "the old town"),
    ),
    _none(
        "heating",
        (
            "(Turn|Switch) (up|down) the heating in the {room}",
            "set the thermostat in the {room} to {degrees} degrees",
            "make the {room} {degrees} degrees warm",
        ),
        ("it is freezing in the {room}, do something", "{degrees} degrees in the {room} would be nice"),
        room=("bedroom", "living room", "study", "kitchen"),
        degrees=("18", "20", "22"),
    ),
    _none(
        "lights",
        (
            "(Turn|Switch) (on|off) the lights in the {room}",
            "dim the (lights|lamp) in the {room}",
            "[please ]make it dark in the {room}",
        ),
        ("too bright in the {room}", "lights out in the {room}"),
        room=("bedroom", "living room", "study", "kitchen"),
    ),
    _none(
        "flight",
        (
            "(Book|Reserve) a flight to {city} [for next week]",
            "buy a plane ticket to {city}",
            "check in for my flight to {city}",
        ),
        ("I want to fly to {city}, see to it", "get me on a plane to {city}"),
        city=("Lisbon", "Oslo", "Athens", "Dublin"),
    ),
    _none(
        "television",
        (
            "(Turn|Switch) on the (TV|television)",
            "(turn|switch) the TV to the {channel}",
            "record the {channel} on TV tonight",
        ),
        ("let the {channel} run on the big screen", "I want to watch the {channel} on the telly"),
        channel=("news", "football", "quiz show"),
    ),
    _none(
        "print",
        (
            "Print {what}",
            "print two copies of {what}",
            "(send|give) {what} to the printer",
            "[please ]print out {what}",
        ),
        ("I need {what} on paper", "put {what} on paper for me"),
        what=("the boarding pass", "the last letter", "my timetable"),
    ),
    _none(
        "scan",
        (
            "Scan (my|the) {what} and turn it into text",
            "read the text off (my|the) {what} with the camera",
            "[please ]make a text of the {what} on my desk",
        ),
        ("type up what the {what} on my desk says", "digitise that {what} lying here"),
        what=("receipt", "invoice", "letter"),
    ),
    _none(
        "translate",
        (
            "Translate '{words}' into {language}",
            "what is '{words}' in {language}",
            "how (do|would) I say '{words}' in {language}",
            "(give|tell) me the {language} for '{words}'",
        ),
        ("'{words}', but {language}", "I must say '{words}' to somebody who only has {language}"),
        words=("the bill, please", "where is the station", "two tickets"),
        language=("Finnish", "Greek", "Japanese"),
    ),
    _none(
        "steps",
        (
            "How many steps did I (take|walk) {when}",
            "show me my step count (for|of) {when}",
            "(start|begin) a workout and count my steps {when}",
        ),
        ("did I walk enough {when}", "my legs: how far {when}"),
        when=("today", "this week", "this morning"),
    ),
    _none(
        "garage",
        (
            "(Open|Close|Lock|Unlock) the {door}",
            "is the {door} (closed|locked)",
            "[please ](open|close) the {door} for me",
        ),
        ("I am outside, let me in by the {door}", "somebody left the {door} open, shut it"),
        door=("garage door", "front door", "car"),
    ),
)  # fmt: skip
