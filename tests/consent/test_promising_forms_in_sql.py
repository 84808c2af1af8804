"""What a form promises before it is signed holds in the database, whoever writes."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint

from consent.models import ConsentForm, LocalForm, OthersAnswer, Particulars
from consent.models.form_agreeing import AGREEING_CONSTRAINTS
from consent.models.form_links import LINK_CONSTRAINTS
from tests.consent.situations import CARE
from tests.consent.test_changing_a_form import captured
from tests.consent.test_using_other_approved_forms import VIDEO

pytestmark = pytest.mark.django_db
BROKEN: dict[type, dict[str, str]] = {
    Particulars: {
        "particulars_of_a_child_say_the_feature_or_value": "is_of_child = TRUE, value = ''",
        "particulars_of_the_whole_body_say_why": "is_whole_body = TRUE",
        "particulars_of_colposcopy_name_who_with_training": (
            "is_colposcopy = TRUE, operator_name = 'Dr Example', operator_training = 'Course'"
        ),
        "particulars_of_a_childs_intimate_picture_say_where_noted": "is_of_child = TRUE, is_intimate = TRUE",
        "particulars_without_photographer_say_why": "operator = 'staff'",
        "particulars_of_an_intimate_picture_have_a_chaperone": (
            "is_intimate = TRUE, chaperone = 'nobody', no_chaperone_because = 'At night'"
        ),
        "particulars_name_the_chaperone_or_say_why_none": "chaperone = 'present'",
        "particulars_name_the_interpreter": "interpreter = 'there'",
    },
    OthersAnswer: {
        "others_answer_names_who_said_it": "name = ''",
        "others_answer_of_no_has_their_words": "answer = 'no'",
    },
    LocalForm: {
        "local_form_is_approved_by_a_second_person": (
            "status = 'approved', approved_by_id = proposed_by_id, approved_at = created_at"
        ),
        "local_form_retired_says_why": "status = 'retired'",
        "local_form_says_what_it_is": "kept_at = ''",
    },
    ConsentForm: {
        "consent_form_settled_by_somebody_with_words": "settled_how = 'They talked'",
        "consent_form_further_is_for_another_use": "further_to_id = {recording}",
        "consent_form_void_says_why": "status = 'void'",
    },
}


@pytest.mark.rule("R-148", "E")
@pytest.mark.rule("R-149", "E")
@pytest.mark.rule("R-151", "E")
@pytest.mark.rule("R-220", "C")
@pytest.mark.both
def test_the_database_itself_refuses(signed_form: ConsentForm, consultant: Any, media_studio: Any) -> None:
    recording = captured(signed_form, media_studio)
    signed_form.hear(by=consultant, name="Sam", standing="other", answer="yes")
    local = LocalForm.propose(by=media_studio, **VIDEO)
    care = _care(signed_form, consultant)
    rows = {Particulars: care, OthersAnswer: signed_form.others_answers.get(), LocalForm: local}
    for model, row in (rows | {ConsentForm: signed_form}).items():
        for name, broken in BROKEN[model].items():
            words = broken.format(recording=recording.pk)
            statement = f"UPDATE {model._meta.db_table} SET {words} WHERE id = %s"  # noqa: S608
            with (
                pytest.raises(IntegrityError, match=name),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement, [row.pk])


def _care(form: ConsentForm, by: Any) -> Particulars:
    from recordings_gov.audit.acting import acting_as

    with acting_as(by):
        row = Particulars(form=form, is_of_child=False, by=by, **CARE)
        row.save()
    return row


def test_every_promise_is_broken_once_above() -> None:
    for model in (Particulars, OthersAnswer, LocalForm):
        alone = {each.name for each in model._meta.constraints if isinstance(each, CheckConstraint)}
        assert set(BROKEN[model]) == alone
    own = {each.name for each in (*AGREEING_CONSTRAINTS, *LINK_CONSTRAINTS)}
    assert set(BROKEN[ConsentForm]) == own
