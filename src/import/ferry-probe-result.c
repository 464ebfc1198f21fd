/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-probe-result.h"

G_DEFINE_BOXED_TYPE (FerryProbeResult, ferry_probe_result, ferry_probe_result_ref,
                     ferry_probe_result_unref)

FerryProbeResult *
ferry_probe_result_new (FerryProbeOutcome    outcome,
                        FerryManifestElement element,
                        guint                part,
                        guint                line)
{
  FerryProbeResult *self = g_rc_box_new0 (FerryProbeResult);

  self->outcome = outcome;
  self->element = element;
  self->part = part;
  self->line = line;

  return self;
}

FerryProbeResult *
ferry_probe_result_ref (FerryProbeResult *self)
{
  return g_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  FerryProbeResult *self = data;

  g_free (self->code);
}

void
ferry_probe_result_unref (FerryProbeResult *self)
{
  g_rc_box_release_full (self, clear);
}
