"""A consent form as PDF, beside plain WeasyPrint; and the same file asked for again."""

import logging
from collections.abc import Iterator

from consent import documents as papers
from consent.models import ConsentForm
from consent.wording import wording
from recordings_gov.accounts.models import Department, User
from recordings_gov.audit.acting import acting_as
from recordings_gov.documents import rendering
from recordings_gov.documents.stylesheets import print_stylesheet
from recordings_gov.documents.templating import html_for
from recordings_gov.patients.models import Patient
from tests.bench.browsing import Browser
from tests.bench.measuring import Effort, Row, Turns
from tests.consent.situations import explained, started
from tests.servers.web import Web


def measure(web: Web, effort: Effort) -> Iterator[Row]:
    """Rows about documents."""
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    consultant = User.objects.get(username="consultant")
    department = Department.objects.get(pk=consultant.memberships.values_list("department", flat=True)[0])
    form = explained(started(consultant, department, Patient.objects.earliest("pk")), consultant)
    html = _html(form)
    rendering.own.warm()
    few = Effort(effort.rows, effort.policies, effort.rounds, each=2)
    made = Turns(few, ours=lambda: rendering.own.render(html), plain=lambda: plain_pdf(html))
    plain = "plain untagged WeasyPrint, same HTML"
    yield made.row("consent form, PDF/UA-1", "ours", "plain", against=plain, at_most=0.75)

    with acting_as(consultant):
        address = papers.printed(form).get_absolute_url()
    browser = Browser(web.url, "consultant")
    again = Turns(few, again=lambda: browser.get(address), ours=lambda: rendering.own.render(html))
    yield again.faster(
        "the same form downloaded again", "again", "ours", against="making it", at_least=50,
        note=f"{again.ms('again'):.1f} ms with sign-in and reading event; goal 3 ms",
    )  # fmt: skip


def _html(form: ConsentForm) -> str:
    title = wording().texts["form"]["title"]
    context = papers.context_of(form, signed=False)
    return html_for(
        papers.TEMPLATE, context, title=title, reference=form.reference, version=form.wording_version
    )


def plain_pdf(html: str) -> bytes:
    """As WeasyPrint's manual says: page and stylesheet in, file out."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from recordings_gov.documents.fetching import OwnFilesOnly

    sheet = print_stylesheet()
    fetcher = OwnFilesOnly(sheet.files)
    fonts = FontConfiguration()
    css = CSS(string=sheet.css, url_fetcher=fetcher, font_config=fonts)
    written = HTML(string=html, url_fetcher=fetcher).write_pdf(stylesheets=[css], font_config=fonts)
    assert isinstance(written, bytes)
    return written
