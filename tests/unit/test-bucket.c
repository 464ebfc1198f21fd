/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "ferry-test-server.h"

#define NAMESPACE "http://s3.amazonaws.com/doc/2006-03-01/"
#define HARD_KEY "a/../b//\xc3\xa9 +%25&?#~=@:.vmdk"

static GBytes *
bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

/* Values */

static void
on_notify_cb (GObject    *object,
              GParamSpec *pspec,
              gpointer    user_data)
{
  guint *count = user_data;

  (*count)++;
}

static void
test_bucket (void)
{
  FerryBucket *bucket = ferry_bucket_new ("disks", NULL);
  guint count = 0;

  g_signal_connect (bucket, "notify::region", G_CALLBACK (on_notify_cb), &count);
  g_assert_null (ferry_bucket_get_region (bucket));
  ferry_bucket_set_region (bucket, "eu-west-1");
  ferry_bucket_set_region (bucket, "eu-west-1");
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpstr (ferry_bucket_get_region (bucket), ==, "eu-west-1");
  g_assert_cmpstr (ferry_bucket_get_name (bucket), ==, "disks");
  g_assert_finalize_object (bucket);
}

static void
test_object_names (void)
{
  static const struct {
    const char *key;
    gboolean folder;
    const char *name;
    gboolean disk;
  } cases[] = {
    { "a.vmdk", FALSE, "a.vmdk", TRUE },
    { "x/y/Web.VMDK", FALSE, "Web.VMDK", TRUE },
    { "x/disk.raw", FALSE, "disk.raw", TRUE },
    { "x/disk.vmdk.txt", FALSE, "disk.vmdk.txt", FALSE },
    { "x/vmdk", FALSE, "vmdk", FALSE },
    { "x.vmdk/notes", FALSE, "notes", FALSE },
    { "x/y/", TRUE, "y", FALSE },
    { "disk.vmdk/", TRUE, "disk.vmdk", FALSE },
    { "x//", TRUE, "/", FALSE },
    { "/", TRUE, "/", FALSE },
    { "caf\xe9.img", FALSE, "caf\xef\xbf\xbd.img", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryObject) object =
        cases[i].folder ? ferry_object_new_folder (cases[i].key)
                        : ferry_object_new (cases[i].key, 1, NULL, NULL, NULL);

      g_assert_cmpstr (ferry_object_get_key (object), ==, cases[i].key);
      g_assert_cmpstr (ferry_object_get_name (object), ==, cases[i].name);
      g_assert_true (ferry_object_is_folder (object) == cases[i].folder);
      g_assert_true (ferry_object_looks_like_disk (object) == cases[i].disk);
      g_assert_cmpstr (ferry_object_get_storage_class (object), ==, "STANDARD");
    }
}

/* Replies */

#define LIST(content) \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult xmlns=\"" NAMESPACE "\">" \
  "<Name>disks</Name><Prefix/><EncodingType>url</EncodingType>" content "</ListBucketResult>"

static FerryObjectPage *
parse_list (const char  *text,
            GError     **error)
{
  g_autoptr(GBytes) body = bytes (text);

  return ferry_s3_list_objects_parse (body, error);
}

/* "key key/ …" as the page has them */
static void
assert_keys (FerryObjectPage *page,
             const char      *expected)
{
  g_autoptr(GString) keys = g_string_new (NULL);

  for (guint i = 0; i < page->objects->len; i++)
    g_string_append_printf (keys, "%s%s", i ? " " : "",
                            ferry_object_get_key (g_ptr_array_index (page->objects, i)));
  g_assert_cmpstr (keys->str, ==, expected);
}

static void
test_list_fields (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryObjectPage) page =
    parse_list (LIST ("<IsTruncated>true</IsTruncated>"
                      "<NextContinuationToken>1ueG/+=</NextContinuationToken>"
                      "<Contents><Key>a/b.vmdk</Key>"
                      "<LastModified>2026-11-23T10:00:01.000Z</LastModified>"
                      "<ETag>&quot;9b2cf535f27731c974343645a3985328-2&quot;</ETag>"
                      "<Size>5368709121</Size><StorageClass>GLACIER</StorageClass></Contents>"
                      "<Contents><Key>c</Key><ETag/><Size/></Contents>"),
                &error);
  FerryObject *object;
  g_autofree char *modified = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (page->next_token, ==, "1ueG/+=");
  g_assert_cmpuint (page->objects->len, ==, 2);

  object = g_ptr_array_index (page->objects, 0);
  modified = ferry_time_format (ferry_object_get_modified (object));
  g_assert_cmpstr (ferry_object_get_key (object), ==, "a/b.vmdk");
  g_assert_cmpstr (ferry_object_get_name (object), ==, "b.vmdk");
  g_assert_cmpuint (ferry_object_get_size (object), ==, G_GUINT64_CONSTANT (5368709121));
  g_assert_cmpstr (modified, ==, "2026-11-23T10:00:01Z");
  g_assert_cmpstr (ferry_object_get_etag (object), ==, "\"9b2cf535f27731c974343645a3985328-2\"");
  g_assert_cmpstr (ferry_object_get_storage_class (object), ==, "GLACIER");

  object = g_ptr_array_index (page->objects, 1);
  g_assert_cmpuint (ferry_object_get_size (object), ==, 0);
  g_assert_null (ferry_object_get_modified (object));
  g_assert_null (ferry_object_get_etag (object));
  g_assert_cmpstr (ferry_object_get_storage_class (object), ==, "STANDARD");
}

static void
test_list_order (void)
{
  g_autoptr(FerryObjectPage) page =
    parse_list (LIST ("<IsTruncated>false</IsTruncated>"
                      "<NextContinuationToken>left over</NextContinuationToken>"
                      "<Contents><Key>Z</Key></Contents><Contents><Key>a.img</Key></Contents>"
                      "<Contents><Key>b</Key></Contents><Contents><Key>%C3%A9</Key></Contents>"
                      "<CommonPrefixes><Prefix>a/</Prefix></CommonPrefixes>"
                      "<CommonPrefixes><Prefix>c%2F</Prefix></CommonPrefixes>"), NULL);

  assert_keys (page, "Z a.img a/ b c/ \xc3\xa9");
  g_assert_true (ferry_object_is_folder (g_ptr_array_index (page->objects, 2)));
  g_assert_true (ferry_object_is_folder (g_ptr_array_index (page->objects, 4)));
  g_assert_null (page->next_token);
}

static void
test_list_decoding (void)
{
  g_autoptr(FerryObjectPage) page =
    parse_list (LIST ("<Contents><Key>a+b%2Bc</Key></Contents>"
                      "<Contents><Key>nul%00here</Key></Contents>"
                      "<Contents><Key>p%zz%4</Key></Contents>"
                      "<Contents><Key>q%01%FF%e9.img</Key></Contents>"
                      "<Contents><Key>r%2525</Key></Contents>"
                      "<Contents><Key/></Contents>"
                      "<CommonPrefixes><Prefix/></CommonPrefixes>"), NULL);
  g_autoptr(FerryObjectPage) plain =
    parse_list ("<ListBucketResult><Contents><Key>a+b%2Bc</Key></Contents></ListBucketResult>",
                NULL);

  assert_keys (page, "a b+c p%zz%4 q\x01\xff\xe9.img r%25");
  g_assert_true (g_utf8_validate (ferry_object_get_name (g_ptr_array_index (page->objects, 2)), -1,
                                  NULL));
  assert_keys (plain, "a+b%2Bc");
}

static void
test_list_folder_marker (void)
{
  g_autoptr(FerryObjectPage) page =
    parse_list (LIST ("<Contents><Key>disks/</Key><Size>0</Size></Contents>"
                      "<Contents><Key>disks/a</Key></Contents>"), NULL);

  assert_keys (page, "disks/a");
}

static void
test_list_bad_replies (void)
{
  static const char * const replies[] = {
    "", "<html><body/></html>", "<ListBucketResult>", "<Error><Code>NoSuchBucket</Code></Error>",
    "{}", LIST ("<IsTruncated>true</IsTruncated>"),
  };
  g_autoptr(FerryObjectPage) empty = parse_list ("<ListBucketResult/>", NULL);

  g_assert_cmpuint (empty->objects->len, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (parse_list (replies[i], &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bucket/value", test_bucket);
  g_test_add_func ("/bucket/object-names", test_object_names);
  g_test_add_func ("/bucket/list/fields", test_list_fields);
  g_test_add_func ("/bucket/list/order", test_list_order);
  g_test_add_func ("/bucket/list/decoding", test_list_decoding);
  g_test_add_func ("/bucket/list/folder-marker", test_list_folder_marker);
  g_test_add_func ("/bucket/list/bad-replies", test_list_bad_replies);

  return g_test_run ();
}
