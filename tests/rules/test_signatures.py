"""What stands in the signature cell, and what a refusal must tell before it counts."""

from datetime import date

import pytest

from rules.signatures import KINDS, Cell, Reason, needs_witness, refusal_gaps, signature_cell, usual_reasons, way_of

NOTHING = Reason(None, None)


def test_a_refusal_to_sign_is_printed_with_who_why_officers_and_witness() -> None:
    cell = Cell("sign", "legal", Reason("disputes", None), ["陈立", "周敏"], "李某", NOTHING)
    assert signature_cell(cell, "zh") == (
        "被核查单位负责人拒绝签字。原因：不认可问题。执法人员：陈立、周敏。见证人：李某。"
    )
    assert signature_cell(cell, "en") == (
        "The person in charge of the party refused to sign. Reason: Disputes result. Officers: 陈立, 周敏. "
        "Witness: 李某."
    )


def test_a_record_that_was_read_out_is_printed_as_such() -> None:
    cell = Cell("sign", "agent", Reason("waits", None), ["陈立"], "李某", NOTHING, is_read_out=True)
    assert "原因：要等负责人。记录已宣读或交其阅看。执法人员" in signature_cell(cell, "zh")
    assert "Waits for boss. The record was read out or given to read. Officers" in signature_cell(cell, "en")


def test_what_is_not_known_yet_is_left_blank() -> None:
    cell = Cell("sign", None, NOTHING, ["陈立"], None, NOTHING)
    assert signature_cell(cell, "zh") == "被核查单位＿＿拒绝签字。原因：＿＿。执法人员：陈立。见证人：＿＿。"


def test_an_absence_names_the_day_of_the_later_signature_and_why_there_is_no_witness() -> None:
    cell = Cell("absent", None, Reason(None, "去外地进货。"), ["陈立"], None, Reason("nobody", None), date(2026, 3, 20))
    assert signature_cell(cell, "zh") == (
        "被核查单位法定代表人（负责人）无法到达现场。原因：去外地进货。约定2026年3月20日补签。执法人员：陈立。"
        "无见证人：现场无其他人。"
    )


@pytest.mark.parametrize(
    ("kind", "begins"),
    [("inspection", "被核查单位受委托人拒绝接受检查。"), ("not_found", "按登记地址未找到被核查单位。")],
)
def test_a_refused_inspection_and_a_party_not_found_have_sentences_of_their_own(kind: str, begins: str) -> None:
    cell = Cell(kind, "agent", Reason(None, "见照片"), ["陈立"], "李某", NOTHING)
    assert signature_cell(cell, "zh").startswith(begins)


@pytest.mark.parametrize(
    ("kind", "gaps"),
    [
        ("sign", ("read_out", "who", "why", "witness")),
        ("inspection", ("who", "why", "witness")),
        ("not_found", ("why", "witness")),
        ("absent", ("why", "witness")),
    ],
)
def test_each_kind_asks_for_its_own(kind: str, gaps: tuple[str, ...]) -> None:
    assert refusal_gaps(kind, is_read_out=False, signer=None, reason=NOTHING, has_witness=False) == gaps
    told = Reason("away", None)
    assert refusal_gaps(kind, is_read_out=True, signer="staff", reason=told, has_witness=True) == ()


def test_a_witness_is_needed_only_where_the_party_does_not_sign() -> None:
    assert [needs_witness(way) for way in ("paper", "refused", "absent", None)] == [False, True, True, False]
    assert {kind: way_of(kind) for kind in KINDS} == {
        "sign": "refused",
        "inspection": "refused",
        "not_found": "refused",
        "absent": "absent",
    }


@pytest.mark.parametrize("of", [*KINDS, "witness", "seal", "seal_refused"])
def test_usual_reasons_are_there_in_both_languages_and_fit_half_a_row(of: str) -> None:
    for texts in usual_reasons(of).values():
        assert 0 < len(texts["zh"]) <= 8
        assert 0 < len(texts["en"]) <= 16
        assert texts["en"].isascii()
