"""What can be done: use cases that load, ask the rules, save, and say what happened."""
