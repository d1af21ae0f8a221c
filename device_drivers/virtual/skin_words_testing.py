"""Other words for the canonical labels, kept for skins that nothing is trained on."""

from __future__ import annotations

from device_drivers.virtual.skin_words_ember import EMBER
from device_drivers.virtual.skin_words_fjord import FJORD
from device_drivers.virtual.skin_words_harbor import HARBOR
from device_drivers.virtual.skin_words_lantern import LANTERN

RESERVED = (EMBER, HARBOR, LANTERN, FJORD)

__all__ = ["EMBER", "FJORD", "HARBOR", "LANTERN", "RESERVED"]
