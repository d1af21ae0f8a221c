"""A phone's beginning and its end: what is asked first changes nothing, and nothing of it stays behind."""

from __future__ import annotations

import gc
from weakref import ref

from device_drivers.virtual.phone import Phone


def test_a_phone_that_nobody_has_any_more_is_gone() -> None:
    phone = Phone(seed=3)
    for package in [name for name, known in phone.packages.items() if known.launcher]:
        phone.launch(package)
        phone.windows()
    kept = ref(phone)
    del phone
    gc.collect()
    assert kept() is None
