"""getMe, logOut, close."""

from sandbox.errors import too_many_requests
from sandbox.messages import Json
from sandbox.methods.call import Call

SETTLING_SECONDS = 600


def get_me(call: Call) -> Json:
    """getMe: the bot, with what it is able to do."""
    return {
        **call.world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "supports_guest_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
    }


def log_out(call: Call) -> bool:
    """logOut: ten minutes without this server, every call is refused meanwhile."""
    with call.world.acting:
        call.world.logged_out_until = call.world.clock.now() + SETTLING_SECONDS
    return True


def close(call: Call) -> bool:
    """close: refused in the first ten minutes of the server."""
    left = call.world.opened_at + SETTLING_SECONDS - call.world.clock.now()
    if left > 0:
        raise too_many_requests(left)
    return True
