/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-attaching.h"

#include "base/ferry-backoff.h"
#include "base/ferry-json.h"
#include "import/ferry-answer.h"
#include "import/ferry-attachment.h"
#include "import/ferry-instance-wait.h"
#include "import/ferry-machine-state.h"

/* look → (free) write the intent → attach → look → … → (ours) write the outcome. The order of the
 * functions is the other way round.
 */
typedef struct {
  FerryRecord   *record;
  FerryActivity *activity;
  char          *instance_id;
  char          *volume_id;
  char          *device;
  guint          position;
  guint          speed;
  guint          n_looks;     /* since it was last known what to do */
  gint64         began;       /* monotonic */
  gint64         asked;       /* monotonic: when the question was sent that is under way */
  gboolean       is_pending;  /* an act was or may have been sent, its outcome is not known */
  gint64         sent;        /* monotonic: that act cannot have left later */
  gboolean       is_accepted; /* EC2 answered that one */
  gboolean       is_refused;  /* by the state of the volume or the instance */
  GError        *refusal;     /* (nullable): EC2 does not know the id */
  gboolean       is_gone;     /* the volume is */
  char          *found;       /* (nullable): the device that it is attached under */
  GError        *notice;      /* (nullable) */
} Attaching;

static void look (GTask *task);

static void
attaching_free (Attaching *self)
{
  g_clear_object (&self->record);
  g_clear_object (&self->activity);
  g_clear_pointer (&self->instance_id, g_free);
  g_clear_pointer (&self->volume_id, g_free);
  g_clear_pointer (&self->device, g_free);
  g_clear_pointer (&self->found, g_free);
  g_clear_error (&self->refusal);
  g_clear_error (&self->notice);
  g_free (self);
}

/* A call that is waited for: ended as its callback returns, so that what follows has begun. */
typedef GTask Awaited;

static Awaited *
begin (GTask *task)
{
  Attaching *self = g_task_get_task_data (task);

  ferry_activity_begin (self->activity);

  return g_object_ref (task);
}

static void
end (Awaited *task)
{
  Attaching *self = g_task_get_task_data (task);
  g_autoptr(FerryActivity) activity = g_object_ref (self->activity);

  g_object_unref (task);
  ferry_activity_end (activity);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Awaited, end)

static const char *
get_region (Attaching *self)
{
  return ferry_machine_get_region (ferry_record_get_machine (self->record));
}

static void
write_line (GTask               *task,
            JsonObject          *fields,
            GAsyncReadyCallback  callback)
{
  Attaching *self = g_task_get_task_data (task);
  g_autoptr(GDateTime) now = ferry_client_dup_now (g_task_get_source_object (task));

  ferry_record_write_async (self->record, ferry_machine_state_to_word (FERRY_MACHINE_ATTACHING),
                            now, fields, g_task_get_cancellable (task), callback, begin (task));
}

/* Whether the line that was to be written is on the disk; else the task has returned. */
static gboolean
has_written (GTask        *task,
             GObject      *source,
             GAsyncResult *result)
{
  g_autoptr(GError) error = NULL;

  if (!ferry_record_write_finish (FERRY_RECORD (source), result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return FALSE;
    }

  return !g_task_return_error_if_cancelled (task);
}

static gboolean
look_cb (gpointer user_data)
{
  GTask *task = user_data;

  if (!g_task_return_error_if_cancelled (task))
    look (task);

  return G_SOURCE_REMOVE;
}

static void
look_later (GTask *task)
{
  Attaching *self = g_task_get_task_data (task);

  ferry_backoff_wait (task, ferry_answer_delay_ms (self->n_looks, self->speed), look_cb);
  self->n_looks++;
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Awaited) task = user_data;
  Attaching *self = g_task_get_task_data (task);

  if (has_written (task, source, result))
    g_task_return_pointer (task, g_strdup (self->found), g_free);
}

/* @device: (nullable): as EC2 tells it */
static void
be_done (GTask      *task,
         const char *device)
{
  Attaching *self = g_task_get_task_data (task);
  g_autoptr(JsonObject) fields = json_object_new ();
  g_autofree char *device_field = ferry_attaching_field ("device", self->position);
  g_autofree char *volume_field = ferry_attaching_field ("volume", self->position);

  self->found = g_strdup (device ? device : self->device);
  if (!g_str_equal (self->found, self->device))
    {
      g_clear_error (&self->notice);
      self->notice = g_error_new (FERRY_ERROR, FERRY_ERROR_CONFLICT,
                                  "%s is attached as %s already, not as %s", self->volume_id,
                                  self->found, self->device);
    }

  ferry_json_set_string (fields, "instance", self->instance_id);
  ferry_json_set_string (fields, device_field, self->found);
  ferry_json_set_string (fields, volume_field, self->volume_id);
  ferry_json_set_string (fields, "volume", "");
  write_line (task, fields, done_cb);
}

static void
stopped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(FerryInstance) instance = NULL;
  g_autoptr(GError) error = NULL;

  instance = ferry_instance_wait_finish (FERRY_CLIENT (source), result, &error);
  if (instance == NULL && ferry_answer_read (error) != FERRY_ANSWER_DENIED)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    look_later (task);
}

static void
wait_for_instance (GTask *task)
{
  Attaching *self = g_task_get_task_data (task);

  ferry_instance_wait_async (g_task_get_source_object (task), get_region (self),
                             self->instance_id, self->speed, g_task_get_cancellable (task),
                             stopped_cb, g_object_ref (task));
}

static void
taken_back_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Awaited) task = user_data;
  Attaching *self = g_task_get_task_data (task);

  if (!has_written (task, source, result))
    return;

  if (self->refusal && ferry_answer_read (self->refusal) != FERRY_ANSWER_ABSENT)
    g_task_return_error (task, g_steal_pointer (&self->refusal));
  else if (self->is_refused)
    wait_for_instance (task);
  else
    look_later (task);
}

/* EC2 has certainly not done it. */
static void
take_back (GTask *task)
{
  Attaching *self = g_task_get_task_data (task);
  g_autoptr(JsonObject) fields = json_object_new ();

  self->is_pending = FALSE;
  ferry_json_set_string (fields, "volume", "");
  write_line (task, fields, taken_back_cb);
}

/* EC2 says what is wrong, not what to do. @error: (transfer full). (transfer full) */
static GError *
advise (GError *error)
{
  const FerryErrorDetail *detail = ferry_error_get_detail (error);
  g_autoptr(GError) original = error;
  g_autofree char *text = NULL;

  if (detail == NULL || g_strcmp0 (detail->code, "InvalidVolume.ZoneMismatch") != 0)
    return g_steal_pointer (&original);

  text = g_strdup_printf ("%s%s Make a volume of it in the instance's zone, from a snapshot, or "
                          "import the disk again", original->message,
                          g_str_has_suffix (original->message, ".") ? "" : ".");

  return ferry_error_new_detailed (error->code, detail, text);
}

static void
attached_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Awaited) task = user_data;
  Attaching *self = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  self->sent = g_get_monotonic_time ();
  self->is_accepted = ferry_attach_volume_finish (FERRY_CLIENT (source), result, &error);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (error == NULL)
    {
      self->n_looks = 0;
      look (task);
      return;
    }

  g_clear_error (&self->refusal);
  self->is_refused = FALSE;
  switch (ferry_answer_read (error))
    {
    case FERRY_ANSWER_UNKNOWN:
    case FERRY_ANSWER_IN_USE:
      look (task);
      break;

    case FERRY_ANSWER_STATE:
      self->is_refused = TRUE;
      take_back (task);
      break;

    case FERRY_ANSWER_AGAIN:
      take_back (task);
      break;

    case FERRY_ANSWER_ABSENT:
    case FERRY_ANSWER_ACCOUNT:
    case FERRY_ANSWER_DENIED:
    case FERRY_ANSWER_DEVICE:
    case FERRY_ANSWER_NO:
    default:
      self->refusal = advise (g_steal_pointer (&error));
      take_back (task);
      break;
    }
}

static void
intended_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Awaited) task = user_data;
  Attaching *self = g_task_get_task_data (task);
  g_autoptr(GCancellable) never = g_cancellable_new ();

  if (has_written (task, source, result))
    ferry_attach_volume_async (g_task_get_source_object (task), get_region (self),
                               self->volume_id, self->instance_id, self->device, never,
                               attached_cb, begin (task));
}

static void
intend (GTask *task)
{
  Attaching *self = g_task_get_task_data (task);
  g_autoptr(JsonObject) fields = json_object_new ();

  self->is_accepted = FALSE;
  self->is_pending = TRUE;

  ferry_json_set_string (fields, "instance", self->instance_id);
  ferry_json_set_string (fields, "volume", self->volume_id);
  ferry_json_set_string (fields, "device", self->device);
  write_line (task, fields, intended_cb);
}

static gint64
get_lag (Attaching *self)
{
  return FERRY_LISTS_LAG_SECONDS * G_USEC_PER_SEC / MAX (self->speed, 1);
}

/* Whether what the lists say cannot be older than this attempt to attach it. */
static gboolean
has_lasted (Attaching *self)
{
  return self->asked - self->began > get_lag (self);
}

/* Whether what the lists say cannot be older than the act. No clock that somebody may set tells;
 * what an earlier run has sent had left when this one began.
 */
static gboolean
is_after_act (Attaching *self)
{
  return !self->is_pending || self->asked - self->sent > get_lag (self);
}

/* @state: of the volume */
static void
be_gone (GTask      *task,
         const char *state)
{
  Attaching *self = g_task_get_task_data (task);

  self->is_gone = TRUE;
  g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_FAILED,
                           "The volume %s is gone (%s): it cannot be attached. Try again to "
                           "import its disk anew", self->volume_id, state);
}

static void
judge (GTask       *task,
       FerryVolume *volume)
{
  Attaching *self = g_task_get_task_data (task);

  switch (ferry_attachment_judge (volume, self->instance_id))
    {
    case FERRY_ATTACHMENT_OURS:
      be_done (task, volume->device);
      break;

    case FERRY_ATTACHMENT_GONE:
      be_gone (task, volume->state);
      break;

    case FERRY_ATTACHMENT_FREE:
      if (is_after_act (self))
        intend (task);
      else
        look_later (task);
      break;

    case FERRY_ATTACHMENT_ELSEWHERE:
      if (has_lasted (self))
        g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_CONFLICT,
                                 "The volume %s is attached to %s, not to %s: detach it there, "
                                 "then try again", self->volume_id, volume->instance_id,
                                 self->instance_id);
      else
        look_later (task);
      break;

    case FERRY_ATTACHMENT_BUSY:
    default:
      look_later (task);
      break;
    }
}

/* Who may not ask can still attach, but after a lost reply nothing tells what came of it. */
static void
go_on_blindly (GTask  *task,
               GError *error)
{
  Attaching *self = g_task_get_task_data (task);

  if (self->is_pending && !self->is_accepted)
    {
      g_task_return_error (task, error);
      return;
    }

  g_clear_error (&self->notice);
  self->notice = error;
  if (self->is_accepted)
    be_done (task, NULL);
  else
    intend (task);
}

static void
be_absent (GTask *task)
{
  Attaching *self = g_task_get_task_data (task);

  if (!has_lasted (self))
    look_later (task);
  else
    be_gone (task, "not known to EC2");
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GPtrArray) volumes = NULL;
  g_autoptr(GError) error = NULL;

  volumes = ferry_describe_volumes_finish (FERRY_CLIENT (source), result, &error);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (volumes)
    {
      if (volumes->len > 0)
        judge (task, g_ptr_array_index (volumes, 0));
      else
        be_absent (task);
      return;
    }

  switch (ferry_answer_read (error))
    {
    case FERRY_ANSWER_AGAIN:
    case FERRY_ANSWER_UNKNOWN:
      look_later (task);
      break;

    case FERRY_ANSWER_ABSENT:
      be_absent (task);
      break;

    case FERRY_ANSWER_DENIED:
      go_on_blindly (task, g_steal_pointer (&error));
      break;

    case FERRY_ANSWER_ACCOUNT:
    case FERRY_ANSWER_IN_USE:
    case FERRY_ANSWER_STATE:
    case FERRY_ANSWER_DEVICE:
    case FERRY_ANSWER_NO:
    default:
      g_task_return_error (task, g_steal_pointer (&error));
      break;
    }
}

static void
look (GTask *task)
{
  Attaching *self = g_task_get_task_data (task);
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();

  self->asked = g_get_monotonic_time ();
  g_ptr_array_add (ids, self->volume_id);
  ferry_describe_volumes_async (g_task_get_source_object (task), get_region (self), ids, NULL,
                                g_task_get_cancellable (task), looked_cb, g_object_ref (task));
}

/* Whether an act was announced for this volume and instance of which no outcome is known. */
static gboolean
find_pending (Attaching *self)
{
  return g_strcmp0 (ferry_record_get_field (self->record, "volume"), self->volume_id) == 0 &&
         g_strcmp0 (ferry_record_get_field (self->record, "instance"), self->instance_id) == 0;
}

void
ferry_attaching_async (FerryClient         *client,
                       FerryRecord         *record,
                       FerryActivity       *activity,
                       const char          *instance_id,
                       guint                position,
                       const char          *volume_id,
                       const char          *device,
                       guint                speed,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (client, cancellable, callback, user_data);
  Attaching *self = g_new0 (Attaching, 1);

  g_task_set_source_tag (task, ferry_attaching_async);
  g_task_set_task_data (task, self, (GDestroyNotify) attaching_free);
  self->record = g_object_ref (record);
  self->activity = g_object_ref (activity);
  self->instance_id = g_strdup (instance_id);
  self->volume_id = g_strdup (volume_id);
  self->device = g_strdup (device);
  self->position = position;
  self->speed = speed;
  self->began = g_get_monotonic_time ();
  self->is_pending = find_pending (self);
  self->sent = self->began;

  look (task);
}

char *
ferry_attaching_finish (FerryClient   *client,
                        GAsyncResult  *result,
                        GError       **notice,
                        GError       **error)
{
  Attaching *self;

  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  self = g_task_get_task_data (G_TASK (result));
  *notice = g_steal_pointer (&self->notice);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
ferry_attaching_is_gone (GAsyncResult *result)
{
  Attaching *self = g_task_get_task_data (G_TASK (result));

  return self->is_gone;
}

char *
ferry_attaching_field (const char *name,
                       guint       position)
{
  return g_strdup_printf ("%s-%u", name, position);
}
