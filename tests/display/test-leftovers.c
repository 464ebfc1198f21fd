/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-widgets.h"

#include "tasks/ferry-leftover-row.h"
#include "tasks/ferry-leftover-text.h"
#include "tasks/ferry-leftovers-window.h"

#include <string.h>

/* What the window of what was left over says. */

#define PHONE_WIDTH 360

static FerryOrphan *
make_orphan (FerryOrphanKind      kind,
             FerryOrphanEvidence  evidence,
             const char          *bucket,
             const char          *id,
             gboolean             is_kept)
{
  g_autoptr(GDateTime) since = g_date_time_new_utc (2026, 11, 12, 4, 12, 0);
  const FerryOrphanFacts facts = {
    .kind = kind, .evidence = evidence, .region = "eu-west-1", .bucket = bucket, .id = id,
    .machine = "web <b>01", .since = since, .is_kept = is_kept,
    .size = bucket == NULL && kind != FERRY_ORPHAN_TASK ? 40 : 0,
  };

  return ferry_orphan_new (&facts);
}

static void
add (GPtrArray           *found,
     FerryOrphanKind      kind,
     FerryOrphanEvidence  evidence,
     const char          *bucket,
     const char          *id)
{
  g_autoptr(FerryOrphan) orphan = make_orphan (kind, evidence, bucket, id, FALSE);

  g_ptr_array_add (found, ferry_remnant_new (orphan, NULL));
}

static GPtrArray *
make_found (void)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_remnant_free);

  add (found, FERRY_ORPHAN_MANIFEST, FERRY_ORPHAN_BY_JOURNAL, "disks", "2026/a<b>&.xml");
  add (found, FERRY_ORPHAN_CLAIM, FERRY_ORPHAN_BY_NAME, "disks", "2026/.ferry-claim");
  add (found, FERRY_ORPHAN_VOLUME, FERRY_ORPHAN_BY_TAG, NULL, "vol-0a1b");
  add (found, FERRY_ORPHAN_VOLUME, FERRY_ORPHAN_BY_TASK, NULL, "vol-0c2d");
  add (found, FERRY_ORPHAN_INSTANCE, FERRY_ORPHAN_BY_DESCRIPTION, NULL, "i-0a1b");
  add (found, FERRY_ORPHAN_TASK, FERRY_ORPHAN_BY_JOURNAL, NULL, "import-i-1");

  return found;
}

static GtkWindow *
show (GPtrArray *found,
      GPtrArray *problems)
{
  GtkWindow *window = ferry_leftovers_window_new (NULL);

  ferry_leftovers_window_show_found (FERRY_LEFTOVERS_WINDOW (window), found, problems);
  gtk_window_present (window);
  while (!gtk_widget_get_mapped (GTK_WIDGET (window)))
    g_main_context_iteration (NULL, TRUE);

  return window;
}

static guint
count_rows (GtkWindow *window)
{
  guint n = 0;

  while (ferry_test_widgets_find (GTK_WIDGET (window), FERRY_TYPE_LEFTOVER_ROW, n) != NULL)
    n++;

  return n;
}

static void
test_found (void)
{
  g_autoptr(GPtrArray) found = make_found ();
  g_autoptr(GPtrArray) problems = g_ptr_array_new ();
  GtkWindow *window = show (found, problems);
  GtkWidget *root = GTK_WIDGET (window);
  int least;

  g_assert_cmpuint (count_rows (window), ==, found->len);
  for (guint i = 0; i < FERRY_N_ORPHAN_KINDS; i++)
    g_assert_true (ferry_test_widgets_says (root, ferry_orphan_kind_get_title (i)));
  g_assert_true (ferry_test_widgets_says (root, "a<b>&.xml"));
  g_assert_true (ferry_test_widgets_mentions (root, "It has Ferry’s tag"));
  g_assert_true (ferry_test_widgets_mentions (root, "For web <b>01, in Europe (Ireland)"));
  g_assert_true (ferry_test_widgets_mentions (root, "40 GiB, about $4 a month"));
  g_assert_true (ferry_test_widgets_says (root, "Terminate…"));
  g_assert_false (ferry_test_widgets_mentions (root, "Not everything could be asked"));

  gtk_widget_measure (root, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, PHONE_WIDTH);
  gtk_window_destroy (window);
}

/* Nothing is a calm page; and what comes after is shown in the place of what was. */
static void
test_nothing (void)
{
  g_autoptr(GPtrArray) found = make_found ();
  g_autoptr(GPtrArray) nothing = g_ptr_array_new ();
  GtkWindow *window = show (nothing, nothing);

  g_assert_true (ferry_test_widgets_says (GTK_WIDGET (window), "Nothing Was Left Over"));
  ferry_leftovers_window_show_found (FERRY_LEFTOVERS_WINDOW (window), found, nothing);
  g_assert_cmpuint (count_rows (window), ==, found->len);
  g_assert_false (ferry_test_widgets_says (GTK_WIDGET (window), "Nothing Was Left Over"));
  ferry_leftovers_window_show_found (FERRY_LEFTOVERS_WINDOW (window), nothing, nothing);
  g_assert_cmpuint (count_rows (window), ==, 0);
  gtk_window_destroy (window);
}

/* What was denied is told once, beside what was found. */
static void
test_denied (void)
{
  g_autoptr(GPtrArray) found = make_found ();
  g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  FerryErrorDetail detail = {
    .service = (char *) "ec2", .operation = (char *) "DescribeVolumes", .status = 403,
    .code = (char *) "UnauthorizedOperation", .message = (char *) "no <b>",
  };
  GtkWindow *window;

  for (guint i = 0; i < 2; i++)
    g_ptr_array_add (problems, ferry_error_new_detailed (FERRY_ERROR_DENIED, &detail, NULL));
  window = show (found, problems);
  g_assert_true (ferry_test_widgets_mentions (GTK_WIDGET (window),
                                              "Not everything could be asked"));
  g_assert_true (ferry_test_widgets_mentions (GTK_WIDGET (window), "UnauthorizedOperation"));
  g_assert_cmpuint (count_rows (window), ==, found->len);
  gtk_window_destroy (window);
}

/* What cannot be had again is asked about, and so is what may be somebody else's. */
static void
test_asks (void)
{
  static const struct {
    FerryOrphanKind      kind;
    FerryOrphanEvidence  evidence;
    gboolean             asks;
    const char          *action;
  } cases[] = {
    { FERRY_ORPHAN_MANIFEST, FERRY_ORPHAN_BY_JOURNAL, FALSE, "Delete" },
    { FERRY_ORPHAN_MANIFEST, FERRY_ORPHAN_BY_NAME, TRUE, "Delete…" },
    { FERRY_ORPHAN_CLAIM, FERRY_ORPHAN_BY_TAG, FALSE, "Delete" },
    { FERRY_ORPHAN_VOLUME, FERRY_ORPHAN_BY_JOURNAL, TRUE, "Delete…" },
    { FERRY_ORPHAN_INSTANCE, FERRY_ORPHAN_BY_JOURNAL, TRUE, "Terminate…" },
    { FERRY_ORPHAN_TASK, FERRY_ORPHAN_BY_JOURNAL, TRUE, "Cancel…" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryOrphan) orphan = make_orphan (cases[i].kind, cases[i].evidence, NULL, "x",
                                                   TRUE);
      g_autofree char *consequence = ferry_orphan_text_consequence (orphan);
      g_autofree char *question = ferry_orphan_text_question (orphan);

      g_assert_true (ferry_orphan_text_must_ask (orphan) == cases[i].asks);
      g_assert_cmpstr (ferry_orphan_text_get_action (orphan), ==, cases[i].action);
      g_assert_nonnull (strstr (consequence, "Trying its machine again would use it"));
      g_assert_nonnull (strstr (question, " x?"));
    }
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;
    }

  return NULL;
}

static void
test_dialog (void)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify)
                                                               ferry_remnant_free);
  g_autoptr(GPtrArray) problems = g_ptr_array_new ();
  GtkWindow *window;
  GtkWidget *row;
  GtkWidget *dialog;

  add (found, FERRY_ORPHAN_VOLUME, FERRY_ORPHAN_BY_TAG, NULL, "vol-0a1b");
  window = show (found, problems);
  row = ferry_test_widgets_find (GTK_WIDGET (window), FERRY_TYPE_LEFTOVER_ROW, 0);
  g_signal_emit_by_name (ferry_test_widgets_find (row, GTK_TYPE_BUTTON, 0), "clicked");
  dialog = find_dialog ();
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==,
                   "Delete vol-0a1b?");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  gtk_window_destroy (GTK_WINDOW (dialog));

  /* It is gone: so is its row, and its kind. */
  g_signal_emit_by_name (row, "removed");
  g_assert_cmpuint (count_rows (window), ==, 0);
  g_assert_true (ferry_test_widgets_says (GTK_WIDGET (window), "Nothing Was Left Over"));
  gtk_window_destroy (window);
}

int
main (int    argc,
      char **argv)
{
  ferry_test_widgets_init (&argc, &argv);

  g_test_add_func ("/leftovers/found", test_found);
  g_test_add_func ("/leftovers/nothing", test_nothing);
  g_test_add_func ("/leftovers/denied", test_denied);
  g_test_add_func ("/leftovers/asks", test_asks);
  g_test_add_func ("/leftovers/dialog", test_dialog);

  return g_test_run ();
}
