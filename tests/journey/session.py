# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Temporary keys: typed with their token and their end, good for the disks, and then their session
ends, on whatever page that is."""

import re

import account
import pages
from cloud import (ACCESS_KEY_ID, SECRET_ACCESS_KEY, SESSION_KEY_ID, SESSION_SECRET,
                   SESSION_TOKEN)
from driver import wait

NAME = 'Acme for an Hour'
SECONDS = 3600
ENDED = 'The Credentials Have Ended'
NEXT_STEP = 'Get new keys and enter them in the account'


def play(stage):
    cloud = stage.start_cloud('--session-seconds', str(SECONDS))
    stage.step('Open Ferry')
    ferry = stage.start_ferry()
    add_account(stage, cloud)
    pages.choose_account(stage, NAME)
    open_bucket(stage)

    stage.step('The session ends; the folder is not opened, and Ferry says why and what helps')
    cloud.tell(f'fault skew:{SECONDS}')
    ferry.open_row(re.compile(rf'^{pages.FOLDER}/?\b'))
    ferry.read(ENDED)
    ferry.read(NEXT_STEP)
    stage.picture('ended-disks')
    replace_keys(stage)
    account.check_secrets(stage, SESSION_SECRET, SESSION_TOKEN, SECRET_ACCESS_KEY)


def add_account(stage, cloud):
    ferry = stage.application
    stage.step('Account: temporary keys; the end of the session is asked for once there is a token')
    account.type_account(ferry, cloud, NAME, SESSION_KEY_ID, SESSION_SECRET)
    ferry.press('Save')
    ferry.read('need their session token')
    ferry.type('Session Token (Optional)', SESSION_TOKEN)
    ferry.type('Session Ends (UTC)', cloud.session_end)
    stage.picture('add-session')
    ferry.press('Save')
    ferry.leave_dialog()
    ferry.row(re.compile(r'Ends in'))


def open_bucket(stage):
    ferry = stage.application
    stage.step(f'Disks: bucket {pages.BUCKET} opens with the token')
    ferry.choose_row(pages.BUCKET)
    ferry.row(re.compile(rf'^{pages.FOLDER}/?\b'))
    stage.picture('disks')


def replace_keys(stage):
    ferry = stage.application
    stage.step('Account: the ended keys are not taken any more')
    ferry.press('Back')
    ferry.press(f'Edit {NAME}')
    ferry.enter_dialog('Edit Account')
    ferry.press('Save')
    ferry.read(ENDED)
    ferry.read(NEXT_STEP)
    stage.picture('ended-account')

    stage.step('Account: with new keys it is ready, and the folder opens')
    ferry.type('Access Key ID', ACCESS_KEY_ID)
    ferry.type(re.compile('^Secret Access Key'), SECRET_ACCESS_KEY)
    ferry.press('Save')
    ferry.leave_dialog()
    wait('the end to go', lambda: not ferry.look(None, re.compile('Ends in')))
    ferry.press('Next')
    ferry.choose_row(pages.BUCKET)
    ferry.open_row(re.compile(rf'^{pages.FOLDER}/?\b'))
    ferry.row(re.compile(rf'\b{re.escape(pages.DISK)}'))
    stage.picture('new-keys')
