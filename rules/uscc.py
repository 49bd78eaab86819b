"""Registration codes of objects: unified social credit code, and the older numbers still seen on licences.

Unified social credit code (GB 32100-2015), 18 signs: registering authority, kind of body, six digits of the
district, nine signs of the organisation (GB 11714, the last its own check), check sign. The older registration
number has 15 digits, the last a check by ISO 7064 MOD 11,10; one still older has 13 digits and no check.
"""

import unicodedata
from operator import mul

from rules.errors.registry import (
    CHECK_SIGN_DIFFERS,
    DIGIT_NEEDED,
    OLD_NUMBER_DIFFERS,
    ORGANISATION_CHECK_DIFFERS,
    SIGN_NOT_USED,
    WRONG_LENGTH,
    EntryInvalid,
)

DIGITS = "0123456789"
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CODE_LENGTH = 18
OLD_LENGTH = 15
OLDEST_LENGTH = 13

_VALUES = {sign: value for value, sign in enumerate(SIGNS)}
_USED = frozenset(SIGNS)
_WEIGHTS = tuple(pow(3, place, 31) for place in range(CODE_LENGTH - 1))
_DISTRICT = slice(2, 8)
_ORGANISATION = slice(8, 16)
_ORGANISATION_CHECK = 16
_ORGANISATION_SIGNS = DIGITS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANISATION_VALUES = {sign: value for value, sign in enumerate(_ORGANISATION_SIGNS)}
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


class RegistrationCodeInvalid(EntryInvalid):
    """A code that no licence bears; `code` is REG_001 to REG_006."""


def registration_code(typed: str) -> str:
    """Return the code as it stands in the registry: capital letters, no spaces, half-width.

    Args:
        typed: What a person typed or a sheet holds; full-width signs, small letters and spaces are understood.

    Raises:
        RegistrationCodeInvalid: Wrong length, a sign that cannot stand in its place, or a check that does not fit.
    """
    if not typed.isascii():
        typed = unicodedata.normalize("NFKC", typed)
    code = "".join(typed.upper().split())
    if len(code) == CODE_LENGTH:
        _ensure_unified(code)
    elif len(code) in (OLD_LENGTH, OLDEST_LENGTH):
        _ensure_digits(code)
        if len(code) == OLD_LENGTH and check_digit(code[:-1]) != code[-1]:
            raise RegistrationCodeInvalid(OLD_NUMBER_DIFFERS)
    else:
        raise RegistrationCodeInvalid(WRONG_LENGTH, length=len(code))
    return code


def check_sign(first17: str) -> str:
    """Return the eighteenth sign of a unified social credit code (GB 32100-2015).

    Raises:
        RegistrationCodeInvalid: Not 17 signs of the code's alphabet.
    """
    if len(first17) != CODE_LENGTH - 1:
        raise RegistrationCodeInvalid(WRONG_LENGTH, length=len(first17))
    _ensure_signs(first17)
    return _check_sign(first17)


def organisation_check(first8: str) -> str:
    """Return the ninth sign of an organisation code (GB 11714) for its first eight, digits or capital letters.

    Raises:
        ValueError: Not eight such signs.
    """
    if len(first8) != len(_ORGANISATION_WEIGHTS) or not _ORGANISATION_VALUES.keys() >= set(first8):
        raise ValueError(f"no eight signs of an organisation's code: {first8!r}")
    return _organisation_check(first8)


def check_digit(digits: str) -> str:
    """Return the check digit of a number by ISO 7064 MOD 11,10, as on old registration and food licence numbers.

    Raises:
        ValueError: Something other than the digits 0 to 9.
    """
    product = 10
    for digit in digits:
        product = ((product + DIGITS.index(digit)) % 10 or 10) * 2 % 11
    return DIGITS[(11 - product) % 10]


def _check_sign(first17: str) -> str:
    return SIGNS[-sum(map(mul, map(_VALUES.__getitem__, first17), _WEIGHTS)) % 31]


def _organisation_check(first8: str) -> str:
    total = sum(map(mul, map(_ORGANISATION_VALUES.__getitem__, first8), _ORGANISATION_WEIGHTS))
    return "0123456789X"[-total % 11]


def _ensure_unified(code: str) -> None:
    _ensure_signs(code)
    _ensure_digits(code[_DISTRICT], first_place=_DISTRICT.start + 1)
    if _check_sign(code[:-1]) != code[-1]:
        raise RegistrationCodeInvalid(CHECK_SIGN_DIFFERS)
    if _organisation_check(code[_ORGANISATION]) != code[_ORGANISATION_CHECK]:
        raise RegistrationCodeInvalid(ORGANISATION_CHECK_DIFFERS)


def _ensure_signs(text: str) -> None:
    if _USED.issuperset(text):
        return
    for place, sign in enumerate(text, start=1):
        if sign not in _USED:
            raise RegistrationCodeInvalid(SIGN_NOT_USED, place=place, sign=sign)


def _ensure_digits(text: str, *, first_place: int = 1) -> None:
    if text.isascii() and text.isdecimal():
        return
    for place, sign in enumerate(text, start=first_place):
        if sign not in DIGITS:
            raise RegistrationCodeInvalid(DIGIT_NEEDED, place=place, sign=sign)
