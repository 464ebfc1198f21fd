/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-verdict-list.h"

#include "browser/ferry-verdict-text.h"
#include "common/ferry-access.h"

#include <glib/gi18n.h>

struct _FerryVerdictList {
  AdwBin      parent_instance;

  GtkBox     *box;
};

G_DEFINE_FINAL_TYPE (FerryVerdictList, ferry_verdict_list, ADW_TYPE_BIN)

/* What a row tells. */
typedef struct {
  FerryVerdictState  state;
  char              *text;     /* (nullable) */
  char              *words;    /* (nullable): VM Import's */
  char              *advice;   /* (nullable) */
  char              *command;  /* (nullable) */
} Telling;

static void
clear_telling (Telling *telling)
{
  g_free (telling->text);
  g_free (telling->words);
  g_free (telling->advice);
  g_free (telling->command);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Telling, clear_telling)

static void
copy_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          g_variant_get_string (parameter, NULL));
  if (overlay)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), adw_toast_new (_("Copied")));
}

static void
ferry_verdict_list_class_init (FerryVerdictListClass *klass)
{
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "verdict.copy", "s", copy_cb);
}

static void
ferry_verdict_list_init (FerryVerdictList *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

static void
judge (FerryDiskReport *report,
       FerryImportCall  call,
       const char      *name,
       const char      *region,
       Telling         *telling)
{
  g_autofree char *absence = ferry_import_call_to_absence (call, region);
  FerryDiskVerdict verdict;

  ferry_disk_report_judge (report, call, &verdict);
  /* What the disk lacks can be mended, where the call is not there nothing helps. */
  if (absence)
    {
      telling->state = FERRY_VERDICT_REFUSED;
      telling->text = g_steal_pointer (&absence);
      telling->advice = g_strdup (_("Copy the disk to a bucket in a region that has it, or use "
                                    "ImportImage."));
      return;
    }

  telling->state = verdict.state;
  telling->text = ferry_verdict_reason_to_text (verdict.reason, call, report);
  telling->advice = ferry_verdict_reason_to_advice (verdict.reason, call);
  telling->words = g_strdup (verdict.words);
  telling->command = ferry_disk_report_dup_command (report, call, name);
}

static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, "caption");

  return label;
}

static GtkWidget *
make_command (const char *command)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = make_label (command);
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  /* Whoever types it from the screen shall not find hyphens in it. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_remove_css_class (label, "caption");
  gtk_widget_add_css_class (label, "command");
  gtk_box_append (GTK_BOX (box), label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "verdict.copy");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", command);
  gtk_widget_set_tooltip_text (button, _("Copy Command"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Copy Command"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_box_append (GTK_BOX (box), button);

  return box;
}

static GtkWidget *
make_details (const Telling *telling)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "activatable", FALSE, "focusable", FALSE,
                                 "child", box, NULL);

  gtk_widget_add_css_class (box, "verdict-details");
  if (telling->words)
    {
      /* Translators: %s is VM Import's own sentence, in English. It comes hours after the import
       * has begun.
       */
      g_autofree char *said = g_strdup_printf (_("After hours EC2 would say: “%s”"),
                                               telling->words);
      GtkWidget *label = make_label (said);

      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (box), label);
    }
  if (telling->advice)
    gtk_box_append (GTK_BOX (box), make_label (telling->advice));
  if (telling->command)
    gtk_box_append (GTK_BOX (box), make_command (telling->command));

  return row;
}

static GtkWidget *
make_icon (FerryVerdictState state)
{
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "icon-name", ferry_verdict_state_to_icon (state), NULL);

  gtk_widget_add_css_class (icon, ferry_verdict_state_to_style (state));

  return icon;
}

static GtkWidget *
make_row (FerryImportCall  call,
          const Telling   *telling)
{
  const char *word = ferry_verdict_state_to_word (telling->state);
  /* Translators: "Refused", and why: "The disk is encrypted" */
  g_autofree char *reasoned = telling->text ? g_strdup_printf (C_("verdict", "%s: %s"), word,
                                                               telling->text) : NULL;
  const char *call_name = ferry_import_call_get_name (call);
  gboolean expands = telling->words || telling->advice || telling->command;
  GtkWidget *row = g_object_new (expands ? ADW_TYPE_EXPANDER_ROW : ADW_TYPE_ACTION_ROW,
                                 "title", call_name,
                                 "subtitle", reasoned ? reasoned : word,
                                 "use-markup", FALSE, NULL);

  if (expands)
    {
      adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), make_icon (telling->state));
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), make_details (telling));
      ferry_access_name_lists (row, call_name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, call_name, -1);
    }
  else
    {
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), make_icon (telling->state));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  reasoned ? reasoned : word, -1);

  return row;
}

static GtkWidget *
add_list (FerryVerdictList *self,
          const char       *name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (self->box, list);

  return list;
}

void
ferry_verdict_list_set_report (FerryVerdictList *self,
                               FerryDiskReport  *report,
                               const char       *name,
                               const char       *region)
{
  GtkWidget *child;
  GtkWidget *own;
  GtkWidget *others;
  GtkWidget *note;

  g_return_if_fail (FERRY_IS_VERDICT_LIST (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))))
    gtk_box_remove (self->box, child);

  own = add_list (self, _("What Ferry Can Do With the Disk"));
  others = add_list (self, _("What Other Tools Can Do With the Disk"));
  for (guint call = 0; call < FERRY_N_IMPORT_CALLS; call++)
    {
      g_auto(Telling) telling = { 0 };

      judge (report, call, name, region, &telling);
      gtk_list_box_append (GTK_LIST_BOX (call == FERRY_IMPORT_CALL_INSTANCE ? own : others),
                           make_row (call, &telling));
    }

  note = make_label (_("Ferry does not make these three calls yet: other tools for EC2 do."));
  gtk_widget_add_css_class (note, "dim-label");
  gtk_box_append (self->box, note);
}
