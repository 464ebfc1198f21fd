/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum {
  FERRY_REHEARSAL_VOLUME_CREATING,
  FERRY_REHEARSAL_VOLUME_AVAILABLE,
  FERRY_REHEARSAL_VOLUME_IN_USE,
  FERRY_REHEARSAL_VOLUME_DELETED,
} FerryRehearsalVolumeState;

/**
 * FerryRehearsalVolume:
 *
 * An EBS volume of the rehearsal: creating while a conversion writes it. Owned by the estate, which
 * is told of each change.
 */
typedef struct {
  char                      *id;           /* "vol-…" */
  char                      *region;
  char                      *zone;
  char                      *type;         /* "gp2", "standard" */
  char                      *task;         /* the conversion task that made it */
  char                      *instance_id;  /* (nullable): attached to */
  char                      *device;       /* (nullable): "/dev/sdf" */
  FerryRehearsalVolumeState  state;
  gboolean                   is_root;      /* goes with its instance */
  guint64                    size;         /* GiB */
  gint64                     created;      /* seconds since 1970 */
  gint64                     attached;     /* seconds since 1970 */
  gint64                     shown;        /* µs since 1970: when it is told of first */
  JsonObject                *tags;
} FerryRehearsalVolume;

FerryRehearsalVolume *ferry_rehearsal_volume_new            (void);
void                  ferry_rehearsal_volume_free           (FerryRehearsalVolume  *volume);
const char           *ferry_rehearsal_volume_get_state_name (FerryRehearsalVolume  *volume);
void                  ferry_rehearsal_volume_attach         (FerryRehearsalVolume  *volume,
                                                             const char            *instance_id,
                                                             const char            *device);
void                  ferry_rehearsal_volume_detach         (FerryRehearsalVolume  *volume);
JsonObject           *ferry_rehearsal_volume_to_json        (FerryRehearsalVolume  *volume);
/* (nullable): %NULL for what is no volume */
FerryRehearsalVolume *ferry_rehearsal_volume_from_json      (JsonObject            *object);
/* What a filter of DescribeVolumes asks for. Returns: FALSE where it knows no such filter.
 * @value: (nullable): there is none
 */
gboolean              ferry_rehearsal_volume_look_up        (FerryRehearsalVolume  *volume,
                                                             const char            *name,
                                                             const char           **value);
/* An attachment's elements, as DescribeVolumes and AttachVolume tell them. */
void                  ferry_rehearsal_volume_append_attachment
                                                            (FerryRehearsalVolume  *volume,
                                                             const char            *status,
                                                             GString               *xml);
/* The elements of a volume (EC2 API Reference), without the element around them. */
void                  ferry_rehearsal_volume_append_xml     (FerryRehearsalVolume  *volume,
                                                             GString               *xml);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryRehearsalVolume, ferry_rehearsal_volume_free)

G_END_DECLS
