"""The compact plan language, one line a step: printed for people, parsed strictly; pure.

    1 clock.alarm.set time="7:30" label="gym"
    2 ui app="Messages" do="delete the thread with Mom" name="Mom" when=1.ok
    3 read app="Mail" what="the booking code" as=$code after=2

A line is an id, a tool's name or `ui` or `read`, then arguments. Texts are JSON strings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from edgelam.core.catalogue import AppSpec, Catalogue, ToolSpec
from edgelam.core.errors import PlanInvalid
from edgelam.core.plan import Condition, Plan, Slot, Step

from .check import check_plan

_HEAD = re.compile(r"\s*([A-Za-z0-9_]{1,16})\s+([a-z][a-z0-9_.]*)(?=\s|$)")
_NAME = re.compile(r"\s+([a-z_][a-z0-9_]*)=")
_TEXT = re.compile(r'"(?:[^"\\\x00-\x1f]|\\.)*"')
_WORD = re.compile(r"\$?[A-Za-z0-9_.,]+")
_WHEN = re.compile(r"([A-Za-z0-9_]+)\.(ok|failed)")
_LONGEST = 4000  # characters of a line
_LINKS = ("when", "after", "otherwise", "for_each")


def print_plan(plan: Plan) -> str:
    """The plan in its language, a line a step; a declined plan is one line that says so."""
    if plan.declined and not plan.steps:
        return f"declined why={json.dumps(plan.declined, ensure_ascii=False)}"
    return "\n".join(_print_step(step) for step in plan.steps)


def _print_step(step: Step) -> str:
    def text(value: str) -> str:
        return json.dumps(value, ensure_ascii=False)

    if step.call is not None:
        words = [step.id, step.call]
    elif step.read_as is not None:
        words = [step.id, "read", *([f"app={text(step.app_label or step.app)}"] if step.app else [])]
        words += [f"what={text(step.do)}", f"as=${step.read_as}"]
    else:
        words = [step.id, "ui", *([f"app={text(step.app_label or step.app)}"] if step.app else [])]
        words.append(f"do={text(step.do)}")
    words += [f"{slot.name}={text(slot.value)}" for slot in step.slots]
    if step.for_each is not None:
        words.append(f"for_each=${step.for_each}")
    if step.when is not None:
        words.append(f"when={step.when.step}.{step.when.outcome}")
    if step.after:
        words.append("after=" + ",".join(step.after))
    if step.otherwise is not None:
        words.append(f"otherwise={step.otherwise}")
    return " ".join(words)


def parse_plan(text: str, goal: str, catalogue: Catalogue) -> Plan:
    """The plan that the lines spell, checked. Raises PlanInvalid with the line that is wrong."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) == 1 and (match := re.fullmatch(rf"\s*declined why=({_TEXT.pattern})\s*", lines[0])):
        return Plan(goal=goal, steps=(), declined=_string(match[1], 1) or "declined")
    steps = tuple(_parse_line(line, number, catalogue) for number, line in enumerate(lines, 1))
    return check_plan(Plan(goal=goal, steps=steps), catalogue)


def _parse_line(line: str, number: int, catalogue: Catalogue) -> Step:
    head = _HEAD.match(line)
    if head is None or len(line) > _LONGEST:
        raise PlanInvalid(f"line {number}: expected an id and a tool, `ui` or `read`")
    arguments = dict(_arguments(line, head.end(), number))
    links = {name: arguments.pop(name) for name in _LINKS if name in arguments}
    verb = head[2]
    if verb in ("ui", "read"):
        step = _screen_step(head[1], verb, arguments, number, catalogue)
    else:
        tool = next((t for t in catalogue.tools if t.name == verb), None)
        if tool is None:
            raise PlanInvalid(f"line {number}: there is no tool {verb!r}")
        step = _tool_step(head[1], tool, arguments, number)
    return step.model_copy(update=_linked(links, number))


def _arguments(line: str, at: int, number: int) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    while line[at:].strip():
        name = _NAME.match(line, at)
        if name is None:
            raise PlanInvalid(f"line {number}: expected name=value at character {at + 1}")
        value = _TEXT.match(line, name.end()) or _WORD.match(line, name.end())
        if value is None or name[1] in seen:
            why = "given twice" if name[1] in seen else "has no value"
            raise PlanInvalid(f"line {number}: {name[1]} {why}")
        seen.add(name[1])
        yield name[1], _string(value[0], number)
        at = value.end()


def _string(spelt: str, number: int) -> str:
    if not spelt.startswith('"'):
        return spelt
    try:
        text: str = json.loads(spelt)
    except ValueError:
        raise PlanInvalid(f"line {number}: {spelt} is not a text") from None
    return text


def _screen_step(id: str, verb: str, arguments: dict[str, str], number: int, catalogue: Catalogue) -> Step:
    app = _app(arguments.pop("app", ""), number, catalogue)
    do = arguments.pop("do" if verb == "ui" else "what", "")
    read_as = None
    if verb == "read":
        kept = arguments.pop("as", "")
        if not re.fullmatch(r"\$[A-Za-z_]\w*", kept):
            raise PlanInvalid(f"line {number}: `read` needs as=$name")
        read_as = kept[1:]
    if not do.strip():
        raise PlanInvalid(f"line {number}: it does not say what to do")
    slots = tuple(Slot(name=name, value=value) for name, value in arguments.items())
    risk = 0 if read_as else 1
    return Step(id=id, do=do, app=app.package, app_label=app.label, slots=slots, read_as=read_as, risk=risk)


def _app(said: str, number: int, catalogue: Catalogue) -> AppSpec:
    """An app by package or label; nowhere when none is said."""
    if not said:
        return AppSpec(package="", label="")
    wanted = said.casefold()
    for app in catalogue.apps:
        if wanted in (app.package.casefold(), app.label.casefold()):
            return app
    raise PlanInvalid(f"line {number}: there is no app {said!r}")


def _tool_step(id: str, tool: ToolSpec, arguments: dict[str, str], number: int) -> Step:
    missing = next(
        (p.name for p in tool.params if p.required and not arguments.get(p.name, "").strip()), None
    )
    if missing is not None:
        raise PlanInvalid(f"line {number}: {tool.name} needs {missing}")
    said = ", ".join(f"{name} {value}" for name, value in arguments.items())
    do = f"{tool.description}: {said}" if said else tool.description
    slots = tuple(Slot(name=name, value=value) for name, value in arguments.items())
    return Step(id=id, do=do, call=tool.name, slots=slots, risk=tool.risk)


def _linked(links: dict[str, str], number: int) -> dict[str, object]:
    found: dict[str, object] = {}
    if "when" in links:
        match = _WHEN.fullmatch(links["when"])
        if match is None:
            raise PlanInvalid(f"line {number}: when is ID.ok or ID.failed")
        found["when"] = Condition.model_validate({"step": match[1], "outcome": match[2]})
    if "after" in links:
        found["after"] = tuple(links["after"].split(","))
    if "otherwise" in links:
        found["otherwise"] = links["otherwise"]
    if "for_each" in links:
        found["for_each"] = links["for_each"].removeprefix("$")
    return found
