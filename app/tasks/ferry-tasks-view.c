/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-tasks-view.h"

#include "common/ferry-error-text.h"
#include "ferry-application.h"
#include "tasks/ferry-explanation.h"
#include "tasks/ferry-task-card.h"

#include <glib/gi18n.h>

/* A part of the window, which owns it; main thread. The list is the application's and stays
 * when the window goes. One timer for all cards says how time goes on, and only while they
 * are on the screen.
 */
struct _FerryTasksView {
  AdwBin               parent_instance;

  FerryTaskList       *tasks;   /* (nullable) */
  GSignalGroup        *task_signals;
  GPtrArray           *damaged; /* (nullable) */
  FerryTaskFilter      filter;
  GtkCustomFilter     *matcher;
  GtkFilterListModel  *shown;
  guint                tick_id;

  GtkStack            *stack;
  GtkScrolledWindow   *scroller;
  GtkListBox          *list_box;
  GtkWidget           *notice_box;
  GtkLabel            *notice_label;
  GtkWidget           *damaged_box;
  GtkLabel            *damaged_label;
  AdwStatusPage       *none_page;
};

G_DEFINE_ENUM_TYPE (FerryTaskFilter, ferry_task_filter,
                    G_DEFINE_ENUM_VALUE (FERRY_TASK_FILTER_ALL, "all"),
                    G_DEFINE_ENUM_VALUE (FERRY_TASK_FILTER_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (FERRY_TASK_FILTER_ATTENTION, "attention"),
                    G_DEFINE_ENUM_VALUE (FERRY_TASK_FILTER_FINISHED, "finished"))

G_DEFINE_FINAL_TYPE (FerryTasksView, ferry_tasks_view, ADW_TYPE_BIN)

typedef enum {
  PROP_TASKS = 1,
  PROP_DAMAGED,
  PROP_FILTER,
} FerryTasksViewProperty;

static GParamSpec *properties[PROP_FILTER + 1];

static gboolean
match_cb (gpointer item,
          gpointer user_data)
{
  FerryTasksView *self = user_data;
  FerryTask *task = item;

  switch (self->filter)
    {
    case FERRY_TASK_FILTER_ALL:
      return TRUE;
    case FERRY_TASK_FILTER_RUNNING:
      return !ferry_task_state_is_finished (ferry_task_get_state (task));
    case FERRY_TASK_FILTER_ATTENTION:
      return ferry_explanation_is_needed (task);
    case FERRY_TASK_FILTER_FINISHED:
      return ferry_task_state_is_finished (ferry_task_get_state (task));
    default:
      g_return_val_if_reached (TRUE);
    }
}

static const char *
get_none_title (FerryTaskFilter filter)
{
  switch (filter)
    {
    case FERRY_TASK_FILTER_RUNNING:
      return _("Nothing Is Running");
    case FERRY_TASK_FILTER_ATTENTION:
      return _("Nothing Needs Attention");
    case FERRY_TASK_FILTER_FINISHED:
      return _("Nothing Has Finished Yet");
    case FERRY_TASK_FILTER_ALL:
    default:
      return "";
    }
}

static void
update_pages (FerryTasksView *self)
{
  gboolean any = self->tasks != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->tasks)) > 0;
  gboolean any_damaged = self->damaged != NULL && self->damaged->len > 0;
  gboolean any_shown = g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0;

  adw_status_page_set_title (self->none_page, get_none_title (self->filter));
  gtk_widget_set_visible (GTK_WIDGET (self->none_page), any && !any_shown);
  gtk_widget_set_visible (GTK_WIDGET (self->list_box), any_shown);
  gtk_stack_set_visible_child_name (self->stack, any || any_damaged ? "list" : "empty");
}

/* Not while all are shown: nothing would change, and filtering anew makes the list look at each. */
static void
refilter (FerryTasksView *self)
{
  if (self->filter != FERRY_TASK_FILTER_ALL)
    gtk_filter_changed (GTK_FILTER (self->matcher), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
hide_notice (FerryTasksView *self)
{
  gtk_widget_set_visible (self->notice_box, FALSE);
}

static void
tasks_changed_cb (FerryTasksView *self,
                  guint           position,
                  guint           removed,
                  guint           added,
                  GListModel     *model)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(FerryTask) task = g_list_model_get_item (model, i);

      g_signal_handlers_disconnect_by_data (task, self);
      g_signal_connect_object (task, "notify::state", G_CALLBACK (refilter), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (task, "notify::heard", G_CALLBACK (hide_notice), self,
                               G_CONNECT_SWAPPED);
    }

  update_pages (self);
}

static void
failed_cb (FerryTasksView *self,
           FerryClient    *client,
           GError         *error)
{
  const char *title = ferry_explanation_get_error_title (error);
  g_autofree char *advice = ferry_error_to_advice (error);
  g_autofree char *text = NULL;

  /* Translators: what went wrong, then what to do, whole sentences */
  text = g_strdup_printf (_("EC2 could not be asked: %s. %s Ferry will ask again."), title, advice);
  gtk_label_set_label (self->notice_label, text);
  gtk_widget_set_visible (self->notice_box, TRUE);
}

static GtkWidget *
create_card_cb (gpointer item,
                gpointer user_data)
{
  return ferry_task_card_new (item);
}

static gboolean
tick_cb (gpointer user_data)
{
  FerryTasksView *self = user_data;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list_box));
       row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (FERRY_IS_TASK_CARD (row))
      ferry_task_card_tick (FERRY_TASK_CARD (row));

  return G_SOURCE_CONTINUE;
}

static void
ferry_tasks_view_map (GtkWidget *widget)
{
  FerryTasksView *self = FERRY_TASKS_VIEW (widget);

  GTK_WIDGET_CLASS (ferry_tasks_view_parent_class)->map (widget);

  if (self->tasks != NULL)
    ferry_task_list_set_shown (self->tasks, TRUE);
  tick_cb (self);
  self->tick_id = g_timeout_add_seconds (1, tick_cb, self);
}

static void
ferry_tasks_view_unmap (GtkWidget *widget)
{
  FerryTasksView *self = FERRY_TASKS_VIEW (widget);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (self->tasks != NULL)
    ferry_task_list_set_shown (self->tasks, FALSE);

  GTK_WIDGET_CLASS (ferry_tasks_view_parent_class)->unmap (widget);
}

static void
set_filter (FerryTasksView  *self,
            FerryTaskFilter  filter)
{
  if (self->filter == filter)
    return;

  self->filter = filter;
  gtk_filter_changed (GTK_FILTER (self->matcher), GTK_FILTER_CHANGE_DIFFERENT);
  update_pages (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
}

static void
selected_cb (FerryTasksView *self,
             GParamSpec     *pspec,
             GtkDropDown    *drop_down)
{
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (selected != GTK_INVALID_LIST_POSITION)
    set_filter (self, (FerryTaskFilter) selected);
}

static guint
filter_to_selected_cb (FerryTasksView  *self,
                       FerryTaskFilter  filter)
{
  return filter;
}

static void
set_tasks (FerryTasksView *self,
           FerryTaskList  *tasks)
{
  gboolean mapped = gtk_widget_get_mapped (GTK_WIDGET (self));

  if (self->tasks == tasks)
    return;

  if (self->tasks != NULL && mapped)
    ferry_task_list_set_shown (self->tasks, FALSE);
  g_set_object (&self->tasks, tasks);
  if (self->tasks != NULL && mapped)
    ferry_task_list_set_shown (self->tasks, TRUE);

  g_signal_group_set_target (self->task_signals, tasks);
  gtk_filter_list_model_set_model (self->shown, G_LIST_MODEL (tasks));
  if (tasks != NULL)
    tasks_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (tasks)),
                      G_LIST_MODEL (tasks));
  hide_notice (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TASKS]);
}

static void
set_damaged (FerryTasksView *self,
             GPtrArray      *damaged)
{
  guint n_damaged = damaged != NULL ? damaged->len : 0;
  g_autoptr(GString) paths = g_string_new (NULL);
  g_autofree char *text = NULL;

  g_clear_pointer (&self->damaged, g_ptr_array_unref);
  self->damaged = damaged != NULL ? g_ptr_array_ref (damaged) : NULL;

  for (guint i = 0; i < n_damaged; i++)
    g_string_append_printf (paths, "\n%s", (const char *) g_ptr_array_index (damaged, i));
  /* Translators: %s is a list of files, each on a line of its own */
  text = g_strdup_printf (ngettext ("The record of an import cannot be read, so it is not known "
                                    "whether EC2 was asked. Look for the machine in EC2 before you "
                                    "import its disk again. Ferry leaves the file as it is:%s",
                                    "The records of some imports cannot be read, so it is not "
                                    "known whether EC2 was asked. Look for the machines in EC2 "
                                    "before you import their disks again. Ferry leaves the files "
                                    "as they are:%s", n_damaged), paths->str);
  gtk_label_set_label (self->damaged_label, text);
  gtk_widget_set_visible (self->damaged_box, n_damaged > 0);
  update_pages (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAMAGED]);
}

/* A window's template makes the view without a list: then it is the application's. */
static void
ferry_tasks_view_constructed (GObject *object)
{
  FerryTasksView *self = FERRY_TASKS_VIEW (object);
  FerryApplication *application = ferry_application_get ();

  G_OBJECT_CLASS (ferry_tasks_view_parent_class)->constructed (object);

  if (self->tasks != NULL || application == NULL)
    return;

  set_tasks (self, ferry_application_get_task_list (application));
  g_object_bind_property (ferry_application_get_engine (application), "damaged", self, "damaged",
                          G_BINDING_SYNC_CREATE);
}

static void
ferry_tasks_view_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  FerryTasksView *self = FERRY_TASKS_VIEW (object);

  switch ((FerryTasksViewProperty) property_id)
    {
    case PROP_TASKS:
      g_value_set_object (value, self->tasks);
      break;

    case PROP_DAMAGED:
      g_value_set_boxed (value, self->damaged);
      break;

    case PROP_FILTER:
      g_value_set_enum (value, self->filter);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
ferry_tasks_view_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  FerryTasksView *self = FERRY_TASKS_VIEW (object);

  switch ((FerryTasksViewProperty) property_id)
    {
    case PROP_TASKS:
      set_tasks (self, g_value_get_object (value));
      break;

    case PROP_DAMAGED:
      set_damaged (self, g_value_get_boxed (value));
      break;

    case PROP_FILTER:
      set_filter (self, g_value_get_enum (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
ferry_tasks_view_dispose (GObject *object)
{
  FerryTasksView *self = FERRY_TASKS_VIEW (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  /* The filter's function points here, so nothing may ask it any more. */
  gtk_list_box_bind_model (self->list_box, NULL, NULL, NULL, NULL);
  g_clear_object (&self->task_signals);
  g_clear_object (&self->shown);
  g_clear_object (&self->matcher);
  g_clear_object (&self->tasks);
  g_clear_pointer (&self->damaged, g_ptr_array_unref);

  G_OBJECT_CLASS (ferry_tasks_view_parent_class)->dispose (object);
}

static void
ferry_tasks_view_class_init (FerryTasksViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ferry_tasks_view_constructed;
  object_class->get_property = ferry_tasks_view_get_property;
  object_class->set_property = ferry_tasks_view_set_property;
  object_class->dispose = ferry_tasks_view_dispose;
  widget_class->map = ferry_tasks_view_map;
  widget_class->unmap = ferry_tasks_view_unmap;

  properties[PROP_TASKS] =
    g_param_spec_object ("tasks", NULL, NULL, FERRY_TYPE_TASK_LIST,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_DAMAGED] =
    g_param_spec_boxed ("damaged", NULL, NULL, G_TYPE_PTR_ARRAY,
                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_FILTER] =
    g_param_spec_enum ("filter", NULL, NULL, FERRY_TYPE_TASK_FILTER, FERRY_TASK_FILTER_ALL,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/tasks/"
                                               "ferry-tasks-view.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryTasksView, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryTasksView, scroller);
  gtk_widget_class_bind_template_child (widget_class, FerryTasksView, list_box);
  gtk_widget_class_bind_template_child (widget_class, FerryTasksView, notice_box);
  gtk_widget_class_bind_template_child (widget_class, FerryTasksView, notice_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTasksView, damaged_box);
  gtk_widget_class_bind_template_child (widget_class, FerryTasksView, damaged_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTasksView, none_page);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_to_selected_cb);

  gtk_widget_class_install_property_action (widget_class, "tasks.filter", "filter");
}

static void
ferry_tasks_view_init (FerryTasksView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->matcher = gtk_custom_filter_new (match_cb, self, NULL);
  self->shown = gtk_filter_list_model_new (NULL, g_object_ref (GTK_FILTER (self->matcher)));
  gtk_list_box_bind_model (self->list_box, G_LIST_MODEL (self->shown), create_card_cb, NULL, NULL);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (update_pages), self,
                           G_CONNECT_SWAPPED);

  self->task_signals = g_signal_group_new (FERRY_TYPE_TASK_LIST);
  g_signal_group_connect_swapped (self->task_signals, "items-changed",
                                  G_CALLBACK (tasks_changed_cb), self);
  g_signal_group_connect_swapped (self->task_signals, "failed", G_CALLBACK (failed_cb), self);
  update_pages (self);
}

GtkWidget *
ferry_tasks_view_new (FerryTaskList *tasks)
{
  g_return_val_if_fail (FERRY_IS_TASK_LIST (tasks), NULL);

  return g_object_new (FERRY_TYPE_TASKS_VIEW, "tasks", tasks, NULL);
}

void
ferry_tasks_view_show_newest (FerryTasksView *self)
{
  g_return_if_fail (FERRY_IS_TASKS_VIEW (self));

  set_filter (self, FERRY_TASK_FILTER_ALL);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}
