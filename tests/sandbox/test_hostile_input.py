"""Whatever a bot sends, it gets a result or a refusal of Telegram's, never a crash."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.acts import talking
from sandbox.entities import read_formatted
from sandbox.errors import ApiError
from sandbox.file_ids import FileIdError, decode_file_id, encode_file_id
from sandbox.methods import METHODS, Call
from sandbox.parameters import Parameters, read_parameters
from sandbox.world import World

PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5),
    st.sampled_from([1e999, -0.5, 10**30, "", "x", "😀", "photo", "emoji", "chat", "attach://x", "https://x.cn"]),
)
FIELD_WORDS = """inline_keyboard keyboard text callback_data url web_app copy_text type media caption chat_id user_id
    message_id offset length user id emoji command description is_disabled remove_keyboard request_contact style"""
FIELDS = st.sampled_from(FIELD_WORDS.split())
NESTED = st.recursive(
    PLAIN,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(FIELDS, inner, max_size=4)),
    max_leaves=12,
)
NAME_WORDS = """text parse_mode entities reply_markup reply_parameters message_id message_ids caption caption_entities
    photo document media latitude longitude title address action callback_query_id file_id commands scope menu_button
    user_id reaction from_chat_id live_period link_preview_options"""
NAMES = NAME_WORDS.split()
VALUES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["1", "2", "HTML", "MarkdownV2", "Markdown", "9" * 5000, "1e400", "[" * 5000, "AgACPQQ"]),
    NESTED.map(json.dumps),
)
MARKED = st.lists(
    st.sampled_from(
        [*"_*[]()~`>#+-=|{}.!\\&;/<'\"\n\r\t 字😀a", "<b>", "</b>", "<a href=", "||", "__", "```", "@abcd", "/go"]
    ),
    max_size=25,
).map("".join)


@settings(max_examples=15, deadline=None)
@given(values=st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=8))
@pytest.mark.parametrize("method", sorted(METHODS.keys() - {"logout"}))
def test_no_call_brings_the_server_down(method: str, values: dict[str, str]) -> None:
    world = World(flood=False)
    pid = world.add_person(first_name="李").id
    talking.start(world, pid)
    world.post(world.chats[pid], world.bot, lambda _: {"text": "x"})
    outcome: Any
    try:
        outcome = METHODS[method](Call(world, Parameters({"chat_id": str(pid), **values})))
    except ApiError as refused:
        outcome = refused.code
    json.dumps(outcome, allow_nan=False)


@settings(max_examples=150, deadline=None)
@given(text=MARKED, mode=st.sampled_from(["HTML", "MarkdownV2", "Markdown", ""]))
def test_entities_always_lie_inside_the_text_and_nest(text: str, mode: str) -> None:
    try:
        read = read_formatted(text, mode, "", lambda _: None)
    except ApiError:
        return
    open_ends: list[int] = []
    last = 0
    for entity in read.entities:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        assert last <= start < end <= read.length
        last = start
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        assert not open_ends or end <= open_ends[-1], read.entities
        open_ends.append(end)


@settings(max_examples=100, deadline=None)
@given(
    body=st.binary(max_size=80),
    kind=st.sampled_from(["application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"]),
)
def test_no_body_brings_the_reader_down(body: bytes, kind: str) -> None:
    try:
        read = read_parameters("", kind, body)
    except ApiError:
        return
    assert all(isinstance(value, str) for value in read.values.values())


@settings(max_examples=100, deadline=None)
@given(raw=st.one_of(st.text(max_size=40), st.binary(max_size=60).map(lambda data: data.hex())))
def test_no_identifier_brings_the_reader_down(raw: str) -> None:
    try:
        found = decode_file_id(raw)
    except FileIdError:
        return
    assert decode_file_id(encode_file_id(found, 1)) == found
