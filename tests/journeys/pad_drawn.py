"""A hand on the page of a pad, in a real browser: writes with mouse, finger or pen, and looks at what the page says."""

from collections.abc import Sequence
from itertools import pairwise

from playwright.sync_api import BrowserContext, Frame, Page, expect

LIMIT_MS = 15_000
# The name 陈立 in strokes, each from corner to corner in parts of the box.
NAME = (
    ((0.14, 0.24), (0.24, 0.22), (0.17, 0.38), (0.24, 0.47), (0.22, 0.56), (0.17, 0.55)),
    ((0.14, 0.22), (0.15, 0.84)),
    ((0.30, 0.33), (0.48, 0.29)),
    ((0.40, 0.18), (0.32, 0.53), (0.49, 0.48)),
    ((0.41, 0.38), (0.41, 0.79), (0.36, 0.74)),
    ((0.35, 0.60), (0.30, 0.71)),
    ((0.46, 0.58), (0.52, 0.69)),
    ((0.66, 0.16), (0.70, 0.25)),
    ((0.57, 0.38), (0.83, 0.32)),
    ((0.63, 0.47), (0.67, 0.63)),
    ((0.78, 0.43), (0.72, 0.66)),
    ((0.53, 0.77), (0.88, 0.70)),
)
STEPS = 5


class Hand:
    """Writes on a pad that is shown on a page, or in a frame of it."""

    def __init__(self, page: Page, shown: Page | Frame | None = None) -> None:
        self.page = page
        self.shown = shown or page

    def opens(self, address: str) -> None:
        """Open the page of a pad anew."""
        self.page.goto("about:blank")
        self.page.goto(address)

    def sees(self, words: str) -> None:
        """Wait until the page says something."""
        expect(self.shown.locator("main")).to_contain_text(words, timeout=LIMIT_MS)

    def is_let_in(self) -> None:
        """Wait until the page has shown what is signed."""
        expect(self.shown.locator("#opening")).to_be_hidden(timeout=LIMIT_MS)

    def taps(self, button: str) -> None:
        """Tap a button by its name on the page."""
        self.shown.locator(f"#{button}").click(timeout=LIMIT_MS)

    def writes(self, strokes: Sequence[Sequence[tuple[float, float]]] = NAME) -> None:
        """Write with the mouse; a page that lies behind another is not drawn, and hears of nothing."""
        self.page.bring_to_front()
        for stroke in strokes:
            (x, y), *rest = self._spots(stroke)
            self.page.mouse.move(x, y)
            self.page.mouse.down()
            for x, y in rest:
                self.page.mouse.move(x, y, steps=STEPS)
            self.page.mouse.up()

    def writes_by_finger(self, context: BrowserContext, stroke: Sequence[tuple[float, float]]) -> None:
        """Write one stroke with a finger."""
        session = context.new_cdp_session(self.page)
        spots = _between(self._spots(stroke))
        for number, (x, y) in enumerate(spots):
            kind = "touchMove" if number else "touchStart"
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        session.detach()

    def writes_by_pen(self, context: BrowserContext, stroke: Sequence[tuple[float, float]]) -> None:
        """Write one stroke with a pen that is pressed harder and harder."""
        session = context.new_cdp_session(self.page)
        spots = _between(self._spots(stroke))
        for number, (x, y) in enumerate(spots):
            pressed = {"x": x, "y": y, "pointerType": "pen", "button": "left", "force": (number + 1) / len(spots)}
            kind = "mouseMoved" if number else "mousePressed"
            session.send("Input.dispatchMouseEvent", {"type": kind, "buttons": 1, "clickCount": 1, **pressed})
        session.send("Input.dispatchMouseEvent", {"type": "mouseReleased", "clickCount": 1, **pressed})
        session.detach()

    def has_saved(self) -> None:
        """Wait until the page says that all strokes are kept."""
        expect(self.shown.locator("#saved")).to_have_attribute("data-state", "saved", timeout=LIMIT_MS)

    def has_signed(self) -> None:
        """Wait until the page says that the signature stands."""
        expect(self.shown.locator("#signed")).to_be_visible(timeout=LIMIT_MS)

    def is_refused(self, code: str) -> None:
        """Wait until the page says that it does not go on, and why."""
        expect(self.shown.locator("#trouble-code")).to_have_text(code, timeout=LIMIT_MS)

    def strokes(self) -> int:
        """How many strokes the page shows."""
        return int(self.shown.evaluate("standing(box.marks).length"))

    def _spots(self, stroke: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        box = self.shown.locator("#box").bounding_box(timeout=LIMIT_MS)
        assert box is not None
        return [(box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in stroke]


def _between(spots: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the corners of a stroke and what lies between them."""
    return [
        (a[0] + (b[0] - a[0]) * step / STEPS, a[1] + (b[1] - a[1]) * step / STEPS)
        for a, b in pairwise(spots)
        for step in range(STEPS + 1)
    ]
