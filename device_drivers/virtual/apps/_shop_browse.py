"""The shop's places (range, wishes, cart, orders) and what a search or a category finds."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.apps._dates import cents_of, money
from device_drivers.virtual.apps._search import KEY, Searching
from device_drivers.virtual.apps._shop_cart import cart_view, wishes_view
from device_drivers.virtual.apps._shop_forms import AddressesPage, CardsPage
from device_drivers.virtual.apps._shop_orders import orders_view
from device_drivers.virtual.apps._shop_product import ProductPage
from device_drivers.virtual.kernel import Page
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import GROUP, style
from device_drivers.virtual.window.dialogs import choose
from device_drivers.virtual.window.kit import CLICKABLE, Action, Kit
from device_drivers.virtual.window.nav import Tab, Tabs
from device_drivers.virtual.window.view import WRAP, View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.shop import Program

PRODUCTS, SEARCHES = "content://com.android.shop/products", "content://com.android.shop/searches"
_TABS = (
    Tab("Shop", "bag", "tab_shop"),
    Tab("Wish list", "heart", "tab_wishlist"),
    Tab("Cart", "cart", "tab_cart"),
    Tab("Orders", "box", "tab_orders"),
)
_ICONS = {
    "Electronics": "keyboard", "Kitchen": "cup", "Clothing": "shirt", "Books": "note", "Garden": "sun",
    "Toys": "star",
}  # fmt: skip
_SORTS = (
    ("Relevance", "_id"),
    ("Price: low to high", "price, _id"),
    ("Price: high to low", "price DESC, _id"),
    ("Customer rating", "rating DESC, _id"),
    ("Fastest delivery", "delivery_days, _id"),
)


def product_row(ui: Kit, shop: Program, row: Row) -> View:
    """A product in a list; the heart puts it on the wish list."""
    ident, wished = row.number("_id"), shop.wished(row.number("_id"))
    price = [ui.text(money(row.number("price")), "product_price", style(bold=True, lines=1), w=WRAP)]
    if row.number("old_price"):
        old = style(fg="muted", size=13, lines=1)
        before = f"{ui.t('was')} {money(row.number('old_price'))}"
        price.append(ui.text(before, "product_old_price", old, w=WRAP))
    facts = f"{row.text('rating')} ★ ({row.text('reviews')})"
    small = style(fg="muted", size=13, lines=1)
    words = [
        ui.text(row.text("title"), "product_title", style(size=16, lines=2)),
        ui.text(f"{row.text('brand')} · {facts}" if row.text("brand") else facts, "product_rating", small),
        ui.line(price, gap=8),
    ]
    if not row.number("stock"):
        words.append(ui.label("Out of stock", "product_stock", small))
    heart = ui.icon_button(
        "Remove from wish list" if wished else "Add to wish list",
        "heart_full" if wished else "heart",
        partial(shop.flip_wish, ident),
        "wish_button",
        fg="primary" if wished else "muted",
    )
    picture = ui.icon("", "product_image", size=56)
    hue = f"hue{ident % 6}"
    glyph = _ICONS.get(row.text("category"), "box")
    picture.style = style(widget="icon", icon=glyph, bg=hue, shape="card", fg="on_wallpaper")
    view = ui.line(
        [picture, ui.column(words, weight=1, gap=3), heart], "product_card", pad=(16, 10, 4, 10), gap=14
    )
    view.on_click = lambda: shop.system.push(ProductPage(shop, ident))
    view.clickable = view.focusable = True
    return view


class HomePage(Searching):
    cls = ".MainActivity"

    def __init__(self, app: Program, tab: int = 0) -> None:
        super().__init__(app)
        self.shop = app
        self.tab = tab

    def view(self, ui: Kit) -> View:
        if self.searching:
            return self._suggestions(ui)
        others = (wishes_view, cart_view, orders_view)
        body = others[self.tab - 1](ui, self) if self.tab else self._range(ui)
        actions = [
            Action("Search", self.search, "search", "action_search"),
            Action("Addresses", lambda: self.open(AddressesPage(self.shop)), main=False),
            Action("Saved cards", lambda: self.open(CardsPage(self.shop)), main=False),
        ]
        tabs = Tabs(_TABS, self.tab, partial(setattr, self, "tab"))
        return scaffold(ui, _TABS[self.tab].label, body, actions=actions, tabs=tabs)

    def _range(self, ui: Kit) -> View:
        names = sorted({row.text("category") for row in self.content.rows(PRODUCTS)})
        if not names:
            return ui.empty("Nothing for sale today", "bag")
        cells = [self._category(ui, name) for name in names]
        rows = [ui.header("Categories"), ui.grid(cells, 2, "category_grid", pad=(10, 0, 10, 0))]
        deals = self.content.rows(PRODUCTS, "old_price > price", "price")
        if deals:
            rows += [ui.header("Deals of the day"), *(product_row(ui, self.shop, row) for row in deals)]
        return ui.list(rows, "home_list", pad=(0, 0, 0, 24))

    def _category(self, ui: Kit, name: str) -> View:
        inside = ui.line(
            [ui.icon(_ICONS.get(name, "box")), ui.text(name, "category_name", style(lines=1), weight=1)],
            cls=GROUP,
            gap=12,
            pad=(14, 14, 8, 14),
            bg="card",
            shape="card",
        )
        cell = ui.column([inside], "category", pad=(6, 6, 6, 6))
        cell.on_click = lambda: self.open(ResultsPage(self.shop, category=name))
        cell.clickable = cell.focusable = True
        return cell

    def _suggestions(self, ui: Kit) -> View:
        """Products by their names; with nothing typed what was searched for before."""
        wanted = self.wanted()
        rows = []
        if wanted:
            words = f'{ui.t("Search for")} "{wanted}"'
            rows.append(ui.row(words, "", self._find, icon=ui.icon("search"), ids=("suggestion", "")))
            names = [row.text("title") for row in self.content.rows(PRODUCTS)]
        else:
            names = [row.text("query") for row in self.content.rows(SEARCHES)]
        icon = "search" if wanted else "clock"
        for name in [name for name in names if wanted in name.lower()][:12]:
            rows.append(
                ui.row(name, "", partial(self._find, name), icon=ui.icon(icon), ids=("suggestion", ""))
            )
        if names and not wanted:
            forget = partial(self.content.delete, SEARCHES)
            rows.append(ui.row(ui.t("Clear search history"), "", forget, icon=ui.icon("delete")))
        bar = self.search_bar(ui, "Search products")
        for view in bar.children:
            if view.on_text is not None:
                view.on_submit = self._find
        return scaffold(ui, "", ui.list(rows, "suggestions"), bar=bar)

    def _find(self, text: str = "") -> None:
        query = text or self.state.fields.get(KEY, "").strip()
        if not query:
            return
        self.content.insert(SEARCHES, {"query": query})
        self.searching = False
        self.open(ResultsPage(self.shop, query=query))


@dataclass
class Wanted:
    """The filters of a list of products; cents."""

    least: int | None = None
    most: int | None = None
    stars: int = 0
    in_stock: bool = False
    on_sale: bool = False
    brands: set[str] = field(default_factory=set)

    def fits(self, row: Row) -> bool:
        price = row.number("price")
        return (
            (self.least is None or price >= self.least)
            and (self.most is None or price <= self.most)
            and float(row.text("rating") or 0) >= self.stars
            and (not self.in_stock or row.number("stock") > 0)
            and (not self.on_sale or row.number("old_price") > price)
            and (not self.brands or row.text("brand") in self.brands)
        )

    @property
    def count(self) -> int:
        """How many are set."""
        price = self.least is not None or self.most is not None
        return sum(map(bool, (price, self.stars, self.in_stock, self.on_sale, self.brands)))


class ResultsPage(Page):
    cls = ".SearchActivity"

    def __init__(self, app: Program, query: str = "", category: str = "") -> None:
        super().__init__(app)
        self.shop = app
        self.query, self.category = query, category
        self.sort = 0
        self.filter = Wanted()

    def found(self) -> list[Row]:
        """What the search or the category has, whatever the filters."""
        words = self.query.lower().split()
        return [
            row
            for row in self.content.rows(PRODUCTS, sort=_SORTS[self.sort][1])
            if self.category in ("", row.text("category"))
            and all(
                word in f"{row.text('title')} {row.text('brand')} {row.text('category')}".lower()
                for word in words
            )
        ]

    def view(self, ui: Kit) -> View:
        rows = [row for row in self.found() if self.filter.fits(row)]
        count = self.filter.count
        said = f"{len(rows)} {ui.t('results')}" + (f" · {count} {ui.t('filters')}" if count else "")
        head = ui.text(said, "result_count", style(fg="muted", size=14, lines=1), pad=(16, 0, 16, 6))
        cards = [product_row(ui, self.shop, row) for row in rows]
        table = ui.list(cards, "result_list", weight=1) if cards else ui.empty("No products found", "search")
        actions = [
            Action("Filter", lambda: self.open(FilterPage(self)), "filter", "action_filter"),
            Action("Sort by", self._sort, "sort", "action_sort"),
        ]
        title = self.category or self.query
        return scaffold(ui, title, ui.column([head, table]), up=self.up, actions=actions, plain=True)

    def _sort(self) -> None:
        def pick(place: int) -> None:
            self.sort = place

        self.show(choose("Sort by", [label for label, _ in _SORTS], self.sort, pick))


class FilterPage(Page):
    """The filters of a page of results; they count when "Show results" is touched."""

    cls = ".FilterActivity"

    def __init__(self, results: ResultsPage) -> None:
        super().__init__(results.app)
        self.results = results
        old = results.filter
        self.wanted = Wanted(old.least, old.most, old.stars, old.in_stock, old.on_sale, set(old.brands))
        self._show_prices()

    def _show_prices(self) -> None:
        for key, cents in (("price_min", self.wanted.least), ("price_max", self.wanted.most)):
            self.state.fields[key] = "" if cents is None else f"{cents / 100:.2f}".removesuffix(".00")

    def view(self, ui: Kit) -> View:
        wanted = self.wanted
        prices = ui.line(
            [ui.field("price_min", "Minimum", weight=1), ui.field("price_max", "Maximum", weight=1)],
            gap=12,
            pad=(16, 0, 16, 4),
        )
        stars = [self._stars(ui, number) for number in (0, 2, 3, 4)]
        brands = sorted({row.text("brand") for row in self.results.found() if row.text("brand")})
        rows = [
            ui.header("Price"),
            prices,
            ui.header("Availability"),
            ui.pref("In stock only", "", partial(self._flip, "in_stock"), on=wanted.in_stock),
            ui.pref("On sale", "", partial(self._flip, "on_sale"), on=wanted.on_sale),
            ui.header("Customer rating"),
            *stars,
            *([ui.header("Brand")] if brands else []),
            *(self._brand(ui, name) for name in brands),
        ]
        done = ui.button("Show results", self._done, "show_results", kind="filled", weight=1)
        foot = ui.line([done], pad=(16, 8, 16, 12))
        body = ui.column([ui.scroll(rows, "filter_scroll", weight=1), foot])
        actions = [Action("Clear filters", self._clear, "", "action_clear")]
        return scaffold(ui, "Filter", body, up=self.up, close=True, actions=actions)

    def _stars(self, ui: Kit, number: int) -> View:
        words = f"{number} {ui.t('stars and up')}" if number else ui.t("Any rating")
        row = View(
            "android.widget.RadioButton",
            words,
            rid=ui.rid("rating_option"),
            h=52,
            pad=(24, 0, 16, 0),
            style=style(size=16, widget="radio_row"),
            checkable=True,
            checked=self.wanted.stars == number,
            **CLICKABLE,
        )
        row.on_click = lambda: setattr(self.wanted, "stars", number)
        return row

    def _brand(self, ui: Kit, name: str) -> View:
        box = ui.check(name in self.wanted.brands, None, "brand_check")
        return ui.row(
            name, "", lambda: self.wanted.brands.symmetric_difference_update({name}), trailing=[box]
        )

    def _flip(self, name: str) -> None:
        setattr(self.wanted, name, not getattr(self.wanted, name))

    def _clear(self) -> None:
        self.wanted = Wanted()
        self._show_prices()

    def _done(self) -> None:
        low, high = self.state.fields["price_min"].strip(), self.state.fields["price_max"].strip()
        self.wanted.least, self.wanted.most = cents_of(low), cents_of(high)
        if (low and self.wanted.least is None) or (high and self.wanted.most is None):
            self.toast(self.t("Enter a valid price"))
            return
        self.results.filter = self.wanted
        self.close()
