/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "plan/ferry-disk.h"

G_BEGIN_DECLS

/* The token of one attempt to import a disk: "ferry1:", the attempt's UUID, and 12 hexadecimal
 * digits of SHA-256 over the disk's bucket, key and ETag, each ended by a zero byte: its
 * fingerprint. ImportInstance takes no client token, so this stands in the description that EC2
 * echoes (VM Import fact: nothing else of a request is), and as a tag on what came of it. An
 * attempt is one manifest and one request; another try has another token.
 */
#define FERRY_TOKEN_PREFIX "ferry1:"
#define FERRY_TOKEN_LENGTH (7 + 36 + 12)
#define FERRY_FINGERPRINT_LENGTH 12

/* The tag that says it, on instances and volumes; the run's UUID; the machine's name is "Name". */
#define FERRY_TAG_ATTEMPT "ferry:attempt"
#define FERRY_TAG_RUN "ferry:run"

/* a new attempt; (transfer full) */
char       *ferry_token_new             (FerryDisk   *disk);
/* (transfer full) */
char       *ferry_token_fingerprint     (FerryDisk   *disk);
/* The token with an attempt's UUID that is chosen, for those who must get the same one again.
 * (transfer full)
 */
char       *ferry_token_new_for         (FerryDisk   *disk,
                                         const char  *uuid);
/* The first token in @text, which may be anything; (nullable) (transfer full) */
char       *ferry_token_find            (const char  *text);
/* The token with which @description begins: that of the attempt which has made it. One further back
 * is quoted: the description is somebody else's. (nullable) (transfer full)
 */
char       *ferry_token_of              (const char  *description);
/* Whether @description ((nullable)) is that of the attempt @token, which may be of format 1 */
gboolean    ferry_token_is_of           (const char  *token,
                                         const char  *description);
/* Whether @text ((nullable)) has @token, which may be one of a journal of format 1: a UUID alone */
gboolean    ferry_token_is_in           (const char  *token,
                                         const char  *text);
/* the last 12 characters of a token */
const char *ferry_token_get_fingerprint (const char  *token);
/* "TOKEN NAME": what EC2 gets and echoes, 255 bytes at most, cut between characters. Valid UTF-8.
 * (transfer full)
 */
char       *ferry_token_describe        (const char  *token,
                                         const char  *name);
/* @name as one line of valid UTF-8, cut between characters. (transfer full) */
char       *ferry_token_clean           (const char  *name,
                                         gsize        max_bytes);

G_END_DECLS
