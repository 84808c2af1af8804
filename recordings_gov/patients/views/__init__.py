"""Pages of the patients room."""
