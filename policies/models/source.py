"""The guidance and law that the policies rest on, each with its date as printed and what has become of it."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from policies.models.dates import Precision
from policies.source_news import tell
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet

KEEP = "source.set"


class Standing(models.TextChoices):
    """What a source is worth today. A standing is a fact about somebody else's text, not a state of ours."""

    CURRENT = "current", "Current"
    SUPERSEDED = "superseded", "Superseded"
    ISSUER_CLOSED = "issuer_closed", "Issuer closed"
    NOT_HELD = "not_held", "Not held and not checked"


OVERTAKEN = (Standing.SUPERSEDED, Standing.ISSUER_CLOSED)


class SourceQuerySet(GovernedQuerySet):
    """Sources; everybody who may read policies may read them."""

    def visible_to(self, user: Any) -> "SourceQuerySet":
        """The only door to sources; it fails shut."""
        return self if user.can("policy.view") else self.none()

    def to_watch(self) -> "SourceQuerySet":
        """Those that a text should not cite without a word: overtaken, or not held. Rules: R-024, R-253."""
        return self.exclude(standing=Standing.CURRENT, is_text_held=True).exclude(cited_as=[])

    def for_families(self) -> "Source | None":
        """The regulator's guidance on hidden cameras, wherever it is listed. Rules: R-245."""
        listed: Any = self.filter(title__icontains="hidden camera").exclude(url="")
        found: Source | None = listed.order_by("pk").first()
        return found


class Source(GovernedModel):
    """A text that policies rest on. Rules: R-024, R-219, R-253."""

    reference_kind: ClassVar[str] = "SRC"
    detail_url_name: ClassVar[str] = "policies:source-detail"

    title = models.CharField(max_length=200)
    issuer = models.CharField(max_length=200)
    edition = models.CharField(max_length=40, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    dated_precision = models.CharField(max_length=8, choices=Precision, default=Precision.UNDATED)
    updated_on = models.DateField(null=True, blank=True)
    date_note = models.CharField(max_length=200, blank=True)
    review_due_on = models.DateField(null=True, blank=True)
    review_due_precision = models.CharField(max_length=8, choices=Precision, default=Precision.UNDATED)
    standing = models.CharField(max_length=14, choices=Standing, default=Standing.CURRENT)
    standing_note = models.CharField(max_length=300, blank=True)
    is_text_held = models.BooleanField(default=False)
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces"
    )
    relied_on_in = models.CharField(max_length=200, blank=True)
    review_trigger = models.CharField(max_length=200, blank=True)
    # The words by which a text of ours names it.
    cited_as = models.JSONField(default=list, blank=True)
    url = models.URLField(max_length=300, blank=True)
    checked_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = SourceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["title", "issuer", "edition"],
                name="source_listed_once",
                violation_error_message="This work is on the register already",
            ),
            models.CheckConstraint(
                name="source_date_is_as_exact_as_it_says",
                condition=Q(dated_on__isnull=True, dated_precision=Precision.UNDATED)
                | (Q(dated_on__isnull=False) & ~Q(dated_precision=Precision.UNDATED)),
            ),
            models.CheckConstraint(
                name="source_overtaken_says_by_what",
                condition=~Q(standing__in=OVERTAKEN) | Q(replaced_by__isnull=False) | ~Q(standing_note=""),
                violation_error_message="Say what replaces it, or that nothing does",
            ),
            models.CheckConstraint(
                name="source_does_not_replace_itself",
                condition=Q(replaced_by=None) | ~Q(replaced_by=F("id")),
                violation_error_message="A work does not replace itself",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_past_review(self, today: date) -> bool:
        """Whether it is past its own review date, which does not end it. Rules: R-217."""
        return self.review_due_on is not None and self.review_due_on < today

    @property
    def is_overtaken(self) -> bool:
        """Whether a text that cites it should cite something else."""
        return self.standing in OVERTAKEN

    @property
    def instead(self) -> str:
        """What to cite in its place, or what is known about it."""
        return f"Use {self.replaced_by} instead." if self.replaced_by else self.standing_note

    @classmethod
    def list_work(cls, *, by: Any, **facts: Any) -> "Source":
        """Put a work on the register, with its year and whether its text is held. Rules: R-253."""
        _may_keep(by)
        with transaction.atomic(), acting_as(by):
            made = cls(**facts)
            made.save()
        return made

    def mark_superseded(self, *, by: Any, why: str, replaced_by: "Source | None" = None) -> None:
        """Something newer holds: owners of policies that cite it are asked to look. Rules: R-024, R-219."""
        self._stand(by, "mark_superseded", Standing.SUPERSEDED, why, replaced_by)

    def mark_issuer_closed(self, *, by: Any, why: str, replaced_by: "Source | None" = None) -> None:
        """Nobody keeps it up any more; its contacts are out of use. Rules: R-024, R-219."""
        self._stand(by, "mark_issuer_closed", Standing.ISSUER_CLOSED, why, replaced_by)

    def mark_current(self, *, by: Any, why: str) -> None:
        """Somebody looked today, and it holds. Rules: R-219."""
        self._stand(by, "mark_current", Standing.CURRENT, why, None)

    def hold_text(self, *, by: Any, why: str) -> None:
        """Its text is kept here from now on; ``why`` says where. Rules: R-253."""

        def hold(locked: "Source") -> None:
            locked.is_text_held, locked.checked_on = True, clock.today()
            locked.standing_note = why.strip()
            if locked.standing == Standing.NOT_HELD:
                locked.standing = Standing.CURRENT

        self._keep(by, "hold_text", hold)

    def correct(
        self, *, by: Any, cited_as: Iterable[str], review_trigger: str, url: str, relied_on_in: str
    ) -> None:
        """The words that name it, what makes us look again, and where it is to be read. Rules: R-253."""

        def put(locked: "Source") -> None:
            locked.cited_as = [words.strip() for words in cited_as if words.strip()]
            locked.review_trigger, locked.url = review_trigger.strip(), url.strip()
            locked.relied_on_in = relied_on_in.strip()

        self._keep(by, "correct", put)

    def _stand(self, by: Any, verb: str, standing: Standing, why: str, successor: "Source | None") -> None:
        if not why.strip() and successor is None:
            raise ValidationError({"why": "Say how you know"})

        def stand(locked: "Source") -> None:
            if successor is not None and locked.pk in successor.successors():
                raise ValidationError({"replaced_by": "That work is itself replaced by this one"})
            locked.standing, locked.standing_note = standing, why.strip()
            locked.replaced_by, locked.checked_on = successor, clock.today()

        with transaction.atomic():
            self._keep(by, verb, stand)
            if self.is_overtaken:
                tell(self, by)

    def _keep(self, by: Any, verb: str, deed: Any) -> None:
        """Lock, ask, do, and write it down under the verb's name."""
        with transaction.atomic(), acting_as(by):
            locked = type(self)._base_manager.select_for_update(of=("self",)).get(pk=self.pk)
            _may_keep(by)
            deed(locked)
            locked.event_action = f"source.{verb}"
            locked.save()
        self.refresh_from_db()

    def successors(self) -> list[int]:
        """The works that replace this one, one after another, itself first."""
        chain: list[int] = []
        work: Source | None = self
        while work is not None and work.pk not in chain:
            chain.append(work.pk)
            work = work.replaced_by
        return chain


def _may_keep(by: Any) -> None:
    if not by.can(KEEP):
        raise PermissionDenied("Keeping the register of sources is not part of your role.")
