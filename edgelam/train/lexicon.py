"""Words for the made-up apps: what they hold, what they let a person set, and how people ask for it."""

from __future__ import annotations

from edgelam.core.screen import Role

Words = tuple[str, ...]

# What an app holds: (noun, names an app of that kind may have, labels of the fields of its form).
KINDS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("note", ("Notepad", "Memo", "Keep", "Jotter", "Markor"), ("Title", "Note", "Name", "Body")),
    (
        "contact",
        ("People", "Contacts", "Address book"),
        ("First name", "Surname", "Phone", "Number", "Email", "Company"),
    ),
    ("event", ("Calendar", "Agenda", "Planner"), ("Title", "Location", "Description")),
    ("task", ("Tasks", "To do", "Reminders"), ("Task name", "Details", "Title")),
    ("alarm", ("Clock", "Wake up", "Alarms"), ("Label", "Alarm name")),
    ("timer", ("Clock", "Timers"), ("Label",)),
    ("folder", ("Files", "File manager", "Drive", "Photos"), ("Title", "Folder name", "Name")),
    ("file", ("Files", "File manager", "Documents"), ("Filename", "Name", "Title")),
    ("playlist", ("Music", "Player", "Songs", "Audio"), ("Playlist name", "Title", "Name")),
    ("recording", ("Recorder", "Voice memos", "Audio"), ("Title", "Name")),
    ("expense", ("Money", "Budget", "Wallet"), ("Amount", "Name", "Note", "Category")),
    ("recipe", ("Cookbook", "Recipes", "Kitchen"), ("Title", "Ingredients", "Servings")),
    ("bookmark", ("Browser", "Web", "Reader"), ("Name", "URL", "Label")),
    ("list", ("Shopping list", "Lists", "Groceries"), ("List name", "Name", "Title")),
    ("group", ("People", "Messenger", "Team"), ("Title", "Group name")),
    ("album", ("Photos", "Camera roll", "Pictures"), ("Title", "Album name")),
    ("habit", ("Habits", "Tracker", "Routine"), ("Name", "Question")),
    ("podcast", ("Podcasts", "Listen"), ("Feed address", "Title")),
    ("account", ("Mail", "Passwords", "Bank"), ("User name", "Email", "Server")),
    ("journey", ("Maps", "Transit", "Trips"), ("From", "To", "Name")),
)

# A setting that is on or off: its label, then other ways to say it.
TOGGLES: tuple[tuple[str, ...], ...] = (
    ("Vibrate on tap", "vibration when tapping", "haptic feedback on touch"),
    ("Dark theme", "dark mode", "the dark appearance", "night mode"),
    ("Show notifications", "notifications", "alerts"),
    ("Sync automatically", "automatic sync", "auto sync"),
    ("Use 24-hour format", "24 hour time", "the 24-hour clock"),
    ("Show thumbnails", "thumbnails", "preview pictures"),
    ("Data saver", "data saving", "using less data"),
    ("Wi-Fi only", "downloading on wifi only", "restrict to wifi"),
    ("Spell check", "spelling correction", "checking of spelling"),
    ("Location", "location access", "GPS"),
    ("Bluetooth", "the bluetooth radio", "bluetooth connectivity"),
    ("Airplane mode", "flight mode", "aeroplane mode"),
    ("Mobile data", "cellular data", "data over the mobile network"),
    ("Do Not Disturb", "do not disturb mode", "silence mode"),
    ("Battery saver", "power saving", "saving battery"),
    ("Auto-rotate screen", "automatic rotation", "screen rotation"),
    ("Adaptive brightness", "automatic brightness", "auto brightness"),
    ("Show grid", "grid lines", "the grid"),
    ("Shutter sound", "camera sound", "the sound of the shutter"),
    ("Pull to refresh", "refreshing by pulling", "swipe down refresh"),
    ("Show close button", "closing button", "a button for closing"),
    ("Block pop-ups", "popup blocking", "blocking of pop up windows"),
    ("Do not track", "tracking protection", "protection against tracking"),
    ("Clear history on exit", "deleting history when leaving", "history removal at exit"),
    ("Confirm before deleting", "asking before deletion", "delete confirmation"),
    ("Crossfade", "cross fading", "blending between songs"),
    ("Show lyrics", "song texts", "lyrics display"),
    ("Speak time", "spoken time", "time announcements"),
    ("Weekly summary", "summary each week", "weekly report"),
    ("Show as icons", "icons instead of names", "icon view"),
    ("Weather alerts", "warnings about the weather", "storm warnings"),
    ("Smart replies", "suggested answers", "reply suggestions"),
    ("Read aloud", "reading out loud", "text to speech"),
    ("Offline maps", "maps without internet", "map downloads"),
    ("Nearby devices", "finding devices close by", "device discovery"),
    ("Reduce motion", "fewer animations", "less movement on screen"),
    ("Captions", "subtitles", "live captions"),
    ("Backup", "backing up", "automatic backups"),
    ("Guest mode", "guest access", "letting guests in"),
    ("Step counter", "counting of steps", "step counting"),
    ("Low power charging", "slow charging", "charging slowly"),
    ("Email digests", "mail summaries", "digest mails"),
)

# A setting with values: its label, other ways to say it, then what it can be.
CHOICES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "Font size",
        ("text size", "size of the text", "letter size"),
        ("Small", "Medium", "Large", "Extra large"),
    ),
    ("Theme", ("colors", "appearance", "look"), ("Light", "Dark", "System default", "Blue", "High contrast")),
    (
        "Language",
        ("app language", "display language"),
        ("English", "Deutsch German", "Français French", "Español Spanish"),
    ),
    (
        "Start page",
        ("first screen", "home screen of the app"),
        ("Day view", "Week view", "Month view", "Last used one"),
    ),
    ("Sort order", ("sorting", "order"), ("Name", "Size", "Date modified", "Date created", "Custom")),
    ("Video quality", ("resolution", "quality of videos"), ("480p", "720p", "1080p", "4K")),
    ("File format", ("extension", "recording format"), ("m4a", "mp3", "ogg", "wav")),
    ("Playback speed", ("speed", "how fast to play"), ("0.5x", "1.0x", "1.5x", "2.0x")),
    (
        "Search engine",
        ("default search", "search provider"),
        ("Google", "DuckDuckGo", "Bing", "Wikipedia", "Qwant"),
    ),
    ("Temperature unit", ("degrees", "unit for temperature"), ("Celsius", "Fahrenheit", "Kelvin")),
    ("Distance unit", ("units", "distance measurement"), ("Kilometres", "Miles", "Automatic")),
    (
        "Sleep timer",
        ("sleep", "screen timeout"),
        ("15 seconds", "1 minute", "5 minutes", "30 minutes", "Never"),
    ),
    ("Ringtone", ("sound", "notification sound"), ("Chime", "Beacon", "Silent", "Bell", "Galaxy")),
    (
        "Backup frequency",
        ("how often to back up", "backup interval"),
        ("Daily", "Weekly", "Monthly", "Never"),
    ),
    ("Date format", ("how dates look", "format of dates"), ("DD.MM.YYYY", "MM/DD/YYYY", "YYYY-MM-DD")),
    ("Swipe action", ("swiping does", "what a swipe does"), ("Delete", "Archive", "Mark as read", "None")),
    ("Default view", ("view", "layout"), ("List", "Grid", "Compact", "Cards")),
    ("Storage location", ("where files are stored", "save folder"), ("Internal storage", "SD card", "Cloud")),
    ("Priority", ("importance", "urgency"), ("Low", "Normal", "High")),
    (
        "Repetition",
        ("repeat", "how often it repeats"),
        ("No repetition", "Daily", "Weekly", "Monthly", "Yearly"),
    ),
)

# Pages reached by one entry: label, ways to ask for it.
PLACES: tuple[tuple[str, ...], ...] = (
    ("About", "information about the app", "app version", "the version of the app"),
    ("History", "what was visited", "past items", "browsing history"),
    ("Downloads", "downloaded files", "things I downloaded"),
    ("Bookmarks", "saved pages", "my bookmarks"),
    ("Favorites", "favourite items", "starred ones", "favorite ones"),
    ("Recents", "recent items", "recently used", "call log"),
    ("Archive", "archived items", "the archive"),
    ("Recycle bin", "trash", "deleted items", "the bin"),
    ("Help", "help page", "support", "help and feedback"),
    ("Extensions", "add-ons", "plugins", "extensions page"),
    ("Privacy policy", "privacy information", "how my data is used"),
    ("Blocked numbers", "numbers that are blocked", "block list"),
    ("Statistics", "stats", "usage figures"),
    ("Notifications", "alerts", "messages from the app"),
    ("Profile", "my profile", "my own page"),
    ("Stopwatch", "stop watch", "the stopwatch page"),
    ("World clock", "clocks of other cities", "time around the world"),
    ("Albums", "albums page", "music albums"),
    ("Artists", "musicians", "artists tab"),
    ("Equalizer", "sound equalizer", "bass and treble"),
    ("Trips", "journeys", "my trips"),
    ("Orders", "my orders", "past orders", "order list"),
    ("Storage", "space used", "storage usage"),
)

SORTS: Words = (
    "Name",
    "Title",
    "Date created",
    "Date modified",
    "Size",
    "First name",
    "Surname",
    "Duration",
    "Random",
    "Custom",
)
SORTS += (
    "Last modified",
    "Date taken",
    "Alarm time",
    "Path",
    "Extension",
    "Artist",
    "Play count",
    "Path depth",
)

PEOPLE: Words = (
    "Anna",
    "Bruno",
    "Carla",
    "David",
    "Elena",
    "Farid",
    "Grace",
    "Hassan",
    "Irene",
    "Jonas",
    "Kim",
    "Laura",
    "Miguel",
)
PEOPLE += (
    "Nadia",
    "Oscar",
    "Paula",
    "Quentin",
    "Rosa",
    "Samuel",
    "Tina",
    "Umar",
    "Vera",
    "Walter",
    "Yusuf",
    "Zoe",
    "Mum",
    "Dad",
)
SURNAMES: Words = (
    "Berg",
    "Costa",
    "Duarte",
    "Evans",
    "Fischer",
    "Garcia",
    "Hughes",
    "Ito",
    "Jansen",
    "Kumar",
    "Lopez",
    "Miller",
    "Novak",
)

ON: Words = (
    "turn on {}",
    "enable {}",
    "switch on {}",
    "activate {}",
    "I want {}",
    "please turn {} on",
    "start using {}",
    "set {} to on",
)
OFF: Words = (
    "turn off {}",
    "disable {}",
    "switch off {}",
    "deactivate {}",
    "I don't want {}",
    "stop {}",
    "do not use {}",
    "turn {} off",
)
SET: Words = (
    "set {0} to {1}",
    "change {0} to {1}",
    "adjust {0} to {1}",
    "switch {0} to {1}",
    "choose {1} as {0}",
    "make {0} {1}",
)
SET += ("use {1} for {0}", "select {1} {0}", "{0} should be {1}", "change the {0} of the app to {1}")
OPEN: Words = (
    "open {}",
    "go to {}",
    "show {}",
    "check {}",
    "view {}",
    "take me to {}",
    "look at {}",
    "display {}",
    "show me {}",
    "see {}",
)
CREATE: Words = (
    "create a new {0} called {1}",
    "add a {0} named {1}",
    "make a new {0} {1}",
    "new {0} {1}",
    "create {0} {1}",
)
CREATE += ("create a {0} and name it {1}", "add a new {0} with the name {1}", "I need a {0} called {1}")
DELETE: Words = (
    "delete the {0} {1}",
    "remove {0} {1}",
    "erase the {0} called {1}",
    "delete {1}",
    "get rid of the {0} {1}",
)
RENAME: Words = (
    "rename the {0} {1} to {2}",
    "change the name of {0} {1} to {2}",
    "give the {0} {1} the new name {2}",
    "rename {1} to {2}",
)
SEARCH: Words = ("search for {}", "find {}", "look up {}", "search {}", "look for {}", "search with {}")
SORT: Words = (
    "sort {0}s by {1}",
    "order the {0}s by {1}",
    "sort by {1}",
    "arrange {0}s by {1}",
    "set the sorting to {1}",
)
SAVE_BUTTONS: tuple[tuple[Role, str, str], ...] = (
    ("button", "OK", ""),
    ("button", "", "Save"),
    ("button", "Save", ""),
    ("button", "Done", ""),
    ("button", "CREATE", ""),
)
MORE: Words = (
    "More options",
    "More",
    "Menu",
    "Options",
    "Open navigation drawer",
    "Overflow menu",
    "More menu",
)
MORE += ("Main menu", "Show menu", "More actions", "App menu", "Menu button", "Options menu")
SECTIONS: Words = (
    "Display",
    "General",
    "Appearance",
    "Privacy",
    "Advanced",
    "Behaviour",
    "Main screen",
    "Personal",
    "Sound",
    "Editing",
    "Security",
    "Other",
)
NUMBERS: Words = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
CREATE_BUTTONS: Words = (
    "Create a new {}",
    "Add {}",
    "New {}",
    "Create new {}",
    "Add a new {}",
    "Create {}",
    "Add",
    "New",
    "Create",
    "+",
)
FILLER: Words = (
    "Settings",
    "About",
    "Share",
    "Print",
    "Help",
    "Select all",
    "Sort by",
    "Filter",
    "Refresh",
    "Export",
    "Import",
    "Edit",
)
FILLER += (
    "Change view type",
    "Create shortcut",
    "Send feedback",
    "Open with",
    "Set as",
    "Copy to",
    "Move to",
    "Lock",
    "Properties",
)
