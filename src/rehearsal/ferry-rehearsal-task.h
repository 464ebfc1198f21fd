/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum {
  FERRY_REHEARSAL_TASK_ACTIVE,
  FERRY_REHEARSAL_TASK_CANCELLING,
  FERRY_REHEARSAL_TASK_CANCELLED,
  FERRY_REHEARSAL_TASK_COMPLETED,
} FerryRehearsalTaskState;

/**
 * FerryRehearsalTask:
 *
 * A conversion task and the instance or the volume that it makes, as the rehearsal's EC2 keeps
 * them. Owned by the store; the conversion changes it.
 */
typedef struct {
  char                    *id;           /* "import-i-…", "import-vol-…" */
  char                    *instance_id;  /* (nullable): it makes a volume, and the rest of what an
                                            instance has is %NULL too */
  char                    *volume_id;
  char                    *region;
  char                    *description;  /* (nullable) */
  char                    *disk_description;  /* (nullable) */
  char                    *platform;
  char                    *architecture;
  char                    *instance_type;
  char                    *subnet_id;    /* (nullable) */
  char                    *zone;         /* (nullable): the region's first */
  char                    *private_ip;   /* (nullable) */
  char                    *format;
  guint64                  image_bytes;
  guint64                  volume_size;  /* GiB */
  char                    *manifest_url; /* a bearer secret, echoed as EC2 does */
  FerryRehearsalTaskState  state;
  char                    *status_message;   /* (nullable) */
  guint64                  bytes_converted;
  gboolean                 read_whole;   /* nothing is left but to clean up */
  gint64                   expiration;   /* seconds since 1970 */
  gint64                   shown;        /* µs since 1970: when the list tells of it first */
  gint64                   ended;        /* µs since 1970; 0: not yet */
  gboolean                 wrapped;      /* listed in the documented shape, not in the model's */
} FerryRehearsalTask;

void                ferry_rehearsal_task_free            (FerryRehearsalTask *task);
gboolean            ferry_rehearsal_task_is_finished     (FerryRehearsalTask *task);
const char         *ferry_rehearsal_task_get_state_name  (FerryRehearsalTask *task);
void                ferry_rehearsal_task_set_message     (FerryRehearsalTask *task,
                                                          const char         *message);
/* (transfer full) */
char               *ferry_rehearsal_task_dup_zone        (FerryRehearsalTask *task);
JsonObject         *ferry_rehearsal_task_to_json         (FerryRehearsalTask *task);
/* (nullable): %NULL for what is no task */
FerryRehearsalTask *ferry_rehearsal_task_from_json       (JsonObject         *object);
/* The elements of a conversionTask (EC2 API Reference), without the element around them. */
void                ferry_rehearsal_task_append_xml      (FerryRehearsalTask *task,
                                                          GString            *xml);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryRehearsalTask, ferry_rehearsal_task_free)

G_END_DECLS
