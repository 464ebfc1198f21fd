# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""What Ferry has to understand of the replies that describe an account or a bucket, from what botocore
understood of them; for wire_replies.py."""

import ipaddress
import json

EC2 = ["DescribeRegions", "DescribeAvailabilityZones", "DescribeVpcs", "DescribeSubnets",
       "DescribeSecurityGroups", "DescribeNetworkInterfaces", "DescribeInstanceTypes",
       "DescribeInstanceTypeOfferings", "DescribeAccountAttributes", "GetEbsEncryptionByDefault",
       "GetEbsDefaultKmsKeyId", "DescribeVolumes", "DescribeInstances", "AttachVolume", "DeleteVolume",
       "StartInstances", "TerminateInstances", "CreateTags"]
S3 = ["GetBucketVersioning", "GetObjectLockConfiguration", "GetBucketReplication", "GetBucketPolicy"]

PREFIX = "10.0.0.240/28"
# Members whose words mean something.
WORDS = {"Ipv4Prefix": [PREFIX, "10.0.0.241/28", "10.0.0.0/24", "fd00::/28", "/28", "10.0.0.256/28", ""],
         "OptInStatus": ["opt-in-not-required", "opted-in", "not-opted-in"], "Key": ["Name", "Name ", "a"],
         "EnaSupport": ["required", "supported"], "NvmeSupport": ["required", "supported", "unsupported"],
         "Status": ["Enabled", "Disabled", "Suspended"], "ObjectLockEnabled": ["Enabled", "Later"],
         "State": ["active", "cancelling", "cancelled", "completed", "pending", "available"]}
# Those without which a reply tells nothing are seldom left out.
RARE = ("Regions", "RegionName", "AvailabilityZones", "ZoneName", "Vpcs", "VpcId", "Subnets", "SubnetId",
        "SecurityGroups", "GroupId", "NetworkInterfaces", "InstanceTypes", "InstanceType",
        "InstanceTypeOfferings", "Location", "AccountAttributes", "AttributeName",
        "EbsEncryptionByDefault", "Volumes", "VolumeId", "Reservations", "Instances", "InstanceId", "KmsKeyId", "Rule", "ObjectLockEnabled", "Status")

VERSIONED, LOCKED, REPLICATED, BY_ADDRESS, BY_AGE, BY_SIGNING = (1 << bit for bit in range(6))


def some(value):
    return value or None


def page(key, describe, needs):
    """A list of what @describe says of each item; nothing where one lacks what it needs."""
    def project(parsed, _):
        items = parsed.get(key, [])
        if not all(item.get(name) for item in items for name in needs):
            return None
        described = [describe(item) for item in items]
        if described and isinstance(described[0], list):
            described = [text for texts in described for text in texts]
        return {"items": described, "token": some(parsed.get("NextToken"))}
    return project


def tag(item):
    for pair in item.get("Tags", ()):
        if pair.get("Key") == "Name":
            return some(pair.get("Value"))
    return None


def number(value):
    return min(value, 2**32 - 1)


def region(item):
    return [] if item.get("OptInStatus") == "not-opted-in" else [item["RegionName"]]


def zone(item):
    return {"name": item["ZoneName"], "id": item.get("ZoneId", ""), "type": item.get("ZoneType", ""),
            "available": item.get("State") == "available"}


def vpc(item):
    return {"id": item["VpcId"], "name": tag(item), "cidr": item.get("CidrBlock", ""),
            "default": item.get("IsDefault", False)}


def subnet(item):
    return {"id": item["SubnetId"], "vpc": item.get("VpcId", ""), "name": tag(item),
            "zone": item.get("AvailabilityZone", ""), "cidr": item.get("CidrBlock", ""),
            "free": number(item.get("AvailableIpAddressCount", 0)),
            "default": item.get("DefaultForAz", False)}


def group(item):
    return {"id": item["GroupId"], "name": item.get("GroupName", ""),
            "description": some(item.get("Description")), "vpc": some(item.get("VpcId"))}


def interface(item):
    first = some(item.get("PrivateIpAddress"))
    others = [some(each.get("PrivateIpAddress")) for each in item.get("PrivateIpAddresses", ())]
    found = [address for address in [first] + [other for other in others if other != first] if address]
    for each in item.get("Ipv4Prefixes", ()):
        if each.get("Ipv4Prefix") == PREFIX:
            found += map(str, ipaddress.ip_network(PREFIX))
    return [f"{item['SubnetId']}/{address}" for address in found]


def instance_type(item):
    return {"name": item["InstanceType"], "hypervisor": some(item.get("Hypervisor")),
            "architectures": item.get("ProcessorInfo", {}).get("SupportedArchitectures", []),
            "boot-modes": item.get("SupportedBootModes", []),
            "vcpus": number(item.get("VCpuInfo", {}).get("DefaultVCpus", 0)),
            "memory": item.get("MemoryInfo", {}).get("SizeInMiB", 0),
            "current": item.get("CurrentGeneration", False), "metal": item.get("BareMetal", False),
            "ena": item.get("NetworkInfo", {}).get("EnaSupport") == "required",
            "nvme": item.get("EbsInfo", {}).get("NvmeSupport") == "required"}


def offering(item):
    return f"{item['InstanceType']}/{item['Location']}"


def attribute(item):
    return [f"{item['AttributeName']}/{value['AttributeValue']}" for value in item.get("AttributeValues", ())
            if value.get("AttributeValue")]


def pairs(items, first, second):
    """What has the first of the two; the other may be empty."""
    return [text for item in items if item.get(first) for text in (item[first], second(item))]


def tags(item):
    return pairs(item.get("Tags", ()), "Key", lambda tag: tag.get("Value", ""))


def moment(value):
    return int(value.timestamp()) if value else None


def disk(item):
    attached = (item.get("Attachments") or [{}])[0]
    return {"id": item["VolumeId"], "state": item["State"], "size": item.get("Size", 0),
            "zone": item.get("AvailabilityZone", ""), "type": item.get("VolumeType", ""),
            "encrypted": item.get("Encrypted", False), "created": moment(item.get("CreateTime")),
            "instance": some(attached.get("InstanceId")), "device": some(attached.get("Device")),
            "attachment": some(attached.get("State")), "tags": tags(item)}


def instance(item):
    mappings = [mapping for mapping in item.get("BlockDeviceMappings", ())
                if mapping.get("Ebs", {}).get("VolumeId")]
    return {"id": item["InstanceId"], "state": item["State"]["Name"], "type": item.get("InstanceType", ""),
            "zone": item.get("Placement", {}).get("AvailabilityZone", ""),
            "subnet": some(item.get("SubnetId")), "private": some(item.get("PrivateIpAddress")),
            "public": some(item.get("PublicIpAddress")), "root": some(item.get("RootDeviceName")),
            "launched": moment(item.get("LaunchTime")), "tags": tags(item),
            "devices": pairs(mappings, "DeviceName", lambda mapping: mapping["Ebs"]["VolumeId"])}


def instances(parsed, _):
    items = [item for reservation in parsed.get("Reservations", ())
             for item in reservation.get("Instances", ())]
    if not all(item.get("InstanceId") and item.get("State", {}).get("Name") for item in items):
        return None
    return {"items": [instance(item) for item in items], "token": some(parsed.get("NextToken"))}


def done(_, reply):
    return None if "<return>false</return>" in reply["body"] else {}


def encryption(parsed, _):
    on = parsed.get("EbsEncryptionByDefault")
    return None if on is None else {"encrypting": on}


def encryption_key(parsed, _):
    return {"key": parsed["KmsKeyId"]} if parsed.get("KmsKeyId") else None


def versioning(parsed, _):
    return {"traits": VERSIONED if parsed.get("Status") == "Enabled" else 0, "age": 0}


def object_lock(parsed, _):
    lock = parsed.get("ObjectLockConfiguration", {})
    locked = lock.get("ObjectLockEnabled") == "Enabled" and "DefaultRetention" in lock.get("Rule", {})
    return {"traits": LOCKED if locked else 0, "age": 0}


def replication(parsed, _):
    rules = parsed.get("ReplicationConfiguration", {}).get("Rules", ())
    return {"traits": REPLICATED if any(rule.get("Status") == "Enabled" for rule in rules) else 0, "age": 0}


def make_policy(rng):
    """A policy is text to botocore: what it denies is known from how it was made."""
    kinds = {
        BY_ADDRESS: ("NotIpAddress", "aws:SourceIp", "192.0.2.0/24"),
        BY_AGE: ("NumericGreaterThan", "s3:signatureAge", str(1000 * rng.randint(1, 10**6))),
        BY_SIGNING: ("StringNotEquals", "s3:authType", "REST-HEADER"),
        0: ("Bool", "aws:SecureTransport", "false"),
    }
    statements = []
    for _ in range(rng.randint(0, 4)):
        operator, name, value = kinds[rng.choice(list(kinds))]
        statements.append({
            "Sid": "".join(rng.choice("aZ{}[]\"'\\/\u00e9") for _ in range(rng.randint(0, 9))),
            "Effect": rng.choice(["Deny", "Deny", "Allow"]), "Principal": "*",
            "Action": rng.choice(["s3:*", "s3:GetObject", ["s3:Get*", "s3:PutObject"], "s3:ListBucket"]),
            "Resource": "arn:aws:s3:::disks/*",
            "Condition": {operator: {name: rng.choice([value, [value]])}}})
    return json.dumps({"Version": "2012-10-17", "Statement": statements}, ensure_ascii=rng.random() < 0.5)


def policy(_, reply):
    traits, age = 0, 0
    for statement in json.loads(reply["body"])["Statement"]:
        if statement["Effect"] != "Deny" or statement["Action"] == "s3:ListBucket":
            continue
        (condition,) = statement["Condition"].values()
        ((name, value),) = condition.items()
        traits |= {"aws:SourceIp": BY_ADDRESS, "s3:signatureAge": BY_AGE, "s3:authType": BY_SIGNING,
                   "aws:SecureTransport": 0}[name]
        if name == "s3:signatureAge":
            seconds = int(value if isinstance(value, str) else value[0]) // 1000
            age = min(age, seconds) if age else seconds
    return {"traits": traits, "age": age}


PROJECTIONS = {
    "DescribeRegions": page("Regions", region, ["RegionName"]),
    "DescribeAvailabilityZones": page("AvailabilityZones", zone, ["ZoneName"]),
    "DescribeVpcs": page("Vpcs", vpc, ["VpcId"]),
    "DescribeSubnets": page("Subnets", subnet, ["SubnetId"]),
    "DescribeSecurityGroups": page("SecurityGroups", group, ["GroupId"]),
    "DescribeNetworkInterfaces": page("NetworkInterfaces", interface, ["SubnetId"]),
    "DescribeInstanceTypes": page("InstanceTypes", instance_type, ["InstanceType"]),
    "DescribeInstanceTypeOfferings": page("InstanceTypeOfferings", offering, ["InstanceType", "Location"]),
    "DescribeAccountAttributes": page("AccountAttributes", attribute, ["AttributeName"]),
    "DescribeVolumes": page("Volumes", disk, ["VolumeId", "State"]), "DescribeInstances": instances,
    "AttachVolume": done, "DeleteVolume": done, "StartInstances": done, "TerminateInstances": done,
    "CreateTags": done, "GetEbsEncryptionByDefault": encryption, "GetEbsDefaultKmsKeyId": encryption_key,
    "GetBucketVersioning": versioning, "GetObjectLockConfiguration": object_lock,
    "GetBucketReplication": replication, "GetBucketPolicy": policy,
}
