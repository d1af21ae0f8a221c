"""Device facts by way of the phone's shell; reads only, so they may be asked again."""

from __future__ import annotations

from collections.abc import Sequence

from device_drivers import _facts
from device_drivers._link import Link
from edgelam.core.errors import CommandFailed
from edgelam.core.fact import (
    Apps,
    AskApps,
    AskFront,
    AskHandlers,
    AskNow,
    AskSetting,
    AskTable,
    Fact,
    FrontApp,
    Handlers,
    Query,
    Rows,
    Setting,
    Table,
)

KINDS = frozenset({"now", "apps", "front", "setting", "table", "handlers"})

_LAUNCHERS = ("-a", "android.intent.action.MAIN", "-c", "android.intent.category.LAUNCHER")
_DUMPS = {
    "alarms": (("dumpsys", "alarm"), _facts.alarms),
    "notifications": (("dumpsys", "notification", "--noredact"), _facts.notifications),
    "volumes": (("dumpsys", "audio"), _facts.volumes),
    "ringer": (("dumpsys", "audio"), _facts.ringer),
    "players": (("dumpsys", "media_session"), _facts.players),
    "power": (("dumpsys", "power"), _facts.power),
    "nfc": (("dumpsys", "nfc"), _facts.nfc),
}
# Address, columns on the phone and their names here; only the last column may hold what a stranger wrote.
_PROVIDERS = {
    "contacts": (
        "content://com.android.contacts/data/phones",
        {"contact_id": "id", "data1": "number", "display_name": "name"},
    ),
    "sms": ("content://sms", {"address": "address", "type": "type", "date": "date", "body": "body"}),
    "calls": ("content://call_log/calls", {"type": "type", "date": "date", "number": "number"}),
    "events": (
        "content://com.android.calendar/events",
        {"dtstart": "when", "deleted": "deleted", "title": "title"},
    ),
    "pictures": ("content://media/external/images/media", {"_display_name": "name"}),
    "videos": ("content://media/external/video/media", {"_display_name": "name"}),
}
_ANSWERS = ("Row: 0 ", "No result found")  # anything else is a refusal
_ONE_BY_ONE = 200  # rows worth asking for singly when together they cannot be told apart


class Queries:
    """Asks one phone."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def ask(self, query: Query) -> Fact:
        """The fact. Raises DeviceError; CommandFailed when the phone's answer makes no sense."""
        match query:
            case AskNow():
                now = _facts.now(self.text(["date", "+%Y-%m-%dT%H:%M:%S%z"]))
                if now is None:
                    raise CommandFailed("The phone does not tell the time.")
                return now
            case AskApps():
                return self._apps()
            case AskFront():
                return self._front()
            case AskSetting():
                return self._setting(query)
            case AskHandlers():
                return self._handlers(query)
            case AskTable():
                return self._table(query.table)

    def text(self, argv: Sequence[str]) -> str:
        """What a program prints on both streams."""
        return self._link.read(argv).text

    def _apps(self) -> Apps:
        found = _facts.apps(self.text(["cmd", "package", "query-activities", "--brief", *_LAUNCHERS]))
        return found if found.apps else _facts.packages(self.text(["pm", "list", "packages"]))

    def _handlers(self, query: AskHandlers) -> Handlers:
        """Only activities of the category DEFAULT are started by an intent that names no activity."""
        intent = ["-a", query.action, "-c", "android.intent.category.DEFAULT"]
        for option, value in (("-c", query.category), ("-d", query.data), ("-t", query.mime)):
            intent += [option, value] if value else []
        found = _facts.components(self.text(["cmd", "package", "query-activities", "--brief", *intent]))
        packages = tuple(dict.fromkeys(package for package, _ in found))
        if len(packages) < 2:
            return Handlers(packages=packages, preferred="".join(packages))
        best = _facts.components(self.text(["cmd", "package", "resolve-activity", "--brief", *intent]))
        return Handlers(packages=packages, preferred=best[0][0] if best and best[0][0] in packages else "")

    def _front(self) -> FrontApp:
        for argv in (["dumpsys", "activity", "activities"], ["dumpsys", "window"]):
            front = _facts.front(self.text(argv))
            if front is not None:
                return front
        return FrontApp(package="")

    def _setting(self, query: AskSetting) -> Setting:
        output = self._link.read(["settings", "get", query.namespace, query.key])
        if _facts.refused(output.err.decode("utf-8", "replace")):
            raise CommandFailed(f"The phone does not let us read the setting {query.key}.")
        value = output.out.decode("utf-8", "replace").removesuffix("\n")
        return Setting(value=None if value == "null" else value)

    def _table(self, table: Table) -> Rows:
        if table == "user_apps":
            output = self._link.read(["pm", "list", "packages", "-3"])
            known = output.code == 0 and not _facts.refused(output.text)
            packages = _facts.packages(output.text).apps if known else ()
            return Rows(rows=tuple({"package": app.package} for app in packages), known=known)
        if table == "versions":
            rows = _facts.versions(self.text(["pm", "list", "packages", "--show-versioncode"]))
            return Rows(rows=tuple(rows), known=bool(rows))
        if table in _DUMPS:
            argv, parse = _DUMPS[table]
            text = self.text(argv)
            return Rows(rows=tuple(parse(text)), known=bool(text) and not _facts.refused(text[:2000]))
        return self._provided(*_PROVIDERS[table])

    def _provided(self, uri: str, names: dict[str, str]) -> Rows:
        columns = list(names)
        ids = self._content(uri, ["_id"])
        text = self._content(uri, columns)
        if not all(answer.startswith(_ANSWERS) for answer in (ids, text)):
            return Rows(rows=(), known=False)
        numbers = _facts.rows(ids, ["_id"], count=ids.count("Row: "))
        if numbers is None:
            return Rows(rows=(), known=False)
        found = _facts.rows(text, columns, count=len(numbers))
        if found is None:
            found = self._singly(uri, columns, [row["_id"] for row in numbers])
        if found is None:
            return Rows(rows=(), known=False)
        return Rows(rows=tuple({names[key]: value for key, value in row.items()} for row in found))

    def _singly(self, uri: str, columns: list[str], numbers: list[str]) -> list[dict[str, str]] | None:
        if len(numbers) > _ONE_BY_ONE or not all(number.isdigit() for number in numbers):
            return None
        found = []
        for number in numbers:
            text = self._content(uri, columns, where=f"_id={number}")
            rows = _facts.rows(text, columns)
            if rows is None or len(rows) != 1:
                return None
            found += rows
        return found

    def _content(self, uri: str, columns: Sequence[str], where: str = "") -> str:
        argv = ["content", "query", "--uri", uri, "--projection", ":".join(columns)]
        output = self._link.read([*argv, "--where", where] if where else argv)
        return output.out.decode("utf-8", "replace")  # a warning must not end up in the last row
