# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""What goes wrong on the way to a disk, and how it is put right again in the window: a wrong secret, a
clock that is 20 minutes off, a list of buckets that is denied, a storm of 503."""

import os
import re

import account
import pages
from cloud import ACCESS_KEY_ID, SECRET_ACCESS_KEY
from driver import wait

CLOCK = r'clock is 20 minutes behind AWS'
WRONG_SECRET = 'not/the/secret/of/that/key/00000000000000'


def play(stage, dark=False, size=None):
    if size:
        remember_size(*size)
    cloud = stage.start_cloud()
    cloud.tell('fault skew:1200')
    stage.step('Open Ferry; AWS’s clock is 20 minutes ahead of this computer’s')
    ferry = stage.start_ferry(dark=dark)
    type_wrong_secret(stage, cloud)
    correct_secret(stage)
    see_clock(stage)
    open_denied_bucket(stage, cloud)
    sit_out_storm(stage, cloud)

    stage.step('The clock is right again, and nothing is said of it')
    wait('the notice to go', lambda: not ferry.look(None, re.compile(CLOCK)))
    stage.picture('put-right')
    account.check_secrets(stage)


def remember_size(width, height):
    """As if Ferry had been closed with that size: the settings of a desktop without dconf."""
    folder = os.path.join(os.environ['XDG_CONFIG_HOME'], 'glib-2.0/settings')
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, 'keyfile'), 'a', encoding='utf-8') as stream:
        stream.write(f'[{account.SCHEMA.replace(".", "/")}]\n'
                     f'window-width={width}\nwindow-height={height}\n')


def type_wrong_secret(stage, cloud):
    ferry = stage.application
    stage.step('Account: the secret is wrong, and the dialog says so')
    account.type_account(ferry, cloud, secret=WRONG_SECRET)
    ferry.press('Save')
    ferry.read('The Secret Access Key Is Wrong')
    stage.picture('wrong-secret')

    stage.step('Nothing that was typed is lost')
    for name, typed in (('Name', account.NAME), ('Access Key ID', ACCESS_KEY_ID),
                        ('Endpoint Instead of AWS (Optional)', cloud.endpoint)):
        assert ferry.typed(name) == typed, f'{name}: {ferry.typed(name)}'
    assert len(ferry.typed('Secret Access Key')) == len(WRONG_SECRET), 'the secret is gone'


def correct_secret(stage):
    ferry = stage.application
    stage.step('The secret is corrected, and the account is kept')
    ferry.type('Secret Access Key', SECRET_ACCESS_KEY)
    ferry.press('Save')
    ferry.leave_dialog()
    ferry.choose_row(account.NAME)
    ferry.find('button', 'Next', sensitive=True)


def see_clock(stage):
    stage.step('The clock’s error is measured, allowed for, and told')
    stage.application.read(CLOCK)
    stage.picture('clock')


def open_denied_bucket(stage, cloud):
    ferry = stage.application
    stage.step('Disks: the list of buckets is denied')
    cloud.tell('fault status:ListBuckets:403:always')
    ferry.press('Next')
    ferry.read('Access Denied')
    ferry.read('s3:ListAllMyBuckets')
    stage.picture('denied')

    stage.step('The bucket is opened by its name')
    ferry.press('Open by Name…')
    ferry.type('Name of the bucket', pages.BUCKET)
    ferry.press('Open')
    ferry.row(re.compile(rf'^{pages.FOLDER}/?\b'))
    stage.picture('opened-by-name')


def sit_out_storm(stage, cloud):
    ferry = stage.application
    stage.step('A storm of 503: Ferry tries again, gives up, and says so')
    cloud.tell('fault status:ListObjectsV2:503:always')
    ferry.open_row(re.compile(rf'^{pages.FOLDER}/?\b'))
    ferry.read('Too Many Requests')
    stage.picture('storm')
    asked = [event for event in cloud.events if event.get('operation') == 'ListObjectsV2'
             and event.get('status') == 503]
    assert len(asked) == 4, f'{len(asked)} requests'

    stage.step('The storm is over: it goes on where it was')
    cloud.tell('no-faults')
    ferry.press('Try Again')
    ferry.row(re.compile(rf'\b{re.escape(pages.DISK)}'))
