/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-disks-page.h"

#include "browser/ferry-bucket-pane.h"
#include "browser/ferry-chosen-strip.h"
#include "browser/ferry-disk-card.h"
#include "browser/ferry-disk-strip.h"
#include "browser/ferry-folder-pane.h"
#include "common/ferry-format.h"
#include "ferry-application.h"
#include "manifest/ferry-manifest-offer.h"

#include <glib/gi18n.h>

struct _FerryDisksPage {
  FerryWizardPage   parent_instance;

  AdwLeaflet       *leaflet;
  FerryBucketPane  *bucket_pane;
  AdwFlap          *flap;
  FerryFolderPane  *folder_pane;
  GtkLabel         *region_label;
  FerryDiskCard    *disk_card;
  FerryManifestOffer *manifest_offer;
  FerryDiskStrip   *strip;
  FerryChosenStrip *chosen_strip;

  FerryBucket      *bucket;         /* whose folder is shown; (nullable) */
  FerryBucket      *object_bucket;  /* where the disk lies that is selected */
  FerryObject      *object;         /* that is selected; (nullable) */
  GCancellable     *cancellable;    /* of the look into it, while there is one */
  FerryDisk        *disk;           /* what that has found, if it can be imported; (nullable) */
  char             *reason;         /* why not; (nullable) */
  FerryChosenDisks *chosen;         /* those that are ticked */
  FerryDiskGathering *gathering;
  gboolean          setting_disks;
};

G_DEFINE_FINAL_TYPE (FerryDisksPage, ferry_disks_page, FERRY_TYPE_WIZARD_PAGE)

static FerryMigration *
get_migration (FerryDisksPage *self)
{
  return ferry_wizard_page_get_migration (FERRY_WIZARD_PAGE (self));
}

static guint
count_ticked (FerryDisksPage *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->chosen));
}

static void
set_disks (FerryDisksPage *self,
           GPtrArray      *disks)
{
  self->setting_disks = TRUE;
  ferry_migration_set_disks (get_migration (self), disks);
  self->setting_disks = FALSE;
}

/* The strip says which disk is chosen while its card is not there to say it. */
static void
update_strip (FerryDisksPage *self)
{
  FerryMigration *migration = get_migration (self);
  gboolean shown = migration && count_ticked (self) == 0 &&
                   !adw_flap_get_reveal_flap (self->flap);

  if (!gtk_widget_in_destruction (GTK_WIDGET (self)))
    ferry_disk_strip_show_disk (self->strip,
                                shown ? ferry_migration_get_disk (migration) : NULL);
}

/* While nothing is ticked, the one that is selected is migrated. */
static void
publish_selected (FerryDisksPage *self)
{
  g_autoptr(GPtrArray) disks = g_ptr_array_new ();

  /* As long as nobody knows better, what was found before stays, with the plan made from it. */
  if (self->cancellable == NULL)
    {
      if (self->disk)
        g_ptr_array_add (disks, self->disk);
      set_disks (self, disks);
    }
  ferry_wizard_page_set_complete (FERRY_WIZARD_PAGE (self), self->reason == NULL, self->reason);
}

/* What is asked for where the disks are, and each region once. */
static void
follow_regions (FerryDisksPage *self,
                GPtrArray      *disks)
{
  FerryClient *client = ferry_migration_get_client (get_migration (self));
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < disks->len; i++)
    {
      const char *region = ferry_disk_get_region (g_ptr_array_index (disks, i));

      if (g_hash_table_add (seen, (gpointer) region))
        ferry_application_follow (ferry_application_get (), client, region);
    }
}

static void
publish_ticked (FerryDisksPage *self)
{
  FerryWizardPage *page = FERRY_WIZARD_PAGE (self);
  g_autoptr(GPtrArray) disks = NULL;
  g_autofree char *reason = NULL;
  FerryChosenSummary summary;

  ferry_chosen_disks_sum_up (self->chosen, &summary);
  if (summary.n_looking > 0)
    {
      reason = g_strdup_printf (ngettext ("Ferry is looking inside %u disk",
                                          "Ferry is looking inside %u disks", summary.n_looking),
                                summary.n_looking);
      ferry_wizard_page_set_complete (page, FALSE, reason);
    }
  else if (ferry_disk_gathering_is_running (self->gathering))
    {
      ferry_wizard_page_set_complete (page, FALSE, _("Ferry is looking for disks"));
    }
  else
    {
      disks = ferry_chosen_disks_dup_disks (self->chosen);
      set_disks (self, disks);
      follow_regions (self, disks);
      ferry_wizard_page_set_complete (page, TRUE, NULL);
    }
}

static void
publish (FerryDisksPage *self)
{
  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;

  if (count_ticked (self) > 0 || ferry_disk_gathering_is_running (self->gathering))
    publish_ticked (self);
  else
    publish_selected (self);
  update_strip (self);
}

/* @disk: (nullable); @reason: (nullable): why there is none */
static void
set_selected (FerryDisksPage *self,
              FerryDisk      *disk,
              const char     *reason)
{
  g_autofree char *old = self->reason;

  self->reason = g_strdup (reason);
  g_set_object (&self->disk, disk);
  publish (self);
}

static void
close_card (FerryDisksPage *self)
{
  adw_flap_set_reveal_flap (self->flap, FALSE);
}

static void
open_card (FerryDisksPage *self)
{
  adw_flap_set_reveal_flap (self->flap, TRUE);
}

static void
show_buckets (FerryDisksPage *self)
{
  adw_leaflet_set_visible_child_name (self->leaflet, "buckets");
}

static void
show_objects (FerryDisksPage *self)
{
  adw_leaflet_set_visible_child_name (self->leaflet, "objects");
}

/* @object: as it was read, which is what is imported: the listed one may have been replaced. */
static void
take_report (FerryDisksPage  *self,
             FerryObject     *object,
             FerryDiskReport *report)
{
  FerryClient *client = ferry_migration_get_client (get_migration (self));
  FerryAccount *account = ferry_client_get_account (client);
  const char *bucket = ferry_bucket_get_name (self->object_bucket);
  const char *region = ferry_bucket_get_region (self->object_bucket);
  g_autoptr(FerryDisk) disk = NULL;

  if (region == NULL)
    region = ferry_account_get_region (account);
  ferry_disk_card_show_report (self->disk_card, object, report, region);
  ferry_chosen_disks_learn (self->chosen, bucket, object, report);

  if (ferry_disk_report_get_file_format (report) == NULL || !report->has_virtual_size)
    {
      g_autofree char *problem = ferry_disk_card_judge (report, region);

      set_selected (self, NULL, problem ? problem : _("This disk cannot be imported"));
      return;
    }

  disk = ferry_disk_new (region, bucket, ferry_object_get_key (object),
                         ferry_object_get_etag (object), ferry_object_get_storage_class (object),
                         ferry_object_get_size (object), report);
  set_selected (self, disk, NULL);
  ferry_application_follow (ferry_application_get (), client, region);
}

static void
inspected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(FerryDisksPage) self = user_data;
  g_autoptr(FerryObject) object = NULL;
  g_autoptr(FerryDiskReport) report = NULL;
  g_autoptr(GError) error = NULL;

  report = ferry_disk_inspections_look_finish (FERRY_DISK_INSPECTIONS (source), result, &object,
                                               &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (report)
    {
      take_report (self, object, report);
      return;
    }

  ferry_disk_card_show_error (self->disk_card, self->object, error);
  set_selected (self, NULL, _("The chosen disk could not be read"));
}

static void
cancel_look (FerryDisksPage *self)
{
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
inspect (FerryDisksPage *self)
{
  FerryDiskInspections *inspections =
    ferry_application_get_inspections (ferry_application_get ());
  FerryClient *client = ferry_migration_get_client (get_migration (self));
  const char *region = ferry_bucket_get_region (self->object_bucket);
  const char *bucket = ferry_bucket_get_name (self->object_bucket);

  cancel_look (self);
  ferry_parts_box_show (ferry_disk_card_get_parts_box (self->disk_card), self->chosen, client,
                        self->object_bucket,
                        region ? region
                               : ferry_account_get_region (ferry_client_get_account (client)),
                        self->object);
  self->cancellable = g_cancellable_new ();
  /* what is known comes before the next frame */
  if (ferry_disk_inspections_peek (inspections, client, region, bucket, self->object) == NULL)
    ferry_disk_card_show_looking (self->disk_card, self->object);
  set_selected (self, NULL, _("Ferry is looking inside the disk"));
  ferry_disk_inspections_look_async (inspections, client, region, bucket, self->object,
                                     FERRY_INSPECTION_WAITED_FOR, self->cancellable,
                                     inspected_cb, g_object_ref (self));
}

static void
add_all_cb (FerryDisksPage *self,
            const char     *prefix)
{
  ferry_disk_gathering_start (self->gathering, ferry_migration_get_client (get_migration (self)),
                              ferry_folder_pane_get_bucket (self->folder_pane), prefix);
}

static void
object_selected_cb (FerryDisksPage *self,
                    FerryObject    *object)
{
  if (object == NULL)
    return;

  if (ferry_object_is_folder (object))
    {
      close_card (self);
      return;
    }

  if (g_set_object (&self->object, object))
    {
      g_set_object (&self->object_bucket, ferry_folder_pane_get_bucket (self->folder_pane));
      inspect (self);
      ferry_manifest_offer_set_object (self->manifest_offer,
                                       ferry_migration_get_client (get_migration (self)),
                                       self->object_bucket, object);
    }
  open_card (self);
}

/* The region of a migration is the bucket's: where that is not the account's, it is said. */
static void
update_region (FerryDisksPage *self)
{
  FerryClient *client = ferry_migration_get_client (get_migration (self));
  const char *own = client ? ferry_account_get_region (ferry_client_get_account (client)) : NULL;
  const char *region = self->bucket ? ferry_bucket_get_region (self->bucket) : NULL;
  gboolean differs = region && own && !g_str_equal (region, own);

  gtk_widget_set_visible (GTK_WIDGET (self->region_label), differs);
  if (differs)
    {
      g_autofree char *there = ferry_format_region (region);
      g_autofree char *here = ferry_format_region (own);
      /* Translators: both are regions, such as "Europe (Ireland)" */
      g_autofree char *text = g_strdup_printf (_("In %s, not in the account’s %s. The machine is "
                                                 "made where the bucket is."), there, here);

      gtk_label_set_label (self->region_label, text);
    }
}

/* What is to be done first, while no disk is selected. */
static void
update_missing (FerryDisksPage *self)
{
  if (self->object == NULL)
    set_selected (self, NULL, self->bucket ? _("Choose a disk") : _("Choose a bucket"));
}

static void
set_bucket (FerryDisksPage *self,
            FerryBucket    *bucket)
{
  if (self->bucket)
    g_signal_handlers_disconnect_by_func (self->bucket, update_region, self);
  if (bucket)
    g_signal_connect_object (bucket, "notify::region", G_CALLBACK (update_region), self,
                             G_CONNECT_SWAPPED);
  g_set_object (&self->bucket, bucket);
  update_region (self);
  update_missing (self);
}

static void
bucket_opened_cb (FerryDisksPage *self,
                  FerryBucket    *bucket)
{
  GSettings *settings = ferry_application_get_settings (ferry_application_get ());

  set_bucket (self, bucket);
  if (settings)
    g_settings_set_string (settings, "last-bucket", ferry_bucket_get_name (bucket));
  ferry_folder_pane_open (self->folder_pane, ferry_migration_get_client (get_migration (self)),
                          bucket, "");
}

static void
forget_disk (FerryDisksPage *self)
{
  cancel_look (self);
  g_clear_object (&self->object);
  g_clear_object (&self->object_bucket);
  ferry_folder_pane_unselect (self->folder_pane);
  ferry_manifest_offer_set_object (self->manifest_offer, NULL, NULL, NULL);
  ferry_disk_card_show_nothing (self->disk_card);
  close_card (self);
  update_missing (self);
}

static void
forget_all (FerryDisksPage *self)
{
  /* at once, or the one would be migrated for want of the others */
  g_clear_object (&self->disk);
  ferry_disk_gathering_stop (self->gathering);
  g_ptr_array_unref (ferry_chosen_disks_clear (self->chosen));
  ferry_chosen_strip_forget (self->chosen_strip);
  forget_disk (self);
}

/* Somebody else has disks to migrate, such as those of a plan, or wants none any more. */
static void
disks_changed_cb (FerryDisksPage *self)
{
  GPtrArray *disks = ferry_migration_get_disks (get_migration (self));

  if (self->setting_disks)
    return;

  if (disks->len == 0)
    {
      forget_all (self);
      return;
    }

  ferry_disk_gathering_stop (self->gathering);
  ferry_chosen_disks_set (self->chosen, disks);
}

/* What is still being asked as another account is not for this one; who enters asks anew. */
static void
client_changed_cb (FerryDisksPage *self)
{
  forget_all (self);
  ferry_chosen_disks_set_client (self->chosen, ferry_migration_get_client (get_migration (self)));
  ferry_bucket_pane_set_client (self->bucket_pane, NULL);
  ferry_folder_pane_clear (self->folder_pane);
  set_bucket (self, NULL);
  show_buckets (self);
}

/* Folding closes the card in libadwaita 1.2, and it is the card that is looked at. */
static void
folded_cb (FerryDisksPage *self)
{
  if (self->object && ferry_folder_pane_get_selected (self->folder_pane) == self->object)
    open_card (self);
}

/* Wherever the focus is: the card may lie over what has it. */
static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  FerryDisksPage *self = FERRY_DISKS_PAGE (widget);

  if (!gtk_widget_get_mapped (widget) || !adw_flap_get_folded (self->flap) ||
      !adw_flap_get_reveal_flap (self->flap))
    return FALSE;

  close_card (self);
  return TRUE;
}

static void
add_escape (FerryDisksPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape,
                                                                                  0),
                                                          gtk_callback_action_new (escape_cb,
                                                                                   NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
ferry_disks_page_enter (FerryWizardPage *page)
{
  FerryDisksPage *self = FERRY_DISKS_PAGE (page);

  ferry_bucket_pane_set_client (self->bucket_pane,
                                ferry_migration_get_client (get_migration (self)));
}

static void
ferry_disks_page_unroot (GtkWidget *widget)
{
  FerryDisksPage *self = FERRY_DISKS_PAGE (widget);

  cancel_look (self);
  ferry_disk_gathering_stop (self->gathering);

  GTK_WIDGET_CLASS (ferry_disks_page_parent_class)->unroot (widget);
}

static void
make_chosen (FerryDisksPage *self)
{
  FerryDiskInspections *inspections =
    ferry_application_get_inspections (ferry_application_get ());

  self->chosen = ferry_chosen_disks_new (inspections);
  self->gathering = ferry_disk_gathering_new (self->chosen);
  ferry_folder_pane_set_inspections (self->folder_pane, inspections);
  ferry_folder_pane_set_chosen (self->folder_pane, self->chosen);
  ferry_chosen_strip_set_chosen (self->chosen_strip, self->chosen, self->gathering);
  g_signal_connect_object (self->chosen, "changed", G_CALLBACK (publish), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->gathering, "changed", G_CALLBACK (publish), self,
                           G_CONNECT_SWAPPED);
}

static void
ferry_disks_page_constructed (GObject *object)
{
  FerryDisksPage *self = FERRY_DISKS_PAGE (object);
  GSettings *settings = ferry_application_get_settings (ferry_application_get ());

  G_OBJECT_CLASS (ferry_disks_page_parent_class)->constructed (object);

  make_chosen (self);
  g_signal_connect_object (get_migration (self), "notify::client",
                           G_CALLBACK (client_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_migration (self), "notify::disks",
                           G_CALLBACK (disks_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flap, "notify::folded",
                           G_CALLBACK (folded_cb), self, G_CONNECT_SWAPPED);
  client_changed_cb (self);
  if (settings)
    {
      g_autofree char *last = g_settings_get_string (settings, "last-bucket");

      ferry_bucket_pane_set_wanted (self->bucket_pane, last);
    }
}

static void
ferry_disks_page_dispose (GObject *object)
{
  FerryDisksPage *self = FERRY_DISKS_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->object);
  g_clear_object (&self->object_bucket);
  g_clear_object (&self->bucket);
  g_clear_object (&self->disk);
  g_clear_object (&self->gathering);
  g_clear_object (&self->chosen);
  g_clear_pointer (&self->reason, g_free);

  G_OBJECT_CLASS (ferry_disks_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/wizard/"
                                               "ferry-disks-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryDisksPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, FerryDisksPage, bucket_pane);
  gtk_widget_class_bind_template_child (widget_class, FerryDisksPage, flap);
  gtk_widget_class_bind_template_child (widget_class, FerryDisksPage, folder_pane);
  gtk_widget_class_bind_template_child (widget_class, FerryDisksPage, region_label);
  gtk_widget_class_bind_template_child (widget_class, FerryDisksPage, disk_card);
  gtk_widget_class_bind_template_child (widget_class, FerryDisksPage, manifest_offer);
  gtk_widget_class_bind_template_child (widget_class, FerryDisksPage, strip);
  gtk_widget_class_bind_template_child (widget_class, FerryDisksPage, chosen_strip);
  gtk_widget_class_bind_template_callback (widget_class, add_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, bucket_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_card);
  gtk_widget_class_bind_template_callback (widget_class, inspect);
  gtk_widget_class_bind_template_callback (widget_class, ferry_manifest_offer_open);
  gtk_widget_class_bind_template_callback (widget_class, object_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_card);
  gtk_widget_class_bind_template_callback (widget_class, show_buckets);
  gtk_widget_class_bind_template_callback (widget_class, show_objects);
  gtk_widget_class_bind_template_callback (widget_class, update_strip);
}

static void
ferry_disks_page_class_init (FerryDisksPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ferry_disks_page_constructed;
  object_class->dispose = ferry_disks_page_dispose;
  widget_class->unroot = ferry_disks_page_unroot;
  FERRY_WIZARD_PAGE_CLASS (klass)->enter = ferry_disks_page_enter;

  g_type_ensure (FERRY_TYPE_BUCKET_PANE);
  g_type_ensure (FERRY_TYPE_CHOSEN_STRIP);
  g_type_ensure (FERRY_TYPE_DISK_CARD);
  g_type_ensure (FERRY_TYPE_DISK_STRIP);
  g_type_ensure (FERRY_TYPE_FOLDER_PANE);
  g_type_ensure (FERRY_TYPE_MANIFEST_OFFER);

  bind_template (widget_class);
}

static void
ferry_disks_page_init (FerryDisksPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_escape (self);
}
