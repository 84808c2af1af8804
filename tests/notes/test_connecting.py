"""Which way notes go is the environment's choice; a half described one is found, and TLS means TLS."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from recordings_gov.notes import connectors
from recordings_gov.notes.checks import connector_is_complete
from recordings_gov.notes.connectors import Undelivered
from recordings_gov.notes.connectors.filedrop import FileDrop
from recordings_gov.notes.connectors.mllp import Mllp
from recordings_gov.notes.hl7.writing import SENDER
from tests.servers.mllp import running_record_system

MESSAGE = f"MSH|^~\\&|{SENDER}||||||MDM^T02^MDM_T02|N.1|T|2.5\r".encode()


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, []),
        ({"NOTES_CONNECTOR": "files"}, []),
        ({"NOTES_CONNECTOR": "fax"}, ["notes.E001"]),
        ({"NOTES_CONNECTOR": "mllp"}, ["notes.E002"]),
        ({"NOTES_CONNECTOR": "mllp", "NOTES_MLLP_ADDRESS": "epr:99999"}, ["notes.E002"]),
        ({"NOTES_CONNECTOR": "mllp", "NOTES_MLLP_ADDRESS": "[::1]:2575", "NOTES_MLLP_SECONDS": 4.0}, []),
        (
            {"NOTES_CONNECTOR": "mllp", "NOTES_MLLP_ADDRESS": "epr:2575", "NOTES_MLLP_SECONDS": 500.0},
            ["notes.E003"],
        ),
    ],
)
def test_a_connector_that_is_half_described_is_found(
    settings: Any, given: dict[str, Any], found: list[str]
) -> None:
    settings.NOTES_MLLP_SECONDS = 4.0
    for name, value in given.items():
        setattr(settings, name, value)
    assert [error.id for error in connector_is_complete(None)] == found


def test_the_environment_chooses_the_way(settings: Any, tmp_path: Path) -> None:
    assert connectors.chosen() is None
    settings.NOTES_CONNECTOR, settings.NOTES_FOLDER = "files", tmp_path
    assert connectors.chosen() == FileDrop(tmp_path)
    settings.NOTES_CONNECTOR, settings.NOTES_MLLP_ADDRESS = "mllp", "[::1]:2575"
    found = connectors.chosen()
    assert isinstance(found, Mllp)
    assert (found.host, found.port) == ("::1", 2575)


def certificate(folder: Path, name: str) -> Path:
    """A key and the certificate that it signs for itself, as 127.0.0.1."""
    key = ec.generate_private_key(ec.SECP256R1())
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    kept = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    path = folder / f"{name}.pem"
    path.write_bytes(kept + signed.public_bytes(serialization.Encoding.PEM))
    return path


def test_over_tls_only_whom_we_trust_gets_the_note(tmp_path: Path) -> None:
    theirs, strangers = certificate(tmp_path, "epr"), certificate(tmp_path, "stranger")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(theirs)
    with running_record_system(tls=context) as system:
        port = int(system.address.rpartition(":")[2])
        assert Mllp("127.0.0.1", port, 4.0, str(theirs)).deliver(MESSAGE, "N.1").is_filed
        for wrong in (str(strangers), str(tmp_path / "nothing.pem")):
            with pytest.raises(Undelivered) as caught:
                Mllp("127.0.0.1", port, 4.0, wrong).deliver(MESSAGE, "N.1")
            assert (caught.value.result, caught.value.may_have_arrived) == ("unreachable", False)
        assert len(system.received) == 1
