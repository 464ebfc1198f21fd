# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a manifest of 100,000 parts costs the window that shows it: stalls and memory."""

import os
import subprocess
import sys

PARTS = 100000
ROUNDS = 3
GAP_BUDGET = 100  # ms
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
OVER_BUDGET = []


def judge(name, value, budget):
    if value > budget:
        OVER_BUDGET.append(name)
        print(f'bench: {name} is over its budget', file=sys.stderr)


def bench(build):
    """A manifest of 100,000 parts is opened, judged, searched and scrolled: worst main-loop gap, memory."""
    program = os.path.join(build, 'tests/bench/ferry-bench-manifest')
    environment = dict(os.environ, GSK_RENDERER='cairo', GSETTINGS_BACKEND='memory', SECRET_BACKEND='file',
                       SECRET_FILE_TEST_PATH='/proc/keyring', SECRET_FILE_TEST_PASSWORD='password',
                       GSETTINGS_SCHEMA_DIR=os.path.join(build, 'data'))
    worst = {}
    for _ in range(ROUNDS):
        said = subprocess.run([os.path.join(ROOT, 'tests/tools/desktop'), program, str(PARTS)], check=True,
                              stdout=subprocess.PIPE, text=True, env=environment).stdout
        for line in said.splitlines():
            name, value = line.split()
            worst[name] = max(worst.get(name, 0), float(value))
    for name in ('open', 'search', 'select', 'scroll'):
        gap = worst[f'gap-{name}']
        judge(f'manifest-100k-{name}', gap, GAP_BUDGET)
        yield f'manifest-100k-{name}', gap, 'ms of processor time, worst main-loop gap', \
            f'the budget of {GAP_BUDGET} ms', gap / GAP_BUDGET
    # the text, once, and what must be there while it is read and judged
    budget = 3 * worst['size'] + 200e6
    judge('manifest-100k-memory', worst['memory'], budget)
    yield 'manifest-100k-memory', worst['memory'] / worst['size'], 'bytes at the peak, a byte of the file', \
        'the budget: thrice the file and 200 MB', worst['memory'] / budget
