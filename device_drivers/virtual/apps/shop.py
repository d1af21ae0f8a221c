"""Shop: the range, the cart, wishes, addresses, cards and orders."""

from __future__ import annotations

from dataclasses import dataclass

from device_drivers.virtual.apps._dates import DAY_MS
from device_drivers.virtual.apps._shop_browse import HomePage, ResultsPage
from device_drivers.virtual.apps._shop_product import ProductPage
from device_drivers.virtual.fixture import Fixture
from device_drivers.virtual.intents import DEFAULT, LAUNCHER, MAIN, VIEW, Filter, Intent
from device_drivers.virtual.kernel import App, Page, System
from device_drivers.virtual.providers.resolver import Route, Row, Tables, Value, delete_rows, insert_row
from device_drivers.virtual.stocks.shop import ShopOrder

URI = "content://com.android.shop"
PRODUCTS, CART, WISHES, ORDERS = f"{URI}/products", f"{URI}/cart", f"{URI}/wishlist", f"{URI}/orders"
ITEMS, ADDRESSES, CARDS = f"{URI}/order_items", f"{URI}/addresses", f"{URI}/cards"
_ID = "_id INTEGER PRIMARY KEY AUTOINCREMENT"
SCHEMA = f"""
CREATE TABLE products ({_ID}, title TEXT, brand TEXT, category TEXT, price INTEGER, old_price INTEGER,
  rating REAL, reviews INTEGER, stock INTEGER, delivery_days INTEGER, options TEXT, description TEXT);
CREATE TABLE cart ({_ID}, product_id INTEGER, option TEXT DEFAULT '', quantity INTEGER DEFAULT 1);
CREATE TABLE wishlist ({_ID}, product_id INTEGER, added INTEGER);
CREATE TABLE shop_addresses ({_ID}, name TEXT, street TEXT, city TEXT, postcode TEXT, phone TEXT DEFAULT '');
CREATE TABLE shop_cards ({_ID}, holder TEXT, last4 TEXT, expiry TEXT);
CREATE TABLE shop_orders ({_ID}, number TEXT, date INTEGER, status TEXT DEFAULT 'placed', subtotal INTEGER,
  shipping INTEGER DEFAULT 0, total INTEGER, delivery TEXT DEFAULT 'standard', address TEXT DEFAULT '',
  payment TEXT DEFAULT '', cancel_reason TEXT DEFAULT '');
CREATE TABLE shop_order_items ({_ID}, order_id INTEGER, product_id INTEGER, title TEXT,
  option TEXT DEFAULT '', price INTEGER, quantity INTEGER);
CREATE TABLE shop_searches ({_ID}, query TEXT, date INTEGER);
CREATE VIEW cart_view AS SELECT c.*, p.title, p.price, p.price * c.quantity AS total, p.stock
  FROM cart c JOIN products p ON p._id = c.product_id;
CREATE VIEW wishlist_view AS SELECT w.*, p.title, p.price
  FROM wishlist w JOIN products p ON p._id = w.product_id;
"""
FREE_FROM, STANDARD, EXPRESS = 3500, 499, 999  # cents
MOST = 10  # of one product in a cart


@dataclass(frozen=True)
class Line:
    """Something to be bought."""

    product: int
    option: str
    quantity: int
    title: str
    price: int  # cents

    @property
    def total(self) -> int:
        return self.price * self.quantity


class Program(App):
    package = "com.android.shop"
    label = "Shop"
    icon = "bag"
    launcher = ".MainActivity"
    activities = {
        ".MainActivity": (Filter((MAIN,), (LAUNCHER, DEFAULT)),),
        ".ProductActivity": (Filter((VIEW,), schemes=("shop",), hosts=("product",)),),
        ".SearchActivity": (Filter((VIEW,), schemes=("shop",), hosts=("search",)),),
        ".CartActivity": (Filter((VIEW,), schemes=("shop",), hosts=("cart", "orders", "wishlist")),),
    }
    permissions = ("android.permission.POST_NOTIFICATIONS",)
    version = ("8.12.0", 81200)

    def __init__(self, system: System) -> None:
        super().__init__(system)
        routes = {
            "products": Route("products"),
            "cart": Route("cart", "cart_view"),
            "wishlist": Route("wishlist", "wishlist_view", values={"added": system.now_ms()}),
            "orders": Route("shop_orders", order="date DESC, _id DESC", delete=self._delete_orders),
            "order_items": Route("shop_order_items"),
            "addresses": Route("shop_addresses"),
            "cards": Route("shop_cards"),
            "searches": Route("shop_searches", order="date DESC, _id DESC", insert=self._insert_search),
        }
        system.content.add(Tables(self.package, routes), SCHEMA)

    def _delete_orders(self, idents: list[int]) -> None:
        delete_rows(self.content.db, "shop_order_items", idents, "order_id")
        delete_rows(self.content.db, "shop_orders", idents)

    def _insert_search(self, values: dict[str, Value]) -> int:
        """The same search once more takes the older one's place."""
        self.content.db.execute("DELETE FROM shop_searches WHERE query=?", (values.get("query"),))
        return insert_row(self.content.db, "shop_searches", {"date": self.system.now_ms(), **values})

    def fill(self, fixture: Fixture) -> None:
        for product in fixture.products:
            values = product.model_dump(exclude={"in_cart", "wished", "options"})
            uri = self.content.insert(PRODUCTS, {**values, "options": "|".join(product.options)})
            ident = int(uri.rsplit("/", 1)[1])
            if product.in_cart:
                option = product.options[0] if product.options else ""
                self.content.insert(
                    CART, {"product_id": ident, "quantity": product.in_cart, "option": option}
                )
            if product.wished:
                self.content.insert(WISHES, {"product_id": ident})
        for address in fixture.addresses:
            self.content.insert(ADDRESSES, address.model_dump())
        for order in fixture.shop_orders:
            self._fill_order(order, fixture)

    def _fill_order(self, order: ShopOrder, fixture: Fixture) -> None:
        known = {row.text("title"): row for row in self.content.rows(PRODUCTS)}
        lines = []
        for title, quantity in order.items:
            row = known.get(title)
            if row is not None:
                option = row.text("options").split("|")[0]
                lines.append(Line(row.number("_id"), option, quantity, title, row.number("price")))
        home = fixture.addresses[0].street if fixture.addresses else ""
        date = self.system.now_ms() - order.days_ago * DAY_MS - 5_400_000
        self.write_order(lines, "standard", home, "", {"date": date, "status": order.status})

    def clear(self) -> None:
        """The customer's things go; the range stays."""
        for uri in (CART, WISHES, ORDERS, ADDRESSES, CARDS, f"{URI}/searches"):
            self.content.delete(uri)

    def page(self, activity: str, intent: Intent) -> Page:
        place, _, rest = intent.data.partition("://")[2].partition("/")
        if activity == ".ProductActivity" and rest.isdigit():
            return ProductPage(self, int(rest))
        if activity == ".SearchActivity":
            return ResultsPage(self, query=rest.replace("+", " ").replace("%20", " "))
        tabs = {"wishlist": 1, "cart": 2, "orders": 3}
        return HomePage(self, tabs.get(place, 0))

    def show_cart(self) -> None:
        self.system.push(HomePage(self, 2))

    def show_product(self, ident: int) -> None:
        self.system.push(ProductPage(self, ident))

    # cart and wishes
    def product(self, ident: int) -> Row | None:
        return self.content.row(f"{PRODUCTS}/{ident}")

    def put_in_cart(self, product: int, option: str, quantity: int) -> None:
        quoted = option.replace("'", "''")
        known = self.content.row(CART, f"product_id={product} AND option='{quoted}'")
        if known is not None:
            self.set_quantity(known, known.number("quantity") + quantity)
        else:
            values: dict[str, Value] = {"product_id": product, "option": option, "quantity": quantity}
            self.content.insert(CART, values)

    def set_quantity(self, row: Row, quantity: int) -> None:
        """Within what one customer can have."""
        most = max(1, min(MOST, row.number("stock")))
        self.content.update(f"{CART}/{row.number('_id')}", {"quantity": min(max(1, quantity), most)})

    def wished(self, product: int) -> bool:
        return self.content.row(WISHES, f"product_id={product}") is not None

    def flip_wish(self, product: int) -> bool:
        """Whether it is wished for now."""
        if self.content.delete(WISHES, f"product_id={product}"):
            return False
        self.content.insert(WISHES, {"product_id": product, "added": self.system.now_ms()})
        return True

    def line(self, product: int, option: str, quantity: int) -> Line:
        row = self.product(product)
        title, price = (row.text("title"), row.number("price")) if row is not None else ("", 0)
        return Line(product, option, quantity, title, price)

    def cart(self) -> list[Line]:
        rows = self.content.rows(CART)
        return [
            self.line(row.number("product_id"), row.text("option"), row.number("quantity")) for row in rows
        ]

    # orders
    def shipping(self, subtotal: int, delivery: str) -> int:
        """Cents."""
        if delivery == "express":
            return EXPRESS
        return 0 if subtotal >= FREE_FROM else STANDARD

    def write_order(
        self, lines: list[Line], delivery: str, address: str, payment: str, more: dict[str, Value]
    ) -> int:
        subtotal = sum(line.total for line in lines)
        shipping = self.shipping(subtotal, delivery)
        values: dict[str, Value] = {
            "date": self.system.now_ms(),
            "subtotal": subtotal,
            "shipping": shipping,
            "total": subtotal + shipping,
            "delivery": delivery,
            "address": address,
            "payment": payment,
        }
        uri = self.content.insert(ORDERS, {**values, **more})
        ident = int(uri.rsplit("/", 1)[1])
        self.content.update(uri, {"number": f"SH-{20480 + 17 * ident}"})
        for line in lines:
            self.content.insert(
                ITEMS,
                {
                    "order_id": ident,
                    "product_id": line.product,
                    "title": line.title,
                    "option": line.option,
                    "price": line.price,
                    "quantity": line.quantity,
                },
            )
        return ident

    def place_order(self, lines: list[Line], delivery: str, address: str, payment: str, cart: bool) -> int:
        """Buy; what was in the cart leaves it."""
        ident = self.write_order(lines, delivery, address, payment, {"status": "placed"})
        for line in lines:
            self._stock(line.product, -line.quantity)
        if cart:
            self.content.delete(CART)
        return ident

    def cancel_order(self, order: int, reason: str) -> None:
        self.content.update(f"{ORDERS}/{order}", {"status": "cancelled", "cancel_reason": reason})
        for row in self.content.rows(ITEMS, f"order_id={order}"):
            self._stock(row.number("product_id"), row.number("quantity"))

    def _stock(self, product: int, change: int) -> None:
        row = self.product(product)
        if row is not None:
            self.content.update(f"{PRODUCTS}/{product}", {"stock": max(0, row.number("stock") + change)})
