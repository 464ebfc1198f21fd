/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-plan.h"

#include "../unit/large-manifest.h"

#include "browser/ferry-chosen-list.h"
#include "browser/ferry-disk-card.h"
#include "browser/ferry-disk-window.h"
#include "browser/ferry-object-view.h"
#include "connect/ferry-account-editor.h"
#include "ferry-window.h"
#include "manifest/ferry-comparison-window.h"
#include "manifest/ferry-finding-row.h"
#include "manifest/ferry-manifest-view.h"
#include "manifest/ferry-manifest-window.h"
#include "manifest/ferry-part-row.h"
#include "tasks/ferry-leftovers-window.h"
#include "tasks/ferry-tasks-view.h"
#include "wizard/ferry-machine-page.h"
#include "wizard/ferry-policy-window.h"
#include "wizard/ferry-review-list.h"

#include <math.h>
#include <string.h>

/* What a screen reader can tell of the widgets of every template, of pages that do not show and of
 * popovers too: whatever takes the focus says what it is and how it is called, and whatever is only
 * a picture says so. The journey "access" looks at the same from outside.
 */

#define PREFIX "/io/github/vmferry/Ferry/"
#define ID "io.github.vmferry.Ferry.Access"

static FerryApplication *application;

/* Set, and to something. */
static gboolean
has_text (GtkWidget             *widget,
          GtkAccessibleProperty  property)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  g_autofree char *found = NULL;

  if (!gtk_test_accessible_has_property (accessible, property))
    return FALSE;

  found = gtk_test_accessible_check_property (accessible, property, "");

  return found != NULL;
}

static gboolean
has_name (GtkWidget *widget)
{
  return has_text (widget, GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                           GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/* GTK 4.8 says both. A button is labelled by what is in it, of which a picture says nothing. */
static gboolean
is_named_twice (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && GTK_IS_IMAGE (gtk_button_get_child (GTK_BUTTON (widget))))
    return FALSE;

  return has_text (widget, GTK_ACCESSIBLE_PROPERTY_LABEL) &&
         gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                           GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/* Of no meaning in itself: a screen reader passes it, and what is around it speaks. */
static gboolean
is_silent (GtkWidget *widget)
{
  GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));

  return role == GTK_ACCESSIBLE_ROLE_NONE || role == GTK_ACCESSIBLE_ROLE_PRESENTATION ||
         role == GTK_ACCESSIBLE_ROLE_GENERIC || role == GTK_ACCESSIBLE_ROLE_GROUP ||
         role == GTK_ACCESSIBLE_ROLE_WIDGET;
}

static char *
describe (GtkWidget *widget)
{
  g_autoptr(GString) path = g_string_new (NULL);

  for (; widget; widget = gtk_widget_get_parent (widget))
    {
      const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));

      g_string_prepend (path, id ? id : G_OBJECT_TYPE_NAME (widget));
      if (gtk_widget_get_parent (widget))
        g_string_prepend (path, " > ");
    }

  return g_string_free (g_steal_pointer (&path), FALSE);
}

/* A part of something that is named; that it is in a window says nothing of it. */
static gboolean
is_within_named (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (parent == NULL || GTK_IS_ROOT (parent))
    return FALSE;

  return (!is_silent (parent) && has_name (parent)) || is_within_named (parent);
}

/* Nothing to read yet: the page that has it does not show. */
static gboolean
is_blank (GtkWidget *widget)
{
  return GTK_IS_LABEL (widget) && !gtk_widget_get_mapped (widget) &&
         *gtk_label_get_text (GTK_LABEL (widget)) == '\0';
}

/* A template is judged also where it is hidden at first, and what it hides itself is not. */
static gboolean
is_judged (GtkWidget *widget)
{
  return gtk_widget_get_visible (widget) || GTK_IS_POPOVER (widget) ||
         g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "Ferry");
}

static void
judge (GtkWidget  *widget,
       GHashTable *seen)
{
  g_autofree char *path = describe (widget);
  gboolean named = has_name (widget) || (is_silent (widget) && is_within_named (widget));

  g_hash_table_add (seen, (gpointer) G_OBJECT_TYPE_NAME (widget));
  if (gtk_widget_get_focusable (widget) && !named && !is_blank (widget))
    {
      g_test_message ("%s takes the focus and has no name", path);
      g_test_fail ();
    }
  if (!is_silent (widget) && is_named_twice (widget))
    {
      g_test_message ("%s has two names, and both are said", path);
      g_test_fail ();
    }
  if (GTK_IS_IMAGE (widget) && !is_silent (widget) && !named && !is_within_named (widget))
    {
      g_test_message ("%s is a picture without words", path);
      g_test_fail ();
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (is_judged (child))
      judge (child, seen);
}

/* (element-type utf8): the classes of all templates */
static GPtrArray *
list_templates (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_auto(GStrv) children = g_resources_enumerate_children (folder, 0, NULL);

  for (guint i = 0; children && children[i]; i++)
    {
      g_autofree char *path = g_strconcat (folder, children[i], NULL);
      g_autoptr(GBytes) bytes = NULL;
      const char *text;
      const char *start;

      if (g_str_has_suffix (path, "/"))
        {
          g_autoptr(GPtrArray) below = list_templates (path);

          g_ptr_array_extend_and_steal (names, g_steal_pointer (&below));
          continue;
        }
      if (!g_str_has_suffix (path, ".ui"))
        continue;

      bytes = g_resources_lookup_data (path, 0, NULL);
      text = g_bytes_get_data (bytes, NULL);
      start = strstr (text, "<template class=\"");
      if (start)
        {
          start += strlen ("<template class=\"");
          g_ptr_array_add (names, g_strndup (start, strcspn (start, "\"")));
        }
    }

  return names;
}

static GtkWidget *
make_object_view (void)
{
  GtkWidget *view = g_object_new (FERRY_TYPE_OBJECT_VIEW, NULL);
  g_autoptr(GListStore) objects = g_list_store_new (FERRY_TYPE_OBJECT);
  g_autoptr(FerryObject) folder = ferry_object_new_folder ("exports/");
  g_autoptr(FerryObject) disk = ferry_object_new ("web01.vmdk", 1, NULL, NULL, NULL);

  g_list_store_append (objects, folder);
  g_list_store_append (objects, disk);
  ferry_object_view_set_model (FERRY_OBJECT_VIEW (view), G_LIST_MODEL (objects));

  return view;
}

/* One disk that is known, as of a plan that was opened. */
static GtkWidget *
make_chosen_list (void)
{
  g_autoptr(FerryDiskInspections) inspections = ferry_disk_inspections_new ();
  g_autoptr(FerryChosenDisks) chosen = ferry_chosen_disks_new (inspections);
  g_autoptr(GPtrArray) disks = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *list = g_object_new (FERRY_TYPE_CHOSEN_LIST, NULL);

  g_ptr_array_add (disks, ferry_test_shown_disk_new ("web01.vmdk", 0x07));
  ferry_chosen_disks_set (chosen, disks);
  ferry_chosen_list_set_chosen (FERRY_CHOSEN_LIST (list), chosen);

  return list;
}

static GtkWidget *
make_tasks_view (void)
{
  g_autoptr(FerryTaskList) tasks = ferry_task_list_new (1);
  g_autoptr(FerryTask) task = ferry_test_shown_task_new ("db01", FERRY_TASK_CONVERTING);
  g_autoptr(FerryTaskItem) item = ferry_test_shown_item_new (FERRY_TASK_LANDED);
  GtkWidget *view = ferry_tasks_view_new (tasks);

  /* a machine that has landed and asks, which is chosen, and a task that others started */
  ferry_task_list_add (tasks, task);
  ferry_task_item_show (item, FERRY_MACHINE_ASKING, FERRY_QUESTION_SOURCES, NULL, NULL);
  ferry_task_items_add (ferry_tasks_view_get_items (FERRY_TASKS_VIEW (view)), item);

  return view;
}

static void
judge_shown (GtkWidget  *view,
             const char *text,
             GHashTable *seen)
{
  GtkWindow *window = ferry_test_widgets_show (view);

  while (!ferry_test_widgets_says (view, text))
    g_main_context_iteration (NULL, TRUE);
  judge (GTK_WIDGET (window), seen);
  gtk_window_destroy (window);
}

/* A disk that every call refuses, so that each row has its details. */
static GtkWidget *
make_card (void)
{
  GtkWidget *card = g_object_new (FERRY_TYPE_DISK_CARD, NULL);
  g_autoptr(FerryDisk) disk = ferry_test_shown_disk_new ("web01.vmdk", 0x07);
  g_autoptr(FerryObject) object = ferry_object_new ("web01.vmdk", 1, NULL, "\"1\"", NULL);
  FerryDiskReport *report = ferry_disk_get_report (disk);

  ferry_disk_report_set_format (report, FERRY_DISK_FORMAT_OTHER, "VMDK, sparse");
  ferry_disk_report_complain (report, FERRY_DISK_FAULT_NOT_STREAM, "It is sparse.");
  ferry_disk_card_show_report (FERRY_DISK_CARD (card), object, report, NULL);

  return card;
}

/* Two machines, one with a tag and nothing chosen that it needs. */
static GtkWidget *
make_machines (void)
{
  static const char *const names[] = { "blank01.img", "web01-boot.img", "web01-data.img", NULL };
  static const char *const tags[] = { "team", "shop", NULL };
  g_autoptr(FerryMigration) migration = ferry_test_migration_new (names);
  g_autoptr(FerryAccountFacts) facts = ferry_test_facts_new ();
  FerryPlan *plan = ferry_migration_get_plan (migration);

  ferry_plan_checker_give_facts (ferry_migration_get_checker (migration), facts);
  g_object_set (ferry_plan_get_machine (plan, 0), "tags", tags, NULL);

  return ferry_machine_page_new (migration);
}

static void
judge_disk_window (GHashTable *seen)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "samples", "disks",
                                                 "web01-boot.vmdk", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  GtkWindow *window = GTK_WINDOW (ferry_disk_window_new (GTK_APPLICATION (application), file));

  gtk_window_present (window);
  while (!ferry_test_widgets_says (GTK_WIDGET (window), "ImportVolume"))
    g_main_context_iteration (NULL, TRUE);
  judge (GTK_WIDGET (window), seen);
  gtk_window_destroy (window);
}

/* Of many parts, with what is wrong, searched and revealed: all that there can be of it. */
static void
judge_manifest (GHashTable *seen)
{
  g_autoptr(GString) text = g_string_new ("<manifest>\n<import>\n<parts count=\"1\">\n");
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(FerryManifestFacts) facts = ferry_manifest_facts_new (now);
  g_autoptr(FerryOpenManifest) manifest = NULL;
  GtkWidget *view = ferry_manifest_view_new ();
  GtkWindow *window = ferry_test_widgets_show (view);

  for (guint i = 0; i <= FERRY_OPEN_MANIFEST_MOST_PARTS; i++)
    g_string_append (text, "<part><key>web01</key></part>\n");
  bytes = g_bytes_new (text->str, text->len);
  manifest = ferry_open_manifest_new ("web01.xml", bytes, facts, NULL);
  ferry_manifest_view_set_manifest (FERRY_MANIFEST_VIEW (view), manifest);
  while (ferry_open_manifest_is_busy (manifest))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_widget_activate_action (view, "manifest-view.search", NULL));
  g_object_set (view, "revealed", TRUE, NULL);
  while (ferry_test_widgets_find (view, FERRY_TYPE_FINDING_ROW, 0) == NULL ||
         ferry_test_widgets_find (view, FERRY_TYPE_PART_ROW, 0) == NULL)
    g_main_context_iteration (NULL, TRUE);

  judge (GTK_WIDGET (window), seen);
  gtk_window_destroy (window);
}

/* So many parts that there is a list of them, compared with themselves. */
static void
judge_manifest_window (GHashTable *seen)
{
  g_autoptr(FerryClient) client = ferry_test_client_new ();
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GBytes) text = large_manifest_new (FERRY_OPEN_MANIFEST_MOST_PARTS + 1, now);
  g_autoptr(FerryManifestSource) source =
    ferry_manifest_source_new_for_text (text, client, "eu-west-1", "vm-disks", "mail01.xml");
  FerryManifestWindow *window =
    ferry_manifest_window_new_for_source (GTK_APPLICATION (application), source);
  GtkWindow *comparison;

  gtk_window_present (GTK_WINDOW (window));
  while (!ferry_test_widgets_mentions (GTK_WIDGET (window), "images/mail01.vmdk.part3") ||
         ferry_open_manifest_is_busy (ferry_manifest_window_get_manifest (window)))
    g_main_context_iteration (NULL, TRUE);
  judge (GTK_WIDGET (window), seen);

  comparison = GTK_WINDOW (
    ferry_comparison_window_new (GTK_APPLICATION (application),
                                 ferry_manifest_window_get_manifest (window), source));
  gtk_window_present (comparison);
  while (!ferry_test_widgets_says (GTK_WIDGET (comparison), "Same"))
    g_main_context_iteration (NULL, TRUE);
  judge (GTK_WIDGET (comparison), seen);
  gtk_window_destroy (comparison);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What a plan must be allowed, and the list of what is reviewed, which is full for several. */
static void
judge_review (GtkWindow  *parent,
              GHashTable *seen)
{
  g_autoptr(FerryDisk) web = ferry_test_shown_disk_new ("web01.vmdk", 0x07);
  g_autoptr(FerryDisk) db = ferry_test_shown_disk_new ("db01.vmdk", 0x07);
  g_autoptr(FerryMachine) web_machine = ferry_machine_new (web);
  g_autoptr(FerryMachine) db_machine = ferry_machine_new (db);
  g_autoptr(FerryPlan) plan = ferry_plan_new_for (ID, web_machine);
  g_autoptr(FerryPlanTrial) trial = ferry_plan_trial_new ();
  g_autoptr(GPtrArray) checks = g_ptr_array_new ();
  GtkWidget *list = g_object_new (FERRY_TYPE_REVIEW_LIST, NULL);
  GtkWindow *window = ferry_policy_window_new (parent, plan);

  judge (GTK_WIDGET (window), seen);
  gtk_window_destroy (window);

  ferry_plan_add_machine (plan, db_machine);
  ferry_review_list_set_plan (FERRY_REVIEW_LIST (list), plan);
  ferry_review_list_show_checks (FERRY_REVIEW_LIST (list), checks, trial);
  judge_shown (list, "db01", seen);
}

/* A volume that was found, and a bucket that could not be looked into. */
static void
judge_leftovers (GtkWindow  *parent,
                 GHashTable *seen)
{
  const FerryOrphanFacts facts = {
    .kind = FERRY_ORPHAN_VOLUME, .evidence = FERRY_ORPHAN_BY_TAG, .region = "eu-west-1",
    .id = "vol-0a1b2c3d", .machine = "web01", .size = 40,
  };
  g_autoptr(FerryOrphan) orphan = ferry_orphan_new (&facts);
  g_autoptr(GPtrArray) found =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_remnant_free);
  g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  GtkWindow *window = ferry_leftovers_window_new (parent);

  g_ptr_array_add (found, ferry_remnant_new (orphan, NULL));
  g_ptr_array_add (problems, g_error_new_literal (FERRY_ERROR, FERRY_ERROR_DENIED, "no"));
  ferry_leftovers_window_show_found (FERRY_LEFTOVERS_WINDOW (window), found, problems);
  gtk_window_present (window);
  while (!ferry_test_widgets_says (GTK_WIDGET (window), "vol-0a1b2c3d"))
    g_main_context_iteration (NULL, TRUE);
  judge (GTK_WIDGET (window), seen);
  gtk_window_destroy (window);
}

static void
judge_editor (GtkWindow  *parent,
              GHashTable *seen)
{
  g_autoptr(FerryKeyring) keyring = ferry_keyring_new (ID);
  g_autoptr(FerryAccounts) accounts = ferry_accounts_new (keyring);
  g_autoptr(FerryConnector) connector = ferry_connector_new (keyring, NULL);
  FerryAccountEditor *editor =
    ferry_account_editor_new (parent, accounts, connector, keyring, NULL);

  judge (GTK_WIDGET (editor), seen);
  gtk_window_destroy (GTK_WINDOW (editor));
}

static void
test_names (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) templates = list_templates (PREFIX);
  GtkWindow *window = GTK_WINDOW (ferry_window_new (application));

  gtk_window_present (window);
  while (!gtk_widget_get_mapped (GTK_WIDGET (window)))
    g_main_context_iteration (NULL, TRUE);
  judge (GTK_WIDGET (window), seen);
  judge_editor (window, seen);
  judge_review (window, seen);
  judge_leftovers (window, seen);
  judge_shown (make_object_view (), "web01.vmdk", seen);
  judge_shown (make_chosen_list (), "web01.vmdk", seen);
  judge_shown (make_tasks_view (), "db01", seen);
  judge_shown (make_card (), "ImportVolume", seen);
  judge_shown (make_machines (), "blank01", seen);
  judge_disk_window (seen);
  judge_manifest (seen);
  judge_manifest_window (seen);
  gtk_window_destroy (window);

  g_assert_cmpuint (templates->len, >, 20);
  for (guint i = 0; i < templates->len; i++)
    if (!g_hash_table_contains (seen, templates->pdata[i]))
      {
        g_test_message ("%s was not seen", (char *) templates->pdata[i]);
        g_test_fail ();
      }
}

typedef struct {
  const char *of;
  const char *on;
  double      least;
} Pair;

/* WCAG 2.1: 4.5 for text (1.4.3), 3 for pictures (1.4.11). */
static const Pair pairs[] = {
  { "accent_color", "window_bg_color", 4.5 },     /* the phase that goes on */
  { "error_color", "window_bg_color", 4.5 },      /* what is wrong with a field, a phase that failed */
  { "error_color", "view_bg_color", 4.5 },
  { "success_color", "window_bg_color", 3 },      /* icons, each beside its words */
  { "success_color", "card_bg_color", 3 },
  { "warning_color", "window_bg_color", 3 },
  { "warning_color", "card_bg_color", 3 },
  { "error_color", "card_bg_color", 3 },
  { "accent_fg_color", "accent_bg_color", 3 },    /* buttons, and the current phase's dot */
  { "white", "blue_4", 4.5 },                     /* words in parts of a disk */
  { "white", "purple_3", 4.5 },
  { "white", "orange_5", 4.5 },
  { "white", "brown_3", 4.5 },
};

static double
get_linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
get_luminance (const GdkRGBA *colour)
{
  return 0.2126 * get_linear (colour->red) + 0.7152 * get_linear (colour->green) +
         0.0722 * get_linear (colour->blue);
}

static double
lay_over (double top,
          double alpha,
          double bottom)
{
  return top * alpha + bottom * (1 - alpha);
}

/* As it is drawn in @window. */
static GdkRGBA
look_up (GtkWidget  *window,
         const char *name)
{
  GtkStyleContext *style = gtk_widget_get_style_context (window);
  GdkRGBA colour = { 1, 1, 1, 1 };
  GdkRGBA below;

  if (!g_str_equal (name, "white"))
    g_assert_true (gtk_style_context_lookup_color (style, name, &colour));
  if (colour.alpha == 1)
    return colour;

  below = look_up (window, "window_bg_color");

  return (GdkRGBA) { lay_over (colour.red, colour.alpha, below.red),
                     lay_over (colour.green, colour.alpha, below.green),
                     lay_over (colour.blue, colour.alpha, below.blue), 1 };
}

static double
get_contrast (GtkWidget  *window,
              const Pair *pair)
{
  GdkRGBA of = look_up (window, pair->of);
  GdkRGBA on = look_up (window, pair->on);
  double a = get_luminance (&of) + 0.05;
  double b = get_luminance (&on) + 0.05;

  return MAX (a, b) / MIN (a, b);
}

static void
test_contrast (gconstpointer data)
{
  AdwColorScheme scheme = GPOINTER_TO_INT (data);
  GtkWidget *window = adw_window_new ();

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      double contrast = get_contrast (window, &pairs[i]);

      g_test_message ("%s on %s: %.1f, %.1f is needed", pairs[i].of, pairs[i].on, contrast,
                      pairs[i].least);
      if (contrast < pairs[i].least)
        g_test_fail ();
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  int status;

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", "/proc/keyring", TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "password", TRUE);
  ferry_test_widgets_init (&argc, &argv);
  application = ferry_application_new ();
  g_application_set_application_id (G_APPLICATION (application), ID);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  g_test_add_func ("/access/names", test_names);
  g_test_add_data_func ("/access/contrast/light", GINT_TO_POINTER (ADW_COLOR_SCHEME_FORCE_LIGHT),
                        test_contrast);
  g_test_add_data_func ("/access/contrast/dark", GINT_TO_POINTER (ADW_COLOR_SCHEME_FORCE_DARK),
                        test_contrast);
  status = g_test_run ();
  g_clear_object (&application);

  return status;
}
