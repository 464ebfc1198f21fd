#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""other_tool.py ENDPOINT start | tell VOLUME-TASK INSTANCE: another tool than Ferry, with a manifest of its
own and botocore's requests, as AWS's command line sends them.

"start" has the rehearsal cloud begin a conversion of a machine and one of a volume and prints
"MACHINE-TASK INSTANCE VOLUME-TASK"; "tell" prints what botocore understands: the task's state, how many
volumes there are and the instance's state. Ends with 77 when botocore is not installed."""

import sys
from xml.sax.saxutils import escape

try:
    import botocore.session
    from botocore.config import Config
except ImportError:
    sys.exit(77)

BUCKET = "acme-exports"
DISK = "2026-11/web01-boot.vmdk"
# in the manner of the old command line tools: parts count from 0, one range of the file each
MANIFEST = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<manifest>
    <version>2010-11-15</version>
    <file-format>VMDK</file-format>
    <importer>
        <name>ec2-upload-disk-image</name>
        <version>1.0.0</version>
        <release>2010-11-15</release>
    </importer>
    <self-destruct-url>{destruct}</self-destruct-url>
    <import>
        <size>{size}</size>
        <volume-size>8</volume-size>
        <parts count="1">
            <part index="0">
                <byte-range end="{end}" start="0"/>
                <key>{key}</key>
                <head-url>{head}</head-url>
                <get-url>{get}</get-url>
            </part>
        </parts>
    </import>
</manifest>
"""


def client(endpoint, service):
    return botocore.session.get_session().create_client(
        service, region_name="eu-west-1", endpoint_url=endpoint,
        aws_access_key_id="AKIAREHEARSAL0000000",
        aws_secret_access_key="make-believe/opens/nothing/0000000000000",
        config=Config(signature_version="s3v4" if service == "s3" else "v4",
                      s3={"addressing_style": "path"}, retries={"max_attempts": 0}))


def store_manifest(s3, key, size):
    def link(call, name=DISK):
        return escape(s3.generate_presigned_url(call, {"Bucket": BUCKET, "Key": name}, 3600))

    text = MANIFEST.format(destruct=link("delete_object", key), size=size, end=size - 1, key=escape(DISK),
                           head=link("head_object"), get=link("get_object"))
    s3.put_object(Bucket=BUCKET, Key=key, Body=text.encode())
    return s3.generate_presigned_url("get_object", {"Bucket": BUCKET, "Key": key}, 3600)


def start(endpoint):
    s3, ec2 = client(endpoint, "s3"), client(endpoint, "ec2")
    size = s3.head_object(Bucket=BUCKET, Key=DISK)["ContentLength"]

    def image(key):
        return {"Format": "VMDK", "Bytes": size, "ImportManifestUrl": store_manifest(s3, key, size)}

    machine = ec2.import_instance(
        Description="web01 of another tool", Platform="Linux",
        LaunchSpecification={"Architecture": "x86_64", "InstanceType": "t2.micro"},
        DiskImages=[{"Image": image("tool/web01.vmdkmanifest.xml"), "Volume": {"Size": 8}}])
    volume = ec2.import_volume(AvailabilityZone="eu-west-1a", Description="logs of another tool",
                               Image=image("tool/logs.vmdkmanifest.xml"), Volume={"Size": 8})
    machine, volume = machine["ConversionTask"], volume["ConversionTask"]
    print(machine["ConversionTaskId"], machine["ImportInstance"]["InstanceId"], volume["ConversionTaskId"])


def tell(endpoint, task, instance):
    ec2 = client(endpoint, "ec2")
    # The second task of the rehearsal is told in the shape that botocore's model knows.
    told = ec2.describe_conversion_tasks(ConversionTaskIds=[task])["ConversionTasks"][0]
    reservation = ec2.describe_instances(InstanceIds=[instance])["Reservations"][0]
    print(told["State"], len(ec2.describe_volumes()["Volumes"]), reservation["Instances"][0]["State"]["Name"])


{"start": start, "tell": tell}[sys.argv[2]](sys.argv[1], *sys.argv[3:])
