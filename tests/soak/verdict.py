# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether a plan was imported as it must be: judged by what the cloud has, by the files of the
journals, and by botocore's look at the account. Shares no code with Ferry."""

import hashlib
import json
import os
import re

from rig import ACCESS_KEY_ID, SECRET_ACCESS_KEY, Failure

TOKEN = re.compile(r'^ferry1:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})([0-9a-f]{12})(?: |$)')
DEVICES = ['/dev/sda1', '/dev/sdf', '/dev/sdg']
# What gives away a link or a key, in any spelling that could still be used
SECRETS = [SECRET_ACCESS_KEY, SECRET_ACCESS_KEY.replace('/', '%2F'), SECRET_ACCESS_KEY.replace('/', '\\/'),
           'X-Amz-Signature', 'X-Amz-Credential', 'X-Amz-Security-Token', 'Signature=']
REGION = 'eu-west-1'


def fingerprint(disk):
    text = b''.join(disk[name].encode() + b'\0' for name in ('bucket', 'key', 'etag'))
    return hashlib.sha256(text).hexdigest()[:12]


def read_plan(path):
    """(name, [fingerprint of each disk]) of each machine"""
    with open(path, encoding='utf-8') as stream:
        plan = json.load(stream)
    return [(machine['name'], [fingerprint(machine['boot-disk'])] +
             [fingerprint(data['disk']) for data in machine['data-disks']]) for machine in plan['machines']]


def find_token(description):
    match = TOKEN.match(description or '')
    return match.group(0).strip() if match else None


def _by_disk(items, what):
    """The things that carry a token, by the fingerprint in it; what carries none is nobody's."""
    found = {}
    for item in items:
        token = find_token(item.get('description'))
        if token is None:
            raise Failure(f'{what} {item["id"]} has no token: “{item.get("description")}”')
        found.setdefault(token[-12:], []).append(item)
    return found


def _only(found, disk, what, name):
    items = found.get(disk, [])
    if len(items) != 1:
        raise Failure(f'{name} has {len(items)} {what}: {[item["id"] for item in items]}')
    return items[0]


def _check_tags(item, token, name):
    tags = item.get('tags', {})
    if tags.get('ferry:attempt') != token or not tags.get('ferry:run'):
        raise Failure(f'{item["id"]} of {name} has the tags {tags}, not those of {token}')


def _check_machine(name, disks, instances, volumes):
    """Exactly one instance, one volume a disk, each where it belongs."""
    instance = _only(instances, disks[0], 'instances', name)
    _check_tags(instance, find_token(instance['description']), name)
    if instance['tags'].get('Name') != name:
        raise Failure(f'{instance["id"]} is called {instance["tags"].get("Name")}, not {name}')
    devices = {}
    for position, disk in enumerate(disks):
        volume = _only(volumes, disk, f'volumes of disk {position}', name)
        if volume['instance'] != instance['id'] or volume['device'] != DEVICES[position]:
            raise Failure(f'{volume["id"]}, disk {position} of {name}, is {volume["state"]} at '
                          f'{volume["instance"]} as {volume["device"]}')
        _check_tags(volume, find_token(volume['description']), name)
        devices[DEVICES[position]] = volume['id']
    if instance['devices'] != devices:
        raise Failure(f'{name} has {instance["devices"]}, not {devices}')


def check_inventory(inventory, plan, before, attempts_may_fail=False):
    """@before: the inventory when there was nothing yet. @attempts_may_fail: a task may have been
    cancelled and its disk imported again."""
    machines = read_plan(plan)
    n_disks = sum(len(disks) for _, disks in machines)
    tasks = [task for task in inventory['tasks'] if task['state'] not in ('cancelled',)]
    if not attempts_may_fail:
        tasks = inventory['tasks']
    by_disk = _by_disk(tasks, 'task')
    for name, disks in machines:
        for position, disk in enumerate(disks):
            task = _only(by_disk, disk, f'conversion tasks of disk {position}', name)
            if task['state'] != 'completed':
                raise Failure(f'{task["id"]} of {name} is {task["state"]}')
    if len(tasks) != n_disks:
        raise Failure(f'{len(tasks)} tasks of {n_disks} disks')
    instances = _by_disk(inventory['instances'], 'instance')
    volumes = _by_disk(inventory['volumes'], 'volume')
    for name, disks in machines:
        _check_machine(name, disks, instances, volumes)
    if len(inventory['instances']) != len(machines) or len(inventory['volumes']) != n_disks:
        raise Failure(f'{len(inventory["instances"])} instances, {len(inventory["volumes"])} volumes')
    check_objects(inventory, before)


def check_objects(inventory, before):
    """No manifest and no claim that was not there before, in no version."""
    known = [json.dumps(item, sort_keys=True) for item in before['objects']]
    left = [f'{item["kind"]} {item["key"]}' for item in inventory['objects']
            if json.dumps(item, sort_keys=True) not in known]
    if left:
        raise Failure(f'{len(left)} objects were left: {left[:4]}')


def check_chain(path):
    """Each line but the first tells the hash of the one before; returns the number of lines."""
    with open(path, 'rb') as stream:
        data = stream.read()
    if not data.endswith(b'\n'):
        raise Failure(f'{path} ends in the middle of a line: {data[-60:]}')
    lines = data[:-1].split(b'\n')
    for number, line in enumerate(lines):
        try:
            entry = json.loads(line)
        except ValueError:
            raise Failure(f'{path}: line {number + 1} is no JSON: {line[:80]}') from None
        if number and entry.get('prev') != hashlib.sha256(lines[number - 1]).hexdigest():
            raise Failure(f'{path}: line {number + 1} does not follow line {number}')
    return len(lines)


def _has_line(path):
    with open(path, 'rb') as stream:
        return b'\n' in stream.read()


def check_journals(journals):
    """One that was cut in its first line is none: nothing was sent on the strength of it."""
    begun = [path for path in journals if _has_line(path)]
    if not begun:
        raise Failure('there is no journal')
    return sum(check_chain(path) for path in begun)


def check_secrets(folder):
    """In no file of what the runner wrote and said."""
    for parent, folders, names in os.walk(folder):
        if 'cloud' in folders:
            folders.remove('cloud')
        for name in names:
            if name == 'cloud.log':
                continue
            with open(os.path.join(parent, name), encoding='utf-8', errors='replace') as stream:
                text = stream.read()
            for secret in SECRETS:
                if secret in text:
                    raise Failure(f'{name} holds “{secret}”')


def check_account(endpoint, plan):
    """What another tool sees: botocore's own reading of the account."""
    try:
        import botocore.session
        from botocore.config import Config
    except ImportError:
        return
    client = botocore.session.Session().create_client(
        'ec2', region_name=REGION, endpoint_url=endpoint, aws_access_key_id=ACCESS_KEY_ID,
        aws_secret_access_key=SECRET_ACCESS_KEY, config=Config(retries={'max_attempts': 0}))
    machines = read_plan(plan)
    seen = {}
    for reservation in client.describe_instances()['Reservations']:
        for instance in reservation['Instances']:
            if instance['State']['Name'] in ('terminated', 'shutting-down'):
                continue
            name = {tag['Key']: tag['Value'] for tag in instance.get('Tags', [])}.get('Name')
            if name in seen:
                raise Failure(f'botocore sees {name} twice')
            seen[name] = sorted(mapping['DeviceName'] for mapping in instance['BlockDeviceMappings'])
    wanted = {name: DEVICES[:len(disks)] for name, disks in machines}
    if seen != wanted:
        raise Failure(f'botocore sees {seen}')
