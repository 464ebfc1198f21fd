/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-widgets.h"

#include "common/ferry-error-text.h"
#include "common/ferry-format.h"
#include "common/ferry-notice-bar.h"
#include "connect/ferry-account-row.h"
#include "connect/ferry-accounts.h"
#include "connect/ferry-connector.h"
#include "connect/ferry-expiration.h"
#include "connect/ferry-rehearsal-process.h"
#include "wizard/ferry-migration.h"

#include <string.h>

/* What needs no running application: words, the state of a migration. The frame of the wizard is in
 * test-wizard.c, the dialog of an account in test-editor.c.
 */

#define NTFS 0x07
#define LAST_ERROR (FERRY_N_ERRORS - 1)
#define SOON (52 * G_TIME_SPAN_MINUTE + 30 * G_TIME_SPAN_SECOND)

#define assert_text(expected, call) \
  G_STMT_START { \
    g_autofree char *said = (call); \
    g_assert_cmpstr (said, ==, expected); \
  } G_STMT_END

static void
test_format (void)
{
  g_autoptr(GDateTime) old = g_date_time_new_utc (2019, 2, 5, 12, 0, 0);

  assert_text ("0 bytes", ferry_format_bytes (0));
  assert_text ("6.2\302\240GB", ferry_format_bytes (G_GUINT64_CONSTANT (6214558208)));
  assert_text ("1 byte", ferry_format_bytes_exact (1));
  assert_text ("512 bytes", ferry_format_disk (512));
  assert_text ("1.5 KiB", ferry_format_disk (1536));
  assert_text ("512 MiB", ferry_format_disk (512 << 20));
  assert_text ("40 GiB", ferry_format_disk (G_GUINT64_CONSTANT (40) << 30));
  assert_text ("39.5 GiB", ferry_format_disk (G_GUINT64_CONSTANT (79) << 29));
  assert_text ("16 TiB", ferry_format_disk (G_GUINT64_CONSTANT (16) << 40));
  assert_text ("8 GiB", ferry_format_disk ((G_GUINT64_CONSTANT (8) << 30) - (1 << 20)));
  assert_text ("7.9 GiB", ferry_format_disk_part ((G_GUINT64_CONSTANT (8) << 30) - (1 << 20)));
  assert_text ("1234-5678-9012", ferry_format_account ("123456789012"));
  assert_text ("1234", ferry_format_account ("1234"));
  assert_text ("40 s", ferry_format_duration (40));
  assert_text ("52 min", ferry_format_duration (52 * 60 + 59));
  assert_text ("1 h 12 min", ferry_format_duration (72 * 60));
  assert_text ("6 d 23 h 41 min", ferry_format_duration (((6 * 24 + 23) * 60 + 41) * 60));
  assert_text ("5 Feb 2019", ferry_format_date (old));
  assert_text ("Europe (Ireland)", ferry_format_region ("eu-west-1"));
  assert_text ("mars-north-1", ferry_format_region ("mars-north-1"));
  assert_text ("a\xef\xbf\xbd" "b", ferry_format_name ("a\xff" "b"));
}

static void
test_error_text (void)
{
  g_autoptr(GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) advices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int code = FERRY_ERROR_FAILED; code <= LAST_ERROR; code++)
    {
      g_autoptr(GError) error = g_error_new_literal (FERRY_ERROR, code, "a developer's sentence");
      g_autofree char *title = ferry_error_to_title (error);
      g_autofree char *advice = ferry_error_to_advice (error);

      g_test_message ("code %d: %s", code, title);
      g_assert_true (title && *title);
      g_assert_true (advice && g_str_has_suffix (advice, "."));
      g_assert_null (strstr (advice, "developer"));
      g_assert_false (g_str_has_suffix (title, "."));
      g_assert_true (g_hash_table_add (titles, g_steal_pointer (&title)));
      g_assert_true (g_hash_table_add (advices, g_steal_pointer (&advice)));
    }
}

/* One code, more than one cause: what came with the error tells which. */
static void
test_error_text_causes (void)
{
  static const struct {
    FerryError  error;
    const char *operation, *code, *title, *advice;
  } cases[] = {
    { FERRY_ERROR_EXPIRED, "ListBuckets", "ExpiredToken", "The Credentials Have Ended", "keys" },
    { FERRY_ERROR_EXPIRED, "pre-signed link", "AccessDenied", "The Link Has Run Out", "review" },
    { FERRY_ERROR_EXPIRED, "pre-signed link", "ExpiredToken", "The Credentials Have Ended", "keys" },
    { FERRY_ERROR_EXPIRED, "pre-signed link", NULL, "The Credentials Have Ended", "keys" },
    { FERRY_ERROR_BAD_ACCESS_KEY, "ImportInstance", "AuthFailure",
      "EC2 Does Not Accept the Keys", "secret" },
    { FERRY_ERROR_REFUSED, "ListBuckets", "InvalidRequest", "AWS Refused the Request",
      "AWS says: “no such thing”" },
    { FERRY_ERROR_DENIED, "ListBuckets", "AccessDenied", "Access Denied", "s3:ListAllMyBuckets" },
    { FERRY_ERROR_DENIED, "PutObject", "AccessDenied", "Access Denied", "s3:PutObject" },
    { FERRY_ERROR_DENIED, "pre-signed link", "AccessDenied", "Access Denied", "permission" },
    { FERRY_ERROR_STORAGE, NULL, NULL, "Ferry’s Records Could Not Be Kept", "in the way" },
    { FERRY_ERROR_STORAGE_FULL, NULL, NULL, "This Computer’s Disk Is Full", "Make room" },
    { FERRY_ERROR_STORAGE_DENIED, NULL, NULL, "Ferry May Not Write Its Records", "read-only" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const FerryErrorDetail detail = { .service = (char *) "s3",
                                        .operation = (char *) cases[i].operation,
                                        .code = (char *) cases[i].code,
                                        .message = (char *) "no such thing" };
      g_autoptr(GError) error = ferry_error_new_detailed (cases[i].error, &detail, NULL);
      g_autofree char *advice = ferry_error_to_advice (error);

      assert_text (cases[i].title, ferry_error_to_title (error));
      g_assert_nonnull (strstr (advice, cases[i].advice));
      g_assert_true (g_str_has_suffix (advice, "."));
    }
}

static void
test_error_text_unknown (void)
{
  g_autoptr(GError) newer = g_error_new_literal (FERRY_ERROR, LAST_ERROR + 1, "newer");
  g_autoptr(GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "full");
  g_autofree char *title = ferry_error_to_title (newer);

  assert_text (title, ferry_error_to_title (other));
  assert_text ("full", ferry_error_to_detail (other));
}

static void
test_clock_text (void)
{
#define CLOCK(span) "This computer’s clock is " span " AWS. Ferry allows for it. " \
                    "Please set the clock."
  assert_text (NULL, ferry_notice_describe_clock (0));
  assert_text (NULL, ferry_notice_describe_clock (-1));
  assert_text (CLOCK ("20 minutes behind"), ferry_notice_describe_clock (20));
  assert_text (CLOCK ("20 minutes ahead of"), ferry_notice_describe_clock (-20));
  assert_text (CLOCK ("2 hours behind"), ferry_notice_describe_clock (122));
  assert_text (CLOCK ("3 days ahead of"), ferry_notice_describe_clock (-3 * 24 * 60));
#undef CLOCK
}

static void
assert_reads (const char *text,
              const char *expected)
{
  g_autoptr(GDateTime) time = ferry_expiration_parse (text);
  g_autoptr(GDateTime) utc = time ? g_date_time_to_utc (time) : NULL;
  g_autofree char *said = utc ? g_date_time_format_iso8601 (utc) : NULL;

  g_assert_cmpstr (said, ==, expected);
}

static void
test_expiration_parse (void)
{
  static const char * const wrong[] = {
    "", "tomorrow", "2026-11-24", "09:30", "2026-13-24T09:30:00Z", "2026-11-31 09:30",
    "2026-11-24T24:30:00Z", "2026-11-24T09:30:00Zx", "1764000000", "24/11/2026 09:30",
  };

  assert_reads ("2026-11-24T09:30:00Z", "2026-11-24T09:30:00Z");
  assert_reads ("2026-11-24T09:30:00+00:00", "2026-11-24T09:30:00Z");
  assert_reads (" 2026-11-24 09:30 \n", "2026-11-24T09:30:00Z");
  assert_reads ("2026-11-24 09:30 UTC", "2026-11-24T09:30:00Z");
  assert_reads ("2026-11-24T10:30:00+01:00", "2026-11-24T09:30:00Z");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_reads (wrong[i], NULL);
}

static void
test_expiration_text (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) soon = g_date_time_add (now, SOON);
  g_autoptr(FerryAccount) account =
    ferry_account_new_ending ("id", "Work <&>", "eu-west-1", NULL, "ASIA1", soon);
  g_autoptr(GtkWidget) row = g_object_ref_sink (ferry_account_row_new (account, FALSE));

  assert_text ("Ends in 52 min", ferry_expiration_to_string (soon));
  assert_text ("Ended", ferry_expiration_to_string (now));
  g_assert_true (ferry_expiration_is_past (now));
  g_assert_false (ferry_expiration_is_past (soon));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==,
                   "Access key ASIA1 · Europe (Ireland) · Ends in 52 min");
}

static void
test_rehearsal_name (void)
{
  g_autoptr(FerryAccount) account = ferry_connector_make_rehearsal ();
  g_autoptr(GtkWidget) row = g_object_ref_sink (ferry_account_row_new (account, FALSE));

  g_assert_cmpstr (ferry_account_get_name (account), ==, "Rehearsal");
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==,
                   "Rehearse on This Computer");
}

static void
test_account_endpoint (void)
{
  g_autoptr(FerryAccount) account =
    ferry_account_new ("id", "Work", "eu-west-1", "http://127.0.0.1:8014/", "AKIA1", FALSE);
  g_autoptr(GtkWidget) row = g_object_ref_sink (ferry_account_row_new (account, FALSE));

  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==,
                   "Access key AKIA1 · Europe (Ireland) · 127.0.0.1:8014");
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
set_two (FerryMigration *migration,
         FerryDisk      *one,
         FerryDisk      *other)
{
  g_autoptr(GPtrArray) disks = g_ptr_array_new ();

  g_ptr_array_add (disks, one);
  g_ptr_array_add (disks, other);
  ferry_migration_set_disks (migration, disks);
}

/* @first: of which there is a plan already. Another number, another order or a look that has found
 * more make a new one.
 */
static void
test_many_disks (FerryMigration *migration,
                 FerryDisk      *first,
                 FerryDisk      *second)
{
  g_autoptr(FerryDiskReport) nothing = ferry_disk_report_new ();
  g_autoptr(FerryDisk) unread =
    ferry_disk_new (ferry_disk_get_region (second), ferry_disk_get_bucket (second),
                    ferry_disk_get_key (second), ferry_disk_get_etag (second),
                    ferry_disk_get_storage_class (second), ferry_disk_get_size (second), nothing);
  guint n = 0;
  gulong id = g_signal_connect_swapped (migration, "notify::disks", G_CALLBACK (count_cb), &n);

  set_two (migration, first, unread);
  g_assert_cmpuint (n, ==, 1);
  set_two (migration, first, unread);
  g_assert_cmpuint (n, ==, 1);
  set_two (migration, first, second);
  g_assert_cmpuint (n, ==, 2);
  set_two (migration, second, first);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (ferry_migration_get_disks (migration)->len, ==, 2);
  g_assert_true (ferry_migration_get_disk (migration) == second);
  g_assert_nonnull (ferry_migration_get_plan (migration));
  ferry_migration_set_disk (migration, first);
  g_assert_cmpuint (n, ==, 4);
  g_signal_handler_disconnect (migration, id);
}

static void
test_migration (void)
{
  g_autoptr(FerryClient) client = ferry_test_client_new ();
  g_autoptr(FerryClient) other_client = ferry_test_client_new ();
  g_autoptr(FerryDisk) disk = ferry_test_shown_disk_new ("web01.img", NTFS);
  g_autoptr(FerryDisk) same = ferry_test_shown_disk_new ("web01.img", NTFS);
  g_autoptr(FerryDisk) other = ferry_test_shown_disk_new ("db01.img", NTFS);
  FerryMigration *migration = ferry_migration_new ();
  g_autoptr(FerryPlan) plan = NULL;

  ferry_migration_set_client (migration, client, NULL);
  g_assert_null (ferry_migration_get_plan (migration));
  ferry_migration_set_disk (migration, disk);
  g_set_object (&plan, ferry_migration_get_plan (migration));
  g_assert_nonnull (plan);

  /* The same version of the same object: what was made from it stays. */
  ferry_migration_set_disk (migration, same);
  ferry_migration_set_client (migration, client, NULL);
  g_assert_true (ferry_migration_get_plan (migration) == plan);

  ferry_migration_set_disk (migration, other);
  g_assert_nonnull (ferry_migration_get_plan (migration));
  g_assert_true (ferry_migration_get_plan (migration) != plan);

  test_many_disks (migration, other, disk);
  ferry_migration_set_client (migration, other_client, NULL);
  g_assert_cmpuint (ferry_migration_get_disks (migration)->len, ==, 0);
  g_assert_null (ferry_migration_get_disk (migration));
  g_assert_null (ferry_migration_get_plan (migration));

  g_assert_finalize_object (migration);
}

static void
test_finalize (void)
{
  FerryKeyring *keyring = ferry_keyring_new ("io.github.vmferry.Ferry.Test");
  FerryAccounts *accounts = ferry_accounts_new (keyring);
  g_autoptr(GFile) folder = g_file_new_for_path (g_get_tmp_dir ());
  FerryRehearsalProcess *process = ferry_rehearsal_process_new (folder);
  FerryConnector *connector = ferry_connector_new (keyring, process);
  FerryTaskList *tasks = ferry_task_list_new (1);
  g_autoptr(FerryActivity) activity = ferry_activity_new ();
  FerryEngine *engine = ferry_engine_new (folder, tasks, activity, 1);
  g_autoptr(FerryAccount) account = ferry_connector_make_rehearsal ();

  ferry_accounts_add_session (accounts, account);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (accounts)), ==, 1);
  g_assert_finalize_object (engine);
  g_assert_finalize_object (tasks);
  g_assert_finalize_object (accounts);
  g_assert_finalize_object (connector);
  g_assert_finalize_object (process);
  g_assert_finalize_object (keyring);
}

int
main (int    argc,
      char **argv)
{
  /* A keyring that can be read and not written. */
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", "/proc/keyring", TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "password", TRUE);
  ferry_test_widgets_init (&argc, &argv);

  g_test_add_func ("/format", test_format);
  g_test_add_func ("/error-text/every-code", test_error_text);
  g_test_add_func ("/error-text/causes", test_error_text_causes);
  g_test_add_func ("/clock-text", test_clock_text);
  g_test_add_func ("/error-text/unknown", test_error_text_unknown);
  g_test_add_func ("/expiration/parse", test_expiration_parse);
  g_test_add_func ("/expiration/text", test_expiration_text);
  g_test_add_func ("/rehearsal/name", test_rehearsal_name);
  g_test_add_func ("/account/endpoint", test_account_endpoint);
  g_test_add_func ("/migration/clear", test_migration);
  g_test_add_func ("/finalize", test_finalize);

  return g_test_run ();
}
