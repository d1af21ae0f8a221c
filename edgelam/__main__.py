"""`python -m edgelam` is `edgelam`."""

from __future__ import annotations

from edgelam.cli.app import main

main()
