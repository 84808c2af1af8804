"""Forms of this room: each asks for exactly its verb's keywords."""
