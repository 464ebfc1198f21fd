/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-import-private.h"

#include <string.h>

#include "base/ferry-error.h"
#include "ec2/ferry-conversion-tasks.h"
#include "ec2/ferry-instance.h"
#include "ec2/ferry-volume.h"
#include "manifest/ferry-token.h"

/* Whether EC2 has the disk already, of an attempt that this import does not know: another desk's,
 * or one of a later state of this journal, where an older one was put back.
 */

static gboolean
is_over (FerryImport *self)
{
  return ferry_import_is_abandoned (self) || !self->is_beginning;
}

/* Of this run's time, as far as it is known. @made: (nullable): or so many days before */
static gboolean
is_recent (FerryImport *self,
           GDateTime   *made,
           int          days)
{
  g_autoptr(GDateTime) since = ferry_import_dup_since (self);

  return made == NULL || g_date_time_difference (made, since) >= days * G_TIME_SPAN_DAY;
}

/* Whether a person has tried again although it was there. */
static gboolean
is_known (FerryImport *self,
          const char  *token)
{
  return self->rivals && strstr (self->rivals, token);
}

/* For who tries again after this. */
static void
remember (FerryImport *self,
          const char  *token)
{
  g_autofree char *before = g_steal_pointer (&self->rivals);

  self->rivals = before ? g_strconcat (before, " ", token, NULL) : g_strdup (token);
}

/* @id: of the task, the instance or the volume */
static void
give_way (FerryImport *self,
          const char  *id,
          const char  *token,
          gboolean     is_done)
{
  g_autoptr(GError) error = NULL;

  if (is_done)
    remember (self, token);
  g_set_error (&error, FERRY_ERROR, FERRY_ERROR_CONFLICT,
               is_done ? "EC2 has imported this disk already, by a task that is not of this "
                         "import: %s. Try again to import it once more"
                       : "EC2 imports this disk already, by a task that is not of this import: %s",
               id);
  ferry_import_give_up (self, error);
}

static gboolean
is_of_disk (FerryImport *self,
            const char  *token)
{
  g_autofree char *fingerprint = ferry_token_fingerprint (self->disk);

  return g_str_equal (ferry_token_get_fingerprint (token), fingerprint);
}

static gboolean
is_own (FerryImport *self,
        const char  *token)
{
  return g_ptr_array_find_with_equal_func (ferry_task_get_former_tokens (self->task), token,
                                           g_str_equal, NULL) ||
         g_str_equal (ferry_task_get_token (self->task), token);
}

static gboolean
is_in_the_way (FerryImport         *self,
               FerryConversionTask *task,
               const char          *token)
{
  if (task->state == FERRY_CONVERSION_ACTIVE)
    return TRUE;

  return task->state == FERRY_CONVERSION_COMPLETED && !is_known (self, token) &&
         is_recent (self, task->expiration, FERRY_CONVERSION_TASK_DAYS);
}

/* (nullable): a task of this very disk; @is_ours: of an earlier attempt of ours, which goes before
 * everybody else's
 */
static FerryConversionTask *
find_rival (FerryImport *self,
            GPtrArray   *tasks,
            gboolean    *is_ours)
{
  g_autoptr(GHashTable) tokens = ferry_import_dup_tokens (self, FALSE);
  FerryConversionTask *rival = NULL;

  *is_ours = FALSE;
  for (guint i = 0; i < tasks->len && !*is_ours; i++)
    {
      FerryConversionTask *task = g_ptr_array_index (tasks, i);
      g_autofree char *token = ferry_token_of (task->description);

      if (token == NULL || !is_of_disk (self, token))
        continue;

      *is_ours = task->state == FERRY_CONVERSION_ACTIVE && is_own (self, token);
      /* Another machine of the run may have the same disk. */
      if (*is_ours ||
          (!g_hash_table_contains (tokens, token) && is_in_the_way (self, task, token) &&
           (rival == NULL || rival->state != FERRY_CONVERSION_ACTIVE)))
        rival = task;
    }

  return rival;
}

/* (nullable): the token among @tags, if it is of somebody else's import of this disk */
static const char *
find_foreign (FerryImport       *self,
              const char *const *tags,
              GHashTable        *tokens)
{
  for (guint i = 0; tags && tags[i] && tags[i + 1]; i += 2)
    {
      g_autofree char *token = g_str_equal (tags[i], FERRY_TAG_ATTEMPT)
                                 ? ferry_token_find (tags[i + 1]) : NULL;

      if (token && is_of_disk (self, token) && !g_hash_table_contains (tokens, token) &&
          !is_known (self, token))
        return tags[i + 1];
    }

  return NULL;
}

/* (nullable): its token; @id: (out): what it has become */
static const char *
find_instance (FerryImport  *self,
               GPtrArray    *instances,
               const char  **id)
{
  g_autoptr(GHashTable) tokens = ferry_import_dup_tokens (self, FALSE);
  const char *token = NULL;

  for (guint i = 0; i < instances->len && token == NULL; i++)
    {
      FerryInstance *instance = g_ptr_array_index (instances, i);

      if (g_str_equal (instance->state, "terminated") ||
          g_str_equal (instance->state, "shutting-down") ||
          !is_recent (self, instance->launched, 0))
        continue;

      token = find_foreign (self, (const char *const *) instance->tags, tokens);
      *id = instance->id;
    }

  return token;
}

static const char *
find_volume (FerryImport  *self,
             GPtrArray    *volumes,
             const char  **id)
{
  g_autoptr(GHashTable) tokens = ferry_import_dup_tokens (self, FALSE);
  const char *token = NULL;

  for (guint i = 0; i < volumes->len && token == NULL; i++)
    {
      FerryVolume *volume = g_ptr_array_index (volumes, i);

      if (g_str_equal (volume->state, "deleted") || g_str_equal (volume->state, "deleting") ||
          !is_recent (self, volume->created, 0))
        continue;

      token = find_foreign (self, (const char *const *) volume->tags, tokens);
      *id = volume->id;
    }

  return token;
}

/* Goes on, or ends it: who may not ask has the claim to go by. */
static void
go_on (FerryImport *self,
       GError      *error)
{
  g_autoptr(GError) reason = error;

  if (g_error_matches (reason, FERRY_ERROR, FERRY_ERROR_DENIED))
    g_clear_error (&reason);
  if (reason || self->wants_cancel)
    ferry_import_give_up (self, reason);
  else
    ferry_import_claim (self);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  FerryClient *client = FERRY_CLIENT (source);
  g_autoptr(Awaited) self = user_data;
  g_autoptr(GPtrArray) made = NULL;
  const gboolean volumes = ferry_import_makes_volume (self);
  const char *token = NULL;
  const char *id = NULL;
  GError *error = NULL;

  made = volumes ? ferry_describe_volumes_finish (client, result, &error)
                 : ferry_describe_instances_finish (client, result, &error);
  if (is_over (self))
    {
      g_clear_error (&error);
      return;
    }

  if (made)
    token = volumes ? find_volume (self, made, &id) : find_instance (self, made, &id);
  if (token)
    give_way (self, id, token, TRUE);
  else
    go_on (self, error);
}

/* The task may have aged out, then its description is gone, but the tags stay. */
static void
look_for_made (FerryImport *self)
{
  g_autofree char *fingerprint = ferry_token_fingerprint (self->disk);
  g_autofree char *pattern = g_strconcat ("*", fingerprint, NULL);
  const char *filters[] = { "tag:" FERRY_TAG_ATTEMPT, pattern, NULL };
  const char *region = ferry_disk_get_region (self->disk);

  if (ferry_import_makes_volume (self))
    ferry_describe_volumes_async (self->client, region, NULL, filters, self->cancellable, made_cb,
                                  ferry_import_await (self));
  else
    ferry_describe_instances_async (self->client, region, NULL, filters, self->cancellable,
                                    made_cb, ferry_import_await (self));
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Awaited) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) tasks = ferry_describe_conversion_tasks_finish (FERRY_CLIENT (source),
                                                                       result, &error);
  gboolean is_ours = FALSE;
  FerryConversionTask *rival;
  g_autofree char *token = NULL;

  if (is_over (self))
    return;

  rival = tasks ? find_rival (self, tasks, &is_ours) : NULL;
  token = rival ? ferry_token_of (rival->description) : NULL;
  if (rival && is_ours)
    ferry_import_adopt (self, rival, token);
  else if (rival)
    give_way (self, rival->id, token, rival->state == FERRY_CONVERSION_COMPLETED);
  else if (tasks || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_DENIED))
    look_for_made (self);
  else
    ferry_import_give_up (self, error);
}

/* Whether another desk imports the disk or has, or an earlier attempt has shown itself after all.
 */
void
ferry_import_prepare (FerryImport *self)
{
  ferry_describe_conversion_tasks_async (self->client, ferry_disk_get_region (self->disk), NULL,
                                         self->cancellable, looked_cb, ferry_import_await (self));
}
