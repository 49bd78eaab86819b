"""The office's own working days, for administrators."""

from handlers.act import Act, Said
from handlers.buttons import HomeButton
from handlers.screens.format import day
from rules.messages import Button, Card
from services.office_days import view_office_days

KEY = "office-days"


def office_days_screen(act: Act, *, anew: bool = False) -> Said:
    """Return the coming days for which the office says itself whether it works, and how to add one."""
    words, found = act.words, view_office_days(act.uow, act.actor)
    lines = [words("office-days-title")]
    lines += [words("office-day", day=day(words, each), works="yes" if works else "no") for each, works in found]
    if not found:
        lines.append(words("office-days-none"))
    lines.append(words("office-days-hint"))
    home = Button(words.plain("button-home"), HomeButton(view="open").pack(), steady=True)
    return [Card(KEY, "\n".join(lines), ((home,),), anew=anew)]
