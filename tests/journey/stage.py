# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where a journey plays: the processes it starts, the steps it reports, the screenshots it keeps."""

import os
import shlex
import subprocess

from cloud import Cloud
from driver import Application, screenshot

# seconds that the rehearsal cloud takes for a conversion: long enough to be seen
IMPORT_SECONDS = 3


class Stage:
    def __init__(self, root, build, artifacts, latency, plain):
        self.root = root
        self.build = build
        self.artifacts = artifacts
        self.plain = plain
        self.latency = latency
        self.application = None
        self.cloud = None
        self._steps = 0
        self._pictures = 0
        self._failed = False
        self._began = None

    # The steps, as TAP for meson or as sentences for people.

    def step(self, text):
        """The step before has gone well; this one begins."""
        self._end_step()
        self._began = text
        if self.plain:
            print(f'  {self._steps + 1:2}. {text}', flush=True)

    def _end_step(self):
        if self._began:
            self._steps += 1
            if not self.plain:
                print(f'ok {self._steps} - {self._began}', flush=True)
        self._began = None

    def picture(self, name):
        self._pictures += 1
        path = os.path.join(self.artifacts, f'{self._pictures:02}-{name}.png')
        screenshot(path)
        if self.plain:
            print(f'      {os.path.relpath(path, self.root)}', flush=True)

    def fail(self, error):
        self._failed = True
        self._steps += 1
        what = f'{type(error).__name__}: {error}' if not str(error) else str(error)
        if self.plain:
            print(f'      FAILED: {what}')
        else:
            print(f'# {what}')
            print(f'not ok {self._steps} - {self._began or "end"}')
        self._began = None
        try:
            screenshot(os.path.join(self.artifacts, 'failure.png'))
        except (OSError, subprocess.SubprocessError):
            pass
        if self.application:
            with open(os.path.join(self.artifacts, 'failure.txt'), 'a', encoding='utf-8') as stream:
                stream.write(self.application.describe() + '\n')
        where = os.path.relpath(self.artifacts, self.root)
        print(f'{"     " if self.plain else "#"} see {where}/failure.png, failure.txt, ferry.log')

    def finish(self):
        """The exit status."""
        self._end_step()
        if self.plain:
            where = os.path.relpath(self.artifacts, self.root)
            print('The migration stopped.' if self._failed else 'The whole migration went well.')
            print(f'Screenshots: {where}/')
        else:
            print(f'1..{self._steps}')
        return 1 if self._failed else 0

    # The processes.

    def start_cloud(self, *arguments):
        """A rehearsal cloud of the journey's own."""
        self.cloud = Cloud(self._rehearsal_program(), self._samples(), self.cloud_folder(),
                           [*self._cloud_arguments(), *arguments])
        return self.cloud

    def start_ferry(self, *arguments, dark=False, cloud_arguments=(), environment=None):
        environment = dict(
            os.environ,
            **(environment or {}),
            FERRY_REHEARSAL=self._rehearsal_program(),
            FERRY_SAMPLES=self._samples(),
            FERRY_REHEARSAL_ARGUMENTS=shlex.join([*self._cloud_arguments(), *cloud_arguments]),
            GSETTINGS_SCHEMA_DIR=os.path.join(self.build, 'data'),
            ADW_DEBUG_COLOR_SCHEME='prefer-dark' if dark else 'prefer-light',
        )
        self.application = Application([os.path.join(self.build, 'app/ferry'), *arguments],
                                       environment, self.log_path())
        return self.application

    def log_path(self):
        return self.artifact('ferry.log')

    def _rehearsal_program(self):
        return os.path.join(self.build, 'src/rehearsal/ferry-rehearsal')

    def _samples(self):
        return os.path.join(self.root, 'tests/samples/disks')

    def _cloud_arguments(self):
        return ['--import-seconds', str(IMPORT_SECONDS), '--latency', str(self.latency)]

    def cloud_folder(self):
        """The state of the far side."""
        return os.path.join(os.environ['HOME'], 'cloud')

    def artifact(self, name):
        return os.path.join(self.artifacts, name)

    def close(self):
        for part in (self.application, self.cloud):
            if part:
                part.stop()
