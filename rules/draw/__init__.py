"""The fair draw `fair-draw/1`: who is drawn follows from published lists, a public seed and SHA-256 alone.

Anyone with the proof file recomputes it: `verification.verify` here, a short script and a page beside it.
"""
