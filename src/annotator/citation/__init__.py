"""CSL items, styles, locators, the bibliography document and its writers."""
