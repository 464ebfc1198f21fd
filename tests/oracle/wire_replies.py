#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""wire_replies.py SEED COUNT OPERATION: makes replies of AWS up, COUNT good and COUNT bad ones, with random
content by botocore's models, and says what botocore's own parser understood of each.

Prints a JSON object a line: operation, status, headers, body, and either "value", what Ferry has to
understand, or "error" with code, message and request_id. Ends with 77 when botocore is not installed.
"""

import json
import random
import sys
from datetime import datetime, timezone
from urllib.parse import quote_plus
from xml.sax.saxutils import escape

try:
    import botocore.parsers
    import botocore.session
    from botocore.awsrequest import HeadersDict
    from botocore.handlers import decode_list_object_v2
except ImportError:
    sys.exit(77)

import wire_facts

SERVICES = {
    "s3": ["ListBuckets", "HeadBucket", "ListObjectsV2", "HeadObject", "GetObject", "PutObject",
           "DeleteObject", *wire_facts.S3],
    "ec2": ["ImportInstance", "ImportVolume", "DescribeConversionTasks", "CancelConversionTask",
            *wire_facts.EC2],
    "sts": ["GetCallerIdentity"],
}
ROOTS = {"ListBuckets": "ListAllMyBucketsResult", "ListObjectsV2": "ListBucketResult",
         "GetBucketVersioning": "VersioningConfiguration"}
NAMESPACES = {
    "s3": "http://s3.amazonaws.com/doc/2006-03-01/",
    "ec2": "http://ec2.amazonaws.com/doc/2016-11-15/",
    "sts": "https://sts.amazonaws.com/doc/2011-06-15/",
}
STATUSES = {"DeleteObject": 204, "GetObject": 206}
LETTERS = "abcXYZ 019-_.~/\\'\"&<>;:=+%#?!*()[]{}|^`@,$\t\u00e9\u00df\u4e2d\u05d0\u202e\U0001f6a2"
# Codes that Ferry does not try again after.
CODES = ["AccessDenied", "NoSuchKey", "InvalidParameterValue", "UnauthorizedOperation", "Made.Up-Code",
         "InvalidConversionTaskId.Malformed", "MalformedXML"]
STATES = ["active", "cancelling", "cancelled", "completed", "pending"]


class Maker:
    """Text that fits a shape of the model: XML for bodies, strings for headers."""

    def __init__(self, rng, encode_keys):
        self.rng = rng
        self.encode_keys = encode_keys

    def text(self, longest=24):
        return "".join(self.rng.choice(LETTERS) for _ in range(self.rng.randint(0, longest)))

    def moment(self):
        return datetime.fromtimestamp(self.rng.randint(0, 4102444800), timezone.utc)

    def scalar(self, shape, name):
        kind = shape.type_name
        if kind == "boolean":
            return self.rng.choice(["true", "false"])
        if kind in ("integer", "long"):
            return str(self.rng.choice([0, 1, 73728, self.rng.randint(0, 2**31 - 1),
                                        self.rng.randint(0, 2**46)]))
        if kind in ("double", "float"):
            return self.rng.choice(["2.5", "0", "1e3"])
        if kind == "timestamp":
            return self.moment().strftime("%Y-%m-%dT%H:%M:%S.000Z")
        if name == "ExpirationTime":
            return self.moment().strftime(self.rng.choice(["%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%MZ"]))
        if name in wire_facts.WORDS and not self.encode_keys:
            return self.rng.choice(wire_facts.WORDS[name])
        if name == "State":
            return self.rng.choice(STATES)
        if name == "EncodingType":
            return "url"
        if name in ("Key", "Prefix") and self.encode_keys:
            key = self.text(40).replace("\t", "\n") + ("/" if name == "Prefix" else "")
            return quote_plus(key, safe="/-_.~*")
        return self.text()

    def is_left_out(self, name):
        # botocore itself cannot do without them.
        if name in ("Key", "Prefix"):
            return False
        rare = name in ("ConversionTask", "ConversionTasks", "ConversionTaskId", "Account", "Contents",
                         "Buckets", "Name", *wire_facts.RARE)
        return self.rng.random() < (0.03 if rare else 0.25)

    def stranger(self):
        """An element that a later version of the API may add."""
        return f"<Later n=\"{self.rng.randint(0, 9)}\"><Key>not this one</Key></Later>" \
            if self.rng.random() < 0.2 else ""

    def element(self, shape, tag, name):
        if shape.type_name == "structure":
            return f"<{tag}>{self.members(shape)}</{tag}>"
        if shape.type_name == "list":
            inner = shape.member.serialization.get("name", "member")
            count = self.rng.choice([0, 1, 1, 2, 3])
            if shape.serialization.get("flattened"):
                return "".join(self.element(shape.member, tag, name) for _ in range(count))
            items = "".join(self.element(shape.member, inner, name) for _ in range(count))
            return f"<{tag}>{items}</{tag}>"
        value = self.scalar(shape, name)
        return f"<{tag}/>" if value == "" and self.rng.random() < 0.5 else f"<{tag}>{escape(value)}</{tag}>"

    def members(self, shape):
        parts = []
        for name, member in shape.members.items():
            if member.serialization.get("location") or self.is_left_out(name):
                continue
            parts.append(self.element(member, member.serialization.get("name", name), name))
            parts.append(self.stranger())
        if self.rng.random() < 0.3:
            return "\n  ".join([""] + parts) + "\n"
        return "".join(parts)

    def headers(self, shape):
        headers = {}
        for name, member in shape.members.items() if shape else ():
            header = member.serialization.get("name", name)
            if member.serialization.get("location") != "header" or self.is_left_out(name):
                continue
            if name in ("ContentLength", "ContentRange", "ContentEncoding", "ContentType"):
                continue
            if member.type_name == "timestamp":
                headers[header] = self.moment().strftime("%a, %d %b %Y %H:%M:%S GMT")
            elif name in ("ETag", "VersionId", "StorageClass"):
                headers[header] = "".join(self.rng.choice("0123456789abcdef\"-._=+/")
                                          for _ in range(self.rng.randint(1, 40)))
        return headers


def seconds(value):
    return int(value.timestamp()) if value else None


def some(value):
    """Ferry takes an empty element for an absent one, as AWS means it."""
    return value or None


def list_buckets(parsed, reply):
    return {"buckets": [some(bucket.get("Name")) for bucket in parsed.get("Buckets", ())
                        if bucket.get("Name")]}


def head_bucket(parsed, reply):
    return {"region": reply["headers"].get("x-amz-bucket-region")}


def list_objects(parsed, reply):
    rows = [(prefix["Prefix"], {"folder": True}) for prefix in parsed.get("CommonPrefixes", ())
            if prefix.get("Prefix")]
    for found in parsed.get("Contents", ()):
        if found.get("Key") and not found["Key"].endswith("/"):
            rows.append((found["Key"], {
                "folder": False, "size": found.get("Size", 0),
                "modified": seconds(found.get("LastModified")), "etag": some(found.get("ETag")),
                "class": some(found.get("StorageClass")) or "STANDARD"}))
    if parsed.get("IsTruncated") and not parsed.get("NextContinuationToken"):
        return None
    rows.sort(key=lambda row: row[0].encode())
    token = parsed.get("NextContinuationToken") if parsed.get("IsTruncated") else None
    return {"rows": [dict(row, key=key) for key, row in rows], "token": token}


def head_object(parsed, reply):
    return {"size": parsed["ContentLength"], "modified": seconds(parsed.get("LastModified")),
            "etag": some(parsed.get("ETag")), "class": some(parsed.get("StorageClass")) or "STANDARD"}


def get_object(parsed, reply):
    return {"body": reply["body"], "version": some(parsed.get("VersionId"))}


def put_object(parsed, reply):
    return {"version": some(parsed.get("VersionId"))}


def delete_object(parsed, reply):
    return {}


def volume(detail):
    return {"converted": detail.get("BytesConverted", 0), "status": some(detail.get("Status")),
            "message": some(detail.get("StatusMessage")), "zone": some(detail.get("AvailabilityZone")),
            "format": some(detail.get("Image", {}).get("Format")),
            "image": detail.get("Image", {}).get("Size", 0),
            "id": some(detail.get("Volume", {}).get("Id")), "size": detail.get("Volume", {}).get("Size", 0)}


def moment(text):
    for form in ("%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%MZ"):
        try:
            return int(datetime.strptime(text or "", form).replace(tzinfo=timezone.utc).timestamp())
        except ValueError:
            pass
    return None


def conversion_task(task):
    instance, single = task.get("ImportInstance"), task.get("ImportVolume")
    value = {"id": task["ConversionTaskId"], "message": some(task.get("StatusMessage")),
             "state": task.get("State") if task.get("State") in STATES[:4] else "unknown",
             "expiration": moment(task.get("ExpirationTime")), "platform": None, "instance": None,
             "description": None, "volumes": []}
    if instance is not None:
        value.update(platform=some(instance.get("Platform")), instance=some(instance.get("InstanceId")),
                     description=some(instance.get("Description")),
                     volumes=[volume(detail) for detail in instance.get("Volumes", ())])
    elif single is not None:
        value.update(description=some(single.get("Description")),
                     volumes=[volume(dict(single, StatusMessage=None, Status=None))])
    return value


def import_disk(parsed, reply):
    task = parsed.get("ConversionTask") or {}
    return conversion_task(task) if task.get("ConversionTaskId") else None


def describe_tasks(parsed, reply):
    tasks = parsed.get("ConversionTasks", [])
    if not all(task.get("ConversionTaskId") for task in tasks):
        return None
    return {"tasks": [conversion_task(task) for task in tasks]}


def cancel_task(parsed, reply):
    return None if "<return>false</return>" in reply["body"] else {}


def caller_identity(parsed, reply):
    if not parsed.get("Account"):
        return None
    return {"account": parsed["Account"], "arn": some(parsed.get("Arn")),
            "user": some(parsed.get("UserId"))}


PROJECTIONS = {
    "ListBuckets": list_buckets, "HeadBucket": head_bucket, "ListObjectsV2": list_objects,
    "HeadObject": head_object, "GetObject": get_object, "PutObject": put_object,
    "DeleteObject": delete_object, "ImportInstance": import_disk, "ImportVolume": import_disk,
    "DescribeConversionTasks": describe_tasks, "CancelConversionTask": cancel_task,
    "GetCallerIdentity": caller_identity, **wire_facts.PROJECTIONS,
}


def make_body(maker, service, operation, shape):
    if operation == "GetObject":
        return maker.text(200) + "end"
    if operation in ("HeadBucket", "HeadObject", "PutObject", "DeleteObject"):
        return ""
    if operation == "GetBucketPolicy":
        return wire_facts.make_policy(maker.rng)
    root = ROOTS.get(operation, f"{operation}Response")
    if shape and shape.serialization.get("payload"):
        root = shape.serialization["payload"]
        shape = shape.members[root]
    members = maker.members(shape) if shape else f"<return>{maker.rng.choice(['true', 'false'])}</return>"
    if maker.encode_keys and "<EncodingType" not in members:
        members += "<EncodingType>url</EncodingType>"
    if service == "sts":
        members = f"<{operation}Result>{members}</{operation}Result>" \
                  "<ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>"
    elif service == "ec2":
        members = f"<requestId>r</requestId>{members}"
    head = maker.rng.choice(['<?xml version="1.0" encoding="UTF-8"?>\n', ""])
    return f'{head}<{root} xmlns="{NAMESPACES[service]}">{members}</{root}>'


def wrap_tasks(rng, body):
    """The documentation shows each task once more inside its item; the model does not."""
    parts = body.split("<conversionTaskId>")
    if rng.random() < 0.5 or "<item>" not in body or len(parts) < 2:
        return body
    depth, out, position = 0, [], 0
    start = body.index("<conversionTasks>") + len("<conversionTasks>")
    end = body.index("</conversionTasks>")
    inner = body[start:end]
    while position < len(inner):
        for tag, step in (("<item>", 1), ("</item>", -1)):
            if inner.startswith(tag, position):
                depth += step
                if step > 0 and depth == 1:
                    out.append("<item><conversionTask>")
                elif step < 0 and depth == 0:
                    out.append("</conversionTask></item>")
                else:
                    out.append(tag)
                position += len(tag)
                break
        else:
            out.append(inner[position])
            position += 1
    return body[:start] + "".join(out) + body[end:]


def make_good(rng, service, model, operation):
    shape = model.operation_model(operation).output_shape
    maker = Maker(rng, encode_keys=operation == "ListObjectsV2")
    body = make_body(maker, service, operation, shape)
    headers = maker.headers(shape) if service == "s3" else {}
    headers["x-amz-request-id" if service == "s3" else "x-amzn-requestid"] = "r" + str(rng.random())
    if operation == "HeadBucket":
        headers["x-amz-bucket-region"] = rng.choice(["eu-west-1", "ap-southeast-2", "us-gov-west-1"])
    if operation == "HeadObject":
        headers["Content-Length"] = str(rng.choice([0, 1, 512, 5 * 2**40]))
    if operation == "GetObject":
        length = len(body.encode())
        headers["Content-Range"] = f"bytes 0-{length - 1}/{length}"
    reply = {"operation": operation, "status": STATUSES.get(operation, 200), "headers": headers,
             "body": body}
    raw = dict({name.lower(): value for name, value in headers.items()})
    parser = botocore.parsers.create_parser(model.metadata["protocol"])
    payload = shape and shape.serialization.get("payload")
    payload = payload and shape.members[payload].type_name != "structure"
    parsed = {} if operation == "DeleteObject" else parser.parse(
        {"status_code": reply["status"], "headers": botocore_headers(raw), "body":
         b"" if payload else body.encode(), "context": {}}, None if payload else shape)
    if payload:
        parsed = {"VersionId": raw.get("x-amz-version-id")}
    if operation == "ListObjectsV2":
        decode_list_object_v2(parsed, {"encoding_type_auto_set": True})
    reply["value"] = PROJECTIONS[operation](parsed, reply)
    if operation == "DescribeConversionTasks":
        reply["body"] = wrap_tasks(rng, body)
    return reply


def botocore_headers(raw):
    """Headers whatever their case, as botocore's parsers want them."""
    headers = HeadersDict()
    for name, value in raw.items():
        headers[name] = value
    return headers


def make_bad(rng, service, model, operation):
    maker = Maker(rng, False)
    code, said, number = rng.choice(CODES), maker.text(60), f"R{rng.randint(0, 10**9)}"
    has_body = not operation.startswith("Head")
    fields = f"<Code>{code}</Code><Message>{escape(said)}</Message>{maker.stranger()}"
    body = {
        "s3": f"<Error>{fields}<Resource>/x</Resource><RequestId>{number}</RequestId></Error>",
        "ec2": f"<Response><Errors><Error>{fields}</Error></Errors>"
               f"<RequestID>{number}</RequestID></Response>",
        "sts": f"<ErrorResponse><Error><Type>Sender</Type>{fields}</Error>"
               f"<RequestId>{number}</RequestId></ErrorResponse>",
    }[service] if has_body else ""
    name = "x-amz-request-id" if service == "s3" else "x-amzn-requestid"
    headers = {name: number} if not has_body or rng.random() < 0.5 else {}
    status = rng.choice([400, 403, 404])
    parser = botocore.parsers.create_parser(model.metadata["protocol"])
    parsed = parser.parse({"status_code": status, "headers": botocore_headers(headers),
                           "body": body.encode(), "context": {}},
                          model.operation_model(operation).output_shape)
    # botocore takes the number of S3's request from the header alone; it is the same one.
    error = {"code": None, "message": None, "request_id": number}
    if has_body:
        error.update(code=parsed["Error"]["Code"], message=some(parsed["Error"].get("Message")))
    return {"operation": operation, "status": status, "headers": headers, "body": body, "error": error}


def main():
    seed, count, wanted = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    session = botocore.session.get_session()
    for service, operations in SERVICES.items():
        if wanted not in operations:
            continue
        model = session.get_service_model(service)
        rng = random.Random(f"{seed} {wanted}")
        for _ in range(count):
            print(json.dumps(make_good(rng, service, model, wanted)))
            print(json.dumps(make_bad(rng, service, model, wanted)))


main()
