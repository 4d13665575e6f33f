"""New captures of a source in the window: taking one in, what it changed, the highlights to decide about."""
