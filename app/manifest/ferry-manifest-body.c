/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-body.h"

#include "common/ferry-focus.h"
#include "manifest/ferry-manifest-marks.h"
#include "manifest/ferry-manifest-piece.h"
#include "manifest/ferry-part-list.h"
#include "manifest/ferry-reveal-pane.h"

#include <glib/gi18n.h>

/* A part of the manifest's view; main thread. What it holds of secrets is the open manifest, and
 * for 30 seconds the pane of what is revealed.
 */
struct _FerryManifestBody {
  AdwBin               parent_instance;

  FerryOpenManifest   *manifest;   /* (nullable) */
  GSignalGroup        *signals;    /* of the manifest */
  FerryManifestSearch *search;     /* (nullable), weak */
  guint                piece;      /* that is shown of many parts */
  guint                n_results;  /* that are marked */
  GtkWidget           *pane;       /* (nullable): of what is revealed; the stack's */

  GtkWidget           *parts;
  FerryPartList       *part_list;
  GtkStack            *text_stack;
  FerryManifestText   *text;
};

G_DEFINE_FINAL_TYPE (FerryManifestBody, ferry_manifest_body, ADW_TYPE_BIN)

typedef enum {
  PROP_LINE = 1,
  PROP_REVEALED,
} FerryManifestBodyProperty;

static GParamSpec *properties[PROP_REVEALED + 1];

static FerryManifestDocument *
get_document (FerryManifestBody *self)
{
  return self->manifest ? ferry_open_manifest_get_document (self->manifest) : NULL;
}

static gboolean
is_large (FerryManifestBody *self)
{
  return self->manifest != NULL && ferry_open_manifest_is_large (self->manifest);
}

/* What is shown of the text, its secrets masked. @first_line: (out) (transfer full) */
static char *
dup_masked (FerryManifestBody *self,
            guint             *first_line)
{
  FerryManifestDocument *document = get_document (self);
  g_autoptr(GBytes) piece = NULL;

  *first_line = 1;
  if (document == NULL)
    return g_strdup ("");
  if (!is_large (self))
    return g_strdup (ferry_open_manifest_get_masked (self->manifest));

  piece = ferry_manifest_piece_new (document, self->piece, first_line);

  return ferry_open_manifest_dup_masked_part (self->manifest, self->piece);
}

/* The same with its secrets. */
static GBytes *
dup_revealed (FerryManifestBody *self,
              guint             *first_line)
{
  FerryManifestDocument *document = get_document (self);

  *first_line = 1;
  if (!is_large (self))
    return g_bytes_ref (ferry_manifest_document_get_text (document));

  return ferry_manifest_piece_new (document, self->piece, first_line);
}

static void
line_changed_cb (FerryManifestBody *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LINE]);
}

static void
take_pane_away (FerryManifestBody *self)
{
  gboolean focused = ferry_focus_is_in (self->pane);
  guint line = ferry_reveal_pane_get_line (FERRY_REVEAL_PANE (self->pane));

  gtk_stack_set_visible_child (self->text_stack, GTK_WIDGET (self->text));
  gtk_stack_remove (self->text_stack, g_steal_pointer (&self->pane));
  ferry_manifest_text_go_to (self->text, line);
  if (focused)
    gtk_widget_grab_focus (GTK_WIDGET (ferry_manifest_text_get_view (self->text)));
}

static void
over_cb (FerryManifestBody *self)
{
  g_object_set (self, "revealed", FALSE, NULL);
}

static void
make_pane (FerryManifestBody *self)
{
  guint first_line;
  g_autoptr(GBytes) text = dup_revealed (self, &first_line);

  self->pane = ferry_reveal_pane_new (text, first_line,
                                      ferry_manifest_text_get_line (self->text));
  g_signal_connect_object (self->pane, "over", G_CALLBACK (over_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_child (self->text_stack, self->pane);
  gtk_stack_set_visible_child (self->text_stack, self->pane);
}

static void
set_revealed (FerryManifestBody *self,
              gboolean           revealed)
{
  if (revealed && (get_document (self) == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self))))
    revealed = FALSE;
  if ((self->pane != NULL) == revealed)
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
      return;
    }

  if (revealed)
    make_pane (self);
  else
    take_pane_away (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
}

static void
show_marks (FerryManifestBody *self)
{
  ferry_manifest_text_clear_marks (self->text);
  self->n_results = 0;
  if (self->manifest == NULL)
    return;

  ferry_manifest_marks_add_findings (self->text,
                                     ferry_open_manifest_get_findings (self->manifest));
  ferry_manifest_marks_add_results (self->text, ferry_open_manifest_get_results (self->manifest),
                                    0);
  self->n_results = ferry_open_manifest_get_results (self->manifest)->len;
}

static void
show_text (FerryManifestBody *self)
{
  FerryManifestDocument *document = get_document (self);
  guint first_line;
  g_autofree char *masked = dup_masked (self, &first_line);

  set_revealed (self, FALSE);
  ferry_manifest_text_set_text (self->text, masked, -1, first_line);
  /* What is in front of the manifest itself is nothing to begin with. */
  if (document && first_line == 1)
    ferry_manifest_text_go_to (self->text,
                               ferry_manifest_document_get_line (document, FERRY_ELEMENT_ROOT,
                                                                 FERRY_MANIFEST_NO_PART));
  show_marks (self);
}

static void
show_findings (FerryManifestBody *self)
{
  if (is_large (self))
    ferry_part_list_set_findings (self->part_list,
                                  ferry_open_manifest_get_findings (self->manifest));
}

static void
document_changed_cb (FerryManifestBody *self)
{
  gboolean large = is_large (self);

  self->piece = FERRY_MANIFEST_NO_PART;
  ferry_part_list_set_document (self->part_list, large ? get_document (self) : NULL);
  gtk_widget_set_visible (self->parts, large);
  if (self->search)
    ferry_manifest_search_say (self->search, NULL);
  show_text (self);
  show_findings (self);
}

static void
findings_changed_cb (FerryManifestBody *self)
{
  show_findings (self);
  show_marks (self);
}

static void
results_changed_cb (FerryManifestBody *self)
{
  GPtrArray *results = ferry_open_manifest_get_results (self->manifest);

  if (results->len < self->n_results)
    show_marks (self);
  else
    ferry_manifest_marks_add_results (self->text, results, self->n_results);
  self->n_results = results->len;
}

static void
part_selected_cb (FerryManifestBody *self)
{
  guint part = ferry_part_list_get_selected (self->part_list);

  if (!is_large (self) || part == FERRY_MANIFEST_NO_PART || part == self->piece)
    return;

  self->piece = part;
  show_text (self);
}

static void
go_to_piece (FerryManifestBody *self,
             guint              piece)
{
  if (!is_large (self) || piece == self->piece)
    return;

  self->piece = piece;
  ferry_part_list_select (self->part_list, piece);
  show_text (self);
}

static void
search_changed_cb (FerryManifestBody *self)
{
  if (is_large (self))
    ferry_part_list_set_search (self->part_list, ferry_manifest_search_get_text (self->search));
}

static void
parts_found_cb (FerryManifestBody *self)
{
  guint n_parts = ferry_part_list_get_n_shown (self->part_list);
  g_autofree char *text = NULL;

  if (!is_large (self) || self->search == NULL)
    return;

  text = g_strdup_printf (ngettext ("%'u part", "%'u parts", n_parts), n_parts);
  ferry_manifest_search_say (self->search, text);
}

static void
front_cb (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  go_to_piece (FERRY_MANIFEST_BODY (widget), FERRY_MANIFEST_NO_PART);
}

static void
ferry_manifest_body_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  FerryManifestBody *self = FERRY_MANIFEST_BODY (object);

  switch ((FerryManifestBodyProperty) property_id)
    {
    case PROP_LINE:
      g_value_set_uint (value, ferry_manifest_body_get_line (self));
      break;

    case PROP_REVEALED:
      g_value_set_boolean (value, self->pane != NULL);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
ferry_manifest_body_set_property (GObject      *object,
                                  guint         property_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  FerryManifestBody *self = FERRY_MANIFEST_BODY (object);

  switch ((FerryManifestBodyProperty) property_id)
    {
    case PROP_REVEALED:
      set_revealed (self, g_value_get_boolean (value));
      break;

    case PROP_LINE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
ferry_manifest_body_dispose (GObject *object)
{
  FerryManifestBody *self = FERRY_MANIFEST_BODY (object);

  g_clear_object (&self->signals);
  g_clear_weak_pointer (&self->search);
  g_clear_object (&self->manifest);

  G_OBJECT_CLASS (ferry_manifest_body_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (FERRY_TYPE_MANIFEST_TEXT);
  g_type_ensure (FERRY_TYPE_PART_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/manifest/"
                                               "ferry-manifest-body.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryManifestBody, part_list);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestBody, parts);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestBody, text);
  gtk_widget_class_bind_template_child (widget_class, FerryManifestBody, text_stack);
  gtk_widget_class_bind_template_callback (widget_class, line_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, part_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, parts_found_cb);
}

static void
ferry_manifest_body_class_init (FerryManifestBodyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = ferry_manifest_body_get_property;
  object_class->set_property = ferry_manifest_body_set_property;
  object_class->dispose = ferry_manifest_body_dispose;

  properties[PROP_LINE] =
    g_param_spec_uint ("line", NULL, NULL, 1, G_MAXUINT, 1, flags | G_PARAM_READABLE);
  properties[PROP_REVEALED] =
    g_param_spec_boolean ("revealed", NULL, NULL, FALSE, flags | G_PARAM_READWRITE);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "manifest-body.go-to-front", NULL, front_cb);
}

static void
ferry_manifest_body_init (FerryManifestBody *self)
{
  self->piece = FERRY_MANIFEST_NO_PART;
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (FERRY_TYPE_OPEN_MANIFEST);
  g_signal_group_connect_swapped (self->signals, "notify::document",
                                  G_CALLBACK (document_changed_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::findings",
                                  G_CALLBACK (findings_changed_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::results",
                                  G_CALLBACK (results_changed_cb), self);
}

void
ferry_manifest_body_set_manifest (FerryManifestBody *self,
                                  FerryOpenManifest *manifest)
{
  g_return_if_fail (FERRY_IS_MANIFEST_BODY (self));
  g_return_if_fail (manifest == NULL || FERRY_IS_OPEN_MANIFEST (manifest));

  set_revealed (self, FALSE);
  if (!g_set_object (&self->manifest, manifest))
    return;

  g_signal_group_set_target (self->signals, manifest);
  document_changed_cb (self);
}

void
ferry_manifest_body_set_search (FerryManifestBody   *self,
                                FerryManifestSearch *search)
{
  g_return_if_fail (FERRY_IS_MANIFEST_BODY (self));
  g_return_if_fail (FERRY_IS_MANIFEST_SEARCH (search));
  g_return_if_fail (self->search == NULL);

  g_set_weak_pointer (&self->search, search);
  ferry_manifest_search_set_view (search, ferry_manifest_text_get_view (self->text));
  g_signal_connect_object (search, "notify::text", G_CALLBACK (search_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

guint
ferry_manifest_body_get_line (FerryManifestBody *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_BODY (self), 1);

  return ferry_manifest_text_get_line (self->text);
}

gboolean
ferry_manifest_body_is_revealed (FerryManifestBody *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_BODY (self), FALSE);

  return self->pane != NULL;
}

void
ferry_manifest_body_go_to (FerryManifestBody    *self,
                           FerryManifestFinding *finding)
{
  FerryManifestDocument *document;

  g_return_if_fail (FERRY_IS_MANIFEST_BODY (self));
  g_return_if_fail (finding != NULL);

  document = get_document (self);
  if (document == NULL)
    return;

  set_revealed (self, FALSE);
  go_to_piece (self, finding->part != FERRY_MANIFEST_NO_PART
                       ? finding->part
                       : ferry_manifest_piece_find (document, finding->line));
  ferry_manifest_text_go_to (self->text, finding->line);
}

void
ferry_manifest_body_step (FerryManifestBody *self,
                          gboolean           forward)
{
  FerryManifestFinding *finding;

  g_return_if_fail (FERRY_IS_MANIFEST_BODY (self));

  if (self->manifest == NULL)
    return;

  finding = ferry_manifest_marks_find (ferry_open_manifest_get_findings (self->manifest),
                                       ferry_manifest_text_get_line (self->text), forward);
  if (finding)
    ferry_manifest_body_go_to (self, finding);
}

char *
ferry_manifest_body_dup_text (FerryManifestBody *self)
{
  g_autoptr(GBytes) bytes = NULL;
  guint first_line;
  const char *data;
  gsize length;

  g_return_val_if_fail (FERRY_IS_MANIFEST_BODY (self), NULL);

  if (self->pane == NULL)
    return dup_masked (self, &first_line);

  bytes = dup_revealed (self, &first_line);
  data = g_bytes_get_data (bytes, &length);

  return g_utf8_make_valid (data ? data : "", length);
}
