# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""A stage whose pictures show one window, cut out of the screen, in two sizes."""

import gettext
import os
import re
import subprocess

from driver import Atspi, JourneyError, screenshot, wait
from stage import Stage

SIZES = {'wide': (1100, 720), 'narrow': (360, 640)}
# Room for the shadow that a window manager leaves around a window.
MARGIN = 24

SETTINGS = """[Settings]
gtk-font-name=Cantarell 11
gtk-decoration-layout=appmenu:close
gtk-enable-animations=0
gtk-xft-antialias=1
gtk-xft-hinting=1
gtk-xft-hintstyle=hintslight
"""


class Look:
    """How a desktop is set up: what the pictures of one series have in common."""

    def __init__(self, scaling=1, **environment):
        self.scaling = scaling
        self.environment = environment


LOOKS = {
    'light': Look(ADW_DEBUG_COLOR_SCHEME='prefer-light'),
    'dark': Look(ADW_DEBUG_COLOR_SCHEME='prefer-dark'),
    'contrast': Look(ADW_DEBUG_COLOR_SCHEME='prefer-light', ADW_DEBUG_HIGH_CONTRAST='1'),
    'large': Look(scaling=2, ADW_DEBUG_COLOR_SCHEME='prefer-light'),
    'rtl': Look(ADW_DEBUG_COLOR_SCHEME='prefer-light', GTK_DEBUG='invert-text-dir'),
    'de': Look(ADW_DEBUG_COLOR_SCHEME='prefer-light', LANGUAGE='de'),
}


class Camera(Stage):
    """Takes the pictures NAME-LOOK-SIZE.png. What could not be made as small as it was asked to be is
    in "problems"."""

    def __init__(self, root, build, artifacts, look, folder):
        super().__init__(root, build, artifacts, 0, True)
        self.folder = folder
        self.look = look
        self.problems = []
        settings = os.path.join(os.environ['XDG_CONFIG_HOME'], 'gtk-4.0/settings.ini')
        with open(settings, 'w', encoding='utf-8') as stream:
            stream.write(SETTINGS)
        # what GNOME's "Large Text" comes to: every text, those with sizes of their own too
        subprocess.run(['xprop', '-root', '-f', 'RESOURCE_MANAGER', '8s', '-set',
                        'RESOURCE_MANAGER', f'Xft.dpi: {96 * LOOKS[look].scaling}'], check=True)
        os.environ.update(LOOKS[look].environment)

    def start_ferry(self, *arguments, **options):
        ferry = super().start_ferry(*arguments, dark=self.look == 'dark', **options)
        language = LOOKS[self.look].environment.get('LANGUAGE')
        if language:
            catalogue = gettext.translation('ferry', os.path.join(self.build, 'po'), [language])
            speak(ferry, catalogue)
        return ferry

    def picture(self, name, sizes=tuple(SIZES)):
        """The window that is driven now: the main one, or the dialog entered last. It is left wide,
        as it was found."""
        for size in sizes:
            place = self._resize(name, size)
            path = os.path.join(self.folder, f'{name}-{self.look}-{size}.png')
            screenshot(path, f'{place[2]}x{place[3]}+{place[0]}+{place[1]}')
        if sizes[-1] != 'wide' and 'wide' in sizes:
            self._resize(name, 'wide')

    def _resize(self, name, size):
        """Answers where the window is now, with its shadow."""
        width, height = SIZES[size]
        ferry = self.application
        window = ferry.window
        if window is not ferry.main and size == 'wide':
            width, height = self._get_natural_size(window)
        xid, (left, right, top, bottom) = ferry.find_window(window)
        subprocess.run(['xdotool', 'windowsize', xid, str(width + left + right),
                        str(height + top + bottom)], check=True)
        subprocess.run(['xdotool', 'windowmove', xid, str(40 - left), str(30 - top)], check=True)
        try:
            wait('the size', lambda: self._has_size(window, width, height), 2)
        except JourneyError:
            pass
        place = Atspi.Component.get_extents(window, Atspi.CoordType.WINDOW)
        if (place.width, place.height) != (width, height):
            self.problems.append(f'{name}: {place.width}×{place.height} where {width}×{height} '
                                 'was asked for')
        _, (left, _, top, _) = ferry.find_window(window)
        margin = MARGIN if left or top else 0
        return [40 - margin, 30 - margin, place.width + 2 * margin, place.height + 2 * margin]

    def _get_natural_size(self, window):
        """What a dialog has when it comes, as soon as it has it."""
        def measure():
            place = Atspi.Component.get_extents(window, Atspi.CoordType.WINDOW)
            return (place.width, place.height) if place.width and place.height else None
        name = window.get_name()
        if name not in self._natural:
            self._natural[name] = wait(f'the size of “{name}”', measure)
        return self._natural[name]

    @staticmethod
    def _has_size(window, width, height):
        place = Atspi.Component.get_extents(window, Atspi.CoordType.WINDOW)
        return (place.width, place.height) == (width, height)

    _natural = {}


def speak(ferry, catalogue):
    """Lets the scenes name things in English in a window that speaks another language."""
    def translate(wanted):
        if isinstance(wanted, re.Pattern):
            words = wanted.pattern.split('|')
            return re.compile('|'.join([*words, *(re.escape(catalogue.gettext(word))
                                                  for word in words)]))
        return catalogue.gettext(wanted) if wanted else wanted
    look, row, read = ferry.look, ferry.row, ferry.read
    ferry.look = lambda role, name=None, *rest, **more: look(role, translate(name), *rest, **more)
    ferry.row = lambda name, *rest: row(translate(name), *rest)
    ferry.read = lambda pattern, *rest, **more: read(
        translate(re.compile(pattern)).pattern, *rest, **more)


def key(name):
    subprocess.run(['xdotool', 'key', name], check=True)


def is_translated(root, language):
    return os.path.exists(os.path.join(root, 'po', f'{language}.po'))
