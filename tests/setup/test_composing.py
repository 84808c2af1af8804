"""What can be checked of the production shape without a container engine."""

import re

import pytest
import yaml

from tests.servers.processes import CHECKOUT

TEXT = (CHECKOUT / "docker-compose.yml").read_text()
FILE = yaml.safe_load(TEXT)
SERVICES = FILE["services"]
APPLICATION = ("web", "worker", "beat", "migrate")
LASTING = ("postgres", "redis", "web", "worker", "beat")


def test_the_services_are_those_of_production_with_one_beat():
    assert set(SERVICES) == {"postgres", "roles", "migrate", "redis", "web", "worker", "beat"}
    assert SERVICES["beat"]["deploy"]["replicas"] == 1
    beats = [name for name, service in SERVICES.items() if "beat" in service.get("command", [])]
    assert beats == ["beat"]
    assert "-B" not in SERVICES["worker"]["command"]


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_unprivileged_on_a_root_that_cannot_be_written(name):
    service = SERVICES[name]
    user = service["user"].split(":")[0]
    assert user.isdigit()
    assert user != "0"
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert any(mount.startswith("/tmp") for mount in service["tmpfs"])  # noqa: S108
    assert "privileged" not in service


@pytest.mark.parametrize("name", LASTING)
def test_every_lasting_service_has_a_health_check_and_comes_back(name):
    assert SERVICES[name]["healthcheck"]["test"]
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", ["web", "worker"])
def test_nothing_stops_web_and_worker_from_being_many(name):
    service = SERVICES[name]
    assert "container_name" not in service
    for port in service.get("ports", []):
        assert re.fullmatch(r"\$\{WEB_PORTS:-\d+-\d+\}", port["published"])
        assert port["host_ip"] == "${WEB_ADDRESS:-127.0.0.1}"


def test_only_web_can_be_reached_from_elsewhere():
    assert [name for name, service in SERVICES.items() if service.get("ports")] == ["web"]
    assert FILE["networks"]["inside"]["internal"] is True
    assert [name for name, service in SERVICES.items() if "outside" in service["networks"]] == [
        "web",
        "worker",
    ]


def test_migrations_run_once_as_the_owner_before_anything_serves():
    migrate = SERVICES["migrate"]
    assert migrate["command"][1:3] == ["manage.py", "migrate"]
    assert migrate["restart"] == "no"
    assert migrate["depends_on"]["roles"]["condition"] == "service_completed_successfully"
    for name in ("web", "worker", "beat"):
        assert SERVICES[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


def test_nobody_but_migrations_is_told_how_to_be_the_owner():
    told = [name for name, service in SERVICES.items() if "OWNER" in str(service.get("environment"))]
    assert sorted(told) == ["migrate", "roles"]
    assert "recordings_app:" in SERVICES["migrate"]["environment"]["DATABASE_URL"]


@pytest.mark.parametrize("name", ["postgres", "redis", "web", "worker", "beat"])
def test_what_must_last_is_in_a_named_volume(name):
    volumes = [volume.split(":")[0] for volume in SERVICES[name]["volumes"]]
    assert volumes
    assert set(volumes) <= set(FILE["volumes"])


def test_the_broker_writes_down_what_it_is_told():
    assert "--appendonly yes" in " ".join(SERVICES["redis"]["command"])


@pytest.mark.parametrize("name", ["postgres", "roles", "redis"])
def test_images_are_pinned_by_their_major_version(name):
    assert re.fullmatch(r"(postgres|redis):\d+-bookworm", SERVICES[name]["image"])


def test_no_secret_is_written_in_the_file():
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            if re.search(r"PASSWORD|SECRET|AUTH|_URL$", name) and name != "PUBLIC_BASE_URL":
                assert "${" in value, name
    assert not re.search(r"PASSWORD:-\w", TEXT)


def test_the_image_runs_as_the_same_unprivileged_user_and_carries_no_checkout_by_accident():
    dockerfile = (CHECKOUT / "Dockerfile").read_text()
    user = re.findall(r"^USER (\S+)$", dockerfile, re.MULTILINE)[-1]
    assert {SERVICES[name]["user"] for name in APPLICATION} == {user}
    ignored = (CHECKOUT / ".dockerignore").read_text().splitlines()
    assert next(line for line in ignored if not line.startswith("#")) == "*"
