"""A refused act: what the rules do not allow, said in the words of the catalogue."""

from collections.abc import Mapping

from rules.errors import Problem, describe


class Refused(Exception):
    """Raised before anything is changed; the person reads the problem's text and goes on.

    `is_law` marks refusals of law, which ask for one more press to be read.
    """

    def __init__(self, problem: Problem, *, is_law: bool = False, **placeholders: object) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.is_law = is_law
        self.placeholders: Mapping[str, object] = placeholders

    @property
    def code(self) -> str:
        """The code of the catalogue."""
        return self.problem.code

    def text(self, language: str) -> str:
        """Return the sentence in a language."""
        return describe(self, language)
