# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""What ./run shows where there is no display: `ferry --rehearsal`, with a cloud that Ferry starts
itself."""

import pages


def play(stage):
    stage.step('Open Ferry in rehearsal')
    stage.start_ferry('--rehearsal')
    pages.choose_account(stage, 'Rehearse on This Computer')
    pages.choose_disk(stage)
    pages.describe_machine(stage)
    pages.review(stage)
    pages.start_import(stage)
    pages.follow_task(stage)
