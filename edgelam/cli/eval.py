"""`edgelam eval`: how good the models are, on files of examples or on whole tasks."""

from __future__ import annotations

import typer

group = typer.Typer(help="Measure the models.", rich_markup_mode=None)
