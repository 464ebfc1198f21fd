/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-landed-card.h"

#include "ferry-application.h"
#include "tasks/ferry-landed-text.h"

#include <glib/gi18n.h>

typedef enum {
  FACT_INSTANCE,
  FACT_VOLUMES,
  FACT_REACH,
  N_FACTS,
} Fact;

/* A part of the details; main thread. It asks for one item at a time; an answer for another one is
 * cancelled.
 */
struct _FerryLandedCard {
  AdwBin          parent_instance;

  FerryTaskItem  *item;        /* (nullable) */
  FerryInstance  *instance;    /* (nullable): what EC2 told of it */
  GPtrArray      *volumes;     /* (nullable) FerryVolume */
  char           *asked;       /* (nullable): the state of the instance that was asked in */
  GCancellable   *cancellable;

  GtkGrid        *grid;
  GtkLabel       *values[N_FACTS];
  GtkLabel       *note_label;
  GtkWidget      *start_button;
};

G_DEFINE_FINAL_TYPE (FerryLandedCard, ferry_landed_card, ADW_TYPE_BIN)

static void
show_fact (FerryLandedCard *self,
           Fact             fact,
           const char      *text)
{
  if (g_strcmp0 (gtk_label_get_label (self->values[fact]), text) != 0)
    gtk_label_set_label (self->values[fact], text);
}

static void
show_all (FerryLandedCard *self)
{
  g_autofree char *instance = ferry_landed_text_instance (self->item, self->instance);
  g_autofree char *volumes = ferry_landed_text_volumes (self->item, self->volumes);
  g_autofree char *reach = ferry_landed_text_reach (self->item, self->instance);
  g_autofree char *note = ferry_landed_text_note (self->item);

  show_fact (self, FACT_INSTANCE, instance);
  show_fact (self, FACT_VOLUMES, volumes);
  show_fact (self, FACT_REACH, reach);
  gtk_label_set_label (self->note_label, note);
  gtk_widget_set_visible (self->start_button, ferry_task_item_can_start (self->item));
}

static void
volumes_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GPtrArray) volumes = NULL;
  g_autoptr(GError) error = NULL;
  FerryLandedCard *self = user_data;

  volumes = ferry_describe_volumes_finish (FERRY_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* What may not be asked is not told, and nothing is lost by that. */
  if (volumes == NULL)
    return;

  g_clear_pointer (&self->volumes, g_ptr_array_unref);
  self->volumes = g_steal_pointer (&volumes);
  show_all (self);
}

static void
instances_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  FerryClient *client = FERRY_CLIENT (source);
  g_autoptr(GPtrArray) instances = NULL;
  g_autoptr(GPtrArray) ids = NULL;
  g_autoptr(GError) error = NULL;
  FerryLandedCard *self = user_data;

  instances = ferry_describe_instances_finish (client, result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (instances == NULL || instances->len != 1)
    return;

  g_clear_pointer (&self->instance, ferry_instance_unref);
  self->instance = ferry_instance_ref (instances->pdata[0]);
  ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; self->instance->devices && self->instance->devices[i] &&
                    self->instance->devices[i + 1]; i += 2)
    g_ptr_array_add (ids, g_strdup (self->instance->devices[i + 1]));
  show_all (self);
  if (ids->len > 0)
    ferry_describe_volumes_async (client, ferry_task_item_get_region (self->item), ids, NULL,
                                  self->cancellable, volumes_cb, self);
}

/* Reads only, so that leaving gives them up. */
static void
ask (FerryLandedCard *self)
{
  FerryApplication *application = ferry_application_get ();
  const char *id = ferry_task_item_get_instance_id (self->item);
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();
  FerryClient *client;

  if (application == NULL || id == NULL)
    return;
  client = ferry_engine_get_client (ferry_application_get_engine (application),
                                    ferry_task_item_get_account_id (self->item));
  if (client == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_ptr_array_add (ids, (gpointer) id);
  ferry_describe_instances_async (client, ferry_task_item_get_region (self->item), ids, NULL,
                                  self->cancellable, instances_cb, self);
}

static void
forget (FerryLandedCard *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->instance, ferry_instance_unref);
  g_clear_pointer (&self->volumes, g_ptr_array_unref);
  g_clear_pointer (&self->asked, g_free);
}

static void
add_fact (FerryLandedCard *self,
          Fact             fact,
          const char      *title)
{
  GtkWidget *name = gtk_label_new (title);
  GtkWidget *value = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_valign (name, GTK_ALIGN_START);
  gtk_widget_add_css_class (name, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (value), 0);
  gtk_label_set_wrap (GTK_LABEL (value), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (value), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (value), TRUE);
  gtk_widget_set_hexpand (value, TRUE);
  gtk_widget_add_css_class (value, "numeric");
  gtk_grid_attach (self->grid, name, 0, fact, 1, 1);
  gtk_grid_attach (self->grid, value, 1, fact, 1, 1);
  self->values[fact] = GTK_LABEL (value);
}

static void
ferry_landed_card_dispose (GObject *object)
{
  FerryLandedCard *self = FERRY_LANDED_CARD (object);

  forget (self);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (ferry_landed_card_parent_class)->dispose (object);
}

static void
ferry_landed_card_class_init (FerryLandedCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_landed_card_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/tasks/"
                                               "ferry-landed-card.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryLandedCard, grid);
  gtk_widget_class_bind_template_child (widget_class, FerryLandedCard, note_label);
  gtk_widget_class_bind_template_child (widget_class, FerryLandedCard, start_button);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ferry_landed_card_init (FerryLandedCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_fact (self, FACT_INSTANCE, _("Instance"));
  add_fact (self, FACT_VOLUMES, _("Volumes"));
  add_fact (self, FACT_REACH, _("Reach it"));
}

/* Also when its disks in the bucket are asked about, it has landed. */
static gboolean
has_landed (FerryTaskItem *item)
{
  return ferry_task_item_is_machine (item) &&
         (ferry_task_item_get_state (item) == FERRY_MACHINE_LANDED ||
          ferry_task_item_get_question (item) == FERRY_QUESTION_SOURCES);
}

void
ferry_landed_card_show (FerryLandedCard *self,
                        FerryTaskItem   *item)
{
  const char *state = ferry_task_item_get_instance_state (item);

  g_return_if_fail (FERRY_IS_LANDED_CARD (self));

  if (self->item != item)
    forget (self);
  g_set_object (&self->item, item);
  gtk_widget_set_visible (GTK_WIDGET (self), has_landed (item));
  if (!has_landed (item))
    return;

  if (self->asked == NULL || g_strcmp0 (self->asked, state ? state : "") != 0)
    {
      g_free (self->asked);
      self->asked = g_strdup (state ? state : "");
      ask (self);
    }
  show_all (self);
}

void
ferry_landed_card_take_word (FerryLandedCard *self,
                             FerryInstance   *instance,
                             GPtrArray       *volumes)
{
  g_return_if_fail (FERRY_IS_LANDED_CARD (self));
  g_return_if_fail (self->item != NULL);

  g_clear_pointer (&self->instance, ferry_instance_unref);
  g_clear_pointer (&self->volumes, g_ptr_array_unref);
  self->instance = instance ? ferry_instance_ref (instance) : NULL;
  self->volumes = volumes ? g_ptr_array_ref (volumes) : NULL;
  show_all (self);
}
