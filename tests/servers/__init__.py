"""The servers the suite starts for itself: PostgreSQL, Redis, workers, web and the browser's flags."""
