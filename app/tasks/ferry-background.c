/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-background.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define TOLD_ID "background"

/* It lives as long as the application that it points to; main thread. */
struct _FerryBackground {
  GObject         parent_instance;

  GtkApplication *application;  /* not owned: it owns this */
  FerryTaskItems *items;
  GtkWidget      *dialog;       /* (nullable): the question, while it is open */
  guint           cookie;       /* of what keeps the session awake; 0: nothing does */
  gboolean        needed;
  gboolean        held;         /* the application does not end */
  gboolean        quits;        /* a person wants it to end all the same */
  gboolean        told;         /* that it goes on without a window */
};

G_DEFINE_FINAL_TYPE (FerryBackground, ferry_background, G_TYPE_OBJECT)

typedef enum {
  PROP_NEEDED = 1,
} FerryBackgroundProperty;

static GParamSpec *properties[PROP_NEEDED + 1];

static void
keep_awake (FerryBackground *self)
{
  if (self->needed && self->cookie == 0)
    self->cookie = gtk_application_inhibit (self->application,
                                            gtk_application_get_active_window (self->application),
                                            GTK_APPLICATION_INHIBIT_SUSPEND,
                                            _("Machines are being imported"));
  else if (!self->needed && self->cookie != 0)
    {
      gtk_application_uninhibit (self->application, self->cookie);
      self->cookie = 0;
    }
}

static void
follow (FerryBackground *self)
{
  gboolean held = self->needed && !self->quits;

  keep_awake (self);
  if (held == self->held)
    return;

  self->held = held;
  if (held)
    g_application_hold (G_APPLICATION (self->application));
  else
    g_application_release (G_APPLICATION (self->application));
}

/* Somebody wants it after all, or a window did not close. */
static void
window_added_cb (FerryBackground *self)
{
  self->quits = FALSE;
  follow (self);
  g_application_withdraw_notification (G_APPLICATION (self->application), TOLD_ID);
}

/* Nothing shows that Ferry still runs: once it says so itself. */
static void
window_removed_cb (FerryBackground *self)
{
  g_autoptr(GNotification) notification = NULL;

  if (!self->held || self->told || gtk_application_get_windows (self->application) != NULL)
    return;

  self->told = TRUE;
  notification = g_notification_new (_("Ferry goes on in the background"));
  g_notification_set_body (notification, _("It has not asked EC2 for all machines yet. It ends by "
                                           "itself when only EC2 has something left to do."));
  g_notification_set_default_action (notification, "app.show-tasks");
  g_notification_add_button (notification, _("Quit…"), "app.quit");
  g_application_send_notification (G_APPLICATION (self->application), TOLD_ID, notification);
}

/* The question is one of them, but closes itself; it has to outlive the window that it lies on. */
static void
close_windows (FerryBackground *self)
{
  g_autoptr(GList) windows = g_list_copy (gtk_application_get_windows (self->application));

  if (self->dialog)
    gtk_window_set_transient_for (GTK_WINDOW (self->dialog), NULL);
  for (GList *l = windows; l; l = l->next)
    if (l->data != self->dialog)
      gtk_window_close (l->data);
}

static void
answered_cb (AdwMessageDialog *dialog,
             const char       *response,
             FerryBackground  *self)
{
  if (g_strcmp0 (response, "quit") != 0)
    return;

  /* Who emits this holds the dialog, so it outlives its parent, and GTK would look for that. */
  gtk_window_set_transient_for (GTK_WINDOW (dialog), NULL);
  self->quits = TRUE;
  follow (self);
  close_windows (self);
}

static void
closed_cb (FerryBackground *self)
{
  self->dialog = NULL;
}

/* Machines of which nothing has begun, and those that are under way */
static void
count (FerryBackground *self,
       guint           *n_waiting,
       guint           *n_begun)
{
  GListModel *items = G_LIST_MODEL (self->items);

  *n_waiting = 0;
  *n_begun = 0;
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr(FerryTaskItem) item = g_list_model_get_item (items, i);

      if (!ferry_task_item_is_machine (item) || ferry_task_item_is_finished (item))
        continue;

      if (ferry_task_item_get_state (item) == FERRY_MACHINE_WAITING)
        (*n_waiting)++;
      else
        (*n_begun)++;
    }
}

/* What will wait: (transfer full) */
static char *
describe (FerryBackground *self)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint n_waiting, n_begun;

  count (self, &n_waiting, &n_begun);
  if (n_waiting > 0)
    g_string_append_printf (text, ngettext ("%u machine still waits in the queue; it goes on when "
                                            "Ferry is started again.",
                                            "%u machines still wait in the queue; they go on when "
                                            "Ferry is started again.", n_waiting), n_waiting);
  if (n_waiting > 0 && n_begun > 0)
    g_string_append (text, "\n\n");
  if (n_begun > 0)
    g_string_append_printf (text, ngettext ("%u machine is under way. EC2 does what it was asked "
                                            "for; the rest is done when Ferry is started again.",
                                            "%u machines are under way. EC2 does what it was asked "
                                            "for; the rest is done when Ferry is started again.",
                                            n_begun), n_begun);
  if (text->len == 0)
    g_string_append (text, _("Something that an import left in a bucket is still to be removed. "
                             "That is done when Ferry is started again."));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
ask (FerryBackground *self)
{
  GtkWindow *parent = gtk_application_get_active_window (self->application);
  g_autofree char *body = describe (self);
  AdwMessageDialog *dialog;

  self->dialog = adw_message_dialog_new (parent, _("Quit Ferry?"), body);
  dialog = ADW_MESSAGE_DIALOG (self->dialog);
  adw_message_dialog_add_responses (dialog,
                                    "quit", _("_Quit"),
                                    "keep", _("_Keep Running"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "keep", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "keep");
  adw_message_dialog_set_close_response (dialog, "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, 0);
  g_signal_connect_object (dialog, "destroy", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_set_application (GTK_WINDOW (dialog), self->application);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
ferry_background_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  FerryBackground *self = FERRY_BACKGROUND (object);

  switch ((FerryBackgroundProperty) property_id)
    {
    case PROP_NEEDED:
      g_value_set_boolean (value, self->needed);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
ferry_background_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  FerryBackground *self = FERRY_BACKGROUND (object);

  switch ((FerryBackgroundProperty) property_id)
    {
    case PROP_NEEDED:
      if (self->needed != g_value_get_boolean (value))
        {
          self->needed = g_value_get_boolean (value);
          follow (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
ferry_background_finalize (GObject *object)
{
  FerryBackground *self = FERRY_BACKGROUND (object);

  g_clear_object (&self->items);

  G_OBJECT_CLASS (ferry_background_parent_class)->finalize (object);
}

static void
ferry_background_class_init (FerryBackgroundClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ferry_background_get_property;
  object_class->set_property = ferry_background_set_property;
  object_class->finalize = ferry_background_finalize;

  properties[PROP_NEEDED] = g_param_spec_boolean ("needed", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                  G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ferry_background_init (FerryBackground *self)
{
}

FerryBackground *
ferry_background_new (GtkApplication *application,
                      FerryTaskItems *items)
{
  FerryBackground *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (FERRY_IS_TASK_ITEMS (items), NULL);

  self = g_object_new (FERRY_TYPE_BACKGROUND, NULL);
  self->application = application;
  self->items = g_object_ref (items);
  g_signal_connect_object (application, "window-added", G_CALLBACK (window_added_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (application, "window-removed", G_CALLBACK (window_removed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  return self;
}

void
ferry_background_quit (FerryBackground *self)
{
  g_return_if_fail (FERRY_IS_BACKGROUND (self));

  if (self->dialog != NULL)
    gtk_window_present (GTK_WINDOW (self->dialog));
  else if (self->needed)
    ask (self);
  else
    close_windows (self);
}
