"""What sendMessage takes and refuses."""

from collections.abc import Callable
from typing import Any

import pytest

Refusal = Callable[..., str]
Method = Callable[..., Any]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "message text is empty"),
        (" \n\t ", "text must be non-empty"),
        ("\u200b\u2060", "text must be non-empty"),
        ("字" * 4097, "message is too long"),
        ("😀" * 2049, "message is too long"),
        ("字" * 11_000, "text is too long"),
    ],
)
def test_a_text_that_is_empty_or_too_long_is_refused(refusal: Refusal, li: int, text: str, reason: str) -> None:
    assert refusal("sendMessage", chat_id=li, text=text) == f"Bad Request: {reason}"


def test_the_limit_counts_what_is_left_after_formatting(call: Method, li: int) -> None:
    sent = call("sendMessage", chat_id=li, text=f"<b>{'字' * 4096}</b>", parse_mode="HTML")
    assert len(sent["text"]) == 4096
    assert sent["entities"] == [{"offset": 0, "length": 4096, "type": "bold"}]


def test_a_text_loses_its_outer_blanks_and_odd_characters(call: Method, li: int) -> None:
    assert call("sendMessage", chat_id=li, text=" \n 你\t好\r\u202e \n")["text"] == "你 好"


def test_blanks_go_only_up_to_the_first_entity(call: Method, li: int) -> None:
    sent = call("sendMessage", chat_id=li, text="  <code> a</code>", parse_mode="HTML")
    assert sent["text"] == " a"
    assert sent["entities"] == [{"offset": 0, "length": 2, "type": "code"}]


def test_entities_count_utf16_units(call: Method, li: int) -> None:
    sent = call("sendMessage", chat_id=li, text="😀<b>好</b>", parse_mode="html")
    assert sent["entities"] == [{"offset": 2, "length": 1, "type": "bold"}]


def test_commands_names_tags_and_addresses_are_found(call: Method, li: int) -> None:
    sent = call("sendMessage", chat_id=li, text="/go @abcde #标签 $USD a@b.cn https://x.cn/a). 见 10.0.0.1")
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in sent["entities"]] == [
        ("bot_command", 0, 3),
        ("mention", 4, 6),
        ("hashtag", 11, 3),
        ("cashtag", 15, 4),
        ("email", 20, 6),
        ("url", 27, 14),
        ("url", 46, 8),
    ]


def test_nothing_is_looked_for_inside_code(call: Method, li: int) -> None:
    sent = call("sendMessage", chat_id=li, text="<code>/go @abcde</code>", parse_mode="HTML")
    assert [entity["type"] for entity in sent["entities"]] == ["code"]


def test_the_parse_mode_wins_over_entities(call: Method, li: int) -> None:
    entities = '[{"type":"italic","offset":0,"length":1}]'
    sent = call("sendMessage", chat_id=li, text="<b>x</b>", parse_mode="HTML", entities=entities)
    assert [entity["type"] for entity in sent["entities"]] == ["bold"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<div>x</div>", 'Unsupported start tag "div" at byte offset 0'),
        ("字<br>", 'Unsupported start tag "br" at byte offset 3'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>xx</i>", 'Unmatched end tag at byte offset 5, expected "</b>", found "</i>"'),
        ("</b>", "Unexpected end tag at byte offset 0"),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("abc<b", "Unclosed start tag at byte offset 3"),
        ("<a ", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/y>z</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_broken_html_is_refused_with_its_byte(refusal: Refusal, li: int, text: str, reason: str) -> None:
    expected = f"Bad Request: can't parse entities: {reason}"
    assert refusal("sendMessage", chat_id=li, text=text, parse_mode="HTML") == expected


@pytest.mark.parametrize(
    ("text", "plain", "entity"),
    [
        ("<tg-spoiler>x</tg-spoiler>", "x", {"type": "spoiler"}),
        ('<span class="tg-spoiler">x</span>', "x", {"type": "spoiler"}),
        ("<STRONG>x</>", "x", {"type": "bold"}),
        ("<blockquote expandable>x</blockquote>", "x", {"type": "expandable_blockquote"}),
        ("<a href='HTTP://Example.org'>x</a>", "x", {"type": "text_link", "url": "http://example.org/"}),
        ('<pre><code class="language-python">x</code></pre>', "x", {"type": "pre", "language": "python"}),
        ('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>', "👍", {"custom_emoji_id": "5368324170671202286"}),
        ("<u>&lt;&amp;&#x4e2d;&#20013&nbsp;</u>", "<&中中&nbsp;", {"type": "underline"}),
    ],
)
def test_html_gives_these_entities(call: Method, li: int, text: str, plain: str, entity: dict[str, str]) -> None:
    sent = call("sendMessage", chat_id=li, text=text, parse_mode="HTML")
    assert sent["text"] == plain
    assert entity.items() <= sent["entities"][0].items()


def test_a_bad_link_leaves_only_its_text(call: Method, li: int) -> None:
    sent = call("sendMessage", chat_id=li, text='<a href="http://nowhere">x</a>', parse_mode="HTML")
    assert sent["text"] == "x"
    assert "entities" not in sent


def test_only_people_whom_the_bot_has_met_can_be_mentioned(call: Method, li: int) -> None:
    text = '<a href="tg://user?id={}">x</a>'
    known = call("sendMessage", chat_id=li, text=text.format(li), parse_mode="HTML")
    assert known["entities"][0]["user"]["id"] == li
    assert "entities" not in call("sendMessage", chat_id=li, text=text.format(77), parse_mode="HTML")


def test_touching_spans_become_one_and_crossing_ones_are_cut(call: Method, li: int) -> None:
    joined = call("sendMessage", chat_id=li, text="<b>a</b><b>b</b>", parse_mode="HTML")
    assert joined["entities"] == [{"offset": 0, "length": 2, "type": "bold"}]
    entities = '[{"type":"bold","offset":0,"length":3},{"type":"text_link","url":"x.cn","offset":2,"length":2}]'
    crossed = call("sendMessage", chat_id=li, text="abcd", entities=entities)["entities"]
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in crossed] == [
        ("bold", 0, 2),
        ("text_link", 2, 2),
        ("bold", 2, 1),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a.b", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("字*a", "Can't find end of Bold entity at byte offset 3"),
        ("_a", "Can't find end of Italic entity at byte offset 0"),
        ("__a", "Can't find end of Underline entity at byte offset 0"),
        ("[a](http://x.cn", "Can't find end of a URL at byte offset 4"),
        ("a > b", "Character '>' is reserved and must be escaped with the preceding '\\'"),
        ("```x\ny", "Can't find end of PreCode entity at byte offset 0"),
        ("![x]", "Custom emoji entity must contain a tg://emoji URL"),
    ],
)
def test_broken_markdown_v2_is_refused(refusal: Refusal, li: int, text: str, reason: str) -> None:
    expected = f"Bad Request: can't parse entities: {reason}"
    assert refusal("sendMessage", chat_id=li, text=text, parse_mode="MarkdownV2") == expected


def test_markdown_v2_nests_and_quotes(call: Method, li: int) -> None:
    sent = call(
        "sendMessage", chat_id=li, text=">*a _b_*\n>c\n||d|| `e\\_` [f](x\\.cn) __~g~__", parse_mode="MarkdownV2"
    )
    assert sent["text"] == "a b\nc\nd e_ f g"
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in sent["entities"]] == [
        ("blockquote", 0, 6),
        ("bold", 0, 3),
        ("italic", 2, 1),
        ("spoiler", 6, 1),
        ("code", 8, 2),
        ("text_link", 11, 1),
        ("underline", 13, 1),
        ("strikethrough", 13, 1),
    ]


def test_old_markdown_knows_no_nesting(call: Method, refusal: Refusal, li: int) -> None:
    sent = call("sendMessage", chat_id=li, text="*a _b* \\_ [c](x.cn) ```py\nd```", parse_mode="Markdown")
    assert sent["text"] == "a _b _ c d"
    assert [entity["type"] for entity in sent["entities"]] == ["bold", "text_link", "pre"]
    broken = refusal("sendMessage", chat_id=li, text="字 _a", parse_mode="Markdown")
    assert broken == "Bad Request: can't parse entities: Can't find end of the entity starting at byte offset 4"


def test_an_unknown_parse_mode_is_refused(refusal: Refusal, li: int) -> None:
    assert refusal("sendMessage", chat_id=li, text="x", parse_mode="BBCode") == "Bad Request: unsupported parse_mode"


@pytest.mark.parametrize(
    ("entities", "reason"),
    [
        (
            '[{"type":"bold","offset":1,"length":9}]',
            "entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 3",
        ),
        ('[{"type":"bold","offset":1,"length":1}]', "entity begins in a middle of a UTF-16 symbol at byte offset 1"),
        ('[{"type":"bold","length":1}]', "can't parse MessageEntity: Can't find field \"offset\""),
        ('["bold"]', "can't parse MessageEntity: expected an Object"),
    ],
)
def test_wrong_entities_are_refused(refusal: Refusal, li: int, entities: str, reason: str) -> None:
    assert refusal("sendMessage", chat_id=li, text="😀b", entities=entities) == f"Bad Request: {reason}"


def test_entities_that_are_no_json_are_passed_over(call: Method, li: int) -> None:
    assert "entities" not in call("sendMessage", chat_id=li, text="x", entities="[{")


def test_a_reply_names_its_message_and_needs_it(call: Method, refusal: Refusal, li: int) -> None:
    first = call("sendMessage", chat_id=li, text="1")
    answer = call("sendMessage", chat_id=li, text="2", reply_parameters=f'{{"message_id":{first["message_id"]}}}')
    assert answer["reply_to_message"]["text"] == "1"
    missing = '{"message_id":999}'
    assert refusal("sendMessage", chat_id=li, text="3", reply_parameters=missing) == (
        "Bad Request: message to be replied not found"
    )
    anyway = '{"message_id":999,"allow_sending_without_reply":true}'
    assert "reply_to_message" not in call("sendMessage", chat_id=li, text="3", reply_parameters=anyway)
    assert refusal("sendMessage", chat_id=li, text="3", reply_parameters="{") == (
        "Bad Request: can't parse reply parameters JSON object"
    )
