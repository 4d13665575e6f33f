"""Other programs' formats, and the project as JSON: files in, plain values out, and back."""
