/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-widgets.h"

#include "common/ferry-error-text.h"
#include "common/ferry-format.h"
#include "connect/ferry-account-editor.h"
#include "connect/ferry-account-row.h"
#include "connect/ferry-entry-hint.h"
#include "connect/ferry-expiration.h"
#include "wizard/ferry-migration.h"

#include <string.h>

/* What needs no running application: words, the state of a migration, the dialog of an account. The
 * frame of the wizard is in test-wizard.c.
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
    { FERRY_ERROR_BAD_ACCESS_KEY, "ImportInstance", "AuthFailure",
      "EC2 Does Not Accept the Keys", "secret" },
    { FERRY_ERROR_DENIED, "ListBuckets", "AccessDenied", "Access Denied", "s3:ListAllMyBuckets" },
    { FERRY_ERROR_DENIED, "PutObject", "AccessDenied", "Access Denied", "s3:PutObject" },
    { FERRY_ERROR_DENIED, "pre-signed link", "AccessDenied", "Access Denied", "permission" },
    { FERRY_ERROR_STORAGE, NULL, NULL, "Ferry’s Records Could Not Be Kept", "in its way" },
    { FERRY_ERROR_STORAGE_FULL, NULL, NULL, "This Computer’s Disk Is Full", "Make room" },
    { FERRY_ERROR_STORAGE_DENIED, NULL, NULL, "Ferry May Not Write Its Records", "read-only" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const FerryErrorDetail detail = { .service = (char *) "s3",
                                        .operation = (char *) cases[i].operation,
                                        .code = (char *) cases[i].code };
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
test_migration (void)
{
  g_autoptr(FerryClient) client = ferry_test_client_new ();
  g_autoptr(FerryClient) other_client = ferry_test_client_new ();
  g_autoptr(FerryDisk) disk = ferry_test_shown_disk_new ("web01.img", NTFS);
  g_autoptr(FerryDisk) same = ferry_test_shown_disk_new ("web01.img", NTFS);
  g_autoptr(FerryDisk) other = ferry_test_shown_disk_new ("db01.img", NTFS);
  FerryMigration *migration = ferry_migration_new ();
  g_autoptr(FerryDraft) draft = NULL;
  g_autoptr(FerryPlan) plan = NULL;

  ferry_migration_set_client (migration, client, NULL);
  g_assert_null (ferry_migration_get_plan (migration));
  ferry_migration_set_disk (migration, disk);
  g_set_object (&plan, ferry_migration_get_plan (migration));
  g_assert_nonnull (plan);
  draft = ferry_draft_new (client, plan, NULL);
  ferry_migration_set_draft (migration, draft);

  /* The same version of the same object: what was made from it stays. */
  ferry_migration_set_disk (migration, same);
  ferry_migration_set_client (migration, client, NULL);
  g_assert_true (ferry_migration_get_plan (migration) == plan);
  g_assert_true (ferry_migration_get_draft (migration) == draft);

  ferry_migration_set_disk (migration, other);
  g_assert_nonnull (ferry_migration_get_plan (migration));
  g_assert_true (ferry_migration_get_plan (migration) != plan);
  g_assert_null (ferry_migration_get_draft (migration));

  ferry_migration_set_client (migration, other_client, NULL);
  g_assert_null (ferry_migration_get_disk (migration));
  g_assert_null (ferry_migration_get_plan (migration));

  g_assert_finalize_object (migration);
}

typedef struct {
  FerryAccounts      *accounts;
  FerryConnector     *connector;
  FerryKeyring       *keyring;
  FerryAccount       *saved;
  GtkWindow          *parent;
  FerryAccountEditor *editor;
} Editor;

static void
take_saved (Editor       *editor,
            FerryAccount *account)
{
  g_set_object (&editor->saved, account);
}

static void
open_editor (Editor       *editor,
             FerryAccount *account)
{
  editor->keyring = ferry_keyring_new ("io.github.vmferry.Ferry.Test");
  editor->accounts = ferry_accounts_new (editor->keyring);
  editor->connector = ferry_connector_new (editor->keyring, NULL);
  editor->parent = GTK_WINDOW (gtk_window_new ());
  editor->editor = ferry_account_editor_new (editor->parent, editor->accounts, editor->connector,
                                             editor->keyring, account);
  g_signal_connect_swapped (editor->editor, "saved", G_CALLBACK (take_saved), editor);
  gtk_window_present (GTK_WINDOW (editor->editor));
}

static void
close_editor (Editor *editor)
{
  if (editor->editor)
    gtk_window_destroy (GTK_WINDOW (editor->editor));
  gtk_window_destroy (editor->parent);
  g_clear_object (&editor->saved);
  g_assert_finalize_object (editor->connector);
  g_assert_finalize_object (editor->accounts);
  g_assert_finalize_object (editor->keyring);
}

static GtkWidget *
find_entry (GtkWidget  *root,
            const char *title)
{
  GtkWidget *row;

  for (guint i = 0; (row = ferry_test_widgets_find (root, ADW_TYPE_ENTRY_ROW, i)); i++)
    if (g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title))
      return row;

  g_error ("no entry “%s”", title);
}

static void
type (Editor     *editor,
      const char *title,
      const char *text)
{
  GtkWidget *row = find_entry (GTK_WIDGET (editor->editor), title);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
press (Editor     *editor,
       const char *label)
{
  GtkWidget *root = GTK_WIDGET (editor->editor);
  GtkWidget *button;

  for (guint i = 0; (button = ferry_test_widgets_find (root, GTK_TYPE_BUTTON, i)); i++)
    if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
      break;

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

/* Presses Save. Returns: (nullable): the sentence below @title */
static const char *
save (Editor     *editor,
      const char *title)
{
  GtkWidget *hint;
  GtkWidget *row;

  press (editor, "Save");
  hint = ferry_test_widgets_find (GTK_WIDGET (editor->editor), FERRY_TYPE_ENTRY_HINT, 0);
  if (hint == NULL)
    return NULL;

  row = gtk_widget_get_prev_sibling (hint);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, title);
  g_assert_true (gtk_widget_has_css_class (row, "error"));

  return ferry_entry_hint_get_sentence (FERRY_ENTRY_HINT (hint));
}

static void
assert_refused (Editor     *editor,
                const char *title,
                const char *part)
{
  const char *sentence = save (editor, title);

  g_assert_nonnull (sentence);
  g_test_message ("%s: %s", title, sentence);
  g_assert_nonnull (strstr (sentence, part));
  g_assert_null (editor->saved);
}

#define ID_TITLE "Access Key ID"
#define SECRET_TITLE "Secret Access Key"
#define TOKEN_TITLE "Session Token (Optional)"
#define ENDS_TITLE "Session Ends (UTC)"
#define ENDPOINT_TITLE "Endpoint Instead of AWS (Optional)"

static void
test_editor_refuses (void)
{
  Editor editor = { NULL };
  GtkWidget *ends;

  open_editor (&editor, NULL);
  ends = find_entry (GTK_WIDGET (editor.editor), ENDS_TITLE);
  g_assert_false (gtk_widget_get_visible (ends));

  assert_refused (&editor, ID_TITLE, "Enter the access key ID");
  type (&editor, ID_TITLE, " ASIAEXAMPLE ");
  g_assert_null (ferry_test_widgets_find (GTK_WIDGET (editor.editor), FERRY_TYPE_ENTRY_HINT, 0));
  assert_refused (&editor, SECRET_TITLE, "Enter the secret access key");
  type (&editor, SECRET_TITLE, "make/believe");
  assert_refused (&editor, TOKEN_TITLE, "session token");

  type (&editor, TOKEN_TITLE, "tok/en==");
  g_assert_true (gtk_widget_get_visible (ends));
  assert_refused (&editor, ENDS_TITLE, "Enter when the session ends");
  type (&editor, ENDS_TITLE, "tomorrow");
  assert_refused (&editor, ENDS_TITLE, "no date and time");
  type (&editor, ENDS_TITLE, "2019-02-05T03:35:36Z");
  assert_refused (&editor, ENDS_TITLE, "ended already");

  type (&editor, ENDS_TITLE, "2999-02-05T03:35:36Z");
  type (&editor, ENDPOINT_TITLE, "http://example.org");
  assert_refused (&editor, ENDPOINT_TITLE, "begins with https://");

  close_editor (&editor);
}

/* Without a keyring the dialog stays, says so, and offers this session. */
static void
test_editor_session (void)
{
  Editor editor = { NULL };
  g_autofree char *ends = NULL;

  open_editor (&editor, NULL);
  type (&editor, ID_TITLE, "ASIAEXAMPLE");
  type (&editor, SECRET_TITLE, "make/believe");
  type (&editor, TOKEN_TITLE, "tok/en==");
  type (&editor, ENDS_TITLE, "2999-02-05 03:35");
  g_assert_null (save (&editor, NULL));

  while (!ferry_test_widgets_says (GTK_WIDGET (editor.editor), "The Keyring Cannot Be Used"))
    g_main_context_iteration (NULL, TRUE);
  press (&editor, "Use for This Session Only");
  g_assert_nonnull (editor.saved);
  editor.editor = NULL;
  g_assert_cmpstr (ferry_account_get_name (editor.saved), ==, "ASIAEXAMPLE");
  ends = g_date_time_format_iso8601 (ferry_account_get_expiration (editor.saved));
  g_assert_cmpstr (ends, ==, "2999-02-05T03:35:00Z");

  close_editor (&editor);
}

static void
test_editor_region (void)
{
  g_autoptr(FerryAccount) account =
    ferry_account_new ("id", "Work", "mars-north-1", NULL, "AKIA1", FALSE);
  Editor editor = { NULL };
  GtkWidget *drop_down;

  open_editor (&editor, account);
  drop_down = ferry_test_widgets_find (GTK_WIDGET (editor.editor), GTK_TYPE_DROP_DOWN, 0);
  g_assert_cmpstr (gtk_string_object_get_string (
                     gtk_drop_down_get_selected_item (GTK_DROP_DOWN (drop_down))), ==,
                   "mars-north-1");

  /* A kept secret goes with its own key only, and a new token brings a new secret. */
  type (&editor, ID_TITLE, "AKIA2");
  assert_refused (&editor, "Secret Access Key (Unchanged)", "Enter the secret access key");
  type (&editor, ID_TITLE, "AKIA1");
  type (&editor, TOKEN_TITLE, "tok/en==");
  assert_refused (&editor, "Secret Access Key (Unchanged)", "Enter the secret access key");

  close_editor (&editor);
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
  FerryEngine *engine = ferry_engine_new (folder, tasks);
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
  g_test_add_func ("/error-text/unknown", test_error_text_unknown);
  g_test_add_func ("/expiration/parse", test_expiration_parse);
  g_test_add_func ("/expiration/text", test_expiration_text);
  g_test_add_func ("/rehearsal/name", test_rehearsal_name);
  g_test_add_func ("/account/endpoint", test_account_endpoint);
  g_test_add_func ("/migration/clear", test_migration);
  g_test_add_func ("/editor/refuses", test_editor_refuses);
  g_test_add_func ("/editor/session", test_editor_session);
  g_test_add_func ("/editor/region", test_editor_region);
  g_test_add_func ("/finalize", test_finalize);

  return g_test_run ();
}
