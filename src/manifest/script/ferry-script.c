/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/script/ferry-script-private.h"

#include <string.h>

#include "aws/ferry-endpoint.h"
#include "base/ferry-error.h"
#include "manifest/ferry-token.h"

#define PARTS "/io/github/vmferry/Ferry/script/"

/* By glib-compile-resources, from ferry-script.gresource.xml. */
GResource *ferry_script_get_resource (void);

gboolean
ferry_script_takes (FerryScriptKind kind,
                    FerryRoad       road)
{
  return (kind == FERRY_SCRIPT_SHELL) == (road == FERRY_ROAD_CLASSIC);
}

void
ferry_script_refuse (FerryMachine  *machine,
                     const char    *what,
                     GError       **error)
{
  g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT, "%s: %s",
               ferry_machine_get_name (machine), what);
}

/* An object may be in a plan more than once: each time counts. By FerryMachineDisk. */
static GHashTable *
count_occurrences (FerryPlan *plan)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTable *occurrences = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < ferry_plan_get_n_machines (plan); i++)
    {
      FerryMachine *machine = ferry_plan_get_machine (plan, i);

      for (guint j = 0; j < ferry_machine_get_n_disks (machine); j++)
        {
          FerryMachineDisk *machine_disk = ferry_machine_get_disk (machine, j);
          FerryDisk *disk = ferry_machine_disk_get_disk (machine_disk);
          char *object = g_strconcat (ferry_disk_get_region (disk), " ",
                                      ferry_disk_get_bucket (disk), " ",
                                      ferry_disk_get_key (disk), NULL);
          guint count = GPOINTER_TO_UINT (g_hash_table_lookup (seen, object));

          g_hash_table_insert (occurrences, machine_disk, GUINT_TO_POINTER (count));
          g_hash_table_insert (seen, object, GUINT_TO_POINTER (count + 1));
        }
    }

  return occurrences;
}

/* Of the object and not of its place: a token survives that machines are ordered anew. */
char *
ferry_script_dup_token (const FerryScriptOrder *order,
                        FerryMachine           *machine,
                        guint                   position)
{
  FerryMachineDisk *machine_disk = ferry_machine_get_disk (machine, position);
  FerryDisk *disk = ferry_machine_disk_get_disk (machine_disk);
  gpointer count = g_hash_table_lookup (order->occurrences, machine_disk);
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *number = g_strdup_printf ("%u", GPOINTER_TO_UINT (count));
  const char *words[] = { "ferry-script", ferry_plan_get_id (order->plan),
                          ferry_disk_get_region (disk), ferry_disk_get_bucket (disk),
                          ferry_disk_get_key (disk), number };
  g_autofree char *uuid = NULL;
  const char *hex;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_checksum_update (sum, (const guchar *) words[i], strlen (words[i]) + 1);
  hex = g_checksum_get_string (sum);

  uuid = g_strdup_printf ("%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16, hex + 20);

  return ferry_token_new_for (disk, uuid);
}

char *
ferry_script_dup_user_data (FerryMachine  *machine,
                            GError       **error)
{
  const char *reference = ferry_machine_get_user_data (machine);
  char *path;

  if (*reference == '\0')
    return g_strdup ("");

  path = g_filename_from_uri (reference, NULL, NULL);
  if (path == NULL)
    ferry_script_refuse (machine, "its user data is not in a file, where a script could read it",
                         error);

  return path;
}

/* curl and a signature leave out the port that is the scheme's own. */
static char *
dup_host (GUri *uri)
{
  gboolean is_tls = g_str_equal (g_uri_get_scheme (uri), "https");
  int port = g_uri_get_port (uri) == (is_tls ? 443 : 80) ? -1 : g_uri_get_port (uri);
  g_autoptr(GUri) bare = g_uri_build (G_URI_FLAGS_ENCODED, g_uri_get_scheme (uri), NULL,
                                      g_uri_get_host (uri), port, "", NULL, NULL);

  return g_uri_to_string (bare);
}

gboolean
ferry_script_resolve (const char  *endpoint,
                      const char  *region,
                      const char  *bucket,
                      char       **host,
                      char       **path,
                      GError     **error)
{
  FerryService service = bucket ? FERRY_SERVICE_S3 : FERRY_SERVICE_EC2;
  g_autoptr(FerryRequest) request = ferry_request_new (service, "Any", "GET");
  g_autoptr(GUri) uri = NULL;

  if (bucket)
    ferry_request_set_bucket (request, bucket);
  uri = ferry_endpoint_resolve (endpoint, region, request, error);
  if (uri == NULL)
    return FALSE;

  *host = dup_host (uri);
  *path = g_strdup (g_str_equal (g_uri_get_path (uri), "/") ? "" : g_uri_get_path (uri));

  return TRUE;
}

void
ferry_script_append_part (GString    *script,
                          const char *name)
{
  g_autofree char *path = g_strconcat (PARTS, name, NULL);
  g_autoptr(GBytes) part = g_resource_lookup_data (ferry_script_get_resource (), path,
                                                   G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = NULL;
  const char *body;
  gsize size;
  const char *data;

  g_return_if_fail (part != NULL);

  data = g_bytes_get_data (part, &size);
  text = g_strndup (data, size);
  body = strstr (text, "\n\n");
  g_string_append (script, body ? body + 2 : text);
}

void
ferry_script_append_left_out (GString    *script,
                              guint       n_left_out,
                              const char *why)
{
  if (n_left_out > 0)
    g_string_append_printf (script, "#\n# NOT IN HERE: %u of the plan's machines. %s\n",
                            n_left_out, why);
}

static GPtrArray *
collect_machines (FerryPlan       *plan,
                  FerryMachine    *machine,
                  FerryScriptKind  kind,
                  GPtrArray       *zones)
{
  GPtrArray *machines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < ferry_plan_get_n_machines (plan); i++)
    {
      FerryMachine *candidate = ferry_plan_get_machine (plan, i);
      const char *zone = i < zones->len ? g_ptr_array_index (zones, i) : NULL;
      FerryScriptMachine *taken;

      if ((machine && candidate != machine) ||
          !ferry_script_takes (kind, ferry_machine_get_road (candidate)))
        continue;

      taken = g_new0 (FerryScriptMachine, 1);
      taken->machine = candidate;
      taken->zone = zone && *zone ? zone : NULL;
      g_ptr_array_add (machines, taken);
    }

  return machines;
}

char *
ferry_script_new (FerryPlan        *plan,
                  FerryMachine     *machine,
                  FerryScriptKind   kind,
                  GPtrArray        *zones,
                  const char       *endpoint,
                  GError          **error)
{
  g_autoptr(GPtrArray) machines = NULL;
  g_autoptr(GHashTable) occurrences = NULL;
  FerryScriptOrder order;

  g_return_val_if_fail (FERRY_IS_PLAN (plan), NULL);
  g_return_val_if_fail (machine == NULL || FERRY_IS_MACHINE (machine), NULL);
  g_return_val_if_fail (zones != NULL, NULL);

  machines = collect_machines (plan, machine, kind, zones);
  if (machines->len == 0)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                           kind == FERRY_SCRIPT_SHELL
                             ? "no machine is imported from a manifest"
                             : "no machine is imported as an image");
      return NULL;
    }

  occurrences = count_occurrences (plan);
  order = (FerryScriptOrder) {
    .plan = plan,
    .machines = machines,
    .occurrences = occurrences,
    .n_left_out = machine ? 0 : ferry_plan_get_n_machines (plan) - machines->len,
    .endpoint = endpoint,
  };

  switch (kind)
    {
    case FERRY_SCRIPT_CLI:
      return ferry_script_write_cli (&order, error);

    case FERRY_SCRIPT_POWERSHELL:
      return ferry_script_write_powershell (&order, error);

    case FERRY_SCRIPT_SHELL:
    default:
      return ferry_script_write_shell (&order, error);
    }
}

char *
ferry_script_dup_name (FerryPlan       *plan,
                       FerryScriptKind  kind)
{
  static const char * const ends[] = {
    [FERRY_SCRIPT_SHELL] = ".sh",
    [FERRY_SCRIPT_CLI] = "-aws.sh",
    [FERRY_SCRIPT_POWERSHELL] = ".ps1",
  };

  g_return_val_if_fail (FERRY_IS_PLAN (plan), NULL);

  return g_strdup_printf ("ferry-%.8s%s", ferry_plan_get_id (plan), ends[kind]);
}
