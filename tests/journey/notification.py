# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""An import ends while nobody looks: the desktop, which this journey plays, is told under the id of the
rehearsal, and a click leads to the tasks, where the notification is taken back."""

import re
import subprocess

from gi.repository import Gio, GLib

import activation
import pages
from driver import states, wait

SERVER = 'org.gtk.Notifications'
INTERFACE = f'''<node><interface name="{SERVER}">
  <method name="AddNotification">
    <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{{sv}}" direction="in"/>
  </method>
  <method name="RemoveNotification">
    <arg type="s" direction="in"/><arg type="s" direction="in"/>
  </method>
</interface></node>'''


class Shell:
    """The part of a desktop that shows notifications: (application, id) -> what it says."""

    def __init__(self):
        self.standing = {}
        self.named = False
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        node = Gio.DBusNodeInfo.new_for_xml(INTERFACE)
        bus.register_object('/org/gtk/Notifications', node.interfaces[0], self._called, None, None)
        Gio.bus_own_name_on_connection(bus, SERVER, Gio.BusNameOwnerFlags.NONE, self._named, None)
        self.wait('the name of the notification server', lambda: self.named)

    def _named(self, *_arguments):
        self.named = True

    def _called(self, _bus, _sender, _path, _interface, method, parameters, invocation):
        application, name, *rest = parameters.unpack()
        if method == 'AddNotification':
            self.standing[application, name] = rest[0]
        else:
            self.standing.pop((application, name), None)
        invocation.return_value(None)

    def wait(self, what, condition):
        """Calls come while the main context runs."""
        context = GLib.MainContext.default()

        def run():
            while context.iteration(False):
                pass
            return condition()
        return wait(what, run)


class OtherWindow:
    """Of another program, which is used instead of Ferry. Where nobody manages windows it has to be given
    the focus, and the pointer must not lie on Ferry."""

    def __init__(self, ferry):
        self.process = subprocess.Popen(['xev', '-name', 'other'], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL)
        found = subprocess.run(['xdotool', 'search', '--sync', '--onlyvisible', '--name', '^other$'],
                               check=True, stdout=subprocess.PIPE, text=True).stdout.split()
        subprocess.run(['xdotool', 'mousemove', '9999', '9999', 'windowfocus', found[-1]], check=True)
        wait('Ferry to lose the focus', lambda: 'active' not in states(ferry.main))

    def close(self):
        self.process.terminate()
        self.process.wait()


def play(stage):
    shell = Shell()
    stage.step('Open Ferry in rehearsal')
    ferry = stage.start_ferry('--rehearsal')
    pages.choose_account(stage, 'Rehearse on This Computer')
    pages.choose_disk(stage)
    pages.describe_machine(stage)
    stage.step('Review')
    ferry.read(r'Blocks|Warning|Note|All Checks Passed')
    stage.step('Use another window; the import is begun by its button all the same')
    other = OtherWindow(ferry)
    pages.start_import(stage)

    stage.step('The machine lands: the desktop is told, by the rehearsal')
    shell.wait('a notification', lambda: shell.standing)
    [((application, _), said)] = shell.standing.items()
    assert application == activation.REHEARSAL, application
    assert said['title'] == 'web01 has landed', said
    assert re.search(pages.INSTANCE, said['body']), said
    assert said['default-action'] == 'app.show-tasks', said

    stage.step('A click leads to the tasks, and the notification is gone')
    ferry.press('Migrate', role='view')
    other.close()
    activation.Bus().act(application, 'show-tasks')
    ferry.read('Landed')
    # Where nobody manages windows, the focus comes with the pointer.
    ferry.click(ferry.main)
    shell.wait('the notification to go', lambda: not shell.standing)
