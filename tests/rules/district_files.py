"""The example of a district as an office fills it in."""

from forms.districts import EXAMPLE

DEPARTMENTS = (("SJ", "市场监管", "Market"), ("XF", "消防救援", "Fire"))


def filled_in() -> str:
    """Return the example with a place's words for each blank, in the order in which they stand."""
    text = EXAMPLE.read_text("utf-8").replace('code = "____"', 'code = "500999"', 1)
    authority, *departments = text.split("[[departments]]")
    for place, (code, zh, en) in enumerate(DEPARTMENTS):
        told = departments[place].replace('code = "____"', f'code = "{code}"')
        for key, name in (("zh", zh), ("en", en)):
            told = told.replace(f'.{key} = "____"', f'.{key} = "{name}"')
        departments[place] = told
    return "[[departments]]".join([authority.replace("____", "某某区"), *departments])
