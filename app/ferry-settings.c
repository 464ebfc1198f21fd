/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-settings.h"

#define SETTINGS_PATH "/io/github/vmferry/Ferry/"
#define REHEARSAL_SETTINGS_PATH "/io/github/vmferry/Ferry/Rehearsal/"

/* GSettings ends the program over a missing schema or key; a window's size is not worth that. */
static gboolean
has_keys (GSettingsSchema *schema)
{
  static const char *const keys[] = {
    "window-width", "window-height", "maximized", "last-account", "last-bucket",
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (!g_settings_schema_has_key (schema, keys[i]))
      return FALSE;

  return TRUE;
}

GSettings *
ferry_settings_new (gboolean rehearsal)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) schema = NULL;
  const char *path = rehearsal ? REHEARSAL_SETTINGS_PATH : SETTINGS_PATH;

  if (source)
    schema = g_settings_schema_source_lookup (source, FERRY_APPLICATION_ID, TRUE);
  if (schema == NULL || g_settings_schema_get_path (schema) != NULL || !has_keys (schema))
    return NULL;

  return g_settings_new_full (schema, NULL, path);
}
