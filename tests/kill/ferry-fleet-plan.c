/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* ferry-fleet-plan ENDPOINT FILE: looks into the rehearsal's fleet, puts its machines of three
 * disks together, and saves a plan of them as FILE: 10 machines with 20 data volumes.
 */

#include "ferry.h"

#include <stdlib.h>

#define BUCKET "acme-fleet"
#define TYPE "t2.small"

/* A client's answers come in the main loop. */
static GAsyncResult *
wait_for (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *slot;
}

static void
take_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static FerryObjectList *
list_fleet (FerryClient *client)
{
  g_autoptr(FerryBucket) bucket = ferry_bucket_new (BUCKET, FERRY_REHEARSAL_REGION);
  FerryObjectList *list = ferry_object_list_new_below (client, bucket, "");

  ferry_object_list_load (list);
  while (ferry_object_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
  if (!ferry_object_list_is_complete (list))
    g_error ("the bucket cannot be listed");

  return list;
}

static FerryDisk *
look (FerryClient *client,
      FerryObject *object)
{
  GAsyncResult *slot = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(FerryDiskReport) report = NULL;
  g_autoptr(GError) error = NULL;

  ferry_disk_inspect_async (client, FERRY_REHEARSAL_REGION, BUCKET, object, NULL, take_cb, &slot);
  result = wait_for (&slot);
  report = ferry_disk_inspect_finish (client, result, &error);
  if (report == NULL)
    g_error ("%s: %s", ferry_object_get_key (object), error->message);

  return ferry_disk_new (FERRY_REHEARSAL_REGION, BUCKET, ferry_object_get_key (object),
                         ferry_object_get_etag (object), ferry_object_get_storage_class (object),
                         ferry_object_get_size (object), report);
}

static GPtrArray *
look_into_all (FerryClient *client)
{
  GPtrArray *disks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(FerryObjectList) list = list_fleet (client);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr(FerryObject) object = g_list_model_get_item (G_LIST_MODEL (list), i);

      if (ferry_object_looks_like_disk (object))
        g_ptr_array_add (disks, look (client, object));
    }

  return disks;
}

static FerryMachine *
make_machine (FerryDiskGroup *group)
{
  FerryMachine *machine = ferry_machine_new (g_ptr_array_index (group->disks, 0));

  for (guint i = 1; i < group->disks->len; i++)
    {
      g_autoptr(FerryMachineDisk) disk = ferry_machine_disk_new (g_ptr_array_index (group->disks,
                                                                                    i));

      ferry_machine_add_disk (machine, disk);
    }
  g_object_set (machine,
                "name", group->name,
                "platform", FERRY_PLATFORM_LINUX,
                "instance-type", TYPE,
                NULL);

  return machine;
}

static GBytes *
make_plan (FerryClient *client)
{
  g_autoptr(FerryPlan) plan = ferry_plan_new (FERRY_REHEARSAL_ACCOUNT_ID);
  g_autoptr(GPtrArray) disks = look_into_all (client);
  g_autoptr(GPtrArray) groups = ferry_group_disks (disks);

  for (guint i = 0; i < groups->len; i++)
    {
      FerryDiskGroup *group = g_ptr_array_index (groups, i);
      g_autoptr(FerryMachine) machine = NULL;

      if (group->disks->len != 3)
        continue;

      machine = make_machine (group);
      ferry_plan_add_machine (plan, machine);
    }
  if (ferry_plan_get_n_machines (plan) != 10)
    g_error ("%u machines of three disks", ferry_plan_get_n_machines (plan));

  return ferry_plan_file_to_bytes (plan);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(FerryAccount) account = NULL;
  g_autoptr(FerryCredentials) credentials = ferry_rehearsal_credentials_new ();
  g_autoptr(FerryClient) client = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  const char *text;
  gsize length;

  if (argc != 3)
    {
      g_printerr ("ferry-fleet-plan ENDPOINT FILE\n");
      return EXIT_FAILURE;
    }

  account = ferry_rehearsal_account_new (argv[1]);
  client = ferry_client_new (account, credentials);
  bytes = make_plan (client);
  text = g_bytes_get_data (bytes, &length);
  if (!g_file_set_contents (argv[2], text, length, &error))
    g_error ("%s", error->message);

  return EXIT_SUCCESS;
}
