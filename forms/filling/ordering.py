"""An order in which nothing is worked out before what it reads, as far as there is one."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)


def ranks_of(items: Iterable[Item], followers: Callable[[Item], Iterable[Item]]) -> dict[Item, int]:
    """Ranks items so that each comes before those that follow it; those of a circle stand in some order.

    Args:
        items: All of them.
        followers: Those that should come after an item.
    """
    finished: list[Item] = []
    seen: set[Item] = set()
    for first in items:
        if first in seen:
            continue
        seen.add(first)
        path: list[tuple[Item, Iterator[Item]]] = [(first, iter(followers(first)))]
        while path:
            item, rest = path[-1]
            following = next((each for each in rest if each not in seen), None)
            if following is None:
                finished.append(item)
                path.pop()
            else:
                seen.add(following)
                path.append((following, iter(followers(following))))
    return {item: rank for rank, item in enumerate(reversed(finished))}
