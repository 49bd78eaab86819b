"""Names of files and folders that are given once each."""


def free_name(stem: str, taken: set[str]) -> str:
    """Return the first of `stem`, `stem-2`, `stem-3`… that is not taken yet, and take it.

    Capitals count as small letters, as some file systems have it.
    """
    name, number = stem, 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name.casefold())
    return name
