/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-queue-strip.h"

#include <glib/gi18n.h>

/* A part of the Tasks view; main thread. The queue is the engine's. */
struct _FerryQueueStrip {
  AdwBin          parent_instance;

  FerryQueue     *queue;         /* (nullable) */
  FerryTaskItems *items;         /* (nullable) */
  gboolean        paused;

  GtkLabel       *label;
  GtkButton      *pause_button;
  GtkAdjustment  *slots;
};

G_DEFINE_FINAL_TYPE (FerryQueueStrip, ferry_queue_strip, ADW_TYPE_BIN)

/* (transfer full) */
static char *
describe_slots (guint slots,
                guint n_foreign)
{
  g_autofree char *runs = NULL;
  g_autofree char *others = NULL;

  /* Translators: so many conversions at the same time in one region */
  runs = g_strdup_printf (ngettext ("EC2 runs %u at once here", "EC2 runs %u at once here", slots),
                          slots);
  if (n_foreign == 0)
    return g_steal_pointer (&runs);

  others = g_strdup_printf (ngettext ("%u of them somebody else’s", "%u of them other people’s",
                                      n_foreign), n_foreign);
  /* Translators: “EC2 runs 5 at once here”, then “2 of them other people’s” */
  return g_strdup_printf (_("%s, %s"), runs, others);
}

/* (transfer full) */
static char *
describe (guint    n_waiting,
          guint    slots,
          guint    n_foreign,
          gboolean paused)
{
  g_autofree char *waiting = NULL;
  g_autofree char *where = describe_slots (slots, n_foreign);

  if (n_waiting == 0)
    return g_strdup (_("The queue is paused: no disk begins."));

  waiting = g_strdup_printf (ngettext ("%u machine waits", "%u machines wait", n_waiting),
                             n_waiting);
  if (paused)
    /* Translators: “4 machines wait” */
    return g_strdup_printf (_("%s; the queue is paused."), waiting);

  /* Translators: “4 machines wait”, then “EC2 runs 5 at once here, 2 of them other people’s” */
  return g_strdup_printf (_("%s; %s."), waiting, where);
}

void
ferry_queue_strip_show (FerryQueueStrip *self,
                        guint            n_waiting,
                        guint            slots,
                        guint            n_foreign,
                        gboolean         paused)
{
  g_autofree char *text = describe (n_waiting, slots, n_foreign, paused);

  g_return_if_fail (FERRY_IS_QUEUE_STRIP (self));

  self->paused = paused;
  if (g_strcmp0 (gtk_label_get_label (self->label), text) != 0)
    gtk_label_set_label (self->label, text);
  gtk_button_set_label (self->pause_button, paused ? _("Resume") : _("Pause"));
  gtk_adjustment_set_value (self->slots, slots);
  gtk_widget_set_visible (GTK_WIDGET (self), n_waiting > 0 || paused);
}

void
ferry_queue_strip_update (FerryQueueStrip *self)
{
  g_autoptr(FerryMachineImport) first = NULL;
  guint n_active = 0;
  guint n_foreign = 0;

  g_return_if_fail (FERRY_IS_QUEUE_STRIP (self));

  if (self->queue == NULL)
    return;

  /* At the place of the one that is next. */
  first = g_list_model_get_item (G_LIST_MODEL (self->queue), 0);
  if (first)
    ferry_queue_count (self->queue, first, &n_active, &n_foreign);
  ferry_queue_strip_show (self, ferry_task_items_get_n_waiting (self->items),
                          ferry_queue_get_slots (self->queue), n_foreign,
                          ferry_queue_get_paused (self->queue));
}

static void
pause_cb (FerryQueueStrip *self)
{
  if (self->queue)
    ferry_queue_set_paused (self->queue, !self->paused);
}

static void
slots_cb (FerryQueueStrip *self)
{
  if (self->queue)
    ferry_queue_set_slots (self->queue, (guint) gtk_adjustment_get_value (self->slots));
}

static void
ferry_queue_strip_dispose (GObject *object)
{
  FerryQueueStrip *self = FERRY_QUEUE_STRIP (object);

  g_clear_object (&self->queue);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (ferry_queue_strip_parent_class)->dispose (object);
}

static void
ferry_queue_strip_class_init (FerryQueueStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_queue_strip_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/tasks/"
                                               "ferry-queue-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryQueueStrip, label);
  gtk_widget_class_bind_template_child (widget_class, FerryQueueStrip, pause_button);
  gtk_widget_class_bind_template_child (widget_class, FerryQueueStrip, slots);
  gtk_widget_class_bind_template_callback (widget_class, pause_cb);
  gtk_widget_class_bind_template_callback (widget_class, slots_cb);
}

static void
ferry_queue_strip_init (FerryQueueStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ferry_queue_strip_set_queue (FerryQueueStrip *self,
                             FerryQueue      *queue,
                             FerryTaskItems  *items)
{
  g_return_if_fail (FERRY_IS_QUEUE_STRIP (self));
  g_return_if_fail (self->queue == NULL);

  g_set_object (&self->queue, queue);
  g_set_object (&self->items, items);
  if (queue == NULL)
    return;

  g_signal_connect_object (queue, "notify", G_CALLBACK (ferry_queue_strip_update), self,
                           G_CONNECT_SWAPPED);
  ferry_queue_strip_update (self);
}
