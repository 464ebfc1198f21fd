/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-object-ticks.h"

#include <adwaita.h>

struct _FerryObjectTicks {
  GObject           parent_instance;

  GtkListView      *view;     /* (nullable), weak */
  FerryChosenDisks *chosen;   /* (nullable) */
  FerryBucket      *bucket;   /* (nullable) */
};

G_DEFINE_FINAL_TYPE (FerryObjectTicks, ferry_object_ticks, G_TYPE_OBJECT)

static guint changed_signal;

static void
changed_cb (FerryObjectTicks *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* GTK's own row, which has the focus, holds a bin with the row in it once that is filled: a private
 * tree. (nullable)
 */
static FerryObjectRow *
get_row (GtkWidget *list_row)
{
  GtkWidget *bin = list_row ? gtk_widget_get_first_child (list_row) : NULL;
  GtkWidget *row = ADW_IS_BIN (bin) ? adw_bin_get_child (ADW_BIN (bin)) : NULL;

  return FERRY_IS_OBJECT_ROW (row) && gtk_widget_get_child_visible (row) ? FERRY_OBJECT_ROW (row)
                                                                        : NULL;
}

static gboolean
toggle_row (FerryObjectTicks *self,
            FerryObjectRow   *row)
{
  if (row == NULL || !ferry_object_row_has_tick (row))
    return FALSE;

  ferry_object_ticks_toggle (self, ferry_object_row_get_object (row));

  return TRUE;
}

/* What cannot be ticked leaves the key to the list. */
static gboolean
space_cb (GtkWidget *widget,
          GVariant  *args,
          gpointer   user_data)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return toggle_row (user_data, get_row (root ? gtk_root_get_focus (root) : NULL));
}

static void
pressed_cb (FerryObjectTicks *self,
            int               n_press,
            double            x,
            double            y,
            GtkGesture       *gesture)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);

  /* beside the row is still the row: its own margins are those of GTK's */
  while (picked && get_row (picked) == NULL)
    picked = gtk_widget_get_parent (picked);
  if (picked && ferry_object_row_is_at_tick (get_row (picked), GTK_WIDGET (self->view), x) &&
      toggle_row (self, get_row (picked)))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static gboolean
is_ticked (FerryObjectTicks *self,
           FerryObject      *object)
{
  return ferry_chosen_disks_contains (self->chosen, ferry_bucket_get_name (self->bucket),
                                      ferry_object_get_key (object));
}

static void
ferry_object_ticks_dispose (GObject *object)
{
  FerryObjectTicks *self = FERRY_OBJECT_TICKS (object);

  g_clear_weak_pointer (&self->view);
  ferry_object_ticks_set_chosen (self, NULL);
  g_clear_object (&self->bucket);

  G_OBJECT_CLASS (ferry_object_ticks_parent_class)->dispose (object);
}

static void
ferry_object_ticks_class_init (FerryObjectTicksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ferry_object_ticks_dispose;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ferry_object_ticks_init (FerryObjectTicks *self)
{
}

/* Before the list's own, which select. */
static void
add_controller (FerryObjectTicks   *self,
                GtkEventController *controller)
{
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->view), controller);
}

FerryObjectTicks *
ferry_object_ticks_new (GtkListView *view)
{
  FerryObjectTicks *self = g_object_new (FERRY_TYPE_OBJECT_TICKS, NULL);
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkShortcutAction *action =
    gtk_callback_action_new (space_cb, g_object_ref (self), g_object_unref);

  g_set_weak_pointer (&self->view, view);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_space, 0),
                                                          action));
  add_controller (self, keys);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  add_controller (self, GTK_EVENT_CONTROLLER (click));

  return self;
}

void
ferry_object_ticks_set_chosen (FerryObjectTicks *self,
                               FerryChosenDisks *chosen)
{
  g_return_if_fail (FERRY_IS_OBJECT_TICKS (self));

  if (self->chosen)
    g_signal_handlers_disconnect_by_func (self->chosen, changed_cb, self);
  g_set_object (&self->chosen, chosen);
  if (chosen)
    g_signal_connect_object (chosen, "items-changed", G_CALLBACK (changed_cb), self,
                             G_CONNECT_SWAPPED);
}

void
ferry_object_ticks_set_bucket (FerryObjectTicks *self,
                               FerryBucket      *bucket)
{
  g_return_if_fail (FERRY_IS_OBJECT_TICKS (self));

  g_set_object (&self->bucket, bucket);
}

void
ferry_object_ticks_show (FerryObjectTicks *self,
                         FerryObjectRow   *row)
{
  FerryObject *object = ferry_object_row_get_object (row);
  gboolean offered = self->chosen && self->bucket;

  g_return_if_fail (FERRY_IS_OBJECT_TICKS (self));

  ferry_object_row_show_tick (row, offered, offered && object && is_ticked (self, object));
}

void
ferry_object_ticks_toggle (FerryObjectTicks *self,
                           FerryObject      *object)
{
  g_autoptr(GPtrArray) objects = g_ptr_array_new ();

  g_return_if_fail (FERRY_IS_OBJECT_TICKS (self));

  if (self->chosen == NULL || self->bucket == NULL)
    return;

  if (is_ticked (self, object))
    {
      ferry_chosen_disks_remove (self->chosen, ferry_bucket_get_name (self->bucket),
                                 ferry_object_get_key (object));
      return;
    }

  g_ptr_array_add (objects, object);
  if (!ferry_chosen_disks_add (self->chosen, self->bucket, objects))
    gtk_widget_error_bell (GTK_WIDGET (self->view));
}
