"""What is true: pure rules, the events that happen, and what can be said. No framework, no I/O, no clock."""
