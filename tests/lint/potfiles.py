# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""po/POTFILES names every file with words for people, and no other; the translations have them all."""

import os
import re
import tempfile

import tree

IN_C = re.compile(r'(?<!\w)(?:_|N_|C_|NC_|Q_|ngettext|dngettext|g_dgettext)\s*\(\s*"')
IN_UI = re.compile(r'translatable="(?:yes|true)"')
KEYWORDS = ('_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'g_dngettext:2,3')
DATA = ('.desktop.in', '.metainfo.xml.in', '.gschema.xml')


def has_words(path):
    if path.endswith('.c'):
        return bool(IN_C.search(tree.read(path)))
    if path.endswith('.ui'):
        return bool(IN_UI.search(tree.read(path)))
    return path.endswith(DATA)


def extract(path):
    """Writes the words of all files that po/POTFILES names; answers what went wrong."""
    well, said = tree.run('xgettext', '--files-from=po/POTFILES', '--directory=.', '--from-code=UTF-8',
                          f'--output={path}', *(f'--keyword={word}' for word in KEYWORDS))
    return [] if well else said.splitlines()


def main():
    report = tree.Report()
    named = [line for line in tree.lines('po/POTFILES') if line and not line.startswith('#')]
    there = [path for path in tree.files('.c', '.ui', *DATA, under=['app', 'data', 'src']) if has_words(path)]

    report.result('complete', [f'po/POTFILES lacks {path}' for path in there if path not in named])
    report.result('no file too many', [f'po/POTFILES names {path}, which has no words for people'
                                       for path in named if path not in there])
    report.result('sorted, each once', [] if named == sorted(set(named)) else ['po/POTFILES is not sorted'])
    in_src = [path for path in named if path.startswith('src/')]
    report.result('src/ speaks to developers',
                  [f'{path}: translated words belong in app/' for path in in_src])

    languages = [line for line in tree.lines('po/LINGUAS') if line and not line.startswith('#')]
    missing = [name for name in languages if f'po/{name}.po' not in tree.files('.po', under=['po'])]
    report.result('LINGUAS', [f'po/{name}.po is not there' for name in missing])
    with tempfile.TemporaryDirectory() as folder:
        words = os.path.join(folder, 'ferry.pot')
        report.result('the words', extract(words))
        for path in tree.files('.po', under=['po']):
            well, said = tree.run('msgfmt', '-c', '-o', '/dev/null', path)
            report.result(path, [] if well else said.splitlines())
            well, said = tree.run('msgcmp', path, words)
            report.result(f'{path} is complete', [] if well else said.splitlines())
    report.finish()


main()
