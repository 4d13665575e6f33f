"""Copies of one project: merge and conflicts."""
