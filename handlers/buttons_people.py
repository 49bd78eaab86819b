"""Buttons of administrators who look after people and their access."""

from handlers.button_data import ButtonData


class PeopleButton(ButtonData, prefix="people"):
    """People and their access: list, new, show, roles, role (`part`), where, put (into department `of`), invite,
    revoke (asks first), gone.
    """

    act: str
    person_id: int = 0
    part: str = ""
    of: int = 0
    page: int = 1
