# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""From a typed-in account to an instance: the normal application, a real keyring service, and a
rehearsal cloud that it knows only by its address."""

import os

import keyring
import pages
from cloud import ACCESS_KEY_ID, SECRET_ACCESS_KEY

NAME = 'Acme Production'
SCHEMA = 'io.github.vmferry.Ferry'


def play(stage, dark=False):
    cloud = stage.start_cloud()
    stage.step('Open Ferry' + (', dark' if dark else ''))
    stage.start_ferry(dark=dark)
    add_account(stage, cloud)
    check_keyring(stage, cloud)
    pages.choose_account(stage, NAME)
    pages.choose_disk(stage)
    pages.describe_machine(stage)
    pages.review(stage)
    pages.start_import(stage)
    instance = pages.follow_task(stage)
    check_cloud(stage, cloud, instance)
    check_secrets(stage)


def type_account(ferry, cloud, name=NAME, key_id=ACCESS_KEY_ID, secret=SECRET_ACCESS_KEY):
    """Into the dialog for a new one, which is left open."""
    ferry.press('Add Account…')
    ferry.enter_dialog('Add Account')
    ferry.type('Name', name)
    ferry.type('Access Key ID', key_id)
    ferry.type('Secret Access Key', secret)
    ferry.expand('Advanced')
    ferry.type('Endpoint Instead of AWS (Optional)', cloud.endpoint)


def add_account(stage, cloud):
    ferry = stage.application
    stage.step('Account: type the keys of a new one')
    type_account(ferry, cloud)
    stage.picture('add-account')
    ferry.press('Save')
    ferry.leave_dialog()


def check_keyring(stage, cloud):
    stage.step('The keyring service holds the keys, Ferry’s process line does not')
    stage.application.row(NAME)
    items = keyring.items(SCHEMA)
    assert len(items) == 1, f'{len(items)} items in the keyring'
    attributes, secret = items[0]
    assert SECRET_ACCESS_KEY in secret, 'the secret is not the item’s secret'
    assert SECRET_ACCESS_KEY not in str(attributes), 'the secret is readable while locked'
    assert ACCESS_KEY_ID in attributes.values(), f'no access key id in {sorted(attributes)}'
    assert cloud.endpoint in attributes.values(), f'no endpoint in {sorted(attributes)}'


def check_cloud(stage, cloud, instance):
    stage.step('Exactly one ImportInstance has reached the cloud, and the window shows its instance')
    imports = [event for event in cloud.events if event.get('operation') == 'ImportInstance']
    assert len(imports) == 1, f'{len(imports)} ImportInstance'
    landed = cloud.wait_event('that the instance stands', lambda event: (
        event.get('event') == 'task' and instance in event.values()))
    assert landed['task'] == imports[0]['task'], 'an instance of another task'


def check_secrets(stage, *typed):
    stage.step('No secret in the process line, the log, the settings or the journal')
    secrets = (b'X-Amz-Signature=', *(secret.encode() for secret in typed or [SECRET_ACCESS_KEY]))
    places = [f'/proc/{process.pid}/cmdline'
              for process in (stage.application.process, stage.cloud.process)]
    places.append(stage.log_path())
    for folder in (os.environ['XDG_CONFIG_HOME'], os.environ['XDG_CACHE_HOME'],
                   os.environ['XDG_STATE_HOME'], os.environ['XDG_DATA_HOME']):
        for top, _, names in os.walk(folder):
            # the keyring's own file is encrypted; were it not, this would say so
            places += [os.path.join(top, name) for name in names]
    for place in places:
        if not os.path.isfile(place):
            continue
        with open(place, 'rb') as stream:
            text = stream.read()
        for secret in secrets:
            assert secret not in text, f'a secret in {place}'
