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

ROUNDS = 5
KEYS = 1000
LINKS = 1000


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


def ferry(build, *arguments):
    said = subprocess.run([os.path.join(build, 'tests/bench/ferry-bench'), *map(str, arguments)],
                          check=True, stdout=subprocess.PIPE, text=True).stdout
    return float(said)


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
    """Read a page of 1,000 keys: FerryObjectPage with its objects, against libxml2's bare tree."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_listing(folder)
        mine, other = side_by_side(lambda: ferry(build, 'listing', path, 100) / 100,
                                   lambda: xmllint(path))
    return mine * 1000, 'ms a page of 1,000 keys', 'libxml2 (xmllint --repeat, tree only)', mine / other


def bench_presign(build):
    """Sign 1,000 links: ours against botocore's generate_presigned_url."""
    mine, other = side_by_side(lambda: ferry(build, 'presign', LINKS), botocore_presign)
    return mine * 1000, 'ms for 1,000 links', 'botocore generate_presigned_url', mine / other


BENCHES = {'listing': bench_listing, 'presign': bench_presign}


def main():
    build, names = sys.argv[1], sys.argv[2:]
    if names == ['--list']:
        for name, bench in BENCHES.items():
            print(f'{name}: {bench.__doc__}')
        return
    for name in names or BENCHES:
        if name not in BENCHES:
            raise SystemExit(f'bench: no such bench: {name}; --list names them')
        value, unit, against, ratio = BENCHES[name](build)
        print(json.dumps({'name': name, 'value': round(value, 3), 'unit': unit, 'against': against,
                          'ratio': round(ratio, 3)}), flush=True)


main()
