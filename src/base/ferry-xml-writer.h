/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FerryXmlWriter:
 *
 * Writes an indented XML document (two spaces, LF, UTF-8 without a byte order mark) and escapes
 * all that must be escaped. Text must be valid XML 1.0; ferry_xml_is_text() tells.
 */
typedef struct _FerryXmlWriter FerryXmlWriter;

FerryXmlWriter *ferry_xml_writer_new       (void);
void            ferry_xml_writer_free      (FerryXmlWriter *writer);
void            ferry_xml_writer_open      (FerryXmlWriter *writer,
                                            const char     *name);
/* for the element opened last, before anything is written into it */
void            ferry_xml_writer_attribute (FerryXmlWriter *writer,
                                            const char     *name,
                                            const char     *value);
void            ferry_xml_writer_close     (FerryXmlWriter *writer);
/* <name>text</name> */
void            ferry_xml_writer_element   (FerryXmlWriter *writer,
                                            const char     *name,
                                            const char     *text);
/* Closes what is open. Returns: (transfer full): the document. The writer is freed. */
char           *ferry_xml_writer_finish    (FerryXmlWriter *writer);
/* whether @text is UTF-8 and every character is allowed in XML 1.0 */
gboolean        ferry_xml_is_text          (const char     *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryXmlWriter, ferry_xml_writer_free)

G_END_DECLS
