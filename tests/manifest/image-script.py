# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Has bash read the machines of an exported script for the AWS CLI, and botocore's model of EC2 judge
what it would be told. Prints how many machines there were, or "skip" and why."""

import json
import subprocess
import sys

try:
    import botocore.session
    import botocore.validate
except ImportError:
    print('skip: botocore is not installed')
    sys.exit(0)

MODEL = botocore.session.get_session().get_service_model('ec2')
READ = 'eval "$(sed "/^set -euo/,\\$d" "$0")"; choose_machine "$1"; printf "%s\\0" "$import" "$instance"'


def judge(operation, request, **more):
    shape = MODEL.operation_model(operation).input_shape
    report = botocore.validate.ParamValidator().validate({**request, **more}, shape)
    if report.has_errors():
        sys.exit(f'{operation}: {report.generate_report()}')


def main():
    path = sys.argv[1]
    with open(path, encoding='utf-8') as script:
        n_machines = int(script.read().split('\nn_machines=')[1].split('\n')[0])
    for number in range(1, n_machines + 1):
        said = subprocess.run(['bash', '-c', READ, path, str(number)], check=True, capture_output=True)
        image, instance, _ = said.stdout.decode().split('\0')
        judge('ImportImage', json.loads(image), ClientToken='token')
        judge('RunInstances', json.loads(instance), ImageId='ami-1')
    print(n_machines)


main()
