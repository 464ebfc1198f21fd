# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a soak of imports needs: a rehearsal cloud, the program that imports a plan without a window
and is made to be killed, and a folder in which a run that failed can be looked at afterwards."""

import json
import os
import shutil
import signal
import subprocess
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# The keys of the rehearsal's one account (src/credentials): public, they open nothing.
ACCESS_KEY_ID = 'AKIAREHEARSAL0000000'
SECRET_ACCESS_KEY = 'make-believe/opens/nothing/0000000000000'
# Divides all waiting: the 25 minutes behind a lost request become some seconds.
SPEED = 600
# what the runner ends with
LANDED, STUCK, NOT_BEGUN, TIME_OVER, REFUSED = range(5)


class Failure(Exception):
    """Something was not as it must be."""


class Cloud:
    """A rehearsal cloud of its own: a process, its endpoint, what it says it has done."""

    def __init__(self, build, folder, *arguments, environment=None):
        self.events = []
        self._changed = threading.Condition()
        self._log = open(os.path.join(folder, 'cloud.log'), 'a', encoding='utf-8')
        self.process = subprocess.Popen(
            [os.path.join(build, 'src/rehearsal/ferry-rehearsal'), '--events', '--fleet',
             '--state-dir', os.path.join(folder, 'cloud'), '--import-seconds', '0',
             '--samples', os.path.join(ROOT, 'tests/samples/disks'), *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log, text=True, env=environment)
        first = self.process.stdout.readline()
        if not first:
            raise Failure('the rehearsal cloud did not start')
        self.endpoint = json.loads(first)['endpoint']
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self._log.write(line)
            with self._changed:
                self.events.append(json.loads(line))
                self._changed.notify_all()

    def wait(self, what, matches, start=0, deadline=30):
        """The first event from the position @start on, past or coming, that @matches."""
        end = time.monotonic() + deadline
        position = start
        with self._changed:
            while True:
                for event in self.events[position:]:
                    if matches(event):
                        return event
                position = len(self.events)
                left = end - time.monotonic()
                if left <= 0 or not self._changed.wait(left):
                    raise Failure(f'the cloud did not say {what} within {deadline} s')

    def tell(self, line):
        """Writes a line to its standard input and waits until it is obeyed."""
        before = len(self.events)
        self.process.stdin.write(line + '\n')
        self.process.stdin.flush()
        said = self.wait(f'that it obeys “{line}”', lambda event: event.get('event') == 'obeyed'
                         and event.get('line') == line, before)
        if said.get('error'):
            raise Failure(f'the cloud does not obey “{line}”: {said["error"]}')

    def inventory(self):
        """All that there is, whatever Describe… would say of it now."""
        before = len(self.events)
        self.tell('inventory')
        return self.wait('its inventory', lambda event: event.get('event') == 'inventory', before)

    def count(self, operation, start=0):
        """How many such requests have come, whatever became of them."""
        return sum(1 for event in self.events[start:] if event.get('event') == 'request'
                   and event.get('operation') == operation)

    def stop(self):
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._log.close()


class Rig:
    """One run: its folder, its cloud, and the starts of the runner."""

    def __init__(self, build, folder, plan, speed=SPEED):
        self.build, self.folder, self.plan, self.speed = build, folder, plan, speed
        self.journals = os.path.join(folder, 'journals')
        self.cloud = None
        self.n_starts = 0
        self.processes = []
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)

    def start_cloud(self, *arguments, environment=None):
        self.cloud = Cloud(self.build, self.folder, *arguments, environment=environment)

    def start(self, *arguments, kill_at=None, journals=None, environment=None):
        """A start of the runner. @kill_at: "12:half", of what it writes among its journals."""
        journals = journals or self.journals
        self.n_starts += 1
        environment = dict(environment or os.environ, G_DEBUG='fatal-criticals')
        if kill_at:
            environment['LD_PRELOAD'] = ' '.join(filter(None, (
                os.path.join(self.build, 'tests/kill/libferry-kill-at.so'), environment.get('LD_PRELOAD'))))
            environment.update(FERRY_KILL_FOLDER=journals, FERRY_KILL_AT=kill_at, FERRY_KILL_TELL='1')
        with open(self.output(), 'w', encoding='utf-8') as stream:
            process = subprocess.Popen(
                [os.path.join(self.build, 'tests/kill/ferry-import-runner'), '--journals', journals,
                 '--endpoint', self.cloud.endpoint, '--plan', self.plan, '--speed', str(self.speed),
                 *map(str, arguments)], stdout=stream, stderr=subprocess.STDOUT, env=environment,
                cwd=self.folder)
        self.processes.append(process)
        return process

    def output(self, number=None):
        return os.path.join(self.folder, f'start-{number or self.n_starts:03}.log')

    def said(self, number=None):
        """What a start has said: its events, and the lines that are none."""
        events = []
        with open(self.output(number), encoding='utf-8', errors='replace') as stream:
            for line in stream:
                try:
                    events.append(json.loads(line))
                except ValueError:
                    events.append({'event': 'text', 'text': line.rstrip('\n')})
        return events

    def wait_said(self, matches, process, deadline=30):
        """Waits until the last start has said something that @matches, or has ended."""
        end = time.monotonic() + deadline
        while time.monotonic() < end:
            if any(matches(event) for event in self.said()) or process.poll() is not None:
                return
            time.sleep(0.01)
        raise Failure(f'start {self.n_starts} did not say what was waited for')

    def end(self, process, deadline=90):
        """Waits for the end. Returns: its status; None when it was killed."""
        try:
            status = process.wait(deadline)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise Failure(f'start {self.n_starts} has not ended after {deadline} s') from None
        if status == -signal.SIGKILL:
            return None
        if status < 0:
            raise Failure(f'start {self.n_starts} died of {signal.Signals(-status).name}')
        return status

    def finish(self, *arguments, deadline=60, **options):
        """A start that is not killed, until all machines have landed."""
        process = self.start('--seconds', deadline, *arguments, **options)
        self.expect(process, LANDED, deadline + 30)

    def expect(self, process, wanted, deadline=90):
        status = self.end(process, deadline)
        if status != wanted:
            last = ' / '.join(json.dumps(event, ensure_ascii=False) for event in self.said()[-4:])
            raise Failure(f'start {self.n_starts} ended with {status}, not with {wanted}: {last}')

    def count_lines(self, journals=None):
        """Lines of all journals, but for one that is not whole."""
        total = 0
        for path in self.find_journals(journals):
            with open(path, 'rb') as stream:
                total += stream.read().count(b'\n')
        return total

    def find_journals(self, journals=None):
        folder = journals or self.journals
        if not os.path.isdir(folder):
            return []
        return sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith('.journal'))

    def stop(self):
        for process in self.processes:
            if process.poll() is None:
                process.kill()
                process.wait()
        if self.cloud:
            self.cloud.stop()

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)
