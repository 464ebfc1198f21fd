/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FerryXml:
 *
 * One element of a small XML document, read with GMarkup: no DTD, no entities beyond the five, so
 * nothing outside the text is ever fetched. Names are local (a prefix is dropped), attributes are
 * kept, text is the element's own text, concatenated. Depth is capped at 64, size at 64 MiB.
 * Free the root only; the children belong to it.
 */
typedef struct _FerryXml FerryXml;

/* Returns: (transfer full): the root element, or %NULL with FERRY_ERROR_BAD_REPLY */
FerryXml   *ferry_xml_parse         (GBytes      *bytes,
                                     GError     **error);
void        ferry_xml_free          (FerryXml    *root);
const char *ferry_xml_get_name      (FerryXml    *element);
/* the element's own text, never %NULL */
const char *ferry_xml_get_text      (FerryXml    *element);
const char *ferry_xml_get_attribute (FerryXml    *element,
                                     const char  *name);
/* @path: "a/b/c", each step the first child of that name. Returns: (nullable) */
FerryXml   *ferry_xml_find          (FerryXml    *element,
                                     const char  *path);
/* The text at @path; %NULL when the element is absent *or empty*: AWS sends empty for absent. */
const char *ferry_xml_find_text     (FerryXml    *element,
                                     const char  *path);
/* FALSE when absent or not a whole number from 0 to G_MAXINT64 */
gboolean    ferry_xml_find_size     (FerryXml    *element,
                                     const char  *path,
                                     guint64     *value);
/* for (FerryXml *i = ferry_xml_first (set, "item"); i; i = ferry_xml_next (i)) */
FerryXml   *ferry_xml_first         (FerryXml    *parent,
                                     const char  *name);
/* the next sibling of the same name */
FerryXml   *ferry_xml_next          (FerryXml    *element);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryXml, ferry_xml_free)

G_END_DECLS
