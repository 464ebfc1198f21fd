# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""What every lint shares: the files of the source tree, and the TAP that meson counts."""

import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SKIPPED_FOLDERS = {'.git', '_build', '_artifacts', '__pycache__', 'builddir'}


def files(*suffixes, under=('',)):
    """Paths of the tree, relative to its root, sorted: all, or those that end with a suffix."""
    found = []
    for top in under:
        for folder, folders, names in os.walk(os.path.join(ROOT, top)):
            folders[:] = [name for name in folders if name not in SKIPPED_FOLDERS]
            for name in names:
                path = os.path.relpath(os.path.join(folder, name), ROOT)
                if not suffixes or path.endswith(suffixes):
                    found.append(path)
    return sorted(found)


def scripts(interpreter):
    """Files without a suffix whose first line names the interpreter."""
    found = []
    for path in files():
        if '.' in os.path.basename(path) or not os.path.isfile(os.path.join(ROOT, path)):
            continue
        with open(os.path.join(ROOT, path), 'rb') as stream:
            first = stream.readline()
        if first.startswith(b'#!') and interpreter.encode() in first:
            found.append(path)
    return found


def read(path):
    with open(os.path.join(ROOT, path), encoding='utf-8') as stream:
        return stream.read()


def lines(path):
    return read(path).split('\n')


def run(*command):
    """(whether it went well, what it said)"""
    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False)
    return done.returncode == 0, done.stdout


class Report:
    """One TAP line a thing looked at; the problems, if any, as comments above it."""

    def __init__(self):
        self.count = 0
        self.failures = 0

    def result(self, name, problems):
        self.count += 1
        for problem in problems:
            print(f'# {problem}')
        if problems:
            self.failures += 1
        print(f'{"not ok" if problems else "ok"} {self.count} {name}', flush=True)

    def skip(self, name, reason):
        self.count += 1
        print(f'ok {self.count} {name} # SKIP {reason}', flush=True)

    def finish(self):
        print(f'1..{self.count}')
        sys.exit(1 if self.failures else 0)
