#!/usr/bin/env python3
"""write_xls.py OUT.xls: rows as JSON lines on standard input → a true .xls by xlwt. Texts that are dates (2026-01-31) become dates,
{"zeros": 123} a number shown as 000123, {"merge": "text", "columns": 5, "rows": 2} a merged cell."""
import datetime
import json
import re
import sys

import xlwt

book = xlwt.Workbook(encoding="utf-8")
sheet = book.add_sheet("会員")
date_style = xlwt.easyxf(num_format_str="YYYY/M/D")
zero_style = xlwt.easyxf(num_format_str="000000")
for r, line in enumerate(sys.stdin):
    for c, cell in enumerate(json.loads(line)):
        if isinstance(cell, dict) and "merge" in cell:
            sheet.write_merge(r, r + cell.get("rows", 1) - 1, c, c + cell.get("columns", 1) - 1, cell["merge"])
        elif isinstance(cell, dict):
            sheet.write(r, c, cell["zeros"], zero_style)
        elif isinstance(cell, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", cell):
            sheet.write(r, c, datetime.date.fromisoformat(cell), date_style)
        elif cell not in ("", None):
            sheet.write(r, c, cell)
book.save(sys.argv[1])
