/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Turns an error of libferry (or of GIO) into words: what happened, and what to do next. Translated
 * sentences, plain text (escape before using as markup), no secret. (transfer full)
 */
char *ferry_error_to_title  (const GError *error);
char *ferry_error_to_advice (const GError *error);
/* AWS's own words with the request id, for those who want them: "ec2: UnauthorizedOperation: …
 * (request 1234)"; (nullable)
 */
char *ferry_error_to_detail (const GError *error);

G_END_DECLS
