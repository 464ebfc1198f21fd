/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry-test-server.h"

G_BEGIN_DECLS

#define FERRY_HELD_SIDE_KEY "web.raw"
/* A bucket that is not listed. */
#define FERRY_HELD_SIDE_NAMED "named"

/**
 * FerryHeldSide:
 *
 * S3 with one disk, EC2 with at most one task; it holds the answer of one operation back.
 *
 * Operations are called as AWS calls them, but what is asked through links: "ProveManifest",
 * "ProveHead", "ProveGet"; and the later pages of a listing: "ListNextPage". There are such pages,
 * three in all, only where their answer is to be held.
 */
typedef struct {
  FerryTestServer   *server;
  const char        *held_operation;  /* (nullable) */
  SoupServerMessage *held;            /* (nullable) */
  gboolean           was_held;
  GBytes            *claim;           /* (nullable) */
  GBytes            *disk;
  GBytes            *manifest;        /* (nullable) */
  char              *description;     /* of the task; NULL: there is none */
  const char        *state;           /* of the task */
  guint              version;         /* of the disk, another one after each reset: what was seen
                                         in the last one is not known of this one */
  guint              n_imports;
  guint              n_cancels;
  guint              n_pages;         /* of listings that were asked for */
  guint              n_named_pages;   /* those of the bucket that is not listed */
} FerryHeldSide;

FerryHeldSide *ferry_held_side_new   (void);
void           ferry_held_side_free  (FerryHeldSide *self);
/* Forgets all that was done to it. */
void           ferry_held_side_reset (FerryHeldSide *self,
                                      const char    *held_operation);

G_END_DECLS
