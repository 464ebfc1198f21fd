/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry-test-plan.h"

#include "wizard/ferry-machine-page.h"
#include "wizard/ferry-machine-row.h"

typedef struct {
  FerryMigration *migration;
  GtkWidget      *page;
  GtkWindow      *window;
} Fixture;

static inline void
fixture_open (Fixture        *fixture,
              FerryMigration *migration,
              int             width)
{
  fixture->migration = migration;
  fixture->page = ferry_machine_page_new (migration);
  fixture->window = ferry_test_page_show (fixture->page, width);
}

static inline void
fixture_close (Fixture *fixture)
{
  gtk_window_destroy (fixture->window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (fixture->migration);
}

static inline FerryPlan *
get_plan (Fixture *fixture)
{
  return ferry_migration_get_plan (fixture->migration);
}

static inline FerryMachine *
get_machine (Fixture *fixture,
             guint    position)
{
  return ferry_plan_get_machine (get_plan (fixture), position);
}

/* Until all is judged and drawn; only then is a picture what a person would see. */
static inline void
settle (Fixture *fixture)
{
  ferry_plan_checker_get_checks (ferry_migration_get_checker (fixture->migration));
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

static inline void
act (Fixture    *fixture,
     const char *action,
     GVariant   *target)
{
  g_assert_true (gtk_widget_activate_action_variant (fixture->page, action, target));
  settle (fixture);
}

static inline GtkWidget *
find (Fixture *fixture,
      GType    type,
      guint    nth)
{
  return ferry_test_widgets_find (fixture->page, type, nth);
}

/* (nullable): the row of that title */
static inline GtkWidget *
find_row (Fixture    *fixture,
          const char *title)
{
  GtkWidget *row;

  for (guint i = 0; (row = find (fixture, ADW_TYPE_PREFERENCES_ROW, i)); i++)
    if (g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title) == 0)
      return row;

  return NULL;
}

static inline gboolean
says (Fixture    *fixture,
      const char *text)
{
  return ferry_test_widgets_mentions (fixture->page, text);
}

static inline guint
count_rows (Fixture *fixture)
{
  guint n = 0;

  while (find (fixture, FERRY_TYPE_MACHINE_ROW, n))
    n++;

  return n;
}
