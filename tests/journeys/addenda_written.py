"""Short acts on the addenda of the visit, for the journeys that write some."""

from sandbox.driver import Phone, Town
from tests.journeys.after_the_checklist import says, taps


def opens_addenda(phone: Phone) -> None:
    """From the list of what is done to the addenda of the visit."""
    phone.starts()
    taps(phone, "button-done-tasks")
    phone.taps("晨露餐饮")
    taps(phone, "button-addenda")


def writes(phone: Phone, department: str = "市场监管", item: str = "10", reads: str = "显示4℃，符合") -> None:
    """A draft up to its preview."""
    taps(phone, "button-addendum-new")
    phone.taps(says(phone, department, {"市场监管": "Market", "消防救援": "Fire"}[department]))
    phone.types(item)
    phone.types(reads)
    phone.types("读数时看错了小数点")


def writes_of_the_whole(phone: Phone) -> None:
    """A draft about the whole record, up to its preview."""
    taps(phone, "button-addendum-new")
    taps(phone, "button-addendum-whole")
    for words in ("经营地址写成12号", "经营地址应为21号", "录入时数字颠倒"):
        phone.types(words)


def confirms(town: Town, phone: Phone) -> None:
    taps(phone, "button-addendum-confirm")
    town.works_off_jobs()
    phone.settles()
