/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-disk.h"

#include "common/ferry-format.h"
#include "tasks/ferry-task-actions.h"
#include "tasks/ferry-task-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define GIB G_GUINT64_CONSTANT (1073741824)

/* A part of the details, which make one for each disk of the machine that they show. */
struct _FerryTaskDisk {
  GtkBox              parent_instance;

  FerryTaskItem      *item;
  guint               position;
  GSimpleActionGroup *actions;

  GtkImage           *icon;
  GtkLabel           *name_label;
  GtkLabel           *place_label;
  GtkWidget          *menu_button;
  GtkProgressBar     *progress_bar;
  GtkLabel           *state_label;
};

G_DEFINE_FINAL_TYPE (FerryTaskDisk, ferry_task_disk, GTK_TYPE_BOX)

static FerryTask *
get_task (FerryTaskDisk *self)
{
  return ferry_task_item_get_task (self->item, self->position);
}

/* The last part of its key, as it was called in the bucket. (transfer full) */
static char *
dup_name (FerryTaskDisk *self)
{
  FerryMachine *machine = ferry_task_item_get_machine (self->item);
  const char *source = ferry_task_get_source (get_task (self));
  const char *slash = source ? strrchr (source, '/') : NULL;

  if (machine && self->position < ferry_machine_get_n_disks (machine))
    return ferry_format_name (ferry_disk_get_name (
      ferry_machine_disk_get_disk (ferry_machine_get_disk (machine, self->position))));
  if (slash)
    return ferry_format_name (slash + 1);

  return ferry_task_text_name (get_task (self));
}

/* (transfer full) */
static char *
dup_place (FerryTaskDisk *self)
{
  guint64 size = ferry_task_item_get_size (self->item, self->position);
  g_autofree char *device = ferry_task_item_dup_device (self->item, self->position);
  g_autofree char *shown = size > 0 ? ferry_format_disk (size * GIB) : NULL;

  if (shown == NULL || device == NULL)
    return g_strdup (shown ? shown : device ? device : "");

  /* Translators: the size of a volume, then its device name: “40 GiB · /dev/sdf” */
  return g_strdup_printf (_("%s · %s"), shown, device);
}

/* "Progress: 65%" */
static gboolean
is_mere_number (const char *message)
{
  return g_str_has_prefix (message, "Progress:") && g_str_has_suffix (message, "%") &&
         strspn (message + strlen ("Progress:"), " 0123456789%") ==
           strlen (message + strlen ("Progress:"));
}

/* Also what EC2 has said in its own words, where those say more than a number. */
static char *
dup_state (FerryTaskDisk *self)
{
  FerryTask *task = get_task (self);
  const char *message = ferry_task_get_message (task);
  g_autofree char *state = ferry_task_text_state (task);

  if (message == NULL || *message == '\0' || ferry_task_get_state (task) == FERRY_TASK_LANDED ||
      strstr (state, message) != NULL ||
      (ferry_task_get_percent (task) >= 0 && is_mere_number (message)))
    return g_steal_pointer (&state);

  /* Translators: the state of a disk, then EC2’s own sentence */
  return g_strdup_printf (_("%s · EC2: “%s”"), state, message);
}

static void
enable (FerryTaskDisk *self,
        const char    *name,
        gboolean       enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
show_icon (FerryTaskDisk *self)
{
  const char *style = NULL;
  const char *icon = ferry_task_text_get_icon (get_task (self), &style);
  const char *styles[] = { style ? style : "dim-label", NULL };

  /* A disk that goes its way is a disk. */
  gtk_image_set_from_icon_name (self->icon, g_str_equal (icon, "computer-symbolic")
                                              ? "drive-harddisk-symbolic" : icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), styles);
}

void
ferry_task_disk_update (FerryTaskDisk *self)
{
  FerryTask *task = get_task (self);
  int percent = ferry_task_get_percent (task);
  g_autofree char *place = dup_place (self);
  g_autofree char *state = dup_state (self);
  gboolean has_task = ferry_task_get_conversion_task_id (task) != NULL;
  gboolean has_volume = ferry_task_get_volume_id (task) != NULL;

  g_return_if_fail (FERRY_IS_TASK_DISK (self));

  show_icon (self);
  gtk_label_set_label (self->place_label, place);
  gtk_label_set_label (self->state_label, state);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar),
                          percent >= 0 && ferry_task_get_state (task) == FERRY_TASK_CONVERTING);
  gtk_progress_bar_set_fraction (self->progress_bar, MAX (percent, 0) / 100.0);
  enable (self, "copy-task-id", has_task);
  enable (self, "copy-volume-id", has_volume);
  gtk_widget_set_visible (self->menu_button, has_task || has_volume);
}

static void
copy_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  FerryTaskDisk *self = user_data;
  gboolean task = g_str_equal (g_action_get_name (G_ACTION (action)), "copy-task-id");

  ferry_task_actions_copy (GTK_WIDGET (self),
                           task ? ferry_task_get_conversion_task_id (get_task (self))
                                : ferry_task_get_volume_id (get_task (self)));
}

static const GActionEntry entries[] = {
  { .name = "copy-task-id", .activate = copy_cb },
  { .name = "copy-volume-id", .activate = copy_cb },
};

static void
ferry_task_disk_dispose (GObject *object)
{
  FerryTaskDisk *self = FERRY_TASK_DISK (object);

  g_clear_object (&self->item);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (ferry_task_disk_parent_class)->dispose (object);
}

static void
ferry_task_disk_class_init (FerryTaskDiskClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_task_disk_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/tasks/ferry-task-disk.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDisk, icon);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDisk, name_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDisk, place_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDisk, menu_button);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDisk, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryTaskDisk, state_label);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ferry_task_disk_init (FerryTaskDisk *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "disk", G_ACTION_GROUP (self->actions));
}

GtkWidget *
ferry_task_disk_new (FerryTaskItem *item,
                     guint          position)
{
  FerryTaskDisk *self = g_object_new (FERRY_TYPE_TASK_DISK, NULL);
  g_autofree char *name = NULL;
  g_autofree char *menu = NULL;

  self->item = g_object_ref (item);
  self->position = position;
  name = dup_name (self);
  /* Translators: %s is the name of a disk: what its menu button is called */
  menu = g_strdup_printf (_("Menu of %s"), name);
  gtk_label_set_label (self->name_label, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, menu, -1);
  ferry_task_disk_update (self);

  return GTK_WIDGET (self);
}
