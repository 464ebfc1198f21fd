# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""journey.py NAME: drives the real application through a whole migration. tests/journey/run starts it
in a desktop of its own."""

import argparse
import os
import shutil
import sys
import traceback

import access
import account
import activation
import faults
import fleet
import idle
import keyring_gone
import keyring_states
import kill
import manifest
import notification
import rehearsal
import secrets_search
import session
from stage import Stage

JOURNEYS = {
    'access': access.play,
    'account': lambda stage: account.play(stage),
    'activation': activation.play,
    'account-dark': lambda stage: account.play(stage, dark=True),
    'notification': notification.play,
    'rehearsal': rehearsal.play,
    'fleet': fleet.play,
    'idle': idle.play,
    'kill': kill.play,
    'manifest': manifest.play,
    'faults': lambda stage: faults.play(stage),
    'faults-narrow': lambda stage: faults.play(stage, dark=True, size=(360, 640)),
    'keyring': keyring_states.play,
    'keyring-gone': keyring_gone.play,
    'keyring-dark': lambda stage: keyring_states.play(stage, dark=True),
    'secrets': secrets_search.play,
    'session': session.play,
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('name', choices=JOURNEYS)
    parser.add_argument('--build', default='_build')
    parser.add_argument('--artifacts', help='where screenshots and logs go')
    parser.add_argument('--latency', type=int, default=0, help='of the rehearsal cloud, in ms')
    parser.add_argument('--plain', action='store_true', help='for people, not for meson')
    options = parser.parse_args()

    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    artifacts = os.path.abspath(options.artifacts
                                or os.path.join(root, '_artifacts/journey', options.name))
    shutil.rmtree(artifacts, ignore_errors=True)
    os.makedirs(artifacts)

    stage = Stage(root, os.path.abspath(options.build), artifacts, options.latency, options.plain)
    try:
        JOURNEYS[options.name](stage)
    except Exception as error:  # whatever went wrong, say it and keep what there is to see
        stage.fail(error)
        with open(os.path.join(artifacts, 'failure.txt'), 'a', encoding='utf-8') as stream:
            traceback.print_exc(file=stream)
    finally:
        stage.close()
    sys.exit(stage.finish())


main()
