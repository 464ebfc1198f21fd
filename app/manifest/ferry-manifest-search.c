/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-search.h"

#include <glib/gi18n.h>

/* A part of the manifest's view; main thread. It searches the buffer, which holds no secrets. */
struct _FerryManifestSearch {
  AdwBin                   parent_instance;

  GtkSourceView           *view;      /* (nullable), weak */
  GtkSourceSearchContext  *context;   /* (nullable) */
  GtkSourceSearchSettings *settings;
  char                    *said;      /* (nullable) */

  GtkSearchBar            *bar;
  GtkSearchEntry          *entry;
  GtkLabel                *count_label;
};

G_DEFINE_FINAL_TYPE (FerryManifestSearch, ferry_manifest_search, ADW_TYPE_BIN)

typedef enum {
  PROP_TEXT = 1,
} FerryManifestSearchProperty;

static GParamSpec *properties[PROP_TEXT + 1];

static GtkTextBuffer *
get_buffer (FerryManifestSearch *self)
{
  return GTK_TEXT_BUFFER (gtk_source_search_context_get_buffer (self->context));
}

static char *
count (FerryManifestSearch *self)
{
  int n_matches = gtk_source_search_context_get_occurrences_count (self->context);
  GtkTextIter start, end;
  int position;

  /* The buffer is not searched to its end yet. */
  if (n_matches < 0)
    return g_strdup ("");
  if (n_matches == 0)
    return g_strdup (_("Not found"));

  gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end);
  position = gtk_source_search_context_get_occurrence_position (self->context, &start, &end);
  if (position <= 0)
    /* Translators: of a text that is searched for */
    return g_strdup_printf (ngettext ("%'d match", "%'d matches", n_matches), n_matches);

  /* Translators: the number of a match, and how many there are */
  return g_strdup_printf (_("%'d of %'d"), position, n_matches);
}

static void
update_count (FerryManifestSearch *self)
{
  g_autofree char *text = NULL;

  if (*ferry_manifest_search_get_text (self) == '\0' || self->context == NULL)
    text = g_strdup ("");
  else
    text = self->said ? g_strdup (self->said) : count (self);
  gtk_label_set_label (self->count_label, text);
}

static void
go (FerryManifestSearch *self,
    gboolean             forward)
{
  GtkTextIter start, end, match_start, match_end;
  GtkTextBuffer *buffer;
  gboolean found;

  if (self->context == NULL || self->view == NULL)
    return;

  buffer = get_buffer (self);
  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  if (forward)
    found = gtk_source_search_context_forward (self->context, &end, &match_start, &match_end,
                                               NULL);
  else
    found = gtk_source_search_context_backward (self->context, &start, &match_start, &match_end,
                                                NULL);
  if (found)
    {
      gtk_text_buffer_select_range (buffer, &match_start, &match_end);
      gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view),
                                    gtk_text_buffer_get_insert (buffer), 0.1, FALSE, 0, 0);
    }

  update_count (self);
}

static void
next_match_cb (FerryManifestSearch *self)
{
  go (self, TRUE);
}

static void
previous_match_cb (FerryManifestSearch *self)
{
  go (self, FALSE);
}

static void
next_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  go (FERRY_MANIFEST_SEARCH (widget), TRUE);
}

static void
previous_cb (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  go (FERRY_MANIFEST_SEARCH (widget), FALSE);
}

static void
changed_cb (FerryManifestSearch *self)
{
  const char *text = ferry_manifest_search_get_text (self);

  gtk_source_search_settings_set_search_text (self->settings, *text ? text : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
  update_count (self);
}

/* Where it is closed nothing is searched for any more, and nothing stays marked. */
static void
mode_changed_cb (FerryManifestSearch *self)
{
  if (!gtk_search_bar_get_search_mode (self->bar))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
      if (self->view)
        gtk_widget_grab_focus (GTK_WIDGET (self->view));
    }
}

static void
ferry_manifest_search_get_property (GObject    *object,
                                    guint       property_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  FerryManifestSearch *self = FERRY_MANIFEST_SEARCH (object);

  switch ((FerryManifestSearchProperty) property_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, ferry_manifest_search_get_text (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
ferry_manifest_search_dispose (GObject *object)
{
  FerryManifestSearch *self = FERRY_MANIFEST_SEARCH (object);

  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->context);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->said, g_free);

  G_OBJECT_CLASS (ferry_manifest_search_parent_class)->dispose (object);
}

static void
ferry_manifest_search_class_init (FerryManifestSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ferry_manifest_search_get_property;
  object_class->dispose = ferry_manifest_search_dispose;

  properties[PROP_TEXT] =
    g_param_spec_string ("text", NULL, NULL, "",
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/manifest/"
                                               "ferry-manifest-search.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryManifestSearch, bar);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestSearch, count_label);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestSearch, entry);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_match_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_match_cb);

  gtk_widget_class_install_action (widget_class, "search.next", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "search.previous", NULL, previous_cb);
}

static void
ferry_manifest_search_init (FerryManifestSearch *self)
{
  self->settings = gtk_source_search_settings_new ();
  gtk_source_search_settings_set_wrap_around (self->settings, TRUE);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->bar, GTK_EDITABLE (self->entry));
}

void
ferry_manifest_search_set_view (FerryManifestSearch *self,
                                GtkSourceView       *view)
{
  GtkSourceBuffer *buffer;

  g_return_if_fail (FERRY_IS_MANIFEST_SEARCH (self));
  g_return_if_fail (self->view == NULL);
  g_return_if_fail (GTK_SOURCE_IS_VIEW (view));

  buffer = GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)));
  g_set_weak_pointer (&self->view, view);
  /* Matches are marked in the style of the scheme; where the desktop has none, GtkSourceView would
   * only warn.
   */
  self->context = g_object_new (GTK_SOURCE_TYPE_SEARCH_CONTEXT,
                                "buffer", buffer,
                                "settings", self->settings,
                                "highlight", gtk_source_buffer_get_style_scheme (buffer) != NULL,
                                NULL);
  g_signal_connect_object (self->context, "notify::occurrences-count", G_CALLBACK (update_count),
                           self, G_CONNECT_SWAPPED);
}

const char *
ferry_manifest_search_get_text (FerryManifestSearch *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_SEARCH (self), "");

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

void
ferry_manifest_search_open (FerryManifestSearch *self)
{
  g_return_if_fail (FERRY_IS_MANIFEST_SEARCH (self));

  gtk_search_bar_set_search_mode (self->bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

gboolean
ferry_manifest_search_is_open (FerryManifestSearch *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_SEARCH (self), FALSE);

  return gtk_search_bar_get_search_mode (self->bar);
}

void
ferry_manifest_search_close (FerryManifestSearch *self)
{
  g_return_if_fail (FERRY_IS_MANIFEST_SEARCH (self));

  gtk_search_bar_set_search_mode (self->bar, FALSE);
}

void
ferry_manifest_search_say (FerryManifestSearch *self,
                           const char          *text)
{
  g_return_if_fail (FERRY_IS_MANIFEST_SEARCH (self));

  g_free (self->said);
  self->said = g_strdup (text);
  update_count (self);
}
