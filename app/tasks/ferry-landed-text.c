/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-landed-text.h"

#include "common/ferry-format.h"

#include <glib/gi18n.h>

#define GIB G_GUINT64_CONSTANT (1073741824)

/* EC2's word for a state, which may be one that this version does not know. */
static const char *
describe_state (const char *state)
{
  static const struct {
    const char *state;
    const char *text;
  } known[] = {
    { "pending", NC_("state of an instance", "starting") },
    { "running", NC_("state of an instance", "running") },
    { "stopping", NC_("state of an instance", "stopping") },
    { "stopped", NC_("state of an instance", "stopped") },
    { "shutting-down", NC_("state of an instance", "being terminated") },
    { "terminated", NC_("state of an instance", "terminated") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_strcmp0 (known[i].state, state) == 0)
      return g_dpgettext2 (NULL, "state of an instance", known[i].text);

  return state;
}

char *
ferry_landed_text_instance (FerryTaskItem *item,
                            FerryInstance *instance)
{
  const char *id = ferry_task_item_get_instance_id (item);
  const char *state = instance ? instance->state : ferry_task_item_get_instance_state (item);
  g_autofree char *name = NULL;

  if (id == NULL)
    return g_strdup (_("not known"));
  if (state == NULL)
    return g_strdup (id);

  name = ferry_format_name (describe_state (state));
  /* Translators: the ID of an instance, then its state: “i-0a1b2c3d, stopped” */
  return g_strdup_printf (_("%s, %s"), id, name);
}

static char *
describe_volume (FerryVolume *volume)
{
  g_autofree char *size = ferry_format_disk (volume->size * GIB);
  const char *encrypted = volume->encrypted ? _("encrypted") : _("not encrypted");

  if (volume->device == NULL)
    /* Translators: a volume’s ID, size, type (“gp2”), and whether it is encrypted */
    return g_strdup_printf (_("%s: not attached, %s, %s, %s"), volume->id, size, volume->type,
                            encrypted);

  /* Translators: a device name, a volume’s ID, its size, type (“gp2”), whether it is encrypted */
  return g_strdup_printf (_("%s: %s, %s, %s, %s"), volume->device, volume->id, size, volume->type,
                          encrypted);
}

/* What Ferry knows by itself: those whose device name it has. */
static guint
count_attached (FerryTaskItem *item)
{
  guint n = 1;  /* EC2 makes the instance on the boot disk's volume */

  for (guint i = 1; i < ferry_task_item_get_n_tasks (item); i++)
    n += ferry_task_get_device (ferry_task_item_get_task (item, i)) != NULL;

  return n;
}

char *
ferry_landed_text_volumes (FerryTaskItem *item,
                           GPtrArray     *volumes)
{
  guint n_disks = ferry_task_item_get_n_tasks (item);
  guint n_attached = volumes ? 0 : count_attached (item);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; volumes && i < volumes->len; i++)
    n_attached += ((FerryVolume *) volumes->pdata[i])->device != NULL;

  /* Translators: so many of so many volumes of a machine */
  g_string_append_printf (text, _("%u of %u attached"), MIN (n_attached, n_disks), n_disks);
  for (guint i = 0; volumes && i < volumes->len; i++)
    {
      g_autofree char *line = describe_volume (volumes->pdata[i]);

      g_string_append_printf (text, "\n%s", line);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_windows (FerryTaskItem *item)
{
  FerryMachine *machine = ferry_task_item_get_machine (item);

  return machine && ferry_machine_get_platform (machine) == FERRY_PLATFORM_WINDOWS;
}

char *
ferry_landed_text_reach (FerryTaskItem *item,
                         FerryInstance *instance)
{
  const char *address = instance ? instance->private_ip : NULL;
  const char *way = is_windows (item) ? "RDP" : "SSH";

  if (instance && instance->public_ip)
    /* Translators: a public address, then “RDP” or “SSH” */
    return g_strdup_printf (_("%s over %s, with the accounts of the machine itself"),
                            instance->public_ip, way);
  if (address == NULL)
    /* Translators: %s is “RDP” or “SSH” */
    return g_strdup_printf (_("Its private address over %s, from inside the VPC"), way);

  /* Translators: a private address, then “RDP” or “SSH” */
  return g_strdup_printf (_("%s over %s, from inside the VPC"), address, way);
}

char *
ferry_landed_text_note (FerryTaskItem *item)
{
  if (is_windows (item))
    return g_strdup (_("It keeps its own users and passwords; EC2 made no key pair for it. Before "
                       "it gets a newer instance type, install AWS’s drivers in it: NVMe and "
                       "ENA."));

  return g_strdup (_("It keeps its own users and passwords; EC2 made no key pair for it. Before it "
                     "gets a newer instance type, see that its kernel has the nvme and ena "
                     "modules."));
}
