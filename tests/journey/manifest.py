# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""A disk that an old tool has cut into parts, with the manifest that it wrote beside them: opened,
judged, tried, made anew, stored in the bucket, and its disk imported. Then the same disk without the
manifest."""

import re

import pages

ACCOUNT = 'Rehearse on This Computer'
FOLDER = 'legacy'
DISK = 'mail01.vmdk'
OLD = 'mail01.vmdkmanifest.xml'
NEW = re.compile(r'^ferry-[0-9a-f]{32}\.manifest\.xml$')
ENDED = 'The link has ended'
LINKS = 10
SIGNATURE = re.compile(r'X-Amz-Signature=[0-9a-f]{64}')


def play(stage):
    stage.step('Open Ferry in rehearsal')
    ferry = stage.start_ferry('--rehearsal')
    pages.choose_account(stage, ACCOUNT)
    open_folder(stage)
    open_old(stage)
    try_old(stage)
    renew(stage)
    try_new(stage)
    name = store(stage)
    import_disk(stage)
    go_on(stage)

    stage.step('Disks: the folder is still open; read again, it has the new manifest')
    ferry.press('Migrate', role='view')
    ferry.press('Order')
    ferry.press('Reload', role='menu item')
    ferry.row(name)
    use_parts(stage)


def open_folder(stage):
    ferry = stage.application
    stage.step(f'Disks: bucket {pages.BUCKET}, folder {FOLDER}')
    ferry.choose_row(pages.BUCKET)
    ferry.open_row(re.compile(rf'^{FOLDER}/?\b'))
    ferry.row(re.compile(re.escape(OLD)))


def open_old(stage):
    ferry = stage.application
    stage.step(f'Disks: select {OLD}; Ferry offers to open it')
    ferry.choose_row(re.compile(re.escape(OLD)))
    ferry.press('Open Manifest')
    ferry.enter_dialog(OLD)
    stage.step('Manifest: what is wrong with it')
    ferry.read(ENDED)
    assert not SIGNATURE.search(ferry.read_source('<manifest')), 'the manifest shows a signature'
    stage.picture('old')


def choose(ferry, item):
    ferry.press('Manifest Menu')
    ferry.press(item, role='menu item')


def try_old(stage):
    ferry = stage.application
    stage.step('Manifest: Try Links; not one works')
    ferry.press('Try Links')
    ferry.read(rf'^{LINKS} of {LINKS} links do not work', deadline=60)
    stage.picture('old-tried')


def renew(stage):
    ferry = stage.application
    stage.step('Manifest: New Links…; the new manifest is without a fault')
    ferry.read('^Links have ended, so EC2 cannot read the disk')
    ferry.press('New Links…')
    ferry.enter_dialog('Make New Links?')
    stage.picture('renew')
    ferry.press('Make New Links')
    ferry.enter_dialog(NEW)
    ferry.read('EC2 can import the disk with this manifest')
    ferry.read('not stored')
    assert not ferry.look(None, ENDED)
    stage.picture('new')


def try_new(stage):
    ferry = stage.application
    stage.step('Manifest: Try Links; all lead to their parts')
    ferry.press('Try Links')
    ferry.read(f'^All {LINKS} links that were tried lead to their parts')
    stage.picture('new-tried')


def store(stage):
    """Answers what the new manifest is called."""
    ferry = stage.application
    stage.step('Manifest: Store in Bucket')
    ferry.press('Store in Bucket')
    ferry.read('^Manifest stored$')
    ferry.read(f'^{pages.BUCKET}/{FOLDER}$')
    ferry.gone('button', 'Store in Bucket')
    stage.picture('stored')
    return ferry.window.get_name()


def import_disk(stage):
    ferry = stage.application
    stage.step('Manifest: Import This Disk…; the wizard has it')
    choose(ferry, 'Import This Disk…')
    ferry.leave_dialog()
    ferry.find('entry', 'Instance Type')
    assert ferry.typed('Name') == 'mail01', ferry.typed('Name')


def go_on(stage):
    pages.describe_machine(stage)
    pages.review(stage)
    pages.start_import(stage)
    pages.follow_task(stage)


def use_parts(stage):
    ferry = stage.application
    stage.step(f'Disks: select {DISK}.part2; it is one of five')
    ferry.choose_row(re.compile(rf'\b{re.escape(DISK)}\.part2'))
    ferry.read('^Part of a Disk$')
    stage.picture('part')
    ferry.press('Use All Parts as One Disk')
    ferry.read('^Part 3 of 5$')
    ferry.read(f'“{DISK}” is chosen as one disk')
    stage.picture('parts')
    ferry.find('button', 'Next', sensitive=True)
    ferry.press('Next')
    pages.describe_machine(stage)
    stage.step('Review: the manifest names all five')
    ferry.press('Manifest', role='view')
    assert ferry.read_source('<manifest').count('<part ') == 5
