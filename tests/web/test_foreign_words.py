"""Chinese on an English page says that it is, wherever it stands."""

import httpx

from tests.web.pages_read import unmarked_chinese
from web.foreign_words import chinese_marked


def page(body: str) -> str:
    return f'<!doctype html>\n<html lang="en"><head><title>x</title></head><body>{body}</body></html>'


def test_what_stands_amid_a_sentence_is_marked_by_itself() -> None:
    marked = chinese_marked(page("<p>Reason: 名录库有误，第2版SJ-01号&lt;更正&gt;项 (2 of 3)<br>none</p>"))
    assert '<p>Reason: <span lang="zh-CN">名录库有误，第2版SJ-01号&lt;更正&gt;项</span> (2 of 3)<br>none</p>' in marked


def test_what_says_it_already_stays_as_it_is() -> None:
    said = page('<h1 lang="zh-CN"><bdi>名录</bdi> x</h1><p>none</p>')
    assert chinese_marked(said) == said
    back = chinese_marked(page('<div lang="zh-CN">名<p lang="en">录 a</p></div>'))
    assert '名<p lang="en"><span lang="zh-CN">录</span> a</p>' in back


def test_where_only_text_may_stand_the_whole_is_marked() -> None:
    marked = chinese_marked(page('<select><option value="1">017 餐饮</option><option>any</option></select>'))
    assert '<option lang="zh-CN" value="1">017 餐饮</option><option>any</option>' in marked
    assert '<title lang="zh-CN">' in chinese_marked(page("<p>a</p>").replace("<title>x", "<title>名"))


def test_scripts_styles_and_attributes_are_left_alone() -> None:
    left = page("<style>a > b { content: '名' }</style><script>if (a < b) say('名 </p>')</script><input value=\"名\">")
    assert chinese_marked(left) == left


def test_what_the_check_looks_for_it_finds() -> None:
    shown = page("<p>Reason: 有误</p>")
    assert unmarked_chinese(httpx.Response(200, html=shown)) == ["Reason: 有误"]
    assert unmarked_chinese(httpx.Response(200, html=chinese_marked(shown))) == []
