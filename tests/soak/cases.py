# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The soaks of imports: each plays one run against a cloud of its own and raises what is not as it
must be. What is drawn by chance comes from the run's own seed; when what happens, does not."""

import datetime
import json
import os
import shutil
import signal
import statistics
import subprocess
import time

import verdict
from rig import LANDED, NOT_BEGUN, REFUSED, STUCK, TIME_OVER, Failure

# Where a line of the journal may be cut: before it, in its middle, before and after it is on the disk
KINDS = ('write', 'half', 'sync', 'synced')
ACTS = ('ImportInstance', 'ImportVolume', 'AttachVolume', 'PutObject', 'CreateTags')
# Ways in which a reply is lost after the act, and how often each is taken
LOSSES = (('lose-reply', 5), ('cut-headers', 2), ('cut-body', 2), ('empty-body', 1), ('wrong-body', 1),
          ('broken-body', 1), ('hold-reply', 1))
# of one run, not counting those at random moments
MOST_KILLS = 16
MINUTE = 60
DAY = 24 * 60 * MINUTE
# how many times as fast as time itself
FAST = 5000
WEEK_BEGINS = datetime.datetime(2026, 11, 20)
FAKETIME = [f'/usr/lib/{machine}-linux-gnu/faketime/libfaketimeMT.so.1' for machine in ('x86_64', 'aarch64')]


def begin(rig, *arguments):
    """A cloud; returns what it has before anything happens."""
    rig.start_cloud(*map(str, arguments))
    return rig.cloud.inventory()


def judge(rig, before, attempts_may_fail=False):
    """Everything that has to be true at the end; then that another start does nothing more."""
    rig.cloud.tell('no-faults')
    inventory = rig.cloud.inventory()
    verdict.check_inventory(inventory, rig.plan, before, attempts_may_fail)
    n_lines = verdict.check_journals(rig.find_journals())
    verdict.check_secrets(rig.folder)
    verdict.check_account(rig.cloud.endpoint, rig.plan)
    start = len(rig.cloud.events)
    rig.finish()
    # of tags it may only not have written down that they are there; they do no harm
    acts = {act: rig.cloud.count(act, start) for act in ACTS[:4] if rig.cloud.count(act, start)}
    if acts:
        raise Failure(f'a start after the end did {acts}')
    return n_lines


def judge_nothing_twice(rig):
    """However it ends: no disk has two tasks that made something, two instances, or two volumes."""
    inventory = rig.cloud.inventory()
    for what in ('tasks', 'instances', 'volumes'):
        made = [item for item in inventory[what] if item['state'] not in ('cancelled', 'cancelling')]
        tokens = [verdict.find_token(item['description']) for item in made]
        disks = [token[-12:] for token in tokens if token]
        twice = sorted({disk for disk in disks if disks.count(disk) > 1})
        if twice:
            raise Failure(f'two {what} of the disks {twice}')
    for folder in [rig.journals]:
        verdict.check_secrets(folder)


def kill_after(rig, seconds, *arguments):
    """A start that is killed at a moment. Returns: whether it had ended well before"""
    process = rig.start(*arguments)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
    return rig.end(process) is not None


def kill_targets(rng, number, runs, n_lines):
    """Of all places (line, kind) those of this run: over all runs each comes in turn."""
    places = n_lines * len(KINDS)
    # odd, so that a run meets all kinds
    step = max(runs, places // MOST_KILLS) | 1
    for place in range(number * step // runs, places, step):
        yield place // len(KINDS) + 1, KINDS[place % len(KINDS)]


def kill_import(rig, rng, number, options):
    """Killed at each line of its journals in turn and at random moments, under a cloud that loses
    replies, throttles and drops connections"""
    before = begin(rig, '--chaos', rng.randrange(1 << 30), '--slots', rng.choice((5, 5, 3)),
                   '--describe-delay', rng.choice((0, rng.uniform(0, 5 * MINUTE) / rig.speed)))
    rig.cloud.tell('fault error:ImportInstance:503:RequestLimitExceeded:0.1')
    rig.cloud.tell('fault error:DescribeConversionTasks:503:RequestLimitExceeded:0.1')
    kills = 0
    for line, kind in kill_targets(rng, number, options.runs, options.lines):
        if rng.random() < 0.4:
            if kill_after(rig, rng.uniform(0.02, 1.5)):
                break
            kills += 1
        wanted = line - rig.count_lines()
        if wanted < 1:
            continue
        status = rig.end(rig.start(kill_at=f'{wanted}:{kind}'))
        if status == LANDED:
            break
        if status is not None:
            raise Failure(f'start {rig.n_starts} ended with {status}')
        kills += 1
        options.note(f'{kind}')
    rig.finish()
    return f'{kills} kills, {judge(rig, before)} lines'


def clean(rig, rng, number, options):
    """Nothing goes wrong: how many lines the journals get"""
    before = begin(rig)
    rig.finish()
    return f'{judge(rig, before)} lines'


def lost_reply(rig, rng, number, options):
    """The replies of one act in turn are lost after it, at random; sometimes it is killed, too"""
    before = begin(rig)
    act = ACTS[number % len(ACTS)]
    kinds, weights = zip(*LOSSES)
    # what is not repeated may lose every reply; what is, needs some to come
    chances = (0.1, 0.5, 1.0) if act in ACTS[:3] else (0.1, 0.3, 0.5)
    kind, chance = rng.choices(kinds, weights)[0], rng.choice(chances)
    rig.cloud.tell(f'fault seed:{rng.randrange(1 << 30)}')
    rig.cloud.tell(f'fault {kind}:{act}:{"always" if chance == 1 else chance}')
    if rng.random() < 0.3:
        rig.cloud.tell('fault lose-reply:*:0.05')
    if rng.random() < 0.3:
        kill_after(rig, rng.uniform(0.1, 2))
    rig.finish(deadline=120)
    return f'{kind} of {act} {chance:.0%}, {judge(rig, before)} lines'


def delayed(rig, rng, number, options):
    """What acts change shows itself 0 to 5 minutes later; requests are lost before and after the act"""
    before = begin(rig, '--describe-delay', rng.uniform(0, 5 * MINUTE) / rig.speed)
    rig.cloud.tell(f'fault seed:{rng.randrange(1 << 30)}')
    for act in ACTS[:3]:
        rig.cloud.tell(f'fault lose-reply:{act}:0.4')
        rig.cloud.tell(f'fault drop:{act}:0.2')
    for _ in range(rng.randrange(3)):
        kill_after(rig, rng.uniform(0.1, 2))
    rig.finish(deadline=120)
    return f'{judge(rig, before)} lines'


def aged(rig, rng, number, options):
    """Tasks age out soon after their end, while Ferry is not there to see it"""
    begin(rig, '--age-out', rng.uniform(0.1, 0.5))
    rig.cloud.tell(f'fault seed:{rng.randrange(1 << 30)}')
    rig.cloud.tell('fault lose-reply:ImportInstance:0.3')
    rig.cloud.tell('fault lose-reply:ImportVolume:0.3')
    for _ in range(rng.randrange(1, 4)):
        kill_after(rig, rng.uniform(0.1, 2))
        time.sleep(rng.uniform(0.2, 1.5))
    # What nobody saw end, and whose token is nowhere any more, may wait for a person.
    status = rig.end(rig.start('--seconds', 30, '--retries', 0))
    if status not in (LANDED, STUCK, TIME_OVER):
        raise Failure(f'start {rig.n_starts} ended with {status}')
    judge_nothing_twice(rig)
    verdict.check_journals(rig.find_journals())
    return f'ended with {status}'


def denied(rig, rng, number, options):
    """Asking is denied after a lost reply: never a second request; allowed again, it goes on"""
    before = begin(rig)
    act = ('ImportInstance', 'ImportVolume')[number % 2]
    rig.cloud.tell(f'fault lose-reply:{act}')
    process = rig.start('--seconds', 60)
    rig.cloud.wait(f'that it has done {act}', lambda event: event.get('event') == 'request' and
                   event.get('operation') == act)
    rig.cloud.tell('fault deny:DescribeConversionTasks')
    if rng.random() < 0.5:
        process.kill()
        rig.end(process)
        process = rig.start('--seconds', 60)
    # three times the whole fence of 25 minutes
    time.sleep(3 * 25 * MINUTE / rig.speed)
    judge_nothing_twice(rig)
    if process.poll() is not None:
        raise Failure(f'it has ended with {process.returncode} while it could not ask')
    rig.cloud.tell('no-faults')
    rig.expect(process, LANDED)
    return f'{act}, {judge(rig, before)} lines'


def desks(rig, rng, number, options):
    """Two computers import the same plan: what one has begun, the other does not"""
    before = begin(rig)
    other = os.path.join(rig.folder, 'other-journals')
    folders = [rig.journals, other]
    rng.shuffle(folders)
    first = rig.start('--leave-refused', journals=folders[0])
    time.sleep(rng.choice((0, 0, rng.uniform(0, 1.5))))
    second = rig.start('--leave-refused', journals=folders[1])
    rig.expect(first, LANDED)
    rig.expect(second, LANDED)
    judge_nothing_twice(rig)
    verdict.check_inventory(rig.cloud.inventory(), rig.plan, before)
    refused = sum(1 for number in (1, 2) for event in rig.said(number) if event['event'] == 'refused')
    if not refused:
        raise Failure('neither of the two was refused')
    return f'{refused} machines refused'


def locked(rig, rng, number, options):
    """A second Ferry on one desk imports nothing"""
    before = begin(rig)
    first = rig.start()
    rig.wait_said(lambda event: event['event'] == 'imported', first)
    rig.expect(rig.start(), NOT_BEGUN)
    rig.expect(first, LANDED)
    return f'{judge(rig, before)} lines'


def _lose_late(rig, rng):
    """Requests are lost after the act, and what they did shows itself late."""
    before = begin(rig, '--describe-delay', rng.uniform(0, 5 * MINUTE) / rig.speed)
    rig.cloud.tell(f'fault seed:{rng.randrange(1 << 30)}')
    for act in ACTS[:3]:
        rig.cloud.tell(f'fault lose-reply:{act}:0.3')
    return before


def _wait_lost(rig, start, process):
    """Until another request is lost, or none comes for a while."""
    try:
        rig.cloud.wait('that a reply is lost', lambda event: event.get('fault') == 'lose-reply', start, 2)
    except Failure:
        pass
    return process.poll() is None


def suspended(rig, rng, number, options):
    """Stopped for minutes (scaled) when a reply was lost, again and again"""
    before = _lose_late(rig, rng)
    process = rig.start()
    for _ in range(rng.randrange(2, 5)):
        if not _wait_lost(rig, len(rig.cloud.events), process):
            break
        process.send_signal(signal.SIGSTOP)
        time.sleep(rng.uniform(0.1, 40 * MINUTE / rig.speed))
        process.send_signal(signal.SIGCONT)
    rig.expect(process, LANDED)
    return f'{judge(rig, before)} lines'


def clock(rig, rng, number, options):
    """The computer's clock jumps by an hour when a reply was lost, to and fro; sometimes it sleeps, too"""
    before = _lose_late(rig, rng)
    stamp = os.path.join(rig.folder, 'clock')
    environment = fake_clock(FAKETIME_TIMESTAMP_FILE=stamp, FAKETIME_NO_CACHE='1',
                             FAKETIME_DONT_FAKE_MONOTONIC='1')

    def jump(seconds):
        with open(stamp + '.new', 'w', encoding='utf-8') as stream:
            stream.write(f'{seconds:+}s\n')
        os.rename(stamp + '.new', stamp)
    jump(0)
    process = rig.start(environment=environment)
    for _ in range(rng.randrange(2, 6)):
        if not _wait_lost(rig, len(rig.cloud.events), process):
            break
        jump(rng.choice((-3600, 3600, 0)))
        if rng.random() < 0.3:
            process.send_signal(signal.SIGSTOP)
            time.sleep(rng.uniform(0.1, 1))
            process.send_signal(signal.SIGCONT)
    rig.expect(process, LANDED)
    return f'{judge(rig, before)} lines'


def fake_clock(**settings):
    """The environment of a program that sees another time than this computer's (libfaketime)."""
    library = next((path for path in FAKETIME if os.path.exists(path)), None)
    if library is None:
        raise Failure('libfaketime is not installed')
    return dict(os.environ, LD_PRELOAD=library, TZ='UTC', **settings)


def _one_machine(rig):
    """A plan of the first machine of the plan, with its three disks."""
    path = os.path.join(rig.folder, 'one.ferry-plan')
    with open(rig.plan, encoding='utf-8') as stream:
        plan = json.load(stream)
    plan['machines'] = plan['machines'][:1]
    with open(path, 'w', encoding='utf-8') as stream:
        json.dump(plan, stream)
    return path


def _check_watch(rig, days):
    """Over all starts: it has asked to the end, without a gap, and the time that is left went down."""
    said = [event for number in range(1, rig.n_starts + 1) for event in rig.said(number)
            if event['event'] == 'answered']
    moments = [datetime.datetime.fromisoformat(event['time'].replace('Z', '+00:00')) for event in said]
    gaps = [(after - before).total_seconds() for before, after in zip(moments, moments[1:])]
    left = [int(event['text']) for event in said if event.get('text')]
    whole = (moments[-1] - moments[0]).total_seconds() / DAY
    # a minute between two questions; the rest is what a busy computer takes, FAST times
    if whole < days * 0.95 or len(said) < days * 24 * 4 or max(gaps) > 6 * 60 * MINUTE:
        raise Failure(f'{len(said)} answers in {whole:.1f} days, {max(gaps) / MINUTE:.0f} minutes apart')
    # it is the first running task's, and they began within an hour
    if not left or left[0] < 6.9 * DAY or any(after > before + 60 * MINUTE
                                              for before, after in zip(left, left[1:])):
        raise Failure(f'what is left was not counted down: {left[:3]} … {left[-3:]}')
    return f'{len(said)} answers in {whole:.1f} days, {statistics.median(gaps):.0f} s apart'


def week(rig, rng, number, options):
    """One machine, by a clock that runs 5,000 times as fast: it takes six days, or EC2 ends it after seven"""
    days, ends_well = (5.5, True) if number % 2 == 0 else (9, False)
    rig.plan, rig.speed = _one_machine(rig), 1
    began = time.monotonic()

    def at_now():
        now = WEEK_BEGINS + datetime.timedelta(seconds=(time.monotonic() - began) * FAST)
        return fake_clock(FAKETIME=f'@{now:%Y-%m-%d %H:%M:%S} x{FAST}')
    rig.start_cloud('--import-seconds', str(int(days * DAY)), environment=at_now())
    before = rig.cloud.inventory()
    deadline = 10 * DAY / FAST
    # An answer that takes a hundredth of a second takes a minute by that clock.
    arguments = ['--watch', '--seconds', 0, '--timeout', 6 * 3600, '--retries', 0]
    process = rig.start(*arguments, environment=at_now())
    try:
        process.wait(rng.uniform(1, 0.5 * days * DAY / FAST))
    except subprocess.TimeoutExpired:
        process.kill()
    rig.end(process)
    process = rig.start(*arguments, environment=at_now())
    rig.expect(process, LANDED if ends_well else STUCK, deadline + 60)
    said = _check_watch(rig, min(days, 7))
    inventory = rig.cloud.inventory()
    if ends_well:
        verdict.check_inventory(inventory, rig.plan, before)
    else:
        reasons = [event.get('text') or '' for event in rig.said() if event['event'] == 'failed']
        if not any('expired' in reason for reason in reasons):
            raise Failure(f'it gives these reasons: {reasons}')
        verdict.check_objects(inventory, before)
    return said


def copied(rig, rng, number, options):
    """The folder of journals is copied in the middle; the copy is started when the import is over"""
    before = begin(rig)
    kill_after(rig, rng.uniform(0.1, 2))
    copy = os.path.join(rig.folder, 'copy')
    if os.path.isdir(rig.journals):
        shutil.copytree(rig.journals, copy)
    rig.finish()
    judge(rig, before)
    answer = ('go-on', 'leave')[number % 2]
    start = len(rig.cloud.events)
    status = rig.end(rig.start('--answer', answer, '--seconds', 15, '--retries', 0, '--no-import',
                               journals=copy))
    verdict.check_inventory(rig.cloud.inventory(), rig.plan, before)
    acts = sum(rig.cloud.count(act, start) for act in ('ImportInstance', 'ImportVolume'))
    if acts:
        raise Failure(f'the copy sent {acts} requests')
    return f'{answer}: ended with {status}'


def restored(rig, rng, number, options):
    """The journals are put back to what they were in the middle, in their own folder"""
    before = begin(rig)
    kill_after(rig, rng.uniform(0.1, 2))
    backup = os.path.join(rig.folder, 'backup')
    if not os.path.isdir(rig.journals):
        return 'nothing was written yet'
    shutil.copytree(rig.journals, backup)
    rig.finish()
    judge(rig, before)
    for name in os.listdir(backup):
        shutil.copyfile(os.path.join(backup, name), os.path.join(rig.journals, name))
    status = rig.end(rig.start('--seconds', 15, '--retries', 0, '--answer', 'go-on', '--no-import'))
    judge_nothing_twice(rig)
    return f'ended with {status}'


CASES = {'kill-import': kill_import, 'lost-reply': lost_reply, 'delayed': delayed, 'aged': aged,
         'denied': denied, 'desks': desks, 'locked': locked, 'suspended': suspended, 'copied': copied,
         'restored': restored, 'clock': clock, 'week': week, 'clean': clean}
