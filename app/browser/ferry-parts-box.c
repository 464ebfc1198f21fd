/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-parts-box.h"

#include "browser/ferry-cut-disk.h"
#include "common/ferry-error-text.h"
#include "common/ferry-format.h"
#include "common/ferry-parts-text.h"

#include <glib/gi18n.h>
#include <string.h>

struct _FerryPartsBox {
  AdwBin            parent_instance;

  GtkLabel         *title_label;
  GtkLabel         *text_label;
  GtkWidget        *button;
  GtkSpinner       *spinner;

  FerryChosenDisks *chosen;       /* (nullable): nothing is shown; as all that follows */
  FerryClient      *client;
  FerryBucket      *bucket;
  char             *region;
  FerryObject      *object;
  GCancellable     *cancellable;  /* (nullable): of the search that runs */
  gboolean          in_disk;
  gboolean          failed;       /* and its reason is what is shown */
};

G_DEFINE_FINAL_TYPE (FerryPartsBox, ferry_parts_box, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_IN_DISK,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
set_in_disk (FerryPartsBox *self,
             gboolean       in_disk)
{
  if (self->in_disk == in_disk)
    return;

  self->in_disk = in_disk;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IN_DISK]);
}

/* What stands in front of the number, without folders. (nullable) (transfer full) */
static char *
dup_stem_name (FerryObject *object)
{
  g_autofree char *stem = NULL;
  const char *slash;

  if (!ferry_parts_parse_key (ferry_object_get_key (object), &stem, NULL))
    return NULL;

  slash = strrchr (stem, '/');

  return ferry_format_name (slash ? slash + 1 : stem);
}

static void
show_text (FerryPartsBox *self,
           const char    *text)
{
  gtk_label_set_label (self->text_label, text);
}

static void
set_searching (FerryPartsBox *self,
               gboolean       searching)
{
  gtk_spinner_set_spinning (self->spinner, searching);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), searching);
  gtk_widget_set_sensitive (self->button, !searching);
}

/* Which of the parts the object is; G_MAXUINT: none */
static guint
find_place (FerryParts  *parts,
            FerryObject *object)
{
  guint n = ferry_parts_get_n (parts);

  for (guint i = 0; i < n; i++)
    {
      if (strcmp (ferry_parts_get_key (parts, i), ferry_object_get_key (object)) == 0)
        return i;
    }

  return G_MAXUINT;
}

static void
show_chosen (FerryPartsBox *self,
             FerryDisk     *disk)
{
  FerryParts *parts = ferry_disk_get_parts (disk);
  guint n = ferry_parts_get_n (parts);
  guint place = find_place (parts, self->object);
  g_autofree char *name = ferry_format_name (ferry_disk_get_name (disk));
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  if (place < n)
    {
      /* Translators: which part of a disk it is, of how many */
      title = g_strdup_printf (_("Part %u of %u"), place + 1, n);
      gtk_label_set_label (self->title_label, title);
    }
  /* Translators: the name of a disk; all parts of it are chosen to be migrated */
  text = g_strdup_printf (_("“%s” is chosen as one disk."), name);
  show_text (self, text);
  gtk_widget_set_visible (self->button, FALSE);
}

static void
show_offer (FerryPartsBox *self)
{
  g_autofree char *name = dup_stem_name (self->object);
  g_autofree char *text = NULL;

  gtk_label_set_label (self->title_label, _("Part of a Disk"));
  if (name && *name)
    /* Translators: %s is the name of a disk that was cut into parts */
    text = g_strdup_printf (_("Another tool may have cut “%s” into parts."), name);
  else
    text = g_strdup (_("Another tool may have cut a disk into parts."));
  show_text (self, text);
  gtk_widget_set_visible (self->button, TRUE);
}

static void
update (FerryPartsBox *self)
{
  FerryDisk *disk = ferry_chosen_disks_find_cut (self->chosen,
                                                 ferry_bucket_get_name (self->bucket),
                                                 ferry_object_get_key (self->object));

  set_in_disk (self, disk != NULL);
  if (disk)
    show_chosen (self, disk);
  else if (self->cancellable == NULL && !self->failed)
    show_offer (self);
}

static void
show_error (FerryPartsBox *self,
            const GError  *error)
{
  g_autofree char *title = NULL;
  g_autofree char *advice = NULL;
  g_autofree char *text = NULL;

  if (error->domain == FERRY_PARTS_ERROR)
    {
      text = ferry_parts_error_to_text (error);
      show_text (self, text);
      return;
    }

  title = ferry_error_to_title (error);
  advice = ferry_error_to_advice (error);
  /* Translators: what happened, and what to do about it */
  text = g_strdup_printf (_("%s. %s"), title, advice);
  show_text (self, text);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(FerryPartsBox) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryDisk) disk = ferry_cut_disk_finish (FERRY_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  set_searching (self, FALSE);
  self->failed = disk == NULL;
  if (disk == NULL)
    show_error (self, error);
  else if (ferry_chosen_disks_add_disk (self->chosen, disk))
    update (self);
  else
    show_text (self, _("No more disks can be chosen."));
}

static void
use_clicked_cb (FerryPartsBox *self)
{
  if (self->chosen == NULL || self->cancellable)
    return;

  self->failed = FALSE;
  self->cancellable = g_cancellable_new ();
  set_searching (self, TRUE);
  show_text (self, _("Looking for the parts, and inside them…"));
  ferry_cut_disk_find_async (self->client, self->region, ferry_bucket_get_name (self->bucket),
                             ferry_object_get_key (self->object), self->cancellable, found_cb,
                             g_object_ref (self));
}

static void
stop (FerryPartsBox *self)
{
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->chosen)
    g_signal_handlers_disconnect_by_func (self->chosen, update, self);
  self->failed = FALSE;
  set_in_disk (self, FALSE);
  g_clear_object (&self->chosen);
  g_clear_object (&self->client);
  g_clear_object (&self->bucket);
  g_clear_object (&self->object);
  g_clear_pointer (&self->region, g_free);
}

static void
ferry_parts_box_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  if (id == PROP_IN_DISK)
    g_value_set_boolean (value, FERRY_PARTS_BOX (object)->in_disk);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_parts_box_dispose (GObject *object)
{
  stop (FERRY_PARTS_BOX (object));

  G_OBJECT_CLASS (ferry_parts_box_parent_class)->dispose (object);
}

static void
ferry_parts_box_class_init (FerryPartsBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = ferry_parts_box_get_property;
  G_OBJECT_CLASS (klass)->dispose = ferry_parts_box_dispose;

  properties[PROP_IN_DISK] = g_param_spec_boolean ("in-disk", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/browser/"
                                               "ferry-parts-box.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryPartsBox, title_label);
  gtk_widget_class_bind_template_child (widget_class, FerryPartsBox, text_label);
  gtk_widget_class_bind_template_child (widget_class, FerryPartsBox, button);
  gtk_widget_class_bind_template_child (widget_class, FerryPartsBox, spinner);
  gtk_widget_class_bind_template_callback (widget_class, use_clicked_cb);
}

static void
ferry_parts_box_init (FerryPartsBox *self)
{
  GtkLabel *label;

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Where text is large, the card is too narrow for one line. */
  label = GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->button)));
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
}

/* A name such as "web_2" may count machines as well: without the word, "web" must be a disk's. */
gboolean
ferry_parts_box_is_for (FerryObject *object)
{
  g_autofree char *disk_key = NULL;
  FerryPartName name;

  if (ferry_object_is_folder (object) ||
      !ferry_part_name_parse (ferry_object_get_key (object), &name))
    return FALSE;
  if (name.is_marked)
    return TRUE;

  disk_key = ferry_cut_disk_dup_key (object);

  return disk_key != NULL;
}

void
ferry_parts_box_show (FerryPartsBox    *self,
                      FerryChosenDisks *chosen,
                      FerryClient      *client,
                      FerryBucket      *bucket,
                      const char       *region,
                      FerryObject      *object)
{
  g_return_if_fail (FERRY_IS_PARTS_BOX (self));
  g_return_if_fail (FERRY_IS_CHOSEN_DISKS (chosen));
  g_return_if_fail (region != NULL);

  ferry_parts_box_clear (self);
  if (!ferry_parts_box_is_for (object))
    return;

  self->chosen = g_object_ref (chosen);
  self->client = g_object_ref (client);
  self->bucket = g_object_ref (bucket);
  self->region = g_strdup (region);
  self->object = g_object_ref (object);
  g_signal_connect_object (chosen, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

void
ferry_parts_box_clear (FerryPartsBox *self)
{
  g_return_if_fail (FERRY_IS_PARTS_BOX (self));

  stop (self);
  set_searching (self, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
