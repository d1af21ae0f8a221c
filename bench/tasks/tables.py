"""The content providers that judges look at. A phone without one of them has no rows of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """columns: what says the same about the same thing; times of writing are left out. The last one may hold
    line breaks and commas. where: SQL. own: it changes only when somebody means it to, so that any change
    nobody asked for is a fault. each: the URI has {} for the _id of every row of that table."""

    uri: str
    columns: tuple[str, ...]
    where: str = ""
    own: bool = True
    each: str = ""


_CONTACTS, _MEDIA = "content://com.android.contacts", "content://media/external"
_CALENDAR, _MAIL = "content://com.android.calendar", "content://com.android.email.provider"
_CLOCK, _CHAT, _MAPS = (
    "content://com.android.deskclock",
    "content://com.android.chat",
    "content://com.android.maps",
)
_SHOP, _BANK, _WEB = (
    "content://com.android.shop",
    "content://com.android.bank",
    "content://com.android.browser",
)
_MONEY, _COOK = "content://com.android.expenses", "content://com.android.recipes"
_DRAW, _TASKS, _SKY = (
    "content://com.android.drawing",
    "content://com.android.tasks",
    "content://com.android.weather",
)


def _some(uri: str, columns: str, where: str = "", *, own: bool = True, each: str = "") -> Table:
    return Table(uri, tuple(columns.split()), where, own, each)


TABLES: dict[str, Table] = {
    "contacts": _some(f"{_CONTACTS}/contacts", "_id starred display_name"),
    "phones": _some(f"{_CONTACTS}/data/phones", "data1 display_name"),
    "emails": _some(f"{_CONTACTS}/data/emails", "data1 display_name"),
    "contact_data": _some(
        f"{_CONTACTS}/data",
        "mimetype display_name data1",
        "mimetype NOT LIKE '%phone_v2' AND mimetype NOT LIKE '%email_v2'",
    ),
    "sms": _some("content://sms", "_id type address body"),
    "sms_read": _some("content://sms", "_id read type address body", own=False),
    "calls": _some("content://call_log/calls", "_id number type duration name"),
    "ongoing": _some("content://com.android.dialer/ongoing", "number muted speaker held", own=False),
    "blocked": _some("content://com.android.blockednumber/blocked", "original_number"),
    "notes": _some("content://com.android.notes/notes", "_id pinned title body"),
    "alarms": _some(f"{_CLOCK}/alarms", "_id hour minutes daysofweek enabled vibrate label"),
    "timers": _some(f"{_CLOCK}/timers", "_id length state label"),
    "stopwatch": _some(f"{_CLOCK}/stopwatch", "state laps"),
    "cities": _some(f"{_CLOCK}/cities", "name"),
    "calendars": _some(f"{_CALENDAR}/calendars", "_id visible calendar_displayName"),
    "events": _some(
        f"{_CALENDAR}/events",
        "_id calendar_id dtstart dtend duration allDay rrule exdate eventLocation title description",
        "deleted=0",
    ),
    "reminders": _some(f"{_CALENDAR}/reminders", "event_id minutes"),
    "attendees": _some(f"{_CALENDAR}/attendees", "event_id attendeeEmail"),
    "mail_accounts": _some(f"{_MAIL}/account", "_id emailAddress isDefault displayName signature"),
    "mailboxes": _some(f"{_MAIL}/mailbox", "_id accountKey type displayName"),
    "mails": _some(
        f"{_MAIL}/message",
        "_id mailboxKey accountKey flagRead flagFavorite flagReplied flagForwarded fromList toList ccList "
        "bccList subject textContent",
    ),
    "mail_files": _some(f"{_MAIL}/attachment", "messageKey fileName"),
    "files": _some(
        f"{_MEDIA}/file",
        "_id media_type is_favorite is_trashed datetaken width height relative_path _display_name",
    ),
    "songs": _some(
        f"{_MEDIA}/audio/media", "_id is_music is_recording is_favorite duration artist album title"
    ),
    "playlists": _some(f"{_MEDIA}/audio/playlists", "_id name"),
    "playlist_songs": _some(
        f"{_MEDIA}/audio/playlists/{{}}/members", "playlist_id play_order audio_id title", each="playlists"
    ),
    "music_queue": _some("content://com.android.music/queue", "audio_id place", own=False),
    "music_player": _some("content://com.android.music/playback", "state place shuffle repeat", own=False),
    "recorder": _some("content://com.android.soundrecorder/session", "state", own=False),
    "recorder_queue": _some("content://com.android.soundrecorder/queue", "audio_id place", own=False),
    "camera_preferences": _some("content://com.android.camera2/preferences", "name value", own=False),
    "gallery_preferences": _some("content://com.android.gallery3d/preferences", "name value", own=False),
    "files_preferences": _some("content://com.android.documentsui/preferences", "name value", own=False),
    "tabs": _some(f"{_WEB}/tabs", "_id active incognito url title", own=False),
    "bookmarks": _some(f"{_WEB}/bookmarks", "url folder title"),
    "history": _some(f"{_WEB}/history", "url title", own=False),
    "forms": _some(f"{_WEB}/form_data", "url method page data"),
    "map_places": _some(f"{_MAPS}/places", "_id category name address"),
    "map_lists": _some(f"{_MAPS}/lists", "_id name"),
    "map_saved": _some(f"{_MAPS}/saved", "list_id place_id"),
    "map_searches": _some(f"{_MAPS}/searches", "query", own=False),
    "map_areas": _some(f"{_MAPS}/offline_areas", "name"),
    "map_routes": _some(f"{_MAPS}/routes", "mode active origin destination", own=False),
    "sums": _some("content://com.android.calculator2/history", "expression result", own=False),
    "task_lists": _some(f"{_TASKS}/lists", "_id title"),
    "todos": _some(f"{_TASKS}/tasks", "_id list_id parent_id due priority completed title notes"),
    "expenses": _some(f"{_MONEY}/expenses", "_id amount category date note"),
    "categories": _some(f"{_MONEY}/categories", "name"),
    "budgets": _some(f"{_MONEY}/budgets", "category amount"),
    "recipes": _some(f"{_COOK}/recipes", "_id category servings minutes favorite title"),
    "recipe_servings": _some(f"{_COOK}/recipes", "_id shown_servings", own=False),
    "ingredients": _some(f"{_COOK}/ingredients", "recipe_id position amount unit name"),
    "cooking_steps": _some(f"{_COOK}/steps", "recipe_id position text"),
    "shopping": _some(f"{_COOK}/shopping", "amount unit checked name"),
    "drawings": _some(f"{_DRAW}/drawings", "_id color width title"),
    "strokes": _some(f"{_DRAW}/strokes", "drawing_id color width x1 y1 x2 y2"),
    "weather_places": _some(f"{_SKY}/places", "position name"),
    "weather_preferences": _some(f"{_SKY}/preferences", "name value"),
    "weather_days": _some(f"{_SKY}/days", "date low high rain wind humidity place", own=False),
    "chats": _some(f"{_CHAT}/chats", "_id phone is_group pinned muted archived name"),
    "chat_unread": _some(f"{_CHAT}/chats", "_id unread_count marked_unread name", own=False),
    "chat_about": _some(f"{_CHAT}/chats", "_id about"),
    "chat_members": _some(f"{_CHAT}/members", "chat_id name"),
    "chat_messages": _some(
        f"{_CHAT}/messages", "_id chat_id outgoing starred forwarded reply_to sender body"
    ),
    "chat_reactions": _some(f"{_CHAT}/reactions", "message_id sender reaction"),
    "products": _some(f"{_SHOP}/products", "_id category price stock brand title"),
    "cart": _some(f"{_SHOP}/cart", "product_id option quantity"),
    "wishlist": _some(f"{_SHOP}/wishlist", "product_id"),
    "orders": _some(f"{_SHOP}/orders", "_id number status total delivery address payment"),
    "order_items": _some(f"{_SHOP}/order_items", "order_id option quantity title"),
    "shop_addresses": _some(f"{_SHOP}/addresses", "name street city postcode phone"),
    "shop_cards": _some(f"{_SHOP}/cards", "holder last4 expiry"),
    "shop_searches": _some(f"{_SHOP}/searches", "query", own=False),
    "accounts": _some(f"{_BANK}/accounts", "_id number kind balance name"),
    "payments": _some(f"{_BANK}/transactions", "account_id amount number reference category note name"),
    "payees": _some(f"{_BANK}/payees", "number bank name"),
    "bank_cards": _some(f"{_BANK}/cards", "last4 monthly_limit frozen online name"),
    "store_apps": _some(
        "content://com.android.vending/apps", "installed_code version_code package", own=False
    ),
    "downloads": _some("content://com.android.vending/downloads", "package", own=False),
}
