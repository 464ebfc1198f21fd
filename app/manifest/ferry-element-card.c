/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-element-card.h"

#include "common/ferry-format.h"
#include "manifest/ferry-element-text.h"
#include "manifest/ferry-flaw-text.h"
#include "manifest/ferry-link-facts.h"
#include "manifest/ferry-probe-text.h"
#include "wizard/ferry-check-text.h"

#include <glib/gi18n.h>

/* A part of the manifest's view; main thread. */
struct _FerryElementCard {
  AdwBin     parent_instance;

  GtkLabel  *title_label;
  GtkLabel  *explanation_label;
  GtkGrid   *facts_grid;
  GtkBox    *findings_box;
};

G_DEFINE_FINAL_TYPE (FerryElementCard, ferry_element_card, ADW_TYPE_BIN)

static void
ferry_element_card_class_init (FerryElementCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/manifest/"
                                               "ferry-element-card.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryElementCard, explanation_label);
  gtk_widget_class_bind_template_child (widget_class, FerryElementCard, facts_grid);
  gtk_widget_class_bind_template_child (widget_class, FerryElementCard, findings_box);
  gtk_widget_class_bind_template_child (widget_class, FerryElementCard, title_label);
}

static void
ferry_element_card_init (FerryElementCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
clear (FerryElementCard *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->facts_grid))))
    gtk_grid_remove (self->facts_grid, child);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->findings_box))))
    gtk_box_remove (self->findings_box, child);
}

static GtkWidget *
make_label (const char *text,
            const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style)
    gtk_widget_add_css_class (label, style);

  return label;
}

static void
add_fact (FerryElementCard    *self,
          int                  row,
          const FerryLinkFact *fact)
{
  GtkWidget *label = gtk_label_new (fact->label);
  GtkWidget *value = make_label (fact->value, NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_hexpand (value, TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  gtk_grid_attach (self->facts_grid, label, 0, row, 1, 1);
  gtk_grid_attach (self->facts_grid, value, 1, row, 1, 1);
}

/* (nullable) (transfer full): a secret */
static char *
dup_url (FerryManifestDocument *document,
         FerryManifestElement   element,
         guint                  part)
{
  g_autoptr(FerryManifestPart) content = NULL;

  if (element == FERRY_ELEMENT_SELF_DESTRUCT_URL)
    return g_strdup (ferry_manifest_document_get_head (document)->self_destruct_url);
  if (part == FERRY_MANIFEST_NO_PART)
    return NULL;

  content = ferry_manifest_document_dup_part (document, part);
  if (element == FERRY_ELEMENT_HEAD_URL)
    return g_steal_pointer (&content->head_url);
  if (element == FERRY_ELEMENT_GET_URL)
    return g_steal_pointer (&content->get_url);
  if (element == FERRY_ELEMENT_DELETE_URL)
    return g_steal_pointer (&content->delete_url);

  return NULL;
}

static void
add_range (GPtrArray             *facts,
           FerryManifestDocument *document,
           guint                  part)
{
  guint64 start, end;

  if (part == FERRY_MANIFEST_NO_PART ||
      !ferry_manifest_document_get_range (document, part, &start, &end) || end < start ||
      end == G_MAXUINT64)
    return;

  ferry_link_facts_add (facts, _("First byte"), g_strdup_printf ("%'" G_GUINT64_FORMAT, start));
  ferry_link_facts_add (facts, _("Last byte"), g_strdup_printf ("%'" G_GUINT64_FORMAT, end));
  ferry_link_facts_add (facts, _("Size"), ferry_format_bytes_exact (end - start + 1));
}

/* (transfer full) */
static GPtrArray *
find_facts (FerryOpenManifest    *manifest,
            FerryManifestElement  element,
            guint                 part)
{
  FerryManifestDocument *document = ferry_open_manifest_get_document (manifest);
  FerryManifestFacts *known = ferry_open_manifest_get_facts (manifest);
  FerryClient *client = ferry_open_manifest_get_client (manifest);
  g_autofree char *url = dup_url (document, element, part);
  g_autoptr(FerryLink) link = url ? ferry_link_parse (url, known->endpoint) : NULL;
  g_autoptr(GDateTime) now = client ? ferry_client_dup_now (client)
                                    : g_date_time_ref (known->now);
  GPtrArray *facts;

  if (link)
    return ferry_link_facts_new (link, known->credentials, now);

  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_link_fact_free);
  if (element == FERRY_ELEMENT_BYTE_RANGE || element == FERRY_ELEMENT_PART)
    add_range (facts, document, part);

  return facts;
}

static void
add_results (GPtrArray            *facts,
             FerryOpenManifest    *manifest,
             FerryManifestElement  element,
             guint                 part)
{
  GPtrArray *results = ferry_open_manifest_get_results (manifest);

  for (guint i = 0; i < results->len; i++)
    {
      FerryProbeResult *result = g_ptr_array_index (results, i);

      if (result->element == element && result->part == part)
        ferry_link_facts_add (facts, _("Tried"), ferry_probe_result_to_sentence (result));
    }
}

static void
add_finding (FerryElementCard     *self,
             FerryManifestFinding *finding)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "icon-name", ferry_severity_to_icon (finding->severity),
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL);
  g_autofree char *title = NULL;

  /* Translators: how bad it is, and what it is: “Warning: The link ends within a day” */
  title = g_strdup_printf (_("%s: %s"), ferry_severity_to_word (finding->severity),
                           ferry_flaw_to_title (finding->flaw));
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, ferry_severity_to_style (finding->severity));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (texts), make_label (title, "heading"));
  gtk_box_append (GTK_BOX (texts), make_label (ferry_flaw_to_advice (finding->flaw), NULL));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (self->findings_box, box);
}

/* Each flaw once: all of a manifest may be on one line. */
static void
add_findings (FerryElementCard  *self,
              FerryOpenManifest *manifest,
              guint              line)
{
  GPtrArray *findings = ferry_open_manifest_get_findings (manifest);
  gboolean told[FERRY_N_FLAWS] = { FALSE };

  for (guint i = 0; i < findings->len; i++)
    {
      FerryManifestFinding *finding = g_ptr_array_index (findings, i);

      if (finding->line != line || told[finding->flaw])
        continue;

      add_finding (self, finding);
      told[finding->flaw] = TRUE;
    }
}

static void
show_facts (FerryElementCard *self,
            GPtrArray        *facts)
{
  for (guint i = 0; i < facts->len; i++)
    add_fact (self, (int) i, g_ptr_array_index (facts, i));
  gtk_widget_set_visible (GTK_WIDGET (self->facts_grid), facts->len > 0);
}

void
ferry_element_card_show (FerryElementCard  *self,
                         FerryOpenManifest *manifest,
                         guint              line)
{
  FerryManifestDocument *document;
  FerryManifestElement element;
  guint part = FERRY_MANIFEST_NO_PART;
  g_autoptr(GPtrArray) facts = NULL;

  g_return_if_fail (FERRY_IS_ELEMENT_CARD (self));

  clear (self);
  document = manifest ? ferry_open_manifest_get_document (manifest) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), document != NULL);
  if (document == NULL)
    return;

  element = ferry_manifest_document_find (document, line, &part);
  gtk_label_set_label (self->title_label, ferry_element_to_title (element));
  gtk_label_set_label (self->explanation_label, ferry_element_to_explanation (element));
  facts = find_facts (manifest, element, part);
  add_results (facts, manifest, element, part);
  show_facts (self, facts);
  add_findings (self, manifest, line);
  gtk_widget_set_visible (GTK_WIDGET (self->findings_box),
                          gtk_widget_get_first_child (GTK_WIDGET (self->findings_box)) != NULL);
}
