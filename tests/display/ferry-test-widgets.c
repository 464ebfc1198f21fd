/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-widgets.h"

#include <string.h>

#include <gtksourceview/gtksource.h>
#include <stdlib.h>

/* What meson counts as skipped. */
#define EXIT_SKIPPED 77

void
ferry_test_widgets_init (int    *argc,
                         char ***argv)
{
  g_test_init (argc, argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      exit (EXIT_SKIPPED);
    }

  adw_init ();
  gtk_source_init ();
}

GtkWindow *
ferry_test_widgets_show (GtkWidget *child)
{
  GtkWidget *window = adw_window_new ();

  adw_window_set_content (ADW_WINDOW (window), child);
  gtk_window_set_default_size (GTK_WINDOW (window), 800, 600);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (child))
    g_main_context_iteration (NULL, TRUE);

  return GTK_WINDOW (window);
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type,
      guint     *nth)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (*nth)-- == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, nth);

      if (found != NULL)
        return found;
    }

  return NULL;
}

GtkWidget *
ferry_test_widgets_find (GtkWidget *root,
                         GType      type,
                         guint      nth)
{
  return find (root, type, &nth);
}

static GtkWidget *
find_class (GtkWidget  *widget,
            const char *name,
            guint      *nth)
{
  if (gtk_widget_has_css_class (widget, name) && (*nth)-- == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_class (child, name, nth);

      if (found != NULL)
        return found;
    }

  return NULL;
}

GtkWidget *
ferry_test_widgets_find_class (GtkWidget  *root,
                               const char *name,
                               guint       nth)
{
  return find_class (root, name, &nth);
}

static gboolean
is_said (GtkWidget  *root,
         const char *text,
         gboolean    whole)
{
  const char *label = NULL;

  if (GTK_IS_LABEL (root))
    label = gtk_label_get_label (GTK_LABEL (root));
  else if (GTK_IS_INSCRIPTION (root))
    label = gtk_inscription_get_text (GTK_INSCRIPTION (root));

  if (!gtk_widget_get_child_visible (root) || !gtk_widget_get_visible (root))
    return FALSE;
  if (label && (whole ? g_str_equal (label, text) : strstr (label, text) != NULL))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_said (child, text, whole))
      return TRUE;

  return FALSE;
}

GtkWidget *
ferry_test_widgets_get_list_row (GtkWidget *child)
{
  GtkWidget *parent = gtk_widget_get_parent (child);

  while (parent && !GTK_IS_LIST_VIEW (parent))
    {
      child = parent;
      parent = gtk_widget_get_parent (child);
    }

  return parent ? child : NULL;
}

gboolean
ferry_test_widgets_says (GtkWidget  *root,
                         const char *text)
{
  return is_said (root, text, TRUE);
}

gboolean
ferry_test_widgets_mentions (GtkWidget  *root,
                             const char *text)
{
  return is_said (root, text, FALSE);
}

FerryClient *
ferry_test_client_new (void)
{
  g_autoptr(FerryAccount) account = NULL;
  g_autoptr(FerryCredentials) credentials = NULL;

  account = ferry_account_new ("rehearsal", "Rehearsal", "eu-west-1", "http://127.0.0.1:9",
                               "AKIDEXAMPLE", TRUE);
  credentials = ferry_credentials_new ("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
                                       NULL, NULL);

  return ferry_client_new (account, credentials);
}

FerryDisk *
ferry_test_shown_disk_new (const char *name,
                           guint8      partition)
{
  g_autoptr(FerryDiskReport) report = ferry_disk_report_new ();
  g_autofree char *key = g_strconcat ("2026-11/", name, NULL);
  FerryPartition *part = ferry_partition_new ();

  part->type = partition;
  part->active = TRUE;
  part->start = 1024 * 1024;
  part->size = G_GUINT64_CONSTANT (39) << 30;

  report->format = FERRY_DISK_FORMAT_RAW;
  g_free (report->format_name);
  report->format_name = g_strdup ("Raw");
  report->file_size = G_GUINT64_CONSTANT (40) << 30;
  report->has_virtual_size = TRUE;
  report->virtual_size = report->file_size;
  report->scheme = FERRY_PARTITION_SCHEME_MBR;
  if (report->partitions == NULL)
    report->partitions = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_partition_free);
  g_ptr_array_add (report->partitions, part);

  return ferry_disk_new ("eu-west-1", "acme-exports", key, "\"0a1b\"", "STANDARD",
                         report->file_size, report);
}

FerryTask *
ferry_test_shown_task_new (const char     *name,
                           FerryTaskState  state)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  FerryTask *task = ferry_task_new ("rehearsal", "eu-west-1", name, name, now);

  ferry_task_set_state (task, state, now);

  return task;
}

FerryTask *
ferry_test_ended_task_new (const char *message)
{
  g_autoptr(FerryTask) task = ferry_test_shown_task_new ("web01", FERRY_TASK_CONVERTING);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  ferry_task_set_message (task, message);
  ferry_task_set_state (task, FERRY_TASK_CANCELLED, now);

  return g_steal_pointer (&task);
}

FerryTaskItem *
ferry_test_shown_item_new (FerryTaskState state)
{
  static const char *const names[] = { "web01-boot.vmdk", "web01-data.vmdk", "web01-logs.vmdk" };
  g_autoptr(GListStore) tasks = g_list_store_new (FERRY_TYPE_TASK);
  g_autoptr(FerryMachine) machine = NULL;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(FerryDisk) disk = ferry_test_shown_disk_new (names[i], 0x83);
      g_autoptr(FerryMachineDisk) machine_disk = ferry_machine_disk_new (disk);
      g_autoptr(FerryTask) task = ferry_task_new ("rehearsal", "eu-west-1", names[i], "web01", now);

      if (machine == NULL)
        machine = ferry_machine_new (disk);
      else
        ferry_machine_add_disk (machine, machine_disk);
      ferry_task_set_disk_name (task, i > 0 ? names[i] : NULL);
      ferry_task_set_state (task, state, now);
      g_list_store_append (tasks, task);
    }

  return ferry_task_item_new_shown (machine, G_LIST_MODEL (tasks));
}

GtkWidget *
ferry_test_widgets_find_button (GtkWidget  *root,
                                const char *label)
{
  GtkWidget *button;

  for (guint i = 0; (button = ferry_test_widgets_find (root, GTK_TYPE_BUTTON, i)); i++)
    if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
      return button;

  return NULL;
}
