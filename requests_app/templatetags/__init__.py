"""What pages of the requests room draw: ``{% load request_lists %}``."""
