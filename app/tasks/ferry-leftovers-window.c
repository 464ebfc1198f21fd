/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-leftovers-window.h"

#include "common/ferry-access.h"
#include "common/ferry-error-text.h"
#include "common/ferry-placeholder.h"
#include "common/ferry-prices.h"
#include "ferry-application.h"
#include "tasks/ferry-explanation.h"
#include "tasks/ferry-leftover-row.h"
#include "tasks/ferry-leftover-text.h"

#include <glib/gi18n.h>

/* Owned by the application; main thread. Closing it ends the look, but nothing that is being
 * removed.
 */
struct _FerryLeftoversWindow {
  AdwWindow            parent_instance;

  GCancellable        *cancellable;  /* (nullable): of the look that is under way */
  FerryPriceTable     *prices;
  AdwPreferencesGroup *groups[FERRY_N_ORPHAN_KINDS];  /* (nullable) each */
  guint                n_rows[FERRY_N_ORPHAN_KINDS];

  AdwToastOverlay     *toasts;
  GtkStack            *stack;
  FerryPlaceholder    *placeholder;
  GtkBox              *groups_box;
  GtkWidget           *notice_box;
  GtkLabel            *notice_label;
};

G_DEFINE_FINAL_TYPE (FerryLeftoversWindow, ferry_leftovers_window, ADW_TYPE_WINDOW)

static void
remove_groups (FerryLeftoversWindow *self)
{
  for (guint i = 0; i < FERRY_N_ORPHAN_KINDS; i++)
    {
      if (self->groups[i] != NULL)
        gtk_box_remove (self->groups_box, GTK_WIDGET (self->groups[i]));
      self->groups[i] = NULL;
      self->n_rows[i] = 0;
    }
}

static gboolean
has_rows (FerryLeftoversWindow *self)
{
  for (guint i = 0; i < FERRY_N_ORPHAN_KINDS; i++)
    if (self->n_rows[i] > 0)
      return TRUE;

  return FALSE;
}

static void
show_state (FerryLeftoversWindow *self)
{
  if (has_rows (self))
    {
      gtk_stack_set_visible_child_name (self->stack, "found");
      return;
    }

  ferry_placeholder_show_message (self->placeholder, "object-select-symbolic",
                                  _("Nothing Was Left Over"),
                                  _("Ferry found no manifest, volume, instance or task that no "
                                    "import needs."), NULL);
  gtk_stack_set_visible_child_name (self->stack, "placeholder");
}

static void
removed_cb (FerryLeftoversWindow *self,
            FerryLeftoverRow     *row)
{
  FerryOrphanKind kind = ferry_orphan_get_kind (ferry_leftover_row_get_orphan (row));

  if (gtk_widget_get_parent (GTK_WIDGET (row)) == NULL || self->groups[kind] == NULL)
    return;

  adw_preferences_group_remove (self->groups[kind], GTK_WIDGET (row));
  if (--self->n_rows[kind] == 0)
    {
      gtk_box_remove (self->groups_box, GTK_WIDGET (self->groups[kind]));
      self->groups[kind] = NULL;
    }
  show_state (self);
}

static void
failed_cb (FerryLeftoversWindow *self,
           const GError         *error,
           FerryLeftoverRow     *row)
{
  g_autofree char *name = ferry_orphan_text_name (ferry_leftover_row_get_orphan (row));
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;
  AdwToast *toast;

  /* Translators: a thing that could not be removed, then why: “vol-1: Access was denied” */
  text = g_strdup_printf (_("%s: %s"), name, ferry_explanation_get_error_title (error));
  markup = g_markup_escape_text (text, -1);
  toast = adw_toast_new (markup);
  adw_toast_set_timeout (toast, 0);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static AdwPreferencesGroup *
get_group (FerryLeftoversWindow *self,
           FerryOrphanKind       kind)
{
  AdwPreferencesGroup *group = self->groups[kind];

  if (group != NULL)
    return group;

  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (group, ferry_orphan_kind_get_title (kind));
  adw_preferences_group_set_description (group, ferry_orphan_kind_get_description (kind));
  self->groups[kind] = group;

  return group;
}

static void
add_row (FerryLeftoversWindow *self,
         FerryRemnant        *remnant)
{
  FerryOrphanKind kind = ferry_orphan_get_kind (remnant->orphan);
  GtkWidget *row = ferry_leftover_row_new (ferry_remnant_new (remnant->orphan,
                                                               remnant->client), self->prices);

  g_signal_connect_object (row, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (get_group (self, kind), row);
  self->n_rows[kind]++;
}

/* In the order of what they cost: instances and volumes before files. */
static void
append_groups (FerryLeftoversWindow *self)
{
  static const FerryOrphanKind order[] = {
    FERRY_ORPHAN_TASK, FERRY_ORPHAN_INSTANCE, FERRY_ORPHAN_VOLUME, FERRY_ORPHAN_MANIFEST,
    FERRY_ORPHAN_CLAIM,
  };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (self->groups[order[i]] != NULL)
      gtk_box_append (self->groups_box, GTK_WIDGET (self->groups[order[i]]));
}

/* What each question failed of, once. */
static void
show_problems (FerryLeftoversWindow *self,
               GPtrArray            *problems)
{
  g_autoptr(GString) text = g_string_new (_("Not everything could be asked, so there may be "
                                            "more."));
  g_autoptr(GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const GError *error = g_ptr_array_index (problems, i);
      char *detail = ferry_error_to_detail (error);
      const char *line;

      if (detail == NULL)
        detail = g_strdup (ferry_explanation_get_error_title (error));
      line = detail;
      if (g_hash_table_add (told, detail))
        g_string_append_printf (text, "\n%s", line);
    }

  gtk_label_set_text (self->notice_label, text->str);
  gtk_widget_set_visible (self->notice_box, problems->len > 0);
}

void
ferry_leftovers_window_show_found (FerryLeftoversWindow *self,
                                   GPtrArray            *found,
                                   GPtrArray            *problems)
{
  g_return_if_fail (FERRY_IS_LEFTOVERS_WINDOW (self));

  remove_groups (self);
  for (guint i = 0; i < found->len; i++)
    add_row (self, g_ptr_array_index (found, i));
  append_groups (self);
  show_problems (self, problems);
  show_state (self);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  FerryLeftoversWindow *self = user_data;
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GPtrArray) problems = NULL;
  g_autoptr(GError) error = NULL;

  found = ferry_leftovers_search_finish (FERRY_ENGINE (source), result, &problems, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "leftovers.look", TRUE);
  if (found != NULL)
    {
      ferry_leftovers_window_show_found (self, found, problems);
      return;
    }

  ferry_placeholder_show_message (self->placeholder, "avatar-default-symbolic",
                                  _("Sign In to Look"),
                                  _("Ferry looks in the regions of the accounts that are at hand. "
                                    "Choose an account first."), NULL);
  gtk_stack_set_visible_child_name (self->stack, "placeholder");
}

static void
look (FerryLeftoversWindow *self)
{
  FerryApplication *application = ferry_application_get ();

  if (application == NULL || self->cancellable != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "leftovers.look", FALSE);
  gtk_widget_set_visible (self->notice_box, FALSE);
  ferry_placeholder_show_loading (self->placeholder, _("Looking for what was left over"));
  gtk_stack_set_visible_child_name (self->stack, "placeholder");
  ferry_leftovers_search_async (ferry_application_get_engine (application),
                                ferry_application_get_client (application), self->cancellable,
                                found_cb, self);
}

static void
look_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  look (FERRY_LEFTOVERS_WINDOW (widget));
}

static void
ferry_leftovers_window_dispose (GObject *object)
{
  FerryLeftoversWindow *self = FERRY_LEFTOVERS_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->prices, ferry_price_table_unref);

  G_OBJECT_CLASS (ferry_leftovers_window_parent_class)->dispose (object);
}

static void
ferry_leftovers_window_class_init (FerryLeftoversWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_leftovers_window_dispose;

  g_type_ensure (FERRY_TYPE_PLACEHOLDER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/tasks/"
                                               "ferry-leftovers-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryLeftoversWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, FerryLeftoversWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryLeftoversWindow, placeholder);
  gtk_widget_class_bind_template_child (widget_class, FerryLeftoversWindow, groups_box);
  gtk_widget_class_bind_template_child (widget_class, FerryLeftoversWindow, notice_box);
  gtk_widget_class_bind_template_child (widget_class, FerryLeftoversWindow, notice_label);
  gtk_widget_class_install_action (widget_class, "leftovers.look", NULL, look_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "leftovers.look", NULL);
}

static void
ferry_leftovers_window_init (FerryLeftoversWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_access_name_once (GTK_WIDGET (self));
  self->prices = ferry_prices_load ();
  show_state (self);
}

GtkWindow *
ferry_leftovers_window_new (GtkWindow *parent)
{
  return g_object_new (FERRY_TYPE_LEFTOVERS_WINDOW,
                       "transient-for", parent,
                       "application", g_application_get_default (),
                       NULL);
}

void
ferry_leftovers_show (GtkWindow *parent)
{
  GtkWindow *window;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  window = ferry_leftovers_window_new (parent);
  look (FERRY_LEFTOVERS_WINDOW (window));
  gtk_window_present (window);
}
