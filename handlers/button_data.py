"""What a button carries: written by the screens, read again when it is pressed.

Not aiogram's `CallbackData`: whoever draws a screen would load all of aiogram with it, the worker too.
"""

from typing import ClassVar, Self

from pydantic import BaseModel

SEPARATOR = ":"


class ButtonData(BaseModel):
    """Data of a button, made of texts without colons and whole numbers, in the order of the fields.

    A subclass names its first word: `class ItemButton(ButtonData, prefix="item")`.
    """

    prefix: ClassVar[str]

    def __init_subclass__(cls, *, prefix: str) -> None:
        cls.prefix = prefix
        super().__init_subclass__()

    def pack(self) -> str:
        """Return it as `prefix:value:value`. Raises `ValueError` for a text that could not be read again.

        Its length is judged where it is stamped (`rules.stamps`).
        """
        values = [str(value) for value in self.__dict__.values()]
        packed = SEPARATOR.join([self.prefix, *values])
        if packed.count(SEPARATOR) != len(values):
            raise ValueError(f"a colon in {values}")
        return packed

    @classmethod
    def unpack(cls, data: str) -> Self:
        """Return what a button carried. Raises `ValueError` for data of another button.

        Buttons of an earlier edition stand in chats for long: values that it did not have yet take their defaults.
        """
        prefix, *values = data.split(SEPARATOR)
        if prefix != cls.prefix or len(values) > len(cls.model_fields):
            raise ValueError(f"no data of {cls.__name__}")
        return cls.model_validate(dict(zip(cls.model_fields, values, strict=False)))
