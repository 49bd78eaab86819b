"""How the program begins: the speaker gets ready in a process of its own while everything else is imported."""

import asyncio
import gc

from bot.settings import Settings
from bot.voice import Voice


async def begin(settings: Settings) -> None:
    """Run the program until it is stopped. Raises what `Program.run` raises."""
    voice = Voice(settings)
    speaking = asyncio.create_task(voice.run())
    # Nothing that is imported is garbage, and looking through it again and again takes a tenth of a start.
    gc.disable()
    try:
        await asyncio.to_thread(_import_program)
        from bot.factory import Program

        await Program(settings, voice).run(speaking)
    finally:
        voice.stop()
        await asyncio.gather(speaking, return_exceptions=True)


def _import_program() -> None:
    import bot.factory  # noqa: F401 - the longest part of a start
