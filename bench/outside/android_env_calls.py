"""AndroidEnv's ADB calls, and through them AndroidWorld's helpers where a checkout of it is at hand.

AndroidWorld is on no package index: set ANDROID_WORLD to a checkout of google-research/android_world, of
which `android_world/env/adb_utils.py` is used. Out of reach for both: the emulator's console (`adb emu`),
and databases that only root may read, because this phone is a production build.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable
from functools import partial
from operator import eq
from typing import Any

from absl import logging
from android_env.components import adb_call_parser, adb_controller, config_classes
from android_env.proto import adb_pb2

from bench.outside.rows import arguments, check, show

SERIAL, FACTS = arguments()
SETTINGS = "com.android.settings/com.android.settings.Settings"
CAMERA = "com.android.camera2"
OK = adb_pb2.AdbResponse.Status.OK
logging.set_verbosity(logging.FATAL)


class Phone:
    """What AndroidWorld's helpers want of an environment."""

    def __init__(self) -> None:
        config = config_classes.AdbControllerConfig(
            adb_path=FACTS["adb"], adb_server_port=FACTS["adbPort"], device_name=SERIAL
        )
        self._parser = adb_call_parser.AdbCallParser(adb_controller.AdbController(config))

    def execute_adb_call(self, request: adb_pb2.AdbRequest) -> adb_pb2.AdbResponse:
        return self._parser.parse(request)


PHONE = Phone()


def ask(call: str, doing: Callable[[], Any], holds: Callable[[Any], object]) -> None:
    try:
        answer = doing()
    except Exception as error:  # noqa: BLE001 - whatever a tool raises is its answer
        answer = error
    check(call, answer, holds)


def send(holds: Callable[[adb_pb2.AdbResponse], object] = bool, **request: Any) -> None:
    """An AndroidEnv request; it must be answered OK, and as `holds` wants it."""
    ask(
        str(request),
        lambda: PHONE.execute_adb_call(adb_pb2.AdbRequest(**request)),
        lambda answer: answer.status == OK and holds(answer),
    )


def environment() -> None:
    """AndroidEnv's own requests."""
    it = adb_pb2.AdbRequest
    send(start_activity=it.StartActivity(full_activity=SETTINGS, force_stop=True))
    send(
        lambda answer: answer.get_current_activity.full_activity == SETTINGS,
        get_current_activity=it.GetCurrentActivity(),
    )
    send(start_screen_pinning=it.StartScreenPinning(full_activity=SETTINGS))
    send(tap=it.Tap(x=500, y=900))
    send(press_button=it.PressButton(button=it.PressButton.HOME))
    send(input_text=it.InputText(text="clock"))
    listing = it.PackageManagerRequest.List
    send(
        lambda answer: set(FACTS["apps"]) <= set(answer.package_manager.list.items),
        package_manager=it.PackageManagerRequest(list=listing(packages=listing.Packages())),
    )
    send(
        lambda answer: "android.hardware.camera" in answer.package_manager.list.items,
        package_manager=it.PackageManagerRequest(list=listing(features=listing.Features())),
    )
    send(
        lambda answer: "org.apache.http.legacy" in answer.package_manager.list.items,
        package_manager=it.PackageManagerRequest(list=listing(libraries=listing.Libraries())),
    )
    of = it.SettingsRequest
    send(settings=of(name_space=of.SYSTEM, put=of.Put(key="screen_brightness", value="77")))
    send(
        lambda answer: answer.settings.output == b"77\n",
        settings=of(name_space=of.SYSTEM, get=of.Get(key="screen_brightness")),
    )
    send(
        lambda answer: b"level: " in answer.dumpsys.output,
        dumpsys=it.DumpsysRequest(service="battery", timeout_sec=5),
    )
    send(lambda answer: b"  window\n" in answer.dumpsys.output, dumpsys=it.DumpsysRequest(list_only=True))
    send(lambda answer: answer.get_orientation.orientation == 0, get_orientation=it.GetOrientationRequest())
    send(force_stop=it.ForceStop(package_name="com.android.settings"))


class World:
    """AndroidWorld's helpers, asked by name."""

    def __init__(self, utils: Any) -> None:
        self._utils = utils

    def __call__(
        self, name: str, *arguments: Any, holds: Callable[[Any], object] = lambda _: True, **more: Any
    ) -> None:
        ask(f"{name}{arguments}", lambda: getattr(self._utils, name)(*arguments, env=PHONE, **more), holds)


def world_display(call: World) -> None:
    size = (FACTS["width"], FACTS["height"])
    call("get_api_level", holds=lambda level: level == FACTS["sdk"])
    call("get_screen_size", holds=lambda found: found == size)
    call("get_logical_screen_size", holds=lambda found: found == size)
    call("get_physical_frame_boundary", holds=lambda found: found == (0, 0, *size))
    call("change_orientation", "landscape")
    call("get_orientation", holds=lambda found: found == 1)
    call("get_logical_screen_size", holds=lambda found: found == size[::-1])
    call("change_orientation", "portrait")
    call("set_screen_size", 720, 1280)
    call("get_logical_screen_size", holds=lambda found: found == (720, 1280))
    call("set_screen_size", *size)


def world_apps(call: World) -> None:
    call("get_all_package_names", holds=lambda found: set(FACTS["apps"]) <= set(found))
    call("launch_app", "settings", holds=lambda name: name == "settings")
    call("get_current_activity", holds=lambda found: found[0] == SETTINGS)
    call("close_app", "settings", holds=lambda name: name == "settings")
    call("launch_app", "com.android.notes")
    call("get_current_activity", holds=lambda found: found[0].startswith("com.android.notes/"))
    call("long_press", 500, 900, holds=lambda answer: answer.status == OK)
    call("double_tap", 500, 900, holds=lambda answer: answer.status == OK)
    for key in ("press_back_button", "press_enter_button", "press_home_button"):
        call(key, holds=lambda answer: answer.status == OK)


def world_state(call: World) -> None:
    for state in ("on", "off"):
        call("toggle_wifi", on_or_off=state)
        call("toggle_bluetooth", on_or_off=state)
        call("toggle_airplane_mode", state)
        call("check_airplane_mode", holds=partial(eq, state == "on"))
    call("set_brightness", "max")
    call("get_all_settings", holds=lambda found: found["screen_brightness"] == "255")
    call("call_phone_number", phone_number="5550100")
    call("get_call_state", holds=lambda state: state == "OFFHOOK")
    call("end_call_if_active")
    call("get_call_state", holds=lambda state: state == "IDLE")
    call("clear_android_emulator_call_log")
    call("set_default_app", "sms_default_application", "com.android.messaging")
    call("grant_permissions", CAMERA, "android.permission.CAMERA")
    call("disable_headsup_notifications")
    call("enable_headsup_notifications")
    call("uiautomator_dump", holds=lambda xml: xml.startswith("<?xml") and xml.endswith("</hierarchy>"))
    insert: dict[str, Any] = {
        "mime_type": "vnd.android.cursor.dir/contact",
        "extras": {"name": FACTS["typed"], "phone": "5550177"},
    }
    call("send_android_intent", "start", "android.intent.action.INSERT", **insert)
    call(
        "uiautomator_dump", holds=lambda xml: all(f'text="{word}"' in xml for word in FACTS["typed"].split())
    )
    call(
        "send_android_intent",
        "broadcast",
        "org.example.NOTHING",
        extras={"n": 1, "on": True, "many": ["a", "b"]},
    )
    call("clear_app_data", "com.android.notes")
    call("close_recents")
    call("delete_contacts")


environment()
if "ANDROID_WORLD" in os.environ:
    sys.path.insert(0, os.environ["ANDROID_WORLD"])
    helpers = World(importlib.import_module("android_world.env.adb_utils"))
    for part in (world_display, world_apps, world_state):
        part(helpers)
show()
