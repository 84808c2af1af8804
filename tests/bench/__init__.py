"""The benchmark: each figure is a ratio of two things measured in turns in one run, never a time alone."""
