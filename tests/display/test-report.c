/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The report of a run: what stands in it, that nothing in it is taken for markup, and that it comes
 * whole to where it is wanted. Judged by xmllint, which takes it for XML.
 *
 * FERRY_REPORT_FILE: where the report is left, for the eye.
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-widgets.h"

#include "ferry-test-journal.h"

#include "import/ferry-run-private.h"
#include "tasks/ferry-report-saver.h"
#include "tasks/ferry-report.h"

#define TOKEN(n) "ferry1:00000000-0000-4000-8000-00000000000" n "0123456789ab"
#define SECRET "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* One line; the fields are pairs, up to a %NULL. */
G_GNUC_NULL_TERMINATED
static void
tell (Fixture      *fixture,
      FerryJournal *journal,
      guint         machine,
      guint         disk,
      const char   *state,
      ...)
{
  g_autoptr(JsonObject) fields = json_object_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GDateTime) next = g_date_time_add_seconds (fixture->now, 97);
  GAsyncResult *slot = NULL;
  const char *name;
  va_list pairs;

  va_start (pairs, state);
  while ((name = va_arg (pairs, const char *)))
    json_object_set_string_member (fields, name, va_arg (pairs, const char *));
  va_end (pairs);

  ferry_journal_append_async (journal, machine, disk, state, fixture->now, fields, NULL,
                              ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  g_assert_true (ferry_journal_append_finish (journal, result, NULL));
  g_date_time_unref (fixture->now);
  fixture->now = g_steal_pointer (&next);
}

/* The boot disk has landed in its first attempt, the data disk in its second. */
static void
land_first_machine (Fixture      *fixture,
                    FerryJournal *journal)
{
  tell (fixture, journal, 0, 0, "storing", "attempt", TOKEN ("1"), "manifest-key",
        "vm/web.vmdk.ferry-1.xml", NULL);
  tell (fixture, journal, 0, 0, "proving", NULL);
  tell (fixture, journal, 0, 0, "requesting", NULL);
  tell (fixture, journal, 0, 0, "converting", "task-id", "import-i-0a1b2c3d4e5f60718",
        "instance-id", "i-0a1b2c3d4e5f60718", "request-id", "7d2f8a0e-1c9b-4f9e-8a54-0b9a1f5c2d3e",
        "zone", "eu-west-1a", NULL);
  tell (fixture, journal, 0, 1, "storing", "attempt", TOKEN ("2"), "manifest-key",
        "vm/web-data.vmdk.ferry-2.xml", NULL);
  tell (fixture, journal, 0, 1, "unconfirmed", "error", "The connection broke", "error-code",
        "disconnected", NULL);
  tell (fixture, journal, 0, 1, "planned", "error", "", "error-code", "", "manifest-deleted",
        "yes", NULL);
  tell (fixture, journal, 0, 1, "storing", "attempt", TOKEN ("3"), "manifest-key",
        "vm/web-data.vmdk.ferry-3.xml", NULL);
  tell (fixture, journal, 0, 1, "converting", "task-id", "import-vol-00112233445566778",
        "request-id", "9e0d1c2b-3a49-4857-8665-748392a1b0cf", "message", "Progress: 43%", NULL);
  tell (fixture, journal, 0, 0, "landed", "volume-id", "vol-0aaaaaaaaaaaaaaaa", NULL);
  tell (fixture, journal, 0, 1, "landed", "volume-id", "vol-0bbbbbbbbbbbbbbbb", NULL);
  tell (fixture, journal, 0, FERRY_JOURNAL_WHOLE, "tagging", "instance", "i-0a1b2c3d4e5f60718",
        NULL);
  tell (fixture, journal, 0, FERRY_JOURNAL_WHOLE, "attaching", "instance", "i-0a1b2c3d4e5f60718",
        "volume", "vol-0bbbbbbbbbbbbbbbb", "device", "/dev/sdf", NULL);
  tell (fixture, journal, 0, FERRY_JOURNAL_WHOLE, "landed", "volume", "", "device-1", "/dev/sdf",
        "volume-1", "vol-0bbbbbbbbbbbbbbbb", NULL);
}

static FerryJournal *
write_journal (Fixture *fixture)
{
  FerryJournal *journal = make_journal (fixture);

  tell (fixture, journal, FERRY_JOURNAL_WHOLE, FERRY_JOURNAL_WHOLE, "queued", NULL);
  land_first_machine (fixture, journal);
  tell (fixture, journal, 1, 0, "storing", "attempt", TOKEN ("4"), "manifest-key",
        "vm/db.vmdk.ferry-4.xml", NULL);
  tell (fixture, journal, 1, 0, "failed", "error", "s3: AccessDenied: Access Denied (request 5F3A)",
        "error-code", "denied", NULL);
  tell (fixture, journal, 1, 1, "cancelled", "outcome", "known", NULL);

  return journal;
}

static FerryRun *
open_run (Fixture      *fixture,
          FerryJournal *journal)
{
  g_autoptr(FerryActivity) activity = ferry_activity_new ();
  FerryRun *run = ferry_run_new (ferry_journal_get_plan (journal),
                                 ferry_journal_get_run_id (journal),
                                 ferry_journal_get_started (journal));

  ferry_run_open (run, journal, activity, 1, FALSE, FALSE);
  /* It may have something to write. */
  while (ferry_activity_is_busy (activity))
    g_main_context_iteration (NULL, TRUE);

  return run;
}

static void
assert_well_formed (const char *html)
{
  g_autofree char *path = NULL;
  g_autofree char *errors = NULL;
  const char *left = g_getenv ("FERRY_REPORT_FILE");
  const char *argv[] = { "xmllint", "--noout", "--nonet", NULL, NULL };
  int status = -1;
  int fd;

  g_assert_true (g_utf8_validate (html, -1, NULL));
  if (left)
    g_assert_true (g_file_set_contents (left, html, -1, NULL));

  fd = g_file_open_tmp ("ferry-report-XXXXXX.html", &path, NULL);
  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, html, -1, NULL));
  argv[3] = path;
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               &errors, &status, NULL));
  g_assert_cmpstr (errors, ==, "");
  g_assert_cmpint (status, ==, 0);
  g_unlink (path);
}

/* Nothing runs, and nothing is fetched. */
static void
assert_harmless (const char *html)
{
  static const char *const never[] = { "<script", "<img", "<link", "src=\"", "href=\"", "url(",
                                       "@import", "javascript:", SECRET };

  for (guint i = 0; i < G_N_ELEMENTS (never); i++)
    g_assert_null (strstr (html, never[i]));
}

static void
test_whole (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const wanted[] = {
    "1234-5678-9012", "eu-west-1", "2026-11-23 12:00:00", "1 of 2 machines have landed.",
    "i-0a1b2c3d4e5f60718", "vol-0aaaaaaaaaaaaaaaa", "vol-0bbbbbbbbbbbbbbbb (/dev/sdf)",
    TOKEN ("1"), TOKEN ("2"), TOKEN ("3"), TOKEN ("4"),
    "7d2f8a0e-1c9b-4f9e-8a54-0b9a1f5c2d3e", "9e0d1c2b-3a49-4857-8665-748392a1b0cf",
    "import-i-0a1b2c3d4e5f60718", "vm/web-data.vmdk.ferry-3.xml", "vm/db-data.vmdk",
    "s3: AccessDenied: Access Denied (request 5F3A)",
    "The chain is unbroken: 20 lines.", RUN ".journal",
  };
  g_autoptr(FerryJournal) journal = write_journal (fixture);
  g_autoptr(FerryRun) run = open_run (fixture, journal);
  g_autoptr(GBytes) bytes = read_file (fixture);
  g_autofree char *html = ferry_report_to_html (run, bytes, "123456789012");

  assert_well_formed (html);
  assert_harmless (html);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      if (strstr (html, wanted[i]) == NULL)
        g_error ("the report lacks “%s”", wanted[i]);
    }
}

/* Names and messages are anybody's. */
static void
test_hostile (Fixture       *fixture,
              gconstpointer  data)
{
  const char *const tags[] = { "<img src=x onerror=alert(1)>", "\"'&<>", NULL };
  FerryMachine *machine = ferry_plan_get_machine (fixture->plan, 0);
  g_autoptr(FerryJournal) journal = NULL;
  g_autoptr(FerryRun) run = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *html = NULL;

  g_object_set (machine, "name", "</td><script>alert(1)</script>\xe2\x80\xae" "fdp\x01\xef\xbf\xbf",
                "tags", tags, NULL);
  add_disk (machine, "]]><link href='http://example.com/'/>--&amp;.vmdk");
  journal = make_journal (fixture);
  tell (fixture, journal, 0, 0, "</td><script>", "message",
        "</td><script>https://b.s3.amazonaws.com/k?X-Amz-Signature=" SECRET, NULL);
  tell (fixture, journal, 0, 2, "failed", "error",
        "<script>\x1b[31m https://b.s3.amazonaws.com/k?X-Amz-Signature=" SECRET, "error-code",
        "nothing-known", "request-id", "<script>", NULL);
  run = open_run (fixture, journal);
  bytes = read_file (fixture);
  html = ferry_report_to_html (run, bytes, "<script>");

  assert_well_formed (html);
  assert_harmless (html);
  g_assert_nonnull (strstr (html, "&lt;script&gt;alert(1)"));
  /* What would turn the text around, or cannot stand in a page, is a sign. */
  g_assert_null (strstr (html, "\xe2\x80\xae"));
  g_assert_null (strstr (html, "\xef\xbf\xbf"));
}

static void
test_journal (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = write_journal (fixture);
  g_autoptr(FerryRun) run = open_run (fixture, journal);
  g_autoptr(GBytes) bytes = read_file (fixture);
  gsize length = g_bytes_get_size (bytes);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), length);
  g_autoptr(GBytes) damaged = NULL;
  g_autoptr(GBytes) cut = g_bytes_new_from_bytes (bytes, 0, length - 5);
  g_autofree char *of_damaged = NULL;
  g_autofree char *of_cut = ferry_report_to_html (run, cut, NULL);
  g_autofree char *of_none = ferry_report_to_html (run, NULL, NULL);

  strstr (text, "\"queued\"")[1] = 'Q';
  damaged = g_bytes_new (text, length);
  of_damaged = ferry_report_to_html (run, damaged, NULL);
  assert_well_formed (of_damaged);
  g_assert_nonnull (strstr (of_damaged, "The chain is broken at line 3 of 20: "));
  assert_well_formed (of_cut);
  g_assert_nonnull (strstr (of_cut, "The chain is unbroken: 19 lines. The writing of one more"));
  assert_well_formed (of_none);
  g_assert_nonnull (strstr (of_none, "could not be read"));
}

static void
saved_cb (FerryReportSaver *saver,
          GFile            *file,
          gboolean         *saved)
{
  *saved = TRUE;
}

static void
test_saver (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = write_journal (fixture);
  g_autoptr(FerryRun) run = open_run (fixture, journal);
  g_autoptr(GFile) root = g_file_new_for_path (fixture->root);
  g_autoptr(GFile) file = g_file_get_child (root, "report.html");
  g_autoptr(GFile) nowhere = g_file_resolve_relative_path (root, "missing/report.html");
  GtkWidget *window = gtk_window_new ();
  g_autoptr(FerryReportSaver) saver = ferry_report_saver_new (GTK_WINDOW (window));
  g_autofree char *text = NULL;
  gboolean saved = FALSE;

  g_signal_connect (saver, "saved", G_CALLBACK (saved_cb), &saved);
  ferry_report_saver_save_to (saver, run, NULL, file);
  while (!saved)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL));
  assert_well_formed (text);
  g_assert_nonnull (strstr (text, "The chain is unbroken"));

  /* A dialog says what went wrong. */
  saved = FALSE;
  ferry_report_saver_save_to (saver, run, NULL, nowhere);
  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (saved);

  g_clear_object (&saver);
  for (guint i = g_list_model_get_n_items (gtk_window_get_toplevels ()); i > 0; i--)
    {
      g_autoptr(GtkWindow) shown = g_list_model_get_item (gtk_window_get_toplevels (), i - 1);

      gtk_window_destroy (shown);
    }
}

/* The window owns what asks: it may be closed meanwhile. */
static void
test_ask (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = write_journal (fixture);
  g_autoptr(FerryRun) run = open_run (fixture, journal);
  GtkWidget *window = gtk_window_new ();
  guint n_before = g_list_model_get_n_items (gtk_window_get_toplevels ());

  ferry_report_save (GTK_WINDOW (window), run);
  ferry_report_save (GTK_WINDOW (window), run);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), <=, n_before + 1);
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (g_steal_pointer (&run));
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "Asia/Kolkata", TRUE);
  ferry_test_widgets_init (&argc, &argv);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/report/whole", test_whole);
  ADD ("/report/hostile", test_hostile);
  ADD ("/report/journal", test_journal);
  ADD ("/report/saver", test_saver);
  ADD ("/report/ask", test_ask);
#undef ADD

  return g_test_run ();
}
