"""Samples: one scripted visit written down as people see it, with pictures."""
