"""What a phone comes with: build properties, packages without screens, and the fixture put in its place."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from datetime import datetime, timedelta

from device_drivers.virtual.fixture import Fixture
from device_drivers.virtual.kernel import App, System
from device_drivers.virtual.providers import contacts
from device_drivers.virtual.providers.telephony import DRAFT, INBOX, SENT
from device_drivers.virtual.services.apk import ApkError, read_manifest
from device_drivers.virtual.services.values import Package
from device_drivers.virtual.skins import Skin

_BARE = {
    "android": "Android System", "com.android.systemui": "System UI", "com.android.shell": "Shell",
    "com.android.inputmethod.latin": "Android Keyboard",
    "com.google.android.permissioncontroller": "Permission controller",
    "com.android.providers.settings": "Settings Storage",
    "com.android.providers.telephony": "Phone and Messaging Storage",
    "com.android.providers.contacts": "Contacts Storage", "com.android.phone": "Phone Services",
    "com.android.webview": "Android System WebView",
}  # fmt: skip
_BOXES = {"inbox": INBOX, "sent": SENT, "draft": DRAFT}


def properties(seed: int, skin: Skin) -> dict[str, str]:
    """What `getprop` shows."""
    release = skin.release
    serial = f"{random.Random(seed).randrange(16**8):08X}"
    return {
        "ro.product.model": "Pine 7",
        "ro.product.name": "pine",
        "ro.product.device": "pine",
        "ro.product.brand": "generic",
        "ro.product.manufacturer": "Pine",
        "ro.product.board": "pine",
        "ro.product.cpu.abi": "arm64-v8a",
        "ro.product.cpu.abilist": "arm64-v8a,armeabi-v7a,armeabi",
        "ro.product.locale": skin.locale.tag,
        "persist.sys.locale": skin.locale.tag,
        "persist.sys.timezone": "Europe/Berlin",
        "ro.build.version.sdk": str(skin.sdk),
        "ro.build.version.release": release,
        "ro.build.version.codename": "REL",
        "ro.build.version.incremental": "11340000",
        "ro.build.version.security_patch": "2026-02-05",
        "ro.build.id": "UP1A.231005.007",
        "ro.build.type": "user",
        "ro.build.tags": "release-keys",
        "ro.build.fingerprint": f"generic/pine/pine:{release}/UP1A.231005.007/11340000:user/release-keys",
        "ro.build.characteristics": "tablet" if skin.tablet else "default",
        "ro.serialno": serial,
        "ro.boot.serialno": serial,
        "ro.sf.lcd_density": str(skin.dpi),
        "ro.debuggable": "0",
        "ro.secure": "1",
        "ro.hardware": "pine",
        "sys.boot_completed": "1",
        "dev.bootcomplete": "1",
        "init.svc.bootanim": "stopped",
        "gsm.operator.alpha": "Elder Mobile",
        "gsm.sim.state": "LOADED",
        "ro.crypto.state": "encrypted",
    }


def packages(now: datetime) -> dict[str, Package]:
    """System packages that have no screens of their own here."""
    when = now - timedelta(days=300)
    return {
        name: Package(
            name, label, first_install=when, last_update=when, uid=1000 + place, pid=900 + 7 * place
        )
        for place, (name, label) in enumerate(_BARE.items())
    }


def as_json(fixture: Mapping[str, object]) -> str:
    return json.dumps(dict(fixture))


def fill(system: System, fixture: Fixture) -> None:
    """Settings, the PIN, people and messages. Messages without a time go back from an hour ago."""
    for setting in fixture.settings:
        space, key = setting.key.split(".", 1)
        system.settings.put(space, key, setting.value)
    if fixture.pin:
        system.keyguard.set_pin(fixture.pin)
        system.keyguard.lock()
    rows: list[tuple[object, ...]] = []
    for ident, person in enumerate(fixture.contacts, 1):
        name = person.name
        rows.append((ident, ident, name, name, int(person.starred)))
    db = system.content.db
    db.executemany(
        "INSERT INTO raw_contacts (_id, contact_id, display_name, sort_key, starred) VALUES (?,?,?,?,?)", rows
    )
    data = [
        (ident, mimetype, value, "2" if mimetype == contacts.PHONE else None)
        for ident, person in enumerate(fixture.contacts, 1)
        for mimetype, value in (
            (contacts.NAME, person.name),
            (contacts.PHONE, person.phone),
            (contacts.EMAIL, person.email),
            (contacts.COMPANY, person.company),
        )
        if value
    ]
    db.executemany("INSERT INTO contact_data (raw_contact_id, mimetype, data1, data2) VALUES (?,?,?,?)", data)
    count = len(fixture.messages)
    for place, message in enumerate(fixture.messages):
        minutes = message.minutes_ago if message.minutes_ago is not None else 60 + 37 * (count - place - 1)
        date = system.now_ms() - minutes * 60_000
        read = int(message.read or message.type != "inbox")
        system.content.insert(
            "content://sms",
            {
                "address": message.address,
                "body": message.body,
                "date": date,
                "type": _BOXES[message.type],
                "read": read,
                "seen": 1,
            },
        )


def install(system: System, apk: bytes) -> str:
    """`Success` or Android's words for what is wrong with the file."""
    try:
        manifest = read_manifest(apk)
    except ApkError as error:
        return f"Failure [{error}]"
    now = system.now()
    known = system.packages.get(manifest.package)
    if known is not None and known.system:
        name = manifest.package
        return f"Failure [INSTALL_FAILED_UPDATE_INCOMPATIBLE: Package {name} signatures do not match]"
    system.packages[manifest.package] = Package(
        manifest.package,
        manifest.package.rsplit(".", 1)[-1],
        manifest.version_name,
        manifest.version_code,
        system=False,
        first_install=known.first_install if known is not None else now,
        last_update=now,
        uid=10300 + len(system.packages),
    )
    system.changed()
    return "Success"


def install_app(system: System, kind: type[App]) -> None:
    """Install or update an app that has screens; what it holds stays."""
    known, now = system.packages.get(kind.package), system.now()
    app = kind(system)
    entry = app.installed(now, known.uid if known is not None else 10300 + len(system.packages))
    entry.system = False
    entry.permissions = {name: False for name in kind.permissions}
    if known is not None:
        system.force_stop(kind.package)
        entry.first_install = known.first_install
        entry.permissions.update(known.permissions)
    system.apps[kind.package] = app
    system.packages[kind.package] = entry
    system.changed()


def uninstall(system: System, package: str) -> str:
    """`Success`, or Android's words where the package cannot go; its data goes too."""
    entry = system.packages.get(package)
    if entry is None or entry.system:
        return "Failure [DELETE_FAILED_INTERNAL_ERROR]"
    system.force_stop(package)
    app = system.apps.pop(package, None)
    if app is not None:
        app.clear()
    del system.packages[package]
    system.changed()
    return "Success"
