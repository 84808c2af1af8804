"""The verbs that take an edition from draft to show: each says who did it and when."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from policies import releasing
from policies.models.dates import years_after
from policies.models.leaflet_status import EditionStatus
from policies.placeholders import contacts_of, places_in
from recordings_gov import clock
from recordings_gov.accounts.models import Setting
from recordings_gov.decisions import Decision
from recordings_gov.workflow import transition

COMPUTED = ("version", "issued_on", "review_due_on", "policy_url", "department_name")
CLAUSE_SETTING = "leaflet_sharing_clause"
OVERRIDE_LASTS = timedelta(days=90)
S = EditionStatus


class EditionSteps:
    """draft → approved → published → replaced. Mixed into LeafletEdition, whose fields they fill."""

    if TYPE_CHECKING:
        pk: int
        status: Any
        language: str
        format: str
        leaflet: Any
        sections: Any
        reading: Any
        translated_from: Any
        translation_checked_by: Any
        translation_approved_by: Any
        translation_approved_on: Any
        drafted_by_id: Any
        approved_by: Any
        approved_on: Any
        review_due_on: Any
        published_by: Any
        published_on: Any
        lay_reviews: Any
        print_overrides: Any
        translations: Any

    @transition(source=[S.DRAFT, S.APPROVED], target={S.DRAFT, S.APPROVED}, allowed="policy.draft")
    def ask_lay_readers(self, *, by: Any, group: str, read_on: date, effect: str) -> str:
        """Patients or other lay people read it, on a day, and something came of it. Rules: R-004."""
        if read_on > clock.today():
            raise ValidationError({"read_on": "Give a day that has been"})
        self.lay_reviews.model(
            edition=self, group=group.strip(), read_on=read_on, effect=effect.strip(), recorded_by=by
        ).save()
        return str(self.status)

    @transition(source=[S.DRAFT], target=S.DRAFT, allowed="policy.publish")
    def approve_translation(self, *, by: Any, checked_by: str) -> None:
        """A named person who reads both languages has found them to say the same. Rules: R-005, R-019."""
        if self.translated_from is None:
            raise ValidationError("This edition is in English: there is nothing to translate.")
        if by.pk == self.drafted_by_id:
            raise ValidationError("You drafted this edition: another person approves its translation")
        unmet = releasing.parts_not_translated(self.sections, self.translated_from.sections)
        if unmet:
            raise ValidationError(f"Still as in English: {', '.join(unmet)}.")
        self.translation_checked_by = checked_by.strip()
        self.translation_approved_by, self.translation_approved_on = by, clock.today()

    @transition(source=[S.DRAFT], target=S.APPROVED, allowed="policy.publish")
    def approve(self, *, by: Any, review_due_on: date) -> None:
        """Another than the drafter approves it, with a day to look at it again. Rules: R-002, R-005."""
        today = clock.today()
        if not today < review_due_on <= years_after(today):
            raise ValidationError({"review_due_on": "Give a day after today and within three years"})
        self.approved_by, self.approved_on, self.review_due_on = by, today, review_due_on

    @transition(source=[S.APPROVED], target=S.DRAFT, allowed="policy.publish")
    def send_back(self, *, by: Any, reason: str) -> None:
        """Take the approval back, so that its words may be put right; the reason is in the log."""
        if not reason.strip():
            raise ValidationError({"reason": "Say what is to be put right"})
        self.approved_by = self.approved_on = self.review_due_on = None

    @transition(source=[S.APPROVED], target=S.PUBLISHED, allowed="policy.publish")
    def publish(self, *, by: Any) -> None:
        """Put it on show in the place of the edition before it. Rules: R-002, R-005, R-042, R-234."""
        unmet = self.readiness().obstacles
        if unmet:
            raise ValidationError([reason.says for reason in unmet])
        same = {"language": self.language, "format": self.format}
        before = self.leaflet.editions.published().filter(**same).select_for_update().first()
        if before is not None:
            before.replace(by=by)
        self.published_by, self.published_on = by, clock.today()

    @transition(source=[S.PUBLISHED], target=S.REPLACED, allowed="policy.publish")
    def replace(self, *, by: Any) -> None:
        """Take it off show: a later edition stands in its place, or it should not be read any more."""

    @transition(source=[S.PUBLISHED], target=S.PUBLISHED, allowed="policy.publish")
    def allow_printing(self, *, by: Any, reason: str, until: date) -> None:
        """Print it past its review date all the same, for so long and for this reason. Rules: R-002."""
        today = clock.today()
        if self.review_due_on >= today:
            raise ValidationError("Its review is not past due: it prints without a reason.")
        if not today <= until <= today + OVERRIDE_LASTS:
            raise ValidationError({"until": f"Give a day within {OVERRIDE_LASTS.days} days"})
        self.print_overrides.model(edition=self, reason=reason.strip(), until=until, allowed_by=by).save()

    def readiness(self) -> Decision:
        """What stops it from going on show, and what to think about before. Rules: R-004, R-005, R-234."""
        department = self.leaflet.department
        english = self.translated_from
        return releasing.readiness(
            releasing.Facts(
                language=self.language,
                direction=self.leaflet.direction,
                sections=tuple(self.sections),
                unfilled=self.unfilled,
                is_approved=self.status not in (S.DRAFT, S.REPLACED),
                translation_checked_by=self.translation_checked_by,
                english=tuple(english.sections) if english else (),
                english_is_replaced=bool(english and english.status == S.REPLACED),
                lay_reviews=self.lay_reviews.count(),
                reading_age=self.reading.get("age"),
                clause_is_enforced=Setting.objects.value_of(CLAUSE_SETTING, department, "enforce") != "warn",
            )
        )

    def printing(self, today: date) -> Decision:
        """Whether it is printed today, and with which mark. Rules: R-002, R-005."""
        overridden = self.print_overrides.filter(until__gte=today).exists()
        return releasing.printing(str(self.status), self.review_due_on, today, overridden=overridden)

    @property
    def unfilled(self) -> tuple[str, ...]:
        """The places of its text that no setting fills."""
        values = contacts_of(self.leaflet.department)
        places = places_in(part["body"] for part in self.sections)
        return tuple(name for name in places if name not in COMPUTED and not values.get(name))
