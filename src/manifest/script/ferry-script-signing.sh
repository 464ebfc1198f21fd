#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later
# The second part of each exported shell script: state, words, encodings, signed links. The plan is
# in front of it, asking and import come behind (ferry_script_new(), which leaves these lines out).
# They keep to bash 3.2, which macOS has.
# shellcheck disable=SC2034,SC2154

set -euo pipefail
set +x
umask 077
ulimit -c 0
export LC_ALL=C
shopt -u patsub_replacement 2>/dev/null || true

# How it ends: 0 when everything has landed, and else
refused=1     # nothing was asked for
incomplete=2  # something was asked for, and not everything has landed
unknown=3     # EC2 may have begun something that is not to be seen

# A link lives for seven days at most, and never longer than the keys it was signed with: with
# temporary keys (AWS_SESSION_TOKEN) the links end when those do. EC2 must have read the disk then.
link_seconds=604800

again=no            # import what a cancelled task left, and what was never asked for
access_key=''
secret_key=''
session_token=''
scope=''            # of which the key for signing is
unused_manifest=''  # stored, and no task knows of it
unused_version=''
n_open=0            # tasks that are followed, and not over
n_followed=0
n_failed=0
n_lost=0
in_flight=''        # the disk that EC2 is asked for, while there is no answer

# ---- Words

# clean TEXT: sets $cleaned; what comes from elsewhere may hold a secret, or what a terminal would
# obey
clean () {
  cleaned=${1//[$'\001'-$'\037'$'\177']/ }
  cleaned=${cleaned//$'\302'[$'\200'-$'\237']/?}
  cleaned=${cleaned//$'\342\200'[$'\252'-$'\256']/?}
  cleaned=${cleaned//$'\342\201'[$'\246'-$'\251']/?}
  if [[ -n $secret_key ]]; then
    cleaned=${cleaned//"$secret_key"/...}
  fi
  # AWS tells of a wrong signature what it was made of
  if [[ -n $session_token ]]; then
    cleaned=${cleaned//"$session_token"/...}
  fi
  if [[ $cleaned == *[Xx]-[Aa][Mm][Zz]-* ]]; then
    cleaned=$(printf '%s' "$cleaned" | sed -E -e \
      's/([Xx]-[Aa][Mm][Zz]-([Ss]ignature|[Ss]ecurity-[Tt]oken)(=|:|%3[Dd]))[^&"<>[:space:]]*/\1.../g' \
      -e 's/([Xx]-[Aa][Mm][Zz]-[Cc]redential(=|:|%3[Dd]))[^&"<>[:space:]]*/\1.../g')
  fi
}

say () {
  clean "$1"
  printf '%s\n' "$cleaned"
}

complain () {
  say "$1" >&2
}

fail () {
  complain "$1"
  exit "$refused"
}

# ---- Encodings, byte by byte

# encode TEXT [/]: as AWS signs it; "/" stays where it is given; sets $encoded
encode () {
  local text=$1 keep=${2-} i c n

  encoded=''
  for ((i = 0; i < ${#text}; i++)); do
    c=${text:i:1}
    case $c in
      [a-zA-Z0-9._~-]) encoded+=$c ;;
      "$keep") encoded+=$c ;;
      *)
        printf -v n '%d' "'$c"
        printf -v c '%%%02X' $((n & 255))
        encoded+=$c
        ;;
    esac
  done
}

# xml TEXT: sets $escaped
xml () {
  escaped=$1
  escaped=${escaped//'&'/'&amp;'}
  escaped=${escaped//'<'/'&lt;'}
  escaped=${escaped//'>'/'&gt;'}
  escaped=${escaped//'"'/'&quot;'}
  escaped=${escaped//$'\t'/'&#9;'}
  escaped=${escaped//$'\n'/'&#10;'}
  escaped=${escaped//$'\r'/'&#13;'}
}

# unxml TEXT: sets $plain
unxml () {
  plain=$1
  plain=${plain//'&lt;'/'<'}
  plain=${plain//'&gt;'/'>'}
  plain=${plain//'&quot;'/'"'}
  plain=${plain//'&#34;'/'"'}
  plain=${plain//'&apos;'/"'"}
  plain=${plain//'&#39;'/"'"}
  plain=${plain//'&amp;'/'&'}
}

# setting NAME VALUE: a line for curl; sets $line
setting () {
  local value=$2

  value=${value//\\/\\\\}
  value=${value//\"/\\\"}
  value=${value//$'\n'/\\n}
  value=${value//$'\r'/\\r}
  line="$1 = \"$value\""
}

# ---- Signature Version 4, from sha256sum alone: a key never is an argument of a program, for
# everybody on a computer can read those

digest=(sha256sum)
if ! command -v sha256sum >/dev/null; then
  digest=(shasum -a 256)
fi

# to_bytes HEX: sets $bytes, for printf %b
to_bytes () {
  local i

  bytes=''
  for ((i = 0; i < ${#1}; i += 2)); do
    bytes+="\\x${1:i:2}"
  done
}

# set_key HEX: of up to 64 bytes; sets $inner and $outer, for printf %b
set_key () {
  local key=$1 i byte

  while ((${#key} < 128)); do
    key+=00
  done
  inner=''
  outer=''
  for ((i = 0; i < 128; i += 2)); do
    printf -v byte '\\x%02x' $((16#${key:i:2} ^ 0x36))
    inner+=$byte
    printf -v byte '\\x%02x' $((16#${key:i:2} ^ 0x5c))
    outer+=$byte
  done
}

# hmac TEXT: with the key that was set; sets $code, in hexadecimal
hmac () {
  code=$({ printf '%b' "$inner"; printf '%s' "$1"; } | "${digest[@]}")
  to_bytes "${code%% *}"
  code=$(printf '%b' "$outer$bytes" | "${digest[@]}")
  code=${code%% *}
}

# The moment as of which links are signed, and the key for them, which is good for a day.
set_time () {
  local secret=AWS4$secret_key hex='' i n c part

  now=$(date -u +%Y%m%dT%H%M%SZ)
  if [[ $scope == "${now%T*}/$region/s3/aws4_request" ]]; then
    return
  fi
  scope=${now%T*}/$region/s3/aws4_request
  if ((${#secret} > 64)); then
    hex=$(printf '%s' "$secret" | "${digest[@]}")
    hex=${hex%% *}
  else
    for ((i = 0; i < ${#secret}; i++)); do
      printf -v n '%d' "'${secret:i:1}"
      printf -v c '%02x' $((n & 255))
      hex+=$c
    done
  fi
  set_key "$hex"
  for part in "${now%T*}" "$region" s3 aws4_request; do
    hmac "$part"
    set_key "$code"
  done
}

# sign METHOD KEY [VERSION]: sets $link; S3 compares the method, so a link serves for one purpose
sign () {
  local method=$1 path query canonical

  encode "$2" /
  path=$s3_path/$encoded
  encode "$access_key/$scope"
  query="X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=$encoded&X-Amz-Date=$now"
  query+="&X-Amz-Expires=$link_seconds"
  if [[ -n $session_token ]]; then
    encode "$session_token"
    query+="&X-Amz-Security-Token=$encoded"
  fi
  query+='&X-Amz-SignedHeaders=host'
  if [[ -n ${3-} ]]; then
    encode "$3"
    query+="&versionId=$encoded"
  fi
  canonical="$method"$'\n'"$path"$'\n'"$query"$'\n'"host:${s3#*://}"$'\n\nhost\nUNSIGNED-PAYLOAD'
  canonical=$(printf '%s' "$canonical" | "${digest[@]}")
  hmac "AWS4-HMAC-SHA256"$'\n'"$now"$'\n'"$scope"$'\n'"${canonical%% *}"
  link="$s3$path?$query&X-Amz-Signature=$code"
}
