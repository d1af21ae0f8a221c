from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from paper import PaperPhone, ScriptedCaller, paper

from device_drivers import open_driver
from edgelam.core.action import Choice
from edgelam.core.command import LaunchApp, SetToggle, StartIntent, TapAt
from edgelam.core.contracts import Driver
from edgelam.core.errors import DeviceLost
from edgelam.core.event import Ended, Event
from edgelam.core.fact import AskTable
from edgelam.core.plan import Condition, Holds, Match, Plan, Slot, Step
from edgelam.guard.policy import Approve, build_policy
from edgelam.run.loop import run_plan
from edgelam.run.parts import Parts, Question
from edgelam.run.tool_rung import unheard
from edgelam.run.trace import read_trace, record
from edgelam.tools import all_tools


def go(
    phone: Driver,
    caller: ScriptedCaller,
    *steps: Step,
    goal: str = "",
    approve: Approve = "never",
    ask: Callable[[Question], bool] = lambda question: False,
) -> list[Event]:
    plan = Plan(goal=goal or steps[0].do, steps=steps)
    clock = iter(range(10**9))
    parts = Parts(
        driver=phone,
        caller=caller,
        tools=all_tools(),
        policy=build_policy(plan, approve),
        ask=ask,
        now=lambda: next(clock) / 10,
        sleep=lambda seconds: None,
    )
    return list(run_plan(plan, parts))


def ended(events: list[Event]) -> Ended:
    last = events[-1]
    assert isinstance(last, Ended)
    return last


def notes_phone() -> PaperPhone:
    phone = PaperPhone(
        home=paper("launcher", ("button", "Notes")),
        list=paper("com.notes", ("button", "New note")),
        editor=paper("com.notes", ("input", "Title"), ("button", "Save")),
        saved=paper("com.notes", ("text", "Buy milk"), ("button", "New note")),
    )
    phone.on("list", "New note", "editor")
    phone.on("editor", "Save", "saved")
    return phone


NOTE = Step(
    id="1",
    do="write a note Buy milk",
    app="com.notes",
    app_label="Notes",
    slots=(Slot(name="text", value="Buy milk"),),
)


def test_a_step_on_the_screen_is_done_with_evidence() -> None:
    phone, caller = notes_phone(), ScriptedCaller("New note", "Title=text", "Save", "done")
    end = ended(go(phone, caller, NOTE))
    assert (end.outcome, end.evidence[0].source) == ("done", "screen")
    assert "Buy milk" in end.evidence[0].text
    assert phone.performed[0] == LaunchApp(package="com.notes") and phone.typed == ["Buy milk"]
    assert caller.heard[-1] == (
        "open app notes",
        'tap "New note"',
        'type "Buy milk" into "Title"',
        'tap "Save"',
    )


def test_done_is_not_believed_before_the_screen_shows_it() -> None:
    phone, caller = notes_phone(), ScriptedCaller("New note", "Title=text", "done", "Save", "done")
    events = go(phone, caller, NOTE)
    verdicts = [e.verdict for e in events if e.kind == "checked"]
    assert verdicts == ["not_met", "met"] and ended(events).outcome == "done"


def test_a_caller_that_only_claims_ends_in_an_honest_failure() -> None:
    phone = notes_phone()
    end = ended(go(phone, ScriptedCaller("New note", *["done"] * 9), NOTE))
    assert end.outcome == "failed" and "nothing was done with: Buy milk" in end.reason


def test_an_act_that_did_nothing_is_not_offered_again() -> None:
    phone = PaperPhone(
        home=paper("launcher", ("button", "Notes")), list=paper("com.notes", ("button", "Dead"))
    )
    caller = ScriptedCaller("Dead", "Dead", "Dead")
    assert ended(go(phone, caller, NOTE)).outcome == "failed"
    assert sum(isinstance(c, TapAt) for c in phone.performed) <= 2


def sending_phone() -> PaperPhone:
    phone = PaperPhone(
        home=paper("launcher", ("button", "x")), draft=paper("com.sms", ("input", "Late"), ("button", "Send"))
    )
    sent = {"address": "5550001", "body": "Late", "type": "2", "date": "1"}
    phone.on("draft", "Send", lambda: phone.sms.append(sent))
    return phone


SEND = Step(
    id="1",
    do="text 5550001 Late",
    call="messages.send",
    slots=(Slot(name="contact", value="5550001"), Slot(name="text", value="Late")),
)


def test_a_message_is_drafted_by_intent_and_sent_on_the_screen() -> None:
    phone, caller = sending_phone(), ScriptedCaller("Send")
    end = ended(go(phone, caller, SEND))
    assert end.outcome == "done" and end.evidence[0].source == "device"
    assert isinstance(phone.performed[0], StartIntent) and len(phone.sms) == 1


def test_sending_needs_the_goal_to_name_it_or_the_person_to_allow_it() -> None:
    phone = sending_phone()
    assert ended(go(phone, ScriptedCaller("Send"), SEND, goal="look at my inbox")).outcome == "refused"
    assert phone.sms == []
    asked: list[Question] = []
    end = ended(go(phone, ScriptedCaller("Send"), SEND, approve="ask", ask=lambda q: not asked.append(q)))
    assert end.outcome == "done" and asked[0].tier == 2 and asked[0].digest


def test_a_sent_message_whose_evidence_stays_away_is_not_sent_twice() -> None:
    phone = sending_phone()
    sends: list[int] = []
    phone.on("draft", "Send", lambda: sends.append(1))
    end = ended(go(phone, ScriptedCaller(*["Send", "give_up"] * 5), SEND))
    assert end.outcome == "failed" and sends == [1]


WIFI = Step(id="1", do="turn off wifi", call="settings.wifi.set", slots=(Slot(name="state", value="off"),))


def test_a_setting_needs_no_model_and_an_already_true_one_needs_no_act() -> None:
    phone = PaperPhone(home=paper("launcher", ("button", "x")))
    phone.settings["wifi_on"] = "1"
    end = ended(go(phone, ScriptedCaller(), WIFI))
    assert (end.outcome, end.model_calls, end.model_free_steps) == ("done", 0, 1)
    assert phone.performed == [SetToggle(toggle="wifi", on=False)]
    assert ended(go(phone, ScriptedCaller(), WIFI)).outcome == "done"
    assert len(phone.performed) == 1


def test_a_call_that_would_leave_out_a_number_or_a_quote_is_not_made() -> None:
    phone = PaperPhone(home=paper("launcher", ("button", "x")))
    for words in ("turn off wifi at 7", 'turn off wifi "now"', "turn off wifi on Monday"):
        step = WIFI.model_copy(update={"do": words})
        assert ended(go(phone, ScriptedCaller(), step)).outcome == "failed"
    assert not any(isinstance(c, SetToggle) for c in phone.performed)


def test_a_target_that_moved_is_tapped_where_it_is_now() -> None:
    phone = notes_phone()
    phone.screens["list"] = paper("com.notes", ("button", "New note"), ("text", "Empty"))
    moved = paper("com.notes", ("text", "Banner"), ("button", "New note"))
    phone.front = "list"

    def shift() -> None:
        phone.screens["list"] = moved

    phone.when_looked[4] = shift
    caller = ScriptedCaller("New note", "New note", "Title=text", "Save", "done")
    assert ended(go(phone, caller, NOTE)).outcome == "done"
    taps = [c for c in phone.performed if isinstance(c, TapAt)]
    assert moved.elements[1].bounds.contains(taps[0].x, taps[0].y)


def test_a_step_that_depends_on_a_failed_one_is_skipped() -> None:
    phone = notes_phone()
    second = NOTE.model_copy(update={"id": "2", "after": ("1",)})
    third = NOTE.model_copy(update={"id": "3", "when": Condition(step="1", outcome="ok")})
    events = go(phone, ScriptedCaller(), NOTE, second, third)
    outcomes = {e.step: e.outcome for e in events if e.kind == "step_ended"}
    assert outcomes == {"1": "failed", "2": "skipped", "3": "skipped"}


def test_holds_ends_a_step_without_asking_the_caller_again() -> None:
    phone = sending_phone()
    step = Step(
        id="1",
        do="send the draft Late",
        app="com.sms",
        expect=(
            Holds(query=AskTable(table="sms"), matches=(Match(column="body", value="late"),), fresh=True),
        ),
    )
    caller = ScriptedCaller("Send", "back")
    assert ended(go(phone, caller, step)).outcome == "done" and caller.script == ["back"]


def test_a_lost_phone_ends_the_run_and_is_raised() -> None:
    class Lost(PaperPhone):
        def query(self, query: object) -> None:  # type: ignore[override]
            raise DeviceLost("gone")

    phone = Lost(home=paper("launcher", ("button", "x")))
    events: list[Event] = []
    with pytest.raises(DeviceLost):
        for event in go_lazily(phone, WIFI):
            events.append(event)
    assert ended(events).outcome == "failed"


def go_lazily(phone: Driver, step: Step) -> object:
    plan = Plan(goal=step.do, steps=(step,))
    parts = Parts(
        driver=phone,
        caller=ScriptedCaller(),
        tools=all_tools(),
        policy=build_policy(plan, "never"),
        sleep=lambda s: None,
    )
    return run_plan(plan, parts)


def test_ctrl_c_ends_with_an_event() -> None:
    class Tired(ScriptedCaller):
        def choose(self, *args: object) -> None:  # type: ignore[override]
            raise KeyboardInterrupt

    assert ended(go(notes_phone(), Tired(), NOTE)).outcome == "interrupted"


def test_a_recorded_run_can_be_lived_through_again(tmp_path: Path) -> None:
    script = ("New note", "Title=text", "Save", "done")
    trace = tmp_path / "run.jsonl"
    first = list(record(iter(go(notes_phone(), ScriptedCaller(*script), NOTE)), trace))
    phone = open_driver("replay", str(trace))
    again = go(phone, ScriptedCaller(*script), NOTE)
    assert ended(again).outcome == "done" and ended(again).evidence == ended(first).evidence
    assert [e.command for e in again if e.kind == "performed"] == [
        e.command for e in read_trace(trace) if e.kind == "performed"
    ]


def test_an_intent_is_sent_also_when_its_app_is_in_front_already() -> None:
    phone = PaperPhone(home=paper("com.sms", ("button", "x")), draft=paper("com.sms", ("text", "a page")))
    slots = (Slot(name="url", value="example.com"),)
    page = Step(id="1", do="open example.com", call="web.open", slots=slots)
    assert ended(go(phone, ScriptedCaller(), page)).outcome == "done"
    assert [c.data for c in phone.performed if isinstance(c, StartIntent)] == ["https://example.com"]


def test_a_number_in_a_tools_own_name_is_not_left_out() -> None:
    phone = PaperPhone(home=paper("launcher", ("button", "x")))
    phone.settings["time_12_24"] = "24"
    clock = Step(id="1", do="turn on the 24-hour clock", call="settings.hours_24.set")
    on = clock.model_copy(update={"slots": (Slot(name="state", value="on"),)})
    assert ended(go(phone, ScriptedCaller(), on)).model_free_steps == 1


class Unsure(ScriptedCaller):
    """As sure as it is told of what its script says."""

    def __init__(self, probability: float, *script: str) -> None:
        super().__init__(*script)
        self.probability = probability

    def choose(self, *args: object) -> Choice:  # type: ignore[override]
        choice = super().choose(*args)  # type: ignore[arg-type]
        return choice.model_copy(update={"probability": self.probability})


def test_what_the_caller_is_not_sure_of_is_neither_done_nor_tried_again() -> None:
    phone, caller = notes_phone(), Unsure(0.2, "New note", "Title=text", "Save", "done")
    end = ended(go(phone, caller, NOTE))
    assert end.outcome == "failed" and "unsure" in end.reason
    assert len(caller.heard) == 1 and not any(isinstance(c, TapAt) for c in phone.performed)


def test_what_may_be_done_already_is_not_done_again() -> None:
    off, on = (
        paper("com.notes", ("switch", "Sync"), ("button", "x"), checked=state) for state in (False, True)
    )
    phone = PaperPhone(home=paper("launcher", ("button", "Notes")), off=off, on=on)
    phone.on("off", "Sync", "on")
    phone.on("on", "Sync", "off")
    every = Step(id="1", do="turn on sync for every note", app="com.notes")
    end = ended(go(phone, ScriptedCaller(*["Sync", "done"] * 4), every))
    assert end.outcome == "failed" and '"every"' in end.reason
    assert sum(isinstance(c, TapAt) for c in phone.performed) == 1


def test_a_second_message_is_not_sent_when_the_first_is_not_seen() -> None:
    phone = sending_phone()
    sends: list[int] = []
    phone.on("draft", "Send", lambda: sends.append(1))
    end = ended(go(phone, ScriptedCaller("Send", "done", "Send", "done"), SEND))
    assert end.outcome == "failed" and sends == [1]


def test_a_caller_that_wants_what_is_refused_is_stopped() -> None:
    phone = sending_phone()
    caller = ScriptedCaller(*["Send"] * 9)
    assert ended(go(phone, caller, SEND, goal="look at my inbox")).outcome == "refused"
    assert len(caller.heard) <= 2


def test_a_plan_that_lost_a_condition_is_not_carried_out() -> None:
    phone = notes_phone()
    steps = (NOTE, NOTE.model_copy(update={"id": "2", "do": "write a note Buy bread"}))
    end = ended(go(phone, ScriptedCaller("New note"), *steps, goal="a note Buy milk, otherwise Buy bread"))
    assert end.outcome == "declined" and "otherwise" in end.reason and phone.performed == []


def test_an_app_that_was_only_opened_has_not_done_what_comes_after() -> None:
    phone = PaperPhone(home=paper("launcher", ("button", "x")), draft=paper("com.sms", ("button", "Rotate")))
    slots = (Slot(name="place", value="Oslo"),)
    shown = Step(id="1", do="find Oslo on the map", call="maps.search", slots=slots)
    assert ended(go(phone, ScriptedCaller(), shown)).outcome == "done"
    rotated = shown.model_copy(update={"do": "Oslo on the map, rotated to the south"})
    events = go(phone, ScriptedCaller("give_up"), rotated)
    assert ended(events).outcome == "failed"
    assert [e.rung for e in events if e.kind == "step_started"][:2] == ["tool", "screen"]


def test_a_search_that_was_only_opened_answers_no_question() -> None:
    phone = PaperPhone(home=paper("launcher", ("button", "x")), draft=paper("com.sms", ("button", "Result")))
    slots = (Slot(name="query", value="the Nile"),)
    asked = Step(id="1", do="how long is the Nile", call="web.search", slots=slots)
    assert ended(go(phone, ScriptedCaller("give_up"), asked)).outcome == "failed"
    searched = asked.model_copy(update={"do": "search the web for the Nile"})
    assert ended(go(phone, ScriptedCaller(), searched)).outcome == "done"


def test_a_question_calls_nobody() -> None:
    phone = PaperPhone(home=paper("launcher", ("button", "x")))
    slots = (Slot(name="contact", value="5550001"),)
    asked = Step(id="1", do="how do I reach 5550001 by phone?", call="contacts.call", slots=slots)
    events = go(phone, ScriptedCaller("give_up"), asked)
    assert ended(events).outcome == "failed"
    assert [e.rung for e in events if e.kind == "step_started"] == ["tool", "screen"]


def test_a_time_that_holds_two_is_none() -> None:
    time = Slot(name="time", value="10:05", said="10:05 am and 6:35 pm")
    step = Step(id="1", do="alarms at 10:05 am and 6:35 pm", call="clock.alarm.set", slots=(time,))
    assert unheard(step, all_tools()["clock.alarm.set"]) == ["10:05 am and 6:35 pm"]


@pytest.mark.parametrize(
    ("call", "do", "slots", "left"),
    [
        ("settings.volume.set", "alarm: volume down to 0", {"level": "0"}, ["alarm"]),
        ("settings.volume.set", "alarm volume down to 0", {"level": "0", "stream": "alarm"}, []),
        ("messages.send", "tell Ines what Umberto said", {"contact": "Ines", "text": "what"}, ["umberto"]),
        ("clock.alarm.set", "get me out of bed at 9:05", {"time": "9:05"}, []),
        ("web.search", "search Google for pizza", {"query": "pizza"}, []),
        ("media.play", "play every song of Porcelain", {"query": "Porcelain"}, ["every"]),
        ("settings.dark_theme.set", "dark theme on and save battery", {"state": "on"}, ["save"]),
        ("clock.alarm.set", "wake me at 7 and call it Gym", {"time": "7", "label": "Gym"}, []),
        ("clock.alarm.set", "wake me every day at 7", {"time": "7", "days": "every day"}, []),
        ("clock.alarm.set", "wake me on Sundays at 7", {"time": "7"}, ["sundays"]),
        ("clock.alarm.set", "don't wake me at 7", {"time": "7"}, ["dont"]),
        ("tasks.create", "don't let me forget the milk", {"title": "the milk"}, []),
        ("settings.wifi.set", "I want no wifi", {"state": "off"}, []),
        ("contacts.call", "call Ada on speakerphone", {"contact": "Ada"}, ["speakerphone"]),
        ("contacts.call", "call Ada on her birthday", {"contact": "Ada"}, []),
        ("messages.send", "text Ada my address", {"contact": "Ada", "text": "my address"}, []),
        (
            "messages.send",
            "text Ada the address of Harbor Inn",
            {"contact": "Ada", "text": "the address of Harbor Inn"},
            ["the address of Harbor Inn"],
        ),
    ],
)
def test_what_a_call_would_leave_out(call: str, do: str, slots: dict[str, str], left: list[str]) -> None:
    made = tuple(Slot(name=name, value=value) for name, value in slots.items())
    assert unheard(Step(id="1", do=do, call=call, slots=made), all_tools()[call]) == left


def test_what_stands_there_is_not_written_over_unasked() -> None:
    phone = PaperPhone(
        home=paper("launcher", ("button", "Notes")),
        list=paper("com.notes", ("button", "Shopping"), ("button", "New note")),
        editor=paper("com.notes", ("input", "Shopping"), ("button", "Save")),
    )
    phone.on("list", "Shopping", "editor")
    add = NOTE.model_copy(update={"do": "add Buy milk to a note"})
    end = ended(go(phone, ScriptedCaller("Shopping", "Shopping=text", "Save", "done"), add))
    assert end.outcome == "failed" and "replace what stands there" in end.reason and phone.typed == []
