"""Albums, forwards and copies."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from sandbox.acts import showing, talking
from sandbox.errors import ActError
from sandbox.parameters import Upload
from sandbox.world import World

Refusal = Callable[..., str]
Method = Callable[..., Any]
Draw = Callable[..., bytes]
Waiting = Callable[[], list[dict[str, Any]]]


def test_an_album_of_a_person_comes_as_separate_updates(world: World, li: int, jpeg: Draw, waiting: Waiting) -> None:
    waiting()
    uploads = [Upload(f"{number}.jpg", "image/jpeg", jpeg(100 + number, 100)) for number in range(3)]
    showing.album(world, li, uploads, "三张", "photo")
    messages = [update["message"] for update in waiting()]
    assert len({message["media_group_id"] for message in messages}) == 1
    assert [message["photo"][-1]["width"] for message in messages] == [100, 101, 102]
    assert [message.get("caption") for message in messages] == ["三张", None, None]


@pytest.mark.parametrize(("count", "kind"), [(1, "photo"), (11, "photo"), (2, "video")])
def test_a_client_sends_two_to_ten_photos_or_documents(
    world: World, li: int, jpeg: Draw, count: int, kind: str
) -> None:
    with pytest.raises(ActError):
        showing.album(world, li, [Upload("a.jpg", "image/jpeg", jpeg(10, 10))] * count, "", kind)


def test_the_bot_sends_an_album_as_messages_of_one_group(call: Method, li: int, jpeg: Draw) -> None:
    known = call("sendPhoto", chat_id=li, photo=Upload("a.jpg", "image/jpeg", jpeg()))["photo"][0]["file_id"]
    media = json.dumps(
        [
            {"type": "photo", "media": "attach://one", "caption": "<b>一</b>", "parse_mode": "HTML"},
            {"type": "photo", "media": known, "has_spoiler": True},
        ]
    )
    sent = call("sendMediaGroup", chat_id=li, media=media, one=Upload("b.jpg", "image/jpeg", jpeg(300, 300)))
    assert sent[0]["media_group_id"] == sent[1]["media_group_id"]
    assert sent[1]["message_id"] == sent[0]["message_id"] + 1
    assert sent[0]["caption_entities"] == [{"offset": 0, "length": 1, "type": "bold"}]
    assert sent[1]["has_media_spoiler"] is True


@pytest.mark.parametrize(
    ("media", "reason"),
    [
        ("", 'parameter "media" is required'),
        ("[", "can't parse media JSON object"),
        ("{}", "expected an Array of InputMedia"),
        ("[]", "there are no messages to send"),
        (json.dumps([{"type": "photo", "media": "attach://x"}] * 11), "too many messages to send as an album"),
        (
            '[{"type":"animation","media":"x"}]',
            "can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup",
        ),
        ('[{"media":"x"}]', "can't parse InputMedia: Can't find field \"type\""),
        ('["x"]', "can't parse InputMedia: expected an Object"),
    ],
)
def test_a_wrong_album_is_refused(refusal: Refusal, li: int, media: str, reason: str) -> None:
    assert refusal("sendMediaGroup", chat_id=li, media=media) == f"Bad Request: {reason}"


def test_documents_stay_among_themselves(refusal: Refusal, li: int, jpeg: Draw) -> None:
    media = '[{"type":"photo","media":"attach://a"},{"type":"document","media":"attach://b"}]'
    uploads = {"a": Upload("a.jpg", "image/jpeg", jpeg()), "b": Upload("b.txt", "text/plain", b"x")}
    assert refusal("sendMediaGroup", chat_id=li, media=media, **uploads) == (
        "Bad Request: document can't be mixed with other media types"
    )


def test_a_document_of_an_album_stays_one(call: Method, refusal: Refusal, li: int, jpeg: Draw) -> None:
    media = '[{"type":"document","media":"attach://a"},{"type":"document","media":"attach://b"}]'
    uploads = {name: Upload(f"{name}.txt", "text/plain", name.encode()) for name in ("a", "b")}
    album = call("sendMediaGroup", chat_id=li, media=media, **uploads)
    assert refusal(
        "editMessageMedia",
        chat_id=li,
        message_id=album[0]["message_id"],
        media='{"type":"photo","media":"attach://c"}',
        c=Upload("c.jpg", "image/jpeg", jpeg()),
    ) == ("Bad Request: can't change media type in the album")


def test_a_long_caption_in_an_album_is_refused(refusal: Refusal, li: int) -> None:
    media = json.dumps([{"type": "document", "media": "attach://a", "caption": "字" * 1025}])
    assert refusal("sendMediaGroup", chat_id=li, media=media, a=Upload("a.txt", "text/plain", b"x")) == (
        "Bad Request: message caption is too long"
    )


def test_a_forward_names_its_origin_and_a_copy_does_not(call: Method, world: World, li: int) -> None:
    theirs = talking.text(world, li, "原话")
    source = {"chat_id": li, "from_chat_id": li, "message_id": theirs.message_id}
    forwarded = call("forwardMessage", **source)
    assert forwarded["forward_origin"]["sender_user"]["id"] == li
    assert forwarded["text"] == "原话"
    copied = call("copyMessage", **source)
    assert list(copied) == ["message_id"]
    kept = world.find(li, copied["message_id"])
    assert kept is not None
    assert kept.data["text"] == "原话"
    assert "forward_origin" not in kept.data


def test_a_copy_may_have_another_caption(call: Method, world: World, li: int) -> None:
    sent = call("sendDocument", chat_id=li, document=Upload("a.txt", "text/plain", b"x"), caption="旧")
    copied = call("copyMessage", chat_id=li, from_chat_id=li, message_id=sent["message_id"], caption="新")
    kept = world.find(li, copied["message_id"])
    assert kept is not None
    assert kept.data["caption"] == "新"
    assert kept.data["document"]["file_unique_id"] == sent["document"]["file_unique_id"]


def test_what_cannot_be_passed_on_is_refused(call: Method, refusal: Refusal, world: World, li: int) -> None:
    assert refusal("copyMessage", chat_id=li) == 'Bad Request: parameter "from_chat_id" is required'
    missing = {"chat_id": li, "from_chat_id": li, "message_id": 99}
    assert refusal("forwardMessage", **missing) == "Bad Request: message to forward not found"
    assert refusal("copyMessage", **missing) == "Bad Request: message to copy not found"
    protected = call("sendMessage", chat_id=li, text="x", protect_content="true")
    assert protected["has_protected_content"] is True
    assert refusal("forwardMessage", chat_id=li, from_chat_id=li, message_id=protected["message_id"]) == (
        "Bad Request: message has protected content and can't be forwarded"
    )
    with pytest.raises(ActError, match="protected"):
        talking.forward(world, li, protected["message_id"], li)


def test_a_person_forwards_a_card_without_its_callback_buttons(call: Method, world: World, li: int) -> None:
    rows = [
        [{"text": "好", "callback_data": "x"}, {"text": "网", "url": "https://x.cn/"}],
        [{"text": "否", "callback_data": "y"}],
    ]
    card = call("sendMessage", chat_id=li, text="卡", reply_markup=json.dumps({"inline_keyboard": rows}))
    other = world.add_person(first_name="王").id
    forwarded = talking.forward(world, other, card["message_id"], li)
    assert forwarded.keyboard() == [[{"text": "网", "url": "https://x.cn/"}]]
    assert forwarded.data["forward_origin"]["sender_user"]["is_bot"] is True


def test_a_person_edits_what_they_wrote_for_48_hours(call: Method, world: World, li: int, waiting: Waiting) -> None:
    message = talking.text(world, li, "旧")
    card = call("sendMessage", chat_id=li, text="卡")["message_id"]
    waiting()
    talking.edit(world, li, message.message_id, "新")
    edited = waiting()[0]["edited_message"]
    assert (edited["text"], edited["message_id"]) == ("新", message.message_id)
    assert edited["edit_date"] >= edited["date"]
    with pytest.raises(ActError, match="nothing"):
        talking.edit(world, li, message.message_id, "新")
    with pytest.raises(ActError, match="own"):
        talking.edit(world, li, card, "fremd")
    world.advance(48 * 3600 + 1)
    with pytest.raises(ActError, match="48"):
        talking.edit(world, li, message.message_id, "zu spät")


def test_a_person_deletes_without_a_notice(world: World, li: int, waiting: Waiting) -> None:
    message = talking.text(world, li, "weg")
    waiting()
    talking.delete(world, li, message.message_id)
    assert waiting() == []
    assert world.find(li, message.message_id) is None
