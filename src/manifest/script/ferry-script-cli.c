/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/script/ferry-script-private.h"

#include "manifest/script/ferry-quoting.h"
#include "manifest/script/ferry-script-image.h"

static void
append_setting (GString    *script,
                const char *name,
                const char *value)
{
  g_autofree char *quoted = ferry_quote_shell (value);

  g_string_append_printf (script, "      %s=%s\n", name, quoted);
}

/* A here-document within $() is too much for bash 3.2. Takes @request. */
static void
append_json (GString    *script,
             const char *name,
             JsonObject *request)
{
  g_autoptr(JsonObject) owned = request;
  g_autofree char *json = ferry_quote_json (owned);

  g_string_append_printf (script, "      IFS= read -r -d '' %s <<'END' || true\n%s\nEND\n", name,
                          json);
}

static gboolean
append_machine (GString                *script,
                const FerryScriptOrder *order,
                FerryMachine           *machine,
                GError                **error)
{
  const char *missing = ferry_script_image_find_missing (machine);
  g_autofree char *token = ferry_script_dup_token (order, machine, 0);
  g_autofree char *name = g_utf8_make_valid (ferry_machine_get_name (machine), -1);
  g_autofree char *user_data = NULL;

  if (missing)
    {
      ferry_script_refuse (machine, missing, error);
      return FALSE;
    }
  user_data = ferry_script_dup_user_data (machine, error);
  if (user_data == NULL)
    return FALSE;

  append_setting (script, "label", name);
  append_setting (script, "region", ferry_machine_get_region (machine));
  append_setting (script, "token", token);
  append_setting (script, "user_data", user_data);
  append_json (script, "import", ferry_script_image_import (machine, token));
  append_json (script, "instance", ferry_script_image_run (machine, token));

  return TRUE;
}

char *
ferry_script_write_cli (const FerryScriptOrder  *order,
                        GError                 **error)
{
  g_autoptr(GString) script = g_string_new (NULL);
  g_autofree char *endpoint = ferry_quote_shell (order->endpoint ? order->endpoint : "");

  ferry_script_append_part (script, "ferry-script-cli.head");
  ferry_script_append_left_out (script, order->n_left_out, "There is a shell script for them.");
  g_string_append_printf (script, "\nendpoint=%s\nn_machines=%u\n\nchoose_machine () {\n"
                          "  case $1 in\n", endpoint, order->machines->len);
  for (guint i = 0; i < order->machines->len; i++)
    {
      const FerryScriptMachine *taken = g_ptr_array_index (order->machines, i);

      g_string_append_printf (script, "    %u)\n", i + 1);
      if (!append_machine (script, order, taken->machine, error))
        return NULL;
      g_string_append (script, "      ;;\n");
    }
  g_string_append (script, "  esac\n}\n\n");
  ferry_script_append_part (script, "ferry-script-cli.sh");

  return g_string_free (g_steal_pointer (&script), FALSE);
}
