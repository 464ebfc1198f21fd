/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-draft-request.h"

#include <string.h>

#include "ec2/ferry-import-instance.h"
#include "ec2/ferry-import-volume.h"
#include "manifest/ferry-draft.h"

/* EC2 takes 255 bytes; the token comes behind the name. */
#define MAX_NAME_BYTES 200

/* One line of at most MAX_NAME_BYTES, cut between characters. */
static char *
make_label (const char *name)
{
  g_autofree char *label = g_utf8_make_valid (name, -1);

  if (strlen (label) > MAX_NAME_BYTES)
    *g_utf8_find_prev_char (label, label + MAX_NAME_BYTES + 1) = '\0';

  for (char *p = label; *p; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';

  return g_strdup (g_strstrip (label));
}

char *
ferry_draft_describe (const char *token,
                      const char *name)
{
  g_autofree char *label = NULL;

  g_return_val_if_fail (token != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  label = make_label (name);

  return g_strdup_printf ("%s (Ferry import %s)", label, token);
}

static gboolean
is_word_char (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_';
}

gboolean
ferry_draft_is_described_by (const char *description,
                             const char *token)
{
  gsize length;

  g_return_val_if_fail (token != NULL, FALSE);

  length = strlen (token);
  if (description == NULL || length == 0)
    return FALSE;

  for (const char *p = strstr (description, token); p; p = strstr (p + 1, token))
    if ((p == description || !is_word_char (p[-1])) && !is_word_char (p[length]))
      return TRUE;

  return FALSE;
}

/* What a person will tell the task by in EC2's own console. */
char *
ferry_draft_request_describe (FerryMachine *machine,
                              guint         position,
                              const char   *token)
{
  FerryMachineDisk *disk = ferry_machine_get_disk (machine, position);
  const char *wish = ferry_machine_get_description (machine);
  const char *label = *wish ? wish : ferry_machine_get_name (machine);
  g_autofree char *of_disk = NULL;

  if (position > 0)
    {
      of_disk = g_strdup_printf ("%s, %s", label,
                                 ferry_disk_get_name (ferry_machine_disk_get_disk (disk)));
      label = of_disk;
    }

  return ferry_draft_describe (token, label);
}

FerryRequest *
ferry_draft_request_instance (FerryPlan  *plan,
                              GBytes     *user_data,
                              const char *manifest_url)
{
  FerryMachine *machine = ferry_plan_get_machine (plan, 0);
  FerryDisk *disk = ferry_machine_get_boot_disk (machine);
  g_autofree char *description = ferry_draft_request_describe (machine, 0,
                                                               ferry_plan_get_id (plan));
  g_autofree char *disk_description = make_label (ferry_disk_get_name (disk));
  gboolean dedicated = ferry_machine_get_tenancy (machine) == FERRY_TENANCY_DEDICATED;
  gboolean terminates = ferry_machine_get_shutdown (machine) == FERRY_SHUTDOWN_TERMINATE;

  return ferry_import_instance_request (&(FerryImportInstanceInput) {
    .region = ferry_disk_get_region (disk),
    .description = description,
    .platform = ferry_platform_get_name (ferry_machine_get_platform (machine)),
    .architecture = ferry_architecture_get_name (ferry_machine_get_architecture (machine)),
    .instance_type = ferry_machine_get_instance_type (machine),
    .zone = ferry_machine_get_zone (machine),
    .tenancy = dedicated ? "dedicated" : NULL,
    .subnet_id = ferry_machine_get_subnet_id (machine),
    .private_ip = ferry_machine_get_private_ip (machine),
    .group_ids = ferry_machine_get_security_groups (machine),
    .shutdown = terminates ? "terminate" : NULL,
    .monitoring = ferry_machine_get_monitoring (machine),
    .user_data = user_data,
    .disk_description = disk_description,
    .image_format = ferry_disk_report_get_file_format (ferry_disk_get_report (disk)),
    .image_bytes = ferry_disk_get_size (disk),
    .manifest_url = manifest_url,
    .volume_size = ferry_machine_get_volume_size (machine),
  });
}

FerryRequest *
ferry_draft_request_volume (FerryPlan  *plan,
                            guint       position,
                            const char *zone,
                            const char *manifest_url)
{
  FerryMachine *machine = ferry_plan_get_machine (plan, 0);
  FerryMachineDisk *machine_disk = ferry_machine_get_disk (machine, position);
  FerryDisk *disk = ferry_machine_disk_get_disk (machine_disk);
  g_autofree char *description = ferry_draft_request_describe (machine, position,
                                                               ferry_plan_get_id (plan));

  return ferry_import_volume_request (&(FerryImportVolumeInput) {
    .region = ferry_disk_get_region (disk),
    .zone = zone,
    .description = description,
    .image_format = ferry_disk_report_get_file_format (ferry_disk_get_report (disk)),
    .image_bytes = ferry_disk_get_size (disk),
    .manifest_url = manifest_url,
    .volume_size = ferry_machine_disk_get_size (machine_disk),
  });
}
