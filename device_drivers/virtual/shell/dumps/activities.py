"""dumpsys activity."""

from __future__ import annotations

from device_drivers.virtual.services.values import ActivityRecord
from device_drivers.virtual.shell.call import Call
from device_drivers.virtual.shell.dumps import Dump


def _name(record: ActivityRecord) -> str:
    short = (
        record.cls.removeprefix(record.package) if record.cls.startswith(record.package + ".") else record.cls
    )
    return f"{record.package}/{short}"


def _record(record: ActivityRecord) -> str:
    return f"ActivityRecord{{{record.ident:x} u0 {_name(record)} t{record.task}}}"


def _activities(call: Call) -> None:
    call.say(
        "ACTIVITY MANAGER ACTIVITIES (dumpsys activity activities)\n"
        "Display #0 (activities from top to bottom):"
    )
    tasks: dict[int, list[ActivityRecord]] = {}
    for record in reversed(call.phone.stack):
        tasks.setdefault(record.task, []).append(record)
    resumed = call.phone.stack[-1] if call.phone.stack else None
    for task, records in tasks.items():
        root = records[-1]
        call.say(
            f"  * Task{{{task:07x} #{task} type=standard A=10000:{root.package} U=0 visible="
            f"{'true' if resumed in records else 'false'} mode=fullscreen translucent=false "
            f"sz={len(records)}}}"
        )
        if resumed in records and resumed:
            call.say(f"    mResumedActivity: {_record(resumed)}\n    topResumedActivity={_record(resumed)}")
        for place, record in enumerate(records):
            call.say(
                f"    * Hist  #{len(records) - 1 - place}: {_record(record)}\n"
                f"        packageName={record.package} processName={record.package}"
            )
    if resumed:
        call.say(
            f"  ResumedActivity: {_record(resumed)}\n  mFocusedApp={_record(resumed)}\n\n"
            f"  mLastPausedActivity: null\n  topResumedActivity={_record(resumed)}"
        )
    call.say(
        f"  KeyguardController:\n    mKeyguardShowing={_yes(call.phone.keyguard.showing)}\n"
        "    mAodShowing=false\n    mKeyguardGoingAway=false\n"
        f"    mDismissalRequested={_yes(call.phone.keyguard.keypad)}"
    )


def _yes(value: bool) -> str:
    return "true" if value else "false"


def _top(call: Call) -> None:
    for record in call.phone.stack[-1:]:
        package = call.phone.packages.get(record.package)
        call.say(
            f"TASK {record.package} id={record.task} userId=0\n"
            f"  ACTIVITY {_name(record)} {record.ident:x} pid={package.pid if package else 0}\n"
            "    Local Activity State:\n      mResumed=true mStopped=false mFinished=false"
        )


def _recents(call: Call) -> None:
    call.say("ACTIVITY MANAGER RECENT TASKS (dumpsys activity recents)\n  mRecentsUid=10100\n  Recent tasks:")
    for place, record in enumerate(call.phone.recents):
        package = call.phone.packages.get(record.package)
        call.say(
            f"  * Recent #{place}: Task{{{record.task:07x} #{record.task} type=standard "
            f"A={package.uid if package else 0}:{record.package} U=0 "
            f"visible={'true' if place == 0 else 'false'} "
            f"mode=fullscreen translucent=false sz=1}}\n    userId=0 effectiveUid=u0a100\n"
            f"    mActivityComponent={_name(record)}"
        )


def _processes(call: Call) -> None:
    resumed = call.phone.stack[-1].package if call.phone.stack else ""
    call.say("ACTIVITY MANAGER RUNNING PROCESSES (dumpsys activity processes)\n  All known processes:")
    for package in call.phone.packages.values():
        if package.pid:
            call.say(
                f"  *APP* UID {package.uid} ProcessRecord{{{package.pid:x} {package.pid}:{package.name}/u0a"
                f"{max(0, package.uid - 10000)}}}\n    foregroundActivities="
                f"{'true' if package.name == resumed else 'false'}"
            )
    showing = _yes(call.phone.keyguard.showing)
    call.say(f"  mSleeping={'false' if call.phone.screen_on else 'true'}\n  mShowingLockscreen={showing}")


def _nothing(call: Call) -> None:
    call.say(f"ACTIVITY MANAGER {call.args[0].upper()} (dumpsys activity {call.args[0]})\n  (nothing)")


_PARTS: dict[str, Dump] = {
    "activities": _activities,
    "a": _activities,
    "top": _top,
    "recents": _recents,
    "r": _recents,
    "processes": _processes,
    "p": _processes,
    "services": _nothing,
    "s": _nothing,
    "broadcasts": _nothing,
    "b": _nothing,
    "providers": _nothing,
    "intents": _nothing,
}


def activity(call: Call) -> None:
    call.args = [arg for arg in call.args if arg not in ("-a", "-p", "-v")]
    if not call.args:
        for each in (_recents, _activities, _processes):
            each(call)
        return
    part = _PARTS.get(call.args[0])
    if part:
        part(call)
    elif call.args[0] in call.phone.packages:
        _activities(call)
    else:
        call.say(f"Bad activity command, or no activities match: {call.args[0]}\nUse -h for help.")


DUMPS: dict[str, Dump] = {"activity": activity}
