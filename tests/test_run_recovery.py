"""The way back to a step: lost answers, dark screens, dialogs, other apps, keyboards, a true history."""

from __future__ import annotations

import pytest
from paper import PaperPhone, ScriptedCaller, paper

from edgelam.core.action import Back, OpenApp, Tap
from edgelam.core.command import Command, LaunchApp, PressKey, TapAt
from edgelam.core.errors import CommandFailed, DeviceLost, ScreenOff, Unclear
from edgelam.core.event import Ended, Event
from edgelam.core.plan import Plan, Slot, Step
from edgelam.core.screen import Screen
from edgelam.guard.policy import Approve, Policy, build_policy
from edgelam.run.loop import run_plan
from edgelam.run.parts import Parts
from edgelam.run.recovery import way_back
from edgelam.tools import all_tools

PERMISSIONS = "com.google.android.permissioncontroller"
NOTE = Step(
    id="1",
    do='write the note "Buy milk"',
    app="com.notes",
    app_label="Notes",
    slots=(Slot(name="text", value="Buy milk"),),
)
DELETE = Step(id="1", do="delete the note Buy milk", app="com.notes", app_label="Notes")


def notes_phone(kind: type[PaperPhone] = PaperPhone) -> PaperPhone:
    phone = kind(
        home=paper("launcher", ("button", "Notes")),
        list=paper("com.notes", ("button", "New note")),
        editor=paper("com.notes", ("input", "Title"), ("button", "Save")),
        saved=paper("com.notes", ("text", "Buy milk"), ("button", "New note")),
        anr=paper("android", ("button", "Close app"), ("button", "Wait")),
        crash=paper("android", ("button", "App info"), ("button", "Close app")),
        other=paper("com.weather", ("text", "Rain")),
    )
    phone.on("list", "New note", "editor")
    phone.on("editor", "Save", "saved")
    return phone


def go(
    phone: PaperPhone, caller: ScriptedCaller, step: Step = NOTE, approve: Approve = "never"
) -> list[Event]:
    plan = Plan(goal=step.do, steps=(step,))
    clock = iter(range(10**9))
    parts = Parts(
        driver=phone,
        caller=caller,
        tools=all_tools(),
        policy=build_policy(plan, approve),
        now=lambda: next(clock) / 10,
        sleep=lambda seconds: None,
    )
    return list(run_plan(plan, parts))


def outcome(events: list[Event]) -> str:
    last = events[-1]
    assert isinstance(last, Ended)
    return last.outcome


def policy(goal: str = "write a note", approve: Approve = "never") -> Policy:
    return build_policy(Plan(goal=goal, steps=(NOTE,)), approve)


SCRIPT = ("New note", "Title=text", "Save", "done")


@pytest.mark.parametrize(
    ("rows", "label"),
    [
        (("Close app", "Wait"), "Wait"),
        (("App info", "Close app"), "Close app"),
        (("Turn on", "No thanks"), "No thanks"),
        (("Allow", "Don’t allow"), "Don’t allow"),
    ],
)
def test_a_dialog_of_the_system_is_closed_without_agreeing(rows: tuple[str, ...], label: str) -> None:
    screen = paper(PERMISSIONS, *(("button", row) for row in rows))
    way = way_back(screen, "com.notes", policy(), "")
    assert isinstance(way, Tap) and screen.elements[way.target - 1].label == label


def test_a_question_that_the_goal_or_the_person_answers_is_left_to_them() -> None:
    dialog = paper(PERMISSIONS, ("button", "Allow"), ("button", "Deny"))
    assert way_back(dialog, "com.notes", policy("allow notifications"), "") is None
    assert way_back(dialog, "com.notes", policy(approve="ask"), "") is None
    installer = paper("com.android.packageinstaller", ("button", "OK"), ("button", "Cancel"))
    assert way_back(installer, "com.notes", policy(), "") is None
    assert way_back(paper("android", ("button", "Chrome")), "com.notes", policy(), "") is None


def test_the_shade_is_put_away_and_another_app_left() -> None:
    assert way_back(paper("com.android.systemui", ("text", "Clock")), "com.notes", policy(), "") == Back()
    other = paper("com.weather", ("button", "Rain"))
    assert way_back(other, "com.notes", policy(), "") == OpenApp()
    assert way_back(other, "com.notes", policy(), "", tried=1) == Back()
    assert way_back(other, "com.weather", policy(), "") is None
    assert way_back(other, "com.weather", policy(), "com.weather") is None
    assert way_back(other, "", policy(), "") is None


def test_a_keyboard_that_no_input_wants_is_put_away() -> None:
    page = paper("com.notes", ("input", "Title")).model_copy(update={"keyboard": True})
    assert way_back(page, "com.notes", policy(), "") == Back()
    (field,) = page.elements
    typing = field.model_copy(update={"state": field.state.model_copy(update={"focused": True})})
    assert way_back(page.model_copy(update={"elements": (typing,)}), "com.notes", policy(), "") is None


def test_a_tap_that_met_a_dialog_is_done_again_and_not_told_twice() -> None:
    phone, caller = notes_phone(), ScriptedCaller("New note", *SCRIPT)
    met: list[int] = []

    def once() -> None:
        phone.front = "editor" if met else "anr"
        met.append(1)

    phone.on("list", "New note", once)
    phone.on("anr", "Wait", "list")
    assert outcome(go(phone, caller)) == "done"
    assert caller.heard[0] == caller.heard[1] == ("open app notes",)


def test_a_tap_that_was_lost_is_not_told_of() -> None:
    phone, caller = notes_phone(), ScriptedCaller("New note", *SCRIPT)
    lost: list[int] = []

    def second_time() -> None:
        phone.front = "editor" if lost else "list"
        lost.append(1)

    phone.on("list", "New note", second_time)
    assert outcome(go(phone, caller)) == "done"
    assert caller.heard[0] == caller.heard[1]


@pytest.mark.parametrize("look", range(1, 12))
def test_a_clock_that_moves_on_between_choice_and_tap_does_no_harm(look: int) -> None:
    phone, caller = notes_phone(), ScriptedCaller("New note", "New note", "give_up")
    phone.screens["later"] = paper("com.notes", ("button", "New note"), ("text", "9:42"))
    phone.on("list", "New note", "list")
    phone.on("later", "New note", "later")
    phone.when_looked[look] = lambda: setattr(phone, "front", "later")
    assert outcome(go(phone, caller)) == "failed"


def test_a_tap_that_does_nothing_twice_is_told_of() -> None:
    phone, caller = notes_phone(), ScriptedCaller("New note", "New note")
    phone.on("list", "New note", "list")
    go(phone, caller)
    assert [len(heard) for heard in caller.heard[:3]] == [1, 1, 2]


def test_an_app_that_crashed_is_opened_again_and_begun_anew() -> None:
    phone, caller = notes_phone(), ScriptedCaller("New note", "Save", *SCRIPT)
    crashed: list[int] = []

    def save() -> None:
        phone.front = "saved" if crashed else "crash"
        crashed.append(1)

    phone.on("editor", "Save", save)
    phone.on("crash", "Close app", "home")
    assert outcome(go(phone, caller)) == "done"
    assert caller.heard[2] == ("open app notes",)
    assert phone.performed.count(LaunchApp(package="com.notes")) == 2


def test_another_app_that_came_to_the_front_is_left_without_a_model() -> None:
    phone, caller = notes_phone(), ScriptedCaller("New note", *SCRIPT)
    phone.when_looked[6] = lambda: setattr(phone, "front", "other")
    assert outcome(go(phone, caller)) == "done"
    assert phone.performed.count(LaunchApp(package="com.notes")) >= 2


def test_a_caller_that_leaves_the_app_over_and_over_is_stopped() -> None:
    phone, caller = notes_phone(), ScriptedCaller(*["Exit"] * 30)
    left: list[int] = []

    def leave() -> None:
        phone.front = "other"
        left.append(1)
        phone.screens["list"] = paper("com.notes", ("text", f"{len(left)} min"), ("button", "Exit"))

    phone.screens["list"] = paper("com.notes", ("text", "0 min"), ("button", "Exit"))
    phone.on("list", "Exit", leave)
    assert outcome(go(phone, caller)) == "failed"
    assert 1 < len(left) < 15


def test_what_was_done_after_the_place_it_is_back_at_is_not_told() -> None:
    phone, caller = notes_phone(), ScriptedCaller("New note", "Title=text", "Save", *SCRIPT)
    left: list[int] = []

    def save() -> None:
        phone.front = "saved" if left else "other"
        left.append(1)

    phone.on("editor", "Save", save)
    assert outcome(go(phone, caller)) == "done"
    assert [len(heard) for heard in caller.heard] == [1, 2, 3, 1, 2, 3, 4]


class Dark(PaperPhone):
    """Goes dark with the first tap."""

    lit = True

    def observe(self) -> Screen:
        if not self.lit:
            raise ScreenOff("dark")
        return super().observe()

    def perform(self, command: Command) -> None:
        if command == PressKey(key="wake"):
            self.lit = True
            return
        super().perform(command)
        self.lit = not isinstance(command, TapAt) or len(self.performed) > 2


def test_a_dark_phone_is_woken() -> None:
    phone = notes_phone(Dark)
    assert outcome(go(phone, ScriptedCaller(*SCRIPT))) == "done"


class Dead(PaperPhone):
    def observe(self) -> Screen:
        raise ScreenOff("dark")

    def perform(self, command: Command) -> None:
        self.performed.append(command)


def test_a_phone_that_stays_dark_ends_the_run() -> None:
    phone = Dead(home=paper("launcher"))
    with pytest.raises(ScreenOff):
        go(phone, ScriptedCaller(*SCRIPT))
    assert phone.performed == [PressKey(key="wake")]


class Mute(PaperPhone):
    """Loses the answer to every act; `loses` the acts themselves, too."""

    error: type[Exception] = Unclear

    def perform(self, command: Command) -> None:
        super().perform(command)
        raise self.error("no answer")


@pytest.mark.parametrize("error", [Unclear, DeviceLost, ScreenOff])
def test_an_act_whose_answer_is_lost_is_looked_at_and_not_done_again(error: type[Exception]) -> None:
    phone, caller = notes_phone(Mute), ScriptedCaller(*SCRIPT)
    phone.error = error  # type: ignore[attr-defined]
    assert outcome(go(phone, caller)) == "done"
    assert sum(isinstance(c, TapAt) for c in phone.performed) == 2
    assert phone.typed == ["Buy milk"]
    assert caller.heard[-1] == ("open app notes", 'tap "New note"', 'tap "Save"')  # the field tells the rest


def test_an_act_that_the_phone_refused_is_not_told_of() -> None:
    phone, caller = notes_phone(Mute), ScriptedCaller(*["New note"] * 9)
    phone.error = CommandFailed  # type: ignore[attr-defined]
    with pytest.raises(CommandFailed):
        go(phone, caller)


def test_a_deletion_that_got_lost_is_tried_again_but_no_more_than_twice() -> None:
    phone = PaperPhone(
        home=paper("launcher", ("button", "Notes")),
        menu=paper("com.notes", ("text", "Buy milk"), ("button", "Delete")),
    )
    go(phone, ScriptedCaller(*["Delete"] * 9), DELETE)
    assert sum(isinstance(c, TapAt) for c in phone.performed) == 2
