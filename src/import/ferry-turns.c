/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-turns.h"

static gboolean
may_begin (const FerryTurnMachine *machine,
           const FerryTurnPlace   *places,
           guint                   slots)
{
  const FerryTurnPlace *place = &places[machine->place];

  return machine->ready && !machine->held && !place->rests && place->n_active < slots;
}

/* A machine that has begun has an instance without its disks, which costs and cannot be used: it is
 * seen to the end first. Its disks are few, so those behind it do not wait for ever.
 */
int
ferry_turns_next (const FerryTurnMachine *machines,
                  guint                   n_machines,
                  const FerryTurnPlace   *places,
                  guint                   slots)
{
  int first = -1;

  for (guint i = 0; i < n_machines; i++)
    {
      if (!may_begin (&machines[i], places, slots))
        continue;
      if (machines[i].begun)
        return i;
      if (first < 0)
        first = i;
    }

  return first;
}
