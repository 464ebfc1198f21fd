# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a look into a large image costs, against its budget: a look is made of ranged requests over a
network, so their number and their bytes count, not this machine's time."""

import json
import os
import subprocess
import sys
import tempfile

import disks

# (bytes, requests) that may be asked for, by how far the look goes
BUDGETS = {
    'file-systems': (1 << 20, 12),
    'system': (4 << 20, 40),
}
OVER_BUDGET = []


def look(build, depth, path):
    said = subprocess.run([os.path.join(build, 'tests/bench/ferry-bench-inspect'), depth, path],
                          check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(said)


def find_missing(report, depth):
    """What the look should have found and has not: a look that sees nothing costs little."""
    disk = report['disks'][0] if report.get('disks') else report
    found = [partition.get('file-system', {}).get('type') for partition in disk['partitions']]
    if found != ['ext4', 'xfs']:
        yield f'file systems: {found}'
    if depth == 'system' and 'Debian' not in disk.get('system', ''):
        yield 'release'
    if 'problem' in disk:
        yield disk['problem']


def weigh(build, kind, depth, path):
    report = look(build, depth, path)
    most_bytes, most_requests = BUDGETS[depth]
    name = f'inspect-{kind}-{depth}'
    for missing in find_missing(report, depth):
        print(f'bench: {name}: not found: {missing}', file=sys.stderr)
        OVER_BUDGET.append(name)
    n_bytes, requests, rounds = (report[key] for key in ('bytes-read', 'requests', 'rounds'))
    if n_bytes > most_bytes or requests > most_requests:
        OVER_BUDGET.append(name)
    yield f'{name}-bytes', n_bytes, 'bytes', f'the budget of {most_bytes}', n_bytes / most_bytes
    yield f'{name}-requests', requests, 'requests', f'the budget of {most_requests}', \
        requests / most_requests
    yield f'{name}-rounds', rounds, 'round trips', 'its requests one by one', rounds / requests


def bench(build):
    """A look into images of a TiB and more: bytes, requests and round trips, against the budget."""
    with tempfile.TemporaryDirectory() as folder:
        for kind, path in disks.make_all(folder):
            for depth in BUDGETS:
                yield from weigh(build, kind, depth, path)
            os.unlink(path)
    for name in sorted(set(OVER_BUDGET)):
        print(f'bench: {name} is over its budget, or found too little', file=sys.stderr)
