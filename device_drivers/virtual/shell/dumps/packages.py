"""dumpsys package."""

from __future__ import annotations

import zlib
from datetime import datetime
from xml.sax.saxutils import escape

from device_drivers.virtual.services.defaults import ROLES
from device_drivers.virtual.services.values import Package
from device_drivers.virtual.shell.call import Call
from device_drivers.virtual.shell.dumps import Dump
from device_drivers.virtual.shell.programs.pm import code_path

_SENSITIVE = ("USER_SENSITIVE_WHEN_GRANTED", "USER_SENSITIVE_WHEN_DENIED")


def package(call: Call) -> None:
    call.args = [arg for arg in call.args if arg not in ("-f", "-a")]
    if call.args[:1] in (["package"], ["packages"], ["p"]):
        call.args.pop(0)
    if call.args[:1] == ["preferred-xml"]:
        _preferred(call)
        return
    if not call.args:
        call.say("Packages:")
        for one in call.phone.packages.values():
            _package(call, one)
        return
    found = call.phone.packages.get(call.args[0])
    if found is None:
        call.say(f"Unable to find package: {call.args[0]}")
        return
    call.say("Activity Resolver Table:\n  Non-Data Actions:")
    if found.launcher:
        call.say(
            f"      android.intent.action.MAIN:\n        {zlib.crc32(found.name.encode()) & 0xFFFFFFF:x} "
            f"{_short(found, found.launcher)} filter 1a2b3c\n"
            '          Action: "android.intent.action.MAIN"\n'
            '          Category: "android.intent.category.LAUNCHER"'
        )
    for name, filters in found.filters.items():
        for action in sorted({action for one in filters for action in one.actions}):
            call.say(
                f"      {action}:\n        {zlib.crc32(name.encode()) & 0xFFFFFFF:x} {_short(found, name)}"
            )
    call.say("\nPackages:")
    _package(call, found)


def _preferred(call: Call) -> None:
    """What "Always" was said to, as the package manager keeps it."""
    call.say("<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n<preferred-activities>")
    for rule, component in call.phone.defaults.rules.items():
        match = "600000" if rule.type else "200000" if rule.scheme else "100000"
        lines = [f'<action name="{escape(rule.action)}" />']
        lines += [f'<cat name="{escape(name)}" />' for name in rule.categories]
        lines += [f'<scheme name="{escape(rule.scheme)}" />'] if rule.scheme else []
        lines += [f'<staticType name="{escape(rule.type)}" />'] if rule.type else []
        inside = "\n".join(["<filter>", *lines, "</filter>"])
        call.say(f'<item name="{component.short}" match="{match}" always="true">\n{inside}\n</item>')
    call.say("</preferred-activities>")


def role(call: Call) -> None:
    call.say("user_states=[\n  {\n    user_id=0\n    version=2\n    roles=[")
    for one in sorted(ROLES, key=lambda one: one.name):
        holder = call.phone.defaults.holder(one, call.phone.able(one))
        call.say(f"      {{\n        name={one.name}\n        holders={holder}\n      }}")
    call.say("    ]\n  }\n]")


def _short(one: Package, cls: str) -> str:
    return f"{one.name}/{cls.removeprefix(one.name) if cls.startswith(one.name + '.') else cls}"


def _time(when: datetime | None, call: Call) -> str:
    return f"{when or call.phone.now().replace(month=1, day=1, hour=0, minute=0, second=0):%Y-%m-%d %H:%M:%S}"


def _package(call: Call, one: Package) -> None:
    handle = f"{zlib.crc32(one.name.encode()) & 0xFFFFFFF:x}"
    flags = (
        "[ SYSTEM HAS_CODE ALLOW_CLEAR_USER_DATA ]" if one.system else "[ HAS_CODE ALLOW_CLEAR_USER_DATA ]"
    )
    call.say(
        f"  Package [{one.name}] ({handle}):\n    userId={one.uid}\n    pkg=Package{{{handle} {one.name}}}\n"
        f"    codePath={code_path(one)}\n    resourcePath={code_path(one)}\n"
        f"    primaryCpuAbi=arm64-v8a\n    versionCode={one.version_code} minSdk=24 targetSdk=34\n"
        f"    versionName={one.version_name}\n    apkSigningVersion=3\n"
        f"    applicationInfo=ApplicationInfo{{{handle} {one.name}}}\n    flags={flags}\n"
        f"    pkgFlags={flags}\n"
        f"    dataDir=/data/user/0/{one.name}\n    timeStamp={_time(one.last_update, call)}\n"
        f"    firstInstallTime={_time(one.first_install, call)}\n"
        f"    lastUpdateTime={_time(one.last_update, call)}\n"
        f"    signatures=PackageSignatures{{{handle} version:3, signatures:[{handle}], past signatures:[]}}"
    )
    if one.permissions:
        call.say("    requested permissions:")
        for name in one.permissions:
            call.say(f"      {name}")
    state = "0" if one.enabled else "3"
    call.say(
        f"    User 0: ceDataInode=1{one.uid} installed=true hidden=false suspended=false stopped="
        f"{'false' if one.pid else 'true'} notLaunched=false enabled={state} instant=false virtual=false\n"
        f"      firstInstallTime={_time(one.first_install, call)}"
    )
    call.say("      runtime permissions:")
    for name, granted in one.permissions.items():
        marks = (*one.permission_flags.get(name, ()), *_SENSITIVE)
        call.say(f"        {name}: granted={'true' if granted else 'false'}, flags=[ {'|'.join(marks)} ]")


DUMPS: dict[str, Dump] = {"package": package, "role": role}
