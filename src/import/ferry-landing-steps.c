/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-landing-private.h"

#include "base/ferry-json.h"
#include "import/ferry-answer.h"
#include "import/ferry-attaching.h"
#include "import/ferry-instance-wait.h"
#include "import/ferry-journal-error.h"
#include "import/ferry-tagging.h"

/* What follows a line that was written. */
typedef void (*Step) (FerryLanding *self);

typedef struct {
  FerryLanding *self;
  Step          step;
} Line;

/* A call that is waited for: ended as its callback returns, so that what follows has begun. */
typedef FerryLanding Awaited;

static Awaited *
begin (FerryLanding *self)
{
  ferry_activity_begin (self->activity);

  return g_object_ref (self);
}

static void
end (Awaited *self)
{
  g_autoptr(FerryActivity) activity = g_object_ref (self->activity);

  g_object_unref (self);
  ferry_activity_end (activity);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Awaited, end)

static FerryMachine *
get_machine (FerryLanding *self)
{
  return ferry_record_get_machine (self->record);
}

static const char *
get_disk_field (FerryLanding *self,
                const char   *name,
                guint         position)
{
  g_autofree char *field = ferry_attaching_field (name, position);

  return ferry_record_get_field (self->record, field);
}

static gboolean
is_abandoned (FerryLanding *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

static void
entered_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Line *line = user_data;
  g_autoptr(Awaited) self = line->self;
  g_autoptr(GError) error = NULL;

  ferry_record_write_finish (self->record, result, &error);
  if (is_abandoned (self))
    return;

  if (error == NULL)
    {
      line->step (self);
      return;
    }

  g_message ("%s", error->message);
  self->is_under_way = FALSE;
  if (self->state == FERRY_MACHINE_FAILED || self->state == FERRY_MACHINE_LANDED)
    return;

  ferry_landing_set_error (self, error);
  ferry_landing_set_state (self, FERRY_MACHINE_FAILED);
}

/* The one transition. @fields: (nullable); @step follows once the line is on the disk. A question
 * is asked only then: who answers at once needs to find it there.
 */
static void
enter (FerryLanding      *self,
       FerryMachineState  state,
       JsonObject        *fields,
       Step               step)
{
  g_autoptr(GDateTime) now = self->client ? ferry_client_dup_now (self->client)
                                          : g_date_time_new_now_utc ();
  Line *line = g_new0 (Line, 1);

  line->self = begin (self);
  line->step = step;
  self->is_under_way = TRUE;
  if (state != FERRY_MACHINE_ASKING)
    ferry_landing_set_state (self, state);
  ferry_record_write_async (self->record, ferry_machine_state_to_word (state), now, fields,
                            self->cancellable, entered_cb, line);
}

static void
rest (FerryLanding *self)
{
  self->is_under_way = FALSE;
}

/* @gone: (nullable): the volume without which it cannot be done */
static void
fail (FerryLanding *self,
      const GError *error,
      const char   *gone)
{
  g_autoptr(JsonObject) fields = json_object_new ();

  ferry_json_set_string (fields, FERRY_LANDING_MARK, "yes");
  ferry_journal_error_add (fields, "error", error);
  if (gone)
    ferry_json_set_string (fields, "gone", gone);
  ferry_landing_set_error (self, error);
  enter (self, FERRY_MACHINE_FAILED, fields, rest);
}

/* Where the credentials have ended it goes on with others: those that have come meanwhile, or when
 * they come. Everything else ends it until a person tries again.
 */
static void
give_up (FerryLanding *self,
         const GError *error)
{
  if (ferry_answer_read (error) != FERRY_ANSWER_ACCOUNT)
    {
      fail (self, error, NULL);
    }
  else if (self->client != self->used)
    {
      ferry_landing_next (self);
    }
  else
    {
      ferry_landing_set_error (self, error);
      rest (self);
    }
}

static void
asked (FerryLanding *self)
{
  self->is_under_way = FALSE;
  ferry_landing_set_question (self, FERRY_QUESTION_DEVICE);
  ferry_landing_set_state (self, FERRY_MACHINE_ASKING);
}

/* @error: what EC2 says about the name */
static void
ask (FerryLanding *self,
     const char   *device,
     const GError *error)
{
  g_autoptr(JsonObject) fields = json_object_new ();
  g_autofree char *position = g_strdup_printf ("%u", self->current);

  ferry_json_set_string (fields, FERRY_LANDING_MARK, "yes");
  ferry_json_set_string (fields, "taken", device);
  ferry_json_set_string (fields, "taken-disk", position);
  ferry_journal_error_add (fields, "error", error);
  ferry_landing_set_error (self, error);
  enter (self, FERRY_MACHINE_ASKING, fields, asked);
}

/* (transfer full) */
static char *
dup_device (FerryLanding *self,
            guint         position)
{
  const char *answer = get_disk_field (self, "answer", position);

  return answer ? g_strdup (answer) : ferry_machine_dup_device (get_machine (self), position);
}

/* A notice outlives the run in which it was found. */
static void
tell (FerryLanding *self,
      JsonObject   *fields,
      const GError *notice)
{
  if (notice == NULL)
    return;

  ferry_journal_error_add (fields, "notice", notice);
  ferry_landing_set_notice (self, notice);
}

static void
attached_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(FerryLanding) self = user_data;
  g_autofree char *device = NULL;
  g_autoptr(GError) notice = NULL;
  g_autoptr(GError) error = NULL;

  device = ferry_attaching_finish (FERRY_CLIENT (source), result, &notice, &error);
  if (is_abandoned (self))
    return;

  if (device && notice)
    {
      g_autoptr(JsonObject) fields = json_object_new ();

      tell (self, fields, notice);
      enter (self, FERRY_MACHINE_ATTACHING, fields, ferry_landing_next);
    }
  else if (device)
    {
      ferry_landing_next (self);
    }
  else if (ferry_answer_read (error) == FERRY_ANSWER_DEVICE)
    {
      g_autofree char *taken = dup_device (self, self->current);

      ask (self, taken, error);
    }
  else if (ferry_attaching_is_gone (result))
    {
      fail (self, error, g_ptr_array_index (self->volumes, self->current));
    }
  else
    {
      give_up (self, error);
    }
}

static void
attach (FerryLanding *self)
{
  g_autofree char *device = dup_device (self, self->current);

  ferry_attaching_async (self->client, self->record, self->activity, self->instance_id,
                         self->current, g_ptr_array_index (self->volumes, self->current), device,
                         self->speed, self->cancellable, attached_cb, g_object_ref (self));
}

static void
stopped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(FerryLanding) self = user_data;
  g_autoptr(FerryInstance) instance = NULL;
  g_autoptr(GError) error = NULL;

  instance = ferry_instance_wait_finish (FERRY_CLIENT (source), result, &error);
  if (is_abandoned (self))
    return;

  self->has_stopped = TRUE;
  if (instance)
    {
      ferry_landing_set_instance_state (self, instance->state);
      ferry_landing_next (self);
    }
  else if (ferry_answer_read (error) == FERRY_ANSWER_DENIED)
    {
      g_autoptr(JsonObject) fields = json_object_new ();

      tell (self, fields, error);
      enter (self, FERRY_MACHINE_ATTACHING, fields, ferry_landing_next);
    }
  else
    {
      self->has_stopped = FALSE;
      give_up (self, error);
    }
}

static void
wait_for_instance (FerryLanding *self)
{
  ferry_instance_wait_async (self->client, ferry_machine_get_region (get_machine (self)),
                             self->instance_id, self->speed, self->cancellable, stopped_cb,
                             g_object_ref (self));
}

/* The boot disk's, where EC2 has told of it. */
static const char *
get_root_volume (FerryLanding *self)
{
  return self->volumes->len > 0 ? g_ptr_array_index (self->volumes, 0) : NULL;
}

/* What gets tags: the instance, its data volumes, its root volume. (transfer full)
 * (element-type utf8)
 */
static GPtrArray *
dup_tagged_ids (FerryLanding *self)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (ids, g_strdup (self->instance_id));
  for (guint i = 1; i < self->volumes->len; i++)
    g_ptr_array_add (ids, g_strdup (g_ptr_array_index (self->volumes, i)));
  if (get_root_volume (self))
    g_ptr_array_add (ids, g_strdup (get_root_volume (self)));

  return ids;
}

/* (transfer full) */
static char *
join (GPtrArray *ids)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : " ",
                            (const char *) g_ptr_array_index (ids, i));

  return g_string_free (text, FALSE);
}

static gboolean
is_tagged (FerryLanding *self)
{
  g_autoptr(GPtrArray) ids = dup_tagged_ids (self);
  g_autofree char *wanted = join (ids);

  return g_strcmp0 (ferry_record_get_field (self->record, "tagged"), wanted) == 0;
}

/* For each of those. (transfer full) (element-type GStrv) */
static GPtrArray *
make_tags (FerryLanding *self,
           guint        *n_left_out)
{
  const char *run_id = ferry_journal_get_run_id (ferry_record_get_journal (self->record));
  GPtrArray *tags = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  *n_left_out = 0;
  for (guint i = 0; i < self->volumes->len + (get_root_volume (self) ? 1 : 0); i++)
    {
      guint disk = i < self->volumes->len ? i : 0;
      const char *token = disk < self->tokens->len ? g_ptr_array_index (self->tokens, disk) : NULL;
      guint n = 0;

      g_ptr_array_add (tags, ferry_tagging_make (get_machine (self), disk, token, run_id, &n));
      *n_left_out = MAX (*n_left_out, n);
    }

  return tags;
}

static void
tagged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Awaited) self = user_data;
  g_autoptr(JsonObject) fields = json_object_new ();
  g_autoptr(GPtrArray) ids = dup_tagged_ids (self);
  g_autoptr(GPtrArray) tags = NULL;
  g_autofree char *tagged = join (ids);
  g_autoptr(GError) error = NULL;
  guint n_left_out;

  ferry_tagging_finish (FERRY_CLIENT (source), result, &error);
  if (is_abandoned (self))
    return;

  if (error && ferry_answer_read (error) == FERRY_ANSWER_ACCOUNT)
    {
      give_up (self, error);
      return;
    }

  tags = make_tags (self, &n_left_out);
  if (error == NULL && n_left_out > 0)
    error = g_error_new (FERRY_ERROR, FERRY_ERROR_LIMIT,
                         "%u tags were left out: EC2 takes %u for an instance or a volume",
                         n_left_out, FERRY_TAGGING_MOST_TAGS);

  tell (self, fields, error);
  ferry_json_set_string (fields, "tagged", tagged);
  enter (self, self->volumes->len > 1 ? FERRY_MACHINE_ATTACHING : FERRY_MACHINE_LANDED, fields,
         ferry_landing_next);
}

static void
tag (FerryLanding *self)
{
  g_autoptr(GPtrArray) ids = dup_tagged_ids (self);
  g_autoptr(GPtrArray) tags = NULL;
  guint n_left_out;

  tags = make_tags (self, &n_left_out);
  ferry_tagging_async (self->client, ferry_machine_get_region (get_machine (self)), ids, tags,
                       self->speed, self->cancellable, tagged_cb, begin (self));
}

/* What was done to another instance, before the machine was imported anew, does not count. */
static void
enter_tagging (FerryLanding *self)
{
  g_autoptr(JsonObject) fields = json_object_new ();
  const char *known = ferry_record_get_field (self->record, "instance");

  ferry_json_set_string (fields, "instance", self->instance_id);
  if (known && !g_str_equal (known, self->instance_id))
    {
      ferry_json_set_string (fields, "volume", "");
      for (guint i = 1; i < self->volumes->len; i++)
        {
          g_autofree char *device = ferry_attaching_field ("device", i);
          g_autofree char *volume = ferry_attaching_field ("volume", i);

          ferry_json_set_string (fields, device, "");
          ferry_json_set_string (fields, volume, "");
        }
    }

  enter (self, FERRY_MACHINE_TAGGING, fields, tag);
}

static gboolean
is_attached (FerryLanding *self,
             guint         position)
{
  return get_disk_field (self, "device", position) &&
         g_strcmp0 (get_disk_field (self, "volume", position),
                    g_ptr_array_index (self->volumes, position)) == 0;
}

/* (nullable) (transfer full): that EC2 has told no id of a volume */
static GError *
find_unknown (FerryLanding *self)
{
  for (guint i = 1; i < self->volumes->len; i++)
    if (g_ptr_array_index (self->volumes, i) == NULL)
      return g_error_new (FERRY_ERROR, FERRY_ERROR_FAILED,
                          "EC2 has not told which volume disk %u has become", i);

  return NULL;
}

static void
attach_next (FerryLanding *self)
{
  if (self->state != FERRY_MACHINE_ATTACHING)
    enter (self, FERRY_MACHINE_ATTACHING, NULL, attach_next);
  else if (self->has_stopped)
    attach (self);
  else
    wait_for_instance (self);
}

void
ferry_landing_next (FerryLanding *self)
{
  g_autoptr(GError) unknown = find_unknown (self);

  g_set_object (&self->used, self->client);
  self->is_under_way = TRUE;

  for (self->current = 1; self->current < self->volumes->len; self->current++)
    if (unknown || !is_attached (self, self->current))
      break;

  if (unknown)
    fail (self, unknown, NULL);
  else if (!is_tagged (self))
    enter_tagging (self);
  else if (self->current < self->volumes->len)
    attach_next (self);
  else if (self->state != FERRY_MACHINE_LANDED)
    enter (self, FERRY_MACHINE_LANDED, NULL, rest);
  else
    rest (self);
}

static void
answered (FerryLanding *self)
{
  if (self->client && self->instance_id)
    ferry_landing_next (self);
  else
    rest (self);
}

void
ferry_landing_go_on_with (FerryLanding *self,
                          guint         position,
                          const char   *device)
{
  g_autoptr(JsonObject) fields = json_object_new ();
  g_autofree char *field = ferry_attaching_field ("answer", position);

  ferry_json_set_string (fields, field, device);
  enter (self, FERRY_MACHINE_ATTACHING, fields, answered);
}
