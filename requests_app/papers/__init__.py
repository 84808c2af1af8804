"""Papers that a patient takes away: the advice, a written summary, the status of a recording."""
