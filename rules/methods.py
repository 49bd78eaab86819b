"""How an object is inspected (rule text 四(七)): on site as a rule, else in writing, online or by a third party."""

from collections.abc import Collection, Mapping

ON_SITE, WRITTEN, ONLINE, THIRD_PARTY = "on_site", "written", "online", "third_party"
METHODS = (ON_SITE, WRITTEN, ONLINE, THIRD_PARTY)
GOOD_RISKS = frozenset("AB")
"""Classes of good credit, which papers may do for."""
ONLINE_BUSINESS = "online_business"
"""The flag of objects that trade or publish on the net; the method chosen for it goes before that of their class."""
PERSON_KINDS = ("expert", "third_party")


def method_of(table: Mapping[str, str], risk: str, flags: Collection[str]) -> str:
    """Return how an object is inspected by a campaign's table of methods by class and flag."""
    if ONLINE_BUSINESS in flags and ONLINE_BUSINESS in table:
        return table[ONLINE_BUSINESS]
    return table.get(risk, ON_SITE)


def methods_for(key: str) -> tuple[str, ...]:
    """Return the methods that the rule text allows for a class, or for who trades on the net."""
    if key == ONLINE_BUSINESS:
        return (ON_SITE, ONLINE, THIRD_PARTY)
    return tuple(each for each in METHODS if each != ONLINE and (each != WRITTEN or key in GOOD_RISKS))


def following_method(key: str, method: str) -> str:
    """Return the next method that may be chosen for a class or flag, after the last the first."""
    allowed = methods_for(key)
    return allowed[(allowed.index(method) + 1) % len(allowed)] if method in allowed else allowed[0]
