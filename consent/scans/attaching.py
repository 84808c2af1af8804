"""Attaching a scanned page to its form; the form is scanned once its last page is there."""

from typing import Any

from django.db import transaction

from consent.models import ConsentForm, CustodyStep, Finding, PageStatus, ScannedPage
from consent.models.form_custody import TRAVELS
from consent.scans.belonging import FormOnFile, PageCode, against, code_on
from recordings_gov.audit.models import ConstraintBroken
from recordings_gov.documents.models import Document

STANDS_ONCE = "scanned_page_stands_once_for_its_form"


def settle(page: ScannedPage, codes: tuple[str, ...], picture: str, by: Any) -> None:
    """Attach a page by its code, or say why a person has to look at it. Raises WrongState."""
    if not picture:
        page.settle(by=by, finding=Finding.DAMAGED)
        return
    code = code_on(codes)
    if isinstance(code, Finding):
        page.settle(by=by, picture=picture, finding=code)
        return
    form = ConsentForm.objects.filter(reference=code.reference).first()
    found = against(code, on_file(form, by) if form else None)
    try:
        _settle(page, code, form, picture=picture, finding=found or "", by=by)
    except ConstraintBroken as broken:
        if broken.name != STANDS_ONCE:
            raise
        # Somebody attached it in this instant.
        _settle(page, code, form, picture=picture, finding=Finding.DUPLICATE, by=by)


def settle_again(page: ScannedPage, by: Any) -> None:
    """A page that came before the signatures of its form were written down."""
    if page.form is None or page.form_page is None or page.form_pages is None:
        return
    code = PageCode(page.form.reference, page.form_page, page.form_pages, page.edition)
    found = against(code, on_file(page.form, by))
    if found != Finding.NOT_SIGNED:
        _settle(page, code, page.form, picture=page.picture, finding=found or "", by=by)


def match(page: ScannedPage, *, by: Any, form: ConsentForm, form_page: int) -> None:
    """Attach a page by hand; raises ValidationError, PermissionDenied."""
    edition, pages = edition_of(form)
    with transaction.atomic():
        page.match(by=by, form=form, form_page=form_page, form_pages=pages, edition=edition)
        finish(form, by)


def on_file(form: ConsentForm, by: Any) -> FormOnFile:
    """The facts that decide about its pages."""
    attached = dict(attached_to(form).values_list("form_page", "form_pages"))
    return FormOnFile(
        may_attach=bool(by.can("consent.attach_scan", form)),
        is_signed=form.signed_at is not None,
        editions=frozenset(Document.objects.about(form).values_list("version", "pages")),
        attached=frozenset(attached),
        total=max(attached.values(), default=None),
    )


def attached_to(form: ConsentForm) -> Any:
    """The pages of its paper that are there, first page first."""
    return ScannedPage.objects.filter(form=form, status=PageStatus.ATTACHED).order_by("form_page")


def edition_of(form: ConsentForm) -> tuple[str, int]:
    """The edition its paper has: that of the pages which are there, else the one printed last."""
    there = attached_to(form).values_list("edition", "form_pages").first()
    printed = Document.objects.about(form).values_list("version", "pages").first()
    return there or printed or (form.wording_version, 1)


def missing_pages(form: ConsentForm) -> list[int]:
    """The pages of its paper that nobody brought yet."""
    there = set(attached_to(form).values_list("form_page", flat=True))
    return [number for number in range(1, edition_of(form)[1] + 1) if number not in there]


def finish(form: ConsentForm, by: Any) -> None:
    """Once each page is there, the form is scanned; a form that does not travel any more stays as it is."""
    if form.status not in TRAVELS or missing_pages(form) or form.has_been(CustodyStep.SCANNED):
        return
    if form.station == CustodyStep.FILED:
        return
    form.scan(by=by)


def _settle(
    page: ScannedPage, code: PageCode, form: ConsentForm | None, *, picture: str, finding: str, by: Any
) -> None:
    if form is not None and not by.can("consent.open", form):
        form = None
    with transaction.atomic():
        page.settle(
            by=by,
            picture=picture,
            finding=finding,
            form=form,
            form_page=code.page,
            form_pages=code.pages,
            edition=code.edition,
        )
        if form is not None and not finding:
            finish(form, by)
