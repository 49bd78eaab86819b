"""Begins to fill in a form."""

from collections.abc import Mapping
from datetime import datetime

from forms.filling.chance import SeededChance
from forms.filling.reading import FormDefinition
from forms.filling.session import Filling
from forms.filling.tree import InstanceTree


def begin(
    form: FormDefinition,
    *,
    now: datetime,
    seed: str,
    language: str | None = None,
    properties: Mapping[str, str] | None = None,
    location: str = "",
) -> Filling:
    """Begins to fill in a form: defaults, preloads, calculations and first actions are worked out.

    Args:
        form: As it was read.
        now: Aware; its zone becomes that of the session, and expressions see it as the clock.
        seed: A text from which every random number and id of the session follows.
        language: As the form names it; None for its default.
        properties: Of the session for `jr:preload`: deviceid, username, phonenumber, email.
        location: Where the device is, as a geopoint, for `setgeopoint`.

    Raises:
        XFormRefused: Something in it cannot be worked out or never settles.
    """
    filling = Filling(
        form,
        InstanceTree(form.root),
        language=form.itext.default if language is None else language,
        now=now,
        chance=SeededChance(seed),
        properties=dict(properties or {}),
        location=location,
    )
    filling.load()
    return filling
