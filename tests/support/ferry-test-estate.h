/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry-test-server.h"

G_BEGIN_DECLS

/* A volume of a FerryTestEstate. */
typedef struct {
  char       *id;
  const char *state;
  const char *zone;
  char       *instance_id;  /* (nullable) */
  char       *device;       /* (nullable) */
  const char *attachment;   /* (nullable) */
} FerryTestVolume;

/* An instance of one. */
typedef struct {
  char       *id;
  const char *state;
} FerryTestInstance;

/**
 * FerryTestEstate:
 *
 * EC2's instances and volumes on loopback, as far as a landing needs them: they are described as
 * they were a while ago, attached, tagged and deleted by EC2's rules, and what is to go wrong the
 * test says. In the zone eu-west-1a.
 */
typedef struct {
  FerryTestServer *server;
  GPtrArray       *volumes;     /* (element-type FerryTestVolume) */
  GPtrArray       *instances;   /* (element-type FerryTestInstance) */
  GString         *log;         /* acts that were carried out, a line each */
  GHashTable      *tags;        /* "ID KEY" to the value */
  guint            n_attach;    /* AttachVolume that came, whatever became of it */
  guint            n_describes;
  guint            lag_ms;      /* how old what is described is */
  gboolean         is_slow;     /* an attachment is "attaching" until it was described once */
  /*< private >*/
  GPtrArray       *history;
  GQueue           faults;
} FerryTestEstate;

FerryTestEstate   *ferry_test_estate_new          (void);
void               ferry_test_estate_free         (FerryTestEstate *self);
FerryTestVolume   *ferry_test_estate_add_volume   (FerryTestEstate *self,
                                                   const char      *id);
FerryTestInstance *ferry_test_estate_add_instance (FerryTestEstate *self,
                                                   const char      *id,
                                                   const char      *state);
/* A volume is attached, or belongs to nothing (%NULL). */
void               ferry_test_estate_attach       (FerryTestEstate *self,
                                                   FerryTestVolume *volume,
                                                   const char      *instance_id,
                                                   const char      *device);
/* To be called when the test has changed something itself. */
void               ferry_test_estate_changed      (FerryTestEstate *self);
/* The next request of @operation: "lose": is carried out, but not answered; "drop": is neither;
 * else it is refused with @code and @message. Several happen in their order.
 */
void               ferry_test_estate_fail         (FerryTestEstate *self,
                                                   const char      *operation,
                                                   const char      *code,
                                                   const char      *message);
/* (nullable) */
const char        *ferry_test_estate_get_tag      (FerryTestEstate *self,
                                                   const char      *id,
                                                   const char      *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryTestEstate, ferry_test_estate_free)

G_END_DECLS
