/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-clearing.h"

#include "tasks/ferry-item-text.h"

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
describe (GPtrArray *items)
{
  FerryTaskItem *first = g_ptr_array_index (items, 0);
  g_autofree char *name = ferry_item_text_name (first);

  if (items->len == 1)
    /* Translators: %s is the name of a machine whose finished task is not shown any more */
    return g_strdup_printf (_("“%s” cleared"), name);

  return g_strdup_printf (ngettext ("%u import cleared", "%u imports cleared", items->len),
                          items->len);
}

/* (element-type FerryTask) */
static GPtrArray *
list_tasks (GPtrArray *items)
{
  GPtrArray *tasks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < items->len; i++)
    for (guint j = 0; j < ferry_task_item_get_n_tasks (items->pdata[i]); j++)
      g_ptr_array_add (tasks, g_object_ref (ferry_task_item_get_task (items->pdata[i], j)));

  return tasks;
}

void
ferry_task_clearing_clear (FerryClearedTasks *cleared,
                           GPtrArray         *items,
                           GtkWidget         *widget)
{
  g_autoptr(GPtrArray) tasks = list_tasks (items);
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;
  AdwToast *toast;

  g_return_if_fail (FERRY_IS_CLEARED_TASKS (cleared));
  g_return_if_fail (items->len > 0);

  if (!ferry_cleared_tasks_clear (cleared, tasks) || overlay == NULL)
    return;

  text = describe (items);
  markup = g_markup_escape_text (text, -1);
  toast = adw_toast_new (markup);
  adw_toast_set_button_label (toast, _("Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), cleared,
                           G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (toast), TASKS_KEY, g_ptr_array_ref (tasks),
                          (GDestroyNotify) g_ptr_array_unref);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}
