# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""From a typed-in account to an instance, with everything talking that can talk; then every place is
searched for the secret key and for the signatures of the links. Each search has first to find a
decoy that was put there."""

import os
import re
import subprocess

import account
import keyring
import pages
from cloud import ACCESS_KEY_ID, SECRET_ACCESS_KEY
from driver import everything_said, wait
from places import Monitor, Places, accessibility_bus, file_texts, process_texts, spellings

DECOY = 'decoy/that/must/be/found/0000000000000000'
ENCRYPTED = b'dh-ietf1024-sha256-aes128-cbc-pkcs7'


def play(stage):
    cloud = stage.start_cloud()
    places = Places()
    session = Monitor(os.environ['DBUS_SESSION_BUS_ADDRESS'], stage.artifact('session-bus.bin'))
    accessible = Monitor(accessibility_bus(), stage.artifact('accessibility-bus.bin'))
    try:
        stage.step('Open Ferry with all its debug output')
        stage.start_ferry(environment={'G_MESSAGES_DEBUG': 'all'})
        fill_in(stage, cloud, places)
        try_to_copy(stage)
        save(stage, places)
        migrate(stage, places)
        stage.step('The keyring service holds the secret, so it did travel')
        items = keyring.items(account.SCHEMA)
        assert len(items) == 1 and SECRET_ACCESS_KEY in items[0][1], 'no secret in the keyring'
        plant(stage)
        places.add('the session bus', session.stop())
        places.add('the accessibility bus', accessible.stop())
        search(stage, places)
    finally:
        session.stop()
        accessible.stop()


def fill_in(stage, cloud, places):
    """By the keyboard: AT-SPI would carry what it is told to type."""
    ferry = stage.application
    stage.step('Account: type the keys of a new one on the keyboard')
    ferry.press('Add Account…')
    ferry.enter_dialog('Add Account')
    ferry.type('Name', DECOY)
    ferry.type('Access Key ID', ACCESS_KEY_ID)
    ferry.expand('Advanced')
    ferry.type('Endpoint Instead of AWS (Optional)', cloud.endpoint)
    ferry.type_keys('Session Token (Optional)', SECRET_ACCESS_KEY)
    places.add_tree('the dialog with a typed token', everything_said(ferry.root))
    ferry.clear_keys('Session Token (Optional)')
    ferry.type_keys('Secret Access Key', SECRET_ACCESS_KEY)
    places.add_tree('the dialog with a typed secret', everything_said(ferry.root))
    stage.picture('typed')


def try_to_copy(stage):
    ferry = stage.application
    name = ferry.find('entry', 'Name')
    stage.step('The typed secret, selected, is not copied by the keyboard')
    ferry.copy_all('Name')
    ferry.copy_all('Secret Access Key')
    ferry.paste_over('Name', name)
    assert ferry.read_entry(name) == DECOY, f'“{ferry.read_entry(name)}” was on the clipboard'

    stage.step('AT-SPI, which may copy what is hidden, copies nothing but stand-ins')
    ferry.copy_by_request('Secret Access Key')
    ferry.paste_over('Name', name)
    said = ferry.read_entry(name)
    assert set(said) == {'*'} and len(said) == len(SECRET_ACCESS_KEY), f'it copied “{said}”'
    ferry.type('Name', DECOY)


def save(stage, places):
    ferry = stage.application
    stage.step('Save: the row of the account is there')
    ferry.press('Save')
    ferry.leave_dialog()
    ferry.row(DECOY)
    places.add_tree('the page Account', everything_said(ferry.root))


def migrate(stage, places):
    ferry = stage.application
    pages.choose_account(stage, DECOY)
    places.add_tree('the page Disks', everything_said(ferry.root))
    pages.choose_disk(stage)
    pages.describe_machine(stage)
    pages.review(stage)
    places.add_tree('the page Review', everything_said(ferry.root))
    pages.start_import(stage)
    ferry.read(r'Converting|Progress|import-i-')
    places.add_tree('the page Tasks', everything_said(ferry.root))
    pages.follow_task(stage)
    places.add_tree('the page Tasks, landed', everything_said(ferry.root))


def plant(stage):
    """A decoy in each place that is not asked about the account's name anyhow."""
    stage.step('Put decoys where secrets are looked for')
    with open(stage.log_path(), 'a', encoding='utf-8') as log:
        print(DECOY, file=log)
    with open(os.path.join(os.environ['XDG_CACHE_HOME'], 'decoy'), 'w', encoding='utf-8') as file:
        file.write(DECOY)
    subprocess.run(['dbus-send', '--session', '--print-reply', '--dest=org.freedesktop.DBus', '/',
                    'org.freedesktop.DBus.NameHasOwner', f'string:{DECOY}'], check=False,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def signatures(stage):
    """Of every link that Ferry has made: they lie in the manifest, in the cloud's own folder."""
    found = set()
    for _, text in file_texts(stage.cloud_folder()):
        found.update(re.findall(rb'X-Amz-Signature=([0-9a-f]{64})', text))
    assert found, 'the cloud holds no manifest with links'
    return found


def search(stage, places):
    stage.step('The secret has crossed the session bus only in an encrypted session')
    assert ENCRYPTED in places.text('the session bus'), 'no encrypted session was opened'

    stage.step('Gather logs, files, process lines and environments')
    places.add('stdout and stderr', file_text(stage.log_path()))
    places.add_all('file', file_texts(os.environ['HOME'], without=stage.cloud_folder()))
    with subprocess.Popen(['sleep', 'infinity'], executable='/bin/sleep',
                          env={'DECOY': DECOY}) as sleeper, \
            subprocess.Popen([DECOY, 'infinity'], executable='/bin/sleep') as liar:
        # a program that has just begun has neither for a moment
        wait('the decoy’s environment', lambda: file_text(f'/proc/{sleeper.pid}/environ'))
        wait('the decoy’s process line', lambda: file_text(f'/proc/{liar.pid}/cmdline'))
        places.add_all('process', process_texts(but=os.getpid()))
        sleeper.kill()
        liar.kill()

    stage.step('Each kind of place gives the decoy away')
    for kind in ('the session bus', 'the accessibility bus', 'stdout and stderr', 'file',
                 'cmdline', 'environ', 'the dialog with a typed secret', 'the page Account'):
        assert places.find([DECOY.encode()], kind), f'the decoy is not found in {kind}'

    stage.step('No place gives the secret key away, in any spelling')
    found = places.find(spellings(SECRET_ACCESS_KEY))
    assert not found, f'the secret key in {found}'

    stage.step('No place gives the signature of a link away')
    found = places.find(signatures(stage))
    assert not found, f'a signature in {found}'


def file_text(path):
    with open(path, 'rb') as stream:
        return stream.read()
