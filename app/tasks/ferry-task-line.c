/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-line.h"

#include "common/ferry-inscription.h"
#include "common/ferry-row-filler.h"
#include "tasks/ferry-phase-dots.h"
#include "tasks/ferry-task-text.h"

#include <glib/gi18n.h>

/* A part of the list's row, which the list makes; main thread. The task knows nothing of it. */
struct _FerryTaskLine {
  GtkBox           parent_instance;

  FerryTask       *task;      /* (nullable) */
  gulong           handler;
  const char      *icon_name;

  GtkImage        *icon;
  GtkInscription  *name_text;
  GtkInscription  *elapsed_text;
  GtkInscription  *state_text;
  GtkInscription  *heard_text;
  FerryPhaseDots  *dots;
  GtkProgressBar  *progress_bar;
};

G_DEFINE_FINAL_TYPE (FerryTaskLine, ferry_task_line, GTK_TYPE_BOX)

typedef enum {
  PROP_TASK = 1,
} FerryTaskLineProperty;

static GParamSpec *properties[PROP_TASK + 1];

void
ferry_task_line_tick (FerryTaskLine *self,
                      GDateTime     *now)
{
  g_autofree char *elapsed = NULL;
  g_autofree char *heard = NULL;

  g_return_if_fail (FERRY_IS_TASK_LINE (self));

  if (self->task == NULL)
    return;

  elapsed = ferry_task_text_elapsed (self->task, now);
  heard = ferry_task_text_ago (self->task, now);
  if (heard == NULL)
    heard = ferry_task_text_ended (self->task);
  ferry_inscription_show (self->elapsed_text, elapsed);
  ferry_inscription_show (self->heard_text, heard);
}

static void
show_icon (FerryTaskLine *self)
{
  const char *style = NULL;
  const char *name = ferry_task_text_get_icon (self->task, &style);
  const char *styles[] = { style, NULL };

  if (g_strcmp0 (self->icon_name, name) == 0)
    return;

  self->icon_name = name;
  gtk_image_set_from_icon_name (self->icon, name);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), styles);
}

/* No percent, no bar: one that only pulses would claim to know that something moves. Its place is
 * kept free.
 */
static void
show_progress (FerryTaskLine *self)
{
  int percent = ferry_task_get_percent (self->task);
  gboolean running = !ferry_task_state_is_finished (ferry_task_get_state (self->task));
  FerryStepMark mark;
  FerryStep step = ferry_task_text_get_step (self->task, &mark);

  ferry_phase_dots_set_step (self->dots, step, mark);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), running && percent >= 0);
  if (gtk_progress_bar_get_fraction (self->progress_bar) != MAX (percent, 0) / 100.0)
    gtk_progress_bar_set_fraction (self->progress_bar, MAX (percent, 0) / 100.0);
}

static void
update (FerryTaskLine *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *name = ferry_task_text_name (self->task);
  g_autofree char *state = ferry_task_text_state (self->task);

  ferry_inscription_show_name (self->name_text, name);
  ferry_inscription_show (self->state_text, state);
  ferry_row_filler_name (GTK_WIDGET (self), name, state);
  show_icon (self);
  show_progress (self);
  ferry_task_line_tick (self, now);
}

/* All of what its line may have to cut. */
static gboolean
query_tooltip_cb (FerryTaskLine *self,
                  int            x,
                  int            y,
                  gboolean       keyboard_mode,
                  GtkTooltip    *tooltip)
{
  g_autofree char *text = NULL;

  if (self->task == NULL)
    return FALSE;

  text = g_strdup_printf ("%s\n%s", gtk_inscription_get_text (self->name_text),
                          gtk_inscription_get_text (self->state_text));
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

static void
ferry_task_line_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  FerryTaskLine *self = FERRY_TASK_LINE (object);

  switch ((FerryTaskLineProperty) property_id)
    {
    case PROP_TASK:
      g_value_set_object (value, self->task);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
ferry_task_line_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  FerryTaskLine *self = FERRY_TASK_LINE (object);

  switch ((FerryTaskLineProperty) property_id)
    {
    case PROP_TASK:
      ferry_task_line_set_task (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
ferry_task_line_dispose (GObject *object)
{
  ferry_task_line_set_task (FERRY_TASK_LINE (object), NULL);

  G_OBJECT_CLASS (ferry_task_line_parent_class)->dispose (object);
}

static void
ferry_task_line_class_init (FerryTaskLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ferry_task_line_get_property;
  object_class->set_property = ferry_task_line_set_property;
  object_class->dispose = ferry_task_line_dispose;

  properties[PROP_TASK] =
    g_param_spec_object ("task", NULL, NULL, FERRY_TYPE_TASK,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (FERRY_TYPE_PHASE_DOTS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/tasks/ferry-task-line.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryTaskLine, icon);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskLine, name_text);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskLine, elapsed_text);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskLine, state_text);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskLine, heard_text);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskLine, dots);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskLine, progress_bar);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
}

static void
ferry_task_line_init (FerryTaskLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ferry_task_line_new (void)
{
  return g_object_new (FERRY_TYPE_TASK_LINE, NULL);
}

void
ferry_task_line_set_task (FerryTaskLine *self,
                          FerryTask     *task)
{
  g_return_if_fail (FERRY_IS_TASK_LINE (self));

  if (self->task == task)
    return;

  if (self->task)
    g_clear_signal_handler (&self->handler, self->task);
  g_set_object (&self->task, task);
  if (task)
    {
      self->handler = g_signal_connect_object (task, "notify", G_CALLBACK (update), self,
                                               G_CONNECT_SWAPPED);
      update (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TASK]);
}
