"""Annotator: who says what about which article of the treaty, in which words, where exactly."""

__version__ = "0.1.0"
