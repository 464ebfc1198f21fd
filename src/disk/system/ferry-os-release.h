/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What os-release(5) tells. @text need not be UTF-8 nor end with a zero. */

/* Returns: (transfer full) (nullable): of the last line that sets @name, without its quotes */
char *ferry_os_release_dup_value (const char *text,
                                  gsize       length,
                                  const char *name);
/* Returns: (transfer full) (nullable): what the system calls itself: "Fedora Linux 39 (Server)" */
char *ferry_os_release_dup_title (const char *text,
                                  gsize       length);
/* The first line, of files that hold nothing but a title: redhat-release(5).
 * Returns: (transfer full) (nullable)
 */
char *ferry_os_release_dup_line  (const char *text,
                                  gsize       length);

G_END_DECLS
