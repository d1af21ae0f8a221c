"""Goals with judges: the runtime tried on phones, judged by what the phone itself says over ADB.

`catalogue` holds the tasks, a module an app: what is said, what the phone holds, what must be so in the end,
and how a person does it. `oracle` proves them, `evaluate` runs them, `episodes` writes them to learn from.
"""
