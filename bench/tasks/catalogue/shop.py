"""Shop: finding, wishing, the cart, orders and addresses."""

from __future__ import annotations

from bench.tasks.catalogue.expenses import money
from bench.tasks.hand import Hand
from bench.tasks.judges import added, front, ident, removed
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.stocks.shop import Product, ShopOrder

SHOP = "com.android.shop"
FREE_FROM, SHIPPING = 3500, 499  # cents


# Draws
def is_ready(product: Product, *, options: bool = False) -> bool:
    """It can be bought, and is neither in the cart nor wished for."""
    free = not product.in_cart and not product.wished
    return free and product.stock >= 5 and bool(product.options) == options


def values_of(product: Product) -> dict[str, str]:
    return {"title": product.title, "price": money(product.price)}


def _product(world: World) -> dict[str, str]:
    return values_of(world.pick("products", is_ready))


def _some(world: World) -> dict[str, str]:
    return {**_product(world), "count": str(world.choose(3, 4))}


def _kind(world: World) -> dict[str, str]:
    product = world.pick("products", lambda one: is_ready(one, options=True))
    return {**values_of(product), "option": world.choose(*product.options)}


def change_product(world: World, product: Product, **to: object) -> None:
    """Have the product so."""
    rows = [
        one.model_copy(update=to) if one.title == product.title else one for one in world.things("products")
    ]
    world.put("products", rows)


def _in_cart(world: World) -> dict[str, str]:
    """Three things in the cart, one of which is meant."""
    chosen = [world.pick("products", is_ready) for _ in range(3)]
    for product in chosen:
        change_product(world, product, in_cart=world.rng.randrange(1, 4))
    return {**values_of(chosen[0]), "other0": chosen[1].title, "other1": chosen[2].title}


def ordered(world: World) -> dict[str, str]:
    """An order of something that is in no other order."""
    known = {title for order in world.things("shop_orders") for title, _ in order.items}
    product = world.pick("products", lambda one: is_ready(one) and one.title not in known)
    count = world.rng.randrange(1, 4)
    world.add("shop_orders", ShopOrder(items=((product.title, count),), status="placed", days_ago=1))
    sum_ = product.price * count
    total = sum_ + (0 if sum_ >= FREE_FROM else SHIPPING)
    return {**values_of(product), "count": str(count), "total": money(total)}


# Judges
MEANT = ident("products", title="{title}")


def _emptied(after: State, before: Before) -> bool:
    return not after.tables["cart"]


# By hand
def search_product(hand: Hand, title: str) -> None:
    """What the shop finds for a product's name, from its first page."""
    hand.menu("Search")
    hand.fill("Search products", title[:-1])
    hand.tap_text(title)


def open_product(hand: Hand, title: str) -> None:
    """The page of a product."""
    hand.open(SHOP)
    search_product(hand, title)
    hand.tap_text(title)


def _add_some(hand: Hand, p: Params) -> None:
    open_product(hand, p["title"])
    for _ in range(int(p["count"]) - 1):
        hand.tap("Increase quantity")
    hand.tap("Add to cart")


def _add_kind(hand: Hand, p: Params) -> None:
    open_product(hand, p["title"])
    hand.tap("Add to cart")
    hand.tap_text(p["option"])


def _wish(hand: Hand, p: Params) -> None:
    open_product(hand, p["title"])
    hand.menu("Add to wish list")


def _show(hand: Hand, p: Params) -> None:
    hand.open(SHOP)
    search_product(hand, p["title"])


def go(hand: Hand, tab: str) -> None:
    hand.open(SHOP)
    hand.go(tab)


def _drop(hand: Hand, title: str) -> None:
    hand.find(title)
    hand.tap("Remove from cart", near=title)
    hand.tap("Remove")


def _remove(hand: Hand, p: Params) -> None:
    go(hand, "Cart")
    _drop(hand, p["title"])


def _empty(hand: Hand, p: Params) -> None:
    go(hand, "Cart")
    while hand.shown(hand.t("Remove from cart")) is not None:
        hand.tap("Remove from cart", "Remove")


def _order_total(hand: Hand, p: Params) -> None:
    go(hand, "Orders")
    hand.find(p["title"])


TASKS = (
    Task(
        "shop-cart-add",
        3,
        (
            "Put {count} of the {title} into my cart[ in the shop]",
            "Add {count} x {title} to the shopping cart",
            "I need {count} times the {title}, put that in the cart of the shop",
            "in the shop, add the {title} to the cart, quantity {count}",
            "cart: {title}, {count} pieces",
            "find the {title} in the shop and put {count} of them in the cart",
        ),
        (
            "don't buy yet, but have {count} of {title} ready in the shop",
            "{title}, make it {count}, into the cart",
        ),
        _some,
        added("cart", {"product_id": MEANT, "option": "", "quantity": "{count}"}),
        _add_some,
    ),
    Task(
        "shop-cart-option",
        2,
        (
            "Put the {title} in {option} into my cart",
            "Add the {title} to the shopping cart, the kind {option}",
            "I'd like the {title}, option {option}, in the cart of the shop",
            "in the shop, choose {option} for the {title} and add it to the cart",
            "cart: {title} ({option})",
            "find the {title} in the shop and put it in the cart as {option}",
        ),
        (
            "{title}, {option}, not paid for yet, just in the cart",
            "have a {title} ready in the shop. {option}, please",
        ),
        _kind,
        added("cart", {"product_id": MEANT, "option": "{option}", "quantity": "1"}),
        _add_kind,
    ),
    Task(
        "shop-wish",
        2,
        (
            "Put the {title} on my wish list",
            "Add the {title} to the wish list in the shop",
            "I wish for the {title}, save it on the list in the shop",
            "in the shop, mark the {title} as a wish",
            "wish list: {title}",
            "find the {title} in the shop and put it on the wish list",
        ),
        (
            "not now, but some day I want the {title}, have the shop remember",
            "the {title} would be a nice present",
        ),
        _product,
        added("wishlist", {"product_id": MEANT}),
        _wish,
    ),
    Task(
        "shop-cart-remove",
        2,
        (
            "Remove the {title} from my cart",
            "Take the {title} out of the shopping cart",
            "I don't want the {title} after all, delete it from the cart",
            "in the shop's cart, get rid of the {title}",
            "the {title} should not be in my cart",
            "keep my cart as it is, only without the {title}",
        ),
        ("the {title} is too much, the rest of the cart is fine", "no {title} in this order please"),
        _in_cart,
        removed("cart", {"product_id": MEANT}),
        _remove,
    ),
    Task(
        "shop-cart-empty",
        3,
        (
            "Empty my cart[ in the shop]",
            "Remove everything from the shopping cart",
            "take all things out of my cart",
            "I won't buy any of what is in the cart, clear it",
            "the shop's cart should be empty",
            "delete all items in my shopping cart",
        ),
        ("I changed my mind about all of that in the cart", "nothing in the cart, that's how I want it"),
        _in_cart,
        Judge(_emptied, frozenset({"cart"})),
        _empty,
    ),
    Task(
        "shop-price",
        2,
        (
            "How much is the {title} in the shop?",
            "What does the {title} cost?",
            "show me the price of the {title}",
            "look up the {title} in the shop and tell me its price",
            "search the shop for the {title}, I want to see what it costs",
            "price of the {title} please",
        ),
        ("can I afford the {title}?", "{title}, shop, how expensive?"),
        _product,
        front(SHOP, "{title}", "{price}"),
        _show,
        kind="ask",
    ),
    Task(
        "shop-order-total",
        1,
        (
            "How much was my order with the {title}?",
            "What did I pay for the order of the {title}?",
            "show me the total of the order that has the {title}",
            "look at my orders: what was the sum of the one with the {title}?",
            "find my order of the {title} and its price",
            "in the shop, which amount did the {title} order come to?",
        ),
        ("I ordered the {title} the other day, what was that again in dollars?", "{title} order: total?"),
        ordered,
        front(SHOP, "{title}", "{total}"),
        _order_total,
        kind="ask",
    ),
)
