/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ec2/ferry-instance-type.h"

#include "base/ferry-error.h"

G_DEFINE_BOXED_TYPE (FerryInstanceType, ferry_instance_type,
                     ferry_instance_type_copy, ferry_instance_type_free)

static const char *const linux_types[] = {
  "t2.micro", "t2.small", "t2.medium",
  "m3.medium", "m3.large", "m3.xlarge", "m3.2xlarge",
  "c3.large", "c3.xlarge", "c3.2xlarge", "c3.4xlarge", "c3.8xlarge",
  "cc1.4xlarge", "cc2.8xlarge",
  "r3.large", "r3.xlarge", "r3.2xlarge", "r3.4xlarge", "r3.8xlarge",
  "cr1.8xlarge",
  "i2.xlarge", "i2.2xlarge", "i2.4xlarge", "i2.8xlarge",
  "hi1.4xlarge", "hi1.8xlarge",
  NULL
};

FerryInstanceType *
ferry_instance_type_new (const char *name)
{
  FerryInstanceType *type = g_new0 (FerryInstanceType, 1);

  type->name = g_strdup (name);
  type->architectures = g_new0 (char *, 1);
  type->boot_modes = g_new0 (char *, 1);

  return type;
}

FerryInstanceType *
ferry_instance_type_copy (const FerryInstanceType *type)
{
  FerryInstanceType *copy = g_new (FerryInstanceType, 1);

  *copy = *type;
  copy->name = g_strdup (type->name);
  copy->architectures = g_strdupv (type->architectures);
  copy->boot_modes = g_strdupv (type->boot_modes);
  copy->hypervisor = g_strdup (type->hypervisor);

  return copy;
}

void
ferry_instance_type_free (FerryInstanceType *type)
{
  g_free (type->name);
  g_strfreev (type->architectures);
  g_strfreev (type->boot_modes);
  g_free (type->hypervisor);
  g_free (type);
}

static void
read_words (FerryXml    *item,
            const char  *path,
            char      ***words)
{
  FerryXml *set = ferry_xml_find (item, path);
  g_autoptr(GStrvBuilder) builder = NULL;

  if (set == NULL)
    return;

  builder = g_strv_builder_new ();
  for (FerryXml *i = ferry_xml_first (set, "item"); i; i = ferry_xml_next (i))
    g_strv_builder_add (builder, ferry_xml_get_text (i));
  g_strfreev (*words);
  *words = g_strv_builder_end (builder);
}

static gboolean
says (FerryXml   *item,
      const char *path,
      const char *word)
{
  return g_strcmp0 (ferry_xml_find_text (item, path), word) == 0;
}

FerryInstanceType *
ferry_instance_type_from_xml (FerryXml  *item,
                              GError   **error)
{
  const char *name = ferry_xml_find_text (item, "instanceType");
  FerryInstanceType *type;
  guint64 n_vcpus = 0;

  if (name == NULL)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY,
                           "DescribeInstanceTypes: an instance type has no name");
      return NULL;
    }

  type = ferry_instance_type_new (name);
  read_words (item, "processorInfo/supportedArchitectures", &type->architectures);
  read_words (item, "supportedBootModes", &type->boot_modes);
  type->hypervisor = g_strdup (ferry_xml_find_text (item, "hypervisor"));
  ferry_xml_find_size (item, "vCpuInfo/defaultVCpus", &n_vcpus);
  type->n_vcpus = (guint) MIN (n_vcpus, G_MAXUINT);
  ferry_xml_find_size (item, "memoryInfo/sizeInMiB", &type->memory);
  type->is_current = says (item, "currentGeneration", "true");
  type->is_bare_metal = says (item, "bareMetal", "true");
  type->needs_ena = says (item, "networkInfo/enaSupport", "required");
  type->needs_nvme = says (item, "ebsInfo/nvmeSupport", "required");

  return type;
}

gboolean
ferry_instance_type_runs (const FerryInstanceType *type,
                          const char              *architecture)
{
  return g_strv_contains ((const char *const *) type->architectures, architecture);
}

gboolean
ferry_instance_type_imports_linux (const char *name)
{
  return g_strv_contains (linux_types, name);
}

const char *const *
ferry_instance_type_list_linux (void)
{
  return linux_types;
}
