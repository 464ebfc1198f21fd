/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-plan.h"

#include "base/ferry-error.h"
#include "base/ferry-json.h"

#include <string.h>

#define GIB (G_GUINT64_CONSTANT (1) << 30)
#define STRANGE_KEY "vm \xff\xfe/web&01<\xc3\xa9>-boot.vmdk"

static FerryPlan *
make_plan (void)
{
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();

  return ferry_test_plan_new ("eu-west-1", "vm/web01-boot.vmdk", NULL, report);
}

/* Through the text that a file holds. */
static JsonObject *
through_text (JsonObject *object)
{
  g_autoptr(JsonObject) owned = object;
  g_autoptr(GError) error = NULL;
  g_autofree char *line = ferry_json_to_line (owned);
  JsonObject *read = ferry_json_parse (line, -1, &error);

  g_assert_no_error (error);
  g_assert_true (g_utf8_validate (line, -1, NULL));

  return read;
}

static void
assert_disk_survives (FerryDisk *disk)
{
  g_autoptr(JsonObject) object = through_text (ferry_disk_to_json (disk));
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryDisk) copy = ferry_disk_from_json (object, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (ferry_disk_get_region (copy), ==, ferry_disk_get_region (disk));
  g_assert_cmpstr (ferry_disk_get_bucket (copy), ==, ferry_disk_get_bucket (disk));
  g_assert_cmpstr (ferry_disk_get_key (copy), ==, ferry_disk_get_key (disk));
  g_assert_cmpstr (ferry_disk_get_name (copy), ==, ferry_disk_get_name (disk));
  g_assert_cmpstr (ferry_disk_get_etag (copy), ==, ferry_disk_get_etag (disk));
  g_assert_cmpstr (ferry_disk_get_storage_class (copy), ==, ferry_disk_get_storage_class (disk));
  g_assert_cmpuint (ferry_disk_get_size (copy), ==, ferry_disk_get_size (disk));
  g_assert_cmpuint (ferry_disk_get_report (copy)->virtual_size, ==, 40 * GIB);
  g_assert_cmpint (ferry_disk_get_report (copy)->scheme, ==, FERRY_PARTITION_SCHEME_MBR);
}

static void
test_disk_json (void)
{
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
  g_autoptr(FerryDisk) plain =
    ferry_test_disk_new ("eu-west-1", "vm/web01-boot.vmdk", NULL, report);
  g_autoptr(FerryDisk) strange = ferry_test_disk_new ("eu-west-1", STRANGE_KEY, "GLACIER", report);

  assert_disk_survives (plain);
  assert_disk_survives (strange);
  g_assert_cmpstr (ferry_disk_get_storage_class (plain), ==, "STANDARD");
}

static void
test_disk_name (void)
{
  static const struct {
    const char *key;
    const char *name;
  } cases[] = {
    { "a.vmdk", "a.vmdk" },
    { "x/y/a.vmdk", "a.vmdk" },
    { "x//", "x//" },
    { "x/\xff.raw", "\xef\xbf\xbd.raw" },
  };
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryDisk) disk = ferry_test_disk_new ("eu-west-1", cases[i].key, NULL, report);

      g_assert_cmpstr (ferry_disk_get_name (disk), ==, cases[i].name);
    }
}

static void
test_disk_json_damaged (void)
{
  static const char *const texts[] = {
    "{}",
    "{\"region\": \"eu-west-1\", \"bucket\": \"b\", \"size\": 1}",
    "{\"region\": \"eu-west-1\", \"bucket\": \"b\", \"size\": 1, \"key\": \"\"}",
    "{\"region\": \"eu-west-1\", \"bucket\": \"b\", \"size\": 1, \"key\": \"k\", "
      "\"key-base64\": \"AGE=\"}",
    "{\"region\": \"eu-west-1\", \"bucket\": \"b\", \"size\": -1, \"key\": \"k\"}",
    "{\"region\": \"eu-west-1\", \"bucket\": 7, \"size\": 1, \"key\": \"k\"}",
    "{\"region\": null, \"bucket\": \"b\", \"size\": 1, \"key\": \"k\"}",
    "{\"region\": \"a@evil.example\", \"bucket\": \"b\", \"size\": 1, \"key\": \"k\"}",
    "{\"region\": \"../a\", \"bucket\": \"b\", \"size\": 1, \"key\": \"k\"}",
    "{\"region\": \"*\", \"bucket\": \"b\", \"size\": 1, \"key\": \"k\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(JsonObject) object = ferry_json_parse (texts[i], -1, NULL);
      g_autoptr(GError) error = NULL;

      g_assert_null (ferry_disk_from_json (object, &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
    }
}

static void
test_machine_defaults (void)
{
  static const struct {
    const char    *key;
    const char    *name;
    guint8         type;
    FerryPlatform  platform;
    guint64        virtual_size;
    guint64        volume_size;
  } cases[] = {
    { "vm/web01-boot.vmdk", "web01", 0x07, FERRY_PLATFORM_WINDOWS, 40 * GIB, 40 },
    { "vm/db.VMDK", "db", 0x83, FERRY_PLATFORM_LINUX, 40 * GIB + 1, 41 },
    { "mail_boot.raw", "mail", 0x0c, FERRY_PLATFORM_UNSET, 4 * 1048576, 8 },
    { "-boot", "-boot", 0x83, FERRY_PLATFORM_LINUX, 8 * GIB, 8 },
    { "web.example.com", "web.example.com", 0x83, FERRY_PLATFORM_LINUX, 9 * GIB, 9 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
      g_autoptr(FerryDisk) disk = NULL;
      g_autoptr(FerryMachine) machine = NULL;

      ((FerryPartition *) g_ptr_array_index (report->partitions, 0))->type = cases[i].type;
      report->virtual_size = cases[i].virtual_size;
      disk = ferry_test_disk_new ("eu-west-1", cases[i].key, NULL, report);
      machine = ferry_machine_new (disk);

      g_assert_cmpstr (ferry_machine_get_name (machine), ==, cases[i].name);
      g_assert_cmpint (ferry_machine_get_platform (machine), ==, cases[i].platform);
      g_assert_cmpuint (ferry_machine_get_volume_size (machine), ==, cases[i].volume_size);
      g_assert_cmpstr (ferry_machine_get_instance_type (machine), ==, "t2.medium");
      g_assert_cmpstr (ferry_machine_get_subnet_id (machine), ==, "");
      g_assert_cmpint (ferry_machine_get_architecture (machine), ==, FERRY_ARCHITECTURE_X86_64);
      g_assert_true (ferry_machine_get_boot_disk (machine) == disk);
    }
}

static void
test_machine_architecture (void)
{
  static const struct {
    const char        *told;
    FerryArchitecture  architecture;
  } cases[] = {
    { "x86_64", FERRY_ARCHITECTURE_X86_64 },
    { "i386", FERRY_ARCHITECTURE_I386 },
    { "arm64", FERRY_ARCHITECTURE_X86_64 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
      g_autoptr(FerryDisk) disk = NULL;
      g_autoptr(FerryMachine) machine = NULL;

      report->architecture = g_strdup (cases[i].told);
      disk = ferry_test_disk_new ("eu-west-1", "web.vmdk", NULL, report);
      machine = ferry_machine_new (disk);
      g_assert_cmpint (ferry_machine_get_architecture (machine), ==, cases[i].architecture);
    }
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          gpointer    user_data)
{
  ++*(guint *) user_data;
}

/* Set one property twice to the same value, and see one notification. */
static void
assert_notifies_once (gpointer    object,
                      const char *name,
                      GValue     *value)
{
  g_autofree char *signal_name = g_strdup_printf ("notify::%s", name);
  guint count = 0;
  gulong id = g_signal_connect (object, signal_name, G_CALLBACK (count_cb), &count);

  g_object_set_property (G_OBJECT (object), name, value);
  g_assert_cmpuint (count, ==, 1);
  g_object_set_property (G_OBJECT (object), name, value);
  g_assert_cmpuint (count, ==, 1);
  g_signal_handler_disconnect (object, id);
}

static void
test_machine_notify (void)
{
  static const char *const strings[] = { "name", "instance-type", "subnet-id" };
  g_autoptr(FerryPlan) plan = make_plan ();
  FerryMachine *machine = ferry_plan_get_machine (plan, 0);
  g_auto(GValue) text = G_VALUE_INIT;
  g_auto(GValue) size = G_VALUE_INIT;
  g_auto(GValue) platform = G_VALUE_INIT;
  g_auto(GValue) architecture = G_VALUE_INIT;

  g_value_init (&text, G_TYPE_STRING);
  g_value_set_string (&text, "subnet-0a");
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    assert_notifies_once (machine, strings[i], &text);

  g_value_init (&size, G_TYPE_UINT64);
  g_value_set_uint64 (&size, 100);
  assert_notifies_once (ferry_machine_get_disk (machine, 0), "size", &size);

  g_value_init (&platform, FERRY_TYPE_PLATFORM);
  g_value_set_enum (&platform, FERRY_PLATFORM_LINUX);
  assert_notifies_once (machine, "platform", &platform);

  g_value_init (&architecture, FERRY_TYPE_ARCHITECTURE);
  g_value_set_enum (&architecture, FERRY_ARCHITECTURE_I386);
  assert_notifies_once (machine, "architecture", &architecture);

  g_assert_cmpstr (ferry_machine_get_name (machine), ==, "subnet-0a");
  g_assert_cmpuint (ferry_machine_get_volume_size (machine), ==, 100);
  g_assert_cmpint (ferry_machine_get_platform (machine), ==, FERRY_PLATFORM_LINUX);
}

static void
assert_same_wishes (FerryMachine *a,
                    FerryMachine *b)
{
  g_assert_cmpstr (ferry_machine_get_name (a), ==, ferry_machine_get_name (b));
  g_assert_cmpint (ferry_machine_get_platform (a), ==, ferry_machine_get_platform (b));
  g_assert_cmpint (ferry_machine_get_architecture (a), ==, ferry_machine_get_architecture (b));
  g_assert_cmpstr (ferry_machine_get_instance_type (a), ==, ferry_machine_get_instance_type (b));
  g_assert_cmpstr (ferry_machine_get_subnet_id (a), ==, ferry_machine_get_subnet_id (b));
  g_assert_cmpuint (ferry_machine_get_volume_size (a), ==, ferry_machine_get_volume_size (b));
}

static FerryPlan *
make_wished_plan (FerryPlatform platform)
{
  FerryPlan *plan = make_plan ();

  g_object_set (ferry_plan_get_machine (plan, 0),
                "name", "Gr\xc3\xbc\xc3\x9f \"1\"",
                "platform", platform,
                "architecture", FERRY_ARCHITECTURE_I386,
                "instance-type", "m3.large",
                "subnet-id", "subnet-0123abcd",
                NULL);
  ferry_machine_disk_set_size (ferry_machine_get_disk (ferry_plan_get_machine (plan, 0), 0), 123);

  return plan;
}

static void
test_plan_json (void)
{
  const FerryPlatform platforms[] = {
    FERRY_PLATFORM_UNSET, FERRY_PLATFORM_LINUX, FERRY_PLATFORM_WINDOWS,
  };

  for (guint i = 0; i < G_N_ELEMENTS (platforms); i++)
    {
      g_autoptr(FerryPlan) plan = make_wished_plan (platforms[i]);
      g_autoptr(JsonObject) object = through_text (ferry_plan_to_json (plan));
      g_autoptr(GError) error = NULL;
      g_autoptr(FerryPlan) copy = ferry_plan_from_json (object, &error);

      g_assert_no_error (error);
      g_assert_cmpint (ferry_json_get_int (object, "format", 0), ==, FERRY_PLAN_FORMAT);
      g_assert_cmpstr (ferry_plan_get_id (copy), ==, ferry_plan_get_id (plan));
      g_assert_cmpstr (ferry_plan_get_account_id (copy), ==, FERRY_TEST_ACCOUNT_ID);
      assert_same_wishes (ferry_plan_get_machine (copy, 0), ferry_plan_get_machine (plan, 0));
    }
}

static char *
make_plan_text (const char *find,
                const char *replacement)
{
  g_autoptr(FerryPlan) plan = make_wished_plan (FERRY_PLATFORM_WINDOWS);
  g_autoptr(JsonObject) object = ferry_plan_to_json (plan);
  g_autofree char *line = ferry_json_to_line (object);
  g_autoptr(GString) text = g_string_new (line);

  g_assert_cmpuint (g_string_replace (text, find, replacement, 1), ==, 1);

  return g_strdup (text->str);
}

static void
test_plan_json_unknown_member (void)
{
  g_autofree char *text = make_plan_text ("{\"format\":2,",
                                          "{\"format\":2,\"colour\":{\"a\":[1]},");
  g_autoptr(JsonObject) object = ferry_json_parse (text, -1, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryPlan) plan = ferry_plan_from_json (object, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ferry_machine_get_volume_size (ferry_plan_get_machine (plan, 0)), ==, 123);
}

static void
test_plan_json_refused (void)
{
  static const struct {
    const char *find;
    const char *replacement;
    const char *message;
  } cases[] = {
    { "\"format\":2", "\"format\":4", "*newer version*" },
    { "\"format\":2", "\"format\":\"1\"", "*not a plan*" },
    { "\"id\":\"", "\"id\":\"x", "*\"id\"*" },
    { "\"account\":", "\"konto\":", "*\"account\"*" },
    { "\"machines\":[", "\"machines\":[{},", "*machine 1*\"boot-disk\"*" },
    { "\"machines\":[", "\"machines\":3,\"others\":[", "*list of machines*" },
    { "\"road\":\"classic\"", "\"road\":\"air\"", "*\"road\"*air*" },
    { "\"platform\":\"Windows\"", "\"platform\":\"BeOS\"", "*\"platform\"*BeOS*" },
    { "\"architecture\":\"i386\"", "\"architecture\":\"arm64\"", "*\"architecture\"*arm64*" },
    { "\"boot-disk\":", "\"boots\":", "*\"boot-disk\"*" },
    { "\"bucket\":", "\"pail\":", "*\"bucket\"*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = make_plan_text (cases[i].find, cases[i].replacement);
      g_autoptr(JsonObject) object = ferry_json_parse (text, -1, NULL);
      g_autoptr(GError) error = NULL;

      g_assert_nonnull (object);
      g_assert_null (ferry_plan_from_json (object, &error));
      if (strstr (cases[i].message, "newer"))
        g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NEWER);
      else
        g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
      g_assert_true (g_pattern_match_simple (cases[i].message, error->message));
    }
}

static void
test_plan_copy (void)
{
  g_autoptr(FerryPlan) plan = make_wished_plan (FERRY_PLATFORM_LINUX);
  FerryPlan *copy = ferry_plan_copy (plan);

  g_assert_true (g_uuid_string_is_valid (ferry_plan_get_id (copy)));
  g_assert_cmpstr (ferry_plan_get_id (copy), !=, ferry_plan_get_id (plan));
  assert_same_wishes (ferry_plan_get_machine (copy, 0), ferry_plan_get_machine (plan, 0));

  g_object_set (ferry_plan_get_machine (plan, 0), "name", "other", NULL);
  ferry_machine_disk_set_size (ferry_machine_get_disk (ferry_plan_get_machine (plan, 0), 0), 999);
  g_assert_cmpstr (ferry_machine_get_name (ferry_plan_get_machine (copy, 0)), !=, "other");
  g_assert_cmpuint (ferry_machine_get_volume_size (ferry_plan_get_machine (copy, 0)), ==, 123);
  g_assert_finalize_object (copy);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plan/disk/json", test_disk_json);
  g_test_add_func ("/plan/disk/json/damaged", test_disk_json_damaged);
  g_test_add_func ("/plan/disk/name", test_disk_name);
  g_test_add_func ("/plan/machine/defaults", test_machine_defaults);
  g_test_add_func ("/plan/machine/architecture", test_machine_architecture);
  g_test_add_func ("/plan/machine/notify", test_machine_notify);
  g_test_add_func ("/plan/json", test_plan_json);
  g_test_add_func ("/plan/json/unknown-member", test_plan_json_unknown_member);
  g_test_add_func ("/plan/json/refused", test_plan_json_refused);
  g_test_add_func ("/plan/copy", test_plan_copy);

  return g_test_run ();
}
