/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-orphan-judge.h"

#include <string.h>

#include "base/ferry-json.h"
#include "manifest/ferry-token.h"

#define MANIFEST_PREFIX "ferry-"
#define MANIFEST_SUFFIX ".manifest.xml"
#define MANIFEST_DIGITS 32
#define CLAIM_PREFIX ".ferry-claim-"

/* How old what a task of somebody else has made, or that task, must be. */
#define FOREIGN_DAYS 1
/* EC2 gives a task so long (VM Import facts: expirationTime is about a week after it began). */
#define TASK_DAYS 7

/* What is known of a volume or an instance: the best evidence, and what the journals say. */
typedef struct {
  gboolean               is_suspect;
  FerryOrphanEvidence    evidence;
  const FerryOrphanNote *note;  /* (nullable) */
} Finding;

static gboolean
has_digits (const char *text,
            gsize       n)
{
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isxdigit (text[i]) || g_ascii_isupper (text[i]))
      return FALSE;

  return TRUE;
}

static const char *
get_name (const char *key)
{
  const char *slash = strrchr (key, '/');

  return slash ? slash + 1 : key;
}

gboolean
ferry_orphan_is_manifest_key (const char *key)
{
  const char *name = get_name (key);

  return strlen (name) == strlen (MANIFEST_PREFIX MANIFEST_SUFFIX) + MANIFEST_DIGITS &&
         g_str_has_prefix (name, MANIFEST_PREFIX) && g_str_has_suffix (name, MANIFEST_SUFFIX) &&
         has_digits (name + strlen (MANIFEST_PREFIX), MANIFEST_DIGITS);
}

gboolean
ferry_orphan_is_claim_key (const char *key)
{
  const char *name = get_name (key);

  return strlen (name) == strlen (CLAIM_PREFIX) + FERRY_FINGERPRINT_LENGTH &&
         g_str_has_prefix (name, CLAIM_PREFIX) &&
         has_digits (name + strlen (CLAIM_PREFIX), FERRY_FINGERPRINT_LENGTH);
}

/* @since: (nullable): then it is not known, and so not old */
static gboolean
is_old (const FerryOrphanJudge *self,
        GDateTime              *since,
        int                     days)
{
  return since && g_date_time_difference (self->now, since) > days * G_TIME_SPAN_DAY;
}

static void
add (const FerryOrphanJudge *self,
     FerryOrphanFacts       *facts,
     const FerryOrphanNote  *note)
{
  facts->region = self->region;
  if (note)
    {
      facts->machine = note->machine;
      facts->is_kept = note->use == FERRY_ORPHAN_KEPT;
    }

  g_ptr_array_add (self->orphans, ferry_orphan_new (facts));
}

void
ferry_orphan_judge_manifests (const FerryOrphanJudge *self,
                              const char             *bucket,
                              GPtrArray              *objects)
{
  for (guint i = 0; i < objects->len; i++)
    {
      FerryObject *object = g_ptr_array_index (objects, i);
      const char *key = ferry_object_get_key (object);
      const FerryOrphanNote *note = ferry_orphan_memory_find_manifest (self->memory, bucket, key);
      FerryOrphanFacts facts = {
        .kind = FERRY_ORPHAN_MANIFEST,
        .evidence = note ? FERRY_ORPHAN_BY_JOURNAL : FERRY_ORPHAN_BY_NAME,
        .bucket = bucket,
        .id = key,
        .since = ferry_object_get_modified (object),
      };

      if (ferry_object_is_folder (object) || !ferry_orphan_is_manifest_key (key))
        continue;

      if (note ? note->use != FERRY_ORPHAN_NEEDED
               : is_old (self, facts.since, FERRY_ORPHAN_UNKNOWN_DAYS))
        add (self, &facts, note);
    }
}

/* (nullable) (transfer full) */
static JsonObject *
read_claim (GBytes *content)
{
  gsize size;
  const char *text = g_bytes_get_data (content, &size);

  return size > 0 && g_utf8_validate_len (text, size, NULL) ? ferry_json_parse (text, size, NULL)
                                                            : NULL;
}

char *
ferry_orphan_dup_claim_run (GBytes *content)
{
  g_autoptr(JsonObject) claim = read_claim (content);

  return claim ? g_strdup (ferry_json_get_string (claim, "run")) : NULL;
}

void
ferry_orphan_judge_claim (const FerryOrphanJudge *self,
                          const char             *bucket,
                          FerryObject            *object,
                          GBytes                 *content)
{
  const char *key = ferry_object_get_key (object);
  g_autoptr(JsonObject) claim = read_claim (content);
  const char *run_id = claim ? ferry_json_get_string (claim, "run") : NULL;
  const FerryOrphanNote *note =
    ferry_orphan_memory_find_claim (self->memory, run_id, bucket, key);
  FerryOrphanFacts facts = {
    .kind = FERRY_ORPHAN_CLAIM,
    .evidence = note ? FERRY_ORPHAN_BY_JOURNAL : FERRY_ORPHAN_BY_NAME,
    .bucket = bucket,
    .id = key,
    .machine = claim ? ferry_json_get_string (claim, "machine") : NULL,
    .since = ferry_object_get_modified (object),
    .seen = content,
  };

  if (!ferry_orphan_is_claim_key (key))
    return;

  if (note ? note->use != FERRY_ORPHAN_NEEDED
           : is_old (self, facts.since, FERRY_ORPHAN_UNKNOWN_DAYS))
    add (self, &facts, note);
}

/* (nullable) */
static const char *
find_tag (GStrv       tags,
          const char *key)
{
  for (guint i = 0; tags && tags[i] && tags[i + 1]; i += 2)
    if (g_str_equal (tags[i], key))
      return tags[i + 1];

  return NULL;
}

static gboolean
names (FerryConversionTask *task,
       const char          *id)
{
  if (g_strcmp0 (task->instance_id, id) == 0)
    return TRUE;

  for (guint i = 0; task->volumes && i < task->volumes->len; i++)
    {
      FerryConversionVolume *volume = g_ptr_array_index (task->volumes, i);

      if (g_strcmp0 (volume->volume_id, id) == 0)
        return TRUE;
    }

  return FALSE;
}

/* (nullable): the task that made it */
static FerryConversionTask *
find_task (const FerryOrphanJudge *self,
           const char             *id)
{
  for (guint i = 0; self->tasks && i < self->tasks->len; i++)
    if (names (g_ptr_array_index (self->tasks, i), id))
      return g_ptr_array_index (self->tasks, i);

  return NULL;
}

static gboolean
is_finished (FerryConversionTask *task)
{
  return task->state == FERRY_CONVERSION_COMPLETED || task->state == FERRY_CONVERSION_CANCELLED;
}

/* The evidence that comes first is the best: what the journals say of the thing itself, of the
 * token that is on it, of the token in the description of the task that made it; then a token
 * that they do not know, and a task without one.
 */
static Finding
look_up (const FerryOrphanJudge *self,
         const char             *id,
         GStrv                   tags,
         FerryConversionTask    *task)
{
  const char *tag = find_tag (tags, FERRY_TAG_ATTEMPT);
  g_autofree char *token = task ? ferry_token_of (task->description) : NULL;
  Finding finding = { FALSE };

  finding.note = ferry_orphan_memory_find (self->memory, id);
  finding.evidence = FERRY_ORPHAN_BY_JOURNAL;
  if (finding.note == NULL && tag)
    {
      finding.note = ferry_orphan_memory_find (self->memory, tag);
      finding.evidence = FERRY_ORPHAN_BY_TAG;
    }
  if (finding.note == NULL && token)
    {
      finding.note = ferry_orphan_memory_find (self->memory, token);
      finding.evidence = FERRY_ORPHAN_BY_DESCRIPTION;
    }
  if (finding.note == NULL)
    finding.evidence = tag ? FERRY_ORPHAN_BY_TAG
                           : token ? FERRY_ORPHAN_BY_DESCRIPTION : FERRY_ORPHAN_BY_TASK;

  finding.is_suspect = finding.note ? finding.note->use != FERRY_ORPHAN_NEEDED : tag || task;
  if (task && !is_finished (task))
    finding.is_suspect = FALSE;
  if (finding.note == NULL && self->tasks == NULL)
    finding.is_suspect = FALSE;

  return finding;
}

void
ferry_orphan_judge_volumes (const FerryOrphanJudge *self,
                            GPtrArray              *volumes)
{
  for (guint i = 0; i < volumes->len; i++)
    {
      FerryVolume *volume = g_ptr_array_index (volumes, i);
      Finding finding = look_up (self, volume->id, volume->tags, find_task (self, volume->id));
      int days = finding.evidence == FERRY_ORPHAN_BY_TASK ? FOREIGN_DAYS
                                                          : FERRY_ORPHAN_UNKNOWN_DAYS;
      FerryOrphanFacts facts = {
        .kind = FERRY_ORPHAN_VOLUME,
        .evidence = finding.evidence,
        .id = volume->id,
        .since = volume->created,
        .size = volume->size,
      };

      if (g_strcmp0 (volume->state, "available") != 0 || volume->instance_id ||
          !finding.is_suspect)
        continue;

      if (finding.note || is_old (self, volume->created, days))
        add (self, &facts, finding.note);
    }
}

static guint64
sum_sizes (GPtrArray  *volumes,
           const char *instance_id)
{
  guint64 size = 0;

  for (guint i = 0; i < volumes->len; i++)
    {
      FerryVolume *volume = g_ptr_array_index (volumes, i);

      if (g_strcmp0 (volume->instance_id, instance_id) == 0)
        size += volume->size;
    }

  return size;
}

/* Whoever stops an instance that has landed does not leave it over: a tag, or a task that has
 * completed, says nothing against it.
 */
void
ferry_orphan_judge_instances (const FerryOrphanJudge *self,
                              GPtrArray              *instances,
                              GPtrArray              *volumes)
{
  for (guint i = 0; i < instances->len; i++)
    {
      FerryInstance *instance = g_ptr_array_index (instances, i);
      FerryConversionTask *task = find_task (self, instance->id);
      Finding finding = look_up (self, instance->id, instance->tags, task);
      FerryOrphanFacts facts = {
        .kind = FERRY_ORPHAN_INSTANCE,
        .evidence = finding.evidence,
        .id = instance->id,
        .since = instance->launched,
        .size = sum_sizes (volumes, instance->id),
      };

      if (g_strcmp0 (instance->state, "stopped") != 0 || !finding.is_suspect)
        continue;

      if (finding.note || (task && task->state == FERRY_CONVERSION_CANCELLED))
        add (self, &facts, finding.note);
    }
}

/* (nullable) (transfer full): when it began, as far as its expiration tells */
static GDateTime *
dup_start (FerryConversionTask *task)
{
  return task->expiration ? g_date_time_add_days (task->expiration, -TASK_DAYS) : NULL;
}

/* EC2 does not tell when it has last told something new; but a task that has not told of any
 * progress a day after it began cannot read its manifest or its disk.
 */
static void
judge_task (const FerryOrphanJudge *self,
            FerryConversionTask    *task)
{
  g_autoptr(GDateTime) since = dup_start (task);
  g_autofree char *token = ferry_token_of (task->description);
  const char *message = ferry_conversion_task_get_message (task);
  g_autoptr(GBytes) seen = message ? g_bytes_new (message, strlen (message)) : NULL;
  const FerryOrphanNote *note = ferry_orphan_memory_find (self->memory, task->id);
  FerryOrphanFacts facts = {
    .kind = FERRY_ORPHAN_TASK,
    .evidence = note ? FERRY_ORPHAN_BY_JOURNAL
                     : token ? FERRY_ORPHAN_BY_DESCRIPTION : FERRY_ORPHAN_BY_TASK,
    .id = task->id,
    .since = since,
    .seen = seen,
  };

  if (note == NULL && token)
    note = ferry_orphan_memory_find (self->memory, token);

  if (task->state == FERRY_CONVERSION_ACTIVE &&
      (note == NULL || note->use != FERRY_ORPHAN_NEEDED) &&
      ferry_conversion_task_get_percent (task) < 0 && is_old (self, since, FOREIGN_DAYS))
    add (self, &facts, note);
}

void
ferry_orphan_judge_tasks (const FerryOrphanJudge *self)
{
  for (guint i = 0; self->tasks && i < self->tasks->len; i++)
    judge_task (self, g_ptr_array_index (self->tasks, i));
}
