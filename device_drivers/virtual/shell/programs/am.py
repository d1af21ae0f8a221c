"""The activity manager: am start, broadcast, force-stop, stack, task ...

Source of the words: AOSP ActivityManagerShellCommand.
"""

from __future__ import annotations

from device_drivers.virtual.intents import StartResult
from device_drivers.virtual.services import popups
from device_drivers.virtual.shell.call import Call, Program, finished, java_error, say
from device_drivers.virtual.shell.intent_args import (
    FLAG_NEW_TASK,
    IntentError,
    ParsedIntent,
    parse_intent,
    show_intent,
)

_START_SWITCHES = (
    "-W",
    "-D",
    "-N",
    "-S",
    "--streaming",
    "--track-allocation",
    "--task-overlay",
    "--lock-task",
)
_START_VALUES = (
    "--user",
    "--display",
    "-R",
    "-P",
    "--start-profiler",
    "--sampling",
    "--windowingMode",
    "--activityType",
    "--task",
    "--receiver-permission",
)
_BROADCAST_FLAGS = 0x400000


def _fail(call: Call, verb: str, error: IntentError) -> int:
    where = "android.content.Intent.parseCommandArgs(Intent.java:8042)"
    shell = (
        "com.android.server.am.ActivityManagerShellCommand.onCommand(ActivityManagerShellCommand.java:251)"
    )
    if str(error).startswith("Unknown option"):
        call.complain(f"Error: {error}")
        return 1
    call.complain(java_error(verb, f"{error.java}: {error}", (where, shell)))
    return 255


def start(call: Call) -> int:
    try:
        parsed = parse_intent(call.args, _START_SWITCHES, _START_VALUES)
    except IntentError as error:
        return _fail(call, "start", error)
    intent = parsed.intent
    if not any((intent.action, intent.data, intent.component, intent.package, intent.type)):
        call.complain(
            java_error(
                "start",
                "java.lang.IllegalArgumentException: No intent supplied",
                ("android.content.Intent.parseCommandArgs(Intent.java:8042)",),
            )
        )
        return 255
    if "-S" in parsed.options and (package := _package(call, parsed)):
        call.say(f"Stopping: {package}")
        call.phone.force_stop(package)
    call.say(f"Starting: {show_intent(intent)}")
    result = call.phone.start_activity(intent)
    if not result.ok:
        return _refused(call, parsed, result)
    _warn(call, result, waits="-W" in parsed.options)
    if "-W" in parsed.options:
        _waited(call, result)
    return 0


def _package(call: Call, parsed: ParsedIntent) -> str:
    intent = parsed.intent
    if intent.component:
        return intent.component.package
    found = call.phone.resolve(intent)
    return intent.package or (found[0].package if found else "")


def _refused(call: Call, parsed: ParsedIntent, result: StartResult) -> int:
    intent = parsed.intent
    if result.outcome == "denied":
        text = result.detail or f"Permission Denial: starting {show_intent(intent, FLAG_NEW_TASK)}"
        if not text.startswith("java."):
            text = f"java.lang.SecurityException: {text}"
        call.complain(
            java_error(
                "start",
                text,
                (
                    "com.android.server.wm.ActivityTaskSupervisor.checkStartAnyActivityPermission"
                    "(ActivityTaskSupervisor.java:1168)",
                ),
            )
        )
        return 255
    if result.outcome == "missing" or (result.outcome == "unresolved" and intent.component):
        shown = f"{{{intent.component.package}/{intent.component.cls}}}" if intent.component else "{}"
        call.complain(f"Error type 3\nError: Activity class {shown} does not exist.")
    else:
        call.complain(f"Error: Activity not started, unable to resolve {show_intent(intent, FLAG_NEW_TASK)}")
    return 1


def _warn(call: Call, result: StartResult, waits: bool) -> None:
    words = {
        "delivered": "intent has been delivered to currently running top-most instance.",
        "brought_to_front": "its current task has been brought to the front",
    }.get(result.outcome)
    if words:
        (call.say if waits else call.complain)(f"Warning: Activity not started, {words}")


def _waited(call: Call, result: StartResult) -> None:
    call.say("Status: ok")
    call.say(f"LaunchState: {result.launch}")
    if result.component:
        call.say(f"Activity: {result.component.short}")
    total = {"COLD": 412, "WARM": 157, "HOT": 48}.get(result.launch, 0)
    call.say(f"TotalTime: {total}\nWaitTime: {total + 6}\nComplete")


def broadcast(call: Call) -> int:
    try:
        parsed = parse_intent(
            call.args, ("--async",), ("--user", "--receiver-permission", "--allow-background-activity-starts")
        )
    except IntentError as error:
        return _fail(call, "broadcast", error)
    call.say(f"Broadcasting: {show_intent(parsed.intent, _BROADCAST_FLAGS)}")
    result = call.phone.broadcast(parsed.intent)
    data = "" if result.data is None else f', data="{result.data}"'
    call.say(f"Broadcast completed: result={result.code}{data}")
    return 0


def start_service(call: Call) -> int:
    try:
        parsed = parse_intent(call.args, (), ("--user",))
    except IntentError as error:
        return _fail(call, "startservice", error)
    call.say(f"Starting service: {show_intent(parsed.intent)}")
    call.complain("Error: Not found; no service started.")
    return 255


def force_stop(call: Call) -> int:
    call.value("--user")
    if not call.args:
        return _needs_argument(call, "force-stop")
    call.phone.force_stop(call.args[0])
    return 0


def kill(call: Call) -> int:
    call.value("--user")
    if not call.args:
        return _needs_argument(call, "kill")
    resumed = call.phone.stack[-1].package if call.phone.stack else ""
    if call.args[0] != resumed:
        call.phone.force_stop(call.args[0])
    return 0


def _needs_argument(call: Call, verb: str) -> int:
    call.complain(
        java_error(
            verb,
            "java.lang.IllegalArgumentException: Argument required",
            ("android.os.ShellCommand.getNextArgRequired(ShellCommand.java:301)",),
        )
    )
    return 255


def stack(call: Call) -> int:
    verb = call.args[0] if call.args else ""
    if verb == "list":
        width, height = call.phone.width, call.phone.height
        top = True
        tasks = {record.task: record for record in reversed(call.phone.stack)}
        for task, record in tasks.items():
            shown = "true" if top else "false"
            call.say(
                f"RootTask id={task} bounds=[0,0][{width},{height}] displayId=0 userId=0\n"
                f"  taskId={task}: {record.package}/{record.cls} bounds=[0,0][{width},{height}] userId=0 "
                f"visible={shown} topActivity=ComponentInfo{{{record.package}/{record.cls}}}"
            )
            top = False
        return 0
    if verb == "remove" and len(call.args) > 1:
        for record in call.phone.stack:
            if str(record.task) == call.args[1]:
                call.phone.force_stop(record.package)
                return 0
        return 0
    call.complain(f"Error: unknown command '{verb}'")
    return 255


def task(call: Call) -> int:
    if call.args[:1] == ["lock"]:
        call.say("Activity manager is " + ("" if call.args[1:2] != ["stop"] else "not ") + "in lockTaskMode")
    return 0


def users(call: Call) -> int:
    call.say("0")
    return 0


def get_config(call: Call) -> int:
    """The configuration as resource qualifiers, then the ABIs."""
    phone = call.phone
    side, high = (round(px * 160 / phone.density) for px in (phone.width, phone.height))
    parts = [
        phone.skin.locale.qualifier,
        f"sw{min(side, high)}dp-w{side}dp-h{high}dp",
        "port" if high >= side else "land",
        f"{phone.density}dpi",
        f"v{phone.skin.sdk}",
    ]
    call.say(f"config: {'-'.join(parts)}")
    call.say(f"abi: {phone.props['ro.product.cpu.abilist']}")
    return 0


def no_answer(call: Call) -> int:
    return 0


def crash(call: Call) -> int:
    package = call.args[0] if call.args else ""
    if package not in call.phone.packages:
        call.complain(f"Error: unknown package {package}")
        return 255
    popups.keeps_stopping(call.phone, package)
    return 0


_VERBS: dict[str, Program] = {
    "start": start,
    "start-activity": start,
    "broadcast": broadcast,
    "startservice": start_service,
    "start-service": start_service,
    "start-foreground-service": start_service,
    "force-stop": force_stop,
    "kill": kill,
    "kill-all": no_answer,
    "stack": stack,
    "task": task,
    "get-current-user": users,
    "get-config": get_config,
    "switch-user": no_answer,
    "crash": crash,
    "idle-maintenance": no_answer,
    "set-debug-app": no_answer,
    "clear-debug-app": no_answer,
    "wait-for-broadcast-idle": no_answer,
    "get-standby-bucket": lambda call: say(call, "10"),
    "instrument": lambda call: _instrument(call),
}


def _instrument(call: Call) -> int:
    target = call.args[-1] if call.args else ""
    call.say(f"android.util.AndroidException: INSTRUMENTATION_FAILED: {target}")
    call.complain(
        f"INSTRUMENTATION_STATUS: id=ActivityManagerService\nINSTRUMENTATION_STATUS: Error="
        f"Unable to find instrumentation info for: ComponentInfo{{{target}}}\n"
        "INSTRUMENTATION_STATUS_CODE: -1"
    )
    return 1


async def am(call: Call) -> int:
    if not call.args:
        call.say(
            "Activity manager (activity) commands:\n  help\n      Print this help text.\n"
            "  start-activity [-D] [-N] [-W] [-P <FILE>] [--start-profiler <FILE>]\n"
            "      Start an Activity.  <INTENT> is the way of naming it."
        )
        return 255
    verb = call.args.pop(0)
    program = _VERBS.get(verb)
    if program is None:
        call.say(f"Unknown command: {verb}")
        return 255
    return await finished(program(call))


PROGRAMS: dict[str, Program] = {"am": am}
