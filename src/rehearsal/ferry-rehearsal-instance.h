/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum {
  FERRY_REHEARSAL_INSTANCE_PENDING,
  FERRY_REHEARSAL_INSTANCE_RUNNING,
  FERRY_REHEARSAL_INSTANCE_SHUTTING_DOWN,
  FERRY_REHEARSAL_INSTANCE_TERMINATED,
  FERRY_REHEARSAL_INSTANCE_STOPPING,
  FERRY_REHEARSAL_INSTANCE_STOPPED,
} FerryRehearsalInstanceState;

/**
 * FerryRehearsalInstance:
 *
 * An instance of the rehearsal: pending and without a root volume while a conversion makes it.
 * Owned by the estate, which is told of each change.
 */
typedef struct {
  char                        *id;            /* "i-…" */
  char                        *region;
  char                        *zone;
  char                        *type;          /* "t2.medium" */
  char                        *architecture;
  char                        *platform;      /* "Windows", "Linux" */
  char                        *task;          /* the conversion task that made it */
  char                        *subnet_id;     /* (nullable) */
  char                        *private_ip;
  FerryRehearsalInstanceState  state;
  gboolean                     is_changing;   /* the state is on its way to the next one */
  gint64                       launched;      /* seconds since 1970 */
  gint64                       shown;         /* µs since 1970: when it is told of first */
  JsonObject                  *tags;
} FerryRehearsalInstance;

FerryRehearsalInstance *ferry_rehearsal_instance_new            (void);
void                    ferry_rehearsal_instance_free           (FerryRehearsalInstance  *instance);
const char             *ferry_rehearsal_instance_get_state_name (FerryRehearsalInstance  *instance);
JsonObject             *ferry_rehearsal_instance_to_json        (FerryRehearsalInstance  *instance);
/* (nullable): %NULL for what is no instance */
FerryRehearsalInstance *ferry_rehearsal_instance_from_json      (JsonObject              *object);
/* What a filter of DescribeInstances asks for. Returns: FALSE where it knows no such filter.
 * @value: (nullable): there is none
 */
gboolean                ferry_rehearsal_instance_look_up        (FerryRehearsalInstance  *instance,
                                                                 const char              *name,
                                                                 const char             **value);
/* <@name><code>…</code><name>…</name></@name> */
void                    ferry_rehearsal_instance_append_state   (FerryRehearsalInstanceState  state,
                                                                 const char              *name,
                                                                 GString                 *xml);
/* The elements of an instance (EC2 API Reference), without the element around them. @volumes:
 * (element-type FerryRehearsalVolume): those that are attached to it
 */
void                    ferry_rehearsal_instance_append_xml     (FerryRehearsalInstance  *instance,
                                                                 GPtrArray               *volumes,
                                                                 GString                 *xml);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryRehearsalInstance, ferry_rehearsal_instance_free)

G_END_DECLS
