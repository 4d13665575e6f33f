"""One function for each thing a user does; used alike by the command line and the window."""
