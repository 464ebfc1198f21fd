# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""A whole cluster: 25 machines of 60 disks from one folder, planned in a few clicks; then settings by
keyboard (all of them are in tests/display/test-machines.c), and a plan that is saved, closed and opened
again, and is the same."""

import json
import os
import re

import pages
from driver import wait
from keyboard import Keyboard

BUCKET = 'acme-fleet'
MACHINES = 25
DISKS = 60
MOST_CLICKS = 9
# long, and not what the keyboard is for here
LISTS = ('Objects', 'Machines')
TITLE = rf'{MACHINES} Machines from {DISKS} Disks'


class Clicks:
    """Counts what a person would have clicked."""

    def __init__(self, ferry):
        self.ferry = ferry
        self.count = 0

    def row(self, name):
        self.count += 1
        self.ferry.choose_row(name)

    def open(self, name):
        # a double click
        self.count += 1
        self.ferry.open_row(name)

    def press(self, name):
        self.count += 1
        self.ferry.find('button', name, sensitive=True, deadline=60)
        self.ferry.press(name)


def play(stage):
    stage.step('Open Ferry in rehearsal')
    ferry = stage.start_ferry('--rehearsal')
    choose_disks(stage, ferry)
    path = os.path.join(os.environ['HOME'], 'night.json')

    keys = Keyboard(ferry, skip=LISTS)
    change(stage, ferry, keys)
    save(stage, ferry, keys, path)
    first = read(path)
    check(first)

    stage.step('Change one thing more, save again; only that has changed in the file')
    keys.press('F2')
    write_entry(ferry, keys, 'Name', 'app01-later')
    keys.press('ctrl+s')
    wait('the plan to be saved', lambda: read(path) != first)
    second = read(path)
    first['machines'][0]['name'] = 'app01-later'
    assert second == first

    stage.step('Close Ferry, start it again and open the plan: it is the same')
    ferry.stop()
    ferry = stage.start_ferry('--rehearsal')
    keys = Keyboard(ferry, skip=LISTS)
    ferry.choose_row('Rehearse on This Computer')
    ferry.find('button', 'Next', sensitive=True)
    keys.press('ctrl+shift+o')
    choose_file(ferry, keys, 'Open Plan', path)
    ferry.read(TITLE)
    wait('the first machine', lambda: ferry.typed('Name') == 'app01-later')
    stage.picture('opened')
    again = os.path.join(os.environ['HOME'], 'again.json')
    keys.press('ctrl+shift+s')
    choose_file(ferry, keys, 'Save Plan', again)
    wait('the copy', lambda: os.path.exists(again))
    assert read(again) == second, 'the plan that was opened is another one'


def choose_disks(stage, ferry):
    clicks = Clicks(ferry)
    clicks.row('Rehearse on This Computer')
    clicks.press('Next')
    stage.step(f'Disks: all of a folder of {BUCKET}')
    clicks.row(BUCKET)
    clicks.open(re.compile(rf'^{pages.FOLDER}/?\b'))
    clicks.press('Add All Disks')
    ferry.read(rf'{DISKS} disks', deadline=60)
    stage.picture('disks')
    clicks.press('Next')
    stage.step(f'Machines: {MACHINES} of {DISKS} disks, in {clicks.count} clicks')
    ferry.read(TITLE)
    assert clicks.count <= MOST_CLICKS, f'{clicks.count} clicks'
    stage.picture('machines')


def write_entry(ferry, keys, name, text):
    """Into the entry that has the focus."""
    keys.press('ctrl+a')
    keys.write(text)
    wait(f'{name} to be “{text}”', lambda: ferry.typed(name) == text)


def choose(keys, combo, row):
    keys.go_to('combo box', combo)
    keys.press('space')
    keys.go_to('row', row, key='Down')
    keys.press('Return')
    wait('the focus back on the row', lambda: keys.has_focus('combo box', combo))


def choose_file(ferry, keys, title, path):
    """In GTK's own dialog."""
    ferry.enter_dialog(title)
    keys.press('ctrl+a')
    keys.write(path)
    keys.press('Return')
    ferry.leave_dialog()


def change(stage, ferry, keys):
    stage.step('Machines: some settings of the first machine, with the keyboard alone')
    keys.press('F2')
    write_entry(ferry, keys, 'Name', 'app01-new')
    choose(keys, 'Platform', 'Windows')
    keys.go_to('spin button', re.compile('app01-data1.raw'))
    keys.press('Up')
    stage.picture('settings')


def save(stage, ferry, keys, path):
    stage.step('Machines: save the plan')
    keys.press('ctrl+s')
    choose_file(ferry, keys, 'Save Plan', path)
    wait('the file', lambda: os.path.exists(path))


def read(path):
    with open(path, encoding='utf-8') as stream:
        return json.load(stream)


def check(plan):
    assert len(plan['machines']) == MACHINES
    assert sum(1 + len(machine['data-disks']) for machine in plan['machines']) == DISKS
    machine = plan['machines'][0]
    assert machine['name'] == 'app01-new'
    assert machine['platform'] == 'Windows'
    assert machine['data-disks'][0]['volume-size'] == 2
