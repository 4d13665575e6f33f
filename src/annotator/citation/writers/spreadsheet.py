"""Tables for other programs: CSV and XLSX, every cell plain text that no program runs.

A cell that begins as a formula (= + - @, or a tab or line end before them) gets a leading apostrophe in CSV, the
usual guard against CSV injection (OWASP). In XLSX a cell is declared text, which nothing evaluates.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from xml.sax.saxutils import escape

from annotator.citation import tables
from annotator.citation.document import Bibliography
from annotator.citation.tables import Table

_FORMULA = re.compile(r"[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
# What Excel refuses to open: longer cells, more rows (Microsoft, "Excel specifications and limits").
_MOST_CHARACTERS = 32_767
_FIXED_TIME = (2025, 1, 1, 0, 0, 0)


def csv_bytes(bibliography: Bibliography) -> bytes:
    """The table as CSV (RFC 4180, UTF-8 with a byte order mark, which Excel needs)."""
    table = tables.whole(bibliography)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(table.header)
    # Most cells are empty or begin with a letter or a digit: asking that first halves the time of a large table.
    writer.writerows(
        [[cell if not cell or cell[0].isalnum() else guarded(cell) for cell in row] for row in table.rows]
    )
    return buffer.getvalue().encode("utf-8-sig")


def guarded(cell: str) -> str:
    """`cell` as a spreadsheet program shows it, not runs it."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def xlsx_bytes(bibliography: Bibliography) -> bytes:
    """The table as an Excel workbook of one sheet: bold frozen header, filter, wrapped text. The same bytes every time."""
    table = tables.whole(bibliography)
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _RELATIONS,
        "xl/workbook.xml": _WORKBOOK.format(name=escape(_sheet_name(bibliography.title), {'"': "&quot;"})),
        "xl/_rels/workbook.xml.rels": _WORKBOOK_RELATIONS,
        "xl/styles.xml": _STYLES,
        "xl/worksheets/sheet1.xml": _sheet(table),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _FIXED_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content.encode())
    return buffer.getvalue()


def _sheet(table: Table) -> str:
    width = len(table.header)
    letters = [_letter(n) for n in range(width)]
    rows = [_row(1, table.header, letters, style=1)]
    rows += [_row(number, row, letters, style=2) for number, row in enumerate(table.rows, 2)]
    columns = "".join(
        f'<col min="{n + 1}" max="{n + 1}" width="{_width(table, n)}" customWidth="1"/>' for n in range(width)
    )
    area = f"A1:{letters[-1]}{len(table.rows) + 1}"
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2"'
        ' activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<cols>{columns}</cols><sheetData>{"".join(rows)}</sheetData><autoFilter ref="{area}"/></worksheet>'
    )


def _row(number: int, cells: tuple[str, ...], letters: list[str], *, style: int) -> str:
    made = "".join(
        f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">'
        f"{escape(cell[:_MOST_CHARACTERS])}</t></is></c>"
        for letter, cell in zip(letters, cells, strict=True)
        if cell
    )
    return f'<row r="{number}">{made}</row>'


def _width(table: Table, column: int) -> int:
    longest = max((len(row[column]) for row in table.rows[:200]), default=0)
    return min(max(longest, len(table.header[column]) + 4, 10), 60)


def _letter(number: int) -> str:
    return chr(ord("A") + number)


def _sheet_name(title: str) -> str:
    # Excel: at most 31 characters, none of []:*?/\, no apostrophe at either end.
    return re.sub(r"[\[\]:*?/\\]", " ", title).strip(" '")[:31].strip(" '") or "Table"


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CONTENT_TYPES = (
    f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>'
)
_RELATIONS = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
    f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_WORKBOOK = (
    f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_WORKBOOK_RELATIONS = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_OFFICE}/worksheet"'
    f' Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    "</Relationships>"
)
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill'
    ' patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1">'
    '<border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf/><xf numFmtId="49" fontId="1" applyFont="1" applyNumberFormat="1"/>'
    '<xf numFmtId="49" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>'
    "</styleSheet>"
)
