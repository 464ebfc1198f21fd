# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""A rehearsal cloud of a journey's own: a process, its endpoint, and what it says it has done."""

import json
import os
import signal
import subprocess
import threading
import time

from driver import PATIENCE, JourneyError

# The keys of the one account that the rehearsal cloud knows, and temporary ones of a session
# (src/credentials): public, they open nothing.
ACCESS_KEY_ID = 'AKIAREHEARSAL0000000'
SECRET_ACCESS_KEY = 'make-believe/opens/nothing/0000000000000'
SESSION_KEY_ID = 'ASIAREHEARSAL0000000'
SESSION_SECRET = 'make-believe/opens/nothing/for+a+session'
SESSION_TOKEN = 'make/believe+token/with+what/links/have+to/encode/opens/nothing=='


class Cloud:
    def __init__(self, program, samples, state, arguments=()):
        os.makedirs(state, exist_ok=True)
        self.events = []
        self._changed = threading.Condition()
        self.process = subprocess.Popen(
            [program, '--state-dir', state, '--samples', samples, '--events', *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        first = self.process.stdout.readline()
        if not first:
            raise JourneyError('the rehearsal cloud did not start')
        announced = json.loads(first)
        self.endpoint = announced['endpoint']
        self.session_end = announced['session-end']
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            try:
                event = json.loads(line)
            except ValueError:
                continue
            with self._changed:
                self.events.append(event)
                self._changed.notify_all()

    def wait_event(self, what, matches, deadline=30):
        """The first event, past or coming, that @matches."""
        end = time.monotonic() + deadline * PATIENCE
        with self._changed:
            while True:
                for event in self.events:
                    if matches(event):
                        return event
                left = end - time.monotonic()
                if left <= 0 or not self._changed.wait(left):
                    raise JourneyError(f'the cloud did not say {what} within {deadline} s')

    def tell(self, line):
        """Writes a line to its standard input ("fault drop:GetObject") and waits until it is obeyed."""
        before = len(self.events)
        self.process.stdin.write(line + '\n')
        self.process.stdin.flush()
        self.wait_event(f'that it obeys “{line}”', lambda event: event.get('event') == 'obeyed'
                        and event.get('line') == line and self.events.index(event) >= before)

    def pause(self):
        """It hears and answers nothing, as a network that is down."""
        self.process.send_signal(signal.SIGSTOP)

    def resume(self):
        self.process.send_signal(signal.SIGCONT)

    def stop(self):
        self.resume()
        self.process.stdin.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
