"""Loads the demonstration department in the order in which a real one would be set up."""

from django.db import transaction

from recordings_gov.audit.acting import acting_as
from recordings_gov.demonstration.consent_forms import load_consent_languages, load_other_forms, load_studio
from recordings_gov.demonstration.consulting import load_consulting
from recordings_gov.demonstration.copies import load_copies
from recordings_gov.demonstration.deciding import load_decisions
from recordings_gov.demonstration.exceptions import load_exceptions
from recordings_gov.demonstration.filming import load_filming
from recordings_gov.demonstration.incidents import load_incidents
from recordings_gov.demonstration.keeping import load_keeping
from recordings_gov.demonstration.leaving import load_leaving
from recordings_gov.demonstration.library import load_library
from recordings_gov.demonstration.patients import load_patients
from recordings_gov.demonstration.people import load_people
from recordings_gov.demonstration.places import load_places
from recordings_gov.demonstration.policies import load_policies
from recordings_gov.demonstration.reconciling import load_reconciling
from recordings_gov.demonstration.registrations import load_registrations
from recordings_gov.demonstration.releases import load_releases
from recordings_gov.demonstration.requests import load_requests
from recordings_gov.demonstration.research import load_research
from recordings_gov.demonstration.reviews import load_reviews
from recordings_gov.demonstration.wishes import load_wishes

JOB = "loading the demonstration"


def load() -> None:
    """Everything, once: a second run finds it there and changes nothing."""
    with transaction.atomic(), acting_as(None, job=JOB):
        departments = load_places()
        people = load_people(departments)
        patients = load_patients()
        load_policies(people, departments)
        load_decisions(people, departments)
        load_consent_languages(people, departments)
        load_studio(people)
        load_other_forms(people)
        load_reviews(people, departments)
        load_consulting(people, departments)
        load_wishes(people)
        load_registrations(people)
        load_exceptions(people)
        load_releases(people)
        load_filming(people, departments["imaging"])
        load_keeping(people)
        load_research(people)
        load_library(people, departments)
        load_copies(people)
        load_leaving(people, departments["imaging"])
        load_reconciling(people, departments["imaging"])
        load_requests(people, departments, patients)
        load_incidents(people, departments, patients)
