"""aiogram and python-telegram-bot understand every field that the sandbox sends, and can call every method."""

import io
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import aiogram
import pytest
import telegram
from aiogram import types
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from pydantic import BaseModel
from telegram.ext import ExtBot

from sandbox.acts import groups, places, pressing, showing, surprises, talking
from sandbox.methods import METHODS
from sandbox.parameters import Upload
from sandbox.server import Sandbox
from sandbox.world import World

Draw = Callable[..., bytes]
MARKUP = {
    "inline_keyboard": [
        [
            {"text": "好", "callback_data": "x", "style": "success"},
            {"text": "网", "url": "https://x.cn/"},
            {"text": "签", "web_app": {"url": "https://x.cn/sign"}},
            {"text": "抄", "copy_text": {"text": "y"}},
        ]
    ]
}


@pytest.fixture(autouse=True)
def _coming_durations(monkeypatch: pytest.MonkeyPatch) -> None:
    # Without it python-telegram-bot warns of a coming change wherever it reads a duration.
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


def unknown_to_aiogram(value: Any, path: str = "") -> list[str]:
    """Paths of fields for which aiogram has no place."""
    if isinstance(value, BaseModel):
        found = [f"{path}.{name}" for name in value.model_extra or {}]
        for name in type(value).model_fields:
            found += unknown_to_aiogram(getattr(value, name), f"{path}.{name}")
        return found
    if isinstance(value, list):
        return [one for item in value for one in unknown_to_aiogram(item, path)]
    return []


def unknown_to_telegram(value: Any, path: str = "") -> list[str]:
    """Paths of fields for which python-telegram-bot has no place."""
    if isinstance(value, telegram.TelegramObject):
        found = [f"{path}.{name}" for name in value.api_kwargs]
        names = {name for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ())}
        for name in names - {"api_kwargs", "_bot", "_id_attrs", "_frozen"}:
            found += unknown_to_telegram(getattr(value, name, None), f"{path}.{name}")
        return found
    if isinstance(value, list | tuple):
        return [one for item in value for one in unknown_to_telegram(item, path)]
    return []


def test_the_walk_finds_a_field_at_any_depth() -> None:
    user = {"id": 1, "is_bot": False, "first_name": "x", "aura": "blue"}
    message = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "from": user, "text": "x"}
    update = {"update_id": 1, "message": message}
    assert unknown_to_aiogram(types.Update.model_validate(update)) == [".message.from_user.aura"]
    assert unknown_to_telegram(telegram.Update.de_json(update, None)) == [".message.from_user.aura"]


def everything(world: World, jpeg: Draw, card: dict[str, Any]) -> list[dict[str, Any]]:
    """Does every act once; gives all updates."""
    pid, other = card["chat"]["id"], world.add_person(first_name="赵", username="zhao_y").id
    talking.start(world, pid, "abc")
    words = talking.text(world, pid, "😀 /go @abcde #标签 a@b.cn https://x.cn/a", card["message_id"])
    talking.edit(world, pid, words.message_id, "新")
    photo = showing.photo(world, pid, Upload("a.jpg", "image/jpeg", jpeg()), "图 https://x.cn/a")
    talking.edit(world, pid, photo.message_id, "改")
    showing.document(world, pid, Upload("a.jpg", "image/jpeg", jpeg()), "原图")
    showing.document(world, pid, Upload("a.txt", "text/plain", b"x"))
    showing.album(world, pid, [Upload("a.jpg", "image/jpeg", jpeg(50, 50))] * 2, "册", "photo")
    showing.album(world, pid, [Upload("a.txt", "text/plain", b"x")] * 2, "", "document")
    places.location(world, pid, {"latitude": 29.7, "longitude": 106.6, "horizontal_accuracy": 5, "live_period": 60})
    for kind in ("venue", "contact", "sticker", "voice", "video", "video_note", "audio", "animation", "poll", "dice"):
        surprises.surprise(world, pid, kind)
    pressing.press(world, pid, card["message_id"], {"row": 0, "column": 0})
    pressing.foreign_press(world, other, card["message_id"], pid, "stolen")
    for message in (words, photo):
        talking.forward(world, other, message.message_id, pid)
    talking.forward(world, other, card["message_id"], pid)
    talking.block(world, pid)
    talking.unblock(world, pid)
    group = groups.open_group(world, "两江", [pid])
    groups.say_in_group(world, group.id, pid, "/stats@hecha_bot")
    groups.migrate(world, group.id)
    groups.throw_out(world, groups.open_group(world, "渝北", [pid], "supergroup").id, pid)
    return [json.loads(update.body) for update in world.updates.peek()]


def test_both_libraries_know_every_field_of_every_update(
    call: Callable[..., Any], world: World, li: int, jpeg: Draw
) -> None:
    card = call("sendMessage", chat_id=li, text="<b>?</b>", parse_mode="HTML", reply_markup=json.dumps(MARKUP))
    updates = everything(world, jpeg, card)
    assert len(updates) > 35
    for update in updates:
        assert unknown_to_aiogram(types.Update.model_validate(update)) == [], update
        assert unknown_to_telegram(telegram.Update.de_json(update, None)) == [], update


def test_both_libraries_know_every_field_of_a_whole_message(call: Callable[..., Any], li: int, jpeg: Draw) -> None:
    upload = Upload("a.jpg", "image/jpeg", jpeg())
    reply = {"chat_id": li, "reply_parameters": '{"message_id":1}', "protect_content": "true"}
    plain = {**reply, "reply_markup": json.dumps(MARKUP)}
    spoiler = {"has_spoiler": "true", "show_caption_above_media": "true", "caption": "图"}
    text = {"text": '<pre><code class="language-py">x</code></pre>', "parse_mode": "HTML"}
    messages = [
        call("sendMessage", **plain, **text, link_preview_options='{"is_disabled":true}'),
        call("sendPhoto", **plain, photo=upload, **spoiler),
        call("sendDocument", **plain, document=upload, caption="x"),
        call("sendVenue", **plain, latitude="1", longitude="1", title="t", address="a", google_place_id="g"),
        call("sendLocation", **plain, latitude="1", longitude="1", live_period=60, heading=5),
        *call("sendMediaGroup", **reply, media='[{"type":"photo","media":"attach://a"}]', a=upload),
    ]
    for message in messages:
        assert "reply_to_message" in message
        assert unknown_to_aiogram(types.Message.model_validate(message)) == [], message
        assert unknown_to_telegram(telegram.Message.de_json(message, None)) == [], message


def test_both_libraries_know_every_field_of_the_other_results(call: Callable[..., Any], world: World, li: int) -> None:
    group = groups.open_group(world, "两江", [li])
    button = {"type": "web_app", "text": "开", "web_app": {"url": "https://x.cn/"}}
    call("setChatMenuButton", chat_id=li, menu_button=json.dumps(button))
    results: list[tuple[type[BaseModel], Any, Any]] = [
        (types.User, telegram.User, call("getMe")),
        (types.ChatFullInfo, telegram.ChatFullInfo, call("getChat", chat_id=li)),
        (types.ChatFullInfo, telegram.ChatFullInfo, call("getChat", chat_id=group.id)),
        (types.ChatMemberMember, telegram.ChatMember, call("getChatMember", chat_id=li, user_id=li)),
        (types.MenuButtonWebApp, telegram.MenuButton, call("getChatMenuButton", chat_id=li)),
    ]
    for aiogram_type, telegram_type, result in results:
        assert unknown_to_aiogram(aiogram_type.model_validate(result)) == [], result
        assert unknown_to_telegram(telegram_type.de_json(result, None)) == [], result


@pytest.fixture
async def reader(sandbox: Sandbox) -> AsyncIterator[aiogram.Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
    bot = aiogram.Bot(sandbox.token, session=session)
    yield bot
    await session.close()


@pytest.fixture
async def courier(sandbox: Sandbox) -> AsyncIterator[ExtBot[None]]:
    bot: ExtBot[None] = ExtBot(sandbox.token, base_url=f"{sandbox.url}/bot", base_file_url=f"{sandbox.url}/file/bot")
    async with bot:
        yield bot


# Not called over the wire: they would end the session of the running sandbox, or need ten minutes.
NOT_CALLED = {"logout", "close"}
OWN_ROUTES = {"getupdates", "setwebhook", "deletewebhook", "getwebhookinfo"}


async def drive(
    bot: Any, file: Callable[[bytes, str], Any], media: Any, markup: Any, pid: int, tap: str, picture: bytes
) -> None:
    """Calls every method by the names that both libraries share."""
    message = await bot.send_message(pid, "一")
    await bot.edit_message_text("二", chat_id=pid, message_id=message.message_id)
    photo = await bot.send_photo(pid, file(picture, "a.jpg"), caption="图", reply_markup=markup)
    await bot.edit_message_reply_markup(chat_id=pid, message_id=photo.message_id)
    await bot.edit_message_caption(chat_id=pid, message_id=photo.message_id, caption="改")
    await bot.send_document(pid, file(b"x", "a.txt"))
    sound = await bot.send_audio(pid, file(b"ID3", "a.mp3"), caption="声")
    assert (sound.audio.file_name, sound.caption) == ("a.mp3", "声")
    film = await bot.send_video(pid, file(b"ftyp", "a.mp4"))
    assert (await bot.send_video(pid, film.video.file_id)).video.file_name == "a.mp4"
    album = await bot.send_media_group(pid, [media(picture), media(photo.photo[-1].file_id)])
    assert album[0].media_group_id == album[1].media_group_id
    await bot.edit_message_media(media(picture + b"\0"), chat_id=pid, message_id=photo.message_id)
    await bot.send_location(pid, 29.7, 106.6)
    await bot.send_venue(pid, 29.7, 106.6, "两路", "渝北区")
    await bot.send_chat_action(pid, "typing")
    await bot.answer_callback_query(tap, "好")
    await bot.forward_message(pid, pid, message.message_id)
    await bot.copy_message(pid, pid, message.message_id)
    await bot.get_file(photo.photo[-1].file_id)
    await bot.get_chat(pid)
    await bot.get_chat_member(pid, pid)
    await bot.delete_my_commands()
    await bot.get_my_commands()
    await bot.get_chat_menu_button(chat_id=pid)
    await bot.set_chat_menu_button(chat_id=pid)
    await bot.delete_messages(pid, [album[0].message_id, album[1].message_id])
    await bot.delete_message(pid, photo.message_id)
    await bot.get_me()
    await bot.get_updates()
    await bot.delete_webhook()
    await bot.get_webhook_info()


@pytest.fixture
def tap(sandbox: Sandbox, wang: int) -> str:
    row = [{"text": "好", "callback_data": "x"}]
    with sandbox.world.acting:
        card = sandbox.world.post(
            sandbox.world.chats[wang],
            sandbox.world.bot,
            lambda _: {"text": "?"},
            markup={"inline_keyboard": [row]},
        )
    return pressing.press(sandbox.world, wang, card.message_id, {"data": "x"})


def called(sandbox: Sandbox, after: int) -> set[str]:
    return {call["method"].lower() for call in sandbox.world.calls.after(after)}


async def refuses(calling: Awaitable[Any], kind: type[Exception], text: str) -> None:
    with pytest.raises(kind) as refused:
        await calling
    # Each library writes the first letter in its own way.
    assert text.lower() in str(refused.value).lower()


async def test_aiogram_can_call_every_method(
    sandbox: Sandbox, reader: aiogram.Bot, wang: int, tap: str, jpeg: Draw
) -> None:
    before = sandbox.world.calls.last

    def file(data: bytes, name: str) -> types.BufferedInputFile:
        return types.BufferedInputFile(data, name)

    def media(source: Any) -> types.InputMediaPhoto:
        return types.InputMediaPhoto(media=file(source, "a.jpg") if isinstance(source, bytes) else source)

    talking.text(sandbox.world, wang, "原话")
    await drive(reader, file, media, types.InlineKeyboardMarkup.model_validate(MARKUP), wang, tap, jpeg())
    await reader.set_my_commands([types.BotCommand(command="go", description="去")])
    message = await reader.send_message(wang, "<b>x</b>", parse_mode="HTML")
    reaction = types.ReactionTypeEmoji(emoji="👍")
    await reader.set_message_reaction(wang, message.message_id, [reaction])
    await refuses(reader.set_webhook("https://10.0.0.1"), aiogram.exceptions.TelegramBadRequest, "is reserved")
    document = await reader.send_document(wang, file("证据".encode(), "a.txt"))
    assert document.document is not None
    got = io.BytesIO()
    await reader.download(document.document, got)
    assert got.getvalue().decode() == "证据"
    assert called(sandbox, before) >= METHODS.keys() - NOT_CALLED | OWN_ROUTES


async def test_python_telegram_bot_can_call_every_method(
    sandbox: Sandbox, courier: ExtBot[None], wang: int, tap: str, jpeg: Draw
) -> None:
    before = sandbox.world.calls.last

    def file(data: bytes, name: str) -> telegram.InputFile:
        return telegram.InputFile(data, name)

    def media(source: Any) -> telegram.InputMediaPhoto:
        return telegram.InputMediaPhoto(source)

    talking.text(sandbox.world, wang, "原话")
    await drive(courier, file, media, telegram.InlineKeyboardMarkup.de_json(MARKUP, courier), wang, tap, jpeg())
    await courier.set_my_commands([("go", "去")])
    message = await courier.send_message(wang, "<b>x</b>", parse_mode="HTML")
    await courier.set_message_reaction(wang, message.message_id, "👍")
    await refuses(courier.set_webhook("https://10.0.0.1"), telegram.error.BadRequest, "is reserved")
    document = await courier.send_document(wang, file("证据".encode(), "a.txt"))
    assert document.document is not None
    got = await (await document.document.get_file()).download_as_bytearray()
    assert got.decode() == "证据"
    assert called(sandbox, before) >= METHODS.keys() - NOT_CALLED | OWN_ROUTES


async def test_refusals_reach_both_as_their_own_errors(
    sandbox: Sandbox,
    reader: aiogram.Bot,
    courier: ExtBot[None],
    wang: int,
) -> None:
    stranger = sandbox.world.add_person(first_name="生").id
    kinds = aiogram.exceptions
    await refuses(reader.send_message(stranger, "x"), kinds.TelegramForbiddenError, "can't initiate conversation")
    await refuses(courier.send_message(stranger, "x"), telegram.error.Forbidden, "can't initiate conversation")
    await refuses(reader.send_message(wang, ""), kinds.TelegramBadRequest, "message text is empty")
    with sandbox.world.acting:
        sandbox.world.faults.add({"method": "sendMessage", "kind": "429", "retry_after": 7, "times": 2})
    with pytest.raises(kinds.TelegramRetryAfter) as first:
        await reader.send_message(wang, "x")
    assert first.value.retry_after == 7
    with pytest.raises(telegram.error.RetryAfter) as second:
        await courier.send_message(wang, "x")
    assert second.value.retry_after == timedelta(seconds=7)
    group = groups.open_group(sandbox.world, "两江", [wang])
    new = groups.migrate(sandbox.world, group.id).id
    with pytest.raises(kinds.TelegramMigrateToChat) as moved:
        await reader.send_message(group.id, "x")
    assert moved.value.migrate_to_chat_id == new
    with pytest.raises(telegram.error.ChatMigrated):
        await courier.send_message(group.id, "x")
