"""The two kinds of error: what the user's world refuses (`UserError`) and everything else, which is our bug."""

from __future__ import annotations

from pathlib import Path


class UserError(Exception):
    """Something in the user's world said no. Shown calmly, never as a traceback.

    what    what happened, one sentence
    file    the file it happened to, if one
    kept    what was kept, or that nothing was changed
    advice  what to do next
    details technical text behind a "copy details" button, never shown by itself
    """

    def __init__(
        self,
        what: str,
        *,
        file: str | Path | None = None,
        kept: str = "",
        advice: str = "",
        details: str = "",
    ) -> None:
        super().__init__(what)
        self.what = what
        self.file = str(file) if file is not None else None
        self.kept = kept
        self.advice = advice
        self.details = details

    def __str__(self) -> str:
        head = f"{self.file}: {self.what}" if self.file else self.what
        return " ".join(part for part in (head, self.kept, self.advice) if part)


class PasswordNeeded(UserError):  # noqa: N818 - a request to the user, not a failure
    """The file is encrypted and the password is missing or wrong."""


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """The user cancelled; the project is as it was."""
