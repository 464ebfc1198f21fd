# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Shell scripts pass shellcheck, Python ones compile, and all that have an interpreter are executable."""

import os
import shutil

import tree

ENTRANCES = ('run', 'check', '.ci/run', 'tests/bench/run', 'tests/gallery', 'tests/soak/run')


def compiles(path):
    try:
        compile(tree.read(path), path, 'exec')
    except SyntaxError as error:
        return [f'{path}:{error.lineno}: {error.msg}']
    return []


def main():
    report = tree.Report()
    shell = sorted(tree.scripts('bash') + tree.scripts('/bin/sh') + tree.files('.sh'))
    python = sorted(tree.scripts('python3') + tree.files('.py'))

    if shutil.which('shellcheck'):
        well, said = tree.run('shellcheck', *shell)
        report.result('shellcheck', [] if well else said.splitlines())
    else:
        report.skip('shellcheck', 'it is not installed')
    report.result('Python compiles', [problem for path in python for problem in compiles(path)])
    started = ENTRANCES + tuple(path for path in shell if path not in ENTRANCES)
    report.result('can be started', [f'{path} is not an executable file' for path in started
                                     if not os.access(os.path.join(tree.ROOT, path), os.X_OK)])
    report.finish()


main()
