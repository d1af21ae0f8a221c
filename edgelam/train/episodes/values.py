"""Names, numbers, times and texts that tasks are about; pure. All of it is made up."""

from __future__ import annotations

import random

_FIRST = (
    "Aaliyah Abel Ada Adrian Agnes Ahmed Aiko Alan Alba Alexei Alma Amara Amir Amy Ana Andre Anika Anton Aria Arjun "
    "Arthur Asha Astrid Aurora Beatriz Ben Bianca Boris Brenda Bruno Caleb Camila Carla Carlos Carmen Cecilia Cedric "
    "Chen Chloe Clara Colin Cora Dana Daniel Daria David Dean Diego Dina Dmitri Dora Dylan Edith Eduardo Elena Eli "
    "Elias Elsa Emil Emma Enzo Eric Esther Ethan Eva Ezra Fatima Felix Fiona Flora Frank Freya Gabriel Gemma George "
    "Gina Grace Greta Guido Gus Hamid Hana Hannah Harold Hassan Hazel Heidi Helena Henry Hugo Ian Ida Igor Ines Ingrid "
    "Irene Isaac Isla Ivan Ivy Jack Jacob Jade Jamal Jana Jasmine Jean Joan Joel Jonas Jorge Josie Juan Judith Julia "
    "Kai Karim Karl Kate Kemal Kim Kiran Lara Lars Laura Layla Lea Lena Leo Liam Lily Linda Lisa Lola Louis Lucia Luis "
    "Luna Mabel Magda Malik Marco Maria Marta Mason Max Maya Mei Mia Mila Milo Mina Mohamed Mona Nadia Nate Nico Nina "
    "Noah Noor Nora Olaf Olga Oliver Omar Oscar Otto Pablo Paula Pedro Petra Pia Priya Quinn Rafael Rana Raul Rita "
    "Robin Rosa Ruby Ruth Sami Sara Sasha Selma Sergei Silas Simon Sofia Stella Sven Tamar Tara Tariq Theo Tina Tom "
    "Uma Ursula Vera Victor Wanda Will Xenia Yara Yusuf Zara Zoe"
).split()
_LAST = (
    "Abbott Acosta Ahlberg Ali Alvarez Anders Baker Barros Bauer Bell Berg Bianchi Blake Bloom Brandt Brooks Cardoso "
    "Carver Castro Chang Cohen Cole Conti Costa Cruz Dahl Das Diaz Dubois Duarte Eklund Ellis Evans Farouk Ferrari "
    "Fischer Flores Fox Frost Garcia Goldberg Gomez Graham Grant Gupta Haas Hale Hansen Hayes Hoffman Holm Huang Ibrahim "
    "Ito Jansen Jensen Jones Kaplan Kaur Keller Khan Kim Klein Kovac Kumar Lang Larsen Lee Lehmann Levy Lim Lopez Lund "
    "Malik Marin Mehta Mendes Meyer Moore Morris Nakamura Nguyen Nilsson Novak Okafor Olsen Ortiz Osman Park Patel Perez "
    "Petrov Popov Price Quist Ramos Reyes Ricci Rossi Roth Ruiz Sato Schmidt Shah Silva Singh Sokolov Stone Suzuki Tanaka "
    "Torres Turner Vargas Vega Volkov Wagner Walsh Weber West Winter Wolf Wong Wu Yang Young Zhang Ziegler"
).split()
_RELATIVES = ("Mom", "Dad", "Grandma", "Uncle Ray", "Aunt Lou", "Sis", "My Boss", "Landlord", "Dr. Keller", "Dentist")
_PLACES = (
    "the station", "the office", "the park", "the gym", "home", "the airport", "the library", "school", "the cafe",
    "the museum", "the clinic", "the market", "the hotel", "the pool", "the bakery", "platform 4", "gate B7",
)  # fmt: skip
_THINGS = (
    "milk", "eggs", "bread", "the keys", "the report", "the tickets", "batteries", "coffee", "the invoice", "a charger",
    "the photos", "the contract", "rice", "apples", "the slides", "an umbrella", "the package", "the address",
    "some cash", "the cake", "flowers", "the laptop", "the wifi code", "olive oil", "stamps", "paint",
)  # fmt: skip
_DAYPARTS = ("tonight", "tomorrow", "this afternoon", "on Monday", "on Friday", "next week", "at noon", "after work",
             "in an hour", "on Sunday", "this evening", "before lunch")  # fmt: skip
_VERBS = ("call", "text", "meet", "visit", "pay", "email", "thank", "remind", "invite", "pick up")
_MESSAGES = (
    "running {n} minutes late", "see you at {place}", "can you bring {thing}", "don't forget {thing}", "on my way",
    "happy birthday", "are you free {part}", "call me when you can", "dinner is at {hour}", "I'm at {place} now",
    "thanks for {thing}", "the meeting moved to {hour}", "what time do you get to {place}", "love you", "good luck {part}",
    "let's meet at {place} {part}", "did you get {thing}", "no worries", "I'll be there by {hour}", "sounds good to me",
    "please send me {thing}", "the door code is {code}", "leaving {place} now", "happy new year", "sorry I missed your call",
    "we need {thing} and {thing2}", "see you {part}", "your order is at {place}", "lunch {part}?", "home by {hour}",
    "can we talk {part}", "I forgot {thing}", "congratulations", "get well soon", "is {place} still open", "ok", "yes {part}",
)  # fmt: skip
_TITLES = (
    "Shopping list", "Packing list", "Ideas", "Recipes", "Meeting notes", "Book list", "To do", "Travel plans", "Passwords hints",
    "Garden", "Workout plan", "Budget", "Gift ideas", "Movie list", "Party plan", "Groceries", "Car service", "Birthdays",
    "House repairs", "Project {word}", "Trip to {city}", "Notes for {name}", "{word} list", "Draft for {name}", "{city} hotels",
    "Questions for {name}", "{word} research", "Weekly goals", "Lecture {n}", "Chapter {n}", "Room {n} plan", "Chores",
)  # fmt: skip
_WORDS = ("Falcon", "Maple", "Orion", "Tulip", "Granite", "Comet", "Harvest", "Lagoon", "Pepper", "Quartz", "Saffron", "Willow",
          "Cobalt", "Ember", "Juniper", "Nimbus", "Pine", "Rocket", "Sparrow", "Velvet", "Walnut", "Zephyr")  # fmt: skip
_CITIES = ("Lisbon", "Oslo", "Kyoto", "Prague", "Lima", "Cairo", "Dublin", "Hanoi", "Quito", "Porto", "Vienna", "Athens",
           "Seoul", "Tunis", "Riga", "Bogota", "Sofia", "Nairobi", "Geneva", "Malmo")  # fmt: skip
_BODIES = (
    "{thing}, {thing2}", "buy {thing} and {thing2}", "{verb} {name} {part}", "remember {thing}", "ask {name} about {thing}",
    "{thing} is at {place}", "{n} boxes of {thing}", "call {city} office {part}", "check {thing} {part}", "code {code}",
    "meet {name} at {place}", "flight at {hour} from {city}", "return {thing} to {name}", "fix {thing}", "read chapter {n}",
    "bring {thing} to {place} {part}", "{name} owes me {n} dollars", "book a table for {n}", "water the plants {part}",
)  # fmt: skip
_LABELS = ("Gym", "Work", "Medicine", "Yoga", "School run", "Laundry", "Bus", "Standup", "Swim", "Tea", "Walk the dog", "Piano",
           "Bins", "Vitamins", "Church", "Study", "Morning run", "Flight", "Doctor", "Bake", "Nap", "Train to {city}",
           "Call {name}", "{verb} {name}", "Pasta", "Eggs", "Pizza", "Parking", "Rice", "Plank", "Break", "Meditation")  # fmt: skip
_MAILS = ("example.com", "example.org", "mail.example", "post.example", "example.net")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def person(rng: random.Random) -> str:
    """A name as in an address book: mostly first and last."""
    roll = rng.random()
    if roll < 0.1:
        return rng.choice(_RELATIVES)
    first = rng.choice(_FIRST)
    return first if roll < 0.25 else f"{first} {rng.choice(_LAST)}"


def people(rng: random.Random, count: int) -> list[str]:
    """Different names; now and then two share a first name."""
    found: dict[str, None] = {}
    while len(found) < count:
        name = person(rng)
        if found and rng.random() < 0.12 and " " in name:
            name = f"{rng.choice(list(found)).split()[0]} {rng.choice(_LAST)}"
        found[name] = None
    return list(found)


def number(rng: random.Random) -> str:
    """A phone number, in one of the ways people write them."""
    area, middle, last = rng.randint(201, 989), rng.randint(200, 999), rng.randint(0, 9999)
    if rng.random() < 0.3:
        middle = 555
    shape = rng.choice(("{0}-{1}-{2:04}", "({0}) {1}-{2:04}", "{0}{1}{2:04}", "+1 {0} {1} {2:04}", "{0} {1} {2:04}",
                        "{1}-{2:04}", "+44 {0} {1}{2:04}"))  # fmt: skip
    return shape.format(area, middle, last)


def _filled(rng: random.Random, pattern: str) -> str:
    thing, thing2 = rng.sample(_THINGS, 2)
    hour = f"{rng.randint(1, 12)}{rng.choice(('', ':15', ':30', ':45'))}{rng.choice((' pm', ' am', 'pm', ''))}"
    return pattern.format(
        n=rng.randint(2, 40), place=rng.choice(_PLACES), thing=thing, thing2=thing2, part=rng.choice(_DAYPARTS),
        hour=hour, code=rng.randint(1000, 9999), word=rng.choice(_WORDS), city=rng.choice(_CITIES),
        name=rng.choice(_FIRST), verb=rng.choice(_VERBS),
    )  # fmt: skip


def message(rng: random.Random) -> str:
    """What a text message says."""
    text = _filled(rng, rng.choice(_MESSAGES))
    roll = rng.random()
    if roll < 0.2:
        return f"{text}, {_filled(rng, rng.choice(_MESSAGES))}"
    return text[0].upper() + text[1:] if roll < 0.6 else text


def title(rng: random.Random) -> str:
    """A note's title."""
    return _filled(rng, rng.choice(_TITLES))


def body(rng: random.Random) -> str:
    """What a note says, in one line."""
    return _filled(rng, rng.choice(_BODIES))


def label(rng: random.Random) -> str:
    """The name of an alarm or a timer."""
    return _filled(rng, rng.choice(_LABELS))


def mail(rng: random.Random, name: str) -> str:
    """An address under a domain that nobody owns."""
    parts = [part for part in name.lower().replace(".", "").split() if part.isascii()]
    return f"{rng.choice(('.', '', '_')).join(parts)}{rng.choice(('', str(rng.randint(1, 99))))}@{rng.choice(_MAILS)}"


def distinct(rng: random.Random, make: object, count: int) -> list[str]:
    """`count` different values of a maker."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[make(rng)] = None  # type: ignore[operator]
    return list(found)


def spoken_time(rng: random.Random, hour: int, minute: int, *, hours24: bool = False) -> str:
    """The time of day in words, unambiguous: 19:05 -> "7:05 pm", "19:05"."""
    if hours24 and rng.random() < 0.5:
        return f"{hour}:{minute:02}"
    shown, half = hour % 12 or 12, "am" if hour < 12 else "pm"
    mark = rng.choice((f" {half}", half, f" {half.upper()}", f" {half[0]}.m."))
    if minute == 0 and rng.random() < 0.6:
        return f"{shown}{mark}"
    return f"{shown}:{minute:02}{mark}"


def spoken_length(seconds: int) -> str:
    """A length of time: 90 -> "1 minute 30 seconds"."""
    parts = [(seconds // 3600, "hour"), (seconds // 60 % 60, "minute"), (seconds % 60, "second")]
    return " ".join(f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count)
