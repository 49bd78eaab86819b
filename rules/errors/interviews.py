"""INTERVIEW_001–INTERVIEW_009: an interview cannot be taken down or confirmed in this way."""

from rules.errors import Problem

STATEMENT_MISSING = Problem(
    "INTERVIEW_001",
    "询问还没写全：先写明问了谁、怎么说，再当场宣读。",
    "The interview is not complete: first say who was asked and what was said, then read it out.",
)
STATEMENT_TOO_LONG = Problem(
    "INTERVIEW_002",
    "陈述有{count}字，最多{most}字。请写要点。",
    "The statement has {count} characters, {most} at most. Write the essentials.",
)
NO_CONFIRMATION = Problem(
    "INTERVIEW_003",
    "这个文件不是照片、扫描件或语音，不算确认，只作为文件留存。请拍下签名，或发一段语音。",
    "This file is no photo, scan or voice; it is kept and confirms nothing. Photograph the signature or send a voice.",
)
