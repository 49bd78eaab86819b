"""The minute of a draw that was held here: everything from which anyone recomputes it, and what came out."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select

from forms.papers.minute import DrawnList, Minute
from rules.draw.commitment import inspectors_seed, objects_seed
from rules.draw.proof import Proof
from rules.draw.snapshot import PROTOCOL, UNFILLED
from rules.draw.tickets import Tickets
from services.campaign_rows import trace_of
from services.draw_lists import standing_of
from services.draw_sealing import is_open
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
CHANGED = "公布摘要之后名录库有变动，本次抽取不受影响，仍按公布时的名单抽取。"


def held_draw_of(uow: UnitOfWork, campaign_id: int) -> Draw | None:
    """Return the draw of a campaign that was held here, none when it was held elsewhere or not yet."""
    chosen = select(Draw).where(Draw.campaign_id == campaign_id, Draw.state == "drawn")
    return uow.session.scalar(chosen.order_by(Draw.draw_id.desc()).limit(1))


def minute_of_draw(uow: UnitOfWork, campaign: Campaign, draw: Draw) -> Minute:
    """Return the minute of a held draw."""
    proof = standing_of(draw)
    params, seed = proof.snapshot.params, proof.seed
    is_shown = draw.dispatched_at is not None or is_open(uow, draw, campaign)
    hashes = proof.commitment.hashes
    lists = [DrawnList(name, draw.sizes[part], hashes[part]) for part, name in LISTS.items()]
    return Minute(
        trace=trace_of(uow, campaign),
        campaign=f"{campaign.number} {campaign.title[PAPER_LANGUAGE]}",
        draw_number=draw.number,
        held_at=f"{day_told(day_of(uow, draw.committed_at))}，UTC {seed.revealed_at}",
        lead=uow.session.get_one(Department, campaign.lead_department_id).name[PAPER_LANGUAGE],
        rule=RULE.format(protocol=PROTOCOL, each=params.per_department, most=params.max_load),
        published=f"UTC {proof.commitment.published_at}\n{proof.commitment.hash}",
        seed=f"骰子：{seed.dice}\n盐值：{seed.salt if is_shown else SEALED}\n摘要：{proof.seed_hash}",
        lists=lists,
        proportion="，".join(f"{risk}级{value / 10:g}%" for risk, value in params.permille.items()),
        remarks=_remarks(uow, draw),
        objects=list(_objects(uow, proof)) if is_shown else [],
        inspectors=list(_inspectors(uow, proof)) if is_shown else [],
    )


def _remarks(uow: UnitOfWork, draw: Draw) -> str:
    given_up = select(Draw.number, Draw.reason).where(Draw.campaign_id == draw.campaign_id, Draw.state == "abandoned")
    lines = [
        f"第{number}次抽取已放弃：{reason}" for number, reason in uow.session.execute(given_up.order_by(Draw.number))
    ]
    photographed = (
        select(Person, DicePhoto.sha256)
        .join(DicePhoto, DicePhoto.person_id == Person.person_id)
        .where(DicePhoto.draw_id == draw.draw_id, DicePhoto.state == "secured")
        .order_by(DicePhoto.dice_photo_id)
    )
    lines += [
        PHOTOGRAPH.format(name=person.name[PAPER_LANGUAGE], sha256=sha256)
        for person, sha256 in uow.session.execute(photographed)
    ]
    return "\n".join([*lines, *([CHANGED] if draw.has_changed else [])])


def _objects(uow: UnitOfWork, proof: Proof) -> Iterator[tuple[str, ...]]:
    tickets = Tickets(objects_seed(proof.seed.text(proof.commitment.hash)))
    names = _object_names(uow, [code for each in proof.strata.values() for code in (*each.drawn, *each.reserve)])
    place = 0
    for risk, stratum in proof.strata.items():
        for said, codes in (("抽中", stratum.drawn), ("候补", stratum.reserve)):
            for code in codes:
                place += 1
                yield (str(place), names.get(code, code), risk, tickets.of(code)[:TICKET_SHOWN], said)


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
