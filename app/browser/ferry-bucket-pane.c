/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-bucket-pane.h"

#include "common/ferry-error-text.h"
#include "common/ferry-format.h"
#include "common/ferry-placeholder.h"

#include <glib/gi18n.h>

struct _FerryBucketPane {
  AdwBin            parent_instance;

  GtkStack         *stack;
  FerryPlaceholder *placeholder;
  GtkListBox       *list_box;
  GtkMenuButton    *name_button;
  GtkPopover       *name_popover;
  GtkEditable      *name_entry;
  GtkLabel         *name_problem;

  FerryClient      *client;
  GListStore       *buckets;
  GCancellable     *cancellable;       /* of the list and of its regions: one client's */
  GCancellable     *name_cancellable;  /* of the bucket that was asked for by name */
  char             *asked;             /* its name: what stands in the entry goes on */
  char             *wanted;
  FerryBucket      *opened;
  guint             next_region;       /* position in the list whose region is asked next */
};

G_DEFINE_FINAL_TYPE (FerryBucketPane, ferry_bucket_pane, ADW_TYPE_BIN)

enum {
  OPENED,
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void ask_next_region (FerryBucketPane *self);
static void list_buckets    (FerryBucketPane *self);

/* "Ireland" of "Europe (Ireland)": the pane is narrow. */
static char *
shorten_region (const char *region)
{
  g_autofree char *name = ferry_format_region (region);
  const char *start = strchr (name, '(');
  const char *end = start ? strchr (start, ')') : NULL;

  return end ? g_strndup (start + 1, end - start - 1) : g_steal_pointer (&name);
}

static void
update_row (GtkWidget   *row,
            GParamSpec  *pspec,
            FerryBucket *bucket)
{
  const char *region = ferry_bucket_get_region (bucket);
  GtkLabel *label = g_object_get_data (G_OBJECT (row), "region-label");
  g_autofree char *name = region ? shorten_region (region) : NULL;
  g_autofree char *text = NULL;

  if (name == NULL)
    text = g_strdup ("…");
  else if (ferry_region_is_classic (region))
    text = g_strdup (name);
  else
    /* Translators: %s is a region without ImportInstance: only the image road goes there */
    text = g_strdup_printf (_("%s · images only"), name);

  gtk_label_set_label (label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), region);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  FerryBucket *bucket = item;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name ("folder-remote-symbolic");
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *shown = ferry_format_name (ferry_bucket_get_name (bucket));
  GtkWidget *name = gtk_label_new (shown);
  GtkWidget *region = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (region), 0);
  gtk_label_set_ellipsize (GTK_LABEL (region), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (region, "caption");
  gtk_widget_add_css_class (region, "dim-label");
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_tooltip_text (row, shown);

  gtk_box_append (GTK_BOX (lines), name);
  gtk_box_append (GTK_BOX (lines), region);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, shown,
                                  -1);
  g_object_set_data (G_OBJECT (row), "region-label", region);
  g_object_set_data_full (G_OBJECT (row), "bucket", g_object_ref (bucket), g_object_unref);
  g_signal_connect_object (bucket, "notify::region", G_CALLBACK (update_row), row,
                           G_CONNECT_SWAPPED);
  update_row (row, NULL, bucket);

  return row;
}

static void
region_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(FerryBucketPane) self = user_data;
  g_autoptr(FerryBucket) bucket = NULL;
  g_autofree char *region = NULL;
  g_autoptr(GError) error = NULL;

  region = ferry_s3_head_bucket_finish (FERRY_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (region == NULL)
    {
      const FerryErrorDetail *detail = ferry_error_get_detail (error);

      region = detail ? g_strdup (detail->region) : NULL;
    }

  bucket = g_list_model_get_item (G_LIST_MODEL (self->buckets), self->next_region);
  if (bucket && region)
    ferry_bucket_set_region (bucket, region);

  self->next_region++;
  ask_next_region (self);
}

static void
ask_next_region (FerryBucketPane *self)
{
  guint n_buckets = g_list_model_get_n_items (G_LIST_MODEL (self->buckets));

  for (; self->next_region < n_buckets; self->next_region++)
    {
      g_autoptr(FerryBucket) bucket =
        g_list_model_get_item (G_LIST_MODEL (self->buckets), self->next_region);

      if (ferry_bucket_get_region (bucket) == NULL)
        {
          ferry_s3_head_bucket_async (self->client, ferry_bucket_get_name (bucket),
                                      self->cancellable, region_cb, g_object_ref (self));
          return;
        }
    }
}

static FerryBucket *
get_bucket (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "bucket");
}

static void
open_row (FerryBucketPane *self,
          GtkListBoxRow   *row)
{
  FerryBucket *bucket = get_bucket (row);
  gboolean changed = g_set_object (&self->opened, bucket);

  gtk_list_box_select_row (self->list_box, row);
  if (changed)
    g_signal_emit (self, signals[OPENED], 0, bucket);
}

static void
open_bucket (FerryBucketPane *self,
             const char      *name)
{
  guint n_buckets = g_list_model_get_n_items (G_LIST_MODEL (self->buckets));

  for (guint i = 0; i < n_buckets; i++)
    {
      g_autoptr(FerryBucket) bucket = g_list_model_get_item (G_LIST_MODEL (self->buckets), i);

      if (g_strcmp0 (ferry_bucket_get_name (bucket), name) == 0)
        open_row (self, gtk_list_box_get_row_at_index (self->list_box, i));
    }
}

static void
show_buckets (FerryBucketPane *self)
{
  guint n_buckets = g_list_model_get_n_items (G_LIST_MODEL (self->buckets));

  if (n_buckets > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else
    ferry_placeholder_show_message (self->placeholder, "folder-remote-symbolic",
                                    _("No Buckets"),
                                    _("Upload a disk to a bucket, then look again."),
                                    _("Look Again"));
}

/* Who may not list buckets may open one, as long as its name is known. */
static void
point_at_name_button (FerryBucketPane *self,
                      gboolean         points)
{
  if (points)
    gtk_widget_add_css_class (GTK_WIDGET (self->name_button), "pointed-at");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->name_button), "pointed-at");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name_button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  points ? _("Works without the list of buckets") : "",
                                  -1);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(FerryBucketPane) self = user_data;
  g_autoptr(GPtrArray) buckets = NULL;
  g_autoptr(GError) error = NULL;

  buckets = ferry_s3_list_buckets_finish (FERRY_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (buckets == NULL)
    {
      ferry_placeholder_show_error (self->placeholder, error, _("Try Again"));
      point_at_name_button (self, g_error_matches (error, FERRY_ERROR, FERRY_ERROR_DENIED));
      return;
    }

  g_list_store_splice (self->buckets, 0, g_list_model_get_n_items (G_LIST_MODEL (self->buckets)),
                       buckets->pdata, buckets->len);
  show_buckets (self);
  if (self->opened == NULL && self->wanted)
    open_bucket (self, self->wanted);
  if (self->opened == NULL && buckets->len == 1)
    open_bucket (self, ferry_bucket_get_name (g_ptr_array_index (buckets, 0)));

  self->next_region = 0;
  ask_next_region (self);
}

static void
list_buckets (FerryBucketPane *self)
{
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  point_at_name_button (self, FALSE);
  ferry_placeholder_show_loading (self->placeholder, _("Listing buckets…"));
  gtk_stack_set_visible_child_name (self->stack, "placeholder");
  ferry_s3_list_buckets_async (self->client, self->cancellable, listed_cb, g_object_ref (self));
}

static GtkListBoxRow *
find_opened_row (FerryBucketPane *self)
{
  guint position;

  if (self->opened && g_list_store_find (self->buckets, self->opened, &position))
    return gtk_list_box_get_row_at_index (self->list_box, (int) position);

  return NULL;
}

/* The list selects what the arrow keys pass. What is selected here is what is open. */
static void
row_selected_cb (FerryBucketPane *self,
                 GtkListBoxRow   *row)
{
  if (row && get_bucket (row) != self->opened)
    gtk_list_box_select_row (self->list_box, find_opened_row (self));
}

static void
row_activated_cb (FerryBucketPane *self,
                  GtkListBoxRow   *row)
{
  open_row (self, row);
  g_signal_emit (self, signals[ACTIVATED], 0);
}

/* Tab leaves the list from any row; the arrow keys move inside. */
static gboolean
key_pressed_cb (FerryBucketPane *self,
                guint            keyval)
{
  if (keyval == GDK_KEY_Tab)
    return gtk_widget_grab_focus (GTK_WIDGET (self->name_button));

  if (keyval == GDK_KEY_ISO_Left_Tab)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list_box, 0)));

  return GDK_EVENT_PROPAGATE;
}

static void
popover_shown_cb (FerryBucketPane *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->name_problem), FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_entry));
}

static void
open_named (FerryBucketPane *self,
            const char      *name,
            const char      *region)
{
  guint n_buckets = g_list_model_get_n_items (G_LIST_MODEL (self->buckets));
  gboolean found = FALSE;

  for (guint i = 0; i < n_buckets && !found; i++)
    {
      g_autoptr(FerryBucket) bucket = g_list_model_get_item (G_LIST_MODEL (self->buckets), i);

      found = g_strcmp0 (ferry_bucket_get_name (bucket), name) == 0;
    }
  if (!found)
    {
      g_autoptr(FerryBucket) bucket = ferry_bucket_new (name, region);

      g_list_store_append (self->buckets, bucket);
    }

  gtk_editable_set_text (self->name_entry, "");
  gtk_popover_popdown (self->name_popover);
  show_buckets (self);
  open_bucket (self, name);
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
named_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(FerryBucketPane) self = user_data;
  const FerryErrorDetail *detail;
  g_autofree char *region = NULL;
  g_autoptr(GError) error = NULL;

  region = ferry_s3_head_bucket_finish (FERRY_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* Who may not ask for the bucket may still be allowed to list a folder of it. */
  detail = error ? ferry_error_get_detail (error) : NULL;
  if (region == NULL && detail && g_error_matches (error, FERRY_ERROR, FERRY_ERROR_DENIED))
    region = g_strdup (detail->region);

  if (region)
    {
      open_named (self, self->asked, region);
    }
  else
    {
      g_autofree char *title = ferry_error_to_title (error);
      g_autofree char *advice = ferry_error_to_advice (error);
      /* Translators: what happened, and what to do about it: two sentences */
      g_autofree char *text = g_strdup_printf (_("%s. %s"), title, advice);

      gtk_label_set_label (self->name_problem, text);
      gtk_widget_set_visible (GTK_WIDGET (self->name_problem), TRUE);
    }
}

static void
open_by_name_cb (FerryBucketPane *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_entry)));

  if (*name == '\0' || self->client == NULL)
    return;

  if (self->name_cancellable)
    g_cancellable_cancel (self->name_cancellable);
  g_clear_object (&self->name_cancellable);
  self->name_cancellable = g_cancellable_new ();
  g_free (self->asked);
  self->asked = g_steal_pointer (&name);
  gtk_widget_set_visible (GTK_WIDGET (self->name_problem), FALSE);
  ferry_s3_head_bucket_async (self->client, self->asked, self->name_cancellable,
                              named_cb, g_object_ref (self));
}

static void
cancel (FerryBucketPane *self)
{
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  if (self->name_cancellable)
    g_cancellable_cancel (self->name_cancellable);
}

static void
ferry_bucket_pane_unroot (GtkWidget *widget)
{
  cancel (FERRY_BUCKET_PANE (widget));

  GTK_WIDGET_CLASS (ferry_bucket_pane_parent_class)->unroot (widget);
}

static void
ferry_bucket_pane_finalize (GObject *object)
{
  FerryBucketPane *self = FERRY_BUCKET_PANE (object);

  g_clear_object (&self->opened);
  g_clear_object (&self->name_cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->buckets);
  g_clear_object (&self->client);
  g_free (self->wanted);
  g_free (self->asked);

  G_OBJECT_CLASS (ferry_bucket_pane_parent_class)->finalize (object);
}

static void
ferry_bucket_pane_class_init (FerryBucketPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ferry_bucket_pane_finalize;
  widget_class->unroot = ferry_bucket_pane_unroot;

  g_type_ensure (FERRY_TYPE_PLACEHOLDER);

  signals[OPENED] =
    g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, FERRY_TYPE_BUCKET);
  signals[ACTIVATED] =
    g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/browser/"
                                               "ferry-bucket-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryBucketPane, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryBucketPane, placeholder);
  gtk_widget_class_bind_template_child (widget_class, FerryBucketPane, list_box);
  gtk_widget_class_bind_template_child (widget_class, FerryBucketPane, name_button);
  gtk_widget_class_bind_template_child (widget_class, FerryBucketPane, name_popover);
  gtk_widget_class_bind_template_child (widget_class, FerryBucketPane, name_entry);
  gtk_widget_class_bind_template_child (widget_class, FerryBucketPane, name_problem);
  gtk_widget_class_bind_template_callback (widget_class, list_buckets);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, popover_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_by_name_cb);
}

static void
ferry_bucket_pane_init (FerryBucketPane *self)
{
  GtkWidget *child;

  gtk_widget_init_template (GTK_WIDGET (self));

  /* A GtkMenuButton keeps its child in a box in its middle; this one starts where the rows do. */
  child = gtk_menu_button_get_child (self->name_button);
  gtk_widget_set_halign (gtk_widget_get_parent (child), GTK_ALIGN_FILL);

  self->buckets = g_list_store_new (FERRY_TYPE_BUCKET);
  gtk_list_box_bind_model (self->list_box, G_LIST_MODEL (self->buckets), create_row, self, NULL);
}

void
ferry_bucket_pane_set_client (FerryBucketPane *self,
                              FerryClient     *client)
{
  g_return_if_fail (FERRY_IS_BUCKET_PANE (self));

  if (!g_set_object (&self->client, client))
    return;

  cancel (self);
  point_at_name_button (self, FALSE);
  g_clear_object (&self->opened);
  g_list_store_remove_all (self->buckets);
  if (client)
    list_buckets (self);
}

void
ferry_bucket_pane_set_wanted (FerryBucketPane *self,
                              const char      *name)
{
  g_return_if_fail (FERRY_IS_BUCKET_PANE (self));

  g_free (self->wanted);
  self->wanted = g_strdup (name);
}
