"""The project file: schema, repositories, search, change log, undo. The only importer of sqlite."""
