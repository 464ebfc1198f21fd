/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-machine-disk-row.h"

#include "browser/ferry-disk-words.h"
#include "common/ferry-format.h"

#include <glib/gi18n.h>

/* What a new machine's volume has at least, ferry_machine_new(); the sentence names it. */
#define ADVISED_SIZE 8

/* Owned by the group of disks; main thread. It is used again for the disks of other machines. */
struct _FerryMachineDiskRow {
  AdwActionRow       parent_instance;

  FerryMachineDisk  *disk;      /* (nullable) */
  guint              position;
  GBinding          *binding;   /* (nullable): the volume's size, both ways */

  GtkAdjustment     *size;
  GtkWidget         *spin_button;
  GtkMenuButton     *menu_button;
};

G_DEFINE_FINAL_TYPE (FerryMachineDiskRow, ferry_machine_disk_row, ADW_TYPE_ACTION_ROW)

enum {
  MENU,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
create_menu_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  g_signal_emit (user_data, signals[MENU], 0, button);
}

static GdkContentProvider *
prepare_cb (FerryMachineDiskRow *self,
            double               x,
            double               y,
            GtkDragSource       *source)
{
  if (self->disk == NULL)
    return NULL;

  return gdk_content_provider_new_typed (FERRY_TYPE_MACHINE_DISK, self->disk);
}

static void
drag_begin_cb (FerryMachineDiskRow *self,
               GdkDrag             *drag,
               GtkDragSource       *source)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, paintable, 0, 0);
}

static void
ferry_machine_disk_row_dispose (GObject *object)
{
  FerryMachineDiskRow *self = FERRY_MACHINE_DISK_ROW (object);

  g_clear_object (&self->disk);
  if (self->menu_button)
    gtk_menu_button_set_create_popup_func (self->menu_button, NULL, NULL, NULL);
  self->menu_button = NULL;

  G_OBJECT_CLASS (ferry_machine_disk_row_parent_class)->dispose (object);
}

static void
ferry_machine_disk_row_class_init (FerryMachineDiskRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_machine_disk_row_dispose;

  signals[MENU] = g_signal_new ("menu", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, GTK_TYPE_MENU_BUTTON);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/wizard/"
                                               "ferry-machine-disk-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryMachineDiskRow, size);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineDiskRow, spin_button);
  gtk_widget_class_bind_template_child (widget_class, FerryMachineDiskRow, menu_button);
}

static void
ferry_machine_disk_row_init (FerryMachineDiskRow *self)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu_cb, self, NULL);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (prepare_cb), self);
  g_signal_connect_swapped (source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
}

GtkWidget *
ferry_machine_disk_row_new (void)
{
  return g_object_new (FERRY_TYPE_MACHINE_DISK_ROW, NULL);
}

static char *
describe_need (guint64  need,
               gboolean boot)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, need);

  if (need == 0)
    return g_strdup (boot ? _("Boot, size not known") : _("Data, size not known"));
  if (boot && need < ADVISED_SIZE)
    /* Translators: %s is a number; GiB is 1024³ bytes. */
    return g_strdup_printf (_("8 GiB advised for a boot volume, at least %s GiB"), number);

  /* Translators: %s is a number; GiB is 1024³ bytes. */
  return g_strdup_printf (boot ? _("Boot, at least %s GiB") : _("Data, at least %s GiB"), number);
}

/* One is the rule, and it needs no device name. */
static char *
describe (FerryMachine *machine,
          guint         position,
          guint64       need)
{
  FerryMachineDisk *disk = ferry_machine_get_disk (machine, position);
  g_autofree char *need_text = describe_need (need, position == 0);
  g_autofree char *device = NULL;
  g_autofree char *words = NULL;

  if (ferry_machine_get_n_disks (machine) == 1)
    return g_steal_pointer (&need_text);

  device = ferry_machine_dup_device (machine, position);
  words = ferry_disk_words_of_report (ferry_machine_disk_get_report (disk));

  return g_strjoin (" · ", need_text, device, words, NULL);
}

static void
show_words (FerryMachineDiskRow *self,
            FerryMachine        *machine,
            guint64              need)
{
  FerryDisk *disk = ferry_machine_disk_get_disk (self->disk);
  g_autofree char *name = ferry_format_name (ferry_disk_get_name (disk));
  g_autofree char *subtitle = describe (machine, self->position, need);
  /* Translators: %s is the name of a disk */
  g_autofree char *size_name = g_strdup_printf (_("Volume size in GiB of %s"), name);
  g_autofree char *menu_name = g_strdup_printf (_("Menu of %s"), name);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spin_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, size_name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, menu_name, -1);
}

void
ferry_machine_disk_row_show (FerryMachineDiskRow *self,
                             FerryMachine        *machine,
                             guint                position)
{
  FerryMachineDisk *disk;
  guint64 need;

  g_return_if_fail (FERRY_IS_MACHINE_DISK_ROW (self));

  disk = machine ? ferry_machine_get_disk (machine, position) : NULL;
  self->position = position;
  gtk_widget_set_visible (GTK_WIDGET (self), disk != NULL);

  /* The old disk is let go first: the new one's lower bound must not be written into it. */
  if (self->disk != disk)
    g_clear_pointer (&self->binding, g_binding_unbind);
  g_set_object (&self->disk, disk);
  if (disk == NULL)
    return;

  need = ferry_disk_report_get_volume_size (ferry_machine_disk_get_report (disk));
  show_words (self, machine, need);
  gtk_adjustment_set_lower (self->size, MAX (need, 1));
  if (self->binding == NULL)
    self->binding = g_object_bind_property (disk, "size", self->size, "value",
                                            G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

guint
ferry_machine_disk_row_get_position (FerryMachineDiskRow *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_DISK_ROW (self), 0);

  return self->position;
}
