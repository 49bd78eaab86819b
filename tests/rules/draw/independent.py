"""A second implementation of fair-draw/1, written from the protocol alone and sharing nothing with the product."""

import hashlib
import json
from typing import Any

Json = dict[str, Any]


def sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def canonical(value: Any) -> str:
    """Keys sorted by code point, UTF-8, no spaces; written out by hand."""
    if value is None:
        return "null"
    if value is True or value is False:
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ",".join(canonical(each) for each in value) + "]"
    return "{" + ",".join(f"{canonical(key)}:{canonical(value[key])}" for key in sorted(value)) + "}"


def ticket(id_: str, seed: str) -> str:
    number = int(sha(sha(seed) + id_), 16)
    digits = []
    while number:
        number, digit = divmod(number, 10)
        digits.append(str(digit))
    return "0." + "".join(digits).ljust(64, "0")


def in_order(ids: list[str], seed: str) -> list[str]:
    return [id_ for _, id_ in sorted((ticket(id_, seed), id_) for id_ in ids)]


def strata_of(lists: Json, text: str) -> Json:
    params = lists["params"]
    excluded = [each["id"] for each in lists["exclusions"]]
    strata = {}
    for risk in {each["risk"] for each in lists["objects"]}:
        pool = [each["id"] for each in lists["objects"] if each["risk"] == risk and each["id"] not in excluded]
        n = 0
        while n * 1000 < len(pool) * params["permille"][risk]:
            n += 1
        ordered = in_order(pool, text + ":objects")
        drawn = ordered[:n]
        strata[risk] = {"pool": len(pool), "n": n, "drawn": drawn, "reserve": ordered[n : n + params["reserve"]]}
    return strata


class Inspectors:
    def __init__(self, lists: Json, text: str) -> None:
        self.lists, self.params, self.seed = lists, lists["params"], text + ":inspectors"
        self.loads = {each["id"]: 0 for each in lists["inspectors"]}
        self.recusals = [(each["inspector"], each["object"]) for each in lists["recusals"]]
        self.objects = {each["id"]: each for each in lists["objects"]}

    def seat(self, id_: str, department: str, taken: list[str], *, is_first: bool) -> str | None:
        candidates: dict[str, int] = {}
        for each in self.lists["inspectors"]:
            fits = each["dept"] == department and (each["id"], id_) not in self.recusals
            fits = fits and self.loads[each["id"]] < self.params["max_load"] and each["id"] not in taken
            if fits and not (is_first and self.objects[id_]["category"] not in each["quals"]):
                candidates[each["id"]] = self.loads[each["id"]]
        if not candidates:
            return None
        lowest = min(candidates.values())
        light = [each for each, load in candidates.items() if load - lowest <= self.params["load_slack"]]
        return min(light, key=lambda each: (ticket(each + "|" + id_, self.seed), each))

    def team(self, id_: str) -> dict[str, list[str]]:
        teams = {}
        for department in self.params["departments"]:
            chosen: list[str] = []
            for number in range(self.params["per_department"]):
                found = self.seat(id_, department, chosen, is_first=number == 0)
                if found is None:
                    chosen = ["UNFILLED"]
                    break
                chosen.append(found)
            if chosen != ["UNFILLED"]:
                for each in chosen:
                    self.loads[each] += 1
            teams[department] = chosen
        return teams


def proof_of(lists: Json, dice: str, salt: str, drand: Json | None = None) -> Json:
    """Return a proof file; `drand` holds `round`, `randomness` and `signature`."""
    commit: Json = {f"{part}_sha256": sha(canonical(lists[part])) for part in lists}
    commit |= {"salt_sha256": sha(salt), "drand": {"round": drand["round"]} if drand else None}
    commit |= {"draw_id": "2026-001", "published_at": "2026-03-01T01:00:00Z"}
    seed = {"dice": dice, "salt": salt, "revealed_at": "2026-03-02T01:00:00Z"}
    seed |= {f"drand_{name}": value for name, value in drand.items()} if drand else {}
    text = ":".join((sha(canonical(commit)), dice, drand["randomness"] if drand else "", salt))
    strata = strata_of(lists, text)
    drawn = [id_ for stratum in strata.values() for id_ in stratum["drawn"]]
    inspectors = Inspectors(lists, text)
    teams = {id_: inspectors.team(id_) for id_ in in_order(drawn, text + ":objects")}
    return {
        **lists,
        "commit": commit,
        "commit_hash": sha(canonical(commit)),
        "seed": seed,
        "seed_hash": sha(text),
        "strata": strata,
        "teams": teams,
    }
