"""Workbooks that the clerks of the journeys send, as tables."""

from tests.forms.conftest import make_book

HEADS = "type | name | label::中文 (zh) | label::English (en) | relevant | calculation | appearance"
SURVEY = f"""
survey | {HEADS}
 | select_one yn | sells | 卖冷食吗 | Cold dishes? | | |
 | integer | fridges | 几台冷柜 | How many fridges? | ${{sells}} = 'yes' | |
 | begin_repeat | worker | 从业人员 | Worker | | |
 | text | called | 姓名 | Name | | |
 | end_repeat | | | | | |
 | calculate | doubled | | | | ${{fridges}} * 2 |
"""
CHOICES = """
choices | list_name | name | label::中文 (zh) | label::English (en)
 | yn | yes | 是 | Yes
 | yn | no | 否 | No
"""


def settings(form_id: str, version: str, department: str = "市场监管") -> str:
    return f"""
settings | form_id | form_title | version | default_language | namespaces | attribute::hecha:department
 | {form_id} | 冷柜检查 | {version} | 中文 (zh) | hecha="urn:hecha:form:1" | {department}
"""


def cold(form_id: str = "cold", version: str = "1", *, more: str = "", department: str = "市场监管") -> bytes:
    """A form with logic and a repeat; `more` are further rows of its survey."""
    return make_book(SURVEY + more + CHOICES + settings(form_id, version, department))


def with_list(form_id: str, file: str) -> bytes:
    """A form that needs a list of cities in a file."""
    row = f" | select_one_from_file {file} | city | 城市 | City | | | \n"
    return make_book(f"survey | {HEADS}\n{row}" + settings(form_id, "1"))


def spoilt(count: int) -> bytes:
    """A workbook with so many things to mend."""
    rows = "".join(f" | select_one nowhere{n} | q{n} | 题{n} | Q{n} | | | \n" for n in range(count))
    return make_book(f"survey | {HEADS}\n{rows}" + CHOICES + settings("spoilt", "1"))
