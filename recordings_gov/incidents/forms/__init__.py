"""Forms of the incidents room: each asks for exactly its verb's keywords."""
