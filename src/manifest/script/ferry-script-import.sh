#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later
# The last part of each exported shell script: what is done. For what is in front of it see
# ferry-script-signing.sh.
# shellcheck disable=SC2034,SC2154

# ---- Before anything is asked for

# check_object N HTTP SIZE ETAG: what S3 says of a part against what was planned
check_object () {
  local what="The object ${keys[$1]} in the bucket $bucket"

  case $2 in
    200) ;;
    404) fail "$what is not there." ;;
    403) fail "$what may not be read, or is not there: S3 answers 403 to these keys." ;;
    000) fail "S3 did not answer." ;;
    *) fail "$what cannot be looked at: S3 answers $2." ;;
  esac
  [[ $3 == "${sizes[$1]}" ]] ||
    fail "$what has $3 bytes; planned were ${sizes[$1]}. It is another one by now."
  [[ -z ${etags[$1]} || $4 == "${etags[$1]}" ]] ||
    fail "$what has the ETag $4; planned was ${etags[$1]}. It is another one by now."
}

# check_objects FIRST COUNT: one curl for some objects
check_objects () {
  local lines='head' i n=$1 row size='' etag=''

  for ((i = $1; i < $1 + $2; i++)); do
    sign HEAD "${keys[i]}"
    setting url "$link"
    lines+=$'\n'$line
  done
  talk "$lines"$'\nretry = 3\nwrite-out = "end: %{http_code}\\n"'
  while IFS= read -r row; do
    row=${row%$'\r'}
    case $row in
      [Cc]ontent-[Ll]ength:*) size=${row#*: } ;;
      [Ee][Tt]ag:*) etag=${row#*: } ;;
      'end: '*)
        check_object "$n" "${row#end: }" "$size" "$etag"
        n=$((n + 1))
        size=''
        etag=''
        ;;
    esac
  done < <(printf '%s\n' "$answer")
  ((n == $1 + $2)) || fail "Not every object of $label could be looked at."
}

check_disk () {
  local i n

  say "Looking at $label"
  set_time
  for ((i = 0; i < ${#keys[@]}; i += 100)); do
    n=$((${#keys[@]} - i))
    check_objects "$i" $((n < 100 ? n : 100))
  done
  if [[ -n $user_data ]]; then
    [[ -f $user_data && -r $user_data ]] || fail "The user data cannot be read: $user_data"
    n=$(wc -c <"$user_data")
    ((n > 0 && n <= 16384)) || fail "EC2 takes 1 to 16384 bytes of user data: $user_data"
  fi
}

# Asks EC2 what it knows of this disk; sets $found, a number in task_id, or 0: of one that was not
# cancelled, if there is any; and likewise $similar: a task of the same disk with another token.
look_up () {
  local i

  found=0
  similar=0
  call Action DescribeConversionTasks Version 2016-11-15
  if [[ $http != 200 ]]; then
    return 1
  fi
  for ((i = 1; i <= n_tasks; i++)); do
    case ${task_name[i]} in
      "$token" | "$token "*)
        if ((found == 0)) || [[ ${task_state[found]} == cancelled ]]; then
          found=$i
        fi
        ;;
      ferry1:????????-????-????-????-????????????"$fingerprint" | \
        ferry1:????????-????-????-????-????????????"$fingerprint "*)
        if [[ ${task_state[i]} != cancelled ]]; then
          similar=$i
        fi
        ;;
    esac
  done
}

# Whether the disk is to be moved; sets $todo[disk].
check_tasks () {
  todo[$1]=yes
  if ! look_up; then
    explain
    fail "EC2 does not tell which tasks there are ($why), so that it is not known what has begun."
  fi
  if ((found > 0)) && [[ $again == no || ${task_state[found]} != cancelled ]]; then
    say "$label: EC2 has the task ${task_id[found]} (${task_state[found]})."
    todo[$1]=no
    n_begun=$((n_begun + 1))
  elif ((similar > 0)); then
    say "$label: EC2 has the task ${task_id[similar]} (${task_state[similar]}), which Ferry began."
    n_similar=$((n_similar + 1))
  fi
}

# ---- One disk

# Sets $manifest: the parts of the disk with their links, and none that could delete one.
write_manifest () {
  local i offset=0

  sign DELETE "$manifest_key"
  xml "$link"
  manifest='<?xml version="1.0" encoding="UTF-8"?>'$'\n'"<manifest>"$'\n'
  manifest+="  <version>2010-11-15</version>"$'\n'"  <file-format>$format</file-format>"$'\n'
  manifest+="  <importer>"$'\n'"    <name>Ferry</name>"$'\n'
  manifest+="    <version>$importer_version</version>"$'\n'
  manifest+="    <release>$importer_release</release>"$'\n'"  </importer>"$'\n'
  manifest+="  <self-destruct-url>$escaped</self-destruct-url>"$'\n'"  <import>"$'\n'
  manifest+="    <size>$size</size>"$'\n'"    <volume-size>$volume_size</volume-size>"$'\n'
  manifest+="    <parts count=\"${#keys[@]}\">"$'\n'
  for ((i = 0; i < ${#keys[@]}; i++)); do
    manifest+="      <part index=\"$i\">"$'\n'
    manifest+="        <byte-range start=\"$offset\" end=\"$((offset + sizes[i] - 1))\"/>"$'\n'
    xml "${keys[i]}"
    manifest+="        <key>$escaped</key>"$'\n'
    sign HEAD "${keys[i]}"
    xml "$link"
    manifest+="        <head-url>$escaped</head-url>"$'\n'
    sign GET "${keys[i]}"
    xml "$link"
    manifest+="        <get-url>$escaped</get-url>"$'\n'"      </part>"$'\n'
    offset=$((offset + sizes[i]))
  done
  manifest+="    </parts>"$'\n'"  </import>"$'\n'"</manifest>"$'\n'
}

# Never replaces an object; sets $version in a bucket that keeps versions.
store_manifest () {
  unused_manifest=$manifest_key
  unused_version=''
  sign PUT "$manifest_key"
  use PUT 'header = "If-None-Match: *"
header = "Content-Type: application/xml"
data-binary = "@/dev/fd/3"
include' 3< <(printf '%s' "$manifest")
  if [[ $http != 200 ]]; then
    read_answer
    explain
    complain "$label: the manifest cannot be stored ($why)."
    return 1
  fi
  field x-amz-version-id
  version=$value
  unused_version=$version
}

# remove_manifest KEY VERSION: what is left is told
remove_manifest () {
  set_time
  sign DELETE "$1" "$2"
  use DELETE
  case $http in
    20?) ;;
    *) complain "The manifest $1 in the bucket $bucket could not be deleted: it holds links." ;;
  esac
}

# EC2 says little or nothing about a link that does not work. Sets $manifest_link.
prove () {
  sign GET "$manifest_key"
  manifest_link=$link
  use GET
  if [[ $http != 200 || $answer != "$manifest" ]]; then
    complain "$label: the link of the manifest does not lead to it (HTTP $http)."
    return 1
  fi
  sign GET "${keys[0]}"
  use GET 'range = "0-511"
output = "/dev/null"'
  case $http in
    200 | 206) ;;
    *)
      complain "$label: the link of the disk does not work (HTTP $http)."
      return 1
      ;;
  esac
}

# Sent once. What comes of it is in $asked: a task's number, 0 for a refusal, -1 when EC2 may have
# begun, and does not say.
request () {
  local i data

  for ((i = 1; i < ${#parameters[@]}; i += 2)); do
    case ${parameters[i - 1]} in
      *Image.ImportManifestUrl) parameters[i]=$manifest_link ;;
      *UserData.Data)
        data=$(base64 <"$user_data" | tr -d '\n')
        parameters[i]=$data
        ;;
    esac
  done
  unused_manifest=''
  in_flight=$label
  call Action "$action" Version 2016-11-15 "${parameters[@]}"
  asked=-1
  if [[ $http == 200 && $n_tasks -gt 0 && -n ${task_id[n_tasks]-} ]]; then
    asked=$n_tasks
  elif [[ $http == 4?? && -n $error_code ]]; then
    asked=0
  fi
  if ((asked >= 0)); then
    in_flight=''
  fi
}

# Another run of this script may have begun meanwhile: to sign a disk of many parts takes its time.
begun_meanwhile () {
  if ! look_up; then
    explain
    complain "$label: EC2 does not tell which tasks there are ($why). It is not asked for."
  elif ((found > 0)) && [[ $again == no || ${task_state[found]} != cancelled ]]; then
    complain "$label: EC2 has the task ${task_id[found]} by now. It is not asked for."
  else
    return 1
  fi
}

# An answer was lost. To look is harmless, to ask again is not: there would be two.
look_for_lost () {
  local i

  explain
  complain "$label: EC2 may have begun, and did not say so ($why). It is not asked again."
  for ((i = 0; i < 4; i++)); do
    sleep 15
    if look_up && ((found > 0)); then
      asked=$found
      in_flight=''
      return
    fi
  done
  in_flight=''
  n_lost=$((n_lost + 1))
  complain "$label: EC2 shows no task for it yet. Look again before you import it once more."
  complain "$label: its manifest stays, for EC2 may need it: $manifest_key"
}

# follow TASK: from now on
follow () {
  n_followed=$((n_followed + 1))
  n_open=$((n_open + 1))
  followed_disk[n_followed]=$1
  followed_id[n_followed]=${task_id[$2]}
  followed_key[n_followed]=$manifest_key
  followed_version[n_followed]=$version
  followed_words[n_followed]=''
  say "$label: EC2 has begun, as the task ${task_id[$2]}"
}

move_disk () {
  set_time
  manifest_key=${keys[0]%"${keys[0]##*/}"}
  manifest_key+=ferry-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n').manifest.xml
  version=''
  write_manifest
  if ! store_manifest || ! prove || begun_meanwhile; then
    n_failed=$((n_failed + 1))
    drop_unused
    return
  fi
  request
  if ((asked < 0)); then
    look_for_lost
  elif ((asked == 0)); then
    explain
    complain "$label: EC2 refuses the import: $why"
    n_failed=$((n_failed + 1))
    remove_manifest "$manifest_key" "$version"
  fi
  if ((asked > 0)); then
    follow "$1" "$asked"
  fi
}

drop_unused () {
  if [[ -n $unused_manifest ]]; then
    remove_manifest "$unused_manifest" "$unused_version"
    unused_manifest=''
  fi
}

# ---- Until everything is over

# over N: the task that was followed has ended
over () {
  n_open=$((n_open - 1))
  remove_manifest "${followed_key[$1]}" "${followed_version[$1]}"
  followed_id[$1]=''
}

tell_landed () {
  local volume=${task_volume[1]}

  if [[ -n $attach_to ]]; then
    say "$label: has landed as the volume $volume: attach it to $attach_to as $device"
  else
    say "$label: has landed as the instance ${task_instance[1]} with the volume $volume"
  fi
}

# look_at N: asks for a task, and tells what is new
look_at () {
  choose_disk "${followed_disk[$1]}"
  call Action DescribeConversionTasks Version 2016-11-15 ConversionTaskId.1 "${followed_id[$1]}"
  if [[ $http != 200 || $n_tasks -lt 1 ]]; then
    explain
    say "$label: EC2 does not tell how far it is ($why)"
    if [[ $error_code == InvalidConversionTaskId* ]]; then
      n_failed=$((n_failed + 1))
      over "$1"
    fi
    return
  fi
  if [[ ${task_words[1]} != "${followed_words[$1]}" ]]; then
    followed_words[$1]=${task_words[1]}
    say "$label: ${task_state[1]}, ${task_words[1]}"
  fi
  case ${task_state[1]} in
    completed)
      tell_landed
      over "$1"
      ;;
    cancelled)
      complain "$label: EC2 has cancelled it: ${task_words[1]:-without a word}"
      n_failed=$((n_failed + 1))
      over "$1"
      ;;
  esac
}

follow_all () {
  local pause=15 i

  while ((n_open > 0)); do
    sleep "$pause"
    for ((i = 1; i <= n_followed; i++)); do
      if [[ -n ${followed_id[i]} ]]; then
        look_at "$i"
      fi
    done
    pause=$((pause < 60 ? pause + 15 : 60))
  done
}

leave () {
  local i

  drop_unused
  for ((i = 1; i <= n_followed; i++)); do
    if [[ -n ${followed_id[i]} ]]; then
      complain "EC2 goes on with ${followed_id[i]}; its manifest stays: ${followed_key[i]}"
    fi
  done
  if [[ -n $in_flight ]]; then
    complain "$in_flight: EC2 may have begun, and this has ended before it said so."
    complain "$in_flight: its manifest stays, for EC2 may need it: $manifest_key"
    exit "$unknown"
  fi
}

# ---- All of it

take_keys () {
  [[ -n ${AWS_ACCESS_KEY_ID-} ]] || fail 'The variable AWS_ACCESS_KEY_ID is not set.'
  [[ -n ${AWS_SECRET_ACCESS_KEY-} ]] || fail 'The variable AWS_SECRET_ACCESS_KEY is not set.'
  access_key=$AWS_ACCESS_KEY_ID
  secret_key=$AWS_SECRET_ACCESS_KEY
  session_token=${AWS_SESSION_TOKEN-}
  # what is started from here need not know them
  unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
}

check_programs () {
  local name

  for name in base64 curl date od sed tr wc "${digest[0]}"; do
    command -v "$name" >/dev/null || fail "The program $name is not there."
  done
  [[ $(curl --disable --help all 2>/dev/null) == *--aws-sigv4* ]] ||
    fail 'This curl cannot sign requests for AWS: version 7.75 or later can.'
}

announce () {
  local i

  say "This asks EC2 for $n_disks imports, once each, and follows them:"
  for ((i = 1; i <= n_disks; i++)); do
    choose_disk "$i"
    say "  $label: $action in $region, from ${#keys[@]} object(s) in $bucket: ${keys[0]}"
  done
}

check_all () {
  local i

  n_begun=0
  n_similar=0
  for ((i = 1; i <= n_disks; i++)); do
    choose_disk "$i"
    check_tasks "$i"
  done
  if [[ $again == no ]]; then
    ((n_begun == 0)) ||
      fail 'This plan has been imported. To import what was cancelled or never begun: --again'
    ((n_similar == 0)) ||
      fail 'Ferry may have imported this plan itself. If it has not, go on with --again.'
  fi
  ((n_begun < n_disks)) || fail 'There is nothing left to import.'
  for ((i = 1; i <= n_disks; i++)); do
    choose_disk "$i"
    if [[ ${todo[i]} == yes ]]; then
      check_disk
    fi
  done
}

main () {
  local i

  case ${1-} in
    '') ;;
    --again) again=yes ;;
    *) fail "Usage: $0 [--again]" ;;
  esac
  check_programs
  take_keys
  announce
  check_all
  trap leave EXIT
  trap 'exit 130' HUP INT TERM
  for ((i = 1; i <= n_disks; i++)); do
    choose_disk "$i"
    if [[ ${todo[i]} == yes ]]; then
      move_disk "$i"
    fi
  done
  follow_all
  ((n_lost == 0)) || exit "$unknown"
  ((n_failed == 0)) || exit "$incomplete"
  say 'Everything has landed.'
}

main "$@"
