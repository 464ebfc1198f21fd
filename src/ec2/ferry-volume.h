/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"

G_BEGIN_DECLS

/* An EBS volume as DescribeVolumes tells it (EC2 API Reference, "Volume"). Refcounted; immutable.
 */
typedef struct {
  char       *id;
  char       *state;            /* creating, available, in-use, deleting, deleted, error */
  guint64     size;             /* GiB */
  char       *zone;
  char       *type;             /* "gp2" */
  gboolean    encrypted;
  GDateTime  *created;          /* (nullable) */
  char       *instance_id;      /* (nullable): attached to, or being attached or detached */
  char       *device;           /* (nullable): "/dev/sdf" */
  char       *attachment_state; /* (nullable): attaching, attached, detaching, detached, busy */
  GStrv       tags;             /* key, value, key, value … */
} FerryVolume;

#define FERRY_TYPE_VOLUME (ferry_volume_get_type ())
GType        ferry_volume_get_type (void);
FerryVolume *ferry_volume_ref      (FerryVolume *self);
void         ferry_volume_unref    (FerryVolume *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryVolume, ferry_volume_unref)

/* Pure. @token: (nullable): of the page before */
FerryRequest *ferry_describe_volumes_request (const char          *region,
                                              GPtrArray           *ids,
                                              const char *const   *filters,
                                              const char          *token);
GPtrArray    *ferry_describe_volumes_parse   (GBytes              *body,
                                              char               **next_token,
                                              GError             **error);
FerryRequest *ferry_attach_volume_request    (const char          *region,
                                              const char          *volume_id,
                                              const char          *instance_id,
                                              const char          *device);
FerryRequest *ferry_delete_volume_request    (const char          *region,
                                              const char          *volume_id);

/* All pages. @ids: (nullable) (element-type utf8), of which none gives none; @filters: (nullable):
 * name, value, name, value … ("tag:ferry:run", "status"), all to be met. Not both. An id that EC2
 * does not know: FERRY_ERROR_NO_SUCH_KEY
 */
void       ferry_describe_volumes_async  (FerryClient          *client,
                                          const char           *region,
                                          GPtrArray            *ids,
                                          const char *const    *filters,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
/* (transfer full) (element-type FerryVolume) */
GPtrArray *ferry_describe_volumes_finish (FerryClient          *client,
                                          GAsyncResult         *result,
                                          GError              **error);

/* An act: it is sent once (FERRY_ERROR_UNCONFIRMED after a lost reply). Refusals keep EC2's code:
 * VolumeInUse, IncorrectState, InvalidParameterValue (the device name is taken)
 */
void       ferry_attach_volume_async     (FerryClient          *client,
                                          const char           *region,
                                          const char           *volume_id,
                                          const char           *instance_id,
                                          const char           *device,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean   ferry_attach_volume_finish    (FerryClient          *client,
                                          GAsyncResult         *result,
                                          GError              **error);
/* Safe to repeat. One that is gone is success. */
void       ferry_delete_volume_async     (FerryClient          *client,
                                          const char           *region,
                                          const char           *volume_id,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean   ferry_delete_volume_finish    (FerryClient          *client,
                                          GAsyncResult         *result,
                                          GError              **error);

G_END_DECLS
