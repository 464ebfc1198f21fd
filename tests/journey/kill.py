# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Ferry is killed when EC2 has done ImportInstance and the reply is lost. Started again it must find
the task, adopt it, and never ask for a second one."""

import glob
import json
import os

import account
import pages


def is_import(event):
    return event.get('operation') == 'ImportInstance'


def last_state():
    """What the only journal says last."""
    journals = glob.glob(os.path.join(os.environ['XDG_STATE_HOME'], 'ferry/journal/*.journal'))
    assert len(journals) == 1, f'{len(journals)} journals'
    with open(journals[0], encoding='utf-8') as stream:
        return json.loads(stream.read().splitlines()[-1]).get('state')


def play(stage):
    cloud = stage.start_cloud('--fault', 'hold-reply:ImportInstance')
    stage.step('Open Ferry, add an account')
    ferry = stage.start_ferry()
    account.add_account(stage, cloud)
    pages.choose_account(stage, account.NAME)
    pages.choose_disk(stage)
    pages.describe_machine(stage)
    stage.step('Review')
    ferry.read(r'Blocks|Warning|Note|All Checks Passed')
    pages.start_import(stage)

    stage.step('The cloud has done ImportInstance and holds its reply: kill Ferry')
    cloud.wait_event('that ImportInstance is done', is_import)
    ferry.kill()
    assert last_state() == 'requesting', f'the journal ends with “{last_state()}”'

    stage.step('Start Ferry again, the cloud out of reach: the import is unconfirmed')
    cloud.pause()
    ferry = stage.start_ferry()
    ferry.press('Tasks', role='view')
    ferry.read('Unconfirmed')
    stage.picture('unconfirmed')

    stage.step('The cloud is back: Ferry finds its task and adopts it; the instance stands')
    cloud.resume()
    instance = ferry.read(pages.INSTANCE, deadline=120)[0]
    stage.picture('adopted')

    stage.step('It goes on by itself until the machine has landed')
    ferry.read('Landed', deadline=120)
    ferry.read('1 of 1 attached')
    stage.picture('landed')
    account.check_cloud(stage, cloud, instance)
    account.check_secrets(stage)
