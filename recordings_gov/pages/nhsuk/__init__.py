"""Forms and components in NHS.UK frontend: widgets, layout objects and what renders them."""
