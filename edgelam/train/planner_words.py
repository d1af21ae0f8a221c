"""Words and values that made-up goals are filled with; pure but for the random generator given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

FIRST = (
    "Anna Ben Carla David Emma Felix Grace Henry Isla Jack Karen Liam Maria Noah Olivia Peter Quinn Rosa Sam Tina Uma "
    "Victor Wendy Xavier Yara Zoe Alice Bob Charlie Diana Ethan Fiona George Hannah Ivan Julia Kevin Laura Mike Nina "
    "Oscar Paula Ravi Sofia Tom Ursula Vera Will Ximena Yusuf Zack Priya Wei Mei Ahmed Fatima Chidi Ngozi Hiro Yuki "
    "Lars Ingrid Pablo Lucia Marco Giulia Pierre Chloe Jan Eva Omar Leila Ana Rita Tim Max Leo Mia Ella Amy Joe Kate "
    "Lucy Mark Nick Paul Ruth Sara Steve Theo Val Abby Brian Craig Dana Eric Frank Gina Hugo Ian Jane Kyle Lena"
).split()
LAST = (
    "Smith Jones Brown Garcia Miller Davis Lopez Wilson Moore Taylor Lee White Clark Lewis Young King Wright Hill Green "
    "Baker Adams Nelson Carter Perez Roberts Turner Parker Evans Collins Reed Cook Bell Murphy Bailey Cooper Kim Patel "
    "Novak Schmidt Weber Rossi Silva Santos Tanaka Chen Singh Khan Haddad Okafor Larsen Dubois O'Brien"
).split()
KIN = "mom dad mum grandma grandpa my_wife my_husband my_sister my_brother my_boss my_roommate aunt_Carol uncle_Bob".split()
LABELS = (
    "gym, take medicine, work, school run, wake up, meeting, yoga, laundry, pick up the kids, water the plants, "
    "breakfast, feed the cat, walk the dog, standup, medication, pasta, eggs, tea, pizza, nap, workout, study, trash, "
    "doctor, dentist, call home, morning run, swimming, piano practice, church, flight, train, oven, bread, rice, break, "
    "parking, bus, prayers, vitamins, coffee, homework, team call, bed time, garden, haircut, cookies, stretching"
).split(", ")
TITLES = (
    "Groceries, Shopping, Ideas, Packing list, Travel, Books to read, Gift ideas, Recipes, Meeting notes, To do, "
    "Passwords hint, Birthday party, Workout plan, Movies, Wifi code, Car service, Garden, Project X, Budget, Wish list, "
    "Holiday, Lecture, Dentist, Chores, Quotes, Dreams, House rules, Restaurants, Homework, Camping, Wedding, Renovation, "
    "Insurance, Goals 2027, Weekend, Language class, Pancakes, Contact list, Measurements, Plants"
).split(", ")
BODIES = (
    "milk and eggs, buy bread, two eggs one cup of flour, call the bank on Monday, tent and sleeping bags, "
    "finish the report by Friday, the code is 4711, red paint for the door, passport tickets charger, 3 kg of apples, "
    "ask about the lease, learn ten new words, pick up the parcel, check the tyres, size 42, row 5 seat 12, "
    "bring the blue folder, tomatoes basil mozzarella, run 5 km on Tuesday, water the ficus, batteries, "
    "thank Peter for the help, the meeting moved to room 204, pay the rent, new lamp for the hall, soap"
).split(", ")
SAYINGS = (
    "I'll be ten minutes late; I'm on my way; running late; see you at 6; happy birthday; can you pick up some milk; "
    "the meeting is cancelled; call me when you can; I love you; where are you; dinner is ready; thanks for yesterday; "
    "I'm home; don't forget the keys; are we still on for tonight; good luck with the exam; just landed; "
    "the train is delayed; I can't make it today; what time does it start; please feed the dog; I'm stuck in traffic; "
    "let's meet at the station; have a great day; did you lock the door; I'm sick and stay home today; "
    "bring a bottle of wine; we need more paper; the package arrived; sorry I missed your call; ok; yes that works; "
    "I'll call you back later; congratulations on the new job; come over at 8; we are out of coffee; turn off the oven; "
    "got it thanks; how was your trip; meet me in front of the cinema; I left my jacket at your place; good night"
).split("; ")
QUERIES = (
    "pizza, running shoes, cheap flights, weather in Paris, cat videos, jazz, lasagna recipe, wireless headphones, news, "
    "best laptops, history of Rome, coffee near me, guitar lessons, python tutorial, football scores, invoice, birthday, "
    "rent, sushi, electric cars, how to tie a tie, movie times, rain jacket, book club, yoga for beginners, mount everest"
).split(", ")
PLACES = (
    "the airport, work, home, Central Park, 12 Main Street, the nearest gas station, London, the city library, Munich, "
    "the train station, 45 Oak Avenue, Pier 39, the hospital, Walmart, the museum of modern art, Lake Tahoe, room 12"
).split(", ")
EVENTS = (
    "lunch with Anna, dentist appointment, team meeting, birthday party, parent evening, football practice, book club, "
    "job interview, dinner, doctor, haircut, conference call, concert, yoga class, school play, car inspection, exam"
).split(", ")
MUSIC = (
    "some jazz, Bohemian Rhapsody, Taylor Swift, the Beatles, my workout playlist, classical music, Thriller, Adele, "
    "lo-fi beats, Hotel California, Queen, 80s hits, the new album by Coldplay, Miles Davis, Imagine by John Lennon"
).split(", ")
SITES = "wikipedia.org, bbc.com, example.com, news.ycombinator.com, github.com, nytimes.com, www.amazon.com, reddit.com/r/android, openstreetmap.org".split(", ")
PAGES = "Wi-Fi, Bluetooth, display, sound, battery, storage, apps, location, security, privacy, date and time, language, keyboard, accessibility, about phone, developer options, notification, airplane mode, network, do not disturb, wifi".split(", ")
THINGS = "a large pizza, two burgers, running shoes, a phone case, a birthday cake, a taxi to the airport, flowers for mom, a table for two, a flight to Paris, cinema tickets, headphones, groceries, a new laptop, sushi, a hotel in Rome".split(", ")
NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WEEK = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()


def number_words(value: int) -> str:
    """0 to 99 in words."""
    if value < 20:
        return NUMBERS[value]
    return TENS[value // 10 - 2] + (" " + NUMBERS[value % 10] if value % 10 else "")


def contact(r: Random) -> str:
    if r.random() < 0.25:
        return r.choice(KIN).replace("_", " ").capitalize() if r.random() < 0.3 else r.choice(KIN).replace("_", " ")
    return person(r)


def person(r: Random) -> str:
    return r.choice(FIRST) + (" " + r.choice(LAST) if r.random() < 0.4 else "")


def whom(r: Random) -> str:
    return phone(r) if r.random() < 0.1 else contact(r)


def phone(r: Random) -> str:
    groups = r.choice(((3, 4), (3, 3, 4), (4, 6), (2, 3, 4), (10,), (5, 5), (7,)))
    joint = r.choice(("-", " ", "", "-"))
    return r.choice(("", "", "+1 ", "+49 ", "0")) + joint.join(
        "".join(str(r.randrange(10)) for _ in range(n)) for n in groups
    )


def email(r: Random) -> str:
    name = r.choice(FIRST).lower() + r.choice(("", ".", "_")) + r.choice(LAST).lower()
    return f"{name}@{r.choice(('example.com', 'mail.org', 'gmail.com', 'work.co.uk'))}"


def time(r: Random) -> str:
    hour, minute = r.randrange(1, 13), r.choice((0, 0, 15, 30, 45, r.randrange(60)))
    half = r.choice((" am", " pm", "am", "pm", " a.m.", " p.m.", " AM", " PM", "", "", " o'clock" if not minute else ""))
    match r.randrange(12):
        case 0 | 1 | 2 | 3 | 4:
            return f"{hour}:{minute:02d}{half if 'clock' not in half else ''}" if minute else f"{hour}{half}"
        case 5:
            return f"{r.randrange(24):02d}:{minute:02d}"
        case 6:
            return f"{hour} {minute:02d}{half}" if minute >= 10 else f"{number_words(hour)}{half}"
        case 7:
            return f"{number_words(hour)} {number_words(minute)}{half}" if minute >= 10 else f"{number_words(hour)}{half}"
        case 8:
            said = r.choice((str(hour), number_words(hour)))
            return r.choice(("half past ", "quarter past ", "quarter to ", "ten past ", "20 to ", "a quarter to ")) + said
        case 9:
            return r.choice(("noon", "midnight", "midday"))
        case 10:
            return f"{hour}:{minute:02d} {r.choice(('in the morning', 'in the evening', 'at night', 'in the afternoon'))}"
        case _:
            said = r.choice((str(hour), number_words(hour)))
            return f"{said} {r.choice(('in the morning', 'in the evening', 'at night', 'in the afternoon', 'tonight'))}"


def date(r: Random) -> str:
    day, month = r.randrange(1, 29), r.choice(MONTHS)
    ordinal = f"{day}{'th' if 4 <= day <= 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"
    return r.choice(
        (
            "tomorrow", "tomorrow", "tomorrow", "today", "tomorrow morning", "tonight", "tomorrow evening",
            "the day after tomorrow", "this evening", r.choice(WEEK), "next " + r.choice(WEEK), "this " + r.choice(WEEK),
            f"{month} {day}", f"{month} {ordinal}", f"the {ordinal}", f"{ordinal} of {month}", r.choice(WEEK) + " morning",
        )
    )  # fmt: skip


def days(r: Random) -> str:
    one, two = r.sample(WEEK, 2)
    return r.choice(
        (
            "every day", "weekdays", "every weekday", "weekends", "every " + one, f"{one}s", f"{one} and {two}",
            f"{one}s and {two}s", "daily", f"every {one} and {two}", "Monday to Friday", "every morning", "the weekend",
            f"{one}, {two} and Sunday",
        )
    )  # fmt: skip


def duration(r: Random) -> str:
    count = r.choice((1, 2, 3, 5, 8, 10, 12, 15, 20, 25, 30, 45, 60, 90, r.randrange(2, 60)))
    said = number_words(count) if r.random() < 0.3 else str(count)
    one, two = r.choice((("minute", "second"), ("hour", "minute"))), r.randrange(2, 59)
    return r.choice(
        (
            f"{said} minutes", f"{said} minutes", f"{said} minutes", f"{said} min", f"{said} seconds", f"{said} minute",
            "an hour", "half an hour", "one hour", "an hour and a half", "2 hours", "a minute", "a quarter of an hour",
            f"{r.randrange(2, 5)} {one[0]}s and {two} {one[1]}s", f"1 {one[0]} {two} {one[1]}s", "two and a half minutes",
        )
    )  # fmt: skip


def level(r: Random) -> str:
    count = r.choice((0, 10, 15, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90, 100, r.randrange(101)))
    said = number_words(count) if count < 100 and r.random() < 0.2 else str(count)
    return r.choice(
        (f"{said}%", f"{said}%", f"{said} percent", f"{said} percent", f"{said} per cent", said, "half", "maximum",
         "max", "the maximum", "minimum", "full", "the lowest", "the highest", "zero")
    )  # fmt: skip


def _of(words: Sequence[str]) -> Callable[[Random], str]:
    return lambda r: r.choice(words)


def note(r: Random) -> str:
    if r.random() < 0.3:
        return r.choice(BODIES) + r.choice((", ", " and ", "; ")) + r.choice(BODIES)
    return r.choice((*BODIES, *SAYINGS)) if r.random() < 0.7 else r.choice((*LABELS, *EVENTS))


def saying(r: Random) -> str:
    if r.random() < 0.15:
        return r.choice(SAYINGS) + r.choice((" and ", ", ", " because ", " but ")) + r.choice(SAYINGS)
    return r.choice(SAYINGS)


FILLERS: dict[str, Callable[[Random], str]] = {
    "time": time,
    "date": date,
    "days": days,
    "duration": duration,
    "level": level,
    "label": _of(LABELS),
    "contact": whom,
    "name": person,
    "who": contact,
    "phone": phone,
    "number": phone,
    "email": email,
    "to": lambda r: email(r) if r.random() < 0.6 else contact(r),
    "text": saying,
    "title": _of(TITLES),
    "note": note,
    "query": _of(QUERIES),
    "destination": _of(PLACES),
    "place": _of(PLACES),
    "event": _of(EVENTS),
    "music": _of(MUSIC),
    "url": _of(SITES),
    "page": _of(PAGES),
    "thing": _of(THINGS),
    "on": _of(("on", "on", "on", "enable", "activate")),
    "subject": _of(TITLES + EVENTS),
    "digit": lambda r: str(r.randrange(2, 500)),
    "network": _of(("HomeNet", "Cafe Guest", "office wifi", "FritzBox 7590", "eduroam", "Airport_Free")),
    "permission": _of(("camera", "location", "microphone", "contacts", "storage", "SMS", "calendar", "notification")),
    "money": lambda r: r.choice((f"{r.randrange(1, 200)} dollars", f"${r.randrange(1, 200)}", f"{r.randrange(1, 99)} euros")),
}
