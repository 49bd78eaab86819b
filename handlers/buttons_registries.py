"""Buttons of registries: a file that was sent, the registries themselves."""

from handlers.button_data import ButtonData


class ImportButton(ButtonData, prefix="import"):
    """A file of a registry: show, rows, all, skip, drop; diff (a `page`), pick, leave (`of` a change), diffs, picked;
    cols, col (a `page`), name (`page`: column, `of`: field); from (an edition's first day), undo and undone.
    """

    act: str
    import_id: int
    page: int = 1
    of: int = 0


class RegistryButton(ButtonData, prefix="registry"):
    """The registries: show, gaps, history (a `page`), export (`which` as a `format`)."""

    act: str
    which: str = ""
    format: str = ""
    page: int = 1
