"""What a user does, one function each, used alike by the window and the command line. Every write is one act."""
