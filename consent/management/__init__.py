"""Commands of the consent room."""
