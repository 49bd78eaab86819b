"""What people do in their Telegram clients; each act refuses what a client would not let them do."""
