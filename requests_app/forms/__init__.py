"""Forms of the requests room."""
