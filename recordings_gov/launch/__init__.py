"""What ``make run`` starts: web, worker, beat and, where none is given, a Redis of its own."""
