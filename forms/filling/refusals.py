"""Why a form cannot be run, and why something cannot be done while it is being filled in."""

from collections.abc import Mapping

from rules.errors import Described, Problem, describe


class XFormRefused(Exception):
    """A form, or a file of it, cannot be run; `explain` says why.

    Attributes:
        code: Code of the catalogue, `XFORM_<NNN>`.
        placeholders: What the text needs; `reference` names the question or group where one is meant.
        reason: What is wrong in detail, such as the error of an expression.
    """

    def __init__(self, problem: Problem, *, because: Described | None = None, **params: object) -> None:
        self.code = problem.code
        self.placeholders: Mapping[str, object] = params
        self.reason = because
        super().__init__(explain(self, "en"))


class FillingRefused(Exception):
    """Something cannot be done with a form that is being filled in; nothing has changed.

    Attributes:
        code: Code of the catalogue, `FILL_<NNN>`.
        placeholders: What the text needs.
    """

    def __init__(self, problem: Problem, **params: object) -> None:
        self.code = problem.code
        self.placeholders: Mapping[str, object] = params
        super().__init__(describe(self, "en"))


def explain(refusal: XFormRefused, language: str) -> str:
    """Gives the sentence for a refusal, and the one behind it where there is one."""
    sentence = describe(refusal, language)
    if refusal.reason is None:
        return sentence
    return f"{sentence} {describe(refusal.reason, language)}"
