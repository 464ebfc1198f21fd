/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/ferry-manifest-element.h"

G_BEGIN_DECLS

/* The manifest's schema (EC2 API Reference, "VM Import Manifest", version 2010-11-15): all are
 * sequences, so the order is the order of FerryManifestElement. For the reader.
 */
typedef enum {
  FERRY_MANIFEST_CONTAINER,  /* elements only */
  FERRY_MANIFEST_WORD,       /* one of a few */
  FERRY_MANIFEST_TEXT,
  FERRY_MANIFEST_LINK,       /* white space around it is not a part of it (anyURI) */
  FERRY_MANIFEST_NUMBER,
} FerryManifestKind;

typedef struct {
  FerryManifestElement  parent;
  FerryManifestKind     kind;
  gboolean              is_optional;
  gboolean              repeats;
  const char           *attributes[3];  /* the allowed ones; ends with %NULL */
} FerryManifestRule;

const FerryManifestRule *ferry_manifest_schema_get        (FerryManifestElement  element);
/* @name: without a prefix; FALSE where @parent knows no such child */
gboolean                 ferry_manifest_schema_find_child (FerryManifestElement  parent,
                                                           const char           *name,
                                                           FerryManifestElement *child);

G_END_DECLS
