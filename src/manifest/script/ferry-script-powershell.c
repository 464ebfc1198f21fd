/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/script/ferry-script-private.h"

#include "manifest/script/ferry-quoting.h"
#include "manifest/script/ferry-script-image.h"

static void
append_member (GString    *script,
               const char *name,
               const char *value)
{
  g_autofree char *quoted = NULL;

  if (value == NULL || *value == '\0')
    return;

  quoted = ferry_quote_powershell (value);
  g_string_append_printf (script, "      %s = %s\n", name, quoted);
}

static void
append_disks (GString      *script,
              FerryMachine *machine)
{
  g_string_append (script, "      DiskContainer = @(\n");
  for (guint i = 0; i < ferry_machine_get_n_disks (machine); i++)
    {
      FerryDisk *disk = ferry_machine_disk_get_disk (ferry_machine_get_disk (machine, i));
      g_autofree char *bucket = ferry_quote_powershell (ferry_disk_get_bucket (disk));
      g_autofree char *key = ferry_quote_powershell (ferry_disk_get_key (disk));

      g_string_append_printf (script, "        New-Disk -Format '%s' -Bucket %s -Key %s\n",
                              ferry_script_image_get_format (disk), bucket, key);
    }
  g_string_append (script, "      )\n");
}

static void
append_tags (GString      *script,
             FerryMachine *machine,
             const char   *type)
{
  const char *const *tags = ferry_machine_get_tags (machine);

  if (tags[0] == NULL)
    return;

  g_string_append_printf (script, "      TagSpecification = New-Tags -Type '%s' -Tags @(\n", type);
  for (guint i = 0; tags[i] && tags[i + 1]; i += 2)
    {
      g_autofree char *key = ferry_quote_powershell (tags[i]);
      g_autofree char *value = ferry_quote_powershell (tags[i + 1]);

      g_string_append_printf (script, "        @{ Key = %s; Value = %s }\n", key, value);
    }
  g_string_append (script, "      )\n");
}

static void
append_import (GString      *script,
               FerryMachine *machine,
               const char   *token)
{
  g_autofree char *description = ferry_script_image_describe (machine, token);

  g_string_append (script, "    Import = @{\n");
  append_member (script, "Description", description);
  append_member (script, "Architecture",
                 ferry_architecture_get_name (ferry_machine_get_architecture (machine)));
  append_member (script, "Platform",
                 ferry_platform_get_name (ferry_machine_get_platform (machine)));
  append_member (script, "BootMode", ferry_script_image_get_boot_mode (machine));
  append_member (script, "RoleName", FERRY_SCRIPT_ROLE);
  append_disks (script, machine);
  append_tags (script, machine, "import-image-task");
  g_string_append (script, "    }\n");
}

static void
append_groups (GString      *script,
               FerryMachine *machine)
{
  const char *const *groups = ferry_machine_get_security_groups (machine);

  if (groups[0] == NULL)
    return;

  g_string_append (script, "      SecurityGroupId = @(\n");
  for (guint i = 0; groups[i]; i++)
    {
      g_autofree char *group = ferry_quote_powershell (groups[i]);

      g_string_append_printf (script, "        %s\n", group);
    }
  g_string_append (script, "      )\n");
}

static void
append_instance (GString      *script,
                 FerryMachine *machine,
                 const char   *token)
{
  g_string_append (script, "    Instance = @{\n");
  append_member (script, "InstanceType", ferry_machine_get_instance_type (machine));
  g_string_append (script, "      MinCount = 1\n      MaxCount = 1\n");
  append_member (script, "ClientToken", token);
  append_member (script, "AvailabilityZone", ferry_machine_get_zone (machine));
  if (ferry_machine_get_tenancy (machine) == FERRY_TENANCY_DEDICATED)
    append_member (script, "Tenancy", "dedicated");
  append_member (script, "SubnetId", ferry_machine_get_subnet_id (machine));
  append_member (script, "PrivateIpAddress", ferry_machine_get_private_ip (machine));
  append_groups (script, machine);
  if (ferry_machine_get_shutdown (machine) == FERRY_SHUTDOWN_TERMINATE)
    append_member (script, "InstanceInitiatedShutdownBehavior", "terminate");
  if (ferry_machine_get_monitoring (machine))
    g_string_append (script, "      Monitoring_Enabled = $true\n");
  append_tags (script, machine, "instance");
  g_string_append (script, "    }\n");
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
  g_autofree char *label = ferry_quote_powershell (name);
  g_autofree char *path = NULL;
  g_autofree char *valid = NULL;
  g_autofree char *user_data = NULL;

  if (missing)
    {
      ferry_script_refuse (machine, missing, error);
      return FALSE;
    }
  path = ferry_script_dup_user_data (machine, error);
  if (path == NULL)
    return FALSE;
  valid = g_utf8_make_valid (path, -1);
  user_data = ferry_quote_powershell (valid);

  g_string_append_printf (script,
                          "  @{\n    Label = %s\n    Region = '%s'\n    Token = '%s'\n"
                          "    UserData = %s\n",
                          label, ferry_machine_get_region (machine), token, user_data);
  append_import (script, machine, token);
  append_instance (script, machine, token);
  g_string_append (script, "  }\n");

  return TRUE;
}

char *
ferry_script_write_powershell (const FerryScriptOrder  *order,
                               GError                 **error)
{
  g_autoptr(GString) script = g_string_new (NULL);
  g_autoptr(GString) machines = g_string_new (NULL);
  g_autofree char *endpoint = ferry_quote_powershell (order->endpoint ? order->endpoint : "");

  for (guint i = 0; i < order->machines->len; i++)
    {
      const FerryScriptMachine *taken = g_ptr_array_index (order->machines, i);

      if (!append_machine (machines, order, taken->machine, error))
        return NULL;
    }

  ferry_script_append_part (script, "ferry-script-powershell.head");
  ferry_script_append_left_out (script, order->n_left_out, "There is a shell script for them.");
  g_string_append_c (script, '\n');
  ferry_script_append_part (script, "ferry-script-powershell.ps1");
  g_string_append_printf (script, "\n$endpoint = %s\n\n$machines = @(\n%s)\n\nMove-Machines\n",
                          endpoint, machines->str);

  return g_string_free (g_steal_pointer (&script), FALSE);
}
