"""``python -m recordings_gov.launch`` runs the service; with ``reset``, renews the demonstration."""

import os
import sys
from contextlib import ExitStack, suppress
from pathlib import Path

from recordings_gov.launch import place
from recordings_gov.launch.broker import OwnRedis, answers
from recordings_gov.launch.children import Child
from recordings_gov.launch.ending import Ending, StopAsked
from recordings_gov.launch.greeting import greeting
from recordings_gov.launch.household import Household
from recordings_gov.launch.preparation import Preparation
from recordings_gov.launch.refusal import Refusal
from recordings_gov.launch.reset import delete_demonstration


def environment_for(folder: Path, port: int | None = None) -> dict[str, str]:
    """What every child is told, where the person has not said otherwise."""
    given = {name: value for name, value in os.environ.items() if value}
    address = {"PUBLIC_BASE_URL": f"http://127.0.0.1:{port}"} if port else {}
    own = {"DATA_DIR": str(folder), "PYTHONUNBUFFERED": "1"}
    return {"DJANGO_SETTINGS_MODULE": "recordings_gov.settings.local"} | address | given | own


def broker(folder: Path, environment: dict[str, str], stack: ExitStack) -> list[Child]:
    """Make sure of a Redis; the child to watch, if it is our own."""
    if environment.get("REDIS_URL"):
        if not answers(environment["REDIS_URL"]):
            raise Refusal(
                "No Redis answers at REDIS_URL; start it, or leave REDIS_URL out to get one of our own."
            )
        return []
    log = folder / "logs" / "redis.log"
    log.unlink(missing_ok=True)
    own = OwnRedis(folder / "redis", log)
    stack.callback(own.stop)
    environment["REDIS_URL"] = own.url
    return [own.child]


def run(ending: Ending) -> None:
    """Everything ``make run`` does, until a stop is asked for."""
    folder = place.data_folder(os.environ)
    with ExitStack() as stack:
        stack.enter_context(place.held(folder))
        port = place.port(os.environ)
        environment = environment_for(folder, port)
        also_watched = broker(folder, environment, stack)
        demonstration = Preparation(folder, environment, ending).prepare()
        household = Household(port, folder, environment, ending)
        stack.callback(household.stop)
        household.start(also_watched)
        print(greeting(port, folder, demonstration=demonstration), flush=True)
        try:
            household.watch()
        except StopAsked:
            with suppress(OSError):  # the terminal may be gone
                print("Stopping.", flush=True)
            raise


def reset(ending: Ending) -> None:
    """Everything ``make demo-reset`` does."""
    folder = place.data_folder(os.environ)
    with ExitStack() as stack:
        stack.enter_context(place.held(folder))
        delete_demonstration(folder, os.environ)
        environment = environment_for(folder)
        broker(folder, environment, stack)
        Preparation(folder, environment, ending).prepare()
    print("The demonstration is as new. Start it with: make run")


def main(arguments: list[str]) -> int:
    """0 after a clean stop, 1 after a refusal, which is one sentence."""
    deeds = {(): run, ("reset",): reset}
    deed = deeds.get(tuple(arguments))
    if deed is None:
        print("Use: python -m recordings_gov.launch [reset]", file=sys.stderr)
        return 2
    os.umask(0o077)  # what is kept here is for this account alone
    try:
        deed(Ending())
    except StopAsked:
        return 0
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
