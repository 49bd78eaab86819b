"""The checking page after a draw: what changed since, a draw that was given up, how far it is, in whose language."""

import json

import pytest
from playwright.sync_api import Browser, Page

from rules.draw.faults import place_text
from rules.draw.proof import Proof
from rules.draw.verification import verify
from tests.forms.test_draw_page import address, browser, choose, opened, page
from tests.rules.draw.addenda import CHANGES, addendum, proof
from tests.rules.draw.changes import at_rest, changes_of
from tests.rules.draw.registers import Json
from tests.rules.draw.test_published_script import given_up
from tests.web.test_results_in_browser import judged

__all__ = ["addendum", "address", "browser", "page", "proof"]

RECOMPUTED = """async ([proof, addenda, held]) => {
  const found = [];
  for (const text of addenda) {
    const read = readJson(proof), added = text === null ? null : readJson(text).value;
    const { reasons, remark } = await verify(read.value, read.doubled, held, added);
    for (const each of reasons) if (say(each.code, each.values).includes("undefined")) throw new Error(each.code);
    found.push([...reasons, remark].filter(Boolean).map((each) => [placeText(each.where), each.code]));
  }
  return found;
}"""
# English in Chinese words is read aloud by a Chinese voice well enough; the other way round it is noise.
UNMARKED = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const at = walker.currentNode, isSeen = at.parentElement.checkVisibility();
    if (isSeen && /\\p{Script=Han}/u.test(at.data) && !at.parentElement.closest("[lang]").lang.startsWith("zh")) {
      found.push(at.data);
    }
  }
  return found;
}"""


def chooses_addendum(page: Page, entries: list[Json]) -> None:
    file = {"name": "addendum-018-1.json", "mimeType": "application/json", "buffer": at_rest(entries)}
    page.set_input_files("#addendum", file)  # type: ignore[arg-type]
    page.wait_for_selector("#result > section, #result > p:not(.working)")


def test_what_happened_afterwards_is_checked_with_its_proof(page: Page, proof: Proof, addendum: list[Json]) -> None:
    chooses_addendum(page, addendum)
    assert "请再选证明文件" in page.inner_text("#result")
    choose(page, proof.file())
    told = page.inner_text("#result")
    assert "✓ 有效" in told
    assert "更换：3 次" in told
    assert f"{addendum[1]['old']} → {addendum[1]['new']}" in told
    assert addendum[-1]["hash"] in told
    addendum[1]["reason"] = "其他"
    chooses_addendum(page, addendum)
    page.wait_for_selector("#result .false")
    assert "补充记录被改过" in page.inner_text("#result .false")
    assert addendum[-1]["hash"] not in page.inner_text("#result")
    # Another proof is not held against the addendum of the one before.
    choose(page, proof.file())
    page.wait_for_selector("#result .true")


def test_the_page_finds_the_same_reasons_in_an_addendum_as_the_product(
    page: Page, proof: Proof, addendum: list[Json]
) -> None:
    changed = [each["all"] for _, each in changes_of({"all": addendum}) if "all" in each]
    for change, _, _ in CHANGES:
        other = json.loads(at_rest(addendum))
        change(other)
        changed.append(other)
    texts = [at_rest(each).decode() for each in changed]
    found = page.evaluate(RECOMPUTED, [proof.file().decode(), texts, ""])
    published = proof.to_json()
    for each, theirs in zip(changed, found, strict=True):
        mine = [[place_text(fault.where), fault.code] for fault in verify(published, None, each).reasons]
        assert sorted(mine) == sorted(theirs), each


def test_the_lists_of_a_draw_that_was_given_up_are_held_against_its_hash(page: Page) -> None:
    lists = given_up()
    choose(page, at_rest(lists), "lists.json")
    assert "✓ 名单与指纹相符" in page.inner_text("#result .true")
    other = json.loads(at_rest(lists))
    other["objects"][0]["risk"] = "B"
    for each, held in ((lists, ""), (other, "0" * 64), ({**lists, "salt": "x"}, ""), ({**lists, "commit": 1}, "")):
        verdict = verify(each, held or None)
        mine = [[place_text(fault.where), fault.code] for fault in (*verdict.reasons, *verdict.remarks)]
        assert page.evaluate(RECOMPUTED, [at_rest(each).decode(), [None], held]) == [mine]


def test_how_far_it_is_is_shown(page: Page, proof: Proof) -> None:
    script = """async (text) => {
      const seen = [], { value } = readJson(text);
      const pace = new Pace((...at) => seen.push(at));
      for (let done = 1; done <= 3; done++) { pace.since = -1e9; await pace.step("working_objects", done, 3); }
      const tell = working();
      tell(...seen.at(-1));
      return seen;
    }"""
    assert page.evaluate(script, proof.file().decode()) == [["working_objects", n, 3] for n in (1, 2, 3)]
    assert page.locator("progress").evaluate("bar => [bar.value, bar.max]") == [3, 3]
    assert "检查对象 3 / 3" in page.inner_text("#result")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_axe_finds_nothing_and_chinese_is_marked_in_english(
    browser: Browser, address: str, language: str, proof: Proof, addendum: list[Json]
) -> None:
    for sheet in opened(browser, address, language):
        assert judged(sheet) == []
        chooses_addendum(sheet, addendum)
        choose(sheet, proof.file())
        for details in sheet.locator("summary").all():
            details.click()
        assert sheet.evaluate(UNMARKED) == []
        assert judged(sheet) == []
        addendum[1]["reason"] = "其他"
        chooses_addendum(sheet, addendum)
        sheet.wait_for_selector("#result .false")
        assert sheet.evaluate(UNMARKED) == []
        # From a disk no site is near.
        assert sheet.is_hidden("#back")


def test_the_address_says_in_which_language(browser: Browser, address: str) -> None:
    for locale, asked, told in (("zh-CN", "en", "Recompute a draw"), ("en", "zh-CN", "核查抽取结果")):
        for sheet in opened(browser, f"{address}?lang={asked}&draw=018-2", locale):
            assert sheet.inner_text("h1") == told
