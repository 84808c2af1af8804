"""An e-mail backend whose first message never gets out: the worker that sends it hangs until it is killed."""

import os
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail.backends.filebased import EmailBackend as ToFiles


class EmailBackend(ToFiles):
    """Writes its process id to ``stuck`` and waits the first time; from the second on, writes files."""

    def send_messages(self, email_messages: Any) -> Any:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with (folder / "stuck").open("x") as mark:
                mark.write(str(os.getpid()))
        except FileExistsError:
            return super().send_messages(email_messages)
        time.sleep(600)
        return 0
