"""The page that recomputes a draw in a browser, from a disk: it agrees with the product, and is fit for a phone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from playwright.sync_api import Browser, Page

from forms.draw_kit import verification_page
from rules.draw.faults import place_text
from rules.draw.reading import verify_files
from rules.errors import problem
from tests.browser import browser_for_tests
from tests.rules.draw.changes import at_rest, changes_of, impossible_proofs, small_proof
from tests.rules.draw.independent import proof_of
from tests.rules.draw.registers import DICE, SALT, Json, any_lists, lists
from tests.web.test_pages_in_browser import CONTRASTS, LEAST_CONTRAST

RECOMPUTED = """async (texts) => {
  const found = [];
  for (const text of texts) {
    const { value, doubled } = readJson(text);
    const { reasons } = await verify(value, doubled, "");
    for (const each of reasons) if (say(each.code, each.values).includes("undefined")) throw new Error(each.code);
    found.push(reasons.map((each) => [placeText(each.where), each.code]));
  }
  return found;
}"""
WITHOUT_WEBCRYPTO = "Object.defineProperty(globalThis, 'crypto', {value: undefined})"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browser_for_tests() as browser:
        yield browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("page") / "verify_draw.html"
    file.write_bytes(verification_page())
    return file.as_uri()


@pytest.fixture(params=["zh-CN", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    yield from opened(browser, address, "zh-CN")


def opened(browser: Browser, address: str, locale: str, script: str = "") -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale=locale)
    page = context.new_page()
    troubles: list[str] = []
    asked: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    if script:
        page.add_init_script(script)
    page.goto(address)
    yield page
    context.close()
    assert troubles == []
    assert asked == [address]


def choose(page: Page, data: bytes, name: str = "proof.json") -> None:
    page.set_input_files("#file", {"name": name, "mimeType": "application/json", "buffer": data})
    page.wait_for_selector("#result > section")


def codes(data: bytes) -> list[list[str]]:
    return [[place_text(each.where), each.code] for each in verify_files(("proof.json", data)).reasons]


def test_a_valid_proof_is_said_to_be_one_with_what_was_drawn(browser: Browser, address: str, language: str) -> None:
    proof = proof_of(lists(), DICE, SALT)
    for page in opened(browser, address, language):
        choose(page, at_rest(proof))
        told = page.inner_text("#result")
        assert ("✓ 有效" if language == "zh-CN" else "✓ Valid") in told
        for shown in (proof["commit_hash"], DICE, SALT, *proof["teams"]):
            assert shown in told
        assert page.locator("html").get_attribute("lang") == language
        limits = page.inner_text(".limits")
        assert ("名录是否齐全" if language == "zh-CN" else "That the register was complete") in limits


def test_every_reason_is_told_in_the_language_that_one_switches_to(page: Page) -> None:
    proof = proof_of(lists(), DICE, SALT)
    proof["strata"]["A"]["n"] += 1
    proof["seed"]["dice"] = DICE[1:]
    choose(page, at_rest(proof))
    found = codes(at_rest(proof))
    assert len(found) > 3
    assert page.locator("#result .false > ol > li").count() == len(found)
    assert "骰子有 19 个数字，至少要 20 个" in page.inner_text("#result .false")
    page.click("[data-language='1']")
    assert "There are 19 dice; at least 20 are needed" in page.inner_text("#result .false")
    assert page.title() == "Recompute a draw"


def test_the_page_finds_the_same_reasons_as_the_product_for_every_single_change(page: Page) -> None:
    changes = [(what, at_rest(changed)) for what, changed in (*changes_of(small_proof()), *impossible_proofs())]
    found: list[list[list[str]]] = page.evaluate(RECOMPUTED, [data.decode() for _, data in changes])
    differing = {
        what: (mine, theirs)
        for (what, data), theirs in zip(changes, found, strict=True)
        if sorted(mine := codes(data)) != sorted(theirs) or not theirs
    }
    assert differing == {}


def test_the_page_draws_any_register_as_the_protocol_says(page: Page) -> None:
    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(any_lists())
    def agree(register: Json) -> None:
        assert page.evaluate(RECOMPUTED, [at_rest(proof_of(register, DICE, SALT)).decode()]) == [[]]

    agree()


def test_without_webcrypto_the_page_computes_by_itself(browser: Browser, address: str) -> None:
    for page in opened(browser, address, "zh-CN", WITHOUT_WEBCRYPTO):
        choose(page, at_rest(proof_of(lists(), DICE, SALT)))
        assert "✓ 有效" in page.inner_text("#result")
        assert "没有 WebCrypto" in page.inner_text("#by")
        assert page.is_hidden("#wrong")


@pytest.mark.parametrize("size", [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 100_000])
def test_the_pages_own_sha256_is_that_of_the_browser(size: int, page: Page) -> None:
    both = "async (n) => { const t = 'é7'.repeat(n).slice(0, n); return [sha(t), await shaLarge(t)]; }"
    mine, theirs = page.evaluate(both, size)
    assert mine == theirs


def test_a_hash_that_one_kept_is_compared(page: Page) -> None:
    choose(page, at_rest(proof_of(lists(), DICE, SALT)))
    assert "✓ 有效" in page.inner_text("#result")
    page.fill("#held", "0" * 64)
    page.press("#held", "Tab")
    page.wait_for_selector("#result .false")
    assert "不是您手里的" in page.inner_text("#result .false")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{\n"objects": [', "第 2 行第 13 列"),
        (b"\xff\xfe", "不是 UTF-8"),
        (b"[" * 100_000, "嵌套太深"),
        (b"[]", "DRAW_066"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, words: str, page: Page) -> None:
    choose(page, data)
    assert words in page.inner_text("#result .false")


def test_a_file_can_be_dropped(page: Page) -> None:
    data = at_rest(proof_of(lists(), DICE, SALT)).decode()
    made = "(t) => { const d = new DataTransfer(); d.items.add(new File([t], 'dropped.json')); return d; }"
    page.dispatch_event("body", "drop", {"dataTransfer": page.evaluate_handle(made, data)})
    page.wait_for_selector("#result .true")
    assert "dropped.json" in page.inner_text("#result .true")


def test_what_a_proof_holds_is_text_and_never_markup(page: Page) -> None:
    proof: Any = proof_of(lists(), DICE, SALT)
    proof["commit"]["draw_id"] = "<img src=x onerror=alert(1)>"
    proof["strata"]["<b>"] = {"pool": 0, "n": 0, "drawn": [], "reserve": []}
    choose(page, at_rest(proof), "<i>.json")
    assert page.locator("img, b, i").count() == 0
    assert "<img src=x" in page.inner_text("#result")


def test_the_page_is_readable_on_a_phone(page: Page) -> None:
    proof = proof_of(lists(), DICE, SALT)
    choose(page, at_rest(proof))
    page.fill("#held", "0" * 64)
    page.press("#held", "Tab")
    page.wait_for_selector("#result .false")
    for details in page.locator("summary").all():
        details.click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [found for found in page.evaluate(CONTRASTS) if found[0] < LEAST_CONTRAST] == []
    assert page.evaluate("[...document.querySelectorAll('button, summary, .choose')].every(e => e.clientHeight >= 24)")


def test_the_page_is_one_small_file_with_the_catalogues_words() -> None:
    text = verification_page().decode()
    assert len(text.encode()) <= 100 * 1024
    assert "src=" not in text
    assert "http://" not in text
    assert "https://" not in text
    assert json.dumps(problem("DRAW_019").zh, ensure_ascii=False) in text


def test_every_word_of_the_page_is_used_and_there_in_both_languages() -> None:
    folder = Path(__file__).resolve().parents[2] / "forms" / "draw_kit"
    words: dict[str, list[str]] = json.loads((folder / "words.json").read_text("utf-8"))
    used = "".join(file.read_text("utf-8") for file in [*folder.glob("*.js"), folder / "page.html"])
    assert [key for key in words if f'"{key}"' not in used] == []
    assert all(len(both) == 2 and all(both) for both in words.values())
