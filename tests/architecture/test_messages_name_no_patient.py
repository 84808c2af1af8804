"""An e-mail leaves the house: no code that writes one has a patient's identity in its hands."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.test_governed_writes import name_of, sources

IDENTITY = {
    "patient", "patient_id", "nhs_number", "local_number", "number_as_typed",
    "family_name", "given_name", "birth_date", "death_date",
}  # fmt: skip
WRITES = {"post", "post_set", "Message", "send_mail"}


def functions_that_write(path: Path) -> Iterator[ast.FunctionDef]:
    """Each function that posts a message or builds one."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef):
            calls = (each.func for each in ast.walk(node) if isinstance(each, ast.Call))
            named = {ast.unparse(call) for call in calls}
            if any(call.rsplit(".", 1)[-1] in WRITES and "self" not in call for call in named):
                yield node


def identities_in(function: ast.FunctionDef) -> set[str]:
    """The fields of a patient that its code names, as attributes, keywords or lookups."""
    found = {node.attr for node in ast.walk(function) if isinstance(node, ast.Attribute)}
    found |= {node.arg for node in ast.walk(function) if isinstance(node, ast.keyword) and node.arg}
    texts = {
        node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    words = found | {part for text in texts if " " not in text for part in text.split("__")}
    return words & IDENTITY


def test_no_function_that_writes_a_message_names_a_field_of_a_patient() -> None:
    found = {
        f"{name_of(path)} {function.name}": identities_in(function)
        for path in sources()
        for function in functions_that_write(path)
        if identities_in(function)
    }
    assert found == {}


def test_the_messages_of_the_house_are_looked_at() -> None:
    assert {name_of(path) for path in sources() if any(functions_that_write(path))} >= {
        "recordings_gov/notes/tasks.py",
        "consent/models/registration.py",
    }


def test_a_message_about_a_patient_is_found(tmp_path: Path) -> None:
    source = tmp_path / "sly.py"
    source.write_text(
        "def tell(note):\n    outbox.post(key='k', to=note.by, subject=note.patient.name, body='')\n"
    )
    [function] = functions_that_write(source)
    assert identities_in(function) == {"patient"}
