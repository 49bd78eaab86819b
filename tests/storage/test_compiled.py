"""Compiled statements: found at once, and never one for another."""

from sqlalchemy import Engine, Integer, bindparam, create_engine, func, literal, select

from storage.compiled import CAPACITY, CompiledCache

SUM = select(bindparam("a", type_=Integer) + 1)


def engine_with(cache: CompiledCache) -> Engine:
    return create_engine("sqlite://", execution_options={"compiled_cache": cache})


def test_a_statement_gives_what_it_gave_before_with_other_values() -> None:
    with engine_with(CompiledCache()).connect() as connection:
        assert [connection.scalar(SUM, {"a": n}) for n in (1, 2, 3)] == [2, 3, 4]


def test_statements_that_are_built_each_time_keep_their_own_values() -> None:
    with engine_with(CompiledCache()).connect() as connection:
        assert [connection.scalar(select(literal(n) + literal(n))) for n in range(50)] == [2 * n for n in range(50)]


def test_a_thousand_shapes_of_statements_are_not_all_kept() -> None:
    cache = CompiledCache()
    with engine_with(cache).connect() as connection:
        for n in range(3 * CAPACITY):
            once = select(func.length("x").label(f"n{n}"))
            for _ in range(3):
                assert connection.scalar(once) == 1
    assert len(cache) + cache.known <= 4 * CAPACITY
