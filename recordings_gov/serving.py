"""How gunicorn serves the site, wherever it is started: ``gunicorn -c python:recordings_gov.serving``."""

import gc
from typing import Any

worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 5
keepalive = 5
control_socket_disable = True


def post_worker_init(worker: Any) -> None:
    """Each worker owns a render process; it is started now, not in somebody's request.

    The site is loaded now, too, and what stays for good is not looked through after each page.
    """
    from django.urls import reverse

    from recordings_gov import documents

    if not documents.warm():
        worker.log.warning("PDF files cannot be made here: manage.py check says why")
    reverse("home")
    gc.collect()
    gc.freeze()
