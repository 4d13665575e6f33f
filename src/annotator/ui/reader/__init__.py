"""The Read workspace's centre: tabs, pages, selection, highlights, find, links."""
