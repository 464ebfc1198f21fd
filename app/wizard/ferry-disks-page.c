/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-disks-page.h"

#include "browser/ferry-bucket-pane.h"
#include "browser/ferry-disk-card.h"
#include "browser/ferry-object-view.h"
#include "browser/ferry-path-bar.h"
#include "common/ferry-format.h"
#include "common/ferry-placeholder.h"
#include "ferry-application.h"

#include <glib/gi18n.h>

struct _FerryDisksPage {
  FerryWizardPage   parent_instance;

  AdwLeaflet       *leaflet;
  FerryBucketPane  *bucket_pane;
  AdwFlap          *flap;
  FerryPathBar     *path_bar;
  GtkStack         *stack;
  FerryPlaceholder *placeholder;
  FerryObjectView  *object_view;
  FerryDiskCard    *disk_card;
  GtkWidget        *strip;
  GtkLabel         *strip_title;
  GtkLabel         *strip_caption;

  FerryBucket      *bucket;         /* whose folder is shown */
  FerryObjectList  *objects;
  gboolean          listing_stopped;  /* the page was left before the end */
  FerryBucket      *object_bucket;  /* where the disk lies that is looked into */
  FerryObject      *object;
  GCancellable     *cancellable;    /* of the look: a newer one cancels it */
  gboolean          setting_disk;
};

G_DEFINE_FINAL_TYPE (FerryDisksPage, ferry_disks_page, FERRY_TYPE_WIZARD_PAGE)

static FerryMigration *
get_migration (FerryDisksPage *self)
{
  return ferry_wizard_page_get_migration (FERRY_WIZARD_PAGE (self));
}

static void
set_incomplete (FerryDisksPage *self,
                const char     *reason)
{
  ferry_wizard_page_set_complete (FERRY_WIZARD_PAGE (self), FALSE, reason);
}

static void
set_disk (FerryDisksPage *self,
          FerryDisk      *disk)
{
  self->setting_disk = TRUE;
  ferry_migration_set_disk (get_migration (self), disk);
  self->setting_disk = FALSE;
}

/* The strip says which disk is chosen while its card is not there to say it. */
static void
update_strip (FerryDisksPage *self)
{
  FerryMigration *migration = get_migration (self);
  FerryDisk *disk = migration ? ferry_migration_get_disk (migration) : NULL;
  g_autofree char *disk_size = NULL;
  g_autofree char *file_size = NULL;
  g_autofree char *caption = NULL;

  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;

  gtk_widget_set_visible (self->strip, disk && !adw_flap_get_reveal_flap (self->flap));
  if (disk == NULL)
    return;

  disk_size = ferry_format_disk (ferry_disk_get_report (disk)->virtual_size);
  file_size = ferry_format_disk (ferry_disk_get_size (disk));
  /* Translators: the size of a disk, "40 GiB", and of its file, "5.8 GiB" */
  caption = g_strdup_printf (_("%s disk · %s in the bucket"), disk_size, file_size);
  gtk_label_set_label (self->strip_title, ferry_disk_get_name (disk));
  gtk_label_set_label (self->strip_caption, caption);
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

static void
take_report (FerryDisksPage  *self,
             FerryDiskReport *report)
{
  FerryClient *client = ferry_migration_get_client (get_migration (self));
  FerryAccount *account = ferry_client_get_account (client);
  const char *region = ferry_bucket_get_region (self->object_bucket);
  g_autoptr (FerryDisk) disk = NULL;

  if (region == NULL)
    region = ferry_account_get_region (account);
  ferry_disk_card_show_report (self->disk_card, self->object, report, region);

  if (ferry_disk_report_get_file_format (report) == NULL || !report->has_virtual_size)
    {
      g_autofree char *problem = ferry_disk_card_judge (report, region);

      set_disk (self, NULL);
      set_incomplete (self, problem ? problem : _("This disk cannot be imported."));
      return;
    }

  disk = ferry_disk_new (region, ferry_bucket_get_name (self->object_bucket),
                         ferry_object_get_key (self->object),
                         ferry_object_get_etag (self->object),
                         ferry_object_get_storage_class (self->object),
                         ferry_object_get_size (self->object), report);
  set_disk (self, disk);
  ferry_application_follow (ferry_application_get (), client, region);
  ferry_wizard_page_set_complete (FERRY_WIZARD_PAGE (self), TRUE, NULL);
}

static void
inspected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (FerryDisksPage) self = user_data;
  g_autoptr (FerryDiskReport) report = NULL;
  g_autoptr (GError) error = NULL;

  report = ferry_disk_inspect_finish (FERRY_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (report)
    {
      take_report (self, report);
    }
  else
    {
      set_disk (self, NULL);
      ferry_disk_card_show_error (self->disk_card, self->object, error);
      set_incomplete (self, _("The chosen disk could not be read."));
    }
  update_strip (self);
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
  FerryMigration *migration = get_migration (self);
  FerryAccount *account = ferry_client_get_account (ferry_migration_get_client (migration));
  const char *region = ferry_bucket_get_region (self->object_bucket);

  cancel_look (self);
  self->cancellable = g_cancellable_new ();
  ferry_disk_card_show_looking (self->disk_card, self->object);
  set_incomplete (self, _("Ferry is looking inside the disk."));
  ferry_disk_inspect_async (ferry_migration_get_client (migration),
                            region ? region : ferry_account_get_region (account),
                            ferry_bucket_get_name (self->object_bucket), self->object,
                            self->cancellable, inspected_cb, g_object_ref (self));
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
      g_set_object (&self->object_bucket, self->bucket);
      inspect (self);
    }
  open_card (self);
}

static void
stop_listing (FerryDisksPage *self)
{
  ferry_object_view_set_model (self->object_view, NULL);
  if (self->objects)
    g_signal_handlers_disconnect_by_data (self->objects, self);
  g_clear_object (&self->objects);
}

static void
update_objects (FerryDisksPage *self)
{
  gboolean at_top = *ferry_object_list_get_prefix (self->objects) == '\0';

  if (g_list_model_get_n_items (G_LIST_MODEL (self->objects)) > 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "objects");
      return;
    }

  if (ferry_object_list_is_complete (self->objects))
    ferry_placeholder_show_message (self->placeholder, "folder-symbolic",
                                    at_top ? _("The Bucket Is Empty") : _("The Folder Is Empty"),
                                    _("Upload a disk, then look again."), _("Look Again"));
  gtk_stack_set_visible_child_name (self->stack, "placeholder");
}

static void
load_more (FerryDisksPage *self)
{
  if (self->objects)
    ferry_object_list_load (self->objects);
}

static void
listing_failed_cb (FerryDisksPage *self,
                   GError         *error)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  AdwToast *toast;

  if (g_list_model_get_n_items (G_LIST_MODEL (self->objects)) == 0 || overlay == NULL)
    {
      ferry_placeholder_show_error (self->placeholder, error, _("Try Again"));
      gtk_stack_set_visible_child_name (self->stack, "placeholder");
      return;
    }

  toast = adw_toast_new (_("Not All Objects Could Be Listed"));
  adw_toast_set_button_label (toast, _("Try Again"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (load_more), self,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

static void
open_folder (FerryDisksPage *self,
             const char     *prefix)
{
  g_autofree char *own_prefix = g_strdup (prefix);
  g_autofree char *name = ferry_format_key (ferry_bucket_get_name (self->bucket));

  stop_listing (self);
  self->listing_stopped = FALSE;
  self->objects = ferry_object_list_new (ferry_migration_get_client (get_migration (self)),
                                         self->bucket, own_prefix);
  g_signal_connect_object (self->objects, "failed", G_CALLBACK (listing_failed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->objects, "items-changed", G_CALLBACK (update_objects),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->objects, "notify::complete", G_CALLBACK (update_objects),
                           self, G_CONNECT_SWAPPED);

  ferry_path_bar_set_path (self->path_bar, name, own_prefix);
  gtk_widget_set_visible (GTK_WIDGET (self->path_bar), TRUE);
  ferry_placeholder_show_loading (self->placeholder, _("Listing…"));
  gtk_stack_set_visible_child_name (self->stack, "placeholder");
  ferry_object_view_set_model (self->object_view, G_LIST_MODEL (self->objects));
  ferry_object_list_load (self->objects);
}

/* Of an empty or failed folder; before a bucket is opened there is no button. */
static void
look_again (FerryDisksPage *self)
{
  if (self->objects)
    open_folder (self, ferry_object_list_get_prefix (self->objects));
}

static void
object_activated_cb (FerryDisksPage *self,
                     FerryObject    *object)
{
  if (ferry_object_is_folder (object))
    open_folder (self, ferry_object_get_key (object));
  else
    open_card (self);
}

static void
path_activated_cb (FerryDisksPage *self,
                   const char     *prefix)
{
  open_folder (self, prefix);
}

static void
bucket_opened_cb (FerryDisksPage *self,
                  FerryBucket    *bucket)
{
  GSettings *settings = ferry_application_get_settings (ferry_application_get ());

  g_set_object (&self->bucket, bucket);
  if (settings)
    g_settings_set_string (settings, "last-bucket", ferry_bucket_get_name (bucket));
  open_folder (self, "");
}

static void
forget_disk (FerryDisksPage *self)
{
  cancel_look (self);
  g_clear_object (&self->object);
  g_clear_object (&self->object_bucket);
  ferry_object_view_unselect (self->object_view);
  ferry_disk_card_show_nothing (self->disk_card);
  close_card (self);
  update_strip (self);
  set_incomplete (self, _("Choose a disk."));
}

static void
disk_changed_cb (FerryDisksPage *self)
{
  if (!self->setting_disk && ferry_migration_get_disk (get_migration (self)) == NULL)
    forget_disk (self);
}

static void
client_changed_cb (FerryDisksPage *self)
{
  forget_disk (self);
  stop_listing (self);
  g_clear_object (&self->bucket);
  gtk_widget_set_visible (GTK_WIDGET (self->path_bar), FALSE);
  ferry_placeholder_show_message (self->placeholder, "folder-remote-symbolic",
                                  _("No Bucket Chosen"),
                                  _("Choose the bucket that holds the disk."), NULL);
  gtk_stack_set_visible_child_name (self->stack, "placeholder");
  show_buckets (self);
}

/* Folding closes the card in libadwaita 1.2, and it is the card that is looked at. */
static void
folded_cb (FerryDisksPage *self)
{
  if (self->object && ferry_object_view_get_selected (self->object_view) == self->object)
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
ferry_disks_page_map (GtkWidget *widget)
{
  FerryDisksPage *self = FERRY_DISKS_PAGE (widget);

  GTK_WIDGET_CLASS (ferry_disks_page_parent_class)->map (widget);

  if (self->listing_stopped)
    load_more (self);
  self->listing_stopped = FALSE;
}

/* A bucket may have a million objects, and nobody looks. */
static void
ferry_disks_page_unmap (GtkWidget *widget)
{
  FerryDisksPage *self = FERRY_DISKS_PAGE (widget);

  if (self->objects && ferry_object_list_is_loading (self->objects))
    {
      ferry_object_list_stop (self->objects);
      self->listing_stopped = TRUE;
    }

  GTK_WIDGET_CLASS (ferry_disks_page_parent_class)->unmap (widget);
}

static void
ferry_disks_page_unroot (GtkWidget *widget)
{
  FerryDisksPage *self = FERRY_DISKS_PAGE (widget);

  cancel_look (self);
  stop_listing (self);

  GTK_WIDGET_CLASS (ferry_disks_page_parent_class)->unroot (widget);
}

static void
ferry_disks_page_constructed (GObject *object)
{
  FerryDisksPage *self = FERRY_DISKS_PAGE (object);
  GSettings *settings = ferry_application_get_settings (ferry_application_get ());

  G_OBJECT_CLASS (ferry_disks_page_parent_class)->constructed (object);

  g_signal_connect_object (get_migration (self), "notify::client",
                           G_CALLBACK (client_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_migration (self), "notify::disk",
                           G_CALLBACK (disk_changed_cb), self, G_CONNECT_SWAPPED);
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
  g_clear_object (&self->objects);
  g_clear_object (&self->bucket);

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
  gtk_widget_class_bind_template_child (widget_class, FerryDisksPage, path_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryDisksPage, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryDisksPage, placeholder);
  gtk_widget_class_bind_template_child (widget_class, FerryDisksPage, object_view);
  gtk_widget_class_bind_template_child (widget_class, FerryDisksPage, disk_card);
  gtk_widget_class_bind_template_child (widget_class, FerryDisksPage, strip);
  gtk_widget_class_bind_template_child (widget_class, FerryDisksPage, strip_title);
  gtk_widget_class_bind_template_child (widget_class, FerryDisksPage, strip_caption);
  gtk_widget_class_bind_template_callback (widget_class, bucket_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_card);
  gtk_widget_class_bind_template_callback (widget_class, inspect);
  gtk_widget_class_bind_template_callback (widget_class, look_again);
  gtk_widget_class_bind_template_callback (widget_class, object_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, object_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_card);
  gtk_widget_class_bind_template_callback (widget_class, path_activated_cb);
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
  widget_class->map = ferry_disks_page_map;
  widget_class->unmap = ferry_disks_page_unmap;
  widget_class->unroot = ferry_disks_page_unroot;
  FERRY_WIZARD_PAGE_CLASS (klass)->enter = ferry_disks_page_enter;

  g_type_ensure (FERRY_TYPE_BUCKET_PANE);
  g_type_ensure (FERRY_TYPE_DISK_CARD);
  g_type_ensure (FERRY_TYPE_OBJECT_VIEW);
  g_type_ensure (FERRY_TYPE_PATH_BAR);
  g_type_ensure (FERRY_TYPE_PLACEHOLDER);

  bind_template (widget_class);
}

static void
ferry_disks_page_init (FerryDisksPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_escape (self);
}
