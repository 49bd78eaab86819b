"""Launch data: only what Telegram signed for this bot, a moment ago, says who opens a page."""

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rules.launch_data import MOST_SIGNS, read_launch
from rules.refusals import Refused

TOKEN = "7000000001:AAGsandbox-not-a-secret-hecha-demo0"
NOW = datetime(2026, 3, 12, 10, 0, tzinfo=UTC)
USER = {"id": 77, "first_name": "李", "last_name": "明/亮"}


def signed(fields: dict[str, str], token: str = TOKEN) -> str:
    """As Telegram signs: written anew, after its documentation."""
    check = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    secret = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    return urlencode({**fields, "hash": hmac.new(secret, check.encode(), hashlib.sha256).hexdigest()})


def launched(at: datetime = NOW, user: Any = USER, **more: str) -> dict[str, str]:
    told = json.dumps(user, ensure_ascii=False).replace("/", "\\/")
    return {"query_id": "AAF", "user": told, "auth_date": str(int(at.timestamp())), "signature": "x_-", **more}


def refusal(raw: str, now: datetime = NOW, token: str = TOKEN) -> str:
    with pytest.raises(Refused) as refused:
        read_launch(token, raw, now)
    return refused.value.code


def test_what_telegram_signed_tells_who_opens_the_page() -> None:
    found = read_launch(TOKEN, signed(launched()), NOW)
    assert (found.telegram_user_id, found.at) == (77, NOW)
    assert found.signature == dict(parse_qsl(signed(launched())))["hash"]


def test_fields_that_are_not_known_yet_are_signed_as_well() -> None:
    raw = signed(launched(chat_type="private", start_param="a b+c&d=e"))
    assert read_launch(TOKEN, raw, NOW).telegram_user_id == 77
    assert refusal(raw.replace("private", "channel")) == "SIGNPAD_005"


@pytest.mark.parametrize(
    ("age", "code"),
    [
        (timedelta(0), None),
        (timedelta(minutes=5), None),
        (timedelta(minutes=5, seconds=1), "SIGNPAD_006"),
        (timedelta(days=400), "SIGNPAD_006"),
        (timedelta(seconds=-30), None),
        (timedelta(seconds=-31), "SIGNPAD_006"),
        (timedelta(days=-400), "SIGNPAD_006"),
    ],
)
def test_old_data_and_data_of_the_future_open_nothing(age: timedelta, code: str | None) -> None:
    raw = signed(launched(NOW - age))
    if code is None:
        assert read_launch(TOKEN, raw, NOW).at == NOW - age
    else:
        assert refusal(raw) == code


@pytest.mark.parametrize("name", ["user", "auth_date", "hash", "query_id", "signature"])
def test_a_field_that_stands_there_twice_opens_nothing(name: str) -> None:
    raw = signed(launched())
    fields = dict(parse_qsl(raw))
    for twice in (f"{raw}&{name}={quote(fields[name])}", f"{name}=1&{raw}", f"{raw}&{name}="):
        assert refusal(twice) == "SIGNPAD_005"


@pytest.mark.parametrize(
    "fields",
    [
        {"auth_date": "1"},
        {"user": json.dumps(USER)},
        launched(user={"first_name": "李"}),
        launched(user={"id": "77"}),
        launched(user={"id": True}),
        launched(user=[77]),
        launched(user=77),
        {**launched(), "user": "{"},
        {**launched(), "user": "[" * 3000},
        {**launched(), "auth_date": "now"},
        {**launched(), "auth_date": "9" * 30},
        {**launched(), "auth_date": ""},
    ],
)
def test_signed_data_without_a_person_or_a_time_opens_nothing(fields: dict[str, str]) -> None:
    assert refusal(signed(fields)) == "SIGNPAD_005"


@pytest.mark.parametrize(
    "raw",
    ["", "hash=", "&", "user", "=", "a=1", "hash=é", "hash=%ff", "hash=\ud800", "x" * (MOST_SIGNS + 1), "a=1&" * 40],
)
def test_what_is_no_launch_data_opens_nothing(raw: str) -> None:
    assert refusal(raw) == "SIGNPAD_005"


def test_data_signed_for_another_bot_opens_nothing() -> None:
    assert refusal(signed(launched(), token=TOKEN.replace("7", "8", 1))) == "SIGNPAD_005"
    # Without a token anybody could sign.
    assert refusal(signed(launched(), token="")) == "SIGNPAD_005"


@given(st.data())
def test_whatever_is_changed_in_it_opens_nothing(data: st.DataObject) -> None:
    raw = signed(launched())
    at = data.draw(st.integers(0, len(raw) - 1))
    sign = data.draw(st.characters(min_codepoint=33, max_codepoint=126))
    changed = raw[:at] + sign + raw[at + 1 :]
    # An escape may be written in small letters or in large ones.
    assume(parse_qsl(changed, keep_blank_values=True) != parse_qsl(raw, keep_blank_values=True))
    assert refusal(changed) == "SIGNPAD_005"


@given(st.permutations(parse_qsl(signed(launched()))))
def test_the_order_of_the_fields_does_not_matter(pairs: list[tuple[str, str]]) -> None:
    assert read_launch(TOKEN, urlencode(pairs), NOW).telegram_user_id == 77


@given(st.text(max_size=200))
def test_noise_opens_nothing(raw: str) -> None:
    assert refusal(raw) == "SIGNPAD_005"
