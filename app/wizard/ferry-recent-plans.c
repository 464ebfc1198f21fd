/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-recent-plans.h"

#include "common/ferry-format.h"
#include "ferry-application.h"

#define KEY "recent-plans"
#define MOST_PLANS 8

/* Owned by the plan store; main thread. Without settings it remembers as long as it lives. */
struct _FerryRecentPlans {
  GObject     parent_instance;

  GSettings  *settings;  /* (nullable) */
  char      **uris;      /* the newest first */
  GMenu      *menu;
};

G_DEFINE_FINAL_TYPE (FerryRecentPlans, ferry_recent_plans, G_TYPE_OBJECT)

static void
append (FerryRecentPlans *self,
        const char       *uri)
{
  g_autoptr(GFile) file = g_file_new_for_uri (uri);
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = ferry_format_name (base ? base : uri);
  g_auto(GStrv) parts = g_strsplit (name, "_", -1);
  /* In a menu's label a single "_" would mark a key. */
  g_autofree char *label = g_strjoinv ("__", parts);
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "plan.open-recent", "s", uri);
  g_menu_append_item (self->menu, item);
}

static void
fill (FerryRecentPlans *self)
{
  g_menu_remove_all (self->menu);
  for (guint i = 0; self->uris[i]; i++)
    append (self, self->uris[i]);
}

/* @first: (nullable) */
static void
rearrange (FerryRecentPlans *self,
           const char       *first,
           const char       *without)
{
  g_autoptr(GStrvBuilder) uris = g_strv_builder_new ();
  guint n_uris = 0;

  if (first)
    {
      g_strv_builder_add (uris, first);
      n_uris++;
    }
  for (guint i = 0; self->uris[i] && n_uris < MOST_PLANS; i++)
    if (!g_str_equal (self->uris[i], without))
      {
        g_strv_builder_add (uris, self->uris[i]);
        n_uris++;
      }

  g_strfreev (self->uris);
  self->uris = g_strv_builder_end (uris);
  if (self->settings)
    g_settings_set_strv (self->settings, KEY, (const char *const *) self->uris);
  fill (self);
}

static void
ferry_recent_plans_finalize (GObject *object)
{
  FerryRecentPlans *self = FERRY_RECENT_PLANS (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->menu);
  g_strfreev (self->uris);

  G_OBJECT_CLASS (ferry_recent_plans_parent_class)->finalize (object);
}

static void
ferry_recent_plans_class_init (FerryRecentPlansClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_recent_plans_finalize;
}

static void
ferry_recent_plans_init (FerryRecentPlans *self)
{
  GApplication *application = g_application_get_default ();
  GSettings *settings = NULL;

  if (FERRY_IS_APPLICATION (application))
    settings = ferry_application_get_settings (FERRY_APPLICATION (application));
  if (settings)
    {
      self->settings = g_object_ref (settings);
      self->uris = g_settings_get_strv (settings, KEY);
    }
  else
    self->uris = g_new0 (char *, 1);

  self->menu = g_menu_new ();
  fill (self);
}

FerryRecentPlans *
ferry_recent_plans_new (void)
{
  return g_object_new (FERRY_TYPE_RECENT_PLANS, NULL);
}

GMenuModel *
ferry_recent_plans_get_menu (FerryRecentPlans *self)
{
  g_return_val_if_fail (FERRY_IS_RECENT_PLANS (self), NULL);

  return G_MENU_MODEL (self->menu);
}

void
ferry_recent_plans_add (FerryRecentPlans *self,
                        GFile            *file)
{
  g_autofree char *uri = NULL;

  g_return_if_fail (FERRY_IS_RECENT_PLANS (self));
  g_return_if_fail (G_IS_FILE (file));

  uri = g_file_get_uri (file);
  rearrange (self, uri, uri);
}

void
ferry_recent_plans_remove (FerryRecentPlans *self,
                           GFile            *file)
{
  g_autofree char *uri = NULL;

  g_return_if_fail (FERRY_IS_RECENT_PLANS (self));
  g_return_if_fail (G_IS_FILE (file));

  uri = g_file_get_uri (file);
  rearrange (self, NULL, uri);
}
