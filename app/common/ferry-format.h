/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How things are said to people, in their locale and language. All (transfer full). */

/* "6.2 GB": bytes of a file */
char *ferry_format_bytes    (guint64    bytes);
/* "6,214,558,208 bytes": the exact number, for tooltips */
char *ferry_format_bytes_exact (guint64 bytes);
/* "40 GiB", "512 MiB": sizes of disks, in powers of 1024, at most one decimal */
char *ferry_format_disk     (guint64    bytes);
/* the same for parts of a disk, cut and not rounded: they never exceed the whole */
char *ferry_format_disk_part (guint64   bytes);
/* "6 d 23 h 41 min", "1 h 12 min", "40 s": the two or three largest parts */
char *ferry_format_duration (guint64    seconds);
/* "Today at 04:12", "12 Nov", "12 Nov 2024": local time, as near as it needs to be */
char *ferry_format_date     (GDateTime *time);
/* "Europe (Ireland)", or the id itself for an unknown region */
char *ferry_format_region   (const char *region);
/* "1234-5678-9012": the number of an AWS account, grouped as AWS's own console does */
char *ferry_format_account  (const char *number);
/* Whatever bytes somebody gave a thing for a name, a key above all, fit to show: valid UTF-8 on one
 * line, in the order in which it is written. What has no shape of its own or would change that of
 * others (control characters, line ends, blanks around it, marks that turn the direction) is a sign
 * that stands for it. (transfer full)
 */
char *ferry_format_name      (const char *key);

G_END_DECLS
