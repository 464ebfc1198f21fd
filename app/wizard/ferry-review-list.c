/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-review-list.h"

#include "wizard/ferry-check-text.h"
#include "wizard/ferry-machine-text.h"

#include <glib/gi18n.h>

#define ROW_KEY "ferry-review-row"

/* What a row is made of; owned by the row. */
typedef struct {
  FerryMachine *machine;
  GtkImage     *icon;
  GtkLabel     *name;
  GtkLabel     *caption;
  char         *spoken;  /* (nullable): what was said last */
} Row;

/* Part of the Review page. Its rows are made when the plan is shown, and only told what has been
 * found since: the focus stays where it is. Main thread.
 */
struct _FerryReviewList {
  AdwBin         parent_instance;

  GtkListBox    *list_box;
  FerryMachine  *chosen;  /* (nullable) */
};

G_DEFINE_FINAL_TYPE (FerryReviewList, ferry_review_list, ADW_TYPE_BIN)

enum {
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
row_free (Row *row)
{
  g_object_unref (row->machine);
  g_free (row->spoken);
  g_free (row);
}

static Row *
get_row (FerryReviewList *self,
         guint            position)
{
  GtkListBoxRow *widget = gtk_list_box_get_row_at_index (self->list_box, position);

  return widget ? g_object_get_data (G_OBJECT (widget), ROW_KEY) : NULL;
}

static GtkLabel *
make_label (const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "xalign", 0.0,
                                   "ellipsize", PANGO_ELLIPSIZE_MIDDLE,
                                   NULL);

  if (style)
    gtk_widget_add_css_class (label, style);

  return GTK_LABEL (label);
}

static void
add_row (FerryReviewList *self,
         FerryMachine    *machine)
{
  GtkWidget *widget = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  Row *row = g_new0 (Row, 1);

  row->machine = g_object_ref (machine);
  row->icon = GTK_IMAGE (gtk_image_new ());
  row->name = make_label (NULL);
  row->caption = make_label ("caption");
  gtk_widget_add_css_class (GTK_WIDGET (row->caption), "dim-label");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (row->name));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (row->caption));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->icon));
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (widget), box);
  g_object_set_data_full (G_OBJECT (widget), ROW_KEY, row, (GDestroyNotify) row_free);
  gtk_list_box_append (self->list_box, widget);
}

static guint
count (GPtrArray     *checks,
       FerrySeverity  severity)
{
  guint n = 0;

  for (guint i = 0; i < checks->len; i++)
    if (((FerryCheck *) g_ptr_array_index (checks, i))->severity == severity)
      n++;

  return n;
}

/* "2 warnings", "Ready · 1 note" */
static char *
describe_checks (GPtrArray *checks)
{
  guint n_blocks = count (checks, FERRY_SEVERITY_BLOCKS);
  guint n_warnings = count (checks, FERRY_SEVERITY_WARNING);
  guint n_notes = count (checks, FERRY_SEVERITY_NOTE);

  if (n_blocks > 0)
    return g_strdup_printf (ngettext ("%u check blocks", "%u checks block", n_blocks), n_blocks);
  if (n_warnings > 0)
    return g_strdup_printf (ngettext ("%u warning", "%u warnings", n_warnings), n_warnings);
  if (n_notes > 0)
    return g_strdup_printf (ngettext ("Ready · %u note", "Ready · %u notes", n_notes), n_notes);

  return g_strdup (C_("machine", "Ready"));
}

/* (transfer full) */
static char *
describe (GPtrArray       *checks,
          FerryTrialState  trial)
{
  g_autofree char *found = describe_checks (checks);

  switch (trial)
    {
    case FERRY_TRIAL_ALLOWED:
      /* Translators: what was found of a machine, “2 warnings”; EC2 would take its requests */
      return g_strdup_printf (_("%s · allowed"), found);
    case FERRY_TRIAL_REFUSED:
      /* Translators: what was found of a machine, “2 warnings”; EC2 would not take its requests */
      return g_strdup_printf (_("%s · not allowed"), found);
    case FERRY_TRIAL_NONE:
    case FERRY_TRIAL_WAITING:
    default:
      return g_steal_pointer (&found);
    }
}

static void
show_icon (Row             *row,
           GPtrArray       *checks,
           FerryTrialState  trial)
{
  static const char *const styles[] = { "success", "error", "warning", "accent", NULL };
  const FerryCheck *worst = checks->len > 0 ? g_ptr_array_index (checks, 0) : NULL;
  const char *icon_name = "emblem-ok-symbolic";
  const char *style = "success";

  if (trial == FERRY_TRIAL_REFUSED)
    {
      icon_name = ferry_severity_to_icon (FERRY_SEVERITY_BLOCKS);
      style = ferry_severity_to_style (FERRY_SEVERITY_BLOCKS);
    }
  else if (worst && worst->severity != FERRY_SEVERITY_NOTE)
    {
      icon_name = ferry_severity_to_icon (worst->severity);
      style = ferry_severity_to_style (worst->severity);
    }

  gtk_image_set_from_icon_name (row->icon, icon_name);
  for (guint i = 0; styles[i]; i++)
    gtk_widget_remove_css_class (GTK_WIDGET (row->icon), styles[i]);
  gtk_widget_add_css_class (GTK_WIDGET (row->icon), style);
}

/* All rows are told of each answer: most have nothing new to say. */
static void
show_row (Row             *row,
          GPtrArray       *checks,
          FerryTrialState  trial)
{
  GtkWidget *widget = gtk_widget_get_ancestor (GTK_WIDGET (row->icon), GTK_TYPE_LIST_BOX_ROW);
  g_autofree char *name = ferry_machine_text_name (row->machine);
  g_autofree char *caption = describe (checks, trial);
  g_autofree char *spoken = g_strjoin (", ", name, caption, NULL);

  if (g_strcmp0 (spoken, row->spoken) == 0)
    return;

  g_free (row->spoken);
  row->spoken = g_steal_pointer (&spoken);
  gtk_label_set_label (row->name, name);
  gtk_widget_set_tooltip_text (widget, name);
  gtk_label_set_label (row->caption, caption);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, caption,
                                  -1);
  show_icon (row, checks, trial);
}

void
ferry_review_list_show_checks (FerryReviewList *self,
                               GPtrArray       *checks,
                               FerryPlanTrial  *trial)
{
  Row *row;

  g_return_if_fail (FERRY_IS_REVIEW_LIST (self));
  g_return_if_fail (checks != NULL);

  for (guint i = 0; (row = get_row (self, i)); i++)
    {
      g_autoptr(GPtrArray) own = ferry_check_filter (checks, row->machine);

      show_row (row, own, ferry_plan_trial_get_state (trial, row->machine, NULL));
    }
}

static gboolean
is_shown (FerryReviewList *self,
          FerryPlan       *plan)
{
  guint n_machines = plan ? ferry_plan_get_n_machines (plan) : 0;
  Row *row;

  for (guint i = 0; i < n_machines; i++)
    if ((row = get_row (self, i)) == NULL || row->machine != ferry_plan_get_machine (plan, i))
      return FALSE;

  return get_row (self, n_machines) == NULL;
}

void
ferry_review_list_set_plan (FerryReviewList *self,
                            FerryPlan       *plan)
{
  guint n_machines = plan ? ferry_plan_get_n_machines (plan) : 0;
  g_autoptr(FerryMachine) chosen = NULL;
  GtkListBoxRow *row;

  g_return_if_fail (FERRY_IS_REVIEW_LIST (self));

  if (is_shown (self, plan))
    return;

  g_set_object (&chosen, self->chosen);
  while ((row = gtk_list_box_get_row_at_index (self->list_box, 0)))
    gtk_list_box_remove (self->list_box, GTK_WIDGET (row));
  for (guint i = 0; i < n_machines; i++)
    add_row (self, ferry_plan_get_machine (plan, i));

  g_clear_object (&self->chosen);
  if (n_machines == 0)
    return;

  if (chosen == NULL || !ferry_plan_find (plan, chosen, NULL))
    g_set_object (&chosen, ferry_plan_get_machine (plan, 0));
  ferry_review_list_choose (self, chosen);
}

FerryMachine *
ferry_review_list_get_chosen (FerryReviewList *self)
{
  g_return_val_if_fail (FERRY_IS_REVIEW_LIST (self), NULL);

  return self->chosen;
}

void
ferry_review_list_choose (FerryReviewList *self,
                          FerryMachine    *machine)
{
  Row *row;

  g_return_if_fail (FERRY_IS_REVIEW_LIST (self));

  for (guint i = 0; (row = get_row (self, i)); i++)
    if (row->machine == machine)
      gtk_list_box_select_row (self->list_box,
                               gtk_list_box_get_row_at_index (self->list_box, i));
}

static void
selected_cb (FerryReviewList *self,
             GtkListBoxRow   *widget)
{
  Row *row = widget ? g_object_get_data (G_OBJECT (widget), ROW_KEY) : NULL;

  if (row && g_set_object (&self->chosen, row->machine))
    g_signal_emit (self, signals[CHOSEN], 0);
}

static void
ferry_review_list_dispose (GObject *object)
{
  FerryReviewList *self = FERRY_REVIEW_LIST (object);

  g_clear_object (&self->chosen);

  G_OBJECT_CLASS (ferry_review_list_parent_class)->dispose (object);
}

static void
ferry_review_list_class_init (FerryReviewListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ferry_review_list_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
ferry_review_list_init (FerryReviewList *self)
{
  GtkWidget *list_box = gtk_list_box_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list_box = GTK_LIST_BOX (list_box);
  gtk_list_box_set_selection_mode (self->list_box, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (list_box, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list_box),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Machines"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Machines"), -1);
  g_signal_connect_object (list_box, "row-selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list_box);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}
