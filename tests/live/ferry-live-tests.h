/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry-live.h"

G_BEGIN_DECLS

/* What S3 is asked of every server, and where servers differ in their answers. */
typedef struct {
  guint       n_folders;        /* to page through; over a thousand */
  int         ended_link;       /* FERRY_ERROR_*: a link after its end */
  const char *unknown_key_id;
  int         unknown_key;      /* FERRY_ERROR_*: what it gets */
} FerryLiveDialect;

/* Both: @dialect: static. Lists, heads, ranges, deletions, pages */
void ferry_live_tests_add_objects (const FerryLiveDialect *dialect);
/* Links for each verb, ended ones, wrong keys */
void ferry_live_tests_add_links   (const FerryLiveDialect *dialect);
/* The links of manifests, by what Ferry says of them and by what the server does */
void ferry_live_tests_add_manifests (void);
/* What is set for a bucket */
void ferry_live_tests_add_settings (void);
/* Puts @n_keys keys in a row, with all in them that a server might mistake, and loads all of the
 * bucket, page after page. @ending: of each key; what comes after a slash in it is a folder's
 */
void ferry_live_assert_pages      (FerryLive              *live,
                                   const char             *bucket,
                                   guint                   n_keys,
                                   const char             *ending,
                                   guint                   n_pages);

G_END_DECLS
