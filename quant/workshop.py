"""All that making and measuring candidates of one model needs, each thing made once and kept in a folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from edgelam.core.errors import EdgelamError, StorageError
from edgelam.models.registry import Model, find

from . import imatrix
from .calibrate import Calibration, calibration_rows
from .imatrix import Importances
from .produce import produce
from .recipe import Recipe, usual
from .reference import Reference, reference_of
from .samples import CALIBRATED, JUDGED, Role, Samples, samples

Say = Callable[[str, int, int], None]  # what is being done, how much is done, of how much


def silent(what: str, done: int, of: int) -> None:
    """Nobody is told."""


@dataclass(frozen=True)
class Settings:
    """steps: inputs that are judged. calibration: inputs that importances are gathered over; 0: none are.
    given: a file of inputs to judge on instead of our own. tasks: on the virtual phone; 0: none."""

    steps: int = 200
    calibration: int = 64
    given: Path | None = None
    tasks: int = 0
    threads: int = 0


class Workshop:
    """For one model in one role. Files go into `folder`, which may hold those of an earlier run."""

    def __init__(self, model: Model, role: Role, folder: Path, settings: Settings, say: Say = silent) -> None:
        """Raises StorageError."""
        self.model = model
        self.role = role
        self.folder = folder
        self.settings = settings
        self.say = say
        self.given: Importances | None = None  # taken instead of gathering our own
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(f"{folder} cannot be made ({error.strerror})") from error

    @cached_property
    def reference(self) -> Reference:
        """The float weights. Raises ModelError."""
        return reference_of(
            self.model, self.folder, progress=lambda done, of, _: self.say("float weights", done, of)
        )

    @cached_property
    def reference_model(self) -> Model:
        """They as a model that can stand in its role. Raises ModelError."""
        reference = self.reference
        if reference.path == self.model.path:
            return self.model
        return self.made(Recipe(reference.type), f"{self.model.name}-reference")

    @cached_property
    def inputs(self) -> Samples:
        """What is judged on. Raises InputFileError."""
        self.say("inputs", 0, 1)
        return samples(self.role, self.folder, self.settings.steps, seed=JUDGED, given=self.settings.given)

    @cached_property
    def calibration(self) -> Calibration | None:
        """What importances are gathered over. Raises ModelError."""
        if not self.settings.calibration:
            return None
        own = samples(self.role, self.folder, self.settings.calibration, seed=CALIBRATED)
        return calibration_rows(self.reference, own, told=lambda done, of: self.say("calibration", done, of))

    @cached_property
    def importances(self) -> Importances | None:
        """Gathered once; the file stays in the folder. Raises ModelError."""
        if self.given or not self.settings.calibration:
            return self.given
        n, source = self.settings.calibration, self.reference.sha256[:12]
        path = self.folder / f"importances-{self.role}-{source}-{n}.gguf"
        if path.is_file():
            return imatrix.load(path)
        calibration = self.calibration
        assert calibration is not None
        found = imatrix.gather(
            self.reference.path,
            calibration.rows,
            data=calibration.words,
            threads=self.settings.threads,
            progress=lambda done, of: self.say("importances", done, of),
        )
        imatrix.save(found, path)
        return found

    def recipe(self, kind: str, overrides: tuple[tuple[str, str], ...] = ()) -> Recipe:
        """With this workshop's importances, where the type takes any. Raises UsageError."""
        recipe = Recipe(usual(kind), overrides)
        if recipe.onnx or recipe.exact or not self.importances:
            return recipe
        return replace(recipe, importance=self.importances.digest)

    def made(self, recipe: Recipe, name: str = "") -> Model:
        """The candidate of a recipe, in a folder for all that this model and calibration give.

        Raises ModelError, StorageError.
        """
        name = name or f"{self.model.name}-{recipe.name}"
        source = f"{self.role}-{self.reference.sha256[:8]}-{self.settings.calibration}"
        place = self.folder / "models" / source / name
        return produce(
            self.reference,
            recipe,
            place,
            importances=self.importances if recipe.importance else None,
            calibration=self.calibration if recipe.type == "onnx-static" and not place.exists() else None,
            threads=self.settings.threads,
            progress=lambda done, of, _: self.say(name, done, of),
        )

    def tried(self, kind: str) -> tuple[Model | None, str]:
        """A candidate of a type, or why there is none."""
        try:
            return (find(str(self.model.path)) if kind == "shipped" else self.made(self.recipe(kind))), ""
        except EdgelamError as error:
            return None, str(error)
