"""People send where they are."""

from sandbox.acts.talking import say
from sandbox.errors import ActError
from sandbox.messages import Content, Json, Stored
from sandbox.methods.sending import FOREVER
from sandbox.world import World


def place_content(place: Json) -> Content:
    """The content of a location.

    Args:
        place: latitude and longitude in degrees; horizontal_accuracy in metres; live_period in seconds.

    Raises:
        ActError: When a phone could not have measured that.
    """
    try:
        latitude, longitude = float(place["latitude"]), float(place["longitude"])
        accuracy = float(place.get("horizontal_accuracy") or 0)
        live = int(place.get("live_period") or 0)
    except (KeyError, TypeError, ValueError):
        raise ActError("a place needs the numbers latitude and longitude") from None
    if not (abs(latitude) <= 90 and abs(longitude) <= 180 and 0 <= accuracy <= 1500):
        raise ActError("there is no such place")
    if live and live != FOREVER and not 60 <= live <= 86_400:
        raise ActError("a live location runs for 60 to 86400 seconds")
    # Telegram keeps six digits, about a decimetre.
    location: Json = {"latitude": round(latitude, 6), "longitude": round(longitude, 6)}
    if live:
        location["live_period"] = live
    if accuracy:
        location["horizontal_accuracy"] = accuracy
    return lambda _: {"location": location}


def location(world: World, pid: int, place: Json) -> Stored:
    """Sends a location."""
    with world.acting:
        return say(world, pid, place_content(place))
