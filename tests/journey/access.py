# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The whole migration with the keyboard alone, as somebody goes through it who hears the window. On
each page all that can have the focus says what it is, and the focus is somewhere."""

import re

import pages
from driver import wait
from keyboard import Keyboard, nameless

IMPORT = re.compile('^Import 1 Machine$')


def play(stage):
    stage.step('Open Ferry in rehearsal; the account is checked')
    ferry = stage.start_ferry('--rehearsal')
    keys = Keyboard(ferry)
    ferry.find('button', 'Next', sensitive=True)
    assert_names(ferry)

    stage.step('Account: the editor of a new one, opened and left with the keyboard')
    keys.go_to('button', 'Add Account…')
    keys.press('Return')
    ferry.enter_dialog('Add Account')
    ferry.find('entry', 'Name')
    assert_names(ferry)
    keys.press('Escape')
    ferry.leave_dialog()

    stage.step('Account: Tab to Next, Return')
    keys.go_to('row', 'Rehearse on This Computer')
    keys.go_to('button', 'Next')
    keys.press('Return')

    choose_disk(stage, keys)
    describe_machine(stage, keys)
    review(stage, keys)
    go_back_and_forth(stage, keys)
    start_import(stage, keys)
    use_dialogs(stage, keys)


def choose_disk(stage, keys):
    ferry = stage.application
    stage.step(f'Disks: down to the bucket {pages.BUCKET}, Return; the folder, Return; the disk')
    ferry.row(pages.BUCKET)
    assert_names(ferry)
    keys.go_to('row', pages.BUCKET)
    keys.press('Return')
    ferry.row(re.compile(f'^{pages.FOLDER}'))
    assert_names(ferry)
    keys.go_to('row', re.compile(f'^{pages.FOLDER}'))
    keys.press('Return')
    ferry.row(re.compile(re.escape(pages.DISK)))
    keys.go_to('row', re.compile(re.escape(pages.DISK)), key='Down')
    keys.press('space')
    ferry.read('stream-optimized')
    ferry.find('button', 'Next', sensitive=True)
    assert_names(ferry)
    stage.picture('disk')
    keys.press('ctrl+Return')


def describe_machine(stage, keys):
    ferry = stage.application
    stage.step('Machine: the name has the focus: type another; choose the platform with the arrows')
    ferry.find('entry', 'Instance Type')
    assert_names(ferry)
    keys.press('ctrl+a')
    keys.write('web01-by-keyboard')
    wait('the name', lambda: ferry.typed('Name') == 'web01-by-keyboard')
    keys.go_to('combo box', 'Platform')
    keys.press('space')
    keys.go_to('row', 'Windows', key='Down')
    keys.go_to('row', 'Linux', key='Up')
    stage.picture('platform')
    keys.press('Return')
    wait('the focus back on the row', lambda: keys.has_focus('combo box', 'Platform'))
    ferry.find('button', 'Next', sensitive=True)
    keys.press('ctrl+Return')


def review(stage, keys):
    ferry = stage.application
    stage.step('Review: the checks, the manifest and the request, from tab to tab')
    ferry.read('Blocks|Warning|Note|All Checks Passed')
    assert_names(ferry)
    for name, words in (('Manifest', '<manifest'), ('Requests', 'ImportInstance')):
        keys.go_to('view', name)
        keys.press('space')
        ferry.read_source(words)
        assert_names(ferry)
        stage.picture(name.lower())


def go_back_and_forth(stage, keys):
    ferry = stage.application
    stage.step('Back, and forth again: what was typed is there, and the focus is never lost')
    keys.press('alt+Left')
    ferry.find('entry', 'Instance Type')
    keys.expect_focus()
    assert ferry.typed('Name') == 'web01-by-keyboard'
    keys.press('ctrl+Return')
    ferry.read('Blocks|Warning|Note|All Checks Passed')
    keys.expect_focus()


def start_import(stage, keys):
    ferry = stage.application
    stage.step('Import: Tab to the last button, Return; Tasks tells of it')
    keys.go_to('button', IMPORT)
    keys.press('Return')
    ferry.read('Converting|import-i-')
    assert_names(ferry)
    keys.expect_focus()
    stage.step('Tasks: the instance stands; its ID is copied')
    ferry.read(pages.INSTANCE, deadline=60)
    assert_names(ferry)
    keys.go_to('button', 'Copy Instance ID')
    keys.press('space')
    ferry.read('^Copied$')
    stage.picture('landed')


def use_dialogs(stage, keys):
    ferry = stage.application
    stage.step('The shortcuts, opened and closed by their keys; the menu')
    keys.press('ctrl+question')
    # GTK's own window, whose search button has no name
    ferry.enter_dialog('Keyboard Shortcuts')
    keys.press('Escape')
    ferry.leave_dialog()
    keys.press('F10')
    wait('the menu', lambda: keys.has_focus('menu item', 'Open Disk…'))
    keys.press('Escape')
    keys.expect_focus()


def assert_names(ferry):
    """Whoever hears the window is told what each thing is that can have the focus."""
    wait('the window to stand still', lambda: stands_still(ferry))
    missing = nameless(ferry)
    assert not missing, 'nameless: ' + '; '.join(missing)


def stands_still(ferry):
    before = nameless(ferry)
    return before == nameless(ferry)
