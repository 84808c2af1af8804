"""The clinical image library's export, brought in and compared both ways with the register of recordings."""
