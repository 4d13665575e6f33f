"""The inspector: what is selected, at the right of the window."""
