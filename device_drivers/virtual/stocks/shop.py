"""What a shop sells, and the customer's cart, wishes, addresses and orders."""

from __future__ import annotations

import random
from typing import Literal

from pydantic import Field

from device_drivers.virtual.stocks import Strict


class Product(Strict):
    title: str = Field(min_length=1)
    category: str = Field(min_length=1)
    brand: str = ""
    price: int = Field(ge=0)  # cents
    old_price: int = 0  # cents, before a sale; 0: no sale
    rating: float = Field(default=4.2, ge=0, le=5)
    reviews: int = 0
    stock: int = Field(default=10, ge=0)
    delivery_days: int = 3
    options: tuple[str, ...] = ()  # sizes or colours of which one is chosen
    description: str = ""
    in_cart: int = Field(default=0, ge=0)  # how many
    wished: bool = False


class ShopAddress(Strict):
    name: str = Field(min_length=1)
    street: str
    city: str
    postcode: str
    phone: str = ""


class ShopOrder(Strict):
    items: tuple[tuple[str, int], ...]  # products' titles and how many
    status: Literal["placed", "shipped", "delivered", "cancelled"] = "delivered"
    days_ago: int = Field(default=10, ge=0)


_WARES: dict[str, tuple[tuple[str, str, int, tuple[str, ...]], ...]] = {
    "Electronics": (
        ("Wireless earbuds", "Auriso", 5999, ("Black", "White")),
        ("USB-C charger 45 W", "Voltaro", 2490, ()), ("USB-C cable 2 m", "Voltaro", 990, ()),
        ("Bluetooth speaker", "Auriso", 4500, ("Blue", "Grey")),
        ("Power bank 10000 mAh", "Voltaro", 2999, ()), ("Desk lamp with dimmer", "Lumeo", 3450, ()),
        ("Wireless mouse", "Tiptap", 1999, ("Black", "Red")), ("Mechanical keyboard", "Tiptap", 7900, ()),
    ),
    "Kitchen": (
        ("Chef's knife 20 cm", "Karbon", 4290, ()), ("Non-stick pan", "Hearth", 2795, ("24 cm", "28 cm")),
        ("Electric kettle", "Hearth", 3600, ()), ("Set of 6 glasses", "Clara", 1850, ()),
        ("Coffee grinder", "Hearth", 5400, ()), ("Cutting board", "Karbon", 1590, ("Small", "Large")),
    ),
    "Clothing": (
        ("Rain jacket", "Norrvik", 8900, ("S", "M", "L", "XL")),
        ("Cotton T-shirt", "Plainly", 1490, ("S", "M", "L")),
        ("Wool socks, 3 pairs", "Norrvik", 1990, ("36-39", "40-43", "44-47")),
        ("Running shoes", "Stride", 9500, ("39", "40", "41", "42", "43")), ("Knit cap", "Plainly", 1290, ()),
    ),
    "Books": (
        ("The Quiet Harbor", "Lantern Press", 1299, ("Paperback", "Hardcover")),
        ("Bread at Home", "Lantern Press", 2400, ()), ("A Short Walk in the Alps", "Ridge Books", 1650, ()),
        ("Learn to Draw in 30 Days", "Ridge Books", 1890, ()),
    ),
    "Garden": (
        ("Watering can 10 L", "Greenfold", 1799, ()), ("Tomato seeds", "Greenfold", 349, ()),
        ("Garden gloves", "Greenfold", 890, ("S", "M", "L")),
        ("Folding chair", "Plainly", 3900, ("Green", "Grey")),
    ),
    "Toys": (
        ("Wooden train set", "Klik", 3290, ()), ("1000 piece puzzle", "Klik", 1590, ("Map", "Forest")),
        ("Card game for four", "Klik", 1190, ()),
    ),
}  # fmt: skip


def products(seed: int) -> tuple[Product, ...]:
    """The whole range; prices, stock and what is wished for differ by the seed."""
    rng = random.Random(f"products:{seed}")
    made = []
    for category, wares in _WARES.items():
        for title, brand, price, options in wares:
            sale = rng.random() < 0.2
            made.append(
                Product(
                    title=title,
                    category=category,
                    brand=brand,
                    price=price * 8 // 10 if sale else price,
                    old_price=price if sale else 0,
                    rating=round(rng.uniform(3.1, 4.9), 1),
                    reviews=rng.randrange(4, 2400),
                    stock=rng.choice((0, 2, 5, 12, 30, 80, 150)),
                    delivery_days=rng.choice((1, 2, 3, 5)),
                    options=options,
                    description=f"{title} by {brand}. Two years of warranty, free returns for 30 days.",
                    wished=rng.random() < 0.08,
                )
            )
    return tuple(made)


def addresses(seed: int) -> tuple[ShopAddress, ...]:
    rng = random.Random(f"addresses:{seed}")
    streets = ("Linden Street", "Mill Lane", "Station Road", "Park Avenue", "Church Row")
    home, work = rng.sample(streets, 2)
    name = rng.choice(("Robin Keller", "Sam Alder", "Alex Moreau"))
    return (
        ShopAddress(name=name, street=f"{rng.randrange(2, 90)} {home}", city="Maplewood", postcode="40213"),
        ShopAddress(name=name, street=f"{rng.randrange(2, 90)} {work}", city="Ashford", postcode="40877"),
    )


def shop_orders(seed: int) -> tuple[ShopOrder, ...]:
    rng = random.Random(f"shop_orders:{seed}")
    titles = [title for wares in _WARES.values() for title, *_ in wares]
    days = sorted(rng.sample(range(1, 120), 5), reverse=True)
    made = []
    for ago in days:
        items = tuple((title, rng.choice((1, 1, 2))) for title in rng.sample(titles, rng.randrange(1, 4)))
        status: Literal["placed", "shipped", "delivered"]
        status = "placed" if ago < 4 else "shipped" if ago < 10 else "delivered"
        made.append(ShopOrder(items=items, status=status, days_ago=ago))
    return (*made, ShopOrder(items=((rng.choice(titles), 1),), status="placed", days_ago=0))
