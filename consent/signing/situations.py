"""Situations of a consent taker, each as a case with its evidence: what the printed table goes through."""

from dataclasses import replace
from datetime import date, timedelta

from consent.signing import evidence as known
from consent.signing.case import SigningCase
from consent.signing.nations import AuthorityKind
from consent.signing.words import RECORD_ONLY, TEACHING, USES, Circumstance

DAY = date(2026, 11, 22)
SOON = DAY + timedelta(days=14)
ADULT = SigningCase(44, DAY, uses=USES)
CHILD = SigningCase(14, DAY, uses=USES, circumstance=Circumstance.USUAL)
DEAD = replace(ADULT, has_died=True, circumstance=Circumstance.USUAL)

ABLE = known.Competence("able", frozenset(known.NEEDED), USES)
NOT_ABLE = known.Competence("not_able")
AGREES = known.Child("agrees", harm_likely=False)
SAYS_NO = known.Child("no", harm_likely=False)
PARENT = known.Parent("Sam Example", "mother", "mother")
CARER = known.Parent("Kim Example", "grandmother", "none")
CANNOT = known.Capacity(can_decide=False, judged_on=DAY, look_again_on=SOON)
CAN_AGAIN = known.Capacity(can_decide=True, judged_on=DAY)
ATTORNEY = known.Authority(AuthorityKind.ATTORNEY, "Lee Example", "7000 1234", "Dr Example", DAY)
UNSEEN = known.Authority(AuthorityKind.ATTORNEY, "Lee Example")
KIN = known.Authority(AuthorityKind.NEXT_OF_KIN, "Lee Example")
NOBODY = known.Authority(without="nobody")
BEST = known.BestInterests(
    necessary=True,
    benefit=True,
    best=True,
    distress=False,
    others_instead=False,
    because="It shows how the wound heals.",
    consulted="Her sister agrees.",
)
PART_OF_CARE = known.Care(integral=True, clinician="Dr Example")
ASLEEP = known.Unconscious(
    "Found during the operation",
    True,
    "To plan the repair",
    SOON,
    under_anaesthetic=True,
    by_media_studio=True,
)
TOLD = known.Told(DAY, "Dr Example")
OFFICER = known.Officer(
    "social_worker",
    "Jo Example",
    "SW 12",
    "Northmere Council",
    is_checked=True,
    no_parent_there=True,
    ground="order",
    says="Family Court, order 12",
)
CONSULTANT = known.Consultant(
    name="Dr Example, 1234567",
    because="The injuries will fade.",
    why_unlikely="The parent is suspected.",
    benefit="They prove what happened.",
    abuse="physical",
    why_unable="Cannot speak.",
    referral="AP 12",
    second_signature="Legal lead",
)
REPRESENTATIVE = known.Representative(
    "Ali Example", "Probate 12", "none_known", is_relative=True, coroners_case=False, others_instead=False
)
UNABLE = replace(ADULT, can_decide=False, circumstance=Circumstance.USUAL, capacity=CANNOT)
PROTECTED = replace(CHILD, circumstance=Circumstance.CHILD_PROTECTION, officer=OFFICER)
INJURED = replace(CHILD, circumstance=Circumstance.INJURY, consultant=CONSULTANT)
UNCONSCIOUS = replace(ADULT, can_decide=False, circumstance=Circumstance.UNCONSCIOUS)
NO_CONSENT = replace(ADULT, can_decide=False, consultant=CONSULTANT)
BABY = SigningCase(0, DAY, uses=USES, circumstance=Circumstance.BABY)

SITUATIONS: tuple[tuple[str, SigningCase], ...] = (
    ("Adult who can decide", ADULT),
    ("17 years old", replace(ADULT, age=17)),
    ("Adult: somebody doubts that they can decide", replace(ADULT, can_decide=False)),
    ("Adult, judged unable, nothing else yet", UNABLE),
    ("… and next of kin offer to sign", replace(UNABLE, authority=KIN)),
    ("… and an attorney's paper was not seen", replace(UNABLE, authority=UNSEEN)),
    (
        "… with attorney, paper seen, and best interests",
        replace(UNABLE, authority=ATTORNEY, best_interests=BEST),
    ),
    (
        "… the same, in Scotland",
        replace(UNABLE, nation="SCT", authority=ATTORNEY, best_interests=BEST),
    ),
    (
        "… with attorney; others' recordings would do for teaching",
        replace(UNABLE, authority=ATTORNEY, best_interests=replace(BEST, others_instead=True)),
    ),
    (
        "… nobody has authority, part of care",
        replace(UNABLE, authority=NOBODY, care=PART_OF_CARE, best_interests=BEST),
    ),
    (
        "… nobody has authority, only for teaching",
        replace(UNABLE, uses=frozenset({TEACHING}), authority=NOBODY, care=PART_OF_CARE),
    ),
    ("… judged unable, and it can wait", replace(UNABLE, capacity=replace(CANNOT, can_wait=True))),
    ("… and resists", replace(UNABLE, best_interests=replace(BEST, distress=True))),
    (
        "… and the date to look again has passed",
        replace(
            UNABLE, capacity=replace(CANNOT, judged_on=DAY - timedelta(9), look_again_on=DAY - timedelta(1))
        ),
    ),
    ("Unconscious adult, nothing else yet", UNCONSCIOUS),
    ("Under anaesthetic, Media Studio records and holds", replace(UNCONSCIOUS, unconscious=ASLEEP)),
    (
        "Under anaesthetic, somebody else would record",
        replace(UNCONSCIOUS, unconscious=replace(ASLEEP, by_media_studio=False)),
    ),
    ("… awake and able again, not told yet", replace(UNCONSCIOUS, unconscious=ASLEEP, capacity=CAN_AGAIN)),
    (
        "… awake and able again, told",
        replace(UNCONSCIOUS, unconscious=ASLEEP, capacity=CAN_AGAIN, told=TOLD),
    ),
    (
        "… capacity is not coming back",
        replace(UNCONSCIOUS, unconscious=replace(ASLEEP, returns=False)),
    ),
    ("Adult abuse, cannot say yes or no", replace(NO_CONSENT, circumstance=Circumstance.ABUSE)),
    (
        "Adult abuse, but they can decide",
        replace(NO_CONSENT, circumstance=Circumstance.ABUSE, can_decide=True),
    ),
    ("Vital interests of an adult", replace(NO_CONSENT, circumstance=Circumstance.VITAL_INTERESTS)),
    (
        "Litigation, no second signature",
        replace(
            NO_CONSENT,
            circumstance=Circumstance.LITIGATION,
            consultant=replace(CONSULTANT, second_signature=""),
        ),
    ),
    ("Litigation, with second signature", replace(NO_CONSENT, circumstance=Circumstance.LITIGATION)),
    ("Under 16, not judged yet", CHILD),
    ("Under 16, able to decide", replace(CHILD, competence=ABLE)),
    ("Under 16, able, a parent objects", replace(CHILD, competence=ABLE, parent=PARENT)),
    (
        "Under 16, able, says no; a parent says yes",
        replace(CHILD, competence=ABLE, child=SAYS_NO, parent=PARENT),
    ),
    (
        "Under 16, called able with a no among the seven",
        replace(CHILD, competence=replace(ABLE, yes=frozenset(known.NEEDED[1:]))),
    ),
    ("Under 16, second opinion awaited", replace(CHILD, competence=known.Competence("not_sure"))),
    ("Under 16, not able, parent signs", replace(CHILD, competence=NOT_ABLE, child=AGREES, parent=PARENT)),
    (
        "Under 16, not able, says no; a parent says yes",
        replace(CHILD, competence=NOT_ABLE, child=SAYS_NO, parent=PARENT),
    ),
    ("Under 16, not able, only a carer", replace(CHILD, competence=NOT_ABLE, child=AGREES, parent=CARER)),
    (
        "Under 16, not able, harm is likely",
        replace(CHILD, competence=NOT_ABLE, child=known.Child("agrees", harm_likely=True), parent=PARENT),
    ),
    ("Child protection, no parent there", replace(PROTECTED, child=AGREES)),
    ("Child protection, the child says no", replace(PROTECTED, child=SAYS_NO)),
    (
        "… and it is written down why that is set aside",
        replace(PROTECTED, child=SAYS_NO, officer=replace(OFFICER, despite_no="To protect the brother.")),
    ),
    ("Child protection, only for teaching", replace(PROTECTED, uses=frozenset({TEACHING}), child=AGREES)),
    ("Injury that may be no accident", INJURED),
    ("Injury that may be no accident, the child says no", replace(INJURED, child=SAYS_NO)),
    ("Patient has died, new use", DEAD),
    ("… with the personal representative", replace(DEAD, representative=REPRESENTATIVE)),
    (
        "… the coroner's case, no leave yet",
        replace(DEAD, representative=replace(REPRESENTATIVE, coroners_case=True)),
    ),
    ("… who had said no in life", replace(DEAD, representative=replace(REPRESENTATIVE, wishes="against"))),
    (
        "Part of a post-mortem",
        replace(DEAD, circumstance=Circumstance.POST_MORTEM, post_mortem=known.PostMortem(integral=True)),
    ),
    ("Dying or stillborn baby, parents not asked yet", BABY),
    ("… the parents would like a picture", replace(BABY, baby=known.Baby("Dr Example", True, "Sam Example"))),
    ("… the parents would not", replace(BABY, baby=known.Baby("Dr Example", False))),
    ("Research only, no approvals yet", replace(ADULT, uses=USES - RECORD_ONLY, research_only=True)),
)
