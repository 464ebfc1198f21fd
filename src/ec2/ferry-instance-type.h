/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/ferry-xml.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FerryInstanceType:
 *
 * What DescribeInstanceTypes tells of a type ("InstanceTypeInfo"). Immutable once read.
 */
typedef struct {
  char     *name;                /* "t2.medium" */
  char    **architectures;       /* "x86_64", "i386", "arm64" */
  char    **boot_modes;          /* "legacy-bios", "uefi"; empty where not told */
  char     *hypervisor;          /* "xen", "nitro"; (nullable): not told, as for bare metal */
  guint     n_vcpus;
  guint64   memory;              /* MiB */
  gboolean  is_current;          /* of the current generation */
  gboolean  is_bare_metal;
  gboolean  needs_ena;           /* enaSupport "required" */
  gboolean  needs_nvme;          /* ebsInfo/nvmeSupport "required" */
} FerryInstanceType;

#define FERRY_TYPE_INSTANCE_TYPE (ferry_instance_type_get_type ())
GType              ferry_instance_type_get_type (void);
FerryInstanceType *ferry_instance_type_new      (const char              *name);
FerryInstanceType *ferry_instance_type_copy     (const FerryInstanceType *type);
void               ferry_instance_type_free     (FerryInstanceType       *type);
/* @item: an element of instanceTypeSet. FERRY_ERROR_BAD_REPLY where it has no name */
FerryInstanceType *ferry_instance_type_from_xml (FerryXml                *item,
                                                 GError                 **error);
gboolean           ferry_instance_type_runs     (const FerryInstanceType *type,
                                                 const char              *architecture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryInstanceType, ferry_instance_type_free)

/* Whether ImportInstance takes @name for Linux: a closed list of old types (VM Import/Export User
 * Guide, "Instance types"). For Windows it takes most.
 */
gboolean           ferry_instance_type_imports_linux (const char         *name);
/* (array zero-terminated=1): that list */
const char *const *ferry_instance_type_list_linux    (void);

G_END_DECLS
