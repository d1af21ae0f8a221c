"""The commands that every phone carries out through its shell, whichever way it is touched."""

from __future__ import annotations

from device_drivers import _commands, _facts
from device_drivers._link import Link
from device_drivers._queries import Queries
from edgelam.core.command import (
    LaunchApp,
    PutSetting,
    SetRinger,
    SetToggle,
    SetVolume,
    StartIntent,
    Uninstall,
)
from edgelam.core.errors import CommandFailed
from edgelam.core.fact import Apps, AskApps

KINDS = frozenset(
    {"launch_app", "start_intent", "set_toggle", "put_setting", "set_volume", "set_ringer", "uninstall"}
)
ShellCommand = LaunchApp | StartIntent | SetToggle | PutSetting | SetVolume | SetRinger | Uninstall


class ShellActs:
    """Does them on one phone, each once. Raises CommandFailed, Unsupported and other DeviceErrors."""

    def __init__(self, link: Link, queries: Queries) -> None:
        self._link = link
        self._queries = queries
        self._activities: dict[str, str] = {}

    def perform(self, command: ShellCommand) -> None:
        """Once."""
        match command:
            case LaunchApp():
                self._run(_commands.launch(self._launcher(command.package)), f"open {command.package}")
            case StartIntent():
                self._run(_commands.intent(command), f"start {command.action}")
            case SetToggle():
                self._run(_commands.toggle(command), f"switch {command.toggle}")
            case PutSetting():
                self._run(_commands.setting(command), f"set {command.key}")
            case SetRinger():
                self._run(_commands.ringer(command), f"set the ringer to {command.mode}")
            case Uninstall():
                self._run(_commands.uninstall(command.package), f"uninstall {command.package}")
            case SetVolume():
                found = _facts.volume(self._queries.text(_commands.get_volume(command)))
                if found is None:
                    raise CommandFailed(f"The phone does not tell its {command.stream} volume.")
                self._run(_commands.set_volume(command, *found[1:]), f"set the {command.stream} volume")

    def unlock(self) -> None:
        """Put away a lock screen that asks for no secret; one that does goes on asking."""
        self._link.act(["wm", "dismiss-keyguard"])

    def _run(self, argv: list[str], what: str) -> None:
        _commands.judge(self._link.act(argv), what)

    def _launcher(self, name: str) -> str:
        """The activity a launcher would start. Apps come and go, so an unknown one is looked up afresh."""
        if _commands.package(name) not in self._activities:
            apps = self._queries.ask(AskApps())
            if isinstance(apps, Apps):
                self._activities = {app.package: app.activity for app in apps.apps if app.activity}
        if name not in self._activities:
            raise CommandFailed(f"{name} is not an app that can be opened.", hint="Is it installed?")
        return f"{name}/{self._activities[name]}"
