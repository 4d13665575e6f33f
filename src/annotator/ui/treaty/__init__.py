"""The Treaty workspace: what is said about each article, by whom, and how faithfully."""
