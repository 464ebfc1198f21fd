#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""coverage.py SOURCE PROGRAM...: every operation of AWS that src/ names is judged by every program here,
each of which tells its operations with --operations. A name is an operation when botocore's models of the
services that Ferry uses have it, so that a new one cannot be forgotten."""

import glob
import os
import re
import subprocess
import sys

LITERAL = re.compile(r'"([A-Z][A-Za-z0-9]+)"')
NEW = re.compile(r'ferry_request_new(?:_action)? \(FERRY_SERVICE_\w+,\s*"([A-Za-z0-9]+)"')
SERVICES = ("s3", "ec2", "sts")

try:
    import botocore.session
except ImportError:
    print("1..0 # SKIP NOT COMPARED: botocore is not installed (package python3-botocore)")
    sys.exit(0)


def read_names(source):
    """All string literals of libferry that look like an operation, and those that are one for sure."""
    literals, sure = set(), set()
    for path in glob.glob(os.path.join(source, "src", "*", "*.c")):
        # which calls a disk is fit for is told there, and none is made
        if os.path.basename(path) == "ferry-disk-verdict.c":
            continue
        if f"{os.sep}rehearsal{os.sep}" in path:
            continue
        with open(path, encoding="utf-8") as stream:
            text = stream.read()
        literals.update(LITERAL.findall(text))
        sure.update(NEW.findall(text))
    return literals, sure


def main():
    source, programs = sys.argv[1], sys.argv[2:]
    session = botocore.session.get_session()
    known = {name for service in SERVICES for name in session.get_service_model(service).operation_names}
    literals, sure = read_names(source)
    operations = (literals & known) | sure
    print(f"1..{len(programs) + 1}")
    print(("ok" if len(operations) > 10 else "not ok") + f" 1 src/ names {len(operations)} operations")
    for number, program in enumerate(programs, 2):
        told = subprocess.run([program, "--operations"], check=True, stdout=subprocess.PIPE, text=True).stdout
        missing = operations - set(told.split())
        if missing:
            print(f"# not judged: {' '.join(sorted(missing))}")
        print(("not ok" if missing else "ok") + f" {number} {os.path.basename(program)} judges "
              f"{len(operations) - len(missing)} of {len(operations)} operations")


main()
