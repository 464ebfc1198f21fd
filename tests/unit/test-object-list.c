/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "script-fixture.h"

#include "bucket/ferry-page-guard.h"

#define LIST(content) \
  "<ListBucketResult xmlns=\"" NAMESPACE "\"><EncodingType>url</EncodingType>" \
  content "</ListBucketResult>"
#define PAGE_1 LIST ("<IsTruncated>true</IsTruncated>" \
                     "<NextContinuationToken>t1</NextContinuationToken>" \
                     "<Contents><Key>a</Key></Contents><Contents><Key>b</Key></Contents>")
#define PAGE_EMPTY LIST ("<IsTruncated>true</IsTruncated>" \
                         "<NextContinuationToken>t2</NextContinuationToken>")
#define PAGE_LAST LIST ("<IsTruncated>false</IsTruncated><Contents><Key>c</Key></Contents>" \
                        "<CommonPrefixes><Prefix>d/</Prefix></CommonPrefixes>")

typedef struct {
  GString *changes;  /* "position+added " */
  GError  *error;
} Watch;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    user_data)
{
  Watch *watch = user_data;

  g_assert_cmpuint (removed, ==, 0);
  g_string_append_printf (watch->changes, "%u+%u ", position, added);
}

static void
failed_cb (FerryObjectList *list,
           GError          *error,
           gpointer         user_data)
{
  Watch *watch = user_data;

  g_assert_null (watch->error);
  watch->error = g_error_copy (error);
}

static FerryObjectList *
watched_list_new (Fixture     *fixture,
                  FerryBucket *bucket,
                  Watch       *watch)
{
  FerryObjectList *list = ferry_object_list_new (fixture->client, bucket, "");

  watch->changes = g_string_new (NULL);
  watch->error = NULL;
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), watch);
  g_signal_connect (list, "failed", G_CALLBACK (failed_cb), watch);

  return list;
}

static void
wait_until_still (FerryObjectList *list)
{
  while (ferry_object_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_object_list_pages (void)
{
  static const Answer answers[] = {
    { 200, "x-amz-bucket-region", "eu-west-1", NULL },
    { 200, .body = PAGE_1 },
    { 200, .body = PAGE_EMPTY },
    { 200, .body = PAGE_LAST },
  };
  g_auto(Fixture) fixture;
  g_autoptr(FerryBucket) bucket = ferry_bucket_new ("disks", NULL);
  g_autoptr(FerryObject) last = NULL;
  FerryObjectList *list;
  Watch watch;

  fixture_set_up (&fixture, answers, G_N_ELEMENTS (answers));
  list = watched_list_new (&fixture, bucket, &watch);
  g_assert_false (ferry_object_list_is_loading (list));
  ferry_object_list_load (list);
  ferry_object_list_load (list);
  g_assert_true (ferry_object_list_is_loading (list));
  wait_until_still (list);

  g_assert_no_error (watch.error);
  g_assert_true (ferry_object_list_is_complete (list));
  g_assert_cmpstr (watch.changes->str, ==, "0+2 2+2 ");
  g_assert_cmpstr (ferry_bucket_get_region (bucket), ==, "eu-west-1");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 4);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 4));
  last = g_list_model_get_item (G_LIST_MODEL (list), 3);
  g_assert_cmpstr (ferry_object_get_key (last), ==, "d/");

  ferry_object_list_load (list);
  g_assert_false (ferry_object_list_is_loading (list));
  g_string_free (watch.changes, TRUE);
  g_assert_finalize_object (list);
}

static void
test_object_list_resumes (void)
{
  static const Answer answers[] = {
    { 200, .body = PAGE_1 },
    { 403, .body = "<Error><Code>AccessDenied</Code><Message>no</Message></Error>" },
    { 200, .body = PAGE_LAST },
  };
  g_auto(Fixture) fixture;
  g_autoptr(FerryBucket) bucket = ferry_bucket_new ("disks", "eu-west-1");
  FerryObjectList *list;
  Watch watch;

  fixture_set_up (&fixture, answers, G_N_ELEMENTS (answers));
  list = watched_list_new (&fixture, bucket, &watch);
  ferry_object_list_load (list);
  wait_until_still (list);
  g_assert_error (watch.error, FERRY_ERROR, FERRY_ERROR_DENIED);
  g_assert_false (ferry_object_list_is_complete (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);

  g_clear_error (&watch.error);
  ferry_object_list_load (list);
  wait_until_still (list);
  g_assert_no_error (watch.error);
  g_assert_true (ferry_object_list_is_complete (list));
  g_assert_cmpstr (watch.changes->str, ==, "0+2 2+2 ");
  g_string_free (watch.changes, TRUE);
  g_assert_finalize_object (list);
}

/* Listing a folder may be allowed where asking for the bucket is not. */
static void
test_object_list_denied_bucket (void)
{
  static const Answer known[] = {
    { 403, "x-amz-bucket-region", "eu-west-1", NULL },
    { 200, .body = PAGE_LAST },
  };
  static const Answer unknown[] = { { 403 } };
  static const Answer circle[] = { { 403, "x-amz-bucket-region", "eu-west-1", NULL },
                                   { 200, .body = PAGE_1 }, { 200, .body = PAGE_1 } };
  static const struct { const Answer *answers; guint n; int code; } cases[] = {
    { known, 2, -1 }, { unknown, 1, FERRY_ERROR_DENIED }, { circle, 3, FERRY_ERROR_BAD_REPLY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(Fixture) fixture;
      g_autoptr(FerryBucket) bucket = ferry_bucket_new ("disks", NULL);
      FerryObjectList *list;
      Watch watch;

      fixture_set_up (&fixture, cases[i].answers, cases[i].n);
      list = watched_list_new (&fixture, bucket, &watch);
      ferry_object_list_load (list);
      wait_until_still (list);
      g_assert_true (ferry_object_list_is_complete (list) == (cases[i].code < 0));
      if (cases[i].code >= 0)
        g_assert_error (watch.error, FERRY_ERROR, cases[i].code);
      g_clear_error (&watch.error);
      g_string_free (watch.changes, TRUE);
      g_assert_finalize_object (list);
    }
}

typedef struct {
  guint  n_items;   /* of each page */
  guint  n_tokens;  /* how many different ones, in a circle; 0: ever new ones */
  guint  next;
} Endless;

static void
endless_cb (FerryTestServer   *server,
            SoupServerMessage *message,
            const char        *path,
            gpointer           user_data)
{
  Endless *endless = user_data;
  g_autoptr(GString) page = g_string_new ("<ListBucketResult>");

  for (guint i = 0; i < endless->n_items; i++)
    g_string_append_printf (page, "<Contents><Key>k%u-%u</Key><Size>1</Size></Contents>",
                            endless->next, i);
  g_string_append_printf (page, "<IsTruncated>true</IsTruncated><NextContinuationToken>t%u"
                          "</NextContinuationToken></ListBucketResult>",
                          endless->n_tokens ? endless->next % endless->n_tokens : endless->next);
  endless->next++;
  ferry_test_server_answer (message, 200, NULL, page->str);
}

/* Pages that lead nowhere: a circle of more than one page, and nothing for ever. */
static void
test_object_list_endless (void)
{
  static const struct { guint n_items, n_tokens, asked; } cases[] = {
    { 1, 3, 4 }, { 0, 0, FERRY_PAGE_GUARD_MAX_EMPTY + 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Endless endless = { cases[i].n_items, cases[i].n_tokens };
      Fixture fixture = { .server = ferry_test_server_new (endless_cb, &endless) };
      g_autoptr(FerryBucket) bucket = ferry_bucket_new ("disks", "eu-west-1");
      FerryObjectList *list;
      Watch watch;

      fixture.client = ferry_test_server_make_client (fixture.server);
      list = watched_list_new (&fixture, bucket, &watch);
      ferry_object_list_load (list);
      wait_until_still (list);
      g_assert_error (watch.error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY);
      g_assert_false (ferry_object_list_is_complete (list));
      g_assert_cmpuint (endless.next, ==, cases[i].asked);

      g_clear_error (&watch.error);
      g_string_free (watch.changes, TRUE);
      g_assert_finalize_object (list);
      g_assert_finalize_object (fixture.client);
      ferry_test_server_free (fixture.server);
    }
}

/* Stopped, it asks for nothing more; loaded again, it goes on where it was. */
static void
test_object_list_stopped (void)
{
  static const Answer answers[] = { { 200, .body = PAGE_1 }, { 200, .body = PAGE_EMPTY },
                                    { 200, .body = PAGE_LAST } };
  g_auto(Fixture) fixture;
  g_autoptr(FerryBucket) bucket = ferry_bucket_new ("disks", "eu-west-1");
  FerryObjectList *list;
  Watch watch;

  fixture_set_up (&fixture, answers, G_N_ELEMENTS (answers));
  list = watched_list_new (&fixture, bucket, &watch);
  g_signal_connect (list, "items-changed", G_CALLBACK (ferry_object_list_stop), NULL);
  ferry_object_list_load (list);
  wait_until_still (list);
  while (g_main_context_iteration (NULL, FALSE));
  g_assert_no_error (watch.error);
  g_assert_false (ferry_object_list_is_complete (list));
  g_assert_cmpuint (ferry_test_server_count (fixture.server), ==, 1);

  g_signal_handlers_disconnect_by_func (list, ferry_object_list_stop, NULL);
  ferry_object_list_load (list);
  wait_until_still (list);
  g_assert_no_error (watch.error);
  g_assert_true (ferry_object_list_is_complete (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 4);
  g_string_free (watch.changes, TRUE);
  g_assert_finalize_object (list);
}

/* Dropped while a page is on its way: the reply meets nobody. */
static void
test_object_list_dropped (void)
{
  static const Answer answers[] = { { 200, .body = PAGE_1 } };
  g_auto(Fixture) fixture;
  g_autoptr(FerryBucket) bucket = ferry_bucket_new ("disks", "eu-west-1");
  FerryObjectList *list;
  Watch watch;

  fixture_set_up (&fixture, answers, G_N_ELEMENTS (answers));
  list = watched_list_new (&fixture, bucket, &watch);
  ferry_object_list_load (list);
  while (ferry_test_server_count (fixture.server) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (list);
  while (g_main_context_iteration (NULL, FALSE));

  g_assert_cmpstr (watch.changes->str, ==, "");
  g_assert_no_error (watch.error);
  g_string_free (watch.changes, TRUE);
}

#define MANY 5000

static char *
make_large_page (void)
{
  g_autoptr(GString) xml = g_string_new ("<ListBucketResult><IsTruncated>false</IsTruncated>");

  for (guint i = 0; i < MANY; i++)
    g_string_append_printf (xml, "<Contents><Key>%05u.raw</Key><Size>1</Size></Contents>", i);
  g_string_append (xml, "</ListBucketResult>");

  return g_string_free (g_steal_pointer (&xml), FALSE);
}

static void
count_down_cb (gpointer  user_data,
               GObject  *where_it_was)
{
  guint *n = user_data;

  (*n)--;
}

/* The main loop never waits for all objects of a large folder to go. */
static void
test_object_list_lets_go (void)
{
  g_autofree char *body = make_large_page ();
  const Answer answers[] = { { 200, .body = body } };
  g_auto(Fixture) fixture;
  g_autoptr(FerryBucket) bucket = ferry_bucket_new ("disks", "eu-west-1");
  FerryObjectList *list;
  guint n = MANY;
  Watch watch;

  fixture_set_up (&fixture, answers, G_N_ELEMENTS (answers));
  list = watched_list_new (&fixture, bucket, &watch);
  ferry_object_list_load (list);
  wait_until_still (list);
  g_assert_no_error (watch.error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, MANY);
  for (guint i = 0; i < MANY; i++)
    {
      g_autoptr(GObject) object = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_object_weak_ref (object, count_down_cb, &n);
    }

  g_assert_finalize_object (list);
  g_assert_cmpuint (n, ==, MANY);
  while (n == MANY)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n, >, 0);
  while (n > 0)
    g_main_context_iteration (NULL, TRUE);
  g_string_free (watch.changes, TRUE);
}

/* All that lies below, and not by folders: the far side is not asked to cut keys. */
static void
test_object_list_below (void)
{
  static const Answer answers[] = {
    { 200, .body = PAGE_1 },
    { 200, .body = LIST ("<IsTruncated>false</IsTruncated><Contents><Key>x%2Fy%2Fdeep</Key>"
                         "</Contents>") },
  };
  g_auto(Fixture) fixture;
  g_autoptr(FerryBucket) bucket = ferry_bucket_new ("disks", "eu-west-1");
  g_autoptr(FerryObject) last = NULL;
  FerryObjectList *list;

  fixture_set_up (&fixture, answers, G_N_ELEMENTS (answers));
  list = ferry_object_list_new_below (fixture.client, bucket, "x/");
  ferry_object_list_load (list);
  wait_until_still (list);
  g_assert_true (ferry_object_list_is_complete (list));
  last = g_list_model_get_item (G_LIST_MODEL (list), 2);
  g_assert_cmpstr (ferry_object_get_key (last), ==, "x/y/deep");
  g_assert_nonnull (strstr (fixture.script.asked->str, "prefix=x%2F"));
  g_assert_null (strstr (fixture.script.asked->str, "delimiter"));
  g_assert_finalize_object (list);
}

/* The top has an empty prefix, not none: for none, a policy's condition on it does not hold. */
static void
test_object_list_top (void)
{
  static const Answer answers[] = {
    { 200, .body = LIST ("<IsTruncated>false</IsTruncated>") },
  };
  g_auto(Fixture) fixture;
  g_autoptr(FerryBucket) bucket = ferry_bucket_new ("disks", "eu-west-1");
  FerryObjectList *list;

  fixture_set_up (&fixture, answers, G_N_ELEMENTS (answers));
  list = ferry_object_list_new (fixture.client, bucket, "");
  ferry_object_list_load (list);
  wait_until_still (list);
  g_assert_nonnull (strstr (fixture.script.asked->str, "prefix="));
  g_assert_finalize_object (list);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/object-list/pages", test_object_list_pages);
  g_test_add_func ("/object-list/resumes", test_object_list_resumes);
  g_test_add_func ("/object-list/denied-bucket", test_object_list_denied_bucket);
  g_test_add_func ("/object-list/endless", test_object_list_endless);
  g_test_add_func ("/object-list/stopped", test_object_list_stopped);
  g_test_add_func ("/object-list/dropped", test_object_list_dropped);
  g_test_add_func ("/object-list/lets-go", test_object_list_lets_go);
  g_test_add_func ("/object-list/below", test_object_list_below);
  g_test_add_func ("/object-list/top", test_object_list_top);

  return g_test_run ();
}
