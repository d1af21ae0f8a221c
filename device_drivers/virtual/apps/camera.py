"""Camera: photos and videos with flash and timer, from the back or the front."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from device_drivers.virtual.apps._contents import made
from device_drivers.virtual.apps._gallery_store import Store, is_video, length_text
from device_drivers.virtual.apps._prefs import Prefs
from device_drivers.virtual.files import Deferred, split
from device_drivers.virtual.intents import DEFAULT, LAUNCHER, MAIN, VIEW, Filter, Intent
from device_drivers.virtual.kernel import App, Page, System
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.providers.storage import SHARED
from device_drivers.virtual.scenes import scene
from device_drivers.virtual.services.permissions import CAMERA, MICROPHONE
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import choose
from device_drivers.virtual.window.kit import CLICKABLE, IMAGE_BUTTON, Action, Kit
from device_drivers.virtual.window.nav import Tab, Tabs
from device_drivers.virtual.window.view import FILL, WRAP, View

_TABS = (Tab("Photo", "camera", "mode_photo"), Tab("Video", "video", "mode_video"))
_FLASH = ("off", "on", "auto")
_FLASH_NAMES = ("Flash off", "Flash on", "Flash auto")
_TIMER = ("0", "3", "10")  # seconds
_TIMER_NAMES = ("Timer off", "Timer 3 seconds", "Timer 10 seconds")
_DEFAULTS = {
    "mode": "photo", "camera": "back", "flash": "auto", "timer": "0", "grid": "0", "save_location": "0",
    "shutter_sound": "1",
}  # fmt: skip
_FOLDER = f"{SHARED}/DCIM/Camera"


class CameraPage(Page):
    """The viewfinder. With `capture` it makes one picture or video for another app, into `output`."""

    cls = "com.android.camera.CameraActivity"

    def __init__(self, app: Program, capture: bool = False, output: str = "") -> None:
        super().__init__(app)
        self.camera, self.store = app, Store(app.system)
        self.capture, self.output = capture, output
        self.fires: float | None = None  # when the timer ends, s since the phone started
        self.began: float | None = None  # when the recording began

    def needs(self) -> tuple[str, ...]:
        return (CAMERA, MICROPHONE) if self.video else (CAMERA,)

    def live(self) -> bool:
        return self.fires is not None or self.began is not None

    @property
    def video(self) -> bool:
        return self.camera.prefs.get("mode") == "video"

    # what is seen
    def view(self, ui: Kit) -> View:
        body = ui.column([self._finder(ui), self._controls(ui)], "camera_root", gap=8, pad=(0, 0, 0, 8))
        prefs = self.camera.prefs
        flash = _FLASH_NAMES[_FLASH.index(prefs.get("flash"))]
        timer = _TIMER_NAMES[_TIMER.index(prefs.get("timer"))]
        actions = [
            Action(
                flash,
                self._ask_flash,
                "flash" if prefs.get("flash") != "off" else "flash_off",
                "flash_button",
            ),
            Action(timer, self._ask_timer, "timer", "countdown_button"),
            Action("Settings", self._settings, "settings", "settings_button", main=False),
        ]
        if self.live():
            actions = []
        title = "Video" if self.video else "Photo"
        if self.capture or self.live():
            return scaffold(ui, title, body, actions=actions)
        tabs = Tabs(_TABS, int(self.video), self._choose)
        return scaffold(ui, title, body, actions=actions, tabs=tabs)

    def _finder(self, ui: Kit) -> View:
        picture = ui.photo(self.camera.seen(), "preview_content", desc=ui.t("Viewfinder"), h=FILL)
        over = []
        now = self.system.elapsed()
        if self.fires is not None:
            left = max(1, int(self.fires - now + 0.999))
            number = ui.text(
                str(left), "countdown", style(size=72, fg="on_wallpaper", align="center"), w=WRAP
            )
            number.gravity = "center middle"
            over.append(number)
        if self.began is not None:
            look = style(size=16, bold=True, bg="surface", shape="pill", lines=1)
            time = ui.text(length_text(int((now - self.began) * 1000)), "recording_time", look, w=WRAP)
            time.pad, time.gravity = (12, 4, 12, 4), "center"
            over.append(time)
        if self.camera.prefs.get("grid") == "1":
            over.append(ui.icon("grid", "grid_lines", desc=ui.t("Grid lines"), size=120, fg="on_wallpaper"))
            over[-1].gravity = "center middle"
        return ui.frame([picture, *over], "preview_frame", weight=1)

    def _controls(self, ui: Kit) -> View:
        if self.began is not None:
            label, icon = "Stop recording", "stop"
        elif self.fires is not None:
            label, icon = "Cancel timer", "close"
        else:
            label, icon = ("Start recording", "record") if self.video else ("Take photo", "camera")
        shutter = View(
            IMAGE_BUTTON,
            desc=ui.t(label),
            rid=ui.rid("shutter_button"),
            w=72,
            h=72,
            pad=(20,) * 4,
            style=style(icon=icon, widget="icon", fg="on_primary", bg="primary", shape="circle"),
            on_click=self._shutter,
            **CLICKABLE,
        )
        front = self.camera.prefs.get("camera") == "front"
        words = "Switch to back camera" if front else "Switch to front camera"
        switch = ui.icon_button(words, "switch", self._switch, "camera_toggle_button", size=56)
        left = ui.space(56, w=56) if self.capture else self._latest(ui)
        parts = [left, ui.stretch(), shutter, ui.stretch(), switch]
        return ui.line(parts, "bottom_bar", pad=(24, 4, 24, 4))

    def _latest(self, ui: Kit) -> View:
        rows = self.store.photos("is_trashed=0 AND relative_path='DCIM/Camera/'")
        if not rows:
            return ui.space(56, w=56)
        row = rows[0]
        icon = "video" if is_video(row) else "image"
        picture = ui.photo(
            self.store.picture(row), desc=ui.t("Last photo"), icon=icon, rid="rounded_thumbnail_view"
        )
        picture.w, picture.h = 56, 56
        picture.on_click, picture.clickable, picture.focusable = partial(self._show, row), True, True
        return picture

    def _show(self, row: Row) -> None:
        uri = f"content://media/external/file/{row.number('_id')}"
        self.system.start(Intent(VIEW, data=uri, type=row.text("mime_type")))

    # what is done
    def _choose(self, tab: int) -> None:
        self.camera.prefs.put("mode", ("photo", "video")[tab])
        self.system.shown(self)

    def _settings(self) -> None:
        self.open(SettingsPage(self.camera))

    def _switch(self) -> None:
        if self.began is None:
            front = self.camera.prefs.get("camera") == "front"
            self.camera.prefs.put("camera", "back" if front else "front")

    def _ask_flash(self) -> None:
        self._ask("Flash", "flash", _FLASH, _FLASH_NAMES)

    def _ask_timer(self) -> None:
        self._ask("Timer", "timer", _TIMER, _TIMER_NAMES)

    def _ask(self, title: str, name: str, values: tuple[str, ...], names: tuple[str, ...]) -> None:
        prefs = self.camera.prefs
        chosen = values.index(prefs.get(name))
        self.show(choose(title, names, chosen, lambda place: prefs.put(name, values[place])))

    def _shutter(self) -> None:
        seconds = int(self.camera.prefs.get("timer"))
        if self.began is not None:
            self._stop()
        elif self.fires is not None:
            self.fires = None
        elif seconds:
            self.fires = self.system.elapsed() + seconds
        else:
            self.fire()

    def fire(self) -> None:
        """Take the photo, or begin to record."""
        self.fires = None
        if self.video:
            self.began = self.system.elapsed()
        elif self.capture:
            self.open(ReviewPage(self.camera, self.camera.seen(), self.output))
        else:
            self.camera.save("IMG", "jpg", self.camera.seen())

    def _stop(self) -> None:
        began = self.began if self.began is not None else self.system.elapsed()
        ms = max(1000, int((self.system.elapsed() - began) * 1000))
        self.began = None
        video = self.camera.save("VID", "mp4", made("video.mp4", 8 * ms), ms, self.output)
        if self.capture:
            self.give(video)

    def paused(self) -> None:
        """The camera is let go: a recording ends, a timer is off."""
        self.fires = None
        if self.began is not None:
            self._stop()


class ReviewPage(Page):
    """The picture made for another app, to keep or to take again."""

    cls = "com.android.camera.CaptureActivity"

    def __init__(self, app: Program, data: bytes, output: str) -> None:
        super().__init__(app)
        self.camera = app
        self.data, self.output = data, output

    def view(self, ui: Kit) -> View:
        picture = ui.photo(self.data, "review_image", desc=ui.t("Photo"), whole=True, weight=1)
        buttons = [
            ui.button("Retake", self.up, "retake_button", kind="tonal", weight=1),
            ui.button("Done", self._keep, "done_button", kind="filled", weight=1),
        ]
        body = ui.column([picture, ui.line(buttons, gap=12, pad=(16, 8, 16, 12))])
        return scaffold(ui, "Photo", body, up=self.up)

    def _keep(self) -> None:
        self.give(self.camera.save("IMG", "jpg", self.data, output=self.output))


class SettingsPage(Page):
    cls = "com.android.camera.CameraSettingsActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.camera = app

    def view(self, ui: Kit) -> View:
        rows = [
            self._switch(ui, "Grid lines", "Lines that help to hold the phone straight", "grid"),
            self._switch(ui, "Save location", "Keep where photos were taken", "save_location"),
            self._switch(ui, "Camera sounds", "Click when a photo is taken", "shutter_sound"),
        ]
        return scaffold(ui, "Camera settings", ui.list(rows, "android:id/list"), up=self.up)

    def _switch(self, ui: Kit, label: str, summary: str, name: str) -> View:
        on = self.camera.prefs.get(name) == "1"
        flip = partial(self.camera.prefs.put, name, "0" if on else "1")
        return ui.pref(label, ui.t(summary), flip, on=on)


class Program(App):
    package = "com.android.camera2"
    label = "Camera"
    icon = "camera"
    launcher = "com.android.camera.CameraLauncher"
    activities = {
        "com.android.camera.CameraLauncher": (Filter((MAIN,), (LAUNCHER, DEFAULT)),),
        "com.android.camera.CameraActivity": (
            Filter(("android.media.action.STILL_IMAGE_CAMERA", "android.media.action.VIDEO_CAMERA")),
        ),
        "com.android.camera.CaptureActivity": (
            Filter(("android.media.action.IMAGE_CAPTURE", "android.media.action.VIDEO_CAPTURE")),
        ),
        "com.android.camera.CameraSettingsActivity": (),
    }
    permissions = (
        "android.permission.CAMERA",
        "android.permission.RECORD_AUDIO",
        "android.permission.ACCESS_FINE_LOCATION",
    )
    version = ("2.0.002", 20002000)

    def __init__(self, system: System) -> None:
        super().__init__(system)
        self.prefs = Prefs(system, self.package, _DEFAULTS)

    def clear(self) -> None:
        self.prefs.reset()

    def page(self, activity: str, intent: Intent) -> Page:
        if "VIDEO" in intent.action:
            self.prefs.put("mode", "video")
        elif "IMAGE" in intent.action:
            self.prefs.put("mode", "photo")
        return CameraPage(self, intent.action.endswith("_CAPTURE"), intent.string("output"))

    def tick(self, now: datetime) -> None:
        """The timer's end."""
        page = self.system.page
        if isinstance(page, CameraPage) and page.fires is not None and self.system.elapsed() >= page.fires:
            page.fire()
            self.system.changed()

    def seen(self) -> bytes:
        """What is in front of the lens; another view after every shot."""
        shots = len(self.content.rows("content://media/external/file", "relative_path='DCIM/Camera/'"))
        front = self.prefs.get("camera") == "front"
        return scene(7 * shots + 11 * front + self.system.seed, portrait=True)

    def save(self, kind: str, end: str, data: bytes | Deferred, ms: int = 0, output: str = "") -> Intent:
        """A new file with its row, as the result for who asked; `output` is where another app wants it."""
        storage, now = self.system.storage, self.system.now()
        folder, name = _FOLDER, f"{kind}_{now:%Y%m%d_%H%M%S}.{end}"
        wanted = output.removeprefix("file://").replace("/sdcard/", f"{SHARED}/", 1)
        if wanted.startswith(f"{SHARED}/"):
            folder, name = split(wanted)
        path = storage.save(folder, name, data)
        values = {"owner_package_name": self.package, "duration": ms or None}
        uri = f"content://media/external/file/{storage.ident_of(path)}"
        self.content.update(uri, values)
        return Intent(data=uri, type=storage.type_of(uri))
