"""Recompute a published draw (fair-draw/1) with Python alone: python3 verify_draw.py PROOF.json [COMMIT_HASH].

0: valid; 1: invalid, with every reason; 2: unreadable. COMMIT_HASH is the copy that you kept from before the dice.
What happened afterwards: --addendum ADDENDUM.json. The lists of a draw that was given up stand in the proof's place.
重算一次抽取：0 有效；1 无效，列出理由；2 读不了。COMMIT_HASH 是您在掷骰之前留存的指纹。
抽取之后的更换：--addendum 补充记录。已放弃的抽取，用它的名单文件代替证明。
"""

import argparse
import hashlib
import json
import re
import sys
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any

PARTS = ("objects", "inspectors", "exclusions", "recusals", "params")
UTC = "%Y-%m-%dT%H:%M:%SZ"
KINDS = ("late_recusal", "reserve_used")
TEXTS, HASHES = ("at", "kind", "object", "old", "new", "reason", "approver"), ("prev", "hash")
# What is wrong with an addendum is told in the words of the program that made it.
WORDS = {
    23: "“{value}”不是时间。请写成协调世界时，如 2026-03-01T01:00:00Z。 "
    "“{value}” is no instant. Write it in UTC, such as 2026-03-01T01:00:00Z.",
    30: "等级“{risk}”的候补已用完。请另作一次补充抽取。 "
    "The reserve of class “{risk}” is used up. Hold a supplementary draw.",
    31: "“{id}”现在不是该对象、该部门的人员。请核对。 "
    "“{id}” is not on this department's team for this object now. Compare them.",
    32: "“{id}”现在不在抽中的检查对象里。请核对。 “{id}” is not among the drawn objects now. Compare the code.",
    60: "缺少“{name}”。请按 fair-draw/1 补上。 “{name}” is missing. Add it as fair-draw/1 says.",
    61: "fair-draw/1 没有“{name}”这一项。请删去。 fair-draw/1 knows no “{name}”. Remove it.",
    63: "这里应是文字，写的是 {found}。 This must be text; it is {found}.",
    64: "这里应是不超过 {most} 的整数，写的是 {found}。 This must be a whole number of at most {most}; it is {found}.",
    65: "这里应是列表，写的是 {found}。 This must be a list; it is {found}.",
    66: "这里应是对象 {{…}}，写的是 {found}。 This must be an object {{…}}; it is {found}.",
    67: "这里应是 64 位小写十六进制数，写的是 {found}。 "
    "This must be 64 hexadecimal digits in small letters; it is {found}.",
    83: "补充记录的序号是 {said}，应为 {computed}。有记录被删去、插入或调换。 "
    "The entry has number {said} where {computed} belongs: entries were removed, put in or exchanged.",
    84: "补充记录没有接上前一条：写的是 {said}，应为 {computed}。 "
    "The entry does not follow the one before: {said} is written, {computed} belongs there.",
    85: "补充记录被改过：写的是 {said}，算得 {computed}。 "
    "The entry was changed: {said} is written, {computed} computed.",
    86: "补充记录的种类“{said}”未定义，可用：{known}。 The kind “{said}” is unknown; there are {known}.",
    87: "“{name}”是空的。更换要写明理由和批准人。 “{name}” is empty. A change names its reason and approver.",
    88: "补充记录的时间 {said} 早于前一步 {before}。 "
    "The entry is of {said}, before the step that it follows, {before}.",
    89: "替换的是“{said}”，按号码顺序应为“{computed}”。 “{said}” steps in; by the order of tickets it is “{computed}”.",
    102: "使用候补时，object 与 old 相同，没有 department：写的是 {said}，应为 {computed}。 "
    "For a used reserve object is the same as old, and there is no department: {said} is written, {computed} "
    "belongs there.",
    103: "这是已放弃的抽取的名单：与公布的指纹相符。里面没有种子，算不出会抽中谁。 "
    "These are the lists of a draw that was given up. They fit the hash that was published. There is no seed "
    "among them, so nothing shows who would have been drawn.",
}


def sha(value: Any) -> str:
    canonical = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256((value if isinstance(value, str) else canonical).encode()).hexdigest()


def link_hash(entry: Any) -> str:
    fields = {name: value for name, value in entry.items() if name != "hash"}
    return sha("\0" + json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def ticket(id_: str, seed: str) -> tuple[str, str]:
    return "0." + str(int(sha(sha(seed) + id_), 16)).rjust(64, "0")[::-1], id_


def is_instant(text: str) -> bool:
    try:
        return f"{datetime.strptime(text, UTC):{UTC}}" == text  # noqa: DTZ007
    except ValueError:
        return False


class Drawing:
    """The draw, and who stands when somebody steps back or an object falls out."""

    def __init__(self, p: Any, text: str) -> None:
        self.p, self.rule, self.text = p, p["params"], text
        self.objects, self.loads = {o["id"]: o for o in p["objects"]}, {i["id"]: 0 for i in p["inspectors"]}
        self.recused = {(r["inspector"], r["object"]) for r in p["recusals"]}
        self.strata = dict[str, Any](self.stratum(risk) for risk in {o["risk"] for o in p["objects"]})
        order = sorted(self.ticket(id_) for each in self.strata.values() for id_ in each["drawn"])
        self.teams = {id_: self.team(id_) for _, id_ in order}

    def ticket(self, id_: str) -> tuple[str, str]:
        """What objects are ordered by."""
        return ticket(id_, self.text + ":objects")

    def stratum(self, risk: str) -> tuple[str, Any]:
        """A class, and who of it is drawn or in reserve."""
        excluded = {e["id"] for e in self.p["exclusions"]}
        pool = sorted((i for i, o in self.objects.items() if o["risk"] == risk and i not in excluded), key=self.ticket)
        n = -(-len(pool) * self.rule["permille"][risk] // 1000)
        return risk, {"pool": len(pool), "n": n, "drawn": pool[:n], "reserve": pool[n : n + self.rule["reserve"]]}

    def seat(self, id_: str, department: str, taken: list[str], *, is_first: bool) -> list[str]:
        """Who takes a seat, nobody when nobody may."""
        free = [i for i in self.p["inspectors"] if i["dept"] == department and i["id"] not in taken]
        may = [i["id"] for i in free if not is_first or self.objects[id_]["category"] in i["quals"]]
        may = [i for i in may if self.loads[i] < self.rule["max_load"] and (i, id_) not in self.recused]
        most = min((self.loads[i] for i in may), default=0) + self.rule["load_slack"]
        tickets = sorted((ticket(f"{i}|{id_}", self.text + ":inspectors"), i) for i in may if self.loads[i] <= most)
        return [i for _, i in tickets[:1]]

    def team(self, id_: str) -> dict[str, list[str]]:
        """Who goes, by department."""
        team = {}
        for department in self.rule["departments"]:
            seats = list[str]()
            for _ in range(min(self.rule["per_department"], len(self.loads) + 1)):
                seats += self.seat(id_, department, seats, is_first=not seats)
            team[department] = seats if len(seats) == self.rule["per_department"] else ["UNFILLED"]
            self.load(team[department], 1)
        return team

    def load(self, seats: list[str], by: int) -> None:
        """Give an object more, or one less, to each of a team."""
        self.loads |= {i: self.loads[i] + by for i in seats if i in self.loads}

    def recuse(self, e: Any) -> str:
        """An inspector steps back: the seat is drawn once more by its own rule. `UNFILLED` when nobody may."""
        team, old = self.teams[e["object"]][e["department"]], e["old"]
        at, others = team.index(old), [i for i in team if i != old]
        self.recused |= {(old, e["object"])}
        self.load([old], -1)
        team[at : at + 1] = self.seat(e["object"], e["department"], others, is_first=at == 0) or ["UNFILLED"]
        self.load([team[at]], 1)
        return team[at]

    def use_reserve(self, old: str) -> str:
        """An object falls out: the next reserve of its class comes in, with a team of its own."""
        for seats in self.teams.pop(old).values():
            self.load(seats, -1)
        new = str(self.strata[self.objects[old]["risk"]]["reserve"].pop(0))
        self.teams[new] = self.team(new)
        return new


def committed(p: Any, held: str, salt: str) -> Any:
    commit, found = p["commit"], sha(p["commit"])
    yield from ((commit[f"{part}_sha256"] == sha(p[part]), f"{part}: 公布后改过 changed after T0") for part in PARTS)
    yield commit["salt_sha256"] == sha(salt) and salt, "salt: 与指纹不符 not the committed one"
    yield p["commit_hash"] == found and len(commit) == 9 and commit["draw_id"], f"commit_hash: 算得 computed {found}"
    yield held in ("", found), f"commit_hash: 不是您留存的 not the one you hold: {found}"


def checks(p: Any, held: str) -> Any:
    rule, commit, seed = p["params"], p["commit"], p["seed"]
    yield p.keys() == {*PARTS, "commit", "commit_hash", "seed", "seed_hash", "strata", "teams"}, "部分不全或多余 parts"
    ids = {part: [each["id"] for each in p[part]] for part in PARTS[:3]}
    for part in ids:
        cased = ids[part] if part == "inspectors" else map(str.upper, ids[part])
        plain = {unicodedata.normalize("NFC", id_).strip() for id_ in cased} - {""}
        yield sorted(plain) == sorted(ids[part]), f"{part}: 代码重复、为空或不规范 an id stands twice or is not plain"
    objects, staff = {*ids["objects"]}, {*ids["inspectors"]}
    yield all(r["object"] in objects and r["inspector"] in staff for r in p["recusals"]), "recusals: 代码 unknown id"
    yield all(e["id"] in objects and e["reason"] in rule["exclusion_reasons"] for e in p["exclusions"]), "exclusions"
    yield all(o["risk"] in rule["permille"] and o["category"] for o in p["objects"]), "objects: risk, category"
    least = {"reserve": 0, "load_slack": 0, "per_department": 2, "max_load": 1}
    yield all(type(rule[name]) is int and rule[name] >= number for name, number in least.items()), "params: 数 numbers"
    yield all(type(n) is int and 0 <= n <= 1000 for n in rule["permille"].values()), "params: 比例 permille"
    yield rule["protocol"] == "fair-draw/1" and len(rule) == 8 and rule["departments"], "params: 规程、部门 protocol"
    yield from committed(p, held, seed["salt"])
    yield re.fullmatch("[0-9]{20,}", seed["dice"]), "dice: 至少 20 个数字 at least 20 digits"
    times = [commit["published_at"], seed["revealed_at"]]
    is_later = all(map(is_instant, times)) and times[0] < times[1]
    yield is_later, "revealed_at: 须晚于公布 must be an instant after published_at"
    number, value, signature = (commit["drand"] and seed[f"drand_{n}"] for n in ("round", "randomness", "signature"))
    is_announced = sha(commit["drand"]) == sha(number and {"round": number})
    yield is_announced and len(seed) == (6 if number else 3), "seed: drand 不是预告的 not what was announced"
    is_hash = number is None or hashlib.sha256(bytes.fromhex(signature)).hexdigest() == value
    yield is_hash and signature == (number and bytes.fromhex(signature).hex()), "drand_randomness, drand_signature"
    text = seed_text(p)
    yield p["seed_hash"] == sha(text), f"seed_hash: 算得 computed {sha(text)}"
    drawing = Drawing(p, text)
    for part, result in (("strata", drawing.strata), ("teams", drawing.teams)):
        for key in sorted(result.keys() | p[part].keys()):
            yield sha(result.get(key)) == sha(p[part].get(key)), f"{part} {key}: 算得 computed {result.get(key)}"


def seed_text(p: Any) -> str:
    seed = p["seed"]
    return ":".join((sha(p["commit"]), seed["dice"], seed.get("drand_randomness", ""), seed["salt"]))


def addendum_checks(entries: Any, p: Any) -> Any:
    """Every reason against an addendum; what follows one that cannot have happened is not drawn any more."""
    if shape := [*shape_faults(entries)]:
        yield from shape
        return
    drawing, prev, earlier, stands = Drawing(p, seed_text(p)), "0" * 64, p["seed"]["revealed_at"], True
    for at, e in enumerate(entries):
        for name, computed, code in (("seq", at + 1, 83), ("prev", prev, 84), ("hash", link_hash(e), 85)):
            if e[name] != computed:
                yield told(at, name, code, said=e[name], computed=computed)
        if e["kind"] not in KINDS:
            yield told(at, "kind", 86, said=e["kind"], known=", ".join(KINDS))
        yield from (told(at, name, 87, name=name) for name in ("reason", "approver") if not e[name].strip())
        if not is_instant(e["at"]):
            yield told(at, "at", 23, value=e["at"])
        elif is_instant(earlier) and e["at"] < earlier:
            yield told(at, "at", 88, said=e["at"], before=earlier)
        if e["kind"] == KINDS[1] and (e["object"] != e["old"] or e["department"] is not None):
            yield told(at, "object", 102, said=e["object"], computed=e["old"])
        prev, earlier, stands = e["hash"], e["at"], stands and e["kind"] in KINDS
        against = [*impossible(at, e, drawing)] if stands else []
        yield from against
        stands = stands and not against
        new = "" if not stands else drawing.recuse(e) if e["kind"] == KINDS[0] else drawing.use_reserve(e["old"])
        if stands and new != e["new"]:
            yield told(at, "new", 89, said=e["new"], computed=new)


def impossible(at: int, e: Any, drawing: Drawing) -> Any:
    is_recusal = e["kind"] == KINDS[0]
    name, id_ = ("object", e["object"]) if is_recusal else ("old", e["old"])
    if id_ not in drawing.teams:
        yield told(at, name, 32, id=id_)
    elif is_recusal and e["old"] not in {*drawing.teams[id_].get(e["department"], ())} - {"UNFILLED"}:
        yield told(at, "old", 31, id=e["old"])
    elif not is_recusal and not drawing.strata[drawing.objects[id_]["risk"]]["reserve"]:
        yield told(at, "old", 30, risk=drawing.objects[id_]["risk"])


def shape_faults(entries: Any) -> Any:
    if not isinstance(entries, list):
        yield told(None, "", 65, found=shown(entries))
        return
    for at, e in enumerate(entries):
        if not isinstance(e, dict):
            yield told(at, "", 66, found=shown(e))
            continue
        known = {"seq", "department", *TEXTS, *HASHES}
        yield from (told(at, name, 60, name=name) for name in sorted(known - e.keys()))
        yield from (told(at, name, 61, name=name) for name in sorted(e.keys() - known))
        texts = [*TEXTS, *(["department"] if e.get("department") is not None else [])]
        yield from (told(at, n, 63, found=shown(e[n])) for n in texts if n in e and not isinstance(e[n], str))
        if "seq" in e and (type(e["seq"]) is not int or abs(e["seq"]) >= 2**53):
            yield told(at, "seq", 64, most=2**53 - 1, found=shown(e["seq"]))
        yield from (
            told(at, n, 67, found=shown(e[n])) for n in HASHES if n in e and not re.fullmatch("[0-9a-f]{64}", str(e[n]))
        )


def shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:40]


def told(at: int | None, field: str, code: int, /, **values: Any) -> str:
    place = "addendum" if at is None else f"addendum[{at}]" + (field and f".{field}")
    return f"{place}: DRAW_{code:03} {WORDS[code].format(**values)}"


def read(path: str) -> Any:
    def unique(pairs: list[tuple[str, Any]]) -> Any:
        return dict(pairs) if len(dict(pairs)) == len(pairs) else pairs  # a key that stands twice: no object

    return json.loads(Path(path).read_text("utf-8-sig"), object_pairs_hook=unique)


def verdict(proof: Any, held: str, entries: Any) -> tuple[bool, list[str]]:
    """Whether it is valid, and what is said of it."""
    against = list[str]()
    try:
        if "salt" in proof and "seed" not in proof:
            against += (what for holds, what in committed(proof, held, proof["salt"]) if not holds)
            return not against, against or [WORDS[103]]
        against += (what for holds, what in checks(proof, held) if not holds)
        against += [] if entries is None else addendum_checks(entries, proof)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        against.append(f"不合 fair-draw/1 的格式 not of the form of fair-draw/1: {error!r}")
    last = [f"补充记录最后的指纹 last hash of the addendum: {entries[-1]['hash']}"] if entries and not against else []
    return not against, against or ["有效 valid", *last]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("proof")
    parser.add_argument("commit_hash", nargs="?", default="")
    parser.add_argument("--addendum")
    asked = parser.parse_args()
    try:
        is_valid, lines = verdict(read(asked.proof), asked.commit_hash, asked.addendum and read(asked.addendum))
    except (OSError, ValueError, RecursionError) as error:
        sys.exit(sys.stderr.write(f"读不了 cannot be read: {error}\n") and 2)
    sys.stdout.buffer.write(("\n".join(lines) + "\n").encode())
    sys.exit(not is_valid)
