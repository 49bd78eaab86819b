"""What a token of the API may be for: its scopes, and the roles that they stand for within its departments."""

from collections.abc import Collection

CAMPAIGNS_READ, CAMPAIGNS_WRITE = "campaigns:read", "campaigns:write"
TASKS_READ, TASKS_WRITE = "tasks:read", "tasks:write"
RESULTS_READ, EVIDENCE_READ = "results:read", "evidence:read"

# The services ask for roles: who enters is a department's clerk to them, who reads one of its leads.
ROLES = {
    CAMPAIGNS_READ: "lead",
    CAMPAIGNS_WRITE: "clerk",
    TASKS_READ: "lead",
    TASKS_WRITE: "clerk",
    RESULTS_READ: "lead",
    EVIDENCE_READ: "lead",
}
SCOPES = tuple(ROLES)


def roles_for(scopes: Collection[str], departments: Collection[int]) -> frozenset[tuple[str, int | None]]:
    """Return the roles for which scopes stand, each within departments and never in the whole district."""
    return frozenset((ROLES[scope], where) for scope in scopes for where in departments)
