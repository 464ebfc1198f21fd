# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""No file over 600 lines, no function over 60, nothing called utils."""

import os
import re

import tree

MOST_LINES = 600
MOST_FUNCTION_LINES = 60


def functions(path):
    """(name, first line, lines) of each function: their braces stand in column 0."""
    opened = None
    head = ''
    for number, line in enumerate(tree.lines(path), 1):
        if line == '{':
            opened = number
        elif line == '}' and opened:
            yield head, opened, number - opened - 1
            opened = None
        elif not opened and (match := re.match(r'^(\w+) \(', line)):
            head = match[1]


def main():
    report = tree.Report()
    sources = tree.files('.c', '.h', '.py', '.ui', '.build')
    lengths = [(path, len(tree.lines(path)) - 1) for path in sources]
    report.result('files', [f'{path} has {length} lines' for path, length in lengths
                            if length > MOST_LINES])
    report.result('functions', [f'{path}:{first}: {name} has {length} lines'
                                for path in tree.files('.c')
                                for name, first, length in functions(path)
                                if length > MOST_FUNCTION_LINES])
    report.result('names', [f'{path}: a name that says what it holds, please' for path in sources
                            if re.search(r'\butil(s|ities)?\b', os.path.basename(path))])
    report.finish()


main()
