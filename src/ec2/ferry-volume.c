/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ec2/ferry-volume.h"

#include "ec2/ferry-describe-all.h"
#include "ec2/ferry-describe-page.h"

/* EC2 takes 5 to 500. */
#define VOLUMES_A_PAGE 500

G_DEFINE_BOXED_TYPE (FerryVolume, ferry_volume, ferry_volume_ref, ferry_volume_unref)

FerryVolume *
ferry_volume_ref (FerryVolume *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
volume_clear (gpointer data)
{
  FerryVolume *self = data;

  g_free (self->id);
  g_free (self->state);
  g_free (self->zone);
  g_free (self->type);
  g_clear_pointer (&self->created, g_date_time_unref);
  g_free (self->instance_id);
  g_free (self->device);
  g_free (self->attachment_state);
  g_strfreev (self->tags);
}

void
ferry_volume_unref (FerryVolume *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, volume_clear);
}

FerryRequest *
ferry_describe_volumes_request (const char        *region,
                                GPtrArray         *ids,
                                const char *const *filters,
                                const char        *token)
{
  FerryRequest *request;

  /* EC2 refuses ids in pages. */
  request = ferry_describe_page_request ("DescribeVolumes", region, ids ? 0 : VOLUMES_A_PAGE,
                                         token);
  ferry_describe_add_list (request, "VolumeId", ids);
  ferry_describe_add_filters (request, filters);

  return request;
}

/* The first one: more than one instance can only use a volume of another type. */
static void
read_attachment (FerryVolume *volume,
                 FerryXml    *item)
{
  volume->instance_id = g_strdup (ferry_xml_find_text (item, "attachmentSet/item/instanceId"));
  volume->device = g_strdup (ferry_xml_find_text (item, "attachmentSet/item/device"));
  volume->attachment_state = g_strdup (ferry_xml_find_text (item, "attachmentSet/item/status"));
}

static gboolean
read_volume (FerryXml   *item,
             GPtrArray  *items,
             GError    **error)
{
  const char *id = ferry_describe_need (item, "volumeId", error);
  const char *state = id ? ferry_describe_need (item, "status", error) : NULL;
  FerryVolume *volume;

  if (state == NULL)
    return FALSE;

  volume = g_atomic_rc_box_new0 (FerryVolume);
  volume->id = g_strdup (id);
  volume->state = g_strdup (state);
  ferry_xml_find_size (item, "size", &volume->size);
  volume->zone = ferry_describe_dup (item, "availabilityZone");
  volume->type = ferry_describe_dup (item, "volumeType");
  volume->encrypted = ferry_describe_is_true (item, "encrypted");
  volume->created = ferry_describe_dup_time (item, "createTime");
  read_attachment (volume, item);
  volume->tags = ferry_describe_dup_tags (item);
  g_ptr_array_add (items, volume);

  return TRUE;
}

GPtrArray *
ferry_describe_volumes_parse (GBytes  *body,
                              char   **next_token,
                              GError **error)
{
  return ferry_describe_page_parse (body, "DescribeVolumes", "volumeSet", read_volume,
                                    (GDestroyNotify) ferry_volume_unref, next_token, error);
}

void
ferry_describe_volumes_async (FerryClient         *client,
                              const char          *region,
                              GPtrArray           *ids,
                              const char *const   *filters,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  static const FerryDescribeCall call = { ferry_describe_volumes_request,
                                          ferry_describe_volumes_parse };

  ferry_describe_all_async (client, &call, region, ids, filters, ferry_describe_volumes_async,
                            cancellable, callback, user_data);
}

GPtrArray *
ferry_describe_volumes_finish (FerryClient   *client,
                               GAsyncResult  *result,
                               GError       **error)
{
  return ferry_describe_all_finish (client, result, ferry_describe_volumes_async, error);
}
