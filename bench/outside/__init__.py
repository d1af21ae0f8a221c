"""Tools that others wrote, tried on the virtual phone: what each was asked, and whether its answer is right.

`python -m bench.outside [NAME ...]` installs the named tools (left out: all) in their pinned versions into a
cache of this machine, starts a virtual phone for each, and prints one JSON document.
"""
