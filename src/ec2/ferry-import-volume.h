/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "ec2/ferry-conversion-task.h"

G_BEGIN_DECLS

/* What ImportVolume is told (EC2 API Reference, "ImportVolume"). Nothing here is owned. */
typedef struct {
  const char *region;
  const char *zone;          /* "eu-west-1a": a volume goes to an instance of its own zone only */
  const char *description;   /* holds the token by which the task is found again */
  const char *image_format;  /* "VMDK", "RAW", "VHD" */
  guint64     image_bytes;   /* bytes of the file in the bucket */
  const char *manifest_url;  /* pre-signed GET of the manifest: a secret */
  guint64     volume_size;   /* GiB */
} FerryImportVolumeInput;

/* Pure; the request is an act, for ImportVolume has no client token. */
FerryRequest        *ferry_import_volume_request (const FerryImportVolumeInput *input);
FerryConversionTask *ferry_import_volume_parse   (GBytes                       *body,
                                                  GError                      **error);
/* @request: made by ferry_import_volume_request(), for what was shown is what is sent */
void                 ferry_import_volume_async   (FerryClient                  *client,
                                                  FerryRequest                 *request,
                                                  GCancellable                 *cancellable,
                                                  GAsyncReadyCallback           callback,
                                                  gpointer                      user_data);
/* An unreadable reply to the act is FERRY_ERROR_UNCONFIRMED. (transfer full) */
FerryConversionTask *ferry_import_volume_finish  (FerryClient                  *client,
                                                  GAsyncResult                 *result,
                                                  GError                      **error);

G_END_DECLS
