"""The read side: the only home of list SELECTs."""
