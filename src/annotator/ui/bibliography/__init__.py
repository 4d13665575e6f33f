"""The Bibliography workspace: what is handed in, as it will look on paper."""
