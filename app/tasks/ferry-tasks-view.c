/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-tasks-view.h"

#include "common/ferry-access.h"
#include "common/ferry-choices.h"
#include "common/ferry-placeholder.h"
#include "ferry-application.h"
#include "tasks/ferry-queue-strip.h"
#include "tasks/ferry-task-actions.h"
#include "tasks/ferry-task-clearing.h"
#include "tasks/ferry-task-details.h"
#include "tasks/ferry-task-lines.h"
#include "tasks/ferry-tasks-notices.h"

#include <glib/gi18n.h>

/* A part of the window, which owns it; main thread. The list is the application's and stays
 * when the window goes. One timer for all lines says how time goes on, and only while they
 * are on the screen.
 */
struct _FerryTasksView {
  AdwBin               parent_instance;

  FerryTaskList       *tasks;     /* (nullable) */
  FerryTaskItems      *items;     /* (nullable) */
  GSignalGroup        *task_signals;
  FerryClearedTasks   *cleared;   /* (nullable) */
  GPtrArray           *damaged;   /* (nullable) */
  FerryTaskFilter      filter;
  FerryShownTasks     *shown;
  FerryTaskLines      *lines;
  FerryTaskActions    *actions;
  guint                tick_id;

  GtkStack            *stack;
  AdwLeaflet          *leaflet;
  GtkDropDown         *filter_choices;
  GtkScrolledWindow   *scroller;
  GtkListView         *list_view;
  GtkSingleSelection  *selection;
  FerryTasksNotices   *notices;
  FerryQueueStrip     *queue_strip;
  FerryPlaceholder    *empty_page;
  FerryPlaceholder    *none_page;
  GtkWidget           *clear_strip;
  GtkLabel            *clear_label;
  FerryTaskDetails    *details;
};

G_DEFINE_FINAL_TYPE (FerryTasksView, ferry_tasks_view, ADW_TYPE_BIN)

typedef enum {
  PROP_TASKS = 1,
  PROP_CLEARED,
  PROP_DAMAGED,
  PROP_FILTER,
} FerryTasksViewProperty;

static GParamSpec *properties[PROP_FILTER + 1];

static void
update_clearing (FerryTasksView *self)
{
  FerryTaskItem *selected = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr(GPtrArray) clearable = ferry_shown_tasks_dup_clearable (self->shown);
  g_autofree char *text = NULL;

  /* Translators: how many of the tasks shown have come to their end and can be cleared */
  text = g_strdup_printf (ngettext ("%u finished", "%u finished", clearable->len), clearable->len);
  gtk_label_set_label (self->clear_label, text);
  gtk_widget_set_visible (self->clear_strip, clearable->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "tasks.clear-finished", clearable->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "tasks.clear-selected",
                                 selected && ferry_shown_tasks_can_clear (self->shown, selected));
}

static void
update_pages (FerryTasksView *self)
{
  gboolean any = ferry_shown_tasks_get_n_all (self->shown) > 0;
  gboolean any_damaged = self->damaged != NULL && self->damaged->len > 0;
  gboolean any_shown = g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0;

  ferry_placeholder_show_message (self->none_page, "view-list-symbolic",
                                  ferry_task_filter_get_none_title (self->filter), NULL,
                                  _("Show All"));
  gtk_widget_set_visible (GTK_WIDGET (self->none_page), any && !any_shown);
  gtk_widget_set_visible (GTK_WIDGET (self->scroller), any_shown);
  gtk_stack_set_visible_child_name (self->stack, any || any_damaged ? "list" : "empty");
  update_clearing (self);
  ferry_task_actions_update (self->actions);
  ferry_queue_strip_update (self->queue_strip);
}

static void
failed_cb (FerryTasksView *self,
           FerryClient    *client,
           GError         *error)
{
  ferry_tasks_notices_set_failure (self->notices, error);
}

static gboolean
tick_cb (gpointer user_data)
{
  FerryTasksView *self = user_data;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  ferry_task_lines_tick (self->lines, now);
  ferry_task_details_tick (self->details, now);

  return G_SOURCE_CONTINUE;
}

static void
answered_cb (FerryTasksView *self)
{
  ferry_tasks_notices_set_failure (self->notices, NULL);
  if (self->tick_id != 0)
    tick_cb (self);
  /* Who is silent for too long comes into this filter by time alone. */
  if (self->filter == FERRY_TASK_FILTER_ATTENTION)
    ferry_shown_tasks_sync (self->shown);
}

static void
show_list (FerryTasksView *self)
{
  adw_leaflet_set_visible_child_name (self->leaflet, "list");
}

/* One that goes while it stands alone leads back to the list, not to its neighbour. The selection
 * tells also when its item has only moved.
 */
static void
selected_item_cb (FerryTasksView *self)
{
  FerryTaskItem *selected = gtk_single_selection_get_selected_item (self->selection);

  if (ferry_task_details_get_item (self->details) == selected)
    return;

  ferry_task_details_set_item (self->details, selected);
  ferry_task_actions_set_item (self->actions, selected);
  if (adw_leaflet_get_folded (self->leaflet))
    show_list (self);
  update_clearing (self);
}

/* Where the details have no place beside the list. */
static void
activated_cb (FerryTasksView *self,
              guint           position)
{
  if (!adw_leaflet_get_folded (self->leaflet))
    return;

  gtk_single_selection_set_selected (self->selection, position);
  adw_leaflet_set_visible_child_name (self->leaflet, "details");
}

/* There one click is enough; the row has selected itself by now. */
static void
clicked_cb (FerryTasksView *self)
{
  activated_cb (self, gtk_single_selection_get_selected (self->selection));
}

/* The row is where the hands are; it has gone to another place, where GTK has made another one. */
static void
moved_cb (FerryTasksView *self)
{
  GtkWidget *focus = GTK_WIDGET (gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))));
  gboolean had_focus = focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list_view));

  ferry_task_items_sync (self->items);
  ferry_shown_tasks_sync (self->shown);
  gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u",
                              gtk_single_selection_get_selected (self->selection));
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

static void
menu_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  FerryTasksView *self = FERRY_TASKS_VIEW (widget);
  FerryTaskItem *selected = gtk_single_selection_get_selected_item (self->selection);

  if (selected)
    ferry_task_lines_show_menu (self->lines, selected);
}

static void
close_details_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  FerryTasksView *self = FERRY_TASKS_VIEW (widget);

  show_list (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

static void
clear_selected_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  FerryTasksView *self = FERRY_TASKS_VIEW (widget);
  FerryTaskItem *selected = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (items, g_object_ref (selected));
  ferry_task_clearing_clear (self->cleared, items, widget);
}

static void
clear_finished_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  FerryTasksView *self = FERRY_TASKS_VIEW (widget);
  g_autoptr(GPtrArray) items = ferry_shown_tasks_dup_clearable (self->shown);

  if (items->len > 0)
    ferry_task_clearing_clear (self->cleared, items, widget);
}

static void
refresh_cb (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  FerryTasksView *self = FERRY_TASKS_VIEW (widget);

  if (self->tasks)
    ferry_task_list_refresh (self->tasks);
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
  ferry_shown_tasks_set_filter (self->shown, filter);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
}

static void
show_all_cb (FerryTasksView *self)
{
  set_filter (self, FERRY_TASK_FILTER_ALL);
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
set_items (FerryTasksView *self,
           FerryTaskItems *items)
{
  g_set_object (&self->items, items);
  ferry_task_details_set_pace (self->details, ferry_task_items_get_pace (items));
  ferry_shown_tasks_set_items (self->shown, items);
}

static void
set_tasks (FerryTasksView *self,
           FerryTaskList  *tasks)
{
  gboolean mapped = gtk_widget_get_mapped (GTK_WIDGET (self));
  gboolean has_items = self->tasks == NULL && self->items != NULL;
  g_autoptr(FerryTaskItems) items = NULL;

  if (self->tasks == tasks)
    return;

  /* Without an engine each task is by itself. */
  items = has_items ? g_object_ref (self->items)
                    : ferry_task_items_new (G_LIST_MODEL (tasks), NULL, NULL);
  set_items (self, items);

  if (self->tasks != NULL && mapped)
    ferry_task_list_set_shown (self->tasks, FALSE);
  g_set_object (&self->tasks, tasks);
  if (self->tasks != NULL && mapped)
    ferry_task_list_set_shown (self->tasks, TRUE);

  g_signal_group_set_target (self->task_signals, tasks);
  ferry_tasks_notices_set_failure (self->notices, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TASKS]);
}

static void
set_cleared (FerryTasksView    *self,
             FerryClearedTasks *cleared)
{
  if (!g_set_object (&self->cleared, cleared))
    return;

  ferry_shown_tasks_set_cleared (self->shown, cleared);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLEARED]);
}

static void
set_damaged (FerryTasksView *self,
             GPtrArray      *damaged)
{
  g_clear_pointer (&self->damaged, g_ptr_array_unref);
  self->damaged = damaged != NULL ? g_ptr_array_ref (damaged) : NULL;
  ferry_tasks_notices_set_damaged (self->notices, damaged);
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

  set_items (self, ferry_application_get_task_items (application));
  ferry_queue_strip_set_queue (self->queue_strip,
                               ferry_engine_get_queue (ferry_application_get_engine (application)),
                               self->items);
  set_cleared (self, ferry_application_get_cleared_tasks (application));
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

    case PROP_CLEARED:
      g_value_set_object (value, self->cleared);
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

    case PROP_CLEARED:
      set_cleared (self, g_value_get_object (value));
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
  g_clear_object (&self->lines);
  g_clear_object (&self->actions);
  g_clear_object (&self->task_signals);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  g_clear_object (&self->cleared);
  g_clear_object (&self->items);
  g_clear_object (&self->tasks);
  g_clear_pointer (&self->damaged, g_ptr_array_unref);

  G_OBJECT_CLASS (ferry_tasks_view_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/tasks/"
                                               "ferry-tasks-view.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryTasksView, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryTasksView, leaflet);
  gtk_widget_class_bind_template_child (widget_class, FerryTasksView, filter_choices);
  gtk_widget_class_bind_template_child (widget_class, FerryTasksView, scroller);
  gtk_widget_class_bind_template_child (widget_class, FerryTasksView, list_view);
  gtk_widget_class_bind_template_child (widget_class, FerryTasksView, notices);
  gtk_widget_class_bind_template_child (widget_class, FerryTasksView, queue_strip);
  gtk_widget_class_bind_template_child (widget_class, FerryTasksView, empty_page);
  gtk_widget_class_bind_template_child (widget_class, FerryTasksView, none_page);
  gtk_widget_class_bind_template_child (widget_class, FerryTasksView, clear_strip);
  gtk_widget_class_bind_template_child (widget_class, FerryTasksView, clear_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTasksView, details);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_to_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
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
  properties[PROP_CLEARED] =
    g_param_spec_object ("cleared", NULL, NULL, FERRY_TYPE_CLEARED_TASKS,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_DAMAGED] =
    g_param_spec_boxed ("damaged", NULL, NULL, G_TYPE_PTR_ARRAY,
                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_FILTER] =
    g_param_spec_enum ("filter", NULL, NULL, FERRY_TYPE_TASK_FILTER, FERRY_TASK_FILTER_ALL,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (FERRY_TYPE_PLACEHOLDER);
  g_type_ensure (FERRY_TYPE_QUEUE_STRIP);
  g_type_ensure (FERRY_TYPE_TASK_DETAILS);
  g_type_ensure (FERRY_TYPE_TASKS_NOTICES);
  bind_template (widget_class);
  gtk_widget_class_install_property_action (widget_class, "tasks.filter", "filter");
  gtk_widget_class_install_action (widget_class, "tasks.clear-selected", NULL, clear_selected_cb);
  gtk_widget_class_install_action (widget_class, "tasks.clear-finished", NULL, clear_finished_cb);
  gtk_widget_class_install_action (widget_class, "tasks.close-details", NULL, close_details_cb);
  gtk_widget_class_install_action (widget_class, "tasks.menu", NULL, menu_cb);
  gtk_widget_class_install_action (widget_class, "tasks.refresh", NULL, refresh_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "tasks.refresh", NULL);
}

static void
ferry_tasks_view_init (FerryTasksView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_access_name_once (GTK_WIDGET (self));
  ferry_choices_set_up (self->filter_choices, _("Filter"));
  ferry_placeholder_show_message (self->empty_page, "view-list-symbolic", _("No Tasks"),
                                  _("Machines that you import appear here, with all that EC2 says "
                                    "about them."), NULL);

  self->actions = ferry_task_actions_new (GTK_WIDGET (self));
  g_signal_connect_object (self->actions, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  self->lines = ferry_task_lines_new (self->list_view);
  g_signal_connect_object (self->lines, "clicked", G_CALLBACK (clicked_cb), self,
                           G_CONNECT_SWAPPED);
  self->shown = ferry_shown_tasks_new ();
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->shown)));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (selected_item_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->shown, "synced", G_CALLBACK (update_pages), self,
                           G_CONNECT_SWAPPED);

  self->task_signals = g_signal_group_new (FERRY_TYPE_TASK_LIST);
  g_signal_group_connect_swapped (self->task_signals, "answered", G_CALLBACK (answered_cb), self);
  g_signal_group_connect_swapped (self->task_signals, "failed", G_CALLBACK (failed_cb), self);
  update_pages (self);
}

FerryTaskItems *
ferry_tasks_view_get_items (FerryTasksView *self)
{
  g_return_val_if_fail (FERRY_IS_TASKS_VIEW (self), NULL);

  return self->items;
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
  if (self->items)
    ferry_task_items_sync (self->items);
  ferry_shown_tasks_sync (self->shown);
  gtk_single_selection_set_selected (self->selection, 0);
  show_list (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}
