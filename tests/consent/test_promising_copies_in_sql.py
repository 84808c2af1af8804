"""What copies, edits and leavers' checklists promise holds in the database, whoever writes."""

from typing import Any

import pytest
from django.db import IntegrityError

from consent.models import Copy, Edit, Leaver
from consent.models.copy_words import COPY_CONSTRAINTS
from recordings_gov import clock
from tests.consent.endings import recorded, taken_back
from tests.consent.test_editing_an_image import OURS
from tests.consent.test_holding_copies import given
from tests.consent.test_leaving_with_nothing import answered, kept
from tests.consent.test_promising_exceptions_in_sql import refused

pytestmark = [pytest.mark.django_db, pytest.mark.both]

OUT = {
    "copy_says_what_it_is_for": "purpose = ''",
    "copy_has_one_holder": "outside_body = 'Somebody else'",
    "copy_says_where_it_is_kept": "place = ''",
    "copy_with_its_holder_was_undertaken_first": "undertaken_at = NULL",
    "copy_undertaken_names_who_did": "undertaken_by_id = {other}",
    "copy_given_was_authorised": "approver_id = NULL",
    "copy_is_authorised_by_another_person": "approver_id = holder_id",
    "copy_not_given_says_why": "status = 'refused'",
}
RECALLED = {"copy_called_back_says_when_and_why": "recall_reason = ''"}
ENDED = {"copy_that_is_gone_says_when_and_how": "ended_how = ''"}
RETAINED = {"copy_kept_by_a_leaver_is_for_teaching_with_rights_agreed": "rights_accepted_at = NULL"}
LEAVER = {
    "leaver_answered_says_what_was_erased": "answer_says = ''",
    "leaver_is_signed_off_by_another_person": "done_by_id = person_id",
}
EDIT = {
    "edit_is_of_an_allowed_kind": "contrast = false",
    "edit_treats_the_whole_image_alike": "whole_image = false",
    "edit_that_enhances_is_labelled": "label = ''",
    "edit_names_the_practitioners_registration": "registration_number = ''",
    "edit_says_why": "because = ''",
}


@pytest.mark.rule("R-119", "E")
@pytest.mark.rule("R-176", "E")
@pytest.mark.rule("R-188", "E")
@pytest.mark.rule("R-121", "E")
@pytest.mark.rule("R-178", "E")
@pytest.mark.rule("R-179", "E")
def test_the_database_itself_refuses(
    signed_form: Any, consultant: Any, media_studio: Any, executive_sponsor: Any, colleague: Any
) -> None:
    recording = recorded(signed_form, media_studio)
    copy = given(recording, consultant, media_studio)
    refused(Copy, copy.pk, OUT, other=colleague.pk)
    leaver = Leaver.start(by=media_studio, person=consultant, ends_on=clock.today())
    answered(leaver, consultant)
    refused(Leaver, leaver.pk, LEAVER)
    mine = kept(leaver, consultant, recording)
    mine.permit(by=executive_sponsor)
    refused(Copy, mine.pk, RETAINED)
    edit = Edit.make(by=media_studio, recording=recording, kinds=["contrast"], label="Lighter", **OURS)
    refused(Edit, edit.pk, EDIT)
    taken_back(recording.form, consultant)
    refused(Copy, copy.pk, RECALLED)
    copy.refresh_from_db()
    copy.end(by=consultant, outcome="destroyed", ended_on=clock.today(), ended_how="Deleted")
    refused(Copy, copy.pk, ENDED)


def test_somebody_has_one_open_checklist_at_a_time(consultant: Any, media_studio: Any) -> None:
    asked = {"by": media_studio, "person": consultant, "ends_on": clock.today()}
    Leaver.start(**asked)
    with pytest.raises(IntegrityError, match="open already"):
        Leaver.start(**asked)


def test_every_promise_of_a_copy_is_broken_here_once() -> None:
    assert {each.name for each in COPY_CONSTRAINTS} == {*OUT, *RECALLED, *ENDED, *RETAINED}
