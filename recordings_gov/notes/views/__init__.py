"""Pages of the notes room."""
