"""Recompute a published draw (fair-draw/1) with Python alone: python3 verify_draw.py PROOF.json [COMMIT_HASH].

0: valid; 1: invalid, with every reason; 2: unreadable. COMMIT_HASH is the copy that you kept from before the dice.
重算一次抽取：0 有效；1 无效，列出理由；2 读不了。COMMIT_HASH 是您在掷骰之前留存的指纹。
"""

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


def sha(value: Any) -> str:
    canonical = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256((value if isinstance(value, str) else canonical).encode()).hexdigest()


def ticket(id_: str, seed: str) -> tuple[str, str]:
    return "0." + str(int(sha(sha(seed) + id_), 16)).rjust(64, "0")[::-1], id_


def draw(p: Any, text: str) -> tuple[dict[str, Any], dict[str, Any]]:
    rule, loads, strata, teams = p["params"], {i["id"]: 0 for i in p["inspectors"]}, {}, dict[str, Any]()
    objects, excluded = {o["id"]: o for o in p["objects"]}, {e["id"] for e in p["exclusions"]}
    for risk in {o["risk"] for o in p["objects"]}:
        pool = [id_ for id_, o in objects.items() if o["risk"] == risk and id_ not in excluded]
        pool.sort(key=lambda id_: ticket(id_, text + ":objects"))
        n = -(-len(pool) * rule["permille"][risk] // 1000)
        strata[risk] = {"pool": len(pool), "n": n, "drawn": pool[:n], "reserve": pool[n : n + rule["reserve"]]}
    order = sorted(ticket(id_, text + ":objects") for result in strata.values() for id_ in result["drawn"])
    for id_, department in ((id_, department) for _, id_ in order for department in rule["departments"]):
        recused, seats = {r["inspector"] for r in p["recusals"] if r["object"] == id_}, list[str]()
        for _ in range(min(rule["per_department"], len(loads) + 1)):
            free = [i for i in p["inspectors"] if i["dept"] == department and i["id"] not in recused | {*seats}]
            may = [i["id"] for i in free if seats or objects[id_]["category"] in i["quals"]]
            may = [i for i in may if loads[i] < rule["max_load"]]
            most = min((loads[i] for i in may), default=0) + rule["load_slack"]
            tickets = sorted((ticket(f"{i}|{id_}", text + ":inspectors"), i) for i in may if loads[i] <= most)
            seats += [i for _, i in tickets[:1]]
        teams.setdefault(id_, {})[department] = seats if len(seats) == rule["per_department"] else ["UNFILLED"]
        loads |= {i: loads[i] + 1 for i in teams[id_][department] if i in loads}
    return strata, teams


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
    yield from ((commit[f"{part}_sha256"] == sha(p[part]), f"{part}: 公布后改过 changed after T0") for part in PARTS)
    yield commit["salt_sha256"] == sha(seed["salt"]) and seed["salt"], "salt: 与指纹不符 not the committed one"
    found, times = sha(commit), [commit["published_at"], seed["revealed_at"]]
    yield p["commit_hash"] == found and len(commit) == 9 and commit["draw_id"], f"commit_hash: 算得 computed {found}"
    yield held in ("", found), f"commit_hash: 不是您留存的 not the one you hold: {found}"
    yield re.fullmatch("[0-9]{20,}", seed["dice"]), "dice: 至少 20 个数字 at least 20 digits"
    utc = [f"{datetime.strptime(at, UTC):{UTC}}" for at in times]  # noqa: DTZ007
    yield utc == times and utc[0] < utc[1], "revealed_at: 须晚于公布 must be an instant after published_at"
    number, value, signature = (commit["drand"] and seed[f"drand_{n}"] for n in ("round", "randomness", "signature"))
    is_announced = sha(commit["drand"]) == sha(number and {"round": number})
    yield is_announced and len(seed) == (6 if number else 3), "seed: drand 不是预告的 not what was announced"
    is_hash = number is None or hashlib.sha256(bytes.fromhex(signature)).hexdigest() == value
    yield is_hash and signature == (number and bytes.fromhex(signature).hex()), "drand_randomness, drand_signature"
    text = ":".join((found, seed["dice"], value or "", seed["salt"]))
    yield p["seed_hash"] == sha(text), f"seed_hash: 算得 computed {sha(text)}"
    for part, result in zip(("strata", "teams"), draw(p, text), strict=True):
        for key in sorted(result.keys() | p[part].keys()):
            yield sha(result.get(key)) == sha(p[part].get(key)), f"{part} {key}: 算得 computed {result.get(key)}"


if __name__ == "__main__":
    told: list[str] = []
    try:
        data = Path(sys.argv[1]).read_text("utf-8-sig")
        proof = json.loads(data, object_pairs_hook=lambda all_: dict(all_) if len(dict(all_)) == len(all_) else all_)
        told += (what for holds, what in checks(proof, (sys.argv[2:] or [""])[0]) if not holds)
    except (IndexError, OSError, UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        sys.exit(sys.stderr.write(f"读不了 cannot be read: {error}\n") and 2)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        told.append(f"不合 fair-draw/1 的格式 not of the form of fair-draw/1: {error!r}")
    sys.stdout.buffer.write(("\n".join(told or ["有效 valid"]) + "\n").encode())
    sys.exit(bool(told))
