# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""A desktop without a keyring service, then one whose service comes, dies and comes back: the window
says so, Ferry works for the session, and what was typed is never lost."""

import os
import re
import subprocess

import gi

import account
from cloud import SECRET_ACCESS_KEY
from driver import wait

gi.require_version('Gio', '2.0')
from gi.repository import Gio, GLib  # noqa: E402

SESSION = re.compile('^For this session only')
RENAMED = 'Acme Renamed'

# A bus on which nothing is started by being asked for.
BUS = '''<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=%s</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
'''


class Bus:
    """The session bus of a desktop without services, and the keyring's daemon on it."""

    def __init__(self, folder):
        os.makedirs(folder)
        self.folder = folder
        config = os.path.join(folder, 'bus.conf')
        with open(config, 'w', encoding='utf-8') as stream:
            stream.write(BUS % folder)
        self.process = subprocess.Popen(['dbus-daemon', f'--config-file={config}', '--nofork',
                                         '--print-address'], stdout=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()
        self.daemon = None

    def environment(self):
        return {'DBUS_SESSION_BUS_ADDRESS': self.address, **accessible_bus()}

    def start_keyring(self):
        """Unlocked; what it kept before is there again."""
        environment = dict(os.environ, DBUS_SESSION_BUS_ADDRESS=self.address,
                           XDG_DATA_HOME=self.folder, XDG_RUNTIME_DIR=self.folder)
        environment.pop('G_DEBUG', None)
        self.daemon = subprocess.Popen(
            ['gnome-keyring-daemon', '--foreground', '--unlock', '--components=secrets'],
            env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        self.daemon.stdin.write(b'password')
        self.daemon.stdin.close()
        wait('the keyring’s service', self._has_service)

    def _has_service(self):
        bus = Gio.DBusConnection.new_for_address_sync(
            self.address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        answer = bus.call_sync('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'NameHasOwner',
                               GLib.Variant('(s)', ('org.freedesktop.secrets',)), None,
                               Gio.DBusCallFlags.NONE, -1, None)
        bus.close_sync(None)
        return answer.unpack()[0]

    def kill_keyring(self):
        self.daemon.kill()
        self.daemon.wait()
        self.daemon = None
        wait('the keyring’s service to be gone', lambda: not self._has_service())

    def close(self):
        if self.daemon:
            self.kill_keyring()
        self.process.terminate()
        self.process.wait()


def accessible_bus():
    """The journey sees the window through the desktop's own bus."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    address = bus.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None,
                            None, Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
    return {'AT_SPI_BUS_ADDRESS': address}


def play(stage):
    cloud = stage.start_cloud()
    bus = Bus(os.path.join(os.environ['HOME'], 'bare-bus'))
    try:
        play_without_service(stage, cloud, bus)
        play_with_service(stage, bus)
    finally:
        bus.close()


def play_without_service(stage, cloud, bus):
    stage.step('No keyring service: the window says so and what helps')
    ferry = stage.start_ferry(environment=bus.environment())
    ferry.read('^The Keyring Cannot Be Used. No service for passwords answers.')
    ferry.find('button', 'Try Again', sensitive=True)
    stage.picture('absent')

    stage.step('Add an account: it cannot be kept, and nothing that was typed is lost')
    account.type_account(ferry, cloud)
    ferry.press('Save')
    ferry.read('^The Keyring Cannot Be Used$')
    assert ferry.typed('Name') == account.NAME
    assert len(ferry.typed('Secret Access Key')) == len(SECRET_ACCESS_KEY)
    stage.picture('not-kept')

    stage.step('For this session only it works')
    ferry.press('Use for This Session Only')
    ferry.leave_dialog()
    ferry.choose_row(account.NAME)
    ferry.find('button', 'Next', sensitive=True)


def play_with_service(stage, bus):
    ferry = stage.application
    stage.step('The service comes: Try Again takes the notice away, and the account is kept')
    bus.start_keyring()
    ferry.press('Try Again')
    ferry.gone('button', 'Try Again')
    save_again(ferry)
    wait('the session’s notice to go', lambda: not ferry.look('label', SESSION))

    stage.step('The service dies: the account stays in the list, a save says what is wrong')
    bus.kill_keyring()
    ferry.press(f'Edit {account.NAME}')
    ferry.enter_dialog('Edit Account')
    ferry.type('Name', RENAMED)
    ferry.press('Save')
    ferry.read('^The Keyring Cannot Be Used$')
    stage.picture('service-died')

    stage.step('It is started again: the same Save goes through, with the secret that it had kept')
    bus.start_keyring()
    ferry.press('Save')
    ferry.leave_dialog()
    ferry.row(RENAMED)
    ferry.stop()

    stage.step('The next Ferry finds the account and its keys in the keyring')
    ferry = stage.start_ferry(environment=bus.environment())
    ferry.choose_row(RENAMED)
    ferry.find('button', 'Next', sensitive=True)
    assert not ferry.look('button', 'Try Again'), 'a notice about a keyring that works'
    ferry.stop()


def save_again(ferry):
    ferry.press(f'Edit {account.NAME}')
    ferry.enter_dialog('Edit Account')
    ferry.press('Save')
    ferry.leave_dialog()
