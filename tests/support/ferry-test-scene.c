/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-scene.h"

#include "ferry-test-parts.h"

#include <string.h>

#define REGION "eu-west-1"
#define GIB (G_GUINT64_CONSTANT (1) << 30)

/* (nullable): what is said of @owner's @key; "disk", "size" → "disk.size" */
static const char *
look_up (FerryTestScene *scene,
         const char     *owner,
         const char     *key)
{
  g_autofree char *name = g_strconcat (owner, ".", key, NULL);

  return g_hash_table_lookup (scene->words, name);
}

static guint64
parse_number (const char *text,
              guint64     otherwise)
{
  return text != NULL ? g_ascii_strtoull (text, NULL, 0) : otherwise;
}

static guint
find_index (const char        *word,
            const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (word, words[i]) == 0)
      return i;

  g_error ("no such word: %s", word);
}

static void
set_text (FerryTestScene  *scene,
          const char      *owner,
          const char      *key,
          char           **field)
{
  const char *value = look_up (scene, owner, key);

  if (value == NULL)
    return;

  g_free (*field);
  *field = g_strdup (value);
}

static void
spoil_partition (FerryTestScene  *scene,
                 const char      *owner,
                 FerryDiskReport *report)
{
  FerryPartition *partition = g_ptr_array_index (report->partitions, 0);
  const char *type = look_up (scene, owner, "fs");

  partition->active = (gboolean) parse_number (look_up (scene, owner, "active"), TRUE);
  partition->type = (guint8) parse_number (look_up (scene, owner, "type"), 0x07);
  if (type == NULL)
    return;

  partition->file_system = ferry_file_system_new (type);
  partition->file_system->encrypted = g_str_has_prefix (type, "crypto");
}

static void
spoil_report (FerryTestScene  *scene,
              const char      *owner,
              FerryDiskReport *report)
{
  static const char *const formats[] = { "unknown", "raw", "vmdk", "vhd", "vhdx", "ova", "other",
                                         NULL };
  static const char *const schemes[] = { "unknown", "none", "mbr", "gpt", NULL };
  static const char *const faults[] = { "none", "not-a-disk", "format", "not-stream", "packed",
                                        "without-data", "differencing", "dirty", "encrypted",
                                        "cut", "damaged", "limit", "customer-key", NULL };
  const char *word;

  if ((word = look_up (scene, owner, "format")))
    report->format = find_index (word, formats);
  if ((word = look_up (scene, owner, "scheme")))
    report->scheme = find_index (word, schemes);
  if ((word = look_up (scene, owner, "fault")))
    report->fault = find_index (word, faults);
  if ((word = look_up (scene, owner, "size")))
    report->has_virtual_size = strcmp (word, "?") != 0;
  if (word != NULL)
    report->virtual_size = parse_number (word, 0) * GIB;
  report->bytes_read = parse_number (look_up (scene, owner, "read"), report->bytes_read);
  report->has_boot_code = parse_number (look_up (scene, owner, "boot"), 0) > 0;
  report->has_efi_loader = parse_number (look_up (scene, owner, "efi"), 0) > 0;
  set_text (scene, owner, "name", &report->format_name);
  set_text (scene, owner, "problem", &report->problem);
  set_text (scene, owner, "system", &report->system);
  set_text (scene, owner, "other", &report->other_system);
  set_text (scene, owner, "platform", &report->platform);
  set_text (scene, owner, "arch", &report->architecture);
  spoil_partition (scene, owner, report);
}

static FerryMachineDisk *
make_disk (FerryTestScene *scene,
           const char     *owner,
           const char     *key)
{
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
  g_autoptr(FerryDisk) object = NULL;
  FerryMachineDisk *disk;
  const char *region = look_up (scene, owner, "region");
  const char *bucket = look_up (scene, owner, "bucket");
  const char *own_key = look_up (scene, owner, "key");

  spoil_report (scene, owner, report);
  if (look_up (scene, owner, "parts") != NULL)
    {
      guint n = parse_number (look_up (scene, owner, "parts"), 0);
      g_autoptr(FerryParts) parts = ferry_test_parts_new ("web.vmdk.part", n, 10485760, 4096);

      object = ferry_disk_new_cut (region ? region : REGION, bucket ? bucket : "vm-disks", parts,
                                   NULL, report);
      return ferry_machine_disk_new (object);
    }
  object = ferry_disk_new (region != NULL ? region : REGION,
                           bucket != NULL ? bucket : "vm-disks",
                           own_key != NULL ? own_key : key, "\"abc\"",
                           look_up (scene, owner, "class"),
                           parse_number (look_up (scene, owner, "bytes"), 6000000000), report);
  disk = ferry_machine_disk_new (object);
  ferry_machine_disk_set_size (disk, parse_number (look_up (scene, owner, "volume"),
                                                   ferry_machine_disk_get_size (disk)));

  return disk;
}

static FerryMachine *
make_machine (FerryTestScene *scene,
              const char     *owner,
              const char     *key)
{
  g_autoptr(FerryMachineDisk) boot = make_disk (scene, owner, key);
  FerryMachine *machine = ferry_machine_new (ferry_machine_disk_get_disk (boot));

  ferry_machine_disk_set_size (ferry_machine_get_disk (machine, 0),
                               ferry_machine_disk_get_size (boot));
  ferry_plan_add_machine (scene->plan, machine);
  g_object_unref (machine);

  return machine;
}

/* One of the machine's own properties, by its type */
static void
set_property (FerryMachine *machine,
              GParamSpec   *pspec,
              const char   *value)
{
  if (G_IS_PARAM_SPEC_ENUM (pspec))
    {
      GEnumClass *choices = G_PARAM_SPEC_ENUM (pspec)->enum_class;

      g_object_set (machine, pspec->name, g_enum_get_value_by_nick (choices, value)->value, NULL);
    }
  else if (pspec->value_type == G_TYPE_STRV)
    {
      g_auto(GStrv) list = g_strsplit (value, ",", -1);

      g_object_set (machine, pspec->name, list, NULL);
    }
  else
    {
      g_object_set (machine, pspec->name, value, NULL);
    }
}

static void
set_properties (FerryTestScene *scene,
                FerryMachine   *machine,
                const char     *prefix)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, scene->words);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      GParamSpec *pspec = NULL;

      if (g_str_has_prefix (key, prefix))
        pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (machine),
                                              (const char *) key + strlen (prefix));
      if (pspec != NULL)
        set_property (machine, pspec, value);
    }
}

static gboolean
is_said (FerryTestScene *scene,
         const char     *owner)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, scene->words);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_str_has_prefix (key, owner))
      return TRUE;

  return FALSE;
}

static void
add_data_disks (FerryTestScene *scene,
                FerryMachine   *machine)
{
  guint64 n_disks = parse_number (g_hash_table_lookup (scene->words, "data"),
                                  is_said (scene, "data.") ? 1 : 0);

  for (guint i = 0; i < n_disks; i++)
    {
      g_autofree char *key = g_strdup_printf ("vm/web01_%u.vmdk", i + 1);
      g_autoptr(FerryMachineDisk) disk = make_disk (scene, "data", key);

      ferry_machine_add_disk (machine, disk);
    }
}

static void
make_plan (FerryTestScene *scene)
{
  guint64 n_machines = parse_number (g_hash_table_lookup (scene->words, "machines"), 1);
  const char *key = look_up (scene, "second", "disk");

  scene->plan = ferry_plan_new (FERRY_TEST_ACCOUNT_ID);
  for (guint i = 0; i < n_machines; i++)
    {
      g_autofree char *other = g_strdup_printf ("vm/web%02u.vmdk", i + 1);
      FerryMachine *machine = make_machine (scene, "disk", other);

      if (i == 0)
        add_data_disks (scene, machine);
      set_properties (scene, machine, "");
      if (n_machines > 1)
        g_object_set (machine, "name", other, NULL);
    }
  if (is_said (scene, "second."))
    set_properties (scene, make_machine (scene, "none", key != NULL ? key : "vm/db01.vmdk"),
                    "second.");
}

static FerryBucketTrait
parse_traits (const char *names)
{
  static const char *const traits[] = { "versioned", "locked", "replicated", "address", "age",
                                        "signing", NULL };
  g_auto(GStrv) parts = g_strsplit (names != NULL ? names : "", ",", -1);
  FerryBucketTrait found = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    found |= 1u << find_index (parts[i], traits);

  return found;
}

static void
make_account (FerryTestScene *scene)
{
  const char *key = g_hash_table_lookup (scene->words, "encryption");
  const char *quota = g_hash_table_lookup (scene->words, "quota");
  const char *enabled = g_hash_table_lookup (scene->words, "enabled");
  GPtrArray *items;

  scene->facts = ferry_test_facts_new (REGION);
  if (g_hash_table_contains (scene->words, "vpc"))
    ferry_account_facts_take (scene->facts, FERRY_FACT_VPCS, g_ptr_array_new ());
  if (key != NULL)
    {
      items = g_ptr_array_new_with_free_func (g_free);
      if (*key != '\0')
        g_ptr_array_add (items, g_strdup (key));
      ferry_account_facts_take (scene->facts, FERRY_FACT_ENCRYPTION, items);
    }
  if (enabled != NULL)
    {
      items = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (items, g_strdup (enabled));
      ferry_account_facts_take (scene->facts, FERRY_FACT_REGIONS, items);
    }
  if (quota != NULL)
    {
      items = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (items, g_strdup (quota));
      ferry_account_facts_take (scene->facts, FERRY_FACT_QUOTAS, items);
    }
}

static void
free_bytes_cb (gpointer bytes)
{
  g_clear_pointer ((GBytes **) &bytes, g_bytes_unref);
}

static void
make_situation (FerryTestScene *scene)
{
  FerryCheckSituation *situation = &scene->situation;
  FerryBucketFacts *bucket = g_new0 (FerryBucketFacts, 1);
  const char *imported = g_hash_table_lookup (scene->words, "imported");
  const char *text = g_hash_table_lookup (scene->words, "text");

  situation->link_seconds = (guint) parse_number (g_hash_table_lookup (scene->words, "links"),
                                                  604800);
  situation->n_active = (guint) parse_number (g_hash_table_lookup (scene->words, "active"), 0);
  situation->accounts = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (situation->accounts, (gpointer) REGION, scene->facts);

  bucket->known = 0x3f;
  bucket->traits = parse_traits (g_hash_table_lookup (scene->words, "traits"));
  bucket->signature_age = (guint) parse_number (g_hash_table_lookup (scene->words, "age"), 0);
  situation->buckets = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_hash_table_insert (situation->buckets, (gpointer) "vm-disks", bucket);

  situation->imported = g_hash_table_new (g_str_hash, g_str_equal);
  if (imported != NULL)
    g_hash_table_insert (situation->imported, (gpointer) imported, (gpointer) "import-i-0a1b");

  situation->user_data = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_bytes_cb);
  g_hash_table_insert (situation->user_data, (gpointer) "file:///gone", NULL);
  if (text != NULL)
    g_hash_table_insert (situation->user_data, (gpointer) "file:///u",
                         g_bytes_new_take (g_malloc0 (parse_number (text, 0)),
                                           parse_number (text, 0)));
}

FerryTestScene *
ferry_test_scene_new (const char *words)
{
  FerryTestScene *scene = g_new0 (FerryTestScene, 1);
  g_auto(GStrv) pairs = g_strsplit (words, ";", -1);

  scene->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; pairs[i] != NULL; i++)
    {
      g_auto(GStrv) sides = g_strsplit (pairs[i], "=", 2);

      if (sides[0] != NULL)
        g_hash_table_insert (scene->words, g_strdup (sides[0]),
                             g_strdup (sides[1] != NULL ? sides[1] : ""));
    }
  make_account (scene);
  make_situation (scene);
  make_plan (scene);

  return scene;
}

void
ferry_test_scene_free (FerryTestScene *scene)
{
  g_object_unref (scene->plan);
  g_hash_table_unref (scene->situation.accounts);
  g_hash_table_unref (scene->situation.buckets);
  g_hash_table_unref (scene->situation.imported);
  g_hash_table_unref (scene->situation.user_data);
  g_object_unref (scene->facts);
  g_hash_table_unref (scene->words);
  g_free (scene);
}

void
ferry_test_scene_set_road (FerryTestScene *scene,
                           FerryRoad       road)
{
  guint n_machines = ferry_plan_get_n_machines (scene->plan);

  for (guint i = 0; i < n_machines; i++)
    g_object_set (ferry_plan_get_machine (scene->plan, i), "road", road, NULL);
}

FerryCheck *
ferry_test_scene_find (FerryTestScene *scene,
                       FerryCheckCode  code)
{
  g_autoptr(GPtrArray) checks = ferry_check_plan (scene->plan, &scene->situation);

  for (guint i = 0; i < checks->len; i++)
    {
      const FerryCheck *check = g_ptr_array_index (checks, i);

      if (check->code == code)
        return ferry_check_copy (check);
    }

  return NULL;
}
