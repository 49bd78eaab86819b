"""Shares as people read them: per cent, halves rounded up, alike in chat, picture, page and workbook."""

from decimal import ROUND_HALF_UP, Decimal


def percent(share: float, places: int = 0, *, is_signed: bool = False) -> str:
    """Return a share per hundred with so many decimal places; halves go away from zero, as on paper."""
    # The shortest decimal that is this float: of 12.25 in a hundred no half is lost to how a computer keeps it.
    found = (Decimal(repr(share)) * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if not found:
        return f"{abs(found):f}"  # nought has no sign
    return f"{found:+f}" if is_signed else f"{found:f}"
