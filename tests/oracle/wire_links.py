#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""wire_links.py SEED COUNT: links as botocore signs them, one JSON object a line. No network. Ends with 77
when botocore is not installed.
"""

import json
import random
import sys

try:
    import botocore.config
    import botocore.session
except ImportError:
    sys.exit(77)

KEY_ID = "AKIAFERRYTESTEXAMPLE"
SECRET = "ferry-test-secret/never+shown"
TOKEN = "IQoJb3JpZ2luX2VjE+/=SESSION"
REGIONS = ("us-east-1", "eu-west-1", "eu-central-1", "us-gov-west-1", "cn-north-1")
BUCKETS = ("vm-disks", "my.dotted.bucket", "s3", "b12")
CALLS = (("get_object", "GET"), ("head_object", "HEAD"), ("delete_object", "DELETE"), ("put_object", "PUT"))
LETTERS = "abzAZ09 /._-~+%&=?#:@!$'()*,;[]<>\"\\^`{|}\u00e9\u20ac\U0001f6a2"


def make_client(token, region, signature, style, dualstack):
    session = botocore.session.Session()
    session.set_credentials(KEY_ID, SECRET, token)
    config = botocore.config.Config(signature_version=signature,
                                    s3={"addressing_style": style, "use_dualstack_endpoint": dualstack})
    return session.create_client("s3", region_name=region, config=config)


def make_key(choice):
    key = "".join(choice.choice(LETTERS) for _ in range(choice.randint(1, 30)))
    return key.strip("/") or "k"


def main():
    choice = random.Random(int(sys.argv[1]))
    clients = {}
    for _ in range(int(sys.argv[2])):
        kind = (choice.choice((None, TOKEN)), choice.choice(REGIONS), choice.choice(("s3v4", "s3v4", "s3")),
                choice.choice(("virtual", "path", "auto")), choice.random() < 0.2)
        if kind not in clients:
            clients[kind] = make_client(*kind)
        name, verb = choice.choice(CALLS)
        bucket, key, life = choice.choice(BUCKETS), make_key(choice), choice.randint(1, 604800)
        link = clients[kind].generate_presigned_url(name, Params={"Bucket": bucket, "Key": key}, ExpiresIn=life)
        print(json.dumps({"link": link, "verb": verb, "bucket": bucket, "key": key, "region": kind[1],
                          "life": life, "temporary": kind[0] is not None, "version": 4 if kind[2] == "s3v4" else 2}))


main()
