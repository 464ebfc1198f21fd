#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later
# What each exported script for the AWS CLI ends with: the plan comes in front of it
# (ferry_script_new(), which leaves these lines out). It keeps to bash 3.2, which macOS has.
# shellcheck disable=SC2034,SC2154

set -euo pipefail
set +x
umask 077
export LC_ALL=C.UTF-8
export AWS_PAGER=''

again=no
run=no
n_failed=0

# What comes from EC2 may hold what a terminal would obey.
say () {
  printf '%s\n' "$1" | LC_ALL=C tr '\000-\011\013-\037\177' ' '
}

complain () {
  say "$1" >&2
}

fail () {
  complain "$1"
  exit 1
}

# ec2 WORD ...: in the region of the machine
ec2 () {
  if [[ -n $endpoint ]]; then
    aws --region "$region" --endpoint-url "$endpoint" ec2 "$@"
  else
    aws --region "$region" ec2 "$@"
  fi
}

# Sets $found: how many tasks with the token of this machine have come to nothing; ends where one has not.
look_up () {
  local said id status

  found=0
  said=$(ec2 describe-import-image-tasks --output text --query \
    "ImportImageTasks[?contains(Description || '', '$token')].[ImportTaskId,Status]") ||
    fail 'EC2 does not tell which tasks there are, so that it is not known what has begun.'
  while read -r id status; do
    case $status in
      '') ;;
      deleted | deleting) found=$((found + 1)) ;;
      *) fail "$label: EC2 has the task $id ($status). This plan has been imported." ;;
    esac
  done < <(printf '%s\n' "$said")
  if ((found > 0)) && [[ $again == no ]]; then
    fail "$label: an import has failed or was cancelled before. To import it once more: --again"
  fi
}

# A token that EC2 has seen would give the old task back, so each further attempt has its own.
import_image () {
  id=$(ec2 import-image --cli-input-json "$import" --output text --query ImportTaskId \
    --client-token "$token$1") || return 1
  say "$label: EC2 has begun, as the task $id"
}

# Sets $image; fails where EC2 has given up.
follow () {
  local said='' last='' status

  while true; do
    sleep 30
    said=$(ec2 describe-import-image-tasks --import-task-ids "$1" --output text \
      --query 'ImportImageTasks[0].[Status,ImageId,StatusMessage]') || continue
    if [[ $said != "$last" ]]; then
      say "$label: $said"
      last=$said
    fi
    IFS=$'\t' read -r status image _ < <(printf '%s\n' "$said")
    case $status in
      completed) return 0 ;;
      deleted) return 1 ;;
    esac
  done
}

# start IMAGE: the token keeps this from making a second one
start () {
  local made

  if [[ -n $user_data ]]; then
    made=$(ec2 run-instances --cli-input-json "$instance" --image-id "$1" --output text \
      --user-data "fileb://$user_data" --query 'Instances[0].InstanceId') || return 1
  else
    made=$(ec2 run-instances --cli-input-json "$instance" --image-id "$1" --output text \
      --query 'Instances[0].InstanceId') || return 1
  fi
  say "$label: runs as the instance $made"
}

main () {
  local i

  for i in "$@"; do
    case $i in
      --again) again=yes ;;
      --run) run=yes ;;
      *) fail "Usage: $0 [--again] [--run]" ;;
    esac
  done
  command -v aws >/dev/null || fail 'The program aws is not there.'
  say "This asks EC2 for $n_machines images, once each, and follows them:"
  for ((i = 1; i <= n_machines; i++)); do
    choose_machine "$i"
    say "  $label: in $region"
    look_up
    attempts[i]=''
    if ((found > 0)); then
      attempts[i]=-$((found + 1))
    fi
  done
  for ((i = 1; i <= n_machines; i++)); do
    choose_machine "$i"
    ids[i]=''
    if import_image "${attempts[i]}"; then
      ids[i]=$id
    else
      complain "$label: EC2 refuses the import."
      n_failed=$((n_failed + 1))
    fi
  done
  for ((i = 1; i <= n_machines; i++)); do
    choose_machine "$i"
    if [[ -z ${ids[i]} ]]; then
      continue
    fi
    if ! follow "${ids[i]}"; then
      complain "$label: EC2 has given it up."
      n_failed=$((n_failed + 1))
    elif [[ $run == yes ]] && ! start "$image"; then
      complain "$label: the image $image is there, and no instance of it."
      n_failed=$((n_failed + 1))
    fi
  done
  ((n_failed == 0)) || exit 2
}

main "$@"
