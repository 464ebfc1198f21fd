/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-making.h"

#define ROOT_DEVICE "/dev/sda1"

static FerryRehearsalInstance *
make_instance (FerryRehearsalEstate *estate,
               FerryRehearsalTask   *task)
{
  FerryRehearsalInstance *instance = ferry_rehearsal_instance_new ();
  guint hash = g_str_hash (task->instance_id);

  instance->id = g_strdup (task->instance_id);
  instance->region = g_strdup (task->region);
  instance->zone = ferry_rehearsal_task_dup_zone (task);
  instance->type = g_strdup (task->instance_type);
  instance->architecture = g_strdup (task->architecture);
  instance->platform = g_strdup (task->platform);
  instance->task = g_strdup (task->id);
  instance->subnet_id = g_strdup (task->subnet_id);
  instance->private_ip = task->private_ip ? g_strdup (task->private_ip)
                                          : g_strdup_printf ("172.31.%u.%u", hash % 48,
                                                             4 + hash / 48 % 250);
  instance->state = FERRY_REHEARSAL_INSTANCE_PENDING;
  instance->launched = g_get_real_time () / G_USEC_PER_SEC;
  g_ptr_array_add (ferry_rehearsal_estate_get_instances (estate), instance);

  return instance;
}

static FerryRehearsalVolume *
make_volume (FerryRehearsalEstate *estate,
             FerryRehearsalTask   *task)
{
  FerryRehearsalVolume *volume = ferry_rehearsal_volume_new ();

  volume->id = g_strdup (task->volume_id);
  volume->region = g_strdup (task->region);
  volume->zone = ferry_rehearsal_task_dup_zone (task);
  /* ImportInstance and ImportVolume do not let choose. */
  volume->type = g_strdup ("gp2");
  volume->task = g_strdup (task->id);
  volume->state = FERRY_REHEARSAL_VOLUME_CREATING;
  volume->size = task->volume_size;
  volume->created = g_get_real_time () / G_USEC_PER_SEC;
  g_ptr_array_add (ferry_rehearsal_estate_get_volumes (estate), volume);

  return volume;
}

static void
follow_volume (FerryRehearsalEstate *estate,
               FerryRehearsalTask   *task)
{
  FerryRehearsalVolume *volume = ferry_rehearsal_estate_find_made (estate, task);

  if (volume == NULL)
    {
      if (task->state == FERRY_REHEARSAL_TASK_CANCELLED ||
          (task->bytes_converted == 0 && task->state != FERRY_REHEARSAL_TASK_COMPLETED))
        return;
      volume = make_volume (estate, task);
      if (!ferry_rehearsal_task_is_finished (task))
        ferry_rehearsal_estate_touch_volume (estate, volume);
    }
  if (volume->state != FERRY_REHEARSAL_VOLUME_CREATING || !ferry_rehearsal_task_is_finished (task))
    return;

  if (task->state == FERRY_REHEARSAL_TASK_CANCELLED)
    volume->state = FERRY_REHEARSAL_VOLUME_DELETED;
  else if (task->instance_id)
    ferry_rehearsal_volume_attach (volume, task->instance_id, ROOT_DEVICE);
  else
    volume->state = FERRY_REHEARSAL_VOLUME_AVAILABLE;
  volume->is_root = task->instance_id != NULL;
  ferry_rehearsal_estate_touch_volume (estate, volume);
}

static void
follow_instance (FerryRehearsalEstate *estate,
                 FerryRehearsalTask   *task)
{
  FerryRehearsalInstance *instance = ferry_rehearsal_estate_find_instance (estate, task->region,
                                                                           task->instance_id);

  if (instance == NULL)
    {
      instance = make_instance (estate, task);
      if (!ferry_rehearsal_task_is_finished (task))
        ferry_rehearsal_estate_touch_instance (estate, instance);
    }
  /* One that is changing has been started or ended by somebody. */
  if (instance->state != FERRY_REHEARSAL_INSTANCE_PENDING || instance->is_changing ||
      !ferry_rehearsal_task_is_finished (task))
    return;

  instance->state = task->state == FERRY_REHEARSAL_TASK_COMPLETED
                      ? FERRY_REHEARSAL_INSTANCE_STOPPED : FERRY_REHEARSAL_INSTANCE_TERMINATED;
  ferry_rehearsal_estate_touch_instance (estate, instance);
}

void
ferry_rehearsal_making_follow (FerryRehearsalEstate *estate,
                               FerryRehearsalTask   *task)
{
  /* The root volume first: an instance that is stopped has one. */
  follow_volume (estate, task);
  if (task->instance_id)
    follow_instance (estate, task);
}
