"""What somebody said at home that they would like, under a code; it names nobody and lasts seven days."""

import re
from datetime import timedelta
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from recordings_gov import clock, references

KIND = "HC"
LASTS = timedelta(days=7)
BODY_AND_CHECK = references.BODY_LENGTH + 1
DRAWS = 5
NOT_ONE = "That is not a home code. Check it against the patient’s screen or paper"
GONE = "No such code is kept. Home codes last 7 days. Ask the patient, and tap what they say"
USED = "That code was used for a request already. Take it out, and tap what the patient says"


class SentBefore(ValueError):
    """The same page came with other choices."""


def read(text: str) -> str:
    """A home code as somebody typed or scanned it, in its one form; raises ValidationError."""
    squeezed = re.sub(r"[\s-]", "", text)
    try:
        code = references.read(f"{KIND}{squeezed}" if len(squeezed) == BODY_AND_CHECK else text)
    except references.BadReference as error:
        raise ValidationError(str(error).replace("reference", "code").rstrip(".")) from error
    if not code.startswith(f"{KIND}-"):
        raise ValidationError(NOT_ONE)
    return code


class HomeCodeQuerySet(models.QuerySet["HomeCode"]):
    """Codes that are kept."""

    def give(self, form: str, chosen: dict[str, Any]) -> "HomeCode":
        """One code for one page, however often it is sent; raises SentBefore for other choices."""
        for _ in range(DRAWS):
            kept = self.filter(form=form).first()
            if kept is not None:
                if kept.chosen != chosen:
                    raise SentBefore
                return kept
            try:
                with transaction.atomic():
                    return self.create(
                        code=references.new(KIND), form=form, chosen=chosen, lapses_at=clock.now() + LASTS
                    )
            except IntegrityError:
                continue  # the page was sent twice at once, or the code is taken: look again
        raise RuntimeError("No free home code was drawn.")

    def waiting(self, text: str) -> "HomeCode":
        """The code that somebody shows, if it may still be claimed; else ValidationError says why not."""
        found = self.filter(code=read(text), lapses_at__gt=clock.now()).first()
        if found is None or found.claimed_at:
            raise ValidationError(GONE if found is None else USED)
        return found

    def claim(self, text: str) -> "HomeCode":
        """Take the code for one request: of two who claim it at once, one gets it."""
        moment = clock.now()
        open_ones = self.filter(code=read(text), lapses_at__gt=moment, claimed_at=None)
        if not open_ones.update(claimed_at=moment):
            self.waiting(text)
            raise ValidationError(USED)
        return self.get(code=read(text))

    def lapsed(self) -> "HomeCodeQuerySet":
        """Those whose seven days are over, claimed or not."""
        return self.filter(lapses_at__lte=clock.now())


class HomeCode(models.Model):
    """Fixed choices and nothing else: no name, number, address, words of their own or device.

    Not governed: a stranger writes nothing into the event log. Once claimed, the request keeps
    the code and the choices itself.
    """

    code = models.CharField(max_length=16, unique=True)
    form = models.CharField("the page it was asked on", max_length=43, unique=True)
    chosen = models.JSONField()
    lapses_at = models.DateTimeField(db_index=True)
    claimed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = HomeCodeQuerySet.as_manager()

    def __str__(self) -> str:
        return self.code


def claimed(text: str) -> tuple[str, dict[str, Any]]:
    """The code and its choices for the request that is being logged; nothing for no code."""
    if not text:
        return "", {}
    try:
        code = HomeCode.objects.claim(text)
    except ValidationError as error:
        raise ValidationError({"home_code": error}) from error
    return code.code, code.chosen
