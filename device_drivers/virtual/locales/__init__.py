"""The languages of the phone: what a locale is, and the words that it has for canonical English labels."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from babel.core import Locale as Cldr
from babel.dates import DateTimePattern, parse_pattern

_FOLDER = Path(__file__).parent
_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")
_HOURS24 = ("de", "es", "fr", "ja")  # CLDR's preferred hour cycle; Hindi, Arabic and English take 12 hours


@dataclass(frozen=True)
class Locale:
    """A language and country. `words` are its translations; a label that has none stays English."""

    tag: str = "en-US"
    words: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def language(self) -> str:
        return self.tag.partition("-")[0]

    def say(self, label: str) -> str:
        """Its word for a canonical label."""
        return self.words.get(label, label)

    @property
    def region(self) -> str:
        """Empty where the tag names none."""
        return self.tag.partition("-")[2]

    @property
    def rtl(self) -> bool:
        """It is written from right to left."""
        return self.language in _RIGHT_TO_LEFT

    @property
    def hours24(self) -> bool:
        return self.language in _HOURS24

    def date(self, day: date, form: str) -> str:
        """The day as this locale writes it.

        form: a skeleton of CLDR, as `MMMEd`; E's are lengthened to as many as it has. What is no skeleton is
        a pattern, as `dd MMMM y`.
        """
        return _pattern(self.tag, form).apply(day, _cldr(self.tag))

    @property
    def week_starts(self) -> int:
        """The first day of a week; Monday is 0."""
        return _cldr(self.tag).first_week_day

    def weekdays(self, width: Literal["abbreviated", "narrow"]) -> list[str]:
        """Their names, from Monday."""
        names = _cldr(self.tag).days["stand-alone"][width]
        return [names[day] for day in range(7)]

    @property
    def qualifier(self) -> str:
        """As a resource folder is named: `ar-rEG-ldrtl`."""
        parts = [self.language, *([f"r{self.region}"] if self.region else []), self.direction]
        return "-".join(parts)

    @property
    def direction(self) -> str:
        return "ldrtl" if self.rtl else "ldltr"


ENGLISH = Locale()


@lru_cache(maxsize=32)
def _cldr(tag: str) -> Cldr:
    return Cldr.parse(tag, sep="-")


@lru_cache(maxsize=256)
def _pattern(tag: str, form: str) -> DateTimePattern:
    known = _cldr(tag).datetime_skeletons.get(re.sub("E+", "E", form))
    if known is None:
        return parse_pattern(form)
    weekday = max(re.findall("E+", form), key=len, default="")
    return parse_pattern(re.sub("E+", weekday, known.pattern) if len(weekday) > 1 else known.pattern)


@lru_cache(maxsize=32)
def locale_of(tag: str) -> Locale:
    """The locale of a BCP 47 tag such as `de-DE`; one without a file of words has none."""
    if tag == ENGLISH.tag:
        return ENGLISH
    path = _FOLDER / f"{tag.partition('-')[0]}.json"
    return Locale(tag, json.loads(path.read_text("utf-8")) if path.is_file() else {})
