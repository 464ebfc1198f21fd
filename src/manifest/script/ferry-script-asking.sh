#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later
# The third part of each exported shell script: curl, and what the other side answers. For what is
# in front of it see ferry-script-signing.sh.
# shellcheck disable=SC2034,SC2154

# ---- Asking

# talk LINES: curl is told on its standard input, for the same reason; its configuration file is not
# read, which may log. Sets $answer and $status.
talk () {
  status=0
  answer=$(printf '%s\n' silent show-error globoff path-as-is "proto = \"=${s3%%://*}\"" \
    'connect-timeout = 30' 'max-time = 3600' "$1" | curl --disable --config -) || status=$?
}

# ask LINES: one request; $http is 000 when there was no answer
ask () {
  talk "$1"$'\nwrite-out = "\\n%{http_code}"'
  http=000
  if ((status == 0)); then
    http=${answer##*$'\n'}
  fi
  answer=${answer%$'\n'*}
}

# use METHOD [LINES]: asks what $link was signed for
use () {
  local lines

  setting url "$link"
  lines=$line
  case $1 in
    HEAD) lines+=$'\nhead' ;;
    GET) ;;
    *) lines+=$'\nrequest = '$1 ;;
  esac
  ask "$lines"$'\n'"${2-}"
}

# field NAME: of the headers in $answer; sets $value
field () {
  local row

  value=''
  shopt -s nocasematch
  while IFS= read -r row; do
    if [[ $row == "$1: "* ]]; then
      value=${row#*: }
      value=${value%$'\r'}
    fi
  done < <(printf '%s\n' "$answer")
  shopt -u nocasematch
}

# Reads what EC2 or S3 says in $answer: the tasks, and an error.
read_answer () {
  local row name text path='' part

  n_tasks=0
  error_code=''
  error_text=''
  while IFS= read -r row; do
    name=${row%%>*}
    text=${row#*>}
    case $name in
      '' | '?'* | '!'* | */) continue ;;
      /*)
        path=${path%/*}
        continue
        ;;
    esac
    path+=/${name%% *}
    part=${path#/*Response}
    part=${part#/conversionTasks/item}
    if [[ $part == /conversionTask/* ]]; then
      part=${part#/conversionTask}
    fi
    case $path in
      /*Response/conversionTasks/item | /Import*Response/conversionTask)
        n_tasks=$((n_tasks + 1))
        task_id[n_tasks]=''
        task_state[n_tasks]=''
        task_words[n_tasks]=''
        task_name[n_tasks]=''
        task_instance[n_tasks]=''
        task_volume[n_tasks]=''
        ;;
      */Error/Code) error_code=$text ;;
      */Error/Message) error_text=$text ;;
    esac
    if ((n_tasks > 0)); then
      read_field "$part" "$text"
    fi
  done < <(printf '%s' "$answer" | tr '\r\n\t' '   ' | tr '<' '\n'; echo)
}

read_field () {
  unxml "$2"
  case $1 in
    /conversionTaskId) task_id[n_tasks]=$plain ;;
    /state) task_state[n_tasks]=$plain ;;
    /importInstance/description | /importVolume/description) task_name[n_tasks]=$plain ;;
    /importInstance/instanceId) task_instance[n_tasks]=$plain ;;
    */volume/id) task_volume[n_tasks]=$plain ;;
    /statusMessage) task_words[n_tasks]=${task_words[n_tasks]:-$plain} ;;
    */statusMessage) task_words[n_tasks]=${plain:-${task_words[n_tasks]}} ;;
  esac
}

# call NAME VALUE ...: an action of EC2 in $region, with curl's own signature
call () {
  local lines form=''

  answer=''
  while (($# > 0)); do
    encode "$1"
    form+=${form:+&}$encoded
    encode "$2"
    form+="=$encoded"
    shift 2
  done
  setting url "$ec2"
  lines=$line
  setting user "$access_key:$secret_key"
  lines+=$'\n'$line
  setting aws-sigv4 "aws:amz:$region:ec2"
  lines+=$'\n'$line
  if [[ -n $session_token ]]; then
    setting header "X-Amz-Security-Token: $session_token"
    lines+=$'\n'$line
  fi
  setting data "$form"
  ask "$lines"$'\n'"$line"
  read_answer
}

# What went wrong, in the other side's own words; sets $why
explain () {
  if [[ $http == 000 ]]; then
    why='there was no answer'
  else
    unxml "${error_code:+$error_code: }$error_text"
    why=${plain:-HTTP $http}
  fi
}
