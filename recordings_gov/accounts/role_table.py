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
    # Staff take back their own release; a clinician alone says what care needs (docs/adr/0158, 0159).
    Action("release.view", "See model releases", every=(MS, HMS, COM), everyone=True),
    Action("release.withdraw", "Take back a model release", every=(MS, HMS, COM), everyone=True),
    Action(
        "recording.find_bystander",
        "Say that somebody who did not consent is in a recording",
        every=(MS, HMS, IG),
        own=(*RAD, CON),
    ),
    Action("recording.keep_for_care", "Say that care needs a recording all the same", own=(*RAD, CON)),
    # Filming: the communications manager permits, a clinician vouches, everybody there may stop it
    # (docs/adr/0161, 0162, 0163).
    Action("filming.view", "See filming", every=(MS, HMS, COM, IG, CG), own=(*RAD, CON), everyone=True),
    Action("filming.ask", "Ask to film", every=(*RAD, STU, CON, MS, HMS, COM, IG, GL, MR, PO, ES)),
    Action("filming.permit", "Permit filming, or take that back", every=(COM,)),
    Action(
        "filming.arrange", "Show that filming may open, and open it", every=(MS, HMS, COM), own=(*RAD, CON)
    ),
    Action("filming.assure", "Vouch as a clinician for consent to filming", own=(*RAD, CON)),
    Action("filming.advise", "Advise on filming that somebody is in doubt about", every=(CG,)),
    Action(
        "filming.stop",
        "Raise a concern about filming, and stop it",
        every=(MS, HMS, COM, IG, CG),
        own=(*RAD, CON),
        everyone=True,
    ),
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
    # From the camera to the library, and what others give us or left behind (docs/adr/0146, 0147).
    Action(
        "recording.bring_in",
        "Say where a recording is: off the camera, for the library, in the register of films",
        every=(MS, HMS),
        own=(*RAD, CON),
    ),
    Action("library.ask_access", "Ask for access to the clinical image library", every=tuple(Role)),
    Action("library.see_access", "See who has access to the library", every=(MS, HMS), everyone=True),
    Action("library.administer", "Give and end access to the library (never one's own)", every=(MS, HMS)),
    # The library's export, and what does not match it (docs/adr/0167, 0168).
    Action("library.reconcile", "Bring in the library's export, and put right what differs", every=(MS, HMS)),
    Action("library.see_mismatches", "See what differs between library and register", every=(MS, HMS, IG)),
    Action("recording.upload", "Put a recording into the library", every=(MS, HMS)),
    Action("recording.take_donated", "Enter a copy that a patient or family gave us", every=(MS, HMS)),
    Action("recording.enter_legacy", "Enter an old recording from before 1997", every=(MS, HMS)),
    # Keeping what was recorded: its place, its fingerprint, its way for a court, and the register of
    # image databases (docs/adr/0149, 0150, 0151).
    Action(
        "recording.store", "Say where an original is kept, how long, or that it is gone", every=(MS, HMS, MR)
    ),
    Action("recording.fingerprint", "Give the fingerprint of an original", every=(MS, HMS), own=(*RAD, CON)),
    Action(
        "custody.view", "Read a recording's whole way, for a court", every=(HMS, MR), reason=(IG, CG, DPO)
    ),
    Action("quarantine.review", "Look at an opening of quarantine (never one's own)", every=(IG, CG, DPO)),
    Action(
        "imagedatabase.view",
        "See the register of image databases",
        every=(*RAD, CON, MS, HMS, IG, MR, CG, DPO, GL, AUD),
    ),
    Action(
        "imagedatabase.propose", "Ask for an image database to be authorised", every=(MS, HMS, CON, MR, GL)
    ),
    Action("imagedatabase.decide", "Authorise an image database, or refuse it", every=(IG,)),
    # Copies and who holds them, edits, and what somebody who leaves may keep (docs/adr/0152, 0153, 0154).
    Action(
        "copy.view", "See copies and who holds them", every=(MS, HMS, IG, CG), own=(*RAD, CON), everyone=True
    ),
    Action("copy.ask", "Ask for a copy of a recording", every=(MS, HMS), own=(*RAD, CON)),
    Action("copy.undertake", "Accept the undertaking for one's copy", every=(MS, HMS), everyone=True),
    Action("copy.authorise", "Authorise a copy for somebody else", every=(MS, HMS)),
    Action("copy.permit", "Let somebody who leaves keep a copy for teaching", every=(ES,)),
    Action("copy.decide", "Say that a copy is not given", every=(MS, HMS, ES)),
    Action("copy.answer", "Say that a copy was destroyed or given back", every=(MS, HMS), everyone=True),
    Action("edit.make", "Enter an edit of an image, as a registered practitioner", every=(MS, HMS)),
    Action("leaver.view", "See leavers' checklists", every=(MS, HMS, IG, ES), everyone=True),
    Action("leaver.answer", "Answer a leaver's checklist", every=(MS, HMS), everyone=True),
    Action("leaver.keep", "Start and sign off a leaver's checklist", every=(MS, HMS)),
    # Secret recording by staff is for two offices alone (docs/adr/0166).
    Action("covert.view", "See what was authorised to be recorded in secret", every=(IG, LS)),
    Action("covert.keep", "Enter such an authorisation, and what runs under it", every=(IG, LS)),
    # Photos with an approved app, on registered devices (docs/adr/0165).
    Action("appdevice.view", "See the devices with the approved app", every=(*RAD, CON, MS, HMS, IG)),
    Action("appdevice.keep", "Register a device for the approved app, or end that", every=(HMS, IG)),
    # Research projects: registered by two offices, two people, neither the applicant (docs/adr/0164).
    Action("research.view", "See research projects", every=(*RAD, CON, MS, HMS, IG, CG, GL)),
    Action("research.register", "Apply for a research project", every=(*RAD, CON, MS, HMS, IG)),
    Action("research.approve_media_studio", "Register research as head of Media Studio", every=(HMS,)),
    Action("research.approve_ig", "Register research as information governance manager", every=(IG,)),
    Action("research.decide", "Decide on research projects", every=(HMS, IG)),
    Action("research.end", "Say that a research project is over", every=(*RAD, CON, MS, HMS, IG)),
    # May I use it? is asked by whoever may use it; in the public interest one of two offices decides
    # (docs/adr/0140, 0141).
    Action(
        "recording.ask_use",
        "Ask whether a recording may be used",
        every=(MS, HMS, IG, MR, CG),
        own=(*RAD, CON),
    ),
    # What leaves: publications, disclosures, prints (docs/adr/0155, 0156, 0157).
    Action("publication.view", "See publications", every=(MS, HMS, IG, CG, COM), own=(*RAD, CON)),
    Action("publication.plan", "Plan a publication, and read its contract", every=(MS, HMS), own=(*RAD, CON)),
    Action("publication.release", "Give a recording to a publisher", every=(MS, HMS)),
    Action("disclosure.view", "See what was passed on outside, and on what ground", every=(HMS, IG, CG, MR)),
    Action("print.view", "See orders of prints", every=(MS, HMS, IG, CG), own=(*RAD, CON)),
    Action("print.order", "Order a print of a recording", every=(MS, HMS), own=(*RAD, CON)),
    Action("print.make", "Print a recording, or decline to", every=(MS, HMS)),
    Action("print.watch", "See how many prints are ordered, and by whom", every=(MS, HMS, IG)),
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
