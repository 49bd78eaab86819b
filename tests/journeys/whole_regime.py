"""The whole regime as people play it: plan, dice, draw, visit, review, publication, clue, follow-up; one step a method.

Whoever wants pictures of it gives a camera, and photographs that are worth looking at.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import update

from sandbox import visit_script as script
from sandbox.clock import ZONE
from sandbox.driver import Phone, Town
from storage.tables import Person
from tests.journeys.after_the_checklist import phones, says, taps
from tests.journeys.drawn_team import DrawnVisit, first_drawn, gives_phones
from tests.journeys.test_draws import DICE, commits, draw_of, office, plans, types_dice

CAMPAIGN, FOLLOW_UP = "018", "F1-01"
NOTES = {"zh-CN": "1号冰柜温度计显示14℃", "en": "Freezer 1 shows 14 °C"}

Shoot = Callable[[Phone, str], None]
Photo = Callable[[str], bytes | None]


def day_after(days: int) -> str:
    return f"{datetime.now(ZONE).date() + timedelta(days=days)}"


class Regime:
    """A town in which it is played, in one language.

    Args:
        shoot: Takes a picture of a phone, under a name.
        photo: Gives the photograph of a thing; none: any that nobody has sent before.
    """

    def __init__(
        self,
        town: Town,
        language: str,
        shoot: Shoot = lambda phone, name: None,
        photo: Photo = lambda of: None,
    ) -> None:
        self.town, self.language = town, language
        self.note = NOTES[language]
        self.he, self.lin, self.su = phones(town, language, "SJ-04", "SJ-03", "SJ-05")
        self._shoot, self._photo = shoot, photo
        self.drawn: DrawnVisit

    @property
    def first(self) -> Phone:
        """Who walks the first department's checklist."""
        return self.drawn.teams[0][0]

    def commits(self) -> None:
        """The supervisor plans a campaign and commits to its lists; who leads is drawn for nothing."""
        with self.town.changing() as uow:
            uow.session.execute(update(Person).where(Person.code.in_(["SJ-03", "XF-03"])).values(on_leave=True))
        plans(self.he, says(self.he, "餐饮安全抽查", "Caterers"))
        taps(self.he, "button-plan-window")
        self.he.types(f"{day_after(0)} {day_after(10)}")
        taps(self.he, "button-plan-check")
        commits(self.town, self.he)

    def draws(self) -> None:
        """The supervisor and a lead read the dice, each alone; it is drawn and sent out."""
        _, _, luo = office(self.town, self.language)
        types_dice(self.he, DICE)
        types_dice(luo, DICE)
        self.he.sees(self.he.word("button-draw-hold"))
        self._shoot(self.he, "dice")
        taps(self.he, "button-draw-hold")
        self.town.works_off_jobs()
        self.he.sees(self.he.word("button-plan-send"))
        self._shoot(self.he, "drawn")
        gives_phones(self.town, draw_of(self.town), self.language)
        taps(self.he, "button-plan-send")
        self.drawn = first_drawn(self.town, CAMPAIGN)

    def inspects(self, *, is_refused: bool) -> None:
        """The team goes there: notice, arrival, both checklists with a problem in one, results, names, submission."""
        first, other = self.first, self.drawn.teams[1][0]
        for each in self.drawn.officers:
            script.accept(each, self.drawn.short_name)
        self._shoot(first, "task")
        script.serve(first, self._photo("receipt"))
        script.arrive(first, self.drawn.place)
        script.arrive(other, self.drawn.place)
        self._shoot(first, "checklist")
        script.comply_with_rest(first)
        # All is answered, and the result is asked for: that is not too late for a problem.
        first.types(f"10 no {self.note}")
        first.taps(first.word("button-how-site"))
        self._shoot(first, "problem")
        first.sends_photo(self._photo("before"))
        for value in ("11", "14"):
            first.types(value)
        script.conclude(first, "②")
        other.types(says(other, "继续", "continue"))
        script.comply_with_rest(other)
        script.answer_the_fire_sheet(other, self._photo("exit"))
        script.conclude(other)
        self.town.works_off_jobs()
        self._signs(is_refused=is_refused)

    def _signs(self, *, is_refused: bool) -> None:
        first = self.first
        first.taps(first.word("button-to-signatures"))
        if is_refused:
            self._refuses_to_sign()
        script.sign_one_sheet(first, self._photo("sheet"))
        if is_refused:
            taps(first, "button-tick-witness")
        script.end_the_sheet(first)
        self._shoot(first, "summary")
        script.submit(first)
        self.town.works_off_jobs()

    def _refuses_to_sign(self) -> None:
        first = self.first
        taps(first, "button-party")
        taps(first, "button-refuses")
        taps(first, "button-read-out")
        taps(first, "button-who")
        first.taps(says(first, "负责人", "Person in charge"))
        taps(first, "button-why")
        first.types(says(first, "说要等律师看过再签", "Wants a lawyer to read it first"))
        taps(first, "button-witness")
        first.types("李某 13900001234")
        taps(first, "button-back")
        first.sends_photo(self._photo("exit"))
        taps(first, "button-confirm-refusal", kind="sign")

    def approves(self) -> None:
        """The supervisor sees what was found, and approves it."""
        self.he.taps(self.he.word("button-look"))
        self.he.sees(self.note)
        self._shoot(self.he, "review")
        taps(self.he, "button-approve")

    def publishes(self) -> str:
        """The clerk prepares the first department's result, the supervisor agrees; return its number."""
        result = f"{self.drawn.number}-1"
        for phone in (self.su, self.he):
            phone.types(says(phone, "公示", "publication"))
            phone.taps(result)
            if phone is self.su:
                taps(phone, "button-publication-prepare")
            else:
                taps(phone, "button-publication-agree", wish="publish")
        self.town.works_off_jobs()
        self.su.settles()
        return result

    def orders(self) -> None:
        """The lead has the clue rectified by a day, and sends the team out again."""
        lin = self.lin
        lin.sees(self.drawn.number)
        taps(lin, "button-clues", count=1)
        lin.taps(self.drawn.number)
        taps(lin, "button-clue-order")
        lin.types(day_after(14))
        taps(lin, "button-follow-up")
        lin.types(says(lin, "今天", "today"))
        taps(lin, "button-follow-up-send")

    def follows_up(self) -> None:
        """Those who were there go again, look at the photograph from before, and take the new one."""
        first, second, *_ = self.drawn.teams[0]
        for each in (first, second):
            each.sees(FOLLOW_UP)
            script.accept(each, self.drawn.short_name)
        script.serve(first, self._photo("receipt again"))
        script.arrive(first, self.drawn.place)
        script.comply_with_rest(first)
        first.types("10")
        taps(first, "button-earlier", count=1)
        first.sees("SHA-256")
        self._shoot(first, "follow-up")
        first.taps(says(first, "符合", "Complies"))
        first.sends_photo(self._photo("after"), caption="10")
        self.town.works_off_jobs()
        script.conclude(first)
        self.town.works_off_jobs()
        script.sign_one_sheet(first, self._photo("sheet again"))
        script.end_the_sheet(first)
        script.submit(first)
        self.town.works_off_jobs()

    def closes(self) -> None:
        """The supervisor looks at both photographs and approves; the lead closes the clue with the new one."""
        he, lin = self.he, self.lin
        he.sees(FOLLOW_UP)
        he.taps(he.word("button-look"))
        taps(he, "button-earlier", count=1)
        he.sees("SHA-256")
        taps(he, "button-approve")
        lin.sees(FOLLOW_UP)
        taps(lin, "button-look")
        taps(lin, "button-follow-up-proven", count=1)
        lin.sees(says(lin, "✅ 已办结", "✅ Closed"))

    def counts(self) -> None:
        """The supervisor has it counted by campaign."""
        he = self.he
        he.types(says(he, "统计", "statistics"))
        he.taps(says(he, "抽查任务", "Campaign"))
        self.town.works_off_jobs()
        he.sees(says(he, "检查1次，发现问题1次", "1 inspection, 1 with problems"))
        self._shoot(he, "statistics")
