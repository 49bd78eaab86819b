"""What a bot sets once for many chats: command lists, menu buttons and its webhook."""

from typing import Any

from sandbox.journal import NoJournal

Json = dict[str, Any]


class BotSettings:
    """Command lists by scope and language, menu buttons by chat, and the webhook.

    Attributes:
        webhook: url, secret_token, max_connections, has_custom_certificate and the last failure; None if not set.
    """

    def __init__(self, journal: NoJournal) -> None:
        self.journal = journal
        self._commands: dict[str, list[Json]] = {}
        self._menu_buttons: dict[str, Json] = {}
        self.webhook: Json | None = None

    def load(self) -> None:
        """Takes up what the journal kept."""
        self._commands = dict(self.journal.load("commands"))
        self._menu_buttons = dict(self.journal.load("menu_button"))
        for _, kept in self.journal.load("webhook"):
            self.webhook = kept

    def set_webhook(self, webhook: Json | None) -> None:
        """Sets or removes the webhook."""
        self.webhook = webhook
        if webhook is None:
            self.journal.drop("webhook", "0")
        else:
            self.journal.put("webhook", "0", webhook)

    def set_commands(self, scope: str, language: str, commands: list[Json]) -> None:
        """Sets the commands of a scope, written as `kind` or `kind:chat` or `kind:chat:user`; none clears them."""
        key = f"{scope}|{language}"
        if commands:
            self._commands[key] = commands
            self.journal.put("commands", key, commands)
        elif self._commands.pop(key, None) is not None:
            self.journal.drop("commands", key)

    def commands(self, scope: str, language: str) -> list[Json]:
        """The commands of exactly this scope and language."""
        return self._commands.get(f"{scope}|{language}", [])

    def commands_for(self, pid: int, language: str) -> list[Json]:
        """What a person sees in the private chat: the narrowest scope that has any, own language first."""
        for scope in (f"chat:{pid}", "all_private_chats", "default"):
            for code in (language[:2], ""):
                if found := self.commands(scope, code):
                    return found
        return []

    def set_menu_button(self, chat_id: int, button: Json) -> None:
        """Sets the menu button of a chat; 0 is the default for all chats."""
        self._menu_buttons[str(chat_id)] = button
        self.journal.put("menu_button", chat_id, button)

    def menu_button(self, chat_id: int) -> Json:
        """The button that a chat shows."""
        found = self._menu_buttons.get(str(chat_id))
        if found is None or found["type"] == "default":
            found = self._menu_buttons.get("0")
        return found if found is not None and found["type"] != "default" else {"type": "commands"}
