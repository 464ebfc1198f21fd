# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""measure.py BUILD [--list] [NAME...]: see tests/bench/run. Each side is measured in turn, five times
after a warm-up, and its median counts."""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time

import facts
import inspection
import manifests
import watching

ROUNDS = 5
KEYS = 1000
LINKS = 1000
OBJECTS = 200000
TASKS = 1000
MACHINES = 100
CHECKS_BUDGET = 5  # ms: a keystroke must not be felt
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def write_listing(folder):
    """A full page of ListObjectsV2 as S3 writes it."""
    rows = ''.join(
        f'<Contents><Key>2026-11/machine-{n:04}/boot.vmdk</Key><LastModified>2026-11-12T04:12:33.000Z'
        f'</LastModified><ETag>&quot;9b2cf535f27731c974343645a3985328-{n}&quot;</ETag><Size>{n * 7919}'
        f'</Size><StorageClass>STANDARD</StorageClass></Contents>' for n in range(KEYS))
    path = os.path.join(folder, 'listing.xml')
    with open(path, 'w', encoding='utf-8') as stream:
        stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazon'
                     'aws.com/doc/2006-03-01/"><Name>acme-exports</Name><Prefix></Prefix><KeyCount>'
                     f'{KEYS}</KeyCount><MaxKeys>1000</MaxKeys><EncodingType>url</EncodingType>'
                     f'<IsTruncated>false</IsTruncated>{rows}</ListBucketResult>')
    return path


def run(build, program, *arguments, desktop=False, env=None):
    """What a program of this folder says, in a desktop of its own where it opens windows."""
    command = [os.path.join(build, 'tests/bench', program), *map(str, arguments)]
    if desktop:
        command.insert(0, os.path.join(ROOT, 'tests/tools/desktop'))
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=env).stdout


def ferry(build, *arguments):
    return float(run(build, 'ferry-bench', *arguments))


def xmllint(path):
    """libxml2 in one process: --repeat reads the file a hundred times, without reading it for us."""
    said = subprocess.run(['xmllint', '--noout', '--repeat', '--timing', path], check=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout
    match = re.search(r'(\d+) iterations took (\d+) ms', said)
    if not match:
        raise SystemExit(f'bench: xmllint said: {said}')
    return int(match[2]) / 1000 / int(match[1])


def botocore_presign():
    import botocore.session
    session = botocore.session.get_session()
    session.set_credentials('AKIAREHEARSAL0000000', 'make-believe/opens/nothing/0000000000000')
    client = session.create_client('s3', region_name='eu-west-1',
                                   config=botocore.config.Config(signature_version='s3v4'))
    started = time.perf_counter()
    for n in range(LINKS):
        client.generate_presigned_url('get_object', ExpiresIn=3600, Params={
            'Bucket': 'acme-exports', 'Key': f'2026-11/disk-{n}.vmdk'})
    return time.perf_counter() - started


def side_by_side(ours, theirs):
    ours()
    theirs()
    pairs = [(ours(), theirs()) for _ in range(ROUNDS)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def bench_listing(build):
    """Read a page of 1,000 keys against libxml2's bare tree; list 200,000 objects: time and memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_listing(folder)
        mine, other = side_by_side(lambda: ferry(build, 'listing', path, 100) / 100,
                                   lambda: xmllint(path))
    yield 'listing', mine * 1000, 'ms a page of 1,000 keys', 'libxml2 (xmllint --repeat, tree only)', \
        mine / other
    yield from bench_objects(build, other * OBJECTS / KEYS)


def bench_objects(build, parsed):
    """A FerryObjectList, over HTTP from a thread of the same process."""
    runs = []
    for _ in range(ROUNDS):
        said = run(build, 'ferry-bench', 'objects', OBJECTS).split()
        runs.append([float(word) for word in said])
    seconds, bytes_each, bare = (statistics.median(column) for column in list(zip(*runs))[:3])
    yield 'listing-objects', OBJECTS / seconds, 'objects/s over loopback HTTP', \
        'libxml2 parsing the same pages only', OBJECTS / seconds / (OBJECTS / parsed)
    yield 'listing-memory', bytes_each, 'bytes an object', 'key and ETag in a struct', \
        bytes_each / bare


def bench_presign(build):
    """Sign 1,000 links: ours against botocore's generate_presigned_url."""
    mine, other = side_by_side(lambda: ferry(build, 'presign', LINKS), botocore_presign)
    yield 'presign', mine * 1000, 'ms for 1,000 links', 'botocore generate_presigned_url', mine / other


def bench_checks(build):
    """Judge a plan of 100 machines of three disks, as on every keystroke: sound, and with much wrong."""
    lines = run(build, 'ferry-bench-checks', MACHINES, 100).splitlines()
    for label, line in zip(('checks', 'checks-wrong'), lines):
        took = float(line.split()[0]) * 1000
        if took > CHECKS_BUDGET:
            print(f'bench: {label} is over its budget', file=sys.stderr)
            inspection.OVER_BUDGET.append(label)
        yield label, took, f'ms for {MACHINES} machines', f'the budget of {CHECKS_BUDGET} ms', \
            took / CHECKS_BUDGET


def bench_stalls(build):
    """The worst gap of the main loop: 200,000 objects and 1,000 tasks, against GTK's barest views."""
    # Cairo draws in the main thread, so all of it is counted; Mesa's software OpenGL would draw in
    # others, and compile its shaders for tens of milliseconds in this one.
    environment = dict(os.environ, GSK_RENDERER='cairo')
    runs = {}
    for _ in range(3):
        said = run(build, 'ferry-bench-stalls', OBJECTS, TASKS, desktop=True, env=environment)
        for line in said.splitlines():
            name, *numbers = line.split()
            runs.setdefault(name, []).append([float(number) for number in numbers])
    for name, rows in runs.items():
        gap, bare, frame, bare_frame = (statistics.median(column) for column in zip(*rows))
        against = 'bare GTK list of as many rows'
        yield f'stalls-{name}', gap, 'ms of processor time, worst main-loop gap', against, gap / bare
        yield f'stalls-{name}-frame', frame, 'ms of processor time, longest frame', against, \
            frame / bare_frame


def bench_start(build):
    """From exec to the first frame on the screen: ferry --rehearsal against a bare libadwaita window."""
    environment = dict(os.environ, GSETTINGS_SCHEMA_DIR=os.path.join(build, 'data'),
                       FERRY_REHEARSAL=os.path.join(build, 'src/rehearsal/ferry-rehearsal'),
                       FERRY_SAMPLES=os.path.join(ROOT, 'tests/samples/disks'))

    def first_frame(*command):
        return float(run(build, 'ferry-first-frame', *command, desktop=True, env=environment))
    mine, other = side_by_side(
        lambda: first_frame(os.path.join(build, 'app/ferry'), '--rehearsal'),
        lambda: first_frame(os.path.join(build, 'tests/bench/ferry-bench-window')))
    yield 'start', mine * 1000, 'ms to the first frame', 'a bare libadwaita window', mine / other


BENCHES = {'listing': bench_listing, 'presign': bench_presign, 'checks': bench_checks,
           'stalls': bench_stalls, 'start': bench_start, 'inspect': inspection.bench,
           'account-facts': facts.bench, 'manifest-100k': manifests.bench,
           'tasks-1000': watching.bench_tasks, 'idle-watch': watching.bench_idle}


def main():
    build, names = os.path.abspath(sys.argv[1]), sys.argv[2:]
    if names == ['--list']:
        for name, bench in BENCHES.items():
            print(f'{name}: {bench.__doc__}')
        return
    for name in names or BENCHES:
        if name not in BENCHES:
            raise SystemExit(f'bench: no such bench: {name}; --list names them')
        for label, value, unit, against, ratio in BENCHES[name](build):
            print(json.dumps({'name': label, 'value': round(value, 3), 'unit': unit,
                              'against': against, 'ratio': round(ratio, 3)}), flush=True)
    sys.exit(1 if inspection.OVER_BUDGET or facts.OVER_BUDGET or manifests.OVER_BUDGET or watching.OVER_BUDGET
             else 0)


main()
