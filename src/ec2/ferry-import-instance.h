/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "ec2/ferry-conversion-task.h"

G_BEGIN_DECLS

/* What ImportInstance is told (EC2 API Reference, "ImportInstance"). Nothing here is owned; what is
 * (nullable) is left to EC2 where it is %NULL or empty.
 */
typedef struct {
  const char        *region;
  const char        *description;       /* holds the token by which the task is found again */
  const char        *platform;          /* "Windows" or "Linux" */
  const char        *architecture;      /* "x86_64" or "i386" */
  const char        *instance_type;
  const char        *zone;              /* (nullable): "eu-west-1a" */
  const char        *tenancy;           /* (nullable): "dedicated" */
  const char        *subnet_id;         /* (nullable): the default VPC */
  const char        *private_ip;        /* (nullable): in the subnet */
  const char *const *group_ids;         /* (nullable): "sg-…" */
  const char        *shutdown;          /* (nullable): "stop" or "terminate" */
  gboolean           monitoring;        /* detailed */
  GBytes            *user_data;         /* (nullable): as the machine will read it */
  const char        *disk_description;  /* (nullable) */
  const char        *image_format;      /* "VMDK", "RAW", "VHD" */
  guint64            image_bytes;       /* bytes of the file in the bucket */
  const char        *manifest_url;      /* pre-signed GET of the manifest: a secret */
  guint64            volume_size;       /* GiB */
} FerryImportInstanceInput;

/* The parameter that holds the user data, encoded: what is in it is nobody's business. */
#define FERRY_IMPORT_USER_DATA "LaunchSpecification.UserData.Data"

/* Pure; the request is an act, for ImportInstance has no client token. */
FerryRequest        *ferry_import_instance_request (const FerryImportInstanceInput *input);
FerryConversionTask *ferry_import_instance_parse   (GBytes                         *body,
                                                    GError                        **error);
/* @request: made by ferry_import_instance_request(), for what was shown is what is sent */
void                 ferry_import_instance_async   (FerryClient                    *client,
                                                    FerryRequest                   *request,
                                                    GCancellable                   *cancellable,
                                                    GAsyncReadyCallback             callback,
                                                    gpointer                        user_data);
/* An unreadable reply to the act is FERRY_ERROR_UNCONFIRMED. (transfer full) */
FerryConversionTask *ferry_import_instance_finish  (FerryClient                    *client,
                                                    GAsyncResult                   *result,
                                                    GError                        **error);

G_END_DECLS
