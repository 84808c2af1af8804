"""The suite's own PostgreSQL and Redis are its own, are nobody's privileged process, and leave nothing."""

from pathlib import Path

import psycopg
import pytest
import redis

from recordings_gov.launch.children import until
from tests.servers.postgres import APPLICATION, OWNER, running_postgres
from tests.servers.redis import running_redis


def runs_as_root(pid: int) -> bool:
    """Whether the process ``pid`` has root's rights."""
    return Path(f"/proc/{pid}").stat().st_uid == 0


@pytest.fixture(scope="module")
def cluster():
    with running_postgres() as server:
        yield server


def test_postgresql_answers_from_its_own_folder_without_privilege(cluster):
    with psycopg.connect(cluster.url_of("postgres")) as connection:
        assert connection.execute("SHOW data_directory").fetchone() == (str(cluster.folder),)
    assert not runs_as_root(cluster.child.process.pid)


def test_the_application_may_use_what_the_owner_makes_and_no_more(cluster):
    with psycopg.connect(cluster.owner_url) as owner:
        owner.execute("CREATE TABLE entry (id integer GENERATED ALWAYS AS IDENTITY, word text)")
    with psycopg.connect(cluster.url, autocommit=True) as application:
        application.execute("INSERT INTO entry (word) VALUES ('kept')")
        application.execute("UPDATE entry SET word = 'changed'")
        assert application.execute("SELECT word FROM entry").fetchall() == [("changed",)]
        for forbidden in ("TRUNCATE entry", "DROP TABLE entry", "CREATE TABLE other (id integer)"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                application.execute(forbidden)


def test_a_database_made_later_gives_the_application_the_same_rights(cluster):
    with psycopg.connect(cluster.owner_url, autocommit=True) as owner:
        owner.execute("CREATE DATABASE later")
    with psycopg.connect(cluster.url_of(OWNER, "later")) as owner:
        owner.execute("CREATE TABLE entry (word text)")
    with psycopg.connect(cluster.url_of(APPLICATION, "later")) as application:
        application.execute("INSERT INTO entry (word) VALUES ('kept')")


def test_stopping_postgresql_leaves_no_process_and_no_folder():
    with running_postgres() as server:
        pid, folder = server.child.process.pid, server.folder.parent
        assert folder.exists()
    assert until(lambda: not Path(f"/proc/{pid}").exists(), 5)
    assert not folder.exists()


def test_a_durable_postgresql_keeps_what_it_acknowledged_when_it_is_killed():
    with running_postgres(durable=True) as server:
        with psycopg.connect(server.owner_url) as owner:
            assert owner.execute("SHOW fsync").fetchone() == ("on",)
            owner.execute("CREATE TABLE entry (word text)")
        server.kill()
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(server.owner_url)
        server.start()
        with psycopg.connect(server.owner_url) as owner:
            assert owner.execute("SELECT count(*) FROM entry").fetchone() == (0,)


def test_redis_answers_from_its_own_folder_without_privilege_and_only_with_its_password():
    with running_redis() as server:
        with redis.Redis.from_url(server.url) as client:
            assert client.config_get("dir") == {"dir": str(server.folder)}
        with redis.Redis(port=server.port) as stranger, pytest.raises(redis.AuthenticationError):
            stranger.ping()
        assert not runs_as_root(server.child.process.pid)
        pid, folder = server.child.process.pid, server.folder
    assert not Path(f"/proc/{pid}").exists()
    assert not folder.exists()


def test_redis_keeps_what_it_was_told_over_a_restart():
    with running_redis(keeps_data=True) as server:
        with redis.Redis.from_url(server.url) as client:
            client.set("word", "kept")
        server.stop()
        assert server.start()
        with redis.Redis.from_url(server.url) as client:
            assert client.get("word") == b"kept"
