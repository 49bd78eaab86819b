"""What a supervisor sees: their visits by state, one visit with its exceptions first, answers, pictures."""

from handlers.act import Act, Said
from handlers.buttons import HelpButton, HomeButton, TaskButton
from handlers.buttons_statistics import ObjectButton
from handlers.buttons_supervision import SuperviseButton
from handlers.screens.addenda import addenda_button
from handlers.screens.campaign import campaigns_button, plans_button
from handlers.screens.clues import clues_button
from handlers.screens.conclusion import results_text
from handlers.screens.exceptions import exceptions, fitted, is_room_for, problem_lines
from handlers.screens.follow_ups import earlier_row, reviewed_lines
from handlers.screens.format import circled, day, joined, local, rows, shortened, time_of, turning_row
from handlers.screens.looking import look, reading_rows
from handlers.screens.papers import paper_button
from handlers.screens.people import people_button
from handlers.screens.publication import publications_button
from handlers.screens.review import (
    decision_rows,
    review_button,
    review_lines,
    review_state_line,
)
from handlers.screens.signing import party_line, seals_line
from handlers.screens.statistics import statistics_button
from handlers.screens.submission import photos_line
from handlers.screens.task import visit_key
from handlers.screens.values import label_of, shown
from handlers.words import Html, Words
from rules.messages import Album, Button, Card, Document, Message, Picture, Row, Rows
from rules.reviews import APPROVED, WAITING
from rules.signatures import SIGNED
from services.access_desk import administers
from services.follow_ups import followed_by
from services.in_charge import supervises_any
from services.review_queue import waiting_count
from services.sheets import QuestionState
from services.statistics import reads_statistics
from services.submission import SectionSummary
from services.supervision import (
    FilesPage,
    FileView,
    SupervisedVisit,
    VisitLine,
    VisitPage,
    supervised_visits,
    view_answers,
    view_files,
    view_supervised,
)
from services.visits import VisitView, is_of_team

HOME = "home"
TEXT_SHOWN = 36


def review_key(visit_id: int) -> str:
    """Return the name of a supervisor's card about one visit."""
    return f"review:{visit_id}"


def supervised_screen(act: Act, page: int = 1, *, anew: bool = False) -> Said:
    """Return the visits of the actor's campaigns, submitted ones first."""
    found = supervised_visits(act.uow, act.actor, page)
    words = act.words
    if not found.total:
        lines = [words("supervised-none")]
    else:
        lines = [words("supervised-title", total=found.total, submitted=found.submitted)]
        if found.pages > 1:
            lines[0] = Html(lines[0] + "　" + words("page-of", page=found.page, pages=found.pages))
    for place, line in enumerate(found.lines, 1):
        lines.append(_line(words, line, place))
    beside: Row = (people_button(words),) if administers(act.actor) else ()
    return [Card(HOME, "\n".join(lines), _list_buttons(act, found, beside), anew=anew)]


def _line(words: Words, line: VisitLine, place: int) -> Html:
    when = line.submitted_at
    state = line.state if line.state != "submitted" or line.review == WAITING else line.review
    return words(
        "supervised-line",
        place=circled(place),
        number=line.number,
        name=line.short_name,
        state=state,
        when=f"{day(words, local(when).date())} {time_of(words, when)}" if when else day(words, line.window_until),
        answered=line.answered,
        asked=line.asked,
    )


def queue_button(act: Act, key: str = "button-queue") -> Button:
    """Return the button of what waits for the actor's review."""
    return review_button(act.words, key, "queue", count=waiting_count(act.uow, act.actor))


def _list_buttons(act: Act, found: VisitPage, beside: Row) -> Rows:
    words = act.words
    lines = [
        (
            Button(
                words.plain("button-task", number=circled(place), name=line.short_name),
                SuperviseButton(act="open", visit_id=line.visit_id).pack(),
                style="primary" if line.waits and place == 1 else None,
                steady=True,
            ),
        )
        for place, line in enumerate(found.lines, 1)
    ]
    pages = turning_row(found.page, found.pages, lambda key, page: look(words, key, "list", page=page))
    queue: Row = (queue_button(act), clues_button(act, "button-clues-short")) if supervises_any(act.actor) else ()
    last: Row = (Button(words.plain("button-help"), HelpButton().pack(), steady=True),)
    return rows(
        *lines,
        pages,
        queue,
        (
            plans_button(words, "button-plans-short"),
            campaigns_button(words, "button-campaigns-short"),
            publications_button(words),
        ),
        (*beside, statistics_button(words), *last),
    )


def review_screen(act: Act, visit_id: int) -> Said:
    """Return one visit for its supervisor, exceptions first."""
    view = view_supervised(act.uow, act.actor, visit_id)
    words, visit = act.words, view.visit
    by = words.pick(view.submitted_by or {})
    lines = [words("review-title", number=visit.number, name=visit.inspected.short_name, state=visit.state, by=by)]
    if followed := followed_by(act.uow, visit_id):
        lines += reviewed_lines(act, visit_id, followed)
    told = review_lines(words, view)
    lines += [*review_state_line(act, view), *told]
    found, problems = exceptions(words, view), problem_lines(words, view)
    figures, results = _figures(words, view), _results(words, view)
    if visit.submitted_at is None:
        # Nothing is decided yet: they give way to what must not be missed.
        figures = [*results, *figures]
    else:
        lines += _in_room(words, view, results, [*lines, *found, *problems, *figures])
    if not found and not told:
        lines.append(words("review-problems-only" if problems else "review-no-exceptions"))
    text = "\n".join(fitted(words, [*lines, *found], problems, figures))
    return [Card(review_key(visit_id), text, _review_buttons(act, view))]


def _results(words: Words, view: SupervisedVisit) -> list[Html]:
    return [
        words(
            "review-section",
            department=words.pick(each.section.short_name),
            answered=each.progress.answered,
            asked=each.progress.asked,
            results=results_text(words, view.results, each.section.results)
            if each.section.state == "concluded"
            else "none",
        )
        for each in view.sections
    ]


def _in_room(words: Words, view: SupervisedVisit, results: list[Html], beside: list[Html]) -> list[Html]:
    """Return the results line by line, or all in one where what stands beside them leaves no room."""
    if is_room_for(results, beside):
        return results
    told = [
        words.plain(
            "review-result-short",
            department=words.pick(each.section.short_name),
            results=results_text(words, view.results, each.section.results)
            if each.section.state == "concluded"
            else "none",
        )
        for each in view.sections
    ]
    return [words.escape(words.plain("change-separator").join(told))]


def _figures(words: Words, view: SupervisedVisit) -> list[Html]:
    signing = view.signing
    return [
        photos_line(words, view.photos),
        words("review-signatures", given=signing.given, needed=signing.needed, bulk=view.bulk_answers),
        seals_line(words, signing),
    ]


def _review_buttons(act: Act, view: SupervisedVisit) -> Rows:
    words, visit_id = act.words, view.visit.visit_id
    home = Button(words.plain("button-visits"), HomeButton(view="open").pack(), steady=True)
    papers: Row = (paper_button(words, visit_id, "record"),)
    if view.visit.state == "submitted":
        papers = (*papers, addenda_button(words, visit_id, "button-addenda-count", count=view.addenda))
    reading = reading_rows(words, visit_id, view.sections, view.photos)
    record = Button(words.plain("button-stat-credit"), ObjectButton(act="visit", of=visit_id).pack(), steady=True)
    last: Row = (home, record) if reads_statistics(act.actor) else (home,)
    after: Row = ()
    if view.visit.state == "submitted" and view.review == APPROVED and supervises_any(act.actor):
        after = (clues_button(act, "button-clues-short"), publications_button(words))
    return rows(earlier_row(act, visit_id), *reading, papers, *decision_rows(act, view), after, last)


def submitted_card(words: Words, view: SupervisedVisit) -> Card:
    """Return the supervisor's new message about a submission: the essentials, and the button that opens it."""
    visit = view.visit
    at = time_of(words, visit.submitted_at) if visit.submitted_at else "-"
    again = sum(not each.follows for each in view.changes)
    lines = [words("told-submitted", number=visit.number, name=visit.inspected.short_name, time=at, again=again)]
    lines += review_lines(words, view)
    found, problems = exceptions(words, view), problem_lines(words, view)
    figures = [
        photos_line(words, view.photos),
        words("summary-signatures", given=view.signing.given, needed=view.signing.needed),
    ]
    results = [_told_section(words, view, each) for each in view.sections]
    lines += _in_room(words, view, results, [*lines, *found, *problems, *figures])
    text = "\n".join(fitted(words, [*lines, *found], problems, figures, on="message"))
    return Card(f"submitted:{visit.visit_id}", text, ((look_button(words, visit.visit_id),),), anew=True)


def _told_section(words: Words, view: SupervisedVisit, each: SectionSummary) -> Html:
    is_done = each.section.state == "concluded"
    return words(
        "told-submitted-section",
        department=words.pick(each.section.short_name),
        problems=len(each.progress.problems),
        results=results_text(words, view.results, each.section.results) if is_done else "none",
    )


def look_button(words: Words, visit_id: int) -> Button:
    """Return the button of a message about a visit that brings its review to the bottom."""
    data = SuperviseButton(act="look", visit_id=visit_id).pack()
    return Button(words.plain("button-look"), data, style="primary", steady=True)


def refused_card(words: Words, view: SupervisedVisit) -> Card:
    """Return the supervisor's message about a refusal or an absence."""
    visit, party = view.visit, view.signing.party
    if party is None or party.way in SIGNED:
        text = words("told-refusal-over", number=visit.number, name=visit.inspected.short_name)
    else:
        head = words("told-refused", number=visit.number, name=visit.inspected.short_name)
        place = words("told-on-site") if visit.state != "submitted" else words("told-has-left")
        witness = view.signing.witness
        has = "yes" if witness is not None and witness.name else "no"
        text = Html("\n".join([head, party_line(words, party), words("told-witness", has=has), place]))
    data = TaskButton(act="team", visit_id=visit.visit_id).pack()
    telephones = Button(words.plain("button-team"), data, steady=True)
    return Card(f"refused:{visit.visit_id}", text, ((look_button(words, visit.visit_id),), (telephones,)))


def answers_screen(act: Act, visit_id: int) -> Said:
    """Return a page of one section's answers, as the pointer says."""
    where = act.pointer
    found = view_answers(act.uow, act.actor, visit_id, int(where.get("section") or 0), int(where.get("page") or 1))
    words = act.words
    lines = [
        words(
            "answers-title",
            department=words.pick(found.department),
            number=found.visit.number,
            page=found.page,
            pages=found.pages,
        ),
        *(_answer(words, state) for state in found.states),
    ]
    pages = turning_row(
        found.page, found.pages, lambda key, page: look(words, key, "answers", visit_id, found.place, page)
    )
    key, back = _standing(act, found.visit)
    return [Card(key, "\n".join(lines), rows((back, *pages)))]


def _standing(act: Act, visit: VisitView) -> tuple[str, Button]:
    """Return on which card somebody reads in a visit, and the way back: the team on its own, others on the review."""
    if is_of_team(act.uow, act.actor, visit.visit_id):
        data = TaskButton(act="open", visit_id=visit.visit_id).pack()
        return visit_key(visit.visit_id), Button(act.words.plain("button-back"), data, steady=True)
    return review_key(visit.visit_id), look(act.words, "button-back", "open", visit.visit_id)


def _answer(words: Words, state: QuestionState) -> Html:
    mark = "⏳" if state.is_open else "⚠️" if state.is_problem else "✅"
    label = shortened(label_of(words.language, state.question), TEXT_SHOWN)
    value = shown(words, state) if state.value else "-"
    note = shortened(state.finding.note, TEXT_SHOWN) if state.finding and state.is_problem else ""
    has, number = "yes" if note else "no", state.question.number or 0
    return words("answers-line", mark=mark, number=number, label=label, value=value, has=has, note=note)


def files_said(act: Act, visit_id: int, page: int) -> Said:
    """Return a page of the visit's pictures as an album, other files one by one, and how to go on."""
    found = view_files(act.uow, act.actor, visit_id, page)
    words = act.words
    photos = [file for file in found.files if file.kind == "photo"]
    said: list[Message] = []
    caption = words("files-caption", number=found.visit.number, places=_places(words, photos))
    sources = tuple(f"telegram:{file.file_id}" for file in photos)
    if len(sources) == 1:
        said.append(Picture(sources[0], caption))
    elif sources:
        said.append(Album(sources, caption))
    others = [file for file in found.files if file.kind != "photo"]
    said += [document for file in others if (document := _document(words, found, file))]
    return [*said, _files_card(act, found, left_out=len(found.files) - len(photos) - _counted(said))]


def _counted(said: list[Message]) -> int:
    return sum(isinstance(message, Document) for message in said)


def _document(words: Words, found: FilesPage, file: FileView) -> Document | None:
    """Return a file that is no photograph; Telegram passes on documents only, other kinds come from the store."""
    caption = words("files-caption", number=found.visit.number, places=_places(words, [file]))
    name = file.file_name or f"{found.visit.number}-{file.kind}"
    if file.kind == "document":
        return Document(f"telegram:{file.file_id}", name, caption)
    return Document(f"sha256:{file.sha256}", name, caption) if file.sha256 else None


def _places(words: Words, files: list[FileView]) -> str:
    places = (
        words.plain("files-item", department=words.pick(file.department or {}), number=file.number)
        if file.number
        else words.plain("files-at", purpose=file.purpose)
        for file in files
    )
    return joined(words, dict.fromkeys(places))


def _files_card(act: Act, found: FilesPage, left_out: int) -> Card:
    words, visit_id = act.words, found.visit.visit_id
    text = words("files-title", number=found.visit.number, page=found.page, pages=found.pages, left=left_out)
    pages = turning_row(found.page, found.pages, lambda key, page: look(words, key, "files", visit_id, page=page))
    key, back = _standing(act, found.visit)
    return Card(key, text, rows((back, *pages)), anew=True)
