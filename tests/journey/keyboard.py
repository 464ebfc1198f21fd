# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Ferry without a pointer: keys go to the window that has the focus, and the accessible tree tells
where in it the focus is, as a screen reader would say it."""

import re
import subprocess

from driver import ROLES, JourneyError, clean, matches, shows, states, wait, walk

# more than a round through any window of Ferry's
LONGEST_WAY = 60
# They say that they can have the focus, and give it to what they hold.
PASS_ON = ('list', 'filler')


class Keyboard:
    """@skip: names of lists that are not looked into, because they are long and not what it is about."""

    def __init__(self, ferry, skip=()):
        self.ferry = ferry
        self.skip = skip
        xid, _ = ferry.find_window(ferry.main)
        subprocess.run(['xdotool', 'windowfocus', '--sync', xid], check=True)

    def press(self, *keys):
        subprocess.run(['xdotool', 'key', *keys], check=True)

    def write(self, text):
        subprocess.run(['xdotool', 'type', '--delay', '4', '--file', '-'], input=text, text=True,
                       check=True)

    def focused(self):
        """What says that it has the focus. The entry rows of libadwaita 1.2 never do: None."""
        self.ferry.check_alive()
        return next((item for item in self._seen(self.ferry.window) if 'focused' in states(item)), None)

    def _seen(self, item):
        yield item
        for index in range(item.get_child_count()):
            child = item.get_child_at_index(index)
            if child and shows(child) and name_of(child) not in self.skip:
                yield from self._seen(child)

    def has_focus(self, role, name):
        item = self.focused()
        return (item is not None and item.get_role_name() in ROLES.get(role, (role,))
                and matches(name_of(item), name))

    def expect_focus(self):
        """The focus is somewhere, and not in an entry row."""
        return wait('something that has the focus', self.focused)

    def go_to(self, role, name, key='Tab'):
        """Presses @key until what is wanted has the focus, and after each waits for the focus to move."""
        seen = []
        for _ in range(LONGEST_WAY):
            if self.has_focus(role, name):
                return self.focused()
            before = self.focused()
            seen.append(describe(before))
            self.press(key)
            wait(f'{key} to move the focus from {seen[-1]}', lambda: self.focused() != before)
        raise JourneyError(f'{key} never comes to {role} “{getattr(name, "pattern", name)}”, only to '
                           + ', '.join(seen))


def describe(item):
    return f'{item.get_role_name()} “{name_of(item)}”' if item else 'an entry row'


def name_of(item):
    return clean(item.get_name() or '')


def nameless(ferry):
    """All that can have the focus in the window, and says nothing of what it is."""
    return [path_of(item) for item in walk(ferry.window)
            if shows(item) and 'focusable' in states(item) and item.get_role_name() not in PASS_ON
            and not is_named(item)]


def is_named(item):
    """GTK 4.8 gives the name of its class to what has none."""
    return bool(name_of(item)) and not re.match('(Gtk|Adw|Ferry)[A-Z]', name_of(item))


def path_of(item):
    parts = []
    while item and item.get_role_name() != 'application':
        parts.append(describe(item))
        item = item.get_parent()
    return ' in '.join(parts[:5])
