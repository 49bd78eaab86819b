"""Who must sign a record, and what is printed where a signature is refused or cannot be given (rule text 四(八)).

Sentences and usual reasons are those of the paper, so they stand here and not among the words of the chat; papers are
printed in Chinese, the English is for officers who read it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

Texts = Mapping[str, str]

PARTY, OFFICER, WITNESS = "party", "officer", "witness"
PAPER, DRAWN, REFUSED, ABSENT, NO_WITNESS = "paper", "drawn", "refused", "absent", "none"
# Equal in rank.
SIGNED = (PAPER, DRAWN)

SIGNERS: Mapping[str, Texts] = {
    "legal": {"zh": "负责人", "en": "person in charge"},
    "agent": {"zh": "受委托人", "en": "agent"},
    "staff": {"zh": "工作人员", "en": "staff member"},
    "other": {"zh": "在场人员", "en": "person present"},
}
_REASONS: Mapping[str, Mapping[str, Texts]] = {
    "sign": {
        "disputes": {"zh": "不认可问题", "en": "Disputes result"},
        "waits": {"zh": "要等负责人", "en": "Waits for boss"},
        "unwilling": {"zh": "不愿签", "en": "Does not want to"},
    },
    "inspection": {
        "no_entry": {"zh": "不让进入现场", "en": "Denies entry"},
        "no_papers": {"zh": "不提供资料", "en": "Withholds papers"},
        "leaves": {"zh": "避而不见", "en": "Avoids officers"},
    },
    "not_found": {
        "vacant": {"zh": "人去楼空", "en": "Premises empty"},
        "another": {"zh": "现为其他单位", "en": "Another occupant"},
        "no_address": {"zh": "查无此地址", "en": "No such address"},
    },
    "absent": {
        "away": {"zh": "在外地", "en": "Out of town"},
        "ill": {"zh": "生病", "en": "Ill"},
        "unreachable": {"zh": "电话联系不上", "en": "Not reachable"},
    },
    "witness": {
        "nobody": {"zh": "现场无其他人", "en": "Nobody else here"},
        "declines": {"zh": "在场人不愿作证", "en": "None is willing"},
    },
    "seal": {
        "owns_none": {"zh": "没有公章", "en": "Owns no seal"},
        "elsewhere": {"zh": "公章不在现场", "en": "Seal not here"},
    },
    "seal_refused": {
        "disputes": {"zh": "不认可问题", "en": "Disputes result"},
        "unwilling": {"zh": "不愿盖章", "en": "Does not want to"},
    },
}
KINDS = ("sign", "inspection", "not_found", "absent")
_BLANK = "＿＿"


@dataclass(frozen=True, slots=True)
class Reason:
    """A usual reason picked by its name, or typed words; typed words win."""

    kind: str | None
    text: str | None

    def __bool__(self) -> bool:
        return bool(self.kind or self.text)


def usual_reasons(of: str) -> Mapping[str, Texts]:
    """Return the usual reasons of a refusal kind, of `witness`, `seal` or `seal_refused`, by name."""
    return _REASONS[of]


def reason_text(of: str, reason: Reason, language: str) -> str:
    """Return a reason in words; typed words as they were typed, empty for none."""
    if reason.text:
        return reason.text
    return _in(_REASONS[of][reason.kind], language) if reason.kind else ""


def needs_witness(party_way: str | None) -> bool:
    """Return whether the way in which the party answered for itself asks for a witness."""
    return party_way in (REFUSED, ABSENT)


def way_of(kind: str) -> str:
    """Return the way that a kind of refusal or absence is kept as."""
    return ABSENT if kind == "absent" else REFUSED


def refusal_gaps(
    kind: str, *, is_read_out: bool, signer: str | None, reason: Reason, has_witness: bool
) -> tuple[str, ...]:
    """Return what is still to be written down, of `read_out`, `who`, `why`, `witness`.

    Only a refusal to sign supposes a record that was read; only where somebody refused is there a who.
    """
    gaps = []
    if kind == "sign" and not is_read_out:
        gaps.append("read_out")
    if kind in ("sign", "inspection") and signer is None:
        gaps.append("who")
    if not reason:
        gaps.append("why")
    if not has_witness:
        gaps.append("witness")
    return tuple(gaps)


@dataclass(frozen=True, slots=True)
class Cell:
    """What the party's signature cell says instead of a name; none where it is not known yet.

    `proofs` name what no paper can show: recordings that prove it, in the paper's language.
    """

    kind: str
    signer: str | None
    reason: Reason
    officers: Sequence[str]
    witness: str | None
    no_witness: Reason
    later_on: date | None = None
    is_read_out: bool = False
    proofs: Sequence[str] = ()


def signature_cell(cell: Cell, language: str) -> str:
    """Return the sentence for the signature cell of the record; blanks stand for what is missing."""
    is_english = language.startswith("en")
    who = _in(SIGNERS[cell.signer], language) if cell.signer else _BLANK
    reason = reason_text(cell.kind, cell.reason, language).rstrip("。.") or _BLANK
    witness = cell.witness or _BLANK
    if cell.no_witness:
        witness = reason_text("witness", cell.no_witness, language).rstrip("。.")
    if is_english:
        return _english(cell, who, reason, witness)
    officers = "、".join(cell.officers)
    first = {
        "sign": f"被核查单位{who}拒绝签字",
        "inspection": f"被核查单位{who}拒绝接受检查",
        "not_found": "按登记地址未找到被核查单位",
        "absent": "被核查单位法定代表人（负责人）无法到达现场",
    }[cell.kind]
    last = f"无见证人：{witness}。" if cell.no_witness else f"见证人：{witness}。"
    later = ""
    if cell.later_on:
        later = f"约定{cell.later_on.year}年{cell.later_on.month}月{cell.later_on.day}日补签。"
    read_out = "记录已宣读或交其阅看。" if cell.is_read_out else ""
    proofs = f"证明材料：{'、'.join(cell.proofs)}。" if cell.proofs else ""
    return f"{first}。原因：{reason}。{read_out}{later}执法人员：{officers}。{last}{proofs}"


def _english(cell: Cell, who: str, reason: str, witness: str) -> str:
    first = {
        "sign": f"The {who} of the party refused to sign",
        "inspection": f"The {who} of the party refused the inspection",
        "not_found": "The party was not found at its registered address",
        "absent": "The person in charge could not come",
    }[cell.kind]
    last = f"No witness: {witness}." if cell.no_witness else f"Witness: {witness}."
    later = f" To be signed on {cell.later_on.isoformat()}." if cell.later_on else ""
    read_out = " The record was read out or given to read." if cell.is_read_out else ""
    proofs = f" Proof: {', '.join(cell.proofs)}." if cell.proofs else ""
    return f"{first}. Reason: {reason}.{read_out}{later} Officers: {', '.join(cell.officers)}. {last}{proofs}"


def _in(texts: Texts, language: str) -> str:
    return texts["en" if language.startswith("en") else "zh"]
