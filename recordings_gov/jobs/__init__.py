"""Jobs: what every one of them keeps to, the row each run leaves, and how silence is noticed."""
