"""What journeys before the checklist share: opening the task, and taking it."""

from sandbox.driver import Phone

OBJECT = "晨露餐饮"


def opens(phone: Phone) -> None:
    phone.starts()
    phone.taps(OBJECT)


def accepts(*people: Phone) -> None:
    for phone in people:
        opens(phone)
        phone.taps(phone.word("button-accept"))
    for phone in people:
        phone.settles()
