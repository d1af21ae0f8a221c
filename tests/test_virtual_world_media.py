"""Music and the recorder: what is done by hand is what the providers and the media session say."""

from __future__ import annotations

import pytest

from device_drivers.virtual.fixture import default_fixture
from device_drivers.virtual.intents import Intent
from device_drivers.virtual.phone import Phone
from device_drivers.virtual.providers.resolver import ProviderError
from tests.virtual_wire import make_device, sh
from tests.virtual_world import BACK, HOME, column, find, hold, make_phone, middle, tap, texts, word

MUSIC, RECORDER = "com.android.music", "com.android.soundrecorder"
PLAY_PAUSE = 85
AUDIO = "content://media/external/audio/media"
PLAYLISTS = "content://media/external/audio/playlists"
PLAYBACK, QUEUE = f"content://{MUSIC}/playback", f"content://{MUSIC}/queue"
SHELF = {
    "songs": [
        {"title": "Slow Ferry", "artist": "Lanterns", "album": "Harbour", "seconds": 100, "favorite": True},
        {"title": "Low Tide", "artist": "Lanterns", "album": "Harbour", "seconds": 200},
        {"title": "Night Bus", "artist": "Kilo", "album": "Signal", "seconds": 300},
        {"title": "Afterglow", "artist": "Kilo", "album": "Signal", "seconds": 120},
    ],
    "playlists": [{"name": "Cooking", "songs": ["Night Bus", "Low Tide"]}],
    "recordings": [
        {"title": "Team meeting", "seconds": 1800, "minutes_ago": 90},
        {"title": "Birdsong", "seconds": 25, "minutes_ago": 3000},
    ],
}


def media_phone(**more: object) -> Phone:
    return make_phone(fixture=SHELF, **more)


def touch(phone: Phone, *labels: str) -> None:
    """Labels in the skin's words."""
    tap(phone, *(word(phone, label) for label in labels))


def place(phone: Phone, label: str) -> None:
    """Open one of the app's places, wherever the skin keeps them."""
    if phone.skin.navigation == "drawer":
        touch(phone, "Open navigation drawer")
    touch(phone, label)


def playing(phone: Phone) -> str:
    """What the system says plays, or nothing."""
    phone.tick()
    found = [session.title for session in phone.sessions.values() if session.state == 3]
    return found[0] if found else ""


# Music
@pytest.mark.parametrize("skin", ["plain", "grand", "mosaic", "harbor"])
def test_a_song_plays_and_the_system_knows(skin: str) -> None:
    phone = media_phone(skin=skin)
    phone.launch(MUSIC)
    tap(phone, "Night Bus")
    assert playing(phone) == "Night Bus"
    touch(phone, "Pause")
    assert playing(phone) == ""
    assert column(phone, PLAYBACK, "state") == ["2"]
    touch(phone, "Play")
    touch(phone, "Next track")
    assert playing(phone) == "Slow Ferry"  # by title


def test_dumpsys_names_what_plays() -> None:
    phone = media_phone()
    device = make_device(phone)
    assert "have 0 sessions" in sh(device, "dumpsys media_session").out
    phone.launch(MUSIC)
    tap(phone, "Low Tide")
    told = sh(device, "dumpsys media_session").out
    assert "have 1 sessions" in told
    assert "state=PlaybackState {state=PLAYING(3), position=0" in told
    assert "description=Low Tide, Lanterns, Harbour" in told
    assert "package=com.android.music" in told
    sh(device, "input keyevent 85")
    assert "PAUSED(2)" in sh(device, "dumpsys media_session").out
    sh(device, "cmd media_session dispatch pause")
    assert "PAUSED(2)" in sh(device, "dumpsys media_session").out
    sh(device, "cmd media_session dispatch play")
    assert "PLAYING(3)" in sh(device, "dumpsys media_session").out
    assert "unknown dispatch code 'sing'" in sh(device, "cmd media_session dispatch sing").err
    sh(device, "input keyevent 87")
    assert "description=Night Bus, Kilo, Signal" in sh(device, "dumpsys media_session").out


def test_songs_follow_each_other_as_time_goes_by() -> None:
    phone = media_phone()
    phone.launch(MUSIC)
    tap(phone, "Low Tide")
    phone.advance(199)
    assert playing(phone) == "Low Tide"
    phone.advance(2 + 300)
    assert playing(phone) == "Slow Ferry"
    phone.advance(100)
    assert playing(phone) == ""  # the end of the queue
    tap(phone, "mini_title")
    touch(phone, "Repeat off", "Play")
    phone.advance(120 + 200 + 300 + 100 + 1)
    assert playing(phone) == "Afterglow"


def test_now_playing_shuffle_seek_and_favourite() -> None:
    phone = media_phone()
    phone.launch(MUSIC)
    tap(phone, "Low Tide", "mini_title", "Shuffle off")
    assert column(phone, PLAYBACK, "shuffle") == ["1"]
    assert column(phone, QUEUE, "title")[0] == "Low Tide"
    tap(phone, "Shuffle on")
    assert column(phone, QUEUE, "title") == ["Afterglow", "Low Tide", "Night Bus", "Slow Ferry"]
    left, top, right, bottom = find(phone, "progress").bounds
    phone.tap((left + right) // 2, (top + bottom) // 2)
    assert "1:40" in texts(phone)
    tap(phone, "Previous track")  # begins it again
    assert playing(phone) == "Low Tide"
    assert "0:00" in texts(phone)
    tap(phone, "Add to favorites")
    assert column(phone, AUDIO, "title", "is_favorite=1") == ["Slow Ferry", "Low Tide"]


def test_the_notification_steers() -> None:
    phone = media_phone()
    phone.launch(MUSIC)
    tap(phone, "Low Tide")
    phone.press_key(HOME)
    phone.open_notifications()
    assert "Music" in texts(phone)
    tap(phone, "Next")
    assert playing(phone) == "Night Bus"
    phone.open_notifications()
    tap(phone, "Pause")
    assert playing(phone) == ""
    phone.open_notifications()
    tap(phone, "Night Bus")
    assert phone.stack[-1].cls.endswith("NowPlayingActivity")
    phone.force_stop(MUSIC)
    phone.tick()
    assert not phone.sessions


@pytest.mark.parametrize("skin", ["plain", "atlas", "ember"])
def test_a_playlist_is_made_filled_renamed_and_deleted(skin: str) -> None:
    phone = media_phone(skin=skin)
    phone.launch(MUSIC)
    place(phone, "Playlists")
    touch(phone, "New playlist")
    phone.type_text("Focus")
    touch(phone, "Create")
    assert column(phone, PLAYLISTS, "name") == ["Cooking", "Focus"]
    place(phone, "Songs")
    hold(phone, "Low Tide")
    touch(phone, "Add to playlist")
    tap(phone, "Focus")
    ident = column(phone, PLAYLISTS, "_id", "name='Focus'")[0]
    assert column(phone, f"{PLAYLISTS}/{ident}/members", "title") == ["Low Tide"]
    place(phone, "Playlists")
    hold(phone, "Focus")
    touch(phone, "Rename")
    phone.type_text("Deep work")
    touch(phone, "Rename")
    assert column(phone, PLAYLISTS, "name") == ["Cooking", "Deep work"]
    tap(phone, "Deep work")
    hold(phone, "Low Tide")
    touch(phone, "Remove from playlist")
    assert not column(phone, f"{PLAYLISTS}/{ident}/members", "title")
    touch(phone, "Undo")
    assert column(phone, f"{PLAYLISTS}/{ident}/members", "title") == ["Low Tide"]
    phone.press_key(BACK)
    hold(phone, "Deep work")
    touch(phone, "Delete")
    touch(phone, "Delete")
    assert column(phone, PLAYLISTS, "name") == ["Cooking"]


def test_the_queue_is_changed() -> None:
    phone = media_phone()
    phone.launch(MUSIC)
    tap(phone, "Playlists", "Cooking", "Night Bus")
    assert column(phone, QUEUE, "title") == ["Night Bus", "Low Tide"]
    phone.press_key(BACK)
    tap(phone, "Songs")
    hold(phone, "Afterglow")
    tap(phone, "Play next")
    hold(phone, "Slow Ferry")
    tap(phone, "Add to queue")
    assert column(phone, QUEUE, "title") == ["Night Bus", "Afterglow", "Low Tide", "Slow Ferry"]
    tap(phone, "mini_title", "Queue")
    hold(phone, "Slow Ferry")
    tap(phone, "Move up", "Remove from queue")
    assert column(phone, QUEUE, "title") == ["Afterglow", "Slow Ferry", "Low Tide"]
    assert playing(phone) == "Afterglow"
    tap(phone, "Save as playlist")
    phone.type_text("Kept")
    tap(phone, "Create")
    ident = column(phone, PLAYLISTS, "_id", "name='Kept'")[0]
    assert column(phone, f"{PLAYLISTS}/{ident}/members", "title") == ["Afterglow", "Slow Ferry", "Low Tide"]


def test_albums_artists_and_the_search() -> None:
    phone = media_phone()
    phone.launch(MUSIC)
    tap(phone, "Albums")
    assert "Lanterns • 2 songs" in texts(phone)
    tap(phone, "Signal", "Play all")
    assert column(phone, QUEUE, "title") == ["Night Bus", "Afterglow"]
    phone.press_key(BACK)
    tap(phone, "Artists", "Lanterns")
    assert "2 songs • 5:00" in texts(phone)
    phone.press_key(BACK)
    tap(phone, "Search")
    phone.type_text("har")
    assert "Harbour" in texts(phone)
    assert "Night Bus" not in [
        view.text for view in phone.windows()[0].root.walk() if view.rid.endswith("/title")
    ]
    phone.press_key(BACK)
    phone.press_key(BACK)
    tap(phone, "Playlists", "Favorites")
    assert "Slow Ferry" in texts(phone)


def test_a_playlists_order_and_a_songs_details() -> None:
    phone = media_phone()
    phone.launch(MUSIC)
    tap(phone, "Playlists", "Cooking")
    hold(phone, "Low Tide")
    tap(phone, "Move up")
    assert column(phone, f"{PLAYLISTS}/1/members", "title") == ["Low Tide", "Night Bus"]
    hold(phone, "Night Bus")
    tap(phone, "Details")
    assert "File: /storage/emulated/0/Music/Night Bus.mp3" in find(phone, "message").text
    tap(phone, "OK", "More options", "Playlist options", "Delete", "Delete")
    assert not phone.content.rows(PLAYLISTS)
    assert "Favorites" in texts(phone)


def test_a_deleted_song_is_gone_everywhere() -> None:
    phone = media_phone()
    phone.launch(MUSIC)
    tap(phone, "Night Bus")
    hold(phone, "Low Tide")
    tap(phone, "Delete", "Cancel")
    assert len(column(phone, AUDIO, "_id", "is_music=1")) == 4
    hold(phone, "Low Tide")
    tap(phone, "Delete", "Delete")
    assert "Low Tide" not in column(phone, AUDIO, "title")
    assert "Low Tide" not in column(phone, QUEUE, "title")
    assert column(phone, f"{PLAYLISTS}/1/members", "title") == ["Night Bus"]


def test_music_is_sorted_and_shared() -> None:
    phone = media_phone()
    phone.launch(MUSIC)
    tap(phone, "More options", "Sort by", "Duration")
    shown = [text for text in texts(phone) if text in ("Slow Ferry", "Low Tide", "Night Bus", "Afterglow")]
    assert shown == ["Slow Ferry", "Afterglow", "Low Tide", "Night Bus"]


def test_other_apps_ask_for_music() -> None:
    phone = media_phone()
    asked = Intent("android.media.action.MEDIA_PLAY_FROM_SEARCH", extras={"query": "signal"})
    assert phone.start_activity(asked).ok
    assert playing(phone) == "Night Bus"
    ident = column(phone, AUDIO, "_id", "title='Slow Ferry'")[0]
    view = Intent("android.intent.action.VIEW", data=f"{AUDIO}/{ident}", type="audio/mpeg")
    assert phone.start_activity(view).ok
    assert playing(phone) == "Slow Ferry"


def test_media_store_has_androids_rules() -> None:
    phone = media_phone()
    assert column(phone, "content://media/external/audio/albums", "album") == ["Harbour", "Signal"]
    with pytest.raises(ProviderError, match="Unknown URI"):
        phone.content.rows("content://media/external/audio/nothing")
    with pytest.raises(ProviderError, match="Not writable"):
        phone.content.insert("content://media/external/audio/albums", {"album": "x"})
    with pytest.raises(ProviderError, match="Missing playlist name"):
        phone.content.insert(PLAYLISTS, {})
    uri = phone.content.insert(AUDIO, {"title": "New: one"})
    row = phone.content.row(uri)
    assert row is not None
    assert row.text("_data") == "/storage/emulated/0/Music/New_ one.mp3"


def test_first_songs_and_recordings_are_seeded() -> None:
    one, other = default_fixture(3), default_fixture(4)
    assert one.songs == default_fixture(3).songs
    assert one.songs != other.songs
    assert one.playlists
    assert one.recordings


# Recorder
@pytest.mark.parametrize("skin", ["plain", "petite", "noir", "ember"])
def test_a_recording_is_made(skin: str) -> None:
    phone = media_phone(skin=skin)
    phone.launch(RECORDER)
    touch(phone, "Record")
    phone.advance(12)
    assert "0:12" in texts(phone)
    touch(phone, "Pause recording")
    phone.advance(60)
    touch(phone, "Resume recording")
    phone.advance(3)
    touch(phone, "Stop recording")
    assert find(phone, "Recording 1").on_text
    phone.type_text("Doorbell")
    touch(phone, "Save")
    rows = phone.content.rows(AUDIO, "title='Doorbell'")
    assert [(row.number("duration"), row.number("is_recording")) for row in rows] == [(15_000, 1)]
    assert "Doorbell" in texts(phone)
    assert not phone.notifications


def test_a_recording_can_be_discarded() -> None:
    phone = media_phone()
    phone.launch(RECORDER)
    tap(phone, "Record")
    phone.advance(5)
    phone.press_key(BACK)
    tap(phone, "Keep recording")
    tap(phone, "Discard", "Discard")
    assert len(phone.content.rows(AUDIO, "is_recording=1")) == 2
    assert column(phone, f"content://{RECORDER}/session", "state") == ["0"]


def test_recording_goes_on_behind_and_stops_from_the_shade() -> None:
    phone = media_phone()
    phone.start_activity(Intent("android.provider.MediaStore.RECORD_SOUND"))
    tap(phone, "Start recording")
    phone.press_key(HOME)
    phone.advance(30)
    phone.open_notifications()
    tap(phone, "Stop")
    assert column(phone, AUDIO, "duration", "title='Recording 1'") == ["30000"]


def test_a_recording_is_played_renamed_and_deleted() -> None:
    phone = media_phone()
    phone.launch(RECORDER)
    tap(phone, "Team meeting")
    assert playing(phone) == "Team meeting"
    phone.advance(65)
    assert "1:05" in texts(phone)
    tap(phone, "Back 10 seconds")
    assert "0:55" in texts(phone)
    tap(phone, "Rename")
    phone.type_text("Kickoff")
    tap(phone, "Rename")
    assert column(phone, AUDIO, "_display_name", "title='Kickoff'") == ["Kickoff.m4a"]
    tap(phone, "More options", "Delete", "Delete")
    assert column(phone, AUDIO, "title", "is_recording=1") == ["Birdsong"]
    assert playing(phone) == ""


def test_only_one_app_is_heard() -> None:
    phone = media_phone()
    phone.launch(MUSIC)
    tap(phone, "Low Tide")
    phone.launch(RECORDER)
    tap(phone, "Birdsong")
    assert playing(phone) == "Birdsong"
    phone.press_key(PLAY_PAUSE)
    assert playing(phone) == ""
    phone.launch(MUSIC)
    touch(phone, "Play")
    assert playing(phone) == "Low Tide"
    phone.launch(RECORDER)
    phone.press_key(BACK)
    tap(phone, "Record")
    assert playing(phone) == ""


def test_recordings_are_searched_sorted_and_brought_back() -> None:
    phone = media_phone()
    phone.launch(RECORDER)
    tap(phone, "Search")
    phone.type_text("bird")
    assert "Team meeting" not in texts(phone)
    phone.press_key(BACK)
    phone.press_key(BACK)
    tap(phone, "More options", "Sort by", "A to Z")
    x, y = middle(find(phone, "Birdsong"))
    assert y < middle(find(phone, "Team meeting"))[1]
    phone.swipe(x, y, x + 400, y)
    assert "Birdsong" not in column(phone, AUDIO, "title")
    tap(phone, "Undo")
    assert "Birdsong" in column(phone, AUDIO, "title")
