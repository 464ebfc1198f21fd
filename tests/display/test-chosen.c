/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-held-side.h"
#include "ferry-test-widgets.h"

#include "browser/ferry-chosen-row.h"
#include "browser/ferry-chosen-strip.h"
#include "browser/ferry-folder-pane.h"
#include "browser/ferry-object-row.h"
#include "browser/ferry-object-view.h"
#include "browser/ferry-tick.h"
#include "ferry-application.h"
#include "wizard/ferry-disks-page.h"

/* Ticks on the disks page: which disks they choose, what is shown of them, and what the migration
 * is given.
 */

#define TEST_ID "io.github.vmferry.Ferry.Test"
#define FIRST FERRY_HELD_SIDE_KEY

typedef struct {
  FerryHeldSide  *far_side;
  FerryClient    *client;
  FerryBucket    *bucket;
  FerryMigration *migration;
  GtkWidget      *page;
  GtkWindow      *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  fixture->far_side = ferry_held_side_new ();
  ferry_held_side_reset (fixture->far_side, data);
  fixture->client = ferry_test_server_make_client (fixture->far_side->server);
  fixture->bucket = ferry_bucket_new ("disks", "eu-west-1");
  fixture->migration = ferry_migration_new ();
  fixture->page = g_object_new (FERRY_TYPE_DISKS_PAGE, "migration", fixture->migration, NULL);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), fixture->page);
  fixture->window = ferry_test_widgets_show (overlay);
  ferry_migration_set_client (fixture->migration, fixture->client, NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (fixture->window);
  g_assert_finalize_object (fixture->migration);
  g_object_unref (fixture->client);
  g_object_unref (fixture->bucket);
  ferry_held_side_free (fixture->far_side);
}

static GtkWidget *
find (Fixture *fixture,
      GType    type)
{
  return ferry_test_widgets_find (fixture->page, type, 0);
}

static void
wait_said (Fixture    *fixture,
           const char *text)
{
  while (!ferry_test_widgets_says (GTK_WIDGET (fixture->window), text))
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_reason (Fixture    *fixture,
             const char *reason)
{
  FerryWizardPage *page = FERRY_WIZARD_PAGE (fixture->page);

  while (g_strcmp0 (ferry_wizard_page_get_reason (page), reason) != 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (ferry_wizard_page_is_complete (page) == (reason == NULL));
}

/* (nullable): the row of the first disk, once it is filled */
static GtkWidget *
get_row (Fixture *fixture)
{
  GtkWidget *row = find (fixture, FERRY_TYPE_OBJECT_ROW);

  return row && gtk_widget_get_mapped (row) && ferry_object_row_get_object (FERRY_OBJECT_ROW (row))
           ? row : NULL;
}

static void
open_bucket (Fixture     *fixture,
             FerryBucket *bucket)
{
  GtkWidget *pane = find (fixture, FERRY_TYPE_FOLDER_PANE);
  guint n_pages = fixture->far_side->n_pages;

  ferry_folder_pane_open (FERRY_FOLDER_PANE (pane), fixture->client, bucket, "");
  while (fixture->far_side->n_pages == n_pages || get_row (fixture) == NULL ||
         gtk_widget_get_width (get_row (fixture)) == 0)
    g_main_context_iteration (NULL, TRUE);
}

static GtkEventController *
find_controller (GtkWidget *widget,
                 GType      type)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        return controller;
    }

  return NULL;
}

static GtkWidget *
get_list (Fixture *fixture)
{
  return ferry_test_widgets_find (find (fixture, FERRY_TYPE_OBJECT_VIEW), GTK_TYPE_LIST_VIEW, 0);
}

/* Returns: whether the key meant something to a row that has the focus */
static gboolean
press_space (Fixture *fixture)
{
  GtkWidget *list = get_list (fixture);
  GListModel *shortcuts = G_LIST_MODEL (find_controller (list, GTK_TYPE_SHORTCUT_CONTROLLER));
  g_autoptr(GtkShortcut) shortcut = g_list_model_get_item (shortcuts, 0);
  g_autofree char *trigger = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

  g_assert_cmpstr (trigger, ==, "space");

  return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, list, NULL);
}

static void
click (Fixture   *fixture,
       GtkWidget *widget)
{
  GtkWidget *list = get_list (fixture);
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, list, &bounds));
  g_signal_emit_by_name (find_controller (list, GTK_TYPE_GESTURE_CLICK), "pressed", 1,
                         (double) (bounds.origin.x + bounds.size.width / 2),
                         (double) (bounds.origin.y + bounds.size.height / 2));
}

static gboolean
is_ticked (Fixture *fixture)
{
  GtkWidget *tick = ferry_test_widgets_find (get_row (fixture), FERRY_TYPE_TICK, 0);

  return (gtk_widget_get_state_flags (tick) & GTK_STATE_FLAG_CHECKED) != 0;
}

static guint
count_disks (Fixture *fixture)
{
  return ferry_migration_get_disks (fixture->migration)->len;
}

static void
press_button (Fixture    *fixture,
              const char *label)
{
  GtkWidget *strip = find (fixture, FERRY_TYPE_CHOSEN_STRIP);

  for (guint i = 0;; i++)
    {
      GtkWidget *button = ferry_test_widgets_find (strip, GTK_TYPE_BUTTON, i);

      g_assert_nonnull (button);
      if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
        {
          g_assert_true (gtk_widget_is_visible (button));
          g_signal_emit_by_name (button, "clicked");
          return;
        }
    }
}

static void
add_all (Fixture *fixture)
{
  g_assert_true (gtk_widget_activate_action (find (fixture, FERRY_TYPE_OBJECT_VIEW),
                                             "folder.add-all", NULL));
}

static void
release (Fixture *fixture)
{
  g_autoptr(SoupServerMessage) message = g_steal_pointer (&fixture->far_side->held);

  soup_server_message_unpause (message);
}

static void
test_keyboard (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *list_row;
  FerryDisk *disk;

  open_bucket (fixture, fixture->bucket);
  g_assert_false (press_space (fixture));
  list_row = ferry_test_widgets_get_list_row (get_row (fixture));
  g_assert_true (gtk_widget_grab_focus (list_row));
  g_assert_true (press_space (fixture));
  g_assert_true (is_ticked (fixture));
  gtk_test_accessible_assert_state (list_row, GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_TRUE);
  g_assert_false (ferry_wizard_page_is_complete (FERRY_WIZARD_PAGE (fixture->page)));
  g_assert_cmpstr (ferry_wizard_page_get_reason (FERRY_WIZARD_PAGE (fixture->page)), ==,
                   "Ferry is looking inside 1 disk");
  wait_reason (fixture, NULL);
  g_assert_true (ferry_test_widgets_says (fixture->page, "1 disk · 1 GiB of volumes"));
  disk = ferry_migration_get_disk (fixture->migration);
  g_assert_cmpstr (ferry_disk_get_key (disk), ==, FIRST);
  g_assert_cmpstr (ferry_disk_get_region (disk), ==, "eu-west-1");
  g_assert_nonnull (ferry_migration_get_plan (fixture->migration));

  /* With no tick and nothing selected, nothing is chosen. */
  g_assert_true (press_space (fixture));
  g_assert_false (is_ticked (fixture));
  gtk_test_accessible_assert_state (list_row, GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_FALSE);
  g_assert_cmpuint (count_disks (fixture), ==, 0);
  g_assert_false (ferry_test_widgets_says (fixture->page, "1 disk · 1 GiB of volumes"));
  g_assert_false (ferry_wizard_page_is_complete (FERRY_WIZARD_PAGE (fixture->page)));
}

/* The box is ticked, and what is beside it is not. */
static void
test_pointer (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *row;
  GtkWidget *tick;

  open_bucket (fixture, fixture->bucket);
  row = get_row (fixture);
  tick = ferry_test_widgets_find (row, FERRY_TYPE_TICK, 0);
  gtk_test_accessible_assert_property (tick, GTK_ACCESSIBLE_PROPERTY_LABEL, "Choose " FIRST);
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (tick)), ==,
                   GTK_ACCESSIBLE_ROLE_CHECKBOX);
  click (fixture, row);
  g_assert_false (is_ticked (fixture));
  click (fixture, tick);
  g_assert_true (is_ticked (fixture));
  g_assert_null (ferry_folder_pane_get_selected (FERRY_FOLDER_PANE (find (fixture,
                                                                         FERRY_TYPE_FOLDER_PANE))));
  click (fixture, tick);
  g_assert_false (is_ticked (fixture));
  /* a screen reader's way */
  g_assert_true (gtk_widget_activate_action (tick, "tick.toggle", NULL));
  g_assert_true (is_ticked (fixture));
  wait_reason (fixture, NULL);
}

/* What is ticked stays so, wherever one looks; a disk of the same key elsewhere is another one. */
static void
test_elsewhere (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(FerryBucket) other = ferry_bucket_new (FERRY_HELD_SIDE_NAMED, "eu-west-1");
  GPtrArray *disks;

  open_bucket (fixture, fixture->bucket);
  click (fixture, ferry_test_widgets_find (get_row (fixture), FERRY_TYPE_TICK, 0));
  open_bucket (fixture, other);
  g_assert_false (is_ticked (fixture));
  wait_reason (fixture, NULL);
  g_assert_true (ferry_test_widgets_says (fixture->page, "1 disk · 1 GiB of volumes"));
  click (fixture, ferry_test_widgets_find (get_row (fixture), FERRY_TYPE_TICK, 0));
  wait_reason (fixture, NULL);
  g_assert_true (ferry_test_widgets_says (fixture->page, "2 disks · 2 GiB of volumes"));
  disks = ferry_migration_get_disks (fixture->migration);
  g_assert_cmpuint (disks->len, ==, 2);
  g_assert_cmpstr (ferry_disk_get_bucket (disks->pdata[0]), ==, "disks");
  g_assert_cmpstr (ferry_disk_get_bucket (disks->pdata[1]), ==, FERRY_HELD_SIDE_NAMED);

  open_bucket (fixture, fixture->bucket);
  g_assert_true (is_ticked (fixture));
}

/* Two of three disks cannot be read: they stay, and say so. */
static void
test_add_all (Fixture       *fixture,
              gconstpointer  data)
{
  GPtrArray *disks;
  GtkWidget *strip;
  GtkMenuButton *button;

  open_bucket (fixture, fixture->bucket);
  while (fixture->far_side->held == NULL)
    g_main_context_iteration (NULL, TRUE);
  add_all (fixture);
  wait_said (fixture, "2 could not be read");
  wait_reason (fixture, NULL);
  g_assert_true (ferry_test_widgets_says (fixture->page, "3 disks · 1 GiB of volumes"));
  g_assert_true (is_ticked (fixture));
  disks = ferry_migration_get_disks (fixture->migration);
  g_assert_cmpuint (disks->len, ==, 3);
  g_assert_cmpstr (ferry_disk_get_key (disks->pdata[0]), ==, FIRST);
  g_assert_true (ferry_disk_get_report (disks->pdata[0])->has_virtual_size);
  g_assert_cmpstr (ferry_disk_get_key (disks->pdata[2]), ==, "web3.raw");
  g_assert_false (ferry_disk_get_report (disks->pdata[2])->has_virtual_size);
  g_assert_nonnull (ferry_disk_get_report (disks->pdata[2])->problem);

  /* The list has them first; there one is taken away. */
  strip = find (fixture, FERRY_TYPE_CHOSEN_STRIP);
  button = GTK_MENU_BUTTON (ferry_test_widgets_find (strip, GTK_TYPE_MENU_BUTTON, 0));
  gtk_menu_button_popup (button);
  while (ferry_test_widgets_find (strip, FERRY_TYPE_CHOSEN_ROW, 2) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (ferry_test_widgets_find (strip, FERRY_TYPE_CHOSEN_ROW, 0), "remove");
  g_assert_true (ferry_test_widgets_says (fixture->page, "1 could not be read"));
  disks = ferry_migration_get_disks (fixture->migration);
  g_assert_cmpuint (disks->len, ==, 2);
  g_assert_cmpstr (ferry_disk_get_key (disks->pdata[1]), ==, "web3.raw");

  /* Tried again, it is no better. */
  press_button (fixture, "_Try to Read Again");
  wait_reason (fixture, "Ferry is looking inside 1 disk");
  wait_reason (fixture, NULL);
  g_assert_true (ferry_test_widgets_says (fixture->page, "1 could not be read"));
  /* GTK 4.8 would still think of a tooltip on it when the window has gone. */
  gtk_menu_button_popdown (button);
  while (gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (button))))
    g_main_context_iteration (NULL, TRUE);
  release (fixture);
}

/* The search for disks is stopped: what it has found and nobody has looked into yet is let go. */
static void
test_stop_listing (Fixture       *fixture,
                   gconstpointer  data)
{
  open_bucket (fixture, fixture->bucket);
  ferry_held_side_reset (fixture->far_side, "ListNextPage");
  add_all (fixture);
  wait_said (fixture, "Looking for disks: 1 object so far…");
  g_assert_false (ferry_wizard_page_is_complete (FERRY_WIZARD_PAGE (fixture->page)));
  wait_reason (fixture, "Ferry is looking for disks");
  g_assert_cmpuint (count_disks (fixture), ==, 0);
  press_button (fixture, "_Stop");
  wait_reason (fixture, NULL);
  g_assert_true (ferry_test_widgets_says (fixture->page, "1 disk · 1 GiB of volumes"));
  g_assert_cmpuint (count_disks (fixture), ==, 1);
  release (fixture);
}

/* The look is stopped. */
static void
test_stop_looking (Fixture       *fixture,
                   gconstpointer  data)
{
  open_bucket (fixture, fixture->bucket);
  add_all (fixture);
  while (fixture->far_side->held == NULL)
    g_main_context_iteration (NULL, TRUE);
  wait_said (fixture, "Looking into 1 of 1 disk…");
  wait_reason (fixture, "Ferry is looking inside 1 disk");
  press_button (fixture, "_Stop");
  g_assert_false (is_ticked (fixture));
  g_assert_false (gtk_widget_get_visible (find (fixture, FERRY_TYPE_CHOSEN_STRIP)));
  wait_said (fixture, "1 disk that was not looked into is no longer chosen");
  release (fixture);
}

static GtkWidget *
find_toast_button (Fixture *fixture)
{
  for (guint i = 0;; i++)
    {
      GtkWidget *button =
        ferry_test_widgets_find (GTK_WIDGET (fixture->window), GTK_TYPE_BUTTON, i);

      if (button == NULL ||
          g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), "Undo") == 0)
        return button;
    }
}

/* What is cleared comes back; of another account it does not. */
static void
test_clear (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(FerryClient) other = ferry_test_server_make_client (fixture->far_side->server);

  open_bucket (fixture, fixture->bucket);
  click (fixture, ferry_test_widgets_find (get_row (fixture), FERRY_TYPE_TICK, 0));
  wait_reason (fixture, NULL);
  press_button (fixture, "Clear");
  g_assert_false (is_ticked (fixture));
  g_assert_cmpuint (count_disks (fixture), ==, 0);
  wait_said (fixture, "1 disk no longer chosen");
  g_signal_emit_by_name (find_toast_button (fixture), "clicked");
  g_assert_true (is_ticked (fixture));
  g_assert_cmpuint (count_disks (fixture), ==, 1);

  press_button (fixture, "Clear");
  ferry_migration_set_client (fixture->migration, other, NULL);
  g_assert_false (gtk_widget_get_visible (find (fixture, FERRY_TYPE_CHOSEN_STRIP)));
  while (find_toast_button (fixture))
    g_main_context_iteration (NULL, TRUE);
}

/* Whoever selects one disk has that one, as long as nothing is ticked. */
static void
test_selected (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(FerryBucket) other = ferry_bucket_new (FERRY_HELD_SIDE_NAMED, "eu-west-1");
  GtkWidget *tick;

  open_bucket (fixture, fixture->bucket);
  gtk_widget_activate_action (get_list (fixture), "list.select-item", "(ubb)", 0, FALSE, FALSE);
  wait_reason (fixture, NULL);
  g_assert_cmpuint (count_disks (fixture), ==, 1);

  open_bucket (fixture, other);
  tick = ferry_test_widgets_find (get_row (fixture), FERRY_TYPE_TICK, 0);
  click (fixture, tick);
  wait_reason (fixture, NULL);
  g_assert_cmpuint (count_disks (fixture), ==, 1);
  g_assert_cmpstr (ferry_disk_get_bucket (ferry_migration_get_disk (fixture->migration)), ==,
                   FERRY_HELD_SIDE_NAMED);
  click (fixture, tick);
  wait_reason (fixture, NULL);
  g_assert_cmpstr (ferry_disk_get_bucket (ferry_migration_get_disk (fixture->migration)), ==,
                   "disks");
}

/* As a plan that is opened does. */
static void
test_from_outside (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GPtrArray) disks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) none = g_ptr_array_new ();

  g_ptr_array_add (disks, ferry_test_shown_disk_new ("web01.img", 0x07));
  g_ptr_array_add (disks, ferry_test_shown_disk_new ("db01.img", 0x83));
  ferry_migration_set_disks (fixture->migration, disks);
  wait_said (fixture, "2 disks · 80 GiB of volumes");
  g_assert_true (ferry_wizard_page_is_complete (FERRY_WIZARD_PAGE (fixture->page)));
  g_assert_cmpuint (count_disks (fixture), ==, 2);
  g_assert_true (ferry_migration_get_disks (fixture->migration)->pdata[1] == disks->pdata[1]);

  ferry_migration_set_disks (fixture->migration, none);
  g_assert_false (gtk_widget_get_visible (find (fixture, FERRY_TYPE_CHOSEN_STRIP)));
  g_assert_false (ferry_wizard_page_is_complete (FERRY_WIZARD_PAGE (fixture->page)));
}

/* More than a plan can hold is refused, and nothing is asked for once nobody waits. */
static void
test_limit (Fixture       *fixture,
            gconstpointer  data)
{
  FerryDiskInspections *inspections = ferry_disk_inspections_new ();
  FerryChosenDisks *chosen = ferry_chosen_disks_new (inspections);
  g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) cleared = NULL;
  FerryChosenSummary summary;

  for (guint i = 0; i < FERRY_CHOSEN_DISKS_MAX + 1; i++)
    {
      g_autofree char *key = g_strdup_printf ("%04u.raw", i);

      g_ptr_array_add (objects, ferry_object_new (key, 1, NULL, "\"1\"", NULL));
    }
  ferry_chosen_disks_set_client (chosen, fixture->client);
  g_assert_false (ferry_chosen_disks_add (chosen, fixture->bucket, objects));
  ferry_chosen_disks_sum_up (chosen, &summary);
  g_assert_cmpuint (summary.n_disks, ==, FERRY_CHOSEN_DISKS_MAX);
  g_assert_cmpuint (summary.n_looking, ==, FERRY_CHOSEN_DISKS_MAX);
  g_assert_true (ferry_chosen_disks_contains (chosen, "disks", "0999.raw"));
  g_assert_false (ferry_chosen_disks_contains (chosen, "disks", "1000.raw"));

  cleared = ferry_chosen_disks_clear (chosen);
  g_assert_cmpuint (cleared->len, ==, FERRY_CHOSEN_DISKS_MAX);
  ferry_chosen_disks_restore (chosen, cleared);
  g_assert_finalize_object (chosen);
  /* Each look of it was cancelled and lets go. */
  g_object_add_weak_pointer (G_OBJECT (inspections), (gpointer *) &inspections);
  g_object_unref (inspections);
  while (inspections)
    g_main_context_iteration (NULL, TRUE);
}

static void
add (const char *path,
     const char *held,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, held, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(FerryApplication) application = NULL;
  g_autoptr(GError) error = NULL;

  ferry_test_widgets_init (&argc, &argv);

  application = ferry_application_new ();
  g_application_set_application_id (G_APPLICATION (application), TEST_ID);
  g_application_set_default (G_APPLICATION (application));
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  add ("/chosen/keyboard", NULL, test_keyboard);
  add ("/chosen/pointer", NULL, test_pointer);
  add ("/chosen/elsewhere", NULL, test_elsewhere);
  add ("/chosen/add-all", "ListNextPage", test_add_all);
  add ("/chosen/stop-listing", NULL, test_stop_listing);
  add ("/chosen/stop-looking", "GetObject", test_stop_looking);
  add ("/chosen/clear", NULL, test_clear);
  add ("/chosen/selected", NULL, test_selected);
  add ("/chosen/from-outside", NULL, test_from_outside);
  add ("/chosen/limit", NULL, test_limit);

  return g_test_run ();
}
