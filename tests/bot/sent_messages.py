"""Messages as the tests of the courier say them."""

from io import BytesIO

from PIL import Image

from rules.messages import (
    Button,
    Card,
)

CHEN, ZHOU = 7101, 7102


def card(text: str, *labels: str, key: str = "visit:1", **look: bool) -> Card:
    buttons = tuple((Button(label, f"task:{label}"),) for label in labels)
    return Card(key, text, buttons, **look)


def jpeg(color: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), color).save(out, "JPEG")
    return out.getvalue()
