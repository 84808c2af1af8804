"""HL7 version 2: the message that carries a note, and the answer that comes back."""
