"""One whole visit as people play it: two departments on two phones, a problem with its photograph, a signed sheet."""

from dataclasses import dataclass

from sandbox.driver import Phone, Town

# Forty metres from the registered address of the demo's object.
HERE = (29.67525, 106.60460)


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of the script."""

    chen: Phone
    zhou: Phone
    zhao: Phone
    wu: Phone
    supervisor: Phone

    @property
    def officers(self) -> tuple[Phone, ...]:
        """The four officers of the joint team."""
        return (self.chen, self.zhou, self.zhao, self.wu)

    @property
    def all(self) -> tuple[Phone, ...]:
        """Everybody in the script."""
        return (*self.officers, self.supervisor)


def cast(town: Town, language: str) -> Cast:
    """Give everybody a phone in one language."""
    people = Cast(*(town.phone(code) for code in ("SJ-01", "SJ-02", "XF-01", "XF-02", "SJ-04")))
    for phone in people.all:
        phone.speaks(language)
    return people


def accept(people: Cast) -> None:
    """Everybody takes the task."""
    for phone in people.officers:
        phone.types("任务")
        phone.taps("晨露餐饮")
        phone.taps(phone.word("button-accept"))


def serve(phone: Phone) -> None:
    """Hand the notice over on paper, and photograph the receipt."""
    phone.taps(phone.word("button-serve"))
    phone.taps(phone.word("button-notice-paper"))
    phone.taps(phone.word("button-receiver-person_in_charge"))
    phone.sends_photo()


def arrive(phone: Phone) -> None:
    """Say where one is and who is there, show the certificates, and begin."""
    phone.taps(phone.word("button-arrive"))
    phone.shares_location(*HERE)
    phone.taps(phone.word("button-start"))


def comply_with_rest(phone: Phone) -> None:
    """Let everything that is open comply, page by page, to the last."""
    comply, on = phone.word("button-comply-rest", count=0).partition("0")[0], phone.word("button-page-on")
    while label := _label(phone, comply) or _label(phone, on):
        phone.taps(label)


def _label(phone: Phone, beginning: str) -> str | None:
    """Return the label on the newest card that begins so."""
    return next((label for row in phone.card().labels for label in row if label.startswith(beginning)), None)


def find_a_problem(phone: Phone, number: int, note: str) -> None:
    """Mark an item, note what was seen, how it was found, and photograph it."""
    phone.types(f"{number} no {note}")
    phone.taps(phone.word("button-how-site"))
    phone.sends_photo()
    phone.taps(phone.word("button-finding-done"))


def answer_the_fire_sheet(phone: Phone) -> None:
    """Count, photograph and name what the fire department's form asks besides its compliance items."""
    for number, text in ((6, "8"), (12, "演示乙")):
        phone.types(str(number))
        phone.types(text)
    phone.types("9")
    phone.sends_photo()
    phone.taps(phone.word("button-photo-done"))


def conclude(phone: Phone, *results: str) -> None:
    """Choose results by the beginning of their labels, and confirm."""
    for result in results:
        phone.taps(result)
    phone.taps(phone.word("button-confirm-result"))


def sign_one_sheet(people: Cast) -> None:
    """Everybody signs the printed record; one photograph of it, one look at who signed."""
    chen = people.chen
    chen.taps(chen.word("button-seals"))
    chen.taps(chen.word("button-seal-party-later"))
    chen.taps(chen.word("button-seal-office-later"))
    chen.taps(chen.word("button-back"))
    chen.taps(chen.word("button-one-sheet"))
    chen.sends_photo()
    chen.taps(chen.word("button-sheet-done"))


def submit(phone: Phone) -> None:
    """Submit and lock."""
    phone.taps(phone.word("button-submit"))
