#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Holds one request of Ferry against the same call made by botocore. No network.

Reads one JSON object: service, operation, method, path, query, body, headers, and call, the
parameters for botocore. Ends with 0 when both mean the same, with 1 and the differences when not,
with 77 when botocore is not installed.
"""

import json
import sys
from urllib.parse import parse_qsl, urlsplit

try:
    import botocore.config
    import botocore.session
    from botocore import xform_name
except ImportError:
    sys.exit(77)

ENDPOINT = "http://127.0.0.1:9"
FORM = "application/x-www-form-urlencoded"

# What the API has and an older botocore does not know yet.
NEWER_QUERY = {"ListBuckets": {"max-buckets", "continuation-token"}}
COMPARED_HEADERS = ("range", "if-match", "content-type")


class Captured(Exception):
    pass


def botocore_request(ours):
    """The request that botocore would send."""
    session = botocore.session.Session()
    session.set_credentials("AKIAEXAMPLE", "make-believe")
    client = session.create_client(
        ours["service"], region_name="eu-west-1", endpoint_url=ENDPOINT,
        config=botocore.config.Config(s3={"addressing_style": "path"}, retries={"max_attempts": 0}))
    captured = []

    def capture(request, **_):
        captured.append(request)
        raise Captured

    client.meta.events.register("before-send.*.*", capture)
    try:
        getattr(client, xform_name(ours["operation"]))(**ours["call"])
    except Captured:
        pass
    return captured[0]


def text(value):
    if hasattr(value, "read"):
        value = value.read()
    return value.decode() if isinstance(value, (bytes, bytearray)) else value or ""


def pairs(encoded, leave_out=()):
    found = parse_qsl(encoded, keep_blank_values=True, strict_parsing=bool(encoded))
    return sorted((name, value) for name, value in found if name not in leave_out)


def compare(ours, theirs):
    """All differences, one line each."""
    url = urlsplit(theirs.url)
    newer = NEWER_QUERY.get(ours["operation"], ())
    our_headers = {name.lower(): value for name, value in ours["headers"].items()}
    their_headers = {name.lower(): text(value) for name, value in theirs.headers.items()}
    body = text(theirs.body)

    yield "method", ours["method"], theirs.method
    yield "path", ours["path"], url.path
    yield "query", pairs(ours["query"], newer), pairs(url.query)
    if our_headers.get("content-type", "").startswith(FORM):
        yield "form", pairs(ours["body"]), pairs(body)
    else:
        yield "body", ours["body"], body
    for name in COMPARED_HEADERS:
        yield name, our_headers.get(name), their_headers.get(name)


def main():
    ours = json.load(sys.stdin)
    failed = False
    for what, mine, reference in compare(ours, botocore_request(ours)):
        if mine != reference:
            failed = True
            print(f"{ours['operation']}: {what}: Ferry {mine!r}, botocore {reference!r}")
    sys.exit(1 if failed else 0)


main()
