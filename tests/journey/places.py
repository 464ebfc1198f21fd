# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where a secret could have been left, as bytes that can be searched."""

import base64
import os
import subprocess
import urllib.parse

from gi.repository import Gio, GLib

from driver import wait


def spellings(secret):
    """The secret as it is, and as JSON, a link, base64 and hexadecimal digits would carry it."""
    plain = secret.encode()
    found = {plain, secret.replace('/', '\\/').encode(), plain.hex().encode(),
             urllib.parse.quote(secret, safe='').encode()}
    for shift in range(3):
        # What base64 makes of a text depends on how many bytes come before it; the edges mix.
        found.add(base64.b64encode(b'\0' * shift + plain)[4 if shift else 0:-4])
    return found


class Places:
    def __init__(self):
        self._texts = []

    def add(self, name, text):
        self._texts.append((name, text))

    def add_tree(self, name, said):
        self.add(name, '\n'.join(said).encode())

    def add_all(self, kind, texts):
        for name, text in texts:
            self.add(f'{kind} {name}', text)

    def text(self, name):
        return b''.join(text for other, text in self._texts if other == name)

    def find(self, needles, kind=''):
        return sorted({name for name, text in self._texts if kind in name
                       if any(needle in text for needle in needles)})


class Monitor:
    """Hears all that goes over a bus, as dbus-monitor does, and keeps the bytes."""

    def __init__(self, address, path):
        self._path = path
        self._output = open(path, 'wb')
        self._process = subprocess.Popen(['dbus-monitor', '--binary', '--address', address],
                                         stdout=self._output, stderr=subprocess.DEVNULL)
        # its own first messages say that it listens
        wait('dbus-monitor to listen', lambda: os.path.getsize(path))

    def stop(self):
        """What was heard, all of it: the bus keeps the order, so what is quiet has been said."""
        if self._process.poll() is None:
            size = -1
            while size != os.path.getsize(self._path):
                size = os.path.getsize(self._path)
                try:
                    self._process.wait(0.2)
                except subprocess.TimeoutExpired:
                    pass
            self._process.terminate()
            self._process.wait()
            self._output.close()
        with open(self._path, 'rb') as stream:
            return stream.read()


def accessibility_bus():
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    answer = bus.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None,
                           GLib.VariantType('(s)'), Gio.DBusCallFlags.NONE, -1)
    return answer.unpack()[0]


def file_texts(folder, without=None):
    for top, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if os.path.join(top, name) != without]
        for name in names:
            path = os.path.join(top, name)
            if os.path.isfile(path) and not os.path.islink(path):
                with open(path, 'rb') as stream:
                    yield path, stream.read()


def process_texts(but):
    """The line and the environment of everything that runs here."""
    for pid in filter(str.isdigit, os.listdir('/proc')):
        if int(pid) == but:
            continue
        for part in ('cmdline', 'environ'):
            try:
                with open(f'/proc/{pid}/{part}', 'rb') as stream:
                    yield f'{part} of {pid}', stream.read()
            except OSError:
                continue  # it has ended, or is not ours to read
