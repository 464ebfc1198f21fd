/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-folder-pane.h"

#include "browser/ferry-folder-message.h"
#include "browser/ferry-listing-strip.h"
#include "browser/ferry-object-view.h"
#include "browser/ferry-path-bar.h"
#include "browser/ferry-shown-objects.h"
#include "common/ferry-focus.h"
#include "common/ferry-format.h"

/* Owned by the page that shows it. The listing belongs to the pane: another folder, or the end of
 * the pane, ends it; off the screen it pauses.
 */
struct _FerryFolderPane {
  AdwBin              parent_instance;

  FerryPathBar       *path_bar;
  GtkSearchBar       *search_bar;
  GtkSearchEntry     *search_entry;
  GtkWidget          *tools;       /* search and order */
  GtkStack           *stack;
  FerryFolderMessage *message;
  FerryObjectView    *object_view;
  FerryListingStrip  *strip;

  FerryClient        *client;      /* (nullable) */
  FerryBucket        *bucket;      /* (nullable) */
  FerryObjectList    *objects;     /* (nullable) */
  FerryShownObjects  *shown;
  FerryFolderLooks   *looks;
  FerryChosenDisks   *chosen;      /* (nullable): without it no disk can be ticked */
  GSimpleActionGroup *actions;
  FerryObjectOrder    order;       /* that is wanted: carried out once all objects are there */
  gboolean            paused;      /* not on the screen, and not at the end */
  gboolean            moves_focus; /* to the list, once there is one */
  gboolean            narrow;
};

G_DEFINE_FINAL_TYPE (FerryFolderPane, ferry_folder_pane, ADW_TYPE_BIN)

typedef enum {
  PROP_NARROW = 1,
} FerryFolderPaneProperty;

static GParamSpec *properties[PROP_NARROW + 1];

enum {
  SELECTED,
  OPENED,
  BUCKETS,
  ADD_ALL,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GSimpleAction *
get_action (FerryFolderPane *self,
            const char      *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name));
}

static guint
count_listed (FerryFolderPane *self)
{
  return self->objects ? g_list_model_get_n_items (G_LIST_MODEL (self->objects)) : 0;
}

/* It has waited in the path bar, unless somebody has taken it elsewhere. */
static void
move_focus (FerryFolderPane *self)
{
  self->moves_focus = FALSE;
  if (ferry_focus_is_in (GTK_WIDGET (self->path_bar)))
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
update_add_all (FerryFolderPane *self)
{
  g_simple_action_set_enabled (get_action (self, "add-all"),
                               self->chosen && ferry_folder_looks_may_hold_disks (self->looks));
}

static void
update (FerryFolderPane *self)
{
  gboolean any;
  gboolean complete;

  if (self->objects == NULL)
    return;

  any = g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0;
  complete = ferry_object_list_is_complete (self->objects);
  ferry_shown_objects_set_order (self->shown, complete ? self->order : FERRY_OBJECT_ORDER_NAME);
  ferry_object_view_show_order (self->object_view, ferry_shown_objects_get_order (self->shown));
  g_simple_action_set_enabled (get_action (self, "order"), complete);
  update_add_all (self);
  if (!any)
    ferry_folder_message_show_empty (self->message, self->objects);
  gtk_stack_set_visible_child_name (self->stack, any ? "objects" : "message");
  ferry_listing_strip_show (self->strip, self->objects, self->shown);
  if (self->moves_focus && (any || (complete && count_listed (self) == 0)))
    move_focus (self);
}

static void
load_more (FerryFolderPane *self)
{
  if (self->objects)
    ferry_object_list_load (self->objects);
}

static void
failed_cb (FerryFolderPane *self,
           GError          *error)
{
  if (ferry_folder_message_show_error (self->message, self->objects, error))
    gtk_stack_set_visible_child_name (self->stack, "message");
}

static void
end_listing (FerryFolderPane *self)
{
  ferry_shown_objects_set_model (self->shown, NULL);
  if (self->objects)
    g_signal_handlers_disconnect_by_data (self->objects, self);
  g_clear_object (&self->objects);
  ferry_folder_looks_set_folder (self->looks, NULL, NULL, NULL);
  update_add_all (self);
  self->paused = FALSE;
}

/* What was searched for belongs to the folder that was left; an order is a habit. */
static void
open_folder (FerryFolderPane *self,
             const char      *prefix)
{
  g_autofree char *own_prefix = g_strdup (prefix);
  g_autofree char *name = ferry_format_name (ferry_bucket_get_name (self->bucket));
  gboolean had_focus = ferry_focus_is_in (GTK_WIDGET (self->stack)) ||
                       ferry_focus_is_in (GTK_WIDGET (self->path_bar));

  end_listing (self);
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  ferry_object_view_set_bucket (self->object_view, self->bucket);
  self->objects = ferry_object_list_new (self->client, self->bucket, own_prefix);
  ferry_folder_looks_set_folder (self->looks, self->client, self->bucket, self->objects);
  g_signal_connect_object (self->objects, "failed", G_CALLBACK (failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->objects, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  ferry_path_bar_set_path (self->path_bar, name, own_prefix);
  gtk_widget_set_visible (GTK_WIDGET (self->path_bar), TRUE);
  /* What had it goes with the folder that is left: it would jump to the header. */
  if (had_focus)
    gtk_widget_child_focus (GTK_WIDGET (self->path_bar), GTK_DIR_TAB_FORWARD);
  gtk_widget_set_sensitive (self->tools, TRUE);
  ferry_folder_message_show_listing (self->message);
  ferry_shown_objects_set_model (self->shown, G_LIST_MODEL (self->objects));
  ferry_object_view_scroll_to_top (self->object_view);
  self->moves_focus = had_focus;
  update (self);
  self->paused = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (!self->paused)
    ferry_object_list_load (self->objects);
}

static void
reload (FerryFolderPane *self)
{
  if (self->objects && gtk_widget_get_mapped (GTK_WIDGET (self)))
    open_folder (self, ferry_object_list_get_prefix (self->objects));
}

static void
show_all (FerryFolderPane *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  g_action_change_state (G_ACTION (get_action (self, "only-disks")), g_variant_new_boolean (FALSE));
}

static void
stop_cb (FerryFolderPane *self)
{
  ferry_object_list_stop (self->objects);
}

static void
buckets_clicked_cb (FerryFolderPane *self)
{
  g_signal_emit (self, signals[BUCKETS], 0);
}

static void
path_activated_cb (FerryFolderPane *self,
                   const char      *prefix)
{
  open_folder (self, prefix);
}

static void
search_changed_cb (FerryFolderPane *self)
{
  ferry_shown_objects_set_search (self->shown,
                                  gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  update (self);
}

/* Closed, the bar hides what it holds: nothing may be left out for it. */
static void
search_mode_cb (FerryFolderPane *self)
{
  if (!gtk_search_bar_get_search_mode (self->search_bar))
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

static void
object_selected_cb (FerryFolderPane *self,
                    FerryObject     *object)
{
  g_signal_emit (self, signals[SELECTED], 0, object);
}

static void
object_activated_cb (FerryFolderPane *self,
                     FerryObject     *object)
{
  if (ferry_object_is_folder (object))
    open_folder (self, ferry_object_get_key (object));
  else
    g_signal_emit (self, signals[OPENED], 0, object);
}

static void
order_cb (GSimpleAction *action,
          GVariant      *value,
          gpointer       user_data)
{
  FerryFolderPane *self = user_data;

  g_simple_action_set_state (action, value);
  self->order = ferry_object_order_from_word (g_variant_get_string (value, NULL));
  update (self);
}

static void
only_disks_cb (GSimpleAction *action,
               GVariant      *value,
               gpointer       user_data)
{
  FerryFolderPane *self = user_data;

  g_simple_action_set_state (action, value);
  ferry_shown_objects_set_only_disks (self->shown, g_variant_get_boolean (value));
  update (self);
}

static void
reload_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  reload (user_data);
}

static void
search_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  FerryFolderPane *self = user_data;

  if (self->objects == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
add_all_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  FerryFolderPane *self = user_data;

  g_signal_emit (self, signals[ADD_ALL], 0, ferry_object_list_get_prefix (self->objects));
}

static const GActionEntry action_entries[] = {
  { .name = "order", .parameter_type = "s", .state = "'name'", .change_state = order_cb },
  { .name = "only-disks", .state = "false", .change_state = only_disks_cb },
  { .name = "reload", .activate = reload_cb },
  { .name = "search", .activate = search_cb },
  { .name = "add-all", .activate = add_all_cb },
};

static void
ferry_folder_pane_map (GtkWidget *widget)
{
  FerryFolderPane *self = FERRY_FOLDER_PANE (widget);

  GTK_WIDGET_CLASS (ferry_folder_pane_parent_class)->map (widget);

  if (self->paused)
    load_more (self);
  self->paused = FALSE;
  ferry_folder_looks_set_shown (self->looks, TRUE);
}

/* A bucket may have a million objects, and nobody looks. */
static void
ferry_folder_pane_unmap (GtkWidget *widget)
{
  FerryFolderPane *self = FERRY_FOLDER_PANE (widget);

  if (self->objects && ferry_object_list_is_loading (self->objects))
    {
      self->paused = TRUE;
      ferry_object_list_stop (self->objects);
    }

  ferry_folder_looks_set_shown (self->looks, FALSE);

  GTK_WIDGET_CLASS (ferry_folder_pane_parent_class)->unmap (widget);
}

static void
ferry_folder_pane_unroot (GtkWidget *widget)
{
  end_listing (FERRY_FOLDER_PANE (widget));

  GTK_WIDGET_CLASS (ferry_folder_pane_parent_class)->unroot (widget);
}

static void
set_narrow (FerryFolderPane *self,
            gboolean         narrow)
{
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
ferry_folder_pane_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  FerryFolderPane *self = FERRY_FOLDER_PANE (object);

  switch ((FerryFolderPaneProperty) prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_folder_pane_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  FerryFolderPane *self = FERRY_FOLDER_PANE (object);

  switch ((FerryFolderPaneProperty) prop_id)
    {
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_folder_pane_dispose (GObject *object)
{
  FerryFolderPane *self = FERRY_FOLDER_PANE (object);

  g_clear_object (&self->objects);
  g_clear_object (&self->shown);
  g_clear_object (&self->looks);
  g_clear_object (&self->chosen);
  g_clear_object (&self->actions);
  g_clear_object (&self->bucket);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ferry_folder_pane_parent_class)->dispose (object);
}

static void
add_signals (FerryFolderPaneClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  signals[SELECTED] = g_signal_new ("selected", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, FERRY_TYPE_OBJECT);
  signals[OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, FERRY_TYPE_OBJECT);
  signals[BUCKETS] = g_signal_new ("buckets", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[ADD_ALL] = g_signal_new ("add-all", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/browser/"
                                               "ferry-folder-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryFolderPane, path_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryFolderPane, search_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryFolderPane, search_entry);
  gtk_widget_class_bind_template_child (widget_class, FerryFolderPane, tools);
  gtk_widget_class_bind_template_child (widget_class, FerryFolderPane, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryFolderPane, message);
  gtk_widget_class_bind_template_child (widget_class, FerryFolderPane, object_view);
  gtk_widget_class_bind_template_child (widget_class, FerryFolderPane, strip);
  gtk_widget_class_bind_template_callback (widget_class, buckets_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, load_more);
  gtk_widget_class_bind_template_callback (widget_class, object_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, object_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, path_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, reload);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
ferry_folder_pane_class_init (FerryFolderPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ferry_folder_pane_get_property;
  object_class->set_property = ferry_folder_pane_set_property;
  object_class->dispose = ferry_folder_pane_dispose;
  widget_class->map = ferry_folder_pane_map;
  widget_class->unmap = ferry_folder_pane_unmap;
  widget_class->unroot = ferry_folder_pane_unroot;

  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  add_signals (klass);

  g_type_ensure (FERRY_TYPE_FOLDER_MESSAGE);
  g_type_ensure (FERRY_TYPE_LISTING_STRIP);
  g_type_ensure (FERRY_TYPE_OBJECT_VIEW);
  g_type_ensure (FERRY_TYPE_PATH_BAR);
  bind_template (widget_class);
}

/* Wherever in the window the focus is. */
static void
add_shortcut (GtkEventController *controller,
              guint               key,
              GdkModifierType     modifiers,
              const char         *action)
{
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers),
                                                          gtk_named_action_new (action)));
}

static void
ferry_folder_pane_init (FerryFolderPane *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), action_entries,
                                   G_N_ELEMENTS (action_entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "folder", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  add_shortcut (controller, GDK_KEY_f, GDK_CONTROL_MASK, "folder.search");
  add_shortcut (controller, GDK_KEY_F5, 0, "folder.reload");
  gtk_widget_add_controller (GTK_WIDGET (self), controller);

  self->looks = ferry_folder_looks_new ();
  ferry_object_view_set_looks (self->object_view, self->looks);
  self->shown = ferry_shown_objects_new ();
  /* After the view has its rows. */
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  ferry_object_view_set_model (self->object_view, G_LIST_MODEL (self->shown));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self->object_view));
  ferry_folder_pane_clear (self);
}

void
ferry_folder_pane_open (FerryFolderPane *self,
                        FerryClient     *client,
                        FerryBucket     *bucket,
                        const char      *prefix)
{
  g_return_if_fail (FERRY_IS_FOLDER_PANE (self));

  g_set_object (&self->client, client);
  g_set_object (&self->bucket, bucket);
  open_folder (self, prefix);
}

void
ferry_folder_pane_set_inspections (FerryFolderPane      *self,
                                   FerryDiskInspections *inspections)
{
  g_return_if_fail (FERRY_IS_FOLDER_PANE (self));

  ferry_folder_looks_set_inspections (self->looks, inspections);
}

void
ferry_folder_pane_set_chosen (FerryFolderPane  *self,
                              FerryChosenDisks *chosen)
{
  g_return_if_fail (FERRY_IS_FOLDER_PANE (self));

  g_set_object (&self->chosen, chosen);
  ferry_object_view_set_chosen (self->object_view, chosen);
  update_add_all (self);
}

void
ferry_folder_pane_clear (FerryFolderPane *self)
{
  g_return_if_fail (FERRY_IS_FOLDER_PANE (self));

  end_listing (self);
  g_clear_object (&self->bucket);
  g_clear_object (&self->client);
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->path_bar), FALSE);
  gtk_widget_set_sensitive (self->tools, FALSE);
  ferry_listing_strip_show (self->strip, NULL, NULL);
  ferry_folder_message_show_none (self->message);
  gtk_stack_set_visible_child_name (self->stack, "message");
}

FerryBucket *
ferry_folder_pane_get_bucket (FerryFolderPane *self)
{
  g_return_val_if_fail (FERRY_IS_FOLDER_PANE (self), NULL);

  return self->bucket;
}

FerryObject *
ferry_folder_pane_get_selected (FerryFolderPane *self)
{
  g_return_val_if_fail (FERRY_IS_FOLDER_PANE (self), NULL);

  return ferry_object_view_get_selected (self->object_view);
}

void
ferry_folder_pane_unselect (FerryFolderPane *self)
{
  g_return_if_fail (FERRY_IS_FOLDER_PANE (self));

  ferry_object_view_unselect (self->object_view);
}
