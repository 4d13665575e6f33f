"""Text and a range to selectors, and selectors to a range again. Text in, ranges out."""
