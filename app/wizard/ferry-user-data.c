/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-user-data.h"

#include "common/ferry-format.h"

#include <glib/gi18n.h>

char *
ferry_user_data_describe (const char *reference)
{
  g_autoptr(GFile) file = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (reference != NULL, NULL);

  if (*reference == '\0')
    return g_strdup (_("None"));
  if (g_str_has_prefix (reference, "keyring:"))
    return g_strdup (_("In the keyring"));
  if (!g_str_has_prefix (reference, "file:///"))
    return ferry_format_name (reference);

  file = g_file_new_for_uri (reference);
  path = g_file_get_parse_name (file);

  return ferry_format_name (path);
}
