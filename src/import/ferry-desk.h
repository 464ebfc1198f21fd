/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FerryDesk:
 * @id: a UUID, the name of this folder of journals towards other computers: claims carry it
 * @is_copy: the folder is not where it was made: another computer (its machine id, hashed), or
 *   another place on the disk (the inode of the folder): a restored backup or a copied home
 *   directory. What its journals call unfinished may have gone on elsewhere.
 *
 * Kept in "desk.json" beside the journals. Of a copy the file is left as it is until
 * ferry_desk_adopt(), which gives the folder a new id.
 */
typedef struct {
  char     *id;
  gboolean  is_copy;
} FerryDesk;

void       ferry_desk_free  (FerryDesk  *self);
/* Blocking, for the worker that opens the folder. Makes it where there is none.
 * FERRY_ERROR_STORAGE, _STORAGE_FULL, _STORAGE_DENIED
 */
FerryDesk *ferry_desk_open  (GFile      *folder,
                             GError    **error);
/* Blocking: a copy becomes a desk of its own. The old id stays in @self until it is opened anew. */
gboolean   ferry_desk_adopt (GFile      *folder,
                             GError    **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryDesk, ferry_desk_free)

G_END_DECLS
