"""Something is broken on purpose: nothing acknowledged is lost or doubled, nobody sees a traceback."""
