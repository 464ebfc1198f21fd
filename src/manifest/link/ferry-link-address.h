/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether @host (lower case) is one of S3's REST hosts: global, of a region in both spellings,
 * dual-stack, FIPS, accelerated. Source: "Amazon S3 endpoints and quotas", AWS. A website, an
 * access point, a control plane is none.
 * @bucket: (out) (nullable) (transfer full): %NULL in path style
 * @region: (out) (nullable) (transfer full): %NULL where the host does not name it
 */
gboolean   ferry_link_split_host  (const char   *host,
                                   char        **bucket,
                                   char        **region);
/* Percent-decoded bytes of @length characters of @text. Returns: (transfer full) (nullable): %NULL
 * for a NUL and for what is not encoded right
 */
char      *ferry_link_decode      (const char   *text,
                                   gsize         length);
/* The query's names and values, decoded as S3 does: "+" is a blank. What was escaped twice ("amp;")
 * is read as it was meant; what cannot be decoded is left out. (transfer full) (element-type
 * FerryPair)
 */
GPtrArray *ferry_link_split_query (const char   *query);
/* Whether what is @written as a key is @key as a link, or a form, writes it. */
gboolean   ferry_link_is_encoded  (const char   *written,
                                   const char   *key);
/* Whether it is @key with white space around it. */
gboolean   ferry_link_is_padded   (const char   *written,
                                   const char   *key);
/* Whether @host is this computer. */
gboolean   ferry_link_is_loopback (const char   *host);

G_END_DECLS
