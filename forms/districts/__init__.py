"""The district that an office fills in, as a file beside this one: the official words stand in it, names do not."""

from pathlib import Path

EXAMPLE = Path(__file__).parent / "example.toml"
