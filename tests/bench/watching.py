# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""What watching conversion tasks costs: a thousand of them while a hundred go on at a time, and a few
that EC2 says nothing new of for days."""

import json
import os
import statistics
import subprocess
import sys
import tempfile

TASKS = 1000
CHANGES = 100
TICKS = 60
ROUNDS = 3
STALL_BUDGET = 16  # ms: a frame
IDLE_BUDGET = 0.5  # percent of a processor
OVER_BUDGET = []
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def judge(name, is_well, what):
    if not is_well:
        OVER_BUDGET.append(name)
        print(f'bench: {name}: {what}', file=sys.stderr)


def bench_tasks(build):
    """1,000 tasks, 100 of them further a tick, 60 ticks: worst main-loop gap, notifies, what stays."""
    command = [os.path.join(ROOT, 'tests/tools/desktop'),
               os.path.join(build, 'tests/bench/ferry-bench-tasks'), str(TASKS), str(CHANGES), str(TICKS)]
    # as for the stalls: all that is drawn, is drawn in the main thread, and counts
    environment = dict(os.environ, GSK_RENDERER='cairo')
    rows = {}
    for _ in range(ROUNDS):
        said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment).stdout
        for line in said.splitlines():
            name, *numbers = line.split()
            rows.setdefault(name, []).append([float(number) for number in numbers])
    for name, numbers in rows.items():
        gaps, _, notifies, kept = zip(*numbers)
        # of the processor's time, so what another program took in between is not in it
        gap = statistics.median(gaps)
        judge(name, gap < STALL_BUDGET, 'the main loop was away for too long')
        judge(name, all(kept), 'selection, focus or scroll did not stay')
        judge(name, max(notifies) <= 2, 'a change is told more than once')
        yield name, gap, 'ms of processor time, worst main-loop gap', f'the budget of {STALL_BUDGET} ms', \
            gap / STALL_BUDGET
        yield f'{name}-notifies', max(notifies), 'notifies a task that changed', \
            'its message and its percent', max(notifies) / 2


def bench_idle(build):
    """The processor of an idle watching Ferry over a minute: tasks in sight, on another page, hidden."""
    with tempfile.TemporaryDirectory() as folder:
        artifacts = os.path.join(folder, 'journey')
        subprocess.run([os.path.join(ROOT, 'tests/journey/run'), 'idle', '--build', build, '--artifacts',
                        artifacts, '--plain'], check=True, stdout=sys.stderr)
        with open(os.path.join(artifacts, 'idle.json'), encoding='utf-8') as stream:
            said = json.load(stream)
    for where, percent in said.items():
        name = f'idle-watch-{where}'
        judge(name, percent < IDLE_BUDGET, 'it takes too much of the processor')
        yield name, percent, '% of a processor', f'the budget of {IDLE_BUDGET} %', percent / IDLE_BUDGET
