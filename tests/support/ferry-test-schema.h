/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether xmllint is there; marks the test as skipped, and says so, when it is not. */
gboolean ferry_test_has_xmllint      (void);
/* What xmllint, an independent judge, says of @xml against
 * tests/manifest/vm-import-manifest.xsd.
 */
gboolean ferry_test_xmllint_accepts  (const char *xml);

G_END_DECLS
