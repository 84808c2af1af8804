"""The fictional hospital of the demonstration."""

from datetime import time

from recordings_gov.accounts.models import Department, Site

SITE = "Northmere Hospital"
DEPARTMENTS = (("imaging", "Imaging"), ("radiotherapy", "Radiotherapy"))


def load_places() -> dict[str, Department]:
    """The site and its departments, by slug; what is there already stays."""
    site = Site.objects.filter(name=SITE).first()
    if site is None:
        site = Site(name=SITE, opens_at=time(8), closes_at=time(17))
        site.save()
    found = {department.slug: department for department in Department.objects.filter(site=site)}
    for slug, name in DEPARTMENTS:
        if slug not in found:
            found[slug] = Department(site=site, slug=slug, name=name)
            found[slug].save()
    return found
