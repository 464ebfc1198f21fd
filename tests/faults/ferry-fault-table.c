/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-fault-table.h"

#define DONE(requests) { FERRY_FAULT_DONE, requests }
#define SAYS(code, requests) { FERRY_ERROR_##code, requests }
#define CANCELLED { FERRY_FAULT_CANCELLED, 1 }
#define NONE { FERRY_FAULT_MEANINGLESS, 0 }

/* The columns: ListBuckets, HeadBucket, ListObjectsV2,
 *              HeadObject, GetObject, PutObject,
 *              DeleteObject, ImportInstance, DescribeConversionTasks,
 *              CancelConversionTask, GetCallerIdentity, pre-signed link,
 *              DescribeSubnets, DescribeVolumes, AttachVolume,
 *              DeleteVolume, DescribeInstances, StartInstances,
 *              TerminateInstances, CreateTags
 *
 * An act is asked for once, whatever happens. What is safe to repeat is tried four times, and once
 * more when the clock or the region was the fault.
 */
static const FerryFault faults[] = {
  { "access-key-unknown", .key = "AKIAUNKNOWN000000000",
    .cells = {
      SAYS (BAD_ACCESS_KEY, 1), SAYS (DENIED, 1), SAYS (BAD_ACCESS_KEY, 1),
      SAYS (DENIED, 1), SAYS (BAD_ACCESS_KEY, 1), SAYS (BAD_ACCESS_KEY, 1),
      SAYS (BAD_ACCESS_KEY, 1), SAYS (BAD_ACCESS_KEY, 1), SAYS (BAD_ACCESS_KEY, 1),
      SAYS (BAD_ACCESS_KEY, 1), SAYS (BAD_ACCESS_KEY, 1), SAYS (BAD_ACCESS_KEY, 1),
      SAYS (BAD_ACCESS_KEY, 1), SAYS (BAD_ACCESS_KEY, 1), SAYS (BAD_ACCESS_KEY, 1),
      SAYS (BAD_ACCESS_KEY, 1), SAYS (BAD_ACCESS_KEY, 1), SAYS (BAD_ACCESS_KEY, 1),
      SAYS (BAD_ACCESS_KEY, 1), SAYS (BAD_ACCESS_KEY, 1),
    } },
  { "secret-wrong", .secret = "not/the/secret",
    .cells = {
      SAYS (BAD_SECRET, 1), SAYS (DENIED, 1), SAYS (BAD_SECRET, 1),
      SAYS (DENIED, 1), SAYS (BAD_SECRET, 1), SAYS (BAD_SECRET, 1),
      SAYS (BAD_SECRET, 1), SAYS (BAD_SECRET, 1), SAYS (BAD_SECRET, 1),
      SAYS (BAD_SECRET, 1), SAYS (BAD_SECRET, 1), SAYS (BAD_SECRET, 1),
      SAYS (BAD_SECRET, 1), SAYS (BAD_SECRET, 1), SAYS (BAD_SECRET, 1),
      SAYS (BAD_SECRET, 1), SAYS (BAD_SECRET, 1), SAYS (BAD_SECRET, 1),
      SAYS (BAD_SECRET, 1), SAYS (BAD_SECRET, 1),
    } },
  { "session-ended", { "fault expired-credentials" }, .temporary = TRUE,
    .cells = {
      SAYS (EXPIRED, 1), SAYS (EXPIRED, 1), SAYS (EXPIRED, 1),
      SAYS (EXPIRED, 1), SAYS (EXPIRED, 1), SAYS (EXPIRED, 1),
      SAYS (EXPIRED, 1), SAYS (EXPIRED, 1), SAYS (EXPIRED, 1),
      SAYS (EXPIRED, 1), SAYS (EXPIRED, 1), SAYS (EXPIRED, 1),
      SAYS (EXPIRED, 1), SAYS (EXPIRED, 1), SAYS (EXPIRED, 1),
      SAYS (EXPIRED, 1), SAYS (EXPIRED, 1), SAYS (EXPIRED, 1),
      SAYS (EXPIRED, 1), SAYS (EXPIRED, 1),
    } },
  { "denied", { "fault status:%s:403:always" },
    .cells = {
      SAYS (DENIED, 1), SAYS (DENIED, 1), SAYS (DENIED, 1),
      SAYS (DENIED, 1), SAYS (DENIED, 1), SAYS (DENIED, 1),
      SAYS (DENIED, 1), SAYS (DENIED, 1), SAYS (DENIED, 1),
      SAYS (DENIED, 1), SAYS (DENIED, 1), SAYS (DENIED, 1),
      SAYS (DENIED, 1), SAYS (DENIED, 1), SAYS (DENIED, 1),
      SAYS (DENIED, 1), SAYS (DENIED, 1), SAYS (DENIED, 1),
      SAYS (DENIED, 1), SAYS (DENIED, 1),
    } },
  /* A HEAD of an object does not say what is missing. */
  { "bucket-missing", .bucket = "no-such-bucket",
    .cells = {
      NONE, SAYS (NO_SUCH_BUCKET, 1), SAYS (NO_SUCH_BUCKET, 1),
      SAYS (NO_SUCH_KEY, 1), SAYS (NO_SUCH_BUCKET, 1), SAYS (NO_SUCH_BUCKET, 1),
      SAYS (NO_SUCH_BUCKET, 1), NONE, NONE,
      NONE, NONE, SAYS (NO_SUCH_BUCKET, 1),
      NONE, NONE, NONE,
      NONE, NONE, NONE,
      NONE, NONE,
    } },
  /* A link is of one region and cannot be followed to another. */
  { "bucket-elsewhere", .bucket = FERRY_FAULT_OTHER_BUCKET,
    .cells = {
      NONE, DONE (2), DONE (2),
      DONE (2), DONE (2), DONE (2),
      DONE (2), NONE, NONE,
      NONE, NONE, SAYS (WRONG_REGION, 1),
      NONE, NONE, NONE,
      NONE, NONE, NONE,
      NONE, NONE,
    } },
  /* Nothing was sent, so nothing is in doubt. */
  { "unreachable", .closed = TRUE,
    .cells = {
      SAYS (UNREACHABLE, 0), SAYS (UNREACHABLE, 0), SAYS (UNREACHABLE, 0),
      SAYS (UNREACHABLE, 0), SAYS (UNREACHABLE, 0), SAYS (UNREACHABLE, 0),
      SAYS (UNREACHABLE, 0), SAYS (UNREACHABLE, 0), SAYS (UNREACHABLE, 0),
      SAYS (UNREACHABLE, 0), SAYS (UNREACHABLE, 0), SAYS (UNREACHABLE, 0),
      SAYS (UNREACHABLE, 0), SAYS (UNREACHABLE, 0), SAYS (UNREACHABLE, 0),
      SAYS (UNREACHABLE, 0), SAYS (UNREACHABLE, 0), SAYS (UNREACHABLE, 0),
      SAYS (UNREACHABLE, 0), SAYS (UNREACHABLE, 0),
    } },
  { "tls-refused", .tls = TRUE,
    .cells = {
      SAYS (TLS, 0), SAYS (TLS, 0), SAYS (TLS, 0),
      SAYS (TLS, 0), SAYS (TLS, 0), SAYS (TLS, 0),
      SAYS (TLS, 0), SAYS (TLS, 0), SAYS (TLS, 0),
      SAYS (TLS, 0), SAYS (TLS, 0), SAYS (TLS, 0),
      SAYS (TLS, 0), SAYS (TLS, 0), SAYS (TLS, 0),
      SAYS (TLS, 0), SAYS (TLS, 0), SAYS (TLS, 0),
      SAYS (TLS, 0), SAYS (TLS, 0),
    } },
  { "dropped-behind-headers", { "fault drop-headers:*" },
    .cells = {
      DONE (2), DONE (2), DONE (2),
      DONE (2), DONE (2), DONE (2),
      DONE (2), SAYS (UNCONFIRMED, 1), DONE (2),
      DONE (2), DONE (2), DONE (2),
      DONE (2), DONE (2), SAYS (UNCONFIRMED, 1),
      DONE (2), DONE (2), DONE (2),
      DONE (2), DONE (2),
    } },
  { "dropped-before-doing", { "fault drop:%s" },
    .cells = {
      DONE (2), DONE (2), DONE (2),
      DONE (2), DONE (2), DONE (2),
      DONE (2), SAYS (UNCONFIRMED, 1), DONE (2),
      DONE (2), DONE (2), DONE (2),
      DONE (2), DONE (2), SAYS (UNCONFIRMED, 1),
      DONE (2), DONE (2), DONE (2),
      DONE (2), DONE (2),
    } },
  /* The second PUT meets the first one: the manifest store looks which it is. */
  { "reply-lost", { "fault lose-reply:%s" },
    .cells = {
      DONE (2), DONE (2), DONE (2),
      DONE (2), DONE (2), SAYS (CONFLICT, 2),
      DONE (2), SAYS (UNCONFIRMED, 1), DONE (2),
      DONE (2), DONE (2), DONE (2),
      DONE (2), DONE (2), SAYS (UNCONFIRMED, 1),
      DONE (2), DONE (2), DONE (2),
      DONE (2), DONE (2),
    } },
  { "cut-in-reply-headers", { "fault cut-headers:%s" },
    .cells = {
      DONE (2), DONE (2), DONE (2),
      DONE (2), DONE (2), SAYS (CONFLICT, 2),
      DONE (2), SAYS (UNCONFIRMED, 1), DONE (2),
      DONE (2), DONE (2), DONE (2),
      DONE (2), DONE (2), SAYS (UNCONFIRMED, 1),
      DONE (2), DONE (2), DONE (2),
      DONE (2), DONE (2),
    } },
  { "cut-in-reply-body", { "fault cut-body:%s" },
    .cells = {
      DONE (2), DONE (2), DONE (2),
      DONE (2), DONE (2), SAYS (CONFLICT, 2),
      DONE (2), SAYS (UNCONFIRMED, 1), DONE (2),
      DONE (2), DONE (2), DONE (2),
      DONE (2), DONE (2), SAYS (UNCONFIRMED, 1),
      DONE (2), DONE (2), DONE (2),
      DONE (2), DONE (2),
    } },
  { "dropped-always", { "fault drop:%s:always" },
    .cells = {
      SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4),
      SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4),
      SAYS (DISCONNECTED, 4), SAYS (UNCONFIRMED, 1), SAYS (DISCONNECTED, 4),
      SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4),
      SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4), SAYS (UNCONFIRMED, 1),
      SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4),
      SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4),
    } },
  { "reply-lost-always", { "fault lose-reply:%s:always" },
    .cells = {
      SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4),
      SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4),
      SAYS (DISCONNECTED, 4), SAYS (UNCONFIRMED, 1), SAYS (DISCONNECTED, 4),
      SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4),
      SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4), SAYS (UNCONFIRMED, 1),
      SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4),
      SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4),
    } },
  { "cancelled-while-waiting", { "fault hold-reply:%s" }, .cancelled = TRUE,
    .cells = {
      CANCELLED, CANCELLED, CANCELLED,
      CANCELLED, CANCELLED, CANCELLED,
      CANCELLED, SAYS (UNCONFIRMED, 1), CANCELLED,
      CANCELLED, CANCELLED, CANCELLED,
      CANCELLED, CANCELLED, SAYS (UNCONFIRMED, 1),
      CANCELLED, CANCELLED, CANCELLED,
      CANCELLED, CANCELLED,
    } },
  { "no-answer", { "fault hold-reply:*:always" }, .together = TRUE,
    .cells = {
      SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4),
      SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4),
      SAYS (DISCONNECTED, 4), SAYS (UNCONFIRMED, 1), SAYS (DISCONNECTED, 4),
      SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4),
      SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4), SAYS (UNCONFIRMED, 1),
      SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4),
      SAYS (DISCONNECTED, 4), SAYS (DISCONNECTED, 4),
    } },
  { "503-once", { "fault status:%s:503" },
    .cells = {
      DONE (2), DONE (2), DONE (2),
      DONE (2), DONE (2), DONE (2),
      DONE (2), SAYS (THROTTLED, 1), DONE (2),
      DONE (2), DONE (2), DONE (2),
      DONE (2), DONE (2), SAYS (THROTTLED, 1),
      DONE (2), DONE (2), DONE (2),
      DONE (2), DONE (2),
    } },
  /* A HEAD has no words that would tell a throttle from a fault. */
  { "503-storm", { "fault status:%s:503:always" },
    .cells = {
      SAYS (THROTTLED, 4), SAYS (SERVICE, 4), SAYS (THROTTLED, 4),
      SAYS (SERVICE, 4), SAYS (THROTTLED, 4), SAYS (THROTTLED, 4),
      SAYS (THROTTLED, 4), SAYS (THROTTLED, 1), SAYS (THROTTLED, 4),
      SAYS (THROTTLED, 4), SAYS (THROTTLED, 4), SAYS (THROTTLED, 4),
      SAYS (THROTTLED, 4), SAYS (THROTTLED, 4), SAYS (THROTTLED, 1),
      SAYS (THROTTLED, 4), SAYS (THROTTLED, 4), SAYS (THROTTLED, 4),
      SAYS (THROTTLED, 4), SAYS (THROTTLED, 4),
    } },
  { "request-limit-exceeded", { "fault error:%s:503:RequestLimitExceeded:always" },
    .cells = {
      SAYS (THROTTLED, 4), SAYS (SERVICE, 4), SAYS (THROTTLED, 4),
      SAYS (SERVICE, 4), SAYS (THROTTLED, 4), SAYS (THROTTLED, 4),
      SAYS (THROTTLED, 4), SAYS (THROTTLED, 1), SAYS (THROTTLED, 4),
      SAYS (THROTTLED, 4), SAYS (THROTTLED, 4), SAYS (THROTTLED, 4),
      SAYS (THROTTLED, 4), SAYS (THROTTLED, 4), SAYS (THROTTLED, 1),
      SAYS (THROTTLED, 4), SAYS (THROTTLED, 4), SAYS (THROTTLED, 4),
      SAYS (THROTTLED, 4), SAYS (THROTTLED, 4),
    } },
  /* It may have been written after the deed. */
  { "500-storm", { "fault status:%s:500:always" },
    .cells = {
      SAYS (SERVICE, 4), SAYS (SERVICE, 4), SAYS (SERVICE, 4),
      SAYS (SERVICE, 4), SAYS (SERVICE, 4), SAYS (SERVICE, 4),
      SAYS (SERVICE, 4), SAYS (UNCONFIRMED, 1), SAYS (SERVICE, 4),
      SAYS (SERVICE, 4), SAYS (SERVICE, 4), SAYS (SERVICE, 4),
      SAYS (SERVICE, 4), SAYS (SERVICE, 4), SAYS (UNCONFIRMED, 1),
      SAYS (SERVICE, 4), SAYS (SERVICE, 4), SAYS (SERVICE, 4),
      SAYS (SERVICE, 4), SAYS (SERVICE, 4),
    } },
  { "at-a-limit", { "fault error:%s:400:ResourceLimitExceeded:always" },
    .cells = {
      SAYS (LIMIT, 1), SAYS (REFUSED, 1), SAYS (LIMIT, 1),
      SAYS (REFUSED, 1), SAYS (LIMIT, 1), SAYS (LIMIT, 1),
      SAYS (LIMIT, 1), SAYS (LIMIT, 1), SAYS (LIMIT, 1),
      SAYS (LIMIT, 1), SAYS (LIMIT, 1), SAYS (LIMIT, 1),
      SAYS (LIMIT, 1), SAYS (LIMIT, 1), SAYS (LIMIT, 1),
      SAYS (LIMIT, 1), SAYS (LIMIT, 1), SAYS (LIMIT, 1),
      SAYS (LIMIT, 1), SAYS (LIMIT, 1),
    } },
  { "sign-in-page", { "fault html:%s:200:always" },
    .cells = {
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (UNCONFIRMED, 1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), SAYS (UNCONFIRMED, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1),
    } },
  { "blocked-by-proxy", { "fault html:%s:403:always" },
    .cells = {
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (UNCONFIRMED, 1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), SAYS (UNCONFIRMED, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1),
    } },
  { "redirected-by-proxy", { "fault html:%s:302:always" },
    .cells = {
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (UNCONFIRMED, 1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), SAYS (UNCONFIRMED, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1),
    } },
  { "bad-gateway-storm", { "fault html:%s:502:always" },
    .cells = {
      SAYS (SERVICE, 4), SAYS (SERVICE, 4), SAYS (SERVICE, 4),
      SAYS (SERVICE, 4), SAYS (SERVICE, 4), SAYS (SERVICE, 4),
      SAYS (SERVICE, 4), SAYS (UNCONFIRMED, 1), SAYS (SERVICE, 4),
      SAYS (SERVICE, 4), SAYS (SERVICE, 4), SAYS (SERVICE, 4),
      SAYS (SERVICE, 4), SAYS (SERVICE, 4), SAYS (UNCONFIRMED, 1),
      SAYS (SERVICE, 4), SAYS (SERVICE, 4), SAYS (SERVICE, 4),
      SAYS (SERVICE, 4), SAYS (SERVICE, 4),
    } },
  /* No body is read of what is stored, removed or asked with HEAD; whoever uses a link judges
   * it.
   */
  { "reply-empty", { "fault empty-body:%s:always" },
    .cells = {
      SAYS (BAD_REPLY, 1), DONE (1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), DONE (1),
      DONE (1), SAYS (UNCONFIRMED, 1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), DONE (1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), SAYS (UNCONFIRMED, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1),
    } },
  { "reply-of-something-else", { "fault wrong-body:%s:always" },
    .cells = {
      SAYS (BAD_REPLY, 1), DONE (1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), DONE (1),
      DONE (1), SAYS (UNCONFIRMED, 1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), DONE (1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), SAYS (UNCONFIRMED, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1),
    } },
  { "reply-xml-cut", { "fault broken-body:%s:always" },
    .cells = {
      SAYS (BAD_REPLY, 1), DONE (1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), DONE (1),
      DONE (1), SAYS (UNCONFIRMED, 1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), DONE (1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), SAYS (UNCONFIRMED, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1),
    } },
  { "reply-huge", { "fault huge-body:%s:always" },
    .cells = {
      SAYS (BAD_REPLY, 1), DONE (1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (UNCONFIRMED, 1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), SAYS (UNCONFIRMED, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1),
      SAYS (BAD_REPLY, 1), SAYS (BAD_REPLY, 1),
    } },
  /* Refused before it was done: an act may be pressed again, and the clock is known by then. */
  { "clock-20-min-behind", { "fault skew:1200" },
    .cells = {
      DONE (2), DONE (2), DONE (2),
      DONE (2), DONE (2), DONE (2),
      DONE (2), SAYS (CLOCK, 1), DONE (2),
      DONE (2), DONE (2), DONE (1),
      DONE (2), DONE (2), SAYS (CLOCK, 1),
      DONE (2), DONE (2), DONE (2),
      DONE (2), DONE (2),
    } },
  { "clock-20-min-ahead", { "fault skew:-1200" },
    .cells = {
      DONE (2), DONE (2), DONE (2),
      DONE (2), DONE (2), DONE (2),
      DONE (2), SAYS (CLOCK, 1), DONE (2),
      DONE (2), DONE (2), SAYS (CLOCK, 1),
      DONE (2), DONE (2), SAYS (CLOCK, 1),
      DONE (2), DONE (2), DONE (2),
      DONE (2), DONE (2),
    } },
};

static const char * const words[FERRY_N_ERRORS] = {
  [FERRY_ERROR_FAILED] = "failed",
  [FERRY_ERROR_BAD_INPUT] = "bad input",
  [FERRY_ERROR_UNREACHABLE] = "unreachable",
  [FERRY_ERROR_TLS] = "tls",
  [FERRY_ERROR_DISCONNECTED] = "disconnected",
  [FERRY_ERROR_BAD_REPLY] = "bad reply",
  [FERRY_ERROR_BAD_ACCESS_KEY] = "bad key",
  [FERRY_ERROR_BAD_SECRET] = "bad secret",
  [FERRY_ERROR_EXPIRED] = "expired",
  [FERRY_ERROR_CLOCK] = "clock",
  [FERRY_ERROR_DENIED] = "denied",
  [FERRY_ERROR_NO_SUCH_BUCKET] = "no bucket",
  [FERRY_ERROR_NO_SUCH_KEY] = "no object",
  [FERRY_ERROR_WRONG_REGION] = "wrong region",
  [FERRY_ERROR_CONFLICT] = "conflict",
  [FERRY_ERROR_LIMIT] = "limit",
  [FERRY_ERROR_THROTTLED] = "throttled",
  [FERRY_ERROR_SERVICE] = "service",
  [FERRY_ERROR_REFUSED] = "refused",
  [FERRY_ERROR_UNCONFIRMED] = "unconfirmed",
  [FERRY_ERROR_KEYRING] = "keyring",
  [FERRY_ERROR_KEYRING_LOCKED] = "locked",
  [FERRY_ERROR_BAD_DISK] = "bad disk",
  [FERRY_ERROR_STORAGE] = "storage",
  [FERRY_ERROR_STORAGE_FULL] = "storage full",
  [FERRY_ERROR_STORAGE_DENIED] = "storage denied",
};

const FerryFault *
ferry_fault_table (guint *n_faults)
{
  *n_faults = G_N_ELEMENTS (faults);

  return faults;
}

const char *
ferry_fault_outcome_word (int outcome)
{
  switch (outcome)
    {
    case FERRY_FAULT_DONE:
      return "done";
    case FERRY_FAULT_CANCELLED:
      return "cancelled";
    case FERRY_FAULT_MEANINGLESS:
      return "n/a";
    default:
      return words[outcome];
    }
}
