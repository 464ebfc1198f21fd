#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""imports.py BUILD NAME [--runs N] [--seed S] [--jobs J] [--only RUN] [--keep] [--tap] [--folder FOLDER]:
imports a plan of 10 machines with 20 data volumes against a rehearsal cloud, over and over, while something
goes wrong. Closes with "N passed, N failed". A run that fails leaves its folder in FOLDER/NAME
(_artifacts/soak)."""

import argparse
import collections
import concurrent.futures
import os
import random
import shutil
import subprocess
import sys
import tempfile
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


def make_folder():
    """In memory where that can be: a computer that loses its power is not played here, and syncing a
    disk is most of what the cloud does."""
    memory = '/dev/shm'
    return tempfile.mkdtemp(prefix='ferry-soak-', dir=memory if os.access(memory, os.W_OK) else None)


def play(name, options, number):
    """One run. Returns: whether it passed"""
    kept = os.path.join(options.folder, f'{number:03}')
    seed = options.seed + number
    rig = Rig(options.build, make_folder(), options.plan)
    started = time.monotonic()
    said, failure = '', None
    try:
        said = cases.CASES[name](rig, random.Random(f'{name} {seed}'), number, options)
    except Failure as error:
        failure = str(error)
    except Exception:
        failure = traceback.format_exc()
    finally:
        rig.stop()
    took = time.monotonic() - started
    run = f'run {number} of {options.runs}, seed {seed}, {took:.1f} s'
    if options.tap:
        print(f'{"not ok" if failure else "ok"} {number + 1} - {run}: {said if not failure else "see " + kept}')
    else:
        print(f'{run}: {"FAILED, see " + kept if failure else said + ": passed"}')
    if failure or options.keep:
        shutil.rmtree(kept, ignore_errors=True)
        shutil.move(rig.folder, kept)
    rig.remove()
    if failure:
        print('# ' + failure.replace('\n', '\n# '), flush=True)
    return failure is None


def measure(options):
    """A run without kills, for how many lines there are to be killed at."""
    rig = Rig(options.build, make_folder(), options.plan)
    try:
        before = cases.begin(rig)
        started = time.monotonic()
        rig.finish()
        took = time.monotonic() - started
        lines = cases.judge(rig, before)
        print(f'# a run in which nothing goes wrong writes {lines} lines in {took:.1f} s', flush=True)
        return lines
    finally:
        rig.stop()
        rig.remove()


def read_options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('build')
    parser.add_argument('name', choices=cases.CASES)
    parser.add_argument('--runs', type=int, default=5)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--jobs', type=int, default=os.cpu_count())
    parser.add_argument('--only', type=int, help='only this run of all')
    parser.add_argument('--keep', action='store_true', help='keep the folders of runs that passed')
    parser.add_argument('--tap', action='store_true', help='say it in TAP')
    parser.add_argument('--folder', default=os.path.join(ROOT, '_artifacts/soak'))
    options = parser.parse_args()
    options.build = os.path.abspath(options.build)
    options.folder = os.path.join(os.path.abspath(options.folder), options.name)
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
        print(f'# the run in which nothing goes wrong: {failure}')
        options.lines = LINES
    numbers = [options.only] if options.only is not None else range(options.runs)
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        results = list(pool.map(lambda number: play(options.name, options, number), numbers))
    if counts:
        print('# killed: ' + ', '.join(f'{what} {counts[what]}' for what in sorted(counts)))
    passed, failed = results.count(True), results.count(False)
    print(f'1..{passed + failed}' if options.tap else f'{passed} passed, {failed} failed')
    return 0 if all(results) and results else 1


sys.exit(main())
