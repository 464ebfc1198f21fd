/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/ferry-disk-inspections.h"

#include "base/ferry-error.h"
#include "bucket/ferry-s3-object.h"
#include "disk/ferry-disk-findings.h"
#include "disk/ferry-disk-inspector.h"
#include "disk/ferry-disk-look.h"

#define MAX_FINDINGS 1000

/* Who asked is a waiter: a task of this object. A look has waiters, and ends when the last one has
 * gone. It waits in the queue or runs; a run that was cancelled counts until its callback has come,
 * so that there are never more requests than there may be.
 */
struct _FerryDiskInspections {
  GObject            parent_instance;

  FerryDiskFindings *findings;
  GHashTable        *looks;      /* of their keys: those that wait or run; owns them */
  GQueue             waiting;    /* FerryDiskLook */
  GQueue             running;    /* FerryDiskLook, the youngest last */
  guint              n_runs;     /* callbacks that are to come */
  guint              n_ending;   /* of them: cancelled */
};

G_DEFINE_FINAL_TYPE (FerryDiskInspections, ferry_disk_inspections, G_TYPE_OBJECT)

static guint looked_signal;

typedef struct {
  FerryDiskInspections *self;
  FerryDiskLook        *look;         /* only while nobody has cancelled */
  GCancellable         *cancellable;
} Run;

/* What a task returns. */
typedef struct {
  FerryObject     *object;
  FerryDiskReport *report;
} Answer;

static void start_next (FerryDiskInspections *self);
static void start_run  (FerryDiskInspections *self,
                        FerryDiskLook        *look);

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_object_unref (answer->object);
  ferry_disk_report_unref (answer->report);
  g_free (answer);
}

static void
run_free (Run *run)
{
  g_object_unref (run->self);
  g_object_unref (run->cancellable);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

static const char *
get_region (FerryClient *client,
            const char  *region)
{
  return region != NULL ? region : ferry_account_get_region (ferry_client_get_account (client));
}

static void
answer (GTask           *task,
        FerryObject     *object,
        FerryDiskReport *report,
        const GError    *error)
{
  Answer *given;

  if (error != NULL)
    {
      g_task_return_error (task, g_error_copy (error));
      return;
    }

  given = g_new0 (Answer, 1);
  given->object = g_object_ref (object);
  given->report = ferry_disk_report_ref (report);
  g_task_return_pointer (task, given, answer_free);
}

/* In the queue those that are waited for stand first, in their order. */
static void
enqueue (FerryDiskInspections *self,
         FerryDiskLook        *look)
{
  GList *link = self->waiting.head;

  if (!ferry_disk_look_is_waited_for (look))
    {
      g_queue_push_tail (&self->waiting, look);
      return;
    }

  while (link != NULL && ferry_disk_look_is_waited_for (link->data))
    link = link->next;
  g_queue_insert_before (&self->waiting, link, look);
}

static void
cancel_run (FerryDiskInspections *self,
            FerryDiskLook        *look)
{
  g_autoptr(GCancellable) cancellable = g_steal_pointer (&look->cancellable);

  if (cancellable == NULL)
    return;

  g_queue_remove (&self->running, look);
  self->n_ending++;
  g_cancellable_cancel (cancellable);
}

/* Nobody is told. */
static void
drop_look (FerryDiskInspections *self,
           FerryDiskLook        *look)
{
  cancel_run (self, look);
  g_queue_remove (&self->waiting, look);
  g_hash_table_remove (self->looks, look->key);
}

/* @report or @error: (nullable) */
static void
end_look (FerryDiskInspections *self,
          FerryDiskLook        *look,
          FerryDiskReport      *report,
          const GError         *error)
{
  g_autofree char *bucket = g_strdup (look->bucket);
  g_autoptr(FerryObject) asked = g_object_ref (look->asked);
  g_autoptr(FerryObject) object = g_object_ref (look->object);
  g_autoptr(GPtrArray) tasks = ferry_disk_look_steal_tasks (look, TRUE);

  ferry_disk_findings_put (self->findings, look->key, object, report, error);
  if (report != NULL && object != asked)
    {
      g_autofree char *key = ferry_disk_look_make_key (look->client, look->region, bucket, object);

      ferry_disk_findings_put (self->findings, key, object, report, NULL);
    }

  g_queue_remove (&self->running, look);
  g_hash_table_remove (self->looks, look->key);
  for (guint i = 0; i < tasks->len; i++)
    answer (g_ptr_array_index (tasks, i), object, report, error);
  g_signal_emit (self, looked_signal, 0, bucket, ferry_object_get_key (asked));
}

/* Returns: whether the run was not cancelled meanwhile */
static gboolean
end_run (Run *run)
{
  run->self->n_runs--;
  if (g_cancellable_is_cancelled (run->cancellable))
    {
      run->self->n_ending--;
      return FALSE;
    }

  return TRUE;
}

static void
head_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Run) run = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryObject) object =
    ferry_s3_head_object_finish (FERRY_CLIENT (source), result, &error);

  if (end_run (run))
    {
      FerryDiskLook *look = run->look;

      if (object != NULL && g_strcmp0 (ferry_object_get_etag (object),
                                       ferry_object_get_etag (look->object)) != 0)
        {
          g_set_object (&look->object, object);
          g_queue_remove (&run->self->running, look);
          start_run (run->self, look);
          return;
        }
      if (error == NULL)
        g_set_error_literal (&error, FERRY_ERROR, FERRY_ERROR_CONFLICT,
                             "the object cannot be read as what S3 says it is");
      end_look (run->self, look, NULL, error);
    }
  start_next (run->self);
}

static Run *
run_new (FerryDiskInspections *self,
         FerryDiskLook        *look)
{
  Run *run = g_new0 (Run, 1);

  run->self = g_object_ref (self);
  run->look = look;
  run->cancellable = g_object_ref (look->cancellable);
  self->n_runs++;

  return run;
}

static void
inspected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Run) run = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryDiskReport) report =
    ferry_disk_inspect_finish (FERRY_CLIENT (source), result, &error);

  if (end_run (run))
    {
      FerryDiskLook *look = run->look;

      if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_CONFLICT) &&
          look->object == look->asked)
        {
          ferry_s3_head_object_async (look->client, look->region, look->bucket,
                                      ferry_object_get_key (look->asked), look->cancellable,
                                      head_cb, run_new (run->self, look));
          return;
        }
      end_look (run->self, look, report, error);
    }
  start_next (run->self);
}

static void
start_run (FerryDiskInspections *self,
           FerryDiskLook        *look)
{
  g_clear_object (&look->cancellable);
  look->cancellable = g_cancellable_new ();
  g_queue_push_tail (&self->running, look);
  ferry_disk_inspect_async (look->client, look->region, look->bucket, look->object,
                            look->cancellable, inspected_cb, run_new (self, look));
}

static guint
count_waited_for (FerryDiskInspections *self)
{
  guint n = 0;

  for (GList *link = self->waiting.head; link != NULL && ferry_disk_look_is_waited_for (link->data);
       link = link->next)
    n++;

  return n;
}

/* The youngest look of the background goes back to the queue: it has read the least. */
static gboolean
make_room (FerryDiskInspections *self)
{
  for (GList *link = self->running.tail; link != NULL; link = link->prev)
    {
      FerryDiskLook *look = link->data;

      if (ferry_disk_look_is_waited_for (look))
        continue;

      cancel_run (self, look);
      g_queue_push_nth (&self->waiting, look, (int) count_waited_for (self));
      return TRUE;
    }

  return FALSE;
}

static void
start_next (FerryDiskInspections *self)
{
  guint n_waited_for;

  while (self->n_runs < FERRY_INSPECTIONS_AT_ONCE && !g_queue_is_empty (&self->waiting))
    start_run (self, g_queue_pop_head (&self->waiting));

  n_waited_for = count_waited_for (self);
  while (n_waited_for > self->n_ending && make_room (self))
    continue;
}

static gboolean
return_cancelled_cb (gpointer user_data)
{
  g_task_return_error_if_cancelled (user_data);

  return G_SOURCE_REMOVE;
}

/* Not at once: who cancels does not expect to be called. */
static void
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  FerryDiskWaiter *waiter = user_data;
  FerryDiskLook *look = waiter->look;
  g_autoptr(FerryDiskInspections) self = g_object_ref (g_task_get_source_object (waiter->task));

  g_idle_add_full (G_PRIORITY_DEFAULT, return_cancelled_cb, g_object_ref (waiter->task),
                   g_object_unref);
  g_ptr_array_remove (look->waiters, waiter);
  if (look->waiters->len == 0)
    drop_look (self, look);
  else if (g_queue_remove (&self->waiting, look))
    enqueue (self, look);
  start_next (self);
}

/* Whether nothing needs to be asked for */
static gboolean
answer_from_memory (FerryDiskInspections   *self,
                    const char             *key,
                    FerryObject            *object,
                    FerryInspectionPriority priority,
                    GTask                  *task)
{
  const FerryDiskFinding *finding = ferry_disk_findings_find (self->findings, key);

  if (finding != NULL &&
      (finding->report != NULL || priority == FERRY_INSPECTION_BACKGROUND))
    {
      answer (task, finding->object, finding->report, finding->error);
      return TRUE;
    }

  if (priority == FERRY_INSPECTION_BACKGROUND && ferry_object_is_archived (object))
    {
      g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_ARCHIVED,
                               "the object must be restored before it can be read");
      return TRUE;
    }

  return g_task_return_error_if_cancelled (task);
}

static void
ferry_disk_inspections_finalize (GObject *object)
{
  FerryDiskInspections *self = FERRY_DISK_INSPECTIONS (object);

  /* waiters and runs hold it, so there are none */
  g_hash_table_unref (self->looks);
  g_queue_clear (&self->waiting);
  g_queue_clear (&self->running);
  ferry_disk_findings_free (self->findings);

  G_OBJECT_CLASS (ferry_disk_inspections_parent_class)->finalize (object);
}

static void
ferry_disk_inspections_class_init (FerryDiskInspectionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_disk_inspections_finalize;

  looked_signal = g_signal_new ("looked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
ferry_disk_inspections_init (FerryDiskInspections *self)
{
  self->findings = ferry_disk_findings_new (MAX_FINDINGS);
  self->looks = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                       (GDestroyNotify) ferry_disk_look_free);
  g_queue_init (&self->waiting);
  g_queue_init (&self->running);
}

FerryDiskInspections *
ferry_disk_inspections_new (void)
{
  return g_object_new (FERRY_TYPE_DISK_INSPECTIONS, NULL);
}

void
ferry_disk_inspections_look_async (FerryDiskInspections   *self,
                                   FerryClient            *client,
                                   const char             *region,
                                   const char             *bucket,
                                   FerryObject            *object,
                                   FerryInspectionPriority priority,
                                   GCancellable           *cancellable,
                                   GAsyncReadyCallback     callback,
                                   gpointer                user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *key = NULL;
  FerryDiskLook *look;

  g_return_if_fail (FERRY_IS_DISK_INSPECTIONS (self));
  g_return_if_fail (FERRY_IS_CLIENT (client));
  g_return_if_fail (bucket != NULL);
  g_return_if_fail (FERRY_IS_OBJECT (object) && !ferry_object_is_folder (object));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_disk_inspections_look_async);
  region = get_region (client, region);
  key = ferry_disk_look_make_key (client, region, bucket, object);
  if (answer_from_memory (self, key, object, priority, task))
    return;

  look = g_hash_table_lookup (self->looks, key);
  if (look == NULL)
    {
      look = ferry_disk_look_new (client, region, bucket, object, key);
      g_hash_table_insert (self->looks, look->key, look);
      ferry_disk_look_add (look, task, priority, G_CALLBACK (cancelled_cb));
      enqueue (self, look);
    }
  else
    {
      ferry_disk_look_add (look, task, priority, G_CALLBACK (cancelled_cb));
      if (g_queue_remove (&self->waiting, look))
        enqueue (self, look);
    }
  start_next (self);
}

FerryDiskReport *
ferry_disk_inspections_look_finish (FerryDiskInspections *self,
                                    GAsyncResult         *result,
                                    FerryObject         **object,
                                    GError              **error)
{
  Answer *given;
  FerryDiskReport *report;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  given = g_task_propagate_pointer (G_TASK (result), error);
  if (given == NULL)
    return NULL;

  report = ferry_disk_report_ref (given->report);
  if (object != NULL)
    *object = g_object_ref (given->object);
  answer_free (given);

  return report;
}

FerryDiskReport *
ferry_disk_inspections_peek (FerryDiskInspections *self,
                             FerryClient          *client,
                             const char           *region,
                             const char           *bucket,
                             FerryObject          *object)
{
  const FerryDiskFinding *finding;
  g_autofree char *key = NULL;

  g_return_val_if_fail (FERRY_IS_DISK_INSPECTIONS (self), NULL);
  g_return_val_if_fail (FERRY_IS_CLIENT (client), NULL);
  g_return_val_if_fail (bucket != NULL, NULL);
  g_return_val_if_fail (FERRY_IS_OBJECT (object), NULL);

  key = ferry_disk_look_make_key (client, get_region (client, region), bucket, object);
  finding = ferry_disk_findings_find (self->findings, key);

  return finding != NULL ? finding->report : NULL;
}

void
ferry_disk_inspections_cancel_background (FerryDiskInspections *self)
{
  g_autoptr(GPtrArray) tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GList) looks = NULL;

  g_return_if_fail (FERRY_IS_DISK_INSPECTIONS (self));

  looks = g_hash_table_get_values (self->looks);
  for (GList *link = looks; link != NULL; link = link->next)
    {
      FerryDiskLook *look = link->data;

      g_ptr_array_extend_and_steal (tasks, ferry_disk_look_steal_tasks (look, FALSE));
      if (look->waiters->len == 0)
        drop_look (self, look);
    }
  ferry_disk_findings_drop_errors (self->findings);

  for (guint i = 0; i < tasks->len; i++)
    g_task_return_new_error (g_ptr_array_index (tasks, i), G_IO_ERROR, G_IO_ERROR_CANCELLED,
                             "the folder was left");
}
