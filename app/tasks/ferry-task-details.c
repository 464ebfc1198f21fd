/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-details.h"

#include "common/ferry-access.h"
#include "common/ferry-placeholder.h"
#include "tasks/ferry-explanation-card.h"
#include "tasks/ferry-explanation.h"
#include "tasks/ferry-item-text.h"
#include "tasks/ferry-landed-card.h"
#include "tasks/ferry-question-card.h"
#include "tasks/ferry-stepper.h"
#include "tasks/ferry-task-clock.h"
#include "tasks/ferry-task-disk.h"
#include "tasks/ferry-task-facts.h"
#include "tasks/ferry-task-history.h"

#include <glib/gi18n.h>

/* A part of the Tasks view, which has the actions "task"; main thread. It shows one item after
 * another; they are the application's and know nothing of it.
 */
struct _FerryTaskDetails {
  AdwBin                parent_instance;

  FerryTaskItem        *item;        /* (nullable) */
  gulong                handler;
  FerryPace            *pace;        /* (nullable) */
  gboolean              narrow;

  GtkStack             *stack;
  FerryPlaceholder     *none_page;
  GtkScrolledWindow    *scroller;
  GtkImage             *icon;
  GtkLabel             *name_label;
  GtkLabel             *caption_label;
  GtkLabel             *elapsed_label;
  FerryStepper         *wide_stepper;
  FerryStepper         *narrow_stepper;
  GtkProgressBar       *progress_bar;
  GtkLabel             *state_label;
  GtkLabel             *heard_label;
  GtkLabel             *sentence_label;
  GtkLabel             *end_label;
  GtkLabel             *problem_label;
  FerryQuestionCard    *question_card;
  GtkWidget            *late_box;
  GtkLabel             *late_label;
  FerryLandedCard      *landed_card;
  FerryExplanationCard *explanation_card;
  GtkWidget            *buttons;
  GtkWidget            *retry_button;
  GtkWidget            *continue_button;
  GtkWidget            *check_button;
  GtkWidget            *cancel_button;
  GtkWidget            *clear_button;
  GtkWidget            *disks_part;
  GtkBox               *disks_box;
  FerryTaskFacts       *facts;
  FerryTaskHistory     *history;
};

G_DEFINE_FINAL_TYPE (FerryTaskDetails, ferry_task_details, ADW_TYPE_BIN)

typedef enum {
  PROP_ITEM = 1,
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

/* That EC2 is silent, and that it will not be done in time, come by time alone. */
static void
show_late (FerryTaskDetails *self,
           GDateTime        *now)
{
  g_autofree char *silence = ferry_task_clock_describe_silence (self->item, self->pace, now);
  g_autofree char *late = ferry_task_clock_describe_late (self->item, self->pace, now);
  g_autofree char *both = silence && late ? g_strdup_printf ("%s\n%s", silence, late) : NULL;
  const char *text = both ? both : late ? late : silence;

  gtk_widget_set_visible (self->late_box, text != NULL);
  show_text (self->late_label, text);
}

void
ferry_task_details_tick (FerryTaskDetails *self,
                         GDateTime        *now)
{
  g_autofree char *elapsed = NULL;
  g_autofree char *heard = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *end = NULL;

  g_return_if_fail (FERRY_IS_TASK_DETAILS (self));

  if (self->item == NULL)
    return;

  elapsed = ferry_item_text_elapsed (self->item, now);
  heard = ferry_item_text_heard (self->item, now, FALSE);
  if (heard == NULL)
    heard = ferry_item_text_ended (self->item);
  sentence = ferry_item_text_sentence (self->item, now);
  end = ferry_task_clock_describe_end (self->item, now);
  show_text (self->elapsed_label, elapsed);
  show_text (self->heard_label, heard);
  show_text (self->sentence_label, sentence);
  show_text (self->end_label, end);
  show_late (self, now);
}

static void
show_icon (FerryTaskDetails *self)
{
  const char *style = NULL;
  const char *name = ferry_item_text_get_icon (self->item, &style);
  const char *styles[] = { style, NULL };

  gtk_image_set_from_icon_name (self->icon, name);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), styles);
}

static void
show_progress (FerryTaskDetails *self)
{
  int percent = ferry_task_item_get_percent (self->item);
  g_autofree char *state = ferry_item_text_state (self->item);
  FerryImportStep step = ferry_import_step_of_item (self->item);

  ferry_stepper_set_step (self->wide_stepper, &step);
  ferry_stepper_set_step (self->narrow_stepper, &step);
  /* No percent, no bar: one that only pulses would claim to know that something moves. */
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar),
                          percent >= 0 && ferry_task_item_is_converting (self->item));
  gtk_progress_bar_set_fraction (self->progress_bar, MAX (percent, 0) / 100.0);
  show_text (self->state_label, state);
}

/* Of the first disk that has something to explain; else what stopped the machine. */
static void
show_explanation (FerryTaskDetails *self)
{
  FerryTask *found = NULL;

  for (guint i = 0; i < ferry_task_item_get_n_tasks (self->item) && found == NULL; i++)
    {
      FerryTask *task = ferry_task_item_get_task (self->item, i);

      if (ferry_explanation_is_needed (task))
        found = task;
    }

  ferry_explanation_card_set_task (self->explanation_card, found);
  ferry_explanation_card_set_machine (self->explanation_card,
                                      ferry_task_item_get_import (self->item));
}

/* What is to be changed about a disk or a machine is changed in a plan. */
static void
remedy_cb (FerryTaskDetails *self,
           FerryRemedy       remedy)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (remedy == FERRY_REMEDY_RETRY)
    gtk_widget_activate_action (widget, "task.retry", NULL);
  else
    gtk_widget_activate_action (widget, "win.show-view", "s", "migrate");
}

static void
clear_disks (FerryTaskDetails *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->disks_box))) != NULL)
    gtk_box_remove (self->disks_box, child);
}

static void
show_disks (FerryTaskDetails *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->disks_box));
  gboolean is_machine = ferry_task_item_is_machine (self->item);

  gtk_widget_set_visible (self->disks_part, is_machine);
  if (!is_machine)
    return;

  if (child == NULL)
    for (guint i = 0; i < ferry_task_item_get_n_tasks (self->item); i++)
      gtk_box_append (self->disks_box, ferry_task_disk_new (self->item, i));

  for (; child; child = gtk_widget_get_next_sibling (child))
    ferry_task_disk_update (FERRY_TASK_DISK (child));
}

/* Those that can be pressed. */
static void
show_buttons (FerryTaskDetails *self)
{
  FerryTaskItem *item = self->item;
  gboolean is_lost = ferry_task_is_lost (ferry_task_item_get_task (item, 0));

  gtk_widget_set_visible (self->retry_button, ferry_task_item_can_retry (item));
  gtk_widget_set_visible (self->continue_button, ferry_task_item_get_held (item));
  gtk_widget_set_visible (self->check_button, ferry_task_item_get_state (item) ==
                                              FERRY_MACHINE_UNCONFIRMED);
  gtk_widget_set_visible (self->cancel_button, ferry_task_item_can_cancel (item));
  gtk_widget_set_visible (self->clear_button, ferry_task_item_is_finished (item) && !is_lost);
  gtk_widget_set_visible (self->buttons,
                          gtk_widget_get_visible (self->retry_button) ||
                          gtk_widget_get_visible (self->continue_button) ||
                          gtk_widget_get_visible (self->check_button) ||
                          gtk_widget_get_visible (self->cancel_button) ||
                          gtk_widget_get_visible (self->clear_button));
}

static void
update (FerryTaskDetails *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *name = NULL;
  g_autofree char *caption = NULL;

  gtk_stack_set_visible_child_name (self->stack, self->item != NULL ? "task" : "none");
  if (self->item == NULL)
    return;

  name = ferry_item_text_name (self->item);
  caption = ferry_item_text_caption (self->item);
  gtk_label_set_label (self->name_label, name);
  show_text (self->caption_label, caption);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  show_icon (self);
  show_progress (self);
  show_text (self->problem_label, ferry_task_item_get_problem (self->item));
  ferry_question_card_show (self->question_card, self->item);
  ferry_landed_card_show (self->landed_card, self->item);
  show_explanation (self);
  show_disks (self);
  show_buttons (self);
  ferry_task_facts_show (self->facts, self->item);
  ferry_task_history_show (self->history, self->item);
  ferry_task_details_tick (self, now);
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
    case PROP_ITEM:
      g_value_set_object (value, self->item);
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
    case PROP_ITEM:
      ferry_task_details_set_item (self, g_value_get_object (value));
      break;

    case PROP_NARROW:
      if (self->narrow != g_value_get_boolean (value))
        {
          self->narrow = g_value_get_boolean (value);
          gtk_orientable_set_orientation (GTK_ORIENTABLE (self->buttons),
                                          self->narrow ? GTK_ORIENTATION_VERTICAL
                                                       : GTK_ORIENTATION_HORIZONTAL);
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

  if (self->item != NULL)
    g_clear_signal_handler (&self->handler, self->item);
  g_clear_object (&self->item);
  g_clear_object (&self->pace);

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
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, end_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, problem_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, question_card);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, late_box);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, late_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, landed_card);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, explanation_card);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, buttons);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, retry_button);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, continue_button);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, check_button);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, clear_button);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, disks_part);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDetails, disks_box);
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

  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, FERRY_TYPE_TASK_ITEM, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (FERRY_TYPE_EXPLANATION_CARD);
  g_type_ensure (FERRY_TYPE_LANDED_CARD);
  g_type_ensure (FERRY_TYPE_PLACEHOLDER);
  g_type_ensure (FERRY_TYPE_QUESTION_CARD);
  g_type_ensure (FERRY_TYPE_STEPPER);
  g_type_ensure (FERRY_TYPE_TASK_FACTS);
  g_type_ensure (FERRY_TYPE_TASK_HISTORY);
  bind_template (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, remedy_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ferry_task_details_init (FerryTaskDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_access_name_once (GTK_WIDGET (self));
  ferry_placeholder_show_message (self->none_page, "view-list-symbolic", _("No Task Chosen"),
                                  _("Choose one in the list to see all that is known of it."),
                                  NULL);
  update (self);
}

GtkWidget *
ferry_task_details_new (void)
{
  return g_object_new (FERRY_TYPE_TASK_DETAILS, NULL);
}

FerryTaskItem *
ferry_task_details_get_item (FerryTaskDetails *self)
{
  g_return_val_if_fail (FERRY_IS_TASK_DETAILS (self), NULL);

  return self->item;
}

void
ferry_task_details_set_item (FerryTaskDetails *self,
                             FerryTaskItem    *item)
{
  g_return_if_fail (FERRY_IS_TASK_DETAILS (self));

  if (self->item == item)
    return;

  if (self->item != NULL)
    g_clear_signal_handler (&self->handler, self->item);
  g_set_object (&self->item, item);
  if (item != NULL)
    self->handler = g_signal_connect_object (item, "changed", G_CALLBACK (update), self,
                                             G_CONNECT_SWAPPED);
  clear_disks (self);
  update (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}

void
ferry_task_details_set_pace (FerryTaskDetails *self,
                             FerryPace        *pace)
{
  g_return_if_fail (FERRY_IS_TASK_DETAILS (self));

  g_set_object (&self->pace, pace);
}
