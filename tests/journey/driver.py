# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Drives a GTK window from outside, through AT-SPI, as a screen reader would, and with the pointer
where AT-SPI has no way. Whoever waits here waits for a state, with a deadline, never for time."""

import hashlib
import os
import re
import subprocess
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

# how many times as long everything may take, where sanitizers slow it
PATIENCE = float(os.environ.get('FERRY_TEST_PATIENCE', '1'))
DEADLINE = 30
POLL = 0.04
# at-spi2 2.53 renamed "push button" to "button"; an entry may be "text" or "password text".
ROLES = {
    'button': ('push button', 'button', 'toggle button', 'menu button'),
    'entry': ('text', 'entry', 'password text'),
    'row': ('list item', 'table row', 'row'),
    'switch': ('switch', 'toggle button', 'check box'),
    # a view of a stack: a tab of a switcher, or AdwViewSwitcher's button
    'view': ('page tab', 'tab', 'toggle button', 'radio button', 'push button', 'button'),
}


class JourneyError(Exception):
    """What was expected did not come."""


def wait(what, condition, deadline=DEADLINE):
    """The first true answer of @condition. The tree changes while it is read: errors of AT-SPI are
    a "not yet"."""
    end = time.monotonic() + deadline * PATIENCE
    while True:
        try:
            answer = condition()
        except GLib.Error:
            answer = None
        if answer:
            return answer
        if time.monotonic() > end:
            raise JourneyError(f'waited {deadline} s for {what}')
        time.sleep(POLL)


def clean(name):
    """GTK 4.8 says some names twice, the first with its mnemonic: "_Next Next"."""
    half = len(name) // 2
    for cut in (half, half + 1, half - 1):
        first, second = name[:cut].strip(), name[cut:].strip()
        if first and second and first.replace('_', '') == second.replace('_', ''):
            return second.replace('_', '')
    return name.replace('_', '') if re.match(r'_\w', name) else name


def states(item):
    return {state.value_nick for state in item.get_state_set().get_states()}


def shows(item):
    """GTK 4.8 says "showing" of windows only, and keeps the hidden pages of a stack in the tree: those
    that never were on the screen have no size."""
    if 'visible' not in states(item):
        return False
    if item.get_component_iface() is None:
        return True
    place = Atspi.Component.get_extents(item, Atspi.CoordType.WINDOW)
    return place.width > 0 and place.height > 0


def walk(item):
    yield item
    for index in range(item.get_child_count()):
        child = item.get_child_at_index(index)
        if child is not None:
            yield from walk(child)


def text_of(item):
    """All that can be read in an item, one string."""
    found = []
    for part in walk(item):
        if part.get_name():
            found.append(clean(part.get_name()))
        elif part.get_role_name() in ROLES['entry']:
            found.append(Atspi.Text.get_text(part, 0, Atspi.Text.get_character_count(part)))
    return ' · '.join(found)


def everything_said(item):
    """Every string that AT-SPI gives about an item and what is in it, shown or not."""
    said = []
    for part in walk(item):
        said += [part.get_name() or '', part.get_description() or '', *part.get_attributes_as_array()]
        if part.get_text_iface():
            said.append(Atspi.Text.get_text(part, 0, Atspi.Text.get_character_count(part)))
    return said


def matches(name, wanted):
    if isinstance(wanted, re.Pattern):
        return bool(wanted.search(name))
    return wanted is None or name == wanted


class Application:
    """One process of the application, and its windows as the accessible tree shows them.

    What is looked for is looked for in one window, the main one or the dialog entered last. Asking
    GTK 4.8 for an application's windows while one of them closes makes it stumble over its own feet
    (a critical from g_variant_is_object_path), so they are asked for only when a dialog opens."""

    def __init__(self, arguments, environment, log):
        Atspi.init()
        Atspi.set_timeout(int(3000 * PATIENCE), int(5000 * PATIENCE))
        self.log = log
        with open(log, 'ab') as stream:
            self.process = subprocess.Popen(arguments, env=environment, stdin=subprocess.DEVNULL,
                                            stdout=stream, stderr=stream)
        self.root = wait('the application to show itself', self._find_root)
        self.main = wait('its window', lambda: self.root.get_child_at_index(0))
        self.window = self.main

    def _find_root(self):
        if self.process.poll() is not None:
            raise JourneyError(f'the application ended ({self.process.returncode}): see {self.log}')
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child and child.get_process_id() == self.process.pid and child.get_child_count():
                return child
        return None

    def enter_dialog(self, title):
        def search():
            self.check_alive()
            for index in range(self.root.get_child_count()):
                child = self.root.get_child_at_index(index)
                if child and matches(child.get_name(), title):
                    return child
            return None
        self.window = wait(f'the dialog “{getattr(title, "pattern", title)}”', search)

    def leave_dialog(self):
        self.window = self.main

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        """Ends the application as closing the session does."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()

    def look(self, role, name=None, within=None, sensitive=False):
        """All that show now and have that role and name."""
        roles = ROLES.get(role, (role,)) if role else None
        found = []
        for item in walk(within or self.window):
            if roles and item.get_role_name() not in roles:
                continue
            if not matches(clean(item.get_name() or ''), name):
                continue
            if shows(item) and (not sensitive or 'sensitive' in states(item)):
                found.append(item)
        return found

    def find(self, role, name=None, within=None, sensitive=False, deadline=DEADLINE):
        """Waits until there is one."""
        self.check_alive()
        found = wait(f'{role or "something"} “{getattr(name, "pattern", name)}”',
                     lambda: self._alive() and self.look(role, name, within, sensitive), deadline)
        return found[0]

    def gone(self, role, name=None):
        wait(f'{role} “{name}” to go', lambda: not self.look(role, name))

    def _alive(self):
        self.check_alive()
        return True

    def check_alive(self):
        if self.process.poll() is not None:
            raise JourneyError(f'the application ended ({self.process.returncode}): see {self.log}')

    def read(self, pattern, deadline=DEADLINE):
        """Waits until a text that shows matches; answers the match."""
        wanted = re.compile(pattern)

        def search():
            self.check_alive()
            for item in walk(self.window):
                match = wanted.search(item.get_name() or '')
                if match and shows(item):
                    return match
            return None
        return wait(f'the text /{pattern}/', search, deadline)

    def press(self, name, role='button', within=None):
        """Presses what has that name as soon as it can be pressed."""
        item = self.find(role, name, within, sensitive=True)
        self.activate(item)

    def activate(self, item):
        if Atspi.Action.get_n_actions(item) > 0:
            Atspi.Action.do_action(item, 0)
        else:
            self.click(item)

    def type(self, name, text):
        """Puts @text into the entry of that name, as an input method would."""
        entry = self.find('entry', name, sensitive=True)
        self.write(entry, text)

    def write(self, entry, text):
        """An entry for secrets shows as many other characters."""
        Atspi.EditableText.set_text_contents(entry, text)
        wait('the text to arrive',
             lambda: self.read_entry(entry) in (text, '*' * len(text)))

    def typed(self, name):
        """What stands in the entry of that name; of a password only how long it is can be read."""
        return self.read_entry(self.find('entry', name))

    def read_entry(self, entry):
        return Atspi.Text.get_text(entry, 0, Atspi.Text.get_character_count(entry))

    def type_keys(self, name, text):
        """Puts @text into the entry of that name with the keyboard. It may show other characters."""
        entry = self.find('entry', name, sensitive=True)
        self.click(entry)
        subprocess.run(['xdotool', 'type', '--delay', '4', '--file', '-'], input=text, text=True,
                       check=True)
        wait(f'{len(text)} characters in “{name}”',
             lambda: Atspi.Text.get_character_count(entry) == len(text))

    def clear_keys(self, name):
        entry = self.find('entry', name, sensitive=True)
        self.click(entry)
        subprocess.run(['xdotool', 'key', 'ctrl+a', 'BackSpace'], check=True)
        wait(f'“{name}” to be empty', lambda: not Atspi.Text.get_character_count(entry))

    def copy_all(self, name):
        """To the clipboard, if the entry lets it go."""
        entry = self.find('entry', name, sensitive=True)
        self.click(entry)
        subprocess.run(['xdotool', 'key', 'ctrl+a', 'ctrl+c'], check=True)

    def copy_by_request(self, name):
        """What an assistive technology asks for, without a key and without the focus."""
        entry = self.find('entry', name, sensitive=True)
        Atspi.EditableText.copy_text(entry, 0, Atspi.Text.get_character_count(entry))

    def paste_over(self, name, entry):
        """Replaces the text of an entry by the clipboard's, and waits until it has come."""
        self.clear_keys(name)
        subprocess.run(['xdotool', 'key', 'ctrl+v'], check=True)
        wait('the clipboard', lambda: Atspi.Text.get_character_count(entry))

    def row(self, name, deadline=DEADLINE):
        """The row that is called so, or that holds a label that says so."""
        def search():
            self.check_alive()
            for row in self.look('row'):
                if any(matches(clean(part.get_name() or ''), name) for part in walk(row)):
                    return row
            return None
        return wait(f'a row “{getattr(name, "pattern", name)}”', search, deadline)

    def choose_row(self, name):
        self.click(self.row(name))

    def open_row(self, name):
        self.click(self.row(name), times=2)

    def expand(self, name):
        """Opens an expander row, unless it is open."""
        row = self.row(name)
        if 'expanded' not in states(row):
            self.click(row)

    def read_source(self, pattern):
        """Waits until a text view that shows matches; answers all its text."""
        wanted = re.compile(pattern)

        def search():
            self.check_alive()
            for item in self.look('entry'):
                text = Atspi.Text.get_text(item, 0, Atspi.Text.get_character_count(item))
                if wanted.search(text):
                    return text
            return None
        return wait(f'a text view with /{pattern}/', search)

    def click(self, item, times=1):
        """A real click in the middle, for rows: GTK 4.8 gives them no action."""
        x, y = self._middle(item)
        subprocess.run(['xdotool', 'mousemove', str(x), str(y), 'click', '--repeat', str(times),
                        '--delay', '30', '1'], check=True)

    def _middle(self, item):
        window = item
        while window.get_parent() and window.get_parent().get_role_name() != 'application':
            window = window.get_parent()
        frame = Atspi.Component.get_extents(window, Atspi.CoordType.WINDOW)
        place = Atspi.Component.get_extents(item, Atspi.CoordType.WINDOW)
        left, top = self._geometry(window, frame)
        return left + place.x + place.width // 2, top + place.y + place.height // 2

    def _geometry(self, window, frame):
        """Where the window's content begins on the screen: its X window, less its shadow."""
        values, extents = self._find_shell(window, frame)[1:]
        return values['X'] + extents[0], values['Y'] + extents[2]

    def find_window(self, window):
        """The X window of a window of the tree, and how far its shadow reaches: left, right, top and
        bottom."""
        frame = Atspi.Component.get_extents(window, Atspi.CoordType.WINDOW)
        xid, _, extents = self._find_shell(window, frame)
        return xid, extents

    def _find_shell(self, window, frame):
        name = window.get_name()
        listed = subprocess.run(
            ['xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid)],
            stdout=subprocess.PIPE, text=True, check=False).stdout.split()
        best = None
        for xid in listed:
            shell = subprocess.run(['xdotool', 'getwindowgeometry', '--shell', xid],
                                   stdout=subprocess.PIPE, text=True, check=False).stdout
            values = {key: int(value) for key, value in re.findall(r'^(\w+)=(-?\d+)$', shell, re.M)}
            if not values or values['WIDTH'] < frame.width:
                continue
            title = subprocess.run(['xdotool', 'getwindowname', xid], stdout=subprocess.PIPE,
                                   text=True, check=False).stdout.strip()
            rank = (title == name, -abs(values['WIDTH'] - frame.width))
            if best is None or rank > best[0]:
                best = rank, xid, values
        if best is None:
            raise JourneyError(f'no X window for “{name}”')
        _, xid, values = best
        said = subprocess.run(['xprop', '-id', xid, '_GTK_FRAME_EXTENTS'], stdout=subprocess.PIPE,
                              text=True, check=False).stdout
        extents = [int(n) for n in re.findall(r'\d+', said.split('=')[1])] if '=' in said else []
        if not extents:
            across, down = values['WIDTH'] - frame.width, values['HEIGHT'] - frame.height
            extents = [across // 2, across // 2, down // 2, down // 2]
        return xid, values, extents

    def describe(self):
        """The accessible tree, for whoever looks at a failure."""
        lines = []

        def visit(item, depth):
            lines.append(f'{"  " * depth}{item.get_role_name()} “{item.get_name()}”'
                         f'{"" if shows(item) else " (hidden)"}'
                         f'{"" if "sensitive" in states(item) else " (off)"}')
            for index in range(item.get_child_count()):
                child = item.get_child_at_index(index)
                if child is not None:
                    visit(child, depth + 1)
        try:
            visit(self.window, 0)
        except GLib.Error as error:
            lines.append(str(error))
        return '\n'.join(lines)


def screenshot(path, cut='100%x100%'):
    """The screen or a part of it, taken when two pictures in a row are the same, so nothing is half
    drawn."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    # out of the way, so that nothing is drawn as pointed at
    subprocess.run(['xdotool', 'mousemove', '2', '2'], check=False)
    before = None
    for _ in range(20):
        subprocess.run(['import', '-window', 'root', '-crop', cut, '+repage', '-strip', '-depth',
                        '8', path], check=True)
        with open(path, 'rb') as stream:
            now = hashlib.sha256(stream.read()).digest()
        if now == before:
            return
        before = now
