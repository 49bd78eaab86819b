"""The minute of the draws of a campaign that were held here: all from which anyone recomputes them, what came out.

A supplementary draw has no minute of its own: it stands beside the draw that it adds to.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import select

from forms.papers.minute import DrawnList, Minute
from rules.draw.commitment import INSTANT, inspectors_seed, objects_seed
from rules.draw.proof import Proof
from rules.draw.snapshot import PROTOCOL, UNFILLED
from rules.draw.tickets import Tickets
from services.campaign_rows import trace_of
from services.draw_lists import standing_of
from services.draw_readers import standing_readings
from services.draw_sealing import is_open, opens_on
from services.draw_standing import is_past
from services.office_day import day_of
from services.paper_phrases import PAPER_LANGUAGE, day_told
from storage.tables import Campaign, Department, DicePhoto, Draw, InspectionObject, Person
from storage.unit_of_work import UnitOfWork

LISTS = {"objects": "检查对象", "inspectors": "执法检查人员", "exclusions": "不参加抽取", "recusals": "事先回避"}
TICKET_SHOWN = 14
RULE = (
    "规程{protocol}：先公布名单摘要，再当众掷骰；按等级和比例抽取检查对象，各部门按号码抽取人员，每户每部门{each}人，"
    "每人最多{most}户。"
)
SEALED = "密封，派发或公开后列出"
PHOTOGRAPH = "骰子照片：{name}，SHA-256：{sha256}"
CHANGED = "第{numbers}次抽取：公布摘要之后名录库有变动，抽取不受影响，仍按公布时的名单。"
GIVEN_UP = "第{number}次抽取已放弃：{reason}"
GIVEN_UP_DICE = "第{number}次抽取放弃时骰子为{dice}，盐值、名单和证明已公开"
GIVEN_UP_SEALED = "第{number}次抽取放弃时骰子为{dice}，盐值、名单和证明自{day}起公开"
NONE_HELD = "本任务没有完成的抽取，也没有抽中的检查对象和人员。"
UNSENT = "第{number}次抽取在检查期内没有派发"
SET_ASIDE = "第{number}次抽取不采用{code}的读数{dice}：{reason}"


def held_draws_of(uow: UnitOfWork, campaign_id: int) -> Sequence[Draw]:
    """Return the draws of a campaign that were held here, by their numbers."""
    chosen = select(Draw).where(Draw.campaign_id == campaign_id, Draw.state == "drawn")
    return uow.session.scalars(chosen.order_by(Draw.draw_id)).all()


def minute_of_draws(uow: UnitOfWork, campaign: Campaign, draws: Sequence[Draw]) -> Minute:
    """Return the minute of a campaign's held draws; where there are several, each says which it is about, where there
    is none, only what was given up is told.
    """
    held = [(draw, standing_of(draw)) for draw in draws]
    shown = [each for each in held if _is_shown(uow, campaign, each[0])]

    def told(say: Callable[[Draw, Proof], str]) -> str:
        lines = [(draw.number, say(draw, proof)) for draw, proof in held]
        return "\n".join(f"{number}：{line}" if len(lines) > 1 else line for number, line in lines)

    lists = [
        DrawnList(f"{draw.number} {name}" if len(held) > 1 else name, draw.sizes[part], proof.commitment.hashes[part])
        for draw, proof in held
        for part, name in LISTS.items()
    ]
    return Minute(
        trace=trace_of(uow, campaign),
        campaign=f"{campaign.number} {campaign.title[PAPER_LANGUAGE]}",
        draw_number="、".join(draw.number for draw in draws),
        held_at=told(lambda _, proof: _moment_told(uow, proof.seed.revealed_at)),
        lead=uow.session.get_one(Department, campaign.lead_department_id).name[PAPER_LANGUAGE],
        rule=told(lambda _, proof: _rule(proof)),
        published=told(lambda _, proof: f"UTC {proof.commitment.published_at}\n{proof.commitment.hash}"),
        seed=told(lambda draw, proof: _seed(proof, is_shown=_is_shown(uow, campaign, draw))),
        lists=lists,
        proportion=told(lambda _, proof: _proportion(proof)),
        remarks=_remarks(uow, campaign, draws),
        objects=[row for draw, proof in shown for row in _objects(uow, proof, _mark(draw, is_one=len(held) == 1))],
        inspectors=[row for _, proof in shown for row in _inspectors(uow, proof)],
    )


def _is_shown(uow: UnitOfWork, campaign: Campaign, draw: Draw) -> bool:
    return draw.dispatched_at is not None or is_open(uow, draw, campaign)


def _moment_told(uow: UnitOfWork, revealed_at: str) -> str:
    """Return when the dice were final: the office's day, and the instant as the proof has it."""
    instant = datetime.strptime(revealed_at, INSTANT).replace(tzinfo=UTC)
    return f"{day_told(day_of(uow, instant))}，UTC {revealed_at}"


def _rule(proof: Proof) -> str:
    params = proof.snapshot.params
    return RULE.format(protocol=PROTOCOL, each=params.per_department, most=params.max_load)


def _seed(proof: Proof, *, is_shown: bool) -> str:
    return f"骰子：{proof.seed.dice}\n盐值：{proof.seed.salt if is_shown else SEALED}\n摘要：{proof.seed_hash}"


def _proportion(proof: Proof) -> str:
    return "，".join(f"{risk}级{value / 10:g}%" for risk, value in proof.snapshot.params.permille.items())


def _mark(draw: Draw, *, is_one: bool) -> str:
    return "" if is_one else f"{draw.number.rpartition('-')[2]}-"


def _remarks(uow: UnitOfWork, campaign: Campaign, draws: Sequence[Draw]) -> str:
    given_up = select(Draw).where(Draw.campaign_id == campaign.campaign_id, Draw.state == "abandoned")
    lines = [] if draws else [NONE_HELD]
    for draw in uow.session.scalars(given_up.order_by(Draw.draw_id)):
        lines.append(GIVEN_UP.format(number=draw.number, reason=draw.reason))
        if draw.dice is not None:
            told = GIVEN_UP_DICE if is_open(uow, draw, campaign) else GIVEN_UP_SEALED
            day = day_told(opens_on(draw, campaign))
            lines.append(told.format(number=draw.number, dice=draw.dice, day=day))
    lines += [UNSENT.format(number=draw.number) for draw in draws if draw.dispatched_at is None and is_past(uow, draw)]
    for draw in draws:
        lines += [
            SET_ASIDE.format(number=draw.number, code=each.code, dice=each.dice, reason=each.set_aside)
            for each in standing_readings(uow, draw)
            if each.set_aside
        ]
    photographed = (
        select(Person, DicePhoto.sha256)
        .join(DicePhoto, DicePhoto.person_id == Person.person_id)
        .where(DicePhoto.draw_id.in_([draw.draw_id for draw in draws]), DicePhoto.state == "secured")
        .order_by(DicePhoto.dice_photo_id)
    )
    lines += [
        PHOTOGRAPH.format(name=person.name[PAPER_LANGUAGE], sha256=sha256)
        for person, sha256 in uow.session.execute(photographed)
    ]
    changed = [draw.number for draw in draws if draw.has_changed]
    return "\n".join([*lines, *([CHANGED.format(numbers="、".join(changed))] if changed else [])])


def _objects(uow: UnitOfWork, proof: Proof, mark: str) -> Iterator[tuple[str, ...]]:
    tickets = Tickets(objects_seed(proof.seed.text(proof.commitment.hash)))
    names = _object_names(uow, [code for each in proof.strata.values() for code in (*each.drawn, *each.reserve)])
    place = 0
    for risk, stratum in proof.strata.items():
        for said, codes in (("抽中", stratum.drawn), ("候补", stratum.reserve)):
            for code in codes:
                place += 1
                yield (f"{mark}{place}", names.get(code, code), risk, tickets.of(code)[:TICKET_SHOWN], said)


def _inspectors(uow: UnitOfWork, proof: Proof) -> Iterator[tuple[str, ...]]:
    tickets = Tickets(inspectors_seed(proof.seed.text(proof.commitment.hash)))
    names = _object_names(uow, list(proof.teams))
    codes = {code for team in proof.teams.values() for seats in team.values() for code in seats}
    chosen = select(Person.code, Person.name).where(Person.code.in_(codes))
    people: Mapping[str, str] = {code: name[PAPER_LANGUAGE] for code, name in uow.session.execute(chosen)}
    for object_code, team in proof.teams.items():
        for department, seats in team.items():
            for code in seats:
                if code == UNFILLED:
                    yield (names.get(object_code, object_code), department, "", "", "未抽满")
                else:
                    ticket = tickets.of(f"{code}|{object_code}")[:TICKET_SHOWN]
                    yield (names.get(object_code, object_code), department, people.get(code, code), ticket, "抽中")


def _object_names(uow: UnitOfWork, codes: list[str]) -> Mapping[str, str]:
    chosen = select(InspectionObject.registration_code, InspectionObject.name)
    rows = uow.session.execute(chosen.where(InspectionObject.registration_code.in_(codes)))
    return {row.registration_code: row.name for row in rows}
