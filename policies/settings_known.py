"""The settings of this room, said once for the page where they are changed.

The texts for SoR section 4 and 5 stand here; the request page takes them up from here.
"""

from policies.contents import LONGEST_MONTHS
from policies.models.leaflet_steps import CLAUSE_SETTING
from policies.models.revision import MONTHS
from policies.publishing import SETTINGS, WARN
from recordings_gov.accounts.known_settings import CHOICE, NUMBER, Known, register

ROOM = "Policies and leaflets"
REQUESTS = "Patients record us"
ENFORCED = (("enforce", "Refuse until it is there"), (WARN, "Warn, and go on"))
CONTACTS = (
    ("organisation_name", "Name of the organisation", "R-042"),
    ("department_phone", "Department's telephone", "R-244"),
    ("department_email", "Department's e-mail address", "R-244"),
    ("pals_phone", "PALS telephone", "R-244"),
    ("pals_email", "PALS e-mail address", "R-244"),
    ("records_contact", "How to ask for one's notes", "R-243"),
    ("cqc_url", "Address of the care regulator", "R-244"),
    ("ico_url", "Address of the Information Commissioner", "R-244"),
    ("media_studio_phone", "Media Studio's telephone", "R-133"),
    ("media_studio_email", "Media Studio's e-mail address", "R-133"),
    ("local_rule_end_of_scan", "Leaflet: what is possible at the end of a pregnancy scan", "R-032"),
    ("picture_service_text", "Leaflet: the department's own picture service", "R-009"),
    ("room_pictures_text", "Leaflet: pictures of the treatment room to keep", "R-015"),
)
WORDS = Known(
    "person-word",
    "Word for the person we care for",
    "Words",
    "R-008",
    CHOICE,
    "patient",
    "Where “patient” does not fit, as in some screening, say “service user”.",
    choices=(("patient", "patient"), ("service_user", "service user")),
)
SCENARIOS = (
    Known(
        "scenario-discussion",
        "Recording a talk",
        REQUESTS,
        "R-031",
        CHOICE,
        "offer_first",
        "What staff do when a talk with the patient begins.",
        choices=(
            ("offer_first", "Offer a sound recording before they ask"),
            ("help_when_asked", "Help when they ask"),
        ),
    ),
    Known(
        "scenario-obstetric-screen",
        "Pregnancy scan: the screen",
        REQUESTS,
        "R-032",
        CHOICE,
        "none",
        "What is possible when the sonographer says that the checks are finished.",
        choices=(
            ("none", "No picture of the screen; offer the department's own picture"),
            ("picture_at_end", "One picture at the end of the scan"),
            ("clip_at_end", "One picture or one short clip at the end of the scan"),
        ),
    ),
    Known(
        "scenario-child-words",
        "Parents who photograph their child: words on sharing",
        REQUESTS,
        "R-033",
        default=(
            "Think before you share it. The screen may name other people, and your child may mind one day."
        ),
    ),
    Known(
        "request-minutes-warned",
        "Extra minutes from which the page warns of delay",
        REQUESTS,
        "R-043",
        NUMBER,
        5,
        "A recording must not make an exam longer against safety advice.",
        least=1,
        most=60,
        unit="minutes",
    ),
    Known(
        "request-place-words",
        "Where a device may be when it may not be here",
        REQUESTS,
        "R-044",
        default="Outside the safety zone, in a locker, or with who waits. Offer the time before or after.",
    ),
    Known(
        "request-contrary-script",
        "When recording begins or goes on against our policy",
        REQUESTS,
        "R-045",
        default=(
            "Stay calm and go on caring. Say that you have seen it, say why we ask for something else, and "
            "offer it. Take nothing away and do not say that it is against the law. Write down what was said."
        ),
    ),
    Known(
        "request-status-words",
        "What we tell people about their recording",
        REQUESTS,
        "R-045",
        default=(
            "The recording is yours. It is not part of your health record and it is not a report. We will "
            "write a short note that it was made."
        ),
    ),
    Known(
        "request-sharing-words",
        "Advice on sharing",
        REQUESTS,
        "R-046",
        default=(
            "Your own health is yours to talk about. Before you share a recording that has others in it, ask "
            "them. Sharing it without asking may have consequences in law; it depends."
        ),
    ),
)


def register_all() -> None:
    """Say every setting of policies; the other rooms say their own. Rules: R-007, R-050."""
    register(
        WORDS,
        *SCENARIOS,
        *(Known(name, label, ROOM, rule) for name, label, rule in CONTACTS),
        *(
            Known(
                name, label, ROOM, rule, CHOICE, "enforce", "Before a policy is brought into force.", ENFORCED
            )
            for name, (label, rule) in SETTINGS.items()
        ),
        Known(
            CLAUSE_SETTING,
            "Leaflets warn about sharing",
            ROOM,
            "R-234",
            CHOICE,
            "enforce",
            "Before a leaflet is put on show.",
            ENFORCED,
        ),
        Known(
            "policy-review-months",
            "Longest time between reviews of a policy",
            ROOM,
            "R-050",
            NUMBER,
            LONGEST_MONTHS,
            "Three years is the ceiling (conflict C-36).",
            least=1,
            most=LONGEST_MONTHS,
            unit="months",
        ),
        Known(
            "early_review_days",
            "Time for a review that a superseded source or an incident asks for",
            ROOM,
            "R-219",
            NUMBER,
            90,
            "Days, unless the review is due sooner anyway.",
            least=1,
            most=365,
            unit="days",
            is_trust_wide=True,
        ),
        Known(
            "revision_months",
            "Time for a revision",
            ROOM,
            "R-214",
            NUMBER,
            MONTHS,
            "Calendar months from opening to approval.",
            least=1,
            most=12,
            unit="months",
        ),
    )
