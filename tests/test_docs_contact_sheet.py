"""The contact sheet shows every app of the launcher, and none of them as a blank."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from device_drivers.virtual.phone import HOME_PACKAGE, Phone
from device_drivers.virtual.skins import TESTING, TRAINING
from docs.contact_sheet import COLUMNS, LARGEST, SEED, SKINS, screens, sheet, write

ROOT = Path(__file__).resolve().parent.parent


def apps(skin: str) -> list[str]:
    """What the drawer of the phone's launcher opens."""
    phone = Phone(seed=SEED, skin=skin, clock=lambda: 0.0)
    return [app.label for package, app in phone.apps.items() if package != HOME_PACKAGE and app.launcher]


@pytest.mark.parametrize("skin", SKINS)
def test_every_app_is_on_it_and_looks_like_no_other(skin: str) -> None:
    found = screens(skin)
    assert list(found) == ["Home", *apps(skin)]
    for name, screen in found.items():
        body = screen.crop((0, screen.height // 20, screen.width, screen.height * 19 // 20)).resize((90, 200))
        colours = body.getcolors(maxcolors=90 * 200)
        assert colours is not None and len(colours) > 40, f"{name} is nearly blank"
    assert len({screen.tobytes() for screen in found.values()}) == len(found)


def test_one_skin_is_plain_one_of_training_and_one_of_testing() -> None:
    plain, training, testing = SKINS
    assert plain == "plain" and training in TRAINING and training != plain and testing in TESTING


def test_the_sheet_is_small_and_has_room_for_all(tmp_path: Path) -> None:
    shown = {skin: {f"App {n}": Image.new("RGB", (90, 200), (n, 9, 9)) for n in range(11)} for skin in "ab"}
    picture = sheet(shown)
    one = sheet({skin: {"App": Image.new("RGB", (90, 200))} for skin in "ab"})
    assert picture.height > 2.9 * (one.height - 6) and picture.width == one.width and COLUMNS == 5
    assert write(picture, tmp_path / "apps.webp") == (tmp_path / "apps.webp").stat().st_size <= LARGEST


def test_the_readmes_picture_is_one() -> None:
    assert "docs/apps.webp" in (ROOT / "README.md").read_text()
    with Image.open(ROOT / "docs" / "apps.webp") as picture:
        assert picture.width > 1000
    assert (ROOT / "docs" / "apps.webp").stat().st_size <= LARGEST
