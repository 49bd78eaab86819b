"""A shortcut leads away from whatever is being asked, and each person finds their own lists by a word."""

from sandbox.driver import Town
from tests.journeys.after_the_checklist import phones

WORDS = {
    "zh-CN": ("任务", "复核", "线索", "公示", "抽查任务", "年度计划", "频次", "名录", "人员"),
    "en": ("tasks", "review", "clues", "publication", "campaigns", "plan", "caps", "registries", "people"),
}


def test_each_word_leads_to_its_list_also_where_a_name_is_asked_for(shared_town: Town, language: str) -> None:
    [phone] = phones(shared_town, language, "SJ-04")
    first: dict[str, str] = {}
    for word in WORDS[language]:
        phone.types(word)
        first[word] = phone.newest().text
    assert len(set(first.values())) == len(WORDS[language]), first
    # The last of them asks for a name; every other word still leads to its own list.
    for word in WORDS[language]:
        phone.types(WORDS[language][-1])
        phone.types(word)
        assert phone.newest().text == first[word], phone.screen()
