#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Instances and volumes of the rehearsal cloud, as botocore sees them; for judge.py."""

import time


class Estate:
    """Makes machines and disks as a tool would, with botocore."""

    def __init__(self, judge, cloud):
        self.judge = judge
        self.cloud = cloud
        self.s3 = cloud.client('s3')
        self.ec2 = cloud.client('ec2')
        self.serial = 0

    def write_manifest(self, disk, file_format):
        self.serial += 1
        size = self.s3.head_object(Bucket=self.judge.BUCKET, Key=disk)['ContentLength']
        return self.judge.write_manifest(self.s3, f'estate-{self.serial}.xml', disk, size,
                                         format=file_format), size

    def start_instance(self, **launch):
        manifest, size = self.write_manifest(self.judge.DISK, 'VMDK')
        specification = {'Architecture': 'x86_64', 'InstanceType': 't2.medium', **launch}
        return self.ec2.import_instance(**self.judge.import_arguments(
            manifest, size, LaunchSpecification=specification))['ConversionTask']

    def start_volume(self, zone='eu-west-1a'):
        disk = 'data/estate.raw'
        self.s3.put_object(Bucket=self.judge.BUCKET, Key=disk, Body=bytes(65536))
        manifest, size = self.write_manifest(disk, 'RAW')
        return self.ec2.import_volume(**self.judge.volume_arguments(
            manifest, size, AvailabilityZone=zone))['ConversionTask']

    def finish(self, task):
        return self.cloud.wait(event='task', task=task['ConversionTaskId'], state='completed')

    def make_instance(self, **launch):
        task = self.start_instance(**launch)
        self.finish(task)
        return task['ImportInstance']['InstanceId']

    def make_volume(self, zone='eu-west-1a'):
        task = self.start_volume(zone)
        self.finish(task)
        found = self.cloud.inventory()
        return next(each['id'] for each in found['volumes'] if each['task'] == task['ConversionTaskId'])

    def instance(self, identifier):
        return self.ec2.describe_instances(
            InstanceIds=[identifier])['Reservations'][0]['Instances'][0]

    def volume(self, identifier):
        return self.ec2.describe_volumes(VolumeIds=[identifier])['Volumes'][0]

    def code(self, call, **arguments):
        return self.judge.error_code(getattr(self.ec2, call), **arguments)[0]


def judge_conversion(estate, check):
    task = estate.start_instance(SubnetId='subnet-0a1b2c3d', PrivateIpAddress='10.0.4.20',
                                 Placement={'AvailabilityZone': 'eu-west-1b'})
    name = task['ImportInstance']['InstanceId']
    instance = estate.instance(name)
    check('an instance is pending while it is converted', instance['State'] == {'Code': 0, 'Name': 'pending'}
          and instance['BlockDeviceMappings'] == [])
    check('it cannot be started', estate.code('start_instances', InstanceIds=[name])
          == 'InvalidParameterValue')
    check('nor be used', estate.code('terminate_instances', InstanceIds=[name])
          == 'IncorrectInstanceState')
    estate.finish(task)
    instance = estate.instance(name)
    root = instance['BlockDeviceMappings'][0]
    check('then it is stopped', instance['State'] == {'Code': 80, 'Name': 'stopped'}
          and instance['Placement']['AvailabilityZone'] == 'eu-west-1b'
          and instance['PrivateIpAddress'] == '10.0.4.20' and instance['LaunchTime']
          and root['DeviceName'] == instance['RootDeviceName'] == '/dev/sda1')
    volume = estate.volume(root['Ebs']['VolumeId'])
    check('its volume is in use', volume['State'] == 'in-use' and volume['Size'] == 8
          and volume['VolumeType'] == 'gp2' and volume['AvailabilityZone'] == 'eu-west-1b'
          and volume['Attachments'][0]['InstanceId'] == name
          and volume['Attachments'][0]['State'] == 'attached')
    check('the end of a conversion is not cancelled', estate.code(
        'cancel_conversion_task', ConversionTaskId=task['ConversionTaskId']) == 'IncorrectState')

    task = estate.start_instance()
    estate.cloud.wait(event='task', task=task['ConversionTaskId'], message='Progress: 10%')
    made = next(each for each in estate.cloud.inventory()['tasks'] if each['id'] == task['ConversionTaskId'])
    check('a volume is creating', estate.volume(made['volume'])['State'] == 'creating')
    estate.ec2.cancel_conversion_task(ConversionTaskId=task['ConversionTaskId'])
    estate.cloud.wait(event='task', task=task['ConversionTaskId'], state='cancelled')
    check('a cancelled conversion leaves nothing',
          estate.instance(made['instance'])['State']['Name'] == 'terminated'
          and estate.code('describe_volumes', VolumeIds=[made['volume']]) == 'InvalidVolume.NotFound')


def judge_attachments(estate, check):
    instance = estate.make_instance()
    near, other = estate.make_volume(), estate.make_volume()
    far = estate.make_volume('eu-west-1c')
    good = {'VolumeId': near, 'InstanceId': instance, 'Device': '/dev/sdf'}
    check('a volume is available', estate.volume(near)['State'] == 'available'
          and estate.volume(near)['Attachments'] == [])
    for name, changes, code in (
            ('another zone', {'VolumeId': far}, 'InvalidVolume.ZoneMismatch'),
            ('no volume', {'VolumeId': 'vol-0123456789abcdef0'}, 'InvalidVolume.NotFound'),
            ('no instance', {'InstanceId': 'i-0123456789abcdef0'}, 'InvalidInstanceID.NotFound'),
            ('no device name', {'Device': 'D:'}, 'InvalidParameterValue'),
            ('a trial', {'DryRun': True}, 'DryRunOperation'),
            ('the root\'s device name', {'Device': '/dev/sda1'}, 'InvalidParameterValue')):
        check('not attached: ' + name, estate.code('attach_volume', **{**good, **changes}) == code)
    reply = estate.ec2.attach_volume(**good)
    check('AttachVolume', reply['State'] == 'attaching' and reply['Device'] == '/dev/sdf'
          and reply['VolumeId'] == near and reply['InstanceId'] == instance and reply['AttachTime'])
    check('it is attached', estate.volume(near)['State'] == 'in-use'
          and [(each['DeviceName'], each['Ebs']['VolumeId'])
               for each in estate.instance(instance)['BlockDeviceMappings']][1:] == [('/dev/sdf', near)])
    check('not twice', estate.code('attach_volume', **good) == 'VolumeInUse')
    check('not in its place', estate.code('attach_volume', **{**good, 'VolumeId': other})
          == 'InvalidParameterValue')
    check('it is not deleted while it is used', estate.code('delete_volume', VolumeId=near) == 'VolumeInUse')
    found = estate.ec2.describe_volumes(Filters=[
        {'Name': 'attachment.instance-id', 'Values': [instance]}, {'Name': 'status', 'Values': ['in-use']}])
    check('volumes of an instance', len(found['Volumes']) == 2)
    return instance, near, other


def judge_tags(estate, check, instance, volume):
    tags = [{'Key': 'ferry:run', 'Value': 'r & <1>'}, {'Key': 'Name', 'Value': ''}]
    estate.ec2.create_tags(Resources=[instance, volume], Tags=tags)
    estate.ec2.create_tags(Resources=[instance], Tags=[{'Key': 'Name', 'Value': 'web01'}])
    check('CreateTags', estate.volume(volume)['Tags'] == tags
          and estate.instance(instance)['Tags'] == [tags[0], {'Key': 'Name', 'Value': 'web01'}])
    wanted = [{'Name': 'tag:ferry:run', 'Values': ['r & <1>']}]
    found = estate.ec2.describe_volumes(Filters=wanted)['Volumes']
    check('found by tag', [each['VolumeId'] for each in found] == [volume]
          and len(estate.ec2.describe_instances(Filters=wanted)['Reservations']) == 1)
    check('and by its state', estate.ec2.describe_instances(Filters=wanted + [
        {'Name': 'instance-state-name', 'Values': ['running', 'pending']}])['Reservations'] == [])
    check('no filter', estate.code('describe_volumes', Filters=[{'Name': 'colour', 'Values': ['x']}])
          == 'InvalidParameterValue')
    many = [{'Key': f'k{number}', 'Value': 'v'} for number in range(48)]
    estate.ec2.create_tags(Resources=[volume], Tags=many)
    for name, resources, more, code in (
            ('51 of them', [volume], [{'Key': 'more', 'Value': ''}], 'TagLimitExceeded'),
            ('a key of 129', [volume], [{'Key': 'é' * 129, 'Value': ''}], 'InvalidParameterValue'),
            ('a value of 257', [volume], [{'Key': 'k1', 'Value': 'é' * 257}], 'InvalidParameterValue'),
            ('a key of AWS', [volume], [{'Key': 'aws:x', 'Value': ''}], 'InvalidParameterValue'),
            ('no volume', [instance, 'vol-0123456789abcdef0'], many[:1], 'InvalidVolume.NotFound'),
            ('a task', ['import-i-0123456789abcdef0'], many[:1], 'InvalidID')):
        check('not tagged: ' + name, estate.code('create_tags', Resources=resources, Tags=more) == code)
    estate.ec2.create_tags(Resources=[volume], Tags=[{'Key': 'k1', 'Value': 'é' * 256}])
    check('50 stay', len(estate.volume(volume)['Tags']) == 50)


def judge_pages(estate, check):
    for operation, result in (('describe_volumes', 'Volumes'), ('describe_instances', 'Reservations')):
        call = getattr(estate.ec2, operation)
        whole = call()[result]
        found, more, pages = [], {}, 0
        while True:
            reply = call(MaxResults=5, **more)
            found += reply[result]
            pages += 1
            if 'NextToken' not in reply:
                break
            more = {'NextToken': reply['NextToken']}
        check(f'{operation} in {pages} pages', found == whole and pages == (len(whole) + 4) // 5)
    check('ids and pages', estate.code('describe_volumes', MaxResults=5, VolumeIds=['vol-1'])
          == 'InvalidParameterCombination')
    check('a token of nobody', estate.code('describe_instances', NextToken='x') == 'InvalidNextToken')


def judge_life(estate, check, instance, attached, other):
    reply = estate.ec2.start_instances(InstanceIds=[instance])['StartingInstances'][0]
    check('StartInstances', reply['PreviousState']['Name'] == 'stopped'
          and reply['CurrentState']['Name'] == 'pending')
    estate.cloud.wait(event='instance', instance=instance, state='running')
    check('it runs', estate.instance(instance)['State']['Name'] == 'running'
          and estate.instance(instance)['PublicIpAddress'])
    reply = estate.ec2.start_instances(InstanceIds=[instance])['StartingInstances'][0]
    check('and goes on', reply['CurrentState']['Name'] == 'running')
    root = estate.instance(instance)['BlockDeviceMappings'][0]['Ebs']['VolumeId']
    for _ in range(2):
        reply = estate.ec2.terminate_instances(InstanceIds=[instance])['TerminatingInstances'][0]
        check('TerminateInstances', reply['CurrentState']['Name'] == 'shutting-down')
    estate.cloud.wait(event='instance', instance=instance, state='terminated')
    check('the root volume goes, the other is free',
          estate.code('describe_volumes', VolumeIds=[root]) == 'InvalidVolume.NotFound'
          and estate.volume(attached)['State'] == 'available')
    check('what is gone is not started', estate.code('start_instances', InstanceIds=[instance])
          == 'IncorrectInstanceState')
    estate.ec2.delete_volume(VolumeId=other)
    check('DeleteVolume', estate.code('delete_volume', VolumeId=other) == 'InvalidVolume.NotFound')
    check('nobody is not terminated', estate.code('terminate_instances', InstanceIds=['i-0123456789abcdef0'])
          == 'InvalidInstanceID.NotFound')


def judge_estate(judge, cloud):
    check = judge.check
    estate = Estate(judge, cloud)
    judge_conversion(estate, check)
    cloud.tell('import-seconds 0')
    instance, near, other = judge_attachments(estate, check)
    judge_tags(estate, check, instance, near)
    for _ in range(4):
        estate.make_volume()
    for _ in range(4):
        estate.make_instance()
    judge_pages(estate, check)
    judge_life(estate, check, instance, near, other)
    return instance, near


def judge_restart(judge, cloud, instance, volume):
    estate = Estate(judge, cloud)
    found = estate.volume(volume)
    judge.check('what there was is there again', estate.instance(instance)['State']['Name'] == 'terminated'
                and found['State'] == 'available' and len(found['Tags']) == 50)


def judge_slots(judge, cloud):
    estate = Estate(judge, cloud)
    cloud.tell('import-seconds 3600')
    tasks = [estate.start_volume(), estate.start_instance()]
    cloud.tell('slots 2')
    manifest, size = estate.write_manifest(judge.DISK, 'VMDK')
    judge.check('no slot is left', estate.code('import_instance', **judge.import_arguments(manifest, size))
                == 'ResourceLimitExceeded')
    cloud.tell('import-seconds 0')
    for task in tasks:
        estate.ec2.cancel_conversion_task(ConversionTaskId=task['ConversionTaskId'])
        cloud.wait(event='task', task=task['ConversionTaskId'], state='cancelled')
    cloud.tell('slots 5')


def wait_for(call):
    """Until it is so: nothing tells when a list will have it."""
    end = time.monotonic() + 10
    while not call():
        assert time.monotonic() < end, 'it comes in time'
        time.sleep(0.02)


def judge_delay(judge, cloud):
    """What acts have done shows itself late, and no earlier."""
    estate = Estate(judge, cloud)
    cloud.tell('describe-delay 60')
    task = estate.start_volume()
    estate.finish(task)
    name = task['ConversionTaskId']
    judge.check('a late task', name not in str(estate.ec2.describe_conversion_tasks())
                and estate.code('describe_conversion_tasks', ConversionTaskIds=[name])
                == 'InvalidConversionTaskId')
    made = next(each for each in cloud.inventory()['volumes'] if each['task'] == name)['id']
    judge.check('a late volume', estate.code('describe_volumes', VolumeIds=[made])
                == 'InvalidVolume.NotFound')
    cloud.tell('describe-delay 0')
    volume = estate.make_volume()
    cloud.tell('describe-delay 0.3')
    began = time.monotonic()
    estate.ec2.create_tags(Resources=[volume], Tags=[{'Key': 'late', 'Value': '1'}])
    early = estate.volume(volume).get('Tags')
    judge.check('a late tag', early is None or time.monotonic() - began > 0.3)
    wait_for(lambda: estate.volume(volume).get('Tags'))
    judge.check('it came in time', time.monotonic() - began > 0.3)
    cloud.tell('describe-delay 0')


def judge_ageing(judge, cloud):
    estate = Estate(judge, cloud)
    tasks = estate.start_volume(), estate.start_volume()
    for task in tasks:
        estate.finish(task)
    cloud.tell('age-out 0.001')
    listed = str(estate.ec2.describe_conversion_tasks())
    judge.check('finished tasks are forgotten', not any(task['ConversionTaskId'] in listed for task in tasks)
                and estate.code('describe_conversion_tasks', ConversionTaskIds=[tasks[0]['ConversionTaskId']])
                == 'InvalidConversionTaskId'
                and estate.code('cancel_conversion_task', ConversionTaskId=tasks[0]['ConversionTaskId'])
                == 'InvalidConversionTaskId')
    over = ('completed', 'cancelled')
    judge.check('the inventory has them', all(each['aged-out'] == (each['state'] in over)
                                              for each in cloud.inventory()['tasks']))
    cloud.tell('age-out 0')


def judge_denial(judge, cloud):
    estate = Estate(judge, cloud)
    cloud.tell('fault deny:DescribeVolumes')
    cloud.tell('fault deny:GetObject:1')
    for _ in range(2):
        judge.check('denied: EC2', judge.error_code(estate.ec2.describe_volumes)
                    == ('UnauthorizedOperation', 403))
    place = {'Bucket': judge.BUCKET, 'Key': judge.DISK}
    judge.check('denied: S3', judge.error_code(estate.s3.get_object, **place) == ('AccessDenied', 403))
    judge.check('denied once', judge.error_code(estate.s3.get_object, **place)[1] == 200)
    cloud.tell('no-faults')


def judge_chance(judge, cloud):
    """The same requests under the same seed have the same luck."""
    sts = cloud.client('sts')
    rows = []
    for seed in (7, 7, 8):
        cloud.tell('fault seed:%d' % seed)
        cloud.tell('fault error:GetCallerIdentity:503:Throttling:0.3')
        rows.append([judge.error_code(sts.get_caller_identity)[0] for _ in range(60)])
        cloud.tell('no-faults')
    judge.check('chance goes by its seed', rows[0] == rows[1] != rows[2])
    judge.check('and is as likely as it says', 8 <= sum(code is not None for code in rows[0]) <= 30)
    cloud.tell('chaos 3')
    seen = set()
    for _ in range(80):
        try:
            seen.add(judge.error_code(sts.get_caller_identity)[0])
        except judge.BotoCoreError as error:
            seen.add(type(error).__name__)
    cloud.tell('no-faults')
    wanted = {None, 'Throttling', 'ConnectionClosedError'}
    judge.check('chaos throttles, and loses connections', wanted <= seen)


def judge_deletion(judge, cloud):
    """DELETE of this very object only. An older botocore does not know the header."""
    s3 = cloud.client('s3')
    place = {'Bucket': judge.BUCKET, 'Key': 'claim'}
    etag = s3.put_object(Body=b'mine', **place)['ETag']
    for tag, code in (('"0"', ('PreconditionFailed', 412)), (etag, (None, 200)), (etag, ('NoSuchKey', 404))):
        def only(request, tag=tag, **_):
            request.headers['If-Match'] = tag
        s3.meta.events.register('before-sign.s3.DeleteObject', only)
        judge.check('DELETE if it is %s' % tag, judge.error_code(s3.delete_object, **place) == code)
        s3.meta.events.unregister('before-sign.s3.DeleteObject', only)
