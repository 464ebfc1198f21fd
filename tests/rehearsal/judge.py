#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Judges the rehearsal cloud with botocore, which shares no code with Ferry.

usage: judge.py FERRY-REHEARSAL SAMPLES

Starts the rehearsal cloud itself, speaks to it with botocore's clients and with requests that
botocore has signed, prints a line for each case, and ends with 1 at the first that is not as AWS
would have it. Ends with 77 where botocore is missing.
"""

import hashlib
import http.client
import json
import os
import subprocess
import sys
import tempfile
import urllib.parse
from xml.sax.saxutils import escape

try:
    import botocore.session
    from botocore.auth import S3SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.config import Config
    from botocore.credentials import Credentials
    from botocore.exceptions import BotoCoreError, ClientError
except ImportError:
    print('botocore is not installed')
    sys.exit(77)

import estate

KEY = 'AKIAREHEARSAL0000000'
SECRET = 'make-believe/opens/nothing/0000000000000'
SESSION = {'key': 'ASIAREHEARSAL0000000',
           'secret': 'make-believe/opens/nothing/for+a+session',
           'token': 'make/believe+token/with+what/links/have+to/encode/opens/nothing=='}
OTHER_TOKEN = 'make/believe+token/of+another/session=='
# it reads a model once
SESSIONS = botocore.session.Session()
BUCKET = 'acme-exports'
FAR_BUCKET = 'hv-cluster-stockholm'
DISK = '2026-11/web01-boot.vmdk'


class Cloud:
    """A rehearsal cloud, its events, and botocore's clients for it."""

    def __init__(self, program, state, samples, *arguments):
        self.process = subprocess.Popen(
            [program, '--state-dir', state, '--samples', samples, '--events', *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.endpoint = json.loads(self.process.stdout.readline())['endpoint']
        self.port = urllib.parse.urlsplit(self.endpoint).port

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.stdout.close()
        assert self.process.wait(10) == 0, 'it ends well when its input closes'

    def wait(self, **wanted):
        """The next event that has all of these."""
        for line in self.process.stdout:
            assert 'X-Amz' not in line and 'Signature' not in line, 'an event holds a link'
            event = json.loads(line)
            if all(event.get(name) == value for name, value in wanted.items()):
                return event
        raise AssertionError('no such event: %r' % wanted)

    def tell(self, line):
        """Writes a line to its standard input; all events up to the answer are skipped."""
        self.process.stdin.write(line + '\n')
        self.process.stdin.flush()
        assert self.wait(event='obeyed', line=line).get('error') is None, line

    def inventory(self):
        self.process.stdin.write('inventory\n')
        self.process.stdin.flush()
        inventory = self.wait(event='inventory')
        self.wait(event='obeyed')
        return inventory

    def client(self, service, region='eu-west-1', key=KEY, secret=SECRET, token=None):
        return SESSIONS.create_client(
            service, region_name=region, endpoint_url=self.endpoint,
            aws_access_key_id=key, aws_secret_access_key=secret, aws_session_token=token,
            config=Config(signature_version='s3v4' if service == 's3' else 'v4',
                          s3={'addressing_style': 'path'}, retries={'max_attempts': 0},
                          connect_timeout=10, read_timeout=20))

    def send(self, method, target, headers=None, body=None):
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=20)
        connection.request(method, target, body=body, headers=headers or {})
        reply = connection.getresponse()
        data = reply.read()
        connection.close()
        return reply.status, reply.headers, data

    def send_link(self, method, link, headers=None):
        parts = urllib.parse.urlsplit(link)
        return self.send(method, parts.path + '?' + parts.query, headers)

    def send_signed(self, method, path, region='eu-west-1', body=b'', sent=None):
        request = AWSRequest(method=method, url=self.endpoint + path, data=body)
        S3SigV4Auth(Credentials(KEY, SECRET), 's3', region).add_auth(request)
        return self.send(method, path, dict(request.headers.items()), sent or body)


def error_code(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        return error.response['Error']['Code'], error.response['ResponseMetadata']['HTTPStatusCode']
    return None, 200


def check(name, condition):
    print(('ok ' if condition else 'NOT OK ') + name, flush=True)
    if not condition:
        sys.exit(1)


def judge_listings(cloud):
    s3 = cloud.client('s3')
    names = [bucket['Name'] for bucket in s3.list_buckets()['Buckets']]
    check('ListBuckets', names == [BUCKET, FAR_BUCKET])
    status, _, body = cloud.send_signed('GET', '/?max-buckets=1')
    check('ListBuckets in pages', status == 200 and b'<BucketRegion>eu-west-1<' in body
          and b'<ContinuationToken>' in body and FAR_BUCKET.encode() not in body)

    page = s3.list_objects_v2(Bucket=BUCKET, Delimiter='/')
    check('the top level', [p['Prefix'] for p in page['CommonPrefixes']] == ['2026-11/', 'legacy/']
          and 'Contents' not in page and page['KeyCount'] == 2)
    page = s3.list_objects_v2(Bucket=BUCKET, Delimiter='/', Prefix='2026-11/')
    keys = [entry['Key'] for entry in page['Contents']]
    check('a folder', DISK in keys and '2026-11/README.txt' in keys and keys == sorted(keys)
          and [p['Prefix'] for p in page['CommonPrefixes']] == ['2026-11/logs/'])
    found = []
    more = {}
    while True:
        page = s3.list_objects_v2(Bucket=BUCKET, MaxKeys=2, **more)
        check('a page of two', page['KeyCount'] <= 2)
        found += [entry['Key'] for entry in page['Contents']]
        if not page['IsTruncated']:
            break
        more = {'ContinuationToken': page['NextContinuationToken']}
    whole = [entry['Key'] for entry in s3.list_objects_v2(Bucket=BUCKET)['Contents']]
    check('pages add up', found == whole and '2026-11/logs/export job 1 + 2.log' in whole)
    check('a wrong token', error_code(s3.list_objects_v2, Bucket=BUCKET, ContinuationToken='!')
          == ('InvalidArgument', 400))


def judge_regions(cloud):
    status, headers, _ = cloud.send_signed('HEAD', '/' + BUCKET)
    check('HeadBucket', (status, headers['x-amz-bucket-region']) == (200, 'eu-west-1'))
    status, headers, body = cloud.send_signed('HEAD', '/' + FAR_BUCKET)
    check('HeadBucket elsewhere', (status, headers['x-amz-bucket-region'], body)
          == (301, 'eu-north-1', b''))
    status, headers, _ = cloud.send_signed('HEAD', '/' + FAR_BUCKET, region='eu-north-1')
    check('HeadBucket there', status == 200)
    status, headers, body = cloud.send_signed('GET', '/%s/README.txt' % FAR_BUCKET)
    check('another region', status == 301 and b'PermanentRedirect' in body
          and headers['x-amz-bucket-region'] == 'eu-north-1')
    status, headers, body = cloud.send_signed('GET', '/%s?list-type=2' % BUCKET, region='moon-1')
    check('no region', status == 400 and b'AuthorizationHeaderMalformed' in body
          and b'<Region>eu-west-1</Region>' in body)
    status, headers, _ = cloud.send('HEAD', '/' + BUCKET)
    check('HeadBucket unsigned', (status, headers['x-amz-bucket-region']) == (403, 'eu-west-1'))
    status, headers, _ = cloud.send_signed('HEAD', '/no-such-bucket-here')
    check('no bucket', status == 404)


def judge_objects(cloud, samples):
    s3 = cloud.client('s3')
    with open(os.path.join(samples, 'web01-boot.vmdk'), 'rb') as file:
        disk = file.read()
    head = s3.head_object(Bucket=BUCKET, Key=DISK)
    check('HeadObject', head['ContentLength'] == len(disk)
          and head['ETag'] == '"%s"' % hashlib.md5(disk).hexdigest() and head['LastModified'])
    check('GetObject', s3.get_object(Bucket=BUCKET, Key=DISK)['Body'].read() == disk)
    for text, first, end in (('0-511', 0, 512), ('512-', 512, len(disk)),
                             ('-1536', len(disk) - 1536, len(disk)),
                             ('100-99999999', 100, len(disk))):
        part = s3.get_object(Bucket=BUCKET, Key=DISK, Range='bytes=' + text, IfMatch=head['ETag'])
        check('range ' + text, part['ResponseMetadata']['HTTPStatusCode'] == 206
              and part['Body'].read() == disk[first:end]
              and part['ContentRange'] == 'bytes %d-%d/%d' % (first, end - 1, len(disk)))
    check('a range past the end', error_code(s3.get_object, Bucket=BUCKET, Key=DISK,
                                             Range='bytes=%d-' % len(disk)) == ('InvalidRange', 416))
    check('another version', error_code(s3.get_object, Bucket=BUCKET, Key=DISK, IfMatch='"0"')
          == ('PreconditionFailed', 412))
    check('no key', error_code(s3.get_object, Bucket=BUCKET, Key='nothing') == ('NoSuchKey', 404))

    for key in ('a b+c%/é ~*\'()!&=.txt', 'x/new'):
        reply = s3.put_object(Bucket=BUCKET, Key=key, Body=b'text', ContentType='text/plain')
        check('PutObject %r' % key, reply['ETag'] == '"%s"' % hashlib.md5(b'text').hexdigest())
        check('it is listed', key in [entry['Key'] for entry in
                                      s3.list_objects_v2(Bucket=BUCKET)['Contents']])
        got = s3.get_object(Bucket=BUCKET, Key=key)
        check('it is there', got['Body'].read() == b'text' and got['ContentType'] == 'text/plain')
        s3.meta.events.register('before-sign.s3.PutObject', only_new)
        check('it is not replaced', error_code(s3.put_object, Bucket=BUCKET, Key=key, Body=b'other')
              == ('PreconditionFailed', 412))
        s3.meta.events.unregister('before-sign.s3.PutObject', only_new)
        for _ in range(2):
            reply = s3.delete_object(Bucket=BUCKET, Key=key)
            check('DeleteObject', reply['ResponseMetadata']['HTTPStatusCode'] == 204)


def only_new(request, **_):
    request.headers['If-None-Match'] = '*'


def judge_links(cloud):
    s3 = cloud.client('s3')
    place = {'Bucket': BUCKET, 'Key': DISK}
    get = s3.generate_presigned_url('get_object', place, 600)
    head = s3.generate_presigned_url('head_object', place, 600)
    status, _, body = cloud.send_link('GET', get, {'Range': 'bytes=0-3'})
    check('GET link', (status, body) == (206, b'KDMV'))
    status, headers, _ = cloud.send_link('HEAD', head)
    check('HEAD link', status == 200 and int(headers['Content-Length']) > 4)
    for method, link in (('HEAD', get), ('GET', head), ('DELETE', get)):
        status, _, _ = cloud.send_link(method, link)
        check('a link serves one verb only', status == 403)
    status, _, body = cloud.send_link('GET', get[:-1] + ('0' if get[-1] != '0' else '1'))
    check('a forged link', status == 403 and b'SignatureDoesNotMatch' in body)
    status, _, body = cloud.send_link('GET', s3.generate_presigned_url('get_object', place, 604801))
    check('a link that lives too long', status == 400 and b'AuthorizationQueryParametersError' in body)
    status, _, _ = cloud.send_link('DELETE', s3.generate_presigned_url(
        'delete_object', {'Bucket': BUCKET, 'Key': 'x/absent'}, 600))
    check('DELETE link', status == 204)
    status, _, body = cloud.send('GET', '/%s/%s' % (BUCKET, DISK))
    check('unsigned', status == 403 and b'AccessDenied' in body)


def judge_strangers(cloud):
    wrong_key = {'key': 'AKIANOBODY0000000000'}
    wrong_secret = {'secret': 'guessed'}
    for service, operation, arguments, codes in (
            ('s3', 'list_objects_v2', {'Bucket': BUCKET},
             ('InvalidAccessKeyId', 'SignatureDoesNotMatch')),
            ('ec2', 'describe_conversion_tasks', {}, ('AuthFailure', 'SignatureDoesNotMatch')),
            ('sts', 'get_caller_identity', {}, ('InvalidClientTokenId', 'SignatureDoesNotMatch'))):
        for changed, code in zip((wrong_key, wrong_secret), codes):
            call = getattr(cloud.client(service, **changed), operation)
            check('%s: %s' % (service, code), error_code(call, **arguments)[0] == code)
    status, _, body = cloud.send_signed('PUT', '/%s/forged' % BUCKET, body=b'one', sent=b'two')
    check('another body than signed', status == 400 and b'XAmzContentSHA256Mismatch' in body)


def judge_session(cloud):
    """Temporary keys are good with their own token only, and where it is signed."""
    place = {'Bucket': BUCKET, 'Key': DISK}
    s3 = cloud.client('s3', **SESSION)
    check('a session: S3', s3.get_object(Range='bytes=0-3', **place)['Body'].read() == b'KDMV')
    check('a session: EC2', 'ConversionTasks' in
          cloud.client('ec2', **SESSION).describe_conversion_tasks())
    check('a session: STS', cloud.client('sts', **SESSION).get_caller_identity()['Account'])
    link = s3.generate_presigned_url('get_object', place, 600)
    status, _, body = cloud.send_link('GET', link, {'Range': 'bytes=0-3'})
    check('a link of a session', 'X-Amz-Security-Token=' in link and (status, body) == (206, b'KDMV'))

    for name, changed, codes in (
            ('no token', {'token': None}, ('InvalidAccessKeyId', 'AuthFailure', 'InvalidClientTokenId')),
            ('another token', {'token': OTHER_TOKEN},
             ('InvalidToken', 'AuthFailure', 'InvalidClientTokenId')),
            ('permanent keys with a token', {'key': KEY, 'secret': SECRET},
             ('InvalidToken', 'AuthFailure', 'InvalidClientTokenId'))):
        refuse_session(cloud, name, {**SESSION, **changed}, codes)

    key, secret = SESSION['key'], SESSION['secret']
    request = AWSRequest(method='GET', url=cloud.endpoint + '/' + BUCKET)
    S3SigV4Auth(Credentials(key, secret), 's3', 'eu-west-1').add_auth(request)
    status, _, body = cloud.send('GET', '/' + BUCKET, {**dict(request.headers.items()),
                                                       'X-Amz-Security-Token': SESSION['token']})
    check('a token that is not signed', status == 403 and b'not signed' in body)
    link = cloud.client('s3', key=key, secret=secret).generate_presigned_url('get_object', place, 600)
    status, _, body = cloud.send_link('GET', link + '&X-Amz-Security-Token='
                                      + urllib.parse.quote(SESSION['token'], safe=''))
    check('a link with a token that is not signed',
          status == 403 and b'<Code>SignatureDoesNotMatch<' in body)


def refuse_session(cloud, name, keys, codes):
    s3 = cloud.client('s3', **keys)
    check(name + ': S3', error_code(s3.list_buckets)[0] == codes[0])
    _, _, body = cloud.send_link('GET', s3.generate_presigned_url(
        'get_object', {'Bucket': BUCKET, 'Key': DISK}, 600))
    check(name + ': a link', b'<Code>%s<' % codes[0].encode() in body)
    check(name + ': EC2', error_code(
        cloud.client('ec2', **keys).describe_conversion_tasks)[0] == codes[1])
    check(name + ': STS', error_code(cloud.client('sts', **keys).get_caller_identity)[0] == codes[2])


def judge_ended_session(cloud):
    refuse_session(cloud, 'an ended session', SESSION,
                   ('ExpiredToken', 'RequestExpired', 'ExpiredToken'))
    s3 = cloud.client('s3', **SESSION)
    check('an ended session: HEAD', error_code(s3.head_object, Bucket=BUCKET, Key=DISK)[1] == 400)
    check('the permanent keys', cloud.client('s3').list_buckets()['Buckets'])


def write_manifest(s3, key, disk, length, **changes):
    def link(operation, name, target):
        return escape(s3.generate_presigned_url(operation, {'Bucket': BUCKET, 'Key': target}, 3600))

    values = {'head': link('head_object', 'head', disk), 'get': link('get_object', 'get', disk),
              'end': length - 1, 'size': length, 'volume': 8, 'key': escape(disk), 'format': 'VMDK',
              'self': link('delete_object', 'self', key)}
    values.update(changes)
    text = '''<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<manifest>
  <version>2010-11-15</version>
  <file-format>%(format)s</file-format>
  <importer><name>judge</name><version>1</version><release>1</release></importer>
  <self-destruct-url>%(self)s</self-destruct-url>
  <import>
    <size>%(size)d</size>
    <volume-size>%(volume)d</volume-size>
    <parts count="1">
      <part index="0">
        <byte-range end="%(end)d" start="0"/>
        <key>%(key)s</key>
        <head-url>%(head)s</head-url>
        <get-url>%(get)s</get-url>
      </part>
    </parts>
  </import>
</manifest>
''' % values
    s3.put_object(Bucket=BUCKET, Key=key, Body=text.encode(), ContentType='application/xml')
    return s3.generate_presigned_url('get_object', {'Bucket': BUCKET, 'Key': key}, 3600)


def import_arguments(manifest, size, **changes):
    arguments = {
        'Platform': 'Linux', 'Description': 'judge & co',
        'LaunchSpecification': {'Architecture': 'x86_64', 'InstanceType': 't2.medium'},
        'DiskImages': [{'Image': {'Format': 'VMDK', 'Bytes': size, 'ImportManifestUrl': manifest},
                        'Volume': {'Size': 8}}]}
    arguments.update(changes)
    return arguments


def judge_happy_import(cloud):
    s3 = cloud.client('s3')
    ec2 = cloud.client('ec2')
    size = s3.head_object(Bucket=BUCKET, Key=DISK)['ContentLength']
    manifest = write_manifest(s3, 'manifest-1.xml', DISK, size)
    task = ec2.import_instance(**import_arguments(manifest, size))['ConversionTask']
    check('ImportInstance', task['State'] == 'active' and task['StatusMessage'] == 'Pending'
          and task['ConversionTaskId'].startswith('import-i-') and task['ExpirationTime']
          and task['ImportInstance']['InstanceId'].startswith('i-')
          and task['ImportInstance']['Volumes'][0]['Image']['ImportManifestUrl'] == manifest)
    progress = cloud.wait(event='task', task=task['ConversionTaskId'], message='Progress: 50%')
    check('progress as text', progress['state'] == 'active')
    end = cloud.wait(event='task', task=task['ConversionTaskId'], state='completed')
    check('completed', end['bytes'] == size)
    # botocore's model reads the plain item only; the first task is listed in the documented shape.
    reply = ec2.describe_instances(InstanceIds=[task['ImportInstance']['InstanceId']])
    instance = reply['Reservations'][0]['Instances'][0]
    check('the instance stands', instance['State']['Name'] == 'stopped'
          and instance['InstanceType'] == 't2.medium')
    check('the manifest is gone',
          error_code(s3.head_object, Bucket=BUCKET, Key='manifest-1.xml')[1] == 404)
    check('the disk is not', s3.head_object(Bucket=BUCKET, Key=DISK)['ContentLength'] == size)
    check('a finished task stays', error_code(
        ec2.cancel_conversion_task, ConversionTaskId=task['ConversionTaskId'])[0] == 'IncorrectState')


def judge_pending_import(cloud):
    s3 = cloud.client('s3')
    ec2 = cloud.client('ec2')
    size = s3.head_object(Bucket=BUCKET, Key=DISK)['ContentLength']
    wrong = s3.generate_presigned_url('get_object', {'Bucket': BUCKET, 'Key': DISK}, 3600)
    task = ec2.import_instance(**import_arguments(wrong, size))['ConversionTask']
    identifier = task['ConversionTaskId']
    for _ in range(2):
        cloud.wait(event='waiting', task=identifier)
    # The second task is listed in the model's shape.
    listed = ec2.describe_conversion_tasks(ConversionTaskIds=[identifier])['ConversionTasks'][0]
    check('the disk in the place of its manifest: pending', listed['ConversionTaskId'] == identifier
          and listed['State'] == 'active' and listed['StatusMessage'] == 'Pending'
          and listed['ImportInstance']['Description'] == 'judge & co')
    for _ in range(2):
        ec2.cancel_conversion_task(ConversionTaskId=identifier, ReasonMessage='judged')
    cloud.wait(event='task', task=identifier, state='cancelled')
    listed = ec2.describe_conversion_tasks(ConversionTaskIds=[identifier])['ConversionTasks'][0]
    check('CancelConversionTask', listed['State'] == 'cancelled')
    check('one shape each', len(ec2.describe_conversion_tasks()['ConversionTasks']) == 2)
    elsewhere = cloud.client('ec2', region='us-east-1').describe_conversion_tasks()
    check('tasks of another region', elsewhere['ConversionTasks'] == [])
    check('no such task', error_code(ec2.describe_conversion_tasks, ConversionTaskIds=['import-i-0'])[0]
          == 'InvalidConversionTaskId')
    check('no task id', error_code(ec2.cancel_conversion_task, ConversionTaskId='0')[0]
          == 'InvalidConversionTaskId.Malformed')


def judge_wrong_verb(cloud):
    """A HEAD link that was signed for GET: EC2 is silent and waits, and so is the rehearsal."""
    s3 = cloud.client('s3')
    size = s3.head_object(Bucket=BUCKET, Key=DISK)['ContentLength']
    wrong = escape(s3.generate_presigned_url('get_object', {'Bucket': BUCKET, 'Key': DISK}, 600))
    manifest = write_manifest(s3, 'manifest-2.xml', DISK, size, head=wrong)
    task = cloud.client('ec2').import_instance(**import_arguments(manifest, size))['ConversionTask']
    waiting = cloud.wait(event='waiting', task=task['ConversionTaskId'])
    check('a HEAD link of another verb: pending', (waiting['for'], waiting['status']) == ('part', 403))


def judge_refused_imports(cloud):
    s3 = cloud.client('s3')
    ec2 = cloud.client('ec2')
    gpt = '2026-11/gpt01-boot.vmdk'
    raw = '2026-11/db01-boot.raw'
    sizes = {key: s3.head_object(Bucket=BUCKET, Key=key)['ContentLength'] for key in (DISK, gpt, raw)}
    own = escape(s3.generate_presigned_url('delete_object', {'Bucket': BUCKET, 'Key': DISK}, 600))
    for name, disk, changes, words in (
            ('GPT', gpt, {}, 'No bootable partition found'),
            ('raw sent as VMDK', raw, {}, 'Unsupported VMDK File Format'),
            ('two bytes too many', DISK, {'end': sizes[DISK] + 1}, 'Disk validation failed'),
            ('a wrong size', DISK, {'size': 512, 'end': 511}, 'Disk validation failed'),
            ('a small volume', DISK, {'volume': 1}, 'Disk validation failed'),
            ('a link that would delete the disk', DISK, {'self': own}, 'Disk validation failed')):
        manifest = write_manifest(s3, 'manifest.xml', disk, sizes[disk], **changes)
        task = ec2.import_instance(**import_arguments(manifest, sizes[disk]))['ConversionTask']
        end = cloud.wait(event='task', task=task['ConversionTaskId'], state='cancelled')
        check('refused: ' + name,
              end['message'].startswith('ClientError: ') and words in end['message'])
    left = s3.head_object(Bucket=BUCKET, Key=DISK)['ContentLength']
    check('the disk is still there', left == sizes[DISK])


def judge_parameters(cloud):
    ec2 = cloud.client('ec2')
    good = import_arguments('http://127.0.0.1:1/', 1)
    check('dry run', error_code(ec2.import_instance, DryRun=True, **good) == ('DryRunOperation', 412))
    check('no ImportInstance in Stockholm', error_code(
        cloud.client('ec2', region='eu-north-1').import_instance, **good)[0] == 'UnsupportedOperation')
    for changes, code in (
            ({'LaunchSpecification': {'Architecture': 'x86_64'}}, 'MissingParameter'),
            ({'LaunchSpecification': {'Architecture': 'arm64', 'InstanceType': 't2.micro'}},
             'InvalidParameterValue'),
            ({'LaunchSpecification': {'Architecture': 'x86_64', 'InstanceType': 'm5.large'}},
             'InvalidParameterValue'),
            ({'LaunchSpecification': {'Architecture': 'x86_64', 'InstanceType': 't2.micro',
                                      'SubnetId': 'net-1'}}, 'InvalidSubnetID.Malformed'),
            ({'Platform': 'BeOS'}, 'InvalidParameterValue'),
            ({'Description': 'd' * 256}, 'InvalidParameterValue')):
        check('refused: ' + code, error_code(ec2.import_instance, **{**good, **changes})[0] == code)
    identity = cloud.client('sts').get_caller_identity()
    check('GetCallerIdentity', identity['Account'] == '123456789012' and ':user/' in identity['Arn'])


def judge_settings(cloud):
    """All that an instance can be told is taken, and what is not a value of it is not."""
    ec2 = cloud.client('ec2')
    plain = {'Architecture': 'x86_64', 'InstanceType': 't2.micro'}
    good = import_arguments('http://127.0.0.1:1/', 1, LaunchSpecification={
        **plain, 'SubnetId': 'subnet-0a1b2c3d', 'PrivateIpAddress': '10.0.4.20', 'Monitoring': True,
        'GroupIds': ['sg-0a1b2c3d', 'sg-0123456789abcdef0'],
        'Placement': {'AvailabilityZone': 'eu-west-1b', 'Tenancy': 'dedicated'},
        'InstanceInitiatedShutdownBehavior': 'terminate', 'UserData': {'Data': 'I2Nsb3VkLWNvbmZpZwo='}})
    check('all settings', error_code(ec2.import_instance, DryRun=True, **good)
          == ('DryRunOperation', 412))
    for name, launch, code in (
            ('a zone of another region', {'Placement': {'AvailabilityZone': 'eu-west-2a'}},
             'InvalidParameterValue'),
            ('a dedicated host', {'Placement': {'Tenancy': 'host'}}, 'InvalidParameterValue'),
            ('a placement group', {'Placement': {'GroupName': 'x'}}, 'UnknownParameter'),
            ('no address', {'SubnetId': 'subnet-0a1b2c3d', 'PrivateIpAddress': '10.0.4'},
             'InvalidParameterValue'),
            ('an address without a subnet', {'PrivateIpAddress': '10.0.4.20'},
             'InvalidParameterCombination'),
            ('no group', {'GroupIds': ['web']}, 'InvalidGroupId.Malformed'),
            ('a group that is not there', {'GroupIds': ['sg-1']}, 'InvalidGroupId.NotFound'),
            ('no shutdown', {'InstanceInitiatedShutdownBehavior': 'sleep'}, 'InvalidParameterValue'),
            ('user data as it is', {'UserData': {'Data': '#cloud-config'}}, 'InvalidParameterValue'),
            ('too much user data', {'UserData': {'Data': 'QUFB' * 5462}}, 'InvalidParameterValue')):
        arguments = {**good, 'LaunchSpecification': {**plain, **launch}}
        check('refused: ' + name, error_code(ec2.import_instance, DryRun=True, **arguments)[0] == code)


def volume_arguments(manifest, size, **changes):
    return {'AvailabilityZone': 'eu-west-1b', 'Description': 'judge & co', 'Volume': {'Size': 8},
            'Image': {'Format': 'RAW', 'Bytes': size, 'ImportManifestUrl': manifest}, **changes}


def judge_volumes(cloud):
    """A disk without anything to start from becomes a volume."""
    s3 = cloud.client('s3')
    ec2 = cloud.client('ec2')
    disk = 'data/logs.raw'
    size = 1048576
    s3.put_object(Bucket=BUCKET, Key=disk, Body=bytes(size))
    manifest = write_manifest(s3, 'manifest.xml', disk, size, format='RAW')
    good = volume_arguments(manifest, size)
    check('dry run of a volume', error_code(ec2.import_volume, DryRun=True, **good)
          == ('DryRunOperation', 412))
    for name, changes, code in (
            ('a zone of another region', {'AvailabilityZone': 'us-east-1a'}, 'InvalidParameterValue'),
            ('no size', {'Volume': {'Size': 0}}, 'InvalidParameterValue'),
            ('no format', {'Image': {**good['Image'], 'Format': 'VHDX'}}, 'InvalidParameterValue')):
        check('refused: ' + name, error_code(ec2.import_volume, **{**good, **changes})[0] == code)
    ec2.meta.events.register('before-call.ec2.ImportVolume', without_zone)
    check('refused: no zone', error_code(ec2.import_volume, **good)[0] == 'MissingParameter')
    ec2.meta.events.unregister('before-call.ec2.ImportVolume', without_zone)
    ec2.meta.events.register('before-call.ec2.ImportVolume', with_both_zones)
    check('refused: two zones', error_code(ec2.import_volume, **good)[0]
          == 'InvalidParameterCombination')
    ec2.meta.events.unregister('before-call.ec2.ImportVolume', with_both_zones)
    check('no ImportVolume in Stockholm', error_code(
        cloud.client('ec2', region='eu-north-1').import_volume, **good)[0] == 'UnsupportedOperation')

    task = ec2.import_volume(**good)['ConversionTask']
    check('ImportVolume', task['ConversionTaskId'].startswith('import-vol-')
          and task['State'] == 'active' and 'ImportInstance' not in task
          and task['ImportVolume']['AvailabilityZone'] == 'eu-west-1b'
          and task['ImportVolume']['Description'] == 'judge & co'
          and task['ImportVolume']['Volume']['Size'] == 8)
    end = cloud.wait(event='task', task=task['ConversionTaskId'], state='completed')
    check('a volume is completed', end['bytes'] == size and end.get('instance') is None)
    reply = ec2.describe_instances()
    check('no instance for it', all(len(found['Instances']) == 1 and found['Instances'][0]['InstanceId']
                                    for found in reply['Reservations']))
    wrong = write_manifest(s3, 'manifest.xml', DISK, size, format='RAW')
    task = ec2.import_volume(**volume_arguments(wrong, size))['ConversionTask']
    end = cloud.wait(event='task', task=task['ConversionTaskId'], state='cancelled')
    check('a volume of a manifest that is wrong', end['message'].startswith('ClientError: '))


def without_zone(params, **_):
    del params['body']['AvailabilityZone']


def with_both_zones(params, **_):
    params['body']['AvailabilityZoneId'] = 'euw1-az1'


def judge_clock(cloud):
    s3 = cloud.client('s3')
    check('skew: S3', error_code(s3.list_buckets) == ('RequestTimeTooSkewed', 403))
    check('skew: EC2', error_code(cloud.client('ec2').describe_conversion_tasks)[0] == 'RequestExpired')
    link = s3.generate_presigned_url('get_object', {'Bucket': BUCKET, 'Key': DISK}, 600)
    status, _, body = cloud.send_link('GET', link)
    check('an expired link', status == 403 and b'<Message>Request has expired</Message>' in body)
    link = s3.generate_presigned_url('get_object', {'Bucket': BUCKET, 'Key': DISK}, 7200)
    status, _, _ = cloud.send_link('GET', link)
    check('a link that is still good', status == 200)


def main():
    program, samples = sys.argv[1:3]
    os.environ.pop('AWS_CA_BUNDLE', None)
    with tempfile.TemporaryDirectory() as state:
        with Cloud(program, state, samples, '--import-seconds', '1') as cloud:
            judge_listings(cloud)
            judge_regions(cloud)
            judge_objects(cloud, samples)
            judge_links(cloud)
            judge_strangers(cloud)
            judge_session(cloud)
            judge_parameters(cloud)
            judge_settings(cloud)
            judge_happy_import(cloud)
            judge_pending_import(cloud)
            judge_refused_imports(cloud)
            judge_wrong_verb(cloud)
            judge_volumes(cloud)
            estate.judge_deletion(sys.modules[__name__], cloud)
            left = estate.judge_estate(sys.modules[__name__], cloud)
            port = cloud.port
        with Cloud(program, state, samples, '--import-seconds', '0') as cloud:
            module = sys.modules[__name__]
            estate.judge_restart(module, cloud, *left)
            for judge in (estate.judge_slots, estate.judge_delay, estate.judge_ageing,
                          estate.judge_denial, estate.judge_chance):
                judge(module, cloud)
        with Cloud(program, state, samples, '--fault', 'skew:3600') as cloud:
            check('the port is kept', cloud.port == port)
            judge_clock(cloud)
        with Cloud(program, state, samples, '--session-seconds', '0') as cloud:
            judge_ended_session(cloud)
    print('judged well')


main()
