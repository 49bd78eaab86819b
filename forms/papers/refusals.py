"""Why a paper cannot be printed, and what is remarked on one that was."""

from collections.abc import Mapping
from dataclasses import dataclass

from rules.errors import Problem, describe


class PaperRefused(Exception):
    """No paper can be printed: a font or a template is the matter. `rules.errors.describe` says it."""

    def __init__(self, problem: Problem, **placeholders: object) -> None:
        self.code = problem.code
        self.placeholders: Mapping[str, object] = placeholders
        super().__init__(describe(self, "en"))


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that could not be printed as it is and stands on the paper in words; `describe` says it."""

    code: str
    params: tuple[tuple[str, str], ...]

    @property
    def placeholders(self) -> Mapping[str, object]:
        """What fills the text of the catalogue."""
        return dict(self.params)


def remark(problem: Problem, **params: str) -> Remark:
    """Return a remark; equal ones are one when collected in a set or a dictionary."""
    return Remark(problem.code, tuple(sorted(params.items())))
