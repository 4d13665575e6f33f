"""The library: sources, treaties, to-do queues and tags at the left of the window."""
