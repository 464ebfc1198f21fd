/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-explanation-card.h"

#include "common/ferry-help.h"
#include "ferry-application.h"
#include "tasks/ferry-explanation.h"
#include "tasks/ferry-failure-text.h"

/* A part of the Tasks view; main thread. Tasks and machines are the application's and know nothing
 * of it.
 */
struct _FerryExplanationCard {
  AdwBin              parent_instance;

  FerryTask          *task;     /* (nullable) */
  FerryMachineImport *machine;  /* (nullable) */
  GSignalGroup       *task_signals;
  GSignalGroup       *machine_signals;
  FerryRemedy         remedy;

  GtkLabel           *title_label;
  GtkLabel           *meaning_label;
  GtkWidget          *evidence_box;
  GtkLabel           *evidence_label;
  GtkLabel           *said_label;
  GtkLabel           *advice_label;
  GtkButton          *remedy_button;
};

G_DEFINE_FINAL_TYPE (FerryExplanationCard, ferry_explanation_card, ADW_TYPE_BIN)

typedef enum {
  PROP_TASK = 1,
  PROP_MACHINE,
} FerryExplanationCardProperty;

enum {
  REMEDY,
  N_SIGNALS,
};

static GParamSpec *properties[PROP_MACHINE + 1];
static guint signals[N_SIGNALS];

/* Of the task in its machine; 0 where it is none of it */
static guint
find_position (FerryExplanationCard *self)
{
  GListModel *tasks = ferry_machine_import_get_tasks (self->machine);

  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr(FerryTask) task = g_list_model_get_item (tasks, i);

      if (task == self->task)
        return i;
    }

  return 0;
}

/* Returns: (nullable) */
static FerryExplanation *
explain (FerryExplanationCard *self)
{
  FerryExplanation *explanation = NULL;
  FerryMachine *machine = NULL;
  const GError *error = NULL;

  if (self->machine != NULL)
    {
      machine = ferry_machine_import_get_machine (self->machine);
      error = ferry_machine_import_get_error (self->machine);
    }
  if (self->task != NULL)
    explanation = ferry_explanation_new_for (self->task, machine,
                                             machine != NULL ? find_position (self) : 0);
  if (explanation == NULL && error != NULL)
    explanation = ferry_explanation_new_error (error,
                                               ferry_machine_import_get_region (self->machine),
                                               machine);

  return explanation;
}

/* What a button can do here: a task of somebody else has neither plan nor disk. */
static FerryRemedy
limit_remedy (FerryExplanationCard *self,
              FerryRemedy           remedy)
{
  switch (remedy)
    {
    case FERRY_REMEDY_RETRY:
      return self->machine != NULL && ferry_machine_import_can_retry (self->machine)
             ? remedy : FERRY_REMEDY_HELP;
    case FERRY_REMEDY_DISK:
    case FERRY_REMEDY_MACHINE:
      return self->machine != NULL ? remedy : FERRY_REMEDY_HELP;
    case FERRY_REMEDY_NONE:
    case FERRY_REMEDY_ACCOUNT:
    case FERRY_REMEDY_HELP:
    default:
      return remedy;
    }
}

/* Text of AWS's or of a disk's is set as such: never as markup, nor with a mnemonic. */
static void
show_text (GtkLabel   *label,
           const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
update (FerryExplanationCard *self)
{
  g_autoptr(FerryExplanation) explanation = explain (self);
  const char *label;

  gtk_widget_set_visible (GTK_WIDGET (self), explanation != NULL);
  if (explanation == NULL)
    return;

  self->remedy = limit_remedy (self, explanation->remedy);
  label = ferry_remedy_get_label (self->remedy);
  show_text (self->title_label, explanation->title);
  show_text (self->meaning_label, explanation->meaning);
  show_text (self->evidence_label, explanation->evidence);
  show_text (self->said_label, explanation->said);
  show_text (self->advice_label, explanation->advice);
  gtk_widget_set_visible (self->evidence_box, explanation->evidence != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->remedy_button), label != NULL);
  if (label != NULL)
    gtk_button_set_label (self->remedy_button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  explanation->title, -1);
}

static void
remedy_clicked_cb (FerryExplanationCard *self)
{
  g_signal_emit (self, signals[REMEDY], 0, self->remedy);
}

/* The signal's own handler, behind those of the owner. */
static void
do_remedy (FerryExplanationCard *self,
           FerryRemedy           remedy)
{
  FerryApplication *application = ferry_application_get ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (remedy == FERRY_REMEDY_HELP)
    ferry_help_show (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, "failures");
  else if (remedy == FERRY_REMEDY_ACCOUNT && application != NULL)
    ferry_application_show_accounts (application);
}

static void
ferry_explanation_card_get_property (GObject    *object,
                                     guint       property_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  FerryExplanationCard *self = FERRY_EXPLANATION_CARD (object);

  switch ((FerryExplanationCardProperty) property_id)
    {
    case PROP_TASK:
      g_value_set_object (value, self->task);
      break;

    case PROP_MACHINE:
      g_value_set_object (value, self->machine);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
ferry_explanation_card_set_property (GObject      *object,
                                     guint         property_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  FerryExplanationCard *self = FERRY_EXPLANATION_CARD (object);

  switch ((FerryExplanationCardProperty) property_id)
    {
    case PROP_TASK:
      ferry_explanation_card_set_task (self, g_value_get_object (value));
      break;

    case PROP_MACHINE:
      ferry_explanation_card_set_machine (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
ferry_explanation_card_dispose (GObject *object)
{
  FerryExplanationCard *self = FERRY_EXPLANATION_CARD (object);

  g_clear_object (&self->task_signals);
  g_clear_object (&self->machine_signals);
  g_clear_object (&self->task);
  g_clear_object (&self->machine);

  G_OBJECT_CLASS (ferry_explanation_card_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/tasks/"
                                               "ferry-explanation-card.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryExplanationCard, title_label);
  gtk_widget_class_bind_template_child (widget_class, FerryExplanationCard, meaning_label);
  gtk_widget_class_bind_template_child (widget_class, FerryExplanationCard, evidence_box);
  gtk_widget_class_bind_template_child (widget_class, FerryExplanationCard, evidence_label);
  gtk_widget_class_bind_template_child (widget_class, FerryExplanationCard, said_label);
  gtk_widget_class_bind_template_child (widget_class, FerryExplanationCard, advice_label);
  gtk_widget_class_bind_template_child (widget_class, FerryExplanationCard, remedy_button);
  gtk_widget_class_bind_template_callback (widget_class, remedy_clicked_cb);
}

static void
ferry_explanation_card_class_init (FerryExplanationCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ferry_explanation_card_get_property;
  object_class->set_property = ferry_explanation_card_set_property;
  object_class->dispose = ferry_explanation_card_dispose;

  properties[PROP_TASK] = g_param_spec_object ("task", NULL, NULL, FERRY_TYPE_TASK, flags);
  properties[PROP_MACHINE] = g_param_spec_object ("machine", NULL, NULL,
                                                  FERRY_TYPE_MACHINE_IMPORT, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[REMEDY] = g_signal_new_class_handler ("remedy", G_TYPE_FROM_CLASS (klass),
                                                G_SIGNAL_RUN_LAST, G_CALLBACK (do_remedy),
                                                NULL, NULL, NULL,
                                                G_TYPE_NONE, 1, FERRY_TYPE_REMEDY);

  bind_template (widget_class);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ferry_explanation_card_init (FerryExplanationCard *self)
{
  static const char *const task_words[] = { "notify::state", "notify::message", "notify::error" };
  static const char *const machine_words[] = { "notify::state", "notify::error" };

  gtk_widget_init_template (GTK_WIDGET (self));
  /* A button has a name also before there is anything to explain. */
  gtk_button_set_label (self->remedy_button, ferry_remedy_get_label (FERRY_REMEDY_HELP));

  self->task_signals = g_signal_group_new (FERRY_TYPE_TASK);
  for (guint i = 0; i < G_N_ELEMENTS (task_words); i++)
    g_signal_group_connect_swapped (self->task_signals, task_words[i], G_CALLBACK (update), self);
  self->machine_signals = g_signal_group_new (FERRY_TYPE_MACHINE_IMPORT);
  for (guint i = 0; i < G_N_ELEMENTS (machine_words); i++)
    g_signal_group_connect_swapped (self->machine_signals, machine_words[i], G_CALLBACK (update),
                                    self);
  update (self);
}

GtkWidget *
ferry_explanation_card_new (void)
{
  return g_object_new (FERRY_TYPE_EXPLANATION_CARD, NULL);
}

void
ferry_explanation_card_set_task (FerryExplanationCard *self,
                                 FerryTask            *task)
{
  g_return_if_fail (FERRY_IS_EXPLANATION_CARD (self));
  g_return_if_fail (task == NULL || FERRY_IS_TASK (task));

  if (!g_set_object (&self->task, task))
    return;

  g_signal_group_set_target (self->task_signals, task);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TASK]);
}

void
ferry_explanation_card_set_machine (FerryExplanationCard *self,
                                    FerryMachineImport   *machine)
{
  g_return_if_fail (FERRY_IS_EXPLANATION_CARD (self));
  g_return_if_fail (machine == NULL || FERRY_IS_MACHINE_IMPORT (machine));

  if (!g_set_object (&self->machine, machine))
    return;

  g_signal_group_set_target (self->machine_signals, machine);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MACHINE]);
}
