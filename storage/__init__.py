"""What is kept: tables, the unit of work, mailbox, evidence files, ledger, jobs, migrations."""
