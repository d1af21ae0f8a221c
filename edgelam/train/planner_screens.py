"""Wordings of what people ask apps to do that no tool does, as templates; the syntax is that of planner_tasks; pure."""

from __future__ import annotations

from .planner_tasks import CLOCK, CONTACTS, HOME, NOTES, PHONE, SETTINGS, SMS, Task, _lines

SCREEN_TASKS = (
    Task(
        None,
        CLOCK,
        _lines("""
        (delete|remove|get rid of|cancel) (the|my) <time> alarm
        (delete|remove|cancel) (the|my) alarm (for|at|set for) <time>
        (delete|remove|cancel|get rid of) (the|my) (alarm|timer) (called|named|labelled) {name:label}
        (delete|remove|cancel) (the|my) {name:label} (alarm|timer)
        (turn|switch) (off|on) (the|my) <time> alarm
        (turn|switch) (off|on) the alarm (for|at) <time>
        (disable|enable|deactivate|activate) (the|my) [<time>] alarm [called {name:label}]
        (turn|switch) (off|on) (the|my) {name:label} alarm
        (delete|remove|clear|cancel|turn off) all [of] (my|the) alarms
        (change|move|edit) (the|my) <time> alarm to <time>
        (rename|relabel) the <time> alarm to {name:label}
        (start|stop|pause|reset|resume|open) the (stopwatch|stop watch)
        (start|begin) (a|the) stopwatch
        (press|tap|record a) lap on the stopwatch
        (stop|pause|cancel|delete|resume|reset|restart) (the|my) timer
        (pause|cancel|delete|stop) (the|my) {name:label} timer
        add (a minute|one minute|<duration>) to (the|my) timer
        snooze (the|my) alarm
        show the (world clock|timers|stopwatch)
        add <destination> to the world clock
        (make|set) (the|my) <time> alarm [to] (repeat on|repeat) <days>
        how (much|long) time is left on (the|my) timer
        """),
    ),
    Task(
        None,
        CONTACTS,
        _lines("""
        (delete|remove|erase) {name:who} from (my|the) (contacts|phone book|address book)
        (delete|remove|erase) (the|my) contact [called|named|for|of] {name}
        (change|update|edit|set) {name}'s [phone] number to {number}
        (change|update|edit|set) the [phone] number (of|for) {name} to {number}
        (change|update) the (number|phone) of [the contact] {name} to {number}
        (find|look up|search for|show|open) {name:who} in (my|the) contacts
        (find|show|show me|open|pull up) the contact [of|for|named|called] {name:who}
        (show|open|find) {name}'s contact [card|details|page]
        search (my|the) contacts for {query:name}
        (add|give) {name} a second number {number}
        (add|set) the (email|e-mail|mail) [address] {text:email} (to|for) [the contact] {name}
        add {text:email} to {name}'s contact
        rename [the contact] <name> to {name}
        (star|favorite|mark) {name} [as a favorite]
        (add|mark) {name} (to|as) [my] favorites
        (show|list|open) (my|all my) contacts
        edit [the contact] {name}
        what is {name:who}'s [phone] number
        """),
    ),
    Task(
        None,
        SMS,
        _lines("""
        (delete|remove|erase) the (conversation|thread|messages|chat) (with|from) {name:who}
        (delete|remove) (my|the) (text|message|texts) (from|to) {name:who}
        (open|show|show me|go to|read) the (conversation|thread|messages|chat|texts) (with|from) {name:who}
        (search|look through) (my|the) (messages|texts) for {query}
        find the message about {query}
        (read|show|show me|open) my (latest|last|new|unread) (message|text|messages|texts)
        (archive|mute|pin) the (conversation|thread) with {name:who}
        mark (all|my) messages as read
        (start|begin|open) a new (message|conversation)
        (call|delete) the last person who texted me
        """),
    ),
    Task(
        None,
        PHONE,
        _lines("""
        (show|open|check) (my|the) (call log|call history|recent calls|missed calls|voicemail)
        (clear|delete) (my|the) call (log|history)
        block the number {number}
        """),
    ),
    Task(
        None,
        NOTES,
        _lines("""
        (create|make|add|write|start|new) (a|a new|) note (called|named|titled|with the title) {title} (with the text|saying|that says|with|containing|and write|with the content) {text:note}
        (create|make|add|write|start) (a|a new) note (called|named|titled|with the title) {title}
        (write|take|make|create|add|jot down) (a|a new) note (saying|that says|to|:|with the text|that) {text:note}
        (note|write|jot) down [that] {text:note}
        (take a note|make a note|new note): {text:note}
        (create|make|add) (a|a new) {title} note (with|saying|that says) {text:note}
        (add|append|put|write) {text:note} (to|in|on|into) (my|the) {title} (note|list)
        (add|append) {text:note} to (the|my) note (called|named|titled|) {title}
        (delete|remove|erase|get rid of|trash) (the|my) note (called|named|titled|about|) {title}
        (delete|remove|erase|throw away) (my|the) {title} note
        (open|show|show me|read|find) (the|my) note (called|named|titled|about|) {title}
        (open|show|read) (my|the) {title} note
        (search|look through|go through) (my|the) notes for {query}
        (find|look for|search for) {query} in (my|the) notes
        (rename|retitle) the <title> note to {title}
        change the title of (the|my) note <title> to {title}
        change the text of (the|my) [note] <title> [note] to {text:note}
        (edit|replace) the note <title> (to say|so that it says) {text:note}
        (save|keep|put) {text:note} in [my] notes
        (in|using) notes[,] (create|write|make) a note (called|titled) {title}
        (remember|write down) [that] {text:note} in a note
        (show|list|open) (all my|my) notes
        """),
    ),
    Task(
        None,
        SETTINGS,
        _lines("""
        (allow|grant|give) <app> [the] (<permission> permission|access to the <permission>|<permission> access)
        (deny|revoke|remove|take away) the <permission> permission (for|from|of) <app>
        (allow|let|don't let|stop) <app> [to|from] (use|access|using|accessing) (the|my) <permission>
        (turn|switch) (on|off) the <permission> permission for <app>
        (use|turn on|switch to|enable|disable|turn off) [the] (24-hour|24 hour|12-hour) (format|time|clock|time format)
        (turn on|turn off|enable|disable|use) (automatic|network-provided) (date and time|time zone|time)
        (change|set) the time zone to <destination>
        (set|change) the (date|time) to <date>
        (make|set) the (font|text|display) [size] (bigger|larger|smaller|large|small)
        (connect|join) [to] [the] [wifi|wi-fi] network {name:network}
        (forget|disconnect from) the [wifi] network {name:network}
        (turn on|turn off|enable|disable) (battery saver|power saving|the hotspot|nfc|vibration|developer options|adaptive brightness|touch sounds|the flashlight)
        (change|rename) (the|my) (phone|device) name to {name:title}
        (clear|delete) the (cache|data) of <app>
        (force stop|uninstall|disable) <app>
        (turn on|turn off|mute|block) notifications (for|from) <app>
        (open|show) the app info (for|of) <app>
        (pair|connect) [my] [bluetooth] (headphones|speaker|watch)
        (set|add) a (screen lock|pin|fingerprint|password)
        change the (language|wallpaper|ringtone)
        (factory reset|reset) (the|my) phone
        how much (storage|battery|space) (is left|do i have)
        """),
    ),
    Task(
        None,
        HOME,
        _lines("""
        go (home|to the home screen|back to the home screen)
        (show|open|go to) (the app drawer|all apps|the list of apps|the home screen)
        (search|look) for the app {query:app} [in the app drawer]
        search [the|my] apps for {query:app}
        (add|put) <app> (on|to) the home screen
        remove <app> from the home screen
        """),
    ),
    Task(
        None,
        "APP",
        _lines("""
        (search|look) (for|) {query} (on|in|with|using) <app>
        (on|in) <app>[,] (search|look) for {query}
        (open|go to|launch) <app> and (search|look) for {query}
        (find|look up) {query} (on|in|using) <app>
        (log|sign) (out of|in to|into) <app>
        (check|show|open) my (notifications|profile|account|settings|messages|history|downloads|favorites) (on|in) <app>
        (change|update) my (password|profile picture|user name|email) (on|in) <app>
        (turn on|turn off|enable|disable) (notifications|dark mode|autoplay|sync|captions) (in|on|for) <app>
        """),
    ),
    *(
        Task(None, group, _lines(text))
        for group, text in {
            "chat and calls": """
                (send|write) {name:who} a message (on|in|via|over|using|with) <app> (saying|that says|that|:) {text}
                (text|message) {name:who} (on|via|over|using) <app>[:] [that] {text}
                (call|video call) {name:who} (on|via|over|using|with) <app>
                (open|show) (my|the) chat with {name:who} (on|in) <app>
                (create|make) a group (called|named) {title} on <app>
                """,
            "social posts and feeds": """
                post {text} (on|to) <app>
                (share|post|upload) my (latest|last) (photo|picture|video) (on|to) <app>
                (like|comment on) the (first|latest) post (on|in) <app>
                (follow|unfollow|find) {name} on <app>
                write {text} on my <app> (wall|profile|timeline)
                """,
            "shopping": """
                (order|buy|get|purchase) {query:thing} [on|from <app>]
                add {query} to (my|the) (cart|basket|wish list) [on <app>]
                (track|check|show) my (order|package|orders|delivery) [on <app>]
                """,
            "order food and delivery": """
                (order|get|buy) [me] (a pizza|pizza|food|dinner|lunch|a burger|sushi|some tacos|thai food) [on|from|with <app>]
                (order|reorder|get) [me] [a|some] (large pepperoni pizza|two burgers|chinese food|fries and a coke)
                have (a pizza|food|dinner|lunch) delivered [to my house|at <time>]
                where is my (food|order|pizza)
                """,
            "taxi and rides": """
                (book|get|call|order|find) [me] (a taxi|a cab|a ride|an uber|a car) [to <destination>]
                (request|order) a ride (to <destination>|home) [with <app>]
                how much is a (ride|cab|taxi) to <destination>
                """,
            "travel, hotels, flights": """
                (book|find|reserve|buy) [me] (a flight|flights|a plane ticket|a hotel|a room|a hotel room) (to|in) <destination> [for <date>]
                (rent|book) (a car|an apartment) in <destination> [on <app>]
                check in for my flight
                """,
            "restaurants and reviews": """
                (book|reserve) (a table|a restaurant) [for two|for four people] [at <time>|<date>]
                (find|show me) (a good|the best|a cheap) (restaurant|cafe|pizzeria) (near me|nearby)
                """,
            "money and payments": """
                (send|pay|transfer|wire) {name:who} <money>
                (pay|send|transfer) <money> to {name:who} [with <app>|on <app>]
                (check|show|what is) my [bank] (balance|account)
                pay (the|my) (rent|bill|electricity bill|invoice)
                (buy|sell) <money> of (bitcoin|stocks|shares)
                """,
            "tasks and reminders": """
                (remind me to|add a reminder to|set a reminder to) {text:label} [<date>] [at <time>]
                (add|put) {title:label} (to|on) my (to-do list|task list|tasks|reminders)
                (create|make) a task (called|to|:) {title:label}
                (mark|check off) the task {title:label} [as done]
                """,
            "music and podcasts": """
                (pause|stop|resume|skip|next|previous) [the|this] (music|song|track)
                (create|make) a [new] playlist (called|named) {title}
                add this song to [my] {title} playlist
                (play|listen to) {query:music} on <app>
                play the (latest|newest) episode of <query>
                """,
            "watch videos": """
                (watch|play|find) {query} (on|in) <app>
                (play|watch) (a video|videos|a movie) about {query}
                (subscribe to|unsubscribe from) {name} [on <app>]
                """,
            "photos and albums": """
                (show|open|find) (my|the) (latest|last|newest) (photo|picture|screenshot|video)
                (delete|share|edit|crop) the (last|latest|first) (photo|picture|video)
                (create|make) an album (called|named) {title}
                (show|find) [me] (photos|pictures) (of|from) <destination>
                """,
            "take pictures and videos": """
                (record|film|shoot|take) a video
                (switch to|use) the front camera
                (turn on|turn off) the flash
                """,
            "e-mail": """
                (read|show|open|check) my (email|emails|inbox|mail|latest email|unread emails)
                (delete|archive|forward) the (last|latest|first) (email|mail) [from {name:who}]
                (search|look through) my (email|emails|mail|inbox) for {query}
                """,
            "calendar and events": """
                (show|open|check|what is on) my calendar [for <date>]
                (delete|remove|cancel) {title:event} (from|in) my calendar
                (cancel|delete|move|reschedule) (my|the) (meeting|appointment|event) (on|at) (<date>|<time>)
                what (do i have|is) (planned|on|scheduled) <date>
                """,
            "maps and directions": """
                (find|show) (the nearest|a) (gas station|pharmacy|supermarket|bank|restaurant)
                (share|send) my location
                (how is|show) the traffic (to|on the way to) <destination>
                """,
            "weather forecast": """
                (what is|what's|how is|show|check|tell me) the (weather|forecast) [<date>|in <destination>|today]
                (will|is) it (rain|raining|going to rain|snow|be sunny) [<date>|today]
                how (hot|cold|warm) (is it|will it be) [<date>|outside]
                """,
            "news": """
                (read|show|tell me|what is|give me) the [latest] (news|headlines)
                """,
            "calculator": """
                (calculate|compute|work out) <digit> (plus|times|minus|divided by) <digit>
                what is <digit> (+|*|times|plus) <digit>
                """,
            "files and folders": """
                (open|find|delete|share) the file {name:title}
                (create|make) a [new] folder (called|named) {name:title}
                (show|open) my downloads
                """,
            "install apps and games": """
                (install|download|update|get) <app> [from the play store]
                (update|check for updates of) all [my] apps
                """,
            "translate text": """
                translate {text} (to|into) (spanish|french|german|japanese)
                how do you say {text} in (spanish|french|german|japanese)
                """,
            "record sound": """
                (record|start recording|make) (a voice memo|a voice note|audio|a recording)
                """,
            "health and steps": """
                (how many|show my) steps [today|did i take today]
                (start|track|log) (a run|a workout|my run|a bike ride)
                """,
            "smart home, lights": """
                (turn|switch) (on|off) the (lights|lamp|light) [in the (kitchen|bedroom|living room)]
                (set|turn) the (thermostat|heating|temperature) (to|up to) <digit> [degrees]
                (start|stop) the (vacuum|robot vacuum|coffee machine)
                (dim|brighten) the (lights|lamp) in the (kitchen|bedroom|hall)
                """,
            "video meetings": """
                (start|join|schedule) (a|the|my) (video call|meeting|video meeting) [with {name:who}]
                """,
            "books": """
                (continue|start|resume) (reading|listening to) my (book|audiobook)
                """,
            "NOTHING": """
                (make|brew) me (a coffee|a sandwich|some tea|breakfast)
                (do|wash|fold) (the|my) (dishes|laundry|clothes)
                (wash|fix|clean|sell) my (car|bike|windows)
                (fly|teleport|drive) me to <destination>
                tell me (a joke|a story|something funny)
                (what|who) (is|are) (the meaning of life|the president of france|you|your name)
                (walk|feed) (the|my) (dog|cat)
                (how old|how tall) is (the pope|mount everest|tom cruise)
                (open|unlock|close) the (front door|garage|window|fridge)
                (win|play) the lottery [for me]
                (print|scan|fax) (this|the) (page|document)
                charge (my|the) phone
                (write|finish) my (essay|homework|thesis)
                (find|get) me a (job|girlfriend|new apartment)
                (take out|empty) the (trash|bin)
                do (something|whatever|it|that thing)
                (make|let) it (snow|rain|stop raining)
                (i love you|good morning|hello|hi there|how are you|thank you|never mind|what can you do)
                """,
        }.items()
    ),
)
