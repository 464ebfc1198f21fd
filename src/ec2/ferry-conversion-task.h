/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/ferry-xml.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The states on the wire; whatever is not known counts as not finished. */
typedef enum {
  FERRY_CONVERSION_UNKNOWN,
  FERRY_CONVERSION_ACTIVE,
  FERRY_CONVERSION_CANCELLING,
  FERRY_CONVERSION_CANCELLED,
  FERRY_CONVERSION_COMPLETED,
} FerryConversionState;

/* One disk of a task. Strings are %NULL where EC2 says nothing. */
typedef struct {
  guint64  bytes_converted;
  char    *status;
  char    *status_message;
  char    *zone;
  char    *format;
  guint64  image_size;   /* bytes */
  char    *volume_id;
  guint64  volume_size;  /* GiB */
} FerryConversionVolume;

/* A task expires so long after it began ("ConversionTask", expirationTime). */
#define FERRY_CONVERSION_TASK_DAYS 7

#define FERRY_TYPE_CONVERSION_TASK (ferry_conversion_task_get_type ())
/**
 * FerryConversionTask:
 *
 * What EC2 says of one conversion task (EC2 API Reference, "ConversionTask"), for an instance or a
 * volume. The manifest's link, which EC2 echoes, is never kept. Immutable, reference counted.
 */
typedef struct {
  char                 *id;              /* "import-i-…", "import-vol-…" */
  FerryConversionState  state;
  char                 *status_message;  /* (nullable) */
  GDateTime            *expiration;      /* (nullable): EC2 cancels an unfinished task then */
  char                 *platform;        /* (nullable) */
  char                 *instance_id;     /* (nullable); %NULL for ImportVolume */
  char                 *description;     /* (nullable) */
  GPtrArray            *volumes;         /* (element-type FerryConversionVolume) */
  char                 *request_id;      /* (nullable): of the request with which it began */
  /*< private >*/
  gatomicrefcount       ref_count;
} FerryConversionTask;

GType                ferry_conversion_task_get_type     (void);
FerryConversionTask *ferry_conversion_task_ref          (FerryConversionTask *task);
void                 ferry_conversion_task_unref        (FerryConversionTask *task);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryConversionTask, ferry_conversion_task_unref)

/* Reads the element that holds conversionTaskId. (transfer full); %NULL with
 * FERRY_ERROR_BAD_REPLY
 */
FerryConversionTask *ferry_conversion_task_from_xml     (FerryXml            *element,
                                                         GError             **error);
/* Reads the reply of @operation, "ImportInstance" or "ImportVolume", with which EC2 begins a task.
 * (transfer full); %NULL with FERRY_ERROR_BAD_REPLY
 */
FerryConversionTask *ferry_conversion_task_parse        (GBytes              *body,
                                                         const char          *operation,
                                                         GError             **error);
/* The most specific sentence of EC2: a volume's before the task's. (nullable) */
const char          *ferry_conversion_task_get_message  (FerryConversionTask *task);
/* 0 to 100 from "Progress: 20%", or -1 when EC2 gives no number */
int                  ferry_conversion_task_get_percent  (FerryConversionTask *task);

G_END_DECLS
