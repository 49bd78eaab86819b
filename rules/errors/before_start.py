"""BEFORE_001–BEFORE_009: steps before the visit that need the task to be accepted."""

from rules.errors import Problem

ACCEPT_FIRST = Problem(
    "BEFORE_001", "请先接受任务，再做这一步。", "Accept the task first; then this step is yours to take."
)
