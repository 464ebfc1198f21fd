#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Holds requests of Ferry against the same calls made by botocore. No network.

Reads a JSON object a line: service, operation, method, path, query, body, headers, and call, the
parameters for botocore. Prints each difference, and at last how many lines it judged. Ends with 77 when
botocore is not installed.
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

# What the API has and an older botocore does not know yet: it has to be there all the same.
NEWER_QUERY = {"ListBuckets": {"max-buckets", "continuation-token"}}
COMPARED_HEADERS = ("range", "if-match", "content-type")


class Captured(Exception):
    pass


class Reference:
    """One client a service; its requests are caught before they are sent."""

    def __init__(self):
        self.session = botocore.session.Session()
        self.session.set_credentials("AKIAEXAMPLE", "make-believe")
        self.clients = {}
        self.captured = None

    def capture(self, request, **_):
        self.captured = request
        raise Captured

    def client(self, service):
        if service not in self.clients:
            client = self.session.create_client(
                service, region_name="eu-west-1", endpoint_url=ENDPOINT,
                config=botocore.config.Config(s3={"addressing_style": "path"},
                                              retries={"max_attempts": 0}))
            client.meta.events.register("before-send.*.*", self.capture)
            self.clients[service] = client
        return self.clients[service]

    def request(self, ours):
        self.captured = None
        try:
            getattr(self.client(ours["service"]), xform_name(ours["operation"]))(**ours["call"])
        except Captured:
            pass
        return self.captured


def text(value):
    if hasattr(value, "read"):
        value = value.read()
    return value.decode() if isinstance(value, (bytes, bytearray)) else value or ""


def pairs(encoded):
    """A name alone is one with an empty value: S3 signs it as such."""
    encoded = "&".join(pair if "=" in pair else f"{pair}=" for pair in encoded.split("&") if pair)
    return sorted(parse_qsl(encoded, keep_blank_values=True, strict_parsing=bool(encoded)))


def compare(ours, theirs):
    """All that must be the same: its name, ours, theirs."""
    url = urlsplit(theirs.url)
    newer = NEWER_QUERY.get(ours["operation"], ())
    our_headers = {name.lower(): value for name, value in ours["headers"].items()}
    their_headers = {name.lower(): text(value) for name, value in theirs.headers.items()}
    our_query = pairs(ours["query"])
    body = text(theirs.body)

    yield "method", ours["method"], theirs.method
    yield "path", ours["path"], url.path
    yield "query", [pair for pair in our_query if pair[0] not in newer], pairs(url.query)
    yield ("newer query", {name for name, _ in our_query if name in newer},
           set(newer) - set(ours.get("without", ())))
    if our_headers.get("content-type", "").startswith(FORM):
        yield "form", pairs(ours["body"]), pairs(body)
    else:
        yield "body", ours["body"], body
    for name in COMPARED_HEADERS:
        yield name, our_headers.get(name), their_headers.get(name)


def main():
    reference = Reference()
    judged = 0
    for line in sys.stdin:
        ours = json.loads(line)
        judged += 1
        for what, mine, theirs in compare(ours, reference.request(ours)):
            if mine != theirs:
                print(f"{ours['operation']}: {what}: Ferry {mine!r}, botocore {theirs!r}")
    print(f"judged {judged}")


main()
