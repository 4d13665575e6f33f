"""Set the golden pages anew from the .typ files beside this one: python tests/golden/pages/make.py

The PDFs are kept, with the letters they use, so that tests need neither these fonts nor the same typesetter.
"""

from __future__ import annotations

from pathlib import Path

import typst

for source in sorted(Path(__file__).parent.glob("*.typ")):
    made = source.with_suffix(".pdf")
    made.write_bytes(typst.compile(source, format="pdf", timestamp=0))
    print(made.name, made.stat().st_size)
