/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-question-card.h"

#include "common/ferry-choices.h"
#include "tasks/ferry-cancel-dialog.h"
#include "tasks/ferry-machine-state-text.h"
#include "tasks/ferry-task-acts.h"

#include <glib/gi18n.h>

/* A part of the details; main thread. It shows the question of one item after another. */
struct _FerryQuestionCard {
  AdwBin          parent_instance;

  FerryTaskItem  *item;      /* (nullable) */
  FerryQuestion   question;
  char           *subject;   /* (nullable): that the device names were listed for */

  GtkLabel       *title_label;
  GtkLabel       *text_label;
  GtkDropDown    *devices;
  GtkButton      *first_button;
  GtkButton      *second_button;
};

G_DEFINE_FINAL_TYPE (FerryQuestionCard, ferry_question_card, ADW_TYPE_BIN)

/* The answers, in words and for the machine. What cannot be undone is never the first one. */
static const struct {
  const char *first_label;
  const char *first;
  const char *second_label;   /* NULL: there is one answer */
  const char *second;
  gboolean    final;          /* the second cannot be undone */
} answers[] = {
  [FERRY_QUESTION_NONE] = { NULL, NULL, NULL, NULL, FALSE },
  [FERRY_QUESTION_DEVICE] = { N_("Use This Name"), NULL, NULL, NULL, FALSE },
  [FERRY_QUESTION_RACED] = { N_("Keep It"), "keep", N_("Terminate…"), "terminate", TRUE },
  [FERRY_QUESTION_COPY] = { N_("Go On"), "go-on", N_("Leave It"), "leave", FALSE },
  [FERRY_QUESTION_SOURCES] = { N_("Keep Them"), "keep", N_("Delete…"), "delete", TRUE },
};

/* (nullable): the name that is chosen */
static const char *
get_device (FerryQuestionCard *self)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (self->devices);

  return chosen ? gtk_string_object_get_string (chosen) : NULL;
}

static void
first_cb (FerryQuestionCard *self)
{
  const char *answer = self->question == FERRY_QUESTION_DEVICE ? get_device (self)
                                                               : answers[self->question].first;

  if (self->item && answer)
    ferry_task_acts_answer (self->item, answer);
}

static void
second_cb (FerryQuestionCard *self)
{
  if (self->item == NULL)
    return;

  if (answers[self->question].final)
    ferry_answer_dialog_present (self->item, answers[self->question].second, GTK_WIDGET (self));
  else
    ferry_task_acts_answer (self->item, answers[self->question].second);
}

static gboolean
is_used (FerryTaskItem *item,
         const char    *name)
{
  if (g_strcmp0 (ferry_task_item_get_subject (item), name) == 0)
    return TRUE;

  for (guint i = 0; i < ferry_task_item_get_n_tasks (item); i++)
    {
      g_autofree char *device = ferry_task_item_dup_device (item, i);

      if (g_strcmp0 (device, name) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Those that EC2 recommends, of the kind that was asked about (EC2 User Guide, "Device names on
 * Linux instances", "… on Windows instances").
 */
static GListModel *
list_devices (FerryTaskItem *item)
{
  const char *subject = ferry_task_item_get_subject (item);
  const char *prefix = subject && g_str_has_prefix (subject, "xvd") ? "xvd" : "/dev/sd";
  GtkStringList *names = gtk_string_list_new (NULL);

  for (char letter = 'f'; letter <= 'p'; letter++)
    {
      g_autofree char *name = g_strdup_printf ("%s%c", prefix, letter);

      if (!is_used (item, name))
        gtk_string_list_append (names, name);
    }

  return G_LIST_MODEL (names);
}

/* Once a question: what a person is about to choose must not change under the hand. */
static void
show_devices (FerryQuestionCard *self,
              gboolean           again)
{
  const char *subject = ferry_task_item_get_subject (self->item);
  g_autoptr(GListModel) names = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->devices), self->question == FERRY_QUESTION_DEVICE);
  if (self->question != FERRY_QUESTION_DEVICE ||
      (!again && g_strcmp0 (self->subject, subject) == 0))
    return;

  g_free (self->subject);
  self->subject = g_strdup (subject);
  names = list_devices (self->item);
  gtk_drop_down_set_model (self->devices, names);
}

static void
show_button (GtkButton  *button,
             const char *label,
             gboolean    sensitive)
{
  gtk_widget_set_visible (GTK_WIDGET (button), label != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (button), sensitive);
  if (label != NULL)
    gtk_button_set_label (button, _(label));
}

static void
ferry_question_card_dispose (GObject *object)
{
  FerryQuestionCard *self = FERRY_QUESTION_CARD (object);

  g_clear_object (&self->item);
  g_clear_pointer (&self->subject, g_free);

  G_OBJECT_CLASS (ferry_question_card_parent_class)->dispose (object);
}

static void
ferry_question_card_class_init (FerryQuestionCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_question_card_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/tasks/"
                                               "ferry-question-card.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryQuestionCard, title_label);
  gtk_widget_class_bind_template_child (widget_class, FerryQuestionCard, text_label);
  gtk_widget_class_bind_template_child (widget_class, FerryQuestionCard, devices);
  gtk_widget_class_bind_template_child (widget_class, FerryQuestionCard, first_button);
  gtk_widget_class_bind_template_child (widget_class, FerryQuestionCard, second_button);
  gtk_widget_class_bind_template_callback (widget_class, first_cb);
  gtk_widget_class_bind_template_callback (widget_class, second_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ferry_question_card_init (FerryQuestionCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_choices_set_up (self->devices, _("Device Name"));
}

void
ferry_question_card_show (FerryQuestionCard *self,
                          FerryTaskItem     *item)
{
  FerryQuestion question = ferry_task_item_get_question (item);
  const char *name = ferry_question_get_name (question);
  g_autofree char *text = ferry_question_explain (question, ferry_task_item_get_subject (item));
  gboolean again;

  g_return_if_fail (FERRY_IS_QUESTION_CARD (self));

  gtk_widget_set_visible (GTK_WIDGET (self), name != NULL);
  again = g_set_object (&self->item, item) || self->question != question;
  self->question = question;
  if (name == NULL)
    return;

  gtk_label_set_label (self->title_label, name);
  gtk_label_set_label (self->text_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  show_devices (self, again);
  show_button (self->first_button, answers[question].first_label,
               !ferry_task_item_is_pending (item));
  show_button (self->second_button, answers[question].second_label,
               !ferry_task_item_is_pending (item));
}
