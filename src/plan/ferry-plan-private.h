/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "plan/ferry-plan.h"

G_BEGIN_DECLS

struct _FerryPlan {
  GObject     parent_instance;

  char       *id;
  char       *account_id;
  GListStore *machines;  /* of FerryMachine */
  JsonObject *kept;      /* (nullable): members of the file that are not known */
  guint       n_begun;
  gboolean    has_changed;
};

G_END_DECLS
