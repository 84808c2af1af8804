"""What the answer says, sentence by sentence, each with its rules."""

from consent.using.words import Aim, Use
from recordings_gov.decisions import Reason

UNAVAILABLE = Reason(
    "This recording is in quarantine. It cannot be seen, copied or used by anyone in a clinical or Media"
    " Studio role.",
    ("R-134", "R-155"),
)
DESTROYED = Reason("It was destroyed after its retention, as two people agreed.", ("R-182",))
HELD = Reason(
    "They could not be asked before it was made. Nobody uses it until they have answered.", ("R-138",)
)
HELD_AND_DIED = Reason(
    "The patient died before they could be asked. Nobody uses it without their personal representative.",
    ("R-138", "R-156"),
)
RESTRICTED = Reason(
    "It is restricted: it is kept, and nobody who treats patients sees or uses it.",
    ("R-134",),
)
GIVEN: dict[Aim, Reason] = {
    Aim.RECORD: Reason("It was made for this care, and agreed to for the health record.", ("R-122", "R-123")),
    Aim.TEACHING: Reason("Teaching was signed for, and has not been taken back.", ("R-122", "R-124")),
    Aim.NAMED_PURPOSE: Reason(
        "Exactly this use was signed for, and has not been taken back.", ("R-100", "R-120")
    ),
}
WITHOUT_FORM = Reason(
    "It was made without a signature, as a named exception. It serves this care and nothing else.",
    ("R-122", "R-123"),
)
NOT_FOR_CARE = Reason("It was never made for care, so it is not part of the health record.", ("R-122",))
NOT_ASKED: dict[Aim, Reason] = {
    Aim.RECORD: Reason("Nobody has signed for the health record.", ("R-122", "R-123")),
    Aim.TEACHING: Reason("Nobody has signed for teaching.", ("R-122", "R-124", "R-129")),
    Aim.NAMED_PURPOSE: Reason("No form about this recording names this use.", ("R-120", "R-124", "R-129")),
}
DECLINED = Reason("They were asked for this, and said no.", ("R-100", "R-122"))
WITHDRAWN = Reason("Consent for this was taken back.", ("R-133", "R-134"))
INVALID = Reason("The form for this never counted.", ("R-134",))
BEYOND_RECALL = Reason(
    "It has come out already. That cannot be called back, and there is no new use of it.", ("R-135",)
)
ANONYMOUS_NO_HELP = Reason("That it is anonymised does not change this.", ("R-130", "R-131"))
ANONYMOUS_HELPS = Reason(
    "It was made for care with consent, is anonymised, and a second person has read it. Our setting lets that"
    " be enough.",
    ("R-082",),
)
BEFORE_1997 = Reason(
    "It is from before 1997, is anonymised, and a second person has read it. That is enough for teaching.",
    ("R-083",),
)
BEFORE_1997_NOT = Reason(
    "It is from before 1997. For teaching it is anonymised first, or there is a signed consent.", ("R-083",)
)
PATH_YES = Reason("They cannot decide, and it was decided for them, step by step.", ("R-076",))
PATH_NO = Reason("They cannot decide, and it was decided that it is not used so.", ("R-076",))
PATH_ASK = Reason(
    "They could not decide. The information governance manager decides, one question after the other.",
    ("R-076",),
)
DIED = Reason(
    "The patient has died. Any new use is for their personal representative to agree to.", ("R-136",)
)
NO_BASIS = Reason("Say on what ground it is passed on: usually they agreed to it.", ("R-072",))
BY_LAW = Reason("The law or a court requires it, and the reference is written down.", ("R-073",))
NO_REFERENCE = Reason("Give the reference of the law or the court order.", ("R-073",))
NO_REASONS = Reason("Write down why the public interest outweighs.", ("R-073",))
IN_PUBLIC_INTEREST = Reason("The public interest outweighs, by the decision of the office named.", ("R-073",))
NOT_BY_OFFICE = Reason(
    "In the public interest only the Caldicott Guardian or the information governance manager decides.",
    ("R-073",),
)
OUTSIDE_REGISTER = Reason(
    "This film is not in the register of films: nobody has said where its master is kept.", ("R-195",)
)
OF_AN_APP = Reason(
    "It was taken with the approved app, so it is for the health record and nothing else.", ("R-197",)
)
NEVER_PUBLISHED = Reason(
    "Somebody who did not consent is in it. It is never published, and no release changes that.", ("R-171",)
)
AS_IT_IS = Reason("leave it as it is: no eye bars, no cutting", ("R-131",))
CONDITIONS: dict[Use, tuple[Reason, ...]] = {
    Use.VIEW: (Reason("need it for this person’s care"),),
    Use.CARE_AUDIT: (Reason("audit the care it was made for, and no other", ("R-122",)),),
    Use.TEACH: (
        Reason("show it inside this hospital, to staff and students"),
        Reason("make no copy"),
        AS_IT_IS,
    ),
    Use.STUDENT_ASSESSMENT: (Reason("use it inside this hospital"), Reason("make no copy"), AS_IT_IS),
    Use.COPY: (Reason("let Media Studio make the copy"), AS_IT_IS),
    Use.PRINT: (Reason("let Media Studio print it"), AS_IT_IS),
    Use.DOWNLOAD: (
        Reason("put it on the list first: a download is yours to look after", ("R-194",)),
        Reason("delete it when consent is taken back"),
        AS_IT_IS,
    ),
    Use.PUBLISH: (
        Reason("publish it only as named on the form", ("R-120",)),
        Reason("write down the day it comes out: after that it cannot be called back", ("R-135",)),
        AS_IT_IS,
    ),
    Use.DISCLOSE: (
        Reason("pass on only what was asked for"),
        Reason("write down when it was passed on", ("R-072",)),
    ),
    Use.RESEARCH: (Reason("keep to the study named on the form", ("R-120",)), AS_IT_IS),
    Use.QUALITY_ASSURANCE: (Reason("keep to the work named on the form", ("R-120",)), AS_IT_IS),
}
IN_JOURNALS = Reason(
    "take care with journals: people are known by more than a face, and readers may be friends or family",
    ("R-082",),
)
ANONYMISED_ONLY = Reason("use only the anonymised version", ("R-082",))
ANOTHER = Reason("Use another recording that would serve as well")
STEPS_NEW_FORM: dict[Aim, tuple[Reason, ...]] = {
    Aim.RECORD: (Reason("Ask for the health record on a form"),),
    Aim.TEACHING: (
        Reason("Explain who may be taught, and where"),
        Reason("Both of you sign a further form about this recording"),
    ),
    Aim.NAMED_PURPOSE: (
        Reason("Name the one use: what it is called, where and when. “Publication” alone is not accepted"),
        Reason("Tell them that once it is published it cannot be called back"),
        Reason("Both of you sign a further form about this recording"),
    ),
}
STEPS_DIED = (Reason("Ask their personal representative, who signs a further form"),)
STEPS_SHUT = (
    ANOTHER,
    Reason("If you hold a copy, tell Media Studio"),
    Reason("If care depends on it, ask the information governance manager"),
)
STEPS_HELD = (Reason("Wait until they have been told and asked"), ANOTHER)
STEPS_HELD_AND_DIED = (
    Reason("Have their personal representative asked, and try to ask their next of kin as well", ("R-156",)),
    ANOTHER,
)
STEPS_CARE_ONLY = (Reason("Ask about the use it was made for"),)
STEPS_OFFICE = (Reason("Give the reference to the Caldicott Guardian or the information governance manager"),)
STEPS_PATH = (Reason("Give the reference to the information governance manager"),)
STEPS_1997 = (Reason("Have it anonymised and read by a second person"), *STEPS_NEW_FORM[Aim.TEACHING])
STEPS_RESEARCH = (
    Reason(
        "Have the project registered, or renewed, with Media Studio and information governance", ("R-163",)
    ),
    Reason("Name that project on the form that the patient signs", ("R-163",)),
)
STEPS_REGISTER = (Reason("Enter it in the register of films, then ask again", ("R-195",)),)
