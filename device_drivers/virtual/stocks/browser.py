"""The web pages a new phone can reach, its bookmarks and what was visited."""

from __future__ import annotations

import random
from collections.abc import Iterator
from string import Template

from pydantic import Field

from device_drivers.virtual.stocks import Strict
from device_drivers.virtual.stocks.maps import Place, places
from device_drivers.virtual.stocks.web_pages import PAGES


class WebPage(Strict):
    url: str = Field(pattern=r"^https?://[\w.-]+\.example(/|$)")
    html: str


class Bookmark(Strict):
    title: str = Field(min_length=1)
    url: str = Field(min_length=1)
    folder: str = ""


class Visit(Strict):
    url: str = Field(min_length=1)
    title: str = ""
    minutes_ago: int = Field(default=60, ge=0)


_BOOKING = """<h2>Booking</h2><form action="/booked" method="post">
<p><label>Name <input id="name" name="name" required></label></p>
<p><label>Date <input id="date" name="date" type="date" placeholder="YYYY-MM-DD" required></label></p>
<p><label>Guests <input id="guests" name="guests" type="number" value="2" required></label></p>
<button id="book" type="submit">Book</button></form>"""
_MONTHS = ("April", "May", "June", "September", "October")
_COLOURS = ("dark green", "signal red", "pale blue", "mustard yellow")
_KNOWN = (
    ("Harbor News", "https://harbornews.example/"),
    ("Pine Goods", "https://pinegoods.example/"),
    ("Maplewood Library", "https://library.maplewood.example/"),
    ("Commonpedia", "https://commonpedia.example/"),
)


def _facts(seed: int) -> dict[str, str]:
    rng = random.Random(f"web:{seed}")

    def price(low: int, high: int) -> str:
        return f"${rng.randrange(low, high)}.{rng.choice(('00', '50', '90'))}"

    numbers = {
        "stalls": (30, 90), "gap": (20, 41), "bus": (3, 48), "weeks": (2, 9), "t1": (4, 15), "t2": (8, 24),
        "t3": (3, 14), "stock": (2, 30), "burns": (12, 40), "parcel": (2, 6), "returns": (14, 61),
        "computers": (6, 25), "due": (1, 9), "flashes": (2, 6), "tower": (18, 64), "built": (1821, 1905),
        "heron": (85, 103), "eggs": (3, 6), "rise": (6, 15), "oven": (200, 251),
    }  # fmt: skip
    facts = {name: str(rng.randrange(*ends)) for name, ends in numbers.items()}
    prices = {
        "single": (2, 6), "dayticket": (7, 14), "bicycle": (1, 4), "kettle": (24, 60), "lantern": (18, 45),
        "blanket": (50, 120), "mug": (8, 20), "free": (40, 80), "card": (8, 21),
    }  # fmt: skip
    facts |= {name: price(*ends) for name, ends in prices.items()}
    return facts | {
        "month": rng.choice(_MONTHS),
        "colour": rng.choice(_COLOURS),
        "ferry": f"0{rng.randrange(5, 8)}:{rng.choice(('10', '25', '40', '55'))}",
        "opens": rng.choice(("09:00", "09:30", "10:00")),
        "closes": rng.choice(("14:00", "15:00", "16:00")),
    }


def _site(place: Place) -> Iterator[WebPage]:
    """What a place on the map says of itself; where one eats or sleeps, one can book."""
    hours = f"{place.opens} - {place.closes}" if place.opens else "Open day and night"
    closed = f"<p>Closed on {place.closed_on}s.</p>" if place.closed_on else ""
    books = place.category in ("Restaurant", "Hotel", "Cafe")
    html = (
        f"<title>{place.name}</title><h1>{place.name}</h1><p>{place.category}</p><h2>Visit us</h2>"
        f"<p>{place.address}</p><p>{hours}</p>{closed}"
        f'<p>Call us: <a href="tel:{place.phone}">{place.phone}</a></p>'
    )
    yield WebPage(url=place.website, html=html + _BOOKING if books else html)
    if books:
        done = "<p>Thank you, {{name}}. {{guests}} guests on {{date}}.</p>"
        head = f"<title>Booked - {place.name}</title><h1>Booked</h1>"
        yield WebPage(url=f"{place.website}booked", html=f'{head}{done}<p><a href="/">Home</a></p>')


def web_pages(seed: int) -> tuple[WebPage, ...]:
    """The pages of the stock, and a small site of each place on the map."""
    facts = _facts(seed)
    pages = [
        WebPage(url=url, html=Template(html).safe_substitute(facts).strip()) for url, html in PAGES.items()
    ]
    for place in places(seed):
        if place.website not in PAGES:
            pages += _site(place)
    return tuple(pages)


def bookmarks(seed: int) -> tuple[Bookmark, ...]:
    rng = random.Random(f"bookmarks:{seed}")
    return tuple(Bookmark(title=title, url=url) for title, url in rng.sample(_KNOWN, rng.randrange(1, 4)))


def visits(seed: int) -> tuple[Visit, ...]:
    rng = random.Random(f"visits:{seed}")
    plain = [url for url, html in sorted(PAGES.items()) if "{{" not in html]  # not what answers a form
    urls = rng.sample(plain, rng.randrange(3, 8))
    return tuple(Visit(url=url, minutes_ago=rng.randrange(30, 60 * 24 * 6)) for url in urls)
