/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/ferry-disk-look.h"

/* Not by g_cancellable_disconnect(): it would wait for the handler that may be calling. */
static void
waiter_free (gpointer data)
{
  FerryDiskWaiter *waiter = data;

  if (waiter->cancelled_id > 0)
    g_signal_handler_disconnect (g_task_get_cancellable (waiter->task), waiter->cancelled_id);
  g_object_unref (waiter->task);
  g_free (waiter);
}

/* Two accounts may see different things under one name: with other endpoints, other rights. The
 * object's key stands last, because it may hold anything.
 */
char *
ferry_disk_look_make_key (FerryClient *client,
                          const char  *region,
                          const char  *bucket,
                          FerryObject *object)
{
  FerryAccount *account = ferry_client_get_account (client);
  const char *endpoint = ferry_account_get_endpoint (account);
  const char *etag = ferry_object_get_etag (object);

  return g_strdup_printf ("%s\n%s\n%s\n%s\n%s\n%" G_GUINT64_FORMAT "\n%s",
                          ferry_account_get_id (account), endpoint ? endpoint : "",
                          region, bucket, etag ? etag : "", ferry_object_get_size (object),
                          ferry_object_get_key (object));
}

FerryDiskLook *
ferry_disk_look_new (FerryClient *client,
                     const char  *region,
                     const char  *bucket,
                     FerryObject *object,
                     const char  *key)
{
  FerryDiskLook *self = g_new0 (FerryDiskLook, 1);

  self->key = g_strdup (key);
  self->client = g_object_ref (client);
  self->region = g_strdup (region);
  self->bucket = g_strdup (bucket);
  self->asked = g_object_ref (object);
  self->object = g_object_ref (object);
  self->waiters = g_ptr_array_new_with_free_func (waiter_free);

  return self;
}

void
ferry_disk_look_free (FerryDiskLook *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->waiters);
  g_clear_object (&self->cancellable);
  g_object_unref (self->client);
  g_object_unref (self->asked);
  g_object_unref (self->object);
  g_free (self->region);
  g_free (self->bucket);
  g_free (self->key);
  g_free (self);
}

void
ferry_disk_look_add (FerryDiskLook           *self,
                     GTask                   *task,
                     FerryInspectionPriority  priority,
                     GCallback                cancelled)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  FerryDiskWaiter *waiter = g_new0 (FerryDiskWaiter, 1);

  waiter->look = self;
  waiter->task = g_object_ref (task);
  waiter->priority = priority;
  g_ptr_array_add (self->waiters, waiter);
  if (cancellable != NULL)
    waiter->cancelled_id = g_signal_connect (cancellable, "cancelled", cancelled, waiter);
}

gboolean
ferry_disk_look_is_waited_for (FerryDiskLook *self)
{
  for (guint i = 0; i < self->waiters->len; i++)
    {
      const FerryDiskWaiter *waiter = g_ptr_array_index (self->waiters, i);

      if (waiter->priority == FERRY_INSPECTION_WAITED_FOR)
        return TRUE;
    }

  return FALSE;
}

GPtrArray *
ferry_disk_look_steal_tasks (FerryDiskLook *self,
                             gboolean       all)
{
  GPtrArray *tasks = g_ptr_array_new_with_free_func (g_object_unref);
  guint i = 0;

  while (i < self->waiters->len)
    {
      const FerryDiskWaiter *waiter = g_ptr_array_index (self->waiters, i);

      if (all || waiter->priority == FERRY_INSPECTION_BACKGROUND)
        {
          g_ptr_array_add (tasks, g_object_ref (waiter->task));
          g_ptr_array_remove_index (self->waiters, i);
        }
      else
        {
          i++;
        }
    }

  return tasks;
}
