"""The statistics once more, by other means: plain rows, plain loops, intervals by halving; nothing of the product."""

import json
import math
import zlib
from collections import defaultdict
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, text

ZONE = ZoneInfo("Asia/Shanghai")
Counts = dict[str, tuple[int, int]]


def rows(connection: Connection, table: str) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in connection.execute(text(f"SELECT * FROM {table}"))]


def first_and_last(period: str, day: date) -> tuple[date, date]:
    if period == "last_year":
        return date(day.year - 1, 1, 1), date(day.year - 1, 12, 31)
    month = {"year": 1, "quarter": (day.month - 1) // 3 * 3 + 1, "month": day.month}[period]
    return date(day.year, month, 1), day


def a_year_earlier(days: tuple[date, date]) -> tuple[date, date]:
    first, last = (each.replace(day=28) if (each.month, each.day) == (2, 29) else each for each in days)
    return first.replace(year=first.year - 1), last.replace(year=last.year - 1)


class Again:
    """All of a database, read whole."""

    def __init__(self, connection: Connection, codes: tuple[str, ...] | None = None) -> None:
        self.of = {
            table: {row[key]: row for row in rows(connection, table)}
            for table, key in (
                ("visits", "visit_id"),
                ("campaigns", "campaign_id"),
                ("inspection_objects", "object_id"),
                ("departments", "department_id"),
                ("people", "person_id"),
                ("items", "item_id"),
                ("sections", "section_id"),
                ("tasks", "task_id"),
                ("campaign_items", "campaign_item_id"),
                ("draws", "draw_id"),
                ("follow_ups", "follow_up_id"),
            )
        }
        self.codes = codes

    def sections(self, days: tuple[date, date], *, again: bool = False) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        """Return what counts: of inspections, or of those that went again where a problem was known."""
        return [each for each in self.all_sections(days) if (each[1]["kind"] == "follow_up") is again]

    def all_sections(self, days: tuple[date, date]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        found = []
        for section in self.of["sections"].values():
            visit = self.of["visits"][section["visit_id"]]
            campaign = self.of["campaigns"][visit["campaign_id"]]
            if visit["state"] != "submitted" or visit["is_trial"] or campaign["is_trial"]:
                continue
            if self.codes and self.of["departments"][section["department_id"]]["code"] not in self.codes:
                continue
            if days[0] <= local_day(visit["started_at"] or visit["submitted_at"]) <= days[1]:
                found.append((section, visit))
        return found

    def cut(self, name: str, days: tuple[date, date]) -> Counts:
        """Return, for each key of a cut, how many had a problem of how many there were."""
        if name == "load":
            return self.load(days)
        hits: dict[str, dict[int, bool]] = defaultdict(dict)
        for section, visit in self.sections(days):
            bad = any(result != "none" for result in json.loads(section["results"]))
            one = section["section_id"] if name in ("department", "matter") else visit["visit_id"]
            for key in self.keys(name, section, visit):
                hits[key][one] = hits[key].get(one, False) or bad
        return {key: (sum(found.values()), len(found)) for key, found in hits.items()}

    def keys(self, name: str, section: dict[str, Any], visit: dict[str, Any]) -> list[str]:
        thing = self.of["inspection_objects"][visit["object_id"]]
        campaign = self.of["campaigns"][visit["campaign_id"]]
        if name == "campaign":
            return [str(visit["campaign_id"])]
        if name == "department":
            return [str(section["department_id"])]
        if name == "industry":
            return [thing["industry"]]
        if name == "area":
            return [thing["street"]]
        if name == "risk":
            return [self.frozen(visit)[0]]
        if name == "draw":
            if campaign["task_kind"] != "daily" or campaign["draw_id"] is None:
                return ["directed"]
            return ["flagged" if self.frozen(visit)[1] else "random"]
        return [
            str(row["item_id"])
            for row in self.of["campaign_items"].values()
            if row["campaign_id"] == visit["campaign_id"]
            and self.of["items"][row["item_id"]]["department_id"] == section["department_id"]
        ]

    def frozen(self, visit: dict[str, Any]) -> tuple[str, bool]:
        """Return class and flag of a visit's object: as the whole lists of its draw have them, else the registry."""
        thing = self.of["inspection_objects"][visit["object_id"]]
        for draw in self.of["draws"].values():
            if draw["campaign_id"] == visit["campaign_id"] and draw["state"] == "drawn":
                lists = json.loads(zlib.decompress(draw["lists"]))
                for code, risk, _ in lists["objects"]:
                    if code == thing["registration_code"]:
                        return risk, code in lists["flagged"]
        return thing["risk"], bool({"complaints", "abnormal", "violations"} & set(json.loads(thing["flags"])))

    def follow_ups(self, days: tuple[date, date]) -> tuple[int, int]:
        """Return at how many follow-up inspections the problem was gone, and how many there were."""
        seen = {visit["visit_id"] for _, visit in self.sections(days, again=True)}
        gone = {row["visit_id"] for row in self.of["follow_ups"].values() if row["state"] == "complied"}
        return len(seen & gone), len(seen)

    def load(self, days: tuple[date, date]) -> Counts:
        """Return for each officer how many visits wait, and how many are done."""
        counted = {visit["visit_id"] for _, visit in self.all_sections(days)}
        found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for task in self.of["tasks"].values():
            section = self.of["sections"][task["section_id"]]
            visit = self.of["visits"][task["visit_id"]]
            if self.codes and self.of["departments"][section["department_id"]]["code"] not in self.codes:
                continue
            if task["state"] == "replaced":
                continue
            code = self.of["people"][task["person_id"]]["code"]
            if visit["visit_id"] in counted and task["presence"] != "absent":
                found[code][1] += 1
            if visit["state"] in ("assigned", "running", "returned") and not visit["is_trial"]:
                found[code][0] += 1
        return {code: (waiting, done) for code, (waiting, done) in found.items()}

    def whole(self, days: tuple[date, date]) -> tuple[int, int]:
        bad: dict[int, bool] = {}
        for section, visit in self.sections(days):
            found = any(result != "none" for result in json.loads(section["results"]))
            bad[visit["visit_id"]] = bad.get(visit["visit_id"], False) or found
        return sum(bad.values()), len(bad)


def local_day(said: str) -> date:
    return datetime.fromisoformat(said).replace(tzinfo=UTC).astimezone(ZONE).date()


def ends(hits: int, of: int) -> tuple[float, float]:
    """Return the shares from which what was seen is just 1.96 standard errors away, found by halving."""
    if not of:
        return 0.0, 1.0
    seen = hits / of

    def away(share: float) -> float:
        spread = math.sqrt(share * (1 - share) / of)
        return abs(seen - share) / spread if spread else math.inf

    def halved(inside: float, outside: float) -> float:
        for _ in range(200):
            middle = (inside + outside) / 2
            if away(middle) <= 1.959963984540054:
                inside = middle
            else:
                outside = middle
        return inside

    low = 0.0 if hits == 0 else halved(seen if seen < 1 else 1 - 1e-12, 0.0)
    high = 1.0 if hits == of else halved(seen if seen > 0 else 1e-12, 1.0)
    return low, high
