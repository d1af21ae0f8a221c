"""`edgelam train`: make the models anew; needs the extra `train`."""

from __future__ import annotations

import typer

group = typer.Typer(help="Train the models that ship.", rich_markup_mode=None)
