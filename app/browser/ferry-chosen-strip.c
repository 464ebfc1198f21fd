/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-chosen-strip.h"

#include "browser/ferry-chosen-list.h"
#include "common/ferry-access.h"
#include "common/ferry-error-text.h"
#include "common/ferry-format.h"

#include <glib/gi18n.h>

/* where a toast keeps what it can bring back */
#define DISKS_KEY "ferry-chosen-disks"

struct _FerryChosenStrip {
  AdwBin              parent_instance;

  GtkWidget          *spinner;
  GtkWidget          *warning_icon;
  GtkLabel           *title_label;
  GtkLabel           *caption_label;
  GtkWidget          *stop_button;
  GtkMenuButton      *list_button;
  GtkWidget          *clear_button;
  FerryChosenList    *list;

  FerryChosenDisks   *chosen;      /* (nullable) */
  FerryDiskGathering *gathering;   /* (nullable) */
  AdwToast           *undo;        /* (nullable), weak: the last one that can be undone */
};

G_DEFINE_FINAL_TYPE (FerryChosenStrip, ferry_chosen_strip, ADW_TYPE_BIN)

static char *
make_title (const FerryChosenSummary *summary)
{
  g_autofree char *size = NULL;

  if (summary->volume_size == 0)
    /* Translators: disks that are chosen */
    return g_strdup_printf (ngettext ("%u disk", "%u disks", summary->n_disks), summary->n_disks);

  size = ferry_format_disk (summary->volume_size * 1024 * 1024 * 1024);
  /* Translators: disks that are chosen, and the size of all volumes for them, "142 GiB" */
  return g_strdup_printf (ngettext ("%u disk · %s of volumes", "%u disks · %s of volumes",
                                    summary->n_disks),
                          summary->n_disks, size);
}

static char *
make_progress (FerryChosenStrip         *self,
               const FerryChosenSummary *summary)
{
  guint n_seen = ferry_disk_gathering_get_n_seen (self->gathering);

  if (ferry_disk_gathering_is_running (self->gathering))
    return g_strdup_printf (ngettext ("Looking for disks: %u object so far…",
                                      "Looking for disks: %u objects so far…", n_seen),
                            n_seen);

  return g_strdup_printf (ngettext ("Looking into %u of %u disk…", "Looking into %u of %u disks…",
                                    summary->n_disks),
                          summary->n_disks - summary->n_looking + 1, summary->n_disks);
}

/* What is wrong with some of them, else how much lies in S3. */
static char *
make_caption (const FerryChosenSummary *summary)
{
  g_autofree char *failed = g_strdup_printf (ngettext ("%u could not be read",
                                                       "%u could not be read",
                                                       summary->n_failed), summary->n_failed);
  g_autofree char *refused = g_strdup_printf (ngettext ("%u cannot be imported",
                                                        "%u cannot be imported",
                                                        summary->n_refused), summary->n_refused);
  g_autofree char *size = NULL;

  if (summary->n_failed > 0 && summary->n_refused > 0)
    /* Translators: "2 could not be read", then "1 cannot be imported" */
    return g_strdup_printf (C_("chosen disks", "%s · %s"), failed, refused);
  if (summary->n_failed > 0)
    return g_steal_pointer (&failed);
  if (summary->n_refused > 0)
    return g_steal_pointer (&refused);

  size = ferry_format_disk (summary->file_size);
  /* Translators: the size of all files of the chosen disks, "5.8 GiB" */
  return g_strdup_printf (_("%s in S3"), size);
}

static void
update (FerryChosenStrip *self)
{
  FerryChosenSummary summary;
  g_autofree char *title = NULL;
  g_autofree char *caption = NULL;
  gboolean stops = gtk_widget_is_focus (self->stop_button);
  gboolean busy;
  gboolean bad;

  ferry_chosen_disks_sum_up (self->chosen, &summary);
  busy = summary.n_looking > 0 || ferry_disk_gathering_is_running (self->gathering);
  bad = !busy && summary.n_failed + summary.n_refused > 0;
  title = make_title (&summary);
  caption = busy ? make_progress (self, &summary) : make_caption (&summary);

  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->caption_label, caption);
  gtk_widget_set_visible (self->spinner, busy);
  gtk_widget_set_visible (self->warning_icon, bad);
  gtk_widget_set_visible (self->clear_button, !busy);
  if (stops && !busy)
    gtk_widget_grab_focus (self->clear_button);
  gtk_widget_set_visible (self->stop_button, busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list_button), summary.n_disks > 0);
  gtk_widget_set_visible (GTK_WIDGET (self), busy || summary.n_disks > 0);
  if (summary.n_disks == 0)
    gtk_menu_button_popdown (self->list_button);
}

/* @text: no markup. Returns: (transfer none) (nullable) */
static AdwToast *
show_toast (FerryChosenStrip *self,
            const char       *text)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast;

  if (overlay == NULL)
    return NULL;

  toast = adw_toast_new (markup);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);

  return toast;
}

static void
undo_cb (FerryChosenStrip *self,
         AdwToast         *toast)
{
  ferry_chosen_disks_restore (self->chosen, g_object_get_data (G_OBJECT (toast), DISKS_KEY));
}

static void
clear_clicked_cb (FerryChosenStrip *self)
{
  g_autoptr(GPtrArray) disks = ferry_chosen_disks_clear (self->chosen);
  g_autofree char *text = NULL;
  AdwToast *toast;

  if (disks->len == 0)
    return;

  text = g_strdup_printf (ngettext ("%u disk no longer chosen", "%u disks no longer chosen",
                                    disks->len), disks->len);
  toast = show_toast (self, text);
  if (toast == NULL)
    return;

  adw_toast_set_button_label (toast, _("Undo"));
  g_object_set_data_full (G_OBJECT (toast), DISKS_KEY, g_steal_pointer (&disks),
                          (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self,
                           G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->undo, toast);
}

static void
stop_clicked_cb (FerryChosenStrip *self)
{
  guint n;

  ferry_disk_gathering_stop (self->gathering);
  n = ferry_chosen_disks_stop (self->chosen);
  if (n > 0)
    {
      g_autofree char *text =
        g_strdup_printf (ngettext ("%u disk that was not looked into is no longer chosen",
                                   "%u disks that were not looked into are no longer chosen", n),
                         n);

      show_toast (self, text);
    }
}

static void
ended_cb (FerryChosenStrip *self,
          GError           *error)
{
  guint n_broken = ferry_disk_gathering_get_n_broken (self->gathering);

  if (error)
    {
      g_autofree char *title = ferry_error_to_title (error);
      /* Translators: %s is what went wrong, a title */
      g_autofree char *text = g_strdup_printf (_("Not all disks could be found: %s"), title);

      show_toast (self, text);
    }
  else if (ferry_disk_gathering_was_too_many (self->gathering))
    {
      g_autofree char *text =
        g_strdup_printf (ngettext ("There are more disks: Ferry takes %u at once",
                                   "There are more disks: Ferry takes %u at once",
                                   FERRY_CHOSEN_DISKS_MAX), FERRY_CHOSEN_DISKS_MAX);

      show_toast (self, text);
    }
  else if (n_broken > 0)
    {
      g_autofree char *text =
        g_strdup_printf (ngettext ("%u disk in parts was left out: use all parts of it to see why",
                                   "%u disks in parts were left out: use all parts of one to see "
                                   "why", n_broken), n_broken);

      show_toast (self, text);
    }
  else if (ferry_disk_gathering_get_n_found (self->gathering) == 0)
    {
      show_toast (self, _("No disks found here"));
    }
}

static void
ferry_chosen_strip_dispose (GObject *object)
{
  FerryChosenStrip *self = FERRY_CHOSEN_STRIP (object);

  g_clear_weak_pointer (&self->undo);
  g_clear_object (&self->gathering);
  g_clear_object (&self->chosen);

  G_OBJECT_CLASS (ferry_chosen_strip_parent_class)->dispose (object);
}

static void
ferry_chosen_strip_class_init (FerryChosenStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_chosen_strip_dispose;

  g_type_ensure (FERRY_TYPE_CHOSEN_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/browser/"
                                               "ferry-chosen-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryChosenStrip, spinner);
  gtk_widget_class_bind_template_child (widget_class, FerryChosenStrip, warning_icon);
  gtk_widget_class_bind_template_child (widget_class, FerryChosenStrip, title_label);
  gtk_widget_class_bind_template_child (widget_class, FerryChosenStrip, caption_label);
  gtk_widget_class_bind_template_child (widget_class, FerryChosenStrip, stop_button);
  gtk_widget_class_bind_template_child (widget_class, FerryChosenStrip, list_button);
  gtk_widget_class_bind_template_child (widget_class, FerryChosenStrip, clear_button);
  gtk_widget_class_bind_template_child (widget_class, FerryChosenStrip, list);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked_cb);
}

static void
ferry_chosen_strip_init (FerryChosenStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_access_name_once (GTK_WIDGET (self));
}

void
ferry_chosen_strip_set_chosen (FerryChosenStrip   *self,
                               FerryChosenDisks   *chosen,
                               FerryDiskGathering *gathering)
{
  g_return_if_fail (FERRY_IS_CHOSEN_STRIP (self));
  g_return_if_fail (self->chosen == NULL);

  self->chosen = g_object_ref (chosen);
  self->gathering = g_object_ref (gathering);
  g_signal_connect_object (chosen, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gathering, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gathering, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  ferry_chosen_list_set_chosen (self->list, chosen);
  update (self);
}

void
ferry_chosen_strip_forget (FerryChosenStrip *self)
{
  g_return_if_fail (FERRY_IS_CHOSEN_STRIP (self));

  if (self->undo)
    adw_toast_dismiss (self->undo);
}
