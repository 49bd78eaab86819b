"""How fast a chat may be written to: short bursts, then about one message a second (Bot FAQ, flood limits)."""

from dataclasses import dataclass

BURST = 4.0
PER_SECOND = 1.0


@dataclass(slots=True)
class Bucket:
    """A token bucket of one chat; times are seconds of a monotonic clock."""

    filled_at: float
    tokens: float = BURST

    def wait(self, now: float) -> float:
        """Take one token and return how many seconds to wait before it may be spent."""
        self.tokens = min(BURST, self.tokens + (now - self.filled_at) * PER_SECOND)
        self.filled_at = now
        self.tokens -= 1
        return max(0.0, -self.tokens / PER_SECOND)

    def is_full(self, now: float) -> bool:
        """Return whether the bucket says nothing any more, so that it may be forgotten."""
        return self.tokens + (now - self.filled_at) * PER_SECOND >= BURST
