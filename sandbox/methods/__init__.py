"""The methods of the Bot API that the sandbox knows, by lower-case name."""

from collections.abc import Callable
from typing import Any

from sandbox.methods import albums, bot, chats, commands, copies, edits, files, sending, taps
from sandbox.methods.call import Call

METHODS: dict[str, Callable[[Call], Any]] = {
    "answercallbackquery": taps.answer_callback_query,
    "close": bot.close,
    "copymessage": copies.copy_message,
    "deletemessage": edits.delete_message,
    "deletemessages": edits.delete_messages,
    "deletemycommands": commands.delete_my_commands,
    "editmessagecaption": edits.edit_message_caption,
    "editmessagemedia": albums.edit_message_media,
    "editmessagereplymarkup": edits.edit_message_reply_markup,
    "editmessagetext": edits.edit_message_text,
    "forwardmessage": copies.forward_message,
    "getchat": chats.get_chat,
    "getchatmember": chats.get_chat_member,
    "getchatmenubutton": commands.get_chat_menu_button,
    "getfile": files.get_file,
    "getme": bot.get_me,
    "getmycommands": commands.get_my_commands,
    "logout": bot.log_out,
    "sendaudio": files.send_audio,
    "sendchataction": sending.send_chat_action,
    "senddocument": files.send_document,
    "sendlocation": sending.send_location,
    "sendmediagroup": albums.send_media_group,
    "sendmessage": sending.send_message,
    "sendphoto": files.send_photo,
    "sendvenue": sending.send_venue,
    "sendvideo": files.send_video,
    "setchatmenubutton": commands.set_chat_menu_button,
    "setmessagereaction": chats.set_message_reaction,
    "setmycommands": commands.set_my_commands,
}

__all__ = ["METHODS", "Call"]
