# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""What Ferry takes of the processor while EC2 converts a disk for days: a minute each with the tasks
in sight, on another page, and without a window on the screen. tests/bench/run idle-watch reads it."""

import json
import os
import subprocess
import time

import account
import pages

MINUTE = float(os.environ.get('FERRY_IDLE_SECONDS', '60'))
# until what a page shows has come to rest
SETTLING = 5


def processor_time(pid):
    """Seconds of all its threads, in the program and in the system for it."""
    with open(f'/proc/{pid}/stat', encoding='utf-8') as stream:
        fields = stream.read().rsplit(')', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')


def measure(pid):
    """Percent of one processor. Nobody looks meanwhile, not even through AT-SPI."""
    time.sleep(SETTLING)
    before, began = processor_time(pid), time.monotonic()
    time.sleep(MINUTE)
    return 100 * (processor_time(pid) - before) / (time.monotonic() - began)


def play(stage):
    cloud = stage.start_cloud('--import-seconds', '500000')
    stage.step('Open Ferry, add an account')
    ferry = stage.start_ferry()
    account.add_account(stage, cloud)
    pages.choose_account(stage, account.NAME)
    pages.choose_disk(stage)
    pages.describe_machine(stage)
    stage.step('Review')
    ferry.read(r'Blocks|Warning|Note|All Checks Passed')
    pages.start_import(stage)
    ferry.read(r'Converting|Progress|import-i-')
    pid = ferry.process.pid
    said = {}
    stage.step('A minute with the tasks in sight')
    said['shown'] = measure(pid)
    stage.picture('idle')
    stage.step('A minute on another page')
    ferry.press('Migrate', role='view')
    said['aside'] = measure(pid)
    stage.step('A minute without a window on the screen')
    subprocess.run(['xdotool', 'search', '--all', '--onlyvisible', '--pid', str(pid), '--name', '.',
                    'windowunmap', '%@'], check=True)
    said['hidden'] = measure(pid)
    with open(stage.artifact('idle.json'), 'w', encoding='utf-8') as stream:
        json.dump(said, stream)
