/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-server.h"
#include "ferry-test-widgets.h"

#include "connect/ferry-account-editor.h"
#include "connect/ferry-secret-row.h"
#include "connect/ferry-entry-hint.h"

#include <string.h>

/* The dialog of an account: what it refuses by itself, what AWS refuses, and that nothing typed is
 * lost.
 */

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

#define NAME_TITLE "Name"
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

static void
wait_for (Editor     *editor,
          const char *text)
{
  while (!ferry_test_widgets_says (GTK_WIDGET (editor->editor), text))
    g_main_context_iteration (NULL, TRUE);
}

/* What STS says to whoever asks, once a test. */
typedef struct {
  guint       status;
  const char *type;   /* NULL: XML */
  const char *code;   /* (nullable) */
  const char *body;   /* (nullable): instead of an error with @code */
} Sts;

#define IDENTITY "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>123456789012</Account>" \
                 "<Arn>arn:aws:iam::123456789012:user/a</Arn></GetCallerIdentityResult>" \
                 "</GetCallerIdentityResponse>"

static void
sts_cb (FerryTestServer   *server,
        SoupServerMessage *message,
        const char        *path,
        gpointer           user_data)
{
  const Sts *sts = user_data;
  g_autofree char *error = NULL;

  error = g_strdup_printf ("<ErrorResponse><Error><Code>%s</Code><Message>m</Message></Error>"
                           "</ErrorResponse>", sts->code);
  ferry_test_server_answer (message, sts->status, sts->type, sts->body ? sts->body : error);
}

static const char *
get_text (Editor     *editor,
          const char *title)
{
  GtkWidget *entry = find_entry (GTK_WIDGET (editor->editor), title);

  if (FERRY_IS_SECRET_ROW (entry))
    return ferry_secret_row_get_secret (FERRY_SECRET_ROW (entry));

  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static gboolean
offers (Editor     *editor,
        const char *label)
{
  GtkWidget *root = GTK_WIDGET (editor->editor);
  GtkWidget *button;

  for (guint i = 0; (button = ferry_test_widgets_find (root, GTK_TYPE_BUTTON, i)); i++)
    if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
      return gtk_widget_get_visible (button);

  return FALSE;
}

static void
type_account (Editor     *editor,
              const char *endpoint)
{
  type (editor, NAME_TITLE, "Work & <Play>");
  type (editor, ID_TITLE, "ASIAEXAMPLE");
  type (editor, SECRET_TITLE, "make/believe");
  type (editor, TOKEN_TITLE, "tok/en==");
  type (editor, ENDS_TITLE, "2999-02-05 03:35");
  type (editor, ENDPOINT_TITLE, endpoint);
}

static void
assert_kept (Editor     *editor,
             const char *endpoint)
{
  g_assert_cmpstr (get_text (editor, NAME_TITLE), ==, "Work & <Play>");
  g_assert_cmpstr (get_text (editor, ID_TITLE), ==, "ASIAEXAMPLE");
  g_assert_cmpstr (get_text (editor, SECRET_TITLE), ==, "make/believe");
  g_assert_cmpstr (get_text (editor, TOKEN_TITLE), ==, "tok/en==");
  g_assert_cmpstr (get_text (editor, ENDS_TITLE), ==, "2999-02-05 03:35");
  g_assert_cmpstr (get_text (editor, ENDPOINT_TITLE), ==, endpoint);
}

/* Each refusal has its own words, is shown where the keys were typed, and loses none of them. */
static void
test_editor_checks (void)
{
  static const struct {
    Sts         sts;
    const char *title;
  } cases[] = {
    { { 403, NULL, "InvalidClientTokenId" }, "The Access Key Is Not Known" },
    { { 403, NULL, "SignatureDoesNotMatch" }, "The Secret Access Key Is Wrong" },
    { { 403, NULL, "ExpiredToken" }, "The Credentials Have Ended" },
    { { 400, NULL, "InvalidParameterValue" }, "AWS Refused the Request" },
    { { 403, NULL, "AccessDenied" }, "Access Denied" },
    { { 200, "text/html", NULL, "<html>Sign in</html>" }, "The Reply Could Not Be Read" },
    { { 403, "text/html", NULL, "<html>Blocked</html>" }, "The Reply Could Not Be Read" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryTestServer) server = ferry_test_server_new (sts_cb, (Sts *) &cases[i].sts);
      const char *endpoint = ferry_test_server_get_endpoint (server);
      Editor editor = { NULL };

      open_editor (&editor, NULL);
      type_account (&editor, endpoint);
      g_assert_null (save (&editor, NULL));
      wait_for (&editor, cases[i].title);
      assert_kept (&editor, endpoint);
      g_assert_null (editor.saved);
      g_assert_true (offers (&editor, "Save Anyway"));
      g_assert_false (offers (&editor, "Use for This Session Only"));

      /* Typing on takes the words away. */
      type (&editor, SECRET_TITLE, "better");
      g_assert_false (ferry_test_widgets_says (GTK_WIDGET (editor.editor), cases[i].title));
      close_editor (&editor);
    }
}

/* The far sides that need no words of STS: a clock, nobody there, a certificate. */
static void
test_editor_unreachable (void)
{
  g_autoptr(FerryTestServer) server = ferry_test_server_new (sts_cb, NULL);
  g_autofree char *closed = g_strdup (ferry_test_server_get_endpoint (server));
  Editor editor = { NULL };

  g_clear_pointer (&server, ferry_test_server_free);
  open_editor (&editor, NULL);
  type_account (&editor, closed);
  g_assert_null (save (&editor, NULL));
  wait_for (&editor, "No Connection");
  assert_kept (&editor, closed);

  /* Without a network an account can be kept all the same. */
  press (&editor, "Save Anyway");
  wait_for (&editor, "The Keyring Cannot Be Used");
  assert_kept (&editor, closed);
  close_editor (&editor);
}

static void
test_editor_tls (void)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "faults", "self-signed.pem", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GTlsCertificate) certificate = g_tls_certificate_new_from_file (file, &error);
  g_autoptr(SoupServer) server = NULL;
  g_autoslist(GUri) uris = NULL;
  g_autofree char *endpoint = NULL;
  Editor editor = { NULL };

  g_assert_no_error (error);
  server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY,
                            &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  endpoint = g_strdup_printf ("https://127.0.0.1:%d", g_uri_get_port (uris->data));

  open_editor (&editor, NULL);
  type_account (&editor, endpoint);
  g_assert_null (save (&editor, NULL));
  wait_for (&editor, "The Server’s Certificate Was Refused");
  assert_kept (&editor, endpoint);
  close_editor (&editor);
  soup_server_disconnect (server);
}

/* STS goes on to refuse the time although the clock was corrected. */
static void
test_editor_clock (void)
{
  static const Sts sts = {
    403, NULL, NULL, "<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code><Message>Signature "
                     "expired: it is</Message></Error></ErrorResponse>" };
  g_autoptr(FerryTestServer) server = ferry_test_server_new (sts_cb, (Sts *) &sts);
  const char *endpoint = ferry_test_server_get_endpoint (server);
  Editor editor = { NULL };

  open_editor (&editor, NULL);
  type (&editor, NAME_TITLE, "Work");
  type (&editor, ID_TITLE, "AKIAEXAMPLE");
  type (&editor, SECRET_TITLE, "make/believe");
  type (&editor, ENDPOINT_TITLE, endpoint);
  g_assert_null (save (&editor, NULL));
  wait_for (&editor, "This Computer’s Clock Is Wrong");
  g_assert_cmpstr (get_text (&editor, SECRET_TITLE), ==, "make/believe");
  g_assert_cmpstr (get_text (&editor, ENDPOINT_TITLE), ==, endpoint);
  close_editor (&editor);
}

/* Without a keyring the dialog stays, says so, and offers this session. */
static void
test_editor_session (void)
{
  static const Sts sts = { 200, NULL, NULL, IDENTITY };
  g_autoptr(FerryTestServer) server = ferry_test_server_new (sts_cb, (Sts *) &sts);
  Editor editor = { NULL };
  g_autofree char *ends = NULL;

  open_editor (&editor, NULL);
  type (&editor, ENDPOINT_TITLE, ferry_test_server_get_endpoint (server));
  type (&editor, ID_TITLE, "ASIAEXAMPLE");
  type (&editor, SECRET_TITLE, "make/believe");
  type (&editor, TOKEN_TITLE, "tok/en==");
  type (&editor, ENDS_TITLE, "2999-02-05 03:35");
  g_assert_null (save (&editor, NULL));

  wait_for (&editor, "The Keyring Cannot Be Used");
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

int
main (int    argc,
      char **argv)
{
  /* A keyring that can be read and not written. */
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", "/proc/keyring", TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "password", TRUE);
  ferry_test_widgets_init (&argc, &argv);

  g_test_add_func ("/editor/refuses", test_editor_refuses);
  g_test_add_func ("/editor/checks", test_editor_checks);
  g_test_add_func ("/editor/unreachable", test_editor_unreachable);
  g_test_add_func ("/editor/tls", test_editor_tls);
  g_test_add_func ("/editor/clock", test_editor_clock);
  g_test_add_func ("/editor/session", test_editor_session);
  g_test_add_func ("/editor/region", test_editor_region);

  return g_test_run ();
}
