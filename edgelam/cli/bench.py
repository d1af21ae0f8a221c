"""`edgelam bench`: what it costs on this machine, as figures with targets."""

from __future__ import annotations

import typer

group = typer.Typer(help="Measure this machine.", rich_markup_mode=None)
