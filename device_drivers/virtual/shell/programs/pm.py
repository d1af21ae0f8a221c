"""The package manager: pm list, path, install, uninstall, clear, grant, resolve-activity ...

Source of the words: AOSP PackageManagerShellCommand.
"""

from __future__ import annotations

import hashlib

from device_drivers.virtual.files import FileError
from device_drivers.virtual.intents import Component
from device_drivers.virtual.services.defaults import RESOLVER
from device_drivers.virtual.services.values import Package
from device_drivers.virtual.shell.call import Call, Program, finished, java_error, say
from device_drivers.virtual.shell.intent_args import IntentError, parse_intent

_LIBRARIES = (
    "android.ext.shared",
    "android.test.base",
    "android.test.mock",
    "android.test.runner",
    "org.apache.http.legacy",
)
FEATURES = (
    "android.hardware.audio.output",
    "android.hardware.bluetooth",
    "android.hardware.camera",
    "android.hardware.faketouch",
    "android.hardware.location",
    "android.hardware.location.gps",
    "android.hardware.microphone",
    "android.hardware.screen.landscape",
    "android.hardware.screen.portrait",
    "android.hardware.sensor.accelerometer",
    "android.hardware.telephony",
    "android.hardware.touchscreen",
    "android.hardware.touchscreen.multitouch",
    "android.hardware.wifi",
    "android.software.app_widgets",
    "android.software.device_admin",
    "android.software.home_screen",
    "android.software.input_methods",
)


def code_path(package: Package) -> str:
    """Where the package's code lies; stable for a name."""
    if package.system:
        return f"/system/app/{package.label.replace(' ', '') or package.name}"
    mark = hashlib.sha256(package.name.encode()).hexdigest()
    return f"/data/app/~~{mark[:22]}==/{package.name}-{mark[22:44]}=="


def apk_path(package: Package) -> str:
    name = package.label.replace(" ", "") or package.name
    return f"{code_path(package)}/{name if package.system else 'base'}.apk"


def list_things(call: Call) -> int:
    what = call.args.pop(0) if call.args else ""
    if what in ("packages", "package"):
        return _list_packages(call)
    if what == "features":
        for name in FEATURES:
            call.say(f"feature:{name}")
    elif what == "users":
        call.say("Users:\n\tUserInfo{0:Owner:4c13} running")
    elif what in ("permissions", "permission-groups"):
        call.say("All Permissions:\n")
        for name in sorted({one for package in call.phone.packages.values() for one in package.permissions}):
            call.say(f"permission:{name}")
    elif what == "libraries":
        for name in _LIBRARIES:
            call.say(f"library:{name}")
    elif what == "instrumentation":
        return 0
    else:
        call.complain(
            f"Error: unknown list type '{what}'" if what else "Error: didn't specify type of data to list"
        )
        return 255 if what else 1
    return 0


def _list_packages(call: Call) -> int:
    call.value("--user")
    options = {option for option in call.args if option.startswith("-")}
    unknown = options - {
        "-f",
        "-d",
        "-e",
        "-s",
        "-3",
        "-i",
        "-l",
        "-u",
        "-U",
        "-a",
        "--show-versioncode",
        "--apex-only",
    }
    if unknown:
        call.complain(f"Error: Unknown option: {sorted(unknown)[0]}")
        return 255
    wanted = next((arg for arg in call.args if not arg.startswith("-")), "")
    for name, package in sorted(call.phone.packages.items()):
        if (
            wanted not in name
            or ("-s" in options and not package.system)
            or ("-3" in options and package.system)
            or ("-d" in options and package.enabled)
            or ("-e" in options and not package.enabled)
        ):
            continue
        line = f"package:{apk_path(package)}={name}" if "-f" in options else f"package:{name}"
        if "--show-versioncode" in options:
            line += f" versionCode:{package.version_code}"
        if "-i" in options:
            line += "  installer=null"
        if "-U" in options:
            line += f" uid:{package.uid}"
        call.say(line)
    return 0


def path(call: Call) -> int:
    call.value("--user")
    package = call.phone.packages.get(call.args[0]) if call.args else None
    if package is None:
        return 1
    call.say(f"package:{apk_path(package)}")
    return 0


async def install(call: Call) -> int:
    """From a file on the phone, or SIZE bytes of stdin with -S."""
    size = call.value("-S")
    for option in (
        "-i",
        "--user",
        "--install-location",
        "--abi",
        "--originating-uri",
        "--referrer",
        "-p",
        "--pkg",
    ):
        call.value(option)
    names = [arg for arg in call.args if not arg.startswith("-")]
    if size is not None and size.isdigit() and (not names or names == ["-"]):
        data = await call.stdin.upto(int(size))
        if len(data) < int(size):
            call.say("Failure [INSTALL_FAILED_INSUFFICIENT_STORAGE: Failed to read the whole package]")
            return 1
    elif names:
        try:
            data = call.files.read(call.path(names[0]))
        except FileError:
            call.complain(
                f"Error: Unable to open file: {names[0]}\nConsider using a file under /data/local/tmp/"
            )
            call.complain(f"Error: failed to open file: {names[0]}")
            return 255
    else:
        call.complain("Error: must either specify a package size or an APK file")
        return 1
    result = call.phone.install(data)
    call.say(result)
    return 0 if result.startswith("Success") else 1


def uninstall(call: Call) -> int:
    call.value("--user")
    call.switch("-k")
    if not call.args:
        call.complain("Error: package name not specified")
        return 1
    result = call.phone.uninstall(call.args[0])
    call.say(result)
    return 0 if result.startswith("Success") else 1


def clear(call: Call) -> int:
    call.value("--user")
    if not call.args:
        call.complain("Error: no package specified")
        return 1
    if call.phone.clear_data(call.args[0]):
        call.say("Success")
        return 0
    call.say("Failed")
    return 1


def permission(call: Call, granted: bool) -> int:
    call.value("--user")
    verb = "grant" if granted else "revoke"
    if len(call.args) < 2:
        call.complain("Error: no permission specified" if call.args else "Error: no package specified")
        return 1
    name, wanted = call.args[:2]
    package = call.phone.packages.get(name)
    if package is None:
        text = f"java.lang.IllegalArgumentException: Unknown package: {name}"
    elif not wanted.startswith("android.permission."):
        text = f"java.lang.IllegalArgumentException: Unknown permission: {wanted}"
    elif wanted not in package.permissions:
        text = f"java.lang.SecurityException: Package {name} has not requested permission {wanted}"
    else:
        call.phone.permissions.put_one(package, wanted, granted)
        return 0
    frame = f"com.android.server.pm.permission.PermissionManagerServiceImpl.{verb}RuntimePermissionInternal"
    call.complain(java_error(verb, text, (f"{frame}(PermissionManagerServiceImpl.java:1388)",)))
    return 255


def reset_permissions(call: Call) -> int:
    """As on a phone just set up, where every app still has to ask."""
    call.phone.permissions.reset()
    return 0


def enable(call: Call, enabled: bool) -> int:
    call.value("--user")
    name = call.args[0] if call.args else ""
    package = call.phone.packages.get(name.split("/")[0])
    if package is None:
        call.complain(
            java_error(
                "enable",
                f"java.lang.IllegalArgumentException: Unknown package: {name}",
                (
                    "com.android.server.pm.PackageManagerService.setEnabledSetting(PackageManagerService.java:3706)",
                ),
            )
        )
        return 255
    package.enabled = enabled
    call.say(f"Package {name} new state: {'enabled' if enabled else 'disabled-user'}")
    return 0


def _resolved(call: Call, *, one: bool) -> list[Component] | int:
    """What the intent in the arguments could open, or an exit status; options are left in the arguments.

    one: only what would be opened, which is the chooser where the user is asked.
    """
    try:
        parsed = parse_intent(call.args, ("--brief", "--components"), ("--user", "--query-flags"))
    except IntentError as error:
        call.complain(f"Error: {error}")
        return 1
    call.args = list(parsed.options)
    found = call.phone.resolve(parsed.intent)
    if one and found:
        return [call.phone.defaults.choose(parsed.intent, found) or RESOLVER]
    return found


def resolve_activity(call: Call) -> int:
    components = _resolved(call, one=True)
    if isinstance(components, int):
        return components
    if not components:
        call.say("No activity found")
        return 0
    if "--components" in call.args:
        call.say(components[0].short)
    elif "--brief" in call.args:
        call.say("priority=0 preferredOrder=0 match=0x108000 specificIndex=-1 isDefault=false")
        call.say(components[0].short)
    else:
        _resolve_info(call, components[0], "")
    return 0


def query_activities(call: Call) -> int:
    components = _resolved(call, one=False)
    if isinstance(components, int):
        return components
    if not components:
        call.say("No activities found")
        return 0
    if "--components" in call.args or "--brief" in call.args:
        for one in components:
            call.say(one.short)
        return 0
    call.say(f"{len(components)} activities found:")
    for number, one in enumerate(components):
        call.say(f"  Activity #{number}:")
        _resolve_info(call, one, "    ")
    return 0


def _resolve_info(call: Call, component: Component, indent: str) -> None:
    package = call.phone.packages.get(component.package)
    call.say(
        f"{indent}priority=0 preferredOrder=0 match=0x108000 specificIndex=-1 isDefault=true\n"
        f"{indent}ActivityInfo:\n{indent}  name={component.cls}\n{indent}  packageName={component.package}\n"
        f"{indent}  enabled=true exported=true directBootAware=false\n{indent}  ApplicationInfo:\n"
        f"{indent}    packageName={component.package}\n{indent}    processName={component.package}\n"
        f"{indent}    sourceDir={apk_path(package) if package else ''}"
    )


def has_feature(call: Call) -> int:
    there = bool(call.args) and call.args[0] in FEATURES
    call.say("true" if there else "false")
    return 0 if there else 1


def _no_answer(call: Call) -> int:
    return 0


_VERBS: dict[str, Program] = {
    "list": list_things,
    "path": path,
    "install": install,
    "uninstall": uninstall,
    "clear": clear,
    "grant": lambda call: permission(call, True),
    "revoke": lambda call: permission(call, False),
    "enable": lambda call: enable(call, True),
    "disable": lambda call: enable(call, False),
    "disable-user": lambda call: enable(call, False),
    "resolve-activity": resolve_activity,
    "query-activities": query_activities,
    "reset-permissions": reset_permissions,
    "has-feature": has_feature,
    "get-install-location": lambda call: say(call, "0[auto]"),
    "trim-caches": _no_answer,
    "set-install-location": _no_answer,
    "suspend": _no_answer,
    "unsuspend": _no_answer,
    "compile": _no_answer,
}


async def pm(call: Call) -> int:
    if not call.args:
        call.say(
            "Package manager (package) commands:\n  help\n    Print this help text.\n\n"
            "  path [--user USER_ID] "
            "PACKAGE\n    Print the path to the .apk of the given PACKAGE."
        )
        return 255
    verb = call.args.pop(0)
    program = _VERBS.get(verb)
    if program is None:
        call.say(f"Unknown command: {verb}")
        return 255
    return await finished(program(call))


PROGRAMS: dict[str, Program] = {"pm": pm}
