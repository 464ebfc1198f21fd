/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-draft-request.h"

#include "ec2/ferry-import-instance.h"
#include "ec2/ferry-import-volume.h"
#include "manifest/ferry-token.h"

/* The label of a disk's image within an instance's task */
#define MAX_LABEL_BYTES 200

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

  return ferry_token_describe (token, label);
}

FerryRequest *
ferry_draft_request_instance (FerryPlan  *plan,
                              const char *token,
                              GBytes     *user_data,
                              const char *manifest_url)
{
  FerryMachine *machine = ferry_plan_get_machine (plan, 0);
  FerryDisk *disk = ferry_machine_get_boot_disk (machine);
  g_autofree char *description = ferry_draft_request_describe (machine, 0, token);
  g_autofree char *disk_description = ferry_token_clean (ferry_disk_get_name (disk),
                                                         MAX_LABEL_BYTES);
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
                            const char *token,
                            const char *zone,
                            const char *manifest_url)
{
  FerryMachine *machine = ferry_plan_get_machine (plan, 0);
  FerryMachineDisk *machine_disk = ferry_machine_get_disk (machine, position);
  FerryDisk *disk = ferry_machine_disk_get_disk (machine_disk);
  g_autofree char *description = ferry_draft_request_describe (machine, position, token);

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
