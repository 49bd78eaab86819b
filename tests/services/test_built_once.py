"""What is built once per process: built when first asked for, and only the latest kept."""

from services.built_once import BuiltOnce


def test_the_latest_are_kept_and_the_others_built_anew() -> None:
    built: list[int] = []

    def build(number: int) -> str:
        built.append(number)
        return f"{number}"

    kept: BuiltOnce[int, str] = BuiltOnce(most=2)
    for number in (1, 2, 1, 3, 1, 2):
        assert kept.of(number, lambda number=number: build(number)) == f"{number}"  # type: ignore[misc]
        assert len(kept) <= 2
    assert built == [1, 2, 3, 2]
