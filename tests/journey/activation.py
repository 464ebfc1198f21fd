# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""How a desktop starts Ferry: through the session bus, with the service files that are installed. One
Ferry at a time, whoever starts it; a rehearsal beside it under an id of its own."""

import os
import re
import subprocess

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402

from driver import PATIENCE, shows, wait, walk  # noqa: E402

ID = 'io.github.vmferry.Ferry'
REHEARSAL = f'{ID}.Rehearsal'


class Bus:
    def __init__(self):
        self.connection = Gio.bus_get_sync(Gio.BusType.SESSION)

    def _call(self, name, path, interface, method, parameters):
        answer = self.connection.call_sync(name, path, interface, method, parameters, None,
                                           Gio.DBusCallFlags.NONE, int(20000 * PATIENCE), None)
        return answer.unpack()

    def daemon(self, method, parameters=None):
        return self._call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                          method, parameters)

    def application(self, name, method, parameters):
        return self._call(name, '/' + name.replace('.', '/'), 'org.freedesktop.Application', method,
                          parameters)

    def activate(self, name):
        self.application(name, 'Activate', GLib.Variant('(a{sv})', ({},)))

    def act(self, name, action):
        self.application(name, 'ActivateAction', GLib.Variant('(sava{sv})', (action, [], {})))

    def open(self, name, paths):
        uris = [Gio.File.new_for_path(path).get_uri() for path in paths]
        self.application(name, 'Open', GLib.Variant('(asa{sv})', (uris, {})))

    def has(self, name):
        return self.daemon('NameHasOwner', GLib.Variant('(s)', (name,)))[0]

    def process_of(self, name):
        return self.daemon('GetConnectionUnixProcessID', GLib.Variant('(s)', (name,)))[0]


def install_services(stage, bus):
    """The services as they are built, but for where the program lies."""
    folder = os.path.join(os.environ['XDG_DATA_HOME'], 'dbus-1/services')
    os.makedirs(folder)
    for name in (ID, REHEARSAL):
        with open(os.path.join(stage.build, 'data', f'{name}.service'), encoding='utf-8') as stream:
            text = stream.read()
        program = os.path.join(stage.build, 'app/ferry')
        text, count = re.subn(r'^Exec=\S*/ferry ', f'Exec={program} ', text, flags=re.MULTILINE)
        assert count == 1, text
        with open(os.path.join(folder, f'{name}.service'), 'w', encoding='utf-8') as stream:
            stream.write(text)
    environment = {'GSETTINGS_SCHEMA_DIR': os.path.join(stage.build, 'data'),
                   'FERRY_REHEARSAL': os.path.join(stage.build, 'src/rehearsal/ferry-rehearsal'),
                   'FERRY_SAMPLES': os.path.join(stage.root, 'tests/samples/disks')}
    bus.daemon('UpdateActivationEnvironment', GLib.Variant('(a{ss})', (environment,)))
    bus.daemon('ReloadConfig')


def windows_of(process):
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(index)
        if child and child.get_process_id() == process:
            return [child.get_child_at_index(i) for i in range(child.get_child_count())]
    return []


def reads(process, pattern):
    wanted = re.compile(pattern)
    return wait(f'the text /{pattern}/', lambda: any(
        wanted.search(item.get_name() or '') and shows(item)
        for window in windows_of(process) for item in walk(window)))


def play(stage):
    Atspi.init()
    bus = Bus()
    install_services(stage, bus)

    stage.step('The desktop asks for Ferry: the bus starts it, and it shows its window')
    bus.activate(ID)
    process = bus.process_of(ID)
    wait('a window', lambda: len(windows_of(process)) == 1)

    stage.step('Ferry is started again: the first one answers, with the same window')
    program = os.path.join(stage.build, 'app/ferry')
    subprocess.run([program], stdin=subprocess.DEVNULL, check=True, timeout=30)
    assert bus.process_of(ID) == process
    assert len(windows_of(process)) == 1

    stage.step('A notification is clicked: the window shows the tasks')
    bus.act(ID, 'show-tasks')
    reads(process, '^No Tasks')
    stage.picture('tasks')

    stage.step('Files opens two disks: each has a window of its own')
    samples = os.path.join(stage.root, 'tests/samples/disks')
    bus.open(ID, [os.path.join(samples, name) for name in ('web01-boot.vmdk', 'gpt01-boot.vmdk')])
    wait('three windows', lambda: len(windows_of(process)) == 3)
    reads(process, '^Ready for ImportInstance')
    reads(process, 'this disk has a GPT')

    stage.step('The entry’s menu asks for a rehearsal: it runs beside Ferry, under its own id')
    bus.act(ID, 'rehearse')
    wait('the rehearsal', lambda: bus.has(REHEARSAL))
    rehearsal = bus.process_of(REHEARSAL)
    assert rehearsal != process
    reads(rehearsal, '^Rehearsal')
    stage.picture('rehearsal')

    stage.step('Both quit, and a notification of the rehearsal starts it again')
    for name in (ID, REHEARSAL):
        bus.act(name, 'quit')
        wait(f'{name} to go', lambda name=name: not bus.has(name))
    bus.act(REHEARSAL, 'show-tasks')
    rehearsal = bus.process_of(REHEARSAL)
    reads(rehearsal, '^Rehearsal')
    reads(rehearsal, '^No Tasks')
    assert not bus.has(ID)
    bus.act(REHEARSAL, 'quit')
