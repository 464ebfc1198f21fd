/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ec2/ferry-conversion-task.h"

#include <string.h>

#include "base/ferry-error.h"
#include "base/ferry-redact.h"
#include "base/ferry-time.h"

G_DEFINE_BOXED_TYPE (FerryConversionTask, ferry_conversion_task,
                     ferry_conversion_task_ref, ferry_conversion_task_unref)

static void
volume_free (FerryConversionVolume *volume)
{
  g_free (volume->status);
  g_free (volume->status_message);
  g_free (volume->zone);
  g_free (volume->format);
  g_free (volume->volume_id);
  g_free (volume);
}

FerryConversionTask *
ferry_conversion_task_ref (FerryConversionTask *task)
{
  g_return_val_if_fail (task != NULL, NULL);

  g_atomic_ref_count_inc (&task->ref_count);

  return task;
}

void
ferry_conversion_task_unref (FerryConversionTask *task)
{
  g_return_if_fail (task != NULL);

  if (!g_atomic_ref_count_dec (&task->ref_count))
    return;

  g_free (task->id);
  g_free (task->status_message);
  g_clear_pointer (&task->expiration, g_date_time_unref);
  g_free (task->platform);
  g_free (task->instance_id);
  g_free (task->description);
  g_free (task->request_id);
  g_ptr_array_unref (task->volumes);
  g_free (task);
}

/* EC2 may quote the manifest's link in whatever it says. */
static char *
dup_redacted (FerryXml   *element,
              const char *path)
{
  const char *text = ferry_xml_find_text (element, path);

  return text ? ferry_redact (text) : NULL;
}

static FerryConversionState
parse_state (const char *text)
{
  static const char * const states[] = {
    [FERRY_CONVERSION_ACTIVE] = "active",
    [FERRY_CONVERSION_CANCELLING] = "cancelling",
    [FERRY_CONVERSION_CANCELLED] = "cancelled",
    [FERRY_CONVERSION_COMPLETED] = "completed",
  };

  for (gsize i = FERRY_CONVERSION_ACTIVE; i < G_N_ELEMENTS (states); i++)
    {
      if (g_strcmp0 (text, states[i]) == 0)
        return i;
    }

  return FERRY_CONVERSION_UNKNOWN;
}

static FerryConversionVolume *
volume_from_xml (FerryXml *element)
{
  FerryConversionVolume *volume = g_new0 (FerryConversionVolume, 1);

  ferry_xml_find_size (element, "bytesConverted", &volume->bytes_converted);
  volume->status = dup_redacted (element, "status");
  volume->status_message = dup_redacted (element, "statusMessage");
  volume->zone = g_strdup (ferry_xml_find_text (element, "availabilityZone"));
  volume->format = g_strdup (ferry_xml_find_text (element, "image/format"));
  ferry_xml_find_size (element, "image/size", &volume->image_size);
  volume->volume_id = g_strdup (ferry_xml_find_text (element, "volume/id"));
  ferry_xml_find_size (element, "volume/size", &volume->volume_size);

  return volume;
}

static void
read_instance (FerryConversionTask *task,
               FerryXml            *instance)
{
  FerryXml *set = ferry_xml_find (instance, "volumes");

  task->platform = g_strdup (ferry_xml_find_text (instance, "platform"));
  task->instance_id = g_strdup (ferry_xml_find_text (instance, "instanceId"));
  task->description = dup_redacted (instance, "description");

  for (FerryXml *i = set ? ferry_xml_first (set, "item") : NULL; i; i = ferry_xml_next (i))
    g_ptr_array_add (task->volumes, volume_from_xml (i));
}

FerryConversionTask *
ferry_conversion_task_from_xml (FerryXml  *element,
                                GError   **error)
{
  const char *id = ferry_xml_find_text (element, "conversionTaskId");
  const char *expiration = ferry_xml_find_text (element, "expirationTime");
  FerryXml *instance = ferry_xml_find (element, "importInstance");
  FerryXml *volume = ferry_xml_find (element, "importVolume");
  FerryConversionTask *task;

  if (id == NULL)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY,
                           "The reply holds a conversion task without an id");
      return NULL;
    }

  task = g_new0 (FerryConversionTask, 1);
  g_atomic_ref_count_init (&task->ref_count);
  task->id = g_strdup (id);
  task->state = parse_state (ferry_xml_find_text (element, "state"));
  task->status_message = dup_redacted (element, "statusMessage");
  task->expiration = expiration ? ferry_time_parse (expiration) : NULL;
  task->volumes = g_ptr_array_new_with_free_func ((GDestroyNotify) volume_free);

  if (instance)
    read_instance (task, instance);
  else if (volume)
    {
      task->description = dup_redacted (volume, "description");
      g_ptr_array_add (task->volumes, volume_from_xml (volume));
    }

  return task;
}

FerryConversionTask *
ferry_conversion_task_parse (GBytes      *body,
                             const char  *operation,
                             GError     **error)
{
  g_autoptr(FerryXml) root = ferry_xml_parse (body, error);
  FerryConversionTask *task;
  FerryXml *element;

  if (root == NULL)
    return NULL;

  element = ferry_xml_find (root, "conversionTask");
  if (element)
    {
      task = ferry_conversion_task_from_xml (element, error);
      if (task)
        task->request_id = g_strdup (ferry_xml_find_text (root, "requestId"));

      return task;
    }

  g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY, "%s: the reply holds no task", operation);
  return NULL;
}

const char *
ferry_conversion_task_get_message (FerryConversionTask *task)
{
  g_return_val_if_fail (task != NULL, NULL);

  for (guint i = 0; i < task->volumes->len; i++)
    {
      const FerryConversionVolume *volume = g_ptr_array_index (task->volumes, i);

      if (volume->status_message)
        return volume->status_message;
    }

  return task->status_message;
}

/* The number before the first "%" behind "Progress:". */
static int
parse_percent (const char *message)
{
  const char *number = message ? strstr (message, "Progress:") : NULL;
  char *end = NULL;
  guint64 percent;

  if (number == NULL)
    return -1;

  number += strlen ("Progress:");
  while (*number == ' ')
    number++;
  if (!g_ascii_isdigit (*number))
    return -1;

  percent = g_ascii_strtoull (number, &end, 10);

  return *end == '%' && percent <= 100 ? (int) percent : -1;
}

int
ferry_conversion_task_get_percent (FerryConversionTask *task)
{
  int percent;

  g_return_val_if_fail (task != NULL, -1);

  percent = parse_percent (ferry_conversion_task_get_message (task));

  return percent >= 0 ? percent : parse_percent (task->status_message);
}
