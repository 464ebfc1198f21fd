/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A machine in the queue, as far as its turn depends on it.
 * @place: the index of its place
 * @begun: one of its disks has had its turn
 * @ready: another one could begin now
 */
typedef struct {
  guint    place;
  gboolean begun;
  gboolean ready;
  gboolean held;
} FerryTurnMachine;

/* @n_active: conversions under way there, whoever's; @rests: no turn comes there for now */
typedef struct {
  guint    n_active;
  gboolean rests;
} FerryTurnPlace;

/* Pure. Whose turn it is, where each place has @slots: a machine that has begun before one that has
 * not, else the one that stands first. Returns: its index, or -1: nobody's
 */
int ferry_turns_next (const FerryTurnMachine *machines,
                      guint                   n_machines,
                      const FerryTurnPlace   *places,
                      guint                   slots);

G_END_DECLS
