"""Pages of the requests room."""
