# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""A whole cluster: 25 machines of 60 disks from one folder, planned in a few clicks; then settings by
keyboard alone, a plan that is saved, closed and opened again, and is the same."""

import re

import pages

BUCKET = 'acme-fleet'
MACHINES = 25
DISKS = 60
MOST_CLICKS = 9


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
    ferry.read(rf'{MACHINES} Machines from {DISKS} Disks')
    assert clicks.count <= MOST_CLICKS, f'{clicks.count} clicks'
    stage.picture('machines')
