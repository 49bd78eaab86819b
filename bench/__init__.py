"""Speed and memory of the durable path, each beside its yardstick in the same run: `python -m bench`."""
