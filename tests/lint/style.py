# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the eye should not have to look for: SPDX lines, tabs, long lines, a call without its space,
and paths of somebody's machine."""

import re

import tree

CODE = ('.c', '.h', '.py', '.ui', '.css', 'meson.build', '.xml', '.xml.in', '.desktop.in', '.svg', '.page')
TEXT = CODE + ('.md', '.json', '.yml', 'POTFILES')
MOST_COLUMNS = 100
MOST_SCRIPT_COLUMNS = 110
# Each line of C is looked at without its strings and comments.
LITERAL = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|/\*.*?\*/|//.*')
# An address or a hash: it has no blank to be broken at.
UNBREAKABLE = re.compile(r'"[^"\s]+"')
TIGHT_CALL = re.compile(r'\b([a-z_][a-z0-9_]*)\(')
# Written tight, as in GTK.
TIGHT_WORDS = {'_', 'g_autoptr', 'g_auto', 'g_autolist', 'g_autoslist', 'defined'}
LOOSE_AUTO = re.compile(r'\b(g_auto(?:ptr|list|slist)?)\s+\(')
# A folder of one person or one machine; a system's own (/usr, /etc, /tmp, /proc) is none.
MACHINE_PATH = re.compile(r'(?<![\w.$}>])/(?:home|root|Users|work|mnt|srv|build|builds|workspace)/\w')


def is_head_missing(path):
    if path.endswith(('POTFILES', '.json', '.md', '.yml')):
        return False
    head = '\n'.join(tree.lines(path)[:6])
    return 'SPDX-FileCopyrightText:' not in head or 'SPDX-License-Identifier:' not in head


def columns(path):
    """C without its strings and comments: (line number, text)."""
    in_comment = False
    for number, line in enumerate(tree.lines(path), 1):
        if in_comment:
            in_comment = '*/' not in line
            continue
        bare = LITERAL.sub('""', line)
        if '/*' in bare:
            in_comment = True
            bare = bare[:bare.index('/*')]
        if not bare.lstrip().startswith('#'):
            yield number, bare


def tight_calls(path):
    problems = []
    for number, bare in columns(path):
        problems += [f'{path}:{number}: a space before the parenthesis of {match[1]}'
                     for match in TIGHT_CALL.finditer(bare) if match[1] not in TIGHT_WORDS]
        problems += [f'{path}:{number}: no space before the parenthesis of {match[1]}'
                     for match in LOOSE_AUTO.finditer(bare)]
    return problems


def blanks(path):
    problems = []
    text = tree.read(path)
    if text and (not text.endswith('\n') or text.endswith('\n\n')):
        problems.append(f'{path}: ends with exactly one line feed, please')
    for number, line in enumerate(text.split('\n'), 1):
        if '\t' in line:
            problems.append(f'{path}:{number}: a tab')
        if line != line.rstrip():
            problems.append(f'{path}:{number}: blanks at the end')
    return problems


def machine_paths(path):
    return [f'{path}:{number}: a path of one machine'
            for number, line in enumerate(tree.lines(path), 1) if MACHINE_PATH.search(line)]


def long_lines(path):
    """C keeps to its columns, save an unbreakable string in a test; a script's strings stand out."""
    most, apart = MOST_SCRIPT_COLUMNS, LITERAL
    if path.endswith(('.c', '.h')):
        most, apart = MOST_COLUMNS, UNBREAKABLE if path.startswith('tests/') else None
    return [f'{path}:{number}: {len(line)} columns'
            for number, line in enumerate(tree.lines(path), 1)
            if len(apart.sub('""', line) if apart and '"' in line else line) > most]


def main():
    report = tree.Report()
    scripts = tree.scripts('bash') + tree.scripts('python3')
    texts = sorted(tree.files(*TEXT) + scripts)
    code = sorted(tree.files('.c', '.h'))

    def look(name, paths, judge):
        report.result(name, [problem for path in paths for problem in judge(path)])

    report.result('SPDX lines', [f'{path}: no SPDX lines at its head' for path in texts
                                 if is_head_missing(path)])
    look('blanks and line feeds', texts, blanks)
    look(f'{MOST_COLUMNS} columns, {MOST_SCRIPT_COLUMNS} in scripts',
         sorted(code + tree.files('.py') + scripts), long_lines)
    look('a space before parentheses', code, tight_calls)
    look('no paths of one machine', texts, machine_paths)
    report.finish()


main()
