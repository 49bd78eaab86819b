"""From two spreadsheets to teams that have accepted, all of it in the chat: a clerk, a supervisor, two leads, and an
officer whom one of the spreadsheets has entered.
"""

import io
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
from sqlalchemy import func, select

from forms.draw_kit import SCRIPT_NAME
from rules.chains import faults_of
from sandbox.driver import Phone, Town
from storage.ledger import links_of
from storage.tables import Campaign, Draw, InspectionObject, Person, Task, Visit
from tests.commands import hecha
from tests.journeys.after_the_checklist import phones
from tests.journeys.received_files import received
from tests.journeys.registry_books import an_object, book, code, text
from tests.journeys.sent_draw import an_object_falls_out, declares_a_recusal, leaves_with_its_draw
from tests.journeys.test_access import code_on
from tests.journeys.test_draws import (
    DICE,
    commits,
    described,
    draw_of,
    finds,
    plain,
    plans,
    taps,
    types_dice,
)
from tests.journeys.test_forms import clerk
from tests.journeys.test_papers import text_of
from tests.journeys.test_registries import HEADINGS, gives, objects, said, works_off

CAMPAIGN = "018"
HOTELS = range(1, 10)
PHARMACY = "92500112YB0001326U"
OFFICERS = {f"2200077000{n}": f"演示客{n}" for n in range(1, 5)}
OFFICER_HEADINGS = {
    "zh-CN": ("姓名", "执法证号", "有效期至", "会查什么", "人员类型"),
    "en": ("Name", "Certificate number", "Certificate until", "Trained for", "Kind"),
}
NO_SUCH_DAY, DAY = "2031-02-30", "2031-12-31"


def hotels(**last: str) -> list[list[str]]:
    """Nine hotels, one of which is complained about, and what is told of the last of them."""
    found = [
        an_object(n, industry="旅馆", risk="C" if n > 6 else "B", complaints="是" if n == 6 else "否") for n in HOTELS
    ]
    return [*found[:-1], an_object(HOTELS[-1], industry="旅馆", **{"risk": "C", **last})]


def rows_of(content: bytes) -> list[list[str]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]


def taken_in(su: Phone, name: str, which: str) -> None:
    su.sees(said(su, "import-done", name=name, registry=su.word(f"registry-{which}")))


def takes_objects_in(town: Town, su: Phone, language: str) -> None:
    """One row has a class that there is not; the whole file is mended and sent again, and once more afterwards."""
    known = an_object(0, code=PHARMACY, name="（演示）渝北康民药房", industry="药店")
    gives(town, su, book(HEADINGS[language], [known, *hotels(risk="E")]), "objects.xlsx")
    card = su.sees(said(su, "import-rows-refused", count=1))
    for told in (su.word("import-new", count=8), su.word("import-changed", count=1), su.word("import-place", row=11)):
        assert told in card.text
    whole = book(HEADINGS[language], [known, *hotels()])
    gives(town, su, whole, "objects.xlsx")
    su.sees(su.word("import-replaced", name="objects.xlsx"))
    assert su.word("import-new", count=9) in su.card().text
    assert objects(town, HOTELS) == {}
    su.taps(su.word("button-import-all", count=10))
    works_off(town, su)
    taken_in(su, "objects.xlsx", "objects")
    assert len(objects(town, HOTELS)) == 9
    gives(town, su, whole, "objects.xlsx")
    su.sees(su.word("import-nothing"))
    su.taps(su.word("button-draft-drop"))


def takes_officers_in(town: Town, su: Phone, language: str) -> None:
    """What nobody knows as a heading is named; the row with a day that there is not comes back, mended, by itself."""
    headings = OFFICER_HEADINGS[language]
    known = ["冯雪", "22000009015", DAY, "餐饮;超市便利;学校食堂;电梯使用（物业）", ""]
    rows = [[name, number, DAY, "旅馆;餐饮", ""] for number, name in OFFICERS.items()]
    rows[-1][2] = NO_SUCH_DAY
    gives(town, su, text(headings, [known, *rows]), "officers.csv")
    su.taps(su.word("button-import-columns", count=1))
    su.taps(headings[3])
    su.taps("检查类别" if language == "zh-CN" else "Categories")
    works_off(town, su)
    card = su.sees(said(su, "import-rows-refused", count=1))
    assert su.word("import-new", count=3) in card.text
    assert su.word("import-changed", count=1) in card.text
    su.taps(su.word("button-import-rows", count=1))
    titles, *refused = rows_of(received(su, f"officers-{su.word('rows-refused-title')}.xlsx"))
    assert [row[-2] for row in refused] == ["6"]
    assert NO_SUCH_DAY in refused[0][-1]
    su.taps(su.word("button-import-skip", count=4))
    works_off(town, su)
    taken_in(su, "officers.csv", "inspectors")
    mended = [[DAY if cell == NO_SUCH_DAY else cell for cell in row] for row in refused]
    gives(town, su, book(titles, mended), "mended.xlsx")
    su.taps(su.word("button-import-all", count=1))
    works_off(town, su)
    taken_in(su, "mended.xlsx", "inspectors")
    # Where nobody looks is seen before anything is drawn; none of the new ones is there.
    su.taps(su.word("button-gaps"))
    assert not any(name in su.sees(said(su, "registry-gaps-title")).text for name in OFFICERS.values())


def reads_the_dice(town: Town, he: Phone, lin: Phone, luo: Phone, language: str) -> None:
    """Too few dice; then one is mistyped, which is found before anything is final; one takes a photograph of them."""
    types_dice(he, DICE[:19])
    he.sees("19")
    he.types(DICE)
    types_dice(luo, DICE.replace("14159", "14158"))
    for each in (luo, he):
        each.sees(each.word("draw-differs", places=each.word("draw-place", group=2, die=3)))
    assert not he.taps_if_there(he.word("button-draw-hold"))
    assert DICE not in lin.screen().replace(" ", "")
    # Only that group is sent again.
    types_dice(luo, DICE[5:10], again=True)
    taps(lin, "button-dice-photo")
    lin.sends_photo()
    town.works_off_jobs()
    taps(he, "button-dice-photos")
    he.sees(he.word("dice-photo", name="林涛" if language == "zh-CN" else "Lin Tao"))
    taps(lin, "button-draw-dice")
    for group in ("0031", "00314", "15926", "５３５８９", "79323"):
        lin.types(group)


def anyone_recomputes(luo: Phone, drawn: Draw, commit_hash: str, folder: Path) -> bytes:
    """The product verifies the proof that a lead has in the chat, and so does the script that is sent with it."""
    taps(luo, "button-draw-files")
    luo.town.works_off_jobs()
    luo.settles()
    proof, script = folder / "proof.json", folder / SCRIPT_NAME
    proof.write_bytes(received(luo, f"draw-{drawn.number}.json"))
    script.write_bytes(received(luo, SCRIPT_NAME))
    verified = hecha("draw", "verify", proof, "--commit", commit_hash)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    ran = subprocess.run([sys.executable, str(script), str(proof)], check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    taps(luo, "button-paper-minute")
    luo.town.works_off_jobs()
    minute = text_of(received(luo, f"{luo.word('paper-file', paper='minute', number=CAMPAIGN)}.pdf"))
    for printed in (DICE, commit_hash, "骰子照片"):
        assert printed in minute
    return proof.read_bytes()


def sends_out(he: Phone, lin: Phone, drawn: Draw) -> None:
    """To be sent out at another time; then at once after all."""
    taps(he, "button-dispatch-time")
    he.types("2020-01-01 8:30")
    he.sees(described(he, "DUE_005")[:8])
    he.types("明天 8:30")
    taps(he, "button-dispatch-retime")
    taps(he, "button-untime")
    taps(he, "button-dispatch-time")
    taps(he, "button-back")
    taps(he, "button-plan-send")
    lin.sees(lin.word("dispatch-answers", accepted=0, silent="", asked="").split("·")[0].strip())
    he.sees(plain(he.word("draw-card-title", number=drawn.number, campaign=CAMPAIGN, state="sent")))


def drawn_from_the_file(town: Town) -> tuple[Person, Visit, str]:
    """An officer of the spreadsheet, the first visit for which they were drawn, and what its object is called."""
    chosen = (
        select(Person, Visit, InspectionObject.short_name)
        .join(Task, Task.person_id == Person.person_id)
        .join(Visit, Visit.visit_id == Task.visit_id)
        .join(InspectionObject, InspectionObject.object_id == Visit.object_id)
        .where(Person.certificate_number.in_(OFFICERS))
        .order_by(Task.task_id)
    )
    with town.reading() as session:
        officer, visit, name = session.execute(chosen.limit(1)).one()
        return officer, visit, name


def name_of(officer: Person, language: str) -> str:
    return officer.name["zh" if language == "zh-CN" else "en"]


def joins(town: Town, he: Phone, officer: Person, language: str) -> Phone:
    """Somebody of the registry is invited, and says with the certificate who they are."""
    assert officer.certificate_number is not None
    he.types("人员" if language == "zh-CN" else "people")
    he.types(officer.code)
    he.taps(name_of(officer, language))
    taps(he, "button-invite")
    phone = town.stranger(officer.name["zh"], "zh-hans" if language == "zh-CN" else "en")
    phone.types(code_on(he))
    phone.types(officer.certificate_number[-4:])
    phone.speaks(language)
    return phone


def accepts(town: Town, he: Phone, lin: Phone, drawn: Draw, language: str) -> tuple[Phone, str, str]:
    """An officer of the spreadsheet joins, finds the task and accepts it; the lead sees who did, and how many did not.

    Return the officer's phone and code, and the number of the visit.
    """
    officer, visit, name = drawn_from_the_file(town)
    with town.reading() as session:
        chosen = select(func.count()).select_from(Task).join(Visit).where(Visit.campaign_id == visit.campaign_id)
        silent = session.scalar(chosen.where(Task.state == "sent")) or 0
        links = list(links_of(session, f"draw:{drawn.number}"))
        visits = session.scalar(
            select(func.count()).select_from(Visit).join(Campaign).where(Campaign.number == CAMPAIGN)
        )
    assert drawn.result is not None
    assert visits == len(drawn.result["teams"])
    assert not list(faults_of(links))
    assert [link["type"] for link in links] == [
        "committed",
        *["dice_typed"] * 3,
        "dice_photo_received",
        "dice_photo_secured",
        *["dice_typed"] * 4,
        "drawn",
    ]
    # Who is silent is listed for this campaign alone.
    he.taps(he.word("button-silent", count=silent))
    he.sees(plain(he.word("silent-title", total=silent)))
    phone = joins(town, he, officer, language)
    taps(phone, "button-my-tasks")
    phone.taps(name)
    phone.sees(visit.number)
    taps(phone, "button-accept")
    lin.sees(lin.word("dispatch-answers", accepted=1, silent=silent - 1, asked=0))
    taps(lin, "button-by-officer")
    while f"{name_of(officer, language)} ✅1" not in lin.card().text:
        taps(lin, "button-page-on")
    return phone, officer.code, visit.number


def test_a_clerk_two_leads_and_a_supervisor_go_from_two_spreadsheets_to_teams_that_accepted(
    town_anywhere: Town, database_kind: str, tmp_path: Path
) -> None:
    town, language = town_anywhere, "zh-CN" if database_kind == "sqlite" else "en"
    (he, lin), su = phones(town, language, "SJ-04", "SJ-03"), clerk(town, language)
    takes_objects_in(town, su, language)
    takes_officers_in(town, su, language)
    plans(he, "旅馆抽查", industry="旅馆", matter="营业执照")
    taps(he, "button-plan-ratios")
    he.types("A 20 B 40 C 50 D 100")
    taps(he, "button-plan-check")
    he.sees(he.word("check-ready"))
    # Whom no task can reach is told before anybody is drawn; who is complained about is drawn from the class above.
    he.sees(max(he.word("gap-unbound", count=0).split("0"), key=len).strip())
    he.sees(he.word("check-class", risk="C", drawn=2, pool=4))
    taps(he, "button-plan-rehearse")
    he.sees("演练")
    commits(town, he)
    committed = draw_of(town)
    assert committed.salt not in lin.sees(committed.commit_hash).text
    # The other lead is linked only now, and told all the same that the dice are awaited.
    with town.reading() as session:
        lead = session.scalars(select(Person).where(Person.code == "XF-03")).one()
    luo = joins(town, he, lead, language)
    assert (luo.word("button-draw-dice"),) in luo.sees(committed.commit_hash).labels
    town.works_off_jobs()
    kept = json.loads(received(luo, f"commit-{committed.number}.json"))
    assert kept["commit_hash"] == committed.commit_hash
    reads_the_dice(town, he, lin, luo, language)
    # A registry changes meanwhile.
    gives(town, su, book(HEADINGS[language], [an_object(1, industry="旅馆", risk="D")]), "later.xlsx")
    su.taps(su.word("button-import-all", count=1))
    works_off(town, su)
    taps(he, "button-draw-hold")
    town.works_off_jobs()
    for each in (he, lin):
        each.sees(each.word("draw-changed"))
    drawn = draw_of(town)
    assert (drawn.state, drawn.dice, drawn.snapshot) == ("drawn", DICE, committed.snapshot)
    proof = anyone_recomputes(luo, drawn, kept["commit_hash"], tmp_path)
    assert code(1) in proof.decode()
    sends_out(he, lin, drawn)
    phone, officer, number = accepts(town, he, lin, drawn, language)
    leaves_with_its_draw(town, number, proof, tmp_path / "dossier.zip")
    he.types("任务" if language == "zh-CN" else "tasks")
    taps(he, "button-plans-short")
    finds(he, CAMPAIGN)
    taps(he, "button-plan-draw")
    an_object_falls_out(town, he, drawn)
    declares_a_recusal(phone, officer, code(1))
