"""The nouns of the house and their pure rules. Standard library only; knows nothing of files, SQL or Qt."""
