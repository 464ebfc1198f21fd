/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-card.h"

#include "common/ferry-error-text.h"
#include "common/ferry-format.h"
#include "ferry-application.h"
#include "tasks/ferry-explanation.h"
#include "tasks/ferry-stepper.h"
#include "tasks/ferry-task-text.h"

#include <glib/gi18n.h>

/* where a dialog keeps the overlay for its toast */
#define OVERLAY_KEY "ferry-toast-overlay"

/* A row of the Tasks view, which makes and drops it; main thread. The task is the application's and
 * knows nothing of the card. A cancel that was asked for goes on when the card goes.
 */
struct _FerryTaskCard {
  GtkListBoxRow     parent_instance;

  FerryTask        *task;
  GCancellable     *cancellable;  /* for cancelling a task; never triggered: it is an act */

  GtkImage         *icon;
  GtkLabel         *name_label;
  GtkLabel         *caption_label;
  GtkLabel         *elapsed_label;
  GtkWidget        *menu_button;
  FerryStepper     *wide_stepper;
  FerryStepper     *narrow_stepper;
  GtkProgressBar   *progress_bar;
  GtkLabel         *state_label;
  GtkLabel         *heard_label;
  GtkLabel         *remains_label;
  GtkLabel         *problem_label;
  GtkWidget        *explanation_box;
  GtkLabel         *title_label;
  GtkLabel         *said_label;
  GtkLabel         *advice_label;
  GtkWidget        *landed_box;
  GtkLabel         *instance_label;
  GtkLabel         *volume_label;
};

G_DEFINE_FINAL_TYPE (FerryTaskCard, ferry_task_card, GTK_TYPE_LIST_BOX_ROW)

typedef enum {
  PROP_TASK = 1,
} FerryTaskCardProperty;

static GParamSpec *properties[PROP_TASK + 1];

/* (nullable): %NULL where nothing can show a toast */
static AdwToastOverlay *
get_overlay (FerryTaskCard *self)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);

  return overlay != NULL ? ADW_TOAST_OVERLAY (overlay) : NULL;
}

static void
show_toast (AdwToastOverlay *overlay,
            const char      *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (overlay, adw_toast_new (markup));
}

static void
show_text (GtkLabel   *label,
           const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

void
ferry_task_card_tick (FerryTaskCard *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *caption = NULL;
  g_autofree char *elapsed = NULL;
  g_autofree char *heard = NULL;

  g_return_if_fail (FERRY_IS_TASK_CARD (self));

  caption = ferry_task_text_caption (self->task, now);
  elapsed = ferry_task_text_elapsed (self->task, now);
  heard = ferry_task_text_heard (self->task, now);
  show_text (self->caption_label, caption);
  show_text (self->elapsed_label, elapsed);
  show_text (self->heard_label, heard);
}

static void
show_icon (FerryTaskCard *self)
{
  const char *name = "computer-symbolic";
  const char *style = NULL;

  if (ferry_task_get_state (self->task) == FERRY_TASK_LANDED)
    {
      name = "emblem-ok-symbolic";
      style = "success";
    }
  else if (ferry_task_get_state (self->task) == FERRY_TASK_UNCONFIRMED
           || ferry_task_is_lost (self->task))
    {
      name = "dialog-warning-symbolic";
      style = "warning";
    }
  else if (ferry_explanation_is_needed (self->task))
    {
      name = "dialog-error-symbolic";
      style = "error";
    }
  else if (ferry_task_get_state (self->task) == FERRY_TASK_CANCELLED)
    {
      name = "process-stop-symbolic";
      style = "dim-label";
    }

  const char *styles[] = { style, NULL };

  gtk_image_set_from_icon_name (self->icon, name);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), styles);
}

static void
show_progress (FerryTaskCard *self)
{
  int percent = ferry_task_get_percent (self->task);
  gboolean running = !ferry_task_state_is_finished (ferry_task_get_state (self->task));
  g_autofree char *state = ferry_task_text_state (self->task);
  g_autofree char *remains = ferry_task_text_remains (self->task);

  /* No percent, no bar: one that only pulses would claim to know that something moves. */
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), running && percent >= 0);
  gtk_progress_bar_set_fraction (self->progress_bar, MAX (percent, 0) / 100.0);
  show_text (self->state_label, state);
  show_text (self->remains_label, remains);
}

static void
show_explanation (FerryTaskCard *self)
{
  g_autoptr(FerryExplanation) explanation = ferry_explanation_new (self->task);

  gtk_widget_set_visible (self->explanation_box, explanation != NULL);
  show_text (self->title_label, explanation != NULL ? explanation->title : NULL);
  show_text (self->said_label, explanation != NULL ? explanation->said : NULL);
  show_text (self->advice_label, explanation != NULL ? explanation->advice : NULL);
}

static void
show_landed (FerryTaskCard *self)
{
  const char *instance_id = ferry_task_get_instance_id (self->task);
  const char *volume_id = ferry_task_get_volume_id (self->task);
  g_autofree char *instance = NULL;

  if (instance_id != NULL)
    /* Translators: %s is the ID of an instance, which EC2 leaves stopped */
    instance = g_strdup_printf (_("%s, stopped"), instance_id);

  gtk_label_set_label (self->instance_label, instance != NULL ? instance : _("not known"));
  gtk_label_set_label (self->volume_label, volume_id != NULL ? volume_id : _("not known"));
  gtk_widget_set_visible (self->landed_box,
                          ferry_task_get_state (self->task) == FERRY_TASK_LANDED);
}

static void
update_actions (FerryTaskCard *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean has_task_id = ferry_task_get_conversion_task_id (self->task) != NULL;
  gboolean has_instance_id = ferry_task_get_instance_id (self->task) != NULL;

  gtk_widget_action_set_enabled (widget, "task.cancel",
                                 has_task_id && self->cancellable == NULL
                                 && ferry_task_get_state (self->task) == FERRY_TASK_CONVERTING);
  gtk_widget_action_set_enabled (widget, "task.copy-task-id", has_task_id);
  gtk_widget_action_set_enabled (widget, "task.copy-instance-id", has_instance_id);
  gtk_widget_set_visible (self->menu_button, has_task_id || has_instance_id);
}

static void
update (FerryTaskCard *self)
{
  FerryStepMark mark;
  FerryStep step = ferry_task_text_get_step (self->task, &mark);
  g_autofree char *name = ferry_format_name (ferry_task_get_name (self->task));

  gtk_label_set_label (self->name_label, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  ferry_stepper_set_step (self->wide_stepper, step, mark);
  ferry_stepper_set_step (self->narrow_stepper, step, mark);
  show_icon (self);
  show_progress (self);
  show_explanation (self);
  show_landed (self);
  update_actions (self);
  ferry_task_card_tick (self);
}

static void
show_problem (FerryTaskCard *self,
              const GError  *error)
{
  const char *title = ferry_explanation_get_error_title (error);
  g_autofree char *advice = ferry_error_to_advice (error);
  g_autofree char *text = NULL;

  /* Translators: what went wrong, then what to do, whole sentences */
  text = g_strdup_printf (_("It could not be cancelled: %s. %s"), title, advice);
  show_text (self->problem_label, text);
}

/* The task landed before EC2 had read the cancel: whoever asked for it is told, also when a filter
 * has taken the card away. The overlay is of the window, so it outlives the card.
 */
static void
overtaken_cb (AdwToastOverlay *overlay,
              GParamSpec      *pspec,
              FerryTask       *task)
{
  g_autofree char *text = ferry_task_text_too_late (task);

  if (ferry_task_state_is_finished (ferry_task_get_state (task)))
    g_signal_handlers_disconnect_by_func (task, overtaken_cb, overlay);
  if (ferry_task_get_state (task) == FERRY_TASK_LANDED)
    show_toast (overlay, text);
}

static void
cancelled_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GWeakRef *card = user_data;
  g_autoptr(FerryTaskCard) self = g_weak_ref_get (card);
  g_autoptr(GError) error = NULL;

  ferry_engine_cancel_finish (FERRY_ENGINE (source), result, &error);
  g_weak_ref_clear (card);
  g_free (card);

  if (self == NULL || self->task == NULL)
    return;

  g_clear_object (&self->cancellable);
  if (error != NULL)
    {
      g_signal_handlers_disconnect_matched (self->task, G_SIGNAL_MATCH_FUNC, 0, 0, NULL,
                                            overtaken_cb, NULL);
      show_problem (self, error);
    }
  update (self);
}

static void
cancel_task (FerryTaskCard *self)
{
  AdwToastOverlay *overlay = get_overlay (self);
  GWeakRef *card = g_new0 (GWeakRef, 1);

  if (overlay != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->task, overtaken_cb, overlay);
      g_signal_connect_object (self->task, "notify::state", G_CALLBACK (overtaken_cb), overlay,
                               G_CONNECT_SWAPPED);
    }

  g_weak_ref_init (card, self);
  self->cancellable = g_cancellable_new ();
  show_text (self->problem_label, NULL);
  update_actions (self);
  ferry_engine_cancel_async (ferry_application_get_engine (ferry_application_get ()), self->task,
                             self->cancellable, cancelled_cb, card);
}

static void
response_cb (FerryTaskCard *self,
             const char    *response)
{
  if (g_strcmp0 (response, "cancel-import") == 0
      && ferry_task_get_state (self->task) == FERRY_TASK_CONVERTING && self->cancellable == NULL)
    cancel_task (self);
}

/* Nothing is left to ask for. */
static void
too_late_cb (GtkWindow  *dialog,
             GParamSpec *pspec,
             FerryTask  *task)
{
  AdwToastOverlay *overlay = g_object_get_data (G_OBJECT (dialog), OVERLAY_KEY);
  g_autofree char *text = ferry_task_text_too_late (task);

  if (text == NULL)
    return;

  g_signal_handlers_disconnect_by_func (task, too_late_cb, dialog);
  if (overlay != NULL)
    show_toast (overlay, text);
  gtk_window_close (dialog);
}

static void
cancel_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  FerryTaskCard *self = FERRY_TASK_CARD (widget);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  AdwToastOverlay *overlay = get_overlay (self);
  g_autofree char *name = ferry_format_name (ferry_task_get_name (self->task));
  g_autofree char *heading = g_strdup_printf (_("Cancel the Import of “%s”?"), name);
  GtkWidget *dialog;

  dialog = adw_message_dialog_new (window, heading,
                                   _("EC2 stops, and removes the instance and the volume that it "
                                     "has begun to make. The disk in the bucket stays as it is; "
                                     "importing it later starts from the beginning."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "keep", _("_Keep Going"),
                                    "cancel-import", _("_Cancel Import"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "cancel-import",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);

  /* Not of the card, which may go before the dialog does. */
  if (overlay != NULL)
    g_object_set_data_full (G_OBJECT (dialog), OVERLAY_KEY, g_object_ref (overlay),
                            g_object_unref);
  g_signal_connect_object (self->task, "notify::state", G_CALLBACK (too_late_cb), dialog,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
copy_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  FerryTaskCard *self = FERRY_TASK_CARD (widget);
  const char *id = g_strcmp0 (action_name, "task.copy-task-id") == 0
    ? ferry_task_get_conversion_task_id (self->task)
    : ferry_task_get_instance_id (self->task);

  AdwToastOverlay *overlay = get_overlay (self);

  if (id == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), id);
  if (overlay != NULL)
    show_toast (overlay, _("Copied"));
}

static void
ferry_task_card_constructed (GObject *object)
{
  FerryTaskCard *self = FERRY_TASK_CARD (object);

  G_OBJECT_CLASS (ferry_task_card_parent_class)->constructed (object);

  g_signal_connect_object (self->task, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  show_text (self->problem_label, NULL);
  update (self);
}

static void
ferry_task_card_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  FerryTaskCard *self = FERRY_TASK_CARD (object);

  switch ((FerryTaskCardProperty) property_id)
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
ferry_task_card_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  FerryTaskCard *self = FERRY_TASK_CARD (object);

  switch ((FerryTaskCardProperty) property_id)
    {
    case PROP_TASK:
      self->task = g_value_dup_object (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
ferry_task_card_dispose (GObject *object)
{
  FerryTaskCard *self = FERRY_TASK_CARD (object);

  g_clear_object (&self->task);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (ferry_task_card_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/tasks/ferry-task-card.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryTaskCard, icon);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskCard, name_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskCard, caption_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskCard, elapsed_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskCard, menu_button);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskCard, wide_stepper);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskCard, narrow_stepper);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskCard, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskCard, state_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskCard, heard_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskCard, remains_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskCard, problem_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskCard, explanation_box);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskCard, title_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskCard, said_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskCard, advice_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskCard, landed_box);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskCard, instance_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskCard, volume_label);
}

static void
ferry_task_card_class_init (FerryTaskCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ferry_task_card_constructed;
  object_class->get_property = ferry_task_card_get_property;
  object_class->set_property = ferry_task_card_set_property;
  object_class->dispose = ferry_task_card_dispose;

  properties[PROP_TASK] =
    g_param_spec_object ("task", NULL, NULL, FERRY_TYPE_TASK,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (FERRY_TYPE_STEPPER);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "task.cancel", NULL, cancel_cb);
  gtk_widget_class_install_action (widget_class, "task.copy-instance-id", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "task.copy-task-id", NULL, copy_cb);
}

static void
ferry_task_card_init (FerryTaskCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ferry_task_card_new (FerryTask *task)
{
  g_return_val_if_fail (FERRY_IS_TASK (task), NULL);

  return g_object_new (FERRY_TYPE_TASK_CARD, "task", task, NULL);
}
