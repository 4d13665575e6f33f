"""Open any format: text layer, page pictures, the worker process. The only importer of pymupdf."""
