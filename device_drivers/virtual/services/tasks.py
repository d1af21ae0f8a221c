"""Tasks and the pages on them: what is in front, what BACK leaves, and who gets a result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from device_drivers.virtual.intents import HOME, MAIN, Intent
from device_drivers.virtual.services.device import Device
from device_drivers.virtual.services.values import ActivityRecord

if TYPE_CHECKING:
    from device_drivers.virtual.kernel import App, Page

HOME_PACKAGE = "com.android.launcher3"


@dataclass(frozen=True)
class Asked:
    """Another page waits for a result: `done` gets the intent that carries it."""

    by: Page
    done: Callable[[Intent], object]


@dataclass(eq=False)
class Task:
    """A back stack."""

    ident: int
    package: str
    pages: list[Page] = field(default_factory=list)


class Tasks(Device):
    """The device with its tasks. The one in front is the last."""

    apps: dict[str, App]
    tasks: list[Task]
    split: list[
        Task
    ]  # the upper and the lower one where two share the screen; one while its partner is sought
    _next_ident: int

    @property
    def task(self) -> Task:
        return self.tasks[-1]

    @property
    def page(self) -> Page:
        """The page in front; of two that share the screen the one that keys go to."""
        return self.task.pages[-1]

    @property
    def halves(self) -> tuple[Task, Task] | None:
        """The tasks that share the screen, the upper (or left) one first."""
        if (
            len(self.split) != 2
            or self.task not in self.split
            or any(t not in self.tasks for t in self.split)
        ):
            return None
        return self.split[0], self.split[1]

    def turn_to(self, task: Task) -> None:
        """Of two that share the screen this one gets the keys."""
        if task is not self.task and task in self.tasks:
            self._pause()
            self.tasks.remove(task)
            self.tasks.append(task)
            self.changed()

    def seek_partner(self, package: str) -> None:
        """The task of a package waits for another one to share the screen with."""
        self.split = [task for task in self.tasks if task.package == package][:1]
        self.changed()

    def pair(self) -> None:
        """The task in front shares the screen with the one that waits for a partner, if one does."""
        if len(self.split) == 1 and self.split[0] in self.tasks and self.task is not self.split[0]:
            self.split.append(self.task)
            self.changed()

    def end_split(self, kept: Task) -> None:
        """One of the two takes the whole screen, the other stays behind it."""
        self.split = []
        self.turn_to(kept)
        self.changed()

    @property
    def locked(self) -> bool:
        """The lock screen covers the page in front."""
        return self.keyguard.showing and not self.page.over_lock

    @property
    def stack(self) -> list[ActivityRecord]:
        """The activities of all tasks, the resumed one last."""
        return [self._record(task, page) for task in self.tasks for page in task.pages]

    @property
    def recents(self) -> list[ActivityRecord]:
        """The root activity of each task, the latest first."""
        return [
            self._record(task, task.pages[0]) for task in reversed(self.tasks) if task.package != HOME_PACKAGE
        ]

    def _record(self, task: Task, page: Page) -> ActivityRecord:
        return ActivityRecord(page.app.package, page.app.full(page.cls), task.ident, page.ident)

    def push(self, page: Page) -> None:
        """Put a page on the task in front."""
        page.ident = self._ident()
        self._pause()
        self.task.pages.append(page)
        self.shown(page)
        self.changed()

    def shown(self, page: Page) -> None:
        """A page came to the front: it may have something to ask."""
        raise NotImplementedError

    def finish(self, *pages: Page) -> None:
        """Close pages; a task without pages is gone, and what shared the screen with it has it alone."""
        shared = self.halves or ()
        for task in self.tasks:
            task.pages = [page for page in task.pages if page not in pages]
        self.tasks = [task for task in self.tasks if task.pages]
        if not self.tasks:
            self.go_home()
        left = [task for task in shared if task in self.tasks]
        if len(left) == 1:
            self.end_split(left[0])
        self.changed()

    def give(self, page: Page, result: Intent) -> None:
        """End the activity a page belongs to with a result; it goes to the page that asked, if one did."""
        task = next((task for task in self.tasks if page in task.pages), None)
        if task is None:
            return
        place = task.pages.index(page)
        while place and not task.pages[place].started:
            place -= 1
        asked = task.pages[place].asked
        self.finish(*task.pages[place:])
        if asked is not None and any(asked.by in task.pages for task in self.tasks):
            asked.done(result)
            self.changed()

    def leave(self) -> None:
        """BACK on the page in front: close it; the last page of a task stays alive behind the home screen."""
        page = self.page
        if self.task.package == HOME_PACKAGE:
            return
        self._pause()
        if page not in self.task.pages:
            return
        if len(self.task.pages) > 1:
            self.task.pages.pop()
        elif self.halves is not None:
            page.state.layers.clear()
            self.end_split(next(task for task in self.split if task is not self.task))
        else:
            page.state.layers.clear()
            self.tasks.insert(0, self.tasks.pop())
            self._home_task()
        self.changed()

    def go_home(self, intent: Intent | None = None) -> None:
        """The home screen comes to the front, as it was first shown; no screen is shared any longer."""
        self._pause()
        self.split = []
        task = self._home_task()
        app = self.apps[HOME_PACKAGE]
        page = app.page(app.launcher, intent or Intent(MAIN, (HOME,)))
        if page is not None:
            page.ident = task.pages[0].ident if task.pages else self._ident()
            task.pages = [page]
        self.changed()

    def _home_task(self) -> Task:
        task = next((task for task in self.tasks if task.package == HOME_PACKAGE), None)
        if task is None:
            task = Task(self._ident(), HOME_PACKAGE)
        else:
            self.tasks.remove(task)
        self.tasks.append(task)
        return task

    def _pause(self) -> None:
        """Another page comes: the keyboard goes, and the page may save."""
        if self.tasks and self.task.pages:
            self.page.state.focus = ""
            self.page.paused()

    def _ident(self) -> int:
        self._next_ident += 1
        return self._next_ident
