"""The page of phones, tested in a browser that is started once for all of these."""
