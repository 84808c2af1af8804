"""The one table of roles and acts; a change to it is an ADR. Code, tests and URLs all read it."""

from recordings_gov.accounts.roles import RADIOGRAPHERS, Action, Role

MS, HMS, IG, GL = Role.MEDIA_STUDIO, Role.HEAD_OF_MEDIA_STUDIO, Role.IG_MANAGER, Role.GOVERNANCE_LEAD
CON, MR, CG, DPO = Role.CONSULTANT, Role.MEDICAL_RECORDS, Role.CALDICOTT_GUARDIAN, Role.DPO
LS, COM, AUD, SYS, STU = Role.LSMS, Role.COMMUNICATIONS, Role.AUDITOR, Role.SYSTEM_ADMIN, Role.STUDENT
PO, ES = Role.POLICY_OWNER, Role.EXECUTIVE_SPONSOR
RAD = RADIOGRAPHERS
AT_THE_PATIENT = (*RAD, STU, CON)

ROWS = (
    Action("request.log", "Log a patient's request to record", 1, own=AT_THE_PATIENT),
    Action(
        "request.view",
        "View a request",
        2,
        every=(MS, HMS, MR),
        own=AT_THE_PATIENT,
        reason=(CG, DPO),
        masked=(IG, GL, LS, AUD),
    ),
    Action(
        "recording.view",
        "View a recording record",
        2,
        every=(MS, HMS, MR),
        own=(*RAD, CON),
        reason=(CG, DPO),
        masked=(IG, GL, LS, AUD),
    ),
    Action("record.edit", "Edit before submitting", 3, own=(*RAD, MS, HMS, CON)),
    Action("consent.record", "Record consent", 4, every=(MS, HMS), own=(*RAD, CON)),
    Action("consent.attach_scan", "Attach a scan of a signed form", 4, every=(MS, HMS, MR), own=(*RAD, CON)),
    Action(
        "consent.open", "Open a consent form", 5, every=(MS, HMS, MR), own=(*RAD, CON), reason=(IG, CG, DPO)
    ),
    Action("consent.withdraw", "Record a withdrawal", 6, every=(MS, HMS, IG, MR, CG, DPO), own=(*RAD, CON)),
    # A form that never counted (docs/adr/0129): one of three offices, never whoever took the consent.
    Action("consent.invalidate", "Say that a signed form never counted", every=(HMS, IG, CG)),
    Action("registration.apply", "Apply for registration", 7, every=(*RAD, MS, HMS, IG, CON)),
    Action("registration.approve_media_studio", "Approve as Head of Media Studio", 8, every=(HMS,)),
    Action("registration.approve_ig", "Approve as information governance manager", 9, every=(IG,)),
    Action("recording.authorise_without_consent", "Authorise recording without consent", 10, own=(CON,)),
    Action("quarantine.place", "Place in quarantine", 11, every=(MS, HMS, IG, CG, DPO), own=(CON,)),
    Action("quarantine.list", "List what is quarantined", 12, every=(HMS, IG, CG), masked=(AUD,)),
    Action("quarantine.open", "View quarantined content", 13, reason=(IG, CG)),
    Action("quarantine.propose_release", "Propose release to held", 14, every=(HMS,)),
    Action("quarantine.confirm_release", "Confirm release to held", 15, every=(CG,)),
    Action("note.file", "Confirm a note in the health record", 16, every=(MR,), own=(*RAD, CON)),
    Action(
        "incident.raise",
        "Raise an incident",
        17,
        every=(*RAD, STU, MS, HMS, IG, GL, CON, MR, CG, DPO, LS, COM, PO, ES),
        everyone=True,
    ),
    Action("incident.manage", "Manage an incident", 18, every=(HMS, IG, CG, DPO, LS), own=(GL,)),
    # Incidents (docs/adr/0087): whoever reported one keeps it in sight and says how it went.
    Action(
        "incident.view",
        "Read an incident",
        every=(HMS, IG, CG, DPO, LS),
        own=(GL,),
        masked=(AUD,),
        everyone=True,
    ),
    Action(
        "incident.follow_up",
        "Say how an incident went",
        every=(HMS, IG, CG, DPO, LS),
        own=(GL,),
        everyone=True,
    ),
    Action("incident.review", "Review an incident before it is closed", every=(HMS,)),
    Action("evaluation.hold", "Write down an evaluation meeting", every=(HMS, IG, CG)),
    Action("release.manage", "Model releases and publicity", 19, every=(MS, HMS, COM)),
    Action("policy.draft", "Draft a policy or leaflet", 20, every=(GL, COM), own=(PO,)),
    Action("policy.publish", "Publish a policy or leaflet (never the drafter)", 21, every=(IG, GL)),
    Action("glass.break", "Break glass", 22, reason=(*RAD, MS, HMS, IG, CON, MR, CG, DPO)),
    Action("glass.review", "Review a broken glass (never one's own)", 23, every=(IG, CG, DPO)),
    Action("audit.who_viewed", "See who viewed what", 24, every=(IG, CG, DPO, AUD)),
    Action("audit.verify", "Verify the audit trail", 25, every=(IG, CG, DPO, AUD, SYS)),
    Action("patient.export", "Export for a subject access request", 26, reason=(IG, MR, DPO)),
    Action("disposal.propose", "Propose disposal", 27, every=(MR,)),
    Action("disposal.confirm", "Confirm disposal", 28, every=(IG,)),
    Action("hold.set", "Set or lift a legal hold", 29, every=(IG, CG, DPO)),
    Action("import.run", "Import a file", 30, every=(MS, HMS, IG, MR)),
    Action("statistics.view", "See statistics", 31, every=(MS, HMS, IG, GL, CG, DPO, LS, AUD, ES)),
    Action("account.manage", "Manage accounts and end sessions", 32, every=(SYS,)),
    Action("role.propose", "Propose a role", 33, every=(SYS,)),
    Action("role.confirm", "Confirm a role", 34, every=(IG,)),
    Action("request.follow_up", "Record what happened after saving", 35, own=AT_THE_PATIENT),
    # During and after a recording (docs/adr/0107, 0108).
    Action("request.review", "Review what a recording did to care", every=(HMS, CG), own=(GL,)),
    Action("concern.own", "Tell a worry in confidence, and read one told to oneself", everyone=True),
    # Rows of the first journey, beside the plan's (docs/adr/0004).
    Action("patient.find", "Find a patient", every=(MS, HMS, MR), own=AT_THE_PATIENT),
    Action("note.view", "See the notes that are owed", every=(MR, MS, HMS), own=(*RAD, STU, CON)),
    Action("recording.capture", "Register a recording", every=(MS, HMS), own=(*RAD, CON)),
    Action("recording.capture_as_studio", "Record as Media Studio, without a registration", every=(MS, HMS)),
    # What could not be asked for first is Media Studio's alone until it is answered (docs/adr/0134).
    Action("recording.hold", "Hold a recording nobody could be asked about, and release it", every=(MS, HMS)),
    # May I use it? is asked by whoever may use it; in the public interest one of two offices decides
    # (docs/adr/0140, 0141).
    Action(
        "recording.ask_use",
        "Ask whether a recording may be used",
        every=(MS, HMS, IG, MR, CG),
        own=(*RAD, CON),
    ),
    Action("recording.decide_disclosure", "Decide on disclosing in the public interest", every=(IG, CG)),
    # The way of a signed form into the record (docs/adr/0131).
    Action("recording.decide_secondary_use", "Decide on using a recording of somebody unable", every=(IG,)),
    Action("consent.receive", "Receive signed forms, and send them to medical records", every=(MS, HMS)),
    Action("consent.file", "Say that a signed form is in the record system", every=(MR,)),
    # Judgements are clinical (docs/adr/0120).
    Action("consent.assess", "Judge whether somebody can decide about a recording", own=(*RAD, CON)),
    Action("registration.view", "See registrations", every=(MS, HMS, IG, GL), everyone=True),
    Action("registration.decide", "Open the registration inbox", every=(HMS, IG)),
    # What becomes of a registration, training, and a look at images made outside the studio (docs/adr/0143).
    Action("registration.assess", "Look at the equipment of an application", every=(MS, HMS)),
    Action("registration.suspend", "Suspend or revoke a registration, or lift that", every=(HMS, IG)),
    Action(
        "registration.report_loss",
        "Report equipment as lost or stolen, or found",
        every=(MS, HMS, IG),
        everyone=True,
    ),
    Action("training.view", "See training in recording", every=(MS, HMS, IG), everyone=True),
    Action("training.keep", "Offer training in recording, and keep that it was given", every=(MS, HMS)),
    # Other approved consent forms: two people put one on the list (docs/adr/0124).
    Action("localform.view", "See the other approved consent forms", every=(MS, HMS, IG, *RAD, CON)),
    Action("localform.propose", "Put another consent form on the list", every=(MS, HMS)),
    Action("localform.approve", "Approve another consent form, or take it out of use", every=(HMS, IG)),
    # Exceptions with names: a list of two people, an authority of the consultant (docs/adr/0137, 0138).
    Action("procedure.view", "See the tests that record by themselves", every=(MS, HMS, IG, *RAD, CON)),
    Action("procedure.propose", "Ask for a test that records by itself to be listed", own=(CON,)),
    Action("procedure.decide", "Put a test that records by itself on the list, or take it off", every=(IG,)),
    Action("authority.view", "See authorities to record without consent", every=(IG, CG), own=(CON,)),
    Action("recording.second_authority", "Sign an authority too, for information governance", every=(IG,)),
    Action("recording.defer_telling", "Let telling the parents wait, for safeguarding", every=(CG,)),
    Action("recording.anonymise", "Keep who made a recording anonymous, and how", every=(MS, HMS)),
    Action("quality.check", "Check the quality of images made outside the studio", every=(MS, HMS)),
    Action("policy.view", "Read policies, their versions and leaflets", every=tuple(Role)),
    Action("policy.validate", "Validate a policy (never the drafter)", every=(IG, GL, DPO)),
    Action("policy.ratify", "Ratify a policy (never the drafter)", every=(IG, GL, CG)),
    Action("policy.approve", "Approve a policy (never the drafter)", every=(IG, GL)),
    Action("policy.sign_off_dpo", "Sign off a policy as Data Protection Officer", every=(DPO,)),
    Action("policy.endorse", "Endorse a policy for the employer", every=(ES,)),
    Action("policy.send_back", "Send a policy back to its drafter", every=(IG, GL, CG, DPO, ES)),
    Action("risk.assess", "Make the risk assessment of a policy", every=(GL, IG), own=(PO,)),
    Action(
        "policy.dashboard",
        "Read the policy-expiry dashboard",
        every=(GL, IG, HMS, CG, DPO, COM, AUD, PO, ES),
    ),
    # Rows of the rules we run by: stances, sources, conflicts, settings, advice (docs/adr/0079).
    Action(
        "stance.set", "Set what a draft says by situation, and its safety zones", every=(GL, COM), own=(PO,)
    ),
    Action("source.set", "Keep the register of guidance and law", every=(GL, IG, COM)),
    Action("conflict.decide", "Decide where the sources clash", every=(IG,), own=(GL,)),
    Action("setting.set", "Change a setting, with a reason", every=(IG,), own=(GL,)),
    Action("advice.view", "Read the legal advice that was taken", every=(IG, CG, DPO, ES), own=(GL,)),
    Action("advice.log", "Keep legal advice that was taken", every=(IG, CG, DPO), own=(GL,)),
    # Reviews and revisions (docs/adr/0080).
    Action("review.bring_forward", "Bring a review forward", every=(GL, IG, HMS, CG, DPO, COM), own=(PO,)),
    Action("review.hold", "Hold a review", every=(GL, IG, COM), own=(PO,)),
    Action("review.confirm", "Confirm what a review decided (never who held it)", every=(GL, IG)),
    Action("revision.start", "Start a revision because of an incident", every=(GL, IG, HMS), own=(PO,)),
    # Rows of asking people: surveys, reading, accountability, coverage (docs/adr/0074).
    Action("policy.acknowledge", "Read a policy and say so", every=tuple(Role)),
    Action("survey.open", "Open and close a staff survey", own=(GL,)),
    Action(
        "survey.view", "See how a staff survey stands, and its results", every=(IG, AUD, ES), own=(GL, PO)
    ),
    Action("survey.answer", "Answer a survey that asks oneself", everyone=True),
    Action("accountability.keep", "Keep who holds which office", every=(GL, IG)),
    Action("dissemination.keep", "Keep which division was told of a policy", every=(GL, IG, COM), own=(PO,)),
    Action("coverage.view", "Read the coverage matrix", every=(GL, IG, HMS, CG, DPO, COM, AUD, PO, ES)),
    Action("coverage.judge", "Judge how a clause is covered", own=(GL,)),
    Action(
        "starter.view",
        "Read what the starter texts ask to confirm",
        every=(IG, GL, DPO, CG, COM, AUD, PO, ES),
    ),
    Action("starter.confirm", "Confirm an item of the starter texts", every=(IG, GL, DPO)),
    Action("visit.prompt", "Note that a patient was asked about company and notes", own=AT_THE_PATIENT),
    Action("objection.own", "Keep one's own objection", everyone=True),
    Action("answer.own", "Give one's own answer as a colleague", everyone=True),
    Action("rulebook.read", "Read the rulebook", every=tuple(Role)),
    Action("document.open", "Open a document", every=tuple(Role)),
)
