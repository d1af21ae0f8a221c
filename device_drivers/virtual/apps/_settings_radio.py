"""Settings of the radios: internet, Wi-Fi, Bluetooth, and what is connected."""

from __future__ import annotations

import random
from functools import partial

from device_drivers.virtual.apps._settings_kit import SettingsPage
from device_drivers.virtual.window.dialogs import alert
from device_drivers.virtual.window.kit import Kit
from device_drivers.virtual.window.view import View

_NETWORKS = (
    "Maple House",
    "Cafe Aurora",
    "FRITZ 7530",
    "Corner Library",
    "Unit 4B",
    "Guest-2G",
    "NordLink",
    "Attic",
)
_GADGETS = ("Kitchen speaker", "Pebble buds", "Car stereo", "Trail watch", "Desk keyboard")


class NetworkPage(SettingsPage):
    cls = ".Settings$NetworkDashboardActivity"
    title = "Network & internet"

    def rows(self, ui: Kit) -> list[View]:
        wifi = self.settings.on("global", "wifi_on")
        rows = [
            self.go(
                ui, "Internet", self.system.wifi_network if wifi else ui.t("Wi-Fi is off"), WifiPage, "wifi"
            ),
            self.toggle(ui, "Mobile data", "global", "mobile_data", icon="signal"),
            self.toggle(ui, "Roaming", "global", "data_roaming", icon="signal"),
            self.toggle(ui, "Airplane mode", "global", "airplane_mode_on", icon="airplane"),
            self.toggle(ui, "Data Saver", "global", "data_saver", icon="data"),
        ]
        return ui.ordered(rows, "network")


class WifiPage(SettingsPage):
    cls = ".Settings$WifiSettingsActivity"
    title = "Internet"

    def rows(self, ui: Kit) -> list[View]:
        rows = [self.main_switch(ui, "Wi-Fi", "global", "wifi_on")]
        if not self.settings.on("global", "wifi_on"):
            text = "To see available networks, turn Wi-Fi on"
            return [
                *rows,
                ui.pref(text),
                self.toggle(ui, "Mobile data", "global", "mobile_data", icon="signal"),
            ]
        names = random.Random(f"wifi:{self.system.seed}").sample(_NETWORKS[1:], 5)
        for name in [_NETWORKS[0], *names]:
            rows.append(self._network(ui, name))
        rows.append(ui.pref("Add network", on_click=self._add, icon="add"))
        count = len(self.system.wifi_saved)
        rows.append(ui.pref("Saved networks", f"{count} {ui.t('network' if count == 1 else 'networks')}"))
        return rows

    def _network(self, ui: Kit, name: str) -> View:
        system = self.system
        connected = name == system.wifi_network
        summary = "Connected" if connected else ("Saved" if name in system.wifi_saved else "")
        return ui.pref(name, ui.t(summary), partial(self._touch, name), icon="wifi", plain=True)

    def _touch(self, name: str) -> None:
        system = self.system
        if name == system.wifi_network:
            self.show(
                alert(name, "Connected", (("Forget", partial(self._forget, name)), ("OK", None)), plain=True)
            )
        elif name in system.wifi_saved:
            system.wifi_network = name
        else:
            self._ask(name)

    def _ask(self, name: str) -> None:
        self.state.fields["password"] = ""

        def body(ui: Kit) -> View:
            return ui.column(
                [ui.field("password", "Password", "password", password=True)], pad=(24, 4, 24, 8)
            )

        def join() -> None:
            if len(self.state.fields.get("password", "")) < 8:
                self.toast("Check the password and try again")
                return
            self._join(name)

        self.show(alert(name, buttons=(("Cancel", None), ("Connect", join)), body=body, plain=True))

    def _join(self, name: str) -> None:
        self.system.wifi_saved.add(name)
        self.system.wifi_network = name

    def _forget(self, name: str) -> None:
        self.system.wifi_saved.discard(name)
        self.system.wifi_network = ""

    def _add(self) -> None:
        self.state.fields["ssid"] = ""

        def body(ui: Kit) -> View:
            return ui.column([ui.field("ssid", "Network name", "ssid")], pad=(24, 4, 24, 8))

        def save() -> None:
            name = self.state.fields.get("ssid", "").strip()
            if name:
                self._join(name)

        self.show(alert("Add network", buttons=(("Cancel", None), ("Save", save)), body=body))


class DevicesPage(SettingsPage):
    cls = ".Settings$ConnectedDeviceDashboardActivity"
    title = "Connected devices"

    def rows(self, ui: Kit) -> list[View]:
        on = self.settings.on("global", "bluetooth_on")
        return [
            self.go(ui, "Bluetooth", ui.t("On" if on else "Off"), BluetoothPage, "bluetooth"),
            self.toggle(ui, "NFC", "global", "nfc_on", icon="nfc"),
            ui.pref("Printing", ui.t("0 print services on"), icon="print"),
        ]


class BluetoothPage(SettingsPage):
    cls = ".Settings$BluetoothSettingsActivity"
    title = "Bluetooth"

    def rows(self, ui: Kit) -> list[View]:
        rows = [self.main_switch(ui, "Use Bluetooth", "global", "bluetooth_on")]
        name = self.settings.get("global", "device_name") or ""
        if not self.settings.on("global", "bluetooth_on"):
            return [
                *rows,
                ui.pref("When Bluetooth is turned on, your device can communicate with others nearby."),
            ]
        rows.append(
            ui.pref("Pair new device", on_click=lambda: self.toast("Searching for devices"), icon="add")
        )
        rows.append(ui.header("Saved devices"))
        for gadget in random.Random(f"bluetooth:{self.system.seed}").sample(_GADGETS, 3):
            state = "Connected" if gadget in self.system.bluetooth_connected else ""
            rows.append(
                ui.pref(gadget, ui.t(state), partial(self._flip, gadget), icon="bluetooth", plain=True)
            )
        rows.append(ui.pref("Device name", name))
        return rows

    def _flip(self, gadget: str) -> None:
        self.system.bluetooth_connected ^= {gadget}
