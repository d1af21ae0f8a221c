"""Shop: orders, addresses, conditions, and what is not sold."""

from __future__ import annotations

from bench.tasks.catalogue.shop import (
    FREE_FROM,
    MEANT,
    SHIPPING,
    SHOP,
    change_product,
    go,
    is_ready,
    open_product,
    ordered,
    search_product,
    values_of,
)
from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import added, difference, has, unchanged
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.fixture import Note

_STREETS = ("12 Harbor Row", "7 Poplar Walk", "31 Castle Hill", "5 Fountain Square", "88 Orchard Lane")
_TOWNS = (("Elmsford", "40310"), ("Brookton", "41822"), ("Kingsport", "42077"))


def _wished(world: World) -> dict[str, str]:
    product = world.pick("products", is_ready)
    change_product(world, product, wished=True)
    return values_of(product)


def _address(world: World) -> dict[str, str]:
    town, postcode = world.choose(*_TOWNS)
    return {"name": world.stranger(), "street": world.choose(*_STREETS), "town": town, "postcode": postcode}


def _bought(world: World) -> dict[str, str]:
    product = world.pick("products", is_ready)
    total = product.price + (0 if product.price >= FREE_FROM else SHIPPING)
    street = world.things("addresses")[0].street
    return {**values_of(product), "cents": str(total), "street": street}


def _cheapest(world: World) -> dict[str, str]:
    """A category with one product that costs less than the others, and is not wished for."""
    category = world.choose("Electronics", "Kitchen", "Clothing", "Books", "Garden", "Toys")
    rows = [one for one in world.things("products") if one.category == category]
    cheapest = min(rows, key=lambda one: one.price)
    change_product(world, cheapest, wished=False, price=cheapest.price - 50, old_price=0)
    return {"category": category, "title": cheapest.title}


def _cheap_or_not(world: World) -> dict[str, str]:
    product, cheap = world.pick("products", is_ready), world.choose("1", "0")
    dollars = product.price // 100 + (3 if cheap == "1" else -2)
    return {
        **values_of(product),
        "cheap": str(int(product.price < dollars * 100)),
        "limit": str(max(1, dollars)),
    }


def _listed(world: World) -> dict[str, str]:
    """A note with five things to buy."""
    titles = [world.pick("products", is_ready).title for _ in range(5)]
    note = world.add("notes", Note(title=world.title(), body="\n".join(titles)))
    return {"note": note.title, **{f"title{n}": title for n, title in enumerate(titles)}}


def _three(world: World) -> dict[str, str]:
    """Three products, and how many of each."""
    found: dict[str, str] = {}
    said = []
    for n, count in enumerate((2, 1, 3)):
        title = world.pick("products", is_ready).title
        found |= {f"title{n}": title, f"count{n}": str(count)}
        said.append(f"{count} x {title}")
    return {**found, "list": ", ".join(said)}


def _not_sold(world: World) -> dict[str, str]:
    return {
        "thing": world.choose("large pizza", "grand piano", "aquarium", "bag of cement", "bunch of roses")
    }


def _cancelled(after: State, before: Before) -> bool:
    """The order of the product is cancelled, the others are as they were, and the goods are back."""
    (meant,) = [row["order_id"] for row in before.state.rows("order_items", title=before.params["title"])]
    orders = [
        {**row, "status": "cancelled" if row["_id"] == meant else row["status"]}
        for row in before.state.tables["orders"]
    ]
    return list(after.tables["orders"]) == orders and _stock(after, before, int(before.params["count"]))


def _stock(after: State, before: Before, more: int) -> bool:
    """There is so much more of the product than at the start, and as much as then of the others."""
    rows = [
        {**row, "stock": str(int(row["stock"]) + more)} if row["title"] == before.params["title"] else row
        for row in before.state.tables["products"]
    ]
    return list(after.tables["products"]) == rows


def _ordered_so(after: State, before: Before) -> bool:
    p = before.params
    gone, orders = difference("orders", after, before)
    lost, items = difference("order_items", after, before)
    if gone or lost or len(orders) != 1 or len(items) != 1:
        return False
    order, item = orders[0], items[0]
    right = (
        order["total"] == p["cents"] and order["delivery"] == "standard" and p["street"] in order["address"]
    )
    paid = order["payment"] == "Cash on delivery" and order["status"] == "placed"
    return (
        right
        and paid
        and item["title"] == p["title"]
        and item["quantity"] == "1"
        and _stock(after, before, -1)
    )


def _cart_or_wish(after: State, before: Before) -> bool:
    new = added("cart", {"product_id": MEANT, "quantity": "1"}), added("wishlist", {"product_id": MEANT})
    done, other = (new[0], "wishlist") if before.params["cheap"] == "1" else (new[1], "cart")
    return done.check(after, before) and not any(difference(other, after, before))


def _all_in_cart(after: State, before: Before) -> bool:
    went, came = difference("cart", after, before)
    titles = {row["_id"]: row["title"] for row in before.state.tables["products"]}
    found = sorted(titles[row["product_id"]] for row in came if row["quantity"] == "1")
    return not went and len(came) == 5 and found == sorted(before.params[f"title{n}"] for n in range(5))


def _three_in_cart(after: State, before: Before) -> bool:
    went, came = difference("cart", after, before)
    titles = {row["_id"]: row["title"] for row in before.state.tables["products"]}
    p = before.params
    found = sorted((titles[row["product_id"]], row["quantity"]) for row in came)
    return not went and found == sorted((p[f"title{n}"], p[f"count{n}"]) for n in range(3))


def _cancel(hand: Hand, p: Params) -> None:
    go(hand, "Orders")
    hand.tap_text(p["title"])
    hand.tap("Cancel order", "Ordered by mistake", "Cancel order")


def _add_address(hand: Hand, p: Params) -> None:
    hand.open(SHOP)
    hand.menu("Addresses", "Add a new address")
    hand.fill("Full name", p["name"])
    hand.fill("Street and number", p["street"])
    hand.fill("Postcode", p["postcode"])
    hand.fill("City", p["town"])
    hand.tap("Save")


def _buy(hand: Hand, p: Params) -> None:
    open_product(hand, p["title"])
    hand.tap("Buy now", "Pay with", "Cash on delivery", "Review order", "Place order")


def _wish_cheapest(hand: Hand, p: Params) -> None:
    hand.open(SHOP)
    hand.tap_text(p["category"])
    hand.menu("Sort by", "Price: low to high")
    hand.find(p["title"])
    hand.tap("Add to wish list", near=p["title"])


def _cart_or_wish_it(hand: Hand, p: Params) -> None:
    open_product(hand, p["title"])
    if p["cheap"] == "1":
        hand.tap("Add to cart")
    else:
        hand.menu("Add to wish list")


def _add_three(hand: Hand, p: Params) -> None:
    hand.open(SHOP)
    for n in range(3):
        if n:
            hand.back()
            hand.back()
        search_product(hand, p[f"title{n}"])
        hand.tap_text(p[f"title{n}"])
        for _ in range(int(p[f"count{n}"]) - 1):
            hand.tap("Increase quantity")
        hand.tap("Add to cart")


def _from_note(hand: Hand, p: Params) -> None:
    hand.open("com.android.notes")
    hand.tap_text(p["note"])
    hand.open(SHOP)
    for n in range(5):
        search_product(hand, p[f"title{n}"])
        hand.tap_text(p[f"title{n}"])
        hand.tap("Add to cart")
        if n < 4:
            hand.back()
            hand.back()


TASKS = (
    Task(
        "shop-order-cancel",
        2,
        (
            "Cancel my order of the {title}",
            "I don't need the {title} I ordered, cancel the order",
            "stop the order with the {title}, it was a mistake",
            "call off the order of the {title} in the shop",
            "the {title} order should be cancelled",
            "go to my orders and cancel the one with the {title}",
        ),
        ("the {title} had better not be delivered", "{title}: ordered by accident, undo it"),
        ordered,
        Judge(_cancelled, frozenset({"orders", "products"})),
        _cancel,
    ),
    Task(
        "shop-address-add",
        3,
        (
            "Add a delivery address in the shop: {name}, {street}, {postcode} {town}",
            "Save the address {street}, {postcode} {town} for {name} in the shop",
            "new address for the shop: {name}, {street}, {postcode} {town}",
            "the shop should also deliver to {name}, {street}, {postcode} {town}, add that address",
            "put {name} in {street}, {postcode} {town} among my addresses in the shop",
            "in the shop, create an address. Name {name}, street {street}, postcode {postcode}, city {town}",
        ),
        (
            "I'll send {name} presents from the shop now and then: {street}, {postcode} {town}; have that "
            "ready",
            "shop, addresses, one more: {name} / {street} / {postcode} / {town}",
        ),
        _address,
        added(
            "shop_addresses",
            {"name": "{name}", "street": "{street}", "city": "{town}", "postcode": "{postcode}", "phone": ""},
        ),
        _add_address,
    ),
    Task(
        "shop-buy",
        3,
        (
            "Buy the {title} with standard delivery to {street}, cash on delivery",
            "Order one {title} to {street}, standard delivery, I pay cash on delivery",
            "purchase a {title} in the shop, pay by cash on delivery, send it to {street} the standard way",
            "get me the {title}: standard delivery to {street}, cash on delivery",
            "I want to buy the {title} now. Deliver it to {street}, standard, and I'll pay in cash on "
            "delivery",
            "place an order for one {title}, address {street}, standard delivery, payment cash on delivery",
        ),
        (
            "the {title} should be on its way to {street} (standard will do), the courier gets the cash",
            "{title}: bought, please. {street}, standard delivery, cash on delivery",
        ),
        _bought,
        Judge(_ordered_so, frozenset({"orders", "order_items", "products"})),
        _buy,
        kind="risky",
    ),
    Task(
        "shop-wish-cheapest",
        2,
        (
            "Put the cheapest product of {category} on my wish list",
            "What is cheapest under {category} in the shop? Add it to the wish list",
            "add the {category} item with the lowest price to my wish list",
            "find the cheapest thing in the shop's category {category} and wish for it",
            "sort {category} by price and put the cheapest one on the wish list",
            "my wish list should get whatever costs least in {category}",
        ),
        (
            "something from {category} for the wish list, as cheap as it gets",
            "{category}, lowest price, wish list",
        ),
        _cheapest,
        added("wishlist", {"product_id": MEANT}),
        _wish_cheapest,
    ),
    Task(
        "shop-if-cheap",
        2,
        (
            "If the {title} costs less than ${limit}, put it in the cart, otherwise on the wish list",
            "Check the price of the {title}: under ${limit} it goes into my cart, else on my wish list",
            "is the {title} below ${limit}? Then add it to the cart. If not, to the wish list",
            "add the {title} to my cart if it is cheaper than ${limit}, and to my wish list if it isn't",
            "put the {title} on the wish list, unless it costs less than ${limit}; then it belongs in the "
            "cart",
            "depending on whether the {title} is under ${limit} in the shop, put it in the cart or on the "
            "wish list",
        ),
        (
            "${limit} is my limit for the {title}: cart if it is under that, and wishing if not",
            "{title} for less than ${limit}? cart. more? wish list",
        ),
        _cheap_or_not,
        Judge(_cart_or_wish, frozenset({"cart", "wishlist"})),
        _cart_or_wish_it,
    ),
    Task(
        "shop-cart-three",
        4,
        (
            "Put these into my cart in the shop: {list}",
            "Add {list} to the shopping cart",
            "I need {list}, have all of it in the cart of the shop",
            "fill the shop's cart with {list}",
            "in the shop, put {list} into the cart",
            "cart: {list}, please",
        ),
        (
            "the shop should hold {list} for me, I'll pay later",
            "get ready to order {list}, but only the cart",
        ),
        _three,
        Judge(_three_in_cart, frozenset({"cart"})),
        _add_three,
    ),
    Task(
        "shop-from-note",
        5,
        (
            "Put everything from my note {note} into the shop's cart",
            "Add each thing that is listed in the note {note} to the shopping cart, one of each",
            "my note {note} says what I need, put all of it in the cart of the shop",
            "go through the note {note} and add every item in it to my cart",
            "fill the shopping cart with what the note {note} lists, one piece each",
            "open the note {note} and put those products into the cart in the shop",
        ),
        (
            "{note} is my shopping note, make the shop's cart match, don't pay",
            "cart = note {note}, one of each",
        ),
        _listed,
        Judge(_all_in_cart, frozenset({"cart"})),
        _from_note,
    ),
    Task(
        "shop-wish-already",
        1,
        (
            "Make sure the {title} is on my wish list",
            "See to it that the {title} is on the wish list in the shop",
            "the {title} should be on my wish list, add it if it isn't",
            "check that I have the {title} on the wish list[, and put it there if not]",
            "I want the {title} on the shop's wish list",
            "my wish list has to have the {title}",
        ),
        ("I hope I wished for the {title}? if not, do", "the {title} must not be missing among my wishes"),
        _wished,
        has("wishlist", {"product_id": MEANT}),
        lambda hand, p: go(hand, "Wish list"),
        kind="already",
    ),
    Task(
        "shop-not-sold-impossible",
        1,
        (
            "Order a {thing}",
            "Put a {thing} into my cart",
            "get me a {thing} from the shop",
            "I want a {thing}, add it to the cart",
            "find a {thing} in the shop and put it on my wish list",
            "buy a {thing} online",
        ),
        ("I could do with a {thing}", "a {thing} delivered to my door, please"),
        _not_sold,
        unchanged,
        nothing,
        kind="impossible",
    ),
)
