/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-machine-text.h"

#include "common/ferry-format.h"
#include "wizard/ferry-check-text.h"

#include <glib/gi18n.h>

char *
ferry_machine_text_name (FerryMachine *machine)
{
  g_autofree char *stripped = NULL;

  g_return_val_if_fail (FERRY_IS_MACHINE (machine), NULL);

  stripped = g_strstrip (g_strdup (ferry_machine_get_name (machine)));
  if (*stripped == '\0')
    return g_strdup (_("Without a name"));

  return ferry_format_name (ferry_machine_get_name (machine));
}

/* As the disk calls itself, while that is not contradicted. */
static char *
describe_system (FerryMachine *machine)
{
  FerryDiskReport *report = ferry_disk_get_report (ferry_machine_get_boot_disk (machine));
  const char *platform = ferry_platform_get_name (ferry_machine_get_platform (machine));

  if (report->system && *report->system && g_strcmp0 (report->platform, platform) == 0)
    return ferry_format_name (report->system);

  return g_strdup (platform ? platform : _("Platform not known"));
}

char *
ferry_machine_text_describe (FerryMachine *machine)
{
  g_autofree char *system = NULL;
  g_autofree char *disks = NULL;
  g_autofree char *type = NULL;
  guint n_disks;

  g_return_val_if_fail (FERRY_IS_MACHINE (machine), NULL);

  system = describe_system (machine);
  n_disks = ferry_machine_get_n_disks (machine);
  disks = g_strdup_printf (ngettext ("%u disk", "%u disks", n_disks), n_disks);
  if (*ferry_machine_get_instance_type (machine) == '\0')
    return g_strjoin (" · ", system, disks, NULL);

  type = ferry_format_name (ferry_machine_get_instance_type (machine));

  return g_strjoin (" · ", system, disks, type, NULL);
}

static guint
count_disks (FerryPlan *plan)
{
  guint n_machines = ferry_plan_get_n_machines (plan);
  guint n_disks = 0;

  for (guint i = 0; i < n_machines; i++)
    n_disks += ferry_machine_get_n_disks (ferry_plan_get_machine (plan, i));

  return n_disks;
}

char *
ferry_machine_text_count (FerryPlan *plan)
{
  guint n_machines;
  guint n_disks;
  g_autofree char *disks = NULL;

  g_return_val_if_fail (FERRY_IS_PLAN (plan), NULL);

  n_machines = ferry_plan_get_n_machines (plan);
  n_disks = count_disks (plan);
  if (n_machines == 1 && n_disks == 1)
    return g_strdup (_("One Machine from One Disk"));

  /* Translators: a part of the title “3 Machines from 6 Disks” */
  disks = g_strdup_printf (ngettext ("%u Disk", "%u Disks", n_disks), n_disks);

  /* Translators: %s is “6 Disks” */
  return g_strdup_printf (ngettext ("%u Machine from %s", "%u Machines from %s", n_machines),
                          n_machines, disks);
}

char *
ferry_machine_text_region (FerryPlan *plan)
{
  g_autoptr(GHashTable) regions = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) buckets = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) disks = NULL;
  g_autofree char *region = NULL;
  g_autofree char *bucket = NULL;
  guint n_regions;

  g_return_val_if_fail (FERRY_IS_PLAN (plan), NULL);

  disks = ferry_plan_dup_disks (plan);
  for (guint i = 0; i < disks->len; i++)
    {
      FerryDisk *disk = g_ptr_array_index (disks, i);

      g_hash_table_add (regions, (gpointer) ferry_disk_get_region (disk));
      g_hash_table_add (buckets, (gpointer) ferry_disk_get_bucket (disk));
    }
  n_regions = g_hash_table_size (regions);
  if (n_regions == 0)
    return g_strdup ("");
  if (n_regions > 1)
    return g_strdup_printf (ngettext ("In %u region", "In %u regions", n_regions), n_regions);

  region = ferry_format_region (ferry_disk_get_region (g_ptr_array_index (disks, 0)));
  if (g_hash_table_size (buckets) > 1)
    return g_steal_pointer (&region);

  bucket = ferry_format_name (ferry_disk_get_bucket (g_ptr_array_index (disks, 0)));
  /* Translators: the first %s is a region, "Europe (Ireland)"; the second a bucket’s name. */
  return g_strdup_printf (_("%s, the region of %s"), region, bucket);
}

const char *
ferry_machine_text_setting (const char *property)
{
  const struct {
    const char *property;
    const char *name;
  } settings[] = {
    { "road", C_("setting", "Road") },
    { "platform", C_("setting", "Platform") },
    { "architecture", C_("setting", "Architecture") },
    { "instance-type", C_("setting", "Instance Type") },
    { "subnet-id", C_("setting", "Subnet") },
    { "zone", C_("setting", "Zone") },
    { "security-groups", C_("setting", "Security Groups") },
    { "tenancy", C_("setting", "Tenancy") },
    { "shutdown", C_("setting", "When It Shuts Down") },
    { "monitoring", C_("setting", "Detailed Monitoring") },
    { "user-data", C_("setting", "User Data") },
    { "description", C_("setting", "Description") },
    { "tags", C_("setting", "Tags") },
    { "afterwards", C_("setting", "Disks in the Bucket Afterwards") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    if (g_strcmp0 (settings[i].property, property) == 0)
      return settings[i].name;

  return "";
}

static gboolean
stops_here (const FerryCheck *check)
{
  FerryCheckField field = ferry_check_get_field (check);

  return check->severity == FERRY_SEVERITY_BLOCKS && field != FERRY_CHECK_FIELD_NONE &&
         field != FERRY_CHECK_FIELD_DISKS;
}

char *
ferry_machine_text_reason (FerryPlan *plan,
                           GPtrArray *checks)
{
  const FerryCheck *first = NULL;
  g_autofree char *title = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (FERRY_IS_PLAN (plan), NULL);
  g_return_val_if_fail (checks != NULL, NULL);

  for (guint i = 0; i < checks->len && first == NULL; i++)
    if (stops_here (g_ptr_array_index (checks, i)))
      first = g_ptr_array_index (checks, i);
  if (first == NULL)
    return NULL;

  title = ferry_check_to_title (first);
  if (ferry_plan_get_n_machines (plan) < 2 || first->machine == NULL)
    return g_steal_pointer (&title);

  name = ferry_machine_text_name (first->machine);

  /* Translators: the name of a machine, and what is wrong with it */
  return g_strdup_printf (_("%s: %s"), name, title);
}
