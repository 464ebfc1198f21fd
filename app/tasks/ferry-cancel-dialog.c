/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-cancel-dialog.h"

#include "common/ferry-format.h"
#include "tasks/ferry-item-text.h"
#include "tasks/ferry-task-acts.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* where a dialog keeps the overlay for its toast, what it asks about, and what it would answer */
#define OVERLAY_KEY "ferry-toast-overlay"
#define ITEM_KEY "ferry-task-item"
#define ANSWER_KEY "ferry-answer"

/* A list of objects that is longer is not read. */
#define MOST_OBJECTS 12

static void
show_toast (AdwToastOverlay *overlay,
            const char      *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (overlay, adw_toast_new (markup));
}

/* (nullable) (transfer full): why it cannot be cancelled any more */
static char *
describe_too_late (FerryTaskItem *item)
{
  FerryMachineState state = ferry_task_item_get_state (item);
  g_autofree char *name = ferry_item_text_name (item);

  if (state == FERRY_MACHINE_LANDED)
    /* Translators: %s is the name of a machine */
    return g_strdup_printf (_("Too late: “%s” has landed"), name);
  if (state == FERRY_MACHINE_CANCELLING)
    /* Translators: %s is the name of a machine */
    return g_strdup_printf (_("The import of “%s” is being cancelled already"), name);
  if (ferry_task_item_is_finished (item))
    /* Translators: %s is the name of a machine */
    return g_strdup_printf (_("Too late: the import of “%s” has ended"), name);

  return NULL;
}

/* It landed before EC2 had read the cancel: whoever asked for it is told, also when another is
 * looked at meanwhile. The overlay is of the window.
 */
static void
overtaken_cb (AdwToastOverlay *overlay,
              FerryTaskItem   *item)
{
  g_autofree char *text = describe_too_late (item);

  if (!ferry_task_item_is_finished (item))
    return;

  g_signal_handlers_disconnect_by_func (item, overtaken_cb, overlay);
  if (ferry_task_item_get_state (item) == FERRY_MACHINE_LANDED)
    show_toast (overlay, text);
}

/* Nothing is left to ask for. */
static void
too_late_cb (GtkWindow     *dialog,
             FerryTaskItem *item)
{
  AdwToastOverlay *overlay = g_object_get_data (G_OBJECT (dialog), OVERLAY_KEY);
  g_autofree char *text = describe_too_late (item);

  if (text == NULL)
    return;

  g_signal_handlers_disconnect_by_func (item, too_late_cb, dialog);
  if (overlay != NULL)
    show_toast (overlay, text);
  gtk_window_close (dialog);
}

static void
cancel_cb (GtkWindow  *dialog,
           const char *response)
{
  FerryTaskItem *item = g_object_get_data (G_OBJECT (dialog), ITEM_KEY);
  AdwToastOverlay *overlay = g_object_get_data (G_OBJECT (dialog), OVERLAY_KEY);

  /* It is answered, and closes itself. */
  g_signal_handlers_disconnect_by_func (item, too_late_cb, dialog);
  if (g_strcmp0 (response, "cancel-import") != 0 || !ferry_task_item_can_cancel (item))
    return;

  if (overlay != NULL)
    {
      g_signal_handlers_disconnect_by_func (item, overtaken_cb, overlay);
      g_signal_connect_object (item, "mattered", G_CALLBACK (overtaken_cb), overlay,
                               G_CONNECT_SWAPPED);
    }
  ferry_task_acts_cancel (item);
}

/* Volumes that stand already, which cost until somebody deletes them. */
static guint
count_landed_volumes (FerryTaskItem *item)
{
  guint n = 0;

  for (guint i = 1; i < ferry_task_item_get_n_tasks (item); i++)
    n += ferry_task_get_state (ferry_task_item_get_task (item, i)) == FERRY_TASK_LANDED;

  return n;
}

static const char *
describe_removed (FerryTaskItem *item)
{
  if (!ferry_task_item_is_machine (item))
    return _("Ferry did not begin this import: somebody else did, with another program or on "
             "another computer, and may wait for it. EC2 stops it and removes what it has begun to "
             "make. The disk in the bucket stays as it is.");
  if (ferry_task_item_get_state (item) == FERRY_MACHINE_WAITING)
    return _("Nothing of it has begun, so nothing is removed. The disks in the bucket stay as they "
             "are.");
  if (ferry_task_get_state (ferry_task_item_get_task (item, 0)) == FERRY_TASK_LANDED)
    return _("The instance is terminated, with its boot volume, and EC2 stops what it still "
             "converts. The disks in the bucket stay as they are; importing them later starts from "
             "the beginning.");

  return _("EC2 stops the import and removes the instance and the volumes that it has begun to "
           "make; Ferry deletes its manifests. The disks in the bucket stay as they are; importing "
           "them later starts from the beginning.");
}

/* (transfer full) */
static char *
describe_cancel (FerryTaskItem *item)
{
  guint n_landed = count_landed_volumes (item);
  g_autofree char *kept = NULL;

  if (n_landed == 0)
    return g_strdup (describe_removed (item));

  kept = g_strdup_printf (ngettext ("%u data volume has landed. It is kept, and costs until you "
                                    "delete it: a retry uses it.",
                                    "%u data volumes have landed. They are kept, and cost until "
                                    "you delete them: a retry uses them.", n_landed), n_landed);

  return g_strdup_printf ("%s\n\n%s", describe_removed (item), kept);
}

/* Not of who shows the item, which may show another before the dialog goes. */
static AdwMessageDialog *
make_dialog (FerryTaskItem *item,
             GtkWidget     *widget,
             const char    *heading,
             const char    *body)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), heading,
                                              body);

  g_object_set_data_full (G_OBJECT (dialog), ITEM_KEY, g_object_ref (item), g_object_unref);
  if (overlay != NULL)
    g_object_set_data_full (G_OBJECT (dialog), OVERLAY_KEY, g_object_ref (overlay),
                            g_object_unref);

  return ADW_MESSAGE_DIALOG (dialog);
}

static void
set_responses (AdwMessageDialog *dialog,
               const char       *keep,
               const char       *act,
               const char       *label)
{
  adw_message_dialog_add_responses (dialog, "keep", keep, act, label, NULL);
  adw_message_dialog_set_response_appearance (dialog, act, ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "keep");
  adw_message_dialog_set_close_response (dialog, "keep");
}

void
ferry_cancel_dialog_present (FerryTaskItem *item,
                             GtkWidget     *widget)
{
  g_autofree char *name = ferry_item_text_name (item);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  AdwMessageDialog *dialog;

  g_return_if_fail (FERRY_IS_TASK_ITEM (item));

  /* Translators: %s is the name of a machine */
  heading = g_strdup_printf (_("Cancel the Import of “%s”?"), name);
  body = describe_cancel (item);
  dialog = make_dialog (item, widget, heading, body);
  set_responses (dialog, _("_Keep Going"), "cancel-import", _("_Cancel Import"));
  g_signal_connect (dialog, "response", G_CALLBACK (cancel_cb), NULL);
  g_signal_connect_object (item, "mattered", G_CALLBACK (too_late_cb), dialog, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
answer_cb (GtkWindow  *dialog,
           const char *response)
{
  if (g_strcmp0 (response, "answer") == 0)
    ferry_task_acts_answer (g_object_get_data (G_OBJECT (dialog), ITEM_KEY),
                            g_object_get_data (G_OBJECT (dialog), ANSWER_KEY));
}

static void
add_object (GString    *list,
            const char *bucket,
            const char *key)
{
  g_autofree char *shown = ferry_format_name (key);

  g_string_append_printf (list, "\n%s/%s", bucket, shown);
}

/* Exactly what goes: each object of each disk. (transfer full) */
static char *
describe_sources (FerryMachine *machine)
{
  g_autoptr(GString) list = g_string_new (_("These objects are deleted for good. Where the bucket "
                                            "keeps versions, the old versions stay."));
  guint n = 0;

  g_string_append_c (list, '\n');
  for (guint i = 0; machine && i < ferry_machine_get_n_disks (machine); i++)
    {
      FerryDisk *disk = ferry_machine_disk_get_disk (ferry_machine_get_disk (machine, i));
      FerryParts *parts = ferry_disk_get_parts (disk);

      for (guint j = 0; parts && j < ferry_parts_get_n (parts); j++)
        if (n++ < MOST_OBJECTS)
          add_object (list, ferry_disk_get_bucket (disk), ferry_parts_get_key (parts, j));
      if (parts == NULL && n++ < MOST_OBJECTS)
        add_object (list, ferry_disk_get_bucket (disk), ferry_disk_get_key (disk));
    }

  if (n > MOST_OBJECTS)
    {
      g_string_append_c (list, '\n');
      /* Translators: a number of objects that are not listed */
      g_string_append_printf (list, ngettext ("and %u more", "and %u more", n - MOST_OBJECTS),
                              n - MOST_OBJECTS);
    }

  return g_string_free (g_steal_pointer (&list), FALSE);
}

void
ferry_answer_dialog_present (FerryTaskItem *item,
                             const char    *answer,
                             GtkWidget     *widget)
{
  gboolean deletes = g_strcmp0 (answer, "delete") == 0;
  g_autofree char *name = ferry_item_text_name (item);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  AdwMessageDialog *dialog;

  g_return_if_fail (FERRY_IS_TASK_ITEM (item));

  heading = deletes ? /* Translators: %s is the name of a machine */
                      g_strdup_printf (_("Delete the Disks of “%s” in the Bucket?"), name)
                    : g_strdup_printf (_("Terminate the Instance of “%s”?"), name);
  body = deletes ? describe_sources (ferry_task_item_get_machine (item))
                 : g_strdup (_("The instance and its boot volume are gone then. The disks in the "
                               "bucket stay as they are."));
  dialog = make_dialog (item, widget, heading, body);
  set_responses (dialog, _("_Keep"), "answer", deletes ? _("_Delete") : _("_Terminate"));
  g_object_set_data_full (G_OBJECT (dialog), ANSWER_KEY, g_strdup (answer), g_free);
  g_signal_connect (dialog, "response", G_CALLBACK (answer_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}
