/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "rehearsal/ferry-rehearsal-estate.h"
#include "rehearsal/ferry-rehearsal-task.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  char    *key;
  guint64  size;
  char    *etag;          /* with its quotes */
  gint64   modified;      /* seconds since 1970 */
  char    *content_type;
  char    *file;          /* where its bytes lie */
  char    *version_id;    /* (nullable): in a bucket that keeps versions */
} FerryRehearsalObject;

typedef struct {
  char   *name;
  char   *region;
  gint64  created;        /* seconds since 1970 */
  GTree  *objects;        /* (key-type utf8) (element-type FerryRehearsalObject): in S3's order */
  gboolean   keeps_versions;
  GPtrArray *hidden;      /* (element-type FerryRehearsalObject): replaced or deleted, and kept */
} FerryRehearsalBucket;

/**
 * FerryRehearsalStore:
 *
 * All that the rehearsal cloud remembers, in its state folder: state.json (port, buckets,
 * conversion tasks, instances, volumes) and two files an object (NAME.data, NAME.json; the name is
 * a hash of the key, for keys may hold anything). Every change is on the disk before it is
 * answered. Main thread only.
 */
typedef struct _FerryRehearsalStore FerryRehearsalStore;

/* Reads @folder, or makes it. */
FerryRehearsalStore  *ferry_rehearsal_store_open          (const char            *folder,
                                                           GError               **error);
void                  ferry_rehearsal_store_free          (FerryRehearsalStore   *store);
gboolean              ferry_rehearsal_store_is_new        (FerryRehearsalStore   *store);
/* Writes state.json: after a change of the port or of a task. */
gboolean              ferry_rehearsal_store_save          (FerryRehearsalStore   *store,
                                                           GError               **error);
/* 0 when none was chosen yet */
guint                 ferry_rehearsal_store_get_port      (FerryRehearsalStore   *store);
void                  ferry_rehearsal_store_set_port      (FerryRehearsalStore   *store,
                                                           guint                  port);

/* (element-type FerryRehearsalBucket), sorted by name */
GPtrArray            *ferry_rehearsal_store_get_buckets   (FerryRehearsalStore   *store);
/* (nullable) */
FerryRehearsalBucket *ferry_rehearsal_store_find_bucket   (FerryRehearsalStore   *store,
                                                           const char            *name);
FerryRehearsalBucket *ferry_rehearsal_store_add_bucket    (FerryRehearsalStore   *store,
                                                           const char            *name,
                                                           const char            *region,
                                                           gint64                 created);
/* (nullable) */
FerryRehearsalObject *ferry_rehearsal_store_find_object   (FerryRehearsalBucket  *bucket,
                                                           const char            *key);
/* Returns: (nullable): the object, owned by the store */
FerryRehearsalObject *ferry_rehearsal_store_put_object    (FerryRehearsalStore   *store,
                                                           FerryRehearsalBucket  *bucket,
                                                           const char            *key,
                                                           GBytes                *bytes,
                                                           const char            *content_type,
                                                           gint64                 modified,
                                                           GError               **error);
/* Gone for good, or hidden where the bucket keeps versions. */
gboolean              ferry_rehearsal_store_delete_object (FerryRehearsalStore   *store,
                                                           FerryRehearsalBucket  *bucket,
                                                           const char            *key,
                                                           GError               **error);
/* (nullable): that version, whether it is hidden or not */
FerryRehearsalObject *ferry_rehearsal_store_find_version  (FerryRehearsalBucket  *bucket,
                                                           const char            *key,
                                                           const char            *version_id);
/* For good. What was hidden behind it stays so, for nothing here overwrites. */
gboolean              ferry_rehearsal_store_delete_version (FerryRehearsalBucket *bucket,
                                                           FerryRehearsalObject  *object,
                                                           GError               **error);
/* (transfer full) */
GBytes               *ferry_rehearsal_store_read_object   (FerryRehearsalObject  *object,
                                                           GError               **error);

/* (element-type FerryRehearsalTask), the oldest first */
GPtrArray            *ferry_rehearsal_store_get_tasks     (FerryRehearsalStore   *store);
/* (nullable) */
FerryRehearsalTask   *ferry_rehearsal_store_find_task     (FerryRehearsalStore   *store,
                                                           const char            *region,
                                                           const char            *id);
/* @task: (transfer full) */
void                  ferry_rehearsal_store_take_task     (FerryRehearsalStore   *store,
                                                           FerryRehearsalTask    *task);
/* what the tasks have made */
FerryRehearsalEstate *ferry_rehearsal_store_get_estate    (FerryRehearsalStore   *store);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryRehearsalStore, ferry_rehearsal_store_free)

G_END_DECLS
