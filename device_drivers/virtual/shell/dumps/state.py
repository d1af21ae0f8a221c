"""dumpsys power, battery, alarm, audio, notification, telephony.registry, wifi and other state."""

from __future__ import annotations

import zlib
from dataclasses import replace

from device_drivers.virtual.services.values import PAUSED, PLAYING, STOPPED
from device_drivers.virtual.shell.call import Call
from device_drivers.virtual.shell.dumps import Dump
from device_drivers.virtual.shell.programs.notes import key_of

_STREAMS = (
    ("VOICE_CALL", "call", 5),
    ("SYSTEM", "system", 7),
    ("RING", "ring", 7),
    ("MUSIC", "music", 15),
    ("ALARM", "alarm", 7),
    ("NOTIFICATION", "notification", 7),
)


def _yes(value: bool) -> str:
    return "true" if value else "false"


def _on(call: Call, namespace: str, key: str) -> bool:
    return (call.phone.settings.get(namespace, key) or "0") not in ("", "0")


def power(call: Call) -> None:
    on = call.phone.screen_on
    call.say(
        "POWER MANAGER (dumpsys power)\n\nPower Manager State:\n"
        f"  mWakefulness={'Awake' if on else 'Asleep'}\n"
        f"  mWakefulnessChanging=false\n  mIsPowered={_yes(call.phone.battery.charging)}\n"
        f"  mHoldingWakeLockSuspendBlocker=false\n  mHoldingDisplaySuspendBlocker={_yes(on)}\n"
        f"  mScreenOffTimeoutSetting={call.phone.settings.get('system', 'screen_off_timeout') or '60000'}\n"
        f"  mLowPowerModeEnabled={_yes(_on(call, 'global', 'low_power'))}\n"
        f"Display Power: state={'ON' if on else 'OFF'}"
    )


def _set_battery(call: Call) -> None:
    """dumpsys battery set KEY VALUE, unplug, reset."""
    verb, *args = call.args
    phone = call.phone
    if verb == "unplug":
        phone.battery = replace(phone.battery, charging=False)
    elif verb == "reset":
        phone.battery = phone.battery_found
    elif args[:1] == ["level"] and args[1:] and args[1].isdigit() and int(args[1]) <= 100:
        phone.battery = replace(phone.battery, level=int(args[1]))
    elif args[:1] in (["ac"], ["usb"], ["wireless"]) and args[1:]:
        phone.battery = replace(phone.battery, charging=args[1] == "1")
    elif args[:1] == ["status"] and args[1:]:
        phone.battery = replace(phone.battery, charging=args[1] == "2")
    else:
        call.complain(f"Unknown set option: {args[0] if args else ''}")
    phone.changed()
    phone.tick()


def battery(call: Call) -> None:
    if call.args[:1] in (["set"], ["unplug"], ["reset"]):
        _set_battery(call)
        return
    now = call.phone.battery
    call.say(
        f"Current Battery Service state:\n  AC powered: {_yes(now.charging)}\n  USB powered: false\n"
        "  Wireless powered: false\n  Dock powered: false\n  Max charging current: 0\n"
        "  Max charging voltage: 0\n"
        f"  Charge counter: 3480000\n  status: {2 if now.charging else 3}\n  health: 2\n  present: true\n"
        f"  level: {now.level}\n  scale: 100\n  voltage: {now.voltage}\n  temperature: {now.temperature}\n"
        "  technology: Li-ion"
    )


def alarm(call: Call) -> None:
    now = call.phone.now()
    pending = call.phone.alarms
    call.say(
        "Current Alarm Manager state:\n  "
        f"nowRTC={int(now.timestamp() * 1000)}={now:%Y-%m-%d %H:%M:%S}.000\n\n"
        f"  {len(pending)} pending alarms:"
    )
    for place, one in enumerate(pending):
        left = int((one.when - now).total_seconds())
        kind = 0 if one.kind.startswith("RTC") else 2
        origin = f"{left // 3600}h{left % 3600 // 60}m{left % 60}s000ms"
        call.say(
            f"    {one.kind} #{place}: "
            f"Alarm{{{zlib.crc32(f'{one.package}{one.tag}{one.when}'.encode()) & 0xFFFFFFF:x} "
            f"type {kind} origWhen {int(one.when.timestamp() * 1000)} whenElapsed {max(0, left) * 1000} "
            f"{one.package}}}\n"
            f"      tag=*walarm*:{one.tag}\n      type={one.kind} "
            f"origWhen={one.when:%Y-%m-%d %H:%M:%S}.000 window=0 "
            f"repeatInterval=0 count=0 flags=0x{3 if one.alarm_clock else 5:x}\n      whenElapsed=+{origin}"
        )
        if one.alarm_clock:
            call.say(f"      Alarm clock:\n        triggerTime={one.when:%Y-%m-%d %H:%M:%S}.000")
    clocks = [one for one in pending if one.alarm_clock]
    if clocks:
        call.say(
            "\n  Next alarm clock information:\n    user:0 pendingSend:false time:"
            f"{int(clocks[0].when.timestamp() * 1000)} = {clocks[0].when:%Y-%m-%d %H:%M:%S}.000"
        )


def audio(call: Call) -> None:
    call.say("Stream volumes (device: index)")
    for name, key, most in _STREAMS:
        level = call.phone.volumes.get(key, 0)
        call.say(
            f"- STREAM_{name}:\n   Muted: {_yes(level == 0)}\n"
            f"   Min: {1 if key in ('alarm', 'call') else 0}\n"
            f"   Max: {most}\n   streamVolume:{level}\n"
            f"   Current: 2 (speaker): {level}, 40000000 (default): {level}\n"
            "   Devices: speaker(2)"
        )
    modes = {"0": "SILENT", "1": "VIBRATE", "2": "NORMAL"}
    mode = modes.get(call.phone.settings.get("global", "mode_ringer") or "2", "NORMAL")
    call.say(f"\nRinger mode: \n- mode (internal) = {mode}\n- mode (external) = {mode}")


def notification(call: Call) -> None:
    redacted = "--noredact" not in call.args
    call.say("Current Notification Manager state:\n  Notification List:")
    for one in call.phone.notifications:
        package = call.phone.packages.get(one.package)
        handle = zlib.crc32(f"{one.package}{one.ident}{one.tag}".encode("utf-8", "replace")) & 0xFFFFFFF
        title, text = (f"[length={len(value)}]" if redacted else value for value in (one.title, one.text))
        call.say(
            f"    NotificationRecord(0x{handle:08x}: pkg={one.package} user=UserHandle{{0}} id={one.ident} "
            f"tag={one.tag or 'null'} importance=3 key={key_of(call, one)}: Notification(channel=default))\n"
            f"      uid={package.uid if package else 0} userId=0\n      opPkg={one.package}\n"
            f"      flags=0x{0x2 if one.ongoing else 0x10:x}\n"
            f"      mCreationTimeMs={int(one.when.timestamp() * 1000)}\n"
            f"      extras={{\n          android.title=String ({title})\n"
            f"          android.text=String ({text})\n      }}"
        )
        if one.actions:
            call.say("      actions={")
            for place, label in enumerate(one.actions):
                call.say(f'          [{place}] "{label}" -> PendingIntent{{{handle:x}: broadcastIntent}}')
                if label in one.inputs:
                    call.say("              remoteInputs=[reply]")
            call.say("      }")
    call.say("\n  Snoozed notifications:")
    for until, one in call.phone.snoozed:
        left = int((until - call.phone.elapsed()) * 1000)
        call.say(f"    key={key_of(call, one)} until={call.phone.now_ms() + left}")
    _zen(call)
    call.say(f"\n  mZenMode={call.phone.settings.get('global', 'zen_mode') or '0'}")


_ZEN = {"0": "OFF", "1": "IMPORTANT_INTERRUPTIONS", "2": "NO_INTERRUPTIONS", "3": "ALARMS"}


def _zen(call: Call) -> None:
    zen, mode = call.phone.zen, call.phone.settings.get("global", "zen_mode") or "0"
    calls = zen.people != "none"
    call.say(
        f"\n  Zen Mode:\n    mZenMode=ZEN_MODE_{_ZEN.get(mode, 'OFF')}\n"
        "    mConfig(user=0)=ZenModeConfig[user=0,"
        f"allowAlarms={_yes(zen.alarms)},allowMedia={_yes(zen.media)},allowCalls={_yes(calls)},"
        f"allowCallsFrom={zen.people}]"
    )
    for one in zen.schedules:
        days = ".".join(str((day + 1) % 7 + 1) for day in one.days)
        where = f"condition://android/schedule?days={days}&start={one.start:%-H.%-M}&end={one.end:%-H.%-M}"
        call.say(
            f"    automaticRules[{one.ident}]=ZenRule[id={one.ident},"
            f"state={'STATE_TRUE' if zen.runs(one.ident) else 'STATE_FALSE'},enabled={_yes(one.enabled)},"
            f"name={one.name},zenMode=ZEN_MODE_IMPORTANT_INTERRUPTIONS,conditionId={where}&exitAtAlarm=false]"
        )


_STATES = {STOPPED: "STOPPED(1)", PAUSED: "PAUSED(2)", PLAYING: "PLAYING(3)"}


def media_session(call: Call) -> None:
    stack = list(reversed(call.phone.sessions.values()))
    top = f"{stack[0].package}/{stack[0].tag} (userId=0)" if stack else "null"
    call.say(
        "MEDIA SESSION SERVICE (dumpsys media_session)\n\n0 sessions listeners.\nRecord for full_user=0\n"
        f"  Media button session is {top}\n  Sessions Stack - have {len(stack)} sessions:"
    )
    for one in stack:
        package = call.phone.packages[one.package]
        playing = one.state == PLAYING
        about = ", ".join((one.title, one.artist, one.album))
        call.say(
            f"    {one.tag} {one.package}/{one.tag} (userId=0)\n"
            f"      ownerPid={package.pid}, ownerUid={package.uid}, userId=0\n"
            f"      package={one.package}\n      launchIntent=null\n      mediaButtonReceiver=null\n"
            f"      active=true\n      flags=3\n      rating type=0\n      controllers: 0\n"
            f"      state=PlaybackState {{state={_STATES[one.state]}, position={one.position}, "
            f"buffered position=0, speed={'1.0' if playing else '0.0'}, updated={one.updated}, actions=823, "
            "custom actions=[], active item id=-1, error=null}\n"
            f"      volumeType=1, controlType=2, max=0, current=0\n"
            f"      metadata: size=3, description={about}\n      queueTitle=null, size=0"
        )


def telephony(call: Call) -> None:
    call.say(
        f"last known state:\n  Phone Id=0\n    mCallState={call.phone.call_state}\n"
        f"    mRingingCallState=0\n    mForegroundCallState={int(call.phone.call_state == 2)}\n"
        f"    mCallIncomingNumber=\n    mDataConnectionState={2 if _on(call, 'global', 'mobile_data') else 0}"
    )


def wifi(call: Call) -> None:
    on = _on(call, "global", "wifi_on")
    call.say(
        f"Wi-Fi is {'enabled' if on else 'disabled'}\nVerbose logging is off\n"
        f"mInScanOnlyMode false\nmNetworkInfo [type: WIFI[], state: "
        f"{'CONNECTED/CONNECTED' if on else 'DISCONNECTED/DISCONNECTED'}]"
    )


def bluetooth(call: Call) -> None:
    on = _on(call, "global", "bluetooth_on")
    call.say(
        f"Bluetooth Status\n  enabled: {_yes(on)}\n  state: {'ON' if on else 'OFF'}\n"
        "  address: 02:00:00:AA:BB:CC\n  name: Phone"
    )


def nfc(call: Call) -> None:
    on = _on(call, "global", "nfc_on")
    call.say(
        f"mState={'on' if on else 'off'}\nmAlwaysOnState=off\nmIsZeroClickRequested=true\n"
        f"mScreenState={'ON_UNLOCKED' if call.phone.screen_on else 'OFF_LOCKED'}\n"
        "mIsSecureNfcEnabled=false"
    )


def connectivity(call: Call) -> None:
    wifi_on = _on(call, "global", "wifi_on")
    call.say(
        f"Active default network: {'100' if wifi_on else 'none'}\n\nCurrent state:\n"
        f"  airplane_mode={_yes(_on(call, 'global', 'airplane_mode_on'))}"
    )


def location(call: Call) -> None:
    on = (call.phone.settings.get("secure", "location_mode") or "0") != "0"
    call.say(f"Location Manager State:\n  User Info:\n    current users: u[0]\n    location [u0]: {_yes(on)}")


def accessibility(call: Call) -> None:
    held = call.device.automation
    call.say(
        "ACCESSIBILITY MANAGER (dumpsys accessibility)\n\nUser state[\n"
        "     attributes:{id=0, touchExplorationEnabled="
        f"false}}\n     Ui Automation[{held or ''}]]"
    )


def uimode(call: Call) -> None:
    night = call.phone.settings.get("secure", "ui_night_mode") or "1"
    call.say(
        f"Current UI Mode Service state:\n  mDockState=0 mLastBroadcastState=0\n  mNightMode={night} "
        f"({'yes' if night == '2' else 'no'})"
    )


_DOZE_SYSTEM = ("com.android.phone", "com.android.providers.telephony", "com.android.shell")


def deviceidle(call: Call) -> None:
    """Its `whitelist` lists who is exempt from dozing; `+PACKAGE` and `-PACKAGE` change that."""
    packages, exempt = call.phone.packages, call.phone.doze_exempt
    if call.args[:1] != ["whitelist"]:
        call.say(
            f"  Settings:\n  mState=ACTIVE\n  mLightState=ACTIVE\n  mScreenOn={_yes(call.phone.screen_on)}"
        )
        return
    for change in call.args[1:]:
        sign, name = change[:1], change[1:]
        if sign == "+" and name in packages:
            if name not in exempt:
                exempt.append(name)
            call.say(f"Added: {name}")
        elif sign == "-" and name in exempt:
            exempt.remove(name)
            call.say(f"Removed: {name}")
        elif sign == "+":
            call.say(f"Unknown package: {name}")
        elif sign not in ("-", "="):
            call.say(f"Package must be prefixed with +, -, or =: {change}")
    if len(call.args) == 1:
        listed = [("system", name) for name in _DOZE_SYSTEM] + [("user", name) for name in exempt]
        for kind, name in listed:
            if name in packages:
                call.say(f"{kind},{name},{packages[name].uid}")


DUMPS: dict[str, Dump] = {
    "deviceidle": deviceidle,
    "power": power,
    "battery": battery,
    "alarm": alarm,
    "audio": audio,
    "notification": notification,
    "media_session": media_session,
    "telephony.registry": telephony,
    "wifi": wifi,
    "bluetooth_manager": bluetooth,
    "nfc": nfc,
    "connectivity": connectivity,
    "location": location,
    "accessibility": accessibility,
    "uimode": uimode,
}
