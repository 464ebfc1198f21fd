/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "connect/ferry-rehearsal-process.h"

/* A child that ended sooner would end again. */
#define LONG_ENOUGH (5 * G_USEC_PER_SEC)

/* The child reports once, with the first line of its output, and is watched until it ends. The
 * reader and the watcher hold weak references only, so dropping the last strong one closes the
 * child's standard input and so ends it. A child that ended by itself is started again: it listens
 * where it did before, so what went on goes on.
 */
struct _FerryRehearsalProcess {
  GObject       parent_instance;

  GFile        *state_folder;
  GSubprocess  *subprocess;
  GCancellable *cancellable;
  char         *endpoint;
  GPtrArray    *waiting;  /* (element-type GTask) */
  gint64        started;  /* monotonic */
};

G_DEFINE_FINAL_TYPE (FerryRehearsalProcess, ferry_rehearsal_process, G_TYPE_OBJECT)

static gboolean spawn (FerryRehearsalProcess  *self,
                       GError                **error);

typedef struct {
  GWeakRef          process;
  GSubprocess      *subprocess;
  GDataInputStream *output;
} Watch;

static void
watch_free (Watch *watch)
{
  g_weak_ref_clear (&watch->process);
  g_clear_object (&watch->subprocess);
  g_clear_object (&watch->output);
  g_free (watch);
}

static Watch *
watch_new (FerryRehearsalProcess *self,
           GDataInputStream      *output)
{
  Watch *watch = g_new0 (Watch, 1);

  g_weak_ref_init (&watch->process, self);
  watch->subprocess = g_object_ref (self->subprocess);
  watch->output = g_object_ref (output);

  return watch;
}

static void
answer (FerryRehearsalProcess *self,
        const GError          *error)
{
  g_autoptr(GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++)
    {
      GTask *task = g_ptr_array_index (waiting, i);

      if (error)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_pointer (task, g_strdup (self->endpoint), g_free);
    }
}

static void
stop (FerryRehearsalProcess *self)
{
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  if (self->subprocess)
    g_output_stream_close (g_subprocess_get_stdin_pipe (self->subprocess), NULL, NULL);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->subprocess);
  g_clear_pointer (&self->endpoint, g_free);
}

static char *
parse_announcement (const char  *line,
                    GError     **error)
{
  g_autoptr(JsonNode) node = line ? json_from_string (line, NULL) : NULL;
  JsonNode *endpoint = NULL;

  if (node && JSON_NODE_HOLDS_OBJECT (node))
    endpoint = json_object_get_member (json_node_get_object (node), "endpoint");
  if (endpoint && JSON_NODE_HOLDS_VALUE (endpoint) &&
      json_node_get_value_type (endpoint) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (endpoint));

  g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_FAILED,
                       "the rehearsal cloud ended before it said where it listens");
  return NULL;
}

/* The child would block on a full pipe if nobody read on. */
static void
more_output_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GDataInputStream *output = G_DATA_INPUT_STREAM (source);
  g_autofree char *line = NULL;

  line = g_data_input_stream_read_line_finish (output, result, NULL, NULL);
  if (line)
    g_data_input_stream_read_line_async (output, G_PRIORITY_LOW, NULL, more_output_cb, NULL);
}

static void
announced_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Watch *watch = user_data;
  g_autoptr(FerryRehearsalProcess) self = g_weak_ref_get (&watch->process);
  GDataInputStream *output = G_DATA_INPUT_STREAM (source);
  g_autoptr(GError) error = NULL;
  g_autofree char *line = NULL;

  line = g_data_input_stream_read_line_finish (output, result, NULL, &error);
  if (self && self->subprocess == watch->subprocess)
    {
      if (error == NULL)
        self->endpoint = parse_announcement (line, &error);
      if (error)
        stop (self);
      answer (self, error);
    }
  if (line)
    g_data_input_stream_read_line_async (output, G_PRIORITY_LOW, NULL, more_output_cb, NULL);

  watch_free (watch);
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Watch *watch = user_data;
  g_autoptr(FerryRehearsalProcess) self = g_weak_ref_get (&watch->process);

  if (g_subprocess_wait_finish (watch->subprocess, result, NULL) &&
      self && self->subprocess == watch->subprocess && self->endpoint)
    {
      g_autoptr(GError) error = NULL;

      g_warning ("The rehearsal cloud ended by itself");
      stop (self);
      if (g_get_monotonic_time () - self->started > LONG_ENOUGH && !spawn (self, &error))
        g_warning ("It cannot be started again: %s", error->message);
    }

  watch_free (watch);
}

static char **
make_arguments (FerryRehearsalProcess  *self,
                GError                **error)
{
  const char *program = g_getenv ("FERRY_REHEARSAL");
  const char *more = g_getenv ("FERRY_REHEARSAL_ARGUMENTS");
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) parsed = NULL;

  if (more && *more && !g_shell_parse_argv (more, NULL, &parsed, error))
    return NULL;

  g_strv_builder_add (builder, program ? program : FERRY_LIBEXECDIR "/ferry-rehearsal");
  g_strv_builder_add (builder, "--fleet");
  g_strv_builder_add (builder, "--state-dir");
  g_strv_builder_add (builder, g_file_peek_path (self->state_folder));
  if (parsed)
    g_strv_builder_addv (builder, (const char **) parsed);

  return g_strv_builder_end (builder);
}

static gboolean
spawn (FerryRehearsalProcess  *self,
       GError                **error)
{
  g_auto(GStrv) arguments = make_arguments (self, error);
  g_autoptr(GDataInputStream) output = NULL;

  if (arguments == NULL)
    return FALSE;

  self->subprocess = g_subprocess_newv ((const char *const *) arguments,
                                        G_SUBPROCESS_FLAGS_STDIN_PIPE |
                                        G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                        error);
  if (self->subprocess == NULL)
    return FALSE;

  self->started = g_get_monotonic_time ();
  self->cancellable = g_cancellable_new ();
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->subprocess));
  g_data_input_stream_read_line_async (output, G_PRIORITY_DEFAULT, self->cancellable,
                                       announced_cb, watch_new (self, output));
  g_subprocess_wait_async (self->subprocess, self->cancellable,
                           ended_cb, watch_new (self, output));
  return TRUE;
}

static void
ferry_rehearsal_process_dispose (GObject *object)
{
  stop (FERRY_REHEARSAL_PROCESS (object));

  G_OBJECT_CLASS (ferry_rehearsal_process_parent_class)->dispose (object);
}

static void
ferry_rehearsal_process_finalize (GObject *object)
{
  FerryRehearsalProcess *self = FERRY_REHEARSAL_PROCESS (object);

  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_object (&self->state_folder);

  G_OBJECT_CLASS (ferry_rehearsal_process_parent_class)->finalize (object);
}

static void
ferry_rehearsal_process_class_init (FerryRehearsalProcessClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_rehearsal_process_dispose;
  object_class->finalize = ferry_rehearsal_process_finalize;
}

static void
ferry_rehearsal_process_init (FerryRehearsalProcess *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

FerryRehearsalProcess *
ferry_rehearsal_process_new (GFile *state_folder)
{
  FerryRehearsalProcess *self;

  g_return_val_if_fail (G_IS_FILE (state_folder), NULL);

  self = g_object_new (FERRY_TYPE_REHEARSAL_PROCESS, NULL);
  self->state_folder = g_object_ref (state_folder);

  return self;
}

void
ferry_rehearsal_process_start_async (FerryRehearsalProcess *self,
                                     GCancellable          *cancellable,
                                     GAsyncReadyCallback    callback,
                                     gpointer               user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GError) error = NULL;

  g_return_if_fail (FERRY_IS_REHEARSAL_PROCESS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_rehearsal_process_start_async);

  if (self->endpoint)
    g_task_return_pointer (task, g_strdup (self->endpoint), g_free);
  else if (self->subprocess || spawn (self, &error))
    g_ptr_array_add (self->waiting, g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

char *
ferry_rehearsal_process_start_finish (FerryRehearsalProcess  *self,
                                      GAsyncResult           *result,
                                      GError                **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
