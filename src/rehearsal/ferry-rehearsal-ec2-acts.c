/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-ec2.h"

#include "rehearsal/ferry-rehearsal-ec2-check.h"

#include <string.h>

#define ROOT_DEVICE "/dev/sda1"

static const char *
get (FerryRehearsalExchange *exchange,
     const char             *name)
{
  return ferry_rehearsal_exchange_get_form (exchange, name);
}

/* (nullable): refused already */
static FerryRehearsalVolume *
find_volume (FerryRehearsalExchange *exchange,
             FerryRehearsalStore    *store)
{
  const char *id = get (exchange, "VolumeId");
  FerryRehearsalVolume *volume =
    ferry_rehearsal_estate_find_volume (ferry_rehearsal_store_get_estate (store), exchange->region,
                                        id);

  if (volume == NULL)
    ferry_rehearsal_ec2_refuse (exchange, g_str_has_prefix (id, "vol-") ? "InvalidVolume.NotFound"
                                                                        : "InvalidParameterValue",
                                "The volume '@' does not exist.", id);

  return volume;
}

/* (nullable): refused already */
static FerryRehearsalInstance *
find_instance (FerryRehearsalExchange *exchange,
               FerryRehearsalStore    *store,
               const char             *id)
{
  FerryRehearsalInstance *instance =
    ferry_rehearsal_estate_find_instance (ferry_rehearsal_store_get_estate (store),
                                          exchange->region, id);

  if (instance == NULL)
    ferry_rehearsal_ec2_refuse (exchange,
                                g_str_has_prefix (id, "i-") ? "InvalidInstanceID.NotFound"
                                                            : "InvalidInstanceID.Malformed",
                                "The instance ID '@' does not exist", id);

  return instance;
}

/* AttachVolume */

/* "/dev/sdf", "/dev/sda1", "xvdf" (EC2 User Guide, "Device names on Linux instances") */
static gboolean
check_device_name (FerryRehearsalExchange *exchange)
{
  const char *device = get (exchange, "Device");

  return g_regex_match_simple ("^(/dev/(sd|xvd|hd)|xvd)[a-z]{1,2}[0-9]{0,2}$", device, 0, 0) ||
         ferry_rehearsal_ec2_refuse (exchange, "InvalidParameterValue",
                                     "Value (@) for parameter device is invalid. It is not a valid "
                                     "EBS device name.", device);
}

static gboolean
check_places (FerryRehearsalExchange *exchange,
              FerryRehearsalVolume   *volume,
              FerryRehearsalInstance *instance)
{
  if (instance->state != FERRY_REHEARSAL_INSTANCE_RUNNING &&
      instance->state != FERRY_REHEARSAL_INSTANCE_STOPPED)
    return ferry_rehearsal_ec2_refuse (exchange, "IncorrectState",
                                       "The instance '@' is not 'running' or 'stopped'.",
                                       instance->id);
  if (volume->state == FERRY_REHEARSAL_VOLUME_IN_USE)
    return ferry_rehearsal_ec2_refuse (exchange, "VolumeInUse",
                                       "@ is already attached to an instance", volume->id);
  if (volume->state != FERRY_REHEARSAL_VOLUME_AVAILABLE)
    return ferry_rehearsal_ec2_refuse (exchange, "IncorrectState", "@ is not 'available'.",
                                       volume->id);

  return g_str_equal (volume->zone, instance->zone) ||
         ferry_rehearsal_ec2_refuse (exchange, "InvalidVolume.ZoneMismatch",
                                     "The volume '@' is not in the same availability zone as the "
                                     "instance", volume->id);
}

static void
attach_volume (FerryRehearsalExchange *exchange,
               FerryRehearsalStore    *store)
{
  static const char *const needed[] = { "VolumeId", "InstanceId", "Device", NULL };
  static const char *const optional[] = { NULL };
  FerryRehearsalEstate *estate = ferry_rehearsal_store_get_estate (store);
  FerryRehearsalVolume *volume;
  FerryRehearsalInstance *instance;
  g_autoptr(GString) xml = NULL;
  const char *device = get (exchange, "Device");

  if (!ferry_rehearsal_ec2_check_names (exchange, needed, optional) ||
      (volume = find_volume (exchange, store)) == NULL ||
      (instance = find_instance (exchange, store, get (exchange, "InstanceId"))) == NULL ||
      !check_device_name (exchange) || !check_places (exchange, volume, instance))
    return;
  if (ferry_rehearsal_estate_find_device (estate, instance->id, device))
    {
      ferry_rehearsal_ec2_refuse (exchange, "InvalidParameterValue",
                                  "Invalid value '@' for unixDevice. Attachment point @ is already "
                                  "in use", device);
      return;
    }
  if (!ferry_rehearsal_ec2_check_dry_run (exchange))
    return;

  ferry_rehearsal_volume_attach (volume, instance->id, device);
  ferry_rehearsal_estate_touch_volume (estate, volume);
  xml = ferry_rehearsal_ec2_open (exchange);
  ferry_rehearsal_volume_append_attachment (volume, "attaching", xml);
  ferry_rehearsal_ec2_close (exchange, xml);
}

/* DeleteVolume */

static void
delete_volume (FerryRehearsalExchange *exchange,
               FerryRehearsalStore    *store)
{
  static const char *const needed[] = { "VolumeId", NULL };
  static const char *const optional[] = { NULL };
  FerryRehearsalVolume *volume;
  g_autoptr(GString) xml = NULL;

  if (!ferry_rehearsal_ec2_check_names (exchange, needed, optional) ||
      (volume = find_volume (exchange, store)) == NULL)
    return;
  if (volume->state != FERRY_REHEARSAL_VOLUME_AVAILABLE)
    {
      gboolean in_use = volume->state == FERRY_REHEARSAL_VOLUME_IN_USE;

      ferry_rehearsal_ec2_refuse (exchange, in_use ? "VolumeInUse" : "IncorrectState",
                                  in_use ? "Volume @ is currently attached to an instance"
                                         : "The volume '@' is not 'available'.", volume->id);
      return;
    }
  if (!ferry_rehearsal_ec2_check_dry_run (exchange))
    return;

  volume->state = FERRY_REHEARSAL_VOLUME_DELETED;
  ferry_rehearsal_estate_touch_volume (ferry_rehearsal_store_get_estate (store), volume);
  xml = ferry_rehearsal_ec2_open (exchange);
  ferry_rehearsal_append_element (xml, "return", "true");
  ferry_rehearsal_ec2_close (exchange, xml);
}

/* StartInstances and TerminateInstances */

typedef gboolean (*CheckInstance) (FerryRehearsalExchange *exchange,
                                   FerryRehearsalEstate   *estate,
                                   FerryRehearsalInstance *instance);

static gboolean
check_start (FerryRehearsalExchange *exchange,
             FerryRehearsalEstate   *estate,
             FerryRehearsalInstance *instance)
{
  if (instance->state == FERRY_REHEARSAL_INSTANCE_SHUTTING_DOWN ||
      instance->state == FERRY_REHEARSAL_INSTANCE_TERMINATED ||
      instance->state == FERRY_REHEARSAL_INSTANCE_STOPPING)
    return ferry_rehearsal_ec2_refuse (exchange, "IncorrectInstanceState",
                                       "The instance '@' is not in a state from which it can be "
                                       "started.", instance->id);

  return ferry_rehearsal_estate_find_device (estate, instance->id, ROOT_DEVICE) != NULL ||
         ferry_rehearsal_ec2_refuse (exchange, "InvalidParameterValue",
                                     "Invalid value '@' for instanceId. Instance does not have a "
                                     "volume attached at root (" ROOT_DEVICE ")", instance->id);
}

static gboolean
check_terminate (FerryRehearsalExchange *exchange,
                 FerryRehearsalEstate   *estate,
                 FerryRehearsalInstance *instance)
{
  /* That is for CancelConversionTask. */
  return instance->state != FERRY_REHEARSAL_INSTANCE_PENDING || instance->is_changing ||
         ferry_rehearsal_ec2_refuse (exchange, "IncorrectInstanceState",
                                     "The instance '@' is being imported.", instance->id);
}

/* All of them, or none where one is not as it should be. (nullable) (transfer container) */
static GPtrArray *
find_instances (FerryRehearsalExchange *exchange,
                FerryRehearsalStore    *store,
                CheckInstance           check)
{
  static const char *const needed[] = { "InstanceId.1", NULL };
  static const char *const optional[] = { "InstanceId.", NULL };
  g_autoptr(GPtrArray) instances = g_ptr_array_new ();
  const char *id = get (exchange, "InstanceId.1");

  if (!ferry_rehearsal_ec2_check_names (exchange, needed, optional))
    return NULL;
  for (guint i = 1; id; i++)
    {
      g_autofree char *next = g_strdup_printf ("InstanceId.%u", i + 1);
      FerryRehearsalInstance *instance = find_instance (exchange, store, id);

      if (instance == NULL ||
          !check (exchange, ferry_rehearsal_store_get_estate (store), instance))
        return NULL;
      g_ptr_array_add (instances, instance);
      id = get (exchange, next);
    }

  return ferry_rehearsal_ec2_check_dry_run (exchange) ? g_steal_pointer (&instances) : NULL;
}

static void
change_instances (FerryRehearsalExchange *exchange,
                  FerryRehearsalStore    *store,
                  gboolean                start)
{
  FerryRehearsalEstate *estate = ferry_rehearsal_store_get_estate (store);
  g_autoptr(GPtrArray) instances = find_instances (exchange, store,
                                                   start ? check_start : check_terminate);
  g_autoptr(GString) xml = NULL;

  if (instances == NULL)
    return;

  xml = ferry_rehearsal_ec2_open (exchange);
  g_string_append (xml, "<instancesSet>");
  for (guint i = 0; i < instances->len; i++)
    {
      FerryRehearsalInstance *instance = g_ptr_array_index (instances, i);
      FerryRehearsalInstanceState before = instance->state;

      if (start && before == FERRY_REHEARSAL_INSTANCE_STOPPED)
        ferry_rehearsal_estate_start (estate, instance);
      else if (!start && before != FERRY_REHEARSAL_INSTANCE_TERMINATED &&
               before != FERRY_REHEARSAL_INSTANCE_SHUTTING_DOWN)
        ferry_rehearsal_estate_terminate (estate, instance);
      g_string_append (xml, "<item>");
      ferry_rehearsal_append_element (xml, "instanceId", instance->id);
      ferry_rehearsal_instance_append_state (instance->state, "currentState", xml);
      ferry_rehearsal_instance_append_state (before, "previousState", xml);
      g_string_append (xml, "</item>");
    }
  g_string_append (xml, "</instancesSet>");
  ferry_rehearsal_ec2_close (exchange, xml);
}

static void
start_instances (FerryRehearsalExchange *exchange,
                 FerryRehearsalStore    *store)
{
  change_instances (exchange, store, TRUE);
}

static void
terminate_instances (FerryRehearsalExchange *exchange,
                     FerryRehearsalStore    *store)
{
  change_instances (exchange, store, FALSE);
}

gboolean
ferry_rehearsal_ec2_act (FerryRehearsalExchange *exchange,
                         FerryRehearsalStore    *store)
{
  static const struct {
    const char *operation;
    void      (*answer) (FerryRehearsalExchange *exchange,
                         FerryRehearsalStore    *store);
  } acts[] = {
    { "AttachVolume", attach_volume },
    { "CreateTags", ferry_rehearsal_ec2_create_tags },
    { "DeleteVolume", delete_volume },
    { "StartInstances", start_instances },
    { "TerminateInstances", terminate_instances },
  };

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_str_equal (exchange->operation, acts[i].operation))
      {
        acts[i].answer (exchange, store);
        return TRUE;
      }

  return FALSE;
}
