"""Tasks in Settings about installed apps."""

from __future__ import annotations

from .families import Families
from .oracle import Expert
from .sight import Lost
from .tasks_settings import walk

TASKS = Families("com.android.settings", "Settings")


def _app(x: Expert) -> tuple[str, str]:
    """A package and its label."""
    shown = [
        (name, entry.label)
        for name, entry in x.phone.packages.items()
        if entry.activities and name != "com.android.settings"
    ]
    return x.rng.choice(shown)


def _app_info(x: Expert, label: str) -> None:
    walk(x, "Apps")
    x.tap(label, plain=True)


@TASKS.add("settings.app_info")
def app_info(x: Expert) -> None:
    _, label = _app(x)
    x.goal(
        (
            "(open|show|see) [the] app info (of|for) {which}",
            "(show|open) the details of the {which} app",
            "app info {which}",
            "(go to|open) {which} in the app (list|settings)",
            "(open|check) the settings (of|for) the {which} app",
        ),
        {"which": label},
        ("which",),
    )
    _app_info(x, label)
    x.done()


@TASKS.add("settings.force_stop")
def force_stop(x: Expert) -> None:
    package, label = _app(x)
    x.stage.launch(package)
    x.phone.go_home()
    x.goal(
        (
            "force stop {which}",
            "(force stop|kill|force close|stop) [the] {which} [app]",
            "(force|make) {which} [to] (stop|quit) in the app settings",
            "{which} hangs, force stop it",
        ),
        {"which": label},
        ("which",),
    )
    _app_info(x, label)
    x.tap("Force stop")
    x.tap("OK")
    x.done(x.phone.packages[package].pid == 0)


@TASKS.add("settings.app_notifications")
def app_notifications(x: Expert) -> None:
    package, label = _app(x)
    on = x.rng.random() < 0.4
    verb = "(turn on|allow|enable|switch on)" if on else "(turn off|block|disable|stop|mute)"
    x.goal(
        (f"{verb} [the] notifications (of|for|from) {{which}}", f"{verb} {{which}} notifications"),
        {"which": label},
        ("which",),
    )
    _app_info(x, label)
    x.switch("Notifications", on)
    x.done(x.phone.packages[package].permissions.get("android.permission.POST_NOTIFICATIONS", True) == on)


@TASKS.add("settings.permissions")
def permissions(x: Expert) -> None:
    _, label = _app(x)
    x.goal(
        (
            "(show|open|see|check) [me] the permissions of {which}",
            "(which|what) permissions does {which} have",
            "{which} permissions",
            "what is {which} allowed to do",
        ),
        {"which": label},
        ("which",),
    )
    _app_info(x, label)
    x.tap("Permissions")
    x.done()


_GRANTS = {
    "android.permission.READ_CONTACTS": "Contacts",
    "android.permission.SEND_SMS": "SMS",
    "android.permission.CAMERA": "Camera",
    "android.permission.ACCESS_FINE_LOCATION": "Location",
    "android.permission.RECORD_AUDIO": "Microphone",
    "android.permission.POST_NOTIFICATIONS": "Notifications",
    "android.permission.CALL_PHONE": "Phone",
}


@TASKS.add("settings.grant")
def grant(x: Expert) -> None:
    package, label = _app(x)
    known = [name for name in x.phone.packages[package].permissions if name in _GRANTS]
    if not known:
        raise Lost("an app without permissions")
    permission = x.rng.choice(known)
    on = not x.phone.packages[package].permissions[permission] if x.rng.random() < 0.85 else True
    word = _GRANTS[permission]
    verb = "(allow|let|give|grant)" if on else "(don't allow|deny|forbid|stop)"
    x.goal(
        (
            f"{verb} {{which}} (the use of|access to|the permission for) {{what}}",
            f"{'grant' if on else 'deny'} {{which}} the {{what}} permission",
            f"(set|change) the {{what}} permission of {{which}} to {'allow' if on else 'deny'}",
        ),
        {"which": label, "what": word.lower()},
        ("which",),
    )
    _app_info(x, label)
    x.tap("Permissions")
    x.tap(word)
    x.tap("Allow" if on else "Don\u2019t allow")
    x.done(x.phone.packages[package].permissions[permission] == on)


@TASKS.add("settings.clear_cache", 0.8)
def clear_cache(x: Expert) -> None:
    _, label = _app(x)
    x.goal(
        (
            "(clear|empty|delete) the cache of {which}",
            "(clear|wipe) {which}'s cache",
            "free {which}'s cache [in the app settings]",
            "(delete|remove) the (temporary|cached) files of {which}",
        ),
        {"which": label},
        ("which",),
    )
    _app_info(x, label)
    x.tap("Storage & cache")
    x.tap("Clear cache")
    x.done()


@TASKS.add("settings.clear_storage", 0.8)
def clear_storage(x: Expert) -> None:
    _, label = _app(x)
    x.goal(
        (
            "(clear|delete|wipe) (the|all) (data|storage) of {which}",
            "(delete|wipe) all data of the {which} app",
            "reset {which} by clearing its (data|storage)",
        ),
        {"which": label},
        ("which",),
    )
    _app_info(x, label)
    x.tap("Storage & cache")
    x.tap("Clear storage")
    x.tap("Delete")
    x.done(not x.phone.page.state.layers)


@TASKS.add("settings.find_app", 0.8)
def find_app(x: Expert) -> None:
    _, label = _app(x)
    x.goal(
        (
            "(search|look) for {query:q} (in|among) the (apps|installed apps) [in settings]",
            "find the app {query:q} in the app (list|settings)",
            "(filter|search) the app list for {query:q}",
        ),
        {"query": label},
        ("query",),
    )
    walk(x, "Apps")
    x.type("apps_search", "query")
    x.done()


@TASKS.add("settings.no_such_app", 0.7)
def no_such_app(x: Expert) -> None:
    known = {entry.label.lower() for entry in x.phone.packages.values()}
    label = x.rng.choice(
        [
            a
            for a in (
                "Chess Club",
                "Sky Map",
                "Bus Times",
                "Recipe Box",
                "Photo Lab",
                "Mail Pro",
                "Bank One",
                "Radio Plus",
            )
            if a.lower() not in known
        ]
    )
    x.goal(
        (
            "(open|show) the app info of {which}",
            "force stop {which}",
            "(turn off|block) notifications from {which}",
            "(check|show) the permissions of {which}",
        ),
        {"which": label},
        ("which",),
    )
    walk(x, "Apps")
    x.give_up()
