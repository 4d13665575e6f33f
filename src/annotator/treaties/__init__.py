"""Treaty text to a tree of provisions; references and numbering in any script."""
