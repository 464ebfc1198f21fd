/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ec2/ferry-instance.h"

#include "ec2/ferry-describe-all.h"
#include "ec2/ferry-describe-page.h"

/* EC2 takes 5 to 1000. An instance is some 4 KiB. */
#define INSTANCES_A_PAGE 500

G_DEFINE_BOXED_TYPE (FerryInstance, ferry_instance, ferry_instance_ref, ferry_instance_unref)

FerryInstance *
ferry_instance_ref (FerryInstance *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
instance_clear (gpointer data)
{
  FerryInstance *self = data;

  g_free (self->id);
  g_free (self->state);
  g_free (self->type);
  g_free (self->zone);
  g_free (self->subnet_id);
  g_free (self->private_ip);
  g_free (self->public_ip);
  g_free (self->root_device);
  g_clear_pointer (&self->launched, g_date_time_unref);
  g_strfreev (self->devices);
  g_strfreev (self->tags);
}

void
ferry_instance_unref (FerryInstance *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, instance_clear);
}

FerryRequest *
ferry_describe_instances_request (const char        *region,
                                  GPtrArray         *ids,
                                  const char *const *filters,
                                  const char        *token)
{
  FerryRequest *request;

  /* EC2 refuses ids in pages. */
  request = ferry_describe_page_request ("DescribeInstances", region, ids ? 0 : INSTANCES_A_PAGE,
                                         token);
  ferry_describe_add_list (request, "InstanceId", ids);
  ferry_describe_add_filters (request, filters);

  return request;
}

/* Only what lies on a volume: an instance store has a name, too, and is of no interest. */
static GStrv
dup_devices (FerryXml *item)
{
  g_autoptr(GStrvBuilder) devices = g_strv_builder_new ();
  FerryXml *set = ferry_xml_find (item, "blockDeviceMapping");

  for (FerryXml *i = set ? ferry_xml_first (set, "item") : NULL; i; i = ferry_xml_next (i))
    {
      const char *name = ferry_xml_find_text (i, "deviceName");
      const char *volume = ferry_xml_find_text (i, "ebs/volumeId");

      if (name && volume)
        g_strv_builder_add_many (devices, name, volume, NULL);
    }

  return g_strv_builder_end (devices);
}

static FerryInstance *
instance_from_xml (FerryXml  *item,
                   GError   **error)
{
  const char *id = ferry_describe_need (item, "instanceId", error);
  const char *state = id ? ferry_describe_need (item, "instanceState/name", error) : NULL;
  FerryInstance *instance;

  if (state == NULL)
    return NULL;

  instance = g_atomic_rc_box_new0 (FerryInstance);
  instance->id = g_strdup (id);
  instance->state = g_strdup (state);
  instance->type = ferry_describe_dup (item, "instanceType");
  instance->zone = ferry_describe_dup (item, "placement/availabilityZone");
  instance->subnet_id = g_strdup (ferry_xml_find_text (item, "subnetId"));
  instance->private_ip = g_strdup (ferry_xml_find_text (item, "privateIpAddress"));
  instance->public_ip = g_strdup (ferry_xml_find_text (item, "ipAddress"));
  instance->root_device = g_strdup (ferry_xml_find_text (item, "rootDeviceName"));
  instance->launched = ferry_describe_dup_time (item, "launchTime");
  instance->devices = dup_devices (item);
  instance->tags = ferry_describe_dup_tags (item);

  return instance;
}

static gboolean
read_reservation (FerryXml   *reservation,
                  GPtrArray  *items,
                  GError    **error)
{
  FerryXml *set = ferry_xml_find (reservation, "instancesSet");

  for (FerryXml *i = set ? ferry_xml_first (set, "item") : NULL; i; i = ferry_xml_next (i))
    {
      FerryInstance *instance = instance_from_xml (i, error);

      if (instance == NULL)
        return FALSE;
      g_ptr_array_add (items, instance);
    }

  return TRUE;
}

GPtrArray *
ferry_describe_instances_parse (GBytes  *body,
                                char   **next_token,
                                GError **error)
{
  return ferry_describe_page_parse (body, "DescribeInstances", "reservationSet", read_reservation,
                                    (GDestroyNotify) ferry_instance_unref, next_token, error);
}

void
ferry_describe_instances_async (FerryClient         *client,
                                const char          *region,
                                GPtrArray           *ids,
                                const char *const   *filters,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  static const FerryDescribeCall call = { ferry_describe_instances_request,
                                          ferry_describe_instances_parse };

  ferry_describe_all_async (client, &call, region, ids, filters, ferry_describe_instances_async,
                            cancellable, callback, user_data);
}

GPtrArray *
ferry_describe_instances_finish (FerryClient   *client,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return ferry_describe_all_finish (client, result, ferry_describe_instances_async, error);
}
