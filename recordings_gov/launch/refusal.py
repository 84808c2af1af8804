"""The one way the launcher gives up: a plain sentence, never a traceback."""


class Refusal(Exception):
    """Cannot go on; the text is what the person at the terminal reads."""
