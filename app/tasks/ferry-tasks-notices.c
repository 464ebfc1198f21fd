/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-tasks-notices.h"

#include "common/ferry-error-text.h"
#include "tasks/ferry-explanation.h"

#include <glib/gi18n.h>

/* A part of the Tasks view; main thread. */
struct _FerryTasksNotices {
  GtkBox     parent_instance;

  GtkWidget *notice_box;
  GtkLabel  *notice_label;
  GtkWidget *damaged_box;
  GtkLabel  *damaged_label;
};

G_DEFINE_FINAL_TYPE (FerryTasksNotices, ferry_tasks_notices, GTK_TYPE_BOX)

static void
update (FerryTasksNotices *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_visible (self->notice_box) ||
                                             gtk_widget_get_visible (self->damaged_box));
}

static void
ferry_tasks_notices_class_init (FerryTasksNoticesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/tasks/"
                                               "ferry-tasks-notices.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryTasksNotices, notice_box);
  gtk_widget_class_bind_template_child (widget_class, FerryTasksNotices, notice_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTasksNotices, damaged_box);
  gtk_widget_class_bind_template_child (widget_class, FerryTasksNotices, damaged_label);
}

static void
ferry_tasks_notices_init (FerryTasksNotices *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ferry_tasks_notices_set_failure (FerryTasksNotices *self,
                                 const GError      *error)
{
  g_autofree char *advice = error ? ferry_error_to_advice (error) : NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (FERRY_IS_TASKS_NOTICES (self));

  if (error)
    {
      /* Translators: what went wrong, then what to do, whole sentences */
      text = g_strdup_printf (_("EC2 could not be asked: %s. %s Ferry will ask again."),
                              ferry_explanation_get_error_title (error), advice);
      gtk_label_set_label (self->notice_label, text);
    }
  gtk_widget_set_visible (self->notice_box, error != NULL);
  update (self);
}

void
ferry_tasks_notices_set_damaged (FerryTasksNotices *self,
                                 GPtrArray         *paths)
{
  guint n_damaged = paths != NULL ? paths->len : 0;
  g_autoptr(GString) list = g_string_new (NULL);
  g_autofree char *text = NULL;

  g_return_if_fail (FERRY_IS_TASKS_NOTICES (self));

  for (guint i = 0; i < n_damaged; i++)
    g_string_append_printf (list, "\n%s", (const char *) g_ptr_array_index (paths, i));
  /* Translators: %s is a list of files, each on a line of its own */
  text = g_strdup_printf (ngettext ("The record of an import cannot be read, so it is not known "
                                    "whether EC2 was asked. Look for the machine in EC2 before you "
                                    "import its disk again. Ferry leaves the file as it is:%s",
                                    "The records of some imports cannot be read, so it is not "
                                    "known whether EC2 was asked. Look for the machines in EC2 "
                                    "before you import their disks again. Ferry leaves the files "
                                    "as they are:%s", n_damaged), list->str);
  gtk_label_set_label (self->damaged_label, text);
  gtk_widget_set_visible (self->damaged_box, n_damaged > 0);
  update (self);
}
