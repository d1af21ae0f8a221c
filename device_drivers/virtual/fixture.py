"""What lives on the phone when it is first switched on."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from device_drivers.virtual.stocks import Strict, bank, chats, shop, store
from device_drivers.virtual.stocks import browser as web
from device_drivers.virtual.stocks import maps as atlas
from device_drivers.virtual.stocks import music as shelf
from device_drivers.virtual.stocks import recorder as voices
from device_drivers.virtual.stocks.bank import BankAccount, BankCard, BankLogin, BankPayee
from device_drivers.virtual.stocks.calculator import Calculation, calculator
from device_drivers.virtual.stocks.calendar import Event, events
from device_drivers.virtual.stocks.chats import Chat
from device_drivers.virtual.stocks.dialer import Call, calls
from device_drivers.virtual.stocks.drawing import Drawing, drawing
from device_drivers.virtual.stocks.expenses import Budget, Expense, budgets, expenses
from device_drivers.virtual.stocks.mail import Mail, MailAccount, mail_accounts, mails
from device_drivers.virtual.stocks.recipes import Recipe, ShoppingItem, recipes, shopping
from device_drivers.virtual.stocks.shared_files import Photo, SharedFile, photos, shared_files
from device_drivers.virtual.stocks.shop import Product, ShopAddress, ShopOrder
from device_drivers.virtual.stocks.store import StoreApp
from device_drivers.virtual.stocks.tasks import Task, tasks
from device_drivers.virtual.stocks.weather import Place, weather
from edgelam.core.errors import ConfigError

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class FixtureInvalid(ConfigError):
    """A fixture file cannot be read or says something it may not say."""

    hint = "A fixture is a JSON object with lists such as contacts, messages, notes and alarms."


class Person(Strict):
    name: str = Field(min_length=1)
    phone: str = ""
    email: str = ""
    company: str = ""
    starred: bool = False


class Message(Strict):
    address: str = Field(min_length=1)  # a phone number or a sender's name
    body: str
    type: Literal["inbox", "sent", "draft"] = "inbox"
    minutes_ago: int | None = Field(
        default=None, ge=0
    )  # left out: in the order of the list, the last one newest
    read: bool = True


class Note(Strict):
    title: str = ""
    body: str = ""
    pinned: bool = False


class Alarm(Strict):
    time: str = Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    days: tuple[Day, ...] = ()
    label: str = ""
    enabled: bool = True


class Setting(Strict):
    """One of Android's settings that is not as on a new phone."""

    key: str = Field(pattern=r"^(system|secure|global)\.\w+$")  # namespace.name
    value: str


class Fixture(Strict):
    """The content of a fixture file."""

    settings: tuple[Setting, ...] = ()
    pin: str = Field(default="", pattern=r"^(\d{4,16})?$")  # of the lock screen, which shows at first
    contacts: tuple[Person, ...] = ()
    messages: tuple[Message, ...] = ()
    notes: tuple[Note, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    chats: tuple[Chat, ...] = ()
    products: tuple[Product, ...] = ()
    addresses: tuple[ShopAddress, ...] = ()
    shop_orders: tuple[ShopOrder, ...] = ()
    bank_login: BankLogin | None = None
    bank_accounts: tuple[BankAccount, ...] = ()
    bank_payees: tuple[BankPayee, ...] = ()
    bank_cards: tuple[BankCard, ...] = ()
    store_apps: tuple[StoreApp, ...] = ()
    calculations: tuple[Calculation, ...] = ()
    expenses: tuple[Expense, ...] = ()
    budgets: tuple[Budget, ...] = ()
    recipes: tuple[Recipe, ...] = ()
    shopping_list: tuple[ShoppingItem, ...] = ()
    weather_places: tuple[Place, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    calls: tuple[Call, ...] = ()
    events: tuple[Event, ...] = ()
    tasks: tuple[Task, ...] = ()
    mail_accounts: tuple[MailAccount, ...] = ()
    mails: tuple[Mail, ...] = ()
    files: tuple[SharedFile, ...] = ()
    photos: tuple[Photo, ...] = ()
    songs: tuple[shelf.Song, ...] = ()
    playlists: tuple[shelf.Playlist, ...] = ()
    recordings: tuple[voices.Recording, ...] = ()
    web_pages: tuple[web.WebPage, ...] = ()
    bookmarks: tuple[web.Bookmark, ...] = ()
    visits: tuple[web.Visit, ...] = ()
    places: tuple[atlas.Place, ...] = ()


def parse_fixture(text: str | bytes, name: str = "fixture") -> Fixture:
    """From JSON; FixtureInvalid names the first thing that is wrong."""
    try:
        return Fixture.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise FixtureInvalid(f"{name}: {place + ': ' if place else ''}{first['msg']}") from error


def load_fixture(path: Path) -> Fixture:
    """From a JSON file."""
    try:
        text = path.read_bytes()
    except OSError as error:
        raise FixtureInvalid(f"{path}: {error.strerror}") from error
    return parse_fixture(text, str(path))


_FIRST = (
    "Ana", "Ben", "Carla", "Dario", "Elif", "Finn", "Grace", "Hugo", "Ines", "Jamal", "Karin", "Leo", "Mina",
    "Noor",
    "Oskar", "Priya", "Rafael", "Sofia", "Tomas", "Ulla", "Victor", "Wanda", "Yusuf", "Zoe",
)  # fmt: skip
_LAST = (
    "Abbott", "Bauer", "Costa", "Duarte", "Ekberg", "Fischer", "Garcia", "Horvat", "Ito", "Jensen",
    "Kowalski",
    "Larsen", "Mensah", "Nowak", "Okafor", "Peters", "Quist", "Rossi", "Silva", "Tanaka", "Urban", "Vance",
    "Wolf",
)  # fmt: skip
_CHAT = (
    "Are you coming tonight?", "The train is late again", "Thanks for the lift!", "Can you bring some bread?",
    "I found your umbrella", "Running ten minutes late", "See you at the station", "Did you book the table?",
    "Great, talk tomorrow", "The plumber comes at nine", "Where did we park?", "Happy to help any time",
    "Have you seen my charger?", "Let's meet at the cafe", "The parcel has arrived",
)  # fmt: skip
_NOTES = (
    ("Groceries", "Milk\nEggs\nRye bread\nTomatoes"), ("Door code", "Ask Karin for the new one"),
    ("Trip ideas", "Lisbon in spring\nHiking in the Alps"), ("Workout", "3 x 12 squats, 20 min bike"),
    ("Gift list", "Scarf for Mom, chess set for Leo"), ("Paint colours", "Hall: warm white, kitchen: sage"),
    ("Recipe: lentil soup", "Onions, carrots, red lentils, cumin"), ("Books", "Short stories by Munro"),
    ("Car", "Winter tyres in October"), ("Meeting points", "Budget, hiring, new office"),
)  # fmt: skip
_ALARMS = (
    ("06:30", ("mon", "tue", "wed", "thu", "fri"), "Work"),
    ("09:00", ("sat", "sun"), ""),
    ("07:45", (), "Run"),
    ("22:15", (), "Bedtime"),
    ("05:50", ("tue", "thu"), "Swim"),
)


def default_fixture(seed: int) -> Fixture:
    """An everyday phone; the same for the same seed."""
    rng = random.Random(f"fixture:{seed}")
    names = [
        f"{first} {last}" for first, last in zip(rng.sample(_FIRST, 12), rng.sample(_LAST, 12), strict=True)
    ]
    numbers = [f"555{rng.randrange(10**6, 10**7)}" for _ in range(13)]
    people = [Person(name="Mom", phone=numbers[12], starred=True)]
    for name, number in zip(names, numbers, strict=False):
        mail = f"{name.split()[0].lower()}@example.org" if rng.random() < 0.5 else ""
        people.append(Person(name=name, phone=number, email=mail, starred=rng.random() < 0.15))
    messages = []
    for number in [numbers[12], *rng.sample(numbers[:12], rng.randrange(3, 7))]:
        for body in rng.sample(_CHAT, rng.randrange(1, 5)):
            kind: Literal["inbox", "sent"] = rng.choice(("inbox", "sent"))
            messages.append(
                Message(address=number, body=body, type=kind, read=rng.random() < 0.8 or kind == "sent")
            )
    notes = [Note(title=title, body=body) for title, body in rng.sample(_NOTES, rng.randrange(3, 8))]
    alarms = [
        Alarm(time=time, days=days, label=label, enabled=rng.random() < 0.6)  # type: ignore[arg-type]
        for time, days, label in rng.sample(_ALARMS, rng.randrange(2, 5))
    ]
    own = Fixture(
        contacts=tuple(people),
        messages=tuple(messages),
        notes=tuple(notes),
        alarms=tuple(alarms),
    )
    return own.model_copy(update=_of_apps(seed, numbers))


def _of_apps(seed: int, numbers: list[str]) -> dict[str, object]:
    """What each app draws for itself. numbers: of the people in the contacts."""
    return {
        "chats": chats.chats(seed),
        "products": shop.products(seed),
        "addresses": shop.addresses(seed),
        "shop_orders": shop.shop_orders(seed),
        "bank_login": bank.bank_login(seed),
        "bank_accounts": bank.bank_accounts(seed),
        "bank_payees": bank.bank_payees(seed),
        "bank_cards": bank.bank_cards(seed),
        "store_apps": store.store_apps(seed),
        "calculations": calculator(seed),
        "expenses": expenses(seed),
        "budgets": budgets(seed),
        "recipes": recipes(seed),
        "shopping_list": shopping(seed),
        "weather_places": weather(seed),
        "drawings": drawing(seed),
        "calls": calls(seed, numbers),
        "events": events(seed),
        "tasks": tasks(seed),
        "mail_accounts": mail_accounts(seed),
        "mails": mails(seed),
        "files": shared_files(seed),
        "photos": photos(seed),
        "songs": shelf.songs(seed),
        "playlists": shelf.playlists(seed),
        "recordings": voices.recordings(seed),
        "web_pages": web.web_pages(seed),
        "bookmarks": web.bookmarks(seed),
        "visits": web.visits(seed),
        "places": atlas.places(seed),
    }
