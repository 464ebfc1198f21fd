/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"

G_BEGIN_DECLS

#define FERRY_TYPE_IDENTITY (ferry_identity_get_type ())
/* Who the credentials are: what GetCallerIdentity says. */
typedef struct {
  char *account;   /* "123456789012" */
  char *arn;
  char *user_id;
} FerryIdentity;

GType          ferry_identity_get_type                (void);
FerryIdentity *ferry_identity_copy                    (const FerryIdentity  *identity);
void           ferry_identity_free                    (FerryIdentity        *identity);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryIdentity, ferry_identity_free)

/* Pure (AWS STS API Reference, "GetCallerIdentity", version 2011-06-15). */
FerryRequest  *ferry_sts_get_caller_identity_request  (void);
FerryIdentity *ferry_sts_get_caller_identity_parse    (GBytes               *body,
                                                       GError              **error);
void           ferry_sts_get_caller_identity_async    (FerryClient          *client,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
FerryIdentity *ferry_sts_get_caller_identity_finish   (FerryClient          *client,
                                                       GAsyncResult         *result,
                                                       GError              **error);

G_END_DECLS
