/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-history.h"

#include "common/ferry-format.h"
#include "tasks/ferry-task-text.h"

/* A line is made once, for what has been stays; only how the last one is called may change. */
struct _FerryTaskHistory {
  GtkBox      parent_instance;

  FerryTask  *task;     /* (nullable) */
  GPtrArray  *states;   /* GtkLabel of each line; not owned */
};

G_DEFINE_FINAL_TYPE (FerryTaskHistory, ferry_task_history, GTK_TYPE_BOX)

static void
clear (FerryTaskHistory *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  g_ptr_array_set_size (self->states, 0);
}

static void
add_line (FerryTaskHistory *self,
          FerryTaskEvent   *event)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *state = gtk_label_new (NULL);
  g_autofree char *date = ferry_format_date (event->time);
  GtkWidget *time = gtk_label_new (date);

  gtk_label_set_xalign (GTK_LABEL (state), 0);
  gtk_label_set_wrap (GTK_LABEL (state), TRUE);
  gtk_widget_set_hexpand (state, TRUE);
  gtk_label_set_xalign (GTK_LABEL (time), 1);
  gtk_label_set_justify (GTK_LABEL (time), GTK_JUSTIFY_RIGHT);
  gtk_label_set_wrap (GTK_LABEL (time), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (time), GTK_NATURAL_WRAP_NONE);
  gtk_widget_add_css_class (time, "dim-label");
  gtk_widget_add_css_class (time, "numeric");

  gtk_box_append (GTK_BOX (line), state);
  gtk_box_append (GTK_BOX (line), time);
  gtk_box_append (GTK_BOX (self), line);
  g_ptr_array_add (self->states, state);
}

static void
ferry_task_history_dispose (GObject *object)
{
  FerryTaskHistory *self = FERRY_TASK_HISTORY (object);

  g_clear_object (&self->task);

  G_OBJECT_CLASS (ferry_task_history_parent_class)->dispose (object);
}

static void
ferry_task_history_finalize (GObject *object)
{
  g_ptr_array_unref (FERRY_TASK_HISTORY (object)->states);

  G_OBJECT_CLASS (ferry_task_history_parent_class)->finalize (object);
}

static void
ferry_task_history_class_init (FerryTaskHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_task_history_dispose;
  object_class->finalize = ferry_task_history_finalize;
}

static void
ferry_task_history_init (FerryTaskHistory *self)
{
  self->states = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "inset");
}

void
ferry_task_history_show (FerryTaskHistory *self,
                         FerryTask        *task)
{
  GPtrArray *history = ferry_task_get_history (task);

  g_return_if_fail (FERRY_IS_TASK_HISTORY (self));

  if (g_set_object (&self->task, task))
    clear (self);

  while (self->states->len < history->len)
    add_line (self, g_ptr_array_index (history, self->states->len));

  for (guint i = 0; i < history->len; i++)
    {
      FerryTaskEvent *event = g_ptr_array_index (history, i);
      GtkLabel *label = g_ptr_array_index (self->states, i);
      g_autofree char *text = ferry_task_text_event (task, event, i + 1 == history->len);

      if (g_strcmp0 (gtk_label_get_label (label), text) != 0)
        gtk_label_set_label (label, text);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), history->len > 0);
}
