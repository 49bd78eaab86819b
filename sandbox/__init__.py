"""Telegram on your laptop: a strict local Bot API server, its people, and faults on order.

The product never imports this room; it reaches the sandbox over HTTP, like the real thing.
"""
