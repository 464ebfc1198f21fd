/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-object-row.h"

#include "browser/ferry-disk-words.h"
#include "browser/ferry-tick.h"
#include "common/ferry-format.h"
#include "common/ferry-inscription.h"
#include "common/ferry-row-filler.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* A list of many objects makes and fills hundreds of these: texts are inscriptions, whose size does
 * not follow from what they say, and the button comes where there is a folder.
 */
struct _FerryObjectRow {
  GtkBox           parent_instance;

  FerryObject     *object;   /* (nullable) */
  FerryDiskReport *report;   /* (nullable) */
  gboolean         narrow;
  gboolean         roomy;
  gboolean         offered;  /* to be ticked, if it may be a disk */
  gboolean         ticked;

  AdwBin          *tick_place;
  GtkImage        *icon;
  GtkInscription  *name_text;
  GtkInscription  *caption_text;
  GtkImage        *archived_icon;
  GtkInscription  *content_text;
  GtkInscription  *size_text;
  GtkInscription  *modified_text;
  AdwBin          *open_place;
};

G_DEFINE_FINAL_TYPE (FerryObjectRow, ferry_object_row, GTK_TYPE_BOX)

typedef enum {
  PROP_NARROW = 1,
  PROP_ROOMY,
} FerryObjectRowProperty;

static GParamSpec *properties[PROP_ROOMY + 1];

enum {
  OPEN,
  TICK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *
get_icon_name (FerryObject *object)
{
  if (ferry_object_is_folder (object))
    return "folder-symbolic";
  if (ferry_object_looks_like_disk (object))
    return "drive-harddisk-symbolic";

  return "text-x-generic-symbolic";
}

/* (nullable) */
static char *
make_modified (FerryObject *object)
{
  GDateTime *modified = ferry_object_get_modified (object);

  return modified ? ferry_format_date (modified) : NULL;
}

/* What the content says, else what the name does. (nullable) */
static char *
make_content (FerryObjectRow *self)
{
  if (self->report)
    return ferry_disk_words_of_report (self->report);
  if (ferry_object_is_archived (self->object))
    return g_strdup (_("In an archive"));

  return ferry_disk_words_of_object (self->object);
}

static char *
make_caption (FerryObject *object,
              const char  *size,
              const char  *modified)
{
  if (ferry_object_is_folder (object))
    return g_strdup (_("Folder"));
  if (modified == NULL)
    return g_strdup (size);
  if (ferry_object_is_archived (object))
    /* Translators: the size of a file, and when it was modified */
    return g_strdup_printf (_("%s · %s · in an archive"), size, modified);

  /* Translators: the size of a file, and when it was modified */
  return g_strdup_printf (C_("object", "%s · %s"), size, modified);
}

static void
open_clicked_cb (FerryObjectRow *self)
{
  if (self->object)
    g_signal_emit (self, signals[OPEN], 0, self->object);
}

/* For the pointer: Return opens the row. In GTK 4.8 a row gives the focus to what it holds, even
 * where that is hidden, and the arrows end there.
 */
static void
add_open_button (FerryObjectRow *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("go-next-symbolic");

  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (self->open_place, button);
}

static void
show_open_button (FerryObjectRow *self,
                  const char     *name)
{
  gboolean folder = ferry_object_is_folder (self->object);
  GtkWidget *button;
  g_autofree char *label = NULL;

  if (folder && adw_bin_get_child (self->open_place) == NULL)
    add_open_button (self);
  button = adw_bin_get_child (self->open_place);
  if (button)
    gtk_widget_set_visible (button, folder);
  if (!folder)
    return;

  /* Translators: %s is the name of a folder */
  label = g_strdup_printf (_("Open %s"), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
tick_toggled_cb (FerryObjectRow *self)
{
  if (self->object)
    g_signal_emit (self, signals[TICK], 0, self->object);
}

static void
add_tick (FerryObjectRow *self)
{
  GtkWidget *tick = g_object_new (FERRY_TYPE_TICK, NULL);

  g_signal_connect_object (tick, "toggle", G_CALLBACK (tick_toggled_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->tick_place, tick);
}

/* By its name or by what is in it; and what is ticked can be ticked off. */
static gboolean
may_be_disk (FerryObjectRow *self)
{
  if (ferry_object_is_folder (self->object))
    return FALSE;

  return self->ticked || ferry_object_looks_like_disk (self->object) ||
         (self->report && self->report->format != FERRY_DISK_FORMAT_UNKNOWN);
}

static void
update_tick (FerryObjectRow *self,
             const char     *name)
{
  gboolean shown = self->offered && may_be_disk (self);
  GtkWidget *tick;

  gtk_widget_set_visible (GTK_WIDGET (self->tick_place), self->offered);
  if (shown && adw_bin_get_child (self->tick_place) == NULL)
    add_tick (self);
  tick = adw_bin_get_child (self->tick_place);
  if (tick)
    gtk_widget_set_visible (tick, shown);
  if (shown)
    {
      ferry_tick_show (FERRY_TICK (tick), self->ticked);
      ferry_tick_name (FERRY_TICK (tick), name);
    }
  ferry_row_filler_check (GTK_WIDGET (self), shown, self->ticked);
}

static void
set_dim (GtkWidget *widget,
         gboolean   dim)
{
  if (dim)
    gtk_widget_add_css_class (widget, "dim-label");
  else
    gtk_widget_remove_css_class (widget, "dim-label");
}

/* All of a name that its line may have to cut, and the size to the byte. */
static void
set_tooltip (FerryObjectRow *self,
             const char     *name,
             const char     *content)
{
  g_autoptr(GString) text = g_string_new (name);
  g_autofree char *bytes = NULL;

  if (!ferry_object_is_folder (self->object))
    {
      bytes = ferry_format_bytes_exact (ferry_object_get_size (self->object));
      g_string_append_printf (text, "\n%s", bytes);
    }
  if (self->report && content)
    g_string_append_printf (text, "\n%s", content);
  else if (ferry_object_is_archived (self->object))
    g_string_append_printf (text, "\n%s", _("In an archive: restore it in S3 first"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text->str);
}

/* The second line ends with what it is, where that is known; a guess would only repeat the name. */
static void
show_caption (FerryObjectRow *self,
              const char     *name,
              const char     *content,
              const char     *size,
              const char     *modified)
{
  g_autofree char *facts = make_caption (self->object, size, modified);
  g_autofree char *caption = NULL;

  if (self->report && content)
    /* Translators: size and date of a file, then what disk it holds, "Linux, 8 GiB" */
    caption = g_strdup_printf (C_("disk", "%s · %s"), facts, content);
  else
    caption = g_steal_pointer (&facts);
  ferry_inscription_show_name (self->caption_text, caption);
  ferry_row_filler_name (GTK_WIDGET (self), name, caption);
}

static void
update (FerryObjectRow *self)
{
  gboolean archived = ferry_object_is_archived (self->object);
  gboolean dim = !ferry_object_is_folder (self->object) &&
                 !ferry_object_looks_like_disk (self->object);
  g_autofree char *name = ferry_format_name (ferry_object_get_name (self->object));
  g_autofree char *size = ferry_object_is_folder (self->object)
                            ? NULL : ferry_format_bytes (ferry_object_get_size (self->object));
  g_autofree char *modified = make_modified (self->object);
  g_autofree char *content = make_content (self);

  gtk_image_set_from_icon_name (self->icon, get_icon_name (self->object));
  ferry_inscription_show_name (self->name_text, name);
  ferry_inscription_show (self->content_text, content);
  ferry_inscription_show (self->size_text, size);
  ferry_inscription_show (self->modified_text, modified);
  gtk_widget_set_visible (GTK_WIDGET (self->archived_icon), archived);
  show_open_button (self, name);
  update_tick (self, name);
  /* the rest is dim anyhow, and would be twice */
  set_dim (GTK_WIDGET (self->icon), dim);
  set_dim (GTK_WIDGET (self->name_text), dim);
  set_dim (GTK_WIDGET (self->content_text), self->report == NULL);
  set_tooltip (self, name, content);
  show_caption (self, name, content, size, modified);
}

static void
ferry_object_row_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  FerryObjectRow *self = FERRY_OBJECT_ROW (object);

  switch ((FerryObjectRowProperty) prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_ROOMY:
      g_value_set_boolean (value, self->roomy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_object_row_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  FerryObjectRow *self = FERRY_OBJECT_ROW (object);

  switch ((FerryObjectRowProperty) prop_id)
    {
    case PROP_NARROW:
      if (self->narrow == g_value_get_boolean (value))
        break;
      self->narrow = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_ROOMY:
      if (self->roomy == g_value_get_boolean (value))
        break;
      self->roomy = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_object_row_dispose (GObject *object)
{
  FerryObjectRow *self = FERRY_OBJECT_ROW (object);

  g_clear_object (&self->object);
  g_clear_pointer (&self->report, ferry_disk_report_unref);

  G_OBJECT_CLASS (ferry_object_row_parent_class)->dispose (object);
}

static void
ferry_object_row_class_init (FerryObjectRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ferry_object_row_get_property;
  object_class->set_property = ferry_object_row_set_property;
  object_class->dispose = ferry_object_row_dispose;

  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ROOMY] =
    g_param_spec_boolean ("roomy", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, FERRY_TYPE_OBJECT);
  signals[TICK] = g_signal_new ("tick", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, FERRY_TYPE_OBJECT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/browser/"
                                               "ferry-object-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryObjectRow, tick_place);
  gtk_widget_class_bind_template_child (widget_class, FerryObjectRow, icon);
  gtk_widget_class_bind_template_child (widget_class, FerryObjectRow, name_text);
  gtk_widget_class_bind_template_child (widget_class, FerryObjectRow, caption_text);
  gtk_widget_class_bind_template_child (widget_class, FerryObjectRow, archived_icon);
  gtk_widget_class_bind_template_child (widget_class, FerryObjectRow, content_text);
  gtk_widget_class_bind_template_child (widget_class, FerryObjectRow, size_text);
  gtk_widget_class_bind_template_child (widget_class, FerryObjectRow, modified_text);
  gtk_widget_class_bind_template_child (widget_class, FerryObjectRow, open_place);
}

static void
ferry_object_row_init (FerryObjectRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ferry_object_row_new (void)
{
  return g_object_new (FERRY_TYPE_OBJECT_ROW, NULL);
}

void
ferry_object_row_set_object (FerryObjectRow *self,
                             FerryObject    *object)
{
  g_return_if_fail (FERRY_IS_OBJECT_ROW (self));

  if (!g_set_object (&self->object, object))
    return;

  g_clear_pointer (&self->report, ferry_disk_report_unref);
  self->ticked = FALSE;
  if (object)
    update (self);
}

FerryObject *
ferry_object_row_get_object (FerryObjectRow *self)
{
  g_return_val_if_fail (FERRY_IS_OBJECT_ROW (self), NULL);

  return self->object;
}

void
ferry_object_row_show_report (FerryObjectRow  *self,
                              FerryDiskReport *report)
{
  g_return_if_fail (FERRY_IS_OBJECT_ROW (self));

  if (self->report == report || self->object == NULL)
    return;

  g_clear_pointer (&self->report, ferry_disk_report_unref);
  self->report = report ? ferry_disk_report_ref (report) : NULL;
  update (self);
}

void
ferry_object_row_show_tick (FerryObjectRow *self,
                            gboolean        offered,
                            gboolean        ticked)
{
  g_autofree char *name = NULL;

  g_return_if_fail (FERRY_IS_OBJECT_ROW (self));

  if ((self->offered == offered && self->ticked == ticked) || self->object == NULL)
    return;

  self->offered = offered;
  self->ticked = ticked;
  name = ferry_format_name (ferry_object_get_name (self->object));
  update_tick (self, name);
}

gboolean
ferry_object_row_has_tick (FerryObjectRow *self)
{
  g_return_val_if_fail (FERRY_IS_OBJECT_ROW (self), FALSE);

  return self->object && self->offered && may_be_disk (self);
}

gboolean
ferry_object_row_is_at_tick (FerryObjectRow *self,
                             GtkWidget      *widget,
                             double          x)
{
  graphene_rect_t icon;

  g_return_val_if_fail (FERRY_IS_OBJECT_ROW (self), FALSE);

  if (!gtk_widget_compute_bounds (GTK_WIDGET (self->icon), widget, &icon))
    return FALSE;
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    return x > icon.origin.x + icon.size.width;

  return x < icon.origin.x;
}
