/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/script/ferry-script-private.h"

#include <string.h>

#include "base/ferry-xml-writer.h"
#include "ec2/ferry-import-instance.h"
#include "manifest/ferry-draft-request.h"
#include "manifest/ferry-manifest.h"
#include "manifest/ferry-token.h"
#include "manifest/script/ferry-quoting.h"

/* What is foreign stands in quotes, in a function that sets variables; never in a comment. */

#define MAX_KEY_BYTES 1024

/* "ferry-", 128 bits, ".manifest.xml" */
#define MANIFEST_NAME_BYTES (6 + 32 + 13)

static void
append_setting (GString    *script,
                const char *name,
                const char *value)
{
  g_autofree char *quoted = ferry_quote_shell (value);

  g_string_append_printf (script, "      %s=%s\n", name, quoted);
}

static void
append_number (GString    *script,
               const char *name,
               guint64     number)
{
  g_string_append_printf (script, "      %s=%" G_GUINT64_FORMAT "\n", name, number);
}

static guint
count_parts (FerryDisk *disk)
{
  FerryParts *parts = ferry_disk_get_parts (disk);

  return parts ? ferry_parts_get_n (parts) : 1;
}

static const char *
get_key (FerryDisk *disk,
         guint      part)
{
  FerryParts *parts = ferry_disk_get_parts (disk);

  return parts ? ferry_parts_get_key (parts, part) : ferry_disk_get_key (disk);
}

static guint64
get_size (FerryDisk *disk,
          guint      part)
{
  FerryParts *parts = ferry_disk_get_parts (disk);

  return parts ? ferry_parts_get_size (parts, part) : ferry_disk_get_size (disk);
}

/* "" where it is not known */
static const char *
get_etag (FerryDisk *disk,
          guint      part)
{
  FerryParts *parts = ferry_disk_get_parts (disk);
  const char *etag = parts ? ferry_parts_get_etag (parts, part) : ferry_disk_get_etag (disk);

  return etag ? etag : "";
}

static void
append_parts (GString   *script,
              FerryDisk *disk)
{
  g_autoptr(GString) keys = g_string_new ("      keys=(\n");
  g_autoptr(GString) sizes = g_string_new ("      sizes=(\n");
  g_autoptr(GString) etags = g_string_new ("      etags=(\n");

  for (guint i = 0; i < count_parts (disk); i++)
    {
      g_autofree char *key = ferry_quote_shell (get_key (disk, i));
      g_autofree char *etag = ferry_quote_shell (get_etag (disk, i));

      g_string_append_printf (keys, "        %s\n", key);
      g_string_append_printf (sizes, "        %" G_GUINT64_FORMAT "\n", get_size (disk, i));
      g_string_append_printf (etags, "        %s\n", etag);
    }

  g_string_append_printf (script, "%s      )\n%s      )\n%s      )\n", keys->str, sizes->str,
                          etags->str);
}

/* All that Ferry itself would send, but for what is only known when the script runs. */
static void
append_parameters (GString      *script,
                   FerryRequest *request,
                   const char   *description)
{
  GPtrArray *form = ferry_request_get_form (request);

  g_string_append (script, "      parameters=(\n");
  for (guint i = 0; i < form->len; i++)
    {
      const FerryPair *pair = g_ptr_array_index (form, i);
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      if (g_str_equal (pair->name, "Action") || g_str_equal (pair->name, "Version"))
        continue;

      name = ferry_quote_shell (pair->name);
      if (g_str_has_suffix (pair->name, "ImportManifestUrl") ||
          g_str_equal (pair->name, FERRY_IMPORT_USER_DATA))
        value = g_strdup ("''");
      else if (g_str_equal (pair->name, "Description"))
        value = ferry_quote_shell (description);
      else
        value = ferry_quote_shell (pair->value);
      g_string_append_printf (script, "        %s %s\n", name, value);
    }
  g_string_append (script, "      )\n");
}

static gboolean
append_places (GString     *script,
               FerryDisk   *disk,
               const char  *endpoint,
               GError     **error)
{
  const char *region = ferry_disk_get_region (disk);
  const char *bucket = ferry_disk_get_bucket (disk);
  g_autofree char *s3 = NULL;
  g_autofree char *s3_path = NULL;
  g_autofree char *ec2 = NULL;
  g_autofree char *ec2_path = NULL;
  g_autofree char *ec2_address = NULL;

  if (!ferry_script_resolve (endpoint, region, bucket, &s3, &s3_path, error) ||
      !ferry_script_resolve (endpoint, region, NULL, &ec2, &ec2_path, error))
    return FALSE;

  ec2_address = g_strconcat (ec2, "/", NULL);
  append_setting (script, "region", region);
  append_setting (script, "bucket", bucket);
  append_setting (script, "s3", s3);
  append_setting (script, "s3_path", s3_path);
  append_setting (script, "ec2", ec2_address);

  return TRUE;
}

/* What is asked for; the label is the description without the token. */
static void
append_request (GString                *script,
                const FerryScriptOrder *order,
                FerryMachine           *machine,
                guint                   position,
                const char             *zone,
                const char             *user_data)
{
  g_autoptr(FerryPlan) alone = ferry_plan_copy_machine (order->plan, machine);
  g_autoptr(GBytes) placeholder = *user_data ? g_bytes_new_static ("-", 1) : NULL;
  g_autofree char *token = ferry_script_dup_token (order, machine, position);
  g_autofree char *description = ferry_draft_request_describe (machine, position, token);
  const char *label = description + strlen (token);
  g_autoptr(FerryRequest) request =
    position == 0 ? ferry_draft_request_instance (alone, token, placeholder, "-")
                  : ferry_draft_request_volume (alone, position, token, zone, "-");

  append_setting (script, "label", *label ? label + 1 : description);
  append_setting (script, "token", token);
  append_setting (script, "fingerprint", ferry_token_get_fingerprint (token));
  append_setting (script, "action", ferry_request_get_operation (request));
  append_setting (script, "user_data", user_data);
  append_parameters (script, request, description);
}

/* Where a data disk's volume belongs once it is there. */
static void
append_attachment (GString      *script,
                   FerryMachine *machine,
                   guint         position)
{
  g_autofree char *device = ferry_machine_dup_device (machine, position);
  g_autofree char *name = g_utf8_make_valid (ferry_machine_get_name (machine), -1);

  append_setting (script, "device", device);
  append_setting (script, "attach_to", position > 0 ? name : "");
}

static const char *
find_missing (FerryScriptMachine *taken,
              guint               position)
{
  FerryMachine *machine = taken->machine;
  FerryDisk *disk = ferry_machine_disk_get_disk (ferry_machine_get_disk (machine, position));
  const char *slash = strrchr (ferry_disk_get_key (disk), '/');
  gsize folder = slash ? (gsize) (slash + 1 - ferry_disk_get_key (disk)) : 0;
  const char *missing = ferry_draft_find_missing (machine, position, taken->zone, TRUE);

  for (guint i = 0; missing == NULL && i < count_parts (disk); i++)
    if (!ferry_xml_is_text (get_key (disk, i)))
      missing = "the key of one of the disk's parts cannot be written in XML";
  if (missing == NULL && folder + MANIFEST_NAME_BYTES > MAX_KEY_BYTES)
    missing = "the disk's folder has too long a name for a manifest in it";

  return missing;
}

static gboolean
append_disk (GString                *script,
             const FerryScriptOrder *order,
             FerryScriptMachine     *taken,
             guint                   position,
             GError                **error)
{
  FerryMachine *machine = taken->machine;
  FerryMachineDisk *machine_disk = ferry_machine_get_disk (machine, position);
  FerryDisk *disk = ferry_machine_disk_get_disk (machine_disk);
  const char *missing = find_missing (taken, position);
  g_autofree char *user_data = NULL;

  if (missing)
    {
      ferry_script_refuse (machine, missing, error);
      return FALSE;
    }
  user_data = position == 0 ? ferry_script_dup_user_data (machine, error) : g_strdup ("");
  if (user_data == NULL || !append_places (script, disk, order->endpoint, error))
    return FALSE;

  append_parts (script, disk);
  append_number (script, "size", ferry_disk_get_size (disk));
  append_setting (script, "format",
                  ferry_disk_report_get_file_format (ferry_disk_get_report (disk)));
  append_number (script, "volume_size", ferry_machine_disk_get_size (machine_disk));
  append_attachment (script, machine, position);
  append_request (script, order, machine, position, taken->zone, user_data);

  return TRUE;
}

static void
append_head (GString                *script,
             const FerryScriptOrder *order)
{
  gboolean has_tags = FALSE;

  for (guint i = 0; i < order->machines->len; i++)
    {
      const FerryScriptMachine *taken = g_ptr_array_index (order->machines, i);

      has_tags = has_tags || *ferry_machine_get_tags (taken->machine) != NULL;
    }

  ferry_script_append_part (script, "ferry-script-shell.head");
  if (has_tags)
    g_string_append (script, "#\n# The tags of the machines are not set: EC2 takes none with an "
                             "import.\n");
  ferry_script_append_left_out (script, order->n_left_out,
                                "They are imported as images:\n# there is a script for the AWS "
                                "CLI, and one for PowerShell.");
  g_string_append (script, "\n"
                           "importer_version='" FERRY_VERSION "'\n"
                           "importer_release='" FERRY_IMPORTER_RELEASE "'\n");
}

char *
ferry_script_write_shell (const FerryScriptOrder  *order,
                          GError                 **error)
{
  g_autoptr(GString) script = g_string_new (NULL);
  g_autoptr(GString) disks = g_string_new (NULL);
  guint n_disks = 0;

  for (guint i = 0; i < order->machines->len; i++)
    {
      FerryScriptMachine *taken = g_ptr_array_index (order->machines, i);

      for (guint j = 0; j < ferry_machine_get_n_disks (taken->machine); j++)
        {
          g_string_append_printf (disks, "    %u)\n", ++n_disks);
          if (!append_disk (disks, order, taken, j, error))
            return NULL;
          g_string_append (disks, "      ;;\n");
        }
    }

  append_head (script, order);
  g_string_append_printf (script, "n_disks=%u\n\nchoose_disk () {\n  case $1 in\n%s  esac\n}\n",
                          n_disks, disks->str);
  g_string_append_c (script, '\n');
  ferry_script_append_part (script, "ferry-script-signing.sh");
  g_string_append_c (script, '\n');
  ferry_script_append_part (script, "ferry-script-asking.sh");
  g_string_append_c (script, '\n');
  ferry_script_append_part (script, "ferry-script-import.sh");

  return g_string_free (g_steal_pointer (&script), FALSE);
}
