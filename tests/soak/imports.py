#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""imports.py BUILD NAME [--runs N] [--seed S] [--jobs J] [--only RUN] [--keep]: imports a plan of 10
machines with 20 data volumes against a rehearsal cloud, over and over, while something goes wrong.
Closes with "N passed, N failed". A run that fails leaves its folder in _artifacts/soak/NAME."""

import argparse
import collections
import concurrent.futures
import os
import random
import subprocess
import sys
import threading
import time
import traceback

import cases
import verdict
from rig import ROOT, Cloud, Failure, Rig

# when no run without kills has told
LINES = 300


def make_plan(build, folder):
    """Once for all runs: the fleet is always the same."""
    os.makedirs(folder, exist_ok=True)
    cloud = Cloud(build, folder)
    path = os.path.join(folder, 'fleet.ferry-plan')
    try:
        subprocess.run([os.path.join(build, 'tests/kill/ferry-fleet-plan'), cloud.endpoint, path],
                       check=True)
    finally:
        cloud.stop()
    return path


def play(name, options, number):
    """One run. Returns: whether it passed"""
    folder = os.path.join(options.folder, f'{number:03}')
    seed = options.seed + number
    rig = Rig(options.build, folder, options.plan)
    started = time.monotonic()
    failure = None
    try:
        said = cases.CASES[name](rig, random.Random(f'{name} {seed}'), number, options)
    except Failure as error:
        failure = str(error)
    except Exception:
        failure = traceback.format_exc()
    finally:
        rig.stop()
    took = time.monotonic() - started
    if failure:
        print(f'run {number} of {options.runs}, seed {seed}, {took:.1f} s: FAILED, see {folder}\n'
              f'    {failure}', flush=True)
    else:
        print(f'run {number} of {options.runs}, seed {seed}, {took:.1f} s: {said}: passed', flush=True)
        if not options.keep:
            rig.remove()
    return failure is None


def measure(options):
    """A run without kills, for how many lines there are to be killed at."""
    rig = Rig(options.build, os.path.join(options.folder, 'measure'), options.plan)
    try:
        before = cases.begin(rig)
        started = time.monotonic()
        rig.finish()
        took = time.monotonic() - started
        lines = cases.judge(rig, before)
        print(f'a run in which nothing goes wrong writes {lines} lines in {took:.1f} s', flush=True)
        rig.remove()
        return lines
    finally:
        rig.stop()


def read_options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('build')
    parser.add_argument('name', choices=cases.CASES)
    parser.add_argument('--runs', type=int, default=5)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--jobs', type=int, default=os.cpu_count())
    parser.add_argument('--only', type=int, help='only this run of all')
    parser.add_argument('--keep', action='store_true', help='keep the folders of runs that passed')
    options = parser.parse_args()
    options.build = os.path.abspath(options.build)
    options.folder = os.path.join(ROOT, '_artifacts/soak', options.name)
    return options


def main():
    options = read_options()
    counts, lock = collections.Counter(), threading.Lock()

    def note(what):
        with lock:
            counts[what] += 1
    options.note = note
    options.plan = make_plan(options.build, options.folder)
    try:
        options.lines = measure(options) if options.name == 'kill-import' else LINES
    except Failure as failure:
        print(f'the run in which nothing goes wrong: {failure}')
        print(f'0 passed, {options.runs} failed')
        return 1
    numbers = [options.only] if options.only is not None else range(options.runs)
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        results = list(pool.map(lambda number: play(options.name, options, number), numbers))
    if counts:
        print('killed: ' + ', '.join(f'{what} {counts[what]}' for what in sorted(counts)))
    print(f'{results.count(True)} passed, {results.count(False)} failed')
    return 0 if all(results) and results else 1


sys.exit(main())
