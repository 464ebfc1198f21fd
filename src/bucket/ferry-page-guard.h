/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How many pages without an item may come in a row. S3 sends such pages where much was deleted. */
#define FERRY_PAGE_GUARD_MAX_EMPTY 100

/**
 * FerryPageGuard:
 *
 * Sees to it that a list in pages ends: a far side that names a page a second time, or sends empty
 * pages for ever, would keep us asking.
 */
typedef struct _FerryPageGuard FerryPageGuard;

FerryPageGuard *ferry_page_guard_new   (void);
void            ferry_page_guard_free  (FerryPageGuard  *guard);
/* A person asks to go on: empty pages are counted anew. */
void            ferry_page_guard_renew (FerryPageGuard  *guard);
/* Judges a page. @operation: for the message. @next_token: (nullable): of the page behind it.
 * Returns: %FALSE with FERRY_ERROR_BAD_REPLY when the list leads nowhere
 */
gboolean        ferry_page_guard_pass  (FerryPageGuard  *guard,
                                        const char      *operation,
                                        guint            n_items,
                                        const char      *next_token,
                                        GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryPageGuard, ferry_page_guard_free)

G_END_DECLS
