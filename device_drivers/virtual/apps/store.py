"""Store: apps to install, update and remove; what is installed is what the package manager says."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from urllib.parse import parse_qs
from weakref import ref

from device_drivers.virtual.apps._store_made import made
from device_drivers.virtual.apps._store_pages import AppPage, HomePage
from device_drivers.virtual.fixture import Fixture
from device_drivers.virtual.intents import DEFAULT, LAUNCHER, MAIN, VIEW, Filter, Intent
from device_drivers.virtual.kernel import App, Page, System
from device_drivers.virtual.providers.resolver import Route, Row, Tables
from device_drivers.virtual.services import stock

URI = "content://com.android.vending"
APPS, DOWNLOADS = f"{URI}/apps", f"{URI}/downloads"
_ID = "_id INTEGER PRIMARY KEY AUTOINCREMENT"
SCHEMA = f"""
CREATE TABLE store_apps ({_ID}, package TEXT UNIQUE, title TEXT, developer TEXT, category TEXT, version TEXT,
  version_code INTEGER, size INTEGER, rating REAL, downloads INTEGER, description TEXT, news TEXT,
  permissions TEXT);
CREATE TABLE store_downloads ({_ID}, package TEXT UNIQUE, ready INTEGER);
CREATE VIEW store_apps_view AS SELECT a.*, installed_code(a.package) AS installed_code,
  EXISTS (SELECT 1 FROM store_downloads d WHERE d.package = a.package) AS downloading FROM store_apps a;
"""
_MB_A_SECOND = 8


class Program(App):
    package = "com.android.vending"
    label = "Store"
    icon = "store"
    launcher = ".MainActivity"
    activities = {
        ".MainActivity": (
            Filter((MAIN,), (LAUNCHER, DEFAULT)),
            Filter((VIEW,), schemes=("market",), hosts=("details", "search")),
        ),
    }
    permissions = ("android.permission.POST_NOTIFICATIONS",)
    version = ("40.1.19", 84011900)

    def __init__(self, system: System) -> None:
        super().__init__(system)
        # The garbage collector does not see what SQLite holds: a function must not lead back to the phone.
        installed = partial(_installed_code, ref(system))
        system.content.db.create_function("installed_code", 1, installed)
        routes = {
            "apps": Route("store_apps", "store_apps_view", order="title COLLATE NOCASE"),
            "downloads": Route("store_downloads"),
        }
        system.content.add(Tables(self.package, routes), SCHEMA)

    def fill(self, fixture: Fixture) -> None:
        for one in fixture.store_apps:
            values = one.model_dump(exclude={"installed", "entries", "permissions"})
            self.content.insert(APPS, {**values, "permissions": "|".join(one.permissions)})
            if one.installed:
                version = one.version if one.installed == one.version_code else _older(one.installed)
                kind = made(one.package, one.title, (version, one.installed), one.permissions)
                stock.install_app(self.system, kind)
                for entry in one.entries:
                    self.content.insert(f"content://{one.package}/entries", {"title": entry})

    def clear(self) -> None:
        self.content.delete(DOWNLOADS)

    def page(self, activity: str, intent: Intent) -> Page:
        host, _, query = intent.data.partition("://")[2].partition("?")
        asked = parse_qs(query)
        if host.startswith("details"):
            return AppPage(self, asked.get("id", [""])[0])
        page = HomePage(self)
        if host.startswith("search"):
            page.search()
            page.look_for(asked.get("q", [""])[0])
        return page

    def app(self, package: str) -> Row | None:
        quoted = package.replace("'", "''")
        return self.content.row(APPS, f"package='{quoted}'")

    # what is done with apps
    def download(self, row: Row) -> None:
        """It is installed, or updated, when all of it is there."""
        if not row.number("downloading"):
            ready = self.system.now_ms() + 1000 * max(1, row.number("size") // _MB_A_SECOND)
            self.content.insert(DOWNLOADS, {"package": row.text("package"), "ready": ready})

    def stop(self, row: Row) -> None:
        self.content.delete(DOWNLOADS, f"package='{row.text('package')}'")

    def update_all(self) -> None:
        for row in self.content.rows(APPS, "installed_code > 0 AND installed_code < version_code"):
            self.download(row)

    def uninstall(self, package: str) -> None:
        stock.uninstall(self.system, package)

    def tick(self, now: datetime) -> None:
        for row in self.content.rows(DOWNLOADS, f"ready <= {self.system.now_ms()}"):
            self.content.delete(f"{DOWNLOADS}/{row.number('_id')}")
            known = self.app(row.text("package"))
            if known is not None:
                self._install(known)

    def _install(self, row: Row) -> None:
        name, version = row.text("package"), (row.text("version"), row.number("version_code"))
        permissions = tuple(part for part in row.text("permissions").split("|") if part)
        stock.install_app(self.system, made(name, row.text("title"), version, permissions))


def _installed_code(phone: ref[System], package: str) -> int:
    """0: it is not installed."""
    system = phone()
    known = system.packages.get(package) if system is not None else None
    return known.version_code if known is not None else 0


def _older(code: int) -> str:
    """How a version of this code is written."""
    return f"{code // 100}.{code // 10 % 10}.{code % 10}"
