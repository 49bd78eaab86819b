"""Files that people send as evidence: what each is by its own bytes, what it tells, and copies that can be shown."""
