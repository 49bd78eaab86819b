"""A campaign and its papers, for its supervisor and the leads of its departments; one campaign a page."""

from handlers.act import Act, Said
from handlers.buttons import HomeButton
from handlers.buttons_dispatch import DispatchButton
from handlers.buttons_draws import PlanButton
from handlers.buttons_papers import CampaignButton
from handlers.screens.format import day, rows, turning_row
from handlers.screens.papers import paper_button
from handlers.words import Words
from rules.messages import Button, Card, Row
from services.campaigns import CampaignPage, campaign_page

KEY = "home"
PAPERS = ("scheme", "minute", "publication")


def campaigns_button(words: Words, key: str = "button-campaigns") -> Button:
    """Return the button that leads to the papers of one's campaigns; another key where it shares its row."""
    return Button(words.plain(key), CampaignButton().pack(), steady=True)


def plans_button(words: Words, key: str = "button-plans") -> Button:
    """Return the button that leads to the campaigns that are planned and their draws; keys as `campaigns_button`."""
    return Button(words.plain(key), PlanButton(act="list").pack(), steady=True)


def campaign_screen(act: Act, page: int = 1) -> Said:
    """Return one campaign with the buttons that have its papers printed."""
    words, found = act.words, campaign_page(act.uow, act.actor, page)
    home: Row = (Button(words.plain("button-back"), HomeButton(view="open").pack(), steady=True),)
    planning: Row = (plans_button(words),)
    if found is None:
        return [Card(KEY, words("campaign-none"), (planning, home))]
    pages = turning_row(
        found.page,
        found.pages,
        lambda key, page: Button(words.plain(key), CampaignButton(page=page).pack(), steady=True),
    )
    followed: Row = ()
    if found.is_sent:
        data = DispatchButton(act="show", of=found.campaign_id).pack()
        followed = (Button(words.plain("button-followed"), data, steady=True),)
    papers = ((paper_button(words, found.campaign_id, paper),) for paper in PAPERS)
    return [Card(KEY, _text(words, found), rows(followed, *papers, pages, planning, home))]


def _text(words: Words, found: CampaignPage) -> str:
    lines = [
        words("campaign-title", number=found.number, title=words.pick(found.title)),
        words("campaign-lead", department=words.pick(found.lead)),
        words("campaign-window", first=day(words, found.starts_on), last=day(words, found.ends_on)),
        words("campaign-visits", visits=found.visits, submitted=found.submitted),
        words("campaign-hint"),
    ]
    if found.pages > 1:
        lines.append(words("page-of", page=found.page, pages=found.pages))
    return "\n".join(lines)
