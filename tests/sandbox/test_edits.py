"""Editing and deleting."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from sandbox.acts import talking
from sandbox.acts.groups import open_group, say_in_group
from sandbox.methods.edits import SAME
from sandbox.parameters import Upload
from sandbox.world import World

Refusal = Callable[..., str]
Method = Callable[..., Any]
Draw = Callable[..., bytes]
BUTTON = json.dumps({"inline_keyboard": [[{"text": "好", "callback_data": "x"}]]})


def test_an_edit_changes_text_and_takes_the_keyboard_away(call: Method, li: int) -> None:
    first = call("sendMessage", chat_id=li, text="旧", reply_markup=BUTTON)
    second = call("editMessageText", chat_id=li, message_id=first["message_id"], text="新")
    assert (second["text"], second["message_id"], second["date"]) == ("新", first["message_id"], first["date"])
    assert second["edit_date"] >= first["date"]
    assert "reply_markup" not in second
    assert first["text"] == "旧"


def test_an_edited_answer_comes_back_without_the_answered_message(call: Method, li: int) -> None:
    first = call("sendMessage", chat_id=li, text="1")
    reply = json.dumps({"message_id": first["message_id"]})
    answer = call("sendMessage", chat_id=li, text="2", reply_parameters=reply)
    assert "reply_to_message" not in call("editMessageText", chat_id=li, message_id=answer["message_id"], text="3")


def test_an_edit_that_changes_nothing_is_refused(call: Method, refusal: Refusal, li: int) -> None:
    sent = call("sendMessage", chat_id=li, text="<b>一</b>", parse_mode="HTML", reply_markup=BUTTON)
    same = {"chat_id": li, "message_id": sent["message_id"], "text": "*一*", "parse_mode": "MarkdownV2"}
    assert refusal("editMessageText", **same, reply_markup=BUTTON) == f"Bad Request: {SAME}"
    call("editMessageText", **same)
    assert refusal("editMessageText", **same) == f"Bad Request: {SAME}"
    call("editMessageText", chat_id=li, message_id=sent["message_id"], text="一")


def test_an_unchanged_keyboard_is_refused(call: Method, refusal: Refusal, li: int) -> None:
    sent = call("sendMessage", chat_id=li, text="x", reply_markup=BUTTON)
    same = {"chat_id": li, "message_id": sent["message_id"]}
    assert refusal("editMessageReplyMarkup", **same, reply_markup=BUTTON) == f"Bad Request: {SAME}"
    assert "reply_markup" not in call("editMessageReplyMarkup", **same)


def test_an_edit_needs_its_message(refusal: Refusal, li: int) -> None:
    assert refusal("editMessageText", text="x") == "Bad Request: message identifier is not specified"
    assert refusal("editMessageText", message_id=1, text="x") == "Bad Request: chat_id is empty"
    assert refusal("editMessageText", chat_id=li, text="x") == "Bad Request: message to edit not found"
    assert refusal("editMessageText", chat_id=li, message_id=999, text="x") == "Bad Request: message to edit not found"
    assert refusal("editMessageText", chat_id=li, message_id=1, text="") == "Bad Request: message text is empty"


def test_other_peoples_messages_cannot_be_edited(refusal: Refusal, world: World, li: int) -> None:
    theirs = talking.text(world, li, "我的")
    assert refusal("editMessageText", chat_id=li, message_id=theirs.message_id, text="x") == (
        "Bad Request: message can't be edited"
    )


@pytest.mark.parametrize("markup", ['{"keyboard":[["x"]]}', '{"remove_keyboard":true}', '{"force_reply":true}'])
def test_a_message_with_a_reply_keyboard_cannot_be_edited(call: Method, refusal: Refusal, li: int, markup: str) -> None:
    sent = call("sendMessage", chat_id=li, text="x", reply_markup=markup)
    assert refusal("editMessageText", chat_id=li, message_id=sent["message_id"], text="y") == (
        "Bad Request: message can't be edited"
    )


def test_an_edit_takes_inline_keyboards_only(call: Method, refusal: Refusal, li: int) -> None:
    sent = call("sendMessage", chat_id=li, text="x")
    assert refusal(
        "editMessageText", chat_id=li, message_id=sent["message_id"], text="y", reply_markup='{"keyboard":[["x"]]}'
    ) == ("Bad Request: inline keyboard expected")


def test_an_edit_to_a_long_text_has_another_refusal_than_sending(call: Method, refusal: Refusal, li: int) -> None:
    sent = call("sendMessage", chat_id=li, text="x")
    edit = {"chat_id": li, "message_id": sent["message_id"]}
    assert refusal("editMessageText", **edit, text="字" * 4097) == "Bad Request: MESSAGE_TOO_LONG"
    assert refusal("editMessageText", **edit, text=" ") == "Bad Request: text must be non-empty"


def test_captions_and_texts_are_edited_each_in_their_own_way(
    call: Method, refusal: Refusal, li: int, jpeg: Draw
) -> None:
    text = call("sendMessage", chat_id=li, text="x")
    photo = call("sendPhoto", chat_id=li, photo=Upload("a.jpg", "image/jpeg", jpeg()), caption="旧")
    assert refusal("editMessageCaption", chat_id=li, message_id=text["message_id"], caption="y") == (
        "Bad Request: there is no caption in the message to edit"
    )
    assert refusal("editMessageText", chat_id=li, message_id=photo["message_id"], text="y") == (
        "Bad Request: there is no text in the message to edit"
    )
    edit = {"chat_id": li, "message_id": photo["message_id"]}
    assert refusal("editMessageCaption", **edit, caption="字" * 1025) == "Bad Request: MEDIA_CAPTION_TOO_LONG"
    assert refusal("editMessageCaption", **edit, caption="旧") == f"Bad Request: {SAME}"
    emptied = call("editMessageCaption", **edit)
    assert "caption" not in emptied
    assert emptied["photo"] == photo["photo"]


def test_media_is_replaced_in_place(call: Method, li: int, jpeg: Draw) -> None:
    photo = call("sendPhoto", chat_id=li, photo=Upload("a.jpg", "image/jpeg", jpeg()), caption="一")
    edit = {"chat_id": li, "message_id": photo["message_id"]}
    new = Upload("b.txt", "text/plain", b"new")
    media = json.dumps({"type": "document", "media": "attach://new", "caption": "<i>二</i>", "parse_mode": "HTML"})
    changed = call("editMessageMedia", **edit, media=media, new=new)
    assert (changed["document"]["file_name"], changed["caption"]) == ("b.txt", "二")
    assert "photo" not in changed


def test_the_same_media_again_changes_nothing(call: Method, refusal: Refusal, li: int, jpeg: Draw) -> None:
    photo = call("sendPhoto", chat_id=li, photo=Upload("a.jpg", "image/jpeg", jpeg()), caption="一")
    media = json.dumps({"type": "photo", "media": photo["photo"][0]["file_id"], "caption": "一"})
    assert refusal("editMessageMedia", chat_id=li, message_id=photo["message_id"], media=media) == (
        f"Bad Request: {SAME}"
    )


@pytest.mark.parametrize(
    ("media", "reason"),
    [
        ("", 'parameter "media" is required'),
        ("{", "can't parse input media JSON object"),
        ("{}", "can't parse InputMedia: Can't find field \"type\""),
        ('{"type":"story","media":"x"}', 'can\'t parse InputMedia: type "story" is unsupported'),
        ('{"type":"photo"}', "can't parse InputMedia: media not found"),
        ('{"type":"photo","media":"attach://gone"}', "can't parse InputMedia: media not found"),
    ],
)
def test_wrong_media_is_refused(call: Method, refusal: Refusal, li: int, media: str, reason: str) -> None:
    sent = call("sendMessage", chat_id=li, text="x")
    assert refusal("editMessageMedia", chat_id=li, message_id=sent["message_id"], media=media) == (
        f"Bad Request: {reason}"
    )


def test_a_place_has_no_media_to_edit(call: Method, refusal: Refusal, li: int, jpeg: Draw) -> None:
    place = call("sendLocation", chat_id=li, latitude="29.7", longitude="106.6")
    photo = call("sendPhoto", chat_id=li, photo=Upload("a.jpg", "image/jpeg", jpeg()))
    media = json.dumps({"type": "photo", "media": photo["photo"][0]["file_id"]})
    assert refusal("editMessageMedia", chat_id=li, message_id=place["message_id"], media=media) == (
        "Bad Request: message media can't be edited"
    )


def test_messages_are_deleted_for_48_hours(call: Method, refusal: Refusal, world: World, li: int) -> None:
    own, theirs = call("sendMessage", chat_id=li, text="x")["message_id"], talking.text(world, li, "y").message_id
    old = call("sendMessage", chat_id=li, text="z")["message_id"]
    assert call("deleteMessage", chat_id=li, message_id=own) is True
    assert call("deleteMessage", chat_id=li, message_id=theirs) is True
    assert refusal("deleteMessage", chat_id=li, message_id=own) == "Bad Request: message to delete not found"
    world.advance(48 * 3600 + 1)
    assert refusal("deleteMessage", chat_id=li, message_id=old) == "Bad Request: message can't be deleted for everyone"
    call("editMessageText", chat_id=li, message_id=old, text="still editable")


def test_a_deletion_names_chat_and_message(refusal: Refusal, li: int) -> None:
    assert refusal("deleteMessage", message_id=1) == "Bad Request: chat identifier is not specified"
    assert refusal("deleteMessage", chat_id=li) == "Bad Request: message identifier is not specified"


def test_a_deleted_message_cannot_be_edited(call: Method, refusal: Refusal, world: World, li: int) -> None:
    sent = call("sendMessage", chat_id=li, text="x")
    talking.delete(world, li, sent["message_id"])
    assert refusal("editMessageText", chat_id=li, message_id=sent["message_id"], text="y") == (
        "Bad Request: message to edit not found"
    )


@pytest.mark.parametrize(
    ("numbers", "reason"),
    [
        ("", "message identifiers are not specified"),
        ("[", "can't parse message_ids JSON object"),
        ("5", "expected an Array of message identifiers"),
        ("[]", "message identifiers are not specified"),
        ('["x"]', "invalid message identifier specified"),
        (json.dumps(list(range(1, 102))), "too many message identifiers specified"),
    ],
)
def test_a_wrong_list_of_messages_is_refused(refusal: Refusal, li: int, numbers: str, reason: str) -> None:
    assert refusal("deleteMessages", chat_id=li, message_ids=numbers) == f"Bad Request: {reason}"


def test_several_messages_go_at_once_and_missing_ones_are_passed_over(call: Method, world: World, li: int) -> None:
    sent = [call("sendMessage", chat_id=li, text=str(number))["message_id"] for number in range(3)]
    assert call("deleteMessages", chat_id=li, message_ids=json.dumps([*sent, 999, sent[0]])) is True
    assert all(world.find(li, number) is None for number in sent)


def test_in_a_group_the_bot_deletes_only_its_own(call: Method, refusal: Refusal, world: World, li: int) -> None:
    group = open_group(world, "两江监管", [li])
    theirs = say_in_group(world, group.id, li, "hi")
    assert refusal("deleteMessage", chat_id=group.id, message_id=theirs.message_id) == (
        "Bad Request: message can't be deleted"
    )
    own = call("sendMessage", chat_id=group.id, text="x")
    assert call("deleteMessage", chat_id=group.id, message_id=own["message_id"]) is True
