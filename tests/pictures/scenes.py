# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""scenes.py BUILD FOLDER LOOK SCENE: plays one scene in the desktop it is started in and takes its
pictures. The faults of the rehearsal cloud make what goes wrong and what takes its time."""

import os
import re
import subprocess
import sys
import traceback

import disks
import pages
from camera import Camera, key
from driver import JourneyError, wait

REHEARSAL = 'Rehearse on This Computer'
# labels with a key are no messages of their own
OPEN_MANIFEST = re.compile('Open Manifest|Manifest öffnen')
NEW_LINKS = re.compile('^New Links|^Neue Links …')


def choose_folder(stage):
    ferry = stage.application
    ferry.choose_row(pages.BUCKET)
    ferry.open_row(re.compile(rf'^{pages.FOLDER}/?\b'))
    ferry.row(re.compile(r'\bREADME\.txt'))


def choose_object(stage, name):
    """Where text is large, the card of the disk before lies over the list and takes the click."""
    if stage.look == 'large' and stage.application.look('button', 'Close Details'):
        stage.application.press('Close Details')
    stage.application.choose_row(re.compile(rf'\b{re.escape(name)}'))


def describe_disk(stage):
    """On to the Machine page with the disk that can be imported."""
    choose_folder(stage)
    choose_object(stage, pages.DISK)
    stage.application.read('stream-optimized')
    stage.application.press('Next')
    stage.application.find('entry', 'Instance Type')


def find_again(ferry, nth, of):
    """Other pages keep their "Try Again", and GTK 4.8 does not tell that they are hidden: the nth of
    so many, as they follow in the window: the account's, the folder's or the disk's, the buckets'."""
    def search():
        found = ferry.look('button', 'Try Again', sensitive=True)
        return len(found) == of and found[nth - 1]
    return wait(f'{of} buttons “Try Again”', search)


def show_dialog(stage, item, title, picture):
    ferry = stage.application
    ferry.press('Main Menu')
    ferry.press(item, role='menu item')
    ferry.enter_dialog(title)
    stage.picture(picture)
    key('Escape')
    ferry.leave_dialog()


def play_frame(stage):
    """What is around the pages: the menu, the shortcuts, About, an empty Tasks."""
    ferry = stage.start_ferry('--rehearsal')
    ferry.row(REHEARSAL)
    ferry.press('Main Menu')
    ferry.find('menu item', re.compile('About'))
    stage.picture('menu', sizes=('wide',))
    key('Escape')
    show_dialog(stage, re.compile('Keyboard Shortcuts'), 'Keyboard Shortcuts', 'shortcuts')
    show_dialog(stage, re.compile('About'), 'About', 'about')
    ferry.press('Tasks', role='view')
    ferry.read('No Tasks')
    stage.picture('tasks-empty')


def play_tour(stage):
    """A migration that goes well, page by page."""
    ferry = stage.start_ferry('--rehearsal', cloud_arguments=['--import-seconds', '9'])
    pages.choose_account(stage, REHEARSAL)
    ferry.row(pages.BUCKET)
    stage.picture('disks-buckets')
    ferry.choose_row(pages.BUCKET)
    ferry.row(re.compile(rf'^{pages.FOLDER}/?\b'))
    stage.picture('disks-top')
    choose_folder(stage)
    stage.picture('disks-folder')
    choose_object(stage, 'README.txt')
    ferry.read('This is not a disk image that Ferry knows')
    stage.picture('disks-no-disk')
    choose_object(stage, 'gpt01-boot.vmdk')
    ferry.read('ImportInstance needs an MBR, and this disk has a GPT')
    stage.picture('disks-unfit')
    choose_object(stage, pages.DISK)
    ferry.read('stream-optimized')
    stage.picture('disks')
    ferry.press('Next')
    pages.describe_machine(stage)
    pages.review(stage)
    pages.start_import(stage)
    ferry.read(r'\d\s?%')
    stage.picture('tasks-converting')
    ferry.read('Landed', deadline=60)
    stage.picture('tasks-landed')


def play_many(stage):
    """Many disks: all of a folder, in a list, and one ticked off again by the space bar."""
    ferry = stage.start_ferry('--rehearsal')
    pages.choose_account(stage, REHEARSAL)
    choose_folder(stage)
    ferry.press('Add All Disks')
    ferry.find('button', 'Clear')
    stage.picture('many-folder')
    ferry.press('List')
    ferry.find('button', re.compile('^Remove '))
    stage.picture('many-list')
    key('Escape')
    choose_object(stage, pages.DISK)
    ferry.read('stream-optimized')
    key('space')
    ferry.read('2 disks · ')
    ferry.press('Choose db01-boot.raw', role='check box')
    ferry.read('1 disk · ')
    stage.picture('many-card')


def play_many_looking(stage):
    """The looks into many disks take their time."""
    ferry = stage.start_ferry('--rehearsal', cloud_arguments=['--fault', 'hold-reply:GetObject'])
    pages.choose_account(stage, REHEARSAL)
    choose_folder(stage)
    ferry.press('Add All Disks')
    ferry.read('Looking into')
    stage.picture('many-looking')


def play_many_failed(stage):
    """Many disks, of which some cannot be read."""
    ferry = stage.start_ferry('--rehearsal', cloud_arguments=[
        '--fault', 'status:GetObject:403:99'])
    pages.choose_account(stage, REHEARSAL)
    choose_folder(stage)
    ferry.press('Add All Disks')
    ferry.read('could not be read')
    stage.picture('many-failed')
    ferry.press('List')
    ferry.find('button', 'Try to Read Again')
    stage.picture('many-failed-list')


def play_fleet(stage):
    """25 machines of the 60 disks of a folder: their settings, those of one with data disks, Review."""
    ferry = stage.start_ferry('--rehearsal')
    pages.choose_account(stage, REHEARSAL)
    ferry.choose_row('acme-fleet')
    ferry.open_row(re.compile(rf'^{pages.FOLDER}/?\b'))
    ferry.press('Add All Disks')
    # parts of plurals and of labels with a key are no messages of their own
    ferry.read('60 disks|60 Platten', deadline=60)
    ferry.press('Next')
    ferry.read('25 Machines|25 Maschinen')
    stage.picture('fleet-blocked')
    ferry.type('Zone', 'eu-west-1a')
    ferry.press('Machine Menu')
    stage.picture('fleet-menu', sizes=('wide',))
    ferry.press(re.compile('Apply to All|Für alle übernehmen'), role='menu item')
    ferry.press('Zone', role='menu item')
    ferry.find('button', 'Next', sensitive=True)
    stage.picture('fleet-machines')
    ferry.press('Next')
    ferry.read('Before You Import')
    stage.picture('fleet-review')
    ferry.press(re.compile('^Try$|Ausprobieren'))
    ferry.read('allowed|erlaubt', deadline=60)
    stage.picture('fleet-review-tried')
    ferry.press('Manifest', role='view')
    ferry.read_source('<manifest')
    stage.picture('fleet-manifest')
    ferry.press('Checks', role='view')
    ferry.press(re.compile('^Show…$|Anzeigen'))
    ferry.enter_dialog(re.compile('^(Permissions|Berechtigungen)$'))
    stage.picture('fleet-permissions')


def import_fleet(stage, *faults):
    """25 machines of 60 disks, of which EC2 takes five at once."""
    ferry = stage.start_ferry('--rehearsal', cloud_arguments=['--import-seconds', '12', *faults])
    pages.choose_account(stage, REHEARSAL)
    ferry.choose_row('acme-fleet')
    ferry.open_row(re.compile(rf'^{pages.FOLDER}/?\b'))
    ferry.press('Add All Disks')
    ferry.read('60 disks|60 Platten', deadline=60)
    ferry.press('Next')
    ferry.read('25 Machines|25 Maschinen')
    ferry.type('Zone', 'eu-west-1a')
    ferry.press('Machine Menu')
    ferry.press(re.compile('Apply to All|Für alle übernehmen'), role='menu item')
    ferry.press('Zone', role='menu item')
    ferry.find('button', 'Next', sensitive=True)
    ferry.press('Next')
    ferry.read('Before You Import|Vor dem Import')
    pages.start_import(stage)
    ferry.read('machines wait|Maschinen warten', deadline=60)
    return ferry


def play_queue(stage):
    """Many machines wait; one with data disks lands, and its menu."""
    ferry = import_fleet(stage)
    ferry.read(r'\d\s?%', deadline=60)
    stage.picture('queue')
    ferry.press(re.compile('Menu of app01$|Menü von app01$'))
    stage.picture('queue-menu', sizes=('wide',))
    key('Escape')
    ferry.press('Pause')
    ferry.read('the queue is paused|die Schlange ruht')
    stage.picture('queue-paused')
    ferry.press('Resume')
    ferry.read('of 2 attached|von 2 angehängt', deadline=120)
    stage.picture('queue-landed')


def play_landing_failed(stage):
    """A volume cannot be attached."""
    ferry = import_fleet(stage, '--fault', 'error:AttachVolume:400:InvalidParameterValue:9')
    ferry.press(re.compile('Needs Attention|Aufmerksamkeit'))
    ferry.read('does not accept a value|nimmt einen Wert', deadline=60)
    stage.picture('landing-failed')


def play_cancel(stage):
    """A machine that cannot be made yet, checks that warn, and an import that is given up."""
    ferry = stage.start_ferry('--rehearsal', cloud_arguments=['--import-seconds', '60'])
    ferry.choose_row(REHEARSAL)
    ferry.press('Next')
    describe_disk(stage)
    ferry.type('Instance Type', 'm5 large')
    ferry.type('Subnet ID', 'net')
    ferry.type('Name', '')
    stage.picture('machine-error')
    ferry.type('Name', 'web01 & <a long name> that nobody would choose, of a machine in a window')
    ferry.type('Instance Type', 'm3.large')
    ferry.type('Subnet ID', '')
    ferry.press('Next')
    stage.picture('review-long-name')
    pages.start_import(stage)
    ferry.read('Converting|Progress|import-i-')
    stage.picture('tasks-long-name')
    ferry.press(re.compile('Cancel Import…'))
    ferry.enter_dialog(re.compile('Cancel the Import|Dialog|^$'))
    stage.picture('cancel')
    ferry.press(re.compile('^_?Cancel Import$'))
    ferry.leave_dialog()
    ferry.read('Cancelled')
    stage.picture('tasks-cancelled')


def play_editor(stage):
    """No account yet, and the dialog that makes one."""
    ferry = stage.start_ferry()
    ferry.find('button', 'Add Account…')
    stage.picture('account-empty')
    ferry.press('Add Account…')
    ferry.enter_dialog('Add Account')
    stage.picture('editor-empty')
    ferry.press('Save')
    stage.picture('editor-error')
    ferry.type('Name', 'Acme Production')
    ferry.type('Access Key ID', 'ASIAREHEARSAL0000000')
    ferry.type('Secret Access Key', 'make-believe/opens/nothing/0000000000000')
    ferry.expand('Advanced')
    ferry.type('Endpoint Instead of AWS (Optional)', 'http://127.0.0.1:1')
    stage.picture('editor-full')
    ferry.type('Access Key ID', 'AKIAREHEARSAL0000000')
    ferry.press('Save')
    ferry.find('button', 'Save Anyway')
    stage.picture('editor-unreachable')
    ferry.press('Save Anyway')
    ferry.leave_dialog()
    ferry.row('Acme Production')
    stage.picture('account-saved')
    ferry.choose_row('Acme Production')
    ferry.press('Try Again')
    ferry.find('button', 'Try Again')
    stage.picture('account-unreachable')


def play_errors(stage):
    """Every question is refused once."""
    faults = ['GetCallerIdentity:403', 'ListBuckets:403', 'ListObjectsV2:403', 'GetObject:403',
              'ImportInstance:400', 'DescribeConversionTasks:403:9']
    ferry = stage.start_ferry('--rehearsal', cloud_arguments=[
        word for fault in faults for word in ('--fault', f'status:{fault}')])
    ferry.choose_row(REHEARSAL)
    ferry.find('button', 'Try Again')
    stage.picture('account-error')
    ferry.press('Try Again')
    ferry.press('Next')
    ferry.find('button', 'Open by Name…')
    stage.picture('buckets-error')
    ferry.press('Open by Name…')
    ferry.type('Name of the bucket', pages.BUCKET)
    stage.picture('buckets-by-name', sizes=('wide',))
    ferry.press('Open')
    again = find_again(ferry, 2, 3)
    stage.picture('disks-error')
    ferry.activate(again)
    ferry.open_row(re.compile(rf'^{pages.FOLDER}/?\b'))
    choose_object(stage, pages.DISK)
    again = find_again(ferry, 2, 3)
    stage.picture('disk-error')
    ferry.activate(again)
    ferry.read('stream-optimized')
    ferry.press('Next')
    ferry.find('entry', 'Instance Type')
    ferry.press('Next')
    pages.start_import(stage)
    ferry.read('AWS refused|EC2')
    ferry.read('Failed')
    stage.picture('tasks-failed')


def play_loading(stage):
    """Every answer is late: the delayed spinner shows."""
    held = ['GetCallerIdentity', 'ListBuckets', 'ListObjectsV2', 'GetObject']
    ferry = stage.start_ferry('--rehearsal', cloud_arguments=[
        word for name in held for word in ('--fault', f'hold-reply:{name}')])

    def picture(name):
        # The pages before keep their spinner, and GTK 4.8 does not tell that it is hidden.
        before = len(ferry.look('filler', 'GtkSpinner')) if name != 'account-loading' else 0
        wait('a spinner', lambda: len(ferry.look('filler', 'GtkSpinner')) > before)
        stage.picture(name)
    ferry.choose_row(REHEARSAL)
    picture('account-loading')
    ferry.choose_row(REHEARSAL)
    ferry.press('Next')
    picture('buckets-loading')
    ferry.press('Back')
    ferry.choose_row(REHEARSAL)
    ferry.press('Next')
    ferry.choose_row(pages.BUCKET)
    picture('disks-loading')
    ferry.choose_row('hv-cluster-stockholm')
    choose_object(stage, pages.DISK)
    picture('disk-loading')


def play_unconfirmed(stage):
    """The answer to ImportInstance is lost."""
    ferry = stage.start_ferry('--rehearsal', cloud_arguments=[
        '--fault', 'lose-reply:ImportInstance', '--fault', 'status:DescribeConversionTasks:403:99'])
    ferry.choose_row(REHEARSAL)
    ferry.press('Next')
    describe_disk(stage)
    ferry.press('Next')
    pages.start_import(stage)
    ferry.read('Unconfirmed')
    stage.picture('tasks-unconfirmed')


def show_disk(stage, path, pattern, sizes=('wide', 'narrow'), expand=None):
    """Opens a file of this computer in a second Ferry, which asks the first one to."""
    ferry = stage.application
    name = os.path.basename(path)
    subprocess.run([os.path.join(stage.build, 'app/ferry'), '--rehearsal', path], check=True,
                   stdin=subprocess.DEVNULL, timeout=30)
    ferry.enter_dialog(name)
    ferry.read(pattern)
    if expand:
        ferry.expand(expand)
    stage.picture(f'file-{os.path.splitext(name)[0]}', sizes=sizes)
    key('Escape')
    ferry.leave_dialog()


def play_files(stage):
    """Disks of this computer: what can be in them, and what can be wrong with them."""
    ferry = stage.start_ferry('--rehearsal')
    ferry.row(REHEARSAL)
    folder = os.path.join(os.environ['HOME'], 'disks')
    os.makedirs(folder)
    show_disk(stage, disks.make_windows(folder), 'Ready, if ImportInstance')
    show_disk(stage, disks.make_logical(folder), 'Ready for ImportInstance')
    show_disk(stage, disks.make_many(folder), 'GPT')
    show_disk(stage, disks.make_data(folder), 'ext4')
    show_disk(stage, disks.make_sparse(folder), 'not stream-optimized', expand='ImportInstance')
    show_disk(stage, disks.make_ova(folder), r'Read \d')
    show_disk(stage, disks.make_cut(folder), 'whole|damaged')
    show_disk(stage, folder, 'This Is a Folder')


def choose_manifest_item(ferry, item):
    ferry.press('Manifest Menu')
    ferry.press(item, role='menu item')


def show_comparison(stage, folder):
    """Of the manifest that is open and another one, which differs in what people look for."""
    ferry = stage.application
    path = os.path.join(folder, 'mail01-before.xml')
    text = ferry.read_source('<manifest')
    with open(path, 'w', encoding='utf-8') as stream:
        stream.write(text.replace('VMDK', 'RAW').replace('<size>73728', '<size>73729'))
    choose_manifest_item(ferry, re.compile('Compare With|Vergleichen mit'))
    ferry.enter_dialog(re.compile('^(Compare With|Vergleichen mit)$'))
    key('ctrl+a')
    subprocess.run(['xdotool', 'type', '--delay', '4', '--file', '-'], input=path, text=True,
                   check=True)
    key('Return')
    ferry.enter_dialog(re.compile(r'^(Comparison|Vergleich)$'))
    ferry.read('differences|Unterschiede')
    stage.picture('comparison')
    key('Escape')


def play_manifest(stage):
    """A disk in parts, the old manifest beside it, and a new one made of that."""
    ferry = stage.start_ferry('--rehearsal')
    pages.choose_account(stage, REHEARSAL)
    ferry.choose_row(pages.BUCKET)
    ferry.open_row(re.compile(r'^legacy/?\b'))
    ferry.row('mail01.vmdkmanifest.xml')
    stage.picture('manifest-folder')
    choose_object(stage, 'mail01.vmdk.part2')
    ferry.find('button', 'Use All Parts as One Disk')
    stage.picture('manifest-part')
    ferry.press('Use All Parts as One Disk')
    ferry.find('button', 'Clear')
    stage.picture('manifest-parts')
    choose_object(stage, 'mail01.vmdkmanifest.xml')
    ferry.find('button', OPEN_MANIFEST)
    stage.picture('manifest-offer')
    ferry.press(OPEN_MANIFEST)
    ferry.enter_dialog('mail01.vmdkmanifest.xml')
    ferry.read('The link has ended')
    ferry.find('button', NEW_LINKS)
    stage.picture('manifest-old')
    ferry.press(re.compile('Try Links|Links probieren'))
    ferry.read('do not work|Links gehen nicht')
    ferry.choose_row(re.compile('line 19|Zeile 19'))
    ferry.read('refused|abgelehnt')
    stage.picture('manifest-tried')
    ferry.press('Manifest Menu')
    ferry.find('menu item', re.compile('Import This Disk|Diese Platte'))
    stage.picture('manifest-menu', sizes=('wide',))
    key('Escape')
    show_comparison(stage, os.environ['HOME'])
    ferry.enter_dialog('mail01.vmdkmanifest.xml')
    ferry.press(NEW_LINKS)
    ferry.enter_dialog(re.compile('Make New Links|Neue Links|Dialog|^$'))
    stage.picture('manifest-renew')
    ferry.press(re.compile('^(Make New Links|Neue Links erstellen)$'))
    ferry.enter_dialog(re.compile('^ferry-'))
    ferry.find('button', re.compile('Store in Bucket|Im Bucket ablegen'))
    stage.picture('manifest-new')


SCENES = {name[5:]: scene for name, scene in list(globals().items()) if name.startswith('play_')}


def main():
    build, folder, look, name = sys.argv[1:]
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    artifacts = os.path.join(folder, 'log', f'{name}-{look}')
    os.makedirs(artifacts, exist_ok=True)
    stage = Camera(root, build, artifacts, look, folder)
    try:
        SCENES[name](stage)
    except Exception as error:  # say it, keep what there is to see, and let the other scenes play
        stage.fail(error)
        if not isinstance(error, JourneyError):
            traceback.print_exc()
    finally:
        stage.close()
    for problem in stage.problems:
        print(f'PROBLEM {problem}')
    sys.exit(stage.finish())


if __name__ == '__main__':
    main()
