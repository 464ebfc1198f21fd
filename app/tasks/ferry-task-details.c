/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-details.h"

#include "common/ferry-access.h"
#include "common/ferry-placeholder.h"
#include "ferry-application.h"
#include "tasks/ferry-explanation.h"
#include "tasks/ferry-stepper.h"
#include "tasks/ferry-task-canceller.h"
#include "tasks/ferry-task-facts.h"
#include "tasks/ferry-task-history.h"
#include "tasks/ferry-task-text.h"

#include <glib/gi18n.h>

/* A part of the Tasks view; main thread. It shows one task after another; the tasks are the
 * application's and know nothing of it.
 */
struct _FerryTaskDetails {
  AdwBin               parent_instance;

  FerryTask           *task;        /* (nullable) */
  gulong               handler;
  FerryTaskCanceller  *canceller;
  gboolean             narrow;

  GtkStack            *stack;
  FerryPlaceholder    *none_page;
  GtkScrolledWindow   *scroller;
  GtkImage            *icon;
  GtkLabel            *name_label;
  GtkLabel            *caption_label;
  GtkLabel            *elapsed_label;
  FerryStepper        *wide_stepper;
  FerryStepper        *narrow_stepper;
  GtkProgressBar      *progress_bar;
  GtkLabel            *state_label;
  GtkLabel            *heard_label;
  GtkLabel            *remains_label;
  GtkLabel            *problem_label;
  GtkWidget           *explanation_box;
  GtkLabel            *title_label;
  GtkLabel            *said_label;
  GtkLabel            *advice_label;
  GtkWidget           *check_button;
  GtkWidget           *cancel_button;
  GtkWidget           *clear_button;
  FerryTaskFacts      *facts;
  FerryTaskHistory    *history;
};

G_DEFINE_FINAL_TYPE (FerryTaskDetails, ferry_task_details, ADW_TYPE_BIN)

typedef enum {
  PROP_TASK = 1,
  PROP_NARROW,
} FerryTaskDetailsProperty;

static GParamSpec *properties[PROP_NARROW + 1];

static void
show_text (GtkLabel   *label,
           const char *text)
{
  gboolean visible = text != NULL && *text != '\0';

  if (visible && g_strcmp0 (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), visible);
}

void
ferry_task_details_tick (FerryTaskDetails *self,
                         GDateTime        *now)
{
  g_autofree char *caption = NULL;
  g_autofree char *elapsed = NULL;
  g_autofree char *heard = NULL;

  g_return_if_fail (FERRY_IS_TASK_DETAILS (self));

  if (self->task == NULL)
    return;

  caption = ferry_task_text_caption (self->task, now);
  elapsed = ferry_task_text_elapsed (self->task, now);
  heard = ferry_task_text_heard (self->task, now);
  show_text (self->caption_label, caption);
  show_text (self->elapsed_label, elapsed);
  show_text (self->heard_label, heard);
}

static void
show_icon (FerryTaskDetails *self)
{
  const char *style = NULL;
  const char *name = ferry_task_text_get_icon (self->task, &style);
  const char *styles[] = { style, NULL };

  gtk_image_set_from_icon_name (self->icon, name);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), styles);
}

static void
show_progress (FerryTaskDetails *self)
{
  int percent = ferry_task_get_percent (self->task);
  gboolean running = !ferry_task_state_is_finished (ferry_task_get_state (self->task));
  g_autofree char *state = ferry_task_text_state (self->task);
  g_autofree char *remains = ferry_task_text_remains (self->task);
  FerryStepMark mark;
  FerryStep step = ferry_task_text_get_step (self->task, &mark);

  ferry_stepper_set_step (self->wide_stepper, step, mark);
  ferry_stepper_set_step (self->narrow_stepper, step, mark);
  /* No percent, no bar: one that only pulses would claim to know that something moves. */
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), running && percent >= 0);
  gtk_progress_bar_set_fraction (self->progress_bar, MAX (percent, 0) / 100.0);
  show_text (self->state_label, state);
  show_text (self->remains_label, remains);
}

static void
show_explanation (FerryTaskDetails *self)
{
  g_autoptr(FerryExplanation) explanation = ferry_explanation_new (self->task);

  gtk_widget_set_visible (self->explanation_box, explanation != NULL);
  show_text (self->title_label, explanation != NULL ? explanation->title : NULL);
  show_text (self->said_label, explanation != NULL ? explanation->said : NULL);
  show_text (self->advice_label, explanation != NULL ? explanation->advice : NULL);
}

static void
update_actions (FerryTaskDetails *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  FerryTask *task = self->task;
  gboolean can_cancel = task != NULL && ferry_task_canceller_can_cancel (self->canceller, task);
  gboolean is_finished =
    task != NULL && ferry_task_state_is_finished (ferry_task_get_state (task)) &&
    !ferry_task_is_lost (task);

  gtk_widget_action_set_enabled (widget, "task.cancel", can_cancel);
  gtk_widget_action_set_enabled (widget, "task.copy-task-id",
                                 task != NULL && ferry_task_get_conversion_task_id (task) != NULL);
  gtk_widget_action_set_enabled (widget, "task.copy-instance-id",
                                 task != NULL && ferry_task_get_instance_id (task) != NULL);
  gtk_widget_action_set_enabled (widget, "task.copy-volume-id",
                                 task != NULL && ferry_task_get_volume_id (task) != NULL);
  gtk_widget_set_visible (self->check_button, task != NULL && ferry_task_get_state (task) ==
                                              FERRY_TASK_UNCONFIRMED);
  gtk_widget_set_visible (self->cancel_button, can_cancel);
  gtk_widget_set_visible (self->clear_button, is_finished);
}

static void
update (FerryTaskDetails *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *name = NULL;

  gtk_stack_set_visible_child_name (self->stack, self->task != NULL ? "task" : "none");
  update_actions (self);
  if (self->task == NULL)
    return;

  name = ferry_task_text_name (self->task);
  gtk_label_set_label (self->name_label, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  show_icon (self);
  show_progress (self);
  show_explanation (self);
  show_text (self->problem_label, ferry_task_canceller_get_problem (self->canceller, self->task));
  ferry_task_facts_show (self->facts, self->task);
  ferry_task_history_show (self->history, self->task);
  ferry_task_details_tick (self, now);
}

static void
canceller_changed_cb (FerryTaskDetails *self,
                      FerryTask        *task)
{
  if (task == self->task)
    update (self);
}

static void
cancel_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  FerryTaskDetails *self = FERRY_TASK_DETAILS (widget);

  ferry_task_canceller_ask (self->canceller, self->task, widget);
}

static const char *
find_id (FerryTask  *task,
         const char *action_name)
{
  if (g_strcmp0 (action_name, "task.copy-task-id") == 0)
    return ferry_task_get_conversion_task_id (task);
  if (g_strcmp0 (action_name, "task.copy-volume-id") == 0)
    return ferry_task_get_volume_id (task);

  return ferry_task_get_instance_id (task);
}

static void
copy_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  FerryTaskDetails *self = FERRY_TASK_DETAILS (widget);
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), find_id (self->task, action_name));
  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), adw_toast_new (_("Copied")));
}

static void
ferry_task_details_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  FerryTaskDetails *self = FERRY_TASK_DETAILS (object);

  switch ((FerryTaskDetailsProperty) property_id)
    {
    case PROP_TASK:
      g_value_set_object (value, self->task);
      break;

    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
ferry_task_details_set_property (GObject      *object,
                                 guint         property_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  FerryTaskDetails *self = FERRY_TASK_DETAILS (object);

  switch ((FerryTaskDetailsProperty) property_id)
    {
    case PROP_TASK:
      ferry_task_details_set_task (self, g_value_get_object (value));
      break;

    case PROP_NARROW:
      if (self->narrow != g_value_get_boolean (value))
        {
          self->narrow = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
ferry_task_details_dispose (GObject *object)
{
  FerryTaskDetails *self = FERRY_TASK_DETAILS (object);

  if (self->task != NULL)
    g_clear_signal_handler (&self->handler, self->task);
  g_clear_object (&self->task);
  g_clear_object (&self->canceller);

  G_OBJECT_CLASS (ferry_task_details_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/tasks/"
                                               "ferry-task-details.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, none_page);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, scroller);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, icon);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, name_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, caption_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, elapsed_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, wide_stepper);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, narrow_stepper);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, state_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, heard_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, remains_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, problem_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, explanation_box);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, title_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, said_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, advice_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, check_button);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, clear_button);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, facts);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, history);
}

static void
ferry_task_details_class_init (FerryTaskDetailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ferry_task_details_get_property;
  object_class->set_property = ferry_task_details_set_property;
  object_class->dispose = ferry_task_details_dispose;

  properties[PROP_TASK] = g_param_spec_object ("task", NULL, NULL, FERRY_TYPE_TASK, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (FERRY_TYPE_PLACEHOLDER);
  g_type_ensure (FERRY_TYPE_STEPPER);
  g_type_ensure (FERRY_TYPE_TASK_FACTS);
  g_type_ensure (FERRY_TYPE_TASK_HISTORY);
  bind_template (widget_class);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "task.cancel", NULL, cancel_cb);
  gtk_widget_class_install_action (widget_class, "task.copy-instance-id", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "task.copy-task-id", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "task.copy-volume-id", NULL, copy_cb);
}

static void
ferry_task_details_init (FerryTaskDetails *self)
{
  FerryApplication *application = ferry_application_get ();

  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_access_name_once (GTK_WIDGET (self));
  ferry_placeholder_show_message (self->none_page, "view-list-symbolic", _("No Task Chosen"),
                                  _("Choose one in the list to see all that is known of it."),
                                  NULL);

  /* The application's, so that a window that comes after this one knows what was asked for. */
  self->canceller = application ? g_object_ref (ferry_application_get_task_canceller (application))
                                : ferry_task_canceller_new ();
  g_signal_connect_object (self->canceller, "changed", G_CALLBACK (canceller_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

GtkWidget *
ferry_task_details_new (void)
{
  return g_object_new (FERRY_TYPE_TASK_DETAILS, NULL);
}

FerryTask *
ferry_task_details_get_task (FerryTaskDetails *self)
{
  g_return_val_if_fail (FERRY_IS_TASK_DETAILS (self), NULL);

  return self->task;
}

void
ferry_task_details_set_task (FerryTaskDetails *self,
                             FerryTask        *task)
{
  g_return_if_fail (FERRY_IS_TASK_DETAILS (self));

  if (self->task == task)
    return;

  if (self->task != NULL)
    g_clear_signal_handler (&self->handler, self->task);
  g_set_object (&self->task, task);
  if (task != NULL)
    self->handler = g_signal_connect_object (task, "notify", G_CALLBACK (update), self,
                                             G_CONNECT_SWAPPED);
  update (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TASK]);
}
