/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The only version that the schema's documentation knows. */
#define FERRY_MANIFEST_VERSION "2010-11-15"

/* Who a manifest of ours says that it is from. The release is the day of FERRY_VERSION. */
#define FERRY_IMPORTER_NAME "Ferry"
#define FERRY_IMPORTER_RELEASE "2026-11-01"

typedef struct {
  guint64  start;       /* the part's first byte in the image */
  guint64  end;         /* its last byte: inclusive */
  char    *key;         /* the part's object, not encoded */
  char    *head_url;
  char    *get_url;
  char    *delete_url;  /* (nullable): left out unless asked for: it would delete the user's disk */
} FerryManifestPart;

#define FERRY_TYPE_MANIFEST (ferry_manifest_get_type ())
/**
 * FerryManifest:
 *
 * The import manifest (EC2 API Reference, "VM Import Manifest", version 2010-11-15). Its links are
 * bearer secrets. A plain value: fill it, then do not change it. What is %NULL is not known; it is
 * left out when the manifest is written.
 */
typedef struct {
  char      *version;            /* (nullable): %NULL stands for FERRY_MANIFEST_VERSION */
  char      *file_format;        /* "RAW", "VMDK", "VHD" */
  char      *importer_name;
  char      *importer_version;
  char      *importer_release;
  char      *self_destruct_url;  /* signed DELETE of the manifest itself, never of the disk */
  guint64    size;               /* bytes of the image file */
  guint64    volume_size;        /* GiB, from the virtual size */
  GPtrArray *parts;              /* (element-type FerryManifestPart) */
} FerryManifest;

GType              ferry_manifest_get_type (void);
FerryManifest     *ferry_manifest_new      (void);
FerryManifest     *ferry_manifest_copy     (const FerryManifest  *manifest);
void               ferry_manifest_free     (FerryManifest        *manifest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryManifest, ferry_manifest_free)
/* Returns: (transfer none): a new last part to fill; the manifest frees its strings. */
FerryManifestPart *ferry_manifest_add_part (FerryManifest        *manifest);
void               ferry_manifest_part_free (FerryManifestPart    *part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryManifestPart, ferry_manifest_part_free)
gboolean           ferry_manifest_equal    (const FerryManifest  *manifest,
                                            const FerryManifest  *other);
/* In the schema's order, indented, its index and count counted. (transfer full) (nullable): %NULL
 * when one of its texts cannot be said in XML (ferry_xml_is_text())
 */
char              *ferry_manifest_to_xml   (const FerryManifest  *manifest);
/* As strict as the schema: reads it as a FerryManifestDocument, and the first finding that blocks
 * there is FERRY_ERROR_BAD_INPUT, which names the element and the line.
 */
FerryManifest     *ferry_manifest_parse    (GBytes               *xml,
                                            GError              **error);

G_END_DECLS
