/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/ferry-landing.h"

G_BEGIN_DECLS

/* What is done is in the record, not in the state: "tagged", the ids that have their tags, and
 * "device-N" with "volume-N", the disks whose volumes are attached to "instance". What is missing
 * ferry_landing_next() finds, so that a landing goes on wherever it ended.
 *
 * Callbacks hold a strong reference: a landing ends what it has begun. Its owner calls
 * ferry_landing_abandon() when it goes.
 */
struct _FerryLanding {
  GObject            parent_instance;

  FerryRecord       *record;
  FerryActivity     *activity;
  guint              speed;
  FerryMachineState  state;
  FerryQuestion      question;
  GError            *error;           /* (nullable) */
  GError            *notice;          /* (nullable) */
  char              *instance_state;  /* (nullable) */

  FerryClient       *client;          /* (nullable): none before ferry_landing_go() */
  FerryClient       *used;            /* (nullable): whose request is under way */
  char              *instance_id;
  GPtrArray         *tokens;
  GPtrArray         *volumes;         /* the first is never used */
  guint              current;         /* the disk that is being attached */
  gboolean           is_under_way;
  gboolean           has_stopped;     /* as far as it could be asked, in this run */
  GCancellable      *cancellable;     /* of all that may be given up */
};

/* The field of a line that says "failed" or "asking": the machine has other reasons for these than
 * its landing.
 */
#define FERRY_LANDING_MARK "landing"

/* Each notifies. @error, @state: (nullable) */
void ferry_landing_set_state          (FerryLanding      *self,
                                       FerryMachineState  state);
void ferry_landing_set_question       (FerryLanding      *self,
                                       FerryQuestion      question);
void ferry_landing_set_error          (FerryLanding      *self,
                                       const GError      *error);
void ferry_landing_set_notice         (FerryLanding      *self,
                                       const GError      *notice);
void ferry_landing_set_instance_state (FerryLanding      *self,
                                       const char        *state);

/* Does what is to be done next. */
void ferry_landing_next               (FerryLanding      *self);
/* Writes that the volume at @position is to have that device name, and goes on. */
void ferry_landing_go_on_with         (FerryLanding      *self,
                                       guint              position,
                                       const char        *device);

G_END_DECLS
