/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"

G_BEGIN_DECLS

/* An instance as DescribeInstances tells it (EC2 API Reference, "Instance"). Refcounted; immutable.
 */
typedef struct {
  char       *id;
  char       *state;       /* pending, running, shutting-down, terminated, stopping, stopped */
  char       *type;        /* "t2.micro" */
  char       *zone;
  char       *subnet_id;   /* (nullable) */
  char       *private_ip;  /* (nullable) */
  char       *public_ip;   /* (nullable) */
  char       *root_device; /* (nullable): "/dev/sda1" */
  GDateTime  *launched;    /* (nullable) */
  GStrv       devices;     /* device name, volume id, … */
  GStrv       tags;        /* key, value, … */
} FerryInstance;

#define FERRY_TYPE_INSTANCE (ferry_instance_get_type ())
GType          ferry_instance_get_type (void);
FerryInstance *ferry_instance_ref      (FerryInstance *self);
void           ferry_instance_unref    (FerryInstance *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryInstance, ferry_instance_unref)

/* Pure. @token: (nullable): of the page before */
FerryRequest  *ferry_describe_instances_request (const char          *region,
                                                 GPtrArray           *ids,
                                                 const char *const   *filters,
                                                 const char          *token);
GPtrArray     *ferry_describe_instances_parse   (GBytes              *body,
                                                 char               **next_token,
                                                 GError             **error);
FerryRequest  *ferry_start_instance_request     (const char          *region,
                                                 const char          *instance_id);
FerryRequest  *ferry_terminate_instance_request (const char          *region,
                                                 const char          *instance_id);
FerryRequest  *ferry_create_tags_request        (const char          *region,
                                                 GPtrArray           *resources,
                                                 const char *const   *tags);

/* All pages. @ids, @filters: as for ferry_describe_volumes_async() */
void       ferry_describe_instances_async   (FerryClient          *client,
                                             const char           *region,
                                             GPtrArray            *ids,
                                             const char *const    *filters,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
/* (transfer full) (element-type FerryInstance) */
GPtrArray *ferry_describe_instances_finish  (FerryClient          *client,
                                             GAsyncResult         *result,
                                             GError              **error);
/* StartInstances: safe to repeat: one that runs is left so. */
void       ferry_start_instance_async       (FerryClient          *client,
                                             const char           *region,
                                             const char           *instance_id,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean   ferry_start_instance_finish      (FerryClient          *client,
                                             GAsyncResult         *result,
                                             GError              **error);
/* TerminateInstances: safe to repeat; one that is gone is success. */
void       ferry_terminate_instance_async   (FerryClient          *client,
                                             const char           *region,
                                             const char           *instance_id,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean   ferry_terminate_instance_finish  (FerryClient          *client,
                                             GAsyncResult         *result,
                                             GError              **error);
/* CreateTags: safe to repeat: the same tag is written over.
 * @resources: (element-type utf8): ids; @tags: key, value, … at most 50
 */
void       ferry_create_tags_async          (FerryClient          *client,
                                             const char           *region,
                                             GPtrArray            *resources,
                                             const char *const    *tags,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean   ferry_create_tags_finish         (FerryClient          *client,
                                             GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
