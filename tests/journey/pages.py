# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The pages of the wizard and the Tasks view, as a person goes through them."""

import re

BUCKET = 'acme-exports'
FOLDER = '2026-11'
DISK = 'web01-boot.vmdk'
INSTANCE = r'\bi-[0-9a-f]{8,17}\b'


def choose_account(stage, name):
    ferry = stage.application
    stage.step(f'Account: choose “{name}”')
    ferry.choose_row(name)
    ferry.find('button', 'Next', sensitive=True)
    stage.picture('account')
    ferry.press('Next')


def choose_disk(stage):
    ferry = stage.application
    stage.step(f'Disks: open bucket {BUCKET}, folder {FOLDER}')
    ferry.choose_row(BUCKET)
    ferry.open_row(re.compile(rf'^{FOLDER}/?\b'))
    stage.step(f'Disks: select {DISK}; Ferry reads the disk')
    ferry.choose_row(re.compile(rf'\b{re.escape(DISK)}'))
    ferry.read(r'stream-optimized')
    ferry.find('button', 'Next', sensitive=True)
    stage.picture('disks')
    ferry.press('Next')


def describe_machine(stage):
    ferry = stage.application
    stage.step('Machine: what Ferry has found on the disk is filled in')
    ferry.find('entry', 'Instance Type')
    ferry.find('button', 'Next', sensitive=True)
    stage.picture('machine')
    ferry.press('Next')


def review(stage):
    ferry = stage.application
    stage.step('Review: the checks')
    ferry.read(r'Blocks|Warning|Note|All Checks Passed|Warnung|Hinweis')
    stage.picture('review-checks')

    stage.step('Review: the manifest, without its signatures')
    ferry.press('Manifest', role='view')
    text = ferry.read_source(r'<manifest')
    if re.search(r'X-Amz-Signature=[0-9a-f]{64}', text):
        raise AssertionError('the manifest shows a signature')
    stage.picture('review-manifest')

    stage.step('Review: the request that will be sent')
    ferry.press('Requests', role='view')
    text = ferry.read_source(r'ImportInstance')
    if re.search(r'X-Amz-Signature=[0-9a-f]{64}', text):
        raise AssertionError('the request shows a signature')
    stage.picture('review-request')

    stage.step('Review: the same as a script, without the keys')
    ferry.press('Script', role='view')
    text = ferry.read_source(r'#!/bin/bash')
    if re.search(r'X-Amz-Signature=[0-9a-f]{64}', text):
        raise AssertionError('the script shows a signature')
    stage.picture('review-script')


def start_import(stage):
    stage.step('Import: press the last button')
    stage.application.press(re.compile(r'^Import|importieren$'))


def follow_task(stage, n_disks=1):
    """Waits until the machine has landed with all its volumes, and starts it; answers the instance's
    id."""
    ferry = stage.application
    stage.step('Tasks: EC2 converts the disks')
    ferry.read(r'Converting|Progress|import-i-')
    stage.picture('tasks-converting')
    stage.step('Tasks: the instance stands')
    ferry.read('Landed', deadline=90)
    instance = ferry.read(INSTANCE)[0]
    ferry.read(rf'{n_disks} of {n_disks} attached')
    stage.picture('tasks-landed')
    stage.step('Tasks: start it')
    ferry.press(re.compile('^Start$'))
    ferry.read('running', deadline=60)
    stage.picture('tasks-running')
    return instance
