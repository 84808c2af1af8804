"""The words of the question and of its answer. What is not on the list of uses cannot be asked for."""

from enum import StrEnum


class Use(StrEnum):
    """The permitted uses, and no other. Rules: R-100. Conflict: C-31."""

    VIEW = "view"
    CARE_AUDIT = "care_audit"
    TEACH = "teach"
    STUDENT_ASSESSMENT = "student_assessment"
    COPY = "copy"
    PRINT = "print"
    DOWNLOAD = "download"
    PUBLISH = "publish"
    DISCLOSE = "disclose"
    RESEARCH = "research"
    QUALITY_ASSURANCE = "quality_assurance"


USE_WORDS: dict[Use, str] = {
    Use.VIEW: "Look at it for this person’s care",
    Use.CARE_AUDIT: "Audit that care",
    Use.TEACH: "Show it in a teaching session in this hospital",
    Use.STUDENT_ASSESSMENT: "Assess students with it",
    Use.COPY: "Have a copy made",
    Use.PRINT: "Have it printed",
    Use.DOWNLOAD: "Download it for teaching",
    Use.PUBLISH: "Publish it, in print or online",
    Use.DISCLOSE: "Pass it to somebody outside",
    Use.RESEARCH: "Use it for research",
    Use.QUALITY_ASSURANCE: "Quality assurance or governance beyond that care",
}


class Aim(StrEnum):
    """What a use rests on: each is one permission of the form."""

    RECORD = "record"
    TEACHING = "teaching"
    NAMED_PURPOSE = "named_purpose"


AIM_WORDS: dict[Aim, str] = {
    Aim.RECORD: "This person’s care",
    Aim.TEACHING: "Teaching",
    Aim.NAMED_PURPOSE: "One named use",
}
# Which permission opens a use; copies and prints are for what they are wanted for. Conflict: C-31.
RESTS_ON: dict[Use, Aim] = {
    Use.VIEW: Aim.RECORD,
    Use.CARE_AUDIT: Aim.RECORD,
    Use.TEACH: Aim.TEACHING,
    Use.STUDENT_ASSESSMENT: Aim.TEACHING,
    Use.DOWNLOAD: Aim.TEACHING,
    Use.PUBLISH: Aim.NAMED_PURPOSE,
    Use.DISCLOSE: Aim.NAMED_PURPOSE,
    Use.RESEARCH: Aim.NAMED_PURPOSE,
    Use.QUALITY_ASSURANCE: Aim.NAMED_PURPOSE,
}
FOR_AN_AIM = (Use.COPY, Use.PRINT)


class Said(StrEnum):
    """What was said to a permission, over all forms about the recording."""

    GIVEN = "given"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    INVALID = "invalid"
    NOT_ASKED = "not_asked"


class DisclosureBasis(StrEnum):
    """On what something may be passed on outside. Rules: R-072, R-073."""

    NONE = ""
    CONSENT = "consent"
    LAW = "law"
    COURT = "court"
    PUBLIC_INTEREST = "public_interest"


BASIS_WORDS: dict[DisclosureBasis, str] = {
    DisclosureBasis.CONSENT: "The patient agreed to exactly this",
    DisclosureBasis.LAW: "The law requires it",
    DisclosureBasis.COURT: "A court has ordered it",
    DisclosureBasis.PUBLIC_INTEREST: "The public interest outweighs",
}


class Verdict(StrEnum):
    """The answer in one word."""

    YES = "yes"
    NEW_FORM = "new_form"
    ASK = "ask"
    UNREGISTERED = "unregistered"
    HELD = "held"
    NO = "no"
    BEYOND_RECALL = "beyond_recall"
    RESTRICTED = "restricted"
    UNAVAILABLE = "unavailable"


VERDICT_WORDS: dict[Verdict, str] = {
    Verdict.YES: "Yes, you may",
    Verdict.NEW_FORM: "Not yet: a new form is needed",
    Verdict.ASK: "Not yet: somebody has to decide first",
    Verdict.UNREGISTERED: "Not yet: it is not in the register of films",
    Verdict.HELD: "Not yet: it is held until they are asked",
    Verdict.NO: "No, you may not",
    Verdict.BEYOND_RECALL: "No new use: what is out cannot be called back",
    Verdict.RESTRICTED: "No: it is restricted",
    Verdict.UNAVAILABLE: "No: it is not available",
}
