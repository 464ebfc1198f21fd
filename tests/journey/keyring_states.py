# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""A locked keyring whose prompt is dismissed, an account for this session, and its removal, undone."""

import re
import subprocess

import account
import keyring
from cloud import SECRET_ACCESS_KEY
from driver import wait


def play(stage, dark=False):
    cloud = stage.start_cloud()
    stage.step('Open Ferry; the keyring is locked')
    ferry = stage.start_ferry(dark=dark)
    keyring.lock()

    stage.step('Add an account; the keyring asks to be unlocked; nobody wants to')
    account.type_account(ferry, cloud)
    ferry.press('Save')
    dismiss_prompt()

    stage.step('The dialog stays, says why, and keeps what was typed')
    ferry.read('The Keyring Is Locked')
    assert ferry.read_entry(ferry.find('entry', 'Name')) == account.NAME
    stage.picture('locked')

    stage.step('For this session only: the row and a notice say so, and it works')
    ferry.press('Use for This Session Only')
    ferry.leave_dialog()
    ferry.row(account.NAME)
    ferry.read(r'^This session only · ')
    ferry.read(rf'^For this session only: {account.NAME}\. ')
    ferry.choose_row(account.NAME)
    ferry.find('button', 'Next', sensitive=True)
    stage.picture('session-only')

    stage.step('Remove it, and undo')
    ferry.press(f'Edit {account.NAME}')
    ferry.enter_dialog('Edit Account')
    ferry.press('Remove Account')
    ferry.leave_dialog()
    # at once: it stays for ten seconds, and sanitizers make the window slow to read
    ferry.press('Undo')
    ferry.find('button', f'Edit {account.NAME}')
    ferry.read(r'^This session only · ')

    stage.step('The keyring is unlocked: saved again, the account is kept')
    ferry.press(f'Edit {account.NAME}')
    ferry.enter_dialog('Edit Account')
    stage.picture('edit')
    ferry.press('Save')
    answer_prompt()
    ferry.leave_dialog()
    wait('the session’s notice to go',
         lambda: not ferry.look('label', re.compile('^For this session only')))
    items = wait('the item', lambda: keyring.items(account.SCHEMA))
    assert len(items) == 1 and SECRET_ACCESS_KEY in items[0][1]

    stage.step('Remove it, and let the toast go: the keyring forgets it')
    ferry.press(f'Edit {account.NAME}')
    ferry.enter_dialog('Edit Account')
    ferry.press('Remove Account')
    ferry.leave_dialog()
    ferry.read(f'^“{account.NAME}” removed$')
    stage.picture('removed')
    ferry.gone('button', f'Edit {account.NAME}')
    wait('the keyring to be empty', lambda: not keyring.items(account.SCHEMA))


def dismiss_prompt():
    """The desktop's own dialog, for which it activates a program."""
    focus_prompt()
    subprocess.run(['xdotool', 'key', 'Escape'], check=True)


def answer_prompt():
    """With the password that tests/tools/desktop has given the keyring."""
    focus_prompt()
    subprocess.run(['xdotool', 'type', '--file', '-'], input='desktop', text=True, check=True)
    subprocess.run(['xdotool', 'key', 'Return'], check=True)


def focus_prompt():
    search = ['xdotool', 'search', '--onlyvisible', '--class', 'gcr-prompter']
    wait('the keyring’s prompt',
         lambda: subprocess.run(search, check=False, stdout=subprocess.PIPE).stdout.strip())
    subprocess.run([*search, 'windowfocus', '--sync'], check=True)
