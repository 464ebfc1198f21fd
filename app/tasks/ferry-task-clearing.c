/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-clearing.h"

#include "tasks/ferry-task-text.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* where a toast keeps what it can bring back */
#define TASKS_KEY "ferry-tasks"

static void
undo_cb (FerryClearedTasks *cleared,
         AdwToast          *toast)
{
  ferry_cleared_tasks_restore (cleared, g_object_get_data (G_OBJECT (toast), TASKS_KEY));
}

static char *
describe (GPtrArray *tasks)
{
  FerryTask *first = g_ptr_array_index (tasks, 0);
  g_autofree char *name = ferry_task_text_name (first);

  if (tasks->len == 1)
    /* Translators: %s is the name of a machine whose finished task is not shown any more */
    return g_strdup_printf (_("“%s” cleared"), name);

  return g_strdup_printf (ngettext ("%u task cleared", "%u tasks cleared", tasks->len),
                          tasks->len);
}

void
ferry_task_clearing_clear (FerryClearedTasks *cleared,
                           GPtrArray         *tasks,
                           GtkWidget         *widget)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;
  AdwToast *toast;

  g_return_if_fail (FERRY_IS_CLEARED_TASKS (cleared));
  g_return_if_fail (tasks->len > 0);

  if (!ferry_cleared_tasks_clear (cleared, tasks) || overlay == NULL)
    return;

  text = describe (tasks);
  markup = g_markup_escape_text (text, -1);
  toast = adw_toast_new (markup);
  adw_toast_set_button_label (toast, _("Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), cleared,
                           G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (toast), TASKS_KEY, g_ptr_array_ref (tasks),
                          (GDestroyNotify) g_ptr_array_unref);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}
