"""What a button carries: aiogram reads it, and it is written here, because a screen writes eight for each one read."""

from aiogram.filters.callback_data import CallbackData


class ButtonData(CallbackData, prefix="-"):
    """Callback data made of text without colons and whole numbers, in the order of the fields."""

    def pack(self) -> str:
        """Return it as `prefix:value:value`. Raises `ValueError` for a text that could not be read again.

        Its length is judged where it is stamped (`rules.stamps`).
        """
        values = [str(value) for value in self.__dict__.values()]
        packed = ":".join([self.__prefix__, *values])
        if packed.count(":") != len(values):
            raise ValueError(f"a colon in {values}")
        return packed
