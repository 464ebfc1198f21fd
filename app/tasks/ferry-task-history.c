/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-history.h"

#include "common/ferry-format.h"
#include "tasks/ferry-task-text.h"

#include <glib/gi18n.h>

/* A line is made once, for what has been stays; only how the last one is called may change. */
struct _FerryTaskHistory {
  GtkBox          parent_instance;

  FerryTaskItem  *item;     /* (nullable) */
  GPtrArray      *states;   /* GtkLabel of each line; not owned */
};

G_DEFINE_FINAL_TYPE (FerryTaskHistory, ferry_task_history, GTK_TYPE_BOX)

typedef struct {
  FerryTask      *task;
  FerryTaskEvent *event;
  gboolean        last;   /* of its task */
} Line;

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
          const Line       *line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *state = gtk_label_new (NULL);
  g_autofree char *date = ferry_format_date (line->event->time);
  GtkWidget *time = gtk_label_new (date);

  gtk_label_set_xalign (GTK_LABEL (state), 0);
  gtk_label_set_wrap (GTK_LABEL (state), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (state), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (state, TRUE);
  gtk_label_set_xalign (GTK_LABEL (time), 1);
  gtk_label_set_justify (GTK_LABEL (time), GTK_JUSTIFY_RIGHT);
  gtk_label_set_wrap (GTK_LABEL (time), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (time), GTK_NATURAL_WRAP_NONE);
  gtk_widget_add_css_class (time, "dim-label");
  gtk_widget_add_css_class (time, "numeric");

  gtk_box_append (GTK_BOX (box), state);
  gtk_box_append (GTK_BOX (box), time);
  gtk_box_append (GTK_BOX (self), box);
  g_ptr_array_add (self->states, state);
}

static int
compare_cb (gconstpointer a,
            gconstpointer b)
{
  const Line *first = a;
  const Line *second = b;

  return g_date_time_compare (first->event->time, second->event->time);
}

/* Of all disks, as they came. (element-type Line) */
static GArray *
collect (FerryTaskItem *item)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));

  for (guint i = 0; i < ferry_task_item_get_n_tasks (item); i++)
    {
      FerryTask *task = ferry_task_item_get_task (item, i);
      GPtrArray *history = ferry_task_get_history (task);

      for (guint j = 0; j < history->len; j++)
        {
          Line line = { task, g_ptr_array_index (history, j), j + 1 == history->len };

          /* That nothing had begun is no news of a data disk, which has its turn later. */
          if (i == 0 || line.event->state != FERRY_TASK_PLANNED)
            g_array_append_val (lines, line);
        }
    }
  g_array_sort (lines, compare_cb);

  return lines;
}

static char *
describe (FerryTaskItem *item,
          const Line    *line)
{
  g_autofree char *text = ferry_task_text_event (line->task, line->event, line->last);
  const char *disk_name = ferry_task_get_disk_name (line->task);
  g_autofree char *name = disk_name ? ferry_format_name (disk_name) : NULL;

  if (ferry_task_item_get_n_tasks (item) == 1)
    return g_steal_pointer (&text);
  if (name == NULL)
    /* Translators: what came of the boot disk of a machine */
    return g_strdup_printf (_("Boot disk: %s"), text);

  /* Translators: the name of a disk, then what came of it */
  return g_strdup_printf (_("%s: %s"), name, text);
}

static void
ferry_task_history_dispose (GObject *object)
{
  FerryTaskHistory *self = FERRY_TASK_HISTORY (object);

  g_clear_object (&self->item);

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
                         FerryTaskItem    *item)
{
  g_autoptr(GArray) lines = collect (item);

  g_return_if_fail (FERRY_IS_TASK_HISTORY (self));

  if (g_set_object (&self->item, item))
    clear (self);

  while (self->states->len < lines->len)
    add_line (self, &g_array_index (lines, Line, self->states->len));

  for (guint i = 0; i < lines->len; i++)
    {
      GtkLabel *label = g_ptr_array_index (self->states, i);
      g_autofree char *text = describe (item, &g_array_index (lines, Line, i));

      if (g_strcmp0 (gtk_label_get_label (label), text) != 0)
        gtk_label_set_label (label, text);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), lines->len > 0);
}
