/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-leftover-row.h"

#include "tasks/ferry-leftover-text.h"

#include <glib/gi18n.h>

/* Of the window of what was left over; main thread. What it has begun to remove goes on when it is
 * gone.
 */
struct _FerryLeftoverRow {
  AdwActionRow   parent_instance;

  FerryRemnant *remnant;
  GtkWidget     *button;
  GtkSpinner    *spinner;
};

G_DEFINE_FINAL_TYPE (FerryLeftoverRow, ferry_leftover_row, ADW_TYPE_ACTION_ROW)

enum {
  REMOVED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_busy (FerryLeftoverRow *self,
           gboolean          busy)
{
  gtk_widget_set_sensitive (self->button, !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(FerryLeftoverRow) self = user_data;
  g_autoptr(GError) error = NULL;

  if (ferry_orphan_remove_finish (FERRY_ORPHAN (source), result, &error))
    {
      g_signal_emit (self, signals[REMOVED], 0);
      return;
    }

  show_busy (self, FALSE);
  g_signal_emit (self, signals[FAILED], 0, error);
}

/* An act that has begun is not given up when the window closes, so nothing cancels it. */
static void
remove_orphan (FerryLeftoverRow *self)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  if (self->remnant->client == NULL)
    return;

  show_busy (self, TRUE);
  ferry_orphan_remove_async (self->remnant->orphan, self->remnant->client, cancellable,
                             removed_cb, g_object_ref (self));
}

static void
answered_cb (AdwMessageDialog *dialog,
             const char       *response,
             FerryLeftoverRow *self)
{
  if (g_strcmp0 (response, "remove") == 0)
    remove_orphan (self);
}

static void
ask (FerryLeftoverRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *question = ferry_orphan_text_question (self->remnant->orphan);
  g_autofree char *consequence = ferry_orphan_text_consequence (self->remnant->orphan);
  GtkWidget *widget = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                              question, consequence);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);

  adw_message_dialog_add_responses (dialog,
                                    "keep", _("_Keep It"),
                                    "remove", ferry_orphan_text_get_answer (self->remnant->orphan),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "keep");
  adw_message_dialog_set_close_response (dialog, "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
clicked_cb (FerryLeftoverRow *self)
{
  if (ferry_orphan_text_must_ask (self->remnant->orphan))
    ask (self);
  else
    remove_orphan (self);
}

static void
ferry_leftover_row_finalize (GObject *object)
{
  FerryLeftoverRow *self = FERRY_LEFTOVER_ROW (object);

  g_clear_pointer (&self->remnant, ferry_remnant_free);

  G_OBJECT_CLASS (ferry_leftover_row_parent_class)->finalize (object);
}

static void
ferry_leftover_row_class_init (FerryLeftoverRowClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ferry_leftover_row_finalize;

  signals[REMOVED] = g_signal_new ("removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
ferry_leftover_row_init (FerryLeftoverRow *self)
{
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  self->button = gtk_button_new ();
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->spinner));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->button);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 0);
}

GtkWidget *
ferry_leftover_row_new (FerryRemnant   *remnant,
                        FerryPriceTable *prices)
{
  FerryLeftoverRow *self;
  g_autofree char *name = NULL;
  g_autofree char *details = NULL;
  g_autofree char *label = NULL;
  const char *action;

  g_return_val_if_fail (remnant != NULL, NULL);

  self = g_object_new (FERRY_TYPE_LEFTOVER_ROW, NULL);
  self->remnant = remnant;
  name = ferry_orphan_text_name (remnant->orphan);
  details = ferry_orphan_text_details (remnant->orphan, prices);
  action = ferry_orphan_text_get_action (remnant->orphan);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), details);
  gtk_button_set_label (GTK_BUTTON (self->button), action);
  /* Translators: an action, then what it is done to: “Delete vol-0a1b2c3d” */
  label = g_strdup_printf (C_("action", "%s %s"), action, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);

  return GTK_WIDGET (self);
}

FerryOrphan *
ferry_leftover_row_get_orphan (FerryLeftoverRow *self)
{
  g_return_val_if_fail (FERRY_IS_LEFTOVER_ROW (self), NULL);

  return self->remnant->orphan;
}
