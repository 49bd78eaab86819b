"""Which method is chosen for an object, and which may be chosen for a class (四(七))."""

import pytest

from rules.methods import METHODS, following_method, method_of, methods_for

TABLE = {"A": "written", "D": "third_party", "online_business": "online"}


@pytest.mark.parametrize(
    ("risk", "flags", "method"),
    [
        ("A", [], "written"),
        ("B", [], "on_site"),
        ("D", ["complaints"], "third_party"),
        ("A", ["online_business"], "online"),
        ("C", ["online_business"], "online"),
    ],
)
def test_trading_on_the_net_goes_before_the_class(risk: str, flags: list[str], method: str) -> None:
    assert method_of(TABLE, risk, flags) == method
    assert method_of({}, risk, flags) == "on_site"


@pytest.mark.parametrize("key", ["A", "B", "C", "D", "online_business"])
def test_each_tap_gives_the_next_method_that_the_rule_allows(key: str) -> None:
    seen, method = [], "on_site"
    for _ in methods_for(key):
        seen.append(method)
        method = following_method(key, method)
    assert (method, tuple(seen)) == ("on_site", methods_for(key))
    assert ("written" in seen) == (key in "AB")
    assert set(seen) <= set(METHODS)
