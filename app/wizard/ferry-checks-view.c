/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-checks-view.h"

#include "common/ferry-access.h"
#include "common/ferry-error-text.h"
#include "common/ferry-format.h"
#include "wizard/ferry-check-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* The Checks side of the Review page, owned by it; main thread. Its rows are made anew where they
 * say something else: what has the focus keeps it while facts come in that change nothing here.
 */
struct _FerryChecksView {
  AdwBin                parent_instance;

  GPtrArray            *rows;  /* (element-type GtkWidget): owned by their groups */
  char                 *said;  /* (nullable): all that the rows say, and of what */

  AdwPreferencesGroup  *blocks_group;
  AdwPreferencesGroup  *warnings_group;
  AdwPreferencesGroup  *notes_group;
  GtkWidget            *passed_group;
  AdwActionRow         *trial_row;
  GtkImage             *trial_icon;
  GtkSpinner           *trial_spinner;
  AdwBin               *footer_bin;
};

G_DEFINE_FINAL_TYPE (FerryChecksView, ferry_checks_view, ADW_TYPE_BIN)

#define CHECK_KEY "ferry-check"

enum {
  FIX,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
clear_rows (FerryChecksView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }

  g_ptr_array_set_size (self->rows, 0);
}

static AdwPreferencesGroup *
get_group (FerryChecksView *self,
           FerrySeverity    severity)
{
  switch (severity)
    {
    case FERRY_SEVERITY_NOTE:
      return self->notes_group;
    case FERRY_SEVERITY_WARNING:
      return self->warnings_group;
    case FERRY_SEVERITY_BLOCKS:
      return self->blocks_group;
    default:
      g_return_val_if_reached (self->blocks_group);
    }
}

static GtkWidget *
add_row (FerryChecksView *self,
         FerrySeverity    severity,
         const char      *title,
         const char      *advice)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (ferry_severity_to_icon (severity));
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "use-markup", FALSE,
                                 "title", title,
                                 "subtitle", advice,
                                 NULL);

  gtk_widget_add_css_class (icon, ferry_severity_to_style (severity));
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, ferry_severity_to_word (severity),
                                  -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_group_add (get_group (self, severity), row);
  g_ptr_array_add (self->rows, row);

  return row;
}

static void
fix_cb (FerryChecksView *self,
        GtkButton       *button)
{
  g_signal_emit (self, signals[FIX], 0, g_object_get_data (G_OBJECT (button), CHECK_KEY));
}

static void
add_fix (FerryChecksView  *self,
         GtkWidget        *row,
         const FerryCheck *check)
{
  g_autofree char *label = ferry_fix_to_label (check);
  GtkWidget *button;

  if (label == NULL)
    return;

  button = gtk_button_new_with_label (label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), CHECK_KEY, ferry_check_copy (check),
                          (GDestroyNotify) ferry_check_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (fix_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
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

static void
show_groups (FerryChecksView *self,
             guint            n_blocks,
             guint            n_warnings,
             guint            n_notes)
{
  g_autofree char *blocks = NULL;
  g_autofree char *warnings = NULL;
  g_autofree char *notes = NULL;

  blocks = g_strdup_printf (ngettext ("%u Check Blocks the Import",
                                      "%u Checks Block the Import", n_blocks), n_blocks);
  warnings = g_strdup_printf (ngettext ("%u Warning", "%u Warnings", n_warnings), n_warnings);
  notes = g_strdup_printf (ngettext ("%u Note", "%u Notes", n_notes), n_notes);

  adw_preferences_group_set_title (self->blocks_group, blocks);
  adw_preferences_group_set_title (self->warnings_group, warnings);
  adw_preferences_group_set_title (self->notes_group, notes);
  gtk_widget_set_visible (GTK_WIDGET (self->blocks_group), n_blocks > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->warnings_group), n_warnings > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->notes_group), n_notes > 0);
  gtk_widget_set_visible (self->passed_group, n_blocks + n_warnings + n_notes == 0);
}

/* Whether what only warns here would block where @real was judged. */
static gboolean
is_let_through (const FerryCheck *check,
                GPtrArray        *real)
{
  for (guint i = 0; check->severity == FERRY_SEVERITY_WARNING && i < real->len; i++)
    {
      const FerryCheck *other = g_ptr_array_index (real, i);

      if (other->code == check->code && other->severity == FERRY_SEVERITY_BLOCKS)
        return TRUE;
    }

  return FALSE;
}

/* (transfer full) */
static char *
advise (const FerryCheck *check,
        GPtrArray        *real)
{
  g_autofree char *advice = ferry_check_to_advice (check);

  if (!is_let_through (check, real))
    return g_steal_pointer (&advice);

  return g_strdup_printf ("%s\n%s", advice,
                          _("Would block on a real account. Rehearsed anyway, to show what EC2 "
                            "answers."));
}

static void
add_check (FerryChecksView  *self,
           const FerryCheck *check,
           GPtrArray        *real)
{
  g_autofree char *title = ferry_check_to_title (check);
  g_autofree char *advice = advise (check, real);

  add_fix (self, add_row (self, check->severity, title, advice), check);
}

static void
add_error (FerryChecksView *self,
           const GError    *error)
{
  g_autofree char *title = ferry_error_to_title (error);
  g_autofree char *advice = ferry_error_to_advice (error);

  add_row (self, FERRY_SEVERITY_BLOCKS, title, advice);
}

/* Two that say the same of two machines are two: their fixes are. */
static char *
join (GPtrArray    *checks,
      GPtrArray    *real,
      const GError *error)
{
  g_autoptr(GString) said = g_string_new (NULL);

  if (error)
    {
      g_autofree char *title = ferry_error_to_title (error);
      g_autofree char *advice = ferry_error_to_advice (error);

      g_string_append_printf (said, "%s %s\n", title, advice);
    }
  for (guint i = 0; i < checks->len; i++)
    {
      const FerryCheck *check = g_ptr_array_index (checks, i);
      g_autofree char *title = ferry_check_to_title (check);
      g_autofree char *advice = advise (check, real);
      g_autofree char *fix = ferry_fix_to_label (check);

      g_string_append_printf (said, "%p %p %d %s %s %s\n", (gpointer) check->machine,
                              (gpointer) check->disk, check->severity, title, advice,
                              fix ? fix : "");
    }

  return g_string_free (g_steal_pointer (&said), FALSE);
}

void
ferry_checks_view_show (FerryChecksView *self,
                        GPtrArray       *checks,
                        GPtrArray       *real,
                        const GError    *error)
{
  g_autofree char *said = NULL;
  guint n_blocks;

  g_return_if_fail (FERRY_IS_CHECKS_VIEW (self));
  g_return_if_fail (checks != NULL);
  g_return_if_fail (real != NULL);

  said = join (checks, real, error);
  if (g_strcmp0 (said, self->said) == 0)
    return;

  g_free (self->said);
  self->said = g_steal_pointer (&said);
  n_blocks = count (checks, FERRY_SEVERITY_BLOCKS) + (error != NULL ? 1 : 0);
  clear_rows (self);
  if (error != NULL)
    add_error (self, error);
  for (guint i = 0; i < checks->len; i++)
    add_check (self, g_ptr_array_index (checks, i), real);

  show_groups (self, n_blocks, count (checks, FERRY_SEVERITY_WARNING),
               count (checks, FERRY_SEVERITY_NOTE));
}

/* EC2's own sentence, without the coded part that only an administrator can decode. */
static char *
dup_sentence (const GError *error)
{
  const FerryErrorDetail *detail = ferry_error_get_detail (error);
  g_autofree char *text = detail && detail->message ? g_strdup (detail->message)
                                                    : ferry_error_to_title (error);
  char *coded = strstr (text, "Encoded authorization failure message");

  if (coded)
    *coded = '\0';

  return ferry_format_name (g_strstrip (text));
}

static char *
describe_trial (FerryTrialState  state,
                const GError    *error)
{
  g_autofree char *sentence = NULL;

  switch (state)
    {
    case FERRY_TRIAL_WAITING:
      return g_strdup (_("EC2 is being asked…"));
    case FERRY_TRIAL_ALLOWED:
      return g_strdup (_("Allowed: EC2 would take every request of this machine"));
    case FERRY_TRIAL_REFUSED:
      sentence = dup_sentence (error);
      /* Translators: %s is a sentence of EC2, in English */
      return g_strdup_printf (_("Not allowed: “%s”"), sentence);
    case FERRY_TRIAL_NONE:
    default:
      return g_strdup (_("EC2 says whether it would take these requests. Nothing is stored or "
                         "made."));
    }
}

void
ferry_checks_view_show_trial (FerryChecksView *self,
                              FerryTrialState  state,
                              const GError    *error)
{
  static const struct {
    const char *icon_name;
    const char *style;  /* (nullable) */
  } looks[] = {
    [FERRY_TRIAL_NONE] = { "network-server-symbolic", NULL },
    [FERRY_TRIAL_WAITING] = { "network-server-symbolic", NULL },
    [FERRY_TRIAL_ALLOWED] = { "emblem-ok-symbolic", "success" },
    [FERRY_TRIAL_REFUSED] = { "dialog-error-symbolic", "error" },
  };
  g_autofree char *text = describe_trial (state, error);

  g_return_if_fail (FERRY_IS_CHECKS_VIEW (self));

  adw_action_row_set_subtitle (self->trial_row, text);
  gtk_spinner_set_spinning (self->trial_spinner, state == FERRY_TRIAL_WAITING);
  gtk_image_set_from_icon_name (self->trial_icon, looks[state].icon_name);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    if (looks[i].style)
      gtk_widget_remove_css_class (GTK_WIDGET (self->trial_icon), looks[i].style);
  if (looks[state].style)
    gtk_widget_add_css_class (GTK_WIDGET (self->trial_icon), looks[state].style);
}

void
ferry_checks_view_set_footer (FerryChecksView *self,
                              GtkWidget       *footer)
{
  g_return_if_fail (FERRY_IS_CHECKS_VIEW (self));

  adw_bin_set_child (self->footer_bin, footer);
}

static void
ferry_checks_view_finalize (GObject *object)
{
  FerryChecksView *self = FERRY_CHECKS_VIEW (object);

  g_ptr_array_unref (self->rows);
  g_free (self->said);

  G_OBJECT_CLASS (ferry_checks_view_parent_class)->finalize (object);
}

static void
ferry_checks_view_class_init (FerryChecksViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = ferry_checks_view_finalize;

  signals[FIX] = g_signal_new ("fix", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, FERRY_TYPE_CHECK);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/wizard/"
                                               "ferry-checks-view.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryChecksView, blocks_group);
  gtk_widget_class_bind_template_child (widget_class, FerryChecksView, warnings_group);
  gtk_widget_class_bind_template_child (widget_class, FerryChecksView, notes_group);
  gtk_widget_class_bind_template_child (widget_class, FerryChecksView, passed_group);
  gtk_widget_class_bind_template_child (widget_class, FerryChecksView, trial_row);
  gtk_widget_class_bind_template_child (widget_class, FerryChecksView, trial_icon);
  gtk_widget_class_bind_template_child (widget_class, FerryChecksView, trial_spinner);
  gtk_widget_class_bind_template_child (widget_class, FerryChecksView, footer_bin);
}

static void
ferry_checks_view_init (FerryChecksView *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_access_name_once (GTK_WIDGET (self));
  ferry_checks_view_show_trial (self, FERRY_TRIAL_NONE, NULL);
}
