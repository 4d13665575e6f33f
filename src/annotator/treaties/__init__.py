"""Treaty texts to trees of provisions, and people's words to provisions."""
