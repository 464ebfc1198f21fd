# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The order of the stages: a folder of src/ includes itself and folders above it in
src/meson.build, never below; src/ knows no GTK; app/ includes ferry.h and its own headers."""

import os
import re

import tree

QUOTED = re.compile(r'^\s*#\s*include\s+"([^"]+)"')
ANGLED = re.compile(r'^\s*#\s*include\s+<([^>]+)>')
TOOLKIT = re.compile(r'^(gtk|gdk|gsk|adwaita|gtksourceview|libadwaita)')


def read_order():
    order = []
    for match in re.finditer(r"^\s*'(\w+)/ferry-", tree.read('src/meson.build'), re.MULTILINE):
        if match[1] not in order:
            order.append(match[1])
    return order + ['rehearsal']


def includes(path, pattern):
    numbered = enumerate(tree.lines(path), 1)
    return [(number, match[1]) for number, line in numbered if (match := pattern.match(line))]


def look_at_stage(folder, order):
    problems = []
    allowed = order[:order.index(folder) + 1]
    for path in tree.files('.c', '.h', under=[f'src/{folder}']):
        for number, name in includes(path, QUOTED):
            if name == 'config.h':
                continue
            if not os.path.exists(os.path.join(tree.ROOT, 'src', name)):
                problems.append(f'{path}:{number}: {name} is not a header of src/')
            elif name.split('/')[0] not in allowed:
                problems.append(f'{path}:{number}: {folder}/ is above {name}')
        for number, name in includes(path, ANGLED):
            if TOOLKIT.match(name):
                problems.append(f'{path}:{number}: <{name}> in src/')
    return problems


def look_at_app():
    problems = []
    for path in tree.files('.c', '.h', under=['app']):
        for number, name in includes(path, QUOTED):
            if name in ('config.h', 'ferry.h'):
                continue
            if name.startswith('..') or not os.path.exists(os.path.join(tree.ROOT, 'app', name)):
                problems.append(f'{path}:{number}: {name} is neither ferry.h nor a header of app/')
    return problems


def main():
    report = tree.Report()
    order = read_order()
    folders = sorted(name for name in os.listdir(os.path.join(tree.ROOT, 'src'))
                     if os.path.isdir(os.path.join(tree.ROOT, 'src', name)))
    homeless = [name for name in folders
                if name not in order and tree.files('.c', '.h', under=[f'src/{name}'])]
    report.result('every folder has its place',
                  [f'src/{name} is not in src/meson.build' for name in homeless])
    for folder in order:
        report.result(f'src/{folder}', look_at_stage(folder, order))
    report.result('app', look_at_app())
    report.finish()


main()
